//! The files of the repository, read once.

use std::{collections::BTreeMap, path::PathBuf, process::Command};

pub(crate) type Result<T> = std::result::Result<T, Box<dyn std::error::Error>>;

/// The files that git knows or would add, by their path from the root. What is not text has no text.
#[derive(Debug, Default)]
pub(crate) struct Tree {
    files: BTreeMap<String, Option<String>>,
}

impl Tree {
    /// Reads the checkout that this program was built from.
    pub(crate) fn read() -> Result<Tree> {
        let list = ["ls-files", "-z", "--cached", "--others", "--exclude-standard"];
        let listed = Command::new("git").args(list).current_dir(root()).output()?;
        if !listed.status.success() {
            return Err(format!("git ls-files: {}", String::from_utf8_lossy(&listed.stderr)).into());
        }
        let mut files = BTreeMap::new();
        for path in String::from_utf8(listed.stdout)?.split('\0').filter(|path| !path.is_empty()) {
            // A file that was removed is listed until the removal is committed.
            let Ok(bytes) = std::fs::read(root().join(path)) else { continue };
            files.insert(path.to_owned(), String::from_utf8(bytes).ok());
        }
        Ok(Tree { files })
    }

    /// A tree of these files, for tests.
    #[cfg(test)]
    pub(crate) fn of(files: &[(&str, &str)]) -> Tree {
        let files = files.iter().map(|(path, text)| ((*path).to_owned(), Some((*text).to_owned())));
        Tree { files: files.collect() }
    }

    /// Every text: its path and its content.
    pub(crate) fn texts(&self) -> impl Iterator<Item = (&str, &str)> {
        self.files.iter().filter_map(|(path, text)| Some((path.as_str(), text.as_deref()?)))
    }

    /// Every text whose path begins and ends so.
    pub(crate) fn under(&self, folder: &str, ending: &str) -> impl Iterator<Item = (&str, &str)> {
        self.texts().filter(move |(path, _)| path.starts_with(folder) && path.ends_with(ending))
    }

    /// The text of one file.
    pub(crate) fn text(&self, path: &str) -> Option<&str> {
        self.files.get(path)?.as_deref()
    }

    /// Whether there is such a file or folder.
    pub(crate) fn has(&self, path: &str) -> bool {
        let path = path.trim_end_matches('/');
        let inside = format!("{path}/");
        path.is_empty()
            || self.files.contains_key(path)
            || self.files.range(inside.clone()..).next().is_some_and(|(next, _)| next.starts_with(&inside))
    }
}

/// The root of the checkout.
pub(crate) fn root() -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_are_known_by_the_files_in_them() {
        let tree = Tree::of(&[("docs/a.md", ""), ("docsy", "")]);
        assert!(tree.has("docs/a.md") && tree.has("docs") && tree.has("docs/") && tree.has(""));
        assert!(!tree.has("doc") && !tree.has("docs/a"));
    }
}
