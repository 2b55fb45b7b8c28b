//! What never stays in the source: work left for later, tests that do not run, lints silenced without a reason.

use proc_macro2::{Delimiter, TokenTree};

use crate::{
    fault::Fault,
    tokens::{inside, is, levels, line, opens},
    tree::Tree,
};

/// Macros that are left behind by work in progress.
const LEFT_BEHIND: &[&str] = &["todo", "unimplemented", "dbg"];

pub(crate) fn check(tree: &Tree) -> Vec<Fault> {
    tree.under("", ".rs").flat_map(|(path, text)| source(path, text)).collect()
}

fn source(path: &str, text: &str) -> Vec<Fault> {
    let Ok(levels) = levels(text) else {
        return vec![Fault::new(path, 1, "is not Rust", "mend it")];
    };
    let mut faults = Vec::new();
    for tokens in levels {
        for n in 0..tokens.len() {
            faults.extend(left_behind(path, &tokens[n..]));
            faults.extend(attribute(path, &tokens[n..]));
        }
    }
    faults
}

fn left_behind(path: &str, tokens: &[TokenTree]) -> Option<Fault> {
    let TokenTree::Ident(word) = &tokens[0] else { return None };
    let word = word.to_string();
    let called = is(tokens.get(1), "!") && matches!(tokens.get(2), Some(TokenTree::Group(_)));
    let found = called && LEFT_BEHIND.contains(&word.as_str());
    found
        .then(|| Fault::new(path, line(&tokens[0]), format!("{word}! is left in the code"), "finish it or take it out"))
}

/// `#[…]` or `#![…]`.
fn attribute(path: &str, tokens: &[TokenTree]) -> Vec<Fault> {
    let brackets = 1 + usize::from(is(tokens.get(1), "!"));
    if !is(tokens.first(), "#") || !opens(tokens.get(brackets), Delimiter::Bracket) {
        return vec![];
    }
    let mut faults = Vec::new();
    let mut levels: Vec<Vec<TokenTree>> = inside(&tokens[brackets]).into_iter().collect();
    if is(levels[0].first(), "ignore") {
        faults.push(Fault::new(path, line(&tokens[0]), "a test that is ignored", "make it pass, or remove it"));
    }
    // `allow` may stand deeper, in a `cfg_attr`.
    while let Some(level) = levels.pop() {
        for (n, token) in level.iter().enumerate() {
            let silences = is(Some(token), "allow") || is(Some(token), "expect");
            let listed = level.get(n + 1).and_then(inside).filter(|_| silences);
            if listed.is_some_and(|lints| !lints.iter().any(|word| is(Some(word), "reason"))) {
                let what = "a lint is silenced without a reason";
                faults.push(Fault::new(path, line(token), what, "write reason = \"…\", or do what the lint asks"));
            }
        }
        levels.extend(level.iter().filter_map(inside));
    }
    faults
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faults(text: &str) -> Vec<usize> {
        check(&Tree::of(&[("a.rs", text)])).iter().map(|fault| fault.line).collect()
    }

    #[test]
    fn unfinished_work_is_found_even_in_macros() {
        assert_eq!(faults("fn f() {\n    todo!()\n}"), [2]);
        assert_eq!(faults("tests! { fn f() { unimplemented!(\"later\") } }"), [1]);
        assert_eq!(faults("fn f() { g(dbg!(x)) }"), [1]);
        assert_eq!(faults("// todo!()\nfn f() -> bool { let todo = 1; todo != 2 && s == \"dbg!()\" }"), [0; 0]);
    }

    #[test]
    fn an_ignored_test_is_found() {
        assert_eq!(faults("#[test]\n#[ignore]\nfn t() {}"), [2]);
        assert_eq!(faults("mod m {\n #[test] #[ignore = \"slow\"] fn t() {} }"), [2]);
        assert_eq!(faults("#[serde(ignore)] struct S; fn ignore() {}"), [0; 0]);
    }

    #[test]
    fn a_silenced_lint_needs_a_reason() {
        assert_eq!(faults("#![allow(dead_code)]"), [1]);
        assert_eq!(faults("\n#[expect(clippy::x)]\nfn f() {}"), [2]);
        assert_eq!(faults("#[cfg_attr(test, allow(dead_code))] fn f() {}"), [1]);
        assert_eq!(faults("#[allow(dead_code, reason = \"why\")] fn f() { x.expect(\"y\") }"), [0; 0]);
    }

    #[test]
    fn what_is_not_rust_is_said() {
        assert_eq!(faults("fn f( {"), [1]);
    }
}
