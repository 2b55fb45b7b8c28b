//! Mail, by SMTP through a relay of the operator's (RFC 5321): plain text with the same in HTML, signed when a key is given.
//!
//! One message gives the same bytes at each try, its `Message-ID` included, so that who receives it twice can tell. SMTP
//! itself has no word for that: when a relay's answer is lost after it took the message, it goes out again.

mod compose;

use std::{fmt, path::PathBuf, time::Duration};

use lettre::{
    AsyncSmtpTransport, AsyncTransport as _, Tokio1Executor,
    address::Envelope,
    transport::smtp::{
        Error as SmtpError, PoolConfig,
        authentication::Credentials,
        client::{Certificate, Tls, TlsParameters},
        extension::ClientId,
    },
};
use model::{
    channel::{Fault, Happened, Outgoing},
    contact::{Address, MailAddress},
    limits,
};
use serde::Deserialize;
use tokio::time::timeout;

use super::{SetUp, dkim::DkimKey, pace::Pace, rate, secret};

const SECTION: &str = "mail";

/// Mail: how it leaves. Without this section, no mail leaves.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MailConfig {
    /// Name or address of the relay that takes our mail.
    pub relay: String,
    /// Its port. Default: 465 with `tls = "implicit"`, 587 with `starttls`, 25 with `none`.
    pub port: Option<u16>,
    /// How the connection is kept secret: `implicit` (TLS from the first byte), `starttls`, or `none`, for a relay on this
    /// machine alone. With the first two, nothing is ever sent in clear. Default: `implicit`.
    #[serde(default)]
    pub tls: TlsMode,
    /// File of a certificate in PEM that the relay's is signed by, besides those that browsers trust. Default: none.
    pub ca_file: Option<PathBuf>,
    /// Name by which the relay knows us. Default: none, it asks for no name.
    pub user: Option<String>,
    /// File of the password that goes with it.
    pub password_file: Option<PathBuf>,
    /// Mailbox that our mail comes from: `ne-pas-repondre@ent.example`.
    pub from: String,
    /// Name that stands beside it. Default: `Espace numérique de travail`.
    #[serde(default = "from_name")]
    pub from_name: String,
    /// Mailbox that answers go to. Default: that of `from`.
    pub reply_to: Option<String>,
    /// Name by which we greet the relay. Default: the domain of `from`.
    pub hello: Option<String>,
    /// The key that our mail is signed with. Default: none, the relay signs.
    pub dkim: Option<DkimConfig>,
    /// Mails a second, to all destinations together. Default: 50.
    #[serde(default = "per_second", deserialize_with = "rate")]
    pub per_second: f64,
    /// Mails a second to one domain: large mailboxes turn away who comes too fast. Default: 10.
    #[serde(default = "per_domain", deserialize_with = "rate")]
    pub per_domain_per_second: f64,
    /// Connections to the relay at once. Default: 8.
    #[serde(default = "at_once")]
    pub at_once: usize,
    /// Seconds that the relay has for one mail. Default: 20.
    #[serde(default = "patience")]
    pub patience_seconds: u64,
}

/// DKIM (RFC 6376) with Ed25519 (RFC 8463). `preau channels check` says which record the domain must have.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DkimConfig {
    /// Name of the key in the domain: `selector._domainkey.domain`.
    pub selector: String,
    /// The domain. Default: that of `from`.
    pub domain: Option<String>,
    /// File of the private key, as `openssl genpkey -algorithm ed25519` writes it.
    pub key_file: PathBuf,
}

/// How a connection to the relay is kept secret.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum TlsMode {
    /// TLS from the first byte (RFC 8314 § 3.3).
    #[default]
    Implicit,
    /// TLS before anything else is said; a relay that does not offer it gets nothing (RFC 3207).
    Starttls,
    /// In clear.
    None,
}

fn from_name() -> String {
    "Espace numérique de travail".to_owned()
}
fn per_second() -> f64 {
    50.0
}
fn per_domain() -> f64 {
    10.0
}
fn at_once() -> usize {
    8
}
fn patience() -> u64 {
    limits::CHANNEL_PATIENCE.0.unsigned_abs() / 1_000
}

/// A relay that takes our mail.
pub struct Mail {
    relay: AsyncSmtpTransport<Tokio1Executor>,
    from: compose::From,
    dkim: Option<DkimKey>,
    patience: Duration,
    pub(super) pace: Pace,
}

impl fmt::Debug for Mail {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Mail(…)")
    }
}

impl Mail {
    /// Reads the files that the configuration names. The relay is asked nothing yet.
    pub fn new(config: &MailConfig) -> Result<Mail, SetUp> {
        let wrong = |why: &dyn fmt::Display| SetUp::new(SECTION, why);
        let mailbox = |text: &str| MailAddress::parse(text).map_err(|error| wrong(&format!("{text} : {error}")));
        let address = mailbox(&config.from)?;
        let reply_to = config.reply_to.as_deref().map(mailbox).transpose()?;
        let dkim = config.dkim.as_ref().map(|dkim| key(dkim, &address)).transpose()?;
        let hello = config.hello.clone().unwrap_or_else(|| address.domain().to_owned());
        let at_once = config.at_once.clamp(1, 256);
        let patience = Duration::from_secs(config.patience_seconds.clamp(1, 100));
        let mut builder = AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(&config.relay)
            .port(config.port.unwrap_or(match config.tls {
                TlsMode::Implicit => 465,
                TlsMode::Starttls => 587,
                TlsMode::None => 25,
            }))
            .tls(tls(config)?)
            .hello_name(ClientId::Domain(hello))
            .timeout(Some(patience))
            .pool_config(PoolConfig::new().max_size(at_once as u32));
        if let Some(user) = &config.user {
            let file = config.password_file.as_ref().ok_or_else(|| wrong(&"user demande password_file"))?;
            builder = builder.credentials(Credentials::new(user.clone(), secret(SECTION, file)?));
        }
        let pace = Pace { per_second: config.per_second, per_domain: Some(config.per_domain_per_second), at_once };
        let from = compose::From { name: config.from_name.clone(), address, reply_to };
        Ok(Mail { relay: builder.build(), from, dkim, patience, pace })
    }

    /// The record that the domain must have for our signatures, if we sign: its name and text.
    pub fn dkim_record(&self) -> Option<(String, String)> {
        self.dkim.as_ref().map(DkimKey::record)
    }

    /// The message as it goes over the wire.
    pub fn compose(&self, outgoing: &Outgoing, to: &MailAddress) -> Option<Vec<u8>> {
        let message = compose::message(&self.from, outgoing, to)?;
        Some(match &self.dkim {
            Some(key) => key.sign(&message, outgoing.made_at),
            None => message,
        })
    }

    /// Hands a message to the relay.
    pub(super) async fn send(&self, outgoing: &Outgoing) -> Happened {
        let Address::Mail(to) = &outgoing.to else { return Happened::Final(Fault::NoAddress) };
        let unsendable = Happened::Final(Fault::Unsendable);
        let Some(message) = self.compose(outgoing, to) else { return unsendable };
        let (Some(from), Some(to)) = (compose::address(&self.from.address), compose::address(to)) else {
            return unsendable;
        };
        let Ok(envelope) = Envelope::new(Some(from), vec![to]) else { return unsendable };
        // The library waits for each answer as long as it takes: the whole is bounded here.
        match timeout(self.patience, self.relay.send_raw(&envelope, &message)).await {
            Ok(Ok(_)) => Happened::Accepted(None),
            Ok(Err(error)) => refused(&error),
            Err(_) => Happened::Temporary(Fault::Slow, None),
        }
    }
}

fn key(config: &DkimConfig, from: &MailAddress) -> Result<DkimKey, SetUp> {
    let path = &config.key_file;
    let wrong = |why: &dyn fmt::Display| SetUp::new(SECTION, format!("dkim : {} : {why}", path.display()));
    let pem = std::fs::read_to_string(path).map_err(|error| wrong(&error))?;
    let domain = config.domain.as_deref().unwrap_or(from.domain());
    DkimKey::read(domain, &config.selector, &pem).map_err(|error| wrong(&error))
}

fn tls(config: &MailConfig) -> Result<Tls, SetUp> {
    if config.tls == TlsMode::None {
        return Ok(Tls::None);
    }
    let mut parameters = TlsParameters::builder(config.relay.clone());
    if let Some(path) = &config.ca_file {
        let wrong = |why: &dyn fmt::Display| SetUp::new(SECTION, format!("ca_file : {} : {why}", path.display()));
        let pem = std::fs::read(path).map_err(|error| wrong(&error))?;
        parameters = parameters.add_root_certificate(Certificate::from_pem(&pem).map_err(|error| wrong(&error))?);
    }
    let parameters = parameters.build_rustls().map_err(|error| SetUp::new(SECTION, format!("relay : {error}")))?;
    Ok(if config.tls == TlsMode::Implicit { Tls::Wrapper(parameters) } else { Tls::Required(parameters) })
}

/// What a relay's refusal means (RFC 5321 § 4.2).
fn refused(error: &SmtpError) -> Happened {
    if let Some(code) = error.status() {
        return by_code(code.into());
    }
    let fault = if error.is_timeout() {
        Fault::Slow
    } else if error.is_tls() {
        Fault::NotAllowed
    } else if error.is_response() {
        Fault::Nonsense
    } else if error.is_client() {
        // A relay without STARTTLS, or without a way to prove who we are.
        Fault::NotAllowed
    } else {
        Fault::Unreachable
    };
    Happened::Temporary(fault, None)
}

/// What an SMTP code means: 4xx comes again, 5xx does not, but for those that speak of us and not of the message.
fn by_code(code: u16) -> Happened {
    match code {
        400..=499 => Happened::Temporary(Fault::Busy, None),
        // RFC 4954 § 6: not, or wrongly, authenticated. The operator can mend that.
        530 | 534 | 535 | 538 => Happened::Temporary(Fault::NotAllowed, None),
        550 | 551 | 553 | 556 => Happened::Final(Fault::NoSuchAddress),
        500..=599 => Happened::Final(Fault::Refused),
        _ => Happened::Temporary(Fault::Nonsense, None),
    }
}

#[cfg(test)]
mod tests;
