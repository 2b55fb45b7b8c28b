//! What is written to `outcomes.jsonl`.

use std::{
    fs::File,
    io::{BufWriter, Write},
    path::{Path, PathBuf},
};

use jiff::Timestamp;
use model::{Millis, wave::WavePlan};
use serde_json::{Value, json};
use store::journal::EntryRow;
use uuid::Uuid;

use super::{Error, files::failed, play::Outcome};

/// Where outcomes go, if anywhere.
pub(super) struct Told(Option<(PathBuf, BufWriter<File>)>);

/// Something that the program did by itself.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Line {
    /// A message left every reader's sight, until a person decides or for good.
    Withdrawn(String),
    /// A message that was held is out.
    Released(String),
    /// An account was taken from whoever uses it, until then at most.
    Contained(String, Millis),
    /// It is its owner's again: the desk lifted it, or its time was over.
    Uncontained(String),
    /// A wave of a message is out: its number from 1, and how many readers have it now.
    Wave(usize, String, i64),
}

impl Line {
    /// The wave of a message that is out now.
    pub(super) fn wave(plan: &WavePlan, message: &str, now: Millis) -> Line {
        Line::Wave(plan.number(now), message.to_owned(), plan.out(now))
    }

    /// What an entry of the journal tells of messages and accounts; `keys` gives the recording's key of a message, and
    /// `accounts` that of a person.
    pub(super) fn of(
        entry: &EntryRow,
        keys: impl Fn(Uuid) -> Option<String>,
        accounts: impl Fn(Uuid) -> Option<String>,
    ) -> Vec<Line> {
        let facts: Value =
            entry.payload.as_deref().and_then(|text| serde_json::from_str(text).ok()).unwrap_or_default();
        let id = |value: &Value| value.as_str().and_then(|text| Uuid::parse_str(text).ok());
        let list = |name: &str| facts[name].as_array().cloned().unwrap_or_default();
        let subject = || entry.subject.split_once('/').and_then(|(_, id)| Uuid::parse_str(id).ok());
        match entry.verb.as_str() {
            "message.report" | "message.hold_copies" => {
                list("held").iter().filter_map(id).filter_map(keys).map(Line::Withdrawn).collect()
            }
            "account.contain" => {
                let until = facts["until"].as_i64().map_or(entry.at(), Millis);
                let account = subject().and_then(accounts).map(|account| Line::Contained(account, until));
                let held = list("held");
                account.into_iter().chain(held.iter().filter_map(id).filter_map(keys).map(Line::Withdrawn)).collect()
            }
            "account.uncontain" | "account.return" => {
                subject().and_then(accounts).map(Line::Uncontained).into_iter().collect()
            }
            "campaign.withdraw" => {
                let all = list("copies").into_iter().chain([facts["message"].clone()]);
                all.filter_map(|value| id(&value)).filter_map(keys).map(Line::Withdrawn).collect()
            }
            "message.withdraw" => subject().and_then(keys).map(Line::Withdrawn).into_iter().collect(),
            "message.release" => subject().and_then(keys).map(Line::Released).into_iter().collect(),
            _ => Vec::new(),
        }
    }
}

impl Told {
    pub(super) fn open(path: Option<&Path>) -> Result<Told, Error> {
        let open = |path: &Path| {
            let file = File::create(path).map_err(failed(path))?;
            Ok::<_, Error>((path.to_owned(), BufWriter::new(file)))
        };
        path.map(open).transpose().map(Told)
    }

    /// What came of an event.
    pub(super) fn outcome(&mut self, seq: u64, outcome: &Outcome) -> Result<(), Error> {
        let plain = |name: &str| json!({ "seq": seq, "outcome": name });
        self.write(&match outcome {
            Outcome::Refused(why) => json!({ "seq": seq, "outcome": "refused", "reason": why }),
            other => plain(other.name()),
        })
    }

    /// What the program did by itself.
    pub(super) fn line(&mut self, at: Millis, line: &Line) -> Result<(), Error> {
        let at = rfc3339(at);
        self.write(&match line {
            Line::Contained(account, until) => json!({ "at": at, "contained": account, "until": rfc3339(*until) }),
            Line::Uncontained(account) => json!({ "at": at, "uncontained": account }),
            Line::Withdrawn(message) => json!({ "at": at, "withdrawn": message }),
            Line::Released(message) => json!({ "at": at, "released": message }),
            Line::Wave(number, message, readers) => {
                json!({ "at": at, "wave": number, "message": message, "readers": readers })
            }
        })
    }

    pub(super) fn flush(&mut self) -> Result<(), Error> {
        match &mut self.0 {
            Some((path, to)) => to.flush().map_err(failed(path)),
            None => Ok(()),
        }
    }

    fn write(&mut self, line: &Value) -> Result<(), Error> {
        match &mut self.0 {
            Some((path, to)) => writeln!(to, "{line}").map_err(failed(path)),
            None => Ok(()),
        }
    }
}

fn rfc3339(at: Millis) -> String {
    Timestamp::from_millisecond(at.0).map_or_else(|_| at.0.to_string(), |at| at.to_string())
}

impl Outcome {
    /// Its name in the file.
    pub(super) const fn name(&self) -> &'static str {
        match self {
            Outcome::Ok => "ok",
            Outcome::StepUp => "step_up",
            Outcome::RefusedSession => "refused_session",
            Outcome::Deliver => "deliver",
            Outcome::Waves { .. } => "waves",
            Outcome::Hold => "hold",
            Outcome::Refused(_) => "refused",
        }
    }
}
