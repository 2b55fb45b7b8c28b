//! What proves: a forged word is never believed, and a pack that was changed never holds.

use std::{collections::BTreeMap, sync::LazyLock};

use dossier::{File, PublicKey, SealKey, check, timestamp, verify_seal};
use journal::{Checkpoint, Hash, Recorded, SigningKey, Verifier, open_note};
use sim::scenario::{Truth, score::Score};

use crate::run::seeds;

/// The key of the journal's seed.
static KEY: LazyLock<SigningKey> = LazyLock::new(|| SigningKey::new("ent.example/journal", [3; 32]).expect("a name"));
/// Checkpoints that were really signed: those of the seeds.
static SIGNED: LazyLock<Vec<String>> = LazyLock::new(|| {
    let seeds = seeds(crate::target("journal").expect("a target")).expect("its seeds");
    let texts = seeds.iter().map(|seed| String::from_utf8_lossy(seed).into_owned());
    texts.filter_map(|text| open_note(&parts(&text).0, KEY.verifying_key()).ok().map(str::to_owned)).collect()
});

/// What stands before the line `---`, and what after.
fn parts(text: &str) -> (String, &str) {
    let (note, rest) = text.split_once("---\n").unwrap_or((text, ""));
    (note.to_owned(), rest)
}

/// A signed checkpoint, then entries of an exported journal, one a line.
pub(super) fn journal(content: &[u8]) {
    let text = String::from_utf8_lossy(content);
    let (note, entries) = parts(&text);
    if let Ok(opened) = open_note(&note, KEY.verifying_key()) {
        assert!(SIGNED.iter().any(|signed| signed == opened), "a forged note was believed: {opened:?}");
    }
    let checkpoint = Checkpoint::parse_and_verify(&note, KEY.verifying_key()).ok();
    let mut verifier = Verifier::new(KEY.verifying_key().clone(), checkpoint);
    verifier.checkpoint(&note);
    for (n, line) in entries.lines().enumerate() {
        match serde_json::from_str::<Recorded>(line) {
            Ok(recorded) => {
                recorded.entry.check_payload();
                verifier.entry(&recorded);
            }
            Err(_) => verifier.unreadable_entry(n as u64),
        }
    }
    verifier.finish();
}

/// The files of a pack as the seeds write them: `=== path`, then the file.
fn files(text: &str) -> Vec<File> {
    let parts = text.split("\u{1}=== ").skip(1);
    let one = |part: &str| {
        let (path, bytes) = part.split_once('\n').unwrap_or((part, ""));
        File { path: path.to_owned(), bytes: bytes.as_bytes().to_vec() }
    };
    parts.map(one).collect()
}

/// What a pack says: its files under `data/`.
fn data(files: &[File]) -> BTreeMap<&str, &[u8]> {
    let data = files.iter().filter(|file| file.path.starts_with("data/"));
    data.map(|file| (file.path.as_str(), file.bytes.as_slice())).collect()
}

/// Packs that were really sealed: those of the seeds.
static SEALED: LazyLock<Vec<Vec<File>>> = LazyLock::new(|| {
    let seeds = seeds(crate::target("pack").expect("a target")).expect("its seeds");
    let sealed = seeds.iter().map(|seed| files(&String::from_utf8_lossy(seed)));
    let key = SealKey::new([5; 32]);
    sealed.filter(|files| check(files, Some(key.public())).holds()).collect()
});

/// A pack, and its parts read alone.
pub(super) fn pack(content: &[u8]) {
    let text = String::from_utf8_lossy(content);
    let files = files(&text);
    let key = SealKey::new([5; 32]);
    if check(&files, Some(key.public())).holds() {
        assert!(SEALED.iter().any(|sealed| data(sealed) == data(&files)), "a changed pack holds");
    }
    check(&files, None);
    let _ = text.parse::<PublicKey>();
    if let Ok(said) = verify_seal(b"texte", &text, key.public()) {
        panic!("a forged seal was believed: {said:?}");
    }
    let _ = timestamp::check(content, &Hash::of(&[b"texte"]));
}

/// Truth, events and outcomes of a recorded crisis, with `---` between them.
pub(super) fn scenario(content: &[u8]) {
    let text = String::from_utf8_lossy(content);
    let mut parts = text.split("---\n");
    let mut next = || parts.next().unwrap_or_default();
    let (truth, events, outcomes) = (next(), next(), next());
    let truth: Truth = serde_json::from_str(truth).unwrap_or_default();
    if let Ok(score) = Score::of(&truth, events.lines(), outcomes.lines(), 1) {
        let _ = score.to_string();
        assert!(score.contained <= score.accounts.max(outcomes.lines().count() as u64));
    }
}
