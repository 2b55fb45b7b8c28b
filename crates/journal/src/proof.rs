//! Proofs that a leaf is in the tree, and that a tree continues another (RFC 6962 §2.1.1 and §2.1.2).

use crate::hash::{Hash, node_hash, root_of, split};

/// The hashes that lead from leaf `index` to the root, from the bottom up. None if there is no such leaf.
pub fn inclusion_proof(leaves: &[Hash], index: usize) -> Option<Vec<Hash>> {
    let mut path = Vec::new();
    let mut tree = leaves;
    let mut at = index;
    if index >= leaves.len() {
        return None;
    }
    while tree.len() > 1 {
        let (left, right) = tree.split_at(split(tree.len()));
        if at < left.len() {
            path.push(root_of(right));
            tree = left;
        } else {
            at -= left.len();
            path.push(root_of(left));
            tree = right;
        }
    }
    path.reverse();
    Some(path)
}

/// Whether `proof` leads from `leaf`, at `index` of a tree of `size` leaves, to `root`.
pub fn verify_inclusion(leaf: &Hash, index: u64, size: u64, proof: &[Hash], root: &Hash) -> bool {
    // `at` and `last` are the places of the node and of the level's last node; a last node without a sibling climbs
    // for free (RFC 9162 §2.1.3.2).
    let (mut at, mut last) = (index, size.wrapping_sub(1));
    let mut node = *leaf;
    if index >= size {
        return false;
    }
    for sibling in proof {
        if last == 0 {
            return false;
        }
        if at & 1 == 1 || at == last {
            node = node_hash(sibling, &node);
            while at & 1 == 0 && at != 0 {
                (at, last) = (at >> 1, last >> 1);
            }
        } else {
            node = node_hash(&node, sibling);
        }
        (at, last) = (at >> 1, last >> 1);
    }
    last == 0 && node == *root
}

/// The hashes that show that the tree over all `leaves` continues the tree over the first `old` of them. None if there
/// are fewer; nothing need be shown when `old` is nothing or everything.
pub fn consistency_proof(leaves: &[Hash], old: usize) -> Option<Vec<Hash>> {
    let mut path = Vec::new();
    let mut tree = leaves;
    let mut within = old;
    // Whether the old tree begins where `tree` begins: its root is then known to who checks.
    let mut known = true;
    if old > leaves.len() {
        return None;
    }
    if old == 0 {
        return Some(path);
    }
    while within < tree.len() {
        let (left, right) = tree.split_at(split(tree.len()));
        if within <= left.len() {
            path.push(root_of(right));
            tree = left;
        } else {
            path.push(root_of(left));
            within -= left.len();
            known = false;
            tree = right;
        }
    }
    if !known {
        path.push(root_of(tree));
    }
    path.reverse();
    Some(path)
}

/// Whether `proof` shows that the tree of `size` leaves with root `root` continues the tree of `old_size` leaves with
/// root `old_root`.
pub fn verify_consistency(old_size: u64, old_root: &Hash, size: u64, root: &Hash, proof: &[Hash]) -> bool {
    if old_size == size {
        return proof.is_empty() && old_root == root;
    }
    if old_size == 0 {
        return proof.is_empty() && *old_root == root_of(&[]);
    }
    if old_size > size {
        return false;
    }
    // Climb first to the largest subtree that both trees share at the old tree's right edge (RFC 9162 §2.1.4.2).
    let shift = (old_size - 1).trailing_ones();
    let (mut at, mut last) = ((old_size - 1) >> shift, (size - 1) >> shift);
    let (seed, path) = match proof.split_first() {
        _ if old_size.is_power_of_two() => (*old_root, proof),
        Some((seed, path)) => (*seed, path),
        None => return false,
    };
    let (mut old_node, mut node) = (seed, seed);
    for sibling in path {
        if last == 0 {
            return false;
        }
        if at & 1 == 1 || at == last {
            old_node = node_hash(sibling, &old_node);
            node = node_hash(sibling, &node);
            while at & 1 == 0 && at != 0 {
                (at, last) = (at >> 1, last >> 1);
            }
        } else {
            node = node_hash(&node, sibling);
        }
        (at, last) = (at >> 1, last >> 1);
    }
    last == 0 && old_node == *old_root && node == *root
}
