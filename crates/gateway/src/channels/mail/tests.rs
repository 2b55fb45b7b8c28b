use model::{
    Millis,
    channel::{DeliveryKey, Fault, Happened, Outgoing},
    contact::{Address, MailAddress},
};

use super::*;
use crate::channels::sinks::{SmtpSink, Temper};

fn config(port: u16) -> MailConfig {
    toml_of(&format!("relay = \"127.0.0.1\"\nport = {port}\ntls = \"none\"\nfrom = \"ent@example.org\"\n"))
}

fn toml_of(text: &str) -> MailConfig {
    serde_json::from_value(fields(text)).expect("a configuration")
}

/// `key = value` lines as JSON values.
fn fields(text: &str) -> serde_json::Value {
    let pairs = text.lines().filter_map(|line| line.split_once(" = "));
    let value = |text: &str| serde_json::from_str::<serde_json::Value>(text).expect("a value");
    pairs.map(|(key, text)| (key.to_owned(), value(text))).collect::<serde_json::Map<_, _>>().into()
}

fn outgoing(to: &str) -> Outgoing {
    Outgoing {
        key: DeliveryKey("k1".to_owned()),
        to: Address::Mail(MailAddress::parse(to).expect("an address")),
        subject: "Collège : point à 9 h".to_owned(),
        text: "Les élèves sont en sécurité.\n\nProchain point : 9 h.".to_owned(),
        link: "https://ent.example/n/1?a=1&b=2".to_owned(),
        made_at: Millis(1_711_000_000_000),
        expires_at: Millis(1_711_100_000_000),
        urgent: true,
        topic: "t".to_owned(),
    }
}

#[tokio::test]
async fn a_mail_is_taken_and_is_the_same_at_each_try() {
    let sink = SmtpSink::start(Temper::Calm).await;
    let mail = Mail::new(&config(sink.port())).expect("set up");
    let message = outgoing("lea@example.net");
    for _ in 0..6 {
        assert_eq!(mail.send(&message).await, Happened::Accepted(None));
    }
    let taken = sink.taken();
    assert_eq!(taken.len(), 6);
    assert_eq!(taken[0], taken[1], "the same bytes");
    assert_eq!((&*taken[0].from, &*taken[0].to), ("ent@example.org", "lea@example.net"));
    let text = &taken[0].message;
    for line in [
        "Message-ID: <k1@example.org>",
        "Auto-Submitted: auto-generated",
        "Date: Thu, 21 Mar 2024 05:46:40 +0000",
        "MIME-Version: 1.0",
        "To: lea@example.net",
    ] {
        assert!(text.contains(&format!("{line}\r\n")), "{line} in {text}");
    }
    assert!(text.is_ascii() && text.contains("=?utf-8?"), "{text}");
    assert!(sink.connections() < 6, "connections are kept: {}", sink.connections());
}

#[tokio::test]
async fn no_text_becomes_a_header_or_a_second_recipient() {
    let sink = SmtpSink::start(Temper::Calm).await;
    let mail = Mail::new(&config(sink.port())).expect("set up");
    let mut message = outgoing("lea@example.net");
    message.subject = "Un mot\r\nBcc: eve@example.com\r\n\r\n<b>".to_owned();
    message.text = "\r\n.\r\nMAIL FROM:<eve@example.com>\r\n.dot <script>&".to_owned();
    assert_eq!(mail.send(&message).await, Happened::Accepted(None));
    let taken = sink.taken();
    assert_eq!(taken.len(), 1, "the text did not end the message");
    let head = taken[0].message.split("\r\n\r\n").next().expect("a head");
    assert!(!head.lines().any(|line| line.to_lowercase().starts_with("bcc")), "{head}");
    let html = taken[0].message.split("text/html").nth(1).expect("a part in HTML");
    assert!(html.contains("&lt;script&gt;") && !html.contains("<script>"), "{html}");
}

#[tokio::test]
async fn what_a_relay_says_decides_what_is_done() {
    let cases = [
        (Temper::Says("451 4.3.0 later"), Happened::Temporary(Fault::Busy, None)),
        (Temper::Says("550 5.1.1 nobody"), Happened::Final(Fault::NoSuchAddress)),
        (Temper::Says("554 5.7.1 no"), Happened::Final(Fault::Refused)),
        (Temper::Says("530 5.7.0 who are you"), Happened::Temporary(Fault::NotAllowed, None)),
        (Temper::Says("what"), Happened::Temporary(Fault::Nonsense, None)),
        (Temper::HangsUp, Happened::Temporary(Fault::Nonsense, None)),
    ];
    for (temper, expected) in cases {
        let sink = SmtpSink::start(temper).await;
        let mail = Mail::new(&config(sink.port())).expect("set up");
        assert_eq!(mail.send(&outgoing("lea@example.net")).await, expected, "{temper:?}");
        assert_eq!(sink.taken().len(), 0);
    }
}

#[tokio::test]
async fn a_relay_that_is_slow_or_not_there_is_not_waited_for() {
    let sink = SmtpSink::start(Temper::Silent).await;
    let mail = Mail::new(&MailConfig { patience_seconds: 1, ..config(sink.port()) }).expect("set up");
    assert_eq!(mail.send(&outgoing("lea@example.net")).await, Happened::Temporary(Fault::Slow, None));
    let nobody = Mail::new(&config(1)).expect("set up");
    assert_eq!(nobody.send(&outgoing("lea@example.net")).await, Happened::Temporary(Fault::Unreachable, None));
}

#[tokio::test]
async fn nothing_is_said_in_clear_to_a_relay_without_tls() {
    let sink = SmtpSink::start(Temper::Calm).await;
    for tls in [TlsMode::Starttls, TlsMode::Implicit] {
        let config = MailConfig { tls, patience_seconds: 1, ..config(sink.port()) };
        let mail = Mail::new(&config).expect("set up");
        let happened = mail.send(&outgoing("lea@example.net")).await;
        assert!(matches!(happened, Happened::Temporary(..)), "{tls:?} {happened:?}");
    }
    assert_eq!(sink.taken().len(), 0);
    assert!(!sink.heard().contains("MAIL FROM"), "{}", sink.heard());
}

#[test]
fn what_is_wrong_in_the_configuration_is_said_by_name() {
    let refused = |config: &MailConfig| Mail::new(config).expect_err("refused").to_string();
    let not_one = MailConfig { from: "ent".to_owned(), ..config(1) };
    assert!(refused(&not_one).contains("[mail] ent : ce n’est pas une adresse"), "{}", refused(&not_one));
    let no_password = MailConfig { user: Some("x".to_owned()), ..config(1) };
    assert!(refused(&no_password).contains("password_file"));
    let no_key = DkimConfig { selector: "s".to_owned(), domain: None, key_file: "/nowhere".into() };
    assert!(refused(&MailConfig { dkim: Some(no_key), ..config(1) }).contains("/nowhere"));
    let unknown = serde_json::from_value::<MailConfig>(fields("relay = \"x\"\nfrom = \"a@example.org\"\nport_ = 1"));
    assert!(unknown.expect_err("unknown").to_string().contains("port_"));
    let rate = serde_json::from_value::<MailConfig>(fields("relay = \"x\"\nfrom = \"a@example.org\"\nper_second = 0"));
    assert!(rate.is_err());
}
