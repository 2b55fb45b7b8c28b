//! What a person released is not held again for the same reason, for a while: the same letters, or a copy with a word or
//! two changed. It is the desk's time that is spared, and the writer's patience.
//!
//! It never speaks against a confirmed threat, and never against a new reason: a harmless text with a threat added to it
//! is held for the threat.

use model::{
    MessageId, Millis, PersonId, limits,
    verdict::{Consequence, Outcome, Reason, Verdict},
};
use shield::{Context, sketch::Prepared};
use store::{Tx, clearance::NewClearance};

use crate::{
    Result,
    seen::{Seen, day},
};

/// Words by which a copy may differ from what was released.
const WORDS_CHANGED_MAX: usize = 2;
/// By how much the shield may say more of a copy than of what was released.
const THREAT_MORE_MAX: f64 = 0.02;
/// Reasons after which a text passes by nobody's earlier word.
const NEVER: [&str; 6] = ["campaign", "failure", "overrun", "contained", crate::decoy::CODE, crate::measure::REASON];

/// What only says that the released letter was sent before, or how far this one goes: no reason of its own.
const CIRCUMSTANCES: [&str; 4] = ["similar", "stopped", "reach", "hour"];

/// Keeps the word of a person who releases a message.
pub(crate) async fn keep(tx: &mut Tx, message: MessageId, by: PersonId, now: Millis) -> Result<()> {
    let Some((verdict, _, _)) = store::verdict::get(tx, message).await? else { return Ok(()) };
    if verdict.outcome != Outcome::Hold {
        return Ok(());
    }
    let reasons: Vec<String> = verdict.reasons.iter().map(|reason| reason.code.clone()).collect();
    let threat = f64::from(verdict.threat);
    let new = NewClearance { message, reasons: &reasons, threat, by, until: now + limits::CLEARANCE_LIFE };
    Ok(store::clearance::keep(tx, &new, now).await?)
}

/// The same for each text of a campaign that is called off.
pub(crate) async fn of_campaign(tx: &mut Tx, campaign: model::CampaignId, by: PersonId, now: Millis) -> Result<()> {
    for variant in store::campaign::variants(tx, campaign).await? {
        keep(tx, variant.message, by, now).await?;
    }
    Ok(())
}

/// Lets a letter pass that would be held for what a person has released before. Costs nothing for letters that are not
/// held.
pub(crate) async fn apply(
    tx: &mut Tx,
    verdict: &mut Verdict,
    context: &Context,
    seen: &Seen,
    read: &Prepared,
    body: &str,
    now: Millis,
) -> Result<()> {
    let barred = |reason: &Reason| NEVER.contains(&reason.code.as_str());
    let threat = seen.campaign.as_ref().is_some_and(|(campaign, _)| campaign.state.is_threat());
    let account = verdict.consequence != Consequence::None;
    if verdict.outcome != Outcome::Hold || account || threat || seen.confirmed.is_some() {
        return Ok(());
    }
    if verdict.reasons.iter().any(barred) {
        return Ok(());
    }
    let Some(cleared) = of(tx, seen, read, body, now).await? else { return Ok(()) };
    let known = cleared.reasons()?;
    let new = |reason: &Reason| {
        let code = reason.code.as_str();
        reason.weight > 0.0 && !CIRCUMSTANCES.contains(&code) && !known.iter().any(|known| known == code)
    };
    if verdict.reasons.iter().any(new) || f64::from(verdict.threat) > cleared.threat + THREAT_MORE_MAX {
        return Ok(());
    }
    store::clearance::count_use(tx, &cleared.exact).await?;
    let wide = context.readers > limits::WAVES_ABOVE_READERS && !context.broadcast_power;
    verdict.outcome = if wide { Outcome::Waves } else { Outcome::Deliver };
    let text = format!("Texte lu par une personne et remis en circulation le {}.", day(cleared.since()));
    verdict.reasons.insert(0, Reason { code: "cleared".to_owned(), text, start: 0, end: 0, weight: -4.0 });
    Ok(())
}

async fn of(
    tx: &mut Tx,
    seen: &Seen,
    read: &Prepared,
    body: &str,
    now: Millis,
) -> Result<Option<store::clearance::Clearance>> {
    if let Some(same) = store::clearance::of_letters(tx, read.sketch().exact, now).await? {
        return Ok(Some(same));
    }
    for near in &seen.near {
        if words_changed(&near.body, body) > WORDS_CHANGED_MAX {
            continue;
        }
        if let Some(cleared) = store::clearance::of_message(tx, near.message, now).await? {
            return Ok(Some(cleared));
        }
    }
    Ok(None)
}

/// Words that one text has and the other has not, at least: the beginnings and ends that they share are left out.
fn words_changed(a: &str, b: &str) -> usize {
    let words = |text: &str| -> Vec<String> {
        model::text::fold(text)
            .split(|c: char| !c.is_alphanumeric())
            .filter(|w| !w.is_empty())
            .map(str::to_owned)
            .collect()
    };
    let (a, b) = (words(a), words(b));
    let before = a.iter().zip(&b).take_while(|(a, b)| a == b).count();
    let after = a[before..].iter().rev().zip(b[before..].iter().rev()).take_while(|(a, b)| a == b).count();
    a.len().max(b.len()) - before - after
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_changed_day_is_a_small_change_and_an_added_sentence_is_not() {
        let text = "On va les exploser samedi, venez tous au stade";
        assert_eq!(words_changed(text, "on va les exploser SAMEDI, venez tous au stade !"), 0);
        assert_eq!(words_changed(text, "On va les exploser dimanche, venez tous au stade"), 1);
        assert!(words_changed(text, "On va les exploser samedi avec une bombe au lycée, venez tous au stade") > 2);
        assert!(words_changed(text, "") > 2);
    }
}
