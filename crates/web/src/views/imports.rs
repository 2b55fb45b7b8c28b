//! Imports of directories, for the operator.

use askama::Template;
use model::{ImportId, Millis};

use super::{Frame, Here, Icon, Tone};

/// `GET /imports`: start one (`POST /imports`, multipart, files `file`), and what was done before.
#[derive(Debug, Template)]
#[template(path = "imports.html")]
pub struct ImportsPage {
    /// The frame.
    pub frame: Frame,
    /// Newest first.
    pub runs: Vec<ImportRow>,
    /// Why the last files were refused, in one sentence.
    pub wrong: Option<String>,
    /// What is wrong with the code of the school.
    pub wrong_uai: Option<String>,
    /// The code as it was typed.
    pub uai: String,
}

/// One run, for the list.
#[derive(Debug, Clone)]
pub struct ImportRow {
    /// The run.
    pub id: ImportId,
    /// What was read: "AAF complet, 20 mars 2024", or the names of the files.
    pub name: String,
    /// When it was started.
    pub at: Millis,
    /// By whom.
    pub by: String,
    /// Where it stands.
    pub state: ImportState,
    /// Lines refused.
    pub refused: i64,
}

/// `GET /imports/{id}`. Its forms: `POST /imports/{id}/apply` (with `confirm=yes` when [`ImportPage::closing`]) and
/// `POST /imports/{id}/stop`.
#[derive(Debug, Template)]
#[template(path = "import.html", blocks = ["run"])]
pub struct ImportPage {
    /// The frame.
    pub frame: Frame,
    /// The run.
    pub id: ImportId,
    /// What was read.
    pub name: String,
    /// Names of the files.
    pub files: Vec<String>,
    /// When it was started.
    pub at: Millis,
    /// By whom.
    pub by: String,
    /// The school that the operator named for the files: its code, and its name when it is known.
    pub school: Option<(String, Option<String>)>,
    /// Where it stands.
    pub state: ImportState,
    /// How far it has come, while reading or applying.
    pub progress: Option<Progress>,
    /// What would be changed, or was.
    pub counts: Vec<CountRow>,
    /// What is odd in the files and was taken all the same.
    pub warnings: Vec<String>,
    /// It would close so many people that it asks first.
    pub closing: Option<Closing>,
    /// Refused lines, in the order of the files; at most [`model::limits::IMPORT_REFUSALS_KEPT_MAX`].
    pub refusals: Vec<RefusalRow>,
    /// All of them.
    pub refused: i64,
    /// Why it failed, when it did: what happened and what to do.
    pub failure: Option<String>,
}

/// Where an import stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ImportState {
    /// The files are being read; nothing is changed.
    Reading,
    /// Read: the preview waits for a word.
    Ready,
    /// Being applied.
    Applying,
    /// Applied.
    Done,
    /// Stopped by a person; nothing was changed.
    Stopped,
    /// Failed; nothing was changed.
    Failed,
}

impl ImportState {
    /// Every state.
    pub const ALL: [ImportState; 6] = [
        ImportState::Reading,
        ImportState::Ready,
        ImportState::Applying,
        ImportState::Done,
        ImportState::Stopped,
        ImportState::Failed,
    ];

    /// Name in the key of its phrase.
    pub const fn code(self) -> &'static str {
        match self {
            ImportState::Reading => "reading",
            ImportState::Ready => "ready",
            ImportState::Applying => "applying",
            ImportState::Done => "done",
            ImportState::Stopped => "stopped",
            ImportState::Failed => "failed",
        }
    }

    /// Its phrase.
    pub fn key(self) -> String {
        format!("import-state-{}", self.code())
    }

    /// Something goes on.
    pub const fn is_running(self) -> bool {
        matches!(self, ImportState::Reading | ImportState::Applying)
    }

    /// How it is shown.
    pub const fn tone(self) -> Tone {
        match self {
            ImportState::Reading | ImportState::Applying | ImportState::Stopped => Tone::Plain,
            ImportState::Ready => Tone::Caution,
            ImportState::Done => Tone::Clear,
            ImportState::Failed => Tone::Danger,
        }
    }
}

/// How far a run has come.
#[derive(Debug, Clone, Copy)]
pub struct Progress {
    /// People read or applied.
    pub done: i64,
    /// People in all; `None` while it is not known.
    pub total: Option<i64>,
}

/// Counts of one noun.
#[derive(Debug, Clone, Copy)]
pub struct CountRow {
    /// Which.
    pub noun: Noun,
    /// New.
    pub created: i64,
    /// Changed.
    pub changed: i64,
    /// As they were.
    pub same: i64,
    /// No longer there.
    pub closed: i64,
}

impl ImportPage {
    /// Waits for a word.
    fn is_ready(&self) -> bool {
        self.state == ImportState::Ready
    }
    /// Applied.
    fn is_done(&self) -> bool {
        self.state == ImportState::Done
    }
    /// May still be stopped, or dropped.
    fn may_stop(&self) -> bool {
        self.state.is_running() || self.is_ready()
    }
    /// What goes on.
    fn progress_key(&self) -> &'static str {
        if self.state == ImportState::Applying { "import-applying" } else { "import-reading" }
    }
    /// Whether there is something true to say about refused lines: while files are read, none yet says nothing.
    fn tells_refusals(&self) -> bool {
        self.refused > 0 || matches!(self.state, ImportState::Ready | ImportState::Applying | ImportState::Done)
    }
    /// Refused lines that are not listed.
    fn refusals_left(&self) -> i64 {
        self.refused - self.refusals.len() as i64
    }
}

/// What an import brings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is the noun of that name")]
pub enum Noun {
    Schools,
    Sections,
    Pupils,
    Guardians,
    Teachers,
    Staff,
    Memberships,
}

impl Noun {
    /// Every noun.
    pub const ALL: [Noun; 7] =
        [Noun::Schools, Noun::Sections, Noun::Pupils, Noun::Guardians, Noun::Teachers, Noun::Staff, Noun::Memberships];

    /// Name in the key of its phrase.
    pub const fn code(self) -> &'static str {
        match self {
            Noun::Schools => "schools",
            Noun::Sections => "sections",
            Noun::Pupils => "pupils",
            Noun::Guardians => "guardians",
            Noun::Teachers => "teachers",
            Noun::Staff => "staff",
            Noun::Memberships => "memberships",
        }
    }

    /// Its phrase.
    pub fn key(self) -> String {
        format!("noun-{}", self.code())
    }
}

/// An import that closes more than a tenth of the people.
#[derive(Debug, Clone, Copy)]
pub struct Closing {
    /// People it would close.
    pub people: i64,
    /// Their share, in percent.
    pub percent: i64,
}

/// A refused line.
#[derive(Debug, Clone)]
pub struct RefusalRow {
    /// File.
    pub file: String,
    /// Line, from 1.
    pub line: i64,
    /// Field; may be empty.
    pub field: String,
    /// Why, and what is expected.
    pub reason: String,
}
