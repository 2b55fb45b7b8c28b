//! The model as a file: a header, the weights, and a hash of both at the end.
//!
//! ```text
//! PREAUCL1   8 bytes
//! bits, outputs                       one byte each
//! corpus                              32 bytes, SHA-256 of the letters
//! scale, bias, slope, offset          four little-endian f32 for each output
//! weights                             one i8 for each place and output
//! SHA-256 of everything before        32 bytes
//! ```

use sha2::{Digest as _, Sha256};

use super::{
    OUTPUTS,
    calibrate::Calibration,
    hash::{BITS, PLACES},
    learned::Learned,
    train::Weights,
};
use crate::{error::Error, rules::hex};

const MAGIC: &[u8; 8] = b"PREAUCL1";
const HASH_BYTES: usize = 32;
const HEADER_BYTES: usize = MAGIC.len() + 2 + HASH_BYTES + OUTPUTS * 16;
/// Steps on each side of zero.
const STEPS: f32 = 127.0;

/// The file of what was learned: one set of weights and one calibration for each output.
pub(super) fn write(learned: &[(Weights, Calibration)], corpus: [u8; HASH_BYTES]) -> Vec<u8> {
    let mut out = Vec::with_capacity(HEADER_BYTES + PLACES * OUTPUTS + HASH_BYTES);
    out.extend_from_slice(MAGIC);
    out.push(BITS as u8);
    out.push(OUTPUTS as u8);
    out.extend_from_slice(&corpus);
    // Small weights are many and large ones few: squares keep both.
    let scales: Vec<f32> = learned
        .iter()
        .map(|(weights, _)| weights.of.iter().fold(1e-6_f32, |max, weight| max.max(weight.abs())) / (STEPS * STEPS))
        .collect();
    for ((weights, calibration), scale) in learned.iter().zip(&scales) {
        for value in [*scale, weights.bias, calibration.slope, calibration.offset] {
            out.extend_from_slice(&value.to_le_bytes());
        }
    }
    for place in 0..PLACES {
        for ((weights, _), scale) in learned.iter().zip(&scales) {
            let weight = weights.of[place];
            let step = (weight.abs() / scale).sqrt().round().min(STEPS);
            out.push((step.copysign(weight) as i8).cast_unsigned());
        }
    }
    let hash = Sha256::digest(&out);
    out.extend_from_slice(&hash);
    out
}

impl Learned {
    /// Reads a file. Errors say what is wrong with it.
    pub(crate) fn parse(bytes: &[u8]) -> Result<Learned, Error> {
        let refused = |fault: &str| Error::unfit("classifier", fault);
        if bytes.len() != HEADER_BYTES + PLACES * OUTPUTS + HASH_BYTES || !bytes.starts_with(MAGIC) {
            return Err(refused("is not a model of this version; run preau train"));
        }
        let (content, hash) = bytes.split_at(bytes.len() - HASH_BYTES);
        if Sha256::digest(content).as_slice() != hash {
            return Err(refused("was changed since it was written; run preau train"));
        }
        let (header, weights) = content.split_at(HEADER_BYTES);
        let after_magic = &header[MAGIC.len()..];
        if after_magic[..2] != [BITS as u8, OUTPUTS as u8] {
            return Err(refused("has other labels or another size; run preau train"));
        }
        let corpus = hex(&after_magic[2..2 + HASH_BYTES]);
        let numbers: Vec<f32> = after_magic[2 + HASH_BYTES..]
            .chunks_exact(4)
            .map(|four| f32::from_le_bytes([four[0], four[1], four[2], four[3]]))
            .collect();
        if numbers.iter().any(|number| !number.is_finite()) {
            return Err(refused("holds a number that is none; run preau train"));
        }
        let of = |n: usize| std::array::from_fn::<f32, OUTPUTS, _>(|output| numbers[output * 4 + n]);
        let (slope, offset) = (of(2), of(3));
        Ok(Learned {
            weights: weights.iter().map(|byte| byte.cast_signed()).collect(),
            scale: of(0),
            bias: of(1),
            calibration: std::array::from_fn(|n| Calibration { slope: slope[n], offset: offset[n] }),
            corpus,
            hash: hex(hash),
        })
    }
}
