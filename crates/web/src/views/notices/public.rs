//! What anybody sees, signed in or not: whether a notice is genuine, and what schools say in public.

use askama::Template;
use model::{
    Millis,
    notice::{NoticeState, RumourState},
};
use uuid::Uuid;

use super::{Frame, Here, Icon, NoticeText, places};
use crate::{dates::Calendar, locale::Locale, views::PlaceChoice};

/// A notice as anybody sees it.
#[derive(Debug, Clone)]
pub struct PublicView {
    /// Where it stands.
    pub state: NoticeState,
    /// The text.
    pub text: NoticeText,
    /// It takes the place of another.
    pub correction: bool,
}

/// What came of checking a code.
#[derive(Debug, Clone)]
pub enum VerifyAnswer {
    /// Nothing was typed.
    Blank,
    /// It is genuine, and this is its text.
    Genuine(PublicView),
    /// It was, and a newer version took its place at that moment: this one, when there is one.
    Corrected(Option<Millis>, Option<PublicView>),
    /// It was, and was taken back at that moment.
    Withdrawn(Option<Millis>, PublicView),
    /// No notice has this code.
    Unknown,
    /// It is no code: wrong length or characters.
    Shape,
    /// It is no code: one character was copied wrongly.
    Check,
    /// Too many wrong codes came from this network: so many minutes.
    Wait(i64),
}

/// `GET /verify?code=`: whether a notice is genuine.
#[derive(Debug, Template)]
#[template(path = "verify.html")]
pub struct VerifyPage {
    /// The frame.
    pub frame: Frame,
    /// What was typed.
    pub code: String,
    /// What came of it.
    pub answer: VerifyAnswer,
}

/// A rumour as anybody sees it.
#[derive(Debug, Clone)]
pub struct RumourView {
    /// What is told.
    pub claim: String,
    /// The answer.
    pub answer: String,
    /// Names of the schools.
    pub schools: Vec<String>,
    /// When it was answered.
    pub at: Option<Millis>,
}

impl RumourView {
    /// The schools in words.
    pub fn where_is(&self, locale: Locale) -> String {
        places(locale, &self.schools)
    }
}

/// `GET /point`: what schools say in public.
#[derive(Debug, Template)]
#[template(path = "point.html")]
pub struct PointPage {
    /// The frame.
    pub frame: Frame,
    /// Notices, newest first.
    pub notices: Vec<PublicView>,
    /// Rumours that have an answer.
    pub rumours: Vec<RumourView>,
}

/// What the page says first: what is new, where.
fn situation(locale: Locale, clock: &Calendar, notices: &[PublicView]) -> String {
    let Some(newest) = notices.first() else { return locale.say("point-calm").to_string() };
    let at = newest.text.sent_at.unwrap_or(clock.now);
    let place = newest.text.place(locale);
    locale
        .say("point-situation")
        .arg("count", notices.len() as i64)
        .arg("place", place)
        .arg("when", clock.long(at))
        .to_string()
}

/// When the next word comes: the soonest that is to come.
fn next_word(now: Millis, notices: &[PublicView]) -> Option<Millis> {
    notices.iter().filter_map(|one| one.text.next_word_at).filter(|at| *at > now).min()
}

impl PointPage {
    /// What the page says first.
    pub fn situation(&self) -> String {
        situation(self.frame.locale(), &self.frame.clock, &self.notices)
    }
    /// When the next word comes.
    pub fn next_word(&self) -> Option<Millis> {
        next_word(self.frame.clock.now, &self.notices)
    }
}

/// The same as one file that another host serves: no script, its style inside, dated.
#[derive(Debug, Template)]
#[template(path = "point_file.html")]
pub struct PointFile {
    /// Time and language.
    pub clock: Calendar,
    /// Address of the page where codes are checked.
    pub verify: String,
    /// Notices, newest first.
    pub notices: Vec<PublicView>,
    /// Rumours that have an answer.
    pub rumours: Vec<RumourView>,
}

impl PointFile {
    /// The language.
    pub const fn locale(&self) -> Locale {
        self.clock.locale
    }
    /// What the page says first.
    pub fn situation(&self) -> String {
        situation(self.locale(), &self.clock, &self.notices)
    }
    /// When the next word comes.
    pub fn next_word(&self) -> Option<Millis> {
        next_word(self.clock.now, &self.notices)
    }
}

/// A rumour, for those who answer it.
#[derive(Debug, Clone)]
pub struct RumourRow {
    /// Identity.
    pub id: Uuid,
    /// Where it stands.
    pub state: RumourState,
    /// When it was noted.
    pub opened_at: Millis,
    /// The rest.
    pub view: RumourView,
}

impl RumourRow {
    /// Whether it has an answer.
    pub fn is_answered(&self) -> bool {
        self.state == RumourState::Answered
    }
}

/// `GET /notices/rumours`: what is told of the reader's schools. Forms: `POST /notices/rumours` (`claim`, `scope`, `uai`),
/// `/notices/rumours/{id}` (`do`: `answer`, `close`).
#[derive(Debug, Template)]
#[template(path = "rumours.html")]
pub struct RumoursPage {
    /// The frame.
    pub frame: Frame,
    /// Newest first.
    pub rows: Vec<RumourRow>,
    /// Schools to choose from.
    pub places: Vec<PlaceChoice>,
    /// Schools of the territory may be named by their codes.
    pub by_code: bool,
    /// Identity of the rumour that the form makes.
    pub id: Uuid,
}
