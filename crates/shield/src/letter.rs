//! What is judged, and what is known about its sending.

use model::{Millis, Profile};
use serde::{Deserialize, Serialize};

/// The text of one message. What a person controls is judged together: a threat may be cut over subject and body.
#[derive(Debug, Clone, Copy, Default)]
pub struct Letter<'a> {
    /// Subject line.
    pub subject: &'a str,
    /// Text. The spans of reasons are byte offsets into it.
    pub body: &'a str,
    /// Names of the joined files.
    pub file_names: &'a [&'a str],
}

/// What is known about the sending. `None` means that the signal could not be had; what the policy makes of that is in
/// the table of [`crate::policy`]. Kept with the verdict, so that the decision can be replayed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Context {
    /// Profile of the sender.
    pub profile: Profile,
    /// Distinct people who would read this message.
    pub readers: i64,
    /// Distinct schools among them.
    pub schools: Option<i64>,
    /// Distinct classes among them.
    pub classes: Option<i64>,
    /// What the sender reached in the hour before, this message not counted.
    pub reach_last_hour: Option<Reach>,
    /// The sender has proved, in this session, that they may write widely (step-up), beyond having the profile.
    pub broadcast_power: bool,
    /// The hour where the sender's school is, 0 to 23.
    pub hour_local: Option<u8>,
    /// The device is one that this person uses.
    pub known_device: Option<bool>,
    /// Near-identical messages of the last minutes.
    pub similar_recent: Option<SimilarRecent>,
    /// A confirmed threat that this letter resembles. `None` also when none does.
    pub confirmed_match: Option<ConfirmedMatch>,
    /// Addressed only to the school's safety contact.
    pub to_safety_contact: bool,
    /// The present moment, for rules that expire.
    pub now: Option<Millis>,
}

/// How many people and schools a sender wrote to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reach {
    /// Distinct people.
    pub readers: i64,
    /// Distinct schools.
    pub schools: i64,
    /// Messages.
    pub messages: i64,
}

/// Near-identical messages seen lately, this one not counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct SimilarRecent {
    /// Messages.
    pub count: i64,
    /// Their distinct senders, this one not counted.
    pub distinct_senders: i64,
    /// The distinct schools of their senders.
    pub schools: i64,
}

/// A threat that a person has confirmed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ConfirmedMatch {
    /// How much of the text is the same, 0 to 1, as [`crate::sketch::similarity`] gives it.
    pub similarity: f32,
    /// Name of the campaign, for the desk.
    pub campaign: String,
}

impl Context {
    /// A sending of which nothing is known but the sender's profile and the number of readers.
    pub fn declared(profile: Profile, readers: i64) -> Context {
        Context {
            profile,
            readers,
            schools: None,
            classes: None,
            reach_last_hour: None,
            broadcast_power: false,
            hour_local: None,
            known_device: None,
            similar_recent: None,
            confirmed_match: None,
            to_safety_contact: false,
            now: None,
        }
    }
}
