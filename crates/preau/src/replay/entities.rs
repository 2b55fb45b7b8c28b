//! Schools, groups and accounts of a recording, as a directory.
//!
//! Only the accounts that act are listed, and little of them: where the recording does not say who teaches which class,
//! or whose parent somebody is, the benefit of the doubt is theirs, so that no letter is refused for what is not known.
//! A teacher without class teaches every class of the school; a parent has one child, in the class that is named, or
//! without one in every class.

use std::{collections::BTreeMap, path::Path};

use actions::App;
use model::{
    AudienceId, DeviceId, Millis, PersonId, Profile, SchoolId, SectionId, Uai,
    audience::AudienceKind,
    network::{self, NetworkClass},
    person::Names,
    school::{SchoolKind, SectionKind},
};
use serde::Deserialize;
use store::provision::{Audience, Directory, Person, School, Section};

use super::{Error, events::network_class, files};

/// The file.
#[derive(Debug, Deserialize)]
pub(super) struct Entities {
    pub(super) schools: Vec<SchoolLine>,
    #[serde(default)]
    pub(super) groups: Vec<GroupLine>,
    pub(super) accounts: Vec<AccountLine>,
}

#[derive(Debug, Deserialize)]
pub(super) struct SchoolLine {
    school: String,
    #[serde(default)]
    region: String,
    #[serde(default)]
    kind: String,
    #[serde(default)]
    label: Option<String>,
}

#[derive(Debug, Deserialize)]
pub(super) struct GroupLine {
    group: String,
    school: String,
    #[serde(default)]
    label: Option<String>,
    #[serde(default)]
    members: i64,
}

#[derive(Debug, Deserialize)]
pub(super) struct AccountLine {
    account: String,
    school: String,
    role: Role,
    #[serde(default)]
    class: Option<String>,
    #[serde(default)]
    known_devices: Vec<String>,
    /// Address from which they usually come.
    #[serde(default)]
    home_net: Option<String>,
    #[serde(default)]
    asn_class: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Role {
    Pupil,
    Parent,
    Teacher,
    Staff,
    Head,
    Life,
}

impl Role {
    const fn profile(self) -> Profile {
        match self {
            Role::Pupil => Profile::Pupil,
            Role::Parent => Profile::Guardian,
            Role::Teacher => Profile::Teacher,
            Role::Staff | Role::Life => Profile::Staff,
            Role::Head => Profile::Head,
        }
    }
}

/// Where those of the recording are in the database.
#[derive(Debug, Default)]
pub(super) struct Cast {
    /// Accounts by key, with their user names.
    pub(super) people: BTreeMap<String, (PersonId, String)>,
    /// Groups by key.
    pub(super) groups: BTreeMap<String, AudienceId>,
}

impl Entities {
    /// Reads the file.
    pub(super) fn read(path: &Path) -> Result<Entities, Error> {
        let text = files::whole(path)?;
        serde_json::from_slice(&text).map_err(|source| Error::Entities { path: path.display().to_string(), source })
    }

    /// The directory that holds them all since a moment, everybody with the same password.
    pub(super) fn directory(&self, app: &App, secret_hash: &str, since: Millis) -> (Directory, Cast) {
        let mut making = Making {
            app,
            all: Directory { since, ..Directory::default() },
            cast: Cast::default(),
            schools: BTreeMap::new(),
            sections: BTreeMap::new(),
            audiences: BTreeMap::new(),
        };
        making.schools(&self.schools);
        self.groups.iter().for_each(|group| making.group(group));
        for account in &self.accounts {
            if let Some(class) = &account.class {
                making.section(&account.school, class, SectionKind::Class);
            }
        }
        self.accounts.iter().for_each(|account| making.account(account, secret_hash));
        making.count_unnamed();
        (making.all, making.cast)
    }
}

/// A place that may be written to: the whole school, or one of its classes and groups.
type Place = (String, Option<String>, Profile);

struct Making<'a> {
    app: &'a App,
    all: Directory,
    cast: Cast,
    schools: BTreeMap<String, SchoolId>,
    /// Classes and groups by school and key.
    sections: BTreeMap<(String, String), SectionId>,
    audiences: BTreeMap<Place, AudienceId>,
}

impl Making<'_> {
    fn schools(&mut self, lines: &[SchoolLine]) {
        let mut regions: Vec<&str> = lines.iter().map(|line| line.region.as_str()).collect();
        regions.sort_unstable();
        regions.dedup();
        // Codes that no académie has.
        let code = |region: &str| 200 + regions.iter().position(|known| *known == region).unwrap_or_default() as i64;
        self.all.academies = regions.iter().map(|region| (code(region), (*region).to_owned())).collect();
        for (number, line) in (0..).zip(lines) {
            let id = self.app.id::<SchoolId>();
            self.schools.insert(line.school.clone(), id);
            self.all.schools.push(School {
                id,
                uai: Uai::from_number(9_000_000 + number),
                name: line.label.clone().unwrap_or_else(|| line.school.clone()),
                kind: SchoolKind::from_code(&line.kind).unwrap_or(SchoolKind::Other),
                academie: code(&line.region),
            });
            for profile in Profile::ALL {
                self.audience(&line.school, None, *profile);
            }
        }
    }

    fn section(&mut self, school: &str, key: &str, kind: SectionKind) {
        let place = (school.to_owned(), key.to_owned());
        let Some(at) = self.schools.get(school).copied().filter(|_| !self.sections.contains_key(&place)) else {
            return;
        };
        let id = self.app.id::<SectionId>();
        self.sections.insert(place, id);
        self.all.sections.push(Section { id, school: at, kind, name: key.to_owned() });
        for profile in [Profile::Pupil, Profile::Guardian, Profile::Teacher] {
            self.audience(school, Some(key), profile);
        }
    }

    /// The audience of a place, made when it is not there yet.
    fn audience(&mut self, school: &str, section: Option<&str>, profile: Profile) -> Option<AudienceId> {
        let place: Place = (school.to_owned(), section.map(str::to_owned), profile);
        if let Some(known) = self.audiences.get(&place) {
            return Some(*known);
        }
        let at = *self.schools.get(school)?;
        let of = match section {
            Some(key) => Some(*self.sections.get(&(school.to_owned(), key.to_owned()))?),
            None => None,
        };
        let kind = match section {
            None => AudienceKind::School,
            Some(key) if is_class(key) => AudienceKind::Class,
            Some(_) => AudienceKind::Group,
        };
        let id = self.app.id::<AudienceId>();
        self.audiences.insert(place, id);
        let label = format!("{} – {profile}", section.unwrap_or(school));
        self.all.audiences.push(Audience { id, school: at, section: of, kind, profile, label, readers: 0 });
        Some(id)
    }

    /// A group that is written to by its key, as large as it is said to be.
    fn group(&mut self, line: &GroupLine) {
        let name = line.group.split_once(':').map_or(line.group.as_str(), |(_, name)| name);
        let audience = match name {
            "ALL-PUPILS" => self.audience(&line.school, None, Profile::Pupil),
            "ALL-PARENTS" => self.audience(&line.school, None, Profile::Guardian),
            _ => {
                let (base, of) = name.split_once(['-', ':']).unwrap_or((name, ""));
                let class = is_class(base).then(|| format!("{}:{base}", line.school));
                let key = class.unwrap_or_else(|| line.group.clone());
                let kind = if is_class(base) { SectionKind::Class } else { SectionKind::Group };
                self.section(&line.school, &key, kind);
                self.audience(&line.school, Some(&key), profile_of(if is_class(base) { of } else { name }))
            }
        };
        let Some(id) = audience else { return };
        self.cast.groups.insert(line.group.clone(), id);
        if let Some(audience) = self.all.audiences.iter_mut().rfind(|audience| audience.id == id) {
            audience.readers = line.members.max(1);
            if let Some(label) = &line.label {
                audience.label.clone_from(label);
            }
            if name.starts_with("ALL") {
                audience.kind = AudienceKind::School;
            }
        }
    }

    fn account(&mut self, line: &AccountLine, secret_hash: &str) {
        let Some(school) = self.schools.get(&line.school).copied() else { return };
        let login = line.account.to_lowercase();
        let id = self.person(&line.account, school, Some((login.clone(), secret_hash.to_owned())));
        self.cast.people.insert(line.account.clone(), (id, login));
        let profile = line.role.profile();
        self.all.affiliations.push((id, school, profile));
        self.join(id, &line.school, None, profile);
        if profile.is_adult_of_school() {
            let everybody = format!("{}:ALL-STAFF", line.school);
            self.join(id, &line.school, Some(&everybody), Profile::Teacher);
        }
        let classes = self.classes(line);
        match profile {
            Profile::Pupil | Profile::Teacher => {
                for class in &classes {
                    self.join(id, &line.school, Some(class), profile);
                }
            }
            Profile::Guardian => self.guardian(id, line, &classes),
            Profile::Staff | Profile::Head => {}
        }
        for device in &line.known_devices {
            let hash = actions::token::hash(device);
            self.all.devices.push((self.app.id::<DeviceId>(), hash, id));
        }
        let class = network_class(line.asn_class.as_deref().unwrap_or_default());
        let home = line.home_net.as_deref().and_then(network::key).filter(|_| class != NetworkClass::Mobile);
        self.all.networks.extend(home.map(|network| (id, school, network)));
    }

    /// The class that the recording names, or every class of the school for those of whom it is not known.
    fn classes(&self, line: &AccountLine) -> Vec<String> {
        match &line.class {
            Some(class) => vec![class.clone()],
            None if line.role == Role::Pupil => Vec::new(),
            None => {
                let of_school = self.sections.keys().filter(|(school, key)| *school == line.school && is_class(key));
                of_school.map(|(_, key)| key.clone()).collect()
            }
        }
    }

    /// A parent, and the child who makes them one.
    fn guardian(&mut self, id: PersonId, line: &AccountLine, classes: &[String]) {
        let Some(school) = self.schools.get(&line.school).copied() else { return };
        let child = self.person(&format!("{}-E", line.account), school, None);
        self.all.affiliations.push((child, school, Profile::Pupil));
        self.all.guardianships.push((id, child));
        for class in classes {
            self.join(child, &line.school, Some(class), Profile::Pupil);
        }
        if let Some(class) = &line.class {
            self.join(id, &line.school, Some(class), Profile::Guardian);
        }
    }

    fn person(&mut self, key: &str, school: SchoolId, account: Option<(String, String)>) -> PersonId {
        let id = self.app.id::<PersonId>();
        let names = Names { family: key.to_owned(), given: String::new() };
        self.all.people.push(Person { id, key: key.to_owned(), names, school, account });
        id
    }

    fn join(&mut self, person: PersonId, school: &str, section: Option<&str>, profile: Profile) {
        let place: Place = (school.to_owned(), section.map(str::to_owned), profile);
        if let Some(audience) = self.audiences.get(&place) {
            self.all.memberships.push((person, *audience));
        }
    }

    /// Audiences that the recording gives no size are as large as those we know in them.
    fn count_unnamed(&mut self) {
        let mut members: BTreeMap<AudienceId, i64> = BTreeMap::new();
        for (_, audience) in &self.all.memberships {
            *members.entry(*audience).or_default() += 1;
        }
        for audience in self.all.audiences.iter_mut().filter(|audience| audience.readers == 0) {
            audience.readers = members.get(&audience.id).copied().unwrap_or(0);
        }
    }
}

/// `S001:CL01` or `CL01`.
fn is_class(key: &str) -> bool {
    key.rsplit(':').next().unwrap_or(key).starts_with("CL")
}

/// Whom a group is of, by its name.
fn profile_of(name: &str) -> Profile {
    if name.contains("PARENT") {
        Profile::Guardian
    } else if ["STAFF", "TEACH", "PROF"].iter().any(|word| name.contains(word)) {
        Profile::Teacher
    } else {
        Profile::Pupil
    }
}
