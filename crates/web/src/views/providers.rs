//! Coming in through a provider of identity: on the way there and back, and what opens one's account that way.

use askama::Template;
use model::Millis;
use uuid::Uuid;

use super::{Frame, Here, Icon};

/// A provider, as a page offers it.
#[derive(Debug, Clone)]
pub struct ProviderButton {
    /// As its address names it.
    pub code: String,
    /// What it is called.
    pub label: String,
}

/// The answer to `POST /sign-in/with/{name}`, `/account/providers/{name}` and, for who came in through a provider,
/// `/sign-out`: on to the provider. The header `Refresh` goes on by itself; the link is for when it does not.
#[derive(Debug, Template)]
#[template(path = "onward.html")]
pub struct OnwardPage {
    /// The frame.
    pub frame: Frame,
    /// What the provider is called.
    pub label: String,
    /// Where to.
    pub address: String,
    /// To sign out there, too.
    pub leaving: bool,
}

/// `GET /sign-in/with/{name}/back` when several accounts are linked. Form: `/sign-in/choose` (`proof`, `person`, `then`).
#[derive(Debug, Template)]
#[template(path = "choose.html")]
pub struct ChoosePage {
    /// The frame.
    pub frame: Frame,
    /// What the provider is called.
    pub label: String,
    /// Names what it said.
    pub proof: String,
    /// Where to go afterwards.
    pub then: String,
    /// The accounts.
    pub accounts: Vec<AccountChoice>,
}

/// An account to choose.
#[derive(Debug, Clone)]
pub struct AccountChoice {
    /// Whose.
    pub id: Uuid,
    /// Their name.
    pub name: String,
    /// "Élève, lycée Simone-Vallier", one line for each affiliation.
    pub affiliations: Vec<String>,
}

/// `GET /sign-in/with/{name}/back` when no account opens, whatever the reason, and `POST /sign-in/linked` when the code does
/// not. Form: `/sign-in/linked` (`proof`, `code`, `then`).
#[derive(Debug, Template)]
#[template(path = "no_account.html")]
pub struct NoAccountPage {
    /// The frame.
    pub frame: Frame,
    /// What the provider is called; empty once a code was typed.
    pub label: String,
    /// Names what it said.
    pub proof: String,
    /// Where to go afterwards.
    pub then: String,
    /// The code, as typed.
    pub code: String,
    /// Why the code does not open.
    pub wrong: Option<LinkingWrong>,
}

/// Why a printed code does not link an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LinkingWrong {
    /// Unknown, used, expired or mistyped: one answer.
    Code,
    /// It is good, and waits until their place comes back.
    NotYet(Millis),
    /// It is of somebody for whom the provider is not.
    NotForThem,
    /// There are too many links.
    TooManyLinks,
    /// Too many tries; minutes to wait.
    TooMany(i64),
}

/// What else than a password opens one's account: a part of the account page.
///
/// Forms: `/account/providers/{name}`, `/account/links/{id}/end`.
#[derive(Debug, Clone, Default)]
pub struct LinksPart {
    /// Those that do.
    pub links: Vec<LinkRow>,
    /// Those that may, from this device.
    pub offered: Vec<ProviderButton>,
    /// Some may, from a device of one's own.
    pub elsewhere: bool,
}

impl LinksPart {
    /// There is nothing to show.
    pub fn is_empty(&self) -> bool {
        self.links.is_empty() && self.offered.is_empty() && !self.elsewhere
    }
}

/// A provider that opens one's account.
#[derive(Debug, Clone)]
pub struct LinkRow {
    /// Identity for the address of its form.
    pub id: Uuid,
    /// What the provider is called.
    pub label: String,
    /// Since when.
    pub since: Millis,
    /// When it last opened a session.
    pub used: Option<Millis>,
}
