//! What is counted while the program works, and the text in which a monitoring system reads it (the exposition format of
//! Prometheus). No clock here: whoever measures brings the length of time.

use std::{
    fmt::{Display, Write as _},
    sync::atomic::{AtomicU64, Ordering::Relaxed},
    time::Duration,
};

/// Upper ends of a histogram's classes, in microseconds.
const ENDS_US: [u64; 13] =
    [250, 1_000, 2_500, 5_000, 10_000, 25_000, 50_000, 100_000, 250_000, 500_000, 1_000_000, 2_500_000, 10_000_000];

/// A number that only grows.
#[derive(Debug, Default)]
pub struct Count(AtomicU64);

impl Count {
    /// One more.
    pub fn add(&self) {
        self.0.fetch_add(1, Relaxed);
    }
    /// So many more.
    pub fn add_many(&self, more: u64) {
        self.0.fetch_add(more, Relaxed);
    }
    /// The number.
    pub fn get(&self) -> u64 {
        self.0.load(Relaxed)
    }
}

/// Lengths of time, by class: from a quarter of a millisecond to ten seconds, and beyond.
#[derive(Debug, Default)]
pub struct Histogram {
    classes: [AtomicU64; ENDS_US.len() + 1],
    sum_us: AtomicU64,
}

impl Histogram {
    /// Counts one length.
    pub fn record(&self, length: Duration) {
        let us = u64::try_from(length.as_micros()).unwrap_or(u64::MAX);
        let class = ENDS_US.partition_point(|end| *end < us);
        self.classes[class].fetch_add(1, Relaxed);
        self.sum_us.fetch_add(us, Relaxed);
    }
}

/// What a family of values does over time.
#[derive(Debug, Clone, Copy)]
pub enum Kind {
    /// Only grows.
    Counter,
    /// Goes up and down.
    Gauge,
    /// Lengths of time.
    Histogram,
}

/// The page that a monitoring system reads.
#[derive(Debug, Default)]
pub struct Exposition(String);

impl Exposition {
    /// Begins a family: its name, and what it says.
    pub fn family(&mut self, name: &str, kind: Kind, help: &str) {
        let kind = match kind {
            Kind::Counter => "counter",
            Kind::Gauge => "gauge",
            Kind::Histogram => "histogram",
        };
        let _ = writeln!(self.0, "# HELP {name} {help}\n# TYPE {name} {kind}");
    }

    /// One value of a family.
    pub fn value(&mut self, name: &str, labels: &[(&str, &str)], value: impl Display) {
        let _ = writeln!(self.0, "{name}{} {value}", written(labels, None));
    }

    /// The classes, the sum and the count of a histogram.
    pub fn histogram(&mut self, name: &str, labels: &[(&str, &str)], histogram: &Histogram) {
        let mut count = 0;
        for (class, end) in histogram.classes.iter().zip(ENDS_US.iter().map(Some).chain([None])) {
            count += class.load(Relaxed);
            let end = end.map_or_else(|| "+Inf".to_owned(), |us| seconds(*us));
            let _ = writeln!(self.0, "{name}_bucket{} {count}", written(labels, Some(&end)));
        }
        let labels = written(labels, None);
        let _ = writeln!(self.0, "{name}_sum{labels} {}", seconds(histogram.sum_us.load(Relaxed)));
        let _ = writeln!(self.0, "{name}_count{labels} {count}");
    }

    /// The text.
    pub fn into_text(self) -> String {
        self.0
    }
}

fn seconds(us: u64) -> String {
    format!("{}", us as f64 / 1_000_000.0)
}

fn written(labels: &[(&str, &str)], end: Option<&str>) -> String {
    let all = labels.iter().copied().chain(end.map(|end| ("le", end)));
    let pairs: Vec<String> = all.map(|(name, value)| format!("{name}=\"{}\"", escaped(value))).collect();
    if pairs.is_empty() { String::new() } else { format!("{{{}}}", pairs.join(",")) }
}

fn escaped(value: &str) -> String {
    value.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_length_is_in_its_class_and_in_all_above_it() {
        let histogram = Histogram::default();
        for us in [250, 251, 9_000, 60_000_000] {
            histogram.record(Duration::from_micros(us));
        }
        let mut page = Exposition::default();
        page.family("x_seconds", Kind::Histogram, "Lengths.");
        page.histogram("x_seconds", &[("a", "b")], &histogram);
        let text = page.into_text();
        for line in [
            "# TYPE x_seconds histogram",
            "x_seconds_bucket{a=\"b\",le=\"0.00025\"} 1",
            "x_seconds_bucket{a=\"b\",le=\"0.001\"} 2",
            "x_seconds_bucket{a=\"b\",le=\"0.01\"} 3",
            "x_seconds_bucket{a=\"b\",le=\"10\"} 3",
            "x_seconds_bucket{a=\"b\",le=\"+Inf\"} 4",
            "x_seconds_sum{a=\"b\"} 60.009501",
            "x_seconds_count{a=\"b\"} 4",
        ] {
            assert!(text.lines().any(|found| found == line), "{line} in\n{text}");
        }
    }

    #[test]
    fn a_label_cannot_break_its_line() {
        let mut page = Exposition::default();
        page.value("x", &[("a", "b\"\n\\c")], 1);
        assert_eq!(page.into_text(), "x{a=\"b\\\"\\n\\\\c\"} 1\n");
    }
}
