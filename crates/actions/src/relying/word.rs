//! What the signed words of a provider must say before they are believed.

use model::{Millis, limits, provider::Provider};
use serde::Deserialize;
use serde_json::{Map, Value};

/// Why a word is not believed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(super) enum Doubt {
    /// Another issuer says it.
    #[error("issuer")]
    Issuer,
    /// It is said to somebody else, or to others too.
    #[error("audience")]
    Audience,
    /// It is over, or not yet.
    #[error("time")]
    Time,
    /// It does not answer what was asked.
    #[error("nonce")]
    Nonce,
    /// The sign-in was not as strong as it must be.
    #[error("strength")]
    Strength,
    /// It names no subject, or one that cannot be.
    #[error("subject")]
    Subject,
    /// It is not the word that a session has ended.
    #[error("event")]
    Event,
}

/// What both kinds of words hold.
#[derive(Debug, Deserialize)]
pub(super) struct Said {
    iss: String,
    aud: Audience,
    #[serde(default)]
    azp: Option<String>,
    #[serde(default)]
    exp: Option<i64>,
    iat: i64,
    #[serde(default)]
    nbf: Option<i64>,
    #[serde(default)]
    nonce: Option<String>,
    #[serde(default)]
    acr: Option<String>,
    #[serde(default)]
    pub(super) sub: Option<String>,
    #[serde(default)]
    pub(super) sid: Option<String>,
    #[serde(default)]
    pub(super) jti: Option<String>,
    #[serde(default)]
    events: Option<Value>,
    #[serde(flatten)]
    others: Map<String, Value>,
}

#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Audience {
    One(String),
    Many(Vec<String>),
}

/// The event by which a provider says that a session has ended.
const ENDED: &str = "http://schemas.openid.net/event/backchannel-logout";

impl Said {
    /// It is of this provider, to us, and of now.
    fn check(&self, provider: &Provider, since: Millis, now: Millis) -> Result<(), Doubt> {
        if self.iss != provider.issuer {
            return Err(Doubt::Issuer);
        }
        let (ours, alone) = match &self.aud {
            Audience::One(one) => (*one == provider.client, true),
            Audience::Many(many) => (many.contains(&provider.client), many.len() == 1),
        };
        // What is said to others as well must have been asked for by us.
        let asked_by_us = self.azp.as_ref().map(|azp| *azp == provider.client);
        if !ours || !asked_by_us.unwrap_or(alone) {
            return Err(Doubt::Audience);
        }
        let (skew, now) = (limits::PROVIDER_CLOCK_SKEW, now);
        let over = self.exp.is_some_and(|exp| seconds(exp) + skew <= now);
        let early = |at: i64| seconds(at) > now + skew;
        if over || early(self.iat) || self.nbf.is_some_and(early) || seconds(self.iat) + skew < since {
            return Err(Doubt::Time);
        }
        Ok(())
    }

    /// Which subject came, when this answers a question of this nonce that was asked at a moment.
    pub(super) fn subject(
        &self,
        provider: &Provider,
        nonce: &str,
        (asked, now): (Millis, Millis),
    ) -> Result<String, Doubt> {
        self.check(provider, asked, now)?;
        if self.exp.is_none() {
            return Err(Doubt::Time);
        }
        if self.nonce.as_deref() != Some(nonce) || self.events.is_some() {
            return Err(Doubt::Nonce);
        }
        let strong = |acr: &String| self.acr.as_ref() == Some(acr);
        if !provider.acr.is_empty() && !provider.acr.iter().any(strong) {
            return Err(Doubt::Strength);
        }
        let subject = match provider.claim.as_str() {
            "sub" => self.sub.as_deref(),
            claim => self.others.get(claim).and_then(Value::as_str),
        };
        let has_sub = self.sub.as_deref().is_some_and(|sub| !sub.is_empty());
        let subject = subject.filter(|subject| {
            has_sub && (1..=limits::PROVIDER_SUBJECT_BYTES_MAX).contains(&subject.len()) && !subject.contains('\0')
        });
        subject.map(str::to_owned).ok_or(Doubt::Subject)
    }

    /// That a session has ended: of a subject or of a name that the provider has for it, or both. Gives what makes this
    /// word another than the next.
    pub(super) fn ended(&self, provider: &Provider, now: Millis) -> Result<&str, Doubt> {
        self.check(provider, now, now)?;
        let event = self.events.as_ref().and_then(|events| events.get(ENDED)).is_some_and(Value::is_object);
        if !event || self.nonce.is_some() {
            return Err(Doubt::Event);
        }
        if self.sub.is_none() && self.sid.is_none() {
            return Err(Doubt::Subject);
        }
        let jti = self.jti.as_deref().filter(|jti| !jti.is_empty());
        jti.ok_or(Doubt::Event)
    }
}

/// A count of seconds, as tokens have it; what is further away than a clock goes is at its end.
const fn seconds(at: i64) -> Millis {
    Millis(at.saturating_mul(1_000))
}
