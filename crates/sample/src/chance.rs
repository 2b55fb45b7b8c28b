//! Chance from a seed: the same seed gives the same choices on every machine.

use rand_chacha::ChaCha8Rng;
use rand_core::{Rng as _, SeedableRng as _};

/// A source of choices.
pub(crate) struct Chance(ChaCha8Rng);

impl Chance {
    /// The choices of one town: its number keeps them apart from those of every other.
    pub(crate) fn new(seed: u64, town: u32) -> Chance {
        let mut rng = ChaCha8Rng::seed_from_u64(seed);
        rng.set_stream(u64::from(town));
        Chance(rng)
    }

    /// A number from 0 to `bound` - 1; 0 when `bound` is 0.
    pub(crate) fn below(&mut self, bound: usize) -> usize {
        ((u128::from(self.0.next_u64()) * bound as u128) >> 64) as usize
    }

    /// A number from `least` to `most`.
    pub(crate) fn between(&mut self, least: usize, most: usize) -> usize {
        least + self.below(most + 1 - least)
    }

    /// True in `share` cases of a hundred.
    pub(crate) fn percent(&mut self, share: usize) -> bool {
        self.below(100) < share
    }

    /// One of these; there must be one.
    pub(crate) fn pick<T: Copy>(&mut self, all: &[T]) -> T {
        all[self.below(all.len())]
    }

    /// The place of one of these weights, in proportion to them.
    pub(crate) fn weighted(&mut self, weights: impl Iterator<Item = usize> + Clone) -> usize {
        let mut left = self.below(weights.clone().sum());
        for (place, weight) in weights.enumerate() {
            if left < weight {
                return place;
            }
            left -= weight;
        }
        0
    }

    /// Puts these in another order.
    pub(crate) fn shuffle<T>(&mut self, all: &mut [T]) {
        for last in (1..all.len()).rev() {
            let other = self.below(last + 1);
            all.swap(last, other);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn choices_depend_on_the_seed_and_on_the_town_alone() {
        let draw = |seed, town| -> Vec<usize> {
            let mut chance = Chance::new(seed, town);
            (0..20).map(|_| chance.below(1_000)).collect()
        };
        assert_eq!(draw(7, 0), draw(7, 0));
        assert_ne!(draw(7, 0), draw(8, 0));
        assert_ne!(draw(7, 0), draw(7, 1));
    }

    #[test]
    fn every_choice_is_within_its_bounds_and_every_one_comes() {
        let mut chance = Chance::new(1, 0);
        let mut seen = [0; 3];
        for _ in 0..300 {
            seen[chance.between(4, 6) - 4] += 1;
            assert_eq!(chance.weighted([0, 5, 0].into_iter()), 1);
        }
        assert!(seen.iter().all(|times| *times > 50), "{seen:?}");
    }
}
