//! A school on a bad day: what its head does now, what was done, and what may be decided.

use std::borrow::Borrow;

use askama::Template;
use model::{
    Millis, SchoolId, filing,
    notice::Kind,
    situation::{
        Change, Check, Facets, Flag, NeighbourWord, Pupils, Reception, Refused, Reopening, Step, Tally, Threat, Word,
        WordKind,
    },
};
use uuid::Uuid;

use super::{Frame, Here, Icon, Tone, measures::hour};
use crate::{dates::Calendar, locale::Locale};

/// `GET /school`, for who heads several.
#[derive(Debug, Template)]
#[template(path = "schools.html")]
pub struct SchoolsPage {
    /// The frame.
    pub frame: Frame,
    /// Each with its name, and whether something is going on there.
    pub rows: Vec<(SchoolId, String, bool)>,
}

/// `GET /school/{id}`.
#[derive(Debug, Template)]
#[template(path = "school.html", blocks = ["now"])]
pub struct SchoolPage {
    /// The frame.
    pub frame: Frame,
    /// The school.
    pub id: SchoolId,
    /// Its name.
    pub name: String,
    /// Its national code.
    pub uai: String,
    /// Its commune.
    pub commune: String,
    /// Its situation, when it has one.
    pub stood: Option<StoodView>,
    /// What it has to file next, and by when.
    pub filing: Option<(Uuid, filing::Kind, Millis)>,
    /// What is particular about it.
    pub flags: Vec<Flag>,
    /// Schools next door; none: nobody knows where this one is.
    pub near: Option<Vec<NearRow>>,
    /// What schools next door say.
    pub heard: Vec<HeardRow>,
    /// Situations that were closed lately: when they began, and when they were closed.
    pub past: Vec<(Millis, Millis)>,
    /// What was typed.
    pub form: SchoolForm,
    /// What is wrong with it.
    pub wrong: Option<SchoolWrong>,
    /// Made for the form of a place: the same form twice is one place.
    pub key: Uuid,
}

/// A situation.
#[derive(Debug, Clone)]
pub struct StoodView {
    /// Its identity.
    pub id: Uuid,
    /// The picture that is decided on.
    pub version: i64,
    /// Where the school stands.
    pub facets: Facets,
    /// What waits to be done, the most urgent first.
    pub steps: Vec<Step>,
    /// Since when.
    pub opened_at: Millis,
    /// A campaign named the school: copies addressed to it, people who were shown one, and who opened one.
    pub seen: Option<(i64, i64, i64)>,
    /// The word on which people may go back in.
    pub word: Option<Word>,
    /// Where pupils are gathered.
    pub gathered_at: String,
    /// How many have nowhere to go.
    pub stranded: i64,
    /// The unit of the police, and since when it is there.
    pub police: Option<(String, Millis)>,
    /// When it was said to open again.
    pub reopening_at: Option<Millis>,
    /// When families were last told, and whether that is still what stands.
    pub told: Option<(Millis, bool)>,
    /// When they were promised the next word.
    pub next_word_at: Option<Millis>,
    /// A roll call that has not ended.
    pub counting: Option<Tally>,
    /// When the last one ended, and how many were unknown then.
    pub counted: Option<(Millis, i64)>,
    /// Where pupils are received.
    pub sites: Vec<SiteRow>,
    /// What was done, the newest first.
    pub moves: Vec<LineRow>,
}

/// A place that receives pupils.
#[derive(Debug, Clone)]
pub struct SiteRow {
    /// Its identity.
    pub id: Uuid,
    /// Its name.
    pub name: String,
    /// Where it is.
    pub address: String,
    /// Pupils that it can receive.
    pub capacity: i64,
    /// Pupils there now.
    pub received: i64,
    /// Minutes of the day between which it receives.
    pub hours: (i64, i64),
    /// It does not receive any more.
    pub closed: bool,
}

impl SiteRow {
    /// Pupils that it can receive yet.
    pub const fn free(&self) -> i64 {
        if self.capacity > self.received { self.capacity - self.received } else { 0 }
    }

    /// "de 7 h 30 à 18 h".
    pub fn open(&self, locale: Locale) -> String {
        locale
            .say("site-hours")
            .arg("from", hour(locale, self.hours.0))
            .arg("to", hour(locale, self.hours.1))
            .to_string()
    }
}

/// A school next door.
#[derive(Debug, Clone)]
pub struct NearRow {
    /// The school.
    pub id: SchoolId,
    /// Its name.
    pub name: String,
    /// Its telephone number; may be empty.
    pub phone: String,
    /// How far, in metres.
    pub metres: i64,
    /// What it was told, when, and whether somebody there has seen it.
    pub told: Option<(NeighbourWord, Millis, bool)>,
}

/// A telephone number as a telephone dials it.
pub fn dial(phone: &str) -> String {
    phone.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect()
}

/// What a school next door says.
#[derive(Debug, Clone)]
pub struct HeardRow {
    /// Its name.
    pub name: String,
    /// Its telephone number; may be empty.
    pub phone: String,
    /// What it says.
    pub word: NeighbourWord,
    /// When.
    pub at: Millis,
}

/// Something that was done.
#[derive(Debug, Clone)]
pub struct LineRow {
    /// When.
    pub at: Millis,
    /// By whom; none: the program.
    pub by: Option<String>,
    /// What.
    pub what: Change,
    /// What they wrote.
    pub note: String,
}

impl LineRow {
    /// In words.
    pub fn words(&self, clock: &Calendar) -> String {
        let t = clock.locale;
        match &self.what {
            Change::Threat { to } => t.say("line-threat").arg("to", threat(t, *to)).to_string(),
            Change::Reception { to } => t.say("line-reception").arg("to", reception(t, *to)).to_string(),
            Change::Pupils { to: Pupils::Gathered, place, .. } => {
                t.say("line-gathered").arg("place", place.as_str()).to_string()
            }
            Change::Pupils { to: Pupils::WithoutSolution, stranded, .. } => {
                t.say("line-stranded").arg("count", *stranded).to_string()
            }
            Change::Pupils { to, .. } => t.say("line-pupils").arg("to", pupils(t, *to)).to_string(),
            Change::Check { to: Check::UnderWay, unit } => t.say("line-arrived").arg("unit", unit.as_str()).to_string(),
            Change::Check { to, .. } => t.say("line-check").arg("to", check(t, *to)).to_string(),
            Change::Word(word) => {
                let key = match word.kind {
                    WordKind::AllClear => "line-all-clear",
                    WordKind::Derogation => "line-derogation",
                };
                let phrase = t.say(key).arg("name", word.name.as_str()).arg("authority", word.authority.as_str());
                phrase.arg("when", clock.long(word.at)).to_string()
            }
            Change::Expect { at } => t.say("line-expect").arg("when", clock.long(*at)).to_string(),
            Change::Reopen { .. } => t.say("line-reopen").to_string(),
        }
    }
}

/// A form of the page as it was typed: nothing in it need be right.
#[derive(Debug, Clone, Default)]
pub struct SchoolForm {
    /// Which form.
    pub what: String,
    /// What was chosen.
    pub to: String,
    /// A place, or the name of one.
    pub place: String,
    /// A number.
    pub number: String,
    /// A unit of the police.
    pub unit: String,
    /// An authority.
    pub authority: String,
    /// Somebody's name.
    pub name: String,
    /// Why.
    pub reason: String,
    /// A day and an hour.
    pub at: (String, String),
    /// An address.
    pub address: String,
    /// Two hours.
    pub hours: (String, String),
}

/// What is wrong with what was typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SchoolWrong {
    /// A guard refuses it.
    Refused(Refused),
    /// Nothing was chosen.
    NoChoice,
    /// A day or an hour is missing, or is none.
    NoTime,
    /// The time of the next word has passed already.
    PastWord,
    /// The name of the place is missing.
    NoName,
    /// So many pupils make no sense there.
    WrongNumber,
    /// The hours make no sense.
    WrongHours,
    /// There are as many places as there may be.
    TooMany,
}

impl SchoolWrong {
    /// In words: what is wrong, and what to do.
    pub fn words(self, t: Locale) -> String {
        let key = match self {
            SchoolWrong::Refused(Refused::RollCall { unknown: 0 }) => "school-wrong-roll-call-open",
            SchoolWrong::Refused(Refused::RollCall { unknown }) => {
                return t.say("school-wrong-roll-call").arg("count", unknown).to_string();
            }
            SchoolWrong::Refused(Refused::NotThatMove) => "school-wrong-move",
            SchoolWrong::Refused(Refused::NeedsWord) => "school-wrong-word",
            SchoolWrong::Refused(Refused::NotCalled) => "school-wrong-not-called",
            SchoolWrong::Refused(Refused::NotReceived) => "school-wrong-received",
            SchoolWrong::Refused(Refused::NoPlace) => "school-wrong-place",
            SchoolWrong::Refused(Refused::NoNumber) | SchoolWrong::WrongNumber => "school-wrong-number",
            SchoolWrong::Refused(Refused::NoUnit) => "school-wrong-unit",
            SchoolWrong::Refused(Refused::NoAuthority) => "school-wrong-authority",
            SchoolWrong::Refused(Refused::NoReason) => "school-wrong-reason",
            SchoolWrong::Refused(Refused::WrongTime) => "school-wrong-time",
            SchoolWrong::Refused(Refused::NotLater) => "school-wrong-later",
            SchoolWrong::NoChoice => "school-wrong-choice",
            SchoolWrong::NoTime => "school-wrong-no-time",
            SchoolWrong::PastWord => "school-wrong-past-word",
            SchoolWrong::NoName => "school-wrong-name",
            SchoolWrong::WrongHours => "school-wrong-hours",
            SchoolWrong::TooMany => "school-wrong-many",
        };
        t.say(key).to_string()
    }
}

impl SchoolPage {
    const RECEPTIONS: &'static [Reception] = Reception::ALL;
    const THREATS: &'static [Threat] = Threat::ALL;
    const PUPILS: &'static [Pupils] = Pupils::ALL;
    const WORDS: &'static [NeighbourWord] = NeighbourWord::ALL;
    const FLAGS: &'static [Flag] = Flag::ALL;

    /// What may be decided besides what is asked for now: codes of the forms.
    pub fn others(&self) -> Vec<&'static str> {
        let Some(stood) = &self.stood else { return Vec::new() };
        let Facets { reception, check, .. } = stood.facets;
        let closed = !reception.is_open();
        let to_open = closed || reception == Reception::Delayed;
        let has_near = self.near.as_ref().is_some_and(|near| !near.is_empty());
        let offers = [
            (true, "decide_reception"),
            (true, "threat"),
            (matches!(check, Check::NotNeeded | Check::AllClear | Check::Impossible), "call_police"),
            (!matches!(check, Check::UnderWay), "note_arrival"),
            (check != Check::NotNeeded, "record_all_clear"),
            (closed, "derogation"),
            (true, "pupils"),
            (closed, "receive_elsewhere"),
            (stood.counting.is_none(), "start_roll_call"),
            (to_open, "plan_reopening"),
            (to_open, "reopen"),
            (true, "tell_families"),
            (has_near, "tell_neighbours"),
            (stood.facets.is_over(), "close"),
        ];
        let now = stood.steps.first().map(|step| step.code());
        offers.into_iter().filter(|(offered, code)| *offered && Some(*code) != now).map(|(_, code)| code).collect()
    }

    /// Where a notice to families begins, of the kind that what stands calls for.
    pub fn notice(&self) -> String {
        let facets = self.stood.as_ref().map(|stood| stood.facets).unwrap_or_default();
        let kind = match facets {
            Facets { reopening: Reopening::Reopened, .. } => Kind::Reopening,
            Facets { check: Check::AllClear, .. } => Kind::AllClear,
            Facets { reception: Reception::Sheltered, .. } => Kind::Shelter,
            Facets { reception: Reception::Evacuated | Reception::Suspended | Reception::Closed, .. } => {
                Kind::WhereToCome
            }
            _ => Kind::FirstWord,
        };
        format!("/notices/new?kind={kind}&scope=school/{}", self.id)
    }

    /// Steps after the first.
    pub fn later(&self) -> &[Step] {
        self.stood.as_ref().and_then(|stood| stood.steps.get(1..)).unwrap_or_default()
    }

    /// What is wrong with one of the forms.
    pub fn wrong_in(&self, form: &str) -> Option<String> {
        self.wrong.filter(|_| self.form.what == form).map(|wrong| wrong.words(self.frame.locale()))
    }

    /// What was typed in a form, or nothing.
    pub fn typed<'a>(&'a self, form: &str, text: &'a str) -> &'a str {
        if self.form.what == form { text } else { "" }
    }

    /// The day and the hour of a form: typed, or so many minutes from now.
    pub fn moment(&self, form: &str, minutes: i64) -> (String, String) {
        let typed = self.form.what == form && !self.form.at.0.is_empty();
        if typed {
            self.form.at.clone()
        } else {
            self.frame.clock.typed(self.frame.clock.now + Millis::minutes(minutes))
        }
    }

    /// The title of a form.
    pub fn title(&self, form: &str) -> String {
        self.frame.locale().say(format!("step-{}", slug(form))).to_string()
    }

    /// What a step is for.
    pub fn why(&self, form: &str) -> String {
        self.frame.locale().say(format!("step-{}-text", slug(form))).to_string()
    }
}

impl StoodView {
    /// How serious it is.
    pub fn tone(&self) -> &'static str {
        tone(&self.facets).class()
    }
}

/// How serious it is where a school stands.
pub fn tone(facets: &Facets) -> Tone {
    if facets.pupils == Pupils::WithoutSolution
        || facets.reception.needs_roll_call()
        || facets.threat == Threat::Credible
    {
        return Tone::Danger;
    }
    if facets.check == Check::AllClear || facets.is_over() {
        return Tone::Clear;
    }
    Tone::Caution
}

/// A code as the names of phrases write it.
fn slug(code: &str) -> String {
    code.replace('_', "-")
}

/// What is known of a threat, in words.
pub fn threat(t: Locale, value: impl Borrow<Threat>) -> String {
    t.say(format!("threat-{}", slug(value.borrow().code()))).to_string()
}
/// How pupils are received, in words.
pub fn reception(t: Locale, value: impl Borrow<Reception>) -> String {
    t.say(format!("reception-{}", slug(value.borrow().code()))).to_string()
}
/// Where pupils are, in words.
pub fn pupils(t: Locale, value: impl Borrow<Pupils>) -> String {
    t.say(format!("pupils-{}", slug(value.borrow().code()))).to_string()
}
/// The police's search, in words.
pub fn check(t: Locale, value: impl Borrow<Check>) -> String {
    t.say(format!("check-{}", slug(value.borrow().code()))).to_string()
}
/// The reopening, in words.
pub fn reopening(t: Locale, value: impl Borrow<Reopening>) -> String {
    t.say(format!("reopening-{}", slug(value.borrow().code()))).to_string()
}
/// What is particular, in words.
pub fn flag(t: Locale, value: impl Borrow<Flag>) -> String {
    t.say(format!("flag-{}", slug(value.borrow().code()))).to_string()
}
/// What a school next door is told, in words.
pub fn neighbour(t: Locale, value: impl Borrow<NeighbourWord>) -> String {
    t.say(format!("neighbour-{}", slug(value.borrow().code()))).to_string()
}
