//! Notices to families: written, read over, read, counted, checked by anybody.

mod author;
mod public;

use askama::Template;
use model::{
    Millis,
    notice::{Changes, Kind, Language, NoticeState, Words},
};
use uuid::Uuid;

pub use self::{
    author::{
        ChannelRow, ClassRow, FindingLine, MissingPage, MissingRow, NoticeForm, NoticeNewPage, NoticePage, NoticeRow,
        NoticeWrong, NoticesPage, SmsCost,
    },
    public::{PointFile, PointPage, PublicView, RumourRow, RumourView, RumoursPage, VerifyAnswer, VerifyPage},
};
use super::{Frame, Here, Icon, Tone};
use crate::locale::Locale;

/// The language of a notice that readers of a locale are shown first.
pub fn language(locale: Locale) -> Language {
    match locale {
        Locale::Fr => Language::Fr,
        Locale::En => Language::En,
    }
}

/// The paragraphs of a text.
fn paragraphs(text: &str) -> Vec<&str> {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).collect()
}

/// The phrase of where a notice stands.
fn state_key(state: NoticeState) -> String {
    format!("notice-state-{}", state.code().replace('_', "-"))
}

/// A kind in words.
fn kind_words(locale: Locale, kind: Kind) -> String {
    locale.say(format!("notice-kind-{}", kind.code().replace('_', "-"))).to_string()
}

/// The text of a notice, as readers see it.
#[derive(Debug, Clone)]
pub struct NoticeText {
    /// Its language.
    pub language: Language,
    /// The text.
    pub words: Words,
    /// Names of the places.
    pub places: Vec<String>,
    /// When it was sent; none: not yet.
    pub sent_at: Option<Millis>,
    /// When the next word comes.
    pub next_word_at: Option<Millis>,
    /// Its code.
    pub code: String,
}

impl NoticeText {
    /// What we know.
    pub fn known(&self) -> Vec<&str> {
        paragraphs(&self.words.known)
    }
    /// What we do not know.
    pub fn unknown(&self) -> Vec<&str> {
        paragraphs(&self.words.unknown)
    }
    /// What to do.
    pub fn to_do(&self) -> Vec<&str> {
        paragraphs(&self.words.to_do)
    }
    /// The places, the first few by name.
    pub fn place(&self, locale: Locale) -> String {
        places(locale, &self.places)
    }
    /// Whether it is written in another language than the page.
    pub fn is_foreign(&self, locale: Locale) -> bool {
        language(locale) != self.language
    }
}

/// Places of a list that are named.
const PLACES_NAMED: usize = 3;

/// Places in words, the first few by name.
pub fn places(locale: Locale, of: &[String]) -> String {
    let named = of.iter().take(PLACES_NAMED).cloned().collect::<Vec<_>>().join(", ");
    match of.len().saturating_sub(PLACES_NAMED) {
        0 => named,
        more => locale.say("measure-places-more").arg("places", named).arg("count", more as i64).to_string(),
    }
}

/// A notice among official information.
#[derive(Debug, Clone)]
pub struct NoticeLine {
    /// Identity.
    pub id: Uuid,
    /// Its title.
    pub title: String,
    /// Where it was sent, in words.
    pub place: String,
    /// When it was sent.
    pub sent_at: Millis,
    /// The reader said that they read it.
    pub acknowledged: bool,
    /// It was taken back.
    pub withdrawn: bool,
    /// It takes the place of another.
    pub correction: bool,
}

/// `GET /official/notices/{id}`: one notice, for one of its readers. Form: the same address.
#[derive(Debug, Template)]
#[template(path = "notice_read.html")]
pub struct NoticeReadPage {
    /// The frame.
    pub frame: Frame,
    /// Identity.
    pub id: Uuid,
    /// Where it stands.
    pub state: NoticeState,
    /// The text; shown only while the notice is.
    pub text: NoticeText,
    /// When the reader said that they read it.
    pub acknowledged_at: Option<Millis>,
    /// What the version before said otherwise, and when it was sent.
    pub changes: Option<(Changes, Option<Millis>)>,
    /// When it was corrected or taken back.
    pub ended_at: Option<Millis>,
    /// Why it was taken back; may be empty.
    pub note: String,
    /// The version that took its place.
    pub after: Option<Uuid>,
}

impl NoticeReadPage {
    /// Whether its text is shown.
    pub fn is_shown(&self) -> bool {
        self.state.is_shown()
    }
    /// Whether a newer version took its place.
    pub fn is_corrected(&self) -> bool {
        self.state == NoticeState::Corrected
    }
}

/// How serious a notice stands above other things.
pub const fn tone(kind: Kind) -> Tone {
    match kind {
        Kind::AllClear | Kind::Reopening | Kind::Closing => Tone::Clear,
        Kind::FirstWord | Kind::Shelter | Kind::WhereToCome => Tone::Danger,
        Kind::AccountUsed | Kind::Denial => Tone::Caution,
    }
}
