//! The scenario of the whole product, in a first form: the night of 20 March 2024 and the copycats that follow, in
//! invented schools.

use model::Millis;

use super::{
    attack::{self, Wave},
    days,
    recording::Recording,
    schools::School,
    words,
};
use crate::chance::Chance;

/// Its name.
pub const MARCH_2024: &str = "march_2024";

/// Midnight of 20 March 2024 in Paris.
const MIDNIGHT: Millis = Millis(1_710_889_200_000);

/// How large it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Size {
    /// Three schools, one night: a few hundred events.
    Small,
    /// Sixty schools, nine days.
    Full,
}

/// Records it from a seed.
pub fn record(seed: u64, size: Size) -> Recording {
    let mut chance = Chance::new(seed, 2);
    let (schools, days, accounts) = match size {
        Size::Small => (3, 2, 4),
        Size::Full => (60, 9, 98),
    };
    let mut recording = Recording::default();
    let all: Vec<School> = (1..=schools).map(|number| School::new(number, &mut chance)).collect();
    let first_night = MIDNIGHT + Millis::hours(19) + Millis::minutes(33);
    for school in &all {
        for day in 0..days {
            days::day(&mut recording, school, MIDNIGHT + Millis::days(day), Some(first_night), &mut chance);
        }
    }
    // Some schools are never attacked: nothing may change for them.
    let struck: Vec<&School> = all.iter().take(all.len() - all.len() / 4).collect();
    attack::probes(&mut recording, &struck, MIDNIGHT + Millis::hours(12), accounts / 4, &mut chance);
    for wave in waves(first_night, accounts, size) {
        attack::wave(&mut recording, &struck, &wave, &mut chance);
    }
    recording.schools = all;
    recording
}

fn waves(first_night: Millis, accounts: usize, size: Size) -> Vec<Wave<'static>> {
    let first = Wave {
        number: 1,
        from: first_night,
        lasts: Millis::minutes(50),
        accounts,
        role: "pupil",
        texts: &words::FIRST_NIGHT,
        disguised: false,
        video: false,
    };
    let variant = Wave { number: 2, from: first_night + Millis::hours(1), disguised: true, video: true, ..first };
    let copycats = Wave {
        number: 3,
        from: first_night + Millis::hours(4),
        accounts: accounts / 3 + 1,
        role: "teacher",
        texts: &words::COPYCATS,
        video: false,
        ..first
    };
    let mut waves = vec![first, variant, copycats];
    if size == Size::Full {
        let days_later = |days, number, disguised| Wave {
            number,
            from: first_night + Millis::days(days),
            lasts: Millis::hours(3),
            accounts: accounts / 2,
            role: "pupil",
            texts: &words::COPYCATS,
            disguised,
            video: false,
        };
        waves.extend([days_later(5, 4, true), days_later(7, 5, false)]);
    }
    waves
}
