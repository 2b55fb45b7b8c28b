//! Our trees and proofs against another implementation of RFC 6962.

use ct_merkle::{ConsistencyProof, InclusionProof, RootHash, digest::Output, mem_backed_tree::MemoryBackedTree};
use journal::{
    Bytes, Hash, consistency_proof, inclusion_proof, leaf_hash, root_of, verify_consistency, verify_inclusion,
};
use proptest::{prelude::*, sample::Index};
use sha2::Sha256;

const SIZE_MAX: usize = 40;

fn leaf(n: usize) -> Vec<u8> {
    format!("leaf {n}").into_bytes()
}

fn peer(size: usize) -> MemoryBackedTree<Sha256, Vec<u8>> {
    let mut tree = MemoryBackedTree::new();
    (0..size).for_each(|n| tree.push(leaf(n)));
    tree
}

fn ours(size: usize) -> Vec<Hash> {
    (0..size).map(|n| leaf_hash(&leaf(n))).collect()
}

fn bytes(proof: &[Hash]) -> Vec<u8> {
    proof.iter().flat_map(|hash| hash.0).collect()
}

fn root(hash: Hash, size: usize) -> RootHash<Sha256> {
    RootHash::new(Output::<Sha256>::from(hash.0), size as u64)
}

#[test]
fn every_inclusion_proof_is_the_peers_and_each_accepts_the_others() {
    for size in 1..=SIZE_MAX {
        let (tree, leaves) = (peer(size), ours(size));
        assert_eq!(tree.root().as_bytes().as_slice(), root_of(&leaves).0);
        for index in 0..size {
            let proof = inclusion_proof(&leaves, index).expect("the leaf is there");
            assert_eq!(bytes(&proof), tree.prove_inclusion(index).as_bytes(), "{index} of {size}");
            assert!(verify_inclusion(&leaves[index], index as u64, size as u64, &proof, &root_of(&leaves)));
            let proof = InclusionProof::<Sha256>::from_bytes(bytes(&proof));
            assert!(root(root_of(&leaves), size).verify_inclusion(&leaf(index), index as u64, &proof).is_ok());
        }
        assert_eq!(inclusion_proof(&leaves, size), None);
    }
}

#[test]
fn every_consistency_proof_is_the_peers_and_each_accepts_the_others() {
    for size in 1..=SIZE_MAX {
        let (tree, leaves) = (peer(size), ours(size));
        for old in 1..=size {
            let proof = consistency_proof(&leaves, old).expect("the old tree is smaller");
            assert_eq!(bytes(&proof), tree.prove_consistency(size - old).as_bytes(), "{old} to {size}");
            let (old_root, new_root) = (root_of(&leaves[..old]), root_of(&leaves));
            assert!(verify_consistency(old as u64, &old_root, size as u64, &new_root, &proof));
            let proof = ConsistencyProof::<Sha256>::try_from_bytes(bytes(&proof)).expect("whole hashes");
            assert!(root(new_root, size).verify_consistency(&root(old_root, old), &proof).is_ok());
        }
        assert_eq!(consistency_proof(&leaves, size + 1), None);
        assert_eq!(consistency_proof(&leaves, 0), Some(vec![]));
    }
}

/// A proof with one bit flipped, one hash more, one less, or two swapped; none if that changes nothing.
fn spoilt(proof: &[Hash], how: u8, place: Index, bit: u8) -> Option<Vec<Hash>> {
    let mut spoilt = proof.to_vec();
    match how {
        0 if !proof.is_empty() => spoilt[place.index(proof.len())].0[usize::from(bit / 8)] ^= 1 << (bit % 8),
        1 => spoilt.insert(place.index(proof.len() + 1), Bytes([bit; 32])),
        2 if !proof.is_empty() => drop(spoilt.remove(place.index(proof.len()))),
        _ if proof.len() > 1 => spoilt.swap(0, 1 + place.index(proof.len() - 1)),
        _ => return None,
    }
    (spoilt != proof).then_some(spoilt)
}

proptest! {
    #[test]
    fn a_spoilt_inclusion_proof_is_refused(
        size in 1usize..200, index: Index, how in 0u8..4, place: Index, bit: u8, shift in 1u64..400
    ) {
        let leaves = ours(size);
        let (index, root) = (index.index(size), root_of(&leaves));
        let proof = inclusion_proof(&leaves, index).expect("the leaf is there");
        if let Some(spoilt) = spoilt(&proof, how, place, bit) {
            prop_assert!(!verify_inclusion(&leaves[index], index as u64, size as u64, &spoilt, &root));
        }
        prop_assert!(!verify_inclusion(&leaf_hash(b"other"), index as u64, size as u64, &proof, &root));
        prop_assert!(!verify_inclusion(&leaves[index], index as u64 + shift, size as u64, &proof, &root));
        prop_assert!(!verify_inclusion(&leaves[index], index as u64, 0, &proof, &root));
    }

    #[test]
    fn a_spoilt_consistency_proof_is_refused(
        size in 1usize..200, old: Index, how in 0u8..4, place: Index, bit: u8, forged in 0usize..200
    ) {
        let leaves = ours(size);
        let old = 1 + old.index(size);
        let (old_root, root) = (root_of(&leaves[..old]), root_of(&leaves));
        let proof = consistency_proof(&leaves, old).expect("the old tree is smaller");
        if let Some(spoilt) = spoilt(&proof, how, place, bit) {
            prop_assert!(!verify_consistency(old as u64, &old_root, size as u64, &root, &spoilt));
        }
        let mut other = leaves.clone();
        other[forged % old] = leaf_hash(b"forged");
        let proof = consistency_proof(&other, old).expect("the old tree is smaller");
        prop_assert!(!verify_consistency(old as u64, &old_root, size as u64, &root_of(&other), &proof));
    }
}
