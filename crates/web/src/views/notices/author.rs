//! What those see who write notices and read them over.

use std::collections::BTreeMap;

use askama::Template;
use model::{
    CampaignId, Millis, Profile,
    channel::{Channel, DeliveryState},
    notice::{Finding, Kind, Language, NoticeState, Part, Texts, Variable, What, Wrong, sms},
    territory::Scope,
};
use uuid::Uuid;

use super::{Frame, Here, Icon, NoticeText, Tone, kind_words, places, state_key};
use crate::{locale::Locale, views::PlaceChoice};

/// A notice of a list.
#[derive(Debug, Clone)]
pub struct NoticeRow {
    /// Identity.
    pub id: Uuid,
    /// What it is for.
    pub kind: Kind,
    /// Its title in French.
    pub title: String,
    /// Names of its places.
    pub places: Vec<String>,
    /// Where it stands.
    pub state: NoticeState,
    /// Who wrote it.
    pub author: String,
    /// When it was sent, or begun.
    pub at: Millis,
    /// 1, and one more at each correction.
    pub version: i64,
    /// The reader wrote it.
    pub own: bool,
    /// The reader speaks for all of its places.
    pub decides: bool,
}

impl NoticeRow {
    /// The phrase of where it stands.
    pub fn state_key(&self) -> String {
        state_key(self.state)
    }
    /// Its kind in words.
    pub fn kind(&self, locale: Locale) -> String {
        kind_words(locale, self.kind)
    }
    /// The places in words.
    pub fn where_is(&self, locale: Locale) -> String {
        places(locale, &self.places)
    }
    /// How serious that is.
    pub fn tone(&self) -> &'static str {
        match self.state {
            NoticeState::ToApprove | NoticeState::Approved => Tone::Caution.class(),
            NoticeState::Sending | NoticeState::Sent => Tone::Clear.class(),
            _ => Tone::Plain.class(),
        }
    }
    /// Somebody else than its author is to read it.
    pub fn waits(&self) -> bool {
        self.state == NoticeState::ToApprove
    }
    /// It has not left.
    pub fn is_before(&self) -> bool {
        matches!(self.state, NoticeState::Draft | NoticeState::Approved)
    }
}

/// `GET /notices`: what waits, what is being written, what was sent.
#[derive(Debug, Template)]
#[template(path = "notices.html")]
pub struct NoticesPage {
    /// The frame.
    pub frame: Frame,
    /// Newest first.
    pub rows: Vec<NoticeRow>,
}

impl NoticesPage {
    /// Those that wait for a second person.
    pub fn waiting(&self) -> Vec<&NoticeRow> {
        self.rows.iter().filter(|row| row.waits()).collect()
    }
    /// Drafts, and those that may be sent.
    pub fn before(&self) -> Vec<&NoticeRow> {
        self.rows.iter().filter(|row| row.is_before()).collect()
    }
    /// Those that were sent, and those that are over.
    pub fn after(&self) -> Vec<&NoticeRow> {
        self.rows.iter().filter(|row| !row.waits() && !row.is_before()).collect()
    }
}

/// What a form holds.
#[derive(Debug, Clone, Default)]
pub struct NoticeForm {
    /// The kind; none: to be chosen.
    pub kind: Option<Kind>,
    /// Chosen places.
    pub scopes: Vec<String>,
    /// Codes of schools.
    pub codes: String,
    /// Pupils read it too.
    pub pupils: bool,
    /// Teachers and staff read it too.
    pub staff: bool,
    /// It stands on the public page.
    pub public: bool,
    /// Day and hour of the next word.
    pub next: (String, String),
    /// What is filled in, by code.
    pub variables: BTreeMap<Variable, String>,
    /// The text.
    pub texts: Texts,
    /// Identity of the notice that the form makes.
    pub id: Option<Uuid>,
    /// The campaign that it speaks of.
    pub campaign: Option<CampaignId>,
    /// The notice that it corrects.
    pub replaces: Option<Uuid>,
    /// The draft that it writes again, and its revision.
    pub edits: Option<(Uuid, i64)>,
}

/// What is wrong with a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NoticeWrong {
    /// As the notice itself is.
    Plan(Wrong),
    /// No school of the territory has this code.
    UnknownCode(String),
    /// There is no guardian to reach there.
    Nobody(String),
    /// It was written or has left meanwhile, or what it corrects is over.
    TooLate,
}

impl NoticeWrong {
    /// What happened and what to do.
    pub fn words(&self, locale: Locale) -> String {
        match self {
            NoticeWrong::Plan(wrong) => locale.say(format!("notice-wrong-{}", wrong.code().replace('_', "-"))),
            NoticeWrong::UnknownCode(code) => locale.say("resets-unknown-code").arg("code", code.as_str()),
            NoticeWrong::Nobody(place) => locale.say("notice-wrong-nobody").arg("place", place.as_str()),
            NoticeWrong::TooLate => locale.say("notice-wrong-too-late"),
        }
        .to_string()
    }
}

/// Something that is said of a text before it leaves.
#[derive(Debug, Clone)]
pub struct FindingLine {
    /// Where.
    pub place: Option<(Language, Part)>,
    /// What.
    pub what: What,
    /// The words that it is about; may be empty.
    pub words: String,
}

/// Characters of a text that are shown beside what is said of it.
const SHOWN_CHARS: usize = 80;

impl FindingLine {
    /// From what was found in a text.
    pub fn of(finding: Finding, texts: &Texts) -> FindingLine {
        let words = match finding.place {
            Some((Language::Fr, part)) => texts.fr.part(part),
            Some((Language::En, part)) => texts.en.as_ref().map_or("", |words| words.part(part)),
            None => "",
        };
        let found = words.get(finding.span).unwrap_or_default().trim();
        let mut shown: String = found.chars().take(SHOWN_CHARS).collect();
        if shown.len() < found.len() {
            shown.push('…');
        }
        FindingLine { place: finding.place, what: finding.what, words: shown }
    }

    /// Whether it keeps the notice from leaving.
    pub fn stops(&self) -> bool {
        self.what.stops()
    }

    /// What is the matter, and what to do.
    pub fn said(&self, locale: Locale) -> String {
        let key = format!("notice-finding-{}", self.what.code().replace('_', "-"));
        let said = locale.say(key);
        let said = match &self.what {
            What::LongSentence { words } => said.arg("words", *words as i64),
            What::HardWord { instead } => said.arg("instead", *instead),
            What::HardText { lix } => said.arg("lix", *lix as i64),
            What::DearCharacter { character, instead } => {
                return match instead {
                    Some(instead) => said.arg("character", character.to_string()).arg("instead", instead.trim()),
                    None => locale.say("notice-finding-dear-no-other").arg("character", character.to_string()),
                }
                .to_string();
            }
            What::ManySegments { segments } => said.arg("segments", *segments as i64),
            _ => said,
        };
        said.to_string()
    }

    /// Which part of the notice it is about, in words; empty for the whole.
    pub fn of_part(&self, locale: Locale) -> String {
        let Some((language, part)) = self.place else { return String::new() };
        let part = locale.say(format!("notice-part-{}", part.code().replace('_', "-"))).to_string();
        match language {
            Language::Fr => part,
            Language::En => locale.say("notice-part-english").arg("part", part).to_string(),
        }
    }
}

/// What the text for telephones costs in one language.
#[derive(Debug, Clone)]
pub struct SmsCost {
    /// The language.
    pub language: Language,
    /// The cost.
    pub cost: sms::Cost,
}

impl SmsCost {
    /// "2 SMS, 214 caractères" and whether characters are dear.
    pub fn words(&self, locale: Locale) -> String {
        let key = if self.cost.gsm7 { "notice-sms-cost" } else { "notice-sms-cost-dear" };
        locale.say(key).arg("segments", self.cost.segments as i64).arg("units", self.cost.units as i64).to_string()
    }
}

/// `GET /notices/new`: what kind, then to whom and what. Forms: `POST /notices/new` fills the text in or looks at it,
/// `POST /notices` keeps it; `/notices/{id}/edit` the same for a draft.
#[derive(Debug, Template)]
#[template(path = "notice_new.html", blocks = ["findings"])]
pub struct NoticeNewPage {
    /// The frame.
    pub frame: Frame,
    /// Places to choose from.
    pub places: Vec<PlaceChoice>,
    /// Schools of the territory may be named by their codes.
    pub by_code: bool,
    /// What was typed, or is proposed.
    pub form: NoticeForm,
    /// What is wrong with it.
    pub wrong: Vec<NoticeWrong>,
    /// What is said of the text.
    pub findings: Vec<FindingLine>,
    /// What it costs as a short message.
    pub costs: Vec<SmsCost>,
    /// The most people who would read it, by what they are.
    pub people: Vec<(Profile, i64)>,
}

impl NoticeNewPage {
    /// Kinds to choose from, the most urgent first.
    pub const KINDS: &'static [Kind] = Kind::ALL;
    /// Languages of a notice.
    pub const LANGUAGES: &'static [Language] = Language::ALL;
    /// Parts of a text.
    pub const PARTS: &'static [Part] = Part::ALL;

    /// A kind in words.
    pub fn kind(&self, kind: &Kind) -> String {
        kind_words(self.frame.locale(), *kind)
    }
    /// When a kind is for, in words.
    pub fn kind_help(&self, kind: &Kind) -> String {
        self.frame.locale().say(format!("notice-kind-{}-help", kind.code().replace('_', "-"))).to_string()
    }
    /// What is asked for a kind.
    pub fn variables(&self) -> &'static [Variable] {
        self.form.kind.map_or(&[], Kind::variables)
    }
    /// What is asked, in words.
    pub fn variable(&self, variable: &Variable) -> String {
        self.frame.locale().say(format!("notice-variable-{variable}")).to_string()
    }
    /// What was filled in.
    pub fn value(&self, variable: &Variable) -> &str {
        self.form.variables.get(variable).map_or("", String::as_str)
    }
    /// A part of the text.
    pub fn text(&self, language: &Language, part: &Part) -> &str {
        match language {
            Language::Fr => self.form.texts.fr.part(*part),
            Language::En => self.form.texts.en.as_ref().map_or("", |words| words.part(*part)),
        }
    }
    /// A part's name in words.
    pub fn part(&self, part: &Part) -> String {
        self.frame.locale().say(format!("notice-part-{}", part.code().replace('_', "-"))).to_string()
    }
    /// A language in words.
    pub fn language(&self, language: &Language) -> String {
        self.frame.locale().say(format!("notice-language-{language}")).to_string()
    }
    /// Whether there is anything in English.
    pub fn has_english(&self) -> bool {
        self.form.texts.en.as_ref().is_some_and(|words| !words.is_empty())
    }
    /// Whether a place is chosen.
    pub fn is_chosen(&self, scope: &Scope) -> bool {
        self.form.scopes.contains(&scope.to_string())
    }
    /// Where the form goes to be kept.
    pub fn action(&self) -> String {
        self.form.edits.map_or_else(|| "/notices".to_owned(), |(id, _)| format!("/notices/{id}/edit"))
    }
    /// Whether something keeps it from leaving.
    pub fn is_stopped(&self) -> bool {
        self.findings.iter().any(FindingLine::stops)
    }
    /// Whom it would reach, in words.
    pub fn reached(&self) -> String {
        reached(self.frame.locale(), &self.people, self.form.pupils, self.form.staff)
    }
}

/// "128 responsables, 64 élèves": those whom a notice is for.
fn reached(locale: Locale, people: &[(Profile, i64)], pupils: bool, staff: bool) -> String {
    let count = |of: &[Profile]| people.iter().filter(|(one, _)| of.contains(one)).map(|(_, count)| count).sum::<i64>();
    let mut said = vec![locale.say("notice-guardians").arg("count", count(&[Profile::Guardian])).to_string()];
    if pupils {
        said.push(locale.say("notice-pupils").arg("count", count(&[Profile::Pupil])).to_string());
    }
    if staff {
        let adults = count(&[Profile::Teacher, Profile::Staff]);
        said.push(locale.say("notice-adults").arg("count", adults).to_string());
    }
    said.join(", ")
}

/// What a class was reached by.
#[derive(Debug, Clone)]
pub struct ClassRow {
    /// Name of the school.
    pub school: String,
    /// The class; none: children in no class.
    pub section: Option<Uuid>,
    /// Its name.
    pub name: Option<String>,
    /// Children.
    pub children: i64,
    /// Of whom a guardian was shown the text.
    pub seen: i64,
    /// Of whom a guardian said that they read it.
    pub acknowledged: i64,
}

/// `GET /notices/{id}`: one notice for those who speak for its places. Form: the same address (`do`: `submit`, `approve`,
/// `approve_send`, `send`, `send_back`, `withdraw`; `revision`, `note`).
#[derive(Debug, Template)]
#[template(path = "notice.html")]
pub struct NoticePage {
    /// The frame.
    pub frame: Frame,
    /// The notice.
    pub row: NoticeRow,
    /// The texts, French first.
    pub texts: Vec<NoticeText>,
    /// As short messages.
    pub costs: Vec<SmsCost>,
    /// One more at each change.
    pub revision: i64,
    /// What is said of it.
    pub findings: Vec<FindingLine>,
    /// People who read it, by what they are.
    pub people: Vec<(Profile, i64)>,
    /// Pupils read it too, and adults of the school.
    pub also: (bool, bool),
    /// It stands on the public page.
    pub public: bool,
    /// Nobody but its author is needed.
    pub alone: bool,
    /// Who approved it, and when.
    pub approved: Option<(String, Millis)>,
    /// When it was corrected or taken back.
    pub ended_at: Option<Millis>,
    /// Why it was sent back or taken back; may be empty.
    pub note: String,
    /// The version that it corrects, and the one that corrects it.
    pub versions: (Option<Uuid>, Option<Uuid>),
    /// Its reach by class, once it is sent; none for who does not speak for all of it.
    pub classes: Option<Vec<ClassRow>>,
    /// What left of it, by channel.
    pub left: Vec<ChannelRow>,
}

/// What left of a notice on one channel.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ChannelRow {
    /// The channel.
    pub channel: Channel,
    /// Messages that have still to leave, or to be tried again.
    pub waiting: i64,
    /// Messages that a carrier took.
    pub taken: i64,
    /// Messages of which the carrier said that they arrived, or that were read.
    pub arrived: i64,
    /// Messages that did not arrive, or were overtaken.
    pub failed: i64,
}

impl ChannelRow {
    /// Sums up what is known by channel and state, in the order of the channels.
    pub fn all(counts: &[(Channel, DeliveryState, i64)]) -> Vec<ChannelRow> {
        let row = |channel: Channel| {
            let mut row = ChannelRow { channel, waiting: 0, taken: 0, arrived: 0, failed: 0 };
            for (_, state, count) in counts.iter().filter(|one| one.0 == channel) {
                *match state {
                    DeliveryState::Planned | DeliveryState::Submitted | DeliveryState::Temporary => &mut row.waiting,
                    DeliveryState::Accepted => &mut row.taken,
                    DeliveryState::Delivered | DeliveryState::Acknowledged => &mut row.arrived,
                    DeliveryState::Failed | DeliveryState::Replaced => &mut row.failed,
                } += count;
            }
            row
        };
        let used = Channel::ALL.iter().filter(|channel| counts.iter().any(|one| one.0 == **channel));
        used.map(|channel| row(*channel)).collect()
    }

    /// Its name.
    pub fn name(&self, locale: Locale) -> String {
        locale.say(format!("channel-{}", self.channel.code().replace('_', "-"))).to_string()
    }
}

impl NoticePage {
    /// Whether something keeps it from leaving.
    pub fn is_stopped(&self) -> bool {
        self.findings.iter().any(FindingLine::stops)
    }
    /// Whom it reaches, in words.
    pub fn reached(&self) -> String {
        reached(self.frame.locale(), &self.people, self.also.0, self.also.1)
    }
    /// Children, seen, acknowledged, of all classes.
    pub fn totals(&self) -> (i64, i64, i64) {
        let classes = self.classes.as_deref().unwrap_or_default();
        classes.iter().fold((0, 0, 0), |(children, seen, acknowledged), class| {
            (children + class.children, seen + class.seen, acknowledged + class.acknowledged)
        })
    }
    /// Whether its text is a draft of the reader's.
    pub fn is_own_draft(&self) -> bool {
        self.row.own && self.row.state == NoticeState::Draft
    }
    /// Whether it is shown to families.
    pub fn is_shown(&self) -> bool {
        self.row.state.is_shown()
    }
    /// Whether it was approved and has not left.
    pub fn is_approved(&self) -> bool {
        self.row.state == NoticeState::Approved
    }
    /// Whether nothing of it changes any more.
    pub fn is_over(&self) -> bool {
        self.row.state.is_over()
    }
}

/// A child for whom nobody has said that they read a notice.
#[derive(Debug, Clone)]
pub struct MissingRow {
    /// Name.
    pub name: String,
    /// A guardian was shown the text.
    pub seen: bool,
}

/// `GET /notices/{id}/missing?class=`: for whom of a class nobody has read.
#[derive(Debug, Template)]
#[template(path = "notice_missing.html")]
pub struct MissingPage {
    /// The frame.
    pub frame: Frame,
    /// The notice.
    pub id: Uuid,
    /// Its title.
    pub title: String,
    /// Name of the class.
    pub class: String,
    /// Children, by name.
    pub rows: Vec<MissingRow>,
}
