//! What thieves do: many stolen accounts, few messages each, amplified by groups, in the evening or at night. The
//! passwords are right; the browsers and networks are not those of the owners.

use model::Millis;
use serde_json::json;

use super::{
    crisis::{self, Seen},
    days::Life,
    presence::Presence,
    recording::{Kind, Letter, Origin, Recording, Session},
    schools::{self, Account, School},
    words,
};
use crate::{chance::Chance, texts};

/// A wave of an attack.
#[derive(Clone, Copy)]
pub(super) struct Wave<'a> {
    /// Its name in the truth.
    pub(super) name: &'a str,
    /// When it begins.
    pub(super) from: Millis,
    /// How long it goes on.
    pub(super) lasts: Millis,
    /// Stolen accounts in it.
    pub(super) accounts: usize,
    /// Whose.
    pub(super) role: &'a str,
    /// What is sent.
    pub(super) texts: &'a [&'a str],
    /// How it is sent.
    pub(super) how: How,
}

/// How the letters of a wave are sent.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum How {
    /// As they are, a few from each account.
    Plain,
    /// In disguise, with a video.
    Disguised,
    /// A word or two, and an image that nobody can read.
    Image,
    /// One an hour from each account, to one class or to a few people.
    Slow,
}

/// Plays a wave on some of the schools, with what its victims do.
pub(super) fn wave(
    to: &mut Recording,
    presence: &mut Presence,
    schools: &[&School],
    wave: &Wave<'_>,
    life: &Life<'_>,
    chance: &mut Chance,
) {
    for n in 0..wave.accounts {
        let Some(school) = chance.pick(schools).copied() else { return };
        let who = school.one(wave.role, chance);
        let at = wave.from + Millis(chance.between(0, wave.lasts.0));
        let session = to.sign_in(at, &who, &origin(wave.name, n, chance));
        to.steal(at, &who, wave.name);
        for _ in 0..chance.between(0, 3) {
            to.search(
                at + Millis(chance.between(1_000, 9_000)),
                &session,
                words::one(&["classe", "groupe", "lycée"], chance),
            );
        }
        burst(to, presence, school, (&who, &session, at + Millis(12_000)), wave, life, chance);
    }
}

/// From where a thief comes: a rented computer, a VPN, or the connection of somebody who knows nothing of it.
fn origin(wave: &str, n: usize, chance: &mut Chance) -> Origin {
    let (network, ip, country) = match chance.below(5) {
        0 | 1 => ("hosting", format!("203.0.113.{}", 1 + (n / 8) % 40), "NL"),
        2 => ("vpn", format!("192.0.2.{}", chance.between(1, 24)), "DE"),
        3 => ("isp-fr", schools::home(chance), "FR"),
        _ => ("mobile-fr", format!("198.51.100.{}", chance.between(1, 40)), "FR"),
    };
    // One browser opens several accounts, except for the careful ones.
    let device = if chance.once_in(3) { format!("dv-x-{wave}-{n}") } else { format!("dv-x-{wave}-{}", n / 6 * 6) };
    Origin { device, ip, network, country }
}

fn burst(
    to: &mut Recording,
    presence: &mut Presence,
    school: &School,
    (who, session, from): (&Account, &Session, Millis),
    wave: &Wave<'_>,
    life: &Life<'_>,
    chance: &mut Chance,
) {
    let mut at = from;
    let letters = if wave.how == How::Slow { chance.between(3, 8) } else { chance.between(1, 4) };
    for _ in 0..letters {
        let text = words::fill(words::one(wave.texts, chance), school.called(), chance);
        let body = if wave.how == How::Disguised { texts::disguised(chance, &text) } else { text.clone() };
        let named = targets(school, who, wave.how, chance);
        let readers: i64 = named.iter().map(|(_, readers)| readers).sum();
        let subject = words::one(&words::threats::SUBJECTS, chance);
        let letter = Letter { to: named, answers: None, subject, body: &body, files: files(wave, chance) };
        let kind = Kind::Threat { wave: wave.name.to_owned() };
        let message = to.send(at, session, kind, &letter);
        let seen = Seen { school, message: &message, text: &text, at, readers };
        crisis::after(to, presence, &seen, wave.how == How::Image, life, chance);
        at = at
            + match wave.how {
                How::Slow => Millis::minutes(chance.between(48, 75)),
                _ => Millis(chance.between(3_000, 60_000)),
            };
    }
}

/// Files of a wave: one video for all, and images of which each account has its own or another's.
fn files(wave: &Wave<'_>, chance: &mut Chance) -> Vec<serde_json::Value> {
    match wave.how {
        How::Disguised => vec![json!({
            "name": "regarde.mp4", "mime": "video/mp4", "size": 4_200_000, "sha256": format!("{:064x}", 0x5EED_u64),
        })],
        How::Image => {
            let which = chance.below(4) as u64;
            vec![json!({
                "name": format!("IMG_{}.jpg", 2_040 + which), "mime": "image/jpeg", "size": 310_000 + which,
                "sha256": format!("{:064x}", 0xABCD_0000_u64 + which),
            })]
        }
        How::Plain | How::Slow => Vec::new(),
    }
}

/// Whom a thief names: the whole school, a dozen groups, one class, or those whom he finds one by one.
fn targets(school: &School, who: &Account, how: How, chance: &mut Chance) -> Vec<(String, i64)> {
    let people = |chance: &mut Chance, most| {
        let roles = ["pupil", "pupil", "teacher", "life"];
        let some = (0..chance.between(1, most)).map(|_| school.one(words::one(&roles, chance), chance));
        let mut keys: Vec<(String, i64)> =
            some.filter(|other| other.key != who.key).map(|other| (other.key, 1)).collect();
        keys.sort();
        keys.dedup();
        keys
    };
    let mut named = match (how, chance.below(7)) {
        (How::Slow, 0..4) => vec![school.class(chance.between(1, school.classes))],
        (How::Slow, _) => people(chance, 3),
        (_, 0) => vec![school.group("ALL-PUPILS")],
        (_, 1) => vec![school.group("ALL-PUPILS"), school.group("ALL-PARENTS"), school.group("ALL-STAFF")],
        (_, 2 | 3) => {
            let mut dozen: Vec<(String, i64)> = (1..=school.classes.min(12)).map(|n| school.class(n)).collect();
            dozen.extend(people(chance, 6));
            dozen
        }
        (_, 4 | 5) => vec![school.class_of(who, chance)],
        _ => people(chance, 9),
    };
    if named.is_empty() {
        named.push((school.one("life", chance).key, 1));
    }
    named
}

/// The thief tries some accounts at noon, each on one person.
pub(super) fn probes(to: &mut Recording, schools: &[&School], from: Millis, count: usize, chance: &mut Chance) {
    for n in 0..count {
        let Some(school) = chance.pick(schools).copied() else { return };
        let (who, other) = (school.one("pupil", chance), school.one("pupil", chance));
        let at = from + Millis::minutes(n as i64 * 3);
        let session = to.sign_in(at, &who, &origin("probes", n, chance));
        to.steal(at, &who, "probes");
        to.search(at + Millis(5_000), &session, "classe");
        let body = words::one(&words::threats::PROBES, chance);
        to.send(at + Millis(15_000), &session, Kind::Probe, &Letter::new(vec![(other.key, 1)], "", body));
    }
}

/// Pupils imitate the thieves, from their own telephone.
pub(super) fn copycats(
    to: &mut Recording,
    presence: &mut Presence,
    schools: &[&School],
    (from, lasts, count): (Millis, Millis, usize),
    life: &Life<'_>,
    chance: &mut Chance,
) {
    for _ in 0..count {
        let Some(school) = chance.pick(schools).copied() else { return };
        let who = school.one("pupil", chance);
        let at = from + Millis(chance.between(0, lasts.0));
        let session = presence.of(to, school, &who, at, chance);
        to.author(&who);
        let text = words::fill(words::one(&words::threats::COPYCATS, chance), school.called(), chance);
        let named = match (chance.below(3), school.of_class("pupil", &who, chance)) {
            (0, Some(other)) => vec![(other.key, 1)],
            _ => vec![school.class_of(&who, chance)],
        };
        let readers = named.iter().map(|(_, readers)| readers).sum();
        let kind = Kind::Threat { wave: "copycats".to_owned() };
        let message = to.send(at, &session, kind, &Letter::new(named, "", &text));
        let seen = Seen { school, message: &message, text: &text, at, readers };
        crisis::after(to, presence, &seen, false, life, chance);
    }
}
