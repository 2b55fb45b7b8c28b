//! Scenarios come from their seed, and the sample in the repository is what the generator writes.

use std::{fs, path::Path};

use sim::scenario::{self, Size, Truth, score::Score};

#[test]
fn the_sample_is_what_its_seed_gives() {
    let folder = tempfile::tempdir().expect("a folder");
    scenario::write(&scenario::record(20_240_320, Size::Small), folder.path(), false).expect("written");
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../scenarios/march_2024/sample");
    for name in ["entities.json", "events.jsonl", "truth.json"] {
        let (kept, made) =
            (fs::read(sample.join(name)).expect("kept"), fs::read(folder.path().join(name)).expect("made"));
        assert!(
            kept == made,
            "{name}: cargo run -p sim -- scenario march_2024 --size small --out scenarios/march_2024/sample"
        );
    }
}

#[test]
fn events_are_in_order_and_threats_are_among_them() {
    let recording = scenario::record(5, Size::Small);
    let events = recording.events();
    let times: Vec<&str> = events.iter().filter_map(|event| event["t"].as_str()).collect();
    let moments: Vec<jiff::Timestamp> = times.iter().map(|time| time.parse().expect("a time")).collect();
    assert!(moments.is_sorted() && moments.len() == events.len());
    assert!((1..).zip(&events).all(|(seq, event)| event["seq"] == seq));
    assert!(recording.truth.threats.len() > 10);
    for message in recording.truth.threats.keys() {
        assert!(events.iter().any(|event| event["type"] == "message.send" && event["message"] == message.as_str()));
    }
}

#[test]
fn a_score_counts_who_had_a_threat_on_their_screen_before_it_was_stopped() {
    let truth: Truth = serde_json::from_str(
        r#"{"threats": {"M1": {"wave": 1, "readers": 1000}, "M2": {"wave": 1, "readers": 1000}, "M3": {"wave": 1, "readers": 10}},
            "stolen": {}, "letters": {"M4": 1, "M5": 30}}"#,
    )
    .expect("a truth");
    let events = r#"{"seq": 1, "t": "2024-03-20T19:33:00Z", "message": "M1"}
        {"seq": 2, "t": "2024-03-20T19:33:00Z", "message": "M2"}
        {"seq": 3, "t": "2024-03-20T19:33:00Z", "message": "M3"}
        {"seq": 4, "t": "2024-03-20T19:33:00Z", "message": "M4"}
        {"seq": 5, "t": "2024-03-20T19:33:00Z", "message": "M5"}
        {"seq": 6, "t": "2024-03-20T19:34:00Z", "message": "M2"}"#;
    let outcomes = r#"{"seq": 1, "outcome": "hold"}
        {"seq": 2, "outcome": "waves"}
        {"at": "2024-03-20T19:33:00Z", "wave": 1, "message": "M2", "readers": 5}
        {"seq": 3, "outcome": "deliver"}
        {"seq": 4, "outcome": "deliver"}
        {"seq": 5, "outcome": "hold"}
        {"seq": 6, "outcome": "ok"}
        {"at": "2024-03-20T19:33:20Z", "withdrawn": "M2"}"#;
    let score = Score::of(&truth, events.lines(), outcomes.lines(), 1).expect("a score");
    assert_eq!(score.displays_never_stopped, 10, "all ten readers of M3 open it some day");
    let of_waves = score.displays - score.displays_never_stopped;
    assert!(of_waves <= 5, "nobody beyond the first wave: {score:?}");
    assert_eq!((score.threats["hold"], score.letters["deliver"], score.letters["hold"]), (1, 1, 1));
}
