//! statistiques des menaces: how many threats schools had, school year after school year, and how many of them were false
//! alerts.
//!
//! What is counted is a threat against one school: one text that names forty schools is forty. A threat is a false alert
//! once somebody said so or the police found nothing; one that they took seriously stays one, whatever was found.

use std::collections::BTreeMap;

use crate::{
    codes::codes,
    school::SchoolKind,
    situation::{Check, Threat},
};

codes! {
    /// What a threat turned out to be.
    pub enum Finding {
        /// The police took it seriously.
        Credible = "credible",
        /// Nothing was behind it.
        FalseAlert = "false_alert",
        /// Nobody knows yet.
        Unknown = "unknown",
    }
}

/// What came of a threat, from where the school stands or stood at the end. None: no threat was known.
pub const fn finding(threat: Threat, check: Check, is_closed: bool) -> Option<Finding> {
    match threat {
        Threat::None => None,
        Threat::Credible => Some(Finding::Credible),
        Threat::NotCredible | Threat::Dismissed => Some(Finding::FalseAlert),
        Threat::Reported if is_closed || matches!(check, Check::AllClear) => Some(Finding::FalseAlert),
        Threat::Reported => Some(Finding::Unknown),
    }
}

/// A school year by the year in which it begins, from a calendar year and a month of 1 to 12: it begins on the first of
/// September.
pub const fn school_year(year: i16, month: i8) -> i16 {
    if month >= 9 { year } else { year - 1 }
}

/// Months of a school year in their order, September first.
pub const MONTHS: [i8; 12] = [9, 10, 11, 12, 1, 2, 3, 4, 5, 6, 7, 8];

/// A threat against a school.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counted {
    /// The calendar year in which it came, where the school is.
    pub year: i16,
    /// The month, 1 to 12.
    pub month: i8,
    /// Kind of the school.
    pub kind: SchoolKind,
    /// Its département, three characters.
    pub departement: String,
    /// Code of its académie.
    pub academie: i64,
    /// What came of it.
    pub finding: Finding,
}

/// How many threats, by what came of them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// Taken seriously.
    pub credible: i64,
    /// False alerts.
    pub false_alerts: i64,
    /// Of which nobody knows yet.
    pub unknown: i64,
}

impl Tally {
    /// Adds one.
    pub const fn add(&mut self, finding: Finding) {
        match finding {
            Finding::Credible => self.credible += 1,
            Finding::FalseAlert => self.false_alerts += 1,
            Finding::Unknown => self.unknown += 1,
        }
    }

    /// All of them.
    pub const fn all(&self) -> i64 {
        self.credible + self.false_alerts + self.unknown
    }
}

/// The figures of one school year, and those of every year beside it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tables {
    /// The whole year.
    pub year: Tally,
    /// Its months, in the order of [`MONTHS`].
    pub months: [Tally; 12],
    /// By kind of school.
    pub kinds: BTreeMap<SchoolKind, Tally>,
    /// By département.
    pub departements: BTreeMap<String, Tally>,
    /// By académie.
    pub academies: BTreeMap<i64, Tally>,
    /// Every school year that has a threat, and the one that was asked for.
    pub years: BTreeMap<i16, Tally>,
}

/// Counts threats for a school year.
pub fn tables(threats: &[Counted], year: i16) -> Tables {
    let mut tables = Tables { years: BTreeMap::from([(year, Tally::default())]), ..Tables::default() };
    for one in threats {
        let its_year = school_year(one.year, one.month);
        tables.years.entry(its_year).or_default().add(one.finding);
        if its_year != year {
            continue;
        }
        tables.year.add(one.finding);
        if let Some(at) = MONTHS.iter().position(|month| *month == one.month) {
            tables.months[at].add(one.finding);
        }
        tables.kinds.entry(one.kind).or_default().add(one.finding);
        tables.departements.entry(one.departement.clone()).or_default().add(one.finding);
        tables.academies.entry(one.academie).or_default().add(one.finding);
    }
    tables
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_threat_is_a_false_alert_once_somebody_said_so_or_nothing_was_found() {
        let of = |threat, check, closed| finding(threat, check, closed);
        assert_eq!(of(Threat::None, Check::AllClear, true), None);
        assert_eq!(of(Threat::Reported, Check::UnderWay, false), Some(Finding::Unknown));
        assert_eq!(of(Threat::Reported, Check::AllClear, false), Some(Finding::FalseAlert));
        assert_eq!(of(Threat::Reported, Check::NotNeeded, true), Some(Finding::FalseAlert));
        assert_eq!(of(Threat::NotCredible, Check::NotNeeded, false), Some(Finding::FalseAlert));
        assert_eq!(of(Threat::Credible, Check::AllClear, true), Some(Finding::Credible));
    }

    #[test]
    fn a_school_year_begins_in_september() {
        assert_eq!((school_year(2023, 9), school_year(2024, 3), school_year(2024, 8)), (2023, 2023, 2023));
        assert_eq!(school_year(2024, 9), 2024);
    }

    proptest! {
        #[test]
        fn every_threat_is_counted_once_in_each_table(
            threats in prop::collection::vec((2020_i16..2026, 1_i8..=12, 0_usize..4, 0_i64..3, 0_usize..3), 0..60),
            year in 2019_i16..2026,
        ) {
            let threats: Vec<Counted> = threats
                .into_iter()
                .map(|(year, month, kind, academie, found)| Counted {
                    year,
                    month,
                    kind: SchoolKind::ALL[kind],
                    departement: format!("00{academie}"),
                    academie,
                    finding: Finding::ALL[found],
                })
                .collect();
            let tables = tables(&threats, year);
            let expected = threats.iter().filter(|one| school_year(one.year, one.month) == year).count() as i64;
            let sum = |of: Vec<&Tally>| of.iter().map(|one| one.all()).sum::<i64>();
            prop_assert_eq!(tables.year.all(), expected);
            prop_assert_eq!(sum(tables.months.iter().collect()), expected);
            prop_assert_eq!(sum(tables.kinds.values().collect()), expected);
            prop_assert_eq!(sum(tables.departements.values().collect()), expected);
            prop_assert_eq!(sum(tables.academies.values().collect()), expected);
            prop_assert_eq!(sum(tables.years.values().collect()), threats.len() as i64);
            prop_assert_eq!(tables.years.get(&year), Some(&tables.year));
        }
    }
}
