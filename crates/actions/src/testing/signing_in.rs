//! Browsers: sign-in with real cookies, for tests of sessions.

use model::{
    Actor, FactorId, Millis,
    factor::FactorKind,
    grid::Cell,
    network::{NetworkClass, Origin},
};

use super::{Key, PASSWORD, Person, World, directory::device_secret};
use crate::{
    factor::{self, Confirmed},
    grid::{self, Grid},
    passkey::{
        enrol::{self, NewPasskey},
        sign_in::{self as alone, Asking, Entered},
    },
    second_step::{self, Given, Stepped, second_step},
    sign_in::{self, Attempt, Browser, SignedIn},
    totp,
};

/// A browser: its device cookie and, once somebody has signed in, its session cookie.
#[derive(Debug, Clone, Default)]
pub struct Tab {
    /// Secret of the session cookie.
    pub session: Option<String>,
    /// Secret of the device cookie.
    pub device: Option<String>,
    /// Address from which it comes; empty: where everybody is at home.
    pub address: String,
    /// What is known of its network.
    pub origin: Option<Origin>,
}

/// Where a browser is that is not said to be elsewhere.
const HOME: &str = "198.51.100.7:40112";

impl Person<'_> {
    /// Their own browser, known for a month, nobody signed in.
    pub fn own_tab(&self) -> Tab {
        Tab { device: Some(device_secret(&self.key())), ..Tab::default() }
    }

    /// Sets a second factor up on their own device; the codes for paper, if these are the first.
    pub async fn adds_factor(&self) -> Vec<String> {
        let (app, actor) = (&self.world.app, self.actor().await);
        factor::begin(app, &actor, "téléphone").await.expect("an answer").expect("on their own device");
        match factor::confirm(app, &actor, &self.begun_code().await).await.expect("an answer") {
            Confirmed::Yes { recovery } => recovery,
            other => panic!("{other:?}"),
        }
    }

    /// Makes a grid of codes their second factor, on their own device; they keep the paper.
    pub async fn adds_grid(&self) -> Grid {
        let (app, actor) = (&self.world.app, self.actor().await);
        let begun = grid::begin(app, &actor, "grille").await.expect("an answer").expect("on their own device");
        match grid::confirm(app, &actor, &begun.grid.read(begun.asked)).await.expect("an answer") {
            Confirmed::Yes { .. } => begun.grid,
            other => panic!("{other:?}"),
        }
    }

    /// Makes the passkey of this number a second factor, on their own device.
    pub async fn adds_passkey(&self, number: u8) -> Key {
        let mut key = Key::new(number, &self.world.app.issuer);
        match self.enrols(&mut key).await {
            Confirmed::Yes { .. } => key,
            other => panic!("{other:?}"),
        }
    }

    /// Tries to make a passkey a second factor, on their own device.
    pub async fn enrols(&self, key: &mut Key) -> Confirmed {
        let (app, actor, device) = (&self.world.app, self.actor().await, device_secret(&self.key()));
        let asked = enrol::begin(app, &actor, &device).await.expect("an answer").expect("on their own device");
        let new = NewPasskey { label: "clé", answer: &key.makes(&asked.0), device: &device };
        enrol::enrol(app, &actor, &new).await.expect("an answer")
    }

    /// What the application shows at this moment for the factor that they have begun.
    pub async fn begun_code(&self) -> String {
        let mut tx = self.world.app.db.read().await.expect("reads");
        let begun = store::factor::begun(&mut tx, self.id, FactorKind::Totp, Millis(0)).await.expect("an answer");
        drop(tx);
        self.shows(begun.expect("begun").id)
    }

    /// What their application shows at this moment.
    pub async fn code(&self) -> String {
        let mut tx = self.world.app.db.read().await.expect("reads");
        let after = factor::ended_before(&mut tx, self.id, self.world.now()).await.expect("an answer");
        let factors = store::factor::confirmed(&mut tx, self.id, after).await.expect("an answer");
        drop(tx);
        self.shows(factors.iter().find(|one| one.kind == FactorKind::Totp).expect("an application").id)
    }

    fn shows(&self, factor: FactorId) -> String {
        let seconds = u64::try_from(self.world.now().0 / 1_000).expect("after 1970");
        totp::of(&self.world.app, factor, &self.key()).generate(seconds).to_string()
    }
}

impl Tab {
    /// A browser that nobody has seen.
    pub fn unknown() -> Tab {
        Tab::default()
    }

    /// A browser that nobody has seen, at an address of such a network.
    pub fn from(address: &str, class: NetworkClass, country: &str) -> Tab {
        let origin = Some(Origin { class, country: Some(country.to_owned()) });
        Tab { address: address.to_owned(), origin, ..Tab::default() }
    }

    /// What a request of this browser says of it.
    pub fn browser(&self) -> Browser<'_> {
        let address = if self.address.is_empty() { HOME } else { &self.address };
        Browser { device: self.device.as_deref(), address, agent: "Firefox", origin: self.origin.as_ref() }
    }

    /// Tries to sign in; on success the cookies are kept.
    pub async fn tries(&mut self, world: &World, login: &str, password: &str) -> bool {
        let attempt = Attempt { login, password, browser: self.browser() };
        match sign_in::sign_in(&world.app, &attempt).await.expect("an answer") {
            SignedIn::Yes(opened) => {
                self.session = Some(opened.session.secret().to_owned());
                self.device = opened.device.map(|device| device.secret().to_owned()).or(self.device.take());
                true
            }
            SignedIn::Unusual(device) => {
                self.device = device.map(|device| device.secret().to_owned()).or(self.device.take());
                false
            }
            SignedIn::Second(_) | SignedIn::No | SignedIn::Wait(_) | SignedIn::Busy => false,
        }
    }

    /// Tries to sign in with the password that everybody has; what is asked for besides is kept for [`Tab::gives`].
    pub async fn begins(&mut self, world: &World, login: &str) -> String {
        let attempt = Attempt { login, password: PASSWORD, browser: self.browser() };
        match sign_in::sign_in(&world.app, &attempt).await.expect("an answer") {
            SignedIn::Second(step) => {
                self.device = step.device.map(|device| device.secret().to_owned()).or(self.device.take());
                step.token.secret().to_owned()
            }
            other => panic!("{other:?}"),
        }
    }

    /// Gives the code that is asked for besides the password; in when it is right.
    pub async fn gives(&mut self, world: &World, step: &str, code: &str) -> Stepped {
        let given = Given { step, code, browser: self.browser() };
        let stepped = second_step(&world.app, &given).await.expect("an answer");
        if let Stepped::Yes(opened) = &stepped {
            self.session = Some(opened.session.secret().to_owned());
        }
        stepped
    }

    /// The cells of a grid of codes that are asked for besides the password.
    pub async fn is_asked_cells(&self, world: &World, step: &str) -> [Cell; 2] {
        let offered = second_step::offered(&world.app, step, self.browser()).await.expect("an answer");
        offered.cells.expect("a grid")
    }

    /// Answers with a passkey what is asked for besides the password; in when it is theirs.
    pub async fn answers(&mut self, world: &World, step: &str, key: &mut Key) -> Stepped {
        let asked = second_step::ask_passkey(&world.app, step, self.browser()).await.expect("an answer");
        let Some(asked) = asked else { return Stepped::Over };
        let answer = key.signs(&asked.0);
        let stepped = second_step::by_passkey(&world.app, step, &answer, self.browser()).await.expect("an answer");
        if let Stepped::Yes(opened) = &stepped {
            self.session = Some(opened.session.secret().to_owned());
        }
        stepped
    }

    /// What a sign-in page asks of whoever has a passkey.
    pub async fn is_asked(&mut self, world: &World) -> String {
        match alone::ask(&world.app, self.browser()).await.expect("an answer") {
            Asking::Yes { asked, device } => {
                self.device = device.map(|device| device.secret().to_owned()).or(self.device.take());
                asked.0
            }
            other => panic!("{other:?}"),
        }
    }

    /// Shows the answer of a passkey at the sign-in page; on success the cookies are kept.
    pub async fn shows(&mut self, world: &World, answer: &str) -> Entered {
        let entered = alone::sign_in(&world.app, answer, self.browser()).await.expect("an answer");
        if let Entered::Yes(opened) = &entered {
            self.session = Some(opened.session.secret().to_owned());
            self.device = opened.device.as_ref().map(|device| device.secret().to_owned()).or(self.device.take());
        }
        entered
    }

    /// Signs in with a passkey alone.
    pub async fn enters(&mut self, world: &World, key: &mut Key) -> Entered {
        let asked = self.is_asked(world).await;
        let answer = key.signs(&asked);
        self.shows(world, &answer).await
    }

    /// Signs in with the password that everybody has.
    pub async fn signs_in(&mut self, world: &World, login: &str) -> bool {
        self.tries(world, login, PASSWORD).await
    }

    /// Who stands behind the cookies at this moment.
    pub async fn who(&self, world: &World) -> Option<Actor> {
        let (Some(session), Some(device)) = (&self.session, &self.device) else { return None };
        sign_in::authenticate(&world.app, session, device).await.expect("an answer")
    }
}
