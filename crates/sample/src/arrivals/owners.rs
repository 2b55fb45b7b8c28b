//! Those whose accounts they are: families, staff, and from where they come.

use model::{Millis, Profile, network::NetworkClass};

use super::{BEGIN, By, Place, SCHOOLS, SignIn, Someone, WEEKS, Year, line, place, school_address, school_class};
use crate::chance::Chance;

/// Computers of a school that everybody shares.
const ROOM: usize = 30;
/// Addresses of a telephone operator.
const MOBILE: usize = 250;
/// Ways out of private networks, in the country.
const VPN: usize = 24;
/// The weeks of the autumn holidays.
const HOLIDAYS: [usize; 2] = [7, 8];

/// Families and staff, until there are so many people.
pub(super) fn settle(year: &mut Year, people: usize, chance: &mut Chance) {
    let mut household = 0;
    while year.people.len() < people {
        let home = line(household);
        if chance.percent(12) {
            let profile = chance.pick(&[Profile::Teacher, Profile::Teacher, Profile::Staff, Profile::Head]);
            let school = chance.below(SCHOOLS);
            year.people.push(Someone { school, profile, device: format!("staff-{household}"), home });
        } else {
            family(year, &home, chance);
        }
        household += 1;
    }
}

fn family(year: &mut Year, home: &str, chance: &mut Chance) {
    let computer = computer_at(home);
    let parents: Vec<usize> = (0..chance.between(1, 2)).map(|n| year.people.len() + n).collect();
    let first = chance.below(SCHOOLS);
    for parent in &parents {
        let device = if chance.percent(60) { format!("phone-{parent}") } else { computer.clone() };
        let home = home.to_owned();
        year.people.push(Someone { school: first, profile: Profile::Guardian, device, home });
    }
    for n in 0..chance.between(1, 3) {
        let pupil = year.people.len();
        let school = if n == 0 { first } else { chance.below(SCHOOLS) };
        let device = if chance.percent(75) { format!("phone-{pupil}") } else { computer.clone() };
        year.people.push(Someone { school, profile: Profile::Pupil, device, home: home.to_owned() });
        year.guardians.extend(parents.iter().map(|parent| (*parent, pupil)));
    }
}

/// The computer that a household shares.
fn computer_at(home: &str) -> String {
    format!("computer-at-{home}")
}

/// What somebody is like, all the year.
struct Habit {
    someone: Someone,
    account: usize,
    computer: String,
    /// Their browser keeps no cookie.
    forgets: bool,
    /// They surf behind a private network.
    hides: bool,
    /// When their new telephone comes.
    new_phone: Option<Millis>,
    per_week: usize,
}

/// Twelve weeks of everybody.
pub(super) fn come(year: &mut Year, chance: &mut Chance) {
    for account in 0..year.people.len() {
        let someone = year.people[account].clone();
        let pupil = someone.profile == Profile::Pupil;
        let habit = Habit {
            account,
            computer: computer_at(&someone.home),
            forgets: chance.percent(4),
            hides: pupil && chance.percent(5),
            new_phone: chance
                .percent(if pupil { 15 } else { 6 })
                .then(|| BEGIN + Millis::days(chance.below(40) as i64)),
            per_week: match someone.profile {
                Profile::Pupil => 3,
                Profile::Guardian => 1,
                _ => 4,
            },
            someone,
        };
        for week in 0..WEEKS {
            for _ in 0..chance.between(0, 2 * habit.per_week) {
                let sign_in = habit.sign_in(week, chance);
                year.sign_ins.push(sign_in);
            }
        }
    }
}

impl Habit {
    fn sign_in(&self, week: usize, chance: &mut Chance) -> SignIn {
        let holidays = HOLIDAYS.contains(&week);
        let day = chance.below(if holidays { 7 } else { 5 });
        let at_school = !holidays && self.someone.profile != Profile::Guardian && chance.percent(50);
        let (from, to) = if at_school { (8, 17) } else { (17, 23) };
        let minute = chance.between(from * 60, to * 60 - 1);
        let at = BEGIN + Millis::days((7 * week + day) as i64) + Millis::minutes(minute as i64);
        let place = self.place(at, at_school, holidays, chance);
        SignIn { at, account: self.account, by: By::Owner, place }
    }

    fn place(&self, at: Millis, at_school: bool, holidays: bool, chance: &mut Chance) -> Place {
        let (own, school) = (self.own(at), self.someone.school);
        if at_school {
            let room = self.room(at, chance);
            let device = if chance.percent(70) { Some(room) } else { own };
            return place(device, school_address(school), school_class(school), "FR");
        }
        if self.hides && chance.percent(60) {
            let country = if chance.percent(20) { "NL" } else { "FR" };
            return place(own, format!("192.0.2.{}", chance.between(1, VPN)), NetworkClass::Vpn, country);
        }
        if holidays && chance.percent(20) {
            let country = chance.pick(&["FR", "FR", "FR", "ES", "PT", "MA"]);
            let device = if chance.percent(85) { own } else { None };
            let address = format!("198.19.{}.{}", chance.below(200), chance.between(1, 250));
            return place(device, address, NetworkClass::Isp, country);
        }
        match chance.below(100) {
            0..34 => place(own, format!("198.51.100.{}", chance.between(1, MOBILE)), NetworkClass::Mobile, "FR"),
            34..37 => place(own, line(chance.below(800)), NetworkClass::Isp, "FR"),
            // At a friend's, on the friend's computer; at the library, whose computers forget.
            37 => {
                place(Some(format!("friend-{}", chance.below(400))), line(chance.below(800)), NetworkClass::Isp, "FR")
            }
            38 => place(None, format!("198.19.254.{}", chance.between(1, 5)), NetworkClass::Isp, "FR"),
            39..60 => {
                place(self.unless_forgotten(self.computer.clone()), self.someone.home.clone(), NetworkClass::Isp, "FR")
            }
            _ => place(own, self.someone.home.clone(), NetworkClass::Isp, "FR"),
        }
    }

    /// Their own browser: that of before, or the new telephone.
    fn own(&self, at: Millis) -> Option<String> {
        let device = match self.new_phone {
            Some(since) if at >= since => format!("new-phone-{}", self.account),
            _ => self.someone.device.clone(),
        };
        self.unless_forgotten(device)
    }

    fn unless_forgotten(&self, device: String) -> Option<String> {
        (!self.forgets).then_some(device)
    }

    /// A computer of the school. In every other school they are cleaned each night.
    fn room(&self, at: Millis, chance: &mut Chance) -> String {
        let (school, computer) = (self.someone.school, chance.below(ROOM));
        let night = if school % 2 == 0 { (at.0 - BEGIN.0) / Millis::days(1).0 } else { 0 };
        format!("room-{school}-{computer}-{night}")
    }
}
