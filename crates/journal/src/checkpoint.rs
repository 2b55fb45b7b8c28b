//! Checkpoints: the signed word on what the log was at one moment (C2SP tlog-checkpoint).

use std::fmt;

use base64::{Engine, engine::general_purpose::STANDARD};
use model::Millis;

use crate::{
    Bytes, Error, Frontier,
    hash::Hash,
    keys::{SigningKey, VerifyingKey},
    note,
};

/// What the log was at one moment. Its text:
///
/// ```text
/// ent.example/journal                              the origin: name of the log and of its key
/// 20852163                                         entries
/// CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=     root of the tree over them
/// at 1710964320000                                 when, in milliseconds since 1970 in UTC
/// after 47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=   SHA-256 of the text of the checkpoint before; none in the first
/// ```
///
/// The last line chains the checkpoints: one taken out of the middle is missed, although the tree would not miss it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checkpoint {
    /// Name of the log.
    pub origin: String,
    /// Number of entries.
    pub size: u64,
    /// Root of the tree over them.
    pub root: Hash,
    /// When it was signed, by the clock of the node that signed.
    pub at: Millis,
    /// Digest of the checkpoint before this one.
    pub after: Option<Hash>,
}

impl Checkpoint {
    /// Opens a signed note and reads the checkpoint of the log that the key is named for.
    pub fn parse_and_verify(signed: &str, key: &VerifyingKey) -> Result<Checkpoint, Error> {
        let text = note::open(signed, key)?;
        let checkpoint = parse(text).ok_or(Error::NotCheckpoint)?;
        // Only our own program signs with this key and it has one spelling; any other is refused rather than guessed.
        if checkpoint.to_string() != text {
            return Err(Error::NotCheckpoint);
        }
        if checkpoint.origin != key.name() {
            return Err(Error::OtherLog(checkpoint.origin));
        }
        Ok(checkpoint)
    }

    /// Signs it. [`seal`] is what the program uses; it refuses to sign what does not continue the log.
    pub fn sign(&self, key: &SigningKey) -> String {
        note::sign(&self.to_string(), key)
    }

    /// SHA-256 of the text, which the next checkpoint names.
    pub fn digest(&self) -> Hash {
        Hash::of(&[self.to_string().as_bytes()])
    }
}

/// A checkpoint and the signed note to store, publish and keep elsewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sealed {
    /// The checkpoint.
    pub checkpoint: Checkpoint,
    /// Its signed note.
    pub note: String,
}

/// Appends leaves to the frontier and signs what the log is now; nothing when there is no leaf.
///
/// A log must never sign two checkpoints that contradict each other, so a frontier that is not the one `previous`
/// speaks of is refused, and left as it was.
pub fn seal(
    previous: Option<&Checkpoint>,
    frontier: &mut Frontier,
    leaves: impl IntoIterator<Item = Hash>,
    at: Millis,
    key: &SigningKey,
) -> Result<Option<Sealed>, Error> {
    let size = previous.map_or(0, |checkpoint| checkpoint.size);
    if frontier.size() != size || previous.is_some_and(|checkpoint| checkpoint.root != frontier.root()) {
        return Err(Error::ForeignFrontier { frontier: frontier.size(), checkpoint: size });
    }
    leaves.into_iter().for_each(|leaf| frontier.push(leaf));
    if frontier.size() == size {
        return Ok(None);
    }
    let checkpoint = Checkpoint {
        origin: key.verifying_key().name().to_owned(),
        size: frontier.size(),
        root: frontier.root(),
        at,
        after: previous.map(Checkpoint::digest),
    };
    Ok(Some(Sealed { note: checkpoint.sign(key), checkpoint }))
}

impl fmt::Display for Checkpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Checkpoint { origin, size, root, at, after } = self;
        write!(f, "{origin}\n{size}\n{}\nat {}\n", STANDARD.encode(root.0), at.0)?;
        after.map_or(Ok(()), |after| writeln!(f, "after {}", STANDARD.encode(after.0)))
    }
}

fn parse(text: &str) -> Option<Checkpoint> {
    let mut lines = text.lines();
    let checkpoint = Checkpoint {
        origin: lines.next()?.to_owned(),
        size: lines.next()?.parse().ok()?,
        root: hash(lines.next()?)?,
        at: Millis(lines.next()?.strip_prefix("at ")?.parse().ok()?),
        after: match lines.next() {
            Some(line) => Some(hash(line.strip_prefix("after ")?)?),
            None => None,
        },
    };
    lines.next().is_none().then_some(checkpoint)
}

fn hash(base64: &str) -> Option<Hash> {
    STANDARD.decode(base64).ok()?.try_into().ok().map(Bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::leaf_hash;

    fn key() -> SigningKey {
        SigningKey::new("ent.example/journal", [3; 32]).expect("a right name")
    }

    fn sealed(previous: Option<&Checkpoint>, frontier: &mut Frontier, leaves: u8) -> Sealed {
        let leaves = (0..leaves).map(|n| leaf_hash(&[n]));
        seal(previous, frontier, leaves, Millis(5), &key()).expect("it continues").expect("there are leaves")
    }

    #[test]
    fn a_checkpoint_reads_back_and_names_the_one_before() {
        let mut frontier = Frontier::default();
        let first = sealed(None, &mut frontier, 3);
        let second = sealed(Some(&first.checkpoint), &mut frontier, 2);
        assert_eq!(Checkpoint::parse_and_verify(&second.note, key().verifying_key()), Ok(second.checkpoint.clone()));
        assert_eq!((second.checkpoint.size, second.checkpoint.after), (5, Some(first.checkpoint.digest())));
    }

    #[test]
    fn nothing_new_is_nothing_to_seal() {
        let sealed = seal(None, &mut Frontier::default(), [], Millis(5), &key());
        assert_eq!(sealed, Ok(None));
    }

    #[test]
    fn what_does_not_continue_the_log_is_never_signed() {
        let mut frontier = Frontier::default();
        let first = sealed(None, &mut frontier, 3).checkpoint;
        let mut forged = Frontier::default();
        (0..3).for_each(|_| forged.push(leaf_hash(b"forged")));
        let before = forged.clone();
        let refused = seal(Some(&first), &mut forged, [leaf_hash(b"next")], Millis(6), &key());
        assert_eq!(refused, Err(Error::ForeignFrontier { frontier: 3, checkpoint: 3 }));
        assert_eq!(forged, before);
        assert!(seal(None, &mut frontier, [leaf_hash(b"next")], Millis(6), &key()).is_err());
    }

    #[test]
    fn a_signed_text_in_another_spelling_is_refused() {
        let key = key();
        let text = sealed(None, &mut Frontier::default(), 1).checkpoint.to_string();
        let spellings = [
            text.replace("\n1\n", "\n01\n"),
            text.replace("at ", "at +"),
            text.replace("at ", "le "),
            format!("{text}more\n"),
            text.replace("5\n", "5\r\n"),
        ];
        for spelling in spellings {
            let note = note::sign(&spelling, &key);
            assert!(Checkpoint::parse_and_verify(&note, key.verifying_key()).is_err(), "{spelling}");
        }
        let other = text.replace("ent.example/journal", "autre.example/journal");
        assert_eq!(
            Checkpoint::parse_and_verify(&note::sign(&other, &key), key.verifying_key()),
            Err(Error::OtherLog("autre.example/journal".to_owned()))
        );
    }
}
