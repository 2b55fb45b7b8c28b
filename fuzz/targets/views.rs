//! Any text through the views: every place in a view has its place in the original.
#![no_main]

libfuzzer_sys::fuzz_target!(|text: &str| {
    shield::views::Views::of(text);
    shield::views::fold(text);
});
