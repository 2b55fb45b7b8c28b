//! Levels, from the first year of nursery school to the last of the lycée, and what is taught in them.

use model::school::SchoolKind;

use crate::subjects::{
    ARTS, BIOLOGY, ECONOMICS, ENGLISH, FRENCH, HISTORY, LAW, MANAGEMENT, MATHS, MUSIC, PHILOSOPHY, PHYSICS, SPORT,
    Subject, TECHNOLOGY,
};

/// A level.
#[derive(Debug)]
pub(crate) struct Level {
    /// Short name: `6`, `TG`, `CM2`.
    pub(crate) short: &'static str,
    /// Its name, in capitals as in the files; for a primary school, its cycle.
    pub(crate) name: &'static str,
    /// Key in `MefEducNat`; empty in a primary school.
    pub(crate) mef: &'static str,
    /// Age of most pupils at the end of the year in which the school year begins.
    pub(crate) age: u16,
    /// What a whole class is taught, with tenths of an hour a week.
    pub(crate) taught: &'static [(&'static Subject, u32)],
}

macro_rules! levels {
    ($($id:ident = $short:literal $name:literal $mef:literal $age:literal [$($subject:ident $tenths:literal),*];)+) => {
        $(pub(crate) const $id: Level = Level {
            short: $short, name: $name, mef: $mef, age: $age, taught: &[$((&$subject, $tenths)),*],
        };)+
        /// Every level.
        pub(crate) const ALL: &[&Level] = &[$(&$id),+];
    };
}

levels! {
    PS = "PS" "CYCLE I" "" 3 [];
    MS = "MS" "CYCLE I" "" 4 [];
    GS = "GS" "CYCLE I" "" 5 [];
    CP = "CP" "CYCLE II" "" 6 [];
    CE1 = "CE1" "CYCLE II" "" 7 [];
    CE2 = "CE2" "CYCLE II" "" 8 [];
    CM1 = "CM1" "CYCLE III" "" 9 [];
    CM2 = "CM2" "CYCLE III" "" 10 [];
    SIXTH = "6" "SIXIÈME" "10010012110" 11 [
        FRENCH 45, MATHS 45, HISTORY 30, ENGLISH 40, BIOLOGY 20, PHYSICS 10, SPORT 40, ARTS 10, MUSIC 10];
    FIFTH = "5" "CINQUIÈME" "10110001110" 12 [
        FRENCH 45, MATHS 35, HISTORY 30, ENGLISH 30, BIOLOGY 15, PHYSICS 15, TECHNOLOGY 15, SPORT 30, ARTS 10, MUSIC 10];
    FOURTH = "4" "QUATRIÈME" "10210001110" 13 [
        FRENCH 45, MATHS 35, HISTORY 30, ENGLISH 30, BIOLOGY 15, PHYSICS 15, TECHNOLOGY 15, SPORT 30, ARTS 10, MUSIC 10];
    THIRD = "3" "TROISIÈME" "10310019110" 14 [
        FRENCH 40, MATHS 35, HISTORY 35, ENGLISH 30, BIOLOGY 15, PHYSICS 15, TECHNOLOGY 15, SPORT 30, ARTS 10, MUSIC 10];
    SECOND = "2NDE " "SECONDE GÉNÉRALE ET TECHNOLOGIQUE" "20010019110" 15 [
        FRENCH 40, MATHS 40, HISTORY 30, ENGLISH 30, BIOLOGY 15, PHYSICS 30, ECONOMICS 15, SPORT 20];
    FIRST = "1G" "PREMIÈRE GÉNÉRALE" "20111010110" 16 [FRENCH 40, HISTORY 30, ENGLISH 25, SPORT 20];
    FIRST_STMG = "1STMG" "PREMIÈRE TECHNOLOGIQUE STMG" "20111017110" 16 [
        FRENCH 30, MATHS 30, HISTORY 15, ENGLISH 20, MANAGEMENT 110, LAW 40, SPORT 20];
    LAST = "TG" "TERMINALE GÉNÉRALE" "20211010110" 17 [PHILOSOPHY 40, HISTORY 30, ENGLISH 20, SPORT 20];
    LAST_STMG = "TSTMG" "TERMINALE TECHNOLOGIQUE STMG" "20211017110" 17 [
        PHILOSOPHY 20, MATHS 30, HISTORY 15, ENGLISH 20, MANAGEMENT 100, LAW 60, SPORT 20];
}

/// A class to be filled: its name, its label and the levels in it.
pub(crate) struct ClassPlan {
    pub(crate) name: String,
    pub(crate) label: String,
    pub(crate) levels: &'static [&'static Level],
}

/// How many classes a town's schools have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Width {
    /// A small town.
    Narrow,
    /// About 1,500 people for each collège and each lycée.
    Wide,
}

/// The classes of a school.
pub(crate) fn classes(kind: SchoolKind, width: Width) -> Vec<ClassPlan> {
    let wide = width == Width::Wide;
    let of = |number: usize, levels: &'static [&'static Level]| -> Vec<ClassPlan> {
        (0..number).map(|n| class(kind, n, number, levels)).collect()
    };
    match kind {
        SchoolKind::Primary => [
            of(1, &[&PS, &MS]),
            of(1, &[&GS]),
            of(1, &[&CP]),
            of(1, &[&CE1]),
            of(1, &[&CE2]),
            of(1, &[&CM1]),
            of(2, &[&CM2]),
        ]
        .into_iter()
        .flatten()
        .collect(),
        SchoolKind::College => {
            let number = if wide { 6 } else { 4 };
            let levels: [&'static [&'static Level]; 4] = [&[&SIXTH], &[&FIFTH], &[&FOURTH], &[&THIRD]];
            levels.into_iter().flat_map(|level| of(number, level)).collect()
        }
        SchoolKind::Lycee => {
            let [seconds, general, stmg] = if wide { [8, 4, 2] } else { [5, 3, 1] };
            [
                of(seconds, &[&SECOND]),
                of(general, &[&FIRST]),
                of(stmg, &[&FIRST_STMG]),
                of(general, &[&LAST]),
                of(stmg, &[&LAST_STMG]),
            ]
            .into_iter()
            .flatten()
            .collect()
        }
        SchoolKind::Other => Vec::new(),
    }
}

fn class(kind: SchoolKind, n: usize, of: usize, levels: &'static [&'static Level]) -> ClassPlan {
    let letter = char::from(b'A' + n as u8);
    let level = levels[0];
    let short = levels.iter().map(|level| level.short).collect::<Vec<_>>().join("-");
    let (name, label) = match kind {
        SchoolKind::Primary if of == 1 => (short, String::new()),
        SchoolKind::Primary => (format!("{short} {letter}"), String::new()),
        SchoolKind::College => (format!("{short}{letter}"), format!("{} {letter}", level.name)),
        _ => (format!("{short}{}", n + 1), format!("{} {}", level.name, n + 1)),
    };
    ClassPlan { name, label, levels }
}

/// The fewest and the most pupils of a class.
pub(crate) const fn class_size(kind: SchoolKind) -> (usize, usize) {
    match kind {
        SchoolKind::Lycee => (28, 35),
        _ => (24, 30),
    }
}
