//! The letter in the middle of the desk, with what was found in it and what can be done.

use model::{AttachmentId, CampaignId, MessageId, Millis, PersonId, message::State};

use super::Segment;
use crate::views::{Figures, FileLink, Piece};

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
    /// Who looks at it now.
    pub claim: Option<ClaimView>,
    /// Whether its sender's name is shown.
    pub mask: Mask,
    /// What would have made the verdict other, a sentence each.
    pub otherwise: Vec<String>,
    /// The nearest message that was withdrawn.
    pub nearest: Option<NearestView>,
    /// Other messages of the same sender that were stopped lately.
    pub stopped: Vec<StoppedRow>,
    /// Schools of its campaign: name, copies, people to whom one was displayed.
    pub touched: Vec<(String, i64, i64)>,
    /// Readers who opened it.
    pub opened: i64,
    /// Which of its files are pictures.
    pub pictures: Vec<AttachmentId>,
    /// Its writer may hurt themselves: it is looked after, and never withdrawn as a threat.
    pub care: bool,
    /// Where the question whether it is its sender's stands, in a sentence; `None`: it was not asked.
    pub proof: Option<String>,
    /// First characters of the identity of the rules that judged it.
    pub rules: String,
}

/// Whether a sender's name is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mask {
    /// It is.
    Shown,
    /// A minor, whose name this officer has not asked for.
    Hidden,
    /// The same, and it was asked for without a reason.
    ReasonMissing,
}

impl Mask {
    pub(in crate::views) fn hides(self) -> bool {
        self != Mask::Shown
    }
    pub(in crate::views) fn wants_reason(self) -> bool {
        self == Mask::ReasonMissing
    }
}

/// The nearest message that was withdrawn.
#[derive(Debug, Clone)]
pub struct NearestView {
    /// The message.
    pub id: MessageId,
    /// When it was sent.
    pub at: Millis,
    /// How much of the text is the same, in hundredths.
    pub percent: u8,
    /// The letter's text beside it, what is new marked; empty until it is revealed.
    pub pieces: Vec<Piece>,
}

/// Another message of the same sender that was stopped.
#[derive(Debug, Clone)]
pub struct StoppedRow {
    /// The message.
    pub id: MessageId,
    /// When it was sent.
    pub at: Millis,
    /// Where it stands.
    pub state: State,
    /// People it was addressed to.
    pub readers: i64,
}

impl StoppedRow {
    /// Phrase of its state.
    pub fn state_key(&self) -> String {
        format!("state-{}", self.state)
    }
}

/// Who looks at a letter now.
#[derive(Debug, Clone)]
pub struct ClaimView {
    /// The reader of this page does.
    pub own: bool,
    /// Their name.
    pub name: String,
    /// Until when, unless they say so again.
    pub until: Millis,
    /// Who passed it on, and what they said.
    pub handed: Option<(String, String)>,
    /// To whom the reader could pass it on.
    pub officers: Vec<(PersonId, String)>,
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
    /// How many of their earlier reports were right, of how many that were decided on.
    pub before: (i64, i64),
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
    /// Waits for closed hours to end.
    pub fn waits(&self) -> bool {
        self.state == State::Deferred
    }
    /// Whether a file is a picture.
    pub fn is_picture(&self, file: &FileLink) -> bool {
        self.pictures.contains(&file.id)
    }
    /// Phrase of its state.
    pub fn state_key(&self) -> String {
        format!("state-{}", self.state.code())
    }

    pub(super) fn tone(&self) -> &'static str {
        match self.state {
            State::Held | State::Deferred => "caution",
            State::Waves | State::Delivered => "plain",
            State::Withdrawn => "danger",
        }
    }

    /// The sentence of a reason, for who hovers its mark.
    pub(super) fn reason(&self, segment: &Segment) -> &str {
        segment.mark.and_then(|n| self.evidence.get(n)).map_or("", |evidence| evidence.text.as_str())
    }
}

impl Evidence {
    /// Spoke for the writer.
    pub fn speaks_for(&self) -> bool {
        self.weight < 0.0
    }
}
