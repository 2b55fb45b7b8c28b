//! The configuration: one TOML file, every key optional, unknown keys refused. No file at all also works.

use std::{
    net::SocketAddr,
    path::{Path, PathBuf},
};

use gateway::channels::{ChannelsConfig, mail::MailConfig, push::PushConfig, sms::SmsConfig};
use serde::Deserialize;

use crate::networks::NetworksConfig;

/// What the operator decides. Secrets are not here: they are files in the data folder.
#[derive(Debug, Clone, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Config {
    /// Folder of the database, of the attachments and of the keys. Made when missing. Default: `preau-data`.
    pub(crate) data_folder: PathBuf,
    /// Address of the database: `postgres://user@host/name` for PostgreSQL. Default: SQLite in the data folder.
    pub(crate) database: Option<String>,
    /// Address and port to listen on. Default: `127.0.0.1:8080`. Put a TLS proxy in front of it to serve others.
    pub(crate) listen: SocketAddr,
    /// Address under which people reach the service, `https://ent.example`. With `https`, cookies are marked secure.
    pub(crate) public_url: Option<String>,
    /// Name of this installation in its journal's signatures. Default: `preau.example/journal`.
    pub(crate) journal_name: String,
    /// The server: proxies in front of it.
    pub(crate) server: Server,
    /// How people prove who they are.
    pub(crate) accounts: Accounts,
    /// Counts for monitoring.
    pub(crate) metrics: Metrics,
    /// What is logged, as a `tracing` filter. Default: `info`.
    pub(crate) log: String,
    /// A `clamd` that looks at joined files before their readers may open them: `127.0.0.1:3310` or the path of its
    /// socket. Default: none.
    pub(crate) antivirus: Option<gateway::antivirus::Antivirus>,
    /// Joined files.
    pub(crate) attachments: AttachmentsConfig,
    /// Which addresses are whose, for the judgment of how a message is sent. Default: no list.
    pub(crate) networks: NetworksConfig,
    /// The shield.
    pub(crate) shield: ShieldConfig,
    /// Mail: the relay that takes notices. Default: no mail leaves.
    pub(crate) mail: Option<MailConfig>,
    /// Text messages: the provider that takes notices. Default: no text message leaves.
    pub(crate) sms: Option<SmsConfig>,
    /// Web Push: notices to browsers that asked for them. Default: nothing is pushed.
    pub(crate) push: Option<PushConfig>,
    /// Packs of evidence.
    pub(crate) dossier: DossierConfig,
}

/// Who looks into joined files besides the program itself.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct AttachmentsConfig {
    /// The program `ffmpeg`, which takes pictures of films: `/usr/bin/ffmpeg`. Default: none, and films are read by nobody.
    pub(crate) ffmpeg: Option<PathBuf>,
}

/// Who says when a pack of evidence was there.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct DossierConfig {
    /// Address of a time-stamping authority (RFC 3161) that `preau dossier` asks. It is sent a digest and nothing else.
    /// Default: none.
    pub(crate) timestamp: Option<String>,
    /// Its certificates (PEM), which are put beside its answer. Default: none.
    pub(crate) timestamp_chain: Option<PathBuf>,
}

/// What the operator adds to the shield.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct ShieldConfig {
    /// Folder of the operator's own rules, TOML files that are tried by `preau rules` before they hold. Default: none.
    pub(crate) rules: Option<PathBuf>,
}

/// What stands between the visitors and the program.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Server {
    /// Networks of the proxies that pass requests on, `["192.0.2.1", "2001:db8::/64"]`. They alone are believed on where
    /// a request comes from. `0.0.0.0/0` and `::/0` are refused: anybody could then choose the address that the journal
    /// keeps. Default: none.
    pub(crate) trusted_proxies: web::Trusted,
    /// The header in which they say it: `x-forwarded-for` or `forwarded`. The other one is not read, as a client may have
    /// written it. Default: `x-forwarded-for`.
    pub(crate) forwarded_by: web::ForwardedBy,
}

/// How people prove who they are.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Accounts {
    /// Whether deciding over others (the crisis desk, imports, printing sheets) needs a second factor: `required`, or
    /// `offered`, and a password typed lately is enough. Default: `required`.
    pub(crate) second_factor: SecondFactor,
    /// Readers above whom a letter waits for its sender to prove lately who they are, by a second factor or the password;
    /// 0: never. Default: 300.
    pub(crate) proof_above_readers: ProofAbove,
    /// A list of passwords that were stolen somewhere, which nobody may choose: SHA-1 in hexadecimal, one a line, in
    /// order. Default: none beside the program's own.
    pub(crate) breached_passwords: Option<PathBuf>,
}

/// Readers above whom a sender proves who they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub(crate) struct ProofAbove(pub(crate) i64);

impl Default for ProofAbove {
    fn default() -> ProofAbove {
        ProofAbove(model::limits::PROOF_ABOVE_READERS)
    }
}

/// Whether a second factor is needed to decide over others.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum SecondFactor {
    /// It is.
    #[default]
    Required,
    /// Whoever has none types the password again.
    Offered,
}

/// Counts and lengths of time for a monitoring system, in Prometheus' format.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Metrics {
    /// Address and port of `GET /metrics`, without sign-in: one that monitoring alone reaches. Default: not served.
    pub(crate) listen: Option<SocketAddr>,
}

impl Default for Config {
    fn default() -> Config {
        Config {
            data_folder: PathBuf::from("preau-data"),
            database: None,
            listen: SocketAddr::from(([127, 0, 0, 1], 8080)),
            public_url: None,
            journal_name: "preau.example/journal".to_owned(),
            server: Server::default(),
            accounts: Accounts::default(),
            metrics: Metrics::default(),
            log: "info".to_owned(),
            antivirus: None,
            attachments: AttachmentsConfig::default(),
            networks: NetworksConfig::default(),
            shield: ShieldConfig::default(),
            dossier: DossierConfig::default(),
            mail: None,
            sms: None,
            push: None,
        }
    }
}

/// Why a configuration cannot be used.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Error {
    /// The file cannot be read.
    #[error("impossible de lire le fichier de configuration {path} : {source}")]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// The file is not right.
    #[error("le fichier de configuration {path} contient une erreur :\n{source}")]
    Wrong {
        /// The file.
        path: PathBuf,
        /// Where and why.
        source: toml::de::Error,
    },
}

impl Config {
    /// Address under which people reach the service, without a slash at its end.
    pub(crate) fn address(&self) -> String {
        let own = || format!("http://{}", self.listen);
        self.public_url.as_ref().map_or_else(own, |url| url.trim_end_matches('/').to_owned())
    }

    /// The ways on which notices leave.
    pub(crate) fn channels(&self) -> ChannelsConfig {
        ChannelsConfig { mail: self.mail.clone(), sms: self.sms.clone(), push: self.push.clone() }
    }

    /// Reads the file, or takes the defaults when none is named.
    pub(crate) fn read(path: Option<&Path>) -> Result<Config, Error> {
        let Some(path) = path else { return Ok(Config::default()) };
        let text =
            std::fs::read_to_string(path).map_err(|source| Error::Unreadable { path: path.to_owned(), source })?;
        toml::from_str(&text).map_err(|source| Error::Wrong { path: path.to_owned(), source })
    }

    /// Address of the database: the one named, or SQLite in the data folder.
    pub(crate) fn database_url(&self) -> String {
        self.database.clone().unwrap_or_else(|| format!("sqlite:{}", self.data_folder.join("preau.db").display()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_file_works_and_an_unknown_key_is_refused_by_name() {
        assert_eq!(Config::read(None).expect("defaults").listen.port(), 8080);
        let wrong = toml::from_str::<Config>("listen = \"127.0.0.1:9000\"\nlisten_to = 3").expect_err("unknown key");
        assert!(wrong.to_string().contains("listen_to"), "{wrong}");
    }

    #[test]
    fn channels_are_off_unless_their_section_is_there_and_their_keys_are_known() {
        assert_eq!(Config::default().channels().on(), model::channel::Channels::default());
        let on = "[mail]\nrelay = \"mail.example.org\"\nfrom = \"ent@example.org\"\n\
                  [push]\ncontact = \"mailto:ent@example.org\"";
        let on = toml::from_str::<Config>(on).expect("right").channels().on();
        assert!(on.mail && on.push && !on.sms);
        let wrong =
            toml::from_str::<Config>("[push]\ncontact = \"mailto:a@example.org\"\nkey = 1").expect_err("unknown");
        assert!(wrong.to_string().contains("key"), "{wrong}");
    }

    #[test]
    fn a_proxy_is_named_and_everybody_is_not_one() {
        let right = "[server]\ntrusted_proxies = [\"192.0.2.1\", \"2001:db8::/64\"]\nforwarded_by = \"forwarded\"";
        assert_eq!(toml::from_str::<Config>(right).expect("right").server.forwarded_by, web::ForwardedBy::Forwarded);
        let everybody = toml::from_str::<Config>("[server]\ntrusted_proxies = [\"::/0\"]").expect_err("everybody");
        let said = everybody.to_string();
        assert!(said.contains("::/0") && said.contains("n'importe quel visiteur"), "{said}");
    }
}
