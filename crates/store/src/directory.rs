//! Reading the directory of a school: its classes and groups, who is in them, who is found by name.

use model::{Millis, PersonId, Profile, SchoolId, SectionId, account::AccountState, school::SectionKind, text};
use sqlx::{FromRow, error::BoxDynError, postgres::PgArguments, sqlite::SqliteArguments};
use uuid::Uuid;

use crate::{
    Result, Tx,
    fields::{Field, Fields},
};

/// People listed of one class or group, or found by one search.
const PEOPLE_MAX: i64 = 500;
/// Classes and groups listed of one school.
const SECTIONS_MAX: i64 = 1_000;

/// A school, to choose it.
#[derive(Debug, Clone, FromRow)]
pub struct SchoolRow {
    /// Identity.
    #[sqlx(try_from = "Uuid")]
    pub id: SchoolId,
    /// Usual name.
    pub name: String,
    /// National code.
    pub uai: String,
    /// Commune.
    pub commune: String,
    /// Telephone; may be empty.
    pub phone: String,
}

/// One school.
pub async fn school(tx: &mut Tx, school: SchoolId) -> Result<Option<SchoolRow>> {
    tx.maybe("select id, name, uai, commune, phone from school where id = $1", (school,)).await
}

/// A class or group with how many are in it.
#[derive(Debug, Clone, FromRow)]
pub struct SectionRow {
    /// Identity.
    #[sqlx(try_from = "Uuid")]
    pub id: SectionId,
    /// Its name.
    pub name: String,
    /// Class or group.
    #[sqlx(try_from = "String")]
    pub kind: SectionKind,
    /// Pupils.
    pub pupils: i64,
    /// Their guardians.
    pub guardians: i64,
    /// Teachers.
    pub teachers: i64,
}

/// The classes and groups of a school that are open now, by name.
pub async fn sections(tx: &mut Tx, school: SchoolId, now: Millis) -> Result<Vec<SectionRow>> {
    tx.all(
        "select c.id, c.name, c.kind, \
         (select cast(coalesce(sum(a.readers), 0) as bigint) from audience a where a.section = c.id and a.profile = 'pupil') as pupils, \
         (select cast(coalesce(sum(a.readers), 0) as bigint) from audience a where a.section = c.id and a.profile = 'guardian') as guardians, \
         (select cast(coalesce(sum(a.readers), 0) as bigint) from audience a where a.section = c.id and a.profile = 'teacher') as teachers \
         from section c where c.school = $1 and c.closed_at > $2 order by c.kind, c.name, c.id limit $3",
        (school, now, SECTIONS_MAX),
    )
    .await
}

/// A person of a school.
#[derive(Debug, Clone, FromRow)]
pub struct PersonRow {
    /// The person.
    #[sqlx(try_from = "Uuid")]
    pub id: PersonId,
    /// Family name.
    pub family_name: String,
    /// Given name.
    pub given_name: String,
    /// What they are there.
    #[sqlx(try_from = "String")]
    pub profile: Profile,
    /// Function or level in words; may be empty.
    pub title: String,
    account: Option<String>,
}

impl PersonRow {
    /// Where their account stands; `None` when they have none.
    pub fn account(&self) -> Result<Option<AccountState>> {
        Ok(self.account.clone().map(AccountState::try_from).transpose()?)
    }
}

/// The people of one profile of a class or group, by name.
pub async fn people(tx: &mut Tx, section: SectionId, profile: Profile, now: Millis) -> Result<Vec<PersonRow>> {
    tx.all(
        "select p.id, p.family_name, p.given_name, a.profile, c.state as account, \
         coalesce((select max(f.title) from affiliation f where f.person = p.id and f.school = a.school \
            and f.profile = a.profile and f.until > $3), '') as title \
         from audience a join membership m on m.audience = a.id and m.since <= $3 and m.until > $3 \
         join person p on p.id = m.person left join account c on c.person = p.id \
         where a.section = $1 and a.profile = $2 order by p.sort_key, p.id limit $4",
        (section, profile, now, PEOPLE_MAX),
    )
    .await
}

/// The audiences of a class or group that have members: pupils, guardians, teachers.
pub async fn audiences(tx: &mut Tx, section: SectionId) -> Result<Vec<(Uuid, String, i64)>> {
    tx.all(
        "select id, profile, readers from audience where section = $1 and readers > 0 order by profile desc, id",
        (section,),
    )
    .await
}

/// Names of the children of a guardian who are pupils of a school now.
pub async fn wards(tx: &mut Tx, guardian: PersonId, school: SchoolId, now: Millis) -> Result<Vec<(String,)>> {
    tx.all(
        "select p.given_name || ' ' || p.family_name from guardianship g join person p on p.id = g.pupil \
         where g.guardian = $1 and g.since <= $3 and g.until > $3 and exists (select 1 from affiliation f \
            where f.person = g.pupil and f.school = $2 and f.profile = 'pupil' and f.since <= $3 and f.until > $3) \
         order by p.sort_key, p.id",
        (guardian, school, now),
    )
    .await
}

/// People of a school that are found under what was typed (folded), by name.
pub async fn find(tx: &mut Tx, school: SchoolId, typed: &str, now: Millis, rows: i64) -> Result<Vec<PersonRow>> {
    tx.all(
        "select distinct p.sort_key, p.id, p.family_name, p.given_name, f.profile, f.title, c.state as account \
         from directory_key k join person p on p.id = k.target and p.left_at > $4 \
         join affiliation f on f.person = p.id and f.school = k.school and f.since <= $4 and f.until > $4 \
         left join account c on c.person = p.id \
         where k.school = $1 and k.key >= $2 and k.key < $3 and k.kind = 'person' \
         order by p.sort_key, p.id, f.profile limit $5",
        (school, typed, text::after_prefix(typed), now, rows),
    )
    .await
}

/// What may be said of a person beside their name.
#[derive(Debug, Clone, FromRow)]
pub struct Described {
    /// The person.
    #[sqlx(try_from = "Uuid")]
    pub person: PersonId,
    /// One of their profiles.
    #[sqlx(try_from = "String")]
    pub profile: Profile,
    /// Function or level in words; may be empty.
    pub title: String,
    /// Name of the school.
    pub school_name: String,
}

/// Name of the school of this code.
pub async fn school_name(tx: &mut Tx, uai: &str) -> Result<Option<String>> {
    let row: Option<(String,)> = tx.maybe("select name from school where uai = $1", (uai,)).await?;
    Ok(row.map(|(name,)| name))
}

/// People described by one statement.
const DESCRIBED: usize = 20;

/// The affiliations of these people today.
pub async fn describe(tx: &mut Tx, people: &[PersonId], now: Millis) -> Result<Vec<Described>> {
    let mut described = Vec::new();
    for some in people.chunks(DESCRIBED) {
        let rows: Vec<Described> = tx
            .all(
                "select f.person, f.profile, f.title, s.name as school_name from affiliation f \
                 join school s on s.id = f.school where f.since <= $1 and f.until > $1 and f.person in \
                 ($2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21) \
                 order by f.person, s.name, f.profile",
                Some20 { some, now },
            )
            .await?;
        described.extend(rows);
    }
    Ok(described)
}

/// A moment, then twenty people; those that are missing are nobody.
struct Some20<'a> {
    some: &'a [PersonId],
    now: Millis,
}

impl Some20<'_> {
    fn ids(&self) -> impl Iterator<Item = Uuid> {
        (0..DESCRIBED).map(|n| self.some.get(n).map_or(Uuid::nil(), |id| id.uuid()))
    }
}

impl Fields for Some20<'_> {
    fn sqlite(self, to: &mut SqliteArguments) -> std::result::Result<(), BoxDynError> {
        Field::sqlite(self.now, to)?;
        self.ids().try_for_each(|id| Field::sqlite(id, to))
    }
    fn postgres(self, to: &mut PgArguments) -> std::result::Result<(), BoxDynError> {
        Field::postgres(self.now, to)?;
        self.ids().try_for_each(|id| Field::postgres(id, to))
    }
}
