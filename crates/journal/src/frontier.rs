//! The right edge of the tree: all that is needed to append and to know the root.

use std::{fmt, str::FromStr};

use crate::{
    Error,
    hash::{Hash, node_hash, root_of},
};

/// The size of a log and the roots of the complete subtrees that it is made of, largest first: one for each bit set in
/// the size. Sealing goes on from it without reading the log again.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Frontier {
    size: u64,
    roots: Vec<Hash>,
}

impl Frontier {
    /// Number of leaves.
    pub fn size(&self) -> u64 {
        self.size
    }

    /// Appends a leaf by its hash.
    pub fn push(&mut self, leaf: Hash) {
        let complete = self.roots.len() - self.size.trailing_ones() as usize;
        let merged = self.roots.drain(complete..).rfold(leaf, |right, left| node_hash(&left, &right));
        self.roots.push(merged);
        self.size += 1;
    }

    /// The root of the tree.
    pub fn root(&self) -> Hash {
        let smaller_first = self.roots.iter().rev().copied();
        smaller_first.reduce(|right, left| node_hash(&left, &right)).unwrap_or_else(|| root_of(&[]))
    }
}

/// The size in decimal, then each root in hexadecimal, with a space between.
impl fmt::Display for Frontier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.size)?;
        self.roots.iter().try_for_each(|root| write!(f, " {root}"))
    }
}

impl FromStr for Frontier {
    type Err = Error;
    fn from_str(text: &str) -> Result<Frontier, Error> {
        let mut words = text.split(' ');
        let size: u64 = words.next().and_then(|size| size.parse().ok()).ok_or(Error::NotFrontier)?;
        let roots = words.map(str::parse).collect::<Result<Vec<Hash>, _>>().map_err(|_| Error::NotFrontier)?;
        let complete = roots.len() == size.count_ones() as usize;
        if complete { Ok(Frontier { size, roots }) } else { Err(Error::NotFrontier) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::leaf_hash;

    #[test]
    fn the_root_is_that_of_the_whole_tree_at_every_size_and_after_a_restart() {
        let mut frontier = Frontier::default();
        let mut leaves = Vec::new();
        for n in 0..200u8 {
            assert_eq!(frontier.root(), root_of(&leaves), "size {n}");
            frontier = frontier.to_string().parse().expect("what was written");
            let leaf = leaf_hash(&[n]);
            leaves.push(leaf);
            frontier.push(leaf);
        }
        assert_eq!(frontier.size(), 200);
    }

    #[test]
    fn a_text_with_too_few_or_too_many_roots_is_refused() {
        let mut frontier = Frontier::default();
        (0..3).for_each(|_| frontier.push(leaf_hash(b"x")));
        let text = frontier.to_string();
        let (shorter, _) = text.rsplit_once(' ').expect("two roots");
        for wrong in ["", "x", "1", shorter, &format!("{text} {}", leaf_hash(b"y")), &text[..text.len() - 1]] {
            assert_eq!(wrong.parse::<Frontier>(), Err(Error::NotFrontier), "{wrong}");
        }
    }
}
