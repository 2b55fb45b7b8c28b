//! `cargo xtask docs`: pages of `docs/reference` that are made from the code, so that they are true.

mod bad_input;
mod invariants;
mod limits;

use crate::{
    fault::Fault,
    tree::{Result, Tree, root},
};

/// A page that is generated: its path and its text, or why it cannot be made.
type Page = (&'static str, std::result::Result<String, Fault>);

fn pages(tree: &Tree) -> Vec<Page> {
    vec![
        ("docs/reference/limits.md", limits::page(tree)),
        ("docs/reference/invariants.md", Ok(invariants::page(tree))),
        ("docs/reference/bad-input.md", bad_input::page(tree)),
        ("docs/reference/policy.md", policy()),
    ]
}

/// The policy that is built in, from its own file.
fn policy() -> std::result::Result<String, Fault> {
    shield::policy::reference().map_err(|refused| {
        let why: Vec<String> = refused.iter().map(ToString::to_string).collect();
        Fault::new("crates/shield/rules/policy.toml", 1, why.join("; "), "mend it")
    })
}

/// Writes the pages that changed. Says whether all could be made.
pub(crate) fn write(tree: &Tree) -> Result<bool> {
    let mut complete = true;
    for (path, page) in pages(tree) {
        match page {
            Ok(text) if tree.text(path) == Some(&text) => println!("{path}: up to date"),
            Ok(text) => {
                let file = root().join(path);
                file.parent().map_or(Ok(()), std::fs::create_dir_all)?;
                std::fs::write(file, text)?;
                println!("{path}: written");
            }
            Err(fault) => {
                println!("{fault}");
                complete = false;
            }
        }
    }
    for missing in invariants::without_test(tree) {
        println!("warning: invariant {missing} has no test that says so");
    }
    Ok(complete)
}

/// What is out of date.
pub(crate) fn check(tree: &Tree) -> Vec<Fault> {
    let outdated = pages(tree).into_iter().filter_map(|(path, page)| match page {
        Ok(text) if tree.text(path) == Some(&text) => None,
        Ok(_) => Some(Fault::new(path, 1, "is not what the code says", "run cargo xtask docs")),
        Err(fault) => Some(fault),
    });
    outdated.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_outdated_page_is_found() {
        let limits = "//! L.\n/// Rows.\npub const ROWS: i64 = 5;\n";
        let source = ("crates/model/src/limits.rs", limits);
        let tests = bad_input::source();
        let tests = ("crates/a/tests/a.rs", tests.as_str());
        let made: Vec<(&str, String)> = pages(&Tree::of(&[source, tests]))
            .into_iter()
            .map(|(path, page)| (path, page.expect("each can be made")))
            .collect();
        let mut files = vec![source, tests];
        files.extend(made.iter().map(|(path, text)| (*path, text.as_str())));
        assert_eq!(check(&Tree::of(&files)), []);
        files[0].1 = "//! L.\n/// Rows.\npub const ROWS: i64 = 6;\n";
        assert_eq!(check(&Tree::of(&files)).len(), 1);
        assert_eq!(check(&Tree::of(&files[1..])).len(), 1, "without limits");
    }
}
