//! Powers: who holds which, given on for a time; and the codes on paper of a night without a desk.

use askama::Template;
use model::{Millis, Role, territory::Scope};
use uuid::Uuid;

use super::{Frame, Here, Icon};
use crate::locale::Locale;

/// `GET /powers`. Forms: the same address (`login`, `power`, `until_date`, `until_time`, `note`), `/powers/{id}/end`.
#[derive(Debug, Template)]
#[template(path = "powers.html")]
pub struct PowersPage {
    /// The frame.
    pub frame: Frame,
    /// Powers in force, those that end first before the others.
    pub rows: Vec<PowerRow>,
    /// What the reader may give on.
    pub to_give: Vec<PowerChoice>,
    /// Day and hour that the form proposes.
    pub proposed: (String, String),
    /// The user name as it was typed.
    pub login: String,
    /// Why, as it was typed.
    pub note: String,
    /// What is wrong.
    pub wrong: Option<PowerWrong>,
}

/// One power.
#[derive(Debug, Clone)]
pub struct PowerRow {
    /// Identity.
    pub id: Uuid,
    /// Who holds it.
    pub name: String,
    /// Which.
    pub role: Role,
    /// Where; none: everybody.
    pub place: Option<String>,
    /// Until when; none: until the console ends it.
    pub until: Option<Millis>,
    /// Who gave it on.
    pub by: Option<String>,
    /// It was taken by codes on paper.
    pub glass: bool,
    /// Why.
    pub note: String,
    /// The reader may end it.
    pub may_end: bool,
}

/// A power to give on.
#[derive(Debug, Clone)]
pub struct PowerChoice {
    /// Which.
    pub role: Role,
    /// Where.
    pub scope: Scope,
    /// Its name; none: everybody.
    pub place: Option<String>,
}

impl PowerChoice {
    /// What the form sends: "desk academie/10".
    pub fn value(&self) -> String {
        format!("{} {}", self.role, self.scope)
    }
}

/// Why a power was not given on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PowerWrong {
    /// Nobody of that name works in a school or has a power.
    Nobody,
    /// The end is missing, past or too far away.
    Time,
    /// Too many hold parts of it.
    TooMany,
    /// It is not theirs to give.
    NotAllowed,
}

/// A power in words.
pub(crate) fn role_words(locale: Locale, role: Role) -> String {
    let key = match role {
        Role::Desk => "power-desk",
        Role::Operator => "power-operator",
    };
    locale.say(key).to_string()
}

impl PowersPage {
    /// A power in words.
    pub fn role(&self, role: Role) -> String {
        role_words(self.frame.locale(), role)
    }
}

/// `GET /break-glass`, and `POST` when it gives nothing (`one`, `two`, `note`).
#[derive(Debug, Template)]
#[template(path = "break_glass.html")]
pub struct BreakGlassPage {
    /// The frame.
    pub frame: Frame,
    /// Why, as it was typed.
    pub note: String,
    /// What is wrong.
    pub wrong: Option<GlassWrong>,
}

/// Why codes gave nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GlassWrong {
    /// They are not two good codes of one printing.
    Codes,
    /// A reason is missing.
    Note,
    /// Too many tries; minutes to wait.
    Wait(i64),
}
