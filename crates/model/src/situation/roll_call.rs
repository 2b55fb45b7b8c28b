//! The roll call of an evacuation: of each pupil, where they are.

use serde::{Deserialize, Serialize};

use crate::codes::codes;

codes! {
    /// What is known of one pupil. No mark: nobody knows.
    pub enum Mark {
        /// Seen with their class.
        Present = "present",
        /// At the place where everybody is gathered.
        Gathered = "gathered",
        /// Handed to somebody, whose identity was looked at.
        HandedOver = "handed_over",
        /// Known not to have come that day.
        Absent = "absent",
    }
}

impl Mark {
    /// Whether it says to whom or why.
    pub const fn has_detail(self) -> bool {
        matches!(self, Mark::HandedOver | Mark::Absent)
    }
}

/// How many of each.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tally {
    /// Seen with their class.
    pub present: i64,
    /// At the gathering place.
    pub gathered: i64,
    /// Handed to somebody.
    pub handed_over: i64,
    /// Known not to have come.
    pub absent: i64,
    /// Of whom nobody knows.
    pub unknown: i64,
}

impl Tally {
    /// Pupils in all.
    pub const fn pupils(&self) -> i64 {
        self.present + self.gathered + self.handed_over + self.absent + self.unknown
    }

    /// Of whom somebody knows.
    pub const fn known(&self) -> i64 {
        self.pupils() - self.unknown
    }

    /// Counts some more.
    pub const fn add(&mut self, mark: Option<Mark>, count: i64) {
        let of = match mark {
            Some(Mark::Present) => &mut self.present,
            Some(Mark::Gathered) => &mut self.gathered,
            Some(Mark::HandedOver) => &mut self.handed_over,
            Some(Mark::Absent) => &mut self.absent,
            None => &mut self.unknown,
        };
        *of += count;
    }
}
