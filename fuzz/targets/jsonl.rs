//! Any text as a line given to `preau judge`.
#![no_main]

use std::sync::LazyLock;

use shield::Shield;

static SHIELD: LazyLock<Shield> = LazyLock::new(|| Shield::embedded().expect("the rules"));

libfuzzer_sys::fuzz_target!(|line: &str| {
    let (Ok(answer) | Err(answer)) = shield::jsonl::judge_line(&SHIELD, 1, line);
    assert!(!answer.contains('\n'));
});
