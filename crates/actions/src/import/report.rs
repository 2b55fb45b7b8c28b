//! What an import says: how far it has come, what it would change, what it has changed.

use model::{limits, roster::Part};
use serde::{Deserialize, Serialize};

/// What an import is doing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Phase {
    /// Reads files and compares their records with the directory.
    Reading,
    /// Looks for those who have left.
    Closing,
    /// Changes the directory.
    Applying,
}

/// How far an import has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Progress {
    /// What it is doing.
    pub phase: Phase,
    /// Records read so far.
    pub records: u64,
    /// Steps of applying that are done.
    pub step: u32,
    /// Steps of applying.
    pub steps: u32,
}

/// Counts of one sort of records.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    /// Not known before.
    pub created: u64,
    /// Known and different, those who come back included.
    pub changed: u64,
    /// No longer there.
    pub closed: u64,
    /// Known and the same.
    pub unchanged: u64,
}

impl Counts {
    /// Whether nothing of this sort is to change.
    pub fn is_quiet(&self) -> bool {
        self.created + self.changed + self.closed == 0
    }
}

/// What an import would change.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Preview {
    /// Schools.
    pub schools: Counts,
    /// Classes and groups.
    pub sections: Counts,
    /// Pupils.
    pub pupils: Counts,
    /// Guardians.
    pub guardians: Counts,
    /// Teachers, staff and heads.
    pub staff: Counts,
    /// People recognised under a second key, counted among the changed.
    pub recognised: u64,
    /// Refused lines and fields.
    pub refused: u64,
    /// What to look at, in French. At most [`WARNINGS_MAX`].
    pub warnings: Vec<String>,
    /// Set when so many people would be closed that somebody must say yes first.
    pub asks_confirmation: Option<Closing>,
}

/// Warnings kept; the rest is counted in the last one.
pub const WARNINGS_MAX: usize = 50;

/// How many people an import would close, of how many.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Closing {
    /// Records that would be closed.
    pub closed: u64,
    /// People of their schools.
    pub of: u64,
}

impl Closing {
    /// Whether it is so many that somebody must say yes first.
    pub(super) fn if_many(closed: u64, of: u64) -> Option<Closing> {
        (closed * 100 > limits::IMPORT_CLOSED_PERCENT_ASKED as u64 * of).then_some(Closing { closed, of })
    }
}

impl Preview {
    /// The counts of one part.
    pub fn part(&mut self, part: Part) -> &mut Counts {
        match part {
            Part::Pupil => &mut self.pupils,
            Part::Guardian => &mut self.guardians,
            Part::Staff => &mut self.staff,
        }
    }

    /// The counts of all people together.
    pub fn people(&self) -> Counts {
        let all = [self.pupils, self.guardians, self.staff];
        let sum = |of: fn(&Counts) -> u64| all.iter().map(of).sum();
        Counts {
            created: sum(|c| c.created),
            changed: sum(|c| c.changed),
            closed: sum(|c| c.closed),
            unchanged: sum(|c| c.unchanged),
        }
    }

    /// Whether the directory is already as the files say.
    pub fn is_quiet(&self) -> bool {
        [self.schools, self.sections, self.people()].iter().all(Counts::is_quiet)
    }

    pub(super) fn warn(&mut self, warning: impl FnOnce() -> String) {
        if self.warnings.len() < WARNINGS_MAX {
            self.warnings.push(warning());
        } else if self.warnings.len() == WARNINGS_MAX {
            self.warnings.push("D'autres avertissements du même genre ne sont pas montrés.".to_owned());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn more_than_a_tenth_asks_and_a_tenth_does_not() {
        assert_eq!(Closing::if_many(100, 1_000), None);
        assert_eq!(Closing::if_many(101, 1_000), Some(Closing { closed: 101, of: 1_000 }));
        assert_eq!(Closing::if_many(0, 0), None);
    }
}
