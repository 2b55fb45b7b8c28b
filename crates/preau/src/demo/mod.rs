//! The demonstration: an invented académie imported through the real importers, a few people who can be tried, some
//! letters, and a small attack to watch. Everything goes through the same actions as the pages.

mod attack;
mod letters;
mod people;

pub(crate) use attack::play;
pub(crate) use people::{PASSWORD, Players};

use actions::{
    App,
    send::{self, Sent},
};
use model::{
    Actor, AudienceId, MessageId,
    audience::Line,
    draft::{Addressee, Draft},
};

use crate::cli::Error;

/// Gives the people of the demonstration their accounts and writes their first letters, unless that was done before.
pub(crate) async fn prepare(app: &App) -> Result<Players, Error> {
    let players = people::prepare(app).await?;
    if players.are_new {
        letters::write(app, &players).await?;
    }
    Ok(players)
}

/// Sends one letter as a page would.
async fn send(
    app: &App,
    actor: &Actor,
    to: &[AudienceId],
    answers: Option<MessageId>,
    (subject, body): (&str, &str),
) -> Result<Sent, Error> {
    let to = to.iter().map(|audience| Addressee { audience: *audience, line: Line::To }).collect();
    let draft = Draft::parse(subject, body, to, answers, vec![], app.id())
        .map_err(|wrong| Error::Said(format!("une lettre de la démonstration est mal faite : {wrong:?}")))?;
    Ok(send::send(app, actor, &draft).await?)
}
