//! From score and behaviour to what becomes of the letter.
//!
//! Content opens a hypothesis; behaviour decides. Only an explicit threat to a place or a person is held on its words
//! alone, whatever the reach. Read `decide` from top to bottom: the first line that applies is the answer.
//!
//! | the words | one to five readers | more | wider than the wave bound, no broadcast power |
//! |---|---|---|---|
//! | threat ([`HOLD_AT`] and above) or blackmail | hold | hold | hold |
//! | doubtful ([`DOUBT_AT`] and above) | deliver | hold; waves for adults of the school | hold; waves for adults of the school |
//! | doubtful, and device unknown, or the same text from another account | hold | hold | hold |
//! | the writer may hurt themselves | deliver | deliver | hold |
//! | nothing, or a threat reported | deliver | deliver | waves |
//!
//! | signal unavailable | is taken as |
//! |---|---|
//! | `known_device`, `hour_local` | ordinary: most letters come so, and holding them all would close the school's mail |
//! | `schools`, `classes` | one |
//! | `reach_last_hour` | nothing before: admission has its own counter and refuses without it |
//! | `similar_recent`, `confirmed_match` | no sibling: the look-back finds it again when the signal is back |
//! | `now` | every rule is in force |

use model::{
    limits,
    verdict::{Label, Outcome, Reason},
};

use crate::{
    letter::Context,
    rules::Severity,
    score::{Score, is_threat},
};

/// Probability from which the words alone hold a letter.
pub const HOLD_AT: f32 = 0.5;
/// Probability from which behaviour decides.
pub const DOUBT_AT: f32 = 0.3;
/// Readers up to which a doubtful letter of a known device may pass: persons rather than a group.
const FEW_READERS: i64 = 5;
/// Likeness to a confirmed threat from which a letter is the same threat.
pub const SAME_AT: f32 = 0.55;
/// Probability from which blackmail, or the writer's distress, is taken for real.
const LANE_AT: f32 = 0.5;
/// Near-identical messages of other accounts that make ordinary words a campaign to be slowed down.
const CAMPAIGN_SENDERS: i64 = 3;

/// What becomes of the letter, with the reasons that behaviour adds to those of the words.
pub(crate) fn decide(score: &Score, context: &Context) -> (Outcome, Vec<Reason>) {
    let violent = score.findings.iter().find(|finding| is_threat(finding.label));
    let grave = violent.is_some_and(|finding| finding.severity > Severity::Sign);
    let lane = |label: Label| score.labels.get(&label).is_some_and(|value| *value >= LANE_AT);
    let doubtful = score.threat >= DOUBT_AT;
    let wide = context.readers > limits::WAVES_ABOVE_READERS && !context.broadcast_power;
    let siblings = context.similar_recent.map_or(0, |similar| similar.distinct_senders);

    if context.to_safety_contact {
        return (
            Outcome::Deliver,
            vec![reason("safety_contact", "Adressé au référent sécurité\u{202F}: n’est jamais retenu.", 0.0)],
        );
    }
    if let Some(confirmed) = context.confirmed_match.as_ref().filter(|m| m.similarity >= SAME_AT && !score.reported) {
        return (Outcome::Hold, vec![confirmed_reason(&confirmed.campaign, confirmed.similarity)]);
    }
    if score.threat >= HOLD_AT && grave {
        return (Outcome::Hold, behaviour(context));
    }
    if lane(Label::Blackmail) {
        return (Outcome::Hold, behaviour(context));
    }
    if lane(Label::SelfHarm) {
        let care =
            reason("self_harm", "L’auteur parle de se faire du mal\u{202F}: à protéger, ne pas sanctionner.", 0.0);
        let outcome = if context.readers > limits::WAVES_ABOVE_READERS { Outcome::Hold } else { Outcome::Deliver };
        return (outcome, vec![care]);
    }
    if doubtful && (context.known_device == Some(false) || siblings >= 1) {
        return (Outcome::Hold, behaviour(context));
    }
    if doubtful && context.readers > FEW_READERS {
        let adult = context.profile.is_adult_of_school();
        return (if adult { Outcome::Waves } else { Outcome::Hold }, behaviour(context));
    }
    if reach(context) > limits::REACH_PER_HOUR_MAX && context.reach_last_hour.is_some() && !context.broadcast_power {
        // A head who writes to a whole school from a new telephone is slowed down, not stopped.
        let adult = context.profile.is_adult_of_school();
        return (if adult { Outcome::Waves } else { Outcome::Hold }, behaviour(context));
    }
    if wide || siblings >= CAMPAIGN_SENDERS {
        return (Outcome::Waves, behaviour(context));
    }
    (Outcome::Deliver, Vec::new())
}

/// People reached within the hour, this message included.
fn reach(context: &Context) -> i64 {
    context.readers.saturating_add(context.reach_last_hour.map_or(0, |before| before.readers))
}

/// What the sending says, in sentences for the desk.
fn behaviour(context: &Context) -> Vec<Reason> {
    let mut reasons = Vec::new();
    if context.readers > FEW_READERS {
        let schools = context.schools.filter(|schools| *schools > 1);
        let places = schools.map_or(String::new(), |schools| format!(" dans {schools} établissements"));
        reasons.push(reason("reach", &format!("{} destinataires{places}.", context.readers), 0.8));
    }
    if let Some(before) = context.reach_last_hour.filter(|before| before.readers > limits::WAVES_ABOVE_READERS) {
        let text = format!("{} personnes déjà jointes en une heure par {} messages.", before.readers, before.messages);
        reasons.push(reason("rate", &text, 0.8));
    }
    if context.known_device == Some(false) {
        reasons.push(reason("device", "Appareil jamais vu pour ce compte.", 1.2));
    }
    if let Some(similar) = context.similar_recent.filter(|similar| similar.distinct_senders > 0) {
        let (count, senders, schools) = (similar.count, similar.distinct_senders, similar.schools);
        let text =
            format!("Texte presque identique {count} fois, par {senders} autres comptes de {schools} établissements.");
        reasons.push(reason("similar", &text, 1.5));
    }
    if context.hour_local.is_some_and(|hour| !(6..22).contains(&hour)) {
        reasons.push(reason("hour", "Envoyé dans la nuit.", 0.3));
    }
    reasons
}

fn confirmed_reason(campaign: &str, similarity: f32) -> Reason {
    let percent = (similarity * 100.0).round();
    reason("campaign", &format!("Ressemble à {percent}\u{202F}% à une menace confirmée\u{202F}: {campaign}."), 4.0)
}

fn reason(code: &str, text: &str, weight: f32) -> Reason {
    Reason { code: code.to_owned(), text: text.to_owned(), start: 0, end: 0, weight }
}
