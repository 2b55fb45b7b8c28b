//! Filings: what is due next, one of them with its draft, and the register of violations.

use std::borrow::Borrow;

use askama::Template;
use model::{
    CampaignId, Millis,
    filing::{FilingState, Kind, Move},
};
use uuid::Uuid;

use super::{Frame, Here, Icon, Tone};

/// Which filings a page lists.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FilingsList {
    /// What the reader has to file: what is due first.
    Due,
    /// Those of a campaign.
    Campaign(CampaignId, String),
    /// Violations of personal data, whatever became of them.
    Register,
}

/// `GET /filings`, `GET /filings/register`, `GET /desk/campaigns/{id}/filings`.
#[derive(Debug, Template)]
#[template(path = "filings.html")]
pub struct FilingsPage {
    /// The frame.
    pub frame: Frame,
    /// Which.
    pub list: FilingsList,
    /// They.
    pub rows: Vec<FilingRow>,
}

/// One of the list.
#[derive(Debug, Clone)]
pub struct FilingRow {
    /// Its identity.
    pub id: Uuid,
    /// What is filed.
    pub kind: Kind,
    /// Where it stands.
    pub state: FilingState,
    /// Name of the school; blank: of the campaign.
    pub school: String,
    /// What the desk calls the campaign.
    pub campaign: String,
    /// When it is due.
    pub due: Millis,
    /// When it was filed.
    pub filed: Option<Millis>,
    /// Number of the receipt.
    pub number: String,
    /// Why it need not be filed.
    pub note: String,
}

/// `GET /filings/{id}`. Form: the same address (`revision`, `what`, and what the move takes).
#[derive(Debug, Template)]
#[template(path = "filing.html")]
pub struct FilingPage {
    /// The frame.
    pub frame: Frame,
    /// What it is.
    pub row: FilingRow,
    /// The campaign, for a desk.
    pub campaign: Option<CampaignId>,
    /// Where evidence packs for it are made.
    pub dossier: Option<String>,
    /// The picture that is decided on.
    pub revision: i64,
    /// The text.
    pub body: String,
    /// A person changed it.
    pub edited: bool,
    /// Who filed it.
    pub filed_by: Option<String>,
    /// What was done: when, what, by whom, and their words.
    pub moves: Vec<(Millis, Move, Option<String>, String)>,
    /// The receipt as it was typed: number, day, hour.
    pub typed: (String, String, String),
    /// What was sent on or why, as it was typed.
    pub note: String,
    /// What is wrong with it.
    pub wrong: Option<FilingWrong>,
}

/// What is wrong with a move.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FilingWrong {
    /// The move does not say what it takes.
    Missing,
    /// It cannot have been filed then.
    Time,
    /// Another has that receipt: which, and of where; none: it is not the reader's to see.
    Elsewhere(Option<(Uuid, String)>),
}

impl FilingsPage {
    /// How many are overdue.
    pub fn overdue(&self) -> i64 {
        self.rows.iter().filter(|row| row.is_overdue(self.frame.clock.now)).count() as i64
    }

    /// How many have still to be filed.
    pub fn waiting(&self) -> i64 {
        self.rows.iter().filter(|row| row.state.is_due()).count() as i64
    }

    /// Key of the title.
    pub const fn title(&self) -> &'static str {
        match self.list {
            FilingsList::Due => "filings-title",
            FilingsList::Campaign(..) => "filings-of-campaign",
            FilingsList::Register => "filings-register",
        }
    }
}

impl FilingRow {
    /// Whether its time is over and it was not filed.
    pub fn is_overdue(&self, now: impl Borrow<Millis>) -> bool {
        self.state.is_due() && self.due < *now.borrow()
    }

    /// Key of the kind's name.
    pub fn kind_key(&self) -> String {
        kind_key(self.kind)
    }

    /// Key of the state's name.
    pub fn state_key(&self) -> String {
        state_key(self.state)
    }

    /// Key of who answers for it.
    pub fn responsible_key(&self) -> String {
        format!("filing-by-{}", self.kind.responsible())
    }

    /// How serious its state is.
    pub const fn tone(&self) -> &'static str {
        match self.state {
            FilingState::ToDo | FilingState::Draft | FilingState::Read => Tone::Caution.class(),
            FilingState::Filed | FilingState::Completed | FilingState::Closed => Tone::Clear.class(),
            FilingState::NotNeeded => Tone::Plain.class(),
        }
    }
}

impl FilingPage {
    /// Whether a move follows from where it stands.
    pub fn may(&self, what: &str) -> bool {
        Move::from_code(what).is_some_and(|what| self.row.state.after(what, self.row.kind).is_some())
    }

    /// Key of what one has to know before filing.
    pub const fn help_key(&self) -> &'static str {
        match self.row.kind {
            Kind::Police => "filing-help-police",
            Kind::Pharos => "filing-help-pharos",
            Kind::ComplaintOwner | Kind::ComplaintHead | Kind::ComplaintRectorat | Kind::ComplaintOperator => {
                "filing-help-complaint"
            }
            Kind::Cnil => "filing-help-cnil",
            Kind::Letter | Kind::Help => "filing-help-letter",
            Kind::Incident => "filing-help-incident",
            Kind::Technical => "filing-help-technical",
        }
    }

    /// Key of a move, as it was done.
    pub fn move_key(what: impl Borrow<Move>) -> String {
        format!("filing-move-{}", what.borrow().code().replace('_', "-"))
    }
}

/// Key of a kind's name.
pub fn kind_key(kind: impl Borrow<Kind>) -> String {
    format!("filing-kind-{}", kind.borrow().code().replace('_', "-"))
}

/// Key of a state's name.
pub fn state_key(state: impl Borrow<FilingState>) -> String {
    format!("filing-state-{}", state.borrow().code().replace('_', "-"))
}
