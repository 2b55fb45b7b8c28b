//! An honest journal to test with.

use journal::{Bytes, Checkpoint, Entry, Frontier, Recorded, SigningKey, seal};
use model::Millis;

/// What a database holds.
#[derive(Debug, Clone)]
pub(crate) struct Log {
    pub(crate) entries: Vec<Recorded>,
    pub(crate) notes: Vec<String>,
    pub(crate) checkpoints: Vec<Checkpoint>,
}

pub(crate) const START: i64 = 1_710_964_320_000;

pub(crate) fn key() -> SigningKey {
    SigningKey::new("ent.example/journal", [42; 32]).expect("a right name")
}

pub(crate) fn entry(n: u64) -> Entry {
    Entry {
        id: format!("{:032x}", n + 1).parse().expect("an id"),
        at: Millis(START + n as i64 * 100),
        verb: ["message.send", "message.withdraw", "account.contain"][n as usize % 3].to_owned(),
        actor: (n % 4 != 3).then(|| format!("{:032x}", 1_000 + n % 7).parse().expect("an id")),
        subject: format!("message/{:032x}", n / 2),
        payload: format!(r#"{{"readers":{n},"école":"Lycée d'exemple"}}"#),
        salt: Bytes([n as u8; 16]),
    }
}

/// A journal sealed once after each of these stretches of entries, then `tail` entries that nothing seals yet.
pub(crate) fn log(stretches: &[u64], tail: u64) -> Log {
    let (mut entries, mut notes, mut checkpoints) = (Vec::new(), Vec::new(), Vec::<Checkpoint>::new());
    let mut frontier = Frontier::default();
    for stretch in stretches {
        let from = frontier.size();
        let fresh: Vec<Recorded> = (from..from + stretch).map(recorded).collect();
        let leaves: Vec<_> = fresh.iter().filter_map(|recorded| recorded.leaf_hash).collect();
        let at = Millis(START + (from + stretch) as i64 * 100);
        let sealed = seal(checkpoints.last(), &mut frontier, leaves, at, &key()).expect("it continues");
        let sealed = sealed.expect("a stretch has entries");
        entries.extend(fresh);
        notes.push(sealed.note);
        checkpoints.push(sealed.checkpoint);
    }
    entries.extend((frontier.size()..frontier.size() + tail).map(|seq| Recorded { leaf_hash: None, ..recorded(seq) }));
    Log { entries, notes, checkpoints }
}

fn recorded(seq: u64) -> Recorded {
    let entry = entry(seq).commit();
    Recorded { seq, leaf_hash: Some(entry.leaf_hash()), entry }
}
