use model::{
    channel::DeliveryKey,
    contact::{MailAddress, PhoneNumber},
};
use serde_json::json;

use super::*;
use crate::channels::sinks::{HttpSink, Temper};

const NOW: Millis = Millis(1_711_000_000_000);

fn config(port: u16) -> SmsConfig {
    serde_json::from_value(json!({
        "url": format!("http://127.0.0.1:{port}/v1/messages"),
        "body": r#"{"to":"{to}","content":{"text":"{text}"},"ref":"{key}","flags":[1,true]}"#,
        "key_header": "Idempotency-Key", "id_at": "/id", "status_at": "/status", "accepted": ["queued"],
        "receipts": { "list_at": "/reports", "id_at": "/id", "status_at": "/state", "delivered": ["DELIVRD"],
            "failed": ["UNDELIV"] },
    }))
    .expect("a configuration")
}

fn outgoing(key: &str) -> Outgoing {
    Outgoing {
        key: DeliveryKey(key.to_owned()),
        to: Address::Sms(PhoneNumber::parse("06 39 98 12 34").expect("a number")),
        subject: "Collège".to_owned(),
        text: "Les élèves sont en \"sécurité\". {to} {key}\u{0}".to_owned(),
        link: "https://ent.example/n/1".to_owned(),
        made_at: NOW,
        expires_at: NOW + Millis::hours(4),
        urgent: true,
        topic: "t".to_owned(),
    }
}

#[tokio::test]
async fn a_text_message_is_posted_in_the_providers_words() {
    let sink = HttpSink::start(Temper::Calm).await;
    let place = tempfile::tempdir().expect("a folder");
    let file = place.path().join("sms.key");
    std::fs::write(&file, "s3cret\n").expect("written");
    let sms = Sms::new(&SmsConfig { secret_file: Some(file), ..config(sink.port()) }).expect("set up");
    assert_eq!(sms.send(&outgoing("k1"), NOW).await, Happened::Accepted(Some("m-k1".to_owned())));
    let said = &sink.taken()[0];
    assert_eq!(said.path, "/v1/messages");
    assert_eq!(said.header("authorization"), Some("Bearer s3cret"));
    assert_eq!(said.header("idempotency-key"), Some("k1"));
    let text = "Les élèves sont en \"sécurité\". {to} {key}\nhttps://ent.example/n/1";
    let body: Value = serde_json::from_slice(&said.body).expect("JSON");
    assert_eq!(body, json!({"to": "+33639981234", "content": {"text": text}, "ref": "k1", "flags": [1, true]}));
}

#[tokio::test]
async fn what_a_provider_answers_decides_what_is_done() {
    let temporary = |fault| Happened::Temporary(fault, None);
    let cases = [
        (
            Temper::Says("429 Slow Down\r\nRetry-After: 30"),
            Happened::Temporary(Fault::Busy, Some(NOW + Millis::seconds(30))),
        ),
        (Temper::Says("503 Off"), temporary(Fault::Failing)),
        (Temper::Says("401 Who"), temporary(Fault::NotAllowed)),
        (Temper::Says("422 No"), Happened::Final(Fault::Refused)),
        (Temper::Says("302 There\r\nLocation: http://127.0.0.1:1/"), temporary(Fault::Nonsense)),
        (Temper::Answers("200 OK", "{\"status\":\"rejected\",\"id\":\"x\"}"), Happened::Final(Fault::Refused)),
        (Temper::Answers("200 OK", "{\"status\":\"queued\"}"), Happened::Accepted(None)),
        (Temper::Answers("202 OK", "<html>"), temporary(Fault::Nonsense)),
        (Temper::Answers("204 No Content", ""), temporary(Fault::Nonsense)),
        (Temper::Nonsense, temporary(Fault::Nonsense)),
        (Temper::HangsUp, temporary(Fault::Unreachable)),
        (Temper::Endless, temporary(Fault::Nonsense)),
    ];
    for (temper, expected) in cases {
        let sink = HttpSink::start(temper).await;
        let sms = Sms::new(&config(sink.port())).expect("set up");
        let happened = sms.send(&outgoing("k1"), NOW).await;
        let near = |a: &Happened, b: &Happened| matches!((a, b), (Happened::Temporary(..), Happened::Temporary(..)));
        if matches!(temper, Temper::Nonsense | Temper::HangsUp) {
            // Which of the two faults it is hangs on how much of the answer was read.
            assert!(near(&happened, &expected), "{temper:?} {happened:?}");
        } else {
            assert_eq!(happened, expected, "{temper:?}");
        }
    }
}

#[tokio::test]
async fn a_provider_that_is_slow_is_not_waited_for() {
    let sink = HttpSink::start(Temper::Silent).await;
    let sms = Sms::new(&SmsConfig { patience_seconds: 1, ..config(sink.port()) }).expect("set up");
    assert_eq!(sms.send(&outgoing("k1"), NOW).await, Happened::Temporary(Fault::Slow, None));
}

// What comes behind an answer must not be read as the answer to the next message.
#[tokio::test]
async fn a_provider_that_answers_twice_does_not_mix_messages_up() {
    let sink = HttpSink::start(Temper::Twice).await;
    let sms = Sms::new(&config(sink.port())).expect("set up");
    for key in ["k1", "k2", "k3", "k4"] {
        let happened = sms.send(&outgoing(key), NOW).await;
        let own = Happened::Accepted(Some(format!("m-{key}")));
        assert!(happened == own || matches!(happened, Happened::Temporary(..)), "{key}: {happened:?}");
    }
}

#[tokio::test]
async fn without_a_state_in_its_answer_every_success_is_one() {
    let sink = HttpSink::start(Temper::Answers("202 Accepted", "thanks")).await;
    let plain = SmsConfig { status_at: None, accepted: Vec::new(), ..config(sink.port()) };
    let sms = Sms::new(&plain).expect("set up");
    assert_eq!(sms.send(&outgoing("k1"), NOW).await, Happened::Accepted(None));
}

#[tokio::test]
async fn only_a_number_is_written_to() {
    let sms = Sms::new(&config(1)).expect("set up");
    let mail = Address::Mail(MailAddress::parse("a@example.org").expect("an address"));
    let message = Outgoing { to: mail, ..outgoing("k") };
    assert_eq!(sms.send(&message, NOW).await, Happened::Final(Fault::NoAddress));
}

#[test]
fn a_status_report_is_read_as_described_and_nothing_else_is_believed() {
    let sms = Sms::new(&config(1)).expect("set up");
    let posted = json!({"reports": [
        {"id": "a", "state": "DELIVRD"}, {"id": 7, "state": "UNDELIV"}, {"id": "c", "state": "BUFFERED"}, {"state": "DELIVRD"},
        {"id": "", "state": "DELIVRD"}, 3]});
    let read = sms.receipts(posted.to_string().as_bytes());
    let receipt = |id: &str, delivered| Receipt { provider_id: id.to_owned(), delivered };
    assert_eq!(read, [receipt("a", true), receipt("7", false)]);
    for nonsense in ["", "{}", "[]", "{\"reports\":1}", "\u{0}"] {
        assert_eq!(sms.receipts(nonsense.as_bytes()), [], "{nonsense}");
    }
}

#[test]
fn what_is_wrong_in_the_configuration_is_said_by_name() {
    let refused = |config: SmsConfig| Sms::new(&config).expect_err("refused").to_string();
    assert!(refused(SmsConfig { url: "http://sms.example/".to_owned(), ..config(1) }).contains("https"));
    assert!(refused(SmsConfig { body: "{".to_owned(), ..config(1) }).contains("body"));
    assert!(refused(SmsConfig { body: "{\"to\":\"{to}\"}".to_owned(), ..config(1) }).contains("{text}"));
    assert!(refused(SmsConfig { accepted: Vec::new(), ..config(1) }).contains("accepted"));
    assert!(refused(SmsConfig { key_header: Some("X Y".to_owned()), ..config(1) }).contains("X Y"));
    assert!(refused(SmsConfig { secret_file: Some("/nowhere".into()), ..config(1) }).contains("/nowhere"));
}
