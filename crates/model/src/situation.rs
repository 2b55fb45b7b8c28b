//! situation d'un établissement: where a school stands on a bad day. Real days mix things (classes are suspended while the
//! boarders are received next door and the police search one building), so a situation is five facets, each with its own
//! moves, and not one state.
//!
//! Two guards stand over them. Nobody goes back into a school before its all-clear is recorded, or somebody answers by
//! name for doing without ([`Word`]). And an evacuation does not end while a roll call still has pupils of whom nobody
//! knows where they are.

mod change;
mod near;
mod roll_call;
mod step;

use serde::{Deserialize, Serialize};

pub use self::{
    change::{Change, Guard, Refused, Word, WordKind},
    near::{Point, around, metres},
    roll_call::{Mark, Tally},
    step::{Known, Step, next, steps},
};
use crate::codes::codes;

codes! {
    /// What is known of a threat against the school.
    pub enum Threat {
        /// None is known.
        None = "none",
        /// Somebody reported one; nobody has judged it.
        Reported = "reported",
        /// The police take it seriously.
        Credible = "credible",
        /// The police do not believe in it.
        NotCredible = "not_credible",
        /// It is over, or was none.
        Dismissed = "dismissed",
    }
}

codes! {
    /// How the school receives its pupils.
    pub enum Reception {
        /// As on any day.
        Normal = "normal",
        /// Open, with more people at the gate.
        Reinforced = "reinforced",
        /// It opens later.
        Delayed = "delayed",
        /// Nobody comes to class.
        Suspended = "suspended",
        /// Everybody was taken out.
        Evacuated = "evacuated",
        /// Everybody stays inside, out of sight.
        Sheltered = "sheltered",
        /// The buildings are shut.
        Closed = "closed",
    }
}

impl Reception {
    /// Pupils are, or will be, in their classes.
    pub const fn is_open(self) -> bool {
        matches!(self, Reception::Normal | Reception::Reinforced | Reception::Delayed)
    }

    /// Everybody was moved at once, and has to be counted.
    pub const fn needs_roll_call(self) -> bool {
        matches!(self, Reception::Evacuated | Reception::Sheltered)
    }
}

codes! {
    /// Where the pupils are.
    pub enum Pupils {
        /// In class, or at home as on any day.
        InClass = "in_class",
        /// Gathered somewhere.
        Gathered = "gathered",
        /// Received elsewhere.
        Elsewhere = "elsewhere",
        /// Handed to their families.
        HandedOver = "handed_over",
        /// Some have nowhere to go.
        WithoutSolution = "without_solution",
    }
}

codes! {
    /// The search of the school by the police.
    pub enum Check {
        /// Nobody asked for one.
        NotNeeded = "not_needed",
        /// The police were called.
        Asked = "asked",
        /// A unit is there.
        UnderWay = "under_way",
        /// levée de doute
        AllClear = "all_clear",
        /// It cannot be made.
        Impossible = "impossible",
    }
}

codes! {
    /// When the school opens again.
    pub enum Reopening {
        /// It is open, or nobody has said.
        None = "none",
        /// At a time that was announced.
        Expected = "expected",
        /// Later than was announced.
        Postponed = "postponed",
        /// It has.
        Reopened = "reopened",
    }
}

codes! {
    /// What is particular about a school whatever the day, and counts on a bad one.
    pub enum Flag {
        /// Pupils sleep there.
        Boarding = "boarding",
        /// An examination is held.
        Exams = "exams",
        /// It shares its site or its canteen with another.
        SharedSite = "shared_site",
    }
}

codes! {
    /// What a school tells another next door.
    pub enum NeighbourWord {
        /// You are not concerned; nothing changes for you.
        NotConcerned = "not_concerned",
        /// Stay attentive; nothing else is asked of you.
        Attentive = "attentive",
        /// Keep everybody inside until further word.
        StayInside = "stay_inside",
    }
}

/// Where a school stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Facets {
    /// The threat.
    pub threat: Threat,
    /// How pupils are received.
    pub reception: Reception,
    /// Where they are.
    pub pupils: Pupils,
    /// The police's search.
    pub check: Check,
    /// When it opens again.
    pub reopening: Reopening,
}

impl Default for Facets {
    fn default() -> Facets {
        Facets {
            threat: Threat::None,
            reception: Reception::Normal,
            pupils: Pupils::InClass,
            check: Check::NotNeeded,
            reopening: Reopening::None,
        }
    }
}

impl Facets {
    /// A school against which a threat was just reported.
    pub fn threatened() -> Facets {
        Facets { threat: Threat::Reported, ..Facets::default() }
    }

    /// The same school, threatened anew. A threat that comes after the all-clear is not in it: the police are called again.
    #[must_use]
    pub const fn under(self, threat: Threat) -> Facets {
        let again = matches!(threat, Threat::Reported | Threat::Credible) && matches!(self.check, Check::AllClear);
        let check = if again { Check::NotNeeded } else { self.check };
        Facets { threat, check, ..self }
    }

    /// Whether families have something to know of it.
    pub const fn concerns_families(&self) -> bool {
        !matches!(self.reception, Reception::Normal)
            || !matches!(self.reopening, Reopening::None)
            || matches!(self.pupils, Pupils::Gathered | Pupils::Elsewhere | Pupils::WithoutSolution)
            || matches!(self.check, Check::UnderWay | Check::AllClear)
    }

    /// Whether nothing is left to do.
    pub const fn is_over(&self) -> bool {
        let no_doubt = matches!(self.threat, Threat::None | Threat::Dismissed | Threat::NotCredible)
            || matches!(self.check, Check::AllClear);
        let as_usual = matches!(self.reception, Reception::Normal | Reception::Reinforced)
            && matches!(self.pupils, Pupils::InClass | Pupils::HandedOver);
        let open = matches!(self.reopening, Reopening::None | Reopening::Reopened);
        no_doubt && as_usual && open && !matches!(self.check, Check::Asked | Check::UnderWay)
    }
}
