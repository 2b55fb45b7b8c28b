//! PDQ, the hash of pictures that the platforms publish and exchange: 256 bits, near when the pictures look alike. It
//! survives another size, another quality and small changes; not a crop, a mirror or a turn.
//!
//! The picture's light is blurred, brought to 64 × 64, its sixteen lowest waves in both directions are taken, and each
//! bit says whether a wave is stronger than the median.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

/// Side of what the waves are taken of.
const SIDE: usize = 64;
/// Waves in one direction.
const WAVES: usize = 16;
/// Quality under which a hash says too little: a blank page is like another.
pub const QUALITY_MIN: u32 = 50;
/// Bits by which two pictures may differ and still be the same one, as is customary.
pub const SAME_BITS: u32 = 31;

/// The hash of a picture.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Pdq([u64; 4]);

impl Pdq {
    /// Bits by which two pictures differ.
    pub fn distance(&self, other: &Pdq) -> u32 {
        self.0.iter().zip(other.0).map(|(a, b)| (a ^ b).count_ones()).sum()
    }

    /// Whether two pictures are the same one to the eye.
    pub fn is_like(&self, other: &Pdq) -> bool {
        self.distance(other) <= SAME_BITS
    }
}

impl fmt::Display for Pdq {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|word| write!(f, "{word:016x}"))
    }
}

impl fmt::Debug for Pdq {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Pdq({self})")
    }
}

impl FromStr for Pdq {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Pdq, &'static str> {
        const WRONG: &str = "a PDQ hash has 64 hexadecimal digits";
        if text.len() != 64 || !text.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return Err(WRONG);
        }
        let mut words = [0; 4];
        for (n, word) in words.iter_mut().enumerate() {
            *word = u64::from_str_radix(&text[n * 16..n * 16 + 16], 16).map_err(|_| WRONG)?;
        }
        Ok(Pdq(words))
    }
}

impl TryFrom<String> for Pdq {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Pdq, &'static str> {
        text.parse()
    }
}

impl From<Pdq> for String {
    fn from(hash: Pdq) -> String {
        hash.to_string()
    }
}

/// The hash of a picture given by the light of its points, row by row, and how much it says, 0 to 100. `None` when there
/// is nothing to hash.
pub fn hash(luma: &[f32], width: usize, height: usize) -> Option<(Pdq, u32)> {
    if width == 0 || height == 0 || luma.len() != width * height {
        return None;
    }
    let small = small(luma, width, height);
    let waves = waves(&small);
    let mut sorted = waves;
    sorted.sort_by(f32::total_cmp);
    let median = sorted[waves.len() / 2 - 1];
    let mut words = [0_u64; 4];
    for (n, wave) in waves.iter().enumerate() {
        if *wave > median {
            words[3 - n / 64] |= 1 << (n % 64);
        }
    }
    Some((Pdq(words), quality(&small)))
}

/// The picture blurred twice and brought to 64 × 64.
fn small(luma: &[f32], width: usize, height: usize) -> Vec<f32> {
    let mut from = luma.to_vec();
    let mut to = vec![0.0; from.len()];
    for _ in 0..2 {
        for row in 0..height {
            blur(&from, &mut to, row * width, 1, width);
        }
        for column in 0..width {
            blur(&to, &mut from, column, width, height);
        }
    }
    let place = |n: usize, of: usize| (n * 2 + 1) * of / (2 * SIDE);
    let points = (0..SIDE).flat_map(|y| (0..SIDE).map(move |x| (x, y)));
    points.map(|(x, y)| from[place(y, height) * width + place(x, width)]).collect()
}

/// The mean of what is around each point of a line, over a window that follows the line's length.
fn blur(from: &[f32], to: &mut [f32], start: usize, step: usize, length: usize) {
    let window = length.div_ceil(2 * SIDE);
    let half = window / 2 + 1;
    let at = |n: usize| start + n * step;
    let (mut sum, mut size) = (0.0, 0.0);
    let (mut left, mut right, mut out) = (0, 0, 0);
    let mut write = |sum: f32, size: f32| {
        to[at(out)] = sum / size;
        out += 1;
    };
    while right < window {
        sum += from[at(right)];
        size += 1.0;
        right += 1;
        if right >= half {
            write(sum, size);
        }
    }
    while right < length {
        sum += from[at(right)] - from[at(left)];
        right += 1;
        left += 1;
        write(sum, size);
    }
    for _ in 1..half {
        sum -= from[at(left)];
        size -= 1.0;
        left += 1;
        write(sum, size);
    }
}

/// The lowest waves in both directions, the constant ones left out.
fn waves(small: &[f32]) -> [f32; WAVES * WAVES] {
    let scale = (2.0 / SIDE as f32).sqrt();
    let wave = |k: usize, x: usize| {
        let angle = std::f64::consts::PI / 2.0 / SIDE as f64 * (k + 1) as f64 * (2 * x + 1) as f64;
        scale * angle.cos() as f32
    };
    let table: Vec<f32> = (0..WAVES).flat_map(|k| (0..SIDE).map(move |x| wave(k, x))).collect();
    let mut rows = [0.0_f32; WAVES * SIDE];
    for k in 0..WAVES {
        for x in 0..SIDE {
            rows[k * SIDE + x] = (0..SIDE).map(|y| table[k * SIDE + y] * small[y * SIDE + x]).sum();
        }
    }
    let mut waves = [0.0; WAVES * WAVES];
    for i in 0..WAVES {
        for j in 0..WAVES {
            waves[i * WAVES + j] = (0..SIDE).map(|x| rows[i * SIDE + x] * table[j * SIDE + x]).sum();
        }
    }
    waves
}

/// How much there is to tell a picture by: the sum of its steps of light.
fn quality(small: &[f32]) -> u32 {
    let step = |a: usize, b: usize| ((small[a] - small[b]) * 100.0 / 255.0).trunc().abs();
    let mut sum = 0.0;
    for y in 0..SIDE {
        for x in 0..SIDE {
            let here = y * SIDE + x;
            if y + 1 < SIDE {
                sum += step(here, here + SIDE);
            }
            if x + 1 < SIDE {
                sum += step(here, here + 1);
            }
        }
    }
    ((sum / 90.0) as u32).min(100)
}
