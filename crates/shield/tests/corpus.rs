//! How the judge fares on the letters of `corpus/`, and that it fares no worse than before.
//!
//! The bounds are a little under what the last model reached: a change that lowers a figure must be seen by somebody.
//! `preau evaluate` prints all of it, with intervals and slices. Run with `--nocapture` to see the figures here.

#![allow(
    clippy::print_stdout,
    clippy::expect_used,
    reason = "a test that prints its measure, with helpers outside of it"
)]

use shield::{
    Shield,
    classifier::{
        corpus::{Labelled, Part},
        evaluate::{Figures, figures},
        train::corpus_fingerprint,
    },
};

fn corpus() -> Vec<Labelled> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../corpus");
    let entries = std::fs::read_dir(folder).expect("the corpus is in the repository");
    let mut paths: Vec<_> = entries.map(|entry| entry.expect("listed").path()).collect();
    paths.retain(|path| path.extension().is_some_and(|end| end == "jsonl"));
    paths.sort();
    let read = |path| Labelled::read(&std::fs::read_to_string(path).expect("read")).expect("letters");
    paths.into_iter().flat_map(read).collect()
}

fn measured(part: Part, disguised: bool) -> Figures {
    let letters = corpus();
    let of: Vec<&Labelled> = letters.iter().filter(|letter| letter.part() == part).collect();
    let figures = figures(&Shield::embedded().expect("a judge"), &of, disguised);
    println!(
        "{part:?}{}: {:.1} % of {} threats held; {:.2} % of {} others held",
        if disguised { ", disguised" } else { "" },
        figures.recall.value() * 100.0,
        figures.recall.of,
        figures.false_positives.value() * 100.0,
        figures.false_positives.of
    );
    figures
}

#[test]
fn the_model_was_learned_from_the_letters_of_the_corpus() {
    let shield = Shield::embedded().expect("a judge");
    let expected = corpus_fingerprint(&corpus());
    assert_eq!(
        shield.learned_from(),
        Some(expected.as_str()),
        "the corpus has changed: cargo run --release -- train, then look at cargo run --release -- evaluate"
    );
}

#[test]
fn letters_of_an_author_never_seen_are_judged_as_before() {
    let figures = measured(Part::UnseenAuthor, false);
    assert!(figures.recall.of >= 300 && figures.false_positives.of >= 900, "{figures:?}");
    assert!(figures.recall.value() >= 0.695, "{:?}", figures.wrong);
    assert!(figures.false_positives.value() <= 0.012, "{:?}", figures.wrong);
}

#[test]
fn a_disguise_hides_few_threats_and_makes_none() {
    let (plain, disguised) = (measured(Part::UnseenAuthor, false), measured(Part::UnseenAuthor, true));
    assert!(disguised.recall.value() >= plain.recall.value() - 0.06, "{:?}", disguised.wrong);
    assert!(disguised.false_positives.value() <= plain.false_positives.value() + 0.02, "{:?}", disguised.wrong);
}

#[test]
fn letters_of_hands_never_seen_are_judged_as_before() {
    let figures = measured(Part::UnseenHand, false);
    assert!(figures.recall.value() >= 0.54, "{:?}", figures.wrong);
    assert!(figures.false_positives.value() <= 0.038, "{:?}", figures.wrong);
}

#[test]
fn no_two_letters_of_the_corpus_are_the_same() {
    let mut letters = corpus();
    letters.sort_by(|a, b| (&a.subject, &a.text).cmp(&(&b.subject, &b.text)));
    for pair in letters.windows(2) {
        assert!(
            (&pair[0].subject, &pair[0].text) != (&pair[1].subject, &pair[1].text),
            "{} is {}",
            pair[0].id,
            pair[1].id
        );
    }
    letters.sort_by(|a, b| a.id.cmp(&b.id));
    for pair in letters.windows(2) {
        assert_ne!(pair[0].id, pair[1].id);
    }
}
