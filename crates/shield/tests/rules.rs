//! The rules keep what their own examples promise, disguised or not.

use shield::{Shield, mutate::DISGUISES};

#[test]
fn every_rule_finds_its_positive_examples_and_spares_the_negative_ones() {
    let failures = Shield::embedded().expect("the embedded rules are sound").failing_examples();
    assert!(failures.is_empty(), "{} failures:\n{}", failures.len(), failures.join("\n"));
}

#[test]
fn every_rule_finds_its_examples_under_each_disguise() {
    let shield = Shield::embedded().expect("the embedded rules are sound");
    let mut failures = Vec::new();
    for (name, disguise) in DISGUISES {
        let failed = shield.missed_examples(disguise);
        failures.extend(failed.into_iter().map(|failure| format!("{name}: {failure}")));
    }
    assert!(failures.is_empty(), "{} failures:\n{}", failures.len(), failures.join("\n"));
}
