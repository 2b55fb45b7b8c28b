//! What the people of a town are made with: chance, names, and numbers and addresses that nobody has twice.

use std::collections::HashSet;

use model::text::fold;

use super::Town;
use crate::{chance::Chance, names::Names};

/// Numbers that one town may use for its people.
const IDS_PER_TOWN: u64 = 10_000;
/// Numbers from which on newcomers get theirs.
const NEWCOMERS: u64 = 9_000;

/// What is at hand while a town is made.
pub(super) struct Maker<'a> {
    pub(super) number: u32,
    pub(super) names: &'a Names,
    pub(super) chance: Chance,
    mails: HashSet<String>,
    /// Names of adults: family name, given name.
    pub(super) adults: HashSet<(&'static str, &'static str)>,
    /// Names of those who work in the schools, folded.
    pub(super) colleagues: HashSet<String>,
    last_id: u64,
    last_phone: usize,
}

impl Maker<'_> {
    /// What is at hand when the town of this number begins.
    pub(super) fn new(names: &Names, seed: u64, number: u32) -> Maker<'_> {
        Maker {
            number,
            names,
            chance: Chance::new(seed, number),
            mails: HashSet::new(),
            adults: HashSet::new(),
            colleagues: HashSet::new(),
            last_id: 2_000_000 + u64::from(number) * IDS_PER_TOWN,
            last_phone: 0,
        }
    }

    /// What is at hand a month later: nobody who was there is met again.
    pub(super) fn later<'a>(names: &'a Names, seed: u64, town: &Town) -> Maker<'a> {
        let mut maker = Maker::new(names, seed, town.number);
        maker.chance = Chance::new(seed, u32::MAX - 1);
        maker.last_id += NEWCOMERS;
        maker.last_phone += NEWCOMERS as usize;
        maker.mails.extend(town.guardians.iter().map(|guardian| guardian.mail.clone()));
        maker
    }

    /// A number that nobody else has.
    pub(super) fn id(&mut self) -> u64 {
        self.last_id += 1;
        self.last_id
    }

    /// A mobile telephone, of those set aside for fiction. A town uses none twice.
    pub(super) fn mobile(&mut self) -> String {
        self.last_phone += 1;
        // 7,919 has no factor in common with 10,000: neighbours in the file get numbers far from one another.
        let number = (self.last_phone * 7_919 + self.number as usize * 17) % 10_000;
        format!("06 39 98 {:02} {:02}", number / 100, number % 100)
    }

    /// A fixed telephone, of those set aside for fiction.
    pub(super) fn phone(&mut self) -> String {
        format!("01 99 00 {:02} {:02}", self.chance.below(100), self.chance.below(100))
    }

    /// An address that nobody else has, under a domain that nobody can have.
    pub(super) fn mail(&mut self, given: &str, family: &str, domain: &str) -> String {
        let word = |name: &str| -> String {
            let folded = fold(name).replace('ı', "i").replace(' ', "-");
            folded.chars().filter(char::is_ascii).collect()
        };
        let town = if self.number == 0 { String::new() } else { self.number.to_string() };
        let (given, family) = (word(given), word(family));
        let mut mail = format!("{given}.{family}@{domain}{town}.example");
        for same in 2.. {
            if self.mails.insert(mail.clone()) {
                break;
            }
            mail = format!("{given}.{family}{same}@{domain}{town}.example");
        }
        mail
    }
}
