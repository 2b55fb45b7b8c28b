//! The school directory, for who works there.

use askama::Template;
use model::{AudienceId, Millis, PersonId, Profile, SchoolId, SectionId, account::AccountState, school::SectionKind};

use super::{BatchCounts, Frame, Here, Icon, words};
use crate::locale::Locale;

/// `GET /directory?school=&section=&q=`.
#[derive(Debug, Template)]
#[template(path = "directory.html")]
pub struct DirectoryPage {
    /// The frame.
    pub frame: Frame,
    /// Schools that the reader may look into.
    pub schools: Vec<SchoolChoice>,
    /// The school that is shown.
    pub school: Option<SchoolChoice>,
    /// Its classes, then its groups.
    pub sections: Vec<SectionRow>,
    /// The class or group that is shown.
    pub open: Option<SectionView>,
    /// What was searched for; empty when nothing was.
    pub query: String,
    /// People found, best first.
    pub found: Vec<PersonRow>,
    /// The reader may reset places of it.
    pub resets: bool,
}

/// A school to choose.
#[derive(Debug, Clone)]
pub struct SchoolChoice {
    /// The school.
    pub id: SchoolId,
    /// Its name.
    pub name: String,
    /// Its UAI code.
    pub uai: String,
    /// Its commune.
    pub commune: String,
}

/// A class or group with its counts.
#[derive(Debug, Clone)]
pub struct SectionRow {
    /// The class or group.
    pub id: SectionId,
    /// Its name.
    pub name: String,
    /// Class or group.
    pub kind: SectionKind,
    /// Pupils in it.
    pub pupils: i64,
    /// Their guardians.
    pub guardians: i64,
    /// Its teachers.
    pub teachers: i64,
}

/// The class or group that is shown.
#[derive(Debug, Clone)]
pub struct SectionView {
    /// The class or group.
    pub id: SectionId,
    /// Its name.
    pub name: String,
    /// Teachers, then pupils, each in the order of names.
    pub people: Vec<PersonRow>,
    /// Whether the reader may print connection sheets for it.
    pub may_print: bool,
    /// Its audiences that the reader may write to.
    pub write_to: Vec<WriteTo>,
    /// Pupils who have no password in force: never chosen, or ended since.
    pub waiting: i64,
    /// Sheets that were printed for it, newest first.
    pub batches: Vec<BatchCounts>,
}

/// An audience of a class or group.
#[derive(Debug, Clone, Copy)]
pub struct WriteTo {
    /// The audience.
    pub audience: AudienceId,
    /// The profile of its members.
    pub profile: Profile,
    /// People in it.
    pub readers: i64,
}

impl WriteTo {
    /// "28 élèves".
    pub fn words(&self, locale: Locale) -> String {
        words::people(locale, self.profile, self.readers)
    }
}

/// A person of the directory.
#[derive(Debug, Clone)]
pub struct PersonRow {
    /// The person.
    pub id: PersonId,
    /// "Martin Zoé": family name first, for lists in the order of names.
    pub name: String,
    /// What they are.
    pub profile: Profile,
    /// "Mathématiques", "Responsable de Zoé Martin (3e B)". May be empty.
    pub detail: String,
    /// Where their account stands.
    pub account: AccountState,
    /// Whether the reader may write to them.
    pub may_write: bool,
    /// Whether the reader may give them a code on a screen.
    pub may_help: bool,
    /// When their account last opened on a device that was new to it, these days.
    pub new_device: Option<Millis>,
}

impl DirectoryPage {
    /// Whether this class or group is the one shown.
    pub fn is_open(&self, section: &SectionRow) -> bool {
        self.open.as_ref().is_some_and(|open| open.id == section.id)
    }
    /// Whether this school is the one shown.
    fn is_school(&self, school: &SchoolChoice) -> bool {
        self.school.as_ref().is_some_and(|shown| shown.id == school.id)
    }
    /// Address of a class or group in this list.
    fn section_href(&self, section: &SectionRow) -> String {
        match &self.school {
            Some(school) => format!("/directory?school={}&section={}#open", school.id, section.id),
            None => format!("/directory?section={}#open", section.id),
        }
    }
    /// Kinds of sections that there are, with the phrase of their title.
    fn kinds(&self) -> Vec<(&'static str, String)> {
        let there = SectionKind::ALL.iter().map(|kind| kind.code()).filter(|kind| !self.of_kind(kind).is_empty());
        there.map(|kind| (kind, format!("directory-kind-{kind}"))).collect()
    }
    /// Sections of one kind.
    pub fn of_kind(&self, kind: &str) -> Vec<&SectionRow> {
        self.sections.iter().filter(|section| section.kind.code() == kind).collect()
    }
}

impl SectionView {
    /// People of one profile.
    pub fn of(&self, profile: &str) -> Vec<&PersonRow> {
        self.people.iter().filter(|person| person.profile.code() == profile).collect()
    }
}

impl PersonRow {
    /// What they are, in one word.
    pub fn profile_word(&self, locale: Locale) -> String {
        words::profile(locale, self.profile)
    }
    /// An open account is the usual thing and is not said.
    fn account_is_notable(&self) -> bool {
        self.account != AccountState::Active
    }
    const fn account_tone(&self) -> &'static str {
        match self.account {
            AccountState::Active => "clear",
            AccountState::Suspended => "danger",
            AccountState::Provisioned | AccountState::Closed => "plain",
        }
    }
    /// Phrase of the account's state.
    pub fn account_key(&self) -> String {
        format!("account-{}", self.account.code())
    }
}
