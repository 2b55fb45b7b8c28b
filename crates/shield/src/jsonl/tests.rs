use serde_json::Value;

use super::*;

fn judged(line: &str) -> Value {
    let shield = Shield::embedded().expect("rules");
    serde_json::from_str(&judge_line(&shield, 7, line).expect("a verdict")).expect("JSON")
}

#[test]
fn a_letter_gets_its_verdict_with_spans_in_its_own_text() {
    let text = "Écoutez : demain je vais faire sauter le collège 💥";
    let answer = judged(
        &serde_json::json!({"id": "x1", "text": text, "readers": 30, "hour": "2024-03-20T19:50:00+01:00"}).to_string(),
    );
    assert_eq!(answer["id"], "x1");
    assert_eq!(answer["outcome"], "hold");
    assert!(answer["threat"].as_f64().is_some_and(|threat| threat > 0.5));
    assert_eq!(answer["labels"].as_object().map(serde_json::Map::len), Some(Label::ALL.len()));
    let spans = answer["reasons"].as_array().expect("reasons").iter().map(|r| {
        let at = |key: &str| usize::try_from(r[key].as_u64().expect("offset")).expect("small");
        &text[at("start")..at("end")]
    });
    assert!(spans.into_iter().any(|span| span.contains("sauter le collège")));
}

#[test]
fn what_is_absent_has_its_default_and_other_keys_do_no_harm() {
    let answer = judged(r#"{"id": 12, "text": "Bonne soirée", "subject": null, "expected": "pass", "profile": null}"#);
    assert_eq!(answer["id"], 12);
    assert_eq!(answer["outcome"], "deliver");
}

#[test]
fn the_safety_contact_gets_everything() {
    let answer = judged(r#"{"id": "a", "text": "il y a une bombe au lycée", "to_safety_contact": true}"#);
    assert_eq!(answer["outcome"], "deliver");
}

#[test]
fn a_threat_cut_over_subject_and_body_is_whole() {
    let answer = judged(r#"{"id": "a", "subject": "demain je vais faire", "text": "sauter votre lycée"}"#);
    assert_eq!(answer["outcome"], "hold");
}

#[test]
fn what_cannot_be_read_names_its_line() {
    let shield = Shield::embedded().expect("rules");
    for line in [
        "",
        "{",
        "[]",
        r#"{"id": "a"}"#,
        r#"{"text": "a"}"#,
        r#"{"id": "a", "text": 3}"#,
        r#"{"id": "a", "text": "a", "profile": "parrot"}"#,
        r#"{"id": "a", "text": "a", "readers": -1}"#,
        r#"{"id": "a", "text": "a", "readers": "30"}"#,
        r#"{"id": "a", "text": "a", "hour": "19:50"}"#,
        r#"{"id": "a", "text": "a", "hour": "2024-03-20T25:50:00Z"}"#,
        r#"{"id": "a", "text": "a", "to_safety_contact": "no"}"#,
        r#"{"id": true, "text": "a"}"#,
    ] {
        let answer: Value = serde_json::from_str(&judge_line(&shield, 3, line).expect_err(line)).expect("JSON");
        assert_eq!(answer["line"], 3, "{line}");
        assert!(answer["error"].as_str().is_some_and(|error| !error.is_empty()), "{line}");
    }
}
