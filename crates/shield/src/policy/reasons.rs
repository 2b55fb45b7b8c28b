//! What behaviour says, in sentences for the desk.

use model::{
    limits,
    verdict::{Consequence, Reason},
};

use super::FEW_READERS;
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

/// It reaches those who must know.
pub(super) fn safety_contact() -> Reason {
    reason("safety_contact", "Adressé au référent sécurité\u{202F}: n’est jamais retenu.", 0.0)
}

/// The school speaks.
pub(super) fn voice() -> Reason {
    reason("voice", "Un adulte de l’établissement informe, depuis un appareil qui est le sien.", 0.0)
}

/// Somebody warns.
pub(super) fn report() -> Reason {
    reason("report", "Rapporte à peu de personnes ce qu’un autre a écrit.", 0.0)
}

/// Somebody must be looked after.
pub(super) fn care() -> Reason {
    reason("self_harm", "L’auteur parle de se faire du mal\u{202F}: à protéger, ne pas sanctionner.", 0.0)
}

fn reason(code: &str, text: &str, weight: f32) -> Reason {
    Reason { code: code.to_owned(), text: text.to_owned(), start: 0, end: 0, weight }
}
