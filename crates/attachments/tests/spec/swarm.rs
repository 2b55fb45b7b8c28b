//! The entry of `fuzz/` on seeds that chance has spoiled: a short run of it in every test, always the same.

use attachments::{Unreadable, examine};
use sample::spoil::spoiled;

use crate::support::seeds;

/// Spoiled files examined.
const TRIES: usize = 3_000;

#[test]
fn spoiled_files_are_examined_without_a_fault() {
    let seeds: Vec<Vec<u8>> = seeds().into_iter().map(|(_, content)| content).collect();
    for (n, file) in spoiled(&seeds, 8, TRIES).enumerate() {
        assert!(!examine(&file).unreadable.contains(&Unreadable::Fault), "file {n}: a reader panicked");
    }
}
