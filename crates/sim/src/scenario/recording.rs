//! What is recorded, in the order in which it is thought of; written in the order in which it happened.

use std::collections::BTreeMap;

use jiff::Timestamp;
use model::Millis;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::schools::{Account, School};

/// A crisis.
#[derive(Default)]
pub struct Recording {
    pub(super) schools: Vec<School>,
    happenings: Vec<(Millis, Value)>,
    sessions: usize,
    messages: usize,
    /// What the program is not told.
    pub truth: Truth,
}

/// What the program is not told.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Truth {
    /// Every message, by key.
    pub messages: BTreeMap<String, Told>,
    /// Stolen accounts.
    pub stolen: BTreeMap<String, Stolen>,
    /// Accounts whose owners threatened, on their own devices.
    pub authors: Vec<String>,
}

/// What a message is.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Told {
    /// Its kind.
    #[serde(flatten)]
    pub kind: Kind,
    /// Readers that it names.
    pub readers: i64,
}

/// Kinds of messages.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Kind {
    /// A threat, or what a thief sends with it.
    Threat {
        /// Which wave it is of.
        wave: String,
    },
    /// A thief tries the account on one person; nobody is hurt by reading it.
    Probe,
    /// A victim, or somebody who heard of it, quotes a threat to warn.
    Quotation,
    /// A school tells families or pupils of the crisis.
    Official,
    /// Everything else.
    Benign,
}

/// A stolen account.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Stolen {
    /// Since when (RFC 3339).
    pub from: String,
    /// In which wave it was used first.
    pub wave: String,
}

/// Where somebody is signed in.
#[derive(Clone)]
pub(super) struct Session {
    pub(super) id: String,
    account: String,
    school: String,
}

/// From where somebody signs in.
#[derive(Clone)]
pub(super) struct Origin {
    pub(super) device: String,
    pub(super) ip: String,
    pub(super) network: &'static str,
    pub(super) country: &'static str,
}

/// A message to be recorded.
pub(super) struct Letter<'a> {
    pub(super) to: Vec<(String, i64)>,
    pub(super) answers: Option<&'a str>,
    pub(super) subject: &'a str,
    pub(super) body: &'a str,
    pub(super) files: Vec<Value>,
}

impl<'a> Letter<'a> {
    pub(super) fn new(to: Vec<(String, i64)>, subject: &'a str, body: &'a str) -> Letter<'a> {
        Letter { to, answers: None, subject, body, files: Vec::new() }
    }
}

impl Recording {
    /// A sign-in that works.
    pub(super) fn sign_in(&mut self, at: Millis, who: &Account, from: &Origin) -> Session {
        self.sessions += 1;
        let id = format!("se-{:06}", self.sessions);
        let mut facts = of_origin(from);
        facts["session"] = id.as_str().into();
        self.note(at, "login.success", &who.key, &who.school, facts);
        Session { id, account: who.key.clone(), school: who.school.clone() }
    }

    /// A sign-in that does not.
    pub(super) fn fail(&mut self, at: Millis, who: &Account, from: &Origin) {
        let mut facts = of_origin(from);
        facts["reason"] = "bad_password".into();
        self.note(at, "login.failure", &who.key, &who.school, facts);
    }

    /// A look at the directory.
    pub(super) fn search(&mut self, at: Millis, session: &Session, query: &str) {
        let (account, school) = (session.account.clone(), session.school.clone());
        self.note(at, "directory.search", &account, &school, json!({ "session": session.id, "query": query }));
    }

    /// A message; gives its key.
    pub(super) fn send(&mut self, at: Millis, session: &Session, kind: Kind, letter: &Letter<'_>) -> String {
        self.messages += 1;
        let key = format!("M{:06}", self.messages);
        let (account, school) = (session.account.clone(), session.school.clone());
        let readers = letter.to.iter().map(|(_, readers)| readers).sum();
        let to: Vec<&str> = letter.to.iter().map(|(key, _)| key.as_str()).collect();
        self.note(
            at,
            "message.send",
            &account,
            &school,
            json!({
                "session": session.id, "message": key, "to": to, "reply_to": letter.answers,
                "subject": letter.subject, "body": letter.body, "attachments": letter.files,
                "recipients_estimate": readers,
            }),
        );
        self.truth.messages.insert(key.clone(), Told { kind, readers });
        key
    }

    /// A reader reports a message.
    pub(super) fn report(&mut self, at: Millis, who: &Account, message: &str, reason: &str) {
        self.note(at, "message.report", &who.key, &who.school, json!({ "message": message, "reason": reason }));
    }

    /// From now on an account is in a thief's hands.
    pub(super) fn steal(&mut self, at: Millis, who: &Account, wave: &str) {
        let stolen = Stolen { from: time(at), wave: wave.to_owned() };
        self.truth.stolen.entry(who.key.clone()).or_insert(stolen);
    }

    /// The owner of this account threatens.
    pub(super) fn author(&mut self, who: &Account) {
        if !self.truth.authors.contains(&who.key) {
            self.truth.authors.push(who.key.clone());
        }
    }

    fn note(&mut self, at: Millis, kind: &str, account: &str, school: &str, mut facts: Value) {
        facts["type"] = kind.into();
        facts["account"] = account.into();
        facts["school"] = school.into();
        self.happenings.push((at, facts));
    }

    /// The events in order, numbered.
    pub fn events(&self) -> Vec<Value> {
        let mut sorted: Vec<&(Millis, Value)> = self.happenings.iter().collect();
        sorted.sort_by_key(|(at, _)| *at);
        let event = |(seq, (at, facts)): (usize, &(Millis, Value))| {
            let mut event = facts.clone();
            event["seq"] = (seq + 1).into();
            event["t"] = time(*at).into();
            event
        };
        sorted.into_iter().enumerate().map(event).collect()
    }

    /// Schools, groups and accounts.
    pub fn entities(&self) -> Value {
        let lines = |of: fn(&School) -> Vec<Value>| self.schools.iter().flat_map(of).collect::<Vec<_>>();
        json!({
            "schools": lines(|school| vec![school.line()]),
            "groups": lines(School::group_lines),
            "accounts": lines(|school| school.accounts.iter().map(Account::line).collect()),
        })
    }
}

fn of_origin(from: &Origin) -> Value {
    json!({ "device": from.device, "ip": from.ip, "asn_class": from.network, "country": from.country })
}

/// RFC 3339.
pub(super) fn time(at: Millis) -> String {
    Timestamp::from_millisecond(at.0).map_or_else(|_| at.0.to_string(), |at| at.to_string())
}
