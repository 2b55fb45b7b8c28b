//! Sample data for every page: what tests render, and what `cargo run -p web --example gallery` shows.
//!
//! People and schools are invented. Each page has a usual day, an empty state, its errors, and data that tries to
//! break it: very long names, names from right to left, markup and quotes.

mod account;
mod appeals;
mod campaigns;
mod compose;
mod contained;
mod demo;
mod desk;
mod directory;
mod dossier;
mod exculpation;
mod factors;
mod filings;
mod imports;
mod lanes;
mod measures;
mod messages;
mod notices;
mod people;
mod places;
mod policy;
mod powers;
mod proof;
mod resets;
mod sign_in;
mod situations;
mod statistics;
mod trouble;

use askama::{Result, Template};

use crate::{locale::Locale, views::SearchPage};

/// One page with one set of data.
#[derive(Debug, Clone, Copy)]
pub struct Sample {
    /// The page: `inbox`.
    pub page: &'static str,
    /// The data: `full`, `empty`.
    pub name: &'static str,
    /// Renders it.
    pub html: fn(Locale) -> Result<String>,
}

/// Text that would break a page that does not escape.
pub const HOSTILE: &str = r#"<script>alert("x")</script>'"><b>&amp;"#;

/// Every page with every sample.
pub fn all() -> Vec<Sample> {
    let mut samples = vec![
        sample("inbox", "full", |l| messages::inbox(l).render()),
        sample("inbox", "new-device", |l| messages::inbox_strange(l).render()),
        sample("inbox", "open", |l| messages::inbox_open(l).render()),
        sample("inbox", "withdrawn", |l| messages::inbox_withdrawn(l).render()),
        sample("inbox", "measure", |l| messages::inbox_measure(l).render()),
        sample("inbox", "empty", |l| messages::inbox_empty(l).render()),
        sample("inbox", "fifty", |l| messages::inbox_fifty(l).render()),
        sample("inbox", "hostile", |l| messages::inbox_hostile(l).render()),
        sample("thread", "long", |l| messages::thread(l).render()),
        sample("thread", "being-checked", |l| messages::thread_being_checked(l).render()),
        sample("thread", "goes-out", |l| messages::thread_goes_out(l).render()),
        sample("thread", "late", |l| messages::thread_late(l).render()),
        sample("thread", "hostile", |l| messages::thread_hostile(l).render()),
        sample("folders", "list", |l| places::list(l).render()),
        sample("folders", "first", |l| places::first(l).render()),
        sample("folders", "full", |l| places::full(l).render()),
        sample("folders", "hostile", |l| places::hostile(l).render()),
        sample("folder", "full", |l| places::folder(l).render()),
        sample("folder", "empty", |l| places::trash(l).render()),
        sample("folder", "wrong", |l| places::wrong(l).render()),
        sample("compose", "blank", |l| compose::blank(l).render()),
        sample("compose", "wide", |l| compose::wide(l).render()),
        sample("compose", "found", |l| compose::found(l).render()),
        sample("compose", "wrong", |l| compose::wrong(l).render()),
        sample("compose", "reply", |l| compose::reply(l).render()),
        sample("compose", "hostile", |l| compose::hostile(l).render()),
        sample("recipients", "some", |l| compose::recipients(l).render()),
        sample("recipients", "none", |l| compose::no_recipient(l).render()),
        sample("sent", "full", |l| messages::sent(l).render()),
        sample("sent", "empty", |l| messages::sent_empty(l).render()),
        sample("drafts", "full", |l| messages::drafts(l).render()),
        sample("drafts", "empty", |l| messages::drafts_empty(l).render()),
        sample("search", "bare", |l| messages::search(l, "").render()),
        sample("search", "found", |l| messages::search(l, "sortie").render()),
        sample("search", "nothing", |l| nothing(l).render()),
    ];
    for trouble in crate::views::Trouble::ALL {
        samples.push(Sample { page: "trouble", name: trouble.code(), html: trouble::html(trouble) });
    }
    samples.extend(of_the_desk());
    for room in [
        account::all(),
        directory::all(),
        powers::all(),
        measures::all(),
        situations::all(),
        statistics::all(),
        notices::all(),
        sign_in::all(),
        exculpation::all(),
        dossier::all(),
        filings::all(),
        factors::all(),
        lanes::all(),
        policies(),
        appeals::all(),
    ] {
        samples.extend(room);
    }
    samples
}

fn of_the_desk() -> Vec<Sample> {
    vec![
        sample("trouble", "signed-out", |l| trouble::signed_out(l).render()),
        sample("desk", "held", |l| desk::held(l).render()),
        sample("desk", "veiled", |l| desk::veiled(l).render()),
        sample("desk", "revealed", |l| desk::revealed(l).render()),
        sample("desk", "delivered", |l| desk::delivered(l).render()),
        sample("desk", "recent", |l| desk::recent(l).render()),
        sample("desk", "empty", |l| desk::empty(l).render()),
        sample("desk", "no-report", |l| desk::no_report(l).render()),
        sample("desk", "nothing-recent", |l| desk::nothing_recent(l).render()),
        sample("desk", "hostile", |l| desk::hostile(l).render()),
        sample("campaigns", "some", |l| campaigns::list(l).render()),
        sample("campaigns", "none", |l| campaigns::none(l).render()),
        sample("campaign", "suspected", |l| campaigns::suspected(l).render()),
        sample("campaign", "confirmed", |l| campaigns::confirmed(l).render()),
        sample("campaign", "false-alarm", |l| campaigns::called_off(l).render()),
        sample("campaign", "merged", |l| campaigns::merged(l).render()),
        sample("campaign", "hostile", |l| campaigns::hostile(l).render()),
        sample("resets", "some", |l| resets::some(l).render()),
        sample("resets", "none", |l| resets::none(l).render()),
        sample("resets", "hostile", |l| resets::hostile(l).render()),
        sample("reset-new", "school", |l| resets::one_school(l).render()),
        sample("reset-new", "everybody", |l| resets::everybody(l).render()),
        sample("reset-board", "classes", |l| resets::classes(l).render()),
        sample("reset-board", "schools", |l| resets::schools(l).render()),
        sample("reset-board", "over", |l| resets::over(l).render()),
        sample("contained", "some", |l| contained::some(l).render()),
        sample("contained", "asked", |l| contained::asked(l).render()),
        sample("contained", "none", |l| contained::none(l).render()),
        sample("contained", "hostile", |l| contained::hostile(l).render()),
        sample("exposure", "some", |l| desk::exposure(l).render()),
        sample("exposure", "none", |l| desk::nobody_saw(l).render()),
        sample("proof", "asked", |l| proof::asked(l).render()),
        sample("proof", "hostile", |l| proof::hostile(l).render()),
        sample("imports", "list", |l| imports::list(l).render()),
        sample("imports", "first", |l| imports::first(l).render()),
        sample("import", "reading", |l| imports::reading(l).render()),
        sample("import", "ready", |l| imports::ready(l).render()),
        sample("import", "applying", |l| imports::applying(l).render()),
        sample("import", "done", |l| imports::done(l).render()),
        sample("import", "failed", |l| imports::failed(l).render()),
        sample("demo", "ready", |l| demo::ready(l).render()),
        sample("demo", "running", |l| demo::running(l).render()),
        sample("demo", "done", |l| demo::done(l).render()),
    ]
}

fn policies() -> Vec<Sample> {
    vec![
        sample("policies", "some", |l| policy::list(l).render()),
        sample("policies", "none", |l| policy::none(l).render()),
        sample("policy-edit", "tried", |l| policy::edit(l).render()),
        sample("policy-edit", "refused", |l| policy::refused(l).render()),
        sample("policy-edit", "hostile", |l| policy::hostile(l).render()),
        sample("policy", "tested", |l| policy::tested(l).render()),
        sample("policy", "urgent", |l| policy::urgent(l).render()),
        sample("policy", "over", |l| policy::over(l).render()),
        sample("policy", "broad", |l| policy::broad(l).render()),
        sample("signature-edit", "tried", |l| policy::signature(l).render()),
        sample("signature-edit", "refused", |l| policy::signature_refused(l).render()),
    ]
}

fn sample(page: &'static str, name: &'static str, html: fn(Locale) -> Result<String>) -> Sample {
    Sample { page, name, html }
}

fn nothing(locale: Locale) -> SearchPage {
    SearchPage { rows: vec![], more: false, ..messages::search(locale, HOSTILE) }
}
