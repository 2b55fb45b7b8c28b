//! Where schools stand: the desk's table, the same as a file, and what families may know of their own.

use actions::situation;
use axum::response::Response;
use model::situation::NeighbourWord;
use store::situation_list::Listed;

use super::{
    school::site,
    show::{fragment, page},
};
use crate::{
    csv::Csv,
    error::Result,
    session::Ask,
    views::{Band, Here, PublicSituation, SituationRow, SituationsPage, Tone, school::neighbour},
};

pub(crate) async fn list(ask: Ask) -> Result<Response> {
    let rows = situation::list(ask.app(), &ask.actor).await?;
    let view = SituationsPage { frame: ask.frame(Here::Situations).await?, rows: rows.iter().map(row).collect() };
    match ask.fragment() {
        Some("list") => fragment(&view.as_list()),
        _ => page(&view),
    }
}

fn row(one: &Listed) -> SituationRow {
    SituationRow {
        id: one.school,
        uai: one.uai.clone(),
        name: one.name.clone(),
        kind: one.kind,
        commune: one.commune.clone(),
        departement: one.departement.clone(),
        facets: one.facets(),
        stranded: one.stranded,
        reopening_at: one.reopening_at(),
        changed_at: one.changed_at(),
        told: one.families_know(),
        calling: one.calling.is_some(),
        closed: one.is_closed(),
    }
}

/// The same table for a spreadsheet.
pub(crate) async fn csv(ask: Ask) -> Result<Response> {
    let rows = situation::list(ask.app(), &ask.actor).await?;
    let (t, clock) = (ask.locale(), ask.visitor.clock(ask.app()));
    let titles = [
        "UAI".to_owned(),
        t.say("facet-school").to_string(),
        t.say("facet-threat").to_string(),
        t.say("facet-reception").to_string(),
        t.say("facet-pupils").to_string(),
        t.say("facet-check").to_string(),
        t.say("facet-reopening").to_string(),
        t.say("facet-changed").to_string(),
    ];
    let mut table = Csv::new(titles.iter().map(String::as_str));
    for one in rows.iter().map(row) {
        let cells = [
            one.uai.clone(),
            one.name.clone(),
            one.threat(&t),
            one.reception(&t),
            one.pupils(&t),
            one.check(&t),
            one.reopening(&clock),
            clock.plain(one.changed_at),
        ];
        table.row(cells.iter().map(String::as_str));
    }
    Ok(table.answer("situations"))
}

/// What schools next door say, as one line over every page of whom it concerns.
pub(super) async fn from_next_door(ask: &Ask) -> Result<Vec<Band>> {
    let heard = situation::heard(ask.app(), &ask.actor).await?;
    Ok(heard
        .into_iter()
        .map(|(school, heads, word)| Band {
            tone: if word.word == NeighbourWord::StayInside { Tone::Danger } else { Tone::Plain },
            sentence: ask
                .locale()
                .say("band-neighbour")
                .arg("school", word.school_name.as_str())
                .arg("sentence", neighbour(ask.locale(), word.word))
                .to_string(),
            until: None,
            href: heads.then(|| format!("/school/{school}")),
        })
        .collect())
}

/// Where the schools of a reader stand, as far as they may know it.
pub(super) async fn own(ask: &Ask) -> Result<Vec<PublicSituation>> {
    let found = situation::of_actor(ask.app(), &ask.actor).await?;
    Ok(found
        .into_iter()
        .map(|one| PublicSituation {
            school: one.school,
            name: one.name,
            facets: one.facets,
            gathered_at: one.gathered_at,
            sites: one.sites.iter().map(site).collect(),
            reopening_at: one.reopening_at,
            changed_at: one.changed_at,
            cleared: one.word.map(|word| (word.authority, word.at)),
            next_word_at: one.next_word_at,
            calling: one.calling,
            heads: one.heads,
        })
        .collect())
}
