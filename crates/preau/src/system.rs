//! The system's time and chance: the only place that asks for them.

use model::{Millis, time::Clock};

/// The system's clock.
pub(crate) struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "this is the clock that everybody else is given")]
    fn now(&self) -> Millis {
        let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
        Millis(since.map_or(0, |since| since.as_millis() as i64))
    }
}

/// 32 bytes of the system's chance.
#[expect(clippy::disallowed_methods, reason = "this is the seed that the program's chance grows from")]
pub(crate) fn seed() -> Result<[u8; 32], getrandom::Error> {
    let mut seed = [0; 32];
    getrandom::fill(&mut seed)?;
    Ok(seed)
}
