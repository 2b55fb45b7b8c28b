//! Words that have no place in the repository: folders of the machine on which somebody worked.

use crate::{fault::Fault, tree::Tree};

/// Spelled in two parts, so that this file does not hold them.
const FOLDERS: &[&str] = &[concat!("/wo", "rk/"), concat!("/ro", "ot/")];

pub(crate) fn check(tree: &Tree) -> Vec<Fault> {
    let lines =
        tree.texts().flat_map(|(path, text)| text.lines().enumerate().map(move |(n, line)| (path, n + 1, line)));
    let named = lines.flat_map(|(path, n, line)| {
        let named = FOLDERS.iter().filter(move |folder| line.contains(**folder));
        named.map(move |folder| Fault::new(path, n, format!("names {folder}"), "use a path from the repository's root"))
    });
    named.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_of_a_machine_are_found() {
        let text = format!("see\n{}main and \n{}x", FOLDERS[0], FOLDERS[1]);
        let tree = Tree::of(&[("docs/a.md", &text), ("b.md", "/works/ /homework/")]);
        let found: Vec<_> = check(&tree).into_iter().map(|fault| (fault.path, fault.line)).collect();
        assert_eq!(found, [("docs/a.md".to_owned(), 2), ("docs/a.md".to_owned(), 3)]);
    }
}
