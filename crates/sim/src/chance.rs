//! Chance that grows from a seed: the same seed makes the same world.

use rand_chacha::ChaCha20Rng;
use rand_core::{Rng as _, SeedableRng as _};

/// A generator of draws.
pub struct Chance(ChaCha20Rng);

impl Chance {
    /// Grows from a seed; `stream` tells apart those of one world.
    pub fn new(seed: u64, stream: u64) -> Chance {
        let mut bytes = [0; 32];
        bytes[..8].copy_from_slice(&seed.to_le_bytes());
        bytes[8..16].copy_from_slice(&stream.to_le_bytes());
        bytes[16] = 1;
        Chance(ChaCha20Rng::from_seed(bytes))
    }

    /// A number from 0, below `end`; 0 when `end` is 0.
    pub fn below(&mut self, end: usize) -> usize {
        // The bias of a remainder is far under what a simulation could notice.
        (self.0.next_u64() % end.max(1) as u64) as usize
    }

    /// A number of `from..=to`.
    pub fn between(&mut self, from: i64, to: i64) -> i64 {
        from + self.below((to - from + 1).max(1) as usize) as i64
    }

    /// One of these.
    pub fn pick<'a, T>(&mut self, some: &'a [T]) -> Option<&'a T> {
        some.get(self.below(some.len()))
    }

    /// True once in `n` times.
    pub fn once_in(&mut self, n: usize) -> bool {
        self.below(n) == 0
    }

    /// A number from 0 to 1, both excluded.
    pub fn unit(&mut self) -> f64 {
        ((self.0.next_u64() >> 11) as f64 + 0.5) / (1_u64 << 53) as f64
    }

    /// A log-normal draw: half are below `median`, a tenth below `tenth`.
    pub fn log_normal(&mut self, median: f64, tenth: f64) -> f64 {
        // 1.2816 standard deviations hold a tenth of a normal law on each side.
        let sigma = (median / tenth).ln() / 1.2816;
        let normal = (-2.0 * self.unit().ln()).sqrt() * (std::f64::consts::TAU * self.unit()).cos();
        median * (sigma * normal).exp()
    }

    /// The index of one weight, drawn in proportion.
    pub fn weighted(&mut self, weights: &[usize]) -> usize {
        let mut left = self.below(weights.iter().sum());
        for (place, weight) in weights.iter().enumerate() {
            if left < *weight {
                return place;
            }
            left -= weight;
        }
        weights.len().saturating_sub(1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_seed_is_one_run() {
        let draws = |seed| {
            let mut chance = Chance::new(seed, 0);
            (0..20).map(|_| chance.below(1_000)).collect::<Vec<_>>()
        };
        assert_eq!(draws(7), draws(7));
        assert_ne!(draws(7), draws(8));
    }

    #[test]
    fn readers_open_as_people_do() {
        let mut chance = Chance::new(1, 0);
        let times: Vec<f64> = (0..20_000).map(|_| chance.log_normal(60.0, 5.0)).collect();
        let below = |bound: f64| times.iter().filter(|t| **t < bound).count();
        assert!((9_500..10_500).contains(&below(60.0)), "{}", below(60.0));
        assert!((1_800..2_200).contains(&below(5.0)), "{}", below(5.0));
    }
}
