//! The demonstration: who can be tried, and a small attack to watch.

use axum::response::Response;

use super::show::{go_and_say, page};
use crate::{
    error::{Error, Result},
    session::Guest,
    views::{Attack, DemoPage, Said},
};

pub(crate) async fn show(guest: Guest) -> Result<Response> {
    let demo = guest.web.settings.demo.as_ref().ok_or(Error::NotFound)?;
    page(&DemoPage { frame: guest.frame(), people: demo.people.clone(), attack: guest.web.attack() })
}

/// Plays the attack, unless it is being played.
pub(crate) async fn attack(guest: Guest) -> Result<Response> {
    let demo = guest.web.settings.demo.as_ref().ok_or(Error::NotFound)?;
    let former = guest.web.set_attack(Attack::Running);
    if former != Attack::Running {
        let (web, played) = (guest.web.clone(), (demo.attack)());
        tokio::spawn(async move {
            web.set_attack(match played.await {
                Ok(played) => {
                    Attack::Done { tried: played.tried, stopped: played.stopped, displayed: played.displayed }
                }
                Err(error) => {
                    tracing::error!(error, "the attack of the demonstration failed");
                    former
                }
            });
        });
    }
    Ok(go_and_say("/demo", Said::AttackPlayed))
}
