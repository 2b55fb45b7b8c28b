//! Measures: what is restricted, for whom, until when; and what those concerned read.

use askama::Template;
use model::{
    CampaignId, Millis,
    measure::{Agreement, Clause, Preset, Restriction, Standing, Whom, Wrong},
    territory::Scope,
};
use uuid::Uuid;

use super::{Frame, Here, Icon, PlaceChoice, Tone, words};
use crate::locale::Locale;

/// A restriction in words: « 5 destinataires au plus par message ».
pub fn restriction(locale: Locale, one: &Restriction) -> String {
    let key = format!("measure-{}", one.code().replace('_', "-"));
    match *one {
        Restriction::CapReach { readers } => locale.say(key).arg("readers", readers).to_string(),
        Restriction::ClosedHours { from, to } => {
            locale.say(key).arg("from", hour(locale, from)).arg("to", hour(locale, to)).to_string()
        }
        Restriction::Delay { minutes } => locale.say(key).arg("minutes", minutes).to_string(),
        _ => locale.say(key).to_string(),
    }
}

/// A minute of the day: « 23 h », « 7 h 30 ».
pub(super) fn hour(locale: Locale, minute: i64) -> String {
    let (hours, minutes) = (minute / 60, minute % 60);
    if minutes == 0 {
        locale.say("measure-hour").arg("hours", hours).to_string()
    } else {
        let minutes = format!("{minutes:02}");
        locale.say("measure-hour-minutes").arg("hours", hours).arg("minutes", minutes.as_str()).to_string()
    }
}

/// Whom a measure concerns, in words.
pub fn whom(locale: Locale, whom: Whom) -> String {
    locale.say(format!("measure-whom-{whom}")).to_string()
}

/// One part of a measure.
#[derive(Debug, Clone)]
pub struct ClauseLine {
    /// The part.
    pub clause: Clause,
}

impl ClauseLine {
    /// « Élèves : 5 destinataires au plus par message ».
    pub fn words(&self, locale: Locale) -> String {
        let (whom, what) = (whom(locale, self.clause.whom), restriction(locale, &self.clause.restriction));
        locale.say("measure-clause").arg("whom", whom).arg("what", what).to_string()
    }
}

/// A measure of a list.
#[derive(Debug, Clone)]
pub struct MeasureRow {
    /// Identity.
    pub id: Uuid,
    /// What.
    pub clauses: Vec<ClauseLine>,
    /// Names of its places; none: everybody.
    pub places: Vec<Option<String>>,
    /// Why.
    pub reason: String,
    /// Who proposed it; none: the console.
    pub author: Option<String>,
    /// Where it stands.
    pub standing: Standing,
    /// When it begins.
    pub starts_at: Millis,
    /// When it ends.
    pub ends_at: Millis,
    /// Until when a second person may answer.
    pub answer_until: Millis,
    /// How many it takes.
    pub agreement: Agreement,
    /// The reader decides on it.
    pub decides: bool,
    /// The reader proposed it.
    pub own: bool,
}

impl MeasureRow {
    /// Whether somebody is to answer.
    pub fn waits(&self) -> bool {
        self.standing.waits()
    }
    /// Whether it can be extended or lifted.
    pub fn is_decided(&self) -> bool {
        self.standing.is_decided()
    }
    /// The phrase of where it stands.
    pub fn standing_key(&self) -> String {
        format!("measure-standing-{}", self.standing.code().replace('_', "-"))
    }
    /// How serious that is.
    pub fn tone(&self) -> &'static str {
        match self.standing {
            Standing::InForce => Tone::Danger.class(),
            Standing::Waits | Standing::Provisional | Standing::Planned => Tone::Caution.class(),
            _ => Tone::Plain.class(),
        }
    }
    /// The places in words, the first few by name.
    pub fn where_is(&self, locale: Locale) -> String {
        places(locale, &self.places)
    }
    /// The phrase of how many it takes.
    pub fn agreement_key(&self) -> &'static str {
        agreement_key(self.agreement)
    }
}

fn agreement_key(agreement: Agreement) -> &'static str {
    match agreement {
        Agreement::Alone => "measure-alone",
        Agreement::Second => "measure-second",
        Agreement::Joint => "measure-joint",
    }
}

/// Places of a list that are named.
const PLACES_NAMED: usize = 3;

fn places(locale: Locale, of: &[Option<String>]) -> String {
    let everybody = || locale.say("measure-everybody").to_string();
    let named = of.iter().take(PLACES_NAMED).map(|name| name.clone().unwrap_or_else(everybody));
    let named: Vec<String> = named.collect();
    match of.len().saturating_sub(PLACES_NAMED) {
        0 => named.join(", "),
        more => locale.say("measure-places-more").arg("places", named.join(", ")).arg("count", more as i64).to_string(),
    }
}

/// `GET /measures`: what waits for a second person, what is in force, what was. Form of each that waits: `/measures/{id}`
/// (`do`: `agree`, `decline`).
#[derive(Debug, Template)]
#[template(path = "measures.html")]
pub struct MeasuresPage {
    /// The frame.
    pub frame: Frame,
    /// Measures, newest first.
    pub rows: Vec<MeasureRow>,
}

impl MeasuresPage {
    /// Those that wait for somebody.
    pub fn waiting(&self) -> Vec<&MeasureRow> {
        self.rows.iter().filter(|row| row.waits()).collect()
    }
    /// Those that are decided and not over.
    pub fn decided(&self) -> Vec<&MeasureRow> {
        self.rows.iter().filter(|row| row.is_decided()).collect()
    }
    /// Those that are over.
    pub fn over(&self) -> Vec<&MeasureRow> {
        self.rows.iter().filter(|row| !row.waits() && !row.is_decided()).collect()
    }
}

/// What a form holds.
#[derive(Debug, Clone, Default)]
pub struct MeasureForm {
    /// Code of a preset; empty: one restriction.
    pub preset: String,
    /// Code of whom.
    pub whom: String,
    /// Code of the restriction.
    pub what: String,
    /// Readers at most.
    pub readers: String,
    /// Hours, `23:00`.
    pub from: String,
    /// Hours, `07:00`.
    pub to: String,
    /// Minutes of a delay.
    pub minutes: String,
    /// Chosen places.
    pub scopes: Vec<String>,
    /// Codes of schools.
    pub codes: String,
    /// Day and hour of the beginning.
    pub starts: (String, String),
    /// Day and hour of the end.
    pub ends: (String, String),
    /// Why.
    pub reason: String,
    /// Another institution confirms it.
    pub joint: bool,
    /// It begins before a second person has agreed.
    pub at_once: bool,
    /// Identity of the measure that the form makes.
    pub id: Option<Uuid>,
    /// The campaign that it answers to.
    pub campaign: Option<CampaignId>,
    /// The measure that it replaces.
    pub replaces: Option<Uuid>,
}

/// What is wrong with a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MeasureWrong {
    /// As the measure itself is.
    Plan(Wrong),
    /// No school of the territory has this code.
    UnknownCode(String),
    /// It names somebody whom no measure concerns.
    Exempt,
    /// What it should replace is over.
    Replaced,
    /// The beginning is not a day and an hour.
    NoStart,
}

impl MeasureWrong {
    /// What happened and what to do.
    pub fn words(&self, locale: Locale) -> String {
        match self {
            MeasureWrong::Plan(wrong) => locale.say(format!("measure-wrong-{}", wrong.code().replace('_', "-"))),
            MeasureWrong::UnknownCode(code) => locale.say("resets-unknown-code").arg("code", code.as_str()),
            MeasureWrong::Exempt => locale.say("measure-wrong-exempt"),
            MeasureWrong::Replaced => locale.say("measure-wrong-replaced"),
            MeasureWrong::NoStart => locale.say("measure-wrong-no-start"),
        }
        .to_string()
    }
}

/// What a measure would stop, in figures.
#[derive(Debug, Clone, Copy, Default)]
pub struct MeasureFigures {
    /// People.
    pub people: i64,
    /// Schools.
    pub schools: i64,
    /// Letters an hour that it stops.
    pub stopped_per_hour: f64,
    /// Letters an hour that it delays.
    pub delayed_per_hour: f64,
    /// Letters that were looked at.
    pub letters: i64,
}

impl MeasureFigures {
    /// A rate with one digit, or none from ten on.
    pub fn rate(&self, locale: Locale, value: &f64) -> String {
        words::rate(locale, *value)
    }
}

/// A measure that the adviser proposes.
#[derive(Debug, Clone)]
pub struct AdviceRow {
    /// What.
    pub clause: ClauseLine,
    /// Copies that it covers: all.
    pub copies: i64,
    /// What it stops.
    pub figures: MeasureFigures,
    /// Its preview.
    pub href: String,
}

/// `GET /measures/new`: what to restrict, where, until when (`GET /measures/preview`).
#[derive(Debug, Template)]
#[template(path = "measure_new.html")]
pub struct MeasureNewPage {
    /// The frame.
    pub frame: Frame,
    /// Places to choose from.
    pub places: Vec<PlaceChoice>,
    /// Schools of the territory may be named by their codes.
    pub by_code: bool,
    /// What was typed, or is proposed.
    pub form: MeasureForm,
    /// What is wrong with it.
    pub wrong: Vec<MeasureWrong>,
    /// Measures that cover every known copy of the campaign, the smallest first.
    pub advice: Vec<AdviceRow>,
}

impl MeasureNewPage {
    /// Presets to choose from.
    pub const PRESETS: &'static [Preset] = Preset::ALL;
    /// Kinds of people.
    pub const WHOM: &'static [Whom] = Whom::ALL;
    /// Kinds of restrictions, the mildest first, by code.
    pub const WHAT: [&'static str; 11] = [
        "cap_reach",
        "new_devices",
        "closed_hours",
        "no_files",
        "national_only",
        "proof",
        "delay",
        "hold",
        "read_only",
        "no_messages",
        "no_access",
    ];
    /// A kind in words.
    pub fn what(&self, code: &str) -> String {
        self.frame.locale().say(format!("measure-what-{}", code.replace('_', "-"))).to_string()
    }
    /// A preset in words.
    pub fn preset(&self, preset: &Preset) -> String {
        self.frame.locale().say(format!("measure-preset-{preset}")).to_string()
    }
    /// Whether a place is chosen.
    pub fn is_chosen(&self, scope: &Scope) -> bool {
        self.form.scopes.contains(&scope.to_string())
    }
}

/// `GET /measures/preview`: what would be done, before it is (`POST /measures`).
#[derive(Debug, Template)]
#[template(path = "measure_preview.html")]
pub struct MeasurePreviewPage {
    /// The frame.
    pub frame: Frame,
    /// What was typed, sent on as it is.
    pub form: MeasureForm,
    /// What.
    pub clauses: Vec<ClauseLine>,
    /// Where.
    pub places: Vec<Option<String>>,
    /// From.
    pub starts_at: Option<Millis>,
    /// Until.
    pub ends_at: Millis,
    /// What it would stop.
    pub figures: MeasureFigures,
    /// How many it takes.
    pub agreement: Agreement,
    /// The same places with less: in words, and what that would stop.
    pub smaller: Vec<(ClauseLine, MeasureFigures)>,
    /// What is wrong, after an answer.
    pub wrong: Vec<MeasureWrong>,
}

impl MeasurePreviewPage {
    /// The places in words.
    pub fn where_is(&self) -> String {
        places(self.frame.locale(), &self.places)
    }
    /// The phrase of how many it takes.
    pub fn agreement_key(&self) -> &'static str {
        agreement_key(self.agreement)
    }
    /// Takes more than one.
    pub fn takes_two(&self) -> bool {
        self.agreement != Agreement::Alone
    }
    /// It would close all reading or writing.
    pub fn is_heavy(&self) -> bool {
        self.clauses.iter().any(|line| line.clause.restriction.is_heavy())
    }
}

/// An extension of a measure.
#[derive(Debug, Clone)]
pub struct ExtensionRow {
    /// Identity.
    pub id: Uuid,
    /// Until when.
    pub to: Millis,
    /// Who asked; none: the console.
    pub author: Option<String>,
    /// When.
    pub asked_at: Millis,
    /// Why.
    pub note: String,
    /// Somebody may answer.
    pub waits: bool,
    /// What was answered.
    pub agreed: Option<bool>,
}

/// `GET /measures/{id}`: one measure. Forms: `/measures/{id}` (`do`: `agree`, `decline`, `lift`, `extend`; `note`,
/// `ends_date`, `ends_time`), `/measures/extensions/{id}` (`do`: `agree`, `decline`).
#[derive(Debug, Template)]
#[template(path = "measure.html")]
pub struct MeasurePage {
    /// The frame.
    pub frame: Frame,
    /// The measure.
    pub row: MeasureRow,
    /// What its author was shown.
    pub figures: MeasureFigures,
    /// Who agreed or refused, and when.
    pub answered: Option<(String, Millis)>,
    /// Who ended it (none: the console), when, and why.
    pub ended: Option<(Option<String>, Millis, String)>,
    /// Extensions.
    pub extensions: Vec<ExtensionRow>,
    /// Letters that wait for its hours to end.
    pub deferred: i64,
    /// Day and hour that the form of an extension proposes.
    pub proposed: (String, String),
}
