//! Proofs for many leaves of a large log in one pass over it, holding no more than the hashes that they are made of.

use std::collections::{HashMap, HashSet};

use crate::hash::{Hash, node_hash};

/// A node of the tree: its level, 0 for leaves, and its place among the nodes of that level.
type Place = (u32, u64);

/// Reads the leaves of a log once, in order, and then proves that some of them are in its tree. What it gives is what
/// [`crate::inclusion_proof`] gives for each; that one needs all leaves at hand and the work of a whole tree a proof.
#[derive(Debug)]
pub struct Prover {
    size: u64,
    wanted: HashSet<Place>,
    kept: HashMap<Place, Hash>,
    /// Roots of the complete subtrees so far, largest first, with their levels.
    complete: Vec<(u32, Hash)>,
    read: u64,
    /// The last node of each level, complete or not.
    edge: Vec<Hash>,
}

impl Prover {
    /// For a log of so many leaves, of which these are to be proven. Places beyond its end are passed over.
    pub fn new(size: u64, leaves: impl IntoIterator<Item = u64>) -> Prover {
        let mut wanted = HashSet::new();
        // What stands left of the right edge is needed for its incomplete nodes.
        let edge = size.checked_sub(1);
        for leaf in leaves.into_iter().chain(edge).filter(|leaf| *leaf < size) {
            let (mut at, mut level) = (leaf, 0);
            while (size - 1) >> level > 0 && wanted.insert((level, at ^ 1)) {
                (at, level) = (at >> 1, level + 1);
            }
        }
        Prover { size, wanted, kept: HashMap::new(), complete: Vec::new(), read: 0, edge: Vec::new() }
    }

    /// The next leaf, by its hash. Leaves beyond the log's size are passed over.
    pub fn push(&mut self, leaf: Hash) {
        if self.read == self.size {
            return;
        }
        let (mut level, mut node) = (0, leaf);
        let mut at = self.read;
        self.keep((0, at), node);
        while let Some((_, left)) = self.complete.pop_if(|(other, _)| *other == level) {
            (node, level, at) = (node_hash(&left, &node), level + 1, at >> 1);
            self.keep((level, at), node);
        }
        self.complete.push((level, node));
        self.read += 1;
        if self.read == self.size {
            self.close(leaf);
        }
    }

    /// The root of the tree, once every leaf was read.
    pub fn root(&self) -> Option<Hash> {
        self.edge.last().copied()
    }

    /// The hashes that lead from a leaf to the root, from the bottom up. None if it was not asked for, or not every leaf
    /// was read.
    pub fn proof(&self, leaf: u64) -> Option<Vec<Hash>> {
        if leaf >= self.size || self.edge.is_empty() {
            return None;
        }
        let mut path = Vec::new();
        for level in 0..self.edge.len() as u32 - 1 {
            let (sibling, last) = ((leaf >> level) ^ 1, (self.size - 1) >> level);
            // A last node without a sibling climbs for free.
            if sibling < last {
                path.push(*self.kept.get(&(level, sibling))?);
            } else if sibling == last {
                path.push(self.edge[level as usize]);
            }
        }
        Some(path)
    }

    fn keep(&mut self, place: Place, node: Hash) {
        if self.wanted.contains(&place) {
            self.kept.insert(place, node);
        }
    }

    /// Computes the right edge, level by level.
    fn close(&mut self, last_leaf: Hash) {
        let mut node = last_leaf;
        self.edge.push(node);
        let mut level = 0;
        while (self.size - 1) >> level > 0 {
            let at = (self.size - 1) >> level;
            if at & 1 == 1
                && let Some(left) = self.kept.get(&(level, at ^ 1))
            {
                node = node_hash(left, &node);
            }
            self.edge.push(node);
            level += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{inclusion_proof, leaf_hash, root_of};

    #[test]
    fn one_pass_gives_the_proofs_and_the_root_of_the_whole_tree_at_every_size() {
        let leaves: Vec<Hash> = (0..70u8).map(|n| leaf_hash(&[n])).collect();
        for size in 0..=leaves.len() {
            let tree = &leaves[..size];
            let mut all = Prover::new(size as u64, 0..size as u64);
            for leaf in tree {
                all.push(*leaf);
            }
            assert_eq!(all.root(), (size > 0).then(|| root_of(tree)), "size {size}");
            for index in 0..size {
                let mut one = Prover::new(size as u64, [index as u64]);
                for leaf in tree {
                    one.push(*leaf);
                }
                let expected = inclusion_proof(tree, index);
                assert_eq!(all.proof(index as u64), expected, "{index} of {size}");
                assert_eq!(one.proof(index as u64), expected, "{index} of {size} alone");
            }
            assert_eq!(all.proof(size as u64), None);
        }
    }

    #[test]
    fn nothing_is_proven_before_the_whole_log_was_read_and_nothing_beyond_it() {
        let mut prover = Prover::new(3, [0, 9]);
        prover.push(leaf_hash(b"a"));
        prover.push(leaf_hash(b"b"));
        assert_eq!((prover.proof(0), prover.root()), (None, None));
        prover.push(leaf_hash(b"c"));
        let root = prover.root();
        prover.push(leaf_hash(b"d"));
        assert_eq!(prover.root(), root);
        assert_eq!((prover.proof(0).map(|path| path.len()), prover.proof(9)), (Some(2), None));
    }
}
