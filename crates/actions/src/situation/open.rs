//! A situation begins: a head or the desk says so, or a campaign is confirmed whose copies were meant for the school.

use model::{
    Actor, CampaignId, MessageId, Millis, PersonId, SchoolId, limits,
    situation::{Change, Check, Facets, Threat},
    text::cut,
};
use store::{
    Tx,
    situation::{Moved, Situation},
};
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
    if !store::situation::open(&mut tx, id, school, (Some(by.person), None), &stood, now).await? {
        // Somebody else opened one at this moment.
        let open = store::situation::of_school(&mut tx, school).await?;
        return Ok(open.map_or(Opened::NotFound, |open| Opened::Already(open.id)));
    }
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
    by: Option<PersonId>,
    now: Millis,
) -> Result<()> {
    for (school, newest) in store::situation_campaign::targets(tx, campaign).await? {
        hears(app, tx, (school, newest), (campaign, by), now).await?;
    }
    Ok(())
}

/// A copy of a confirmed campaign has come.
pub(crate) async fn for_copy(app: &App, tx: &mut Tx, campaign: CampaignId, copy: MessageId, now: Millis) -> Result<()> {
    for (school, sent_at) in store::situation_campaign::targets_of(tx, copy).await? {
        hears(app, tx, (school, sent_at), (campaign, None), now).await?;
    }
    Ok(())
}

/// A person said that a campaign is harmless: where it was all that was reported, nothing is reported any more.
pub(crate) async fn called_off(app: &App, tx: &mut Tx, campaign: CampaignId, by: PersonId, now: Millis) -> Result<()> {
    for open in store::situation::named_by(tx, campaign).await? {
        let to = open.facets().under(Threat::Dismissed);
        moves(app, tx, &open, (to, false), (campaign, Some(by)), now).await?;
    }
    Ok(())
}

/// A school hears of a copy that was meant for it. What it knows already, and what was over before the copy was sent, is not
/// told again.
async fn hears(
    app: &App,
    tx: &mut Tx,
    (school, sent_at): (SchoolId, Millis),
    (campaign, by): (CampaignId, Option<PersonId>),
    now: Millis,
) -> Result<()> {
    if let Some(open) = store::situation::of_school(tx, school).await? {
        let facets = open.facets();
        let alarmed = matches!(facets.threat, Threat::Reported | Threat::Credible);
        if (alarmed && facets.check != Check::AllClear) || sent_at <= open.threat_at() {
            return Ok(());
        }
        return moves(app, tx, &open, (facets.under(Threat::Reported), true), (campaign, by), now).await;
    }
    if store::situation::closed_at(tx, school).await?.is_some_and(|closed_at| sent_at <= closed_at) {
        return Ok(());
    }
    let (id, stood) = (app.id::<Uuid>(), Facets::threatened());
    if store::situation::open(tx, id, school, (None, Some(campaign)), &stood, now).await? {
        let facts = serde_json::json!({ "school": school, "stood": stood, "campaign": campaign });
        record::append(app, tx, "situation.open", by, &subject(id), &facts).await?;
    }
    Ok(())
}

/// The threat of an open situation is another.
async fn moves(
    app: &App,
    tx: &mut Tx,
    open: &Situation,
    (to, threatens): (Facets, bool),
    (campaign, by): (CampaignId, Option<PersonId>),
    now: Millis,
) -> Result<()> {
    let moved = Moved { threatens, campaign: Some(campaign), ..Moved::to(open, to) };
    super::write(app, tx, &moved, (&Change::Threat { to: to.threat }, ""), by, now).await?;
    Ok(())
}
