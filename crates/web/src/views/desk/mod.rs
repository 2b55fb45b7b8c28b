//! The desk (*cellule de crise*): what waits, the letter in the middle, what can be done and to how many.

use askama::Template;
use model::{
    CampaignId, MessageId, Millis,
    message::State,
    triage::{Sign, Urgency},
};

use super::{Frame, Here, Icon};

mod exposure;
mod letter;
mod segments;

pub use exposure::{ExposedRow, ExposurePage};
pub use letter::{ClaimView, Effects, Evidence, HeldLetter, Mask, NearestView, Report, Step, StoppedRow};
pub use segments::{Segment, segments};

/// `GET /desk?tab=held|reported|recent&q=` and `GET /desk/messages/{id}`.
#[derive(Debug, Template)]
#[template(path = "desk.html", blocks = ["queue", "claim"])]
pub struct DeskPage {
    /// The frame.
    pub frame: Frame,
    /// Which list is shown.
    pub tab: DeskTab,
    /// Letters that wait.
    pub held: i64,
    /// Delivered letters with reports that nobody has looked at.
    pub reported: i64,
    /// Appeals that wait for an answer.
    pub appeals: i64,
    /// What was searched for, in [`DeskTab::Recent`].
    pub query: String,
    /// Most urgent first; in [`DeskTab::Recent`] newest first. At most [`model::limits::DESK_ROWS_MAX`].
    pub rows: Vec<DeskRow>,
    /// The letter in the middle.
    pub open: Option<HeldLetter>,
}

/// The desk's lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DeskTab {
    /// Held, waiting for a person.
    Held,
    /// Delivered and reported by readers.
    Reported,
    /// Lately delivered, released or withdrawn; with a search box.
    Recent,
}

impl DeskTab {
    /// Every list, in the order shown.
    pub const ALL: [DeskTab; 3] = [DeskTab::Held, DeskTab::Reported, DeskTab::Recent];

    /// Stable code, for the address.
    pub const fn code(self) -> &'static str {
        match self {
            DeskTab::Held => "held",
            DeskTab::Reported => "reported",
            DeskTab::Recent => "recent",
        }
    }
    /// Its phrase.
    pub fn key(self) -> String {
        format!("desk-tab-{}", self.code())
    }
    /// Phrase of the empty list.
    fn empty_title(self) -> String {
        format!("desk-empty-{}-title", self.code())
    }
    fn empty_text(self) -> String {
        format!("desk-empty-{}-text", self.code())
    }
    /// The list of this code.
    pub fn from_code(code: &str) -> Option<DeskTab> {
        DeskTab::ALL.into_iter().find(|tab| tab.code() == code)
    }
}

/// One letter of a list.
#[derive(Debug, Clone)]
pub struct DeskRow {
    /// The message.
    pub id: MessageId,
    /// Why, in three words or so: "Attentat annoncé".
    pub why: String,
    /// From where: "Lycée Simone-Vallier".
    pub place: String,
    /// When it was sent.
    pub at: Millis,
    /// People it is addressed to.
    pub readers: i64,
    /// Near-identical messages, itself not counted.
    pub siblings: i64,
    /// Reports by readers.
    pub reports: i64,
    /// How urgent.
    pub urgency: Urgency,
    /// Why it stands there, heaviest first.
    pub signs: Vec<Sign>,
    /// Who looks at it now.
    pub claimed_by: Option<String>,
    /// Where it stands.
    pub state: State,
    /// The campaign that it is in.
    pub campaign: Option<CampaignId>,
    /// Other letters of that campaign that wait, and are not listed one by one.
    pub folded: i64,
}

impl DeskPage {
    /// Whether this row is the letter in the middle.
    pub fn is_open(&self, row: &DeskRow) -> bool {
        self.open.as_ref().is_some_and(|letter| letter.id == row.id)
    }
    /// Whether this list is the one shown.
    pub fn is_tab(&self, tab: impl std::borrow::Borrow<DeskTab>) -> bool {
        self.tab == *tab.borrow()
    }
    /// Letters of a list that wait; 0 when the list is not one that waits.
    pub fn waiting(&self, tab: &DeskTab) -> i64 {
        match tab {
            DeskTab::Held => self.held,
            DeskTab::Reported => self.reported,
            DeskTab::Recent => 0,
        }
    }
}

impl DeskRow {
    /// Waits for a person.
    pub fn waits(&self) -> bool {
        self.state == State::Held || self.reports > 0
    }
    /// Phrase of its urgency.
    fn urgency_key(&self) -> String {
        format!("urgency-{}", self.urgency)
    }
    /// How its urgency is shown.
    fn tone(&self) -> &'static str {
        match self.urgency {
            Urgency::Low => "plain",
            Urgency::Medium => "caution",
            Urgency::High => "danger",
        }
    }
    /// Phrases of why it stands there: the two that count most.
    fn sign_keys(&self) -> impl Iterator<Item = String> {
        self.signs.iter().take(2).map(|sign| format!("sign-{sign}"))
    }
    /// Phrase of the row's state.
    pub fn state_key(&self) -> String {
        format!("state-{}", self.state.code())
    }
}
