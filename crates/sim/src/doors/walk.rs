//! Plays acts at the doors of four accounts of one school, and asks the oracle what must come of each.

use std::sync::LazyLock;

use actions::{
    grid::Grid,
    sign_in::{self, Browser, Opened},
    testing::{EVENING, Key, PASSWORD, World},
};
use model::{
    Actor, MessageId, Millis, SessionId,
    network::{NetworkClass, Origin},
};
use uuid::Uuid;

use super::{Played, Wrong, oracle::Oracle};
use crate::{chance::Chance, run::Engine};

/// Acts of one sequence.
const ACTS: usize = 5;
/// Sequences in one world, whose tables would grow for ever.
const PER_WORLD: usize = 400;
/// Accounts: their key, and their class.
pub(super) const PEOPLE: [(&str, &str); 4] =
    [("ines", "2nde4"), ("karim", "2nde4"), ("lea", "2nde5"), ("noe", "2nde5")];
/// Browsers; the last one is everybody's.
pub(super) const BROWSERS: usize = 4;
/// Sessions, newest first, that are held against the oracle after an act that concerns everybody.
const WATCHED: usize = 6;
/// The same after each act: the newest, and one of the others.
const WATCHED_EACH: usize = 2;

/// Everybody is at school, where nothing is held against a new browser.
static SCHOOL: LazyLock<Origin> =
    LazyLock::new(|| Origin { class: NetworkClass::School, country: Some("FR".to_owned()) });

/// A computing centre abroad.
pub(super) static FAR: LazyLock<Origin> =
    LazyLock::new(|| Origin { class: NetworkClass::Hosting, country: Some("BR".to_owned()) });

/// What was wrong, in a sentence.
pub(super) struct Fault(pub(super) String);

impl From<actions::Error> for Fault {
    fn from(error: actions::Error) -> Fault {
        Fault(error.to_string())
    }
}

pub(super) type Answer = Result<(), Fault>;

/// A session as a browser has it.
pub(super) struct Cookie {
    pub(super) id: SessionId,
    pub(super) secret: String,
}

/// One account and what its owner and its thieves have in hand.
pub(super) struct Person {
    pub(super) key: &'static str,
    pub(super) class: &'static str,
    /// A word that the desk may act on.
    pub(super) letter: MessageId,
    pub(super) oracle: Oracle,
    /// Passwords, by number.
    pub(super) passwords: Vec<String>,
    pub(super) cookies: Vec<Cookie>,
    /// Printed codes, with the grids that were on the same paper.
    pub(super) codes: Vec<(String, Option<Grid>)>,
    /// The grid of codes that they keep.
    pub(super) grid: Option<Grid>,
    /// The passkey that they made last.
    pub(super) key_in_hand: Option<Key>,
    acts: Vec<String>,
}

pub(super) struct Walk {
    pub(super) world: World,
    pub(super) chance: Chance,
    pub(super) people: Vec<Person>,
    /// Cookies of the browsers, of each person's three and of the one that all share.
    pub(super) devices: Vec<Vec<Option<String>>>,
    /// Resets in force, with the places that they have for each person.
    pub(super) resets: Vec<(Uuid, Vec<Option<usize>>)>,
    pub(super) played: Played,
    pub(super) passwords: usize,
    /// Networks that somebody came from once.
    pub(super) strangers: usize,
    /// Passkeys that were made.
    pub(super) keys: u8,
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
                if let Err(Fault(what)) = acted {
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
                grid: None,
                key_in_hand: None,
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
        Walk {
            world,
            chance,
            people,
            devices,
            resets: vec![],
            played: Played::default(),
            passwords: 0,
            strangers: 0,
            keys: 0,
        }
    }

    /// One act on an account, then a look at all of its sessions.
    async fn act(&mut self, who: usize) -> Answer {
        self.world.advance(Millis(self.chance.between(61_000, 400_000)));
        self.played.acts += 1;
        match self.chance.weighted(&[30, 12, 4, 8, 12, 8, 4, 2, 3, 3, 4, 8, 2, 10, 1, 8, 8, 2]) {
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
            14 => self.world.restart().await,
            15 => self.comes_from_far(who).await?,
            16 => self.enter(who).await?,
            _ => self.measure(who).await?,
        }
        self.look(who, WATCHED_EACH).await
    }

    /// Looks at everybody.
    pub(super) async fn look_at_all(&mut self) -> Answer {
        for one in 0..self.people.len() {
            self.look(one, WATCHED).await?;
        }
        Ok(())
    }

    pub(super) fn said(&mut self, who: usize, act: &str) {
        let (now, of) = (self.world.now().0, &mut self.people[who]);
        of.acts.push(format!("{now} {}: {act}", of.key));
    }

    /// Whose cookie jar a browser is: the last one is everybody's.
    pub(super) fn device(&mut self, who: usize, browser: usize) -> &mut Option<String> {
        let jar = if browser == BROWSERS - 1 { 0 } else { who };
        &mut self.devices[jar][browser]
    }

    /// Does something in a browser.
    pub(super) fn browser<'a>(device: Option<&'a str>, address: &'a str) -> Browser<'a> {
        Browser { device, address, agent: "Firefox", origin: Some(&SCHOOL) }
    }

    pub(super) fn address(who: usize, browser: usize) -> String {
        format!("198.51.100.{}:40000", who * BROWSERS + browser + 10)
    }

    /// Keeps what a door gave.
    pub(super) fn keeps(&mut self, who: usize, browser: usize, opened: Opened) {
        if let Some(device) = opened.device {
            *self.device(who, browser) = Some(device.secret().to_owned());
        }
        let cookie = Cookie { id: Uuid::nil().into(), secret: opened.session.secret().to_owned() };
        self.people[who].cookies.push(cookie);
    }

    /// A session of theirs that opens something, if there is one.
    pub(super) fn open_session(&mut self, who: usize) -> Option<usize> {
        let now = self.world.now();
        let of = &self.people[who].oracle;
        let open: Vec<usize> = (0..of.sessions()).rev().take(WATCHED).filter(|one| of.is_open(*one, now)).collect();
        self.chance.pick(&open).copied()
    }

    /// Who stands behind a session, as each request asks.
    pub(super) async fn actor(&mut self, who: usize, session: usize) -> Result<Actor, Fault> {
        let browser = self.people[who].oracle.browser_of(session);
        let device = self.device(who, browser).clone().unwrap_or_default();
        let secret = self.people[who].cookies[session].secret.clone();
        let actor = sign_in::authenticate(&self.world.app, &secret, &device).await?;
        let actor = actor.ok_or_else(|| Fault("a session must open something and opens nothing".to_owned()))?;
        let now = self.world.now();
        self.people[who].oracle.used(session, now);
        if let Some(id) = actor.session {
            self.people[who].cookies[session].id = id;
        }
        if actor.person != self.world.person(self.people[who].key).id {
            return Err(Fault("a session opens somebody else's account".to_owned()));
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
        match sign_in::authenticate(&self.world.app, &secret, &device).await? {
            None => Ok(()),
            Some(_) => Err(Fault(format!("session {session} opens in browser {other}, and is of browser {browser}"))),
        }
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

    /// Holds so many sessions of an account against what they must be, of the newest ones.
    async fn look(&mut self, who: usize, many: usize) -> Answer {
        let now = self.world.now();
        let mut watched: Vec<usize> = (0..self.people[who].oracle.sessions()).rev().take(WATCHED).collect();
        while watched.len() > many {
            let other = 1 + self.chance.below(watched.len() - 1);
            watched.swap_remove(other);
        }
        for session in watched {
            let must = self.people[who].oracle.is_open(session, now);
            let browser = self.people[who].oracle.browser_of(session);
            let device = self.device(who, browser).clone().unwrap_or_default();
            let secret = &self.people[who].cookies[session].secret;
            let is = sign_in::holds(&self.world.app, secret, &device).await?;
            self.played.checks += 1;
            if is != must {
                return Err(Fault(format!(
                    "session {session} of {}: open {is}, and must be {must}",
                    self.people[who].key
                )));
            }
        }
        Ok(())
    }
}
