//! The page of packs: the register, and the pupils whose family one may be for.

use model::{Actor, dossier::Of, limits};
use store::dossier::{Ask, Pupil, Row};

use super::whose;
use crate::{App, Result};

/// What somebody may see and ask for.
#[derive(Debug)]
pub struct Offered {
    /// On what.
    pub of: Of,
    /// Its name for the desk; none for one message.
    pub label: Option<String>,
    /// Packs that were made of it, oldest first; none for who may make one for a family only.
    pub register: Option<Vec<Row>>,
    /// Pupils who sent one of the messages.
    pub pupils: Vec<Pupil>,
    /// Messages that a pack would hold, and those of schools of others.
    pub messages: (i64, i64),
}

/// What somebody may make of this; nothing for who may make nothing. A head is offered the pupils of the school, and is
/// not shown for whom packs were made.
pub async fn offered(app: &App, actor: &Actor, of: Of) -> Result<Option<Offered>> {
    let now = app.now();
    let mut tx = app.db.read().await?;
    let Some(ask) = whose::ask(&mut tx, Some(actor), of, None, now).await? else {
        let all = Ask { of, by: None, child: None, now };
        let mut pupils = store::dossier::pupils(&mut tx, &all, limits::DOSSIER_MESSAGES_MAX).await?;
        pupils.retain(|pupil| actor.is_head_of(pupil.school));
        let offered = Offered { of, label: None, register: None, pupils, messages: (0, 0) };
        return Ok((!offered.pupils.is_empty()).then_some(offered));
    };
    let (own, all) = store::dossier::counts(&mut tx, &ask).await?;
    let label = match of {
        Of::Campaign(id) => store::campaign::get(&mut tx, id).await?.map(|campaign| campaign.label),
        Of::Message(_) => None,
    };
    Ok(Some(Offered {
        of,
        label,
        register: Some(store::dossier::register(&mut tx, of).await?),
        pupils: store::dossier::pupils(&mut tx, &ask, limits::CAMPAIGN_ROWS_MAX).await?,
        messages: (own, all - own),
    }))
}
