//! The page of invariants and of the tests that show them.
//!
//! A test says what it shows by a comment on a line of its own, above its attributes: `// Invariant 4` or
//! `// Invariants 1, 4`.

use std::collections::BTreeMap;

use crate::{tokens::lines_of_text, tree::Tree};

/// The twelve promises of ARCHITECTURE.md, in short.
const INVARIANTS: [&str; 12] = [
    "One message, one row, one state: withdrawn once, it is gone for every reader.",
    "Nothing is displayed before a judgment; a judge that fails holds the message.",
    "No content leaves in a channel that cannot be recalled.",
    "Exposure is written before the body is shown.",
    "Every change is an action that appends its journal entry in the same transaction.",
    "Reset means evicted: what was issued before the newest epoch is dead.",
    "Every restriction ends, even if every worker is dead.",
    "Replying never grants breadth.",
    "`model`, `shield` and `journal` have no I/O, no async, no clock, no chance.",
    "Every loop, queue, page, attachment and batch has a named bound.",
    "Who may not know that a thing exists is told that it does not; every route says who may call it.",
    "The list of legal moves is the only one, and a move names the state that it leaves.",
];

const HEAD: &str = "\
# Invariants and the tests that show them

Made from the comments `// Invariant N` above tests by `cargo xtask docs`. ARCHITECTURE.md says each invariant in full.
";

/// What marks a test.
const MARK: &str = "// Invariant";

/// Tests by the number of what they show: file and name.
type Shown<'a> = BTreeMap<usize, Vec<(&'a str, &'a str)>>;

pub(super) fn page(tree: &Tree) -> String {
    let shown = shown(tree);
    let mut lines = vec![HEAD.to_owned()];
    for (number, invariant) in (1..).zip(INVARIANTS) {
        lines.push(format!("## {number}. {invariant}"));
        match shown.get(&number) {
            Some(tests) => {
                let list = tests.iter().map(|(path, name)| format!("- `{name}` in [{path}](../../{path})"));
                lines.extend(list);
            }
            None => lines.push("- no test says so yet".to_owned()),
        }
        lines.push(String::new());
    }
    lines.join("\n")
}

/// The numbers that no test shows.
pub(super) fn without_test(tree: &Tree) -> Vec<usize> {
    let shown = shown(tree);
    (1..=INVARIANTS.len()).filter(|number| !shown.contains_key(number)).collect()
}

fn shown(tree: &Tree) -> Shown<'_> {
    let mut shown = Shown::new();
    for (path, text) in tree.under("", ".rs") {
        if !text.contains(MARK) {
            continue;
        }
        let quoted = lines_of_text(text);
        let mut lines = (1..).zip(text.lines());
        while let Some((n, line)) = lines.next() {
            let Some(rest) = line.trim().strip_prefix(MARK).filter(|_| !quoted.contains(&n)) else { continue };
            let numbers = rest.trim_start_matches('s').split([',', ' ']).map(str::trim).filter(|word| !word.is_empty());
            // Attributes and more comments may follow; then the test must come: `fn name` or `macro!(name`.
            let is_before = |line: &str| line.trim().starts_with("#[") || line.trim().starts_with("//");
            let test = lines.clone().map(|(_, line)| line).find(|line| !is_before(line));
            let Some(name) = test.and_then(name) else { continue };
            for number in numbers.map_while(|number| number.trim_end_matches([':', '.']).parse().ok()) {
                shown.entry(number).or_default().push((path, name));
            }
        }
    }
    shown
}

fn name(line: &str) -> Option<&str> {
    let line = line.trim();
    let after = match line.find("fn ") {
        Some(at) => &line[at + 3..],
        _ => line.split_once("!(").filter(|(name, _)| !name.contains(' '))?.1,
    };
    let name = after.split(|c: char| !c.is_alphanumeric() && c != '_').next()?;
    (!name.is_empty()).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TESTS: &str = "\
    // Invariant 4
    #[test]
    fn exposure_comes_first() {}

    // Invariants 1, 12: both at once, for 3 readers
    #[tokio::test(flavor = \"multi_thread\")]
    async fn gone_from_every_inbox() {}

    // Invariant 6
    both!(a_reset_evicts, |t: TestDb| async move {});
    // Invariant 7 is spoken of, by nobody
    const QUOTED: &str = \"
    // Invariant 8
    fn quoted() {}\";
    ";

    #[test]
    fn a_test_is_listed_under_what_it_shows() {
        let tree = Tree::of(&[("crates/actions/tests/a.rs", TESTS)]);
        let page = page(&tree);
        let after = |head: &str| page.lines().skip_while(|line| !line.starts_with(head)).nth(1).unwrap_or_default();
        assert_eq!(
            after("## 4."),
            "- `exposure_comes_first` in [crates/actions/tests/a.rs](../../crates/actions/tests/a.rs)"
        );
        assert!(after("## 1.").contains("gone_from_every_inbox"));
        assert!(after("## 12.").contains("gone_from_every_inbox"));
        assert!(after("## 6.").contains("a_reset_evicts"));
        assert_eq!(after("## 7."), "- no test says so yet");
        assert_eq!(without_test(&tree), [2, 3, 5, 7, 8, 9, 10, 11]);
    }
}
