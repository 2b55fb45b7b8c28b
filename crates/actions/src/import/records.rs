//! Records that sources have given before, by key.
//!
//! When the files hold everybody of a source, all its keys are read first, at 48 bytes each: half a million of them
//! take about 40 MB, and comparing then asks the database nothing. Otherwise each key is asked for when it comes.

use std::collections::HashMap;

use model::PersonId;
use store::{Tx, roster::known};

use super::fingerprint as hash;
use crate::Result;

/// A record that is known, or that this import has planned.
#[derive(Debug, Clone, Copy)]
pub(super) struct Entry {
    pub(super) person: PersonId,
    /// 0 when nothing names the person any more.
    pub(super) fingerprint: i64,
    pub(super) is_main: bool,
    /// Whether it was met in the files.
    is_seen: bool,
}

/// The records of one import.
#[derive(Default)]
pub(super) struct Records {
    by_key: HashMap<u128, Option<Entry>>,
    complete: Vec<String>,
}

impl Records {
    /// Reads every known record of sources that the files hold completely.
    pub(super) async fn load(tx: &mut Tx, complete: &[String]) -> Result<Records> {
        let mut records = Records { by_key: HashMap::new(), complete: complete.to_vec() };
        for prefix in complete {
            let mut after = String::new();
            loop {
                let page = known::records(tx, prefix, &after).await?;
                let Some(last) = page.last() else { break };
                last.source_key.clone_into(&mut after);
                for record in page {
                    records.by_key.insert(hash::key(&record.source_key), Some(entry(&record)));
                }
            }
        }
        Ok(records)
    }

    fn is_complete(&self, key: &str) -> bool {
        self.complete.iter().any(|prefix| key.starts_with(prefix.as_str()))
    }

    /// What is known under a key.
    pub(super) async fn get(&mut self, tx: &mut Tx, key: &str) -> Result<Option<Entry>> {
        let short = hash::key(key);
        if let Some(known) = self.by_key.get(&short) {
            return Ok(*known);
        }
        if self.is_complete(key) {
            return Ok(None);
        }
        let found = known::record(tx, key).await?.map(|record| entry(&record));
        self.by_key.insert(short, found);
        Ok(found)
    }

    /// Notes that the files hold this key; false when they did already.
    pub(super) async fn see(&mut self, tx: &mut Tx, key: &str) -> Result<bool> {
        self.get(tx, key).await?;
        let known = self.by_key.get_mut(&hash::key(key)).and_then(Option::as_mut);
        Ok(known.is_none_or(|entry| !std::mem::replace(&mut entry.is_seen, true)))
    }

    /// The person of a record that another names, if they are there after this import.
    pub(super) async fn present(&mut self, tx: &mut Tx, key: &str) -> Result<Option<PersonId>> {
        let must_be_seen = self.is_complete(key);
        let known = self.get(tx, key).await?;
        Ok(known.filter(|e| e.fingerprint != 0 && (e.is_seen || !must_be_seen)).map(|entry| entry.person))
    }

    /// Notes what a record came to.
    pub(super) fn planned(&mut self, key: &str, person: PersonId, fingerprint: i64, is_main: bool) {
        let entry = Entry { person, fingerprint, is_main, is_seen: true };
        self.by_key.insert(hash::key(key), Some(entry));
    }

    /// Notes that nothing names this person any more.
    pub(super) fn ended(&mut self, key: &str) {
        if let Some(Some(entry)) = self.by_key.get_mut(&hash::key(key)) {
            (entry.fingerprint, entry.is_seen) = (0, true);
        }
    }

    /// Gives a record to the person whom it turned out to name.
    pub(super) fn unite(&mut self, key: &str, known: PersonId) {
        if let Some(Some(entry)) = self.by_key.get_mut(&hash::key(key)) {
            (entry.person, entry.is_main) = (known, false);
        }
    }

    /// Whether known records of complete sources were not met.
    pub(super) fn has_absent(&self) -> bool {
        self.by_key.values().flatten().any(|entry| !entry.is_seen && entry.fingerprint != 0)
    }

    /// Whether this known record was not met.
    pub(super) fn is_absent(&self, key: &str) -> Option<Entry> {
        let known = self.by_key.get(&hash::key(key)).copied().flatten();
        known.filter(|entry| !entry.is_seen && entry.fingerprint != 0 && self.is_complete(key))
    }
}

fn entry(record: &known::KnownRecord) -> Entry {
    Entry { person: record.person, fingerprint: record.fingerprint, is_main: record.is_main, is_seen: false }
}
