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
    /// Threats by message: which wave of the attack, and how many readers they name.
    pub threats: BTreeMap<String, Threat>,
    /// Stolen accounts, and since when (RFC 3339).
    pub stolen: BTreeMap<String, String>,
    /// Readers of every other message, by message.
    pub letters: BTreeMap<String, i64>,
}

/// A threat.
#[derive(Debug, Serialize, Deserialize)]
pub struct Threat {
    /// Which wave of the attack, from 1; 0 is the probing before it.
    pub wave: u8,
    /// Readers that it names.
    pub readers: i64,
}

/// Where somebody is signed in.
pub(super) struct Session {
    id: String,
    account: String,
    school: String,
}

/// From where somebody signs in.
pub(super) struct Origin<'a> {
    pub(super) device: &'a str,
    pub(super) ip: &'a str,
    pub(super) network: &'a str,
    pub(super) country: &'a str,
}

/// A message to be recorded.
pub(super) struct Letter<'a> {
    pub(super) to: Vec<String>,
    pub(super) readers: i64,
    pub(super) answers: Option<&'a str>,
    pub(super) subject: &'a str,
    pub(super) body: &'a str,
    pub(super) files: Vec<Value>,
}

impl Recording {
    /// A sign-in that works.
    pub(super) fn sign_in(&mut self, at: Millis, who: &Account, from: &Origin<'_>) -> Session {
        self.sessions += 1;
        let id = format!("se-{:06}", self.sessions);
        self.note(
            at,
            "login.success",
            &who.key,
            &who.school,
            json!({
                "device": from.device, "ip": from.ip, "asn_class": from.network, "country": from.country, "session": id,
            }),
        );
        Session { id, account: who.key.clone(), school: who.school.clone() }
    }

    /// A sign-in that does not.
    pub(super) fn fail(&mut self, at: Millis, who: &Account, from: &Origin<'_>) {
        self.note(
            at,
            "login.failure",
            &who.key,
            &who.school,
            json!({
                "device": from.device, "ip": from.ip, "asn_class": from.network, "country": from.country,
                "reason": "bad_password",
            }),
        );
    }

    /// A look at the directory.
    pub(super) fn search(&mut self, at: Millis, session: &Session, query: &str) {
        let (account, school) = (session.account.clone(), session.school.clone());
        self.note(at, "directory.search", &account, &school, json!({ "session": session.id, "query": query }));
    }

    /// A message; gives its key.
    pub(super) fn send(&mut self, at: Millis, session: &Session, letter: &Letter<'_>) -> String {
        self.messages += 1;
        let key = format!("M{:06}", self.messages);
        let (account, school) = (session.account.clone(), session.school.clone());
        self.note(
            at,
            "message.send",
            &account,
            &school,
            json!({
                "session": session.id, "message": key, "to": letter.to, "reply_to": letter.answers,
                "subject": letter.subject, "body": letter.body, "attachments": letter.files,
                "recipients_estimate": letter.readers,
            }),
        );
        self.truth.letters.insert(key.clone(), letter.readers);
        key
    }

    /// A message that is a threat.
    pub(super) fn threaten(&mut self, at: Millis, wave: u8, session: &Session, letter: &Letter<'_>) -> String {
        let key = self.send(at, session, letter);
        self.truth.letters.remove(&key);
        self.truth.threats.insert(key.clone(), Threat { wave, readers: letter.readers });
        key
    }

    /// A reader reports a message.
    pub(super) fn report(&mut self, at: Millis, who: &Account, message: &str) {
        self.note(at, "message.report", &who.key, &who.school, json!({ "message": message, "reason": "menace" }));
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

/// RFC 3339.
pub(super) fn time(at: Millis) -> String {
    Timestamp::from_millisecond(at.0).map_or_else(|_| at.0.to_string(), |at| at.to_string())
}
