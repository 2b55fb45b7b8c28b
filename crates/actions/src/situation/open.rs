//! A situation begins: a head or the desk says so, or a campaign is confirmed whose copies were meant for the school.

use model::{
    Actor, CampaignId, Millis, PersonId, SchoolId, limits,
    situation::{Change, Facets, Threat},
    text::cut,
};
use store::{Tx, situation::Moved};
use uuid::Uuid;

use super::{decides, subject};
use crate::{App, Result, record, switchboard::Hint};

/// What came of opening one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Opened {
    /// It is open.
    Yes(Uuid),
    /// The school has one that is open.
    Already(Uuid),
    /// There is no such school for this person.
    NotFound,
}

/// Opens the situation of a school. `threat`: a threat was received; otherwise something else makes the day a bad one.
pub async fn open(app: &App, by: &Actor, school: SchoolId, threat: bool, note: &str) -> Result<Opened> {
    let now = app.now();
    let mut tx = app.db.begin().await?;
    if store::directory::school(&mut tx, school).await?.is_none() || !decides(&mut tx, by, school, now).await? {
        return Ok(Opened::NotFound);
    }
    if let Some(open) = store::situation::of_school(&mut tx, school).await? {
        return Ok(Opened::Already(open.id));
    }
    let stood = if threat { Facets::threatened() } else { Facets::default() };
    let id = app.id::<Uuid>();
    store::situation::open(&mut tx, id, school, (Some(by.person), None), &stood, now).await?;
    let note = cut(note.trim(), limits::DESK_NOTE_BYTES_MAX);
    let facts = serde_json::json!({ "school": school, "stood": stood, "note": note });
    record::append(app, &mut tx, "situation.open", Some(by.person), &subject(id), &facts).await?;
    app.commit(tx, [Hint::Situations]).await?;
    Ok(Opened::Yes(id))
}

/// A campaign was confirmed: the schools that its copies were meant for are threatened. A threat that was held before anybody
/// could read it is a crime all the same, and their heads learn of it at once.
pub(crate) async fn for_campaign(
    app: &App,
    tx: &mut Tx,
    campaign: CampaignId,
    by: PersonId,
    now: Millis,
) -> Result<bool> {
    let mut any = false;
    for school in store::situation::targets(tx, campaign).await? {
        any |= match store::situation::of_school(tx, school).await? {
            None => threaten(app, tx, school, (campaign, by), now).await?,
            Some(open) => {
                let to = Facets { threat: Threat::Reported, ..open.facets() };
                let again = matches!(open.facets().threat, Threat::None | Threat::Dismissed);
                again && remind(app, tx, &open, (to, campaign, by), now).await?
            }
        };
    }
    Ok(any)
}

async fn threaten(
    app: &App,
    tx: &mut Tx,
    school: SchoolId,
    (campaign, by): (CampaignId, PersonId),
    now: Millis,
) -> Result<bool> {
    let (id, stood) = (app.id::<Uuid>(), Facets::threatened());
    if !store::situation::open(tx, id, school, (None, Some(campaign)), &stood, now).await? {
        return Ok(false);
    }
    let facts = serde_json::json!({ "school": school, "stood": stood, "campaign": campaign });
    record::append(app, tx, "situation.open", Some(by), &subject(id), &facts).await?;
    Ok(true)
}

/// A school where something else was going on is threatened as well.
async fn remind(
    app: &App,
    tx: &mut Tx,
    open: &store::situation::Situation,
    (to, campaign, by): (Facets, CampaignId, PersonId),
    now: Millis,
) -> Result<bool> {
    let moved = Moved {
        from: open,
        to,
        gathered_at: None,
        stranded: None,
        police_unit: None,
        reopening_at: None,
        decides: false,
        for_families: false,
    };
    if !store::situation::moves(tx, &moved, now).await? {
        return Ok(false);
    }
    store::situation::void_words(tx, open.id, now).await?;
    let (what, version) = (Change::Threat { to: to.threat }, open.version + 1);
    store::situation::add_move(tx, (open.id, version), Some(by), (&serde_json::to_string(&what)?, ""), now).await?;
    let facts = serde_json::json!({
        "school": open.school, "version": version, "what": what, "from": open.facets(), "to": to, "campaign": campaign,
    });
    record::append(app, tx, "situation.change", Some(by), &subject(open.id), &facts).await?;
    Ok(true)
}
