//! What others send: directories, lists of stolen passwords, answers of the antivirus and of carriers, and what people
//! type into a field.

use std::sync::LazyLock;

use gateway::{
    antivirus,
    channels::{
        dkim::DkimKey,
        sms::{Sms, SmsConfig},
    },
    leaks::Pairs,
    rosters::{Options, detect, survey},
};
use model::{
    Millis, Uai,
    channel::Happened,
    contact::{MailAddress, PhoneNumber},
    folder, limits, network,
    notice::Code,
    service::{Prefix, ServiceUrl},
    territory::Scope,
};
use serde_json::json;

/// Names of the files of a directory: the first byte of the content chooses.
const NAMES: [&str; 7] = [
    "ENT_9990000A_Complet_20250915_Eleve_0000.xml",
    "ENT_9990000A_Complet_20250915_PersEducNat_0000.xml",
    "ENT_9990000A_Delta_20250915_PersRelEleve_0000.xml",
    "CSVExtraction-eleves.csv",
    "CSVExtraction-responsables.csv",
    "annuaire-education.csv",
    "inconnu.csv",
];

/// A file of a directory.
pub(super) fn rosters(content: &[u8]) {
    let Some((choice, rest)) = content.split_first() else { return };
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join(NAMES[usize::from(*choice) % NAMES.len()]);
    std::fs::write(&path, rest).expect("written");
    let options = Options { uai: Some(Uai::from_number(9_990_001)), complete: true };
    if let Ok(found) = detect(&[path], &options) {
        for set in &found.sets {
            let _ = survey(set);
        }
    }
}

/// Ways in which one line may be read.
const PAIRS_PER_LINE_MAX: usize = 8;

/// A list of stolen passwords: read to its end, each line once, in no more ways than are known.
pub(super) fn leaks(content: &[u8]) {
    let mut pairs = Pairs::of(content);
    while let Some(found) = pairs.next_pairs().expect("memory is read") {
        assert!(!found.is_empty() && found.len() <= PAIRS_PER_LINE_MAX, "{} pairs of one line", found.len());
    }
    let lines = content.split(|byte| *byte == b'\n').count() as u64;
    assert!(pairs.lines <= lines && pairs.unread <= pairs.lines, "{} of {lines} lines", pairs.lines);
}

/// An answer of `clamd`: clean only when it says so, and nothing else.
pub(super) fn clamd(content: &[u8]) {
    let line = content.split(|byte| matches!(byte, 0 | b'\n')).next().unwrap_or_default();
    let text = String::from_utf8_lossy(line);
    if antivirus::understood(content) == Ok(None) {
        assert!(matches!(text.trim(), "OK" | "stream: OK"), "taken for clean: {text:?}");
    }
    if let Ok(Some(_)) = antivirus::understood(content) {
        assert!(text.trim_end().ends_with(" FOUND"), "{text:?}");
    }
}

/// A provider in words that many use.
static PROVIDER: LazyLock<Sms> = LazyLock::new(|| {
    let config: SmsConfig = serde_json::from_value(json!({
        "url": "https://sms.example/v1", "body": r#"{"to":"{to}","text":"{text}"}"#,
        "id_at": "/id", "status_at": "/status", "accepted": ["queued"],
        "receipts": { "list_at": "/reports", "id_at": "/id", "status_at": "/state", "delivered": ["DELIVRD"], "failed": ["UNDELIV"] },
    }))
    .expect("a configuration");
    Sms::new(&config).expect("a provider")
});
/// A key of an invented domain, in PKCS#8.
const KEY: &str = "MC4CAQAwBQYDK2VwBCIEIAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8g";

/// The first line is a status with its `Retry-After`; what follows is the answer, a report, a key, and a mail.
pub(super) fn carriers(content: &[u8]) {
    let end = content.iter().position(|byte| *byte == b'\n').unwrap_or(content.len());
    let (head, body) = (String::from_utf8_lossy(&content[..end]), content.get(end + 1..).unwrap_or_default());
    let (status, retry) = head.split_once(' ').unwrap_or((&head, ""));
    let status = status.parse().unwrap_or(200);
    let happened =
        PROVIDER.understood(status, Some(retry).filter(|text| !text.is_empty()), body, Millis(1_711_000_000_000));
    if matches!(happened, Happened::Accepted(_)) {
        assert!((200..300).contains(&status), "{status} was taken for a success");
        let said: serde_json::Value = serde_json::from_slice(body).expect("what was accepted is JSON");
        assert_eq!(said["status"], "queued", "a state that nobody accepts");
    }
    assert!(PROVIDER.receipts(body).len() <= limits::DELIVERIES_PER_CLAIM as usize);
    let _ = DkimKey::read(&head, "s1", &String::from_utf8_lossy(body));
    let key = DkimKey::read("ent.example", "s1", KEY).expect("a key");
    let signed = key.sign(body, Millis(1_711_000_000_000));
    assert!(signed.ends_with(body), "the mail changed");
    assert_eq!(signed, key.sign(body, Millis(1_711_000_000_000)), "another signature of the same mail");
}

/// What somebody types or a program asks: what is taken is written back as the same.
pub(super) fn words(content: &[u8]) {
    let text = String::from_utf8_lossy(content);
    if let Ok(uai) = Uai::parse(&text) {
        assert_eq!(Uai::parse(uai.as_str()).expect("its own spelling"), uai);
    }
    if let Ok(address) = MailAddress::parse(&text) {
        assert_eq!(MailAddress::parse(address.as_str()).expect("its own spelling"), address);
        assert!(!address.as_str().contains(['\r', '\n', '\0', ' ']), "{address:?}");
    }
    if let Ok(number) = PhoneNumber::parse(&text) {
        assert_eq!(PhoneNumber::parse(number.as_str()).expect("its own spelling"), number);
        assert!(number.as_str().bytes().skip(1).all(|byte| byte.is_ascii_digit()), "{number:?}");
    }
    if let Ok(address) = ServiceUrl::parse(&text) {
        let back = address.with(&[("ticket", "ST-1 &=#é"), ("state", &text)]);
        assert!(ServiceUrl::parse(&back).is_ok_and(|other| other.origin() == address.origin()), "{back}");
    }
    if let Ok(prefix) = Prefix::parse(&text) {
        let own = ServiceUrl::parse(prefix.as_str());
        assert!(own.is_ok_and(|own| prefix.covers(&own)), "{} does not cover itself", prefix.as_str());
    }
    if let Some(name) = folder::Name::parse(&text) {
        assert!(name.as_str().chars().count() <= limits::FOLDER_NAME_CHARS_MAX);
    }
    if let Ok(code) = text.parse::<Code>() {
        assert_eq!(code.to_string().parse::<Code>().expect("its own spelling"), code);
    }
    if let Ok(scope) = text.parse::<Scope>() {
        assert_eq!(scope.to_string().parse::<Scope>().expect("its own spelling"), scope);
    }
    network::key(&text);
    if let Some(bytes) = model::text::unhex(&text) {
        assert_eq!(model::text::hex(&bytes), text.to_ascii_lowercase());
    }
    let cut = content.first().map_or(0, |byte| usize::from(*byte));
    assert!(model::text::cut(&text, cut).len() <= cut);
}
