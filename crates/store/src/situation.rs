//! Situations of schools as rows, each move of one, and the word on which people went back in.

use model::{
    CampaignId, Millis, PersonId, SchoolId, limits,
    situation::{Check, Facets, Pupils, Reception, Reopening, Threat},
};
use sqlx::FromRow;
use uuid::Uuid;

use crate::{Result, Tx};

/// Where a school stands, as a row has it.
#[derive(Debug, Clone, Copy, FromRow)]
pub(crate) struct FacetsRow {
    #[sqlx(try_from = "String")]
    threat: Threat,
    #[sqlx(try_from = "String")]
    reception: Reception,
    #[sqlx(try_from = "String")]
    pupils: Pupils,
    #[sqlx(try_from = "String")]
    police_check: Check,
    #[sqlx(try_from = "String")]
    reopening: Reopening,
}

impl FacetsRow {
    pub(crate) const fn facets(self) -> Facets {
        Facets {
            threat: self.threat,
            reception: self.reception,
            pupils: self.pupils,
            check: self.police_check,
            reopening: self.reopening,
        }
    }
}

/// A situation.
#[derive(Debug, Clone, FromRow)]
pub struct Situation {
    /// Identity.
    pub id: Uuid,
    /// Its school.
    #[sqlx(try_from = "Uuid")]
    pub school: SchoolId,
    /// Name of the school.
    pub school_name: String,
    opened_at: i64,
    campaign: Option<Uuid>,
    #[sqlx(flatten)]
    stands: FacetsRow,
    /// Where pupils are gathered; blank when they are not.
    pub gathered_at: String,
    /// Pupils who have nowhere to go.
    pub stranded: i64,
    /// The unit of the police that is there.
    pub police_unit: String,
    police_since: Option<i64>,
    reopening_at: Option<i64>,
    threat_at: i64,
    moved_at: Option<i64>,
    decided_at: Option<i64>,
    families_at: i64,
    told_at: Option<i64>,
    next_word_at: Option<i64>,
    /// Grows with each move.
    pub version: i64,
    changed_at: i64,
    closed_at: Option<i64>,
}

impl Situation {
    /// Where the school stands.
    pub const fn facets(&self) -> Facets {
        self.stands.facets()
    }
    /// When it began.
    pub const fn opened_at(&self) -> Millis {
        Millis(self.opened_at)
    }
    /// The campaign that named the school.
    pub fn campaign(&self) -> Option<CampaignId> {
        self.campaign.map(CampaignId::from)
    }
    /// Since when the police are there.
    pub fn police_since(&self) -> Option<Millis> {
        self.police_since.map(Millis)
    }
    /// When it was said to open again.
    pub fn reopening_at(&self) -> Option<Millis> {
        self.reopening_at.map(Millis)
    }
    /// Whether somebody decided how pupils are received since the threat last changed.
    pub fn is_decided(&self) -> bool {
        self.decided_at.is_some_and(|at| at >= self.threat_at)
    }
    /// When the threat last changed.
    pub const fn threat_at(&self) -> Millis {
        Millis(self.threat_at)
    }
    /// When everybody was last moved at once.
    pub fn moved_at(&self) -> Option<Millis> {
        self.moved_at.map(Millis)
    }
    /// When families were last told.
    pub fn told_at(&self) -> Option<Millis> {
        self.told_at.map(Millis)
    }
    /// Whether families were told since something last changed for them.
    pub fn families_know(&self) -> bool {
        self.told_at.is_some_and(|at| at >= self.families_at)
    }
    /// When they were promised the next word.
    pub fn next_word_at(&self) -> Option<Millis> {
        self.next_word_at.map(Millis)
    }
    /// When it last changed.
    pub const fn changed_at(&self) -> Millis {
        Millis(self.changed_at)
    }
    /// When it was closed.
    pub fn closed_at(&self) -> Option<Millis> {
        self.closed_at.map(Millis)
    }
}

/// Situations, with the names of their schools.
macro_rules! situations {
    () => {
        "select i.id, i.school, s.name as school_name, i.opened_at, i.campaign, i.threat, i.reception, i.pupils, \
         i.police_check, i.reopening, i.gathered_at, i.stranded, i.police_unit, i.police_since, i.reopening_at, \
         i.threat_at, i.moved_at, i.decided_at, i.families_at, i.told_at, i.next_word_at, i.version, i.changed_at, i.closed_at \
         from situation i join school s on s.id = i.school "
    };
}

/// Opens a situation; false when the school has one that is open.
pub async fn open(
    tx: &mut Tx,
    id: Uuid,
    school: SchoolId,
    (by, campaign): (Option<PersonId>, Option<CampaignId>),
    facets: &Facets,
    now: Millis,
) -> Result<bool> {
    let opened = tx
        .run(
            "insert into situation (id, school, opened_at, opened_by, campaign, threat, reception, pupils, police_check, \
             reopening, gathered_at, stranded, police_unit, threat_at, families_at, version, changed_at) \
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, '', 0, '', $3, $3, 0, $3) on conflict do nothing",
            (
                id,
                school,
                now,
                by,
                campaign,
                facets.threat,
                facets.reception,
                facets.pupils,
                facets.check,
                facets.reopening,
            ),
        )
        .await?;
    Ok(opened == 1)
}

/// The open situation of a school.
pub async fn of_school(tx: &mut Tx, school: SchoolId) -> Result<Option<Situation>> {
    tx.maybe(concat!(situations!(), "where i.school = $1 and i.closed_at is null"), (school,)).await
}

/// One situation.
pub async fn get(tx: &mut Tx, id: Uuid) -> Result<Option<Situation>> {
    tx.maybe(concat!(situations!(), "where i.id = $1"), (id,)).await
}

/// The situations of a school that were closed since a moment, the newest first.
pub async fn past(tx: &mut Tx, school: SchoolId, since: Millis) -> Result<Vec<Situation>> {
    tx.all(
        concat!(
            situations!(),
            "where i.school = $1 and i.closed_at >= $2 order by i.opened_at desc, i.id desc limit $3"
        ),
        (school, since, limits::SITUATION_MOVES_LISTED_MAX),
    )
    .await
}

/// Open situations of the schools that somebody belongs to today, whatever they are there.
pub async fn of_person(tx: &mut Tx, person: PersonId, now: Millis) -> Result<Vec<Situation>> {
    tx.all(
        concat!(
            situations!(),
            "where i.closed_at is null and i.school in (select a.school from affiliation a where a.person = $1 \
             and a.since <= $2 and a.until > $2) order by s.sort_key, i.id"
        ),
        (person, now),
    )
    .await
}

/// Whatever a move sets.
#[derive(Debug)]
pub struct Moved<'a> {
    /// The situation as it was read.
    pub from: &'a Situation,
    /// Where it stands from now on.
    pub to: Facets,
    /// Where pupils are gathered; none: as before.
    pub gathered_at: Option<&'a str>,
    /// How many have nowhere to go; none: as before.
    pub stranded: Option<i64>,
    /// The unit that is there; none: as before.
    pub police_unit: Option<&'a str>,
    /// When it opens again; none: as before.
    pub reopening_at: Option<Millis>,
    /// Somebody decided how pupils are received.
    pub decides: bool,
    /// Families have something to learn of it.
    pub for_families: bool,
    /// The threat is a new one, whatever was known of one before.
    pub threatens: bool,
    /// The campaign that named the school; none: as before.
    pub campaign: Option<CampaignId>,
}

impl<'a> Moved<'a> {
    /// A move that sets nothing but where the school stands.
    pub const fn to(from: &'a Situation, to: Facets) -> Moved<'a> {
        Moved {
            from,
            to,
            gathered_at: None,
            stranded: None,
            police_unit: None,
            reopening_at: None,
            decides: false,
            for_families: false,
            threatens: false,
            campaign: None,
        }
    }
}

/// Moves a situation on; false when somebody else was faster.
pub async fn moves(tx: &mut Tx, new: &Moved<'_>, now: Millis) -> Result<bool> {
    let (from, to) = (new.from.facets(), new.to);
    let at = |changed: bool| changed.then_some(now);
    let moved = tx
        .run(
            "update situation set threat = $3, reception = $4, pupils = $5, police_check = $6, reopening = $7, \
             gathered_at = coalesce($8, gathered_at), stranded = coalesce($9, stranded), \
             police_unit = coalesce($10, police_unit), police_since = coalesce($11, police_since), \
             reopening_at = case when $7 = 'none' then null else coalesce($12, reopening_at) end, \
             threat_at = coalesce($13, threat_at), moved_at = coalesce($17, moved_at), campaign = coalesce($18, campaign), \
             decided_at = coalesce($14, decided_at), families_at = coalesce($15, families_at), \
             version = version + 1, changed_at = $16 where id = $1 and version = $2 and closed_at is null",
            (
                new.from.id,
                new.from.version,
                to.threat,
                to.reception,
                to.pupils,
                to.check,
                to.reopening,
                new.gathered_at.map(str::to_owned),
                new.stranded,
                new.police_unit.map(str::to_owned),
                at(new.police_unit.is_some() && from.check != to.check),
                new.reopening_at,
                at(from.threat != to.threat || new.threatens),
                at(new.decides),
                at(new.for_families),
                now,
                at(to.reception.needs_roll_call() && from.reception != to.reception),
                new.campaign,
            ),
        )
        .await?;
    Ok(moved == 1)
}

/// Writes down a move.
pub async fn add_move(
    tx: &mut Tx,
    (situation, version): (Uuid, i64),
    by: Option<PersonId>,
    (what, note): (&str, &str),
    now: Millis,
) -> Result<()> {
    tx.run(
        "insert into situation_move (situation, version, at, by_person, what, note) values ($1, $2, $3, $4, $5, $6)",
        (situation, version, now, by, what, note),
    )
    .await?;
    Ok(())
}

/// A move that was made.
#[derive(Debug, Clone, FromRow)]
pub struct MoveRow {
    at: i64,
    /// Name of who made it; none: the program.
    pub by: Option<String>,
    what: String,
    /// What they wrote.
    pub note: String,
}

impl MoveRow {
    /// When.
    pub const fn at(&self) -> Millis {
        Millis(self.at)
    }
    /// What was changed.
    pub fn what<T: serde::de::DeserializeOwned>(&self) -> Result<T> {
        Ok(serde_json::from_str(&self.what)?)
    }
}

/// The moves of a situation, the newest first.
pub async fn list_moves(tx: &mut Tx, situation: Uuid) -> Result<Vec<MoveRow>> {
    tx.all(
        "select m.at, p.given_name || ' ' || p.family_name as by, m.what, m.note from situation_move m \
         left join person p on p.id = m.by_person where m.situation = $1 order by m.version desc limit $2",
        (situation, limits::SITUATION_MOVES_LISTED_MAX),
    )
    .await
}

/// Closes a situation; false when somebody changed it meanwhile.
pub async fn close(tx: &mut Tx, from: &Situation, now: Millis) -> Result<bool> {
    let closed = tx
        .run(
            "update situation set closed_at = $3, changed_at = $3, version = version + 1 \
             where id = $1 and version = $2 and closed_at is null",
            (from.id, from.version, now),
        )
        .await?;
    Ok(closed == 1)
}

/// What families were told was taken back: they are to be told again. False when nothing is open there.
pub async fn untold(tx: &mut Tx, school: SchoolId) -> Result<bool> {
    let untold = tx
        .run(
            "update situation set told_at = null, next_word_at = null where school = $1 and closed_at is null \
             and told_at is not null",
            (school,),
        )
        .await?;
    Ok(untold == 1)
}

/// The campaign was no threat: the schools where it was all that was reported are not threatened any more. Gives their
/// situations.
pub async fn named_by(tx: &mut Tx, campaign: CampaignId) -> Result<Vec<Situation>> {
    tx.all(
        concat!(situations!(), "where i.campaign = $1 and i.closed_at is null and i.threat = 'reported' order by i.id"),
        (campaign,),
    )
    .await
}

/// When the newest situation of a school that was closed was.
pub async fn closed_at(tx: &mut Tx, school: SchoolId) -> Result<Option<Millis>> {
    let row: Option<(i64,)> = tx
        .maybe(
            "select closed_at from situation where school = $1 and closed_at is not null order by closed_at desc limit 1",
            (school,),
        )
        .await?;
    Ok(row.map(|(at,)| Millis(at)))
}

/// Families of a school were told, and promised the next word for a time; false when nothing is open there.
pub async fn told(tx: &mut Tx, school: SchoolId, next_word_at: Option<Millis>, now: Millis) -> Result<bool> {
    let told = tx
        .run(
            "update situation set told_at = $2, next_word_at = $3 where school = $1 and closed_at is null",
            (school, now, next_word_at),
        )
        .await?;
    Ok(told == 1)
}
