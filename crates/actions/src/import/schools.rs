//! Schools of an import: found or made, compared, and asked for by whatever name a roster gives them.

use std::collections::{HashMap, HashSet};

use model::{
    Millis, SchoolId, Uai,
    roster::{SchoolRecord, SchoolRef},
    school::SchoolKind,
    text::fold,
};
use store::{
    Tx,
    roster::{known, plan},
};

use super::{ids::Ids, report::Preview, sections::People, territory};
use crate::Result;

/// A school that this import has met.
pub(super) struct School {
    pub(super) id: SchoolId,
    /// What is known of it; none for a new one.
    known: Option<plan::SchoolFacts>,
    /// What is to be known of it.
    pub(super) facts: plan::SchoolFacts,
    /// The open directory of schools speaks of it: its words are kept.
    by_annuaire: bool,
    /// Its people are in the files.
    pub(super) in_scope: bool,
    /// Whether it stands in a file, and is not only named by a person.
    listed: bool,
    /// Beginning of the keys of its pupils, when it is in scope.
    pub(super) pupils: Option<String>,
    /// Its classes, groups and audiences, once somebody asked for them.
    pub(super) people: Option<People>,
    /// Classes and groups that its record lists.
    pub(super) declared: Vec<model::roster::SectionRecord>,
}

/// The schools of one import.
#[derive(Default)]
pub(super) struct Schools {
    pub(super) all: Vec<School>,
    by_uai: HashMap<String, usize>,
    by_id: HashMap<SchoolId, usize>,
    by_key: HashMap<String, Option<usize>>,
    sources: Vec<(String, SchoolId)>,
    territory: HashSet<(&'static str, String)>,
    places: Vec<(&'static str, String, String, i64)>,
}

/// Why a school cannot be taken.
pub(super) const UNKNOWN: &str = "aucun établissement connu n'a ce code\u{202f}; importez d'abord l'Annuaire de l'éducation ou le fichier EtabEducNat";

impl Schools {
    /// Takes what a roster says of a school; false when nobody knows it and the roster does not name it.
    pub(super) async fn take(
        &mut self,
        tx: &mut Tx,
        ids: &mut Ids,
        record: SchoolRecord,
        now: Millis,
        preview: &mut Preview,
    ) -> Result<bool> {
        let uai = record.uai.clone();
        if !uai.check_letter_holds() {
            preview.warn(|| {
                format!(
                    "La lettre de contrôle du code UAI {uai} n'est pas la bonne\u{202f}: vérifiez ce code à la source."
                )
            });
        }
        let Some(at) = self.find_or_make(tx, ids, &record).await? else { return Ok(false) };
        let school = &mut self.all[at];
        let from_annuaire = record.key.starts_with("annuaire:");
        merge(school, &record, from_annuaire || !school.by_annuaire, now);
        school.by_annuaire |= from_annuaire;
        school.listed = true;
        if record.has_people {
            school.in_scope = true;
            school.pupils = Some(match record.key.strip_prefix("onde:") {
                Some(uai) => format!("onde:{uai}:eleve:"),
                None => "aaf:eleve:".to_owned(),
            });
        }
        school.declared.extend(record.sections);
        let academie = (record.academie, record.academie_name.as_deref());
        place(&mut school.facts, &uai, academie, record.departement.as_deref());
        let (academie, departement) = (school.facts.academie, school.facts.departement.clone());
        self.sources.push((record.key.clone(), school.id));
        self.by_key.insert(record.key, Some(at));
        self.name_place("academie", academie.to_string(), record.academie_name, academie);
        self.name_place("departement", departement, record.departement_name, academie);
        Ok(true)
    }

    /// The school that a roster names, if anybody knows it.
    pub(super) async fn find(&mut self, tx: &mut Tx, name: &SchoolRef) -> Result<Option<usize>> {
        match name {
            SchoolRef::Uai(uai) => self.find_uai(tx, uai.as_str()).await,
            SchoolRef::Key(key) => {
                if let Some(known) = self.by_key.get(key) {
                    return Ok(*known);
                }
                let found = match known::school_by_key(tx, key).await? {
                    Some(uai) => self.find_uai(tx, &uai).await?,
                    None => None,
                };
                self.by_key.insert(key.clone(), found);
                Ok(found)
            }
        }
    }

    /// The place of a school that was found.
    pub(super) fn at(&self, id: SchoolId) -> Option<usize> {
        self.by_id.get(&id).copied()
    }

    async fn find_uai(&mut self, tx: &mut Tx, uai: &str) -> Result<Option<usize>> {
        if let Some(at) = self.by_uai.get(uai) {
            return Ok(Some(*at));
        }
        let Some(known) = known::school(tx, uai).await? else { return Ok(None) };
        let by_annuaire = known::school_by_key(tx, &format!("annuaire:{uai}")).await?.is_some();
        Ok(Some(self.add(known.id, Some(known.facts.clone()), known.facts, by_annuaire)))
    }

    async fn find_or_make(&mut self, tx: &mut Tx, ids: &mut Ids, record: &SchoolRecord) -> Result<Option<usize>> {
        if let Some(at) = self.find_uai(tx, record.uai.as_str()).await? {
            return Ok(Some(at));
        }
        if record.name.is_none() {
            return Ok(None);
        }
        Ok(Some(self.add(ids.next(), None, empty(&record.uai), false)))
    }

    fn add(
        &mut self,
        id: SchoolId,
        known: Option<plan::SchoolFacts>,
        facts: plan::SchoolFacts,
        by_annuaire: bool,
    ) -> usize {
        self.by_uai.insert(facts.uai.clone(), self.all.len());
        self.by_id.insert(id, self.all.len());
        self.all.push(School {
            id,
            known,
            facts,
            by_annuaire,
            in_scope: false,
            listed: false,
            pupils: None,
            people: None,
            declared: Vec::new(),
        });
        self.all.len() - 1
    }

    fn name_place(&mut self, kind: &'static str, code: String, name: Option<String>, academie: i64) {
        let known = u8::try_from(academie).ok().and_then(model::territory::academie_name);
        let name = match (kind, name) {
            ("academie", _) if known.is_some() => known.unwrap_or_default().to_owned(),
            (_, Some(name)) => name,
            ("academie", None) => "Académie inconnue".to_owned(),
            (_, None) => return,
        };
        if self.territory.insert((kind, code.clone())) {
            self.places.push((kind, code, name, academie));
        }
    }

    /// Compares every school that was read, once all were: what differs goes into the plan.
    pub(super) fn settle(&mut self, rows: &mut plan::Rows, preview: &mut Preview) {
        for school in self.all.iter_mut().filter(|school| school.listed) {
            school.facts.sort_key = fold(&format!("{} {}", school.facts.name, school.facts.commune));
            let (is_new, was_open) = match &school.known {
                None => (true, false),
                Some(known) => (false, known.closed_at == Millis::NEVER.0),
            };
            let is_changed = school.known.as_ref().is_some_and(|known| *known != school.facts);
            let counts = &mut preview.schools;
            match () {
                () if is_new => counts.created += 1,
                () if is_changed && was_open && school.facts.closed_at != Millis::NEVER.0 => counts.closed += 1,
                () if is_changed => counts.changed += 1,
                () => counts.unchanged += 1,
            }
            if is_new || is_changed || school.in_scope {
                let facts = school.facts.clone();
                rows.schools.push(plan::School { id: school.id, is_new, is_changed, in_scope: school.in_scope, facts });
            }
            // Tens of thousands of schools may have been compared: only their new facts are of use from here on.
            school.known = None;
            school.listed = false;
        }
        rows.school_sources.append(&mut self.sources);
        rows.territory.append(&mut self.places);
    }
}

fn empty(uai: &Uai) -> plan::SchoolFacts {
    plan::SchoolFacts {
        uai: uai.to_string(),
        name: String::new(),
        kind: SchoolKind::Other,
        private_sector: false,
        academie: i64::from(territory::UNKNOWN),
        departement: String::new(),
        commune: String::new(),
        postal_code: String::new(),
        address: String::new(),
        phone: String::new(),
        mail: String::new(),
        latitude: None,
        longitude: None,
        sort_key: String::new(),
        closed_at: Millis::NEVER.0,
    }
}

/// Puts what the record says into what is known; without authority, only where nothing is known.
fn merge(school: &mut School, record: &SchoolRecord, has_authority: bool, now: Millis) {
    let is_new = school.known.is_none();
    let facts = &mut school.facts;
    let texts = [
        (&mut facts.name, &record.name),
        (&mut facts.commune, &record.commune),
        (&mut facts.postal_code, &record.postal_code),
        (&mut facts.address, &record.address),
        (&mut facts.phone, &record.phone),
        (&mut facts.mail, &record.mail),
    ];
    for (known, said) in texts {
        if let Some(said) = said
            && (has_authority || known.is_empty())
        {
            known.clone_from(said);
        }
    }
    if let Some(kind) = record.kind
        && (has_authority || facts.kind == SchoolKind::Other)
    {
        facts.kind = kind;
    }
    if let Some(private_sector) = record.private_sector
        && (has_authority || is_new)
    {
        facts.private_sector = private_sector;
    }
    facts.latitude = record.latitude.or(facts.latitude);
    facts.longitude = record.longitude.or(facts.longitude);
    match record.closed {
        Some(true) => facts.closed_at = facts.closed_at.min(now.0),
        Some(false) => facts.closed_at = Millis::NEVER.0,
        None => {}
    }
}

/// The académie and the département: as said, else as the code tells, else as known.
fn place(facts: &mut plan::SchoolFacts, uai: &Uai, academie: (Option<u8>, Option<&str>), departement: Option<&str>) {
    if let Some(said) = departement {
        said.clone_into(&mut facts.departement);
    } else if facts.departement.is_empty() {
        facts.departement = territory::departement(uai);
    }
    let (code, name) = academie;
    let said = code.or_else(|| name.and_then(territory::academie_by_name));
    let unknown = facts.academie == i64::from(territory::UNKNOWN);
    let told = || territory::academie_of(&facts.departement).filter(|_| unknown);
    if let Some(code) = said.or_else(told) {
        facts.academie = i64::from(code);
    }
}
