//! `cargo xtask tidy`: what the house asks of its files.

mod asvs;
mod direction;
mod fixtures;
mod habits;
mod links;
mod locales;
mod sizes;
mod words;

use crate::{docs, fault, tree::Tree};

/// Runs every rule, prints what was found, says whether nothing was.
pub(crate) fn run(tree: &Tree) -> bool {
    let sizes = sizes::measure(tree);
    for line in sizes.summary() {
        println!("{line}");
    }
    let faults = [
        asvs::check(tree),
        direction::check(tree),
        fixtures::check(tree),
        habits::check(tree),
        links::check(tree),
        locales::check(tree),
        sizes.faults(),
        words::check(tree),
        docs::check(tree),
    ];
    fault::report(faults.concat())
}
