//! What the examination of one file may use, shared by all its readers and by the files inside it.

use std::io::Read;

use model::limits;

use crate::Overrun;

/// Bytes that may be unpacked from a small piece whatever its ratio: a blank page packs very well.
const RATIO_FREE_BYTES: u64 = 1_000_000;

/// What is left of each bound.
#[derive(Debug)]
pub(crate) struct Budget {
    bytes: u64,
    parts: usize,
    pixels: u64,
}

impl Budget {
    pub(crate) fn new() -> Budget {
        Budget {
            bytes: limits::FILE_UNPACKED_BYTES_MAX,
            parts: limits::FILE_PARTS_MAX,
            pixels: limits::FILE_PIXELS_MAX,
        }
    }

    /// Takes one part.
    pub(crate) fn part(&mut self) -> Result<(), Overrun> {
        self.parts = self.parts.checked_sub(1).ok_or(Overrun::Parts)?;
        Ok(())
    }

    /// Takes the pixels of a picture, before they are decoded.
    pub(crate) fn picture(&mut self, width: u32, height: u32) -> Result<(), Overrun> {
        if width > limits::PICTURE_SIDE_MAX || height > limits::PICTURE_SIDE_MAX {
            return Err(Overrun::Pixels);
        }
        let pixels = u64::from(width) * u64::from(height);
        self.pixels = self.pixels.checked_sub(pixels).ok_or(Overrun::Pixels)?;
        Ok(())
    }

    /// Unpacks what comes out of a reader whose packed form has `packed` bytes. What was unpacked before a fault of the
    /// packing is given with the fault; what goes beyond a bound is not given at all.
    pub(crate) fn unpack(&mut self, mut from: impl Read, packed: usize) -> Result<(Vec<u8>, bool), Overrun> {
        let fair = (packed as u64).saturating_mul(limits::FILE_RATIO_MAX).max(RATIO_FREE_BYTES);
        let mut unpacked = Vec::new();
        let whole = from.by_ref().take(fair.min(self.bytes) + 1).read_to_end(&mut unpacked).is_ok();
        let bytes = unpacked.len() as u64;
        if bytes > fair {
            self.bytes = self.bytes.saturating_sub(bytes);
            return Err(Overrun::Ratio);
        }
        self.bytes = self.bytes.checked_sub(bytes).ok_or(Overrun::Bytes)?;
        Ok((unpacked, whole))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_swells_too_much_is_stopped_and_what_is_small_may_swell() {
        let mut budget = Budget::new();
        assert_eq!(budget.unpack(std::io::repeat(0).take(900_000), 10).map(|(bytes, _)| bytes.len()), Ok(900_000));
        assert_eq!(budget.unpack(std::io::repeat(0), 1_000), Err(Overrun::Ratio));
        assert_eq!(budget.unpack(std::io::repeat(0), usize::MAX), Err(Overrun::Bytes));
    }

    #[test]
    fn a_picture_is_refused_by_its_sides_or_by_its_surface() {
        let mut budget = Budget::new();
        assert_eq!(budget.picture(60_000, 60_000), Err(Overrun::Pixels));
        assert_eq!(budget.picture(u32::MAX, 1), Err(Overrun::Pixels));
        assert!((0..1_000).any(|_| budget.picture(4_000, 3_000).is_err()), "many pictures are bounded together");
    }
}
