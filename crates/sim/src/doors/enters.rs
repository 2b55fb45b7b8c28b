//! Acts that let somebody in, or change what does.

use actions::{
    account::{self, Changed, NewPassword},
    activate::{self, Activated, Activation},
    factor::{self, Confirmed},
    grid,
    passkey::{
        enrol::{self, NewPasskey},
        sign_in::{self as alone, Asking, Entered},
    },
    second_step::{self, Given, Stepped},
    sign_in::{self, Attempt, Browser, SignedIn},
    testing::Key,
};
use model::{Actor, factor::FactorKind};

use super::{
    oracle::{Door, Kind},
    walk::{Answer, BROWSERS, FAR, Fault, Walk},
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

    /// Somebody who has the password, or not, in a computing centre abroad.
    pub(super) async fn comes_from_far(&mut self, who: usize) -> Answer {
        let of = &self.people[who];
        let current = of.oracle.password();
        let number = if self.chance.once_in(4) { self.chance.below(current + 1) } else { current };
        let password = self.people[who].passwords[number].clone();
        self.strangers += 1;
        // Each time from another network, so that nothing is known of any.
        let address = format!("45.{}.{}.7:40000", self.strangers / 250 % 250, self.strangers % 250);
        let now = self.world.now();
        let must = self.people[who].oracle.comes_from_far(number, now);
        self.said(who, &format!("somebody signs in from far away, password {number} of {current}: {must:?}"));
        let browser = Browser { device: None, address: &address, agent: "Firefox", origin: Some(&FAR) };
        let attempt = Attempt { login: self.people[who].key, password: &password, browser };
        match (sign_in::sign_in(&self.world.app, &attempt).await?, must) {
            (SignedIn::No, Door::Out) | (SignedIn::Second(_), Door::Second) | (SignedIn::Unusual(_), Door::Unusual) => {
                self.played.refused += 1;
                Ok(())
            }
            (other, must) => Err(Fault(format!("from far away the door says {other:?} and must say {must:?}"))),
        }
    }

    /// A passkey and nothing else, at the page for signing in.
    pub(super) async fn enter(&mut self, who: usize) -> Answer {
        let Some(mut key) = self.people[who].key_in_hand.take() else { return Ok(()) };
        let (browser, now) = (self.chance.below(BROWSERS), self.world.now());
        let must = self.people[who].oracle.enter(browser, now);
        self.said(who, &format!("enters by a passkey, browser {browser}: {must:?}"));
        let address = Self::address(who, browser);
        let mut cookie = self.device(who, browser).clone();
        let app = &self.world.app;
        let asked = match alone::ask(app, Self::browser(cookie.as_deref(), &address)).await? {
            Asking::Yes { asked, device } => {
                cookie = device.map(|device| device.secret().to_owned()).or(cookie);
                asked
            }
            other => return Err(Fault(format!("asking for a passkey says {other:?}"))),
        };
        let answer = key.signs(&asked.0);
        self.people[who].key_in_hand = Some(key);
        let entered = alone::sign_in(app, &answer, Self::browser(cookie.as_deref(), &address)).await?;
        *self.device(who, browser) = cookie;
        match (entered, must) {
            (Entered::Yes(opened), Door::In) => self.keeps(who, browser, opened),
            (Entered::No, Door::Out) => self.played.refused += 1,
            (other, must) => return Err(Fault(format!("a passkey's door says {other:?} and must say {must:?}"))),
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
        let (of, now) = (&self.people[who].oracle, self.world.now());
        if !of.has(Kind::Totp, now) && !of.has(Kind::Grid, now) {
            return if right { self.second_by_passkey(who, browser, step).await } else { Ok(()) };
        }
        let code = if right || elsewhere { self.right_code(who, browser, step).await? } else { "00000".to_owned() };
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

    /// The same of whoever has nothing else than a passkey.
    async fn second_by_passkey(&mut self, who: usize, browser: usize, step: &str) -> Answer {
        let (device, address) = (self.device(who, browser).clone(), Self::address(who, browser));
        let with = Self::browser(device.as_deref(), &address);
        let app = &self.world.app;
        let asked = second_step::ask_passkey(app, step, with).await?;
        let Some(key) = self.people[who].key_in_hand.as_mut() else {
            return Err(Fault("a passkey is asked of somebody who has none".to_owned()));
        };
        let asked = asked.ok_or_else(|| Fault("no passkey is asked of somebody who has one".to_owned()))?;
        let answer = key.signs(&asked.0);
        match second_step::by_passkey(app, step, &answer, with).await? {
            Stepped::Yes(opened) => {
                let now = self.world.now();
                self.people[who].oracle.second(browser, true, now);
                self.keeps(who, browser, opened);
                Ok(())
            }
            other => Err(Fault(format!("the second door says {other:?} to a passkey"))),
        }
    }

    /// What its owner types: what their application shows, or what stands in the cells that are asked.
    async fn right_code(&mut self, who: usize, browser: usize, step: &str) -> Result<String, Fault> {
        let now = self.world.now();
        let of = &self.people[who].oracle;
        let (totp, grid) = (of.has(Kind::Totp, now), of.has(Kind::Grid, now));
        if totp && !(grid && self.chance.once_in(2)) {
            return Ok(self.world.person(self.people[who].key).code().await);
        }
        let device = self.device(who, browser).clone();
        let address = Self::address(who, browser);
        let offered = second_step::offered(&self.world.app, step, Self::browser(device.as_deref(), &address)).await?;
        match (offered.cells, &self.people[who].grid) {
            (Some(cells), Some(grid)) => Ok(grid.read(cells)),
            (None, _) => Ok("00000".to_owned()),
            (Some(_), None) => Err(Fault("cells are asked of somebody who has no grid".to_owned())),
        }
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
        let (text, grid) = self.people[who].codes[code].clone();
        let form = Activation { code: &text, password: &password, browser: with };
        match (activate::activate(&self.world.app, &form).await?, must) {
            (Activated::Yes(opened), Door::In) => {
                self.keeps(who, browser, opened);
                let of = &mut self.people[who];
                of.grid = grid.or(of.grid.take());
            }
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

    /// Sets a factor up, of a kind that is not there.
    pub(super) async fn add_factor(&mut self, who: usize) -> Answer {
        let now = self.world.now();
        let Some(session) = self.open_session(who) else { return Ok(()) };
        let kind = Kind::ALL[self.chance.below(3)];
        if self.people[who].oracle.has(kind, now) {
            return Ok(());
        }
        let actor = self.actor(who, session).await?;
        let may = self.people[who].oracle.may_change(session, now);
        self.said(who, &format!("sets {kind:?} up in session {session}: {may}"));
        let confirmed = match kind {
            Kind::Totp => self.begins_totp(who, &actor).await?,
            Kind::Grid => self.begins_grid(who, &actor).await?,
            Kind::Passkey => self.begins_passkey(who, session, &actor).await?,
        };
        match (confirmed, may) {
            (Some(Confirmed::Yes { .. }), true) => self.people[who].oracle.add(kind, now),
            (None, false) => self.played.refused += 1,
            (other, may) => return Err(Fault(format!("adding {kind:?} says {other:?} on a device of theirs {may}"))),
        }
        Ok(())
    }

    async fn begins_totp(&mut self, who: usize, actor: &Actor) -> Result<Option<Confirmed>, Fault> {
        let app = &self.world.app;
        if factor::begin(app, actor, "téléphone").await?.is_none() {
            return Ok(None);
        }
        let code = self.world.person(self.people[who].key).begun_code().await;
        Ok(Some(factor::confirm(app, actor, &code).await?))
    }

    async fn begins_grid(&mut self, who: usize, actor: &Actor) -> Result<Option<Confirmed>, Fault> {
        let app = &self.world.app;
        let Some(begun) = grid::begin(app, actor, "grille").await? else { return Ok(None) };
        let confirmed = grid::confirm(app, actor, &begun.grid.read(begun.asked)).await?;
        self.people[who].grid = Some(begun.grid);
        Ok(Some(confirmed))
    }

    async fn begins_passkey(&mut self, who: usize, session: usize, actor: &Actor) -> Result<Option<Confirmed>, Fault> {
        let browser = self.people[who].oracle.browser_of(session);
        let device = self.device(who, browser).clone().unwrap_or_default();
        let app = &self.world.app;
        let Some(asked) = enrol::begin(app, actor, &device).await? else { return Ok(None) };
        self.keys = self.keys.wrapping_add(1);
        let mut key = Key::new(self.keys % 250, &app.issuer);
        let answer = key.makes(&asked.0);
        let confirmed =
            enrol::enrol(app, actor, &NewPasskey { label: "clé", answer: &answer, device: &device }).await?;
        self.people[who].key_in_hand = Some(key);
        Ok(Some(confirmed))
    }

    /// Takes a factor away that is there.
    pub(super) async fn remove_factor(&mut self, who: usize) -> Answer {
        let now = self.world.now();
        let Some(session) = self.open_session(who) else { return Ok(()) };
        let kind = Kind::ALL[self.chance.below(3)];
        if !self.people[who].oracle.has(kind, now) {
            return Ok(());
        }
        let actor = self.actor(who, session).await?;
        let may = self.people[who].oracle.may_change(session, now);
        let app = &self.world.app;
        let code = match kind {
            Kind::Totp => FactorKind::Totp,
            Kind::Grid => FactorKind::Grid,
            Kind::Passkey => FactorKind::Passkey,
        };
        let factors = factor::overview(app, &actor).await?.factors;
        let newest = factors.iter().rfind(|one| one.kind == code);
        let newest = newest.ok_or_else(|| Fault(format!("{kind:?} is in force and not shown")))?;
        let removed = factor::remove(app, &actor, newest.id).await?;
        self.said(who, &format!("takes {kind:?} away in session {session}: {may}"));
        if removed != may {
            return Err(Fault(format!("taking a factor away says {removed} on a device of theirs {may}")));
        }
        if may {
            self.people[who].oracle.remove(kind, now);
        }
        Ok(())
    }
}
