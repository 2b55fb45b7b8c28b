//! Writes a whole directory as it is told, into a database that holds nobody: for replays of a recorded crisis, whose
//! people are made up and whose audiences are as large as the recording says, whoever of them is known by name.

use model::{
    AudienceId, DeviceId, Millis, PersonId, Profile, SchoolId, SectionId, Uai,
    account::AccountState,
    audience::AudienceKind,
    person::Names,
    school::{SchoolKind, SectionKind},
    text::fold,
};
use uuid::Uuid;

use crate::{Result, Tx};

/// Everything that is to be written. What began, began at `since`.
#[derive(Debug, Default)]
pub struct Directory {
    /// When everybody had been there.
    pub since: Millis,
    /// Code and name.
    pub academies: Vec<(i64, String)>,
    /// Schools.
    pub schools: Vec<School>,
    /// Classes and groups.
    pub sections: Vec<Section>,
    /// Audiences.
    pub audiences: Vec<Audience>,
    /// People.
    pub people: Vec<Person>,
    /// What they are, and where.
    pub affiliations: Vec<(PersonId, SchoolId, Profile)>,
    /// In which audiences they are.
    pub memberships: Vec<(PersonId, AudienceId)>,
    /// Guardian and pupil.
    pub guardianships: Vec<(PersonId, PersonId)>,
    /// Browsers, known by the hash of their cookie, and whose they are.
    pub devices: Vec<(DeviceId, [u8; 32], PersonId)>,
    /// Networks from which they usually come.
    pub networks: Vec<(PersonId, SchoolId, String)>,
}

/// A school.
#[derive(Debug)]
pub struct School {
    /// Identity.
    pub id: SchoolId,
    /// National code.
    pub uai: Uai,
    /// Usual name.
    pub name: String,
    /// Kind.
    pub kind: SchoolKind,
    /// Code of its académie.
    pub academie: i64,
}

/// A class or group.
#[derive(Debug)]
pub struct Section {
    /// Identity.
    pub id: SectionId,
    /// Its school.
    pub school: SchoolId,
    /// Class or group.
    pub kind: SectionKind,
    /// Its name.
    pub name: String,
}

/// An audience of a school.
#[derive(Debug)]
pub struct Audience {
    /// Identity.
    pub id: AudienceId,
    /// Its school.
    pub school: SchoolId,
    /// Its class or group; none: the whole school.
    pub section: Option<SectionId>,
    /// What it is made from.
    pub kind: AudienceKind,
    /// Profile of its members.
    pub profile: Profile,
    /// Name for people.
    pub label: String,
    /// People in it, known by name or not.
    pub readers: i64,
}

/// Somebody.
#[derive(Debug)]
pub struct Person {
    /// Identity.
    pub id: PersonId,
    /// Key in the recording.
    pub key: String,
    /// Names.
    pub names: Names,
    /// School in whose directory they are found.
    pub school: SchoolId,
    /// User name and PHC string of the password; none: they never sign in.
    pub account: Option<(String, String)>,
}

/// Writes it all.
pub async fn write(tx: &mut Tx, all: Directory) -> Result<()> {
    let (since, never, none) = (all.since, Millis::NEVER, String::new());
    tx.insert("insert into academie (code, name)", 2, "", all.academies).await?;
    let schools = all.schools.into_iter().map(|s| {
        let key = fold(&s.name);
        let place = (none.clone(), none.clone(), none.clone(), none.clone(), none.clone(), none.clone());
        let (departement, commune, postal_code, address, phone, mail) = place;
        (
            s.id,
            s.uai,
            s.name,
            s.kind,
            false,
            s.academie,
            departement,
            commune,
            postal_code,
            address,
            phone,
            mail,
            key,
            since,
            never,
        )
    });
    tx.insert(
        "insert into school (id, uai, name, kind, private_sector, academie, departement, commune, postal_code, \
                address, phone, mail, sort_key, updated_at, closed_at)",
        15,
        "",
        schools.collect(),
    )
    .await?;
    let sections = all.sections.into_iter().map(|s| (s.id, s.school, s.kind, s.name, none.clone(), never));
    tx.insert("insert into section (id, school, kind, name, level, closed_at)", 6, "", sections.collect()).await?;
    keys(tx, &all.audiences, &all.people).await?;
    let audiences = all.audiences.into_iter();
    let audiences = audiences.map(|a| (a.id, a.school, a.section, a.kind, a.profile, a.label, a.readers, 0_i64));
    tx.insert(
        "insert into audience (id, school, section, kind, profile, label, readers, open_until)",
        8,
        "",
        audiences.collect(),
    )
    .await?;
    people(tx, all.people, since).await?;
    let affiliations = all.affiliations.into_iter().map(|(p, s, profile)| (p, s, profile, since, never, none.clone()));
    tx.insert("insert into affiliation (person, school, profile, since, until, title)", 6, "", affiliations.collect())
        .await?;
    let memberships = all.memberships.into_iter().map(|(person, audience)| (person, audience, since, never));
    tx.insert("insert into membership (person, audience, since, until)", 4, "", memberships.collect()).await?;
    let guardianships = all.guardianships.into_iter().map(|(guardian, pupil)| (guardian, pupil, since, never));
    tx.insert("insert into guardianship (guardian, pupil, since, until)", 4, "", guardianships.collect()).await?;
    let networks = all.networks.into_iter();
    let networks = networks.map(|(person, school, network)| (person, network, school, since, true, since));
    tx.insert(
        "insert into network_use (person, network, school, known_since, vouched, last_seen_at)",
        6,
        "on conflict do nothing",
        networks.collect(),
    )
    .await?;
    devices(tx, all.devices, since).await
}

/// What can be typed to find them.
async fn keys(tx: &mut Tx, audiences: &[Audience], people: &[Person]) -> Result<()> {
    let of_audience = |a: &Audience| (a.school, fold(&a.label), a.id.uuid(), a.kind);
    let of_person = |p: &Person| (p.school, p.names.sort_key(), p.id.uuid(), AudienceKind::Person);
    let rows: Vec<(SchoolId, String, Uuid, AudienceKind)> =
        audiences.iter().map(of_audience).chain(people.iter().map(of_person)).collect();
    tx.insert("insert into directory_key (school, key, target, kind)", 4, "on conflict do nothing", rows).await?;
    Ok(())
}

async fn people(tx: &mut Tx, people: Vec<Person>, since: Millis) -> Result<()> {
    let (mut rows, mut accounts) = (Vec::with_capacity(people.len()), Vec::with_capacity(people.len()));
    for person in people {
        let key = person.names.sort_key();
        let Names { family, given } = person.names;
        let empty = (String::new(), String::new(), String::new());
        rows.push((person.id, person.key, family, given, key, empty.0, empty.1, empty.2, 0_i64, since, Millis::NEVER));
        if let Some((login, hash)) = person.account {
            accounts.push((person.id, login, AccountState::Active, hash, since, since));
        }
    }
    tx.insert(
        "insert into person (id, source_key, family_name, given_name, sort_key, birth_date, mail, mobile, \
                fingerprint, updated_at, left_at)",
        11,
        "",
        rows,
    )
    .await?;
    tx.insert("insert into account (person, login, state, secret_hash, secret_set_at, created_at)", 6, "", accounts)
        .await?;
    Ok(())
}

async fn devices(tx: &mut Tx, devices: Vec<(DeviceId, [u8; 32], PersonId)>, since: Millis) -> Result<()> {
    let mut once = std::collections::BTreeMap::new();
    for (id, hash, person) in devices {
        once.entry(hash).or_insert((id, Vec::new())).1.push(person);
    }
    let label = "Navigateur habituel".to_owned();
    let rows = once.iter().map(|(hash, (id, _))| (*id, hash.to_vec(), label.clone(), since)).collect();
    tx.insert("insert into device (id, token_hash, label, first_seen_at)", 4, "", rows).await?;
    let uses = once.into_values().flat_map(|(id, people)| people.into_iter().map(move |p| (p, id, since, true, since)));
    tx.insert(
        "insert into device_use (person, device, known_since, vouched, last_seen_at)",
        5,
        "on conflict do nothing",
        uses.collect(),
    )
    .await?;
    Ok(())
}
