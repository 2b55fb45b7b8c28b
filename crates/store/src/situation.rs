//! Situations of schools as rows, each move of one, and the word on which people went back in.

use model::{
    CampaignId, MessageId, Millis, PersonId, SchoolId, limits,
    school::SchoolKind,
    situation::{Check, Facets, Flag, Pupils, Reception, Reopening, Threat, Word, WordKind},
};
use sqlx::FromRow;
use uuid::Uuid;

use crate::{Result, Tx};

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
        Facets {
            threat: self.threat,
            reception: self.reception,
            pupils: self.pupils,
            check: self.police_check,
            reopening: self.reopening,
        }
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

/// The copies of a campaign are another's.
pub async fn follow(tx: &mut Tx, from: CampaignId, to: CampaignId) -> Result<u64> {
    tx.run("update situation set campaign = $2 where campaign = $1", (from, to)).await
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

/// Keeps the word on which people go back in.
pub async fn keep_word(
    tx: &mut Tx,
    (situation, version): (Uuid, i64),
    word: &Word,
    by: PersonId,
    now: Millis,
) -> Result<()> {
    tx.run(
        "insert into all_clear (situation, version, kind, authority, name, given_at, reason, recorded_at, recorded_by) \
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        (
            situation,
            version,
            word.kind,
            word.authority.as_str(),
            word.name.as_str(),
            word.at,
            word.reason.as_str(),
            now,
            by,
        ),
    )
    .await?;
    Ok(())
}

/// A new doubt makes every earlier word void.
pub async fn void_words(tx: &mut Tx, situation: Uuid, now: Millis) -> Result<u64> {
    tx.run("update all_clear set void_at = $2 where situation = $1 and void_at is null", (situation, now)).await
}

#[derive(FromRow)]
struct WordRow {
    kind: String,
    authority: String,
    name: String,
    given_at: i64,
    reason: String,
}

/// The word that stands, if one does.
pub async fn word(tx: &mut Tx, situation: Uuid) -> Result<Option<Word>> {
    let row: Option<WordRow> = tx
        .maybe(
            "select kind, authority, name, given_at, reason from all_clear where situation = $1 and void_at is null \
             order by version desc limit 1",
            (situation,),
        )
        .await?;
    row.map(|row| {
        Ok(Word {
            kind: WordKind::try_from(row.kind).map_err(|why| sqlx::Error::Decode(why.into()))?,
            authority: row.authority,
            name: row.name,
            at: Millis(row.given_at),
            reason: row.reason,
        })
    })
    .transpose()
}

/// What is particular about a school.
pub async fn flags(tx: &mut Tx, school: SchoolId) -> Result<Vec<Flag>> {
    let rows: Vec<(String,)> =
        tx.all("select flag from school_flag where school = $1 order by flag", (school,)).await?;
    Ok(rows.into_iter().filter_map(|(code,)| Flag::from_code(&code)).collect())
}

/// Sets what is particular about a school, or takes it away; false when it was so.
pub async fn set_flag(
    tx: &mut Tx,
    school: SchoolId,
    (flag, on): (Flag, bool),
    by: PersonId,
    now: Millis,
) -> Result<bool> {
    let changed = if on {
        tx.run(
            "insert into school_flag (school, flag, set_at, set_by) values ($1, $2, $3, $4) on conflict do nothing",
            (school, flag, now, by),
        )
        .await?
    } else {
        tx.run("delete from school_flag where school = $1 and flag = $2", (school, flag)).await?
    };
    Ok(changed == 1)
}

/// A school with an open situation, or one that was closed a short time ago, as the desk lists it.
#[derive(Debug, Clone, FromRow)]
pub struct Listed {
    /// Identity.
    pub id: Uuid,
    /// The school.
    #[sqlx(try_from = "Uuid")]
    pub school: SchoolId,
    /// Its national code.
    pub uai: String,
    /// Its name.
    pub name: String,
    /// Its kind.
    #[sqlx(try_from = "String")]
    pub kind: SchoolKind,
    /// Its commune.
    pub commune: String,
    /// Its département.
    pub departement: String,
    /// Its académie.
    pub academie: i64,
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
    /// Pupils who have nowhere to go.
    pub stranded: i64,
    reopening_at: Option<i64>,
    opened_at: i64,
    changed_at: i64,
    told_at: Option<i64>,
    families_at: i64,
    closed_at: Option<i64>,
    /// Pupils of whom nobody knows, in a roll call that has not ended; none: there is none.
    pub calling: Option<Uuid>,
    /// Where it is, in degrees.
    pub latitude: Option<f64>,
    /// Where it is, in degrees.
    pub longitude: Option<f64>,
}

impl Listed {
    /// Where the school stands.
    pub const fn facets(&self) -> Facets {
        Facets {
            threat: self.threat,
            reception: self.reception,
            pupils: self.pupils,
            check: self.police_check,
            reopening: self.reopening,
        }
    }
    /// When it was said to open again.
    pub fn reopening_at(&self) -> Option<Millis> {
        self.reopening_at.map(Millis)
    }
    /// When it began.
    pub const fn opened_at(&self) -> Millis {
        Millis(self.opened_at)
    }
    /// When it last changed.
    pub const fn changed_at(&self) -> Millis {
        Millis(self.changed_at)
    }
    /// Whether families were told since something last changed for them.
    pub fn families_know(&self) -> bool {
        self.told_at.is_some_and(|at| at >= self.families_at)
    }
    /// Whether it was closed.
    pub const fn is_closed(&self) -> bool {
        self.closed_at.is_some()
    }
}

/// Situations that are open, or were closed since a moment, in the territories of a desk; open ones first, then those that
/// changed last.
pub async fn of_desk(tx: &mut Tx, desk: PersonId, since: Millis, now: Millis) -> Result<Vec<Listed>> {
    tx.all(
        "select i.id, i.school, s.uai, s.name, s.kind, s.commune, s.departement, s.academie, i.threat, i.reception, \
         i.pupils, i.police_check, i.reopening, i.stranded, i.reopening_at, i.opened_at, i.changed_at, i.told_at, \
         i.families_at, i.closed_at, r.id as calling, s.latitude, s.longitude \
         from situation i join school s on s.id = i.school \
         left join roll_call r on r.situation = i.id and r.ended_at is null \
         where (i.closed_at is null or i.closed_at > $2) \
         and exists (select 1 from role_grant g where g.person = $1 and g.role = 'desk' \
            and g.since <= $3 and g.until > $3 and (g.school is null or g.school = s.id) \
            and (g.departement is null or g.departement = s.departement) \
            and (g.academie is null or g.academie = s.academie)) \
         order by case when i.closed_at is null then 0 else 1 end, i.changed_at desc, i.id limit $4",
        (desk, since, now, limits::SITUATIONS_LISTED_MAX),
    )
    .await
}

/// What a school was meant to see of a campaign, and saw.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, FromRow)]
pub struct Seen {
    /// Copies that were addressed to people of the school.
    pub copies: i64,
    /// People of the school who were shown the first words of one.
    pub listed: i64,
    /// People of the school who opened one.
    pub opened: i64,
}

/// What a school was meant to see of a campaign, and saw.
pub async fn seen(tx: &mut Tx, campaign: CampaignId, school: SchoolId) -> Result<Seen> {
    let row: Option<Seen> = tx
        .maybe(
            "select (select count(*) from message m where m.campaign = $1 and m.campaign_by = 'text' and exists (select 1 from message_audience x \
                join audience a on a.id = x.audience where x.message = m.id and a.school = $2)) as copies, \
             count(distinct r.person) as listed, \
             count(distinct case when r.opened_at is not null then r.person end) as opened \
             from message m join reading r on r.message = m.id where m.campaign = $1 and m.campaign_by = 'text' \
             and exists (select 1 from affiliation f where f.person = r.person and f.school = $2)",
            (campaign, school),
        )
        .await?;
    Ok(row.unwrap_or_default())
}

/// Schools whose classes, groups or profiles the copies of a campaign were addressed to, with when the newest was sent; where
/// every copy went to people one by one, those that they were sent from.
pub async fn targets(tx: &mut Tx, campaign: CampaignId) -> Result<Vec<(SchoolId, Millis)>> {
    let named: Vec<(Uuid, i64)> = tx
        .all(
            "select a.school, max(m.sent_at) from message m join message_audience x on x.message = m.id \
             join audience a on a.id = x.audience where m.campaign = $1 and m.campaign_by = 'text' \
             group by a.school order by a.school",
            (campaign,),
        )
        .await?;
    let schools = if named.is_empty() {
        tx.all(
            "select m.sender_school, max(m.sent_at) from message m where m.campaign = $1 and m.campaign_by = 'text' \
             group by m.sender_school order by m.sender_school",
            (campaign,),
        )
        .await?
    } else {
        named
    };
    Ok(schools.into_iter().map(|(school, at)| (school.into(), Millis(at))).collect())
}

/// The same of one message.
pub async fn targets_of(tx: &mut Tx, message: MessageId) -> Result<Vec<(SchoolId, Millis)>> {
    let rows: Vec<(Uuid, i64)> = tx
        .all(
            "select distinct coalesce(a.school, m.sender_school) as school, m.sent_at from message m \
             join message_audience x on x.message = m.id left join audience a on a.id = x.audience \
             where m.id = $1 order by school",
            (message,),
        )
        .await?;
    Ok(rows.into_iter().map(|(school, at)| (school.into(), Millis(at))).collect())
}
