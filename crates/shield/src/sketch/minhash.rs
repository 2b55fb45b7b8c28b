//! `MinHash`: what two texts have in common, known from 128 bytes of each.
//!
//! Each of 128 orders of all possible shingles names one shingle of a text as its least. Two texts have the same least
//! one as often as their shingles overlap, so the share of equal places estimates the overlap to about four hundredths.
//! One byte of each least one is kept; two bytes are equal by chance once in 256 times, which the estimate takes off.

use std::collections::BTreeSet;

use super::mix;

/// Places of a mark.
const PLACES: usize = 128;
/// Keys under which a mark is looked up.
pub const BANDS: usize = 8;

/// The mark of one text: comparable for as long as it is kept, and no text can be read from it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct MinHash([u8; PLACES]);

impl MinHash {
    /// Bytes of a mark.
    pub const BYTES: usize = PLACES;

    pub(super) fn of(shingles: &BTreeSet<u64>) -> MinHash {
        let mut least = [u32::MAX; PLACES];
        for shingle in shingles {
            let shingle = (shingle >> 32) as u32;
            for (least, order) in least.iter_mut().zip(&ORDERS) {
                *least = (*least).min((shingle ^ order.0).wrapping_mul(order.1));
            }
        }
        // A least value is small: its own bits say little, those of its hash say whether it is another's.
        MinHash(least.map(|least| mix(u64::from(least)) as u8))
    }

    /// A mark that was kept; `None` when it has not the length of one.
    pub fn from_bytes(bytes: &[u8]) -> Option<MinHash> {
        bytes.try_into().ok().map(MinHash)
    }

    /// Its bytes, to be kept.
    pub const fn bytes(&self) -> &[u8; PLACES] {
        &self.0
    }

    /// The share of their shingles that two texts have in common, 0 to 1, as far as their marks tell.
    pub fn likeness(&self, other: &MinHash) -> f32 {
        // Counted in bytes, as the machine compares sixteen of them at once.
        let equal = self.0.iter().zip(&other.0).fold(0_u8, |equal, (a, b)| equal + u8::from(a == b));
        let share = f32::from(equal) / PLACES as f32;
        ((share - CHANCE) / (1.0 - CHANCE)).max(0.0)
    }

    /// The keys under which neighbours are looked up, two places each. Texts that share four fifths of their shingles
    /// have a key in common practically always, those that share a fifth of them once in four times.
    pub fn bands(&self) -> [u16; BANDS] {
        std::array::from_fn(|band| u16::from_le_bytes([self.0[2 * band], self.0[2 * band + 1]]))
    }
}

impl std::fmt::Debug for MinHash {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "MinHash({:02x?}…)", &self.0[..4])
    }
}

/// How often two bytes are equal that have nothing to do with each other.
const CHANCE: f32 = 1.0 / 256.0;

/// The orders: never to be changed, or marks that were kept compare with nothing.
static ORDERS: [(u32, u32); PLACES] = orders();

/// Where the orders begin: a number of our own.
const SEED: u64 = 0x50_7265_6175;

const fn orders() -> [(u32, u32); PLACES] {
    let mut orders = [(0, 0); PLACES];
    let mut place = 0;
    while place < PLACES {
        let drawn = mix(SEED + place as u64);
        orders[place] = ((drawn >> 32) as u32, drawn as u32 | 1);
        place += 1;
    }
    orders
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(numbers: impl Iterator<Item = u64>) -> MinHash {
        MinHash::of(&numbers.map(mix).collect())
    }

    #[test]
    fn the_estimate_is_near_the_true_overlap() {
        for common in [0_u64, 20, 50, 80, 95, 100] {
            let mut total = 0.0;
            for n in 0..50 {
                let base = n * 10_000;
                // `common` of 200 − `common` distinct shingles are shared.
                let a = of(base..base + 100);
                let b = of((base..base + common).chain(base + 1_000..base + 1_100 - common));
                let truth = common as f32 / (200 - common) as f32;
                assert!((a.likeness(&b) - truth).abs() < 0.2, "{truth}: {}", a.likeness(&b));
                total += a.likeness(&b) - truth;
            }
            assert!((total / 50.0).abs() < 0.02, "on average {common}: {}", total / 50.0);
        }
    }

    #[test]
    fn a_mark_is_read_back_from_its_bytes_alone() {
        let mark = of(0..40);
        assert_eq!(MinHash::from_bytes(mark.bytes()), Some(mark));
        assert_eq!(MinHash::from_bytes(&mark.bytes()[1..]), None);
    }

    #[test]
    fn marks_stay_comparable_over_the_years() {
        // The first bytes of a mark as they have always been: a change here makes kept threats unrecognisable.
        assert_eq!(of(0..40).bytes()[..8], [211, 18, 42, 97, 252, 99, 204, 151]);
    }
}
