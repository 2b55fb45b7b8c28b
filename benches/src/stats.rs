//! Medians and tails of what was timed.

use std::time::{Duration, Instant};

/// Times taken by the same operation again and again.
pub(crate) struct Times(Vec<Duration>);

impl Times {
    /// Nothing timed yet.
    pub(crate) fn new() -> Times {
        Times(Vec::new())
    }

    /// Times one operation.
    pub(crate) async fn take<T>(&mut self, operation: impl Future<Output = T>) -> T {
        let begun = Instant::now();
        let done = operation.await;
        self.0.push(begun.elapsed());
        done
    }

    /// Times one operation that does not wait.
    pub(crate) fn take_now<T>(&mut self, operation: impl FnOnce() -> T) -> T {
        let begun = Instant::now();
        let done = operation();
        self.0.push(begun.elapsed());
        done
    }

    fn quantile(&self, share: f64) -> Duration {
        let mut sorted = self.0.clone();
        sorted.sort_unstable();
        let place = ((sorted.len() as f64 * share).ceil() as usize).clamp(1, sorted.len().max(1)) - 1;
        sorted.get(place).copied().unwrap_or_default()
    }

    /// The median.
    pub(crate) fn median(&self) -> Duration {
        self.quantile(0.5)
    }

    /// The 99th percentile.
    pub(crate) fn p99(&self) -> Duration {
        self.quantile(0.99)
    }

    /// Operations a second, one after the other.
    pub(crate) fn rate(&self) -> f64 {
        self.0.len() as f64 / self.0.iter().sum::<Duration>().as_secs_f64().max(f64::EPSILON)
    }

    /// Prints one line: what, median, p99, count, and the goal.
    pub(crate) fn print(&self, what: &str, goal: &str) {
        println!(
            "{what:<58} median {:>9.1?}  p99 {:>9.1?}  n {:>6}   goal {goal}",
            self.median(),
            self.p99(),
            self.0.len()
        );
    }
}
