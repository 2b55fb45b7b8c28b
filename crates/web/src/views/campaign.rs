//! Campaigns at the desk: the list, and one with what it did and what can be done.

use askama::Template;
use model::{CampaignId, MessageId, Millis, campaign::State};

use super::{Frame, Here, Icon, Mask};

/// Words of a variant that are compared; what is beyond is shown as it is.
const COMPARED_WORDS_MAX: usize = 400;

/// `GET /desk/campaigns`.
#[derive(Debug, Template)]
#[template(path = "campaigns.html", blocks = ["list"])]
pub struct CampaignsPage {
    /// The frame.
    pub frame: Frame,
    /// Newest first.
    pub rows: Vec<CampaignRow>,
}

/// One campaign of the list.
#[derive(Debug, Clone)]
pub struct CampaignRow {
    /// The campaign.
    pub id: CampaignId,
    /// Its name.
    pub label: String,
    /// Where it stands.
    pub state: State,
    /// When its newest copy was sent.
    pub newest: Millis,
    /// Copies.
    pub copies: i64,
    /// Accounts that sent them.
    pub accounts: i64,
    /// Schools of those accounts.
    pub schools: i64,
    /// Copies that wait for a decision.
    pub held: i64,
}

/// `GET /desk/campaigns/{id}`.
#[derive(Debug, Template)]
#[template(path = "campaign.html", blocks = ["now"])]
pub struct CampaignPage {
    /// The frame.
    pub frame: Frame,
    /// The campaign.
    pub id: CampaignId,
    /// Its name.
    pub label: String,
    /// Where it stands.
    pub state: State,
    /// What it amounts to.
    pub figures: Figures,
    /// Filings of it, those that are over, those that are overdue.
    pub filings: (i64, i64, i64),
    /// The campaign that has its copies now.
    pub merged_into: Option<CampaignId>,
    /// How far its look-back has come.
    pub look_back: Option<LookBackView>,
    /// Copies that named a decoy, and schools of those decoys.
    pub decoys: (i64, i64),
    /// What happened, oldest first.
    pub timeline: Vec<Moment>,
    /// Schools that it came from.
    pub schools: Vec<SchoolRow>,
    /// Texts are hidden until asked for.
    pub veiled: bool,
    /// Its texts, the first one first; empty while they are veiled.
    pub variants: Vec<VariantView>,
    /// How many texts there are.
    pub variant_count: i64,
    /// Who carried it.
    pub carriers: Vec<CarrierRow>,
    /// Whether names of minors are shown.
    pub mask: Mask,
    /// What it is recognised by besides its texts.
    pub marks: Vec<MarkRow>,
    /// Others that it may be merged into.
    pub others: Vec<Choice>,
    /// Schools that are another desk's.
    pub beyond: i64,
}

/// What a campaign amounts to.
#[derive(Debug, Clone, Copy, Default)]
pub struct Figures {
    /// Copies.
    pub copies: i64,
    /// Accounts.
    pub accounts: i64,
    /// Schools.
    pub schools: i64,
    /// Copies withdrawn.
    pub withdrawn: i64,
    /// Copies held.
    pub held: i64,
    /// Copies that readers can see.
    pub out: i64,
    /// People in the audiences of those that are out or held.
    pub readers: i64,
    /// People in the audiences of those held.
    pub held_readers: i64,
    /// People who were shown one.
    pub displayed: i64,
    /// People who opened one.
    pub opened: i64,
    /// When one was last shown.
    pub last_shown: Option<Millis>,
}

/// How far a look-back has come.
#[derive(Debug, Clone, Copy)]
pub struct LookBackView {
    /// Messages looked at.
    pub examined: i64,
    /// Withdrawn by it.
    pub withdrawn: i64,
    /// Held by it.
    pub held: i64,
    /// When it was done.
    pub finished: Option<Millis>,
}

/// Something that happened.
#[derive(Debug, Clone)]
pub struct Moment {
    /// When.
    pub at: Millis,
    /// What, in one sentence.
    pub what: String,
    /// By whom; none when the program did it, or nobody.
    pub who: Option<String>,
}

/// What it did in one school.
#[derive(Debug, Clone)]
pub struct SchoolRow {
    /// The school.
    pub name: String,
    /// Its accounts that carried it.
    pub accounts: i64,
    /// Copies sent.
    pub copies: i64,
    /// People in their audiences.
    pub readers: i64,
    /// People who were shown one.
    pub displayed: i64,
}

/// One text of the campaign.
#[derive(Debug, Clone)]
pub struct VariantView {
    /// A message that has it.
    pub message: MessageId,
    /// Copies in these letters.
    pub copies: i64,
    /// When it first came.
    pub first: Millis,
    /// Subject.
    pub subject: String,
    /// The text, cut where it differs from the first one.
    pub pieces: Vec<Piece>,
}

/// A stretch of a variant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// The text.
    pub text: String,
    /// It is not in the first text.
    pub new: bool,
}

/// An account that carried it.
#[derive(Debug, Clone)]
pub struct CarrierRow {
    /// Whose.
    pub name: String,
    /// "Élève, lycée Simone-Vallier".
    pub what: String,
    /// First copy.
    pub first: Millis,
    /// Copies.
    pub copies: i64,
    /// People in their audiences.
    pub readers: i64,
}

/// A link or a file by which it is recognised.
#[derive(Debug, Clone)]
pub struct MarkRow {
    /// Phrase of its kind.
    pub kind: String,
    /// Its value.
    pub value: String,
    /// Letters outside of the campaign that hold it.
    pub outside: i64,
    /// Letters are held for it.
    pub live: bool,
}

/// Another campaign to merge with.
#[derive(Debug, Clone)]
pub struct Choice {
    /// The campaign.
    pub id: CampaignId,
    /// Its name.
    pub label: String,
}

impl CampaignPage {
    /// Phrase of where it stands.
    pub fn state_key(&self) -> String {
        state_key(self.state)
    }
    /// A person may still say that it is a threat, or there is something left to withdraw.
    pub fn may_confirm(&self) -> bool {
        self.state != State::Merged && (!self.state.is_threat() || self.figures.out + self.figures.held > 0)
    }
    /// A person may say that it is harmless.
    pub fn may_call_off(&self) -> bool {
        self.state.may_become(State::FalseAlarm)
    }
    fn tone(&self) -> &'static str {
        tone(self.state)
    }
    fn sentence_key(&self) -> &'static str {
        match self.state {
            State::FalseAlarm => "campaign-sentence-false-alarm",
            State::Merged => "campaign-sentence-merged",
            state if state.is_threat() => "campaign-sentence-threat",
            _ => "campaign-sentence-suspected",
        }
    }
}

impl CampaignRow {
    /// Phrase of where it stands.
    pub fn state_key(&self) -> String {
        state_key(self.state)
    }
    fn tone(&self) -> &'static str {
        tone(self.state)
    }
}

fn state_key(state: State) -> String {
    format!("campaign-state-{}", state.code().replace('_', "-"))
}

const fn tone(state: State) -> &'static str {
    match state {
        State::Suspected => "caution",
        State::Confirmed => "danger",
        _ => "plain",
    }
}

/// Cuts a text where it differs from another, word by word: what is not in the other is new.
pub fn compare(first: &str, text: &str) -> Vec<Piece> {
    let (a, b) = (words(first), words(text));
    let (short_a, short_b) = (&a[..a.len().min(COMPARED_WORDS_MAX)], &b[..b.len().min(COMPARED_WORDS_MAX)]);
    let folded = |list: &[&str]| list.iter().map(|word| model::text::fold(word)).collect::<Vec<_>>();
    let kept = common(&folded(short_a), &folded(short_b));
    let mut pieces: Vec<Piece> = Vec::new();
    for (n, word) in b.iter().enumerate() {
        let new = n < short_b.len() && !kept[n] && !word.trim().is_empty();
        match pieces.last_mut() {
            Some(last) if last.new == new => last.text.push_str(word),
            _ => pieces.push(Piece { text: (*word).to_owned(), new }),
        }
    }
    pieces
}

/// The words of a text, each with the blanks after it.
fn words(text: &str) -> Vec<&str> {
    text.split_inclusive(char::is_whitespace).collect()
}

/// Which words of `b` belong to the longest run of words, in order, that `a` has too.
fn common(a: &[String], b: &[String]) -> Vec<bool> {
    let mut longest = vec![vec![0_u16; b.len() + 1]; a.len() + 1];
    for i in (0..a.len()).rev() {
        for j in (0..b.len()).rev() {
            longest[i][j] =
                if a[i] == b[j] { longest[i + 1][j + 1] + 1 } else { longest[i + 1][j].max(longest[i][j + 1]) };
        }
    }
    let (mut i, mut j, mut kept) = (0, 0, vec![false; b.len()]);
    while i < a.len() && j < b.len() {
        if a[i] == b[j] {
            kept[j] = true;
            (i, j) = (i + 1, j + 1);
        } else if longest[i + 1][j] >= longest[i][j + 1] {
            i += 1;
        } else {
            j += 1;
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    fn new(first: &str, text: &str) -> Vec<String> {
        let pieces = compare(first, text);
        assert_eq!(pieces.iter().map(|piece| piece.text.as_str()).collect::<String>(), text, "nothing is lost");
        pieces.into_iter().filter(|piece| piece.new).map(|piece| piece.text.trim().to_owned()).collect()
    }

    #[test]
    fn what_is_not_in_the_first_text_is_marked() {
        let first = "Demain à 11 h le bâtiment sud va sauter";
        assert_eq!(new(first, first), [""; 0]);
        assert_eq!(
            new(first, "demain a 11 h le batiment nord va sauter"),
            ["nord"],
            "case and accents are no difference"
        );
        assert_eq!(new(first, "Adieu. Demain à 11 h tout va sauter bientôt"), ["Adieu.", "tout", "bientôt"]);
        assert_eq!(new(first, ""), [""; 0]);
        assert_eq!(new("", "un deux"), ["un deux"]);
    }

    #[test]
    fn a_very_long_text_is_compared_as_far_as_it_goes() {
        let long = "mot ".repeat(COMPARED_WORDS_MAX + 50);
        assert_eq!(new(&long, &long), [""; 0]);
        assert_eq!(new("autre", &format!("{long}fin")).len(), 1);
    }
}
