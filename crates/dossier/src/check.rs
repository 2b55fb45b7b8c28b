//! Checks a pack offline: lists, seal, journal. What is wrong is said file by file.

use std::collections::BTreeMap;

use journal::{Checkpoint, Hash, Payload, Recorded, VerifyingKey, verify_inclusion};
use model::limits;

use crate::{
    File, PublicKey,
    bag::{DECLARATION, MANIFEST, PUBLIC_KEY, SIGNATURE, TAGMANIFEST, TIMESTAMP, read_key},
    log, timestamp, verify_seal,
};

/// What checking found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Checked {
    /// Files of `data/` that are as they were.
    pub files: usize,
    /// Entries that are proven to be in the journal.
    pub entries: usize,
    /// Entries that the signed journal covers, those outside of the pack included.
    pub size: u64,
    /// SHA-256 of `tagmanifest-sha256.txt`, which the custody register has.
    pub digest: Option<Hash>,
    /// Number of the key that sealed it.
    pub key: Option<String>,
    /// The key is the one that who checks expects.
    pub expected_key: bool,
    /// There is a time-stamp of it. Whose, `openssl ts -verify` says.
    pub stamped: bool,
    /// What is wrong, at most [`limits::DOSSIER_FAULTS_KEPT_MAX`].
    pub faults: Vec<String>,
    /// How much is wrong.
    pub fault_count: usize,
}

impl Checked {
    /// Nothing is wrong.
    pub fn holds(&self) -> bool {
        self.fault_count == 0
    }

    fn wrong(&mut self, what: String) {
        self.fault_count += 1;
        if self.faults.len() < limits::DOSSIER_FAULTS_KEPT_MAX {
            self.faults.push(what);
        }
    }
}

/// Checks the files of a pack. `expected`: the key that the service is known by; without it the pack's own is taken, which
/// who forges a pack could have put there.
pub fn check(files: &[File], expected: Option<&PublicKey>) -> Checked {
    let mut checked = Checked::default();
    let files: BTreeMap<&str, &[u8]> = files.iter().map(|file| (file.path.as_str(), file.bytes.as_slice())).collect();
    let get = |path: &str| files.get(path).copied();
    if get("bagit.txt") != Some(DECLARATION.as_bytes()) {
        checked.wrong("bagit.txt n’est pas celui d’un sac BagIt 1.0".to_owned());
    }
    let data: Vec<&str> = files.keys().copied().filter(|path| path.starts_with("data/")).collect();
    checked.files = listed(&mut checked, &files, MANIFEST, &data);
    listed(&mut checked, &files, TAGMANIFEST, &["bag-info.txt", "bagit.txt", MANIFEST]);
    let tagmanifest = get(TAGMANIFEST).unwrap_or_default();
    let digest = Hash::of(&[tagmanifest]);
    checked.digest = Some(digest);
    sealed(&mut checked, &files, tagmanifest, expected);
    if let Some(answer) = get(TIMESTAMP) {
        match timestamp::check(answer, &digest) {
            Ok(()) => checked.stamped = true,
            Err(why) => checked.wrong(format!("{TIMESTAMP} : {why}")),
        }
    }
    logged(&mut checked, &files);
    checked
}

/// Holds files against a list; gives how many agree. `wanted` are those that must be in it.
fn listed(checked: &mut Checked, files: &BTreeMap<&str, &[u8]>, list: &str, wanted: &[&str]) -> usize {
    let Some(text) = files.get(list).and_then(|bytes| std::str::from_utf8(bytes).ok()) else {
        checked.wrong(format!("{list} manque, ou n’est pas un texte"));
        return 0;
    };
    let mut hashes = BTreeMap::new();
    for line in text.lines() {
        let parts = line.split_once("  ").and_then(|(hash, path)| Some((hash.parse::<Hash>().ok()?, path)));
        match parts {
            Some((hash, path)) if hashes.insert(path, hash).is_none() => {}
            _ => checked.wrong(format!("{list} : ligne illisible ou en double")),
        }
    }
    for path in wanted.iter().filter(|path| !hashes.contains_key(**path)) {
        checked.wrong(format!("{path} n’est pas dans {list}"));
    }
    let mut agree = 0;
    for (path, hash) in hashes {
        match files.get(path) {
            None => checked.wrong(format!("{path} manque")),
            Some(bytes) if Hash::of(&[bytes]) == hash => agree += 1,
            Some(_) => checked.wrong(format!("{path} a été modifié")),
        }
    }
    agree
}

fn sealed(checked: &mut Checked, files: &BTreeMap<&str, &[u8]>, tagmanifest: &[u8], expected: Option<&PublicKey>) {
    let text = |path: &str| files.get(path).and_then(|bytes| std::str::from_utf8(bytes).ok());
    let Some(own) = text(PUBLIC_KEY).and_then(read_key) else {
        return checked.wrong(format!("{PUBLIC_KEY} manque, ou n’est pas une clé de minisign"));
    };
    let Some(signature) = text(SIGNATURE) else { return checked.wrong(format!("{SIGNATURE} manque")) };
    checked.key = Some(own.number());
    checked.expected_key = expected == Some(&own);
    if expected.is_some_and(|key| *key != own) {
        checked.wrong(format!("{PUBLIC_KEY} n’est pas la clé attendue"));
    }
    if let Err(why) = verify_seal(tagmanifest, signature, &own) {
        checked.wrong(format!("{SIGNATURE} : {why}"));
    }
}

fn logged(checked: &mut Checked, files: &BTreeMap<&str, &[u8]>) {
    let get = |path: &str| files.get(path).copied().unwrap_or_default();
    let text = |path: &str| std::str::from_utf8(get(path)).unwrap_or_default();
    let entries = match log::read_entries(get(log::ENTRIES)) {
        Ok(entries) => entries,
        Err(line) => return checked.wrong(format!("{} : ligne {line} illisible", log::ENTRIES)),
    };
    let Some(proofs) = log::read_proofs(get(log::PROOFS)) else {
        return checked.wrong(format!("{} est illisible", log::PROOFS));
    };
    if text(log::CHECKPOINT).is_empty() && entries.is_empty() {
        return;
    }
    let Ok(key) = text(log::KEY).parse::<VerifyingKey>() else {
        return checked.wrong(format!("{} n’est pas une clé de journal", log::KEY));
    };
    let checkpoint = match Checkpoint::parse_and_verify(text(log::CHECKPOINT), &key) {
        Ok(checkpoint) => checkpoint,
        Err(why) => return checked.wrong(format!("{} : {why}", log::CHECKPOINT)),
    };
    checked.size = checkpoint.size;
    let paths: BTreeMap<u64, Vec<Hash>> = proofs.into_iter().map(|proof| (proof.seq, proof.path)).collect();
    for entry in &entries {
        match proven(entry, &paths, &checkpoint) {
            Ok(()) => checked.entries += 1,
            Err(why) => checked.wrong(format!("écriture {} : {why}", entry.seq)),
        }
    }
}

fn proven(entry: &Recorded, paths: &BTreeMap<u64, Vec<Hash>>, checkpoint: &Checkpoint) -> Result<(), &'static str> {
    let path = paths.get(&entry.seq).ok_or("sa preuve manque")?;
    let leaf = entry.entry.leaf_hash();
    if !verify_inclusion(&leaf, entry.seq, checkpoint.size, path, &checkpoint.root) {
        return Err("elle n’est pas celle du journal signé");
    }
    if entry.entry.check_payload() == Payload::Wrong {
        return Err("son contenu n’est pas celui qui a été scellé");
    }
    Ok(())
}
