//! What judging a letter costs, what a known campaign keeps of itself under disguises, and the same letters through
//! rspamd, when Debian's package is installed.

use std::{
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};

use ::shield::{
    Context, Letter, Shield,
    classifier::{corpus::Labelled, interval},
    mutate::DISGUISES,
    sketch::{Prepared, Sketch},
};
use model::Profile;

use crate::{
    rspamd,
    stats::{Times, processor},
};

/// Threats that a known campaign's text is taken from.
const CAMPAIGNS: usize = 100;
/// Letters of a text too short to be told from others are left: their authors cannot make a campaign of them.
const LETTERS_MIN: usize = 60;
/// Disguises put one over another.
const DISGUISES_MAX: usize = 3;

/// Runs everything. `small` is for a quick look.
pub(crate) fn run(small: bool) {
    let letters = corpus();
    println!("{} letters of corpus/, one thread unless said otherwise", letters.len());
    let letters = if small { &letters[..letters.len() / 8] } else { &letters[..] };
    let alone = costs(letters);
    campaigns(letters, if small { 2_000 } else { 100_000 });
    beside(letters, alone);
}

/// Every letter of `corpus/`.
pub(crate) fn corpus() -> Vec<Labelled> {
    let mut paths: Vec<_> = std::fs::read_dir("corpus").expect("a corpus").filter_map(Result::ok).collect();
    paths.sort_by_key(std::fs::DirEntry::path);
    let paths = paths.iter().map(std::fs::DirEntry::path).filter(|path| path.extension().is_some_and(|e| e == "jsonl"));
    let read = |path: &Path| Labelled::read(&std::fs::read_to_string(path).expect("readable")).expect("letters");
    paths.flat_map(|path| read(&path)).collect()
}

/// Median and tail of each part; gives letters a second of the whole judge on one thread.
fn costs(letters: &[Labelled]) -> f64 {
    let (rules, whole) = (Shield::untrained().expect("rules"), Shield::embedded().expect("a model"));
    let context = Context::declared(Profile::Pupil, 30);
    let (mut by_rules, mut by_all, mut marks) = (Times::new(), Times::new(), Times::new());
    let before = processor();
    for letter in letters {
        let text = Letter { subject: &letter.subject, body: &letter.text, file_names: &[] };
        by_all.take_now(|| std::hint::black_box(whole.judge(&text, &context)));
    }
    let used = by_all.processor_us_since(before);
    for letter in letters {
        let text = Letter { subject: &letter.subject, body: &letter.text, file_names: &[] };
        by_rules.take_now(|| std::hint::black_box(rules.judge(&text, &context)));
        marks.take_now(|| std::hint::black_box(Prepared::of(&letter.text).sketch()));
    }
    by_rules.print("views, rules and policy (S1, S2, S7)", "median <= 200 µs with the model");
    by_all.print("the same with the model (S1, S2, S3, S7)", "median <= 200 µs, p99 <= 1 ms");
    marks.print("marks of near copies (S6)", "20 µs");
    let rate = by_all.rate();
    println!("{:<58} {rate:.0}/s on one core, {used:.0} µs of processor each   goal >= 5,000/s", "letters judged");
    rate
}

/// T1: known texts under up to three disguises at once, found again by their marks; and letters that are not.
fn campaigns(letters: &[Labelled], copies: usize) {
    let long = |letter: &&Labelled| letter.text.chars().filter(|c| c.is_alphanumeric()).count() >= LETTERS_MIN;
    let known: Vec<(&str, Prepared, Sketch)> = letters
        .iter()
        .filter(|letter| letter.threat)
        .filter(long)
        .take(CAMPAIGNS)
        .map(|letter| {
            let prepared = Prepared::of(&letter.text);
            let sketch = prepared.sketch();
            (letter.text.as_str(), prepared, sketch)
        })
        .collect();
    let (mut chance, mut found) = (1_u64, 0);
    for n in 0..copies {
        let (text, prepared, sketch) = &known[n % known.len()];
        let mut copy = (*text).to_owned();
        for _ in 0..=n % DISGUISES_MAX {
            chance = chance.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            copy = DISGUISES[(chance >> 33) as usize % DISGUISES.len()].1(&copy);
        }
        found += u64::from(is_found(prepared, sketch, &copy));
    }
    share("known texts under up to three disguises, found again (T1)", found, copies as u64, ">= 99.9 %");
    let harmless = letters.iter().filter(|letter| !letter.threat);
    let (mut taken, mut all) = (0, 0);
    for letter in harmless {
        let near = known.iter().any(|(_, prepared, sketch)| is_found(prepared, sketch, &letter.text));
        taken += u64::from(near);
        all += 1;
    }
    share("harmless letters taken for one of them", taken, all, "<= 1e-6");
}

/// As sending looks for near copies: a mark in common, then the texts themselves.
fn is_found(prepared: &Prepared, sketch: &Sketch, copy: &str) -> bool {
    let other = Prepared::of(copy).sketch();
    let in_common = sketch.bands().iter().zip(other.bands()).any(|(a, b)| *a == b);
    sketch.exact == other.exact || (in_common && prepared.is_sibling(copy))
}

fn share(what: &str, hits: u64, of: u64, goal: &str) {
    let (low, high) = interval::exact(hits, of);
    let percent = 100.0 * hits as f64 / of.max(1) as f64;
    println!("{what:<58} {percent:.3} % ({hits} of {of}; {:.3}–{:.3})   goal {goal}", low * 100.0, high * 100.0);
}

/// The same letters through rspamd, by HTTP with eight clients, and through the judge with two threads.
fn beside(letters: &[Labelled], alone: f64) {
    let letters = &letters[..letters.len().min(4_000)];
    let both = on_two_threads(letters);
    println!("{:<58} {both:.0}/s on two threads, {:.2} times one", "letters judged", both / alone);
    match rspamd::run(letters) {
        Ok((rate, times)) => {
            times.print("the same letters through rspamd, eight clients", "a peer, not a goal");
            println!(
                "{:<58} {rate:.0}/s; the judge {:.1} times that   goal 30 times",
                "rspamd on both cores",
                both / rate
            );
        }
        Err(why) => println!("rspamd is not compared: {why}"),
    }
}

fn on_two_threads(letters: &[Labelled]) -> f64 {
    let shield = Arc::new(Shield::embedded().expect("a model"));
    let (next, begun) = (AtomicUsize::new(0), Instant::now());
    let context = Context::declared(Profile::Pupil, 30);
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                while let Some(letter) = letters.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let text = Letter { subject: &letter.subject, body: &letter.text, file_names: &[] };
                    std::hint::black_box(shield.judge(&text, &context));
                }
            });
        }
    });
    letters.len() as f64 / begun.elapsed().max(Duration::from_nanos(1)).as_secs_f64()
}
