//! Filings (M14): what is owed to others after an attack, each with its draft, its time and its receipt.
//!
//! The desk opens those of a confirmed campaign by one press, school by school ([`open`]); whoever decides for a school, and
//! the desk for the campaign, reads over, files, and writes down the receipt ([`moves`]). Two people at once: a move says which
//! revision it was decided on, and the second is told that it is too late.
//!
//! Texts are in French whatever the language of the page: they are for French authorities. They hold counts and times, nobody's
//! name, and nothing of the threat.

mod moves;
mod open;
mod text;

use model::{Actor, CampaignId, Millis, SchoolId};
use store::{
    Tx,
    filing::{Filing, Moved},
};
use uuid::Uuid;

use crate::{App, Result, campaign::visible};

pub use self::{
    moves::{Did, Order, What, does},
    open::{Opened, open},
};

/// A filing as somebody sees it.
#[derive(Debug, Clone)]
pub struct Sight {
    /// The filing.
    pub filing: Filing,
    /// What was done with it, the newest first.
    pub moves: Vec<Moved>,
}

/// One filing. None: there is none for this person. `by`: none is the console.
pub async fn sight(app: &App, by: Option<&Actor>, id: Uuid) -> Result<Option<Sight>> {
    let mut tx = app.db.read().await?;
    let Some(filing) = seen(&mut tx, by, id, app.now()).await? else { return Ok(None) };
    let moves = store::filing::list_moves(&mut tx, id).await?;
    Ok(Some(Sight { filing, moves }))
}

/// What somebody has to file, and what waits for an answer: what is due first.
pub async fn due(app: &App, by: Option<&Actor>) -> Result<Vec<Filing>> {
    let mut tx = app.db.read().await?;
    Ok(store::filing::due(&mut tx, by.map(|actor| actor.person), app.now()).await?)
}

/// The filings of a campaign that somebody may see, with their texts.
pub async fn of_campaign(app: &App, by: Option<&Actor>, campaign: CampaignId) -> Result<Vec<Filing>> {
    let mut tx = app.db.read().await?;
    Ok(store::filing::of_campaign(&mut tx, by.map(|actor| actor.person), campaign, app.now()).await?)
}

/// The register of violations of personal data: those that were notified, those that wait, and those that need not be, with why.
pub async fn register(app: &App, by: Option<&Actor>) -> Result<Vec<Filing>> {
    let mut tx = app.db.read().await?;
    Ok(store::filing::register(&mut tx, by.map(|actor| actor.person), app.now()).await?)
}

/// How many filings of a campaign there are, are over, are overdue. None: there is no such campaign for this desk.
pub async fn tally(app: &App, by: &Actor, campaign: CampaignId) -> Result<Option<(i64, i64, i64)>> {
    let now = app.now();
    let mut tx = app.db.read().await?;
    if visible(&mut tx, by, campaign, now).await?.is_none() {
        return Ok(None);
    }
    Ok(Some(store::filing::tally(&mut tx, campaign, now).await?))
}

/// What a school has to file next. None: nothing, or it is not theirs to know.
pub async fn next_of_school(app: &App, by: &Actor, school: SchoolId) -> Result<Option<Filing>> {
    let mut tx = app.db.read().await?;
    let Some(next) = store::filing::next_of_school(&mut tx, school).await? else { return Ok(None) };
    seen(&mut tx, Some(by), next.id, app.now()).await
}

/// A filing that somebody may see, and therefore move.
async fn seen(tx: &mut Tx, by: Option<&Actor>, id: Uuid, now: Millis) -> Result<Option<Filing>> {
    Ok(store::filing::get(tx, by.map(|actor| actor.person), id, now).await?)
}

fn subject(filing: Uuid) -> String {
    format!("filing/{filing}")
}
