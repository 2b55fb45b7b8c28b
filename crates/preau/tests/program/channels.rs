//! Channels beside peers that others wrote: relays with TLS, a verifier of DKIM, a push service that decrypts, readers of CAP
//! and of feeds. And the program killed in the middle of sending.

use std::io::Write as _;

use gateway::channels::{
    Carrier,
    feeds::{self, Gravity, NoticeKind, Place as Where, PublicNotice, PublicRef, Publisher},
    push::{Push, PushConfig},
};
use model::{
    Millis,
    channel::{DeliveryKey, Happened, Outgoing},
    contact::{Address, PushSubscription},
};
use serde_json::{Value, json};

use crate::{process::preau, python::Client};

const NOW: Millis = Millis(1_711_000_000_000);
/// An Ed25519 key of nobody's, as `openssl genpkey` writes one.
const KEY: &str = "-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIAcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcH\n-----END PRIVATE KEY-----\n";

/// A peer, and where it listens.
fn peer() -> (Client, Value) {
    let mut peer = Client::start("channels_peer.py");
    let listens = serde_json::from_str(&peer.says()).expect("JSON");
    (peer, listens)
}

fn asks(peer: &mut Client, question: &Value) -> Value {
    writeln!(peer.input, "{question}").expect("asked");
    serde_json::from_str(&peer.says()).expect("JSON")
}

#[test]
fn a_relay_with_tls_takes_mail_whose_signature_holds() {
    let (mut peer, listens) = peer();
    let place = tempfile::tempdir().expect("a folder");
    let key = place.path().join("dkim.pem");
    std::fs::write(&key, KEY).expect("written");
    let mut record = (String::new(), String::new());
    for tls in ["implicit", "starttls"] {
        let file = place.path().join(format!("{tls}.toml"));
        let text = format!(
            "[mail]\nrelay = \"localhost\"\nport = {}\ntls = \"{tls}\"\nca_file = {}\nfrom = \"ent@example.org\"\n\
             [mail.dkim]\nselector = \"ent\"\nkey_file = \"{}\"\n",
            listens[tls],
            listens["cert"],
            key.display()
        );
        std::fs::write(&file, text).expect("written");
        let data = place.path().join("data");
        let (file, data) = (file.to_str().expect("text"), data.to_str().expect("text"));
        let said = preau(&["channels", "check", "--mail", "lea@example.net", "--config", file, "--data", data]);
        assert_eq!(said.code, 0, "{}{}", said.out, said.err);
        assert!(said.out.contains("Courriel : pris en charge") && said.out.contains("SMS : éteint"), "{}", said.out);
        let mut lines =
            said.out.lines().skip_while(|line| !line.contains("DKIM")).skip(1).map(|line| line.trim().to_owned());
        record = (lines.next().expect("a name"), lines.next().expect("a text"));
    }
    assert_eq!(record.0, "ent._domainkey.example.org");
    let taken = asks(&mut peer, &json!({ "dkim": [record.0, record.1] }));
    assert_eq!(taken.as_array().map(Vec::len), Some(2), "{taken}");
    for mail in taken.as_array().expect("two") {
        assert_eq!(mail["to"], json!(["lea@example.net"]));
        assert_eq!((&mail["tls"], &mail["signed"]), (&json!(true), &json!(true)), "{mail}");
        assert_eq!(mail["changed"], false, "a word was changed: {mail}");
        assert_eq!(mail["added"], false, "a subject was added: {mail}");
    }
}

#[test]
fn a_relay_whose_certificate_nobody_knows_gets_nothing() {
    let (mut peer, listens) = peer();
    let place = tempfile::tempdir().expect("a folder");
    for tls in ["implicit", "starttls"] {
        let file = place.path().join(format!("{tls}.toml"));
        let text = format!(
            "[mail]\nrelay = \"localhost\"\nport = {}\ntls = \"{tls}\"\nfrom = \"ent@example.org\"\n",
            listens[tls]
        );
        std::fs::write(&file, text).expect("written");
        let data = place.path().join("data");
        let (file, data) = (file.to_str().expect("text"), data.to_str().expect("text"));
        let said = preau(&["channels", "check", "--mail", "lea@example.net", "--config", file, "--data", data]);
        assert_eq!(said.code, 1, "{}{}", said.out, said.err);
        assert!(said.out.contains("Courriel : pas cette fois"), "{}", said.out);
    }
    assert_eq!(asks(&mut peer, &json!({ "dkim": ["x", "y"] })), json!([]));
}

// Invariant 3: the text stays here
#[tokio::test]
async fn a_browser_reads_what_is_pushed_and_its_service_knows_us() {
    let (mut peer, listens) = peer();
    let origin = format!("http://127.0.0.1:{}", listens["push"]);
    let bytes = |name: &str| listens[name].as_str().map(unhexed).expect("text");
    let config = json!({ "contact": "mailto:ent@example.org", "services": [origin] });
    let config: PushConfig = serde_json::from_value(config).expect("a configuration");
    let carrier = Carrier::Push(Push::new(&config, [9; 32]).expect("set up"));
    let browser = PushSubscription {
        endpoint: format!("{origin}/wpush/1"),
        public_key: bytes("public_key"),
        auth: bytes("auth"),
    };
    let outgoing = Outgoing {
        key: DeliveryKey("k1".to_owned()),
        to: Address::Push(vec![browser]),
        subject: "Collège : point à 9 h — « calme »".to_owned(),
        text: "Ce qui ne part pas".to_owned(),
        link: "https://ent.example/n/1".to_owned(),
        made_at: NOW,
        expires_at: NOW + Millis::hours(1),
        urgent: true,
        topic: "t1".to_owned(),
    };
    assert_eq!(carrier.send(&outgoing, NOW, [3; 48]).await.happened, Happened::Accepted(None));
    let heard = asks(&mut peer, &json!({ "push": true }));
    let one = &heard[0];
    assert_eq!(one["word"], json!({ "title": outgoing.subject, "link": outgoing.link, "tag": "t1" }));
    assert_eq!(one["signed"], true);
    assert_eq!(one["audience"], origin);
    assert_eq!(one["contact"], "mailto:ent@example.org");
    assert_eq!((&one["headers"]["ttl"], &one["headers"]["urgency"]), (&json!("3600"), &json!("high")));
}

fn unhexed(text: &str) -> Vec<u8> {
    let byte = |at: usize| u8::from_str_radix(&text[at..at + 2], 16).expect("hexadecimal");
    (0..text.len()).step_by(2).map(byte).collect()
}

#[test]
fn alerts_and_feeds_are_read_by_readers_of_others() {
    let (mut peer, _) = peer();
    let publisher = Publisher {
        host: "ent.example".to_owned(),
        name: "ENT <Essai> & Cie".to_owned(),
        feed: "https://ent.example/feed.atom".to_owned(),
        page: "https://ent.example/etat".to_owned(),
    };
    let first = PublicNotice {
        id: "n-1".to_owned(),
        at: NOW,
        until: NOW + Millis::hours(4),
        kind: NoticeKind::First,
        gravity: Gravity::Immediate,
        exercise: false,
        sender_name: "Rectorat d’essai".to_owned(),
        title: "Collège <fermé> & évacué".to_owned(),
        text: "Les élèves sont en sécurité.".to_owned(),
        instruction: Some("Ne venez pas.".to_owned()),
        link: "https://ent.example/n/1".to_owned(),
        places: vec![Where {
            name: "Collège d’essai".to_owned(),
            point: Some((45.75, 4.85)),
            uai: Some("9990001X".to_owned()),
        }],
    };
    let earlier = vec![PublicRef { id: first.id.clone(), at: first.at }];
    let second = PublicNotice {
        id: "n-2".to_owned(),
        at: NOW + Millis::minutes(5),
        kind: NoticeKind::Withdrawal(earlier),
        gravity: Gravity::Past,
        exercise: true,
        instruction: None,
        ..first.clone()
    };
    for notice in [&first, &second] {
        let read = asks(&mut peer, &json!({ "cap": feeds::cap(&publisher, notice) }));
        assert_eq!(read, json!({ "id": notice.id, "infos": 1 }));
    }
    let read = asks(&mut peer, &json!({ "atom": feeds::atom(&publisher, &[first.clone(), second.clone()]) }));
    let entry = [&*first.title, &*first.link, &*first.sender_name];
    assert_eq!((&read["well"], &read["version"]), (&json!(true), &json!("atom10")), "{read}");
    assert_eq!((&read["title"], &read["entries"]), (&json!(publisher.name), &json!([entry, entry])), "{read}");
}
