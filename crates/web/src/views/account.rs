//! One's own account: language, reading, password, devices.

use askama::Template;
use model::{Millis, PersonId};
use uuid::Uuid;

use super::{Font, Frame, Here, Icon, LinksPart, OfferedReport, OwnContainment, Theme};
use crate::locale::Locale;

/// `GET /account`, and `POST /account/password` when it does not change it.
///
/// Forms: `/account/locale` (`locale`), `/account/font` (`font`, `theme`), `/account/password` (`current`, `password`,
/// `again`), `/account/sessions/{id}/end`, `/sign-out`.
#[derive(Debug, Template)]
#[template(path = "account.html")]
pub struct AccountPage {
    /// The frame.
    pub frame: Frame,
    /// User name.
    pub login: String,
    /// "Élève de 2nde 4, lycée Simone-Vallier", one line for each affiliation.
    pub affiliations: Vec<String>,
    /// Open sessions; the current one first, then the last used first.
    pub sessions: Vec<SessionRow>,
    /// When the password was chosen; `None` when another service signs the person in.
    pub password_since: Option<Millis>,
    /// Shortest password allowed, in characters.
    pub chars_min: usize,
    /// Providers through which the account is opened, or may be.
    pub providers: LinksPart,
    /// What happened to the account lately: it was contained.
    pub containment: Option<OwnContainment>,
    /// Reports that may be asked for besides those on open sessions, newest first.
    pub offered: Vec<OfferedReport>,
    /// From this device, what is not for adults of the school waits.
    pub restricted: bool,
    /// They have a power over a territory.
    pub powers: bool,
    /// They may take the desk's power by codes on paper.
    pub glass: bool,
    /// Children whose accounts they look after.
    pub children: Vec<ChildRow>,
    /// Why the password was not changed.
    pub wrong: Option<PasswordWrong>,
}

/// One open session.
#[derive(Debug, Clone)]
pub struct SessionRow {
    /// Identity for the address of its form. Never the secret.
    pub id: Uuid,
    /// "Firefox sur Windows", "Safari sur iPhone".
    pub device: String,
    /// Network or place, as far as it is known; may be empty.
    pub network: String,
    /// When it was opened.
    pub opened: Millis,
    /// When it was last used.
    pub used: Millis,
    /// This very session.
    pub current: bool,
    /// A device never seen before.
    pub new_device: bool,
}

/// A child of the reader.
#[derive(Debug, Clone)]
pub struct ChildRow {
    /// The pupil.
    pub id: PersonId,
    /// Their name.
    pub name: String,
    /// Their school.
    pub school: String,
    /// When their account last opened on a device that was new to it, these days.
    pub new_device: Option<Millis>,
}

/// A session on a new device, told to the owner of the account on a device of theirs. Forms:
/// `/account/sessions/{id}/own`; the account page has the rest.
#[derive(Debug, Clone)]
pub struct StrangeSession {
    /// The session.
    pub id: Uuid,
    /// "Firefox sur Windows".
    pub device: String,
    /// When it was opened.
    pub opened: Millis,
}

/// Why a password was not changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PasswordWrong {
    /// The current one is not right.
    Current,
    /// Not from a device that is new to the account.
    UnknownDevice,
    /// Shorter than allowed.
    TooShort,
    /// Longer than can be kept.
    TooLong,
    /// Known to thieves.
    Common,
    /// It holds the user name.
    HoldsLogin,
    /// The second writing differs from the first.
    Differs,
}
