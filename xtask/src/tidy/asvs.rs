//! The checklist of `docs/security`: every item is answered once, and what an answer points at is there.

use std::collections::{BTreeMap, BTreeSet};

use crate::{fault::Fault, tree::Tree};

/// The items: an id and a level in each line.
const IDS: &str = "docs/security/asvs-ids.txt";
/// Their answers.
const ANSWERS: &str = "docs/security/asvs.csv";
const HEAD: [&str; 5] = ["id", "level", "answer", "evidence", "reason"];
/// Stands between two pieces of evidence.
const AND: &str = "; ";

pub(crate) fn check(tree: &Tree) -> Vec<Fault> {
    let missing = |path| Fault::new(path, 1, "is not there", "restore it");
    let Some(ids) = tree.text(IDS) else { return vec![missing(IDS)] };
    let Some(answers) = tree.text(ANSWERS) else { return vec![missing(ANSWERS)] };
    let mut items = BTreeMap::new();
    let mut faults = Vec::new();
    for (line, text) in (1..).zip(ids.lines()) {
        let item = text.split_once(' ').filter(|(_, level)| ["1", "2"].contains(level));
        if item.is_none_or(|(id, level)| items.insert(id, level).is_some()) {
            let remedy = "write an id and a level, each id once";
            faults.push(Fault::new(IDS, line, "is no item, or one twice", remedy));
        }
    }
    let mut answered = BTreeSet::new();
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(answers.as_bytes());
    for (n, record) in reader.records().enumerate() {
        let record = match record {
            Ok(record) => record,
            Err(why) => {
                let line = why.position().map_or(1, |place| place.line() as usize);
                faults.push(Fault::new(ANSWERS, line, why.to_string(), "write five cells in each row"));
                continue;
            }
        };
        let line = record.position().map_or(1, |place| place.line() as usize);
        let cells: [&str; 5] = std::array::from_fn(|cell| record.get(cell).unwrap_or_default().trim());
        if n == 0 && cells == HEAD {
            continue;
        }
        let [id, level, answer, evidence, reason] = cells;
        let mut wrong = |what: String, remedy| faults.push(Fault::new(ANSWERS, line, format!("{id} {what}"), remedy));
        if items.get(id) != Some(&level) {
            wrong(format!("of level {level} is no item"), "take id and level from asvs-ids.txt");
        }
        if !answered.insert(id.to_owned()) {
            wrong("is answered twice".to_owned(), "answer it once");
        }
        if let Some((what, remedy)) = unfounded(tree, answer, evidence, reason) {
            wrong(what, remedy);
        }
    }
    let open = items.keys().filter(|id| !answered.contains(**id));
    faults
        .extend(open.map(|id| Fault::new(ANSWERS, 1, format!("{id} has no answer"), "answer it: a gap is an answer")));
    faults
}

/// What is wrong with an answer, and what to do.
fn unfounded(tree: &Tree, answer: &str, evidence: &str, reason: &str) -> Option<(String, &'static str)> {
    let shown: fn(&Tree, &str) -> bool = match answer {
        "test" => has_test,
        "document" => has_section,
        "not-applicable" | "gap" if reason.is_empty() => {
            return Some((format!("is answered « {answer} » without a reason"), "say why in one sentence"));
        }
        "not-applicable" | "gap" => return None,
        _ => {
            let remedy = "answer test, document, not-applicable or gap";
            return Some((format!("is answered « {answer} »"), remedy));
        }
    };
    let gone = evidence.split(AND).find(|one| !shown(tree, one))?;
    let remedy = "name what shows it now: path::test for a test, path § words of the page for a document";
    Some((format!("is shown by « {gone} », which is not there"), remedy))
}

/// Whether `path::name` is a test: of Rust, or of the journeys in a browser.
fn has_test(tree: &Tree, evidence: &str) -> bool {
    let Some((path, name)) = evidence.split_once("::").filter(|(_, name)| !name.is_empty()) else { return false };
    let Some(text) = tree.text(path) else { return false };
    if path.starts_with("e2e/") {
        return text.contains(&format!("test('{name}'"));
    }
    let (function, of_both, below) = (format!("fn {name}("), format!("both!({name},"), format!("{name},"));
    // What stands above the line: the mark of a test, or the beginning of one for both databases.
    let (mut marked, mut begun) = (false, false);
    for line in text.lines().map(str::trim) {
        if line.contains(&of_both) || (begun && line.starts_with(&below)) || (marked && line.contains(&function)) {
            return true;
        }
        begun = line.ends_with("both!(");
        // Other attributes and comments may stand between the mark and the function.
        marked = line.starts_with("#[test]")
            || line.starts_with("#[tokio::test")
            || (marked && line.starts_with(['#', '/']));
    }
    false
}

/// Whether `path § words` is a file that holds these words.
fn has_section(tree: &Tree, evidence: &str) -> bool {
    let Some((path, words)) = evidence.split_once(" § ").filter(|(_, words)| !words.is_empty()) else { return false };
    tree.text(path).is_some_and(|text| text.contains(words))
}

#[cfg(test)]
mod tests {
    use super::*;

    const TESTS: &str = "fn helper() {}\n#[test]\n// Why.\nfn it_holds() {}\n#[tokio::test(flavor = \"x\")]\n\
                         async fn it_waits() {}\nstore::both!(on_both, |t| async {});\nboth!(\n    below, |t| async {});\n";

    fn faults(ids: &str, rows: &str) -> Vec<(usize, String)> {
        let answers = format!("id,level,answer,evidence,reason\n{rows}");
        let tree = Tree::of(&[
            (IDS, ids),
            (ANSWERS, &answers),
            ("a.rs", TESTS),
            ("b.md", "# Keys\n"),
            ("e2e/e.mjs", "test('one signs out', async () => {})"),
        ]);
        check(&tree).into_iter().map(|fault| (fault.line, fault.what)).collect()
    }

    fn said(row: &str) -> String {
        let found = faults("V1.1 1\n", row);
        assert!(found.len() < 2, "{found:?}");
        found.into_iter().next().map(|(_, what)| what).unwrap_or_default()
    }

    #[test]
    fn asvs_answers_that_point_at_what_is_there_are_right() {
        for right in [
            "V1.1,1,test,a.rs::it_holds,",
            "V1.1,1,test,a.rs::it_holds; a.rs::it_waits; a.rs::on_both; a.rs::below,",
            "V1.1,1,test,e2e/e.mjs::one signs out,",
            "V1.1,1,document,b.md § Keys,",
            "V1.1,1,not-applicable,,\"There is none, and none is planned.\"",
            "V1.1,1,gap,,It is missing.",
        ] {
            assert_eq!(said(right), "", "{right}");
        }
    }

    #[test]
    fn asvs_answers_that_point_at_nothing_are_found() {
        for (wrong, why) in [
            ("V1.1,1,test,a.rs::it_fell,", "V1.1 is shown by « a.rs::it_fell », which is not there"),
            ("V1.1,1,test,a.rs::helper,", "V1.1 is shown by « a.rs::helper », which is not there"),
            ("V1.1,1,test,c.rs::it_holds,", "V1.1 is shown by « c.rs::it_holds », which is not there"),
            ("V1.1,1,test,a.rs::it_holds; a.rs::,", "V1.1 is shown by « a.rs:: », which is not there"),
            (
                "V1.1,1,test,e2e/e.mjs::one signs in,",
                "V1.1 is shown by « e2e/e.mjs::one signs in », which is not there",
            ),
            ("V1.1,1,test,,", "V1.1 is shown by «  », which is not there"),
            ("V1.1,1,document,b.md,", "V1.1 is shown by « b.md », which is not there"),
            ("V1.1,1,document,b.md § Locks,", "V1.1 is shown by « b.md § Locks », which is not there"),
            ("V1.1,1,not-applicable,,", "V1.1 is answered « not-applicable » without a reason"),
            ("V1.1,1,gap,, ", "V1.1 is answered « gap » without a reason"),
            ("V1.1,1,code,a.rs,It is so.", "V1.1 is answered « code »"),
            ("V1.1,2,gap,,It is missing.", "V1.1 of level 2 is no item"),
        ] {
            assert_eq!(said(wrong), why);
        }
    }

    #[test]
    fn asvs_items_are_answered_each_once() {
        let ids = "V1.1 1\nV1.2 2\nV1.2 2\nV1.3 3\nV1.10 2\n";
        let found = faults(ids, "V1.1,1,gap,,a\nV1.10,2,gap,,a\nV1.1,1,gap,,a\nV9.9,1,gap,,a\nV1,1\n");
        let expected = [
            (3, "is no item, or one twice"),
            (4, "is no item, or one twice"),
            (4, "V1.1 is answered twice"),
            (5, "V9.9 of level 1 is no item"),
        ];
        assert_eq!(found[..4], expected.map(|(line, what)| (line, what.to_owned())));
        assert_eq!((found[4].0, found.len()), (6, 6), "a row of two cells: {found:?}");
        assert_eq!(found[5], (1, "V1.2 has no answer".to_owned()));
    }
}
