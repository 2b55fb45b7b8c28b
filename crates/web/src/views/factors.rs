//! Second factors: setting them up, and proving oneself by them.

use askama::Template;
use model::{
    Millis,
    factor::FactorKind,
    grid::{COLUMNS, Cell, column_name},
};
use uuid::Uuid;

use super::{Frame, Here, Icon};

/// `POST /sign-in` once the password was right, and `POST /sign-in/code` when it does not let in. Fields `step`, `code`,
/// `passkey`, `then`, and `kept-…`.
#[derive(Debug, Template)]
#[template(path = "second_step.html")]
pub struct SecondStepPage {
    /// The frame.
    pub frame: Frame,
    /// The secret of this sign-in; empty when it is over.
    pub step: String,
    /// Where to go afterwards: a path of this site.
    pub then: String,
    /// What was typed when a session ended, as on the page before.
    pub kept: Vec<(String, String)>,
    /// They have a passkey to go on with.
    pub passkey: bool,
    /// The cells of their grid of codes that are asked; none: they have no grid.
    pub cells: Option<AskedCells>,
    /// Why the last code or passkey did not let in.
    pub wrong: Option<SecondWrong>,
}

/// Why a code or a passkey did not let in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SecondWrong {
    /// It is not the right one, or was taken before.
    Code,
    /// It is none of theirs, or answered too late.
    Passkey,
    /// There is a copy of the passkey that was used since.
    Copied,
    /// This sign-in is over; it begins anew.
    Over,
}

/// A form that decides over others, before its sender has proved who they are. The same fields, and `_proof` or
/// `_passkey`.
#[derive(Debug, Template)]
#[template(path = "step_up.html")]
pub struct StepUpPage {
    /// The frame.
    pub frame: Frame,
    /// Where the form goes.
    pub action: String,
    /// What it holds.
    pub fields: Vec<(String, String)>,
    /// The page that it is on.
    pub back: String,
    /// What to prove.
    pub wanted: StepUpWanted,
    /// They have a passkey to prove it by.
    pub passkey: bool,
    /// The cells of their grid of codes that are asked; none: they have no grid.
    pub cells: Option<AskedCells>,
    /// Why the last proof was none.
    pub wrong: Option<StepUpWrong>,
}

/// What to prove oneself by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StepUpWanted {
    /// A code of a second factor.
    Code,
    /// The password.
    Password,
    /// A second factor must be set up first.
    Factor,
}

/// Why a proof was none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StepUpWrong {
    /// It is not right.
    Wrong,
    /// It is no passkey of theirs, or answered too late.
    Passkey,
    /// There is a copy of the passkey that was used since.
    Copied,
    /// Too many tries; minutes to wait.
    TooMany(i64),
}

/// `GET /account/factors`, and what its forms are answered with.
///
/// Forms: `/account/factors`, `/account/factors/grid` and `/account/factors/passkey` (`label`),
/// `/account/factors/grid/confirm` (`code`), `/account/factors/confirm` (`code`),
/// `/account/factors/passkey/confirm` (`label`, `passkey`), `/account/factors/{id}/remove`, `/account/factors/recovery`.
#[derive(Debug, Template)]
#[template(path = "factors.html")]
pub struct FactorsPage {
    /// The frame.
    pub frame: Frame,
    /// Those in force, the oldest first.
    pub factors: Vec<FactorRow>,
    /// Recovery codes that are left.
    pub recovery_left: i64,
    /// They may be changed on this device.
    pub from_here: bool,
    /// Another service signs the person in.
    pub elsewhere: bool,
    /// Passkeys work under this address.
    pub passkeys: bool,
    /// What the page is about.
    pub show: FactorsShow,
}

/// One second factor.
#[derive(Debug, Clone)]
pub struct FactorRow {
    /// Identity for the address of its form.
    pub id: Uuid,
    /// As its owner calls it.
    pub label: String,
    /// What it is.
    pub kind: FactorKind,
    /// When it was set up.
    pub since: Millis,
    /// When it last proved its owner.
    pub used: Option<Millis>,
}

impl FactorRow {
    /// The phrase for what it is.
    pub fn is(&self) -> String {
        format!("factors-is-{}", self.kind.code())
    }
}

/// What the page of second factors shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FactorsShow {
    /// Those in force.
    List,
    /// A new one, to be read by a telephone and confirmed.
    Confirm {
        /// The QR code, as SVG of our own making.
        square: String,
        /// The same in letters, in fours.
        secret: String,
        /// The last code was not right.
        wrong: bool,
    },
    /// A new passkey, to be made by the browser.
    Passkey {
        /// How it will be called.
        label: String,
        /// What the browser is asked, as JSON.
        options: String,
    },
    /// A new grid of codes, to be printed and confirmed by two of its cells.
    Grid {
        /// Its cells.
        grid: CodeGrid,
        /// Those that confirm it.
        cells: AskedCells,
        /// What was typed last was not in them.
        wrong: bool,
    },
    /// Codes for paper, shown this once.
    Recovery(Vec<String>),
}

/// A grid of codes, for paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CodeGrid {
    /// Its rows.
    pub rows: Vec<Vec<String>>,
}

impl CodeGrid {
    /// The letters over its columns.
    pub fn columns() -> impl Iterator<Item = char> {
        (0..COLUMNS).map(column_name)
    }
}

/// Two cells that are asked, by their names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AskedCells {
    /// Read first.
    pub first: String,
    /// Read second.
    pub second: String,
}

impl From<[Cell; 2]> for AskedCells {
    fn from([first, second]: [Cell; 2]) -> AskedCells {
        AskedCells { first: first.to_string(), second: second.to_string() }
    }
}
