//! What happened, as recorded.

use jiff::Timestamp;
use model::{Millis, network::NetworkClass};
use serde::Deserialize;

use super::{Error, files::Lines};

/// One event.
#[derive(Debug)]
pub(super) struct Event {
    /// Its number.
    pub(super) seq: u64,
    /// When.
    pub(super) at: Millis,
    /// Whose account.
    pub(super) account: String,
    /// What.
    pub(super) what: What,
}

/// What happened.
#[derive(Debug, Deserialize)]
#[serde(tag = "type")]
pub(super) enum What {
    /// Somebody signed in with the right password.
    #[serde(rename = "login.success")]
    SignedIn {
        /// Their browser.
        #[serde(default)]
        device: Option<String>,
        /// Source address.
        #[serde(default)]
        ip: String,
        /// Kind of network.
        #[serde(default)]
        asn_class: String,
        /// Country.
        #[serde(default)]
        country: Option<String>,
        /// The session that it opened.
        session: String,
    },
    /// Somebody tried to.
    #[serde(rename = "login.failure")]
    Failed {
        /// Their browser.
        #[serde(default)]
        device: Option<String>,
        /// Source address.
        #[serde(default)]
        ip: String,
    },
    /// Somebody looked for whom to write to.
    #[serde(rename = "directory.search")]
    Searched {
        /// In which session.
        session: String,
        /// What they typed.
        query: String,
    },
    /// Somebody wrote.
    #[serde(rename = "message.send")]
    Sent(Box<Letter>),
    /// Somebody reported a message.
    #[serde(rename = "message.report")]
    Reported {
        /// Which.
        message: String,
        /// Why.
        #[serde(default)]
        reason: Option<String>,
        /// In which session, when it is recorded.
        #[serde(default)]
        session: Option<String>,
    },
}

/// A message as it was recorded.
#[derive(Debug, Deserialize)]
pub(super) struct Letter {
    /// In which session.
    pub(super) session: String,
    /// Its key in the recording.
    pub(super) message: String,
    /// Groups and accounts.
    pub(super) to: Vec<String>,
    /// The message that it answers.
    #[serde(default)]
    pub(super) reply_to: Option<String>,
    /// Subject.
    #[serde(default)]
    pub(super) subject: Option<String>,
    /// Text.
    #[serde(default)]
    pub(super) body: Option<String>,
    /// Files.
    #[serde(default)]
    pub(super) attachments: Vec<Attachment>,
}

/// A file: only its hash was recorded.
#[derive(Debug, Deserialize)]
pub(super) struct Attachment {
    /// Its name.
    pub(super) name: String,
    /// SHA-256 of what it held.
    pub(super) sha256: String,
}

#[derive(Deserialize)]
struct Raw {
    seq: u64,
    t: String,
    account: String,
    #[serde(flatten)]
    what: What,
}

impl Event {
    /// The next event of a recording.
    pub(super) fn read(from: &mut Lines) -> Result<Option<Event>, Error> {
        let Some(line) = from.next()? else { return Ok(None) };
        let raw: Raw = serde_json::from_str(&line).map_err(|error| from.wrong(&error))?;
        let at = raw.t.parse::<Timestamp>().map_err(|error| from.wrong(&error))?;
        Ok(Some(Event { seq: raw.seq, at: Millis(at.as_millisecond()), account: raw.account, what: raw.what }))
    }
}

/// A kind of network as recordings name it: `isp-fr`, `mobile-fr`, `hosting`…
pub(super) fn network_class(recorded: &str) -> NetworkClass {
    let kind = recorded.split(['-', '_', ' ']).next().unwrap_or_default().to_lowercase();
    match kind.as_str() {
        "datacenter" | "datacentre" | "cloud" | "server" => NetworkClass::Hosting,
        "proxy" => NetworkClass::Vpn,
        "cellular" => NetworkClass::Mobile,
        "edu" | "education" | "campus" => NetworkClass::School,
        "residential" | "home" | "broadband" => NetworkClass::Isp,
        kind => NetworkClass::from_code(kind).unwrap_or_default(),
    }
}

impl What {
    /// Its type, as recorded.
    pub(super) fn kind(&self) -> &'static str {
        match self {
            What::SignedIn { .. } => "login.success",
            What::Failed { .. } => "login.failure",
            What::Searched { .. } => "directory.search",
            What::Sent(_) => "message.send",
            What::Reported { .. } => "message.report",
        }
    }
}
