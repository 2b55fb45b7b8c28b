//! Threats and false alerts over the years.

use askama::Template as _;
use model::{
    school::SchoolKind,
    statistics::{Counted, Finding, tables},
};

use super::{Sample, people::officer, sample};
use crate::{
    locale::Locale,
    views::{Here, StatisticsPage},
};

pub(super) fn all() -> Vec<Sample> {
    vec![
        sample("statistics", "year", |l| page(l, 2023, &threats()).render()),
        sample("statistics", "none", |l| page(l, 2023, &[]).render()),
    ]
}

fn page(locale: Locale, year: i16, threats: &[Counted]) -> StatisticsPage {
    StatisticsPage { frame: officer(locale, Here::Situations), year, tables: tables(threats, year) }
}

/// An autumn of false alerts, a spring of stolen accounts, and a year before.
fn threats() -> Vec<Counted> {
    let months = [
        (2022, 10, 4, Finding::FalseAlert),
        (2023, 3, 2, Finding::Credible),
        (2023, 9, 3, Finding::FalseAlert),
        (2023, 10, 61, Finding::FalseAlert),
        (2023, 10, 5, Finding::Credible),
        (2023, 11, 38, Finding::FalseAlert),
        (2023, 12, 9, Finding::FalseAlert),
        (2024, 3, 27, Finding::FalseAlert),
        (2024, 3, 19, Finding::Credible),
        (2024, 4, 6, Finding::Unknown),
    ];
    let kinds = [SchoolKind::Lycee, SchoolKind::College, SchoolKind::Lycee, SchoolKind::Primary];
    let mut all = Vec::new();
    for (year, month, count, finding) in months {
        for n in 0..count {
            let (departement, academie) = [("075", 1), ("092", 25), ("060", 20)][n % 3];
            let kind = kinds[n % kinds.len()];
            all.push(Counted { year, month, kind, departement: departement.to_owned(), academie, finding });
        }
    }
    all
}
