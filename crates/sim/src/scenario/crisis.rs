//! What people do when a threat has reached them: they report it, they quote it to an adult or to a friend; heads tell
//! families. And what some do wrongly: reports that come late, or against somebody who has done nothing.

use model::Millis;

use super::{
    days::Life,
    letters::To,
    presence::{self, Presence},
    recording::{Kind, Letter, Recording},
    schools::School,
    words,
};
use crate::chance::Chance;

/// A threat that some may have seen.
pub(super) struct Seen<'a> {
    pub(super) school: &'a School,
    pub(super) message: &'a str,
    /// Its words, without disguise.
    pub(super) text: &'a str,
    pub(super) at: Millis,
    pub(super) readers: i64,
}

/// Reports and quotations of one threat. `wordless`: there is nothing to quote.
pub(super) fn after(
    to: &mut Recording,
    presence: &mut Presence,
    seen: &Seen<'_>,
    wordless: bool,
    life: &Life<'_>,
    chance: &mut Chance,
) {
    let wide = seen.readers > 20;
    if wide && chance.once_in(2) {
        for delay in [chance.between(15, 60), chance.between(40, 150)] {
            to.report(seen.at + Millis::seconds(delay), &seen.school.one("pupil", chance), seen.message, "menace");
        }
        let adult = seen.school.one("teacher", chance);
        to.report(seen.at + Millis::seconds(chance.between(60, 240)), &adult, seen.message, "menace de mort");
    } else if chance.once_in(4) {
        // Somebody reads it the next morning.
        to.report(seen.at + Millis::hours(11), &seen.school.one("parent", chance), seen.message, "menace");
    }
    if !wordless && (wide || chance.once_in(3)) && life.letters_a_day > 0 && chance.once_in(3) {
        quote(to, presence, seen, chance);
    }
}

fn quote(to: &mut Recording, presence: &mut Presence, seen: &Seen<'_>, chance: &mut Chance) {
    let school = seen.school;
    let at = seen.at + Millis(chance.log_normal(600_000.0, 90_000.0) as i64);
    let role = words::one(&["pupil", "pupil", "parent", "teacher"], chance);
    let who = school.one(role, chance);
    let words_quoted = quoted(seen.text, chance);
    let friend = (role == "pupil" && chance.once_in(3)).then(|| school.of_class("pupil", &who, chance)).flatten();
    let (frames, other): (&[&str], _) = match friend {
        Some(friend) => (&words::crisis::QUOTE_TO_FRIEND, friend),
        None => (&words::crisis::QUOTE_TO_ADULT, school.one(words::one(&["life", "teacher", "head"], chance), chance)),
    };
    let frame = words::fill(words::one(frames, chance), school.called(), chance);
    let body = frame.replace("«»", &words_quoted);
    let session = presence.of(to, school, &who, at, chance);
    let subject = words::one(&["", "message reçu", "URGENT"], chance);
    to.send(at, &session, Kind::Quotation, &Letter::new(vec![(other.key, 1)], subject, &body));
}

/// The whole text, its first sentence, or a few of its words.
fn quoted(text: &str, chance: &mut Chance) -> String {
    let first = text.split_inclusive(['.', '!', '?']).next().unwrap_or(text);
    match chance.below(5) {
        0 | 1 => text.to_owned(),
        2 | 3 => first.trim().to_owned(),
        _ => text.split_whitespace().take(7).collect::<Vec<_>>().join(" ") + "…",
    }
}

/// The words of a head, from the first night to the day after: to families, to staff, to pupils.
pub(super) fn officials(to: &mut Recording, schools: &[&School], evening: Millis, days: i64, chance: &mut Chance) {
    for school in schools {
        let head = school.one("head", chance);
        let night = evening + Millis::minutes(chance.between(40, 200));
        let morning = evening + Millis::hours(11) + Millis::minutes(chance.between(0, 50));
        let mut moments =
            vec![(night, "ALL-PARENTS"), (morning, "ALL-PARENTS"), (morning + Millis::minutes(6), "ALL-STAFF")];
        for day in 1..days.min(5) {
            let at = evening + Millis::days(day) + Millis::hours(chance.between(-9, 1));
            moments.push((at, words::one(&["ALL-PARENTS", "ALL-PUPILS", "ALL-STAFF"], chance)));
        }
        for (at, group) in moments {
            let text = words::fill(words::one(&words::crisis::OFFICIAL, chance), school.called(), chance);
            let session = presence::at_home(to, &head, at);
            let letter = Letter::new(vec![school.group(group)], "Information importante", &text);
            to.send(at, &session, Kind::Official, &letter);
        }
    }
}

/// Pupils who dislike a teacher report a harmless word of theirs, three in two minutes.
pub(super) fn malice(
    to: &mut Recording,
    schools: &[&School],
    (from, lasts, count): (Millis, Millis, usize),
    life: &Life<'_>,
    chance: &mut Chance,
) {
    for _ in 0..count {
        let Some(school) = chance.pick(schools).copied() else { return };
        let teacher = school.one("teacher", chance);
        let at = from + Millis(chance.between(0, lasts.0));
        let session = presence::at_home(to, &teacher, at);
        let body = life.letters.write("teacher", To::Class, school.called(), chance);
        let named = vec![school.class_of(&teacher, chance)];
        let message = to.send(at, &session, Kind::Benign, &Letter::new(named, "Devoir", &body));
        for n in 1..=3 {
            if let Some(pupil) = school.of_class("pupil", &teacher, chance) {
                to.report(at + Millis::seconds(n * 40), &pupil, &message, "il nous menace");
            }
        }
    }
}
