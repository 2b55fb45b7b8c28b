//! Channels: what carries a short official text to one person. One file for each protocol; [`Carrier`] is what the queue
//! hands messages to, and [`run`] the loop that takes them from it.
//!
//! Every channel says of each message what happened to it, and nothing else: retries, fallbacks and the record are decided
//! by [`model::channel::next_step`] and kept by `actions::deliver`. Nothing here logs an address or a text.

mod answers;
pub mod dkim;
pub mod feeds;
pub mod mail;
pub mod pace;
pub mod push;
pub mod run;
#[cfg(any(test, feature = "testing"))]
pub mod sinks;
pub mod sms;

use std::{fmt, path::Path};

use model::channel::{Channel, Channels, Happened, Outgoing};
use serde::{Deserialize, Deserializer};

/// What one try came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sent {
    /// What happened to the message.
    pub happened: Happened,
    /// Endpoints of browsers that take no more push messages.
    pub gone: Vec<String>,
}

impl From<Happened> for Sent {
    fn from(happened: Happened) -> Sent {
        Sent { happened, gone: Vec::new() }
    }
}

/// Somebody who carries messages.
pub enum Carrier {
    /// Through a mail relay.
    Mail(Box<mail::Mail>),
    /// Through a provider of text messages.
    Sms(sms::Sms),
    /// Through the push services of browsers.
    Push(push::Push),
}

impl Carrier {
    /// Its channel.
    pub fn channel(&self) -> Channel {
        match self {
            Carrier::Mail(_) => Channel::Mail,
            Carrier::Sms(_) => Channel::Sms,
            Carrier::Push(_) => Channel::Push,
        }
    }

    /// How fast it may be handed messages.
    pub fn pace(&self) -> pace::Pace {
        match self {
            Carrier::Mail(mail) => mail.pace,
            Carrier::Sms(sms) => sms.pace,
            Carrier::Push(push) => push.pace,
        }
    }

    /// Hands a message over. `chance` is fresh for each call.
    pub async fn send(&self, outgoing: &Outgoing, now: model::Millis, chance: [u8; 48]) -> Sent {
        match self {
            Carrier::Mail(mail) => mail.send(outgoing).await.into(),
            Carrier::Sms(sms) => sms.send(outgoing, now).await.into(),
            Carrier::Push(push) => push.send(outgoing, now, chance).await,
        }
    }
}

/// The channels that a configuration names.
#[derive(Debug, Clone, Default)]
pub struct ChannelsConfig {
    /// Mail, if it is on.
    pub mail: Option<mail::MailConfig>,
    /// Text messages, if they are on.
    pub sms: Option<sms::SmsConfig>,
    /// Web Push, if it is on.
    pub push: Option<push::PushConfig>,
}

impl ChannelsConfig {
    /// Which channels are on.
    pub fn on(&self) -> Channels {
        Channels { push: self.push.is_some(), sms: self.sms.is_some(), mail: self.mail.is_some() }
    }

    /// Sets every channel up. `push_key` is the secret that push services know this installation by.
    pub fn carriers(&self, push_key: [u8; 32]) -> Result<Vec<Carrier>, SetUp> {
        let mut carriers = Vec::new();
        if let Some(push) = &self.push {
            carriers.push(Carrier::Push(push::Push::new(push, push_key)?));
        }
        if let Some(sms) = &self.sms {
            carriers.push(Carrier::Sms(sms::Sms::new(sms)?));
        }
        if let Some(mail) = &self.mail {
            carriers.push(Carrier::Mail(Box::new(mail::Mail::new(mail)?)));
        }
        Ok(carriers)
    }
}

/// Why a channel cannot be set up; a sentence for the operator.
#[derive(Debug, thiserror::Error)]
#[error("[{section}] {why}")]
pub struct SetUp {
    /// The section of the configuration.
    pub section: &'static str,
    /// What is wrong, and what to do.
    pub why: String,
}

impl SetUp {
    fn new(section: &'static str, why: impl fmt::Display) -> SetUp {
        SetUp { section, why: why.to_string() }
    }
}

/// A secret from its file, without the end of its line.
fn secret(section: &'static str, path: &Path) -> Result<String, SetUp> {
    let text = std::fs::read_to_string(path)
        .map_err(|error| SetUp::new(section, format!("impossible de lire {} : {error}", path.display())))?;
    let text = text.trim().to_owned();
    let one_line = !text.is_empty() && !text.contains(['\r', '\n', '\0']);
    if one_line { Ok(text) } else { Err(SetUp::new(section, format!("{} ne tient pas en une ligne", path.display()))) }
}

/// A rate of messages a second: more than nothing, and not more than a machine can do.
fn rate<'de, D: Deserializer<'de>>(from: D) -> Result<f64, D::Error> {
    let rate = f64::deserialize(from)?;
    if rate > 0.0 && rate <= 100_000.0 {
        Ok(rate)
    } else {
        Err(serde::de::Error::custom("un débit par seconde est entre 0 et 100000"))
    }
}
