//! Situations of schools (M11): where a school stands on a bad day, what its head does next, and the word of the police on
//! which people go back in.
//!
//! A head, the desk or the operator of the territory decides; the guards of `model::situation` say what may follow what.
//! Every move is written down with its author, and wakes the pages of those who wait for it. Whoever decides says which
//! picture they decide on: when somebody else was faster they are told, and nothing is done.

mod neighbours;
mod open;
mod roll_call;
mod sight;
mod sites;

use model::{
    Actor, Millis, PersonId, SchoolId, limits,
    situation::{Change, Check, Flag, Guard, Pupils, Refused},
    territory::Scope,
    text::cut,
};
use store::{
    Tx, reception_site,
    situation::{Moved, Situation},
};
use uuid::Uuid;

pub(crate) use self::open::{called_off, for_campaign, for_copy};
pub use self::{
    neighbours::{Near, tell},
    open::{Opened, open},
    roll_call::{Board, Ended, Marked, NewMark, Sheet, Started, board, end, mark, sheet, start},
    sight::{Line, Public, Sight, Stood, heard, list, of_actor, schools, sight},
    sites::{NewSite, Sited, close_site, count_site, open_site},
};
use crate::{App, Result, places, record, switchboard::Hint};

/// What came of a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Changed {
    /// It is so from now on.
    Yes,
    /// It may not be so.
    Refused(Refused),
    /// Somebody else was faster, or it is closed: the picture that they decided on is an old one.
    TooLate,
    /// There is no such situation for this person.
    NotFound,
}

/// Changes a situation, as somebody saw it in a version.
pub async fn change(app: &App, by: &Actor, (id, version): (Uuid, i64), what: &Change, note: &str) -> Result<Changed> {
    let now = app.now();
    let what = bounded(what.clone());
    let mut tx = app.db.begin().await?;
    let Some(from) = decided_by(&mut tx, by, id, now).await? else { return Ok(Changed::NotFound) };
    if from.closed_at().is_some() || from.version != version {
        return Ok(Changed::TooLate);
    }
    let calls = roll_call::calls(&mut tx, &from, now).await?;
    let guard = Guard {
        opened_at: from.opened_at(),
        now,
        word: store::all_clear::standing(&mut tx, id).await?.is_some(),
        roll_call: calls.counting,
        called: calls.called,
    };
    let to = match what.apply(&from.facets(), &guard) {
        Ok(to) => to,
        Err(why) => return Ok(Changed::Refused(why)),
    };
    let note = cut(note.trim(), limits::DESK_NOTE_BYTES_MAX);
    if !write(app, &mut tx, &moved(&from, &what, to), (&what, note), Some(by.person), now).await? {
        return Ok(Changed::TooLate);
    }
    match &what {
        Change::Word(word) => store::all_clear::keep(&mut tx, (id, version + 1), word, by.person, now).await?,
        Change::Reopen { .. } => drop(reception_site::close_all(&mut tx, id, now).await?),
        _ => {}
    }
    app.commit(tx, [Hint::Situations]).await?;
    Ok(Changed::Yes)
}

/// Writes a move: the row, the words that it makes void, the list of moves, the journal. False: somebody else was faster.
async fn write(
    app: &App,
    tx: &mut Tx,
    moved: &Moved<'_>,
    (what, note): (&Change, &str),
    by: Option<PersonId>,
    now: Millis,
) -> Result<bool> {
    let (from, was) = (moved.from, moved.from.facets());
    if !store::situation::moves(tx, moved, now).await? {
        return Ok(false);
    }
    if what.voids(&was, &moved.to) {
        store::all_clear::void(tx, from.id, now).await?;
    }
    let version = from.version + 1;
    store::situation::add_move(tx, (from.id, version), by, (&serde_json::to_string(what)?, note), now).await?;
    let facts = serde_json::json!({
        "school": from.school, "version": version, "what": what, "from": was, "to": moved.to, "note": note,
        "campaign": moved.campaign,
    });
    record::append(app, tx, "situation.change", by, &subject(from.id), &facts).await?;
    Ok(true)
}

/// What a change sets in the row of its situation.
fn moved<'a>(from: &'a Situation, what: &'a Change, to: model::situation::Facets) -> Moved<'a> {
    let was = from.facets();
    let told_anew = was.reception != to.reception
        || was.pupils != to.pupils
        || was.reopening != to.reopening
        || (was.check != to.check && matches!(to.check, Check::UnderWay | Check::AllClear))
        || matches!(what, Change::Expect { .. });
    let (gathered_at, stranded) = match what {
        Change::Pupils { to: Pupils::Gathered, place, .. } => (Some(place.as_str()), Some(0)),
        Change::Pupils { to: Pupils::WithoutSolution, stranded, .. } => (Some(""), Some(*stranded)),
        Change::Pupils { .. } | Change::Reopen { .. } => (Some(""), Some(0)),
        _ => (None, None),
    };
    Moved {
        gathered_at,
        stranded,
        police_unit: match what {
            Change::Check { to: Check::UnderWay, unit } => Some(unit),
            _ => None,
        },
        reopening_at: match what {
            Change::Expect { at } => Some(*at),
            _ => None,
        },
        decides: matches!(what, Change::Reception { .. } | Change::Reopen { .. }),
        for_families: told_anew,
        ..Moved::to(from, to)
    }
}

/// The same change, its words within their bounds.
fn bounded(mut what: Change) -> Change {
    let short = |text: &mut String| *text = cut(text.trim(), limits::SITUATION_TEXT_BYTES_MAX).to_owned();
    match &mut what {
        Change::Pupils { place, .. } => short(place),
        Change::Check { unit, .. } => short(unit),
        Change::Word(word) => [&mut word.authority, &mut word.name, &mut word.reason].into_iter().for_each(short),
        Change::Threat { .. } | Change::Reception { .. } | Change::Expect { .. } | Change::Reopen { .. } => {}
    }
    what
}

/// What came of closing a situation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Closed {
    /// It is closed.
    Yes,
    /// Something of it is not over.
    NotOver,
    /// Somebody else was faster.
    TooLate,
    /// There is no such situation for this person.
    NotFound,
}

/// Closes a situation of which nothing is left.
pub async fn close(app: &App, by: &Actor, (id, version): (Uuid, i64)) -> Result<Closed> {
    let now = app.now();
    let mut tx = app.db.begin().await?;
    let Some(from) = decided_by(&mut tx, by, id, now).await? else { return Ok(Closed::NotFound) };
    if from.closed_at().is_some() || from.version != version {
        return Ok(Closed::TooLate);
    }
    if !from.facets().is_over() || store::roll_call::is_open(&mut tx, id).await? {
        return Ok(Closed::NotOver);
    }
    if !store::situation::close(&mut tx, &from, now).await? {
        return Ok(Closed::TooLate);
    }
    let facts = serde_json::json!({ "school": from.school, "version": version + 1, "stood": from.facets() });
    record::append(app, &mut tx, "situation.close", Some(by.person), &subject(id), &facts).await?;
    app.commit(tx, [Hint::Situations]).await?;
    Ok(Closed::Yes)
}

/// What came of noting that families were told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Told {
    /// It is noted.
    Yes,
    /// The time of the next word has passed already.
    Past,
    /// No such situation is open for this person.
    NotFound,
}

/// Notes that families were told, by whatever way, and when they were promised the next word; none: it was the last.
pub async fn told(app: &App, by: &Actor, id: Uuid, next_word_at: Option<Millis>) -> Result<Told> {
    let now = app.now();
    if next_word_at.is_some_and(|at| at <= now) {
        return Ok(Told::Past);
    }
    let mut tx = app.db.begin().await?;
    let Some(situation) = decided_by(&mut tx, by, id, now).await? else { return Ok(Told::NotFound) };
    if !store::situation::told(&mut tx, situation.school, next_word_at, now).await? {
        return Ok(Told::NotFound);
    }
    let facts = serde_json::json!({ "school": situation.school, "next_word_at": next_word_at });
    record::append(app, &mut tx, "situation.told", Some(by.person), &subject(id), &facts).await?;
    app.commit(tx, [Hint::Situations]).await?;
    Ok(Told::Yes)
}

/// Says what is particular about a school, whatever the day. False: not theirs to say.
pub async fn set_flags(app: &App, by: &Actor, school: SchoolId, flags: &[Flag]) -> Result<bool> {
    let now = app.now();
    let mut tx = app.db.begin().await?;
    if !decides(&mut tx, by, school, now).await? {
        return Ok(false);
    }
    let mut changed = false;
    for flag in Flag::ALL {
        changed |= store::school_flag::set(&mut tx, school, (*flag, flags.contains(flag)), by.person, now).await?;
    }
    if changed {
        let facts = serde_json::json!({ "flags": flags });
        record::append(app, &mut tx, "situation.flag", Some(by.person), &format!("school/{school}"), &facts).await?;
        app.commit(tx, [Hint::Situations]).await?;
    }
    Ok(true)
}

fn subject(situation: Uuid) -> String {
    format!("situation/{situation}")
}

/// Whether somebody decides for a school.
async fn decides(tx: &mut Tx, by: &Actor, school: SchoolId, now: Millis) -> Result<bool> {
    places::may_decide(tx, Some(by), &Scope::School(school), now).await
}

/// A situation that somebody decides on.
async fn decided_by(tx: &mut Tx, by: &Actor, id: Uuid, now: Millis) -> Result<Option<Situation>> {
    let Some(situation) = store::situation::get(tx, id).await? else { return Ok(None) };
    Ok(decides(tx, by, situation.school, now).await?.then_some(situation))
}
