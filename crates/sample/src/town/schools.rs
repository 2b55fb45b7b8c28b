//! The schools of a town, their classes and the seats in them; and schools around it, of which only the name is known.

use model::{Uai, school::SchoolKind};

use super::{Class, Maker, School};
use crate::{
    levels::{self, Level, Width},
    places,
};

/// Numbers of invented schools begin here; those of neighbours there.
const FIRST_SCHOOL: u32 = 9_990_100;
const FIRST_NEIGHBOUR: u32 = 9_999_001;
/// Schools that the numbers suffice for.
pub(crate) const SCHOOLS_MAX: u32 = 8_000;
/// Schools of one town.
const SCHOOLS_PER_TOWN: u32 = 3;

const COLLEGES: &[&str] =
    &["Collège des Trois-Rivières", "Collège du Grand-Pré", "Collège des Alizés", "Collège du Colombier"];
const LYCEES: &[&str] =
    &["Lycée de la Haute-Futaie", "Lycée des Marronniers", "Lycée du Belvédère", "Lycée des Passerelles"];
const PRIMARIES: &[&str] = &["École primaire de la Clairière", "École primaire des Coquelicots"];

/// Kind, name, whether it is private, whether it is closed.
const NEIGHBOURS: &[(SchoolKind, &str, bool, bool)] = &[
    (SchoolKind::College, "Collège de l'Étang-Neuf", false, false),
    (SchoolKind::College, "Collège des Quatre-Vents", false, false),
    (SchoolKind::College, "Collège de la Roselière", false, false),
    (SchoolKind::College, "Collège privé du Cloître", true, false),
    (SchoolKind::Lycee, "Lycée du Val-Fleuri", false, false),
    (SchoolKind::Lycee, "Lycée professionnel des Ateliers", false, false),
    (SchoolKind::Lycee, "Lycée privé de l'Abbatiale", true, false),
    (SchoolKind::Primary, "École primaire du Vieux-Pont", false, false),
    (SchoolKind::Primary, "École élémentaire des Glycines", false, false),
    (SchoolKind::Primary, "École maternelle des Mésanges", false, false),
    (SchoolKind::Primary, "École primaire de la Gare", false, true),
    (SchoolKind::Other, "EREA de la Prairie", false, false),
];

/// A seat in a class, before anybody sits there.
pub(super) struct Seat {
    pub(super) school: usize,
    pub(super) class: usize,
    pub(super) level: &'static Level,
}

/// The schools of a town, and every seat in them.
pub(super) fn make(maker: &mut Maker<'_>, kinds: &[SchoolKind], width: Width) -> (Vec<School>, Vec<Seat>) {
    let (mut schools, mut seats) = (Vec::new(), Vec::new());
    for (at, kind) in kinds.iter().enumerate() {
        let serial = maker.number * SCHOOLS_PER_TOWN + at as u32;
        let mut school = school(maker, *kind, FIRST_SCHOOL + serial, 52_000 + u64::from(serial));
        let (least, most) = levels::class_size(*kind);
        for plan in levels::classes(*kind, width) {
            let size = maker.chance.between(least, most);
            let class = school.classes.len();
            // In a class of two levels, the younger half comes first.
            let level = |seat: usize| plan.levels[seat * plan.levels.len() / size];
            seats.extend((0..size).map(|seat| Seat { school: at, class, level: level(seat) }));
            school.classes.push(Class { name: plan.name, label: plan.label, level: plan.levels[0] });
        }
        schools.push(school);
    }
    (schools, seats)
}

fn school(maker: &mut Maker<'_>, kind: SchoolKind, number: u32, key: u64) -> School {
    let names = match kind {
        SchoolKind::College => COLLEGES,
        SchoolKind::Lycee => LYCEES,
        _ => PRIMARIES,
    };
    let address = places::address(maker.number, &mut maker.chance);
    School {
        kind,
        uai: Uai::from_number(number),
        key,
        name: names[maker.number as usize % names.len()].to_owned(),
        street: address.street,
        place: places::commune(maker.number as usize),
        phone: maker.phone(),
        position: position(maker),
        is_private: false,
        is_closed: false,
        classes: Vec::new(),
        groups: Vec::new(),
        size: 0,
    }
}

/// Somewhere in the département, to a thousandth of a degree.
fn position(maker: &mut Maker<'_>) -> (f64, f64) {
    let thousandths = |n: usize| n as f64 / 1_000.0;
    (48.4 + thousandths(maker.chance.below(500)), 2.6 + thousandths(maker.chance.below(700)))
}

/// Schools around, of which no people are known.
pub(crate) fn neighbours(names: &crate::names::Names, seed: u64) -> Vec<School> {
    let mut maker = Maker::new(names, seed, u32::MAX);
    let mut all = Vec::new();
    for (at, (kind, name, is_private, is_closed)) in NEIGHBOURS.iter().enumerate() {
        let mut school = school(&mut maker, *kind, FIRST_NEIGHBOUR + at as u32, 0);
        school.place = places::commune(at % 5 + 1);
        (*name).clone_into(&mut school.name);
        (school.is_private, school.is_closed) = (*is_private, *is_closed);
        school.size = if *is_closed { 0 } else { maker.chance.between(90, 780) };
        all.push(school);
    }
    all
}
