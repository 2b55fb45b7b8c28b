//! How fast messages leave: so many a second, and so many under way at once. Time is what the loop's ticks say.

use std::collections::HashMap;

use model::limits;
use tokio::time::Instant;

/// What somebody who carries messages takes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Pace {
    /// Messages a second.
    pub per_second: f64,
    /// Messages a second to one destination, for mail.
    pub per_domain: Option<f64>,
    /// Messages under way at once.
    pub at_once: usize,
}

/// A token bucket: it fills at a rate and holds what a tenth of a second gives, one message at least, so that a pause is
/// not followed by a burst.
#[derive(Debug, Clone, Copy)]
pub struct Bucket {
    per_second: f64,
    tokens: f64,
    at: Instant,
}

impl Bucket {
    /// A bucket with one token.
    pub fn new(per_second: f64, now: Instant) -> Bucket {
        Bucket { per_second, tokens: 1.0, at: now }
    }

    /// Takes a token, if there is one.
    pub fn take(&mut self, now: Instant) -> bool {
        self.fill(now);
        let there = self.tokens >= 1.0;
        if there {
            self.tokens -= 1.0;
        }
        there
    }

    /// Whether it has been left alone until it was full.
    fn is_full(&mut self, now: Instant) -> bool {
        self.fill(now);
        self.tokens >= self.holds()
    }

    fn holds(&self) -> f64 {
        (self.per_second / 10.0).max(1.0)
    }

    fn fill(&mut self, now: Instant) {
        let passed = now.saturating_duration_since(self.at).as_secs_f64();
        self.tokens = passed.mul_add(self.per_second, self.tokens).min(self.holds());
        self.at = now.max(self.at);
    }
}

/// One bucket for all, and one for each destination.
pub struct Paces {
    pace: Pace,
    all: Bucket,
    domains: HashMap<String, Bucket>,
}

impl Paces {
    /// Buckets of a pace.
    pub fn new(pace: Pace, now: Instant) -> Paces {
        Paces { pace, all: Bucket::new(pace.per_second, now), domains: HashMap::new() }
    }

    /// Whether one more message may leave at all.
    pub fn may_leave(&mut self, now: Instant) -> bool {
        self.all.take(now)
    }

    /// Whether one more may go to this destination. Destinations beyond the bound share one bucket.
    pub fn may_go_to(&mut self, domain: &str, now: Instant) -> bool {
        let Some(per_domain) = self.pace.per_domain else { return true };
        if self.domains.len() >= limits::MAIL_DOMAINS_PACED_MAX && !self.domains.contains_key(domain) {
            self.domains.retain(|_, bucket| !bucket.is_full(now));
        }
        let full = self.domains.len() >= limits::MAIL_DOMAINS_PACED_MAX && !self.domains.contains_key(domain);
        let name = if full { "" } else { domain };
        self.domains.entry(name.to_owned()).or_insert_with(|| Bucket::new(per_domain, now)).take(now)
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    /// A moment to count from: what the clock says does not matter.
    fn start() -> Instant {
        Instant::now()
    }

    #[test]
    fn a_rate_is_kept_over_time_and_a_pause_gives_no_burst() {
        let begun = start();
        let mut bucket = Bucket::new(250.0, begun);
        let mut taken = 0;
        for tick in 0..500 {
            while bucket.take(begun + Duration::from_millis(20 * tick)) {
                taken += 1;
            }
        }
        assert!((2_450..=2_500).contains(&taken), "ten seconds at 250: {taken}");
        let later = begun + Duration::from_hours(1);
        let burst = (0..1_000).filter(|_| bucket.take(later)).count();
        assert_eq!(burst, 25);
    }

    #[test]
    fn a_slow_rate_gives_one_at_a_time() {
        let begun = start();
        let mut bucket = Bucket::new(0.5, begun);
        assert!(bucket.take(begun) && !bucket.take(begun + Duration::from_millis(1_900)));
        assert!(bucket.take(begun + Duration::from_secs(2)));
    }

    #[test]
    fn one_destination_does_not_hold_the_others_up() {
        let begun = start();
        let mut paces = Paces::new(Pace { per_second: 1_000.0, per_domain: Some(1.0), at_once: 1 }, begun);
        assert!(paces.may_go_to("example.org", begun) && !paces.may_go_to("example.org", begun));
        assert!(paces.may_go_to("example.net", begun));
        assert!(paces.may_go_to("example.org", begun + Duration::from_secs(1)));
    }

    #[test]
    fn destinations_are_bounded() {
        let begun = start();
        let mut paces = Paces::new(Pace { per_second: 1.0, per_domain: Some(1.0), at_once: 1 }, begun);
        for n in 0..limits::MAIL_DOMAINS_PACED_MAX + 100 {
            paces.may_go_to(&format!("d{n}.example"), begun);
        }
        assert!(paces.domains.len() <= limits::MAIL_DOMAINS_PACED_MAX + 1);
    }
}
