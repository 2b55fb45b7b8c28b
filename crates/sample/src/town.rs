//! A town: a collège, a lycée, for the smallest sample a primary school, their pupils, their families and those who
//! work there. Everything is made here; the writers only spell it in their formats.

mod adults;
mod families;
mod groups;
mod maker;
mod pools;
mod schools;
mod staff;

use model::{Uai, school::SchoolKind};

use self::maker::Maker;
use crate::{
    functions::Function,
    levels::{Level, Width},
    names::{Names, Sex},
    places::{Address, Place},
    subjects::Subject,
};

pub(crate) use schools::{SCHOOLS_MAX, neighbours};

/// A town.
pub(crate) struct Town {
    pub(crate) number: u32,
    pub(crate) schools: Vec<School>,
    pub(crate) pupils: Vec<Pupil>,
    pub(crate) guardians: Vec<Guardian>,
    pub(crate) staff: Vec<Member>,
}

/// A school.
pub(crate) struct School {
    pub(crate) kind: SchoolKind,
    pub(crate) uai: Uai,
    /// Its number in the AAF files.
    pub(crate) key: u64,
    pub(crate) name: String,
    pub(crate) street: String,
    pub(crate) place: Place,
    pub(crate) phone: String,
    /// Degrees north and east.
    pub(crate) position: (f64, f64),
    pub(crate) is_private: bool,
    pub(crate) is_closed: bool,
    pub(crate) classes: Vec<Class>,
    pub(crate) groups: Vec<Group>,
    /// Pupils, also of the schools of which only the number is known.
    pub(crate) size: usize,
}

/// A class.
pub(crate) struct Class {
    pub(crate) name: String,
    pub(crate) label: String,
    pub(crate) level: &'static Level,
}

/// A group across classes.
pub(crate) struct Group {
    pub(crate) name: String,
    pub(crate) label: String,
    pub(crate) subject: &'static Subject,
    /// Tenths of an hour a week.
    pub(crate) tenths: u32,
    /// Places of its classes.
    pub(crate) classes: Vec<usize>,
}

/// A pupil.
pub(crate) struct Pupil {
    pub(crate) id: u64,
    pub(crate) family: String,
    pub(crate) given: String,
    pub(crate) second: String,
    pub(crate) sex: Sex,
    /// Year, month, day.
    pub(crate) born: (u16, u8, u8),
    pub(crate) school: usize,
    pub(crate) class: usize,
    pub(crate) level: &'static Level,
    pub(crate) groups: Vec<usize>,
    pub(crate) ties: Vec<Tie>,
}

/// Who somebody is to a pupil.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Link {
    Father,
    Mother,
    Tutor,
    Relative,
}

/// What binds a pupil to an adult.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Tie {
    /// Place of the adult among the guardians.
    pub(crate) guardian: usize,
    pub(crate) link: Link,
    /// First or second legal guardian; 0 for one who has no authority over the pupil and may only be called.
    pub(crate) authority: u8,
}

/// A guardian, or somebody to call.
pub(crate) struct Guardian {
    pub(crate) id: u64,
    pub(crate) family: String,
    /// nom de naissance
    pub(crate) born_as: String,
    pub(crate) given: String,
    pub(crate) sex: Sex,
    pub(crate) mail: String,
    pub(crate) mobile: String,
    pub(crate) phone: String,
    pub(crate) address: Address,
}

/// Somebody who works in the schools.
pub(crate) struct Member {
    pub(crate) id: u64,
    pub(crate) family: String,
    pub(crate) born_as: String,
    pub(crate) given: String,
    pub(crate) sex: Sex,
    pub(crate) mail: String,
    /// Empty, but for a parent whose personal number the school has.
    pub(crate) mobile: String,
    pub(crate) function: &'static Function,
    /// Places of the schools, the main one first.
    pub(crate) schools: Vec<usize>,
    pub(crate) lessons: Vec<Lesson>,
    /// School and class of which they are professeur principal.
    pub(crate) leads: Option<(usize, usize)>,
    /// The guardian who is the same person.
    pub(crate) parent: Option<usize>,
}

/// A class or a group of a school.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Section {
    Class(usize),
    Group(usize),
}

/// What somebody teaches to whom.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Lesson {
    pub(crate) school: usize,
    pub(crate) section: Section,
    pub(crate) subject: &'static Subject,
    /// Tenths of an hour a week.
    pub(crate) tenths: u32,
}

impl Town {
    /// Makes a town with schools of these kinds. The same seed and number make the same town.
    pub(crate) fn make(names: &Names, seed: u64, number: u32, kinds: &[SchoolKind], width: Width) -> Town {
        let mut maker = Maker::new(names, seed, number);
        let (mut schools, seats) = schools::make(&mut maker, kinds, width);
        let (mut pupils, mut guardians) = families::make(&mut maker, seats);
        groups::make(&mut maker, &mut schools, &mut pupils);
        let staff = staff::make(&mut maker, &schools, &pupils, &mut guardians);
        for (at, school) in schools.iter_mut().enumerate() {
            school.size = pupils.iter().filter(|pupil| pupil.school == at).count();
        }
        Town { number, schools, pupils, guardians, staff }
    }

    /// Lets a new pupil with two guardians into the smallest class of the lycée: the last of the town from then on.
    pub(crate) fn welcome(&mut self, names: &Names, seed: u64) {
        let Some(school) = self.schools.iter().position(|school| school.kind == SchoolKind::Lycee) else { return };
        let classes = 0..self.schools[school].classes.len();
        let Some(class) = classes.min_by_key(|class| self.pupils_of(school, *class).count()) else { return };
        let mut maker = Maker::later(names, seed, self);
        let level = self.schools[school].classes[class].level;
        let (mut pupils, guardians) = loop {
            let (pupils, guardians) = families::make(&mut maker, vec![schools::Seat { school, class, level }]);
            if guardians.len() == 2 {
                break (pupils, guardians);
            }
        };
        for tie in pupils.iter_mut().flat_map(|pupil| &mut pupil.ties) {
            tie.guardian += self.guardians.len();
        }
        self.pupils.append(&mut pupils);
        self.guardians.extend(guardians);
    }

    /// Whether a school is in the AAF files, as collèges and lycées are.
    pub(crate) fn is_secondary(&self, school: usize) -> bool {
        self.schools[school].kind != SchoolKind::Primary
    }

    /// The pupils of a class.
    pub(crate) fn pupils_of(&self, school: usize, class: usize) -> impl Iterator<Item = &Pupil> {
        self.pupils.iter().filter(move |pupil| (pupil.school, pupil.class) == (school, class))
    }
}
