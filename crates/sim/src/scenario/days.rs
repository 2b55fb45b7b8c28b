//! Ordinary days: people sign in from where they always do, and write about homework.

use model::Millis;

use super::{
    recording::{Letter, Origin, Recording},
    schools::{Account, School},
    words,
};
use crate::{chance::Chance, texts};

/// How much is written in each hour of the day, in Paris, of a thousand.
const HOURS: [usize; 24] = [4, 2, 1, 1, 1, 3, 15, 60, 75, 55, 60, 50, 55, 55, 50, 50, 60, 85, 90, 85, 70, 45, 20, 8];
/// Letters of one school in one day.
const LETTERS: i64 = 26;

/// A day of one school, from its midnight in Paris. `troubled`: since when everybody speaks of the threats.
pub(super) fn day(
    to: &mut Recording,
    school: &School,
    midnight: Millis,
    troubled: Option<Millis>,
    chance: &mut Chance,
) {
    let mut announcement: Option<Announcement> = None;
    let count = chance.between(LETTERS - 8, LETTERS + 8);
    let mut times: Vec<Millis> = (0..count).map(|_| midnight + moment(chance)).collect();
    times.sort();
    for at in times {
        if chance.once_in(40) {
            fumbled(to, &school.one("pupil", chance), at, chance);
        }
        let in_trouble = troubled.is_some_and(|since| at > since) && chance.once_in(4);
        match chance.below(10) {
            0 => announcement = Some(announce(to, school, at, chance)),
            1 if chance.once_in(3) => {
                let text = if in_trouble {
                    words::HEAD_REASSURES
                } else {
                    chance.pick(&words::TO_FAMILIES).copied().unwrap_or_default()
                };
                send(
                    to,
                    &school.one("head", chance),
                    at,
                    vec![school.group("ALL-PARENTS")],
                    None,
                    "Information",
                    text,
                    chance,
                );
            }
            2 => {
                if let Some(Announcement { message, teacher, .. }) = announcement.as_ref().filter(|said| at > said.at)
                    && let Some(pupil) = pupil_of(school, teacher, chance)
                {
                    send(
                        to,
                        &pupil,
                        at,
                        vec![(teacher.key.clone(), 1)],
                        Some(message.as_str()),
                        "Re",
                        "D’accord, merci.",
                        chance,
                    );
                }
            }
            3 | 4 => {
                let (parent, text) = (school.one("parent", chance), letter(in_trouble, chance));
                send(to, &parent, at, vec![(school.one("life", chance).key, 1)], None, "Question", &text, chance);
            }
            5 => {
                let (teacher, parent) = (school.one("teacher", chance), school.one("parent", chance));
                let text = letter(false, chance);
                send(to, &teacher, at, vec![(parent.key, 1)], None, "Votre enfant", &text, chance);
            }
            _ => {
                let pupil = school.one("pupil", chance);
                let (other, text) = (known_to(school, &pupil, chance), letter(in_trouble, chance));
                send(to, &pupil, at, vec![(other.key, 1)], None, "", &text, chance);
            }
        }
    }
}

/// A word to a class, which its pupils may answer.
struct Announcement {
    at: Millis,
    message: String,
    teacher: Account,
}

fn pupil_of(school: &School, teacher: &Account, chance: &mut Chance) -> Option<Account> {
    let of_class = |account: &&Account| account.role == "pupil" && account.class == teacher.class;
    let pupils: Vec<&Account> = school.accounts.iter().filter(of_class).collect();
    chance.pick(&pupils).copied().cloned()
}

/// Somebody to whom a pupil may write: of their class, or of the staff.
fn known_to(school: &School, pupil: &Account, chance: &mut Chance) -> Account {
    let known = school.accounts.iter().filter(|account| {
        let of_class = matches!(account.role, "pupil" | "teacher") && account.class == pupil.class;
        account.role == "life" || (of_class && account.key != pupil.key)
    });
    let known: Vec<&Account> = known.collect();
    chance.pick(&known).copied().cloned().unwrap_or_else(|| school.one("life", chance))
}

fn letter(in_trouble: bool, chance: &mut Chance) -> String {
    let text = if in_trouble {
        chance.pick(&words::IN_THE_CRISIS).copied().unwrap_or_default()
    } else {
        texts::everyday(chance)
    };
    if chance.once_in(4) {
        return text.to_owned();
    }
    // People do not write the same words: a room, an hour, a second thought make each letter its own.
    let (hour, room) = (chance.between(8, 17), chance.between(1, 320));
    let more = texts::everyday(chance);
    match chance.below(3) {
        0 => format!("{text} Je passe salle {room} vers {hour} h."),
        1 => format!("{text} Au fait : {more}"),
        _ => format!("{more} Sinon, {text} À {hour} h si vous voulez, porte {room}."),
    }
}

fn announce(to: &mut Recording, school: &School, at: Millis, chance: &mut Chance) -> Announcement {
    let teacher = school.one("teacher", chance);
    let class = teacher.class.clone().unwrap_or_default();
    let name = class.rsplit(':').next().unwrap_or_default().to_owned();
    let text = chance.pick(&words::TO_CLASS).copied().unwrap_or_default();
    let message = send(to, &teacher, at, vec![school.group(&name)], None, "Pour la classe", text, chance);
    // It is out when it is written, a moment after the sign-in.
    Announcement { at: at + Millis::minutes(30), message, teacher }
}

#[expect(clippy::too_many_arguments, reason = "one letter, written in one place")]
fn send(
    to: &mut Recording,
    who: &Account,
    at: Millis,
    named: Vec<(String, i64)>,
    answers: Option<&str>,
    subject: &str,
    body: &str,
    chance: &mut Chance,
) -> String {
    let phone = chance.once_in(3);
    // Now and then somebody has a new telephone, or is at a friend's.
    let new = chance.once_in(60);
    let device = if new {
        format!("dv-new-{:05}", chance.below(100_000))
    } else {
        chance.pick(&who.devices).cloned().unwrap_or_default()
    };
    let network = if phone { "mobile-fr" } else { "isp-fr" };
    let session = to.sign_in(at, who, &Origin { device: &device, ip: &who.home, network, country: "FR" });
    let readers = named.iter().map(|(_, readers)| readers).sum();
    let keys = named.into_iter().map(|(key, _)| key).collect();
    let written = at + Millis(chance.log_normal(45_000.0, 8_000.0) as i64);
    to.send(written, &session, &Letter { to: keys, readers, answers, subject, body, files: vec![] })
}

/// A wrong password, then the right one.
fn fumbled(to: &mut Recording, who: &Account, at: Millis, chance: &mut Chance) {
    let device = who.devices.first().cloned().unwrap_or_default();
    let from = Origin { device: &device, ip: &who.home, network: "isp-fr", country: "FR" };
    for n in 0..chance.between(1, 3) {
        to.fail(at - Millis::minutes(2) + Millis(n * 7_000), who, &from);
    }
}

/// A moment of the day, as people write.
fn moment(chance: &mut Chance) -> Millis {
    Millis::hours(chance.weighted(&HOURS) as i64) + Millis(chance.between(0, 3_599_999))
}
