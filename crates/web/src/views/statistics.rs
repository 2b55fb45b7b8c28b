//! Threats and false alerts over the years, as tables and one plot.

use std::{borrow::Borrow, ops::RangeInclusive};

use askama::Template;
use model::{
    school::SchoolKind,
    statistics::{MONTHS, Tables, Tally},
    territory,
};

use super::{Frame, Here, Icon};

/// Height of the plot's columns, in units of its drawing.
const HEIGHT: i64 = 160;
/// Width of a column with its gap.
const STEP: i64 = 58;

/// `GET /statistics`.
#[derive(Debug, Template)]
#[template(path = "statistics.html")]
pub struct StatisticsPage {
    /// The frame.
    pub frame: Frame,
    /// The school year, by the year in which it begins.
    pub year: i16,
    /// Its figures.
    pub tables: Tables,
}

/// A column of the plot.
#[derive(Debug, PartialEq, Eq)]
pub struct Column {
    /// Its left edge.
    pub x: i64,
    /// Short name of the month.
    pub name: String,
    /// All its threats.
    pub count: i64,
    /// Parts from the ground up: class, upper edge, height.
    pub parts: Vec<(&'static str, i64, i64)>,
    /// Where its number stands.
    pub top: i64,
}

impl StatisticsPage {
    /// "2023-2024".
    pub fn name(&self, year: impl Borrow<i16>) -> String {
        school_year_name(*year.borrow())
    }

    /// Years that may be chosen, the newest first.
    pub fn years(&self) -> Vec<i16> {
        self.tables.years.keys().rev().copied().collect()
    }

    /// The months of the year as columns.
    pub fn columns(&self) -> Vec<Column> {
        let most = self.tables.months.iter().map(Tally::all).max().unwrap_or(0).max(1);
        let column = |(at, (month, tally)): (i64, (i8, Tally))| {
            let mut top = HEIGHT;
            let mut parts = Vec::new();
            let kinds = [
                ("plot-credible", tally.credible),
                ("plot-false", tally.false_alerts),
                ("plot-unknown", tally.unknown),
            ];
            for (class, count) in kinds.into_iter().filter(|(_, count)| *count > 0) {
                let height = (count * HEIGHT / most).max(2);
                top -= height;
                parts.push((class, top, height));
            }
            Column {
                x: at * STEP,
                name: self.frame.clock.month_name(month, true).to_owned(),
                count: tally.all(),
                parts,
                top,
            }
        };
        (0..).zip(MONTHS.into_iter().zip(self.tables.months)).map(column).collect()
    }

    /// Whether a table has anything to show.
    pub fn has_any(rows: &[(String, Tally)]) -> bool {
        rows.iter().any(|(_, tally)| tally.all() > 0)
    }

    /// The tables: the phrase that names each, and its rows.
    pub fn groups(&self) -> Vec<(&'static str, Vec<(String, Tally)>)> {
        let t = self.frame.locale();
        let kind = |kind: SchoolKind| t.say(format!("kind-{}", kind.code())).to_string();
        let months = MONTHS.into_iter().zip(self.tables.months);
        let months = months.map(|(month, tally)| (self.frame.clock.month_name(month, false).to_owned(), tally));
        let tables = &self.tables;
        vec![
            ("statistics-by-month", months.collect()),
            ("statistics-by-kind", tables.kinds.iter().map(|(one, tally)| (kind(*one), *tally)).collect()),
            (
                "statistics-by-departement",
                tables.departements.iter().map(|(code, tally)| (code.clone(), *tally)).collect(),
            ),
            (
                "statistics-by-academie",
                tables.academies.iter().map(|(code, tally)| (academie(*code), *tally)).collect(),
            ),
            (
                "statistics-by-year",
                tables.years.iter().rev().map(|(year, tally)| (school_year_name(*year), *tally)).collect(),
            ),
        ]
    }
}

/// "2023-2024".
pub fn school_year_name(year: i16) -> String {
    format!("{year}-{}", year + 1)
}

/// Years that an address may ask for.
pub const YEARS: RangeInclusive<i16> = 2000..=2200;

fn academie(code: i64) -> String {
    let name = u8::try_from(code).ok().and_then(territory::academie_name);
    name.map_or_else(|| code.to_string(), str::to_owned)
}
