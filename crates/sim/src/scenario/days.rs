//! Ordinary days: people sign in as they always do, and write about homework.

use model::Millis;

use super::{
    letters::{Letters, To},
    presence::Presence,
    recording::{Kind, Letter, Recording},
    schools::{Account, School},
    words,
};
use crate::chance::Chance;

/// How much is written in each hour of the day, in Paris, of a thousand.
const HOURS: [usize; 24] = [4, 2, 1, 1, 1, 3, 15, 60, 75, 55, 60, 50, 55, 55, 50, 50, 60, 85, 90, 85, 70, 45, 20, 8];
/// The same of those who live late.
const NIGHT: [usize; 24] =
    [30, 15, 5, 2, 1, 1, 5, 30, 40, 40, 40, 30, 30, 30, 30, 30, 40, 50, 60, 80, 110, 120, 110, 70];

/// What a day needs.
pub(super) struct Life<'a> {
    pub(super) letters: &'a Letters,
    /// Letters of one school in one day, more or less.
    pub(super) letters_a_day: i64,
}

/// A day of one school, from its midnight in Paris. `troubled`: since when everybody speaks of the threats.
pub(super) fn day(
    to: &mut Recording,
    presence: &mut Presence,
    school: &School,
    (midnight, troubled): (Millis, Option<Millis>),
    life: &Life<'_>,
    chance: &mut Chance,
) {
    let weekend = (midnight.0 / 86_400_000 + 5) % 7 >= 5;
    let usual = if weekend { life.letters_a_day / 4 } else { life.letters_a_day };
    let count = chance.between(usual * 7 / 10, usual * 13 / 10);
    let mut times: Vec<Millis> = (0..count).map(|_| midnight + moment(&HOURS, chance)).collect();
    times.sort();
    let mut said: Vec<Said> = Vec::new();
    for at in times {
        let troubled = troubled.is_some_and(|since| at > since) && chance.once_in(4);
        let mut writing = Writing { to, presence, school, life, at, troubled };
        match chance.below(20) {
            0 | 1 => said.push(writing.announce(chance)),
            2 if chance.once_in(3) => writing.letter_to_families(chance),
            3 | 4 => writing.answer(&said, chance),
            5..=7 => writing.parent(chance),
            8 | 9 => writing.letter_to_parent(chance),
            10 => writing.letter_to_colleagues(chance),
            11..=13 => writing.letter_to_adult(chance),
            _ => writing.letter_to_friends(chance),
        }
    }
}

/// A word to a class, which its pupils may answer.
struct Said {
    at: Millis,
    message: String,
    teacher: Account,
}

/// Somebody writes.
struct Writing<'a> {
    to: &'a mut Recording,
    presence: &'a mut Presence,
    school: &'a School,
    life: &'a Life<'a>,
    at: Millis,
    troubled: bool,
}

impl Writing<'_> {
    fn announce(&mut self, chance: &mut Chance) -> Said {
        let teacher = self.school.one("teacher", chance);
        let body = self.words("teacher", To::Class, &words::crisis::TEACHERS, chance);
        let named = match chance.below(6) {
            0 => vec![self.school.class_of(&teacher, chance), self.school.class(chance.between(1, 6))],
            _ => vec![self.school.class_of(&teacher, chance)],
        };
        let message = self.send(&teacher, named, None, "Pour la classe", &body, chance);
        Said { at: self.at + Millis::minutes(30), message, teacher }
    }

    fn letter_to_families(&mut self, chance: &mut Chance) {
        let who = self.school.one(if chance.once_in(3) { "life" } else { "head" }, chance);
        let body = self.life.letters.write("head", To::Families, self.school.called(), chance);
        let group = ["ALL-PARENTS", "ALL-PARENTS", "ALL-PUPILS", "ALL-STAFF"];
        let named = vec![self.school.group(words::one(&group, chance))];
        self.send(&who, named, None, "Information", &body, chance);
    }

    fn answer(&mut self, said: &[Said], chance: &mut Chance) {
        const SHORT: [&str; 6] = [
            "D’accord, merci.",
            "Merci Madame",
            "Bien noté, merci !",
            "ok merci",
            "Merci, à {jour}.",
            "Oui, c’est noté. {prénom}",
        ];
        let known: Vec<&Said> = said.iter().filter(|said| self.at > said.at).collect();
        let Some(said) = chance.pick(&known) else { return };
        let Some(pupil) = self.school.of_class("pupil", &said.teacher, chance) else { return };
        let body = words::fill(words::one(&SHORT, chance), self.school.called(), chance);
        self.send(&pupil, vec![(said.teacher.key.clone(), 1)], Some(&said.message), "Re", &body, chance);
    }

    fn parent(&mut self, chance: &mut Chance) {
        let parent = self.school.one("parent", chance);
        let body = self.words("parent", To::Adult, &words::crisis::PARENTS, chance);
        let other = if chance.once_in(3) { self.school.of_class("teacher", &parent, chance) } else { None };
        let other = other.unwrap_or_else(|| self.school.one("life", chance));
        self.send(&parent, vec![(other.key, 1)], None, "Question", &body, chance);
    }

    fn letter_to_parent(&mut self, chance: &mut Chance) {
        let teacher = self.school.one("teacher", chance);
        let parent = self.school.of_class("parent", &teacher, chance);
        let parent = parent.unwrap_or_else(|| self.school.one("parent", chance));
        let body = self.words("teacher", To::Parent, &words::crisis::TEACHERS, chance);
        self.send(&teacher, vec![(parent.key, 1)], None, "Votre enfant", &body, chance);
    }

    fn letter_to_colleagues(&mut self, chance: &mut Chance) {
        let (who, other) = (self.school.one("teacher", chance), self.school.one("teacher", chance));
        let body = self.words("teacher", To::Parent, &words::crisis::TEACHERS, chance);
        let named = if chance.once_in(4) { vec![self.school.group("ALL-STAFF")] } else { vec![(other.key, 1)] };
        self.send(&who, named, None, "", &body, chance);
    }

    fn letter_to_adult(&mut self, chance: &mut Chance) {
        let pupil = self.school.one("pupil", chance);
        let teacher = self.school.of_class("teacher", &pupil, chance);
        let adult = teacher.unwrap_or_else(|| self.school.one("life", chance));
        let body = self.words("pupil", To::Adult, &words::crisis::PUPILS, chance);
        self.send(&pupil, vec![(adult.key, 1)], None, "", &body, chance);
    }

    fn letter_to_friends(&mut self, chance: &mut Chance) {
        let pupil = self.school.one("pupil", chance);
        let count = if chance.once_in(5) { 3 } else { 1 };
        let mut named: Vec<(String, i64)> = (0..count)
            .filter_map(|_| self.school.of_class("pupil", &pupil, chance))
            .map(|other| (other.key, 1))
            .collect();
        named.sort();
        named.dedup();
        if chance.once_in(12) {
            // The delegate writes to the class.
            named = vec![self.school.class_of(&pupil, chance)];
        }
        if named.is_empty() {
            named.push((self.school.one("life", chance).key, 1));
        }
        let body = self.words("pupil", To::Pupil, &words::crisis::PUPILS, chance);
        self.send(&pupil, named, None, "", &body, chance);
    }

    fn words(&self, role: &str, to: To, troubled: &[&str], chance: &mut Chance) -> String {
        if self.troubled {
            return words::fill(words::one(troubled, chance), self.school.called(), chance);
        }
        self.life.letters.write(role, to, self.school.called(), chance)
    }

    fn send(
        &mut self,
        who: &Account,
        named: Vec<(String, i64)>,
        answers: Option<&str>,
        subject: &str,
        body: &str,
        chance: &mut Chance,
    ) -> String {
        let at = if who.night && chance.once_in(2) {
            let day = Millis((self.at.0 + 3_600_000).div_euclid(86_400_000) * 86_400_000 - 3_600_000);
            // Later the same day, never before what is answered.
            self.at.max(day + moment(&NIGHT, chance))
        } else {
            self.at
        };
        let session = self.presence.of(self.to, self.school, who, at, chance);
        if chance.once_in(9) {
            self.to.search(
                at - Millis::seconds(4),
                &session,
                words::one(&["martin", "vie scolaire", "6e", "prof"], chance),
            );
        }
        let files = if chance.once_in(14) { vec![file(chance)] } else { Vec::new() };
        self.to.send(at, &session, Kind::Benign, &Letter { to: named, answers, subject, body, files })
    }
}

/// A file of school.
fn file(chance: &mut Chance) -> serde_json::Value {
    let kinds = [
        ("devoir.pdf", "application/pdf"),
        ("photo.jpg", "image/jpeg"),
        ("sujet.docx", "application/msword"),
        ("expose.odp", "application/vnd.oasis.opendocument.presentation"),
    ];
    let (name, mime) = chance.pick(&kinds).copied().unwrap_or(kinds[0]);
    let content = chance.below(usize::MAX) as u64;
    serde_json::json!({ "name": name, "mime": mime, "size": 20_000 + content % 900_000, "sha256": format!("{content:064x}") })
}

/// A moment of the day, as people write.
fn moment(hours: &[usize; 24], chance: &mut Chance) -> Millis {
    Millis::hours(chance.weighted(hours) as i64) + Millis(chance.between(0, 3_599_999))
}
