//! Reading situations: a head's own school with what to do now, the desk's schools, and what families may know.

use model::{
    Actor, Millis, SchoolId, limits,
    situation::{Change, Facets, Flag, Known, NeighbourWord, Step, Tally, Word, WordKind, steps},
};
use store::{
    Tx,
    directory::SchoolRow,
    neighbour::{self, Heard},
    reception_site::Site,
    situation::Situation,
    situation_campaign::Seen,
    situation_list::Listed,
};

use super::{
    Near, decides, neighbours,
    roll_call::{self, Calls},
};
use crate::{App, Result, record};

/// A move of a situation, as a page says it.
#[derive(Debug, Clone)]
pub struct Line {
    /// When.
    pub at: Millis,
    /// By whom; none: the program.
    pub by: Option<String>,
    /// What was changed.
    pub what: Change,
    /// What they wrote.
    pub note: String,
}

/// An open situation, whole.
#[derive(Debug, Clone)]
pub struct Stood {
    /// The situation.
    pub situation: Situation,
    /// Everything that waits to be done, the most urgent first.
    pub steps: Vec<Step>,
    /// The word on which people may go back in.
    pub word: Option<Word>,
    /// Where pupils are received.
    pub sites: Vec<Site>,
    /// How many are known in a roll call that has not ended.
    pub counting: Option<Tally>,
    /// How many were unknown when the last one ended.
    pub counted: Option<(Millis, i64)>,
    /// What was done, the newest first.
    pub moves: Vec<Line>,
    /// What the school was meant to see of the campaign, and saw.
    pub seen: Option<Seen>,
}

/// A school, as who decides for it sees it.
#[derive(Debug, Clone)]
pub struct Sight {
    /// The school.
    pub school: SchoolRow,
    /// Its situation, when it has one.
    pub stood: Option<Stood>,
    /// What is particular about it.
    pub flags: Vec<Flag>,
    /// Schools next door; none: nobody knows where this one is.
    pub near: Option<Vec<Near>>,
    /// What schools next door say.
    pub heard: Vec<Heard>,
    /// Situations that were closed lately.
    pub past: Vec<Situation>,
}

/// A school and where it stands. None: there is none that the actor decides for. What schools next door say is seen by this.
pub async fn sight(app: &App, by: &Actor, school: SchoolId) -> Result<Option<Sight>> {
    let now = app.now();
    let mut tx = app.db.read().await?;
    let Some(row) = store::directory::school(&mut tx, school).await? else { return Ok(None) };
    if !decides(&mut tx, by, school, now).await? {
        return Ok(None);
    }
    let flags = store::school_flag::of(&mut tx, school).await?;
    let open = store::situation::of_school(&mut tx, school).await?;
    let near = neighbours::near(&mut tx, school, open.as_ref().map(|one| one.id), now).await?;
    let untold = near.iter().flatten().filter(|one| one.told.is_none()).count() as i64;
    let stood = match open {
        Some(open) => Some(stood(&mut tx, open, &flags, untold, now).await?),
        None => None,
    };
    let heard = neighbour::heard(&mut tx, school).await?;
    let past = store::situation::past(&mut tx, school, now - limits::SITUATION_REMEMBERED).await?;
    drop(tx);
    if by.is_head_of(school) && heard.iter().any(Heard::is_new) {
        let mut tx = app.db.begin().await?;
        if neighbour::seen(&mut tx, school, now).await? > 0 {
            let subject = format!("school/{school}");
            record::append(app, &mut tx, "situation.heard", Some(by.person), &subject, &serde_json::json!({})).await?;
            tx.commit().await?;
        }
    }
    Ok(Some(Sight { school: row, stood, flags, near, heard, past }))
}

async fn stood(tx: &mut Tx, situation: Situation, flags: &[Flag], untold: i64, now: Millis) -> Result<Stood> {
    let word = store::all_clear::standing(tx, situation.id).await?;
    let sites = store::reception_site::of_situation(tx, situation.id).await?;
    let Calls { counting, counted, called } = roll_call::calls(tx, &situation, now).await?;
    let mut moves = Vec::new();
    for row in store::situation::list_moves(tx, situation.id).await? {
        let what = row.what::<Change>()?;
        moves.push(Line { at: row.at(), by: row.by, what, note: row.note });
    }
    let known = Known {
        now,
        word: word.is_some(),
        roll_call: counting,
        called,
        boarding: flags.contains(&Flag::Boarding),
        received: sites.iter().any(|one| one.closed_at().is_none()),
        decided: situation.is_decided(),
        told: situation.families_know(),
        next_word_at: situation.next_word_at(),
        neighbours_untold: untold,
        reopening_at: situation.reopening_at(),
    };
    let seen = match situation.campaign() {
        Some(campaign) => Some(store::situation_campaign::seen(tx, campaign, situation.school).await?),
        None => None,
    };
    let steps = steps(&situation.facets(), &known);
    Ok(Stood { situation, steps, word, sites, counting, counted, moves, seen })
}

/// The schools that somebody decides for by being their head: identity, name, and whether something is going on there.
pub async fn schools(app: &App, by: &Actor) -> Result<Vec<(SchoolId, String, bool)>> {
    let mut tx = app.db.read().await?;
    let mut found = Vec::new();
    for one in by.heads() {
        let open = store::situation::of_school(&mut tx, one.school).await?.is_some();
        if found.iter().all(|(school, _, _)| *school != one.school) {
            found.push((one.school, one.school_name.clone(), open));
        }
    }
    Ok(found)
}

/// The schools of a desk where something is going on, or was within the day.
pub async fn list(app: &App, by: &Actor) -> Result<Vec<Listed>> {
    let now = app.now();
    let mut tx = app.db.read().await?;
    Ok(store::situation_list::of_desk(&mut tx, by.person, now - Millis::days(1), now).await?)
}

/// What people of a school may know of its situation.
#[derive(Debug, Clone)]
pub struct Public {
    /// The school.
    pub school: SchoolId,
    /// Its name.
    pub name: String,
    /// Where it stands. The threat is not said: who has to know was told.
    pub facets: Facets,
    /// Where pupils are gathered; blank when they are not.
    pub gathered_at: String,
    /// Where they are received.
    pub sites: Vec<Site>,
    /// When it opens again.
    pub reopening_at: Option<Millis>,
    /// When it last changed.
    pub changed_at: Millis,
    /// Who said that there is no danger, and when.
    pub word: Option<Word>,
    /// When the next word comes.
    pub next_word_at: Option<Millis>,
    /// A roll call that the reader may mark is under way.
    pub calling: bool,
    /// The reader heads the school.
    pub heads: bool,
}

/// Where the schools of somebody stand, as far as families may know it.
pub async fn of_actor(app: &App, by: &Actor) -> Result<Vec<Public>> {
    let now = app.now();
    let mut tx = app.db.read().await?;
    let mut found = Vec::new();
    for one in store::situation::of_person(&mut tx, by.person, now).await? {
        let works = by.affiliations.iter().any(|own| own.school == one.school && own.profile.is_adult_of_school());
        let calling = works && store::roll_call::is_open(&mut tx, one.id).await?;
        let heads = by.is_head_of(one.school);
        if !one.facets().concerns_families() && !calling && !heads {
            continue;
        }
        let word = store::all_clear::standing(&mut tx, one.id).await?;
        let mut sites = store::reception_site::of_situation(&mut tx, one.id).await?;
        sites.retain(|site| site.closed_at().is_none());
        found.push(Public {
            school: one.school,
            facets: one.facets(),
            sites,
            reopening_at: one.reopening_at(),
            changed_at: one.changed_at(),
            // That somebody answers for opening without one is no all-clear.
            word: word.filter(|word| word.kind == WordKind::AllClear),
            next_word_at: one.next_word_at().filter(|at| *at > now),
            calling,
            heads,
            gathered_at: one.gathered_at,
            name: one.school_name,
        });
    }
    Ok(found)
}

/// What schools next door say to the schools of somebody: to their heads until they have seen it, and to every adult that
/// everybody is to stay inside.
pub async fn heard(app: &App, by: &Actor) -> Result<Vec<(SchoolId, bool, Heard)>> {
    let mut tx = app.db.read().await?;
    let mut found: Vec<(SchoolId, bool, Heard)> = Vec::new();
    for one in by.affiliations.iter().filter(|one| one.profile.is_adult_of_school()) {
        if found.iter().any(|(school, _, _)| *school == one.school) {
            continue;
        }
        let heads = by.is_head_of(one.school);
        let words = neighbour::heard(&mut tx, one.school).await?.into_iter();
        let concern = words.filter(|word| word.word == NeighbourWord::StayInside || (heads && word.is_new()));
        found.extend(concern.map(|word| (one.school, heads, word)));
    }
    Ok(found)
}
