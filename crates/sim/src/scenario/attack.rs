//! What thieves do: many stolen accounts, few messages each, amplified by groups, in the evening or at night. The
//! passwords are right, the browsers and networks are not those of the owners.

use model::Millis;
use serde_json::json;

use super::{
    recording::{Letter, Origin, Recording, Session, time},
    schools::{Account, School},
    words,
};
use crate::{chance::Chance, texts};

/// A wave of an attack.
pub(super) struct Wave<'a> {
    /// Its number, from 1.
    pub(super) number: u8,
    /// When it begins.
    pub(super) from: Millis,
    /// How long it goes on.
    pub(super) lasts: Millis,
    /// Stolen accounts in it.
    pub(super) accounts: usize,
    /// Whose: `pupil` or `teacher`.
    pub(super) role: &'a str,
    /// What is sent.
    pub(super) texts: &'a [&'a str],
    /// The texts are in disguise.
    pub(super) disguised: bool,
    /// A video is joined.
    pub(super) video: bool,
}

/// Plays a wave on some of the schools.
pub(super) fn wave(to: &mut Recording, schools: &[&School], wave: &Wave<'_>, chance: &mut Chance) {
    let network = format!("203.0.113.{}", chance.between(1, 60));
    for n in 0..wave.accounts {
        let Some(school) = chance.pick(schools).copied() else { return };
        let who = school.one(wave.role, chance);
        let at = wave.from + Millis(chance.between(0, wave.lasts.0));
        // One browser opens several accounts.
        let device = format!("dv-thief-{}-{}", wave.number, n / 6);
        let class = if chance.once_in(2) { "hosting" } else { "vpn" };
        let from = Origin { device: &device, ip: &network, network: class, country: "NL" };
        let session = to.sign_in(at, &who, &from);
        to.truth.stolen.entry(who.key.clone()).or_insert_with(|| time(at));
        to.search(at + Millis(4_000), &session, "classe");
        burst(to, school, &who, &session, at + Millis(9_000), wave, chance);
    }
}

fn burst(
    to: &mut Recording,
    school: &School,
    who: &Account,
    session: &Session,
    at: Millis,
    wave: &Wave<'_>,
    chance: &mut Chance,
) {
    let mut at = at;
    for _ in 0..chance.between(1, 4) {
        let text = chance.pick(wave.texts).copied().unwrap_or_default();
        let body = if wave.disguised { texts::disguised(chance, text) } else { text.to_owned() };
        let named = targets(school, who, chance);
        let readers = named.iter().map(|(_, readers)| readers).sum();
        let keys = named.into_iter().map(|(key, _)| key).collect();
        let video = json!({ "name": "regarde.mp4", "mime": "video/mp4", "size": 4_200_000, "sha256": format!("{:064x}", 0x5EED + u64::from(wave.number)) });
        let files = if wave.video { vec![video] } else { vec![] };
        let letter = Letter { to: keys, readers, answers: None, subject: "IMPORTANT", body: &body, files };
        let message = to.threaten(at, wave.number, session, &letter);
        if readers > 20 && chance.once_in(2) {
            for delay in [20_000, 45_000] {
                to.report(at + Millis(delay), &school.one("pupil", chance), &message);
            }
            to.report(at + Millis(95_000), &school.one("teacher", chance), &message);
        }
        at = at + Millis(chance.between(3_000, 40_000));
    }
}

/// Whom a thief names: the whole school, a class, or those whom he finds one by one.
fn targets(school: &School, who: &Account, chance: &mut Chance) -> Vec<(String, i64)> {
    match chance.below(5) {
        0 | 1 => vec![school.group("ALL-PUPILS")],
        2 => vec![school.group("ALL-PUPILS"), school.group("ALL-PARENTS"), school.group("ALL-STAFF")],
        3 => {
            let class = who.class.as_deref().and_then(|class| class.rsplit(':').next()).unwrap_or("CL01").to_owned();
            vec![school.group(&class)]
        }
        _ => {
            let some = (0..chance.between(1, 5))
                .map(|_| if chance.once_in(2) { school.one("pupil", chance) } else { school.one("teacher", chance) });
            let mut keys: Vec<(String, i64)> = some.map(|account| (account.key, 1)).collect();
            keys.sort();
            keys.dedup();
            keys
        }
    }
}

/// The thief tries a few accounts at noon, on one person each.
pub(super) fn probes(to: &mut Recording, schools: &[&School], from: Millis, count: usize, chance: &mut Chance) {
    for n in 0..count {
        let Some(school) = chance.pick(schools).copied() else { return };
        let (who, other) = (school.one("pupil", chance), school.one("pupil", chance));
        let at = from + Millis::minutes(n as i64 * 3);
        let origin = Origin { device: "dv-thief-0-0", ip: "203.0.113.7", network: "hosting", country: "NL" };
        let session = to.sign_in(at, &who, &origin);
        to.truth.stolen.entry(who.key.clone()).or_insert_with(|| time(at));
        let body = chance.pick(&words::PROBES).copied().unwrap_or_default();
        let letter = Letter { to: vec![other.key], readers: 1, answers: None, subject: "", body, files: vec![] };
        to.send(at + Millis(12_000), &session, &letter);
    }
}
