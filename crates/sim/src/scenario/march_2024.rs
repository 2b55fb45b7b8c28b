//! The scenario of the whole product: the night of 20 March 2024, the morning and the days that follow, and the same
//! letter a year later, in invented schools, among weeks of ordinary traffic.

use model::Millis;

use super::{
    attack::{self, How, Wave},
    crisis,
    days::{self, Life},
    letters::Letters,
    presence::Presence,
    recording::Recording,
    schools::School,
    words::threats,
};
use crate::chance::Chance;

/// Its name.
pub const MARCH_2024: &str = "march_2024";

/// Midnight of 20 March 2024 in Paris.
const MIDNIGHT: Millis = Millis(1_710_889_200_000);

/// How large it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Size {
    /// Four schools, two days: about a thousand events.
    Small,
    /// Twenty schools, three weeks: some fifteen thousand events.
    Medium,
    /// Sixty-four schools, three weeks: about a hundred thousand events.
    Full,
}

/// What a size is made of.
struct Measure {
    schools: usize,
    /// Days of traffic before and from 20 March.
    days: (i64, i64),
    letters_a_day: i64,
    /// Stolen accounts of the first wave.
    stolen: usize,
}

impl Size {
    /// Its name on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Size::Small => "small",
            Size::Medium => "medium",
            Size::Full => "full",
        }
    }

    const fn measure(self) -> Measure {
        match self {
            Size::Small => Measure { schools: 4, days: (0, 2), letters_a_day: 30, stolen: 5 },
            Size::Medium => Measure { schools: 20, days: (13, 8), letters_a_day: 22, stolen: 30 },
            Size::Full => Measure { schools: 64, days: (13, 8), letters_a_day: 46, stolen: 98 },
        }
    }
}

/// Records it from a seed.
pub fn record(seed: u64, size: Size) -> Recording {
    let Measure { schools, days, letters_a_day, stolen } = size.measure();
    let mut chance = Chance::new(seed, 2);
    let chance = &mut chance;
    let mut recording = Recording::default();
    let mut presence = Presence::default();
    let letters = Letters::new(size != Size::Small);
    let life = Life { letters: &letters, letters_a_day };
    let all: Vec<School> = (1..=schools).map(|number| School::new(number, chance)).collect();
    let evening = MIDNIGHT + Millis::hours(19) + Millis::minutes(33);
    for day in (-days.0..days.1).chain([365]) {
        for school in &all {
            let when = (MIDNIGHT + Millis::days(day), Some(evening));
            days::day(&mut recording, &mut presence, school, when, &life, chance);
        }
    }
    // Some schools are never attacked: nothing may change for them.
    let struck: Vec<&School> = all.iter().take(all.len() - all.len() / 4).collect();
    let to = &mut recording;
    attack::probes(to, &struck, MIDNIGHT + Millis::hours(12), stolen / 4 + 1, chance);
    for wave in waves(evening, stolen, days.1) {
        attack::wave(to, &mut presence, &struck, &wave, &life, chance);
    }
    let after = (evening + Millis::hours(3), Millis::days(days.1.min(5) - 1), stolen / 4 + 1);
    attack::copycats(to, &mut presence, &struck, after, &life, chance);
    crisis::officials(to, &struck, evening, days.1, chance);
    let whole = (evening - Millis::days(days.0.min(6)), Millis::days(days.1.min(4)), stolen / 10 + 1);
    crisis::malice(to, &struck, whole, &life, chance);
    recording.schools = all;
    recording
}

fn waves(evening: Millis, stolen: usize, days: i64) -> Vec<Wave<'static>> {
    let first = Wave {
        name: "first_night",
        from: evening,
        lasts: Millis::minutes(50),
        accounts: stolen,
        role: "pupil",
        texts: &threats::FIRST_NIGHT,
        how: How::Plain,
    };
    let mut waves = vec![
        Wave {
            name: "slow",
            from: evening - Millis::hours(2),
            lasts: Millis::hours(3),
            accounts: stolen / 12 + 1,
            texts: &threats::SLOW,
            how: How::Slow,
            ..first
        },
        first,
        Wave {
            name: "variants",
            from: evening + Millis::minutes(67),
            accounts: stolen / 2 + 1,
            how: How::Disguised,
            ..first
        },
        Wave {
            name: "images",
            from: evening + Millis::minutes(100),
            lasts: Millis::minutes(30),
            accounts: stolen / 5 + 1,
            texts: &threats::CAPTIONS,
            how: How::Image,
            ..first
        },
        Wave {
            name: "teachers",
            from: evening + Millis::hours(4),
            accounts: stolen / 6 + 1,
            role: "teacher",
            texts: &threats::TEACHERS,
            ..first
        },
        Wave {
            name: "morning",
            from: evening + Millis::minutes(11 * 60 + 40),
            accounts: stolen / 2 + 1,
            texts: &threats::MORNING,
            ..first
        },
    ];
    if days > 5 {
        let later = evening + Millis::days(5);
        waves.push(Wave {
            name: "days_later",
            from: later,
            accounts: stolen / 4 + 1,
            texts: &threats::MORNING,
            how: How::Disguised,
            ..first
        });
    }
    let year = evening + Millis::days(365);
    waves.push(Wave { name: "year_later", from: year, accounts: stolen / 3 + 1, texts: &threats::YEAR_LATER, ..first });
    waves
}
