//! The public page as files that another host serves: in March 2024 the service itself was what had to be closed, and
//! nobody was left to say so. Two pages without script, dated; their SHA-256, as `sha256sum -c` reads them; and the same
//! list as a note that the journal's key signs (C2SP signed-note), so that a copy on any host can be held to its origin.

use actions::App;
use journal::VerifyingKey;
use sha2::{Digest as _, Sha256};

use crate::pages::notices;

/// Why the page could not be made, or is not what was signed.
#[derive(Debug, thiserror::Error)]
pub enum NotMade {
    /// What stands under the pages failed.
    #[error("{0}")]
    Failed(String),
    /// The list of sums is not signed by this installation's key.
    #[error("{NOTE} : {0}")]
    NotSigned(#[from] journal::Error),
    /// A file is not the one that was signed, or is not there.
    #[error("{0} n’est pas le fichier qui a été signé")]
    Changed(String),
}

/// The list of sums.
pub const SUMS: &str = "SHA256SUMS";
/// The same, signed.
pub const NOTE: &str = "SHA256SUMS.note";
/// The key that checks it.
pub const KEY: &str = "key.txt";

/// A file: its name, and all of it.
pub type File = (&'static str, String);

/// The files, in the order in which they are to be written: pages before what vouches for them.
pub async fn files(app: &App) -> Result<Vec<File>, NotMade> {
    let mut files = notices::status_files(app).await.map_err(|error| NotMade::Failed(error.to_string()))?;
    let sums: String = files.iter().map(|(name, text)| sum(name, text.as_bytes())).collect();
    let note = journal::sign_note(&sums, &app.seal_key);
    files.push((SUMS, sums));
    files.push((NOTE, note));
    files.push((KEY, format!("{}\n", app.seal_key.verifying_key())));
    Ok(files)
}

/// A line of the list: as `sha256sum` writes it.
fn sum(name: &str, bytes: &[u8]) -> String {
    format!("{}  {name}\n", model::text::hex(&Sha256::digest(bytes)))
}

/// Checks that files are those that a key signed; `read` gives what a file holds, by its name. Gives how many there are.
pub fn check(key: &VerifyingKey, read: impl Fn(&str) -> Option<Vec<u8>>) -> Result<usize, NotMade> {
    let changed = |name: &str| NotMade::Changed(name.to_owned());
    let note = read(NOTE).and_then(|bytes| String::from_utf8(bytes).ok()).ok_or_else(|| changed(NOTE))?;
    let sums = journal::open_note(&note, key)?;
    let mut count = 0;
    for line in sums.lines() {
        let (_, name) = line.split_once("  ").ok_or_else(|| changed(NOTE))?;
        let bytes = read(name).ok_or_else(|| changed(name))?;
        if sum(name, &bytes).trim_end() != line {
            return Err(changed(name));
        }
        count += 1;
    }
    if count == 0 { Err(changed(NOTE)) } else { Ok(count) }
}
