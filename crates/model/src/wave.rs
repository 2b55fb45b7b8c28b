//! Staged delivery: a wave is a fraction of the readers, by a keyed hash of person and message. No row per reader.

use serde::{Deserialize, Serialize};

use crate::{MessageId, Millis, PersonId};

/// When how many of the readers see a message that goes out in waves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct WavePlan {
    /// When the first wave left.
    pub from: Millis,
    /// People in the whole audience, at least 1.
    pub readers: i64,
    /// Key of the hash, so that nobody outside can tell who comes first.
    pub key: u64,
    /// Something speaks against the sender: the steps are [`SLOW`] times as far apart, so that a reader's report, a copy
    /// held elsewhere or a person comes before the next one.
    pub slow: bool,
}

/// Readers out after each step, and the time of the step since the first.
pub const STEPS: [(Millis, i64); 2] = [(Millis(0), 5), (Millis(30_000), 25)];
/// When everybody has it.
pub const ALL_AFTER: Millis = Millis(60_000);

/// How many times farther apart the steps of slow waves are: all have it after forty minutes.
pub const SLOW: i64 = 40;

impl WavePlan {
    /// How many readers have it at `now`.
    pub fn out(&self, now: Millis) -> i64 {
        let since = self.pace(now - self.from);
        if since >= ALL_AFTER {
            return self.readers;
        }
        STEPS.iter().rev().find(|(after, _)| since >= *after).map_or(0, |(_, out)| (*out).min(self.readers))
    }

    /// The number of the wave that is out at `now`, from 1; 0 before the first.
    pub fn number(&self, now: Millis) -> usize {
        let since = self.pace(now - self.from);
        STEPS.iter().filter(|(after, _)| since >= *after).count() + usize::from(since >= ALL_AFTER)
    }

    /// When everybody has it.
    pub fn ends_at(&self) -> Millis {
        self.from + self.stretched(ALL_AFTER)
    }

    /// Time since the first step, as waves that are not slow count it.
    const fn pace(&self, since: Millis) -> Millis {
        if self.slow { Millis(since.0.div_euclid(SLOW)) } else { since }
    }

    /// The reverse.
    const fn stretched(&self, after: Millis) -> Millis {
        if self.slow { Millis(after.0 * SLOW) } else { after }
    }

    /// The share of the hash space that is out at `now`, of 2^32.
    fn share(&self, now: Millis) -> u64 {
        let since = self.pace(now - self.from);
        if since >= ALL_AFTER {
            return 1 << 32;
        }
        let out = STEPS.iter().rev().find(|(after, _)| since >= *after).map_or(0, |(_, out)| *out);
        ((out as u64) << 32) / self.readers.max(1) as u64
    }

    /// Whether this person's wave is out at `now`.
    pub fn is_out_for(&self, person: PersonId, message: MessageId, now: Millis) -> bool {
        (place(self.key, person, message) >> 32) < self.share(now)
    }

    /// When the next wave leaves, if one is still to leave.
    pub fn next_step(&self, now: Millis) -> Option<Millis> {
        let steps = STEPS.iter().map(|(after, _)| *after).chain([ALL_AFTER]);
        steps.map(|after| self.from + self.stretched(after)).find(|at| *at > now)
    }
}

/// A person's place among the readers of a message: a keyed mixing (two rounds of the `SplitMix64` finaliser over each
/// half). It need not withstand cryptanalysis, only be even and not guessable from the ids alone.
fn place(key: u64, person: PersonId, message: MessageId) -> u64 {
    let (p1, p2) = person.uuid().as_u64_pair();
    let (m1, m2) = message.uuid().as_u64_pair();
    [p1, p2, m1, m2].into_iter().fold(mix(key), |state, part| mix(state ^ part))
}

fn mix(mut z: u64) -> u64 {
    z = z.wrapping_add(0x9E37_79B9_7F4A_7C15);
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn out(plan: &WavePlan, now: Millis) -> usize {
        (0..1_500u128)
            .filter(|n| plan.is_out_for(uuid::Uuid::from_u128(*n << 40).into(), uuid::Uuid::from_u128(9).into(), now))
            .count()
    }

    #[test]
    fn few_then_more_then_all() {
        let plan = WavePlan { from: Millis(1_000), readers: 1_500, key: 42, slow: false };
        assert_eq!(out(&plan, Millis(999)), 0);
        assert!(out(&plan, Millis(1_000)) <= 15);
        let second = out(&plan, Millis(31_000));
        assert!((5..=50).contains(&second), "{second}");
        assert_eq!(out(&plan, Millis(61_000)), 1_500);
        assert_eq!(plan.next_step(Millis(1_000)), Some(Millis(31_000)));
        assert_eq!(plan.next_step(Millis(61_000)), None);
    }

    #[test]
    fn slow_waves_are_the_same_waves_later() {
        let (plan, minute) = (WavePlan { from: Millis(0), readers: 1_500, key: 42, slow: true }, Millis::minutes(1));
        assert!(out(&plan, Millis(30_000)) <= 15, "the first five only, within the time of quick ones");
        assert_eq!((plan.number(minute), plan.out(minute)), (1, 5));
        let second = plan.next_step(minute).expect("a second step");
        assert_eq!(second, Millis::minutes(20));
        assert_eq!((plan.number(second), plan.out(second)), (2, 25));
        assert_eq!(plan.next_step(second), Some(plan.ends_at()));
        assert_eq!((plan.number(plan.ends_at()), plan.out(plan.ends_at())), (3, 1_500));
        assert_eq!(out(&plan, plan.ends_at()), 1_500);
    }

    proptest! {
        #[test]
        fn who_has_it_keeps_it(person: u128, message: u128, key: u64, slow: bool, readers in 1i64..200_000, a in 0i64..3_000_000, b in 0i64..3_000_000) {
            let plan = WavePlan { from: Millis(0), readers, key, slow };
            let (early, late) = (a.min(b), a.max(b));
            let (person, message) = (uuid::Uuid::from_u128(person).into(), uuid::Uuid::from_u128(message).into());
            prop_assert!(!plan.is_out_for(person, message, Millis(early)) || plan.is_out_for(person, message, Millis(late)));
        }
    }
}
