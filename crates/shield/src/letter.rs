//! What is judged, and what is known about its sending.

use model::{Millis, Profile, SchoolId, network::NetworkClass};
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

    // The letter and the sender's own habit. A habit is made of what went out; what was held or withdrawn is none.
    /// It answers a message that the sender could read.
    #[serde(default)]
    pub is_reply: Option<bool>,
    /// Files joined: they are not read.
    #[serde(default)]
    pub files: Option<i64>,
    /// Largest number of readers that one message of this sender had, among their newest
    /// [`model::limits::HABIT_MESSAGES_MAX`].
    #[serde(default)]
    pub readers_before_max: Option<i64>,
    /// Messages of this sender in the last 30 days.
    #[serde(default)]
    pub messages_last_30_days: Option<i64>,
    /// How many of those were replies, in percent; missing when there was none.
    #[serde(default)]
    pub replies_percent_30_days: Option<i64>,
    /// How many of the audiences that the letter names the sender's habit does not know, in percent.
    #[serde(default)]
    pub first_contacts_percent: Option<i64>,
    /// Near-identical messages of the same sender in the last hour, this one not counted.
    #[serde(default)]
    pub own_similar_last_hour: Option<i64>,

    /// Messages of the same sender that were sent within the last day and are held or were withdrawn.
    #[serde(default)]
    pub own_stopped_last_day: Option<i64>,

    // The session that sends, its device and its network.
    /// Minutes since the session was opened.
    #[serde(default)]
    pub session_minutes: Option<i64>,
    /// Searches of the directory in this session.
    #[serde(default)]
    pub session_searches: Option<i64>,
    /// The device opened this account for the first time within the last day, and nothing vouches for it.
    #[serde(default)]
    pub device_new: Option<bool>,
    /// Kind of the network that the session comes from.
    #[serde(default)]
    pub network_class: Option<NetworkClass>,
    /// The session comes from another country than this account's former ones; without former ones, than France.
    #[serde(default)]
    pub country_unusual: Option<bool>,
    /// The account was never used from this network before; missing for mobile networks, whose addresses say nothing.
    #[serde(default)]
    pub network_new_for_account: Option<bool>,
    /// Nor was any other account of the sender's school.
    #[serde(default)]
    pub network_new_for_school: Option<bool>,

    // Who else came the same way in the last hour.
    /// Other accounts that this device opened, whoever knows it.
    #[serde(default)]
    pub device_other_accounts: Option<i64>,
    /// Schools of the accounts that this device opened, the sender's own counted.
    #[serde(default)]
    pub device_schools: Option<i64>,
    /// Other accounts opened from this network on devices new to them; missing for school networks.
    #[serde(default)]
    pub network_other_accounts: Option<i64>,
    /// Schools of the accounts opened from this network, the sender's own counted.
    #[serde(default)]
    pub network_schools: Option<i64>,
    /// Of those other accounts, by device within the last day or by network, how many sent what is held or was withdrawn.
    #[serde(default)]
    pub neighbours_stopped: Option<i64>,

    // The campaign that the letter would join: the same text in the last 30 days, this letter not counted.
    /// Copies.
    #[serde(default)]
    pub campaign_copies: Option<i64>,
    /// Accounts that sent them, the sender's own not counted.
    #[serde(default)]
    pub campaign_accounts: Option<i64>,
    /// Schools of those accounts.
    #[serde(default)]
    pub campaign_schools: Option<i64>,
    /// Copies that are held or were withdrawn.
    #[serde(default)]
    pub campaign_stopped: Option<i64>,

    // Where the sender writes from: which policy decides.
    /// The sender's school.
    #[serde(default)]
    pub school: Option<SchoolId>,
    /// Its académie, by its code.
    #[serde(default)]
    pub academie: Option<i64>,

    // Mailboxes that no honest sender knows.
    /// Decoys that the letter names, one by one: no audience has any.
    #[serde(default)]
    pub decoys: Option<i64>,
    /// Decoys whose user name was tried within a day by the same device, or from the same network where few come from.
    #[serde(default)]
    pub decoys_tried: Option<i64>,
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
            is_reply: None,
            files: None,
            readers_before_max: None,
            messages_last_30_days: None,
            replies_percent_30_days: None,
            first_contacts_percent: None,
            own_similar_last_hour: None,
            own_stopped_last_day: None,
            session_minutes: None,
            session_searches: None,
            device_new: None,
            network_class: None,
            country_unusual: None,
            network_new_for_account: None,
            network_new_for_school: None,
            device_other_accounts: None,
            device_schools: None,
            network_other_accounts: None,
            network_schools: None,
            neighbours_stopped: None,
            campaign_copies: None,
            campaign_accounts: None,
            campaign_schools: None,
            campaign_stopped: None,
            school: None,
            academie: None,
            decoys: None,
            decoys_tried: None,
        }
    }
}
