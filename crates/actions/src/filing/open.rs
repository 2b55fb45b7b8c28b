//! The filings of a confirmed campaign are opened, each with its draft. By one press and not as a campaign is confirmed: what is
//! confirmed at two in the morning has to be withdrawn within a second, and a thousand texts have nothing to do in that
//! transaction. Their time runs from the confirmation all the same. Pressed again, it adds schools that joined since, and
//! writes drafts anew that nobody has changed.

use model::{
    Actor, CampaignId, Millis, PersonId,
    filing::{Counts, FilingState, Kind, Move},
};
use store::{
    Tx,
    filing::{Filing, NewFiling, Set},
    filing_facts::Fact,
};

use super::text;
use crate::{App, Result, campaign::visible, record, switchboard::Hint};

/// What came of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Opened {
    /// So many were opened, and so many drafts written anew.
    Yes {
        /// Opened now.
        opened: usize,
        /// Written anew.
        refreshed: usize,
    },
    /// No person has confirmed the campaign: nothing is owed yet.
    NotConfirmed,
    /// There is no such campaign for this desk.
    NotFound,
}

/// Opens the filings of a campaign in the schools of a desk. `by`: none is the console, of all of its schools.
pub async fn open(app: &App, by: Option<&Actor>, campaign: CampaignId) -> Result<Opened> {
    let now = app.now();
    let mut tx = app.db.begin().await?;
    let found = match by {
        Some(actor) => visible(&mut tx, actor, campaign, now).await?,
        None => store::campaign::get(&mut tx, campaign).await?,
    };
    let Some(found) = found else { return Ok(Opened::NotFound) };
    let Some(known_at) = found.confirmed_at().filter(|_| found.state.is_threat()) else {
        return Ok(Opened::NotConfirmed);
    };
    let by = by.map(|actor| actor.person);
    // What is the campaign's is of all of its schools, whoever presses; the rest is of the schools of this desk.
    let all = store::filing_facts::of_schools(&mut tx, campaign, None, now).await?;
    let own = match by {
        Some(_) => store::filing_facts::of_schools(&mut tx, campaign, by, now).await?,
        None => all.clone(),
    };
    let stand = store::filing::of_campaign(&mut tx, None, campaign, now).await?;
    let (mut opened, mut refreshed) = (0, 0);
    for (kind, of) in owed(&all, &own) {
        let school = of.first().filter(|_| kind.is_of_school()).map(|fact| fact.school);
        let counts = text::together(of);
        let body = text::draft(kind, of, &counts, known_at);
        if let Some(one) = stand.iter().find(|one| one.kind == kind && one.school() == school) {
            refreshed += usize::from(refresh(&mut tx, one, (&body, &counts), by, now).await?);
            continue;
        }
        let new = NewFiling { id: app.id(), campaign, kind, school, known_at, counts: &counts, body: &body };
        opened += usize::from(store::filing::open(&mut tx, &new, now).await?);
    }
    if opened + refreshed > 0 {
        let facts = serde_json::json!({ "opened": opened, "refreshed": refreshed, "schools": own.len() });
        record::append(app, &mut tx, "filing.open", by, &format!("campaign/{campaign}"), &facts).await?;
        app.commit(tx, [Hint::Desk, Hint::Situations]).await?;
    }
    Ok(Opened::Yes { opened, refreshed })
}

/// What is owed: of the campaign once, of each school once.
fn owed<'a>(all: &'a [Fact], own: &'a [Fact]) -> Vec<(Kind, &'a [Fact])> {
    let mut owed = Vec::new();
    for kind in Kind::ALL.iter().copied() {
        if !kind.is_of_school() {
            owed.push((kind, all));
            continue;
        }
        let theirs =
            own.chunks(1).filter(|one| !kind.needs_account() || one.iter().any(|fact| fact.counts.accounts > 0));
        owed.extend(theirs.map(|one| (kind, one)));
    }
    owed
}

/// Writes a draft anew that nobody has changed or read over, when something else is known now.
async fn refresh(
    tx: &mut Tx,
    one: &Filing,
    (body, counts): (&str, &Counts),
    by: Option<PersonId>,
    now: Millis,
) -> Result<bool> {
    let stale = one.body != body && !one.edited && one.state == FilingState::Draft;
    let set = Set { text: Some((body, counts, false)), ..Set::default() };
    Ok(stale && store::filing::moves(tx, one, (Move::Write, FilingState::Draft), &set, by, now).await?)
}
