//! How likely it is that somebody else uses the sender's account: points, added up, each with its sentence.
//!
//! A thief has the right password and nothing else of the owner's: neither the device nor the network nor the habits. So
//! almost every sign counts only on a device that the account does not trust, and what speaks for the owner, their own
//! network or the school's, takes points off. A new telephone is worth 2 points, where doubt begins, at most; a
//! stranger through a computing centre, 5 (high) and more; from 4 the policy calls it raised, from 8 extreme. Read [`SIGNS`] as the whole rule.
//!
//! A signal that is missing adds nothing and takes nothing off: most letters of tests and imports come so. It is
//! admission, not this table, that asks for a session.

use model::{network::NetworkClass, verdict::Reason};

use crate::letter::Context;

/// What was seen, added up.
#[derive(Debug, Clone, Default)]
pub(crate) struct Risk {
    pub(crate) points: i64,
    /// One for each sign that counted.
    pub(crate) reasons: Vec<Reason>,
}

/// One sign: its code, what it is worth, when it is seen, and its sentence.
struct Sign {
    code: &'static str,
    points: i64,
    seen: fn(&Context) -> bool,
    text: fn(&Context) -> String,
}

/// Every sign. Points of the same code are worth what they add up to.
const SIGNS: [Sign; 25] = [
    // The device.
    sign("device", 2, unknown, |_| "Appareil jamais vu pour ce compte.".to_owned()),
    sign(
        "device_today",
        1,
        |c| unknown(c) && c.device_new == Some(true),
        |_| "Première utilisation de cet appareil il y a moins d’un jour.".to_owned(),
    ),
    // The network.
    sign("network_hosting", 3, |c| unknown(c) && hosting(c), |_| "Réseau d’hébergeur.".to_owned()),
    sign("network_vpn", 2, |c| unknown(c) && vpn(c), |_| "Réseau privé virtuel (VPN).".to_owned()),
    sign(
        "network_hidden",
        1,
        |c| !unknown(c) && hides(c),
        |_| "Réseau qui cache d’où l’on écrit, sur un appareil connu.".to_owned(),
    ),
    sign(
        "network_new",
        1,
        |c| unknown(c) && !school(c) && c.network_new_for_account == Some(true),
        |_| "Réseau jamais vu pour ce compte.".to_owned(),
    ),
    sign(
        "network_stranger",
        1,
        |c| unknown(c) && !school(c) && c.network_new_for_school == Some(true),
        |_| "Réseau jamais vu pour aucun compte de l’établissement.".to_owned(),
    ),
    sign(
        "country",
        2,
        |c| unknown(c) && c.country_unusual == Some(true),
        |_| "Pays inhabituel pour ce compte.".to_owned(),
    ),
    sign(
        "network_usual",
        -2,
        |c| unknown(c) && c.network_new_for_account == Some(false),
        |_| "Réseau habituel de ce compte.".to_owned(),
    ),
    sign("network_school", -2, |c| unknown(c) && school(c), |_| "Réseau d’un établissement.".to_owned()),
    sign(
        "network_mobile",
        -1,
        |c| unknown(c) && mobile(c) && c.country_unusual != Some(true),
        |_| "Réseau mobile français, sans rien d’autre d’inhabituel.".to_owned(),
    ),
    // Who else came the same way.
    sign("device_accounts", 1, |c| alone(c) && others(c.device_other_accounts) >= 1, device_accounts),
    sign("device_accounts", 1, |c| alone(c) && others(c.device_other_accounts) >= 2, device_accounts),
    sign("device_accounts", 2, |c| alone(c) && others(c.device_other_accounts) >= 3, device_accounts),
    sign(
        "device_schools",
        2,
        |c| alone(c) && others(c.device_schools) >= 2,
        |c| format!("Cet appareil a ouvert des comptes de {} établissements en une heure.", others(c.device_schools)),
    ),
    sign("network_accounts", 1, |c| crowded(c) && others(c.network_other_accounts) >= 2, network_accounts),
    sign("network_accounts", 1, |c| crowded(c) && others(c.network_other_accounts) >= 4, network_accounts),
    sign(
        "network_schools",
        1,
        |c| crowded(c) && others(c.network_schools) >= 2,
        |c| format!("Comptes de {} établissements ouverts depuis ce réseau en une heure.", others(c.network_schools)),
    ),
    sign(
        "neighbours",
        2,
        |c| alone(c) && others(c.neighbours_stopped) >= 1,
        |c| match others(c.neighbours_stopped) {
            1 => "Un autre compte venu par le même chemin a envoyé un message retenu ou retiré.".to_owned(),
            n => format!("{n} autres comptes venus par le même chemin ont envoyé des messages retenus ou retirés."),
        },
    ),
    sign("decoy_tried", 2, |c| alone(c) && others(c.decoys_tried) >= 1, decoys_tried),
    // Whoever mistypes a name does not mistype two of them into decoys.
    sign("decoy_tried", 3, |c| alone(c) && others(c.decoys_tried) >= 2, decoys_tried),
    // What the session did.
    sign(
        "searches",
        1,
        |c| unknown(c) && hasty(c) && others(c.session_searches) >= 3,
        |c| format!("{} recherches dans l’annuaire dès l’ouverture de la session.", others(c.session_searches)),
    ),
    sign(
        "habit",
        1,
        |c| alone(c) && beyond_habit(c),
        |c| format!("{} destinataires ; maximum habituel : {}.", c.readers, others(c.readers_before_max)),
    ),
    sign("own_stopped", 2, |c| unknown(c) && others(c.own_stopped_last_day) >= 1, own_stopped),
    sign(
        "repeats",
        1,
        |c| unknown(c) && others(c.own_similar_last_hour) >= 2,
        |c| format!("Même texte envoyé {} fois déjà en une heure.", others(c.own_similar_last_hour)),
    ),
];

impl Risk {
    /// Adds a sign; again under the same code, its points alone.
    pub(crate) fn add(&mut self, code: &str, points: i64, text: String) {
        self.points += points;
        match self.reasons.iter_mut().find(|reason| reason.code == code) {
            Some(reason) => reason.weight += weight(points),
            None => self.reasons.push(Reason { code: code.to_owned(), text, start: 0, end: 0, weight: weight(points) }),
        }
    }
}

/// Adds up what the context shows.
pub(crate) fn of(context: &Context) -> Risk {
    let mut risk = Risk::default();
    for sign in SIGNS.iter().filter(|sign| (sign.seen)(context)) {
        risk.add(sign.code, sign.points, (sign.text)(context));
    }
    risk
}

/// Whether a reason's code is that of a sign: it speaks of who uses the account, not of what is written.
pub fn is_sign(code: &str) -> bool {
    SIGNS.iter().any(|sign| sign.code == code)
}

/// A point in log-odds, for the order in which the desk reads.
fn weight(points: i64) -> f32 {
    points as f32 * 0.6
}

const fn sign(code: &'static str, points: i64, seen: fn(&Context) -> bool, text: fn(&Context) -> String) -> Sign {
    Sign { code, points, seen, text }
}

fn unknown(context: &Context) -> bool {
    context.known_device == Some(false)
}

fn hosting(context: &Context) -> bool {
    matches!(context.network_class, Some(NetworkClass::Hosting | NetworkClass::Tor))
}

pub(crate) fn vpn(context: &Context) -> bool {
    context.network_class == Some(NetworkClass::Vpn)
}

/// Any of both.
pub(crate) fn hides(context: &Context) -> bool {
    context.network_class.is_some_and(NetworkClass::hides)
}

fn school(context: &Context) -> bool {
    context.network_class == Some(NetworkClass::School)
}

fn mobile(context: &Context) -> bool {
    context.network_class == Some(NetworkClass::Mobile)
}

/// A device that nobody expects to be shared: at school, one computer opens thirty accounts in an hour.
pub(crate) fn alone(context: &Context) -> bool {
    unknown(context) && !school(context)
}

/// Many accounts behind one address say something of it, unless it is an operator's, the account's own, or a place where
/// others of the school come from.
pub(crate) fn crowded(context: &Context) -> bool {
    unknown(context)
        && !mobile(context)
        && context.network_new_for_account != Some(false)
        && (hides(context) || context.network_new_for_school != Some(false))
}

/// The session was opened a moment ago.
fn hasty(context: &Context) -> bool {
    context.session_minutes.is_some_and(|minutes| minutes < 15)
}

/// More readers than a group, and four times what this sender ever had.
fn beyond_habit(context: &Context) -> bool {
    const GROUP: i64 = 20;
    context.readers_before_max.is_some_and(|most| context.readers > GROUP && context.readers / 4 > most)
}

fn others(count: Option<i64>) -> i64 {
    count.unwrap_or(0)
}

fn decoys_tried(context: &Context) -> String {
    match others(context.decoys_tried) {
        1 => "L’identifiant d’une boîte leurre a été essayé par le même chemin depuis un jour.".to_owned(),
        n => format!("Les identifiants de {n} boîtes leurres ont été essayés par le même chemin depuis un jour."),
    }
}

fn own_stopped(context: &Context) -> String {
    match others(context.own_stopped_last_day) {
        1 => "Un message de ce compte a déjà été retenu ou retiré depuis un jour.".to_owned(),
        n => format!("{n} messages de ce compte ont déjà été retenus ou retirés depuis un jour."),
    }
}

fn device_accounts(context: &Context) -> String {
    match others(context.device_other_accounts) {
        1 => "Cet appareil a ouvert un autre compte en une heure.".to_owned(),
        n => format!("Cet appareil a ouvert {n} autres comptes en une heure."),
    }
}

fn network_accounts(context: &Context) -> String {
    format!("{} autres comptes ouverts depuis ce réseau en une heure.", others(context.network_other_accounts))
}
