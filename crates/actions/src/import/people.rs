//! People of an import: what a record comes to once its schools, classes and guardians are known.

use model::{
    AudienceId, Millis, PersonId, Profile, SchoolId, limits,
    person::Names,
    roster::{Change, Part, PersonRecord, Place, Refusal, SectionRef},
    school::SectionKind,
};
use store::{
    Tx,
    roster::{known, plan},
};

use super::{
    fingerprint,
    ids::Ids,
    records::{Entry, Records},
    schools::{Schools, UNKNOWN},
    sections::People,
    words,
};
use crate::Result;

/// What a record comes to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Resolved {
    pub(super) family: String,
    pub(super) given: String,
    pub(super) birth_date: String,
    pub(super) mail: String,
    pub(super) mobile: String,
    /// School, profile, title; in order.
    pub(super) affiliations: Vec<(SchoolId, Profile, String)>,
    /// Audiences of classes and groups; in order.
    pub(super) sections: Vec<(SectionKind, AudienceId)>,
    /// Guardians.
    pub(super) guardians: Vec<PersonId>,
    /// Keys of the guardians' records; in order.
    pub(super) guardian_keys: Vec<String>,
}

/// What the comparison of one record needs.
pub(super) struct Desk<'a> {
    pub(super) tx: &'a mut Tx,
    pub(super) ids: &'a mut Ids,
    pub(super) schools: &'a mut Schools,
    pub(super) records: &'a mut Records,
    pub(super) rows: &'a mut plan::Rows,
    pub(super) refusals: &'a mut Vec<Refusal>,
    pub(super) now: Millis,
}

impl Desk<'_> {
    /// Works out what a record comes to. `None`: it was refused.
    pub(super) async fn resolve(&mut self, record: &PersonRecord, known: Option<Entry>) -> Result<Option<Resolved>> {
        let mut resolved = Resolved::default();
        if record.change == Change::Partial || is_silent(record) {
            match known {
                Some(entry) => resolved = self.known(record, &entry).await?,
                None if record.change == Change::Partial => {
                    self.refuse(
                        record,
                        "",
                        "",
                        "modification d'une personne inconnue\u{202f}; importez d'abord un export complet",
                    );
                    return Ok(None);
                }
                None => {}
            }
        }
        let said = [
            (&mut resolved.family, &record.family),
            (&mut resolved.given, &record.given),
            (&mut resolved.birth_date, &record.birth_date),
            (&mut resolved.mail, &record.mail),
            (&mut resolved.mobile, &record.mobile),
        ];
        for (field, said) in said {
            if let Some(said) = said {
                field.clone_from(said);
            }
        }
        if let Some(posts) = &record.posts {
            resolved.affiliations.clear();
            for post in posts {
                match self.schools.find(self.tx, &post.school).await? {
                    Some(at) => {
                        let school = self.schools.all[at].id;
                        resolved.affiliations.push((school, post.profile, post.title.clone()));
                    }
                    None => self.refuse(record, "établissement", &shown(&post.school), UNKNOWN),
                }
            }
        }
        self.sections(record, &mut resolved).await?;
        if record.part != Part::Guardian && resolved.affiliations.is_empty() {
            let reason = "aucun de ses établissements n'est connu\u{202f}; la fiche est laissée de côté";
            self.refuse(record, "établissement", "", reason);
            return Ok(None);
        }
        self.guardians(record, &mut resolved).await?;
        resolved.affiliations.sort_unstable();
        resolved.affiliations.dedup_by(|a, b| (a.0, a.1) == (b.0, b.1));
        resolved.sections.sort_unstable_by_key(|(_, audience)| *audience);
        resolved.sections.dedup();
        resolved.guardian_keys.sort_unstable();
        Ok(Some(resolved))
    }

    /// What is known of a person, for what a record does not say.
    async fn known(&mut self, record: &PersonRecord, entry: &Entry) -> Result<Resolved> {
        let mut resolved = Resolved::default();
        let (tx, now) = (&mut *self.tx, self.now);
        if let Some(person) = known::person(tx, entry.person).await? {
            (resolved.family, resolved.given) = (person.family_name, person.given_name);
            (resolved.birth_date, resolved.mail, resolved.mobile) = (person.birth_date, person.mail, person.mobile);
        }
        if record.part != Part::Guardian {
            let profile = if record.part == Part::Pupil { Profile::Pupil } else { Profile::Teacher };
            resolved.affiliations = known::affiliations(tx, entry.person, record.part, now).await?;
            let sections = known::section_memberships(tx, entry.person, profile, now).await?;
            resolved.sections = sections.into_iter().map(|(_, kind, audience)| (kind, audience)).collect();
        }
        if record.part == Part::Pupil {
            let prefix = guardians_prefix(&record.key);
            for (person, key) in known::guardians(tx, entry.person, &prefix, now).await? {
                resolved.guardians.push(person);
                resolved.guardian_keys.push(key);
            }
        }
        Ok(resolved)
    }

    async fn sections(&mut self, record: &PersonRecord, resolved: &mut Resolved) -> Result<()> {
        let profile = if record.part == Part::Pupil { Profile::Pupil } else { Profile::Teacher };
        let said = [(SectionKind::Class, &record.classes), (SectionKind::Group, &record.groups)];
        for (kind, sections) in said {
            let Some(sections) = sections else { continue };
            resolved.sections.retain(|(known, _)| *known != kind);
            for section in sections.iter().take(limits::IMPORT_SECTIONS_PER_PERSON_MAX) {
                let Some(at) = self.schools.find(self.tx, &section.school).await? else {
                    self.refuse(record, "classe ou groupe", &section.name, UNKNOWN);
                    continue;
                };
                let audience = self.audience(at, kind, section, profile, resolved).await?;
                resolved.sections.push((kind, audience));
            }
        }
        Ok(())
    }

    async fn audience(
        &mut self,
        at: usize,
        kind: SectionKind,
        section: &SectionRef,
        profile: Profile,
        resolved: &mut Resolved,
    ) -> Result<AudienceId> {
        let school = self.schools.all[at].id;
        let mut there = resolved.affiliations.iter().filter(|(one, ..)| *one == school);
        // The level of a class that nobody described is that of its first pupil.
        let level = match kind {
            SectionKind::Class => {
                there.next().filter(|(_, p, _)| *p == Profile::Pupil).map(|(_, _, title)| title.clone())
            }
            SectionKind::Group => None,
        };
        if !resolved.affiliations.iter().any(|(one, p, _)| *one == school && Part::of(*p) == Part::of(profile)) {
            resolved.affiliations.push((school, profile, String::new()));
        }
        let mut people = self.people(at).await?;
        let level = level.unwrap_or_default();
        let audience = people.of_section(self.ids, school, (kind, &section.name), profile, &level, self.rows);
        self.schools.all[at].people = Some(people);
        Ok(audience)
    }

    /// Takes the classes and audiences of a school, reading them first if nobody did. The caller puts them back.
    pub(super) async fn people(&mut self, at: usize) -> Result<People> {
        if let Some(people) = self.schools.all[at].people.take() {
            return Ok(people);
        }
        let school = &mut self.schools.all[at];
        let declared = std::mem::take(&mut school.declared);
        let mut people = People::load(self.tx, self.ids, school, self.rows).await?;
        people.declare(self.ids, school.id, &declared, self.rows);
        Ok(people)
    }

    async fn guardians(&mut self, record: &PersonRecord, resolved: &mut Resolved) -> Result<()> {
        let Some(keys) = &record.guardians else { return Ok(()) };
        resolved.guardians.clear();
        resolved.guardian_keys.clear();
        for key in keys.iter().take(limits::IMPORT_GUARDIANS_PER_PUPIL_MAX) {
            if let Some(person) = self.records.present(self.tx, key).await? {
                resolved.guardians.push(person);
                resolved.guardian_keys.push(key.clone());
            } else {
                let id = key.rsplit(':').next().unwrap_or(key);
                let reason =
                    "ce responsable n'est dans aucun fichier\u{202f}; le lien est laissé de côté, l'élève est importé";
                self.refuse(record, "responsable", id, reason);
            }
        }
        Ok(())
    }

    /// Puts a record into the plan with what it comes to.
    pub(super) async fn plan(
        &mut self,
        record: PersonRecord,
        resolved: Resolved,
        known: Option<Entry>,
        number: i64,
    ) -> Result<()> {
        let home = self.home(&record.key).await?;
        let (person, standing, is_main) = match known {
            Some(entry) => (entry.person, plan::Standing::Changed, entry.is_main),
            None => (self.ids.next(), plan::Standing::New, true),
        };
        let fingerprint = fingerprint::record(&resolved);
        self.records.planned(&record.key, person, fingerprint, is_main);
        for (school, profile, title) in &resolved.affiliations {
            self.rows.affiliations.push((person, *school, *profile, title.clone()));
            if let Some(at) = self.schools.at(*school) {
                let people = self.people(at).await?;
                self.rows.memberships.extend(people.of_school(*profile).map(|audience| (person, audience)));
                self.schools.all[at].people = Some(people);
            }
        }
        self.rows.memberships.extend(resolved.sections.iter().map(|(_, audience)| (person, *audience)));
        self.rows.guardianships.extend(resolved.guardians.iter().map(|guardian| (person, *guardian)));
        let login_base = words::login_base(&resolved.given, &resolved.family);
        let names = Names { family: resolved.family, given: resolved.given };
        self.rows.records.push(plan::Record {
            person,
            source_key: record.key,
            number,
            part: record.part,
            standing,
            is_main,
            home,
            says_guardians: record.part == Part::Pupil,
            fingerprint,
            sort_key: names.sort_key(),
            family_name: names.family,
            given_name: names.given,
            birth_date: resolved.birth_date,
            mail: resolved.mail,
            mobile: resolved.mobile,
            login_base,
        });
        Ok(())
    }

    /// Puts the end of a record into the plan.
    pub(super) async fn plan_end(
        &mut self,
        key: String,
        entry: Entry,
        part: Part,
        standing: plan::Standing,
        number: i64,
    ) -> Result<()> {
        let home = self.home(&key).await?;
        self.records.ended(&key);
        self.rows.records.push(plan::Record {
            person: entry.person,
            source_key: key,
            number,
            part,
            standing,
            is_main: entry.is_main,
            home,
            says_guardians: part == Part::Pupil,
            fingerprint: 0,
            family_name: String::new(),
            given_name: String::new(),
            sort_key: String::new(),
            birth_date: String::new(),
            mail: String::new(),
            mobile: String::new(),
            login_base: String::new(),
        });
        Ok(())
    }

    /// The only school that a source speaks of: ONDE files hold one.
    async fn home(&mut self, key: &str) -> Result<Option<SchoolId>> {
        let Some(rest) = key.strip_prefix("onde:") else { return Ok(None) };
        let code = rest.split(':').next().unwrap_or_default();
        let Ok(uai) = model::Uai::parse(code) else { return Ok(None) };
        let at = self.schools.find(self.tx, &model::roster::SchoolRef::Uai(uai)).await?;
        Ok(at.map(|at| self.schools.all[at].id))
    }

    fn refuse(&mut self, record: &PersonRecord, field: &str, value: &str, reason: &str) {
        self.refusals.push(refusal(&record.place, field, value, reason));
    }
}

/// A refusal at a place.
pub(super) fn refusal(place: &Place, field: &str, value: &str, reason: &str) -> Refusal {
    Refusal {
        place: place.clone(),
        field: field.to_owned(),
        value: value.to_owned(),
        reason: reason.to_owned(),
        key: None,
    }
}

/// Whether the record keeps silent about something that the directory may know.
fn is_silent(record: &PersonRecord) -> bool {
    let texts = [&record.family, &record.given, &record.birth_date, &record.mail, &record.mobile];
    let lists = match record.part {
        Part::Guardian => false,
        Part::Pupil => record.guardians.is_none() || record.classes.is_none() || record.groups.is_none(),
        Part::Staff => record.posts.is_none() || record.classes.is_none() || record.groups.is_none(),
    };
    lists || texts.iter().any(|text| text.is_none())
}

/// `aaf:eleve:12` names its guardians `aaf:resp:…`.
fn guardians_prefix(key: &str) -> String {
    key.split_once(":eleve:").map_or_else(|| key.to_owned(), |(source, _)| format!("{source}:resp:"))
}

fn shown(school: &model::roster::SchoolRef) -> String {
    match school {
        model::roster::SchoolRef::Uai(uai) => uai.to_string(),
        model::roster::SchoolRef::Key(key) => key.rsplit(':').next().unwrap_or(key).to_owned(),
    }
}
