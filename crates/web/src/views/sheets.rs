//! Connection sheets (*fiches de connexion*): one slip a person, cut and handed out.

use askama::Template;
use model::Millis;
use uuid::Uuid;

use super::{CodeGrid, Frame, Here, Icon};

/// `POST /directory/sections/{id}/sheets`. The codes are shown once: they are stored nowhere in clear.
#[derive(Debug, Template)]
#[template(path = "sheets.html")]
pub struct SheetsPage {
    /// The frame.
    pub frame: Frame,
    /// School.
    pub school: String,
    /// Class or group.
    pub section: String,
    /// Where "back" leads.
    pub back: String,
    /// Address that the slips name, without scheme: "preau.exemple.fr/activate".
    pub address: String,
    /// When they were made.
    pub made_at: Millis,
    /// Serial number of the batch, to void a lost pile.
    pub batch: String,
    /// Where one sees what becomes of them.
    pub board: String,
    /// One a person, in the order of names.
    pub sheets: Vec<Sheet>,
}

/// One slip.
#[derive(Debug, Clone)]
pub struct Sheet {
    /// Name.
    pub name: String,
    /// User name.
    pub login: String,
    /// The code, as it is printed.
    pub code: String,
    /// From when it opens the account, when the place comes back later.
    pub from: Option<Millis>,
    /// Until when it does.
    pub until: Millis,
    /// The address with the code, for a telephone: SVG of our own making.
    pub square: String,
    /// A grid of codes, which is in force once the code is used.
    pub grid: Option<CodeGrid>,
}

/// `POST /directory/people/{id}/code`, `POST /account/children/{id}/code`: a code on a screen, shown once.
#[derive(Debug, Template)]
#[template(path = "in_person.html")]
pub struct InPersonPage {
    /// The frame.
    pub frame: Frame,
    /// Where "back" leads.
    pub back: &'static str,
    /// Address where the code is typed, without scheme.
    pub address: String,
    /// Whose.
    pub name: String,
    /// Their user name.
    pub login: String,
    /// The code.
    pub code: String,
    /// The address with the code, for a telephone: SVG of our own making.
    pub square: String,
    /// Until when it is good.
    pub until: Millis,
}

/// `GET /directory/batches/{id}`. Forms: the same address (`handed`, once a sheet), `/directory/batches/{id}/void`.
#[derive(Debug, Template)]
#[template(path = "batch.html")]
pub struct BatchPage {
    /// The frame.
    pub frame: Frame,
    /// School.
    pub school: String,
    /// Class or group.
    pub section: String,
    /// Where "back" leads.
    pub back: String,
    /// What stands on every sheet of it.
    pub label: String,
    /// Where it stands.
    pub counts: BatchCounts,
    /// Its sheets, as printed.
    pub slips: Vec<SlipRow>,
}

/// Sheets that were printed together.
#[derive(Debug, Clone)]
pub struct BatchCounts {
    /// Identity, for its address.
    pub id: Uuid,
    /// For guardians; otherwise for pupils.
    pub guardians: bool,
    /// When they were printed.
    pub printed_at: Millis,
    /// All that was not used is void.
    pub voided: bool,
    /// Sheets in it.
    pub printed: i64,
    /// Handed out.
    pub handed: i64,
    /// Used.
    pub used: i64,
    /// Still good.
    pub good: i64,
}

/// One sheet of a batch.
#[derive(Debug, Clone)]
pub struct SlipRow {
    /// Identity; not its code.
    pub id: Uuid,
    /// Its place, as printed on it.
    pub serial: i64,
    /// Whose.
    pub name: String,
    /// It was handed out.
    pub handed: bool,
    /// When it was used.
    pub used: Option<Millis>,
    /// Where it stands.
    pub state: SlipState,
}

/// Where a sheet stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SlipState {
    /// Its holder has not used it yet.
    Waiting,
    /// Nobody used it for a week: its holder may need help.
    Forgotten,
    /// Its holder is back.
    Used,
    /// Another was printed, or the batch is void.
    Void,
    /// Its time is over.
    Expired,
}
