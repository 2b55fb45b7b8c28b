//! Text messages, through a provider that takes one by an HTTP request with JSON. Every provider does that in its own
//! words, so the words stand in the configuration: what is posted, and where in the answer its name for the message is.
//!
//! With a header for the key, a provider that honours it sends a message once however often it is asked. Without, an answer
//! that is lost may send it twice: the program cannot know.

use std::{fmt, path::PathBuf, sync::Arc, time::Duration};

use model::{
    Millis,
    channel::{Fault, Happened, Outgoing},
    contact::Address,
    limits,
};
use serde::Deserialize;
use serde_json::Value;

use super::{SetUp, answers, pace::Pace, rate, secret};

const SECTION: &str = "sms";

/// Text messages: the provider, in its words. Without this section, no text message leaves.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SmsConfig {
    /// Address that a message is posted to; `https`, or `http` on this machine.
    pub url: String,
    /// What is posted: JSON, in whose texts `{to}` stands for the number (`+33…`), `{text}` for the text and `{key}` for the
    /// key of the message: `'{"to":"{to}","text":"{text}","reference":"{key}"}'`.
    pub body: String,
    /// File of the secret by which the provider knows us. Default: none.
    pub secret_file: Option<PathBuf>,
    /// Header that carries it. Default: `Authorization`.
    #[serde(default = "secret_header")]
    pub secret_header: String,
    /// How it stands there, `{secret}` for itself. Default: `Bearer {secret}`.
    #[serde(default = "secret_value")]
    pub secret_value: String,
    /// Header by which the provider tells a repetition, `Idempotency-Key` for many. Default: none.
    pub key_header: Option<String>,
    /// Where in the answer the provider's name for the message is: a JSON pointer (RFC 6901), `/messages/0/id`. Default: none.
    pub id_at: Option<String>,
    /// Where in the answer its state is. Default: none, and every success of HTTP is one.
    pub status_at: Option<String>,
    /// States that say that it was taken: `["queued", "sent"]`. Any other state is a refusal.
    #[serde(default)]
    pub accepted: Vec<String>,
    /// What the provider tells us later of a message. Default: nothing.
    pub receipts: Option<ReceiptsConfig>,
    /// Messages a second: what the contract allows. Default: 100.
    #[serde(default = "per_second", deserialize_with = "rate")]
    pub per_second: f64,
    /// Requests at once. Default: 64.
    #[serde(default = "at_once")]
    pub at_once: usize,
    /// Seconds that the provider has for an answer. Default: 20.
    #[serde(default = "patience")]
    pub patience_seconds: u64,
}

/// Status reports: what the provider posts about messages that it took.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReceiptsConfig {
    /// Where in what it posts the list of reports is: a JSON pointer. Default: the whole is one report, or a list of them.
    #[serde(default)]
    pub list_at: String,
    /// Where in a report its name for the message is.
    pub id_at: String,
    /// Where in a report the state is.
    pub status_at: String,
    /// States that say that the telephone has it.
    pub delivered: Vec<String>,
    /// States that say that it will never have it.
    pub failed: Vec<String>,
}

fn secret_header() -> String {
    "Authorization".to_owned()
}
fn secret_value() -> String {
    "Bearer {secret}".to_owned()
}
fn per_second() -> f64 {
    100.0
}
fn at_once() -> usize {
    64
}
fn patience() -> u64 {
    limits::CHANNEL_PATIENCE.0.unsigned_abs() / 1_000
}

/// What a provider says of a message that it took.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receipt {
    /// Its name for the message.
    pub provider_id: String,
    /// Whether the telephone has it, or never will.
    pub delivered: bool,
}

/// A provider of text messages.
pub struct Sms {
    words: Arc<Words>,
    agent: ureq::Agent,
    pub(super) pace: Pace,
}

/// The provider's words.
struct Words {
    url: String,
    body: Value,
    secret: Option<(String, String)>,
    config: SmsConfig,
}

impl fmt::Debug for Sms {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Sms(…)")
    }
}

impl Sms {
    /// Reads the configuration's words and the file of its secret. The provider is asked nothing yet.
    pub fn new(config: &SmsConfig) -> Result<Sms, SetUp> {
        let wrong = |why: &dyn fmt::Display| SetUp::new(SECTION, why);
        let url = url::Url::parse(&config.url).map_err(|error| wrong(&format!("url : {error}")))?;
        let here = matches!(url.host_str(), Some("127.0.0.1" | "localhost" | "[::1]"));
        if url.scheme() != "https" && !(url.scheme() == "http" && here) {
            return Err(wrong(&"url : il faut https, ou http sur cette machine"));
        }
        let body: Value = serde_json::from_str(&config.body).map_err(|error| wrong(&format!("body : {error}")))?;
        if !config.body.contains("{to}") || !config.body.contains("{text}") {
            return Err(wrong(&"body : {to} et {text} doivent y être"));
        }
        if config.status_at.is_some() == config.accepted.is_empty() {
            return Err(wrong(&"status_at et accepted vont ensemble"));
        }
        let header = config.key_header.iter().chain([&config.secret_header]);
        for name in header {
            if name.is_empty() || !name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-') {
                return Err(wrong(&format!("« {name} » n’est pas un nom d’en-tête")));
            }
        }
        let secret = match &config.secret_file {
            Some(path) => {
                Some((config.secret_header.clone(), config.secret_value.replace("{secret}", &secret(SECTION, path)?)))
            }
            None => None,
        };
        let at_once = config.at_once.clamp(1, 256);
        let patience = Duration::from_secs(config.patience_seconds.clamp(1, 100));
        Ok(Sms {
            words: Arc::new(Words { url: config.url.clone(), body, secret, config: config.clone() }),
            agent: answers::agent(patience, at_once),
            pace: Pace { per_second: config.per_second, per_domain: None, at_once },
        })
    }

    /// Hands a message to the provider.
    pub(super) async fn send(&self, outgoing: &Outgoing, now: Millis) -> Happened {
        let Address::Sms(number) = &outgoing.to else { return Happened::Final(Fault::NoAddress) };
        let (words, agent) = (self.words.clone(), self.agent.clone());
        let body = filled(&words.body, number.as_str(), &text(outgoing), &outgoing.key.0).to_string();
        let key = outgoing.key.0.clone();
        let asked = tokio::task::spawn_blocking(move || {
            let mut headers = vec![("content-type", "application/json"), ("accept", "application/json")];
            if let Some((name, value)) = &words.secret {
                headers.push((name, value));
            }
            if let Some(name) = &words.config.key_header {
                headers.push((name, &key));
            }
            match answers::post(&agent, &words.url, &headers, body.as_bytes()) {
                Ok(answer) => answered(&words.config, &answer, now),
                Err(error) => answers::unanswered(&error),
            }
        });
        asked.await.unwrap_or(Happened::Temporary(Fault::Unreachable, None))
    }

    /// What an answer of the provider means: its status, its `Retry-After` and what came behind.
    pub fn understood(&self, status: u16, retry_after: Option<&str>, body: &[u8], now: Millis) -> Happened {
        let (retry_after, body) = (retry_after.map(str::to_owned), Some(body.to_vec()));
        answered(&self.words.config, &answers::Answer { status, retry_after, body }, now)
    }

    /// Reads what a provider posts of its messages; what it does not describe is left out.
    pub fn receipts(&self, posted: &[u8]) -> Vec<Receipt> {
        let Some(config) = &self.words.config.receipts else { return Vec::new() };
        let Ok(posted) = serde_json::from_slice::<Value>(posted) else { return Vec::new() };
        let Some(found) = posted.pointer(&config.list_at) else { return Vec::new() };
        let reports = found.as_array().map_or_else(|| std::slice::from_ref(found), Vec::as_slice);
        let receipt = |report: &Value| {
            let (id, status) = (word(report, &config.id_at)?, word(report, &config.status_at)?);
            let delivered = config.delivered.contains(&status);
            (delivered || config.failed.contains(&status)).then_some(Receipt { provider_id: id, delivered })
        };
        reports.iter().take(limits::DELIVERIES_PER_CLAIM as usize).filter_map(receipt).collect()
    }
}

/// The text as a telephone shows it: with the link, without what no telephone shows.
fn text(outgoing: &Outgoing) -> String {
    let whole = format!("{}\n{}", outgoing.text.trim(), outgoing.link);
    whole.chars().filter(|sign| !sign.is_control() || *sign == '\n').collect()
}

/// The body with its places filled: in texts alone, so that nothing that is filled in becomes JSON.
fn filled(body: &Value, to: &str, text: &str, key: &str) -> Value {
    match body {
        // One pass, so that a text that says {to} stays a text.
        Value::String(words) => Value::String(places(words, to, text, key)),
        Value::Array(list) => list.iter().map(|value| filled(value, to, text, key)).collect(),
        Value::Object(map) => map
            .iter()
            .map(|(name, value)| (name.clone(), filled(value, to, text, key)))
            .collect::<serde_json::Map<_, _>>()
            .into(),
        other => other.clone(),
    }
}

fn places(words: &str, to: &str, text: &str, key: &str) -> String {
    let mut whole = String::new();
    let mut rest = words;
    while let Some(at) = rest.find('{') {
        whole.push_str(&rest[..at]);
        rest = &rest[at..];
        let place =
            [("{to}", to), ("{text}", text), ("{key}", key)].into_iter().find(|(name, _)| rest.starts_with(name));
        let (name, value) = place.unwrap_or(("{", "{"));
        whole.push_str(value);
        rest = &rest[name.len()..];
    }
    whole + rest
}

/// A text or number that stands there.
fn word(value: &Value, at: &str) -> Option<String> {
    match value.pointer(at)? {
        Value::String(text) if !text.is_empty() && text.len() <= 200 => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// What the provider's answer means.
fn answered(config: &SmsConfig, answer: &answers::Answer, now: Millis) -> Happened {
    if !(200..300).contains(&answer.status) {
        return answers::refused(answer.status, answer.retry_after.as_deref(), now);
    }
    let said = answer.body.as_deref().and_then(|body| serde_json::from_slice::<Value>(body).ok());
    let id = said.as_ref().zip(config.id_at.as_ref()).and_then(|(said, at)| word(said, at));
    let Some(at) = &config.status_at else {
        // Taken, whatever it says besides: asking again could send it twice.
        return Happened::Accepted(id);
    };
    match said.as_ref().and_then(|said| word(said, at)) {
        Some(status) if config.accepted.contains(&status) => Happened::Accepted(id),
        Some(_) => Happened::Final(Fault::Refused),
        None => Happened::Temporary(Fault::Nonsense, None),
    }
}

#[cfg(test)]
mod tests;
