//! Plays acts at the doors of four accounts of one school, and asks the oracle what must come of each.

use std::sync::LazyLock;

use actions::{
    account::{self, Changed, NewPassword},
    activate::{self, Activated, Activation},
    contain::{self, Contained},
    contained,
    disown::{self, Disowned},
    factor::{self, Confirmed},
    lift::{self, Lifted},
    reset::{self, NewReset, Reset},
    second_step::{self, Given, Stepped},
    sheets,
    sign_in::{self, Attempt, Browser, Opened, SignedIn},
    testing::{EVENING, PASSWORD, World},
};
use model::{
    Actor, MessageId, Millis, Profile, SchoolId, SectionId, SessionId, limits,
    network::{NetworkClass, Origin},
    territory::Scope,
};
use uuid::Uuid;

use super::{
    Played, Wrong,
    oracle::{Door, Oracle},
};
use crate::{chance::Chance, run::Engine};

/// Acts of one sequence.
const ACTS: usize = 8;
/// Sequences in one world, whose tables would grow for ever.
const PER_WORLD: usize = 240;
/// Accounts: their key, and their class.
const PEOPLE: [(&str, &str); 4] = [("ines", "2nde4"), ("karim", "2nde4"), ("lea", "2nde5"), ("noe", "2nde5")];
/// Browsers; the last one is everybody's.
const BROWSERS: usize = 4;
/// Sessions, newest first, that are held against the oracle after each act.
const WATCHED: usize = 6;

/// Everybody is at school, where nothing is held against a new browser.
static SCHOOL: LazyLock<Origin> =
    LazyLock::new(|| Origin { class: NetworkClass::School, country: Some("FR".to_owned()) });

type Answer = Result<(), String>;

/// A session as a browser has it.
struct Cookie {
    id: SessionId,
    secret: String,
}

/// One account and what its owner and its thieves have in hand.
struct Person {
    key: &'static str,
    class: &'static str,
    /// A word that the desk may act on.
    letter: MessageId,
    oracle: Oracle,
    /// Passwords, by number.
    passwords: Vec<String>,
    cookies: Vec<Cookie>,
    codes: Vec<String>,
    acts: Vec<String>,
}

struct Walk {
    world: World,
    chance: Chance,
    people: Vec<Person>,
    /// Cookies of the browsers, of each person's three and of the one that all share.
    devices: Vec<Vec<Option<String>>>,
    /// Resets in force, with the places that they have for each person.
    resets: Vec<(Uuid, Vec<Option<usize>>)>,
    played: Played,
    passwords: usize,
}

/// Plays so many sequences, from a seed.
pub async fn walk(engine: Engine, seed: u64, sequences: usize, mut each: impl FnMut(&Played)) -> Result<Played, Wrong> {
    let mut played = Played::default();
    while played.sequences < sequences {
        let t = match engine {
            Engine::Sqlite => store::testing::sqlite().await,
            Engine::Postgres => store::testing::postgres().await,
        };
        let round = (played.sequences / PER_WORLD) as u64;
        let mut walk = Walk::new(t, seed.wrapping_mul(1_000_003).wrapping_add(round)).await;
        for _ in 0..PER_WORLD.min(sequences - played.sequences) {
            let who = walk.chance.below(PEOPLE.len());
            for _ in 0..ACTS {
                let acted = Box::pin(walk.act(who)).await;
                if let Err(what) = acted {
                    let acts = std::mem::take(&mut walk.people[who].acts);
                    let acts = acts[acts.len().saturating_sub(24)..].to_vec();
                    let sequence = played.sequences + walk.played.sequences + 1;
                    return Err(Wrong { seed, sequence, acts, what });
                }
            }
            walk.played.sequences += 1;
        }
        walk.played.opened = walk.people.iter().map(|person| person.oracle.sessions()).sum();
        played += walk.played;
        each(&played);
    }
    Ok(played)
}

impl Walk {
    async fn new(t: store::testing::TestDb, seed: u64) -> Walk {
        let world = World::with_cast(t, seed, EVENING).await;
        let mut people = Vec::new();
        for (key, class) in PEOPLE {
            let teacher = if class == "2nde4" { "roche" } else { "durand" };
            let letter = world.person(key).write_to(teacher, "Bonjour, voici mon devoir.").await;
            people.push(Person {
                key,
                class,
                letter,
                oracle: Oracle::new(BROWSERS, Millis(0)),
                passwords: vec![PASSWORD.to_owned()],
                cookies: vec![],
                codes: vec![],
                acts: vec![],
            });
        }
        // Each has one browser of their own for a month.
        let of = |key| {
            let mut devices = vec![None; BROWSERS];
            devices[0] = world.person(key).own_tab().device;
            devices
        };
        let devices = PEOPLE.iter().map(|(key, _)| of(*key)).collect();
        let chance = Chance::new(seed, 5);
        Walk { world, chance, people, devices, resets: vec![], played: Played::default(), passwords: 0 }
    }

    /// One act on an account, then a look at all of its sessions.
    async fn act(&mut self, who: usize) -> Answer {
        self.world.advance(Millis(self.chance.between(61_000, 400_000)));
        self.played.acts += 1;
        match self.chance.weighted(&[30, 12, 4, 8, 12, 8, 4, 2, 3, 3, 4, 5, 2, 10, 1]) {
            0 => self.sign_in(who).await?,
            1 => self.uses(who).await?,
            2 => self.sign_out(who).await?,
            3 => self.print(who).await?,
            4 => self.activate(who).await?,
            5 => self.change(who).await?,
            6 => self.reset().await?,
            7 => self.undo().await?,
            8 => self.contain(who).await?,
            9 => self.lift(who).await?,
            10 => self.disown(who).await?,
            11 => self.add_factor(who).await?,
            12 => self.remove_factor(who).await?,
            13 => self.wait(who),
            _ => self.world.restart().await,
        }
        self.look(who).await
    }

    /// Looks at everybody.
    async fn look_at_all(&mut self) -> Answer {
        for one in 0..self.people.len() {
            self.look(one).await?;
        }
        Ok(())
    }

    fn said(&mut self, who: usize, act: &str) {
        let (now, of) = (self.world.now().0, &mut self.people[who]);
        of.acts.push(format!("{now} {}: {act}", of.key));
    }

    /// Whose cookie jar a browser is: the last one is everybody's.
    fn device(&mut self, who: usize, browser: usize) -> &mut Option<String> {
        let jar = if browser == BROWSERS - 1 { 0 } else { who };
        &mut self.devices[jar][browser]
    }

    /// Does something in a browser.
    fn browser<'a>(device: Option<&'a str>, address: &'a str) -> Browser<'a> {
        Browser { device, address, agent: "Firefox", origin: Some(&SCHOOL) }
    }

    fn address(who: usize, browser: usize) -> String {
        format!("198.51.100.{}:40000", who * BROWSERS + browser + 10)
    }

    /// Keeps what a door gave.
    fn keeps(&mut self, who: usize, browser: usize, opened: Opened) {
        if let Some(device) = opened.device {
            *self.device(who, browser) = Some(device.secret().to_owned());
        }
        let cookie = Cookie { id: Uuid::nil().into(), secret: opened.session.secret().to_owned() };
        self.people[who].cookies.push(cookie);
    }

    async fn sign_in(&mut self, who: usize) -> Answer {
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
        let attempt = Attempt { login: PEOPLE[who].0, password: &password, browser: with };
        match (sign_in::sign_in(&self.world.app, &attempt).await.map_err(|e| e.to_string())?, must) {
            (SignedIn::Yes(opened), Door::In) => self.keeps(who, browser, opened),
            (SignedIn::No, Door::Out) => self.played.refused += 1,
            (SignedIn::Second(step), Door::Second) => {
                if let Some(device) = &step.device {
                    *self.device(who, browser) = Some(device.secret().to_owned());
                }
                return self.second(who, browser, step.token.secret()).await;
            }
            (other, must) => return Err(format!("the door says {other:?} and must say {must:?}")),
        }
        Ok(())
    }

    /// The second half of a sign-in: the right code, a wrong one, the right one elsewhere, or nothing.
    async fn second(&mut self, who: usize, browser: usize, step: &str) -> Answer {
        let answer = self.chance.below(5);
        let elsewhere = answer == 1;
        let right = answer > 1;
        self.said(who, &format!("second step in browser {browser}: {answer}"));
        if answer == 0 {
            return Ok(());
        }
        let code = self.world.person(PEOPLE[who].0).code().await;
        let code = if right || elsewhere { code } else { "000000".to_owned() };
        let other = (browser + 1) % BROWSERS;
        let device = self.device(who, if elsewhere { other } else { browser }).clone();
        let address = Self::address(who, browser);
        let given = Given { step, code: &code, browser: Self::browser(device.as_deref(), &address) };
        let stepped = second_step::second_step(&self.world.app, &given).await.map_err(|e| e.to_string())?;
        let now = self.world.now();
        let must = self.people[who].oracle.second(browser, right, now);
        match (stepped, must) {
            (Stepped::Yes(opened), Door::In) => self.keeps(who, browser, opened),
            (Stepped::Wrong | Stepped::Over, Door::Out) => self.played.refused += 1,
            (other, must) => return Err(format!("the second door says {other:?} and must say {must:?}")),
        }
        Ok(())
    }

    /// A session of theirs that opens something, if there is one.
    fn open_session(&mut self, who: usize) -> Option<usize> {
        let now = self.world.now();
        let of = &self.people[who].oracle;
        let open: Vec<usize> = (0..of.sessions()).rev().take(WATCHED).filter(|one| of.is_open(*one, now)).collect();
        self.chance.pick(&open).copied()
    }

    /// Who stands behind a session, as each request asks.
    async fn actor(&mut self, who: usize, session: usize) -> Result<Actor, String> {
        let browser = self.people[who].oracle.browser_of(session);
        let device = self.device(who, browser).clone().unwrap_or_default();
        let secret = self.people[who].cookies[session].secret.clone();
        let actor = sign_in::authenticate(&self.world.app, &secret, &device).await.map_err(|e| e.to_string())?;
        let actor = actor.ok_or("a session must open something and opens nothing")?;
        let now = self.world.now();
        self.people[who].oracle.used(session, now);
        if let Some(id) = actor.session {
            self.people[who].cookies[session].id = id;
        }
        if actor.person != self.world.person(PEOPLE[who].0).id {
            return Err("a session opens somebody else's account".to_owned());
        }
        Ok(actor)
    }

    async fn uses(&mut self, who: usize) -> Answer {
        let Some(session) = self.open_session(who) else { return Ok(()) };
        self.said(who, &format!("uses session {session}"));
        self.actor(who, session).await?;
        // The same cookie in any other browser is nothing.
        let browser = self.people[who].oracle.browser_of(session);
        let other = (browser + 1) % BROWSERS;
        let Some(device) = self.device(who, other).clone() else { return Ok(()) };
        let secret = self.people[who].cookies[session].secret.clone();
        match sign_in::authenticate(&self.world.app, &secret, &device).await.map_err(|e| e.to_string())? {
            None => Ok(()),
            Some(_) => Err(format!("session {session} opens in browser {other}, and is of browser {browser}")),
        }
    }

    async fn sign_out(&mut self, who: usize) -> Answer {
        let Some(session) = self.open_session(who) else { return Ok(()) };
        self.said(who, &format!("signs out of session {session}"));
        let actor = self.actor(who, session).await?;
        sign_in::sign_out(&self.world.app, &actor).await.map_err(|e| e.to_string())?;
        self.people[who].oracle.sign_out(session);
        Ok(())
    }

    /// Sheets for the whole class.
    async fn print(&mut self, who: usize) -> Answer {
        let class = PEOPLE[who].1;
        let adou = self.world.person("adou").actor().await;
        let section = SectionId(self.world.uuid(class));
        let printed =
            sheets::print(&self.world.app, &adou, section, Profile::Pupil).await.map_err(|e| e.to_string())?;
        let now = self.world.now();
        for slip in printed.ok_or("the head prints")?.slips {
            let Some(who) = PEOPLE.iter().position(|(key, _)| *key == slip.login) else { continue };
            self.people[who].oracle.print(now, now + limits::ACTIVATION_LIFE);
            self.people[who].codes.push(slip.code);
            let code = self.people[who].codes.len() - 1;
            self.said(who, &format!("is given code {code}"));
        }
        Ok(())
    }

    /// A password that nobody had.
    fn new_password(&mut self, who: usize) -> (usize, String) {
        self.passwords += 1;
        let password = format!("girafe tunnel cerise {}", self.passwords);
        self.people[who].passwords.push(password.clone());
        (self.people[who].passwords.len() - 1, password)
    }

    async fn activate(&mut self, who: usize) -> Answer {
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
        match (activate::activate(&self.world.app, &form).await.map_err(|e| e.to_string())?, must) {
            (Activated::Yes(opened), Door::In) => self.keeps(who, browser, opened),
            (Activated::NoSuchCode, Door::Out) => self.played.refused += 1,
            (other, must) => return Err(format!("the code's door says {other:?} and must say {must:?}")),
        }
        Ok(())
    }

    async fn change(&mut self, who: usize) -> Answer {
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
        match (account::change_password(&self.world.app, &actor, &form).await.map_err(|e| e.to_string())?, must) {
            (Changed::Yes(opened), Door::In) => self.keeps(who, browser, opened),
            (Changed::WrongCurrent | Changed::UnknownDevice, Door::Out) => self.played.refused += 1,
            (other, must) => return Err(format!("the change says {other:?} and must say {must:?}")),
        }
        Ok(())
    }

    /// A reset of everybody, the school, or a class; it may spare those whose password is new.
    async fn reset(&mut self) -> Answer {
        let class = ["2nde4", "2nde5"][self.chance.below(2)];
        let scope = match self.chance.below(3) {
            0 => Scope::All,
            1 => Scope::School(SchoolId(self.world.uuid("lycee"))),
            _ => Scope::Section(SectionId(self.world.uuid(class))),
        };
        let now = self.world.now();
        let spares_since = self.chance.once_in(3).then(|| now - Millis::hours(self.chance.between(1, 30)));
        let new = NewReset { scope: scope.clone(), spares_since, note: "" };
        let done = reset::reset(&self.world.app, None, &new).await.map_err(|e| e.to_string())?;
        let Reset::Yes { id, .. } = done else { return Err("the console resets".to_owned()) };
        let mut places = Vec::new();
        for who in 0..self.people.len() {
            let concerns = !matches!(scope, Scope::Section(_)) || self.people[who].class == class;
            places.push(concerns.then(|| self.people[who].oracle.reset(spares_since, now)));
            if concerns {
                self.said(who, &format!("is reset ({scope}), spared since {spares_since:?}"));
            }
        }
        self.resets.push((id, places));
        self.look_at_all().await
    }

    async fn undo(&mut self) -> Answer {
        if self.resets.is_empty() {
            return Ok(());
        }
        let one = self.chance.below(self.resets.len());
        let (id, places) = self.resets.swap_remove(one);
        let now = self.world.now();
        if !reset::undo(&self.world.app, None, id, "").await.map_err(|e| e.to_string())? {
            return Err("a reset is undone once".to_owned());
        }
        for (who, place) in places.into_iter().enumerate() {
            if let Some(place) = place {
                self.people[who].oracle.undo(place, now);
                self.said(who, "has no reset any more");
            }
        }
        self.look_at_all().await
    }

    async fn contain(&mut self, who: usize) -> Answer {
        let (desk, now) = (self.world.desk().actor().await, self.world.now());
        let contained_before = self.people[who].oracle.is_contained(now);
        let letter = self.people[who].letter;
        let done = contain::contain(&self.world.app, &desk, letter, "").await.map_err(|e| e.to_string())?;
        self.said(who, &format!("is contained: {done:?}"));
        self.people[who].oracle.contain(now);
        match done {
            Contained::Yes { .. } if !contained_before => Ok(()),
            Contained::Already if contained_before => Ok(()),
            other => Err(format!("containing says {other:?}")),
        }
    }

    async fn lift(&mut self, who: usize) -> Answer {
        let (desk, now) = (self.world.desk().actor().await, self.world.now());
        let contained_before = self.people[who].oracle.is_contained(now);
        let person = self.world.person(PEOPLE[who].0).id;
        let list = contained::list(&self.world.app, &desk).await.map_err(|e| e.to_string())?.list;
        let Some(newest) = list.iter().filter(|one| one.person == person).max_by_key(|one| one.since()) else {
            return if contained_before { Err("the desk does not see a containment".to_owned()) } else { Ok(()) };
        };
        let lifted = lift::lift(&self.world.app, &desk, newest.id, "erreur").await.map_err(|e| e.to_string())?;
        self.said(who, &format!("is lifted: {lifted:?}"));
        match lifted {
            Lifted::Yes if contained_before => self.people[who].oracle.lift(now),
            Lifted::TooLate if !contained_before => {}
            other => return Err(format!("lifting says {other:?}")),
        }
        Ok(())
    }

    /// "That was not me", of the session that was opened last.
    async fn disown(&mut self, who: usize) -> Answer {
        let (Some(from), Some(strange)) = (self.open_session(who), self.open_session(who)) else { return Ok(()) };
        if from == strange {
            return Ok(());
        }
        self.actor(who, strange).await?;
        let actor = self.actor(who, from).await?;
        let (session, now) = (self.people[who].cookies[strange].id, self.world.now());
        let disowned = disown::disown(&self.world.app, &actor, session).await.map_err(|e| e.to_string())?;
        let back = self.people[who].oracle.disown(from, now);
        self.said(who, &format!("disowns {strange} in {from}: own device {back}"));
        match (disowned, back) {
            (Disowned::Back { code }, true) => self.people[who].codes.push(code),
            (Disowned::Shut, false) => {}
            (other, back) => return Err(format!("disowning says {other:?}, on a device of theirs {back}")),
        }
        Ok(())
    }

    async fn add_factor(&mut self, who: usize) -> Answer {
        let now = self.world.now();
        let Some(session) = self.open_session(who) else { return Ok(()) };
        if self.people[who].oracle.has_factor(now) {
            return Ok(());
        }
        let actor = self.actor(who, session).await?;
        let may = self.people[who].oracle.may_change(session, now);
        self.said(who, &format!("sets a factor up in session {session}: {may}"));
        let app = &self.world.app;
        let begun = factor::begin(app, &actor, "téléphone").await.map_err(|e| e.to_string())?;
        if begun.is_some() != may {
            return Err(format!("beginning a factor says {begun:?} on a device of theirs {may}"));
        }
        if !may {
            self.played.refused += 1;
            return Ok(());
        }
        let code = self.world.person(PEOPLE[who].0).begun_code().await;
        match factor::confirm(app, &actor, &code).await.map_err(|e| e.to_string())? {
            Confirmed::Yes { .. } => {
                self.people[who].oracle.add_factor(now);
                Ok(())
            }
            other => Err(format!("confirming a factor says {other:?}")),
        }
    }

    async fn remove_factor(&mut self, who: usize) -> Answer {
        let now = self.world.now();
        let Some(session) = self.open_session(who) else { return Ok(()) };
        if !self.people[who].oracle.has_factor(now) {
            return Ok(());
        }
        let actor = self.actor(who, session).await?;
        let may = self.people[who].oracle.may_change(session, now);
        let app = &self.world.app;
        let factors = factor::overview(app, &actor).await.map_err(|e| e.to_string())?.factors;
        let newest = factors.last().ok_or("a factor is in force and not shown")?;
        let removed = factor::remove(app, &actor, newest.id).await.map_err(|e| e.to_string())?;
        self.said(who, &format!("takes the factor away in session {session}: {may}"));
        if removed != may {
            return Err(format!("taking a factor away says {removed} on a device of theirs {may}"));
        }
        if removed {
            self.people[who].oracle.remove_factor();
        }
        Ok(())
    }

    fn wait(&mut self, who: usize) {
        let by = match self.chance.below(4) {
            0 => Millis::minutes(self.chance.between(5, 40)),
            1 => Millis::hours(self.chance.between(1, 30)),
            2 => Millis::days(self.chance.between(1, 9)),
            _ => Millis::days(self.chance.between(9, 20)),
        };
        self.world.advance(by);
        self.said(who, &format!("waits {} minutes", by.0 / 60_000));
    }

    /// Holds the newest sessions of an account against what they must be.
    async fn look(&mut self, who: usize) -> Answer {
        let now = self.world.now();
        for session in (0..self.people[who].oracle.sessions()).rev().take(WATCHED) {
            let must = self.people[who].oracle.is_open(session, now);
            let browser = self.people[who].oracle.browser_of(session);
            let device = self.device(who, browser).clone().unwrap_or_default();
            let secret = &self.people[who].cookies[session].secret;
            let is = sign_in::holds(&self.world.app, secret, &device).await.map_err(|e| e.to_string())?;
            self.played.checks += 1;
            if is != must {
                return Err(format!("session {session} of {}: open {is}, and must be {must}", PEOPLE[who].0));
            }
        }
        Ok(())
    }
}
