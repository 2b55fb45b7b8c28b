//! A threat was recognised: the accounts that sent it before, while nobody knew, are contained as well, and their copies
//! held. A job, so that a sender waits for nobody else's account.
//!
//! Who quotes a threat to warn of it is no carrier, nor is a pupil who copies it from their own telephone: such a copy
//! is a matter for the desk, not for the machine.

use std::collections::BTreeMap;

use model::{
    MessageId, PersonId,
    containment::ContainmentReason,
    limits,
    message::State,
    verdict::{Label, Verdict},
};
use shield::Context;
use store::{Tx, verdict::Candidate};

use crate::{App, Result, contain, record, siblings, switchboard::Hint};

/// Probability from which a copy is taken for a quotation.
const QUOTED_FROM: f32 = 0.5;

/// Contains the accounts that sent near copies of a recognised threat. Gives their number; a second run gives none.
pub async fn contain_carriers(app: &App, recognised: MessageId) -> Result<usize> {
    let now = app.now();
    let mut tx = app.db.begin().await?;
    let Some(seed) = store::message::get(&mut tx, recognised, PersonId(uuid::Uuid::nil())).await? else {
        return Ok(0);
    };
    // Somebody released it meanwhile: it is no threat.
    if !matches!(seed.state, State::Held | State::Withdrawn) {
        return Ok(0);
    }
    let since = now - limits::CARRIERS_WITHIN;
    let text = siblings::read(&seed.subject, &seed.body);
    let mut near = siblings::near(&mut tx, &text, since, limits::CARRIERS_COMPARED_MAX).await?;
    let campaign = store::campaign::of_message(&mut tx, recognised).await?.map(|campaign| campaign.id);
    // A campaign knows copies that are no near ones of this letter: it has changed on the way.
    if let Some(campaign) = campaign {
        for id in store::containment::texts(&mut tx, campaign, since, limits::CARRIERS_COMPARED_MAX).await? {
            if near.iter().all(|copy| copy.message != id) {
                near.extend(store::verdict::candidate(&mut tx, id).await?);
            }
        }
        near.sort_by_key(|copy| std::cmp::Reverse((copy.sent_at(), copy.message)));
    }
    // One order of accounts for everybody: two such jobs at once wait for each other, never both.
    let mut carriers: BTreeMap<PersonId, Candidate> = BTreeMap::new();
    for copy in near.into_iter().filter(|copy| copy.sender != seed.sender || seed.state == State::Withdrawn) {
        if carries(&mut tx, &copy).await? {
            // The oldest comes last.
            carriers.insert(copy.sender, copy);
        }
    }
    let mut contained = 0;
    let mut held = Vec::new();
    for (person, copy) in carriers {
        let order = contain::Order {
            person,
            school: copy.school,
            reason: ContainmentReason::Carrier,
            message: Some(copy.message),
            campaign: copy.campaign().or(campaign),
            by: None,
            note: "",
            out_since: copy.sent_at(),
        };
        if contain::carry_out(app, &mut tx, &order, now).await? {
            contained += 1;
        } else if store::message::hold(&mut tx, copy.message, now).await? {
            // Past the machine's bound, or contained before: its copy is held all the same.
            held.push(copy.message);
        }
    }
    if contained == 0 && held.is_empty() {
        return Ok(0);
    }
    if !held.is_empty() {
        let facts = serde_json::json!({ "held": held });
        record::append(app, &mut tx, "message.hold_copies", None, &format!("message/{recognised}"), &facts).await?;
    }
    app.commit(tx, [Hint::Sessions, Hint::Desk, Hint::Withdrawal]).await?;
    Ok(contained)
}

/// Whether this copy speaks for a stolen account.
async fn carries(tx: &mut Tx, copy: &Candidate) -> Result<bool> {
    let Some((verdict, _, context)) = store::verdict::get(tx, copy.message).await? else { return Ok(false) };
    Ok(serde_json::from_str(&context).is_ok_and(|context| is_carrier(&verdict, &context)))
}

/// A copy that is no quotation, sent from a device that is not its owner's.
fn is_carrier(verdict: &Verdict, context: &Context) -> bool {
    let quoted = verdict.labels.get(&Label::Quotation).is_some_and(|value| *value >= QUOTED_FROM);
    !quoted && !context.to_safety_contact && context.known_device == Some(false)
}

#[cfg(test)]
mod tests {
    use model::{Profile, verdict::Outcome};

    use super::*;

    fn verdict(quotation: f32) -> Verdict {
        let mut verdict = Verdict::held_for("c", "t", "r");
        verdict.outcome = Outcome::Waves;
        verdict.labels.insert(Label::Quotation, quotation);
        verdict
    }

    fn sent(known_device: Option<bool>) -> Context {
        Context { known_device, ..Context::declared(Profile::Pupil, 30) }
    }

    #[test]
    fn a_carrier_writes_from_a_strange_device_and_quotes_nobody() {
        assert!(is_carrier(&verdict(0.1), &sent(Some(false))));
        assert!(!is_carrier(&verdict(0.9), &sent(Some(false))), "who quotes to warn");
        assert!(!is_carrier(&verdict(0.1), &sent(Some(true))), "on their own device");
        assert!(!is_carrier(&verdict(0.1), &sent(None)), "what is not known speaks for the account");
        let warning = Context { to_safety_contact: true, ..sent(Some(false)) };
        assert!(!is_carrier(&verdict(0.1), &warning), "to the safety contact");
    }
}
