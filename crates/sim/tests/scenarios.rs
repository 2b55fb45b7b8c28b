//! Scenarios come from their seed, and the sample in the repository is what the generator writes.

use std::{fs, path::Path};

use sim::scenario::{self, Kind, Size, Truth, score::Score};

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
    let threats: Vec<&String> =
        recording.truth.messages.iter().filter(|(_, told)| is_threat(&told.kind)).map(|(m, _)| m).collect();
    assert!(threats.len() > 10);
    for message in threats {
        assert!(events.iter().any(|event| event["type"] == "message.send" && event["message"] == message.as_str()));
    }
}

const fn is_threat(kind: &Kind) -> bool {
    matches!(kind, Kind::Threat { .. })
}

#[test]
fn every_size_has_every_kind_of_letter_and_every_wave() {
    let recording = scenario::record(11, Size::Small);
    let of = |wanted: fn(&Kind) -> bool| recording.truth.messages.values().filter(|told| wanted(&told.kind)).count();
    assert!(of(|kind| *kind == Kind::Quotation) >= 3, "victims quote");
    assert!(of(|kind| *kind == Kind::Official) >= 9, "heads write");
    assert!(of(|kind| *kind == Kind::Benign) > 150, "life goes on");
    let mut waves: Vec<&str> = recording
        .truth
        .messages
        .values()
        .filter_map(|told| if let Kind::Threat { wave } = &told.kind { Some(wave.as_str()) } else { None })
        .collect();
    waves.sort_unstable();
    waves.dedup();
    assert_eq!(waves, ["copycats", "first_night", "images", "morning", "slow", "teachers", "variants", "year_later"]);
    assert!(
        recording
            .truth
            .stolen
            .keys()
            .all(|account| !recording.truth.authors.contains(account) || account.contains("-P"))
    );
}

#[test]
fn a_score_counts_who_had_a_threat_on_their_screen_before_it_was_stopped() {
    let truth: Truth = serde_json::from_str(
        r#"{"messages": {
            "M1": {"kind": "threat", "wave": "first", "readers": 1000}, "M2": {"kind": "threat", "wave": "first", "readers": 1000},
            "M3": {"kind": "threat", "wave": "last", "readers": 10}, "M4": {"kind": "benign", "readers": 1},
            "M5": {"kind": "official", "readers": 30}, "M6": {"kind": "quotation", "readers": 1}},
            "stolen": {"P1": {"from": "2024-03-20T19:30:00Z", "wave": "first"}}, "authors": []}"#,
    )
    .expect("a truth");
    let events = r#"{"seq": 1, "t": "2024-03-20T19:33:00Z", "type": "message.send", "account": "P1", "message": "M1"}
        {"seq": 2, "t": "2024-03-20T19:33:00Z", "type": "message.send", "account": "P2", "message": "M2"}
        {"seq": 3, "t": "2024-03-20T19:33:00Z", "type": "message.send", "account": "P1", "message": "M3"}
        {"seq": 4, "t": "2024-03-20T19:33:00Z", "type": "message.send", "account": "P3", "message": "M4"}
        {"seq": 5, "t": "2024-03-20T19:33:00Z", "type": "message.send", "account": "D1", "message": "M5"}
        {"seq": 6, "t": "2024-03-20T19:34:00Z", "type": "message.report", "account": "P3", "message": "M2"}
        {"seq": 7, "t": "2024-03-20T19:35:00Z", "type": "message.send", "account": "P3", "message": "M6"}
        {"seq": 8, "t": "2024-03-20T19:36:00Z", "type": "login.success", "account": "P3"}"#;
    let outcomes = r#"{"seq": 1, "outcome": "hold"}
        {"at": "2024-03-20T19:33:04Z", "contained": "P1", "until": "2024-03-21T19:33:04Z"}
        {"seq": 2, "outcome": "waves"}
        {"at": "2024-03-20T19:33:00Z", "wave": 1, "message": "M2", "readers": 5}
        {"seq": 3, "outcome": "deliver"}
        {"seq": 4, "outcome": "deliver"}
        {"seq": 5, "outcome": "hold"}
        {"seq": 6, "outcome": "ok"}
        {"at": "2024-03-20T19:33:20Z", "withdrawn": "M2"}
        {"seq": 7, "outcome": "deliver"}
        {"at": "2024-03-20T19:35:30Z", "withdrawn": "M6"}
        {"at": "2024-03-20T19:35:40Z", "contained": "P3", "until": "2024-03-21T19:33:04Z"}
        {"seq": 8, "outcome": "refused_session"}"#;
    let score = Score::of(&truth, events.lines(), outcomes.lines(), 1).expect("a score");
    let [first, last] = &score.waves[..] else { panic!("{score:?}") };
    assert!(first.displays <= 5, "nobody beyond the first wave: {score:?}");
    assert_eq!(last.never_stopped, 10, "all ten readers of M3 open it some day");
    assert_eq!((first.outcomes["hold"], first.first_hold_s, first.accounts), (1, Some(0.0), (2, 1)));
    assert_eq!(first.contained_s, [4.0]);
    assert_eq!((score.officials_held(), score.quotations_stopped()), (1, 1));
    assert_eq!((score.innocents.as_slice(), score.shut_out), (&["P3".to_owned()][..], 1));
    let told = score.to_string();
    assert!(told.contains("must be 0: NOT OK") && told.contains("innocents contained: 1 of 4"), "{told}");
}
