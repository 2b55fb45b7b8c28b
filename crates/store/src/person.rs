//! People as those who act: what they are today, what they may decide, and where.

use model::{
    Actor, Millis, PersonId, Profile, SchoolId, Uai,
    actor::{Affiliation, Grant},
};
use sqlx::FromRow;
use uuid::Uuid;

use crate::{Result, Tx, epoch::scope_of};

#[derive(FromRow)]
struct AffiliationRow {
    school: Uuid,
    school_name: String,
    profile: String,
    academie: i64,
}

#[derive(FromRow)]
struct GrantRow {
    role: String,
    academie: Option<i64>,
    departement: Option<String>,
    school: Option<Uuid>,
}

/// What the person is today, school by school, in a stable order.
pub async fn affiliations(tx: &mut Tx, person: PersonId, now: Millis) -> Result<Vec<Affiliation>> {
    let rows: Vec<AffiliationRow> = tx
        .all(
            "select distinct f.school, s.name as school_name, f.profile, s.academie from affiliation f \
             join school s on s.id = f.school \
             where f.person = $1 and f.since <= $2 and f.until > $2 order by s.name, f.school, f.profile",
            (person, now),
        )
        .await?;
    let row = |r: AffiliationRow| {
        Ok(Affiliation {
            school: r.school.into(),
            school_name: r.school_name,
            profile: r.profile.try_into()?,
            academie: u8::try_from(r.academie).unwrap_or_default(),
        })
    };
    rows.into_iter().map(row).collect()
}

/// What the person is today, in which schools, by the codes of these.
pub async fn places(tx: &mut Tx, person: PersonId, now: Millis) -> Result<Vec<(Profile, Uai)>> {
    let rows: Vec<(String, String)> = tx
        .all(
            "select distinct f.profile, s.uai from affiliation f join school s on s.id = f.school \
             where f.person = $1 and f.since <= $2 and f.until > $2 order by s.uai, f.profile",
            (person, now),
        )
        .await?;
    let read = |(profile, uai): (String, String)| Some((Profile::from_code(&profile)?, Uai::parse(&uai).ok()?));
    Ok(rows.into_iter().filter_map(read).collect())
}

/// The powers that the person holds today.
pub async fn grants(tx: &mut Tx, person: PersonId, now: Millis) -> Result<Vec<Grant>> {
    let rows: Vec<GrantRow> = tx
        .all(
            "select role, academie, departement, school from role_grant \
             where person = $1 and since <= $2 and until > $2 order by id",
            (person, now),
        )
        .await?;
    let row = |r: GrantRow| {
        let scope = scope_of(r.academie, r.departement.as_deref(), r.school, None);
        Ok(Grant { role: r.role.try_into()?, scope })
    };
    rows.into_iter().map(row).collect()
}

/// Name of a person, as shown to others.
pub async fn name(tx: &mut Tx, person: PersonId) -> Result<Option<String>> {
    let row: Option<(String, String)> =
        tx.maybe("select given_name, family_name from person where id = $1", (person,)).await?;
    Ok(row.map(|(given, family)| model::person::Names { family, given }.display()))
}

/// Everything an action needs to know of who asks, but their session.
pub async fn actor(tx: &mut Tx, person: PersonId, now: Millis) -> Result<Option<Actor>> {
    let Some(name) = name(tx, person).await? else { return Ok(None) };
    let affiliations = affiliations(tx, person, now).await?;
    let roles = grants(tx, person, now).await?;
    Ok(Some(Actor {
        person,
        name,
        affiliations,
        roles,
        signed_in_at: now,
        device: None,
        session: None,
        locale: None,
        font: None,
        proof_until: None,
        proven_at: None,
    }))
}

/// The person whose record has this key in its source, if there is one.
pub async fn by_source_key(tx: &mut Tx, key: &str) -> Result<Option<PersonId>> {
    let row: Option<(Uuid,)> = tx.maybe("select id from person where source_key = $1", (key,)).await?;
    Ok(row.map(|(id,)| id.into()))
}

/// Schools of this installation where the person works.
pub async fn works_in(tx: &mut Tx, person: PersonId, now: Millis) -> Result<Vec<SchoolId>> {
    let rows: Vec<(Uuid,)> = tx
        .all(
            "select distinct school from affiliation where person = $1 and profile in ('teacher', 'staff', 'head') \
             and since <= $2 and until > $2 order by school",
            (person, now),
        )
        .await?;
    Ok(rows.into_iter().map(|(school,)| school.into()).collect())
}

/// Whether somebody works in a school or has another power.
pub async fn has_power(tx: &mut Tx, person: PersonId, now: Millis) -> Result<bool> {
    let row: Option<(i64,)> = tx
        .maybe(
            "select since from affiliation where person = $1 and profile in ('teacher', 'staff', 'head') \
             and since <= $2 and until > $2 \
             union all select since from role_grant where person = $1 and since <= $2 and until > $2 limit 1",
            (person, now),
        )
        .await?;
    Ok(row.is_some())
}

/// A class or group with its school.
#[derive(Debug, Clone, FromRow)]
pub struct SectionPlace {
    /// Its school.
    #[sqlx(try_from = "Uuid")]
    pub school: SchoolId,
    /// Name of the school.
    pub school_name: String,
    /// Its own name.
    pub name: String,
}

/// A class or group, if there is such a one.
pub async fn section(tx: &mut Tx, section: model::SectionId) -> Result<Option<SectionPlace>> {
    tx.maybe(
        "select c.school, s.name as school_name, c.name from section c join school s on s.id = c.school where c.id = $1",
        (section,),
    )
    .await
}

/// How many people this installation knows.
pub async fn count(tx: &mut Tx) -> Result<i64> {
    let row: Option<(i64,)> = tx.maybe("select count(*) from person", ()).await?;
    Ok(row.map_or(0, |(n,)| n))
}

/// Code of the académie of a school.
pub async fn academie(tx: &mut Tx, school: SchoolId) -> Result<Option<i64>> {
    let row: Option<(i64,)> = tx.maybe("select academie from school where id = $1", (school,)).await?;
    Ok(row.map(|(code,)| code))
}

/// Somebody with an account, as a list of examples shows them.
#[derive(Debug, Clone, FromRow)]
pub struct Example {
    /// The person.
    #[sqlx(try_from = "Uuid")]
    pub person: PersonId,
    /// Given name.
    pub given_name: String,
    /// Family name.
    pub family_name: String,
    /// User name.
    pub login: String,
}

/// People of one profile in the schools of one kind, in the order of their user names.
pub async fn examples(
    tx: &mut Tx,
    kind: model::school::SchoolKind,
    profile: model::Profile,
    now: Millis,
    rows: i64,
) -> Result<Vec<Example>> {
    tx.all(
        "select distinct p.id as person, p.given_name, p.family_name, c.login from affiliation f \
         join school s on s.id = f.school join person p on p.id = f.person join account c on c.person = p.id \
         where s.kind = $1 and f.profile = $2 and f.since <= $3 and f.until > $3 order by c.login limit $4",
        (kind, profile, now, rows),
    )
    .await
}

/// The current members of an audience who have an account, in the order of their user names.
pub async fn members(tx: &mut Tx, audience: model::AudienceId, now: Millis, rows: i64) -> Result<Vec<Example>> {
    tx.all(
        "select p.id as person, p.given_name, p.family_name, c.login from membership m \
         join person p on p.id = m.person join account c on c.person = p.id \
         where m.audience = $1 and m.since <= $2 and m.until > $2 order by c.login limit $3",
        (audience, now, rows),
    )
    .await
}

/// An audience that somebody belongs to.
#[derive(Debug, Clone, FromRow)]
pub struct AudienceOf {
    /// Its identity.
    #[sqlx(try_from = "Uuid")]
    pub id: model::AudienceId,
    /// What it is made from.
    #[sqlx(try_from = "String")]
    pub kind: model::audience::AudienceKind,
    /// Whom it gathers.
    #[sqlx(try_from = "String")]
    pub profile: model::Profile,
    /// Its name.
    pub label: String,
    /// People in it.
    pub readers: i64,
}

/// The audiences that a person belongs to now.
pub async fn audiences_of(tx: &mut Tx, person: PersonId, now: Millis) -> Result<Vec<AudienceOf>> {
    tx.all(
        "select a.id, a.kind, a.profile, a.label, a.readers from membership m join audience a on a.id = m.audience \
         where m.person = $1 and m.since <= $2 and m.until > $2 order by a.label, a.id limit 512",
        (person, now),
    )
    .await
}

/// Lets the pupils of an audience write to all of it until a moment; false when there is no such audience.
pub async fn open_audience(tx: &mut Tx, audience: model::AudienceId, until: Millis) -> Result<bool> {
    Ok(tx.run("update audience set open_until = $2 where id = $1", (audience, until)).await? == 1)
}

/// Teachers of the class or group that an audience belongs to, in the order of their user names.
pub async fn teachers_with(tx: &mut Tx, audience: model::AudienceId, now: Millis) -> Result<Vec<Example>> {
    tx.all(
        "select p.id as person, p.given_name, p.family_name, c.login from audience a \
         join audience t on t.section = a.section and t.profile = 'teacher' \
         join membership m on m.audience = t.id and m.since <= $2 and m.until > $2 \
         join person p on p.id = m.person join account c on c.person = p.id where a.id = $1 order by c.login limit 50",
        (audience, now),
    )
    .await
}

/// One person with an account.
pub async fn example(tx: &mut Tx, person: PersonId) -> Result<Option<Example>> {
    tx.maybe(
        "select p.id as person, p.given_name, p.family_name, c.login from person p join account c on c.person = p.id \
         where p.id = $1",
        (person,),
    )
    .await
}

impl Example {
    /// The name as shown.
    pub fn name(&self) -> String {
        model::person::Names { family: self.family_name.clone(), given: self.given_name.clone() }.display()
    }
}

/// The audience of one profile of a whole school.
pub async fn school_audience(
    tx: &mut Tx,
    school: SchoolId,
    profile: model::Profile,
) -> Result<Option<model::AudienceId>> {
    let row: Option<(Uuid,)> = tx
        .maybe("select id from audience where school = $1 and section is null and profile = $2", (school, profile))
        .await?;
    Ok(row.map(|(id,)| id.into()))
}
