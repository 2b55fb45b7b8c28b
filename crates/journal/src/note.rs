//! Signed notes (C2SP signed-note v1): a text, an empty line, one line for each signature.

use base64::{Engine, engine::general_purpose::STANDARD};
use model::limits::NOTE_BYTES_MAX;

use crate::{
    Error,
    keys::{SigningKey, VerifyingKey},
};

/// What stands before the name on a signature line.
const MARK: &str = "— ";

/// Signs a text, which ends with a line end. What is signed beside checkpoints must not be read as one: its first line
/// is not the name of a log.
pub fn sign(text: &str, key: &SigningKey) -> String {
    let verifying = key.verifying_key();
    let signature = STANDARD.encode([verifying.id().0.as_slice(), &key.sign(text)].concat());
    format!("{text}\n{MARK}{} {signature}\n", verifying.name())
}

/// The text of a note, if the key has signed it. Signatures of unknown keys are passed over: a witness may have added
/// one. A false signature of the known key refuses the note.
pub fn open<'a>(note: &'a str, key: &VerifyingKey) -> Result<&'a str, Error> {
    if note.len() > NOTE_BYTES_MAX {
        return Err(Error::NotNote("trop longue"));
    }
    if note.chars().any(|c| c < ' ' && c != '\n') {
        return Err(Error::NotNote("caractère de contrôle"));
    }
    let end = note.rfind("\n\n").ok_or(Error::NotNote("pas de ligne vide avant les signatures"))?;
    let (text, signatures) = (&note[..=end], &note[end + 2..]);
    let signatures = signatures.strip_suffix('\n').ok_or(Error::NotNote("fin de ligne manquante"))?;
    let mut signed = false;
    for line in signatures.split('\n') {
        let (name, signature) = signature(line).ok_or(Error::NotNote("ligne de signature illisible"))?;
        let Some((id, signature)) = signature.split_first_chunk::<4>() else {
            return Err(Error::NotNote("signature trop courte"));
        };
        if name != key.name() || *id != key.id().0 {
            continue;
        }
        match signature.try_into() {
            Ok(signature) if key.has_signed(text, signature) => signed = true,
            _ => return Err(Error::WrongSignature(name.to_owned())),
        }
    }
    if signed { Ok(text) } else { Err(Error::NotSigned(key.name().to_owned())) }
}

fn signature(line: &str) -> Option<(&str, Vec<u8>)> {
    let (name, signature) = line.strip_prefix(MARK)?.split_once(' ')?;
    Some((name, STANDARD.decode(signature).ok()?)).filter(|_| !name.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    const FOO: &str = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k";
    const NOTE: &str = "This is an example message.\n\n\
        — example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n";

    fn key(name: &str, chance: u8) -> SigningKey {
        SigningKey::new(name, [chance; 32]).expect("a right name")
    }

    #[test]
    fn a_note_signed_by_another_program_is_opened() {
        let foo = FOO.parse().expect("a C2SP key");
        assert_eq!(open(NOTE, &foo), Ok("This is an example message.\n"));
        assert_eq!(
            open(&NOTE.replace("example message", "exemple message"), &foo),
            Err(Error::WrongSignature("example.com/foo".to_owned()))
        );
    }

    #[test]
    fn a_witness_may_add_a_signature() {
        let (log, witness) = (key("ent.example/journal", 1), key("temoin.example", 2));
        let note = sign("one\n\ntwo\n", &log);
        let line = sign("one\n\ntwo\n", &witness);
        let both = format!("{note}{}\n", line.lines().last().expect("a signature"));
        for key in [&log, &witness] {
            assert_eq!(open(&both, key.verifying_key()), Ok("one\n\ntwo\n"));
        }
        assert_eq!(open(&note, witness.verifying_key()), Err(Error::NotSigned("temoin.example".to_owned())));
    }

    #[test]
    fn a_key_of_the_same_name_is_not_the_same_key() {
        let note = sign("text\n", &key("ent.example/journal", 1));
        let stranger = key("ent.example/journal", 2);
        assert!(matches!(open(&note, stranger.verifying_key()), Err(Error::NotSigned(_))));
    }

    #[test]
    fn what_is_not_a_note_is_refused() {
        let key = key("a.example", 1);
        let note = sign("text\n", &key);
        let long = format!("{}{note}", "x".repeat(NOTE_BYTES_MAX));
        for wrong in
            ["", "text", "text\n\n", &note.replace('\n', "\r\n"), note.trim_end(), &note.replace('=', ""), &long]
        {
            assert!(matches!(open(wrong, key.verifying_key()), Err(Error::NotNote(_))), "{wrong}");
        }
    }
}
