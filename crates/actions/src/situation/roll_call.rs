//! The roll call of an evacuation: every adult of the school marks pupils from a telephone, the head sees of whom nobody
//! knows, and it ends when there is nobody left, or somebody says why it ends all the same.
//!
//! Telephones in a playground have a bad network: the same marks may come twice, late, or after newer ones. Each carries the
//! time at which it was made, and only a newer one changes what is known.

use model::{
    Actor, Millis, PersonId, SchoolId, SectionId, limits,
    situation::{Mark, Tally},
    text::cut,
};
use store::{
    Tx,
    roll_call::{self, ClassRow, PupilRow, RollCall},
    situation::Situation,
};
use uuid::Uuid;

use super::{decided_by, decides, subject};
use crate::{App, Result, record, switchboard::Hint};

/// What came of beginning one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Started {
    /// It has begun.
    Yes,
    /// One is under way.
    Already,
    /// The situation is closed.
    TooLate,
    /// There is no such situation for this person.
    NotFound,
}

/// Begins a roll call.
pub async fn start(app: &App, by: &Actor, situation: Uuid) -> Result<Started> {
    let now = app.now();
    let mut tx = app.db.begin().await?;
    let Some(found) = decided_by(&mut tx, by, situation, now).await? else { return Ok(Started::NotFound) };
    if found.closed_at().is_some() {
        return Ok(Started::TooLate);
    }
    let id = app.id::<Uuid>();
    if !roll_call::start(&mut tx, id, situation, by.person, now).await? {
        return Ok(Started::Already);
    }
    let facts = serde_json::json!({ "school": found.school, "roll_call": id });
    record::append(app, &mut tx, "roll_call.start", Some(by.person), &subject(situation), &facts).await?;
    app.commit(tx, [Hint::Situations]).await?;
    Ok(Started::Yes)
}

/// What the newest roll call of a situation says.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Calls {
    /// How many are known, while it has not ended.
    pub(super) counting: Option<Tally>,
    /// When it ended, and how many were unknown then.
    pub(super) counted: Option<(Millis, i64)>,
    /// It began after everybody was last moved, and has ended.
    pub(super) called: bool,
}

/// Reads it.
pub(super) async fn calls(tx: &mut Tx, of: &Situation, now: Millis) -> Result<Calls> {
    let Some(newest) = roll_call::newest(tx, of.id).await? else { return Ok(Calls::default()) };
    Ok(match newest.ended_at() {
        None => Calls { counting: Some(roll_call::tally(tx, newest.id, of.school, now).await?), ..Calls::default() },
        Some(at) => Calls {
            counting: None,
            counted: Some((at, newest.unknown.unwrap_or_default())),
            called: of.moved_at().is_none_or(|moved| newest.started_at() >= moved),
        },
    })
}

/// One pupil, as somebody marks them.
#[derive(Debug, Clone)]
pub struct NewMark {
    /// Who.
    pub pupil: PersonId,
    /// Where they are; none: a mark was made by mistake, nobody knows.
    pub mark: Option<Mark>,
    /// To whom, or why.
    pub detail: String,
    /// The identity of whoever took them was looked at.
    pub checked: bool,
}

/// What came of marking.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Marked {
    /// Kept; so many changed what was known.
    Yes(usize),
    /// The roll call has ended.
    TooLate,
    /// There is none in this school for this person.
    NotFound,
}

/// Marks pupils of a roll call, as they were seen so long ago. A telephone says how long, not when: its clock may be wrong.
/// What was kept of an earlier roll call says nothing of this one.
pub async fn mark(
    app: &App,
    by: &Actor,
    (school, of): (SchoolId, Uuid),
    marks: &[NewMark],
    age: Millis,
) -> Result<Marked> {
    let now = app.now();
    let mut tx = app.db.begin().await?;
    let Some((_, call)) = own(&mut tx, by, school, now).await? else { return Ok(Marked::NotFound) };
    if call.ended_at().is_some() || call.id != of {
        return Ok(Marked::TooLate);
    }
    let made_at = (now - age.max(Millis(0))).max(call.started_at());
    let marks = &marks[..marks.len().min(limits::ROLL_CALL_MARKS_MAX)];
    let people: Vec<PersonId> = marks.iter().map(|one| one.pupil).collect();
    let pupils = roll_call::pupils_among(&mut tx, &people, school, now).await?;
    let mut kept = Vec::new();
    for one in marks.iter().filter(|one| pupils.contains(&one.pupil)) {
        let detail = if one.mark.is_some_and(Mark::has_detail) { one.detail.trim() } else { "" };
        let row = roll_call::NewMark {
            pupil: one.pupil,
            mark: one.mark,
            detail: cut(detail, limits::SITUATION_TEXT_BYTES_MAX),
            checked: one.checked && one.mark == Some(Mark::HandedOver),
            made_at,
        };
        if roll_call::mark(&mut tx, call.id, &row, by.person).await? {
            kept.push(serde_json::json!({ "pupil": one.pupil, "mark": one.mark, "checked": one.checked }));
        }
    }
    if !kept.is_empty() {
        // To whom a child was handed stays in the roll call: the journal keeps who said that they were.
        let facts = serde_json::json!({ "school": school, "made_at": made_at, "marks": kept });
        record::append(app, &mut tx, "roll_call.mark", Some(by.person), &format!("roll_call/{}", call.id), &facts)
            .await?;
        app.commit(tx, [Hint::Situations]).await?;
    }
    Ok(Marked::Yes(kept.len()))
}

/// What came of ending one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ended {
    /// It has ended.
    Yes,
    /// Of so many nobody knows, and no reason was given.
    Missing(i64),
    /// It had ended.
    TooLate,
    /// There is none for this person.
    NotFound,
}

/// Ends a roll call: when everybody is known, or for a reason.
pub async fn end(app: &App, by: &Actor, situation: Uuid, note: &str) -> Result<Ended> {
    let now = app.now();
    let mut tx = app.db.begin().await?;
    let Some(found) = decided_by(&mut tx, by, situation, now).await? else { return Ok(Ended::NotFound) };
    let Some(call) = roll_call::newest(&mut tx, situation).await? else { return Ok(Ended::NotFound) };
    let tally = roll_call::tally(&mut tx, call.id, found.school, now).await?;
    let note = cut(note.trim(), limits::DESK_NOTE_BYTES_MAX);
    if tally.unknown > 0 && note.is_empty() {
        return Ok(Ended::Missing(tally.unknown));
    }
    if !roll_call::end(&mut tx, call.id, by.person, (tally.unknown, note), now).await? {
        return Ok(Ended::TooLate);
    }
    let facts = serde_json::json!({ "school": found.school, "roll_call": call.id, "tally": tally, "note": note });
    record::append(app, &mut tx, "roll_call.end", Some(by.person), &subject(situation), &facts).await?;
    app.commit(tx, [Hint::Situations]).await?;
    Ok(Ended::Yes)
}

/// Where a roll call stands.
#[derive(Debug, Clone)]
pub struct Board {
    /// The situation.
    pub situation: Uuid,
    /// The school.
    pub school: SchoolId,
    /// Its name.
    pub school_name: String,
    /// The roll call.
    pub call: RollCall,
    /// How many are known.
    pub tally: Tally,
    /// Class by class.
    pub classes: Vec<ClassRow>,
    /// Pupils of no class, and how many of them are known.
    pub no_class: (i64, i64),
    /// Of whom nobody knows, with their class; the first of them.
    pub missing: Vec<(String, String)>,
    /// The actor may end it.
    pub decides: bool,
}

/// Pupils of whom nobody knows that a board names.
const MISSING_NAMED_MAX: i64 = 60;

/// The newest roll call of a school. None: there is none that the actor may see.
pub async fn board(app: &App, by: &Actor, school: SchoolId) -> Result<Option<Board>> {
    let now = app.now();
    let mut tx = app.db.read().await?;
    let Some((found, call)) = own(&mut tx, by, school, now).await? else { return Ok(None) };
    let rest = roll_call::of_no_class(&mut tx, call.id, school, now).await?;
    let known = rest.iter().filter(|one| one.mark().is_some()).count();
    Ok(Some(Board {
        situation: found.id,
        school,
        school_name: found.school_name,
        tally: roll_call::tally(&mut tx, call.id, school, now).await?,
        classes: roll_call::classes(&mut tx, call.id, school, now).await?,
        no_class: (rest.len() as i64, known as i64),
        missing: roll_call::missing(&mut tx, call.id, school, now, MISSING_NAMED_MAX).await?,
        decides: decides(&mut tx, by, school, now).await?,
        call,
    }))
}

/// A class to be called.
#[derive(Debug, Clone)]
pub struct Sheet {
    /// The roll call.
    pub roll_call: Uuid,
    /// The school.
    pub school: SchoolId,
    /// Its name.
    pub school_name: String,
    /// The class; none: pupils of no class.
    pub class: Option<(SectionId, String)>,
    /// Its pupils, with what is known of them.
    pub pupils: Vec<PupilRow>,
    /// The roll call has not ended.
    pub open: bool,
}

/// A class of a roll call; none: those who are in no class. None: there is none that the actor may see.
pub async fn sheet(app: &App, by: &Actor, school: SchoolId, class: Option<SectionId>) -> Result<Option<Sheet>> {
    let now = app.now();
    let mut tx = app.db.read().await?;
    let Some((found, call)) = own(&mut tx, by, school, now).await? else { return Ok(None) };
    let (class, pupils) = match class {
        None => (None, roll_call::of_no_class(&mut tx, call.id, school, now).await?),
        Some(section) => {
            let Some(place) = store::person::section(&mut tx, section).await?.filter(|one| one.school == school) else {
                return Ok(None);
            };
            (Some((section, place.name)), roll_call::of_class(&mut tx, call.id, section, now).await?)
        }
    };
    let open = call.ended_at().is_none();
    Ok(Some(Sheet { roll_call: call.id, school, school_name: found.school_name, class, pupils, open }))
}

/// The newest roll call of a school where somebody works, or decides.
async fn own(tx: &mut Tx, by: &Actor, school: SchoolId, now: Millis) -> Result<Option<(Situation, RollCall)>> {
    let works = by.affiliations.iter().any(|one| one.school == school && one.profile.is_adult_of_school());
    if !works && !decides(tx, by, school, now).await? {
        return Ok(None);
    }
    let Some(situation) = store::situation::of_school(tx, school).await? else { return Ok(None) };
    let call = roll_call::newest(tx, situation.id).await?;
    Ok(call.map(|call| (situation, call)))
}
