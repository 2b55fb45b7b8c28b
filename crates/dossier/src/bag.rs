//! A `BagIt` bag (RFC 8493): what is handed over in `data/`, the hash of each of it, and the hash of those lists.

use std::fmt::Write as _;

use journal::Hash;
use model::Millis;

use crate::{PublicKey, SealKey, moment};

/// One file of a pack.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// Path from the root of the pack, with `/`, in ASCII.
    pub path: String,
    /// Its content.
    pub bytes: Vec<u8>,
}

/// A pack, as files in the order of their paths; those of `scelle/` come last.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bag {
    files: Vec<File>,
    tagmanifest: Hash,
}

/// The list that the seal signs.
pub(crate) const TAGMANIFEST: &str = "tagmanifest-sha256.txt";
/// The list of what is in `data/`.
pub(crate) const MANIFEST: &str = "manifest-sha256.txt";
/// What says that it is a bag.
pub(crate) const DECLARATION: &str = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n";
/// The signature.
pub(crate) const SIGNATURE: &str = "scelle/tagmanifest-sha256.txt.minisig";
/// The key that checks it.
pub(crate) const PUBLIC_KEY: &str = "scelle/cle-publique.txt";
/// The answer of a time-stamping authority, and the certificates that check it.
pub(crate) const TIMESTAMP: &str = "scelle/tagmanifest-sha256.txt.tsr";
const CHAIN: &str = "scelle/tsa-chain.pem";

/// What `bag-info.txt` says besides sizes.
pub(crate) struct Info<'a> {
    pub(crate) id: &'a str,
    pub(crate) variant: &'a str,
    pub(crate) installation: &'a str,
    pub(crate) of: &'a str,
    pub(crate) made_at: Millis,
}

impl Bag {
    /// Makes the lists of what is in `data/`.
    pub(crate) fn new(mut payload: Vec<File>, info: &Info<'_>) -> Bag {
        payload.sort_by(|one, other| one.path.cmp(&other.path));
        let bytes: usize = payload.iter().map(|file| file.bytes.len()).sum();
        let text = format!(
            "Bag-Software-Agent: Préau\nBagging-Date: {}\nExternal-Description: Dossier de preuves, {}\n\
             External-Identifier: {}\nInternal-Sender-Description: Variante « {} », faite le {}\nPayload-Oxum: {}.{}\n\
             Source-Organization: {}\n",
            moment::day(info.made_at),
            info.of,
            info.id,
            info.variant,
            moment::utc(info.made_at),
            bytes,
            payload.len(),
            one_line(info.installation),
        );
        let mut tags = vec![
            File { path: "bag-info.txt".to_owned(), bytes: text.into_bytes() },
            File { path: "bagit.txt".to_owned(), bytes: DECLARATION.as_bytes().to_vec() },
            File { path: MANIFEST.to_owned(), bytes: list(&payload) },
        ];
        let bytes = list(&tags);
        let tagmanifest = Hash::of(&[&bytes]);
        tags.push(File { path: TAGMANIFEST.to_owned(), bytes });
        // `data/` sorts between the bag's own files and would part them; a reader wants the lists first.
        tags.append(&mut payload);
        Bag { files: tags, tagmanifest }
    }

    /// SHA-256 of `tagmanifest-sha256.txt`: it stands for the whole pack, whatever is put in `scelle/`.
    pub fn digest(&self) -> Hash {
        self.tagmanifest
    }

    /// Every file.
    pub fn files(&self) -> &[File] {
        &self.files
    }

    /// Signs the pack.
    pub fn seal(&mut self, key: &SealKey, made_at: Millis) {
        let signed = self.text(TAGMANIFEST).to_vec();
        let said = format!("timestamp:{}\tfile:{TAGMANIFEST}\thashed", made_at.0.div_euclid(1_000));
        self.add(PUBLIC_KEY, key.public().to_string().into_bytes());
        self.add(SIGNATURE, key.sign(&signed, &said).into_bytes());
    }

    /// Adds what a time-stamping authority answered, as it was received, and the certificates that check it.
    pub fn stamp(&mut self, answer: &[u8], chain: &[u8]) {
        self.add(TIMESTAMP, answer.to_vec());
        if !chain.is_empty() {
            self.add(CHAIN, chain.to_vec());
        }
    }

    fn text(&self, path: &str) -> &[u8] {
        self.files.iter().find(|file| file.path == path).map_or(&[], |file| &file.bytes)
    }

    fn add(&mut self, path: &str, bytes: Vec<u8>) {
        self.files.push(File { path: path.to_owned(), bytes });
    }
}

/// The key as `scelle/cle-publique.txt` holds it, `minisign`'s own format.
pub(crate) fn read_key(text: &str) -> Option<PublicKey> {
    text.parse().ok()
}

/// Hashes and paths, as `sha256sum` writes and reads them.
fn list(files: &[File]) -> Vec<u8> {
    let mut text = String::with_capacity(files.len() * 96);
    for file in files {
        // Two spaces, as both the RFC and `sha256sum` take them.
        let _ = writeln!(text, "{}  {}", Hash::of(&[&file.bytes]), file.path);
    }
    text.into_bytes()
}

/// What stands in a tag must stay in its line.
fn one_line(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}
