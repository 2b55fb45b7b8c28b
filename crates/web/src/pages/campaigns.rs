//! Campaigns at the desk: the list, one of them, and deciding.

use actions::{
    campaign::{self, Sight},
    confirm::{self, Confirmed},
    false_alarm::{self, FalseAlarm},
    merge::{self, Merged},
    unmask::{self, OfList},
};
use axum::response::Response;
use model::{CampaignId, PersonId, campaign::Step, message::State};

use super::{
    desk::masks::of_list,
    show::{fragment, go_and_say, page},
};
use crate::{
    error::{Error, Result},
    forms::Filled,
    session::{Ask, Id},
    views::{
        CampaignPage, CampaignRow, CampaignsPage, CarrierRow, Choice, Figures, Here, LookBackView, MarkRow, Moment,
        Said, SchoolRow, VariantView, compare, words,
    },
};

pub(crate) async fn list(ask: Ask) -> Result<Response> {
    let rows = campaign::list(ask.app(), &ask.actor).await?;
    let row = |row: store::campaign::Row| CampaignRow {
        id: row.id,
        newest: row.newest_at(),
        state: row.state,
        copies: row.copies,
        accounts: row.accounts,
        schools: row.schools,
        held: row.held,
        label: row.label,
    };
    let view = CampaignsPage { frame: ask.frame(Here::Desk).await?, rows: rows.into_iter().map(row).collect() };
    match ask.fragment() {
        Some("list") => fragment(&view.as_list()),
        _ => page(&view),
    }
}

pub(crate) async fn show(ask: Ask, Id(id): Id<CampaignId>) -> Result<Response> {
    sight(&ask, id, false).await
}

/// Shows the texts, and journals that this person asked for them.
pub(crate) async fn reveal(ask: Ask, Id(id): Id<CampaignId>) -> Result<Response> {
    sight(&ask, id, true).await
}

pub(crate) async fn confirm(ask: Ask, Id(id): Id<CampaignId>, Filled(form): Filled) -> Result<Response> {
    let said = match confirm::confirm(ask.app(), &ask.actor, id, form.get("note")).await? {
        Confirmed::Yes { .. } => Said::CampaignConfirmed,
        Confirmed::Already => Said::TooLate,
        Confirmed::NotFound => return Err(Error::NotFound),
    };
    Ok(go_and_say(&format!("/desk/campaigns/{id}"), said))
}

pub(crate) async fn false_alarm(ask: Ask, Id(id): Id<CampaignId>, Filled(form): Filled) -> Result<Response> {
    let said = match false_alarm::false_alarm(ask.app(), &ask.actor, id, form.get("note")).await? {
        FalseAlarm::Yes(_) => Said::CampaignCalledOff,
        FalseAlarm::Beyond(_) => Said::CampaignBeyond,
        FalseAlarm::TooLate => Said::TooLate,
        FalseAlarm::NotFound => return Err(Error::NotFound),
    };
    Ok(go_and_say(&format!("/desk/campaigns/{id}"), said))
}

/// Gives the copies of this campaign to another.
pub(crate) async fn merge(ask: Ask, Id(id): Id<CampaignId>, Filled(form): Filled) -> Result<Response> {
    let into: CampaignId = form.get("into").parse().map_err(|_| Error::NotFound)?;
    match merge::merge(ask.app(), &ask.actor, id, into, form.get("note")).await? {
        Merged::Yes { .. } => Ok(go_and_say(&format!("/desk/campaigns/{into}"), Said::CampaignMerged)),
        Merged::TooLate => Ok(go_and_say(&format!("/desk/campaigns/{id}"), Said::TooLate)),
        Merged::NotFound => Err(Error::NotFound),
    }
}

async fn sight(ask: &Ask, id: CampaignId, reveal: bool) -> Result<Response> {
    let sight = campaign::sight(ask.app(), &ask.actor, id, reveal).await?.ok_or(Error::NotFound)?;
    let people: Vec<PersonId> = sight.carriers.iter().map(|one| one.person).collect();
    let hidden = unmask::hidden(ask.app(), &ask.actor, OfList::Carriers(id), &people).await?;
    let view = CampaignPage {
        frame: ask.frame(Here::Desk).await?,
        id,
        state: sight.campaign.state,
        figures: figures(&sight),
        filings: actions::filing::tally(ask.app(), &ask.actor, id).await?.unwrap_or_default(),
        merged_into: sight.campaign.merged_into(),
        look_back: sight.look_back.as_ref().map(|run| LookBackView {
            examined: run.examined,
            withdrawn: run.withdrawn,
            held: run.held,
            finished: run.finished_at(),
        }),
        decoys: sight.decoys,
        timeline: timeline(ask, &sight),
        schools: sight.schools.iter().map(school).collect(),
        veiled: !sight.revealed,
        variant_count: sight.variants.len() as i64,
        variants: if sight.revealed { variants(&sight) } else { Vec::new() },
        mask: of_list(ask, !hidden.is_empty()),
        carriers: sight
            .carriers
            .iter()
            .map(|one| {
                let mut row = carrier(ask, one);
                if hidden.contains(&one.person) {
                    row.name.clear();
                }
                row
            })
            .collect(),
        marks: sight.patterns.iter().map(mark).collect(),
        others: sight.others.into_iter().map(|other| Choice { id: other.id, label: other.label }).collect(),
        beyond: sight.beyond,
        label: sight.campaign.label,
    };
    match ask.fragment() {
        Some("now") => fragment(&view.as_now()),
        _ => page(&view),
    }
}

fn figures(sight: &Sight) -> Figures {
    let of = |wanted: &[State]| {
        let found = sight.by_state.iter().filter(|(state, ..)| wanted.contains(state));
        found.fold((0, 0), |(copies, readers), (_, more, people)| (copies + more, readers + people))
    };
    let (out, out_readers) = of(&[State::Waves, State::Delivered]);
    let (held, held_readers) = of(&[State::Held, State::Deferred]);
    let (withdrawn, _) = of(&[State::Withdrawn]);
    Figures {
        copies: out + held + withdrawn,
        accounts: sight.counts.accounts,
        schools: sight.counts.schools,
        withdrawn,
        held,
        out,
        readers: out_readers + held_readers,
        held_readers,
        displayed: sight.exposed.0,
        opened: sight.exposed.1,
        last_shown: sight.last_shown,
    }
}

/// What happened: the first copy, what was done, and the last time that one was shown.
fn timeline(ask: &Ask, sight: &Sight) -> Vec<Moment> {
    let say = |key: &str, count: i64| ask.locale().say(key.to_owned()).arg("count", count).to_string();
    let mut moments = Vec::new();
    if let Some(first) = sight.carriers.first() {
        moments.push(Moment { at: first.first_at(), what: say("campaign-moment-first", 1), who: None });
    }
    for step in &sight.steps {
        let key = format!("campaign-moment-{}", step.what.code().replace('_', "-"));
        let who = step.name.clone().filter(|_| step.what != Step::Suspected);
        moments.push(Moment { at: step.at(), what: say(&key, step.messages), who });
    }
    if let Some(at) = sight.last_shown {
        moments.push(Moment { at, what: say("campaign-moment-last-shown", sight.exposed.0), who: None });
    }
    moments.sort_by_key(|moment| moment.at);
    moments
}

fn school(found: &store::campaign::Touched) -> SchoolRow {
    SchoolRow {
        name: found.name.clone(),
        accounts: found.accounts,
        copies: found.copies,
        readers: found.readers,
        displayed: found.displayed,
    }
}

fn carrier(ask: &Ask, found: &store::campaign::Carrier) -> CarrierRow {
    CarrierRow {
        name: found.name.clone(),
        what: format!("{}, {}", words::profile(ask.locale(), found.profile), found.school_name),
        first: found.first_at(),
        copies: found.copies,
        readers: found.readers,
    }
}

fn mark(found: &store::indicator::Pattern) -> MarkRow {
    MarkRow {
        kind: format!("campaign-mark-{}", found.kind),
        value: found.value.clone(),
        outside: found.outside,
        live: found.is_live(),
    }
}

fn variants(sight: &Sight) -> Vec<VariantView> {
    let first = sight.variants.first().map(|first| first.body.as_str()).unwrap_or_default();
    let view = |found: &store::campaign::Variant| VariantView {
        message: found.message,
        copies: found.copies,
        first: found.first_at(),
        subject: found.subject.clone(),
        pieces: compare(first, &found.body),
    };
    sight.variants.iter().map(view).collect()
}
