//! Writing the plan.

use model::{
    AudienceId, ImportId, Millis, PersonId, Profile, SchoolId, SectionId,
    audience::AudienceKind,
    roster::Part,
    school::{SchoolKind, SectionKind},
};
use uuid::Uuid;

use crate::{Result, Tx, sql};

/// How a record stands to the directory.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// A person nobody knew.
    New,
    /// A further record of a person who is known, or new by another record of the plan.
    Alias,
    /// Known, and different.
    Changed,
    /// Not in files that hold everybody of its schools.
    Absent,
    /// Said to have left.
    Gone,
}

impl Standing {
    /// Its code in the plan.
    pub const fn code(self) -> &'static str {
        match self {
            Standing::New => "new",
            Standing::Alias => "alias",
            Standing::Changed => "changed",
            Standing::Absent => "absent",
            Standing::Gone => "gone",
        }
    }
}

/// A school that is new, different, or whose people are in the files.
#[derive(Debug, Clone, PartialEq)]
pub struct School {
    /// Identity.
    pub id: SchoolId,
    /// Whether nobody knew it.
    pub is_new: bool,
    /// Whether it differs from what is known.
    pub is_changed: bool,
    /// Whether its people are in the files.
    pub in_scope: bool,
    /// What is to be known of it.
    pub facts: SchoolFacts,
}

/// What is known of a school.
#[derive(Debug, Clone, PartialEq, sqlx::FromRow)]
pub struct SchoolFacts {
    /// National code.
    pub uai: String,
    /// Usual name.
    pub name: String,
    /// Kind.
    #[sqlx(try_from = "String")]
    pub kind: SchoolKind,
    /// Whether it is private.
    pub private_sector: bool,
    /// Code of the académie.
    pub academie: i64,
    /// Code of the département.
    pub departement: String,
    /// Commune.
    pub commune: String,
    /// Postal code.
    pub postal_code: String,
    /// Street.
    pub address: String,
    /// Telephone.
    pub phone: String,
    /// Mail.
    pub mail: String,
    /// Degrees north.
    pub latitude: Option<f64>,
    /// Degrees east.
    pub longitude: Option<f64>,
    /// Folded name, then commune.
    pub sort_key: String,
    /// When it closed, in milliseconds; the end of time while it is open.
    pub closed_at: i64,
}

/// A class or group that is new, different, or closed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// Identity.
    pub id: SectionId,
    /// Whether nobody knew it.
    pub is_new: bool,
    /// Its school.
    pub school: SchoolId,
    /// Class or group.
    pub kind: SectionKind,
    /// Its name.
    pub name: String,
    /// Its level.
    pub level: String,
    /// When it closed; the end of time while it is open.
    pub closed_at: Millis,
}

/// An audience that is new, or named anew.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Audience {
    /// Identity.
    pub id: AudienceId,
    /// Whether nobody knew it.
    pub is_new: bool,
    /// Its school.
    pub school: SchoolId,
    /// Its class or group; none for the whole school.
    pub section: Option<SectionId>,
    /// What it is made from.
    pub kind: AudienceKind,
    /// Profile of its members.
    pub profile: Profile,
    /// Its name.
    pub label: String,
    /// What finds it.
    pub keys: Vec<String>,
}

/// A record that differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// The person.
    pub person: PersonId,
    /// Key of the record in its source.
    pub source_key: String,
    /// Order in the files.
    pub number: i64,
    /// In which part.
    pub part: Part,
    /// How it stands to the directory.
    pub standing: Standing,
    /// Whether it is the record that the person was made from.
    pub is_main: bool,
    /// The only school that its source speaks of; none: every school of the source.
    pub home: Option<SchoolId>,
    /// Whether it says who the guardians are.
    pub says_guardians: bool,
    /// Fingerprint of the whole; 0 once nothing names the person.
    pub fingerprint: i64,
    /// nom d'usage
    pub family_name: String,
    /// prénom
    pub given_name: String,
    /// The key that orders people.
    pub sort_key: String,
    /// `yyyy-mm-dd`, or empty
    pub birth_date: String,
    /// Mail, or empty.
    pub mail: String,
    /// Mobile telephone, or empty.
    pub mobile: String,
    /// What a login is made from.
    pub login_base: String,
}

/// Rows of the plan, gathered in memory until they are written together.
#[derive(Debug, Default)]
pub struct Rows {
    /// Schools.
    pub schools: Vec<School>,
    /// Keys of schools in their sources.
    pub school_sources: Vec<(String, SchoolId)>,
    /// Académies and départements: kind, code, name, code of the académie.
    pub territory: Vec<(&'static str, String, String, i64)>,
    /// Classes and groups.
    pub sections: Vec<Section>,
    /// Audiences.
    pub audiences: Vec<Audience>,
    /// Records.
    pub records: Vec<Record>,
    /// What people are to be: person, school, profile, title.
    pub affiliations: Vec<(PersonId, SchoolId, Profile, String)>,
    /// Where people are to belong.
    pub memberships: Vec<(PersonId, AudienceId)>,
    /// Who is to be whose guardian: pupil, guardian.
    pub guardianships: Vec<(PersonId, PersonId)>,
}

/// Forgets any plan, and begins one.
pub async fn begin(tx: &mut Tx, import: ImportId) -> Result<()> {
    clear(tx).await?;
    tx.run(
        "insert into plan (one, import) values ($1, $2) on conflict (one) do update set import = excluded.import",
        (1_i64, import),
    )
    .await?;
    Ok(())
}

/// Whether the plan is still that of this import. On PostgreSQL the row is held until the transaction ends.
pub async fn is_of(tx: &mut Tx, import: ImportId) -> Result<bool> {
    let owner: Option<(Uuid,)> =
        tx.maybe(sql!("select import from plan where one = 1", [lite: "", pg: " for update"]), ()).await?;
    Ok(owner.is_some_and(|(owner,)| owner == import.uuid()))
}

/// Forgets the plan.
pub async fn clear(tx: &mut Tx) -> Result<()> {
    tx.run("delete from plan", ()).await?;
    tx.run("delete from plan_school", ()).await?;
    tx.run("delete from plan_school_source", ()).await?;
    tx.run("delete from plan_territory", ()).await?;
    tx.run("delete from plan_section", ()).await?;
    tx.run("delete from plan_audience", ()).await?;
    tx.run("delete from plan_audience_key", ()).await?;
    tx.run("delete from plan_record", ()).await?;
    tx.run("delete from plan_affiliation", ()).await?;
    tx.run("delete from plan_membership", ()).await?;
    tx.run("delete from plan_guardianship", ()).await?;
    tx.run("delete from plan_guardian", ()).await?;
    tx.run("delete from plan_touched", ()).await?;
    tx.run("delete from plan_same", ()).await?;
    Ok(())
}

/// Writes what was gathered.
pub async fn write(tx: &mut Tx, rows: Rows) -> Result<()> {
    let schools = rows.schools.into_iter().map(|school| {
        let f = school.facts;
        let flags = (school.id, school.is_new, school.is_changed, school.in_scope);
        (
            flags.0,
            flags.1,
            flags.2,
            flags.3,
            f.uai,
            f.name,
            f.kind,
            f.private_sector,
            f.academie,
            f.departement,
            f.commune,
            f.postal_code,
            f.address,
            f.phone,
            f.mail,
            f.latitude,
            f.longitude,
            f.sort_key,
            f.closed_at,
        )
    });
    tx.insert(
        "insert into plan_school (school, is_new, is_changed, in_scope, uai, name, kind, private_sector, academie, \
         departement, commune, postal_code, address, phone, mail, latitude, longitude, sort_key, closed_at)",
        19,
        "",
        schools.collect(),
    )
    .await?;
    tx.insert("insert into plan_school_source (source_key, school)", 2, "on conflict do nothing", rows.school_sources)
        .await?;
    tx.insert(
        "insert into plan_territory (kind, code, name, academie)",
        4,
        "on conflict (kind, code) do update set name = excluded.name, academie = excluded.academie",
        rows.territory,
    )
    .await?;
    let sections = rows.sections.into_iter();
    let sections = sections.map(|s| (s.id, s.is_new, s.school, s.kind, s.name, s.level, s.closed_at));
    tx.insert(
        "insert into plan_section (section, is_new, school, kind, name, level, closed_at)",
        7,
        "",
        sections.collect(),
    )
    .await?;
    write_audiences(tx, rows.audiences).await?;
    write_records(tx, rows.records).await?;
    tx.insert(
        "insert into plan_affiliation (person, school, profile, title)",
        4,
        "on conflict do nothing",
        rows.affiliations,
    )
    .await?;
    tx.insert("insert into plan_membership (person, audience)", 2, "on conflict do nothing", rows.memberships).await?;
    tx.insert("insert into plan_guardianship (pupil, guardian)", 2, "on conflict do nothing", rows.guardianships)
        .await?;
    Ok(())
}

async fn write_audiences(tx: &mut Tx, audiences: Vec<Audience>) -> Result<()> {
    let mut keys = Vec::new();
    let mut rows = Vec::with_capacity(audiences.len());
    for a in audiences {
        keys.extend(a.keys.into_iter().map(|key| (a.id, key)));
        rows.push((a.id, a.is_new, a.school, a.section, a.kind, a.profile, a.label));
    }
    tx.insert("insert into plan_audience (audience, is_new, school, section, kind, profile, label)", 7, "", rows)
        .await?;
    tx.insert("insert into plan_audience_key (audience, key)", 2, "on conflict do nothing", keys).await?;
    Ok(())
}

async fn write_records(tx: &mut Tx, records: Vec<Record>) -> Result<()> {
    let rows = records.into_iter().map(|r| {
        (
            r.person,
            r.source_key,
            r.number,
            r.part,
            r.standing.code(),
            r.is_main,
            r.home,
            r.says_guardians,
            r.fingerprint,
            r.family_name,
            r.given_name,
            r.sort_key,
            r.birth_date,
            r.mail,
            r.mobile,
            r.login_base,
        )
    });
    tx.insert(
        "insert into plan_record (person, source_key, number, part, standing, is_main, home, says_guardians, \
         fingerprint, family_name, given_name, sort_key, birth_date, mail, mobile, login_base)",
        16,
        "",
        rows.collect(),
    )
    .await?;
    Ok(())
}
