//! The recording's time.

use std::sync::atomic::{AtomicI64, Ordering};

use model::{Millis, time::Clock};

/// A clock that is set from the events and never goes back.
pub(crate) struct SetClock(AtomicI64);

impl SetClock {
    pub(crate) fn at(now: Millis) -> SetClock {
        SetClock(AtomicI64::new(now.0))
    }

    pub(crate) fn forward_to(&self, at: Millis) {
        self.0.fetch_max(at.0, Ordering::SeqCst);
    }
}

impl Clock for SetClock {
    fn now(&self) -> Millis {
        Millis(self.0.load(Ordering::SeqCst))
    }
}
