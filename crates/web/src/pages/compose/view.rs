//! What the form shows: who is chosen, who will be reached.

use std::collections::{BTreeMap, HashMap};

use actions::write;
use model::{PersonId, Profile, audience::Audience, draft::Addressee, message::Refusal};
use store::directory::Described;

use super::typed::Typed;
use crate::{
    error::Result,
    pages::letters::{descriptions, file},
    session::Ask,
    views::{Chosen, ComposePage, Found, Here, Problem, Reach},
};

/// The page of what was typed.
pub(super) async fn page(
    ask: &Ask,
    typed: &Typed,
    mut problems: Vec<Problem>,
    found: Option<Vec<Found>>,
) -> Result<ComposePage> {
    let (chosen, left_out) = write::choose(ask.app(), &ask.actor, &typed.to, typed.reply_to).await?;
    let told =
        problems.iter().any(|p| matches!(p, Problem::Refused(Refusal::NotAllowed | Refusal::UnknownRecipient, _)));
    if left_out > 0 && !told {
        problems.push(Problem::Refused(Refusal::NotAllowed, None));
    }
    let known = descriptions(ask, chosen.iter().map(|(audience, _)| audience)).await?;
    let mut files = Vec::new();
    if let Some(draft) = typed.draft {
        let waiting = write::files(ask.app(), &ask.actor, draft).await?;
        files = waiting.iter().filter(|one| typed.attachments.contains(&one.id)).map(file).collect();
    }
    let lost = files.len() < typed.attachments.len();
    if lost && !problems.iter().any(|p| matches!(p, Problem::Refused(Refusal::UnknownAttachment, _))) {
        problems.push(Problem::Refused(Refusal::UnknownAttachment, None));
    }
    Ok(ComposePage {
        frame: ask.frame(Here::Compose).await?,
        key: typed.key,
        draft: typed.draft,
        saved_at: typed.saved_at,
        reply_to: typed.reply_to,
        reply_to_name: answered(ask, typed).await?,
        subject: typed.subject.clone(),
        body: typed.body.clone(),
        reach: reach(&chosen, &known),
        chosen: chosen
            .into_iter()
            .map(|(audience, line)| Chosen {
                id: audience.id,
                line,
                person: audience.school.is_none(),
                label: audience.label,
                readers: audience.readers,
            })
            .collect(),
        files,
        later: typed.later.clone(),
        send_at: typed.send_at,
        query: typed.query.clone(),
        found,
        writes_from: actions::reset::openings::writes_from(ask.app(), &ask.actor).await?,
        problems,
    })
}

/// Whose message is answered.
async fn answered(ask: &Ask, typed: &Typed) -> Result<Option<String>> {
    let Some(message) = typed.reply_to else { return Ok(None) };
    let one: Vec<Addressee> = write::reply_to(ask.app(), &ask.actor, message, false).await?;
    let (chosen, _) = write::choose(ask.app(), &ask.actor, &one, Some(message)).await?;
    Ok(chosen.into_iter().next().map(|(audience, _)| audience.label))
}

/// People by profile. Somebody who is in two of the audiences counts twice: the number is never too small.
fn reach(chosen: &[(Audience, model::audience::Line)], known: &HashMap<PersonId, Vec<Described>>) -> Reach {
    let mut people: BTreeMap<Profile, i64> = BTreeMap::new();
    for (audience, _) in chosen {
        let described = || known.get(&PersonId(audience.id.uuid())).into_iter().flatten().map(|one| one.profile).max();
        let profile = audience.profile.or_else(described).unwrap_or(Profile::Staff);
        *people.entry(profile).or_default() += audience.readers;
    }
    let one = match chosen {
        [(audience, _)] if audience.school.is_none() => Some(audience.label.clone()),
        _ => None,
    };
    Reach { people: people.into_iter().rev().collect(), one }
}
