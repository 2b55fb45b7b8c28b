//! Medians and tails of what was timed. A busy machine shows in the tail and leaves the processor's time alone, so that
//! is printed beside.

use std::time::{Duration, Instant};

/// Times taken by the same operation again and again.
#[derive(Default)]
pub(crate) struct Times(Vec<Duration>);

/// Time that all processors have given to this process so far.
pub(crate) fn processor() -> Duration {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    // The name, which may hold spaces, ends with the last parenthesis; the times are the 12th and 13th words after it.
    let words: Vec<&str> = stat.rsplit(')').next().unwrap_or_default().split_whitespace().collect();
    let ticks: u64 = [11, 12].iter().filter_map(|n| words.get(*n)?.parse::<u64>().ok()).sum();
    Duration::from_millis(ticks * 10)
}

impl Times {
    /// Nothing timed yet.
    pub(crate) fn new() -> Times {
        Times::default()
    }

    /// Adds what another timed.
    pub(crate) fn extend(&mut self, other: Times) {
        self.0.extend(other.0);
    }

    /// Processor time since `before`, for each operation, in microseconds.
    pub(crate) fn processor_us_since(&self, before: Duration) -> f64 {
        processor().saturating_sub(before).as_secs_f64() * 1e6 / self.0.len().max(1) as f64
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
