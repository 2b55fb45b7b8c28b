//! The desk (*cellule de crise*): what waits, the letter in the middle, what can be done and to how many.

use askama::Template;
use model::{CampaignId, MessageId, Millis, message::State, verdict::Reason};

use super::{Figures, FileLink, Frame, Here, Icon};

/// `GET /desk?tab=held|reported|recent&q=` and `GET /desk/messages/{id}`.
#[derive(Debug, Template)]
#[template(path = "desk.html", blocks = ["queue"])]
pub struct DeskPage {
    /// The frame.
    pub frame: Frame,
    /// Which list is shown.
    pub tab: DeskTab,
    /// Letters that wait.
    pub held: i64,
    /// Delivered letters with reports that nobody has looked at.
    pub reported: i64,
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
    /// Where it stands.
    pub state: State,
    /// The campaign that it is in.
    pub campaign: Option<CampaignId>,
    /// Other letters of that campaign that wait, and are not listed one by one.
    pub folded: i64,
}

/// How urgent a letter is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Urgency {
    /// When there is time.
    Low,
    /// Today.
    Medium,
    /// Now.
    High,
}

impl Urgency {
    /// Name of the class, and of the phrase.
    pub const fn code(self) -> &'static str {
        match self {
            Urgency::Low => "low",
            Urgency::Medium => "medium",
            Urgency::High => "high",
        }
    }

    /// The word that says it.
    pub fn key(self) -> String {
        format!("urgency-{}", self.code())
    }

    /// How it is shown.
    const fn tone(self) -> &'static str {
        match self {
            Urgency::Low => "plain",
            Urgency::Medium => "caution",
            Urgency::High => "danger",
        }
    }
}

/// The letter in the middle, with what was found in it and what can be done.
#[derive(Debug, Clone)]
pub struct HeldLetter {
    /// The message.
    pub id: MessageId,
    /// Where it stands.
    pub state: State,
    /// Decision in one sentence: "Retenu avant lecture : une attaque contre un lycée est annoncée."
    pub decision: String,
    /// The author, or what may be said of them: "Élève de 2nde 4".
    pub sender: String,
    /// The author's school.
    pub school: String,
    /// To whom, in words.
    pub to: String,
    /// People it is addressed to.
    pub readers: i64,
    /// When it was sent.
    pub at: Millis,
    /// The text is hidden until asked for; then [`HeldLetter::subject`] and [`HeldLetter::body`] are empty.
    pub veiled: bool,
    /// The subject, cut where the reasons point.
    pub subject: Vec<Segment>,
    /// The text, cut where the reasons point.
    pub body: Vec<Segment>,
    /// Files joined.
    pub files: Vec<FileLink>,
    /// What speaks for and against, heaviest first. [`Segment::mark`] counts in this list.
    pub evidence: Vec<Evidence>,
    /// Behaviour in sentences: "32 destinataires en 40 s ; maximum habituel : 2".
    pub facts: Vec<String>,
    /// Probability of a threat in hundredths, 0 to 100.
    pub threat_percent: u8,
    /// Reports by readers, newest first.
    pub reports: Vec<Report>,
    /// What was done with it, oldest first.
    pub history: Vec<Step>,
    /// Until when its sender's account is contained, if it is.
    pub contained_until: Option<Millis>,
    /// What each action would do.
    pub effects: Effects,
    /// The campaign that it is in, and what that amounts to.
    pub campaign: Option<(CampaignId, Figures)>,
    /// Copies that passed by a person's word on this text, and until when that holds.
    pub cleared: Option<(i64, Millis)>,
}

/// A stretch of the original text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Segment {
    /// The text, exactly as written.
    pub text: String,
    /// The reason that points here: its place in the list of reasons, from 0.
    pub mark: Option<usize>,
}

/// One reason, as evidence.
#[derive(Debug, Clone)]
pub struct Evidence {
    /// One sentence.
    pub text: String,
    /// Stable code with its version, for who writes rules.
    pub code: String,
    /// How much it counted, in log-odds; negative when it spoke for the writer.
    pub weight: f32,
    /// How much it counted among the others, 0 to 100.
    pub share: u8,
    /// Whether it points into the text.
    pub points: bool,
    /// How the passage reads once its disguise is taken off, when it had one.
    pub reading: Option<String>,
}

/// A report by a reader.
#[derive(Debug, Clone)]
pub struct Report {
    /// Who, or what may be said of them.
    pub who: String,
    /// When.
    pub at: Millis,
    /// What they said; may be empty.
    pub why: String,
}

/// Something that was done with a letter.
#[derive(Debug, Clone)]
pub struct Step {
    /// When.
    pub at: Millis,
    /// By whom: a name, or "Préau" for the machine.
    pub who: String,
    /// What: "Retenu", "Distribué", "Retiré avec 3 copies".
    pub what: String,
}

/// What each action would do, in numbers, before the click.
#[derive(Debug, Clone, Copy, Default)]
pub struct Effects {
    /// Readers who would see it if it were released.
    pub release_readers: i64,
    /// Near-identical messages that would be withdrawn with it.
    pub siblings: i64,
    /// Readers of it and of its siblings.
    pub withdraw_readers: i64,
    /// People to whom it, or a sibling, was displayed already.
    pub displayed: i64,
    /// Accounts that wrote it or a sibling.
    pub accounts: i64,
    /// Schools of its readers and of those of its siblings.
    pub schools: i64,
}

impl Effects {
    /// The letter and its siblings.
    pub const fn messages(&self) -> i64 {
        self.siblings + 1
    }
}

impl HeldLetter {
    /// Waits for a decision.
    pub fn is_held(&self) -> bool {
        self.state == State::Held
    }
    /// Readers can see it now.
    pub fn is_out(&self) -> bool {
        matches!(self.state, State::Waves | State::Delivered)
    }
    /// Phrase of its state.
    pub fn state_key(&self) -> String {
        format!("state-{}", self.state.code())
    }

    fn tone(&self) -> &'static str {
        match self.state {
            State::Held => "caution",
            State::Waves | State::Delivered => "plain",
            State::Withdrawn => "danger",
        }
    }

    /// The sentence of a reason, for who hovers its mark.
    fn reason(&self, segment: &Segment) -> &str {
        segment.mark.and_then(|n| self.evidence.get(n)).map_or("", |evidence| evidence.text.as_str())
    }
}

impl Evidence {
    /// Spoke for the writer.
    pub fn speaks_for(&self) -> bool {
        self.weight < 0.0
    }
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
    /// Phrase of the row's state.
    pub fn state_key(&self) -> String {
        format!("state-{}", self.state.code())
    }
}

/// `GET /desk/messages/{id}/exposure`: to whom it was displayed, and when.
#[derive(Debug, Template)]
#[template(path = "exposure.html")]
pub struct ExposurePage {
    /// The frame.
    pub frame: Frame,
    /// The message.
    pub id: MessageId,
    /// Why it is looked at, in three words or so; its text is not shown here.
    pub why: String,
    /// When it was sent.
    pub at: Millis,
    /// When it was withdrawn.
    pub withdrawn_at: Option<Millis>,
    /// People it is addressed to.
    pub readers: i64,
    /// People to whom it was displayed.
    pub displayed: i64,
    /// First display first.
    pub rows: Vec<ExposedRow>,
}

/// One person to whom a message was displayed.
#[derive(Debug, Clone)]
pub struct ExposedRow {
    /// Name.
    pub name: String,
    /// "Élève de 2nde 4".
    pub role: String,
    /// School.
    pub school: String,
    /// First display.
    pub first: Millis,
    /// Last display.
    pub last: Millis,
    /// When a joined file was opened.
    pub file_opened: Option<Millis>,
}

/// Cuts a text where reasons point. Where two overlap, the heavier (the first) keeps what both want. A span that is
/// out of the text, or splits a character, is moved to the nearest cut before it, so that no reason can break a page.
pub fn segments(text: &str, reasons: &[Reason]) -> Vec<Segment> {
    let floor = |at: usize| text.floor_char_boundary(at.min(text.len()));
    let spans: Vec<(usize, usize, usize)> =
        reasons.iter().enumerate().map(|(n, reason)| (floor(reason.start), floor(reason.end), n)).collect();
    let mut cuts: Vec<usize> = spans.iter().flat_map(|(start, end, _)| [*start, *end]).chain([0, text.len()]).collect();
    cuts.sort_unstable();
    cuts.dedup();
    let mut segments: Vec<Segment> = Vec::new();
    for pair in cuts.windows(2) {
        let (start, end) = (pair[0], pair[1]);
        let mark = spans.iter().find(|(from, to, _)| *from <= start && end <= *to).map(|(.., n)| *n);
        match segments.last_mut() {
            Some(last) if last.mark == mark => last.text.push_str(&text[start..end]),
            _ => segments.push(Segment { text: text[start..end].to_owned(), mark }),
        }
    }
    segments
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reason(start: usize, end: usize) -> Reason {
        Reason { code: "c".into(), text: "t".into(), start, end, weight: 1.0 }
    }

    fn cut(text: &str, reasons: &[Reason]) -> Vec<(String, Option<usize>)> {
        segments(text, reasons).into_iter().map(|s| (s.text, s.mark)).collect()
    }

    #[test]
    fn a_text_is_cut_where_reasons_point() {
        assert_eq!(cut("abcdef", &[reason(2, 4)]), [("ab".into(), None), ("cd".into(), Some(0)), ("ef".into(), None)]);
        assert_eq!(cut("abc", &[]), [("abc".into(), None)]);
        assert_eq!(cut("abc", &[reason(1, 1)]), [("abc".into(), None)]);
        assert_eq!(cut("", &[reason(0, 4)]), []);
    }

    #[test]
    fn the_heavier_of_two_overlapping_reasons_keeps_what_both_want() {
        let parts = cut("abcdef", &[reason(2, 4), reason(0, 6)]);
        assert_eq!(parts, [("ab".into(), Some(1)), ("cd".into(), Some(0)), ("ef".into(), Some(1))]);
    }

    #[test]
    fn a_span_that_splits_a_character_or_leaves_the_text_breaks_nothing() {
        let parts = cut("été", &[reason(1, 99)]);
        assert_eq!(parts.iter().map(|(text, _)| text.as_str()).collect::<String>(), "été");
        assert_eq!(cut("abc", &[reason(2, 1)]), [("abc".into(), None)]);
    }
}
