//! A replay of the sample of `scenarios/march_2024`, and of small recordings written here.

use std::{
    io::Write as _,
    path::{Path, PathBuf},
    sync::atomic::AtomicBool,
};

use actions::Rules;
use serde_json::{Value, json};

use super::{Error, Replay, Summary};

fn sample(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../scenarios/march_2024/sample").join(name)
}

/// A folder with a recording in it.
struct Recording {
    folder: tempfile::TempDir,
    entities: PathBuf,
    events: PathBuf,
}

impl Recording {
    fn of(entities: &Value, events: &[Value]) -> Recording {
        let folder = tempfile::tempdir().expect("a folder");
        let mut lines: Vec<String> = events.iter().map(ToString::to_string).collect();
        lines.push(String::new());
        let (e, v) = (folder.path().join("entities.json"), folder.path().join("events.jsonl"));
        std::fs::write(&e, entities.to_string()).expect("written");
        std::fs::write(&v, lines.join("\n")).expect("written");
        Recording { folder, entities: e, events: v }
    }

    fn sample() -> Recording {
        let folder = tempfile::tempdir().expect("a folder");
        Recording { folder, entities: sample("entities.json"), events: sample("events.jsonl") }
    }

    async fn play(&self, rules: Rules, database: Option<&str>) -> Result<(Summary, Vec<Value>), Error> {
        let (out, stop) = (self.folder.path().join("out.jsonl"), AtomicBool::new(false));
        let own = tempfile::tempdir().expect("a folder");
        let replay = Replay {
            entities: &self.entities,
            events: &self.events,
            rules,
            out: Some(&out),
            database,
            folder: own.path(),
            stop: &stop,
        };
        let summary = Box::pin(replay.run(|_| ())).await?;
        let text = std::fs::read_to_string(&out).expect("outcomes");
        Ok((summary, text.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()))
    }
}

/// One school of two hundred pupils, of whom two act, and a teacher.
fn school() -> Value {
    json!({
        "schools": [{"school": "S001", "ent": "ENT-A", "region": "R-1", "kind": "lycee", "pupils": 200, "label": "Essai"}],
        "groups": [
            {"group": "S001:ALL-PUPILS", "school": "S001", "label": "Tous les élèves", "members": 200},
            {"group": "S001:CL01", "school": "S001", "label": "2NDE 1", "members": 28},
        ],
        "accounts": [
            {"account": "S001-P00", "school": "S001", "role": "pupil", "class": "S001:CL01", "known_devices": ["dv-p0"], "home_net": "198.51.100.2", "asn_class": "isp-fr"},
            {"account": "S001-P01", "school": "S001", "role": "pupil", "class": "S001:CL01", "known_devices": [], "home_net": "198.51.100.3", "asn_class": "isp-fr"},
            {"account": "S001-T00", "school": "S001", "role": "teacher", "class": "S001:CL01", "known_devices": ["dv-t0"], "home_net": "198.51.100.4", "asn_class": "isp-fr"},
        ],
    })
}

fn event(seq: u64, second: u64, kind: &str, account: &str, mut rest: Value) -> Value {
    rest["seq"] = seq.into();
    rest["t"] = format!("2024-03-20T10:{:02}:{:02}Z", second / 60, second % 60).into();
    rest["type"] = kind.into();
    rest["account"] = account.into();
    rest["school"] = "S001".into();
    rest
}

fn sign_in(seq: u64, second: u64, account: &str, device: &str, session: &str) -> Value {
    event(
        seq,
        second,
        "login.success",
        account,
        json!({"device": device, "ip": "198.51.100.2", "asn_class": "isp-fr", "country": "FR", "session": session}),
    )
}

fn letter(seq: u64, second: u64, account: &str, session: &str, message: &str, to: &str, body: &str) -> Value {
    event(
        seq,
        second,
        "message.send",
        account,
        json!({"session": session, "message": message, "to": [to], "reply_to": null, "subject": "Essai", "body": body, "attachments": [], "recipients_estimate": 1}),
    )
}

fn outcome(told: &[Value], seq: u64) -> (&str, Option<&str>) {
    let line = told.iter().find(|line| line["seq"] == seq).expect("an outcome for every event");
    (line["outcome"].as_str().expect("an outcome"), line["reason"].as_str())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_event_of_the_sample_has_one_outcome_and_no_threat_goes_out() {
    let truth: Value = serde_json::from_slice(&std::fs::read(sample("truth.json")).expect("read")).expect("JSON");
    let events = std::fs::read_to_string(sample("events.jsonl")).expect("read");
    let events: Vec<Value> = events.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    for rules in [Rules::Preau, Rules::Open] {
        let (summary, told) = Recording::sample().play(rules, None).await.expect("replayed");
        assert_eq!(summary.events as usize, events.len());
        for event in &events {
            let seq = event["seq"].as_u64().expect("a number");
            assert_eq!(told.iter().filter(|line| line["seq"] == seq).count(), 1, "event {seq}");
            let threat = event["type"] == "message.send"
                && truth["threats"].get(event["message"].as_str().unwrap_or_default()).is_some();
            let (outcome, _) = outcome(&told, seq);
            assert!(!threat || matches!(outcome, "hold" | "refused"), "{rules:?}, event {seq}: {outcome}");
        }
        assert!(summary.messages["deliver"] > 100, "{summary:?}");
        assert!(summary.journal_root.is_some() && !summary.stopped);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_same_recording_gives_the_same_outcomes_plain_or_compressed() {
    let plain = Recording::sample();
    let (first, told) = plain.play(Rules::Preau, None).await.expect("replayed");
    let pack = |name: &str| {
        let path = plain.folder.path().join(name);
        let file = std::fs::File::create(&path).expect("made");
        let mut to = flate2::write::GzEncoder::new(file, flate2::Compression::fast());
        to.write_all(&std::fs::read(sample(name)).expect("read")).expect("written");
        to.finish().expect("written");
        path
    };
    let (entities, events) = (pack("entities.json"), pack("events.jsonl"));
    let packed = Recording { folder: tempfile::tempdir().expect("a folder"), entities, events };
    let (again, told_again) = packed.play(Rules::Preau, None).await.expect("replayed");
    assert_eq!(first.journal_root, again.journal_root);
    assert_eq!(told, told_again);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn both_databases_tell_the_same() {
    let (recording, postgres) = (Recording::sample(), store::testing::postgres().await);
    let (first, told) = recording.play(Rules::Open, None).await.expect("replayed");
    let (second, told_again) = recording.play(Rules::Open, Some(&postgres.url)).await.expect("replayed");
    assert_eq!(first.journal_root, second.journal_root);
    assert_eq!(told, told_again);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn rules_sessions_and_answers_are_those_of_the_program() {
    let events = [
        sign_in(1, 0, "S001-P00", "dv-p0", "se-1"),
        letter(2, 1, "S001-P00", "se-1", "M1", "S001-T00", "Bonjour, le devoir est-il pour lundi ?"),
        letter(3, 2, "S001-P00", "se-1", "M2", "S001:ALL-PUPILS", "Bonjour à tous"),
        letter(4, 3, "S001-P00", "se-9", "M3", "S001-T00", "sans session"),
        letter(5, 4, "S001-P00", "se-1", "M4", "S001-X99", "à personne"),
        sign_in(6, 5, "S001-T00", "dv-t0", "se-2"),
        event(
            7,
            6,
            "message.send",
            "S001-T00",
            json!({"session": "se-2", "message": "M5", "to": ["S001-P00"], "reply_to": "M1", "subject": "Re", "body": "Pour mardi.", "attachments": [{"name": "sujet.pdf", "mime": "application/pdf", "size": 9, "sha256": "00"}]}),
        ),
        event(
            8,
            7,
            "message.send",
            "S001-T00",
            json!({"session": "se-2", "message": "M6", "to": ["S001-P00"], "reply_to": "M2", "subject": "Re", "body": "Pourquoi à tous ?", "attachments": []}),
        ),
        event(9, 8, "directory.search", "S001-T00", json!({"session": "se-2", "query": "S001"})),
        event(
            10,
            9,
            "login.failure",
            "S001-P01",
            json!({"device": "dv-x", "ip": "203.0.113.9", "reason": "bad_password"}),
        ),
        event(11, 10, "message.report", "S001-P01", json!({"message": "M1", "reason": "menace"})),
    ];
    let (_, told) = Recording::of(&school(), &events).play(Rules::Preau, None).await.expect("replayed");
    let expected = [
        ("ok", None),
        ("deliver", None),
        ("refused", Some("not_allowed")),
        ("refused_session", None),
        ("refused", Some("unknown_recipient")),
        ("ok", None),
        ("deliver", None),
        ("refused", Some("unknown_reply")),
        ("ok", None),
        ("ok", None),
        ("refused", Some("not_found")),
    ];
    for (seq, expected) in (1..).zip(expected) {
        assert_eq!(outcome(&told, seq), expected, "event {seq}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn waves_go_out_as_their_time_comes_and_reports_stop_them() {
    let events = [
        sign_in(1, 0, "S001-P00", "dv-p0", "se-1"),
        sign_in(2, 0, "S001-T00", "dv-t0", "se-2"),
        letter(3, 1, "S001-P00", "se-1", "M1", "S001:ALL-PUPILS", "Qui a trouvé un bonnet bleu au gymnase hier ?"),
        letter(4, 2, "S001-P00", "se-1", "M2", "S001-T00", "Faites passer le mot à tout le monde avant ce soir."),
        event(5, 20, "message.report", "S001-T00", json!({"message": "M2", "reason": "menace"})),
        event(6, 600, "directory.search", "S001-T00", json!({"session": "se-2", "query": "S001"})),
    ];
    let (summary, told) = Recording::of(&school(), &events).play(Rules::Open, None).await.expect("replayed");
    assert_eq!(outcome(&told, 3).0, "waves", "{told:?}");
    let waves: Vec<(u64, i64)> = told
        .iter()
        .filter(|line| line["message"] == "M1" && line["wave"].is_u64())
        .map(|line| (line["wave"].as_u64().expect("a number"), line["readers"].as_i64().expect("a number")))
        .collect();
    assert_eq!(waves, [(1, 5), (2, 25), (3, 200)]);
    let withdrawn = told.iter().find(|line| line["withdrawn"] == "M2").expect("an adult's report is enough");
    assert_eq!(withdrawn["at"], "2024-03-20T10:00:20Z");
    assert_eq!(summary.withdrawn, 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_broken_line_and_a_database_in_use_are_refused_with_a_sentence() {
    let mut broken = Recording::of(&school(), &[sign_in(1, 0, "S001-P00", "dv-p0", "se-1")]);
    std::fs::OpenOptions::new()
        .append(true)
        .open(&broken.events)
        .and_then(|mut file| file.write_all(b"{\"seq\": 2, \"t\": \"hier\"}\n"))
        .expect("written");
    let error = broken.play(Rules::Preau, None).await.map(|_| ()).expect_err("a broken line").to_string();
    assert!(error.contains("events.jsonl, ligne 2"), "{error}");

    broken = Recording::of(&school(), &[sign_in(1, 0, "S001-P00", "dv-p0", "se-1")]);
    let url = format!("sqlite:{}", broken.folder.path().join("base.db").display());
    broken.play(Rules::Preau, Some(&url)).await.expect("an empty database is taken");
    let error = broken.play(Rules::Preau, Some(&url)).await.map(|_| ()).expect_err("in use").to_string();
    assert!(error.contains("n'est pas vide"), "{error}");

    broken.entities = broken.events.clone();
    let error = broken.play(Rules::Preau, None).await.map(|_| ()).expect_err("no entities").to_string();
    assert!(error.contains("n'est pas un fichier d'entités"), "{error}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_replay_that_is_stopped_says_so_and_keeps_what_it_has() {
    let (recording, stop) = (Recording::sample(), AtomicBool::new(false));
    let (own, out) = (tempfile::tempdir().expect("a folder"), recording.folder.path().join("out.jsonl"));
    let replay = Replay {
        entities: &recording.entities,
        events: &recording.events,
        rules: Rules::Preau,
        out: Some(&out),
        database: None,
        folder: own.path(),
        stop: &stop,
    };
    let tell = |progress: &super::Progress| {
        if progress.events == 40 {
            stop.store(true, std::sync::atomic::Ordering::SeqCst);
        }
    };
    let summary = Box::pin(replay.run(tell)).await.expect("stopped in good order");
    assert!(summary.stopped);
    assert_eq!(summary.events, 40);
    let told = std::fs::read_to_string(&out).expect("outcomes");
    assert_eq!(told.lines().filter(|line| line.contains("\"seq\"")).count(), 40);
}
