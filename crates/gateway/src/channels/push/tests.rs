use base64::{Engine as _, prelude::BASE64_URL_SAFE_NO_PAD};
use model::channel::DeliveryKey;

use super::*;
use crate::channels::sinks::{HttpSink, Temper};

const NOW: Millis = Millis(1_711_000_000_000);

fn config(ports: &[u16]) -> PushConfig {
    PushConfig {
        contact: "mailto:ent@example.org".to_owned(),
        services: ports.iter().map(|port| format!("http://127.0.0.1:{port}")).collect(),
        per_second: 1_000.0,
        at_once: 4,
        patience_seconds: 5,
    }
}

fn push(ports: &[u16]) -> Push {
    Push::new(&config(ports), [7; 32]).expect("set up")
}

fn browser(port: u16) -> PushSubscription {
    let bytes = |text: &str| BASE64_URL_SAFE_NO_PAD.decode(text).expect("base64url");
    PushSubscription {
        endpoint: format!("http://127.0.0.1:{port}/wpush/abc"),
        public_key: bytes("BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"),
        auth: bytes("BTBZMqHH6r4Tts7J_aSIgg"),
    }
}

fn outgoing(to: Vec<PushSubscription>) -> Outgoing {
    Outgoing {
        key: DeliveryKey("k1".to_owned()),
        to: Address::Push(to),
        subject: "Collège : point à 9 h".to_owned(),
        text: "Ce qui ne part pas".to_owned(),
        link: "https://ent.example/n/1".to_owned(),
        made_at: NOW,
        expires_at: NOW + Millis::hours(1),
        urgent: true,
        topic: "t1".to_owned(),
    }
}

#[tokio::test]
async fn a_word_is_pushed_with_what_the_standards_ask() {
    let sink = HttpSink::start(Temper::Answers("201 Created", "")).await;
    let push = push(&[sink.port()]);
    let sent = push.send(&outgoing(vec![browser(sink.port())]), NOW, [9; 48]).await;
    assert_eq!(sent, Happened::Accepted(None).into());
    let said = &sink.taken()[0];
    let expected = [
        ("ttl", "3600"),
        ("urgency", "high"),
        ("topic", "t1"),
        ("content-encoding", "aes128gcm"),
        ("content-type", "application/octet-stream"),
    ];
    for (name, value) in expected {
        assert_eq!(said.header(name), Some(value), "{name}");
    }
    assert!(said.header("authorization").is_some_and(|value| value.starts_with("vapid t=")));
    assert!(said.body.len() > 86, "{}", said.body.len());
}

#[tokio::test]
async fn a_browser_that_has_gone_is_named_and_the_others_are_told() {
    let (gone, calm) = (HttpSink::start(Temper::Says("410 Gone")).await, HttpSink::start(Temper::Calm).await);
    let missing = HttpSink::start(Temper::Says("404 Not Found")).await;
    let push = push(&[gone.port(), calm.port(), missing.port()]);
    let both = vec![browser(gone.port()), browser(calm.port())];
    let sent = push.send(&outgoing(both), NOW, [9; 48]).await;
    assert_eq!(sent.happened, Happened::Accepted(None));
    assert_eq!(sent.gone, [browser(gone.port()).endpoint]);
    let sent = push.send(&outgoing(vec![browser(missing.port())]), NOW, [9; 48]).await;
    assert_eq!(sent.happened, Happened::Final(Fault::NoSuchAddress), "nobody is left");
    assert_eq!(sent.gone.len(), 1);
}

#[tokio::test]
async fn what_a_push_service_answers_decides_what_is_done() {
    let cases = [
        (Temper::Says("429 Slow\r\nRetry-After: 7"), Happened::Temporary(Fault::Busy, Some(NOW + Millis::seconds(7)))),
        (Temper::Says("500 Oh"), Happened::Temporary(Fault::Failing, None)),
        (Temper::Says("413 Large"), Happened::Final(Fault::Unsendable)),
        (Temper::Says("403 Who"), Happened::Temporary(Fault::NotAllowed, None)),
        (Temper::Says("400 What"), Happened::Final(Fault::Refused)),
    ];
    for (temper, expected) in cases {
        let sink = HttpSink::start(temper).await;
        let sent = push(&[sink.port()]).send(&outgoing(vec![browser(sink.port())]), NOW, [9; 48]).await;
        assert_eq!(sent, expected.into(), "{temper:?}");
    }
}

#[test]
fn no_browser_has_us_post_anywhere_else() {
    let public = Push::new(&PushConfig { services: services(), ..config(&[]) }, [7; 32]).expect("set up");
    for taken in [
        "https://fcm.googleapis.com/fcm/send/x",
        "https://updates.push.services.mozilla.com/wpush/v2/x",
        "https://web.push.apple.com/x",
        "https://db5p.notify.windows.com/w/?token=x",
    ] {
        assert!(public.takes(taken), "{taken}");
    }
    for refused in [
        "http://fcm.googleapis.com/x",
        "https://fcm.googleapis.com:8443/x",
        "https://fcm.googleapis.com.example/x",
        "https://evilnotify.windows.com/",
        "https://notify.windows.com/",
        "https://127.0.0.1/x",
        "https://[::1]/x",
        "https://localhost/x",
        concat!("https://user", "@fcm.googleapis.com/x"),
        "file:///etc/passwd",
        "",
        "https://10.0.0.1/",
    ] {
        assert!(!public.takes(refused), "{refused}");
    }
}

#[tokio::test]
async fn who_is_not_on_the_list_is_told_nothing() {
    let sink = HttpSink::start(Temper::Calm).await;
    let sent = push(&[]).send(&outgoing(vec![browser(sink.port())]), NOW, [9; 48]).await;
    assert_eq!(sent.happened, Happened::Final(Fault::Unsendable));
    assert_eq!(sink.taken().len(), 0);
}

#[test]
fn what_is_wrong_in_the_configuration_is_said() {
    let no_contact = PushConfig { contact: "ent@example.org".to_owned(), ..config(&[]) };
    assert!(Push::new(&no_contact, [7; 32]).expect_err("refused").to_string().contains("mailto:"));
    assert!(Push::new(&config(&[]), [0; 32]).is_err(), "no key");
}
