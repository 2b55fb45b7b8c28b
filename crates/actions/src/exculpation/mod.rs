//! « Ce n’est pas moi » : a report on how a message was sent, or a session opened, that a family can hand over. In March
//! 2024 children whose account had been stolen were questioned by the police; what spoke for them was in the system, and
//! nobody could read it.
//!
//! It says what is known, what speaks for somebody else and for the owner, what is not known, and how to check it: each
//! fact names its entry of the journal. The owner asks for it, their guardian while they are a minor, the desk of the
//! territory, a head of the school. The whole source address with its port, which an operator needs to find one subscriber
//! among a thousand, is for the owner, the guardian and the desk. Owner and guardian ask on a device of their own only, as a thief
//! who is in the account could ask too; and of a message that waits for a person they are told no more than its sender's
//! page tells, so that nobody learns here what holds a message. Names of others never stand in it.
//!
//! The journal says who asked, and holds the hash of the report's facts, so that a paper can be held against it.

pub mod facts;
mod gather;
mod offered;
mod seed;
pub mod weigh;

use std::{fmt, str::FromStr};

use model::{
    Actor, MessageId, Millis, PersonId, SessionId,
    exculpation::{Conclusion, Standing},
};
use serde::Serialize;
use sha2::{Digest as _, Sha256};

use crate::{App, Result, record};
use facts::{Facts, Moment};
use seed::Seed;
use weigh::{Weighed, weigh};

pub use offered::{Offered, offered};

/// What a report is on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Of {
    /// A message.
    Message(MessageId),
    /// A session.
    Session(SessionId),
}

impl Of {
    /// How it stands in an address: `message-…`, `session-…`.
    pub fn slug(self) -> String {
        match self {
            Of::Message(id) => format!("message-{id}"),
            Of::Session(id) => format!("session-{id}"),
        }
    }
}

impl FromStr for Of {
    type Err = NothingSuch;

    /// Reads [`Of::slug`].
    fn from_str(text: &str) -> std::result::Result<Of, NothingSuch> {
        let of = match text.split_once('-') {
            Some(("message", id)) => id.parse().map(Of::Message),
            Some(("session", id)) => id.parse().map(Of::Session),
            _ => return Err(NothingSuch),
        };
        of.map_err(|_| NothingSuch)
    }
}

/// No report is on such a thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a report is on `message-…` or `session-…`")]
pub struct NothingSuch;

impl fmt::Display for Of {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Of::Message(id) => write!(f, "message/{id}"),
            Of::Session(id) => write!(f, "session/{id}"),
        }
    }
}

/// By which door somebody asks: for themselves and their children, or because of their office. Each has its own proof of
/// who one is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Door {
    /// The owner, or their guardian.
    Family,
    /// The desk.
    Desk,
    /// The head of a school.
    School,
}

/// A report.
#[derive(Debug, Clone, Serialize)]
pub struct Report {
    /// On what: `message/…`, `session/…`.
    pub of: String,
    /// As what it was asked for.
    pub asked_as: Standing,
    /// When it was made.
    pub made: Moment,
    /// The address is left out: a head asks.
    pub address_withheld: bool,
    /// What is known.
    #[serde(flatten)]
    pub facts: Facts,
    /// What it speaks for.
    #[serde(flatten)]
    pub weighed: Weighed,
}

/// A report that was made.
#[derive(Debug, Clone)]
pub struct Made {
    /// The report.
    pub report: Report,
    /// The same as JSON.
    pub json: String,
    /// SHA-256 of that JSON, which the journal keeps.
    pub sha256: String,
}

/// Whether somebody may ask.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum May {
    /// As this.
    Yes(Standing),
    /// It is theirs to ask, on a device that is theirs.
    OnOwnDevice,
    /// There is no such thing for them.
    No,
}

/// Whether somebody may ask for a report by this door.
pub async fn may_ask(app: &App, actor: &Actor, of: Of, door: Door) -> Result<May> {
    let mut tx = app.db.read().await?;
    let Some(seed) = seed::find(&mut tx, of).await? else { return Ok(May::No) };
    seed::may_ask(&mut tx, actor, &seed, door, app.now()).await
}

/// Makes a report. `None`: there is no such thing for this person by this door, or not on this device.
pub async fn report(app: &App, actor: &Actor, of: Of, door: Door) -> Result<Option<Made>> {
    let now = app.now();
    let mut tx = app.db.read().await?;
    let Some(mut seed) = seed::find(&mut tx, of).await? else { return Ok(None) };
    let May::Yes(asked_as) = seed::may_ask(&mut tx, actor, &seed, door, now).await? else { return Ok(None) };
    if asked_as == Standing::Desk && seed::is_masked(&mut tx, actor, &seed).await? {
        seed.name = None;
    }
    let mut facts = gather::gather(&mut tx, &seed, asked_as.sees_address(), now).await?;
    drop(tx);
    if door == Door::Family {
        facts.keep_undecided();
    }
    keep(app, of, &seed, (Some(actor.person), asked_as), facts, now).await.map(Some)
}

/// Makes a report for whoever holds the console. `None`: there is no such thing.
pub async fn at_console(app: &App, of: Of) -> Result<Option<Made>> {
    let now = app.now();
    let mut tx = app.db.read().await?;
    let Some(seed) = seed::find(&mut tx, of).await? else { return Ok(None) };
    let facts = gather::gather(&mut tx, &seed, true, now).await?;
    drop(tx);
    keep(app, of, &seed, (None, Standing::Console), facts, now).await.map(Some)
}

/// Writes down who asked for what, with the hash of what they are given.
async fn keep(
    app: &App,
    of: Of,
    seed: &Seed,
    (by, asked_as): (Option<PersonId>, Standing),
    facts: Facts,
    now: Millis,
) -> Result<Made> {
    let made = gather::moment(now, &seed.zone());
    let weighed = weigh(&facts);
    let conclusion: Conclusion = weighed.conclusion;
    let address_withheld = !asked_as.sees_address();
    let report = Report { of: of.to_string(), asked_as, made, address_withheld, facts, weighed };
    // Without `<` it may stand in a page as it is.
    let json = serde_json::to_string(&report)?.replace('<', "\\u003c");
    let sha256 = model::text::hex(&Sha256::digest(json.as_bytes()));
    let mut tx = app.db.begin().await?;
    let facts = serde_json::json!({
        "person": seed.person, "session": seed.session, "asked_as": asked_as, "conclusion": conclusion, "sha256": sha256,
    });
    record::append(app, &mut tx, "evidence.exculpate", by, &of.to_string(), &facts).await?;
    tx.commit().await?;
    Ok(Made { report, json, sha256 })
}
