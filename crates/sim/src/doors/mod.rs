//! Every door of an account, tried in every order: passwords, at school and from abroad, codes of an application, passkeys,
//! grids of codes, printed codes, changes, resets and whom they spare, containments, measures, and time. After each act the program's answer and every session ever opened are held against a second
//! writing of the rules, which knows nothing of tables.

mod ends;
mod enters;
mod oracle;
mod walk;

use std::fmt;

pub use walk::walk;

/// What was played.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Played {
    /// Sequences: five acts on one account, each beginning where the last one of that account ended.
    pub sequences: usize,
    /// Acts.
    pub acts: usize,
    /// Sessions that were opened.
    pub opened: usize,
    /// Times that a door stayed shut.
    pub refused: usize,
    /// Sessions that were held against what they must be.
    pub checks: usize,
}

impl std::ops::AddAssign for Played {
    fn add_assign(&mut self, more: Played) {
        self.sequences += more.sequences;
        self.acts += more.acts;
        self.opened += more.opened;
        self.refused += more.refused;
        self.checks += more.checks;
    }
}

/// A door that answered wrongly, with what replays it.
#[derive(Debug)]
pub struct Wrong {
    /// Where chance began.
    pub seed: u64,
    /// In which sequence.
    pub sequence: usize,
    /// The last acts on the account, the wrong one last.
    pub acts: Vec<String>,
    /// What was wrong.
    pub what: String,
}

impl fmt::Display for Wrong {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for act in &self.acts {
            writeln!(f, "  {act}")?;
        }
        writeln!(f, "{}", self.what)?;
        write!(f, "replay: cargo run -p sim -- doors --seed {} --sequences {}", self.seed, self.sequence)
    }
}

impl std::error::Error for Wrong {}
