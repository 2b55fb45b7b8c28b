//! Measures what judging a letter costs: `cargo run --release --example judge_speed -p shield`.
//!
//! Prints the median and the 99th percentile over the letters of the corpus, letters a second on one core, and the cost
//! of a letter of the largest size.

#![allow(
    clippy::print_stdout,
    clippy::disallowed_methods,
    clippy::expect_used,
    reason = "a measurement prints and keeps time"
)]

use std::time::{Duration, Instant};

use model::{Profile, limits};
use shield::{Context, Letter, Shield};

const ROUNDS: usize = 60;

fn main() {
    let built = Instant::now();
    let shield = Shield::embedded().expect("the embedded rules are sound");
    println!("rules compiled in {:?}", built.elapsed());
    let corpus = concat!(env!("CARGO_MANIFEST_DIR"), "/../../corpus");
    let mut texts: Vec<String> = Vec::new();
    for name in ["benign.jsonl", "threats.jsonl", "held_out.jsonl"] {
        let file = std::fs::read_to_string(format!("{corpus}/{name}")).unwrap_or_default();
        for line in file.lines() {
            let letter: serde_json::Value = serde_json::from_str(line).expect("JSON");
            texts.push(letter["text"].as_str().unwrap_or_default().to_owned());
        }
    }
    assert!(!texts.is_empty(), "no letters in {corpus}");
    let bytes: usize = texts.iter().map(String::len).sum();
    println!("{} letters, {} bytes on average", texts.len(), bytes / texts.len());

    // The quickest of many runs of each letter: the machine may be shared, and a run that was set aside proves nothing.
    let quickest = |text: &String| (0..ROUNDS).map(|_| judge(&shield, text)).min().unwrap_or_default();
    let mut costs: Vec<Duration> = texts.iter().map(quickest).collect();
    costs.sort_unstable();
    let total: Duration = costs.iter().sum();
    let at = |share: f64| costs[((costs.len() - 1) as f64 * share) as usize].as_secs_f64() * 1e6;
    println!("median {:.1} µs, p99 {:.1} µs, max {:.1} µs", at(0.5), at(0.99), at(1.0));
    println!(
        "{:.0} letters/s on one core, {:.0} ns a byte",
        costs.len() as f64 / total.as_secs_f64(),
        total.as_secs_f64() * 1e9 / bytes as f64
    );

    deciding(&shield, &texts);
    let long: String = texts.join("\n\n").repeat(3);
    let long = model::text::cut(&long, limits::BODY_BYTES_MAX);
    let worst = (0..ROUNDS).map(|_| judge(&shield, long)).min().unwrap_or_default();
    println!("a letter of {} bytes: {:.2} ms", long.len(), worst.as_secs_f64() * 1e3);
}

/// The policy alone, from features that are there.
fn deciding(shield: &Shield, texts: &[String]) {
    let rulings = texts.iter().filter_map(|text| {
        let letter = Letter { subject: "Bonjour", body: text, file_names: &[] };
        shield.judge(&letter, &Context::declared(Profile::Pupil, 30)).ruling
    });
    let features: Vec<_> = rulings.map(|ruling| ruling.features).collect();
    let start = Instant::now();
    for _ in 0..ROUNDS {
        for one in &features {
            std::hint::black_box(shield::policy::outcome(one, shield.policy()));
        }
    }
    let each = start.elapsed().as_secs_f64() * 1e6 / (features.len() * ROUNDS) as f64;
    println!("the policy alone: {each:.2} µs for {} rules", shield.policy().base.rules.len());
}

fn judge(shield: &Shield, text: &str) -> Duration {
    let letter = Letter { subject: "Bonjour", body: text, file_names: &[] };
    let start = Instant::now();
    let verdict = shield.judge(&letter, &Context::declared(Profile::Pupil, 30));
    let spent = start.elapsed();
    assert!(!verdict.rules.is_empty());
    spent
}
