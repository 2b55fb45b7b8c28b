//! Threats and false alerts over the years, and the same as a file.

use actions::statistics;
use axum::response::Response;
use model::{
    statistics::{Counted, Tally, finding, school_year, tables},
    territory,
};
use store::statistics::Threatened;

use super::show::page;
use crate::{
    csv::Csv,
    dates::{Calendar, zone},
    error::Result,
    session::Ask,
    views::{Here, StatisticsPage, statistics::YEARS},
};

pub(crate) async fn show(ask: Ask) -> Result<Response> {
    page(&asked(&ask).await?)
}

/// The figures of a year for a spreadsheet, one row for each line of the tables.
pub(crate) async fn csv(ask: Ask) -> Result<Response> {
    let view = asked(&ask).await?;
    let t = ask.locale();
    let titles = ["statistics-year", "statistics-group", "statistics-what", "statistics-count", "statistics-credible"];
    let titles = titles.into_iter().chain(["statistics-false", "statistics-unknown"]);
    let titles: Vec<String> = titles.map(|key| t.say(key).to_string()).collect();
    let mut table = Csv::new(titles.iter().map(String::as_str));
    for (group, rows) in view.groups() {
        let (group, year) = (t.say(group).to_string(), view.name(view.year));
        for (what, tally) in rows {
            let Tally { credible, false_alerts, unknown } = tally;
            let counts = [tally.all(), credible, false_alerts, unknown].map(|count| count.to_string());
            let words = [year.as_str(), group.as_str(), what.as_str()];
            table.row(words.into_iter().chain(counts.iter().map(String::as_str)));
        }
    }
    Ok(table.answer(&format!("menaces-{}", view.name(view.year))))
}

/// The year that the address asks for; the present one when it asks for none that there could be.
async fn asked(ask: &Ask) -> Result<StatisticsPage> {
    let threats = statistics::threats(ask.app(), &ask.actor).await?;
    let frame = ask.frame(Here::Situations).await?;
    let (year, month) = frame.clock.month(frame.clock.now);
    let asked = ask.query("year").parse().ok().filter(|year| YEARS.contains(year));
    let year = asked.unwrap_or(school_year(year, month));
    let counted: Vec<Counted> = threats.iter().filter_map(|one| counted(one, &frame.clock)).collect();
    Ok(StatisticsPage { tables: tables(&counted, year), year, frame })
}

/// A threat with the month in which it came where the school is.
fn counted(one: &Threatened, clock: &Calendar) -> Option<Counted> {
    let there = u8::try_from(one.academie).map_or("Europe/Paris", territory::time_zone);
    let (year, month) = Calendar { zone: zone(there), ..clock.clone() }.month(one.opened_at());
    Some(Counted {
        year,
        month,
        kind: one.kind,
        departement: one.departement.clone(),
        academie: one.academie,
        finding: finding(one.threat, one.check, one.is_closed())?,
    })
}
