//! Warning the adults of a school, and who they are.

use askama::Template;
use model::{PersonId, SchoolId, duty::Duty, limits};
use uuid::Uuid;

use super::{Frame, Here, Icon};

/// `GET /alert`.
#[derive(Debug, Template)]
#[template(path = "alert.html")]
pub struct AlertPage {
    /// The frame.
    pub frame: Frame,
    /// Key of the form: the same warning is sent once.
    pub key: Uuid,
    /// The reader's schools, with those who will read it.
    pub schools: Vec<SchoolLine>,
    /// What was typed.
    pub text: String,
    /// What is wrong with it.
    pub wrong: Option<AlertWrong>,
    /// May see, and perhaps say, who is warned.
    pub adult: bool,
}

/// A school that may be warned.
#[derive(Debug, Clone)]
pub struct SchoolLine {
    /// The school.
    pub id: SchoolId,
    /// Its name.
    pub name: String,
    /// Who will read it, in words; empty when there is nobody.
    pub readers: String,
    /// It was chosen.
    pub chosen: bool,
}

/// What is wrong with a warning.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AlertWrong {
    /// There is nothing in it.
    Empty,
    /// It is too long.
    TooLong,
    /// Too many within an hour.
    TooMany,
    /// The school has nobody to warn.
    Nobody,
}

impl AlertWrong {
    /// Its phrase.
    pub const fn key(self) -> &'static str {
        match self {
            AlertWrong::Empty => "alert-empty",
            AlertWrong::TooLong => "alert-too-long",
            AlertWrong::TooMany => "alert-too-many",
            AlertWrong::Nobody => "alert-nobody",
        }
    }
}

/// Characters that may be typed: fewer than the bound, as some take several bytes.
const LONGEST: usize = limits::ALERT_BYTES_MAX / 2;

/// `GET /alert/contacts`.
#[derive(Debug, Template)]
#[template(path = "contacts.html")]
pub struct ContactsPage {
    /// The frame.
    pub frame: Frame,
    /// The schools where the reader works.
    pub schools: Vec<SchoolDuties>,
}

/// Who is named in one school.
#[derive(Debug, Clone)]
pub struct SchoolDuties {
    /// The school.
    pub id: SchoolId,
    /// Its name.
    pub name: String,
    /// For each duty.
    pub duties: Vec<DutyView>,
    /// Who may be named; empty when the reader does not decide it.
    pub adults: Vec<AdultRow>,
}

/// A duty and who has it.
#[derive(Debug, Clone)]
pub struct DutyView {
    /// The duty.
    pub duty: Duty,
    /// Who has it.
    pub people: Vec<AdultRow>,
}

/// An adult of a school.
#[derive(Debug, Clone)]
pub struct AdultRow {
    /// Who.
    pub id: PersonId,
    /// Their name, with what they do.
    pub name: String,
}

impl DutyView {
    /// Phrase of the duty.
    pub fn key(&self) -> String {
        format!("duty-{}", self.duty)
    }
    /// Phrase of what it means.
    pub fn help_key(&self) -> String {
        format!("duty-{}-help", self.duty)
    }
}
