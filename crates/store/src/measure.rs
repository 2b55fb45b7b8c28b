//! Measures as rows: what is restricted, in which places, until when.

use model::{
    CampaignId, Millis, PersonId, Profile, limits,
    measure::{Agreement, Clause, MeasureState, Standing, Times},
    territory::Scope,
};
use sqlx::FromRow;
use uuid::Uuid;

use crate::{
    Result, Tx,
    epoch::{Place, scope_of},
};

/// A measure to be kept.
#[derive(Debug)]
pub struct NewMeasure<'a> {
    /// Identity.
    pub id: Uuid,
    /// Where; at most [`limits::MEASURE_PLACES_MAX`].
    pub places: &'a [Scope],
    /// What, as JSON of [`Clause`].
    pub clauses: &'a str,
    /// Why, in public.
    pub reason: &'a str,
    /// When it begins.
    pub starts_at: Millis,
    /// When it ends.
    pub ends_at: Millis,
    /// How many it takes.
    pub agreement: Agreement,
    /// Decided, or waiting.
    pub state: MeasureState,
    /// Who proposes it; none: the console.
    pub by: Option<PersonId>,
    /// Until when it holds though nobody has agreed.
    pub provisional_until: Option<Millis>,
    /// The campaign that it answers to.
    pub campaign: Option<CampaignId>,
    /// The measure that it takes the place of.
    pub replaces: Option<Uuid>,
    /// What its author was shown of its effects, as JSON.
    pub figures: &'a str,
}

/// Keeps a measure and its places.
pub async fn insert(tx: &mut Tx, new: &NewMeasure<'_>, now: Millis) -> Result<()> {
    tx.run(
        "insert into measure (id, clauses, reason, starts_at, ends_at, agreement, state, proposed_by, proposed_at, \
         provisional_until, campaign, replaces, figures, end_note) \
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, '')",
        (
            new.id,
            new.clauses,
            new.reason,
            new.starts_at,
            new.ends_at,
            new.agreement,
            new.state,
            new.by,
            now,
            new.provisional_until,
            new.campaign,
            new.replaces,
            new.figures,
        ),
    )
    .await?;
    for (position, scope) in (0_i64..).zip(new.places) {
        let Place { academie, departement, school, section, person } = Place::of(scope);
        tx.run(
            "insert into measure_place (measure, position, academie, departement, school, section, person) \
             values ($1, $2, $3, $4, $5, $6, $7)",
            (new.id, position, academie, departement, school, section, person),
        )
        .await?;
    }
    Ok(())
}

/// A measure.
#[derive(Debug, Clone, FromRow)]
pub struct Measure {
    /// Identity.
    pub id: Uuid,
    clauses: String,
    /// Why, in public.
    pub reason: String,
    starts_at: i64,
    ends_at: i64,
    /// How many it takes.
    #[sqlx(try_from = "String")]
    pub agreement: Agreement,
    /// Where it stands in its row.
    #[sqlx(try_from = "String")]
    pub state: MeasureState,
    proposed_by: Option<Uuid>,
    proposed_at: i64,
    provisional_until: Option<i64>,
    campaign: Option<Uuid>,
    /// The measure that it takes the place of.
    pub replaces: Option<Uuid>,
    /// What its author was shown of its effects, as JSON.
    pub figures: String,
    /// Name of its author; none: the console.
    pub author: Option<String>,
    /// Name of who agreed, or refused.
    pub second: Option<String>,
    answered_by: Option<Uuid>,
    answered_at: Option<i64>,
    /// Name of who ended it.
    pub ended_by: Option<String>,
    ended_at: Option<i64>,
    /// Why it was ended.
    pub end_note: String,
}

impl Measure {
    /// What it restricts.
    pub fn clauses(&self) -> Result<Vec<Clause>> {
        Ok(serde_json::from_str(&self.clauses)?)
    }
    /// Its moments.
    pub fn times(&self) -> Times {
        Times {
            starts_at: Millis(self.starts_at),
            ends_at: Millis(self.ends_at),
            proposed_at: Millis(self.proposed_at),
            provisional_until: self.provisional_until.map(Millis),
        }
    }
    /// Where it stands at a moment.
    pub fn standing(&self, now: Millis) -> Standing {
        self.times().standing(self.state, now)
    }
    /// Who proposed it; none: the console.
    pub fn by(&self) -> Option<PersonId> {
        self.proposed_by.map(PersonId::from)
    }
    /// Who agreed or refused, and when.
    pub fn answered(&self) -> Option<(PersonId, Millis)> {
        Some((self.answered_by?.into(), Millis(self.answered_at?)))
    }
    /// When it was ended before its time.
    pub fn ended_at(&self) -> Option<Millis> {
        self.ended_at.map(Millis)
    }
    /// The campaign that it answers to.
    pub fn campaign(&self) -> Option<CampaignId> {
        self.campaign.map(CampaignId::from)
    }
}

/// Measures, with names.
macro_rules! measures {
    () => {
        "select m.id, m.clauses, m.reason, m.starts_at, m.ends_at, m.agreement, m.state, m.proposed_by, m.proposed_at, \
         m.provisional_until, m.campaign, m.replaces, m.figures, a.given_name || ' ' || a.family_name as author, \
         b.given_name || ' ' || b.family_name as second, m.answered_by, m.answered_at, \
         c.given_name || ' ' || c.family_name as ended_by, m.ended_at, m.end_note \
         from measure m left join person a on a.id = m.proposed_by left join person b on b.id = m.answered_by \
         left join person c on c.id = m.ended_by "
    };
}

/// One measure.
pub async fn get(tx: &mut Tx, id: Uuid) -> Result<Option<Measure>> {
    tx.maybe(concat!(measures!(), "where m.id = $1"), (id,)).await
}

/// Measures whose time was not over at a moment: those that are not over now, then the newest.
pub async fn list(tx: &mut Tx, since: Millis, now: Millis) -> Result<Vec<Measure>> {
    tx.all(
        concat!(
            measures!(),
            "where m.ends_at > $1 order by case when m.ends_at > $2 and m.state in ('active', 'proposed') then 0 else 1 end, \
             m.proposed_at desc, m.id desc limit $3"
        ),
        (since, now, limits::MEASURES_SHOWN_MAX),
    )
    .await
}

/// Measures that answer to a campaign, the newest first.
pub async fn of_campaign(tx: &mut Tx, campaign: CampaignId) -> Result<Vec<Measure>> {
    tx.all(
        concat!(measures!(), "where m.campaign = $1 order by m.proposed_at desc, m.id desc limit $2"),
        (campaign, limits::MEASURES_SHOWN_MAX),
    )
    .await
}

/// A place of a measure.
#[derive(Debug, Clone, FromRow)]
pub struct PlaceRow {
    academie: Option<i64>,
    departement: Option<String>,
    school: Option<Uuid>,
    section: Option<Uuid>,
    person: Option<Uuid>,
    /// Its name; none: everybody.
    pub name: Option<String>,
}

impl PlaceRow {
    /// Where.
    pub fn scope(&self) -> Scope {
        match self.person {
            Some(person) => Scope::Person(person.into()),
            None => scope_of(self.academie, self.departement.as_deref(), self.school, self.section),
        }
    }
}

/// The places of a measure, in the order in which they were named.
pub async fn places(tx: &mut Tx, measure: Uuid) -> Result<Vec<PlaceRow>> {
    tx.all(
        "select m.academie, m.departement, m.school, m.section, m.person, coalesce(c.name || ', ' || z.name, s.name, \
         d.name, r.name, p.given_name || ' ' || p.family_name) as name \
         from measure_place m left join section c on c.id = m.section left join school z on z.id = c.school \
         left join school s on s.id = m.school left join departement d on d.code = m.departement \
         left join academie r on r.code = m.academie left join person p on p.id = m.person \
         where m.measure = $1 order by m.position",
        (measure,),
    )
    .await
}

/// A measure that somebody is in the places of, and as what.
#[derive(Debug, Clone, FromRow)]
pub struct Near {
    /// Identity.
    pub id: Uuid,
    clauses: String,
    /// Why, in public.
    pub reason: String,
    starts_at: i64,
    ends_at: i64,
    provisional_until: Option<i64>,
    /// What they are there.
    #[sqlx(try_from = "String")]
    pub profile: Profile,
    /// Name of its author; none: the console.
    pub author: Option<String>,
}

impl Near {
    /// What it restricts.
    pub fn clauses(&self) -> Result<Vec<Clause>> {
        Ok(serde_json::from_str(&self.clauses)?)
    }
    /// Since when.
    pub fn starts_at(&self) -> Millis {
        Millis(self.starts_at)
    }
    /// Until when.
    pub fn ends_at(&self) -> Millis {
        Millis(self.ends_at.min(self.provisional_until.unwrap_or(i64::MAX)))
    }
}

/// Measures in force in whose places somebody is, once for each thing that they are there, those of one measure together. Whom of the place a measure
/// concerns is [`model::measure::Whom`]'s question.
pub async fn near(tx: &mut Tx, person: PersonId, now: Millis) -> Result<Vec<Near>> {
    tx.all(
        "select distinct m.id, m.clauses, m.reason, m.starts_at, m.ends_at, \
         case m.state when 'proposed' then m.provisional_until end as provisional_until, f.profile, \
         a.given_name || ' ' || a.family_name as author \
         from measure m join measure_place p on p.measure = m.id \
         join affiliation f on f.person = $1 and f.since <= $2 and f.until > $2 join school s on s.id = f.school \
         left join person a on a.id = m.proposed_by \
         where m.ends_at > $2 and m.starts_at <= $2 \
         and (m.state = 'active' or (m.state = 'proposed' and m.provisional_until > $2)) \
         and (p.academie = s.academie or p.departement = s.departement or p.school = s.id or p.person = $1 \
            or (p.academie is null and p.departement is null and p.school is null and p.section is null \
               and p.person is null) \
            or (p.section is not null and exists (select 1 from membership b join audience x on x.id = b.audience \
               where b.person = $1 and b.since <= $2 and b.until > $2 and x.section = p.section \
               and x.profile = f.profile))) \
         order by m.ends_at, m.id, f.profile limit $3",
        (person, now, limits::MEASURES_SHOWN_MAX),
    )
    .await
}

/// Whether somebody began a measure before anybody agreed, since a moment, and nobody did.
pub async fn began_alone(tx: &mut Tx, person: PersonId, since: Millis) -> Result<bool> {
    let row: Option<(Uuid,)> = tx
        .maybe(
            "select id from measure where proposed_by = $1 and proposed_at > $2 and provisional_until is not null \
             and state in ('proposed', 'refused') order by proposed_at desc, id desc limit 1",
            (person, since),
        )
        .await?;
    Ok(row.is_some())
}

/// Answers a measure that waits; false when somebody has.
pub async fn answer(tx: &mut Tx, id: Uuid, by: PersonId, to: MeasureState, now: Millis) -> Result<bool> {
    let answered = tx
        .run(
            "update measure set state = $3, answered_by = $2, answered_at = $4 where id = $1 and state = 'proposed'",
            (id, by, to, now),
        )
        .await?;
    Ok(answered == 1)
}

/// Ends a measure before its time; false when it has ended.
pub async fn end(
    tx: &mut Tx,
    id: Uuid,
    to: MeasureState,
    (by, note): (Option<PersonId>, &str),
    now: Millis,
) -> Result<bool> {
    let ended = tx
        .run(
            "update measure set state = $2, ended_by = $3, end_note = $4, ended_at = $5 \
             where id = $1 and state = 'active' and ends_at > $5",
            (id, to, by, note, now),
        )
        .await?;
    Ok(ended == 1)
}

/// Moves the end of a measure; false when it has ended, or its end was moved meanwhile.
pub async fn move_end(tx: &mut Tx, id: Uuid, from: Millis, to: Millis, now: Millis) -> Result<bool> {
    let moved = tx
        .run(
            "update measure set ends_at = $3 where id = $1 and state = 'active' and ends_at = $2 and ends_at > $4",
            (id, from, to, now),
        )
        .await?;
    Ok(moved == 1)
}
