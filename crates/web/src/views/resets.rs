//! Resets of a territory, and the way back.

use askama::Template;
use model::{
    Millis, SchoolId,
    reset::{ResetStep, Returning},
    territory::Scope,
};
use uuid::Uuid;

use super::{Frame, Here, Icon};

/// `GET /resets`: what waits for a second person, what was done, and where one may begin (`GET /resets/new`).
///
/// Forms: `/resets/requests/{id}` (`answer`: `agree` or `decline`).
#[derive(Debug, Template)]
#[template(path = "resets.html")]
pub struct ResetsPage {
    /// The frame.
    pub frame: Frame,
    /// What waits, oldest first.
    pub waiting: Vec<WaitingRow>,
    /// Resets, newest first.
    pub resets: Vec<ResetRow>,
    /// Places to choose from.
    pub places: Vec<PlaceChoice>,
    /// A school of the territory may be named by its code.
    pub by_code: bool,
    /// The code that was typed, when no school of the territory has it.
    pub unknown_code: Option<String>,
}

/// A place to choose.
#[derive(Debug, Clone)]
pub struct PlaceChoice {
    /// Its scope.
    pub scope: Scope,
    /// Its name; none: everybody.
    pub name: Option<String>,
}

/// What waits for a second person.
#[derive(Debug, Clone)]
pub struct WaitingRow {
    /// The request.
    pub id: Uuid,
    /// What is asked for.
    pub step: ResetStep,
    /// Where; none: everybody.
    pub place: Option<String>,
    /// Accounts that it concerns.
    pub accounts: i64,
    /// Who asks.
    pub by: String,
    /// Why.
    pub note: String,
    /// Until when somebody may answer.
    pub until: Millis,
    /// It has begun, for half an hour.
    pub begun: bool,
    /// One's own.
    pub own: bool,
}

/// One reset.
#[derive(Debug, Clone)]
pub struct ResetRow {
    /// Identity.
    pub id: Uuid,
    /// Where; none: everybody.
    pub place: Option<String>,
    /// Since when.
    pub at: Millis,
    /// The school of this person, when the reset is of a wider place.
    pub school: Option<SchoolId>,
    /// Accounts that must come back.
    pub accounts: i64,
    /// Those that did.
    pub back: i64,
    /// When it ended.
    pub ended: Option<Millis>,
    /// Until when it holds unless a second person agrees.
    pub provisional: Option<Millis>,
}

impl ResetRow {
    /// Share that is back, in percent.
    pub fn percent(&self) -> i64 {
        percent(self.back, self.accounts)
    }
}

fn percent(part: i64, whole: i64) -> i64 {
    if whole == 0 { 0 } else { part * 100 / whole }
}

/// `GET /resets/new`: what a reset would do, before it is done (`POST /resets`: `scope`, `hours`, `note`, `phrase`,
/// `at_once`).
#[derive(Debug, Template)]
#[template(path = "reset_new.html")]
pub struct ResetNewPage {
    /// The frame.
    pub frame: Frame,
    /// Where.
    pub scope: Scope,
    /// Its name; none: everybody.
    pub place: Option<String>,
    /// Passwords chosen within so many hours are spared; 0: none.
    pub hours: i64,
    /// Whoever had a passkey before these hours is spared.
    pub passkeys: bool,
    /// Accounts that have a password.
    pub accounts: i64,
    /// Of these, spared.
    pub spared: i64,
    /// It takes a second person.
    pub two: bool,
    /// Words that must be typed, for everybody.
    pub phrase: Option<String>,
    /// They were not typed.
    pub phrase_missing: bool,
    /// Why, as it was typed.
    pub note: String,
}

impl ResetNewPage {
    /// Hours that may be chosen.
    pub const HOURS: [i64; 5] = [0, 1, 6, 24, 72];
    /// Accounts that would be closed.
    pub fn closed(&self) -> i64 {
        self.accounts - self.spared
    }
}

/// `GET /resets/{id}?school=ID`: who is back, and when. Forms: `/resets/{id}/undo` (`note`), `/resets/{id}/openings`
/// (`scope`, `who`, `reads_date`, `reads_time`, `writes_date`, `writes_time`), `/resets/openings/{id}/end`.
#[derive(Debug, Template)]
#[template(path = "reset_board.html")]
pub struct ResetBoardPage {
    /// The frame.
    pub frame: Frame,
    /// The reset.
    pub reset: ResetRow,
    /// The school whose classes are shown.
    pub school: Option<SchoolId>,
    /// Places.
    pub rows: Vec<BackRow>,
    /// The whole of it may be ended by this person and another.
    pub may_undo: bool,
    /// Sheets may be printed from here.
    pub may_print: bool,
    /// When places come back, in the order of time.
    pub openings: Vec<OpeningRow>,
    /// The place that the board shows, when its return is this person's to decide on.
    pub decides: Option<Scope>,
    /// Day and hour that the form proposes.
    pub proposed: (String, String),
}

impl ResetBoardPage {
    /// Who may be chosen.
    pub const WHO: &'static [Returning] = Returning::ALL;
    /// The scope of one row of the board.
    pub fn scope_of(&self, row: &BackRow) -> Scope {
        if self.school.is_some() { Scope::Section(row.id.into()) } else { Scope::School(row.id.into()) }
    }
    /// In words: who comes back.
    pub fn who(&self, who: Returning) -> String {
        let key = match who {
            Returning::Everyone => "opening-everyone",
            Returning::Adults => "opening-adults",
            Returning::Pupils => "opening-pupils",
            Returning::Guardians => "opening-guardians",
        };
        self.frame.locale().say(key).to_string()
    }
}

/// When some of a place come back.
#[derive(Debug, Clone)]
pub struct OpeningRow {
    /// Identity.
    pub id: Uuid,
    /// Name of the place; none: everybody.
    pub place: Option<String>,
    /// Who of it.
    pub who: Returning,
    /// When codes open accounts.
    pub reads_at: Millis,
    /// When they write to everybody they may.
    pub writes_at: Millis,
    /// This person may take it back.
    pub own: bool,
}

/// A class or a school on its way back.
#[derive(Debug, Clone)]
pub struct BackRow {
    /// The class or the school.
    pub id: Uuid,
    /// Its name.
    pub name: String,
    /// Accounts.
    pub accounts: i64,
    /// Back.
    pub back: i64,
    /// With a sheet that was printed.
    pub printed: i64,
    /// With a sheet that was handed out.
    pub handed: i64,
}

impl BackRow {
    /// Share that is back, in percent.
    pub fn percent(&self) -> i64 {
        percent(self.back, self.accounts)
    }
    /// Everybody is.
    pub fn is_whole(&self) -> bool {
        self.back >= self.accounts
    }
}
