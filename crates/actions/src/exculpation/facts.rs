//! What a report is made of: facts, each with its place in the journal where it has one. No text of a message, no name but
//! the account's owner's, no note of an officer.

use model::{
    Millis, Profile,
    exculpation::{ArrivalSign, Happened},
    message::State,
    network::NetworkClass,
    verdict::Reason,
};
use serde::Serialize;
use store::journal::EntryRow;

/// A moment, as an operator of networks needs it and as people say it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Moment {
    /// Milliseconds since 1970.
    #[serde(rename = "ms")]
    pub at: Millis,
    /// In UTC, to the millisecond: `2024-03-20T18:30:00.000Z`.
    pub utc: String,
    /// At the school, with its distance from UTC: `2024-03-20T19:30:00.000+01:00`.
    pub local: String,
}

/// An entry of the journal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Cite {
    /// What was done.
    pub verb: String,
    /// Its place; none while it waits for its seal.
    pub seq: Option<i64>,
}

impl Cite {
    /// The entry of a row.
    pub(super) fn of(row: &EntryRow) -> Cite {
        Cite { verb: row.verb.clone(), seq: row.seq }
    }
}

/// A moment with its entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Cited {
    /// When.
    pub at: Moment,
    /// Where the journal says so.
    pub entry: Cite,
}

/// Whose account.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Account {
    /// Their name; none while an officer has not asked who a minor is.
    pub name: Option<String>,
    /// What they are, in the school.
    pub profile: Option<Profile>,
    /// The school.
    pub school: Option<String>,
    /// Its time zone.
    pub zone: String,
}

/// The message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Sending {
    /// Its identity.
    pub id: String,
    /// When it was sent.
    pub sent: Moment,
    /// The hash of its text, as the journal has had it since.
    pub body_sha256: Option<String>,
    /// Where it stands; none while that is kept from its sender.
    pub state: Option<State>,
    /// When it was last held.
    pub held: Option<Moment>,
    /// When it was withdrawn.
    pub withdrawn: Option<Moment>,
    /// People in its audiences.
    pub readers: i64,
    /// People whose list showed it.
    pub listed: i64,
    /// People who opened it.
    pub opened: i64,
    /// Other accounts that sent the same, and their schools.
    pub copies: Option<(i64, i64)>,
    /// What the judge knew of the device.
    pub known_device: Option<bool>,
    /// Where the journal says that it was sent.
    pub entry: Option<Cite>,
}

/// The session.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Opened {
    /// Its identity.
    pub id: String,
    /// When it was opened.
    pub at: Moment,
    /// By what: `password`, `activation`, `totp`…; none when the journal does not say it.
    pub by: Option<String>,
    /// Source address and port; none for who may not see it.
    pub address: Option<String>,
    /// What the browser said it was.
    pub agent: String,
    /// Kind of network.
    pub network: NetworkClass,
    /// Country, when known.
    pub country: Option<String>,
    /// The device had never opened the account, or had been forgotten.
    pub device_new: bool,
    /// Last use, to the minute.
    pub last_seen: Moment,
    /// When it was ended by itself.
    pub ended: Option<Moment>,
    /// Where the journal says that it was opened.
    pub entry: Option<Cite>,
}

/// Other openings of the account in the same way.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Use {
    /// How many before.
    pub before: i64,
    /// The first and the last of those.
    pub span_before: Option<(Moment, Moment)>,
    /// How many since.
    pub since: i64,
    /// The first and the last of those.
    pub span_since: Option<(Moment, Moment)>,
    /// How many since the password was renewed; none when it was not.
    pub since_renewal: Option<i64>,
}

/// Other accounts, school by school.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Others {
    /// By the same device, within an hour.
    pub device_hour: Vec<Many>,
    /// By the same device, within a day.
    pub device_day: Vec<Many>,
    /// From the same network, on devices new to them, within an hour.
    pub network_hour: Vec<Many>,
}

/// Accounts of one school.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Many {
    /// The school; none for accounts that are of none.
    pub school: Option<String>,
    /// How many.
    pub accounts: i64,
}

/// Accounts of all schools.
pub fn accounts(list: &[Many]) -> i64 {
    list.iter().map(|many| many.accounts).sum()
}

/// What the account did in the weeks before, and how far this is from it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Habits {
    /// Openings and messages that were compared.
    pub uses: i64,
    /// The hour of this one, where the school is.
    pub hour: i8,
    /// How many of those were within two hours of it.
    pub near_hour: i64,
    /// Devices.
    pub devices: i64,
    /// Networks.
    pub networks: i64,
    /// Countries.
    pub countries: Vec<String>,
    /// Most people that one message went to; none when none was sent.
    pub readers_max: Option<i64>,
}

/// What happened to the account or the message afterwards, and what the account's passwords are worth.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Event {
    /// What.
    pub what: Happened,
    /// When.
    pub at: Moment,
    /// Where the journal says so.
    pub entry: Cite,
}

/// What an entry tells; `session` is the one of the report.
pub(super) fn happened(row: &EntryRow, session: Option<&str>) -> Option<Happened> {
    Some(match row.verb.as_str() {
        "session.disown" if session.is_some() && text(row, "session").as_deref() == session => Happened::Disowned,
        "session.disown" => Happened::DisownedOther,
        "account.contain" => Happened::Contained,
        "account.uncontain" => Happened::Lifted,
        "account.return" => Happened::Returned,
        "account.activate" => Happened::Activated,
        "account.password" => Happened::PasswordChanged,
        "account.leaked" => Happened::Leaked,
        "device.restrict" => Happened::Restricted,
        "factor.add" => Happened::FactorAdded,
        "factor.remove" => Happened::FactorRemoved,
        "console.invite" => Happened::Invited,
        "message.hold_copies" | "message.halt" => Happened::Held,
        "message.release" => Happened::Released,
        "message.withdraw" | "campaign.withdraw" => Happened::Withdrawn,
        "message.ask_proof" => Happened::Asked,
        "message.prove" => Happened::SaidMine,
        "message.disown" => Happened::SaidNotMine,
        "appeal.make" => Happened::Appealed,
        "appeal.answer" => Happened::AppealAnswered,
        _ => return None,
    })
}

/// A text among the facts of an entry.
pub(super) fn text(row: &EntryRow, field: &str) -> Option<String> {
    let facts: serde_json::Value = serde_json::from_str(row.payload.as_deref()?).ok()?;
    facts.get(field)?.as_str().map(str::to_owned)
}

/// A message of a session.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OfSession {
    /// Its identity.
    pub id: String,
    /// When it was sent.
    pub sent: Moment,
    /// Where it stands.
    pub state: State,
    /// People in its audiences.
    pub readers: i64,
    /// Where the journal says that it was sent.
    pub entry: Cite,
}

/// The journal as far as it is signed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Signed {
    /// Entries covered.
    pub size: i64,
    /// Root of the tree.
    pub root: String,
    /// When.
    pub at: Moment,
}

/// All that is known.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Facts {
    /// Whose account.
    pub account: Account,
    /// The message; none in a report on a session.
    pub message: Option<Sending>,
    /// The session; none when the message was sent without one.
    pub session: Option<Opened>,
    /// Since when the account had known the device.
    pub device_known_since: Option<Moment>,
    /// A printed code or a second factor had vouched for the device before.
    pub device_vouched: bool,
    /// The session's device.
    pub device: Option<Use>,
    /// Its network.
    pub network: Option<Use>,
    /// Sessions of the account on other devices since.
    pub elsewhere_since: i64,
    /// Who else came the same way.
    pub others: Others,
    /// What is usual.
    pub habits: Habits,
    /// When lists of stolen passwords opened the account.
    pub leaked: Vec<Cited>,
    /// What happened afterwards.
    pub events: Vec<Event>,
    /// Messages of the session, in a report on it.
    pub sent: Vec<OfSession>,
    /// Signs of risk that the judge saw; none when the message was not judged.
    pub risk: Option<Vec<Reason>>,
    /// Signs that the session's opening was weighed by; none when it was not.
    pub arrival: Option<Vec<ArrivalSign>>,
    /// How far the journal is signed.
    pub signed: Option<Signed>,
}

impl Facts {
    /// Leaves out what a message's sender is not told while it waits for a person, or goes out in waves: whether it is
    /// held, and why. Once the account was contained, whoever comes back to it is its owner.
    pub(super) fn keep_undecided(&mut self) {
        let contained = self.events.iter().any(|event| event.what == Happened::Contained);
        let Some(message) = self.message.as_mut().filter(|_| !contained) else { return };
        if !matches!(message.state, Some(State::Held | State::Waves | State::Deferred)) {
            return;
        }
        (message.state, message.held, message.copies, message.known_device) = (None, None, None, None);
        (message.listed, message.opened) = (0, 0);
        self.risk = None;
        self.events.retain(|event| !matches!(event.what, Happened::Held | Happened::Restricted));
    }
}
