//! What the journal says, in the formats of `crates/journal/FORMAT.md`, and the proofs that it is in the signed log.

use journal::Recorded;
use serde::{Deserialize, Serialize};

use crate::{
    bag::File,
    facts::{Extract, Proof},
};

/// Name of the format of proofs.
const FORMAT: &str = "preau-inclusion-1";
/// A script that checks the extract with Python 3 and OpenSSL alone.
const SCRIPT: &str = include_str!("../expert/verifier.py");

/// Entries, a JSON object a line.
pub(crate) const ENTRIES: &str = "data/08_journal/extrait.jsonl";
/// Their proofs.
pub(crate) const PROOFS: &str = "data/08_journal/preuves_inclusion.json";
/// The signed note.
pub(crate) const CHECKPOINT: &str = "data/08_journal/checkpoint.txt";
/// The key that checks it.
pub(crate) const KEY: &str = "data/08_journal/cle.txt";

/// All proofs.
#[derive(Serialize, Deserialize)]
struct Proofs {
    format: String,
    proofs: Vec<Proof>,
}

/// The files of `08_journal`.
pub(crate) fn files(extract: &Extract) -> Result<Vec<File>, serde_json::Error> {
    let mut lines = Vec::new();
    for entry in &extract.entries {
        serde_json::to_writer(&mut lines, entry)?;
        lines.push(b'\n');
    }
    // One proof a line, so that a person finds one.
    let mut proofs = format!("{{\"format\":\"{FORMAT}\",\"proofs\":[\n").into_bytes();
    for (n, proof) in extract.proofs.iter().enumerate() {
        if n > 0 {
            proofs.extend_from_slice(b",\n");
        }
        serde_json::to_writer(&mut proofs, proof)?;
    }
    proofs.extend_from_slice(b"\n]}\n");
    let file = |path: &str, bytes| File { path: path.to_owned(), bytes };
    Ok(vec![
        file(CHECKPOINT, extract.checkpoint.clone().into_bytes()),
        file(KEY, format!("{}\n", extract.key.trim_end()).into_bytes()),
        file(ENTRIES, lines),
        file("data/08_journal/FORMAT.md", journal::FORMAT.as_bytes().to_vec()),
        file(PROOFS, proofs),
        file("data/08_journal/verifier.py", SCRIPT.as_bytes().to_vec()),
    ])
}

/// Reads entries back; the number of the first line that is none.
pub(crate) fn read_entries(text: &[u8]) -> Result<Vec<Recorded>, usize> {
    let lines = text.split(|byte| *byte == b'\n').filter(|line| !line.is_empty());
    lines.zip(1..).map(|(line, n)| serde_json::from_slice(line).map_err(|_| n)).collect()
}

/// Reads proofs back.
pub(crate) fn read_proofs(text: &[u8]) -> Option<Vec<Proof>> {
    let proofs: Proofs = serde_json::from_slice(text).ok()?;
    (proofs.format == FORMAT).then_some(proofs.proofs)
}
