//! Any text as a letter, cut into subject, body and the name of a file where it has a zero.
#![no_main]

use std::sync::LazyLock;

use model::{Profile, verdict::Outcome};
use shield::{Context, Letter, Shield};

static SHIELD: LazyLock<Shield> = LazyLock::new(|| Shield::embedded().expect("the rules"));

libfuzzer_sys::fuzz_target!(|text: &str| {
    let mut parts = text.split('\0');
    let mut next = || parts.next().unwrap_or_default();
    let (subject, body, name) = (next(), next(), next());
    let letter = Letter { subject, body, file_names: &[name] };
    let verdict = SHIELD.judge(&letter, &Context::declared(Profile::Pupil, 30));
    assert!((0.0..=1.0).contains(&verdict.threat));
    for reason in &verdict.reasons {
        assert!(body.get(reason.start..reason.end).is_some(), "a reason points beside the text");
    }
    if body.len() > model::limits::BODY_BYTES_MAX {
        assert_eq!(verdict.outcome, Outcome::Hold);
    }
});
