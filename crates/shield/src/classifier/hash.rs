//! Places of features in the weights.

/// Bits of a place.
pub(crate) const BITS: u32 = 18;
/// Weights of one label.
pub(crate) const PLACES: usize = 1 << BITS;

/// The hash of a feature while it is being said. FNV-1a, then mixed.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Hash(u64);

impl Hash {
    /// Begins a feature of one kind.
    pub(crate) fn of(kind: u8) -> Hash {
        Hash(0xCBF2_9CE4_8422_2325).with(&[kind, 0])
    }

    /// Says more of it.
    pub(crate) fn with(self, bytes: &[u8]) -> Hash {
        let step = |hash: u64, byte: &u8| (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01B3);
        Hash(bytes.iter().fold(self.0, step))
    }

    /// Its place.
    pub(crate) fn place(self) -> u32 {
        let mixed = (self.0 ^ (self.0 >> 32)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        (mixed >> (64 - BITS)) as u32
    }
}
