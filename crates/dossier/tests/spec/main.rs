//! Packs: the same facts give the same bytes, one changed byte is refused everywhere, and the tools that an expert has
//! read them.
#![expect(clippy::expect_used, reason = "a test stops where its world is wrong")]

mod facts;
mod tools;
mod variants;

use dossier::{Bag, For, SealKey, check, pack, tar};
use model::dossier::Variant;

use facts::{child, facts, key};

pub(crate) fn sealed(variant: Variant) -> Bag {
    let whom = For { variant, child: variant.is_of_one().then(child) };
    let facts = facts();
    let at = facts.head.made_at;
    let mut bag = pack(facts, whom, key().public()).expect("made");
    bag.seal(&key(), at);
    bag
}

#[test]
fn the_same_facts_give_the_same_bytes_and_a_pack_that_holds() {
    for variant in Variant::ALL.iter().copied() {
        let (one, other) = (sealed(variant), sealed(variant));
        assert_eq!(one, other, "{variant}");
        assert_eq!(tar("dossier", one.files()), tar("dossier", other.files()), "{variant}");
        let checked = check(one.files(), Some(key().public()));
        assert!(checked.holds() && checked.expected_key, "{variant}: {:?}", checked.faults);
        assert_eq!(checked.digest, Some(one.digest()));
        assert_eq!(checked.size, 4, "{variant}");
        let paths: Vec<&str> = one.files().iter().map(|file| file.path.as_str()).collect();
        let mut distinct = paths.clone();
        distinct.sort_unstable();
        distinct.dedup();
        assert_eq!(distinct.len(), paths.len(), "{variant}: each path once");
    }
}

#[test]
fn one_changed_byte_is_refused_wherever_it_is() {
    let bag = sealed(Variant::Police);
    for n in 0..bag.files().len() {
        let mut files = bag.files().to_vec();
        if files[n].bytes.is_empty() {
            files[n].bytes.push(b'x');
        }
        let middle = files[n].bytes.len() / 2;
        files[n].bytes[middle] ^= 1;
        let path = files[n].path.clone();
        assert!(!check(&files, Some(key().public())).holds(), "{path} changed");
        files.remove(n);
        assert!(!check(&files, Some(key().public())).holds(), "{path} taken out");
    }
    let mut files = bag.files().to_vec();
    files.push(dossier::File { path: "data/02_messages/000009.eml".to_owned(), bytes: Vec::new() });
    assert!(!check(&files, Some(key().public())).holds(), "one put in");
}

#[test]
fn a_pack_that_another_key_sealed_is_not_the_service_s() {
    let mut bag = pack(facts(), For { variant: Variant::Police, child: None }, key().public()).expect("made");
    bag.seal(&SealKey::new([9; 32]), facts().head.made_at);
    assert!(check(bag.files(), None).holds(), "right in itself");
    let checked = check(bag.files(), Some(key().public()));
    assert!(!checked.holds() && !checked.expected_key);
    assert!(!check(&[], None).holds(), "nothing is no pack");
}

#[test]
fn an_entry_that_was_not_in_the_log_is_refused() {
    let mut facts = facts();
    facts.journal.entries[1].entry.verb = "message.release".to_owned();
    let mut bag = pack(facts, For { variant: Variant::Police, child: None }, key().public()).expect("made");
    bag.seal(&key(), model::Millis(0));
    let checked = check(bag.files(), Some(key().public()));
    assert_eq!(checked.fault_count, 1, "{:?}", checked.faults);
}
