//! A page leads only to what is there.

use crate::{fault::Fault, tree::Tree};

pub(crate) fn check(tree: &Tree) -> Vec<Fault> {
    let mut faults = Vec::new();
    for (path, text) in tree.under("", ".md") {
        for (line, target) in links(text) {
            if !leads_somewhere(tree, path, target) {
                faults.push(Fault::new(path, line, format!("leads to {target}, which is not there"), "mend the link"));
            }
        }
    }
    faults
}

/// The links of a page outside its code: `](target)`, `[name]: target`, `src="target"`, `href="target"`.
fn links(page: &str) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    let mut in_code = false;
    for (n, line) in page.lines().enumerate() {
        if line.trim_start().starts_with("```") {
            in_code = !in_code;
            continue;
        }
        // A span of code stands between two back quotes: every second part.
        for prose in line.split('`').step_by(2).filter(|_| !in_code) {
            let ends = [("](", ')'), ("src=\"", '"'), ("href=\"", '"')];
            for (begin, end) in ends {
                let parts = prose.split(begin).skip(1);
                found.extend(parts.filter_map(|part| Some((n + 1, part.split(end).next()?))));
            }
        }
        if let Some((_, target)) = line.strip_prefix('[').and_then(|rest| rest.split_once("]: ")).filter(|_| !in_code) {
            found.push((n + 1, target));
        }
    }
    found
}

fn leads_somewhere(tree: &Tree, page: &str, target: &str) -> bool {
    // What follows a space is a title, what follows a hash is a place in the page.
    let target = target.trim().split([' ', '#']).next().unwrap_or_default().trim_matches(['<', '>']);
    if target.contains(':') || target.starts_with("//") {
        return true;
    }
    let folder = page.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut at: Vec<&str> = if target.starts_with('/') { vec![] } else { folder.split('/').collect() };
    if target.is_empty() {
        return true;
    }
    for part in target.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                if at.pop().is_none() {
                    return false;
                }
            }
            name => at.push(name),
        }
    }
    let at: Vec<&str> = at.into_iter().filter(|part| !part.is_empty()).collect();
    tree.has(&at.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faults(page: &str) -> Vec<(usize, String)> {
        let tree = Tree::of(&[("docs/a.md", page), ("docs/b.md", ""), ("img/c.png", ""), ("README.md", "")]);
        check(&tree).into_iter().map(|fault| (fault.line, fault.what)).collect()
    }

    #[test]
    fn a_link_to_a_file_of_the_repository_resolves() {
        let good = "[b](b.md) [up](../README.md#part) ![c](../img/c.png \"title\") [root](/img/c.png) [f](../img/)\n\
                    [web](https://e.example/x) [here](#top) [m](mailto:a@b.example)\n[ref]: b.md\n<img src=\"../img/c.png\">";
        assert_eq!(faults(good), []);
    }

    #[test]
    fn a_link_to_nothing_is_found() {
        let missing = |n: usize, target: &str| (n, format!("leads to {target}, which is not there"));
        let bad = "[x](x.md)\n[b](../b.md) ok [y](y.md)\n[ref]: z.md\n<img src=\"c.png\">\n[out](../../out.md)";
        let found = faults(bad);
        let expected = ["x.md", "../b.md", "y.md", "z.md", "c.png", "../../out.md"];
        let lines = [1, 2, 2, 3, 4, 5];
        assert_eq!(found, lines.into_iter().zip(expected).map(|(n, t)| missing(n, t)).collect::<Vec<_>>());
    }

    #[test]
    fn code_is_not_read_for_links() {
        assert_eq!(faults("`[x](x.md)` and\n```\n[y](y.md)\n```\n"), []);
    }
}
