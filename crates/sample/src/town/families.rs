//! Families: who lives with whom, whose children sit where, who has authority over them.

use std::collections::{HashMap, HashSet};

use model::text::fold;

use super::{Guardian, Link, Maker, Pupil, Tie, adults::Adult, schools::Seat};
use crate::{names::Sex, places};

/// The year in which the school year begins.
pub(crate) const SCHOOL_YEAR: u16 = 2026;
/// How far a brother or sister is looked for among the seats that are left.
const LOOKED_AT: usize = 16;
/// Longest double name of a child.
const DOUBLE_NAME_CHARS_MAX: usize = 30;

/// What the adults of a family are to one another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Home {
    Together,
    Apart,
    Alone,
    /// A tutor in place of parents.
    Tutor,
}

/// Seats everybody, family by family.
pub(super) fn make(maker: &mut Maker<'_>, mut seats: Vec<Seat>) -> (Vec<Pupil>, Vec<Guardian>) {
    maker.chance.shuffle(&mut seats);
    let mut pupils = Vec::with_capacity(seats.len());
    let mut guardians = Vec::new();
    let mut taken = HashSet::new();
    while let Some(first) = seats.pop() {
        let mut children = vec![first];
        for _ in 0..maker.chance.weighted([66, 26, 8].into_iter()) {
            let twins = maker.chance.percent(4);
            let from = seats.len().saturating_sub(LOOKED_AT);
            let apart = |seat: &Seat, child: &Seat| child.level.age.abs_diff(seat.level.age);
            let fits = |seat: &Seat| {
                children.iter().all(|child| if twins { apart(seat, child) == 0 } else { apart(seat, child) >= 2 })
            };
            if let Some(at) = seats[from..].iter().position(fits) {
                children.push(seats.swap_remove(from + at));
            }
        }
        family(maker, children, &mut pupils, &mut guardians, &mut taken);
    }
    name_alike(&mut pupils);
    (pupils, guardians)
}

/// Gives two pupils of one school, of other families and other classes, the same names, as it happens in every school.
fn name_alike(pupils: &mut [Pupil]) {
    let schools = pupils.iter().map(|pupil| pupil.school + 1).max().unwrap_or(0);
    for school in 0..schools {
        let mut met: HashMap<(&str, bool), usize> = HashMap::new();
        let pair = pupils.iter().enumerate().filter(|(_, pupil)| pupil.school == school).find_map(|(at, pupil)| {
            let first = *met.entry((pupil.family.as_str(), pupil.sex == Sex::Female)).or_insert(at);
            let other = &pupils[first];
            let home = |pupil: &Pupil| pupil.ties.first().map(|tie| tie.guardian);
            let is_at_home = |one: &Pupil| home(one) == home(pupil) && one.given == other.given;
            (other.class != pupil.class && !pupils.iter().any(is_at_home)).then_some((first, at))
        });
        if let Some((first, second)) = pair {
            let given = pupils[first].given.clone();
            pupils[second].given = given;
        }
    }
}

fn family(
    maker: &mut Maker<'_>,
    children: Vec<Seat>,
    pupils: &mut Vec<Pupil>,
    guardians: &mut Vec<Guardian>,
    taken: &mut HashSet<String>,
) {
    let homes = [Home::Together, Home::Apart, Home::Alone, Home::Tutor];
    let home = homes[maker.chance.weighted([61, 22, 14, 3].into_iter())];
    let (mut one, other) = couple(maker);
    let name = family_name(maker, home, &one, &other);
    if home == Home::Together && name == other.born_as && maker.chance.percent(60) {
        one.take_name_of(maker, &other);
    }
    let roots = [one.roots, other.roots];
    let ties = adults(maker, home, one, other, guardians);
    let is_only = children.len() == 1;
    let mut birth: Option<(u16, u8, u8)> = None;
    for seat in children {
        let sex = if maker.chance.percent(49) { Sex::Female } else { Sex::Male };
        let roots = maker.chance.pick(&roots);
        let (given, second) = (0..20)
            .map(|_| {
                (maker.names.child(roots, sex, &mut maker.chance), maker.names.child(roots, sex, &mut maker.chance))
            })
            .find(|(given, _)| taken.insert(fold(&format!("{given} {name}"))))
            .unwrap_or(("Marie-Camille", "Lou"));
        let born = birth.filter(|(year, _, _)| SCHOOL_YEAR - year == seat.level.age);
        let born = born.unwrap_or_else(|| birth_date(maker, seat.level.age, is_only));
        birth = Some(born);
        pupils.push(Pupil {
            id: maker.id(),
            family: name.clone(),
            given: given.to_owned(),
            second: second.to_owned(),
            sex,
            born,
            school: seat.school,
            class: seat.class,
            level: seat.level,
            groups: Vec::new(),
            ties: ties.clone(),
        });
    }
}

/// Two adults, of the same roots mostly.
fn couple(maker: &mut Maker<'_>) -> (Adult, Adult) {
    let roots = maker.names.origin(&mut maker.chance);
    let others = if maker.chance.percent(72) { roots } else { maker.names.origin(&mut maker.chance) };
    let sexes = match maker.chance.below(100) {
        0..=1 => (Sex::Female, Sex::Female),
        2 => (Sex::Male, Sex::Male),
        _ => (Sex::Female, Sex::Male),
    };
    (Adult::make(maker, roots, sexes.0), Adult::make(maker, others, sexes.1))
}

/// The name of the children: that of one parent, or both.
fn family_name(maker: &mut Maker<'_>, home: Home, one: &Adult, other: &Adult) -> String {
    let own = match home {
        Home::Alone => 70,
        Home::Apart => 20,
        Home::Together | Home::Tutor => 8,
    };
    let double = format!("{}-{}", other.born_as, one.born_as);
    let fits = double.chars().count() <= DOUBLE_NAME_CHARS_MAX && !double.contains(' ') && other.born_as != one.born_as;
    match maker.chance.below(100) {
        n if n < own => one.born_as.to_owned(),
        n if n >= 91 && fits => double,
        _ => other.born_as.to_owned(),
    }
}

/// Adds those who answer for the children, and what binds them.
fn adults(maker: &mut Maker<'_>, home: Home, one: Adult, other: Adult, guardians: &mut Vec<Guardian>) -> Vec<Tie> {
    let address = places::address(maker.number, &mut maker.chance);
    let parent = |sex| if sex == Sex::Female { Link::Mother } else { Link::Father };
    let (first, second) = (parent(one.sex), parent(other.sex));
    let mut ties = Vec::new();
    let mut add = |maker: &mut Maker<'_>, adult: Adult, address, link, authority| {
        ties.push(Tie { guardian: guardians.len(), link, authority });
        guardians.push(adult.into_guardian(maker, address));
    };
    match home {
        Home::Together => {
            add(maker, one, address.clone(), first, 1);
            add(maker, other, address, second, 2);
        }
        Home::Apart => {
            let elsewhere = places::address(maker.number, &mut maker.chance);
            // A court may have taken a parent's authority away: the school knows them, and lets them read nothing.
            let authority = if maker.chance.percent(7) { 0 } else { 2 };
            add(maker, one, address, first, 1);
            add(maker, other, elsewhere, second, authority);
        }
        Home::Alone => add(maker, one, address, first, 1),
        Home::Tutor => add(maker, one, address, Link::Tutor, 1),
    }
    if maker.chance.percent(5) {
        let roots = maker.names.origin(&mut maker.chance);
        let sex = if maker.chance.percent(60) { Sex::Female } else { Sex::Male };
        let relative = Adult::make(maker, roots, sex);
        let address = places::address(maker.number, &mut maker.chance);
        add(maker, relative, address, Link::Relative, 0);
    }
    ties
}

/// A birth date that fits the level: of only children, some are a year late and few a year early.
fn birth_date(maker: &mut Maker<'_>, age: u16, is_only: bool) -> (u16, u8, u8) {
    let year = SCHOOL_YEAR - age;
    let year = match maker.chance.below(100) {
        0..=8 if is_only && age > 6 => year - 1,
        9..=11 if is_only && age > 6 => year + 1,
        _ => year,
    };
    let month = maker.chance.between(1, 12) as u8;
    let last = match month {
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    };
    (year, month, maker.chance.between(1, last) as u8)
}
