//! Whatever is done to a sealed journal is found, and an untouched one is never accused.
#![expect(clippy::expect_used, reason = "a test that cannot build its journal must fail at once")]

mod common;

use common::{Log, key, log};
use journal::{Bytes, Checkpoint, Fault, Frontier, Recorded, Report, SigningKey, Verifier, seal, verify};
use model::Millis;
use proptest::{prelude::*, sample::Index};

fn check(log: &Log, known: Option<Checkpoint>) -> Report {
    verify(log.entries.iter().cloned(), &log.notes, key().verifying_key(), known)
}

/// Changes one byte, or one character, of one field.
fn spoil(recorded: &mut Recorded, field: u8, place: Index, bit: u8) {
    let entry = &mut recorded.entry;
    match field {
        0 => recorded.seq ^= 1 << (bit % 40),
        1 => entry.id = flip_id(&entry.id.to_string(), place, bit).parse().expect("an id"),
        2 => entry.at.0 ^= 1 << (bit % 40),
        3 => entry.verb = flip_text(&entry.verb, place),
        4 => {
            entry.actor = match entry.actor {
                Some(actor) if bit > 0 => Some(flip_id(&actor.to_string(), place, bit).parse().expect("an id")),
                Some(_) => None,
                None => Some("1".repeat(32).parse().expect("an id")),
            }
        }
        5 => entry.subject = flip_text(&entry.subject, place),
        6 => entry.commitment.0[place.index(32)] ^= 1 << (bit % 8),
        7 => entry.payload = entry.payload.as_deref().map(|payload| flip_text(payload, place)),
        8 => {
            entry.salt = entry.salt.map(|mut salt| {
                salt.0[place.index(16)] ^= 1 << (bit % 8);
                salt
            });
        }
        _ => {
            recorded.leaf_hash = recorded.leaf_hash.map(|mut hash| {
                hash.0[place.index(32)] ^= 1 << (bit % 8);
                hash
            });
        }
    }
}

fn flip_text(text: &str, place: Index) -> String {
    let at = place.index(text.chars().count());
    text.chars().enumerate().map(|(n, c)| if n == at { if c == 'x' { 'y' } else { 'x' } } else { c }).collect()
}

fn flip_id(id: &str, place: Index, bit: u8) -> String {
    let at = place.index(id.len());
    let flipped = |c: char| {
        let digit = c.to_digit(16).expect("hexadecimal") ^ (1 + u32::from(bit % 15));
        char::from_digit(digit, 16).expect("one digit")
    };
    id.chars().enumerate().map(|(n, c)| if n == at { flipped(c) } else { c }).collect()
}

/// A journal of a few stretches, and the number of entries that are sealed.
fn journals() -> impl Strategy<Value = (Log, usize)> {
    (prop::collection::vec(1u64..12, 1..6), 0u64..4)
        .prop_map(|(stretches, tail)| (log(&stretches, tail), stretches.iter().sum::<u64>() as usize))
}

/// Whether the report names this entry, alone or within a stretch.
fn names(report: &Report, n: usize) -> bool {
    let n = n as u64;
    report.faults.iter().any(|fault| match fault {
        Fault::EntryChanged { seq } | Fault::PayloadChanged { seq } => *seq == n,
        Fault::LogChanged { from, until } | Fault::Gap { from, until } => (*from..*until).contains(&n),
        _ => false,
    })
}

proptest! {
    #[test]
    fn an_untouched_journal_holds((log, sealed) in journals(), known: Index, with_known: bool) {
        let known = with_known.then(|| known.get(&log.checkpoints).clone());
        let report = check(&log, known);
        prop_assert!(report.holds(), "{:?}", report.faults);
        prop_assert_eq!(report.remark_count, 0);
        prop_assert_eq!(report.entries as usize, log.entries.len());
        prop_assert_eq!((report.checkpoints, report.agreed), (log.notes.len() as u64, log.notes.len() as u64));
        prop_assert_eq!(report.unsealed as usize, log.entries.len() - sealed);
        prop_assert_eq!(report.unsealed_since, log.entries.get(sealed).map(|recorded| recorded.entry.at));
        prop_assert_eq!(report.newest.as_ref(), log.checkpoints.last());
        prop_assert_eq!(report.newest_note.as_ref(), log.notes.last());
    }

    #[test]
    fn a_changed_byte_of_any_field_is_found_and_its_entry_is_named(
        (mut log, sealed) in journals(), n: Index, field in 0u8..10, place: Index, bit: u8
    ) {
        let n = n.index(sealed);
        spoil(&mut log.entries[n], field, place, bit);
        let report = check(&log, None);
        prop_assert!(!report.holds());
        prop_assert!(field == 0 || names(&report, n), "entry {} in {:?}", n, report.faults);
    }

    #[test]
    fn a_change_is_found_although_its_hashes_were_made_again(
        (mut log, sealed) in journals(), n: Index, with_leaf: bool, erase: bool
    ) {
        let n = n.index(sealed);
        let mut forged = common::entry(n as u64);
        forged.payload.push(' ');
        let mut forged = forged.commit();
        if erase {
            forged.erase();
        }
        log.entries[n].leaf_hash = with_leaf.then(|| forged.leaf_hash());
        log.entries[n].entry = forged;
        let report = check(&log, None);
        let seal = log.checkpoints.iter().position(|seal| seal.size > n as u64).expect("sealed");
        let from = if seal == 0 { 0 } else { log.checkpoints[seal - 1].size };
        prop_assert_eq!(&report.faults, &vec![Fault::LogChanged { from, until: log.checkpoints[seal].size }]);
        prop_assert_eq!(report.agreed, seal as u64);
    }

    #[test]
    fn an_entry_removed_repeated_inserted_or_moved_is_found(
        (mut log, sealed) in journals(), n: Index, other: Index, how in 0u8..4, renumbered: bool, with_leaves: bool
    ) {
        let (n, other) = (n.index(sealed), other.index(sealed));
        match how {
            0 => drop(log.entries.remove(n)),
            1 => {
                // The newest sealed entry, repeated behind itself, is an unsealed one like any other.
                prop_assume!(n != other || n + 1 < sealed);
                log.entries.insert(n, log.entries[other].clone());
            }
            2 => {
                let entry = common::entry(9_999).commit();
                log.entries.insert(n, Recorded { seq: n as u64, leaf_hash: Some(entry.leaf_hash()), entry });
            }
            _ => {
                prop_assume!(n != other);
                log.entries.swap(n, other);
            }
        }
        for (seq, recorded) in log.entries.iter_mut().enumerate() {
            if renumbered {
                recorded.seq = seq as u64;
            }
            if !with_leaves {
                recorded.leaf_hash = None;
            }
        }
        prop_assert!(!check(&log, None).holds());
    }

    #[test]
    fn a_truncated_log_is_found((mut log, sealed) in journals(), keep: Index) {
        let keep = keep.index(sealed);
        log.entries.truncate(keep);
        let cut = Fault::ShorterThanSealed { entries: keep as u64, sealed: sealed as u64 };
        prop_assert!(check(&log, None).faults.contains(&cut));
    }

    #[test]
    fn entries_cut_off_with_their_checkpoints_are_found_by_whoever_kept_one((mut log, sealed) in journals(), keep: Index) {
        let known = log.checkpoints.last().cloned();
        let keep = keep.index(sealed) as u64;
        log.entries.truncate(keep as usize);
        let kept = log.checkpoints.iter().take_while(|checkpoint| checkpoint.size <= keep).count();
        log.notes.truncate(kept);
        prop_assert!(check(&log, None).holds(), "nothing inside the database tells");
        let report = check(&log, known);
        let cut = Fault::ShorterThanKnown { entries: keep, known: sealed as u64 };
        prop_assert!(report.faults.contains(&cut), "{:?}", report.faults);
    }

    #[test]
    fn a_changed_byte_of_a_checkpoint_is_found((mut log, _) in journals(), n: Index, place: Index, bit in 0u8..7) {
        let n = n.index(log.notes.len());
        let mut bytes = log.notes[n].clone().into_bytes();
        let place = place.index(bytes.len());
        bytes[place] ^= 1 << bit;
        log.notes[n] = String::from_utf8_lossy(&bytes).into_owned();
        let report = check(&log, None);
        let found = |fault: &Fault| matches!(fault, Fault::CheckpointRefused { place, .. } if *place == n as u64 + 1);
        prop_assert!(report.faults.iter().any(found), "{:?}", report.faults);
    }

    #[test]
    fn a_checkpoint_removed_repeated_or_moved_is_found(
        (mut log, _) in journals(), n: Index, other: Index, how in 0u8..3
    ) {
        let last = log.notes.len() - 1;
        let (n, other) = (n.index(log.notes.len()), other.index(log.notes.len()));
        let known = log.checkpoints.last().cloned();
        match how {
            0 => drop(log.notes.remove(n)),
            1 => log.notes.insert(other, log.notes[n].clone()),
            _ => {
                prop_assume!(n != other);
                log.notes.swap(n, other);
            }
        }
        prop_assert!(!check(&log, known).holds());
        // Without a checkpoint kept elsewhere, the newest one is the only one that may go unnoticed.
        prop_assert!(!check(&log, None).holds() || (how == 0 && n == last));
    }

    #[test]
    fn a_checkpoint_signed_with_another_key_is_found((mut log, _) in journals(), n: Index) {
        let n = n.index(log.notes.len());
        let forger = SigningKey::new(key().verifying_key().name(), [66; 32]).expect("a right name");
        log.notes[n] = log.checkpoints[n].sign(&forger);
        prop_assert!(!check(&log, None).holds());
    }

    #[test]
    fn a_log_rewritten_by_who_holds_the_key_is_found_by_whoever_kept_a_checkpoint(
        (log, sealed) in journals(), n: Index, known: Index
    ) {
        let known = known.get(&log.checkpoints).clone();
        let mut forged = log.clone();
        let n = n.index(sealed);
        forged.entries[n].entry.subject.push('!');
        forged.entries[n].leaf_hash = Some(forged.entries[n].entry.leaf_hash());
        (forged.notes, forged.checkpoints) = sealed_again(&forged);
        prop_assert!(check(&forged, None).holds(), "the forger knows the trade");
        let report = check(&forged, Some(known.clone()));
        let fork = report.faults.contains(&Fault::Fork { size: known.size });
        prop_assert_eq!(fork, (n as u64) < known.size, "{:?}", report.faults);
        prop_assert_eq!(report.holds(), !fork);
    }
}

fn sealed_again(log: &Log) -> (Vec<String>, Vec<Checkpoint>) {
    let (mut frontier, mut previous, mut sealed) = (Frontier::default(), None, Vec::new());
    for Checkpoint { size, at, .. } in &log.checkpoints {
        let stretch = &log.entries[frontier.size() as usize..*size as usize];
        let leaves: Vec<_> = stretch.iter().filter_map(|recorded| recorded.leaf_hash).collect();
        let next = seal(previous.as_ref(), &mut frontier, leaves, *at, &key()).expect("it continues");
        let next = next.expect("a stretch has entries");
        previous = Some(next.checkpoint.clone());
        sealed.push((next.note, next.checkpoint));
    }
    sealed.into_iter().unzip()
}

#[test]
fn one_changed_entry_does_not_hide_another() {
    let mut log = log(&[5, 5, 5], 0);
    log.entries[2].entry.verb = "message.read".to_owned();
    log.entries[11].entry.at = Millis(0);
    let report = check(&log, None);
    assert_eq!(report.faults, [Fault::EntryChanged { seq: 2 }, Fault::EntryChanged { seq: 11 }]);
    assert_eq!(report.agreed, 3);
}

#[test]
fn an_erased_payload_is_counted_and_nothing_is_lost() {
    let mut log = log(&[5, 5], 1);
    log.entries[3].entry.erase();
    let report = check(&log, None);
    assert!(report.holds());
    assert_eq!((report.erased, report.agreed), (1, 2));
}

#[test]
fn the_newest_checkpoints_removed_are_missed_by_whoever_kept_one() {
    let mut log = log(&[5, 5], 0);
    let known = log.checkpoints.pop();
    log.notes.pop();
    assert_eq!(check(&log, known).faults, [Fault::CheckpointsRemoved { newest: 5, known: 10 }]);
}

#[test]
fn a_kept_checkpoint_narrows_where_the_log_was_changed() {
    let mut log = log(&[4, 4, 4], 0);
    let known = log.checkpoints[1].clone();
    log.notes.drain(..2);
    log.entries[9].leaf_hash = Some(Bytes([0; 32]));
    let report = check(&log, Some(known));
    assert!(report.faults.contains(&Fault::LogChanged { from: 8, until: 12 }), "{:?}", report.faults);
}

#[test]
fn an_entry_that_cannot_be_read_is_a_fault_of_its_own() {
    let log = log(&[2], 0);
    let mut verifier = Verifier::new(key().verifying_key().clone(), None);
    verifier.checkpoint(&log.notes[0]);
    verifier.unreadable_entry(0);
    verifier.entry(&log.entries[1]);
    let report = verifier.finish();
    assert_eq!((report.faults, report.agreed), (vec![Fault::EntryUnreadable { seq: 0 }], 0));
}

#[test]
fn checkpoints_given_too_late_never_pass_for_verified() {
    let log = log(&[2, 2], 0);
    let mut verifier = Verifier::new(key().verifying_key().clone(), None);
    log.entries.iter().for_each(|recorded| verifier.entry(recorded));
    log.notes.iter().for_each(|note| verifier.checkpoint(note));
    assert_eq!(verifier.finish().faults, [Fault::CheckpointLate { size: 2 }]);
}

#[test]
fn a_clock_that_was_set_is_remarked_on_and_accuses_nobody() {
    let (mut frontier, mut log) = (Frontier::default(), log(&[2, 2], 0));
    let late = Millis(common::START) + Millis::hours(1);
    let entry = journal::Entry { at: late, ..common::entry(0) }.commit();
    log.entries[0] = Recorded { seq: 0, leaf_hash: Some(entry.leaf_hash()), entry };
    let leaves: Vec<_> = log.entries.iter().filter_map(|recorded| recorded.leaf_hash).collect();
    let first = seal(None, &mut frontier, leaves[..2].to_vec(), Millis(common::START), &key());
    let first = first.expect("it continues").expect("two leaves");
    let early = Millis(common::START) - Millis::hours(1);
    let second = seal(Some(&first.checkpoint), &mut frontier, leaves[2..].to_vec(), early, &key());
    log.notes = vec![first.note, second.expect("it continues").expect("two leaves").note];
    let report = check(&log, None);
    assert!(report.holds());
    assert_eq!(report.remark_count, 3, "{:?}", report.remarks);
}

#[test]
fn findings_are_bounded_and_all_are_counted() {
    let mut log = log(&[300], 0);
    log.entries.iter_mut().for_each(|recorded| recorded.entry.payload = Some("{}".to_owned()));
    let report = check(&log, None);
    assert_eq!(report.fault_count, 300);
    assert_eq!(report.faults.len(), model::limits::VERIFY_FINDINGS_KEPT_MAX);
}
