//! A list of passwords that were stolen somewhere, kept by the operator as a file: SHA-1 in hexadecimal, one a line, in
//! order, whatever follows a colon (the form in which such lists are published). It is searched where it lies, in thirty
//! steps for a thousand million lines, and nothing of a password leaves the machine.

use std::{
    fs::File,
    io::{self, BufRead as _, BufReader, Read as _, Seek as _, SeekFrom},
    path::{Path, PathBuf},
};

use sha1::{Digest as _, Sha1};

use crate::{Error, Result};

/// Characters of a hash.
const HEX: usize = 40;
/// Bytes of a line, more than any has.
const LINE_BYTES_MAX: u64 = 120;

/// The list.
#[derive(Debug, Clone)]
pub struct Breached {
    path: PathBuf,
}

/// Why a file is no such list.
#[derive(Debug, thiserror::Error)]
pub enum NotAList {
    /// It cannot be read.
    #[error("la liste de mots de passe volés {0} ne peut pas être lue : {1}")]
    Unreadable(PathBuf, io::Error),
    /// A line of it is not one.
    #[error(
        "{0} n’est pas une liste de mots de passe volés : il faut une empreinte SHA-1 en hexadécimal par ligne, dans \
         l’ordre, avec ou sans « :nombre » à la suite"
    )]
    Lines(PathBuf),
}

impl Breached {
    /// Takes a file as the list, after a look at its first lines.
    pub fn open(path: &Path) -> std::result::Result<Breached, NotAList> {
        let unreadable = |error| NotAList::Unreadable(path.to_owned(), error);
        let file = File::open(path).map_err(unreadable)?;
        let mut former = String::new();
        for line in BufReader::new(file.take(LINE_BYTES_MAX * 100)).lines().take(50) {
            let hash = hash_of(&line.map_err(unreadable)?).ok_or_else(|| NotAList::Lines(path.to_owned()))?;
            if hash < former {
                return Err(NotAList::Lines(path.to_owned()));
            }
            former = hash;
        }
        if former.is_empty() { Err(NotAList::Lines(path.to_owned())) } else { Ok(Breached { path: path.to_owned() }) }
    }

    /// Whether a password is in it. A list that cannot be read holds nothing, and the log says so: on the morning after a
    /// reset people must be able to come back.
    pub(crate) async fn holds(&self, password: &str) -> Result<bool> {
        let (path, wanted) = (self.path.clone(), sha1_of(password));
        let found = tokio::task::spawn_blocking(move || find(&path, &wanted)).await.map_err(|_| Error::Lost)?;
        Ok(found.unwrap_or_else(|error| {
            tracing::error!(list = %self.path.display(), %error, "the list of stolen passwords cannot be read");
            false
        }))
    }
}

fn sha1_of(password: &str) -> String {
    model::text::hex(&Sha1::digest(password.as_bytes())).to_ascii_uppercase()
}

/// The hash of a line, in capitals.
fn hash_of(line: &str) -> Option<String> {
    let hash = line.trim().split(':').next()?;
    (hash.len() == HEX && hash.bytes().all(|byte| byte.is_ascii_hexdigit())).then(|| hash.to_ascii_uppercase())
}

/// Looks for a hash by halves.
fn find(path: &Path, wanted: &str) -> io::Result<bool> {
    let mut file = File::open(path)?;
    let (mut from, mut to) = (0, file.metadata()?.len());
    while from < to {
        let middle = from + (to - from) / 2;
        let (begin, line) = line_at(&mut file, middle, from)?;
        let Some(hash) = hash_of(&line) else { return Ok(false) };
        match hash.as_str().cmp(wanted) {
            std::cmp::Ordering::Equal => return Ok(true),
            std::cmp::Ordering::Less => from = begin + line.len() as u64,
            std::cmp::Ordering::Greater => to = begin,
        }
    }
    Ok(false)
}

/// The line in which a place of the file is, and where it begins, not before another place.
fn line_at(file: &mut File, place: u64, not_before: u64) -> io::Result<(u64, String)> {
    let back = place.saturating_sub(LINE_BYTES_MAX).max(not_before);
    file.seek(SeekFrom::Start(back))?;
    let mut bytes = Vec::new();
    file.by_ref().take(2 * LINE_BYTES_MAX).read_to_end(&mut bytes)?;
    let at = usize::try_from(place - back).unwrap_or_default().min(bytes.len());
    let begin = bytes[..at].iter().rposition(|byte| *byte == b'\n').map_or(0, |found| found + 1);
    let end = bytes[at..].iter().position(|byte| *byte == b'\n').map_or(bytes.len(), |found| at + found + 1);
    Ok((back + begin as u64, String::from_utf8_lossy(&bytes[begin..end]).into_owned()))
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use super::*;

    fn list(lines: &[String]) -> tempfile::NamedTempFile {
        let mut file = tempfile::NamedTempFile::new().expect("a file");
        for line in lines {
            writeln!(file, "{line}").expect("written");
        }
        file
    }

    #[tokio::test]
    async fn every_password_of_the_list_is_found_and_no_other() {
        for (ending, count) in [("", 1), (":17", 2), ("\r", 257), (":3\r", 1_000)] {
            let mut hashes: Vec<String> = (0..count).map(|n| sha1_of(&format!("mot de passe {n}"))).collect();
            hashes.sort();
            let lines: Vec<String> = hashes.iter().map(|hash| format!("{hash}{ending}")).collect();
            let file = list(&lines);
            let breached = Breached::open(file.path()).expect("a list");
            for n in 0..count {
                assert!(breached.holds(&format!("mot de passe {n}")).await.expect("searched"), "{n} {ending:?}");
                assert!(!breached.holds(&format!("autre {n}")).await.expect("searched"), "{n}");
            }
        }
    }

    #[tokio::test]
    async fn a_list_that_has_gone_keeps_nobody_out() {
        let file = list(&[sha1_of("a")]);
        let breached = Breached::open(file.path()).expect("a list");
        drop(file);
        assert!(!breached.holds("a").await.expect("an answer"));
    }

    #[test]
    fn what_is_no_list_is_refused() {
        let sorted = [sha1_of("a"), sha1_of("b")];
        let (first, last) = (sorted.iter().min().expect("two"), sorted.iter().max().expect("two"));
        for lines in [vec![], vec!["motdepasse".to_owned()], vec![last.clone(), first.clone()]] {
            let file = list(&lines);
            assert!(matches!(Breached::open(file.path()), Err(NotAList::Lines(_))), "{lines:?}");
        }
        let none = Path::new("/no/such/file");
        assert!(matches!(Breached::open(none), Err(NotAList::Unreadable(..))));
    }
}
