//! What those read whom a measure concerns, and the official information that nothing closes.

use askama::Template;
use model::{Millis, measure::Restriction};

use super::{
    Band, Content, Frame, Here, Icon, PublicSituation, Row, Thread, Tone, measures::hour, notices::NoticeLine,
};
use crate::locale::Locale;

/// A restriction, told to whom it concerns: what is stopped, and what still works.
pub fn told(locale: Locale, one: &Restriction) -> (String, String) {
    let key = format!("restricted-{}", one.code().replace('_', "-"));
    let (what, still) = (locale.say(key.clone()), locale.say(format!("{key}-still")));
    let what = match *one {
        Restriction::CapReach { readers } => what.arg("readers", readers),
        Restriction::ClosedHours { from, to } => what.arg("from", hour(locale, from)).arg("to", hour(locale, to)),
        Restriction::Delay { minutes } => what.arg("minutes", minutes),
        _ => what,
    };
    (what.to_string(), still.to_string())
}

/// What is restricted for the reader.
#[derive(Debug, Clone)]
pub struct RestrictionRow {
    /// What.
    pub restriction: Restriction,
    /// Why.
    pub reason: String,
    /// Who decided it; none: the console.
    pub author: Option<String>,
    /// Since when.
    pub since: Millis,
    /// Until when.
    pub until: Millis,
}

impl RestrictionRow {
    /// What is stopped, and what still works.
    pub fn told(&self, locale: Locale) -> (String, String) {
        told(locale, &self.restriction)
    }
}

/// `GET /restrictions`: what is restricted for the reader, why, until when, and what still works.
#[derive(Debug, Template)]
#[template(path = "restrictions.html")]
pub struct RestrictionsPage {
    /// The frame.
    pub frame: Frame,
    /// Restrictions, the heaviest first.
    pub rows: Vec<RestrictionRow>,
}

/// `GET /official`: what heads of schools tell, readable whatever is in force.
#[derive(Debug, Template)]
#[template(path = "official.html")]
pub struct OfficialPage {
    /// The frame.
    pub frame: Frame,
    /// Where the schools of the reader stand.
    pub situations: Vec<PublicSituation>,
    /// Notices to families, newest first.
    pub notices: Vec<NoticeLine>,
    /// Newest first.
    pub rows: Vec<Row>,
    /// Messages are closed for the reader.
    pub closed: bool,
}

/// `GET /official/{id}`: one piece of official information.
#[derive(Debug, Template)]
#[template(path = "official_letter.html")]
pub struct OfficialLetterPage {
    /// The frame.
    pub frame: Frame,
    /// The letter alone.
    pub thread: Thread,
}

/// A measure in force as the frame shows it.
pub fn band(locale: Locale, one: &RestrictionRow) -> Band {
    let (what, _) = told(locale, &one.restriction);
    // People write their reasons with a full stop or without.
    let reason = format!("{}.", one.reason.trim_end_matches('.'));
    let sentence = locale.say("band-measure").arg("what", what).arg("reason", reason).to_string();
    Band {
        tone: if one.restriction.is_heavy() { Tone::Danger } else { Tone::Caution },
        sentence,
        until: Some(one.until),
        href: Some("/restrictions".to_owned()),
    }
}
