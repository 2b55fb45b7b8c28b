//! Reads a whole journal once and says everything that is wrong with it.
//!
//! Entries are hashed again, leaf after leaf; where a checkpoint stands, the root must be the one that was signed. What
//! comes after the first disagreement cannot be compared any more, as every later root depends on it, so the rest is
//! then only checked for what stands by itself: numbers, payloads, signatures, the chain of checkpoints. Memory is that
//! of the frontier and of the checkpoints given ahead.

use std::collections::VecDeque;

use model::{
    Millis,
    limits::{JOURNAL_CLOCK_SKEW, VERIFY_FINDINGS_KEPT_MAX},
};

use crate::{Checkpoint, Fault, Frontier, Payload, Recorded, Remark, Report, keys::VerifyingKey};

/// Verifies a journal that is at hand as a whole: entries and signed checkpoints, each in order. `known` is a
/// checkpoint that was kept outside the database; without one, the removal of the newest entries together with their
/// checkpoints cannot be told from a log that never had them.
pub fn verify<E, C>(entries: E, checkpoints: C, key: &VerifyingKey, known: Option<Checkpoint>) -> Report
where
    E: IntoIterator<Item = Recorded>,
    C: IntoIterator<Item: AsRef<str>>,
{
    let mut verifier = Verifier::new(key.clone(), known);
    let mut checkpoints = checkpoints.into_iter();
    for entry in entries {
        while verifier.wants_checkpoint() {
            let Some(note) = checkpoints.next() else { break };
            verifier.checkpoint(note.as_ref());
        }
        verifier.entry(&entry);
    }
    checkpoints.for_each(|note| verifier.checkpoint(note.as_ref()));
    verifier.finish()
}

/// Verifies a journal that comes in pieces. A checkpoint must be given before the entries that follow those it covers:
/// while [`Verifier::wants_checkpoint`], give the next ones, if there are any; then the next entries.
#[derive(Debug)]
pub struct Verifier {
    key: VerifyingKey,
    known: Option<Checkpoint>,
    frontier: Frontier,
    /// The number that the next entry must have.
    expected: u64,
    /// Whether every leaf so far is where it was when it was sealed, as far as the checkpoints tell.
    comparable: bool,
    /// Entries under the newest root that agreed.
    agreed_size: u64,
    /// Checkpoints whose entries are still to come.
    waiting: VecDeque<Checkpoint>,
    /// Whether the checkpoint just before could be read.
    linked: bool,
    /// Time of the newest checkpoint that was reached.
    sealed_at: Option<Millis>,
    /// The latest time, and its entry, since then.
    latest: Option<(Millis, u64)>,
    report: Report,
}

impl Verifier {
    /// Begins to verify the log that `key` is named for.
    pub fn new(key: VerifyingKey, known: Option<Checkpoint>) -> Verifier {
        Verifier {
            key,
            known,
            frontier: Frontier::default(),
            expected: 0,
            comparable: true,
            agreed_size: 0,
            waiting: VecDeque::new(),
            linked: true,
            sealed_at: None,
            latest: None,
            report: Report::default(),
        }
    }

    /// Whether the next checkpoint, if there is one, must be given before the next entry.
    pub fn wants_checkpoint(&self) -> bool {
        self.waiting.is_empty()
    }

    /// Reads the next checkpoint, a signed note.
    pub fn checkpoint(&mut self, note: &str) {
        self.report.checkpoints += 1;
        let place = self.report.checkpoints;
        let checkpoint = match Checkpoint::parse_and_verify(note, &self.key) {
            Ok(checkpoint) => checkpoint,
            Err(why) => {
                self.linked = false;
                return self.fault(Fault::CheckpointRefused { place, why });
            }
        };
        let newest = self.report.newest.take();
        let chained = checkpoint.after == newest.as_ref().map(Checkpoint::digest);
        if std::mem::replace(&mut self.linked, true) && !chained {
            self.fault(Fault::CheckpointChainBroken { place, size: checkpoint.size });
        }
        match newest {
            Some(newest) if checkpoint.size <= newest.size => {
                let (size, after) = (checkpoint.size, newest.size);
                if size < after {
                    self.fault(Fault::CheckpointBackwards { place, size, after });
                } else if checkpoint.root != newest.root {
                    self.fault(Fault::Fork { size });
                }
                self.report.newest = Some(newest);
            }
            newest => {
                self.check_checkpoint_time(&checkpoint, newest.as_ref());
                self.check_fork(&checkpoint);
                self.waiting.push_back(checkpoint.clone());
                self.report.newest = Some(checkpoint);
                self.report.newest_note = Some(note.to_owned());
                self.compare();
            }
        }
    }

    /// Reads the next entry.
    pub fn entry(&mut self, recorded: &Recorded) {
        if !self.count(recorded.seq) {
            return;
        }
        let (seq, entry) = (recorded.seq, &recorded.entry);
        match entry.check_payload() {
            Payload::Proven => {}
            Payload::Erased => self.report.erased += 1,
            Payload::Wrong => self.fault(Fault::PayloadChanged { seq }),
        }
        self.check_entry_time(seq, entry.at);
        self.report.unsealed_since.get_or_insert(entry.at);
        let computed = entry.leaf_hash();
        let leaf = recorded.leaf_hash.unwrap_or(computed);
        if leaf != computed {
            // The stored hash goes on standing for the leaf: if the signed root agrees with it, this entry alone was
            // changed, and what follows can still be compared.
            self.fault(Fault::EntryChanged { seq });
        }
        self.frontier.push(leaf);
        self.compare();
    }

    /// Counts an entry whose fields could not be read, at its place.
    pub fn unreadable_entry(&mut self, seq: u64) {
        if self.count(seq) {
            self.fault(Fault::EntryUnreadable { seq });
            self.comparable = false;
            self.compare();
        }
    }

    /// Ends the reading.
    pub fn finish(mut self) -> Report {
        let entries = self.expected;
        let newest = self.report.newest.as_ref().map_or(0, |checkpoint| checkpoint.size);
        if newest > entries {
            self.fault(Fault::ShorterThanSealed { entries, sealed: newest });
        }
        if let Some(known) = self.known.as_ref().map(|checkpoint| checkpoint.size) {
            if known > entries {
                self.fault(Fault::ShorterThanKnown { entries, known });
            }
            if known > newest {
                self.fault(Fault::CheckpointsRemoved { newest, known });
            }
        }
        self.report.unsealed = entries.saturating_sub(newest);
        if self.report.unsealed == 0 {
            self.report.unsealed_since = None;
        }
        self.report
    }

    /// Counts an entry; says whether it is one to look at.
    fn count(&mut self, seq: u64) -> bool {
        self.report.entries += 1;
        let expected = self.expected;
        if seq < expected {
            self.fault(Fault::OutOfOrder { seq, expected });
            return false;
        }
        if seq > expected {
            self.fault(Fault::Gap { from: expected, until: seq });
            self.comparable = false;
        }
        self.expected = seq.saturating_add(1);
        true
    }

    /// Compares the tree with every checkpoint that is reached.
    fn compare(&mut self) {
        while let Some(checkpoint) = self.waiting.pop_front_if(|checkpoint| checkpoint.size <= self.expected) {
            self.sealed(&checkpoint);
            if checkpoint.size == self.expected {
                self.report.agreed += u64::from(self.agrees(&checkpoint));
            } else if self.comparable {
                self.fault(Fault::CheckpointLate { size: checkpoint.size });
            }
        }
        if let Some(known) = self.known.take_if(|known| known.size == self.expected) {
            self.agrees(&known);
            self.known = Some(known);
        }
    }

    fn agrees(&mut self, checkpoint: &Checkpoint) -> bool {
        if !self.comparable {
            return false;
        }
        if checkpoint.root == self.frontier.root() {
            self.agreed_size = checkpoint.size;
            return true;
        }
        self.comparable = false;
        self.fault(Fault::LogChanged { from: self.agreed_size, until: checkpoint.size });
        false
    }

    /// Closes the stretch of entries that a checkpoint seals.
    fn sealed(&mut self, checkpoint: &Checkpoint) {
        if let Some((at, seq)) = self.latest.take() {
            let by = at - checkpoint.at;
            if by > JOURNAL_CLOCK_SKEW {
                self.remark(Remark::EntryLate { seq, by });
            }
        }
        self.sealed_at = Some(checkpoint.at);
        self.report.unsealed_since = None;
    }

    fn check_entry_time(&mut self, seq: u64, at: Millis) {
        if self.latest.is_none_or(|(latest, _)| at > latest) {
            self.latest = Some((at, seq));
        }
        let by = self.sealed_at.map_or(Millis(0), |sealed| sealed - at);
        if by > JOURNAL_CLOCK_SKEW {
            self.remark(Remark::EntryEarly { seq, by });
        }
    }

    fn check_checkpoint_time(&mut self, checkpoint: &Checkpoint, newest: Option<&Checkpoint>) {
        let by = newest.map_or(Millis(0), |newest| newest.at - checkpoint.at);
        if by > JOURNAL_CLOCK_SKEW {
            self.remark(Remark::CheckpointEarly { size: checkpoint.size, by });
        }
    }

    /// Two signatures of one key on different logs of one size: proof against the holder of the key.
    fn check_fork(&mut self, checkpoint: &Checkpoint) {
        let size = checkpoint.size;
        if self.known.as_ref().is_some_and(|known| known.size == size && known.root != checkpoint.root) {
            self.fault(Fault::Fork { size });
        }
    }

    fn fault(&mut self, fault: Fault) {
        self.report.fault_count += 1;
        if self.report.faults.len() < VERIFY_FINDINGS_KEPT_MAX {
            self.report.faults.push(fault);
        }
    }

    fn remark(&mut self, remark: Remark) {
        self.report.remark_count += 1;
        if self.report.remarks.len() < VERIFY_FINDINGS_KEPT_MAX {
            self.report.remarks.push(remark);
        }
    }
}
