//! The targets of `fuzz/` under libFuzzer, which looks for bytes that reach code no others have reached. One program for
//! all: `PREAU_FUZZ_TARGET` says which.
#![no_main]

use std::sync::LazyLock;

use fuzz::Target;

static TARGET: LazyLock<&Target> = LazyLock::new(|| {
    let name = std::env::var("PREAU_FUZZ_TARGET").expect("PREAU_FUZZ_TARGET names a target");
    fuzz::target(&name).unwrap_or_else(|| panic!("no target is called « {name} »"))
});

libfuzzer_sys::fuzz_target!(|content: &[u8]| TARGET.run(content));
