//! Any text as a letter that is compared with its halves and with itself.
#![no_main]

use shield::sketch::{Sketch, similarity};

libfuzzer_sys::fuzz_target!(|text: &str| {
    let half = model::text::cut(text, text.len() / 2);
    assert_eq!(Sketch::of(text).exact, Sketch::of(text).exact);
    let alike = similarity(text, half);
    assert!((0.0..=1.0).contains(&alike), "{alike}");
});
