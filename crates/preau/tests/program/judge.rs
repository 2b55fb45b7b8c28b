//! `preau judge`: the lines that it reads and writes, and what it makes of lines that cannot be read.

use serde_json::Value;

use crate::process::{Said, preau, preau_reading};

const HARMLESS: &str = r#"{"id": "h", "text": "Bonjour, le cours de demain est en salle 12."}"#;
const THREAT: &str = r#"{"id": "t", "subject": "A lire", "text": "Je vais poser une bombe dans le lycée demain à 11 h.", "readers": 900}"#;

fn judge(letters: &str) -> (Said, Vec<Value>) {
    let said = preau_reading(&["judge"], letters.as_bytes());
    let lines = said.out.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    (said, lines)
}

#[test]
fn each_letter_gets_one_line_in_order() {
    let (said, lines) = judge(&format!("{HARMLESS}\n{THREAT}\n{HARMLESS}"));
    assert_eq!((said.code, said.err.as_str()), (0, ""));
    let ids: Vec<_> = lines.iter().map(|line| line["id"].as_str().expect("an id")).collect();
    assert_eq!(ids, ["h", "t", "h"]);
    assert_eq!((&lines[0]["outcome"], &lines[1]["outcome"]), (&"deliver".into(), &"hold".into()));
    assert!(lines[0]["threat"].as_f64() < lines[1]["threat"].as_f64());
}

#[test]
fn a_verdict_has_every_key_of_the_format() {
    let (_, lines) = judge(THREAT);
    let verdict = &lines[0];
    let keys: Vec<_> = verdict.as_object().expect("an object").keys().map(String::as_str).collect();
    assert_eq!(keys, ["id", "labels", "outcome", "reasons", "threat"]);
    let threat = verdict["threat"].as_f64().expect("a number");
    assert!((0.0..=1.0).contains(&threat));
    assert!(verdict["labels"]["attack"].as_f64().is_some_and(|p| (0.0..=1.0).contains(&p)));
    let text = "Je vais poser une bombe dans le lycée demain à 11 h.";
    let reasons = verdict["reasons"].as_array().expect("reasons");
    assert!(!reasons.is_empty(), "a hold says why");
    for reason in reasons {
        let at = |key: &str| usize::try_from(reason[key].as_u64().expect("an offset")).expect("small");
        assert!(text.get(at("start")..at("end")).is_some(), "{reason} points into the text");
        assert!(reason["code"].is_string() && reason["text"].is_string() && reason["weight"].is_number());
    }
}

#[test]
fn a_line_that_cannot_be_read_is_named_and_the_rest_is_judged() {
    let long = format!(r#"{{"id": "x", "text": "{}"}}"#, "a".repeat(1_100_000));
    let wrong = ["{", "[]", r#"{"id": "x"}"#, r#"{"id": "x", "text": "a", "profile": "wizard"}"#, &long];
    let letters = format!("{}\n{HARMLESS}\n", wrong.join("\n"));
    let (said, lines) = judge(&letters);
    assert_eq!(said.code, 1);
    for (n, line) in (1..).zip(&lines[..wrong.len()]) {
        assert_eq!(line["line"], n, "{line}");
        assert!(line["error"].as_str().is_some_and(|why| !why.is_empty()), "{line}");
    }
    assert_eq!(lines[wrong.len()]["id"], "h");
    assert_eq!(lines.len(), wrong.len() + 1);
}

#[test]
fn a_letter_that_is_not_text_is_refused_with_its_line() {
    let said = preau_reading(&["judge"], b"\xFF\xFE\x00\n");
    assert_eq!(said.code, 1);
    let line: Value = serde_json::from_str(said.out.trim()).expect("JSON");
    assert_eq!(line["line"], 1);
}

#[test]
fn files_are_read_in_order_and_lines_counted_through_them() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = |name: &str| folder.path().join(name).to_str().expect("plain text").to_owned();
    std::fs::write(path("a"), format!("{HARMLESS}\n")).expect("written");
    std::fs::write(path("b"), format!("{THREAT}\nnot JSON\n")).expect("written");
    let said = preau(&["judge", "--format", "jsonl", &path("a"), &path("b")]);
    let lines: Vec<Value> = said.out.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert_eq!(said.code, 1);
    assert_eq!((&lines[0]["id"], &lines[1]["id"], &lines[2]["line"]), (&"h".into(), &"t".into(), &3.into()));
    let said = preau(&["judge", &path("missing")]);
    assert_eq!(said.code, 1);
    assert!(said.err.contains("missing"), "{}", said.err);
}

#[test]
fn nothing_in_gives_nothing_out() {
    let said = preau_reading(&["judge"], b"");
    assert_eq!((said.code, said.out.as_str()), (0, ""));
}
