//! How the judge fares on the letters of `corpus/`, and that it fares no worse than before.
//!
//! `threats.jsonl` and `benign.jsonl` were before the author's eyes while the rules were written; `held_out.jsonl` was
//! written after them, and no rule was changed for it. Run with `--nocapture` to see the figures.

#![allow(
    clippy::print_stdout,
    clippy::expect_used,
    reason = "a test that prints its measure, with helpers outside of it"
)]

use serde_json::Value;
use shield::{Shield, jsonl::judge_line, mutate::DISGUISES};

/// The letters of a file that should be held, and those that should pass.
fn letters(name: &str) -> (Vec<Value>, Vec<Value>) {
    let path = format!("{}/../../corpus/{name}", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(&path).expect("the corpus is in the repository");
    text.lines()
        .map(|line| serde_json::from_str::<Value>(line).expect("JSON"))
        .partition(|letter| letter["expected"] == "hold")
}

fn is_held(shield: &Shield, letter: &Value) -> bool {
    let answer: Value =
        serde_json::from_str(&judge_line(shield, 1, &letter.to_string()).expect("judged")).expect("JSON");
    answer["outcome"] == "hold"
}

/// Percent, and the letters on the wrong side.
fn share(shield: &Shield, letters: &[Value]) -> (f64, Vec<String>) {
    let (held, passed): (Vec<_>, Vec<_>) = letters.iter().partition(|letter| is_held(shield, letter));
    let ids =
        |letters: &[&Value]| letters.iter().map(|letter| letter["id"].as_str().unwrap_or("?").to_owned()).collect();
    let wrong = if letters.first().is_some_and(|l| l["expected"] == "hold") { ids(&passed) } else { ids(&held) };
    (100.0 * held.len() as f64 / letters.len().max(1) as f64, wrong)
}

#[test]
fn letters_seen_while_writing_the_rules_are_judged_as_before() {
    let shield = Shield::embedded().expect("rules");
    let (threats, _) = letters("threats.jsonl");
    let (_, benign) = letters("benign.jsonl");
    let (recall, missed) = share(&shield, &threats);
    let (alarms, held) = share(&shield, &benign);
    println!("seen: {recall:.1} % of {} threats held; {alarms:.1} % of {} others held", threats.len(), benign.len());
    assert!(threats.len() >= 80 && benign.len() >= 150);
    assert!(recall >= 94.0, "{recall:.1} %, missed {missed:?}");
    assert!(held.is_empty(), "held {held:?}");
}

#[test]
fn letters_written_after_the_rules_are_judged_as_before() {
    let shield = Shield::embedded().expect("rules");
    let (threats, benign) = letters("held_out.jsonl");
    let (recall, missed) = share(&shield, &threats);
    let (alarms, held) = share(&shield, &benign);
    println!(
        "held out: {recall:.1} % of {} threats held; {alarms:.1} % of {} others held",
        threats.len(),
        benign.len()
    );
    assert!(recall >= 85.0, "{recall:.1} %, missed {missed:?}");
    assert!(alarms <= 1.0, "held {held:?}");
}

#[test]
fn a_disguise_hides_few_threats() {
    let shield = Shield::embedded().expect("rules");
    let (threats, _) = letters("threats.jsonl");
    // Those already disguised would be disguised twice.
    let plain: Vec<&Value> =
        threats.iter().filter(|letter| letter["kind"] != "obfuscated" && is_held(&shield, letter)).collect();
    for (name, disguise) in DISGUISES {
        let hidden = plain.iter().filter(|letter| {
            let mut letter = (**letter).clone();
            letter["text"] = disguise(letter["text"].as_str().unwrap_or_default()).into();
            !is_held(&shield, &letter)
        });
        let hidden: Vec<&str> = hidden.filter_map(|letter| letter["id"].as_str()).collect();
        println!("{name}: {} of {} hidden", hidden.len(), plain.len());
        assert!(hidden.len() * 100 <= plain.len() * 12, "{name} hides {hidden:?}");
    }
}

#[test]
fn a_disguise_does_not_make_a_threat() {
    let shield = Shield::embedded().expect("rules");
    let (_, benign) = letters("benign.jsonl");
    for (name, disguise) in DISGUISES {
        let held: Vec<&str> = benign
            .iter()
            .filter(|letter| {
                let mut letter = (*letter).clone();
                letter["text"] = disguise(letter["text"].as_str().unwrap_or_default()).into();
                is_held(&shield, &letter)
            })
            .filter_map(|letter| letter["id"].as_str())
            .collect();
        println!("{name}: {} of {} held", held.len(), benign.len());
        assert!(held.len() * 100 <= benign.len() * 5, "{name} makes {held:?}");
    }
}
