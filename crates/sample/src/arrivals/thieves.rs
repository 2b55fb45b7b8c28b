//! Those who have a password that is not theirs. They come in the last three weeks, when owners have a habit.

use model::{Millis, network::NetworkClass};

use super::{BEGIN, By, Place, SCHOOLS, SignIn, WEEKS, Year, line, place, school_address, school_class};
use crate::chance::Chance;

/// Sign-ins of each kind of thief, for a hundred accounts.
const PER_HUNDRED: usize = 40;
/// Thieves who open a list of accounts.
const SPRAYS: usize = 12;
/// Accounts of such a list.
const LIST: usize = 12;
/// Days before the end on which thieves begin.
const DAYS: usize = 21;

pub(super) fn come(year: &mut Year, chance: &mut Chance) {
    let each = year.people.len() * PER_HUNDRED / 100;
    for by in [By::Naive, By::Hidden, By::Resident, By::Classmate] {
        for n in 0..each {
            let account = chance.below(year.people.len());
            let place = alone(by, n, year.people[account].school, chance);
            let at = some_time(chance);
            year.sign_ins.push(SignIn { at, account, by, place });
        }
    }
    for number in 0..SPRAYS {
        spray(year, number, chance);
    }
}

fn some_time(chance: &mut Chance) -> Millis {
    let day = WEEKS * 7 - DAYS + chance.below(DAYS);
    BEGIN + Millis::days(day as i64) + Millis::minutes(chance.between(6 * 60, 23 * 60) as i64)
}

/// Where a thief of one account comes from; each has a browser that nobody knows.
fn alone(by: By, n: usize, school: usize, chance: &mut Chance) -> Place {
    let device = Some(format!("{by:?}-{n}"));
    match by {
        By::Naive if chance.percent(60) => {
            let country = chance.pick(&["US", "NL", "DE", "BR", "VN", "FR"]);
            place(device, far(n), NetworkClass::Hosting, country)
        }
        By::Naive => place(device, far(n), NetworkClass::Isp, chance.pick(&["US", "BR", "VN", "ID", "FR"])),
        By::Hidden => place(device, format!("192.0.2.{}", 100 + n % 150), NetworkClass::Vpn, "FR"),
        By::Resident => place(device, line(20_000 + n), NetworkClass::Isp, "FR"),
        // Half of them on a computer of the room.
        _ if chance.percent(50) => {
            let computer = Some(format!("room-{school}-{}-0", chance.below(30)));
            place(computer, school_address(school), school_class(school), "FR")
        }
        _ => place(device, school_address(school), school_class(school), "FR"),
    }
}

/// An address of nobody in particular.
fn far(n: usize) -> String {
    format!("100.64.{}.{}", n / 250, n % 250 + 1)
}

/// A list of accounts of several schools, one every other minute: from a computing centre, a private network or a
/// household's line; half of the thieves forget each time who they were.
fn spray(year: &mut Year, number: usize, chance: &mut Chance) {
    let (address, class, country) = match number % 3 {
        0 => (format!("203.0.113.{}", 10 + number), NetworkClass::Hosting, "DE"),
        1 => (format!("192.0.2.{}", 60 + number), NetworkClass::Vpn, "FR"),
        _ => (line(30_000 + number), NetworkClass::Isp, "FR"),
    };
    let device = (number / 3).is_multiple_of(2).then(|| format!("spray-{number}"));
    let begin = some_time(chance);
    for n in 0..LIST {
        let school = n % SCHOOLS;
        let Some(account) = someone_of(year, school, chance) else { continue };
        let at = begin + Millis::minutes(2 * n as i64);
        let place = place(device.clone(), address.clone(), class, country);
        year.sign_ins.push(SignIn { at, account, by: By::Spray(number), place });
    }
}

fn someone_of(year: &Year, school: usize, chance: &mut Chance) -> Option<usize> {
    let of: Vec<usize> = (0..year.people.len()).filter(|who| year.people[*who].school == school).collect();
    (!of.is_empty()).then(|| chance.pick(&of))
}
