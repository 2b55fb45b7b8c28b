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
}

/// Readers out after each step, and the time of the step since the first.
pub const STEPS: [(Millis, i64); 2] = [(Millis(0), 5), (Millis(30_000), 25)];
/// When everybody has it.
pub const ALL_AFTER: Millis = Millis(60_000);

impl WavePlan {
    /// The share of the hash space that is out at `now`, of 2^32.
    fn share(&self, now: Millis) -> u64 {
        let since = now - self.from;
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
        STEPS.iter().map(|(after, _)| self.from + *after).chain([self.from + ALL_AFTER]).find(|at| *at > now)
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
        let plan = WavePlan { from: Millis(1_000), readers: 1_500, key: 42 };
        assert_eq!(out(&plan, Millis(999)), 0);
        assert!(out(&plan, Millis(1_000)) <= 15);
        let second = out(&plan, Millis(31_000));
        assert!((5..=50).contains(&second), "{second}");
        assert_eq!(out(&plan, Millis(61_000)), 1_500);
        assert_eq!(plan.next_step(Millis(1_000)), Some(Millis(31_000)));
        assert_eq!(plan.next_step(Millis(61_000)), None);
    }

    proptest! {
        #[test]
        fn who_has_it_keeps_it(person: u128, message: u128, key: u64, readers in 1i64..200_000, a in 0i64..100_000, b in 0i64..100_000) {
            let plan = WavePlan { from: Millis(0), readers, key };
            let (early, late) = (a.min(b), a.max(b));
            let (person, message) = (uuid::Uuid::from_u128(person).into(), uuid::Uuid::from_u128(message).into());
            prop_assert!(!plan.is_out_for(person, message, Millis(early)) || plan.is_out_for(person, message, Millis(late)));
        }
    }
}
