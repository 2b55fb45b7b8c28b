//! Where schools stand: the desk's table, and what families may know of their own.

use std::collections::BTreeMap;

use askama::Template;
use model::{
    Millis, SchoolId,
    school::SchoolKind,
    situation::{Check, Facets, Pupils, Reception, Reopening, Threat},
};

use super::{
    Band, Frame, Here, Icon, SiteRow, Tone,
    school::{self, tone},
};
use crate::{dates::Calendar, locale::Locale};

/// `GET /situations`.
#[derive(Debug, Template)]
#[template(path = "situations.html", blocks = ["list"])]
pub struct SituationsPage {
    /// The frame.
    pub frame: Frame,
    /// Open ones first, then those that changed last.
    pub rows: Vec<SituationRow>,
}

/// One school.
#[derive(Debug, Clone)]
pub struct SituationRow {
    /// The school.
    pub id: SchoolId,
    /// Its national code.
    pub uai: String,
    /// Its name.
    pub name: String,
    /// Its kind.
    pub kind: SchoolKind,
    /// Its commune.
    pub commune: String,
    /// Its département.
    pub departement: String,
    /// Where it stands.
    pub facets: Facets,
    /// Pupils who have nowhere to go.
    pub stranded: i64,
    /// When it was said to open again.
    pub reopening_at: Option<Millis>,
    /// When it last changed.
    pub changed_at: Millis,
    /// Families were told since something last changed for them.
    pub told: bool,
    /// A roll call is under way.
    pub calling: bool,
    /// It is over.
    pub closed: bool,
}

/// Figures of some schools.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct SituationFigures {
    /// Schools.
    pub schools: i64,
    /// Threatened, and nobody has lifted the doubt.
    pub threatened: i64,
    /// Evacuated, sheltered, suspended or closed.
    pub shut: i64,
    /// The police are there, or were called.
    pub searched: i64,
    /// levées de doute
    pub cleared: i64,
    /// Open again.
    pub reopened: i64,
    /// Pupils who have nowhere to go.
    pub stranded: i64,
}

impl SituationFigures {
    fn add(&mut self, row: &SituationRow) {
        let Facets { threat, reception, check, reopening, pupils } = row.facets;
        self.schools += 1;
        self.threatened +=
            i64::from(matches!(threat, Threat::Reported | Threat::Credible) && check != Check::AllClear && !row.closed);
        self.shut += i64::from(!reception.is_open() && !row.closed);
        self.searched += i64::from(matches!(check, Check::Asked | Check::UnderWay) && !row.closed);
        self.cleared += i64::from(check == Check::AllClear);
        self.reopened += i64::from(reopening == Reopening::Reopened);
        if pupils == Pupils::WithoutSolution && !row.closed {
            self.stranded += row.stranded;
        }
    }
}

impl SituationsPage {
    /// Of all.
    pub fn all(&self) -> SituationFigures {
        let mut figures = SituationFigures::default();
        self.rows.iter().for_each(|row| figures.add(row));
        figures
    }

    /// Figures of groups of schools: the phrase that names the grouping, and each group with its figures.
    pub fn groups(&self) -> [(&'static str, Vec<(String, SituationFigures)>); 2] {
        [("situations-by-kind", self.by_kind()), ("situations-by-departement", self.by_departement())]
    }

    fn by_kind(&self) -> Vec<(String, SituationFigures)> {
        let mut kinds: BTreeMap<SchoolKind, SituationFigures> = BTreeMap::new();
        for row in &self.rows {
            kinds.entry(row.kind).or_default().add(row);
        }
        let name = |kind: SchoolKind| self.frame.locale().say(format!("kind-{}", kind.code())).to_string();
        kinds.into_iter().map(|(kind, figures)| (name(kind), figures)).collect()
    }

    fn by_departement(&self) -> Vec<(String, SituationFigures)> {
        let mut places: BTreeMap<String, SituationFigures> = BTreeMap::new();
        for row in &self.rows {
            places.entry(row.departement.clone()).or_default().add(row);
        }
        places.into_iter().collect()
    }
}

impl SituationRow {
    /// How serious it is.
    pub fn tone(&self) -> &'static str {
        if self.closed { Tone::Plain.class() } else { tone(&self.facets).class() }
    }
    /// What is known of the threat.
    pub fn threat(&self, t: &Locale) -> String {
        school::threat(*t, self.facets.threat)
    }
    /// How pupils are received.
    pub fn reception(&self, t: &Locale) -> String {
        school::reception(*t, self.facets.reception)
    }
    /// Where they are.
    pub fn pupils(&self, t: &Locale) -> String {
        match self.facets.pupils {
            Pupils::WithoutSolution => t.say("line-stranded").arg("count", self.stranded).to_string(),
            other => school::pupils(*t, other),
        }
    }
    /// The police's search.
    pub fn check(&self, t: &Locale) -> String {
        school::check(*t, self.facets.check)
    }
    /// When it opens again.
    pub fn reopening(&self, clock: &Calendar) -> String {
        let word = school::reopening(clock.locale, self.facets.reopening);
        match self.reopening_at.filter(|_| matches!(self.facets.reopening, Reopening::Expected | Reopening::Postponed))
        {
            Some(at) => format!("{word}, {}", clock.long(at)),
            None => word,
        }
    }
}

/// What people of a school may know of its situation.
#[derive(Debug, Clone)]
pub struct PublicSituation {
    /// The school.
    pub school: SchoolId,
    /// Its name.
    pub name: String,
    /// Where it stands.
    pub facets: Facets,
    /// Where pupils are gathered; blank when they are not.
    pub gathered_at: String,
    /// Where they are received.
    pub sites: Vec<SiteRow>,
    /// When it opens again.
    pub reopening_at: Option<Millis>,
    /// When it last changed.
    pub changed_at: Millis,
    /// The authority that said that there is no danger, and when.
    pub cleared: Option<(String, Millis)>,
    /// When the next word comes.
    pub next_word_at: Option<Millis>,
    /// A roll call that the reader may mark is under way.
    pub calling: bool,
    /// The reader heads the school.
    pub heads: bool,
}

impl PublicSituation {
    /// What they read, a sentence each: how pupils are received, where they are, what the police do, when it opens.
    pub fn sentences(&self, clock: &Calendar) -> Vec<String> {
        let t = clock.locale;
        let mut said = vec![self.reception(t)];
        match self.facets.pupils {
            Pupils::Gathered if !self.gathered_at.is_empty() => {
                said.push(t.say("public-gathered").arg("place", self.gathered_at.as_str()).to_string());
            }
            Pupils::HandedOver => said.push(t.say("public-handed-over").to_string()),
            Pupils::WithoutSolution => said.push(t.say("public-without-solution").to_string()),
            // That everybody is safe is for the school to say, once it has counted.
            Pupils::Gathered | Pupils::InClass | Pupils::Elsewhere => {}
        }
        match (self.facets.check, &self.cleared) {
            (Check::AllClear, Some((authority, at))) => {
                let phrase =
                    t.say("public-all-clear").arg("authority", authority.as_str()).arg("when", clock.long(*at));
                said.push(phrase.to_string());
            }
            (Check::UnderWay, _) => said.push(t.say("public-check").to_string()),
            _ => {}
        }
        match (self.facets.reopening, self.reopening_at) {
            (Reopening::Expected, Some(at)) => {
                said.push(t.say("public-reopens").arg("when", clock.long(at)).to_string());
            }
            (Reopening::Postponed, Some(at)) => {
                said.push(t.say("public-postponed").arg("when", clock.long(at)).to_string());
            }
            (Reopening::Reopened, _) => said.push(t.say("public-reopened").to_string()),
            _ => {}
        }
        if let Some(at) = self.next_word_at {
            said.push(t.say("public-next-word").arg("when", clock.long(at)).to_string());
        }
        said
    }

    fn reception(&self, t: Locale) -> String {
        let code = self.facets.reception.code();
        t.say(format!("public-reception-{code}")).to_string()
    }

    /// As one quiet line over every page of theirs.
    pub fn band(&self, t: Locale) -> Band {
        if self.calling {
            return Band {
                tone: Tone::Danger,
                sentence: t.say("band-roll-call").arg("school", self.name.as_str()).to_string(),
                until: None,
                href: Some(format!("/school/{}/roll-call", self.school)),
            };
        }
        if self.heads {
            return Band {
                tone: tone(&self.facets),
                sentence: t.say("band-head").arg("school", self.name.as_str()).to_string(),
                until: None,
                href: Some(format!("/school/{}", self.school)),
            };
        }
        let open = matches!(self.facets.reception, Reception::Normal | Reception::Reinforced);
        let sentence = self.reception(t);
        let phrase = t.say("band-situation").arg("school", self.name.as_str()).arg("sentence", sentence);
        Band {
            tone: if open { Tone::Plain } else { tone(&self.facets) },
            sentence: phrase.to_string(),
            until: None,
            href: Some("/official".to_owned()),
        }
    }
}
