//! Connection sheets (*fiches de connexion*): one slip a person, cut and handed out.

use askama::Template;
use model::Millis;

use super::{Frame, Here, Icon};

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
    /// Until when the codes work.
    pub until: Millis,
    /// Serial number of the batch, to void a lost pile.
    pub batch: String,
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
    /// `XXXXX-XXXXX`.
    pub code: String,
}
