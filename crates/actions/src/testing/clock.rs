//! A clock that stands still until it is set.

use std::sync::atomic::{AtomicI64, Ordering};

use model::{Millis, time::Clock};

/// A clock that stands still until it is set.
pub struct SetClock(AtomicI64);

impl SetClock {
    /// Stands at this moment.
    pub fn at(now: Millis) -> SetClock {
        SetClock(AtomicI64::new(now.0))
    }

    /// Sets it, forward or back.
    pub fn set(&self, now: Millis) {
        self.0.store(now.0, Ordering::SeqCst);
    }
}

impl Clock for SetClock {
    fn now(&self) -> Millis {
        Millis(self.0.load(Ordering::SeqCst))
    }
}
