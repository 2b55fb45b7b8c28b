//! A roll call, on a telephone in a playground.

use askama::Template;
use model::{
    Millis, PersonId, SchoolId, SectionId,
    situation::{Mark, Tally},
};
use uuid::Uuid;

use super::{Frame, Here, Icon};

/// `GET /school/{id}/roll-call`.
#[derive(Debug, Template)]
#[template(path = "roll_call.html", blocks = ["board"])]
pub struct RollCallPage {
    /// The frame.
    pub frame: Frame,
    /// The school.
    pub school: SchoolId,
    /// Its name.
    pub name: String,
    /// The situation.
    pub situation: Uuid,
    /// Since when.
    pub started_at: Millis,
    /// Until when, and how many were unknown then.
    pub ended: Option<(Millis, i64, String)>,
    /// How many of each.
    pub tally: Tally,
    /// Class by class.
    pub classes: Vec<ClassLine>,
    /// Pupils of no class, and of how many somebody knows.
    pub no_class: (i64, i64),
    /// Of whom nobody knows, with their class.
    pub missing: Vec<(String, String)>,
    /// The reader may end it.
    pub decides: bool,
    /// It was to be ended without a reason, though so many are missing.
    pub refused: Option<i64>,
}

/// A class of a board.
#[derive(Debug, Clone)]
pub struct ClassLine {
    /// The class.
    pub id: SectionId,
    /// Its name.
    pub name: String,
    /// Its pupils.
    pub pupils: i64,
    /// Of whom somebody knows.
    pub known: i64,
}

impl ClassLine {
    /// Everybody is known.
    pub fn is_whole(&self) -> bool {
        self.known >= self.pupils
    }
}

/// `GET /school/{id}/roll-call/class`.
#[derive(Debug, Template)]
#[template(path = "roll_call_class.html")]
pub struct RollCallClassPage {
    /// The frame.
    pub frame: Frame,
    /// The school.
    pub school: SchoolId,
    /// The roll call.
    pub roll_call: Uuid,
    /// The class; none: pupils of no class.
    pub class: Option<(SectionId, String)>,
    /// Its pupils.
    pub pupils: Vec<PupilLine>,
    /// It has not ended.
    pub open: bool,
    /// Who fills it in: what waits on a telephone leaves in the name of nobody else.
    pub who: PersonId,
}

/// A pupil of a class.
#[derive(Debug, Clone)]
pub struct PupilLine {
    /// Who.
    pub id: PersonId,
    /// Their name.
    pub name: String,
    /// Where they are; none: nobody knows.
    pub mark: Option<Mark>,
    /// To whom, or why.
    pub detail: String,
    /// The identity of whoever took them was looked at.
    pub checked: bool,
    /// Who marked them, and when.
    pub by: Option<(String, Millis)>,
}

impl RollCallClassPage {
    const MARKS: &'static [Mark] = Mark::ALL;

    /// Of how many nobody knows.
    pub fn unknown(&self) -> i64 {
        self.pupils.iter().filter(|one| one.mark.is_none()).count() as i64
    }

    /// A mark, in words.
    pub fn mark(&self, mark: &Mark) -> String {
        self.frame.locale().say(format!("mark-{}", mark.code().replace('_', "-"))).to_string()
    }
}
