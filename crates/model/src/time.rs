//! Time as the house keeps it: milliseconds since 1970 in UTC, given by a [`Clock`], never asked of the system.

use std::ops::{Add, Sub};

use serde::{Deserialize, Serialize};

/// A moment, or a length of time, in milliseconds. Moments count from 1970-01-01T00:00:00Z.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Millis(pub i64);

impl Millis {
    /// A moment after every other: the end of what has no end yet.
    pub const NEVER: Millis = Millis(i64::MAX);

    /// So many seconds.
    pub const fn seconds(n: i64) -> Millis {
        Millis(n * 1_000)
    }
    /// So many minutes.
    pub const fn minutes(n: i64) -> Millis {
        Millis(n * 60_000)
    }
    /// So many hours.
    pub const fn hours(n: i64) -> Millis {
        Millis(n * 3_600_000)
    }
    /// So many days of 24 hours.
    pub const fn days(n: i64) -> Millis {
        Millis(n * 86_400_000)
    }
}

impl Add for Millis {
    type Output = Millis;
    fn add(self, other: Millis) -> Millis {
        Millis(self.0.saturating_add(other.0))
    }
}
impl Sub for Millis {
    type Output = Millis;
    fn sub(self, other: Millis) -> Millis {
        Millis(self.0.saturating_sub(other.0))
    }
}

/// Where time comes from: the system's clock in the program, a clock that is set in tests and `sim`.
pub trait Clock: Send + Sync {
    /// The present moment.
    fn now(&self) -> Millis;
}
