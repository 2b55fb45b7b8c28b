//! The entries of `fuzz/` on letters that chance has spoiled: each gets an answer, and reasons point into the text.

use model::Profile;
use sample::spoil::spoiled;
use shield::{
    Context, Letter, Shield, jsonl,
    sketch::{Sketch, similarity},
    views::{Views, fold},
};

/// Spoiled letters.
const TRIES: usize = 1_500;

fn lines() -> Vec<&'static str> {
    let corpus = [include_str!("../../../corpus/threats.jsonl"), include_str!("../../../corpus/benign.jsonl")];
    corpus.into_iter().flat_map(|text| text.lines().take(60)).collect()
}

#[test]
fn spoiled_letters_are_judged() {
    let shield = Shield::embedded().expect("the rules");
    for (n, bytes) in spoiled(&lines(), 21, TRIES).enumerate() {
        let text = String::from_utf8_lossy(&bytes);
        let (Ok(answer) | Err(answer)) = jsonl::judge_line(&shield, n, &text);
        assert!(!answer.contains('\n'), "one line gives one line: {answer}");
        let half = model::text::cut(&text, text.len() / 2);
        let letter = Letter { subject: "Objet", body: &text, file_names: &[half.get(..40).unwrap_or_default()] };
        let verdict = shield.judge(&letter, &Context::declared(Profile::Pupil, 30));
        assert!((0.0..=1.0).contains(&verdict.threat));
        assert!(verdict.reasons.iter().all(|reason| text.get(reason.start..reason.end).is_some()), "{text:?}");
    }
}

#[test]
fn spoiled_letters_have_views_and_sketches() {
    for bytes in spoiled(&lines(), 22, TRIES) {
        let text = String::from_utf8_lossy(&bytes);
        Views::of(&text);
        fold(&text);
        let half = model::text::cut(&text, text.len() / 2);
        assert_eq!(Sketch::of(&text).exact, Sketch::of(&text).exact);
        assert!((0.0..=1.0).contains(&similarity(&text, half)));
    }
}
