//! Browsers: sign-in with real cookies, for tests of sessions.

use model::{Actor, network::Origin};

use super::{PASSWORD, Person, World, directory::device_secret};
use crate::sign_in::{self, Attempt, Browser, SignedIn};

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
}

impl Tab {
    /// A browser that nobody has seen.
    pub fn unknown() -> Tab {
        Tab::default()
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
            SignedIn::No | SignedIn::Busy => false,
        }
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
