//! Groups across classes: second languages, options, spécialités, and one project of exactly 28 pupils in each lycée.

use model::school::SchoolKind;

use super::{Group, Maker, Pupil, School};
use crate::{
    chance::Chance,
    subjects::{
        ARABIC, ARTS, BIOLOGY, COMPUTING, ECONOMICS, ENGLISH_LETTERS, FRENCH, GEOPOLITICS, GERMAN, HUMANITIES, ITALIAN,
        LATIN, MATHS, MUSIC, PHYSICS, SPANISH, Subject,
    },
};

/// Pupils of the project of a lycée.
pub(crate) const PROJECT_PUPILS: usize = 28;
/// Most pupils of any other group.
pub(crate) const GROUP_PUPILS_MAX: usize = 30;

/// A subject that pupils choose: how it is abbreviated, its label, how often it is chosen.
type Choice = (&'static Subject, &'static str, &'static str, usize);

const LANGUAGES: &[Choice] = &[
    (&SPANISH, "ESP", "Espagnol LV2", 62),
    (&GERMAN, "ALL", "Allemand LV2", 18),
    (&ITALIAN, "ITA", "Italien LV2", 14),
    (&ARABIC, "ARA", "Arabe LV2", 6),
];
const SPECIALITIES: &[Choice] = &[
    (&MATHS, "MATHS", "Spécialité mathématiques", 26),
    (&ECONOMICS, "SES", "Spécialité SES", 20),
    (&PHYSICS, "PC", "Spécialité physique-chimie", 16),
    (&BIOLOGY, "SVT", "Spécialité SVT", 14),
    (&GEOPOLITICS, "HGGSP", "Spécialité HGGSP", 12),
    (&ENGLISH_LETTERS, "LLCER", "Spécialité LLCER anglais", 6),
    (&HUMANITIES, "HLP", "Spécialité HLP", 4),
    (&COMPUTING, "NSI", "Spécialité NSI", 4),
];

/// A group to be made of some pupils.
struct Plan {
    prefix: String,
    label: String,
    subject: &'static Subject,
    tenths: u32,
    pupils: Vec<usize>,
}

/// Puts pupils into groups.
pub(super) fn make(maker: &mut Maker<'_>, schools: &mut [School], pupils: &mut [Pupil]) {
    for (at, school) in schools.iter_mut().enumerate() {
        let plans = match school.kind {
            SchoolKind::College => college(&mut maker.chance, at, pupils),
            SchoolKind::Lycee => lycee(&mut maker.chance, at, pupils),
            SchoolKind::Primary | SchoolKind::Other => Vec::new(),
        };
        for plan in plans {
            plan.part(school, pupils);
        }
        if school.kind == SchoolKind::Lycee {
            project(&mut maker.chance, at, pupils).part(school, pupils);
        }
    }
}

fn college(chance: &mut Chance, school: usize, pupils: &[Pupil]) -> Vec<Plan> {
    let mut plans = Vec::new();
    for level in ["5", "4", "3"] {
        let all = of(school, pupils, |pupil| pupil.level.short == level);
        let prefix = format!("{level}E");
        plans.extend(chosen(chance, &all, LANGUAGES, 1, &prefix, 25));
        let latin = some(chance, &all, 14);
        plans.push(Plan::of(&format!("{prefix} LATIN"), "Latin", &LATIN, 20, latin));
    }
    let all = of(school, pupils, |_| true);
    let choir = some(chance, &all, 6);
    plans.push(Plan::of("CHORALE", "Chorale", &MUSIC, 10, choir));
    plans
}

fn lycee(chance: &mut Chance, school: usize, pupils: &[Pupil]) -> Vec<Plan> {
    let mut plans = Vec::new();
    for (first, prefix) in [("2", "2NDE"), ("1", "1RE"), ("T", "TLE")] {
        let all = of(school, pupils, |pupil| pupil.level.short.starts_with(first));
        plans.extend(chosen(chance, &all, LANGUAGES, 1, prefix, 25));
    }
    for (level, number, tenths) in [("1G", 3, 40), ("TG", 2, 60)] {
        let all = of(school, pupils, |pupil| pupil.level.short == level);
        plans.extend(chosen(chance, &all, SPECIALITIES, number, level, tenths));
    }
    let seconds = of(school, pupils, |pupil| pupil.level.age == 15);
    for (prefix, label, subject) in [("2NDE LATIN", "Latin", &LATIN), ("2NDE ARTS", "Arts plastiques", &ARTS)] {
        let option = some(chance, &seconds, 9);
        plans.push(Plan::of(prefix, label, subject, 30, option));
    }
    plans
}

fn project(chance: &mut Chance, school: usize, pupils: &[Pupil]) -> Plan {
    let mut all = of(school, pupils, |pupil| pupil.level.age >= 16);
    chance.shuffle(&mut all);
    all.truncate(PROJECT_PUPILS);
    Plan::of("PROJET RADIO", "Projet radio du lycée", &FRENCH, 10, all)
}

/// Places of the pupils of a school who fit.
fn of(school: usize, pupils: &[Pupil], fits: impl Fn(&Pupil) -> bool) -> Vec<usize> {
    (0..pupils.len()).filter(|at| pupils[*at].school == school && fits(&pupils[*at])).collect()
}

/// One in so many hundred.
fn some(chance: &mut Chance, all: &[usize], percent: usize) -> Vec<usize> {
    all.iter().copied().filter(|_| chance.percent(percent)).collect()
}

/// What each pupil chooses: `number` different ones of these.
fn chosen(chance: &mut Chance, all: &[usize], from: &[Choice], number: usize, prefix: &str, tenths: u32) -> Vec<Plan> {
    let mut plans: Vec<Plan> = from
        .iter()
        .map(|(subject, short, label, _)| Plan::of(&format!("{prefix} {short}"), label, subject, tenths, Vec::new()))
        .collect();
    for pupil in all {
        let mut left: Vec<usize> = from.iter().map(|(.., weight)| *weight).collect();
        for _ in 0..number {
            let choice = chance.weighted(left.iter().copied());
            left[choice] = 0;
            plans[choice].pupils.push(*pupil);
        }
    }
    plans
}

impl Plan {
    fn of(prefix: &str, label: &str, subject: &'static Subject, tenths: u32, pupils: Vec<usize>) -> Plan {
        Plan { prefix: prefix.to_owned(), label: label.to_owned(), subject, tenths, pupils }
    }

    /// Makes as many groups of the same size as the pupils need.
    fn part(self, school: &mut School, pupils: &mut [Pupil]) {
        let groups = self.pupils.len().div_ceil(GROUP_PUPILS_MAX);
        for n in 0..groups {
            let part = &self.pupils[self.pupils.len() * n / groups..self.pupils.len() * (n + 1) / groups];
            let number = if groups == 1 { String::new() } else { format!(" {}", n + 1) };
            let mut classes: Vec<usize> = part.iter().map(|at| pupils[*at].class).collect();
            classes.sort_unstable();
            classes.dedup();
            for at in part {
                pupils[*at].groups.push(school.groups.len());
            }
            let (name, label) = (format!("{}{number}", self.prefix), format!("{}{number}", self.label));
            school.groups.push(Group { name, label, subject: self.subject, tenths: self.tenths, classes });
        }
    }
}
