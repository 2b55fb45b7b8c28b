//! What behaviour says, in sentences for the desk.

use model::{
    limits,
    verdict::{Consequence, Reason},
};

use super::{FEW_READERS, Rule};
use crate::{letter::Context, risk::Risk};

/// How the letter is sent, and from where.
pub(super) fn of_sending(context: &Context, risk: &Risk) -> Vec<Reason> {
    let mut reasons = risk.reasons.clone();
    if context.readers > FEW_READERS {
        let schools = context.schools.filter(|schools| *schools > 1);
        let places = schools.map_or(String::new(), |schools| format!(" dans {schools} établissements"));
        reasons.push(reason("reach", &format!("{} destinataires{places}.", context.readers), 0.8));
    }
    if let Some(before) = context.reach_last_hour.filter(|before| before.readers > limits::WAVES_ABOVE_READERS) {
        let text = format!("{} personnes déjà jointes en une heure par {} messages.", before.readers, before.messages);
        reasons.push(reason("rate", &text, 0.8));
    }
    if let Some(similar) = context.similar_recent.filter(|similar| similar.distinct_senders > 0) {
        let (count, senders, schools) = (similar.count, similar.distinct_senders, similar.schools);
        let text =
            format!("Texte presque identique {count} fois, par {senders} autres comptes de {schools} établissements.");
        reasons.push(reason("similar", &text, 1.5));
    }
    if let Some(stopped) = context.campaign_stopped.filter(|stopped| *stopped > 0) {
        let text = match stopped {
            1 => "Texte presque identique à un message retenu ou retiré.".to_owned(),
            n => format!("Texte presque identique à {n} messages retenus ou retirés."),
        };
        reasons.push(reason("stopped", &text, 1.5));
    }
    if context.hour_local.is_some_and(|hour| !(6..22).contains(&hour)) {
        reasons.push(reason("hour", "Envoyé dans la nuit.", 0.3));
    }
    reasons
}

/// Why the account is stopped as well.
pub(super) fn of_consequence(consequence: Consequence) -> Option<Reason> {
    let text = match consequence {
        Consequence::None => return None,
        Consequence::RestrictSession => "Session restreinte\u{202F}: ce n’est peut-être pas le titulaire qui écrit.",
        Consequence::Contain => "Compte confiné\u{202F}: tout indique que ce n’est pas le titulaire qui écrit.",
    };
    Some(reason("consequence", text, 0.0))
}

/// It is like a threat that a person has confirmed.
pub(super) fn confirmed(campaign: &str, similarity: f32) -> Reason {
    let percent = (similarity * 100.0).round();
    reason("campaign", &format!("Ressemble à {percent}\u{202F}% à une menace confirmée\u{202F}: {campaign}."), 4.0)
}

/// A rule's own sentence.
pub(super) fn said(code: &str, text: &str) -> Reason {
    reason(code, text, 0.0)
}

/// The sentence of a rule of the desk, which is named.
pub(super) fn of_overlay(rule: &Rule) -> Reason {
    let code = format!("policy:{}", rule.id);
    if rule.text.is_empty() {
        let what = if rule.relief.is_empty() { "Règle" } else { "Allègement" };
        return reason(&code, &format!("{what} de la cellule de crise\u{202F}: «\u{202F}{}\u{202F}».", rule.id), 0.0);
    }
    reason(&code, &rule.text, 0.0)
}

/// A rule asks for what is not known.
pub(super) fn missing(rule: &str, feature: &str) -> Reason {
    let text = format!(
        "Le signal «\u{202F}{feature}\u{202F}» manque à la règle «\u{202F}{rule}\u{202F}»\u{202F}: une personne doit lire."
    );
    reason("policy_missing", &text, 0.0)
}

/// A rule cannot be computed.
pub(super) fn failed(rule: &str) -> Reason {
    let text = format!("La règle «\u{202F}{rule}\u{202F}» a échoué\u{202F}: une personne doit lire.");
    reason("policy_failed", &text, 0.0)
}

/// The policy has no answer.
pub(super) fn no_rule() -> Reason {
    reason("policy_none", "Aucune règle ne s’applique\u{202F}: une personne doit lire.", 0.0)
}

fn reason(code: &str, text: &str, weight: f32) -> Reason {
    Reason { code: code.to_owned(), text: text.to_owned(), start: 0, end: 0, weight }
}
