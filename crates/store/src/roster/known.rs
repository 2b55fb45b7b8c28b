//! What is known already, as the comparison needs it.

use model::{AudienceId, Millis, PersonId, Profile, SchoolId, SectionId, audience::AudienceKind, roster::Part};
use sqlx::FromRow;
use uuid::Uuid;

use super::plan::SchoolFacts;
use crate::{Result, Tx};

/// Keys read at once.
const KEYS: i64 = 10_000;

/// A school that is known.
#[derive(Debug, Clone, FromRow)]
pub struct KnownSchool {
    /// Identity.
    #[sqlx(try_from = "Uuid")]
    pub id: SchoolId,
    /// What is known of it.
    #[sqlx(flatten)]
    pub facts: SchoolFacts,
}

/// The school that has this code.
pub async fn school(tx: &mut Tx, uai: &str) -> Result<Option<KnownSchool>> {
    tx.maybe(
        "select id, uai, name, kind, private_sector, academie, departement, commune, postal_code, address, phone, \
         mail, latitude, longitude, sort_key, closed_at from school where uai = $1",
        (uai,),
    )
    .await
}

/// The code of the school that a source knows under this key.
pub async fn school_by_key(tx: &mut Tx, key: &str) -> Result<Option<String>> {
    let row: Option<(String,)> = tx
        .maybe("select s.uai from school_source k join school s on s.id = k.school where k.source_key = $1", (key,))
        .await?;
    Ok(row.map(|(uai,)| uai))
}

/// A class or group that is known.
#[derive(Debug, Clone, FromRow)]
pub struct KnownSection {
    /// Identity.
    #[sqlx(try_from = "Uuid")]
    pub id: SectionId,
    /// Class or group.
    #[sqlx(try_from = "String")]
    pub kind: model::school::SectionKind,
    /// Its name.
    pub name: String,
    /// Its level.
    pub level: String,
    /// When it closed, in milliseconds.
    pub closed_at: i64,
}

/// The classes and groups that a school has or had.
pub async fn sections(tx: &mut Tx, school: SchoolId) -> Result<Vec<KnownSection>> {
    tx.all("select id, kind, name, level, closed_at from section where school = $1 order by kind, name", (school,))
        .await
}

/// An audience that is known.
#[derive(Debug, Clone, FromRow)]
pub struct KnownAudience {
    /// Identity.
    #[sqlx(try_from = "Uuid")]
    pub id: AudienceId,
    section: Option<Uuid>,
    /// What it is made from.
    #[sqlx(try_from = "String")]
    pub kind: AudienceKind,
    /// Profile of its members.
    #[sqlx(try_from = "String")]
    pub profile: Profile,
    /// Its name.
    pub label: String,
}

impl KnownAudience {
    /// Its class or group; none for the whole school.
    pub fn section(&self) -> Option<SectionId> {
        self.section.map(SectionId::from)
    }
}

/// The audiences of a school.
pub async fn audiences(tx: &mut Tx, school: SchoolId) -> Result<Vec<KnownAudience>> {
    tx.all("select id, section, kind, profile, label from audience where school = $1 order by id", (school,)).await
}

/// A record that is known.
#[derive(Debug, Clone, FromRow)]
pub struct KnownRecord {
    /// Key in its source.
    pub source_key: String,
    /// The person.
    #[sqlx(try_from = "Uuid")]
    pub person: PersonId,
    /// Fingerprint; 0 when nothing names the person any more.
    pub fingerprint: i64,
    /// Whether the person was made from it.
    pub is_main: bool,
}

/// Records whose key begins with `prefix` and comes after `after`, in order of their keys: a page of them.
pub async fn records(tx: &mut Tx, prefix: &str, after: &str) -> Result<Vec<KnownRecord>> {
    tx.all(
        "select source_key, id as person, fingerprint, (1 = 1) as is_main from person \
            where source_key > $1 and source_key >= $2 and source_key < $3 \
         union all select source_key, person, fingerprint, (1 = 0) as is_main from person_alias \
            where source_key > $1 and source_key >= $2 and source_key < $3 \
         order by 1 limit $4",
        (after, prefix, model::text::after_prefix(prefix), KEYS),
    )
    .await
}

/// The record of this key.
pub async fn record(tx: &mut Tx, key: &str) -> Result<Option<KnownRecord>> {
    tx.maybe(
        "select source_key, id as person, fingerprint, (1 = 1) as is_main from person where source_key = $1 \
         union all select source_key, person, fingerprint, (1 = 0) as is_main from person_alias where source_key = $1",
        (key,),
    )
    .await
}

/// Names and the like of a person.
#[derive(Debug, Clone, FromRow)]
pub struct KnownPerson {
    /// nom d'usage
    pub family_name: String,
    /// prénom
    pub given_name: String,
    /// `yyyy-mm-dd`, or empty
    pub birth_date: String,
    /// Mail, or empty.
    pub mail: String,
    /// Mobile telephone, or empty.
    pub mobile: String,
}

/// What is known of a person.
pub async fn person(tx: &mut Tx, person: PersonId) -> Result<Option<KnownPerson>> {
    tx.maybe("select family_name, given_name, birth_date, mail, mobile from person where id = $1", (person,)).await
}

/// What a person is now in one part: school, profile, title.
pub async fn affiliations(
    tx: &mut Tx,
    person: PersonId,
    part: Part,
    now: Millis,
) -> Result<Vec<(SchoolId, Profile, String)>> {
    let rows: Vec<(Uuid, String, String)> = tx
        .all(
            "select school, profile, title from affiliation where person = $1 and until > $2 order by school, profile",
            (person, now),
        )
        .await?;
    let mut all = Vec::with_capacity(rows.len());
    for (school, profile, title) in rows {
        let profile = Profile::try_from(profile)?;
        if Part::of(profile) == part {
            all.push((school.into(), profile, title));
        }
    }
    Ok(all)
}

/// The classes or groups that a person belongs to now: school, kind, audience.
pub async fn section_memberships(
    tx: &mut Tx,
    person: PersonId,
    profile: Profile,
    now: Millis,
) -> Result<Vec<(SchoolId, model::school::SectionKind, AudienceId)>> {
    let rows: Vec<(Uuid, String, Uuid)> = tx
        .all(
            "select a.school, s.kind, a.id from membership m join audience a on a.id = m.audience \
             join section s on s.id = a.section where m.person = $1 and m.until > $2 and a.profile = $3 order by a.id",
            (person, now, profile),
        )
        .await?;
    rows.into_iter().map(|(school, kind, audience)| Ok((school.into(), kind.try_into()?, audience.into()))).collect()
}

/// The guardians of a pupil now: person, and their key in this source.
pub async fn guardians(tx: &mut Tx, pupil: PersonId, prefix: &str, now: Millis) -> Result<Vec<(PersonId, String)>> {
    let rows: Vec<(Uuid, String)> = tx
        .all(
            "select p.id, p.source_key from guardianship g join person p on p.id = g.guardian \
                where g.pupil = $1 and g.until > $2 and p.source_key >= $3 and p.source_key < $4 \
             union all select a.person, a.source_key from guardianship g join person_alias a on a.person = g.guardian \
                where g.pupil = $1 and g.until > $2 and a.source_key >= $3 and a.source_key < $4 order by 2",
            (pupil, now, prefix, model::text::after_prefix(prefix)),
        )
        .await?;
    Ok(rows.into_iter().map(|(person, key)| (person.into(), key)).collect())
}

/// Records, with the given beginning of their keys, of the people who are something in a school now.
pub async fn records_in_school(tx: &mut Tx, school: SchoolId, prefix: &str, now: Millis) -> Result<Vec<KnownRecord>> {
    tx.all(
        "select p.source_key, p.id as person, p.fingerprint, (1 = 1) as is_main \
            from affiliation f join person p on p.id = f.person \
            where f.school = $1 and f.until > $2 and p.source_key >= $3 and p.source_key < $4 \
         union select a.source_key, a.person, a.fingerprint, (1 = 0) as is_main \
            from affiliation f join person_alias a on a.person = f.person \
            where f.school = $1 and f.until > $2 and a.source_key >= $3 and a.source_key < $4 order by 1",
        (school, now, prefix, model::text::after_prefix(prefix)),
    )
    .await
}

/// People who are something now in the schools that a plan closes people of, each once.
pub async fn people_in_scope(tx: &mut Tx, now: Millis) -> Result<i64> {
    let row: Option<(i64,)> = tx
        .maybe(
            "select count(distinct a.person) from affiliation a where a.until > $1 and a.school in (\
                select school from plan_school where in_scope \
                union select b.school from plan_record r join affiliation b on b.person = r.person and b.until > $1 \
                where r.standing in ('absent', 'gone'))",
            (now,),
        )
        .await?;
    Ok(row.map_or(0, |(count,)| count))
}
