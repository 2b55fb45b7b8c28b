//! Web Push (RFC 8030): a word to the browsers of a person, through the push services that the browsers chose. The word is
//! encrypted for the browser alone (RFC 8291), and signed so that the service knows from which installation it comes
//! (RFC 8292).
//!
//! It holds the subject of the notice and where the rest is read, never the text: what is on a locked screen cannot be taken
//! back. The subject may go, because only official notices come here, whose subject is public from the moment that they are
//! approved, and because people open what says what it is.

mod encrypt;
mod vapid;

use std::{fmt, sync::Arc, time::Duration};

use model::{
    Millis,
    channel::{Fault, Happened, Outgoing},
    contact::{Address, PushSubscription},
    limits,
};
use serde::Deserialize;
use url::Url;

use self::vapid::Vapid;
use super::{Sent, SetUp, answers, pace::Pace, rate};

const SECTION: &str = "push";

/// Web Push. Without this section, nothing is pushed.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PushConfig {
    /// Where push services reach whoever runs this installation: `mailto:` or `https:` (RFC 8292 § 2.1).
    pub contact: String,
    /// Push services that are spoken to: `name.example`, or `*.name.example` for all names below it. A browser says where it
    /// is pushed to, so that without such a list anybody could have this server post anywhere. Default: those of Chrome,
    /// Edge, Firefox and Safari.
    #[serde(default = "services")]
    pub services: Vec<String>,
    /// Messages a second. Default: 2000.
    #[serde(default = "per_second", deserialize_with = "rate")]
    pub per_second: f64,
    /// Requests at once. Default: 64.
    #[serde(default = "at_once")]
    pub at_once: usize,
    /// Seconds that a push service has for an answer. Default: 20.
    #[serde(default = "patience")]
    pub patience_seconds: u64,
}

fn services() -> Vec<String> {
    ["fcm.googleapis.com", "updates.push.services.mozilla.com", "web.push.apple.com", "*.notify.windows.com"]
        .map(str::to_owned)
        .to_vec()
}
fn per_second() -> f64 {
    2_000.0
}
fn at_once() -> usize {
    64
}
fn patience() -> u64 {
    limits::CHANNEL_PATIENCE.0.unsigned_abs() / 1_000
}

/// Push services.
#[derive(Clone)]
pub struct Push {
    shared: Arc<Shared>,
    pub(super) pace: Pace,
}

struct Shared {
    services: Vec<String>,
    vapid: Vapid,
    agent: ureq::Agent,
}

impl fmt::Debug for Push {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Push(…)")
    }
}

impl Push {
    /// Sets the channel up with the secret that signs.
    pub fn new(config: &PushConfig, key: [u8; 32]) -> Result<Push, SetUp> {
        if !["mailto:", "https://"].iter().any(|scheme| config.contact.starts_with(scheme)) {
            return Err(SetUp::new(SECTION, "contact commence par mailto: ou https://"));
        }
        let vapid = Vapid::new(&config.contact, key).ok_or_else(|| SetUp::new(SECTION, "push.key est abîmée"))?;
        let at_once = config.at_once.clamp(1, 256);
        let agent = answers::agent(Duration::from_secs(config.patience_seconds.clamp(1, 100)), at_once);
        Ok(Push {
            shared: Arc::new(Shared { services: config.services.clone(), vapid, agent }),
            pace: Pace { per_second: config.per_second, per_domain: None, at_once },
        })
    }

    /// The public key that a page gives to the browser when it subscribes: base64url of 65 bytes.
    pub fn public_key(&self) -> &str {
        self.shared.vapid.public_key()
    }

    /// Whether a browser's push service is one that is spoken to.
    pub fn takes(&self, endpoint: &str) -> bool {
        self.shared.origin(endpoint).is_some()
    }

    /// Hands a message to the push service of each browser. It was taken when one of them took it; `chance` makes the keys of
    /// the first, and those of the others follow from it.
    pub(super) async fn send(&self, outgoing: &Outgoing, now: Millis, chance: [u8; 48]) -> Sent {
        let Address::Push(subscriptions) = &outgoing.to else { return Happened::Final(Fault::NoAddress).into() };
        let word = serde_json::json!({ "title": outgoing.subject, "link": outgoing.link, "tag": outgoing.topic });
        let told = Told {
            word: word.to_string(),
            ttl: (outgoing.expires_at - now).0.clamp(0, limits::PUSH_KEPT.0) / 1_000,
            urgency: if outgoing.urgent { "high" } else { "normal" },
            topic: outgoing.topic.clone(),
        };
        let (shared, subscriptions) = (self.shared.clone(), subscriptions.clone());
        let sent = tokio::task::spawn_blocking(move || shared.send_all(&subscriptions, &told, now, chance));
        sent.await.unwrap_or_else(|_| Happened::Temporary(Fault::Unreachable, None).into())
    }
}

/// What every browser is told.
struct Told {
    word: String,
    ttl: i64,
    urgency: &'static str,
    topic: String,
}

impl Shared {
    fn send_all(&self, to: &[PushSubscription], told: &Told, now: Millis, chance: [u8; 48]) -> Sent {
        let mut sent = Sent::from(Happened::Final(Fault::NoSuchAddress));
        let mut best: Option<Happened> = None;
        for (n, subscription) in to.iter().enumerate() {
            match self.send(subscription, told, now, encrypt::Chance::nth(chance, n as u64)) {
                Some(happened) => best = Some(better(best, happened)),
                None => sent.gone.push(subscription.endpoint.clone()),
            }
        }
        if let Some(best) = best {
            sent.happened = best;
        }
        sent
    }

    /// Nothing when the browser takes no more.
    fn send(&self, to: &PushSubscription, told: &Told, now: Millis, chance: encrypt::Chance) -> Option<Happened> {
        let Some(origin) = self.origin(&to.endpoint) else { return Some(Happened::Final(Fault::Unsendable)) };
        let Some(body) = encrypt::encrypt(to, told.word.as_bytes(), chance) else {
            return Some(Happened::Final(Fault::Unsendable));
        };
        let (authorization, ttl) = (self.vapid.authorization(&origin, now), told.ttl.to_string());
        let headers = [
            ("content-type", "application/octet-stream"),
            ("content-encoding", "aes128gcm"),
            ("authorization", &*authorization),
            ("ttl", &*ttl),
            ("urgency", told.urgency),
            ("topic", &*told.topic),
        ];
        match answers::post(&self.agent, &to.endpoint, &headers, &body) {
            // RFC 8030 § 7.3: the subscription has ended.
            Ok(answer) if matches!(answer.status, 404 | 410) => None,
            Ok(answer) if (200..300).contains(&answer.status) => Some(Happened::Accepted(None)),
            Ok(answer) if answer.status == 413 => Some(Happened::Final(Fault::Unsendable)),
            Ok(answer) => Some(answers::refused(answer.status, answer.retry_after.as_deref(), now)),
            Err(error) => Some(answers::unanswered(&error)),
        }
    }

    /// The origin of an endpoint that may be spoken to. An entry with a scheme is one whole origin, for tests.
    fn origin(&self, endpoint: &str) -> Option<String> {
        let url = Url::parse(endpoint).ok()?;
        let origin = url.origin().ascii_serialization();
        let Some(url::Host::Domain(host)) = url.host() else {
            return self.services.contains(&origin).then_some(origin);
        };
        let named = |service: &String| match service.strip_prefix("*.") {
            Some(parent) => host.strip_suffix(parent).is_some_and(|below| below.len() > 1 && below.ends_with('.')),
            None => host == service,
        };
        let public = url.scheme() == "https" && url.port().is_none() && url.username().is_empty();
        (public && self.services.iter().any(named)).then_some(origin)
    }
}

/// What counts of what happened at two browsers: taken, then worth another try.
fn better(one: Option<Happened>, other: Happened) -> Happened {
    let worth = |happened: &Happened| match happened {
        Happened::Accepted(_) => 2,
        Happened::Temporary(..) => 1,
        _ => 0,
    };
    match one {
        Some(one) if worth(&one) >= worth(&other) => one,
        _ => other,
    }
}

#[cfg(test)]
mod tests;
