//! Whom one may write to, found as one types.

use actions::write;
use axum::response::Response;
use model::{audience::Audience, limits, text};

use super::{
    letters::{described, descriptions},
    show::fragment,
};
use crate::{
    error::Result,
    session::Ask,
    views::{Found, RecipientsFragment},
};

pub(crate) async fn show(ask: Ask) -> Result<Response> {
    let query = text::cut(ask.query("q"), limits::QUERY_CHARS_MAX * 4).to_owned();
    let (found, baits) = write::find_with_baits(ask.app(), &ask.actor, &query).await?;
    let found = described_all(&ask, found).await?;
    let baits = baits.into_iter().map(|bait| (bait.audience, bait.label)).collect();
    fragment(&RecipientsFragment { locale: ask.locale(), query, found, baits })
}

/// What is found under what was typed, with what may be said of each.
pub(super) async fn find(ask: &Ask, typed: &str) -> Result<Vec<Found>> {
    described_all(ask, write::find(ask.app(), &ask.actor, typed).await?).await
}

async fn described_all(ask: &Ask, found: Vec<Audience>) -> Result<Vec<Found>> {
    let known = descriptions(ask, found.iter()).await?;
    let several = several_schools(ask);
    let detail = |audience: &Audience| match audience.school {
        None => described(ask, known.get(&model::PersonId(audience.id.uuid()))),
        Some(school) if several => {
            let of = ask.actor.affiliations.iter().find(|affiliation| affiliation.school == school);
            of.map(|affiliation| affiliation.school_name.clone()).unwrap_or_default()
        }
        Some(_) => String::new(),
    };
    let found = found.into_iter().map(|audience| Found {
        id: audience.id,
        detail: detail(&audience),
        person: audience.school.is_none(),
        label: audience.label,
        readers: audience.readers,
    });
    Ok(found.collect())
}

fn several_schools(ask: &Ask) -> bool {
    let first = ask.actor.affiliations.first().map(|a| a.school);
    ask.actor.affiliations.iter().any(|a| Some(a.school) != first)
}
