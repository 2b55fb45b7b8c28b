//! Twelve weeks of sign-ins of four invented schools, and those of thieves among them: what the weighing of sign-ins is
//! measured on (`preau evaluate-signin`).
//!
//! It is shaped as schools are: one address for a whole collège, computers that thirty pupils use and that forget, brothers
//! and sisters on the family's computer, new telephones in September, pupils who surf behind a private network, a week at
//! the grandparents'. One school of the four has told nobody its address.

mod owners;
mod thieves;

use model::{Millis, Profile, network::NetworkClass};

use crate::chance::Chance;

/// Weeks that are played.
pub const WEEKS: usize = 12;
/// Schools.
pub const SCHOOLS: usize = 4;
/// Monday 2 September 2024, 0:00 in Paris.
pub const BEGIN: Millis = Millis(1_725_228_000_000);

/// Everybody and everything.
#[derive(Debug)]
pub struct Year {
    /// Who has an account.
    pub people: Vec<Someone>,
    /// Pairs of a guardian and a pupil, by place in `people`.
    pub guardians: Vec<(usize, usize)>,
    /// Sign-ins in the order of time; every password is right.
    pub sign_ins: Vec<SignIn>,
}

/// Somebody with an account.
#[derive(Debug, Clone)]
pub struct Someone {
    /// Their school, from 0 to [`SCHOOLS`] - 1.
    pub school: usize,
    /// What they are there.
    pub profile: Profile,
    /// The browser that they have used for a month.
    pub device: String,
    /// The address that they have come from for a month.
    pub home: String,
}

/// A browser where it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// Its name; none: it forgets, and is new each time.
    pub device: Option<String>,
    /// Its address.
    pub address: String,
    /// What the lists say of the address.
    pub class: NetworkClass,
    /// Where it is, two letters.
    pub country: &'static str,
}

/// Somebody signs in.
#[derive(Debug, Clone)]
pub struct SignIn {
    /// When.
    pub at: Millis,
    /// To whose account, by place in [`Year::people`].
    pub account: usize,
    /// Who really does.
    pub by: By,
    /// From where.
    pub place: Place,
}

/// Who signs in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum By {
    /// The account's owner.
    Owner,
    /// A thief who takes no care: any network of the world.
    Naive,
    /// A thief behind a private network of the same country.
    Hidden,
    /// A thief on a household's line of the same country: nothing tells them from a new telephone at a friend's.
    Resident,
    /// A classmate with the password, at school.
    Classmate,
    /// A thief who opens a list of accounts of several schools within minutes; their number.
    Spray(usize),
}

/// Invents the sign-ins of so many people, at least forty.
pub fn year(seed: u64, people: usize) -> Year {
    let mut chance = Chance::new(seed, 1_000);
    let mut year = Year { people: Vec::new(), guardians: Vec::new(), sign_ins: Vec::new() };
    owners::settle(&mut year, people.max(40), &mut chance);
    owners::come(&mut year, &mut chance);
    thieves::come(&mut year, &mut chance);
    year.sign_ins.sort_by_key(|sign_in| (sign_in.at, sign_in.account));
    year
}

/// The address of a school.
fn school_address(school: usize) -> String {
    format!("198.19.255.{}", school + 1)
}

/// What the lists say of it: the last school has told nobody.
fn school_class(school: usize) -> NetworkClass {
    if school + 1 == SCHOOLS { NetworkClass::Unknown } else { NetworkClass::School }
}

/// The line of a household.
fn line(household: usize) -> String {
    format!("198.18.{}.{}", household / 250, household % 250 + 1)
}

fn place(device: Option<String>, address: String, class: NetworkClass, country: &'static str) -> Place {
    Place { device, address, class, country }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn the_same_seed_gives_the_same_weeks_in_order() {
        let (one, same, other) = (year(1, 80), year(1, 80), year(2, 80));
        let times = |year: &Year| year.sign_ins.iter().map(|s| (s.at, s.account, s.place.clone())).collect::<Vec<_>>();
        assert_eq!(times(&one), times(&same));
        assert_ne!(times(&one), times(&other));
        assert!(one.sign_ins.is_sorted_by_key(|sign_in| sign_in.at));
        assert!(one.sign_ins.iter().all(|s| s.at >= BEGIN && s.at < BEGIN + Millis::days(7 * WEEKS as i64)));
    }

    #[test]
    fn it_is_shaped_like_schools() {
        let year = year(3, 200);
        assert!(year.people.len() >= 200);
        let schools: BTreeSet<_> = year.people.iter().map(|someone| someone.school).collect();
        assert_eq!(schools.len(), SCHOOLS);
        let owners = year.sign_ins.iter().filter(|s| s.by == By::Owner);
        let at_school = owners.clone().filter(|s| s.place.address.starts_with("198.19.255.")).count();
        assert!(at_school * 5 > owners.clone().count(), "one in five comes from a school's address");
        let siblings = year.guardians.iter().any(|(guardian, pupil)| {
            year.guardians.iter().any(|(other, sibling)| other == guardian && sibling != pupil)
        });
        assert!(siblings);
        for thief in [By::Naive, By::Hidden, By::Resident, By::Classmate, By::Spray(0)] {
            assert!(year.sign_ins.iter().any(|s| s.by == thief), "{thief:?}");
        }
    }
}
