//! Resets of a territory: asked for, agreed to, and how far its people are on their way back.

use actions::reset::{
    self, Listed, NewReset,
    board::{self, Place},
    openings::{self, Decided, NewOpening, Shown},
    two::{self, Answered, Asked},
};
use axum::response::Response;
use model::{
    Millis, Role, SchoolId, limits,
    reset::{ResetStep, Returning},
    territory::Scope,
};
use store::reset::{Counts, Reset};
use uuid::Uuid;

use super::show::{go, go_and_say, page};
use crate::{
    error::{Error, Result},
    forms::{Fields, Filled},
    session::{Ask, Id},
    views::{
        BackRow, Here, OpeningRow, PlaceChoice, ResetBoardPage, ResetNewPage, ResetRow, ResetsPage, Said, WaitingRow,
    },
};

pub(crate) async fn list(ask: Ask) -> Result<Response> {
    let places = board::places(ask.app(), &ask.actor).await?;
    let now = ask.app().now();
    let mut resets = Vec::new();
    for Listed { reset, counts, school } in reset::list(ask.app(), Some(&ask.actor)).await? {
        let place = board::name(ask.app(), &school.map_or(reset.scope(), Scope::School)).await?;
        resets.push(ResetRow { school, ..row(&reset, place, counts, now) });
    }
    let waiting = two::waiting(ask.app(), &ask.actor).await?;
    page(&ResetsPage {
        frame: ask.frame(Here::Directory).await?,
        waiting: waiting
            .into_iter()
            .map(|one| WaitingRow {
                id: one.request.id,
                step: one.request.step,
                place: one.place,
                accounts: one.counts.accounts - one.counts.spared,
                by: one.request.asked_by_name.clone(),
                note: one.request.note.clone(),
                until: one.request.asked_at() + limits::RESET_ANSWER_WITHIN,
                begun: one.request.begun,
                own: one.own,
            })
            .collect(),
        resets,
        places: places.into_iter().map(|Place { scope, name }| PlaceChoice { scope, name }).collect(),
        by_code: decides_widely(&ask),
        unknown_code: Some(ask.query("unknown").to_owned()).filter(|code| !code.is_empty()),
    })
}

/// Whether a person has a territory, not a school alone.
fn decides_widely(ask: &Ask) -> bool {
    ask.actor.has(Role::Desk) || ask.actor.has(Role::Operator)
}

fn row(reset: &Reset, place: Option<String>, counts: Counts, now: Millis) -> ResetRow {
    let ended = reset.ended_at(now);
    ResetRow {
        id: reset.id,
        place,
        at: reset.not_before(),
        school: None,
        accounts: counts.accounts - counts.spared,
        back: counts.back,
        provisional: reset.until().filter(|_| ended.is_none()),
        ended,
    }
}

/// What would be done, before it is.
pub(crate) async fn new(ask: Ask) -> Result<Response> {
    let code = ask.query("uai").trim().to_owned();
    let scope = if code.is_empty() {
        match ask.query("scope").parse() {
            Ok(scope) => scope,
            Err(_) => return Ok(go("/resets")),
        }
    } else {
        match board::school(ask.app(), &ask.actor, &code).await? {
            Some(scope) => scope,
            None => return Ok(go(&format!("/resets?unknown={}", plain(&code)))),
        }
    };
    let spared = Spared { hours: hours(ask.query("hours")), passkeys: ask.query("passkeys") == "1" };
    preview(&ask, scope, spared, (ask.query("note"), ask.query("phrase") == "missing")).await
}

/// A code as it may stand in an address.
fn plain(code: &str) -> String {
    code.chars().filter(char::is_ascii_alphanumeric).take(20).collect()
}

fn hours(typed: &str) -> i64 {
    typed.parse().ok().filter(|hours| ResetNewPage::HOURS.contains(hours)).unwrap_or(0)
}

async fn preview(ask: &Ask, scope: Scope, spared: Spared, (note, phrase_missing): (&str, bool)) -> Result<Response> {
    let counts = reset::preview(ask.app(), Some(&ask.actor), &scope, spared.moments(ask)).await?;
    let counts = counts.ok_or(Error::NotFound)?;
    let frame = ask.frame(Here::Directory).await?;
    page(&ResetNewPage {
        place: board::name(ask.app(), &scope).await?,
        hours: spared.hours,
        passkeys: spared.passkeys,
        accounts: counts.accounts,
        spared: counts.spared,
        two: ResetStep::Begin.takes_two(&scope),
        phrase: (scope == Scope::All).then(|| frame.locale().say("reset-phrase").to_string()),
        phrase_missing,
        note: model::text::cut(note, limits::DESK_NOTE_BYTES_MAX).to_owned(),
        frame,
        scope,
    })
}

/// Whom a reset spares, as it is chosen.
#[derive(Clone, Copy)]
struct Spared {
    /// Passwords of so many hours; 0: none.
    hours: i64,
    /// Passkeys that are older than that.
    passkeys: bool,
}

impl Spared {
    /// Since when passwords are spared, and until when passkeys.
    fn moments(self, ask: &Ask) -> (Option<Millis>, Option<Millis>) {
        let at = ask.app().now() - Millis::hours(self.hours);
        ((self.hours > 0).then_some(at), self.passkeys.then_some(at))
    }
}

pub(crate) async fn submit(ask: Ask, Filled(form): Filled) -> Result<Response> {
    let Ok(scope) = form.get("scope").parse::<Scope>() else { return Ok(go("/resets")) };
    let spared = Spared { hours: hours(form.get("hours")), passkeys: form.get("passkeys") == "1" };
    if scope == Scope::All && !is_phrase(&ask, &form) {
        let (hours, passkeys) = (spared.hours, u8::from(spared.passkeys));
        return Ok(go(&format!("/resets/new?scope={scope}&hours={hours}&passkeys={passkeys}&phrase=missing")));
    }
    let note = model::text::cut(form.get("note").trim(), limits::DESK_NOTE_BYTES_MAX);
    let (spares_since, spares_passkeys) = spared.moments(&ask);
    let asked = NewReset { scope, spares_since, spares_passkeys, note };
    match two::ask(ask.app(), &ask.actor, &asked, form.get("at_once") == "1").await? {
        Asked::Done { id, .. } => Ok(go_and_say(&format!("/resets/{id}"), Said::ResetDone)),
        Asked::Waits { .. } => Ok(go_and_say("/resets", Said::ResetWaits)),
        Asked::NotAllowed => Err(Error::NotFound),
    }
}

/// The words were typed, in the language of whoever types them.
fn is_phrase(ask: &Ask, form: &Fields) -> bool {
    let locale = ask.visitor.locale;
    form.get("phrase").trim().to_lowercase() == locale.say("reset-phrase").to_string().to_lowercase()
}

pub(crate) async fn show(ask: Ask, Id(id): Id<Uuid>) -> Result<Response> {
    let school = ask.query("school").parse::<SchoolId>().ok();
    let board = board::board(ask.app(), &ask.actor, id, school).await?.ok_or(Error::NotFound)?;
    let now = ask.app().now();
    let of_school = |school: SchoolId| {
        ask.actor.affiliations.iter().any(|one| one.school == school && one.profile.is_adult_of_school())
    };
    page(&ResetBoardPage {
        frame: ask.frame(Here::Directory).await?,
        reset: row(&board.reset, board.place, board.counts, now),
        may_undo: board.whole && board.reset.until().is_none(),
        may_print: board.school.is_some_and(of_school),
        school: board.school,
        openings: board.openings.into_iter().map(opening).collect(),
        decides: board.decides.filter(|_| board.reset.ended_at(now).is_none()),
        proposed: proposed(&ask),
        rows: board
            .rows
            .into_iter()
            .map(|one| BackRow {
                id: one.id,
                name: one.name,
                accounts: one.accounts,
                back: one.back,
                printed: one.printed,
                handed: one.handed,
            })
            .collect(),
    })
}

fn opening(Shown { opening, own }: Shown) -> OpeningRow {
    OpeningRow {
        id: opening.id,
        who: opening.who,
        reads_at: opening.reads_at(),
        writes_at: opening.writes_at(),
        place: opening.name,
        own,
    }
}

/// Tomorrow at eight.
fn proposed(ask: &Ask) -> (String, String) {
    let clock = ask.visitor.clock(ask.app());
    (clock.typed(clock.now + Millis::days(1)).0, "08:00".to_owned())
}

/// When a place comes back.
pub(crate) async fn open(ask: Ask, Id(id): Id<Uuid>, Filled(form): Filled) -> Result<Response> {
    let clock = ask.visitor.clock(ask.app());
    let moment = |day: &str, time: &str| clock.read(form.get(day), form.get(time));
    let (Ok(scope), Some(who)) = (form.get("scope").parse(), Returning::from_code(form.get("who"))) else {
        return Err(Error::NotFound);
    };
    let back = board_of(id, &form);
    let (Some(reads_at), Some(writes_at)) = (moment("reads_date", "reads_time"), moment("writes_date", "writes_time"))
    else {
        return Ok(go_and_say(&back, Said::OpeningNoTime));
    };
    let new = NewOpening { scope, who, reads_at, writes_at };
    let said = match openings::open(ask.app(), Some(&ask.actor), id, &new).await? {
        Decided::Yes(_) => Said::OpeningKept,
        Decided::WritesFirst => Said::OpeningWritesFirst,
        Decided::TooFar => Said::OpeningTooFar,
        Decided::BeforeOthers(_) => Said::OpeningBeforeOthers,
        Decided::NotAllowed => return Err(Error::NotFound),
    };
    Ok(go_and_say(&back, said))
}

pub(crate) async fn end_opening(ask: Ask, Id(id): Id<Uuid>, Filled(form): Filled) -> Result<Response> {
    let reset = openings::close(ask.app(), Some(&ask.actor), id).await?.ok_or(Error::NotFound)?;
    Ok(go_and_say(&board_of(reset, &form), Said::OpeningEnded))
}

/// The board that a form was on.
fn board_of(reset: Uuid, form: &Fields) -> String {
    match form.get("school").parse::<SchoolId>() {
        Ok(school) => format!("/resets/{reset}?school={school}"),
        Err(_) => format!("/resets/{reset}"),
    }
}

pub(crate) async fn undo(ask: Ask, Id(id): Id<Uuid>, Filled(form): Filled) -> Result<Response> {
    let note = model::text::cut(form.get("note").trim(), limits::DESK_NOTE_BYTES_MAX);
    match two::ask_undo(ask.app(), &ask.actor, id, note).await? {
        Asked::NotAllowed => Err(Error::NotFound),
        Asked::Waits { .. } | Asked::Done { .. } => Ok(go_and_say("/resets", Said::ResetWaits)),
    }
}

pub(crate) async fn answer(ask: Ask, Id(id): Id<Uuid>, Filled(form): Filled) -> Result<Response> {
    let agreed = form.get("answer") == "agree";
    Ok(match two::answer(ask.app(), &ask.actor, id, agreed).await? {
        Answered::Begun(reset) => go_and_say(&format!("/resets/{reset}"), Said::ResetDone),
        Answered::Undone(reset) => go_and_say(&format!("/resets/{reset}"), Said::ResetUndone),
        Answered::Declined => go_and_say("/resets", Said::ResetDeclined),
        Answered::Own => go_and_say("/resets", Said::ResetOwn),
        Answered::SameHouse => go_and_say("/resets", Said::ResetSameHouse),
        Answered::TooLate => go_and_say("/resets", Said::ResetTooLate),
    })
}
