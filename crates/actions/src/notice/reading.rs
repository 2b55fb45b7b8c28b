//! Reading a notice. That its text is about to be shown is written before it is (invariant 4), and no measure closes it.

use model::{Actor, limits, notice::NoticeState};
use store::notice::{Mine, NamedPlace, Notice};
use uuid::Uuid;

use super::shown_since;
use crate::{App, Result};

/// A notice as one of its readers is shown it.
#[derive(Debug, Clone)]
pub struct Shown {
    /// The notice, and what the reader did with it.
    pub mine: Mine,
    /// Where it was sent.
    pub places: Vec<NamedPlace>,
    /// The version that it took the place of.
    pub before: Option<Notice>,
    /// The version that took its place.
    pub after: Option<Uuid>,
}

/// The notices sent to somebody with their places, the newest first.
pub async fn mine(app: &App, actor: &Actor) -> Result<Vec<(Mine, Vec<NamedPlace>)>> {
    let mut tx = app.db.read().await?;
    let mut list = Vec::new();
    for mine in store::notice::mine(&mut tx, actor.person, shown_since(app.now())).await? {
        let places = store::notice::places(&mut tx, mine.notice.id).await?;
        list.push((mine, places));
    }
    Ok(list)
}

/// The notices that stand above everything else for somebody: those that they have not said that they read, and those
/// whose next word is still to come.
pub async fn pinned(app: &App, actor: &Actor) -> Result<Vec<Mine>> {
    if actor.affiliations.is_empty() {
        return Ok(Vec::new());
    }
    let now = app.now();
    let mut tx = app.db.read().await?;
    let sent = store::notice::mine(&mut tx, actor.person, now - limits::NOTICE_PINNED_FOR).await?;
    let to_come = |one: &Mine| one.notice.next_word_at().is_some_and(|at| at > now);
    let stands = |one: &Mine| match one.notice.state {
        // Who read what was taken back is told; who never saw it has nothing to forget.
        NoticeState::Withdrawn => one.shown_at().is_some() && one.notice.ended_at() > one.acknowledged_at(),
        state => state.is_shown() && (one.acknowledged_at().is_none() || to_come(one)),
    };
    Ok(sent.into_iter().filter(stands).take(limits::NOTICES_PINNED_MAX).collect())
}

/// Shows a notice to one of its readers; none when it was not sent to them.
pub async fn open(app: &App, actor: &Actor, id: Uuid) -> Result<Option<Shown>> {
    let mut tx = app.db.begin().await?;
    let Some(mine) = store::notice::mine_one(&mut tx, actor.person, id).await? else { return Ok(None) };
    if mine.notice.state.is_shown() {
        store::notice::note_shown(&mut tx, id, actor.person, app.now()).await?;
        // Whoever has it before their eyes is not called for it by the next channel.
        store::delivery::shown(&mut tx, mine.notice.first, actor.person).await?;
    }
    let places = store::notice::places(&mut tx, id).await?;
    let before = match mine.notice.replaces {
        Some(old) => store::notice::get(&mut tx, old).await?,
        None => None,
    };
    let after = store::notice::successor(&mut tx, id).await?;
    tx.commit().await?;
    Ok(Some(Shown { mine, places, before, after }))
}

/// What came of saying that one read a notice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Acknowledged {
    /// It counts from now on, or did.
    Yes,
    /// The version was corrected or taken back meanwhile: there is something else to read.
    Changed,
    /// It was not sent to them.
    NotFound,
}

/// Notes that somebody read a notice.
pub async fn acknowledge(app: &App, actor: &Actor, id: Uuid) -> Result<Acknowledged> {
    let now = app.now();
    let mut tx = app.db.begin().await?;
    let Some(mine) = store::notice::mine_one(&mut tx, actor.person, id).await? else {
        return Ok(Acknowledged::NotFound);
    };
    if !mine.notice.state.is_shown() {
        return Ok(Acknowledged::Changed);
    }
    store::notice::note_shown(&mut tx, id, actor.person, now).await?;
    store::notice::acknowledge(&mut tx, id, actor.person, now).await?;
    // Who has read it is not called for it any more.
    store::delivery::acknowledge(&mut tx, mine.notice.first, actor.person, now).await?;
    tx.commit().await?;
    Ok(Acknowledged::Yes)
}
