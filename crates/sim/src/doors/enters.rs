//! Acts that let somebody in, or change what does.

use actions::{
    account::{self, Changed, NewPassword},
    activate::{self, Activated, Activation},
    factor::{self, Confirmed},
    second_step::{self, Given, Stepped},
    sign_in::{self, Attempt, SignedIn},
};

use super::{
    oracle::Door,
    walk::{Answer, BROWSERS, Fault, Walk},
};

impl Walk {
    pub(super) async fn sign_in(&mut self, who: usize) -> Answer {
        let browser = self.chance.below(BROWSERS);
        let of = &self.people[who];
        let (current, last) = (of.oracle.password(), of.passwords.len() - 1);
        let number = match self.chance.below(6) {
            0 => self.chance.below(last + 1),
            1 => usize::MAX,
            _ => current,
        };
        let password =
            self.people[who].passwords.get(number).cloned().unwrap_or_else(|| "un autre mot de passe".into());
        let (device, address) = (self.device(who, browser).clone(), Self::address(who, browser));
        let now = self.world.now();
        let must = self.people[who].oracle.sign_in(browser, number, now);
        self.said(who, &format!("signs in, browser {browser}, password {number} of {current}: {must:?}"));
        let with = Self::browser(device.as_deref(), &address);
        let attempt = Attempt { login: self.people[who].key, password: &password, browser: with };
        match (sign_in::sign_in(&self.world.app, &attempt).await?, must) {
            (SignedIn::Yes(opened), Door::In) => self.keeps(who, browser, opened),
            (SignedIn::No, Door::Out) => self.played.refused += 1,
            (SignedIn::Second(step), Door::Second) => {
                if let Some(device) = &step.device {
                    *self.device(who, browser) = Some(device.secret().to_owned());
                }
                return self.second(who, browser, step.token.secret()).await;
            }
            (other, must) => return Err(Fault(format!("the door says {other:?} and must say {must:?}"))),
        }
        Ok(())
    }

    /// The second half of a sign-in: the right code, a wrong one, the right one elsewhere, or nothing.
    pub(super) async fn second(&mut self, who: usize, browser: usize, step: &str) -> Answer {
        let answer = self.chance.below(5);
        let elsewhere = answer == 1;
        let right = answer > 1;
        self.said(who, &format!("second step in browser {browser}: {answer}"));
        if answer == 0 {
            return Ok(());
        }
        let code = self.world.person(self.people[who].key).code().await;
        let code = if right || elsewhere { code } else { "000000".to_owned() };
        let other = (browser + 1) % BROWSERS;
        let device = self.device(who, if elsewhere { other } else { browser }).clone();
        let address = Self::address(who, browser);
        let given = Given { step, code: &code, browser: Self::browser(device.as_deref(), &address) };
        let stepped = second_step::second_step(&self.world.app, &given).await?;
        let now = self.world.now();
        let must = self.people[who].oracle.second(browser, right, now);
        match (stepped, must) {
            (Stepped::Yes(opened), Door::In) => self.keeps(who, browser, opened),
            (Stepped::Wrong | Stepped::Over, Door::Out) => self.played.refused += 1,
            (other, must) => return Err(Fault(format!("the second door says {other:?} and must say {must:?}"))),
        }
        Ok(())
    }

    /// A password that nobody had.
    pub(super) fn new_password(&mut self, who: usize) -> (usize, String) {
        self.passwords += 1;
        let password = format!("girafe tunnel cerise {}", self.passwords);
        self.people[who].passwords.push(password.clone());
        (self.people[who].passwords.len() - 1, password)
    }

    pub(super) async fn activate(&mut self, who: usize) -> Answer {
        let codes = self.people[who].codes.len();
        if codes == 0 {
            return Ok(());
        }
        // Mostly the newest, now and then one of before.
        let code = if self.chance.once_in(4) { self.chance.below(codes) } else { codes - 1 };
        let (browser, now) = (self.chance.below(BROWSERS), self.world.now());
        let (number, password) = self.new_password(who);
        let must = self.people[who].oracle.activate(code, browser, number, now);
        self.said(who, &format!("uses code {code} in browser {browser}: {must:?}"));
        let (device, address) = (self.device(who, browser).clone(), Self::address(who, browser));
        let with = Self::browser(device.as_deref(), &address);
        let text = self.people[who].codes[code].clone();
        let form = Activation { code: &text, password: &password, browser: with };
        match (activate::activate(&self.world.app, &form).await?, must) {
            (Activated::Yes(opened), Door::In) => self.keeps(who, browser, opened),
            (Activated::NoSuchCode, Door::Out) => self.played.refused += 1,
            (other, must) => return Err(Fault(format!("the code's door says {other:?} and must say {must:?}"))),
        }
        Ok(())
    }

    pub(super) async fn change(&mut self, who: usize) -> Answer {
        let Some(session) = self.open_session(who) else { return Ok(()) };
        let actor = self.actor(who, session).await?;
        let current = self.people[who].oracle.password();
        let typed = if self.chance.once_in(4) { self.chance.below(current + 1) } else { current };
        let (browser, now) = (self.people[who].oracle.browser_of(session), self.world.now());
        let (number, password) = self.new_password(who);
        let must = self.people[who].oracle.change(session, typed, number, now);
        self.said(who, &format!("changes the password in session {session}, {typed} typed of {current}: {must:?}"));
        let (device, address) = (self.device(who, browser).clone(), Self::address(who, browser));
        let with = Self::browser(device.as_deref(), &address);
        let current = self.people[who].passwords[typed].clone();
        let form = NewPassword { current: &current, password: &password, browser: with };
        match (account::change_password(&self.world.app, &actor, &form).await?, must) {
            (Changed::Yes(opened), Door::In) => self.keeps(who, browser, opened),
            (Changed::WrongCurrent | Changed::UnknownDevice, Door::Out) => self.played.refused += 1,
            (other, must) => return Err(Fault(format!("the change says {other:?} and must say {must:?}"))),
        }
        Ok(())
    }

    pub(super) async fn add_factor(&mut self, who: usize) -> Answer {
        let now = self.world.now();
        let Some(session) = self.open_session(who) else { return Ok(()) };
        if self.people[who].oracle.has_factor(now) {
            return Ok(());
        }
        let actor = self.actor(who, session).await?;
        let may = self.people[who].oracle.may_change(session, now);
        self.said(who, &format!("sets a factor up in session {session}: {may}"));
        let app = &self.world.app;
        let begun = factor::begin(app, &actor, "téléphone").await?;
        if begun.is_some() != may {
            return Err(Fault(format!("beginning a factor says {begun:?} on a device of theirs {may}")));
        }
        if !may {
            self.played.refused += 1;
            return Ok(());
        }
        let code = self.world.person(self.people[who].key).begun_code().await;
        match factor::confirm(app, &actor, &code).await? {
            Confirmed::Yes { .. } => {
                self.people[who].oracle.add_factor(now);
                Ok(())
            }
            other => Err(Fault(format!("confirming a factor says {other:?}"))),
        }
    }

    pub(super) async fn remove_factor(&mut self, who: usize) -> Answer {
        let now = self.world.now();
        let Some(session) = self.open_session(who) else { return Ok(()) };
        if !self.people[who].oracle.has_factor(now) {
            return Ok(());
        }
        let actor = self.actor(who, session).await?;
        let may = self.people[who].oracle.may_change(session, now);
        let app = &self.world.app;
        let factors = factor::overview(app, &actor).await?.factors;
        let newest = factors.last().ok_or_else(|| Fault("a factor is in force and not shown".to_owned()))?;
        let removed = factor::remove(app, &actor, newest.id).await?;
        self.said(who, &format!("takes the factor away in session {session}: {may}"));
        if removed != may {
            return Err(Fault(format!("taking a factor away says {removed} on a device of theirs {may}")));
        }
        if removed {
            self.people[who].oracle.remove_factor();
        }
        Ok(())
    }
}
