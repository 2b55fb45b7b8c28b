//! What the facts speak for. The rule is closed and small, so that whoever reads a report can apply it again; it never
//! names a culprit. What nobody can know, who sat before the screen, is said in every report.
//!
//! It rests on the device. A thief has the password and nothing else of the owner's, so a message from a device that the
//! account had used for days comes from « un appareil habituel », whatever else is said; and a message from one that it
//! had not, together with two more signs of different kinds and none for the owner, « quelqu’un d’autre ». In all other
//! cases nothing allows to say it. The owner's word is one sign of six, and no more.

use model::{
    exculpation::{Conclusion, Happened, Missing},
    limits,
    network::NetworkClass,
};
use serde::Serialize;

use super::facts::{Facts, accounts};

/// Uses of an account below which nothing is said to be usual.
const USES_MIN: i64 = 10;
/// Other accounts on one device or network from which it says something: a family has two or three.
const OTHERS_FROM: i64 = 2;
/// More readers than a group of that many, and four times what is usual.
const GROUP: i64 = 20;
/// Kinds of signs that are asked for besides the device.
const KINDS_ASKED: usize = 2;

/// What speaks for somebody else, or for the owner.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "sign", rename_all = "snake_case")]
pub enum Sign {
    /// The device had never opened this account.
    DeviceNever,
    /// It had for less than the days that make a device one's own.
    DeviceYoung,
    /// It never came back, though the account was used on others so many times.
    DeviceGone {
        /// Sessions elsewhere since.
        elsewhere: i64,
    },
    /// A network that hides who speaks.
    NetworkHides {
        /// Which kind.
        class: NetworkClass,
    },
    /// The network was used neither before nor since.
    NetworkNever,
    /// The account was never used from this country, which is not France.
    Country {
        /// Two letters.
        country: String,
    },
    /// The device opened other accounts within the hour.
    DeviceOthers {
        /// How many.
        accounts: i64,
        /// Of so many schools.
        schools: i64,
    },
    /// Other accounts were opened from the network within the hour, on devices new to them.
    NetworkOthers {
        /// How many.
        accounts: i64,
        /// Of so many schools.
        schools: i64,
    },
    /// A list of stolen passwords opened the account.
    Leaked,
    /// Other accounts sent the same.
    Copies {
        /// How many.
        accounts: i64,
        /// Of so many schools.
        schools: i64,
    },
    /// An hour at which the account is not used.
    Hour,
    /// Far more readers than usual.
    Readers {
        /// People.
        readers: i64,
        /// The most before.
        usual: i64,
    },
    /// The owner said that the session or the message is not theirs.
    Disowned,

    /// The account had used the device for days.
    DeviceUsual,
    /// The device came back once the password had been renewed.
    DeviceBack,
    /// The account had been used from the network.
    NetworkUsual,
    /// The network came back once the password had been renewed.
    NetworkBack,
    /// A printed code opened the session.
    PrintedCode,
    /// A second factor did.
    SecondFactor,
    /// The owner said that the message is theirs.
    SaidMine,
}

/// Signs on both sides, what is missing, and the line that follows from them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Weighed {
    /// The line.
    pub conclusion: Conclusion,
    /// For somebody else.
    pub somebody_else: Vec<Sign>,
    /// For the owner.
    pub owner: Vec<Sign>,
    /// What is not known.
    pub missing: Vec<Missing>,
}

/// How the device stands to the account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Device {
    Usual,
    Strange,
    /// Not known, or used again for days without that the password was renewed: by a thief whom nobody stopped, or by an
    /// owner with a new telephone.
    Either,
}

/// Weighs the facts.
pub fn weigh(facts: &Facts) -> Weighed {
    let device = device(facts);
    let owner = for_owner(facts, device);
    let somebody_else = for_somebody_else(facts, device);
    let kinds: std::collections::BTreeSet<Kind> = somebody_else.iter().filter_map(Sign::kind).collect();
    let conclusion = match device {
        Device::Usual => Conclusion::OwnDevice,
        Device::Strange if owner.is_empty() && kinds.len() >= KINDS_ASKED => Conclusion::SomebodyElse,
        Device::Strange | Device::Either => Conclusion::Unclear,
    };
    Weighed { conclusion, somebody_else, owner, missing: missing(facts) }
}

fn device(facts: &Facts) -> Device {
    let known_to_judge = facts.message.as_ref().and_then(|message| message.known_device);
    let (Some(session), Some(used)) = (&facts.session, &facts.device) else {
        return if known_to_judge == Some(true) { Device::Usual } else { Device::Either };
    };
    let long_before = |at: &super::facts::Moment| at.at + limits::DEVICE_QUIET <= session.at.at;
    let known_since = facts.device_known_since.as_ref();
    let usual = (known_to_judge == Some(true) && !session.device_new)
        || known_since.is_some_and(|at| long_before(at) || (facts.device_vouched && at.at < session.at.at))
        || used.span_before.as_ref().is_some_and(|(first, _)| long_before(first))
        || used.since_renewal.is_some_and(|uses| uses > 0);
    let kept = used.span_since.as_ref().is_some_and(|(_, last)| session.at.at + limits::DEVICE_QUIET <= last.at);
    match (usual, kept) {
        (true, _) => Device::Usual,
        (false, true) => Device::Either,
        (false, false) => Device::Strange,
    }
}

/// Whether addresses of such a network are a household's own.
const fn tells(class: NetworkClass) -> bool {
    matches!(class, NetworkClass::Isp | NetworkClass::Unknown)
}

fn for_somebody_else(facts: &Facts, device: Device) -> Vec<Sign> {
    let mut signs = Vec::new();
    if let (Some(session), Some(used)) = (&facts.session, &facts.device) {
        if device != Device::Usual {
            let never = used.before == 0 && session.device_new;
            signs.push(if never { Sign::DeviceNever } else { Sign::DeviceYoung });
            if used.since == 0 && facts.elsewhere_since > 0 {
                signs.push(Sign::DeviceGone { elsewhere: facts.elsewhere_since });
            }
        }
        let unseen = facts.network.as_ref().is_some_and(|network| network.before == 0 && network.since == 0);
        if session.network.hides() {
            signs.push(Sign::NetworkHides { class: session.network });
        } else if tells(session.network) && unseen {
            signs.push(Sign::NetworkNever);
        }
        let abroad =
            |country: &&String| !model::network::is_french(country) && !facts.habits.countries.contains(*country);
        if let Some(country) = session.country.as_ref().filter(abroad) {
            signs.push(Sign::Country { country: country.clone() });
        }
        signs.extend(others(facts, session.network));
    }
    if !facts.leaked.is_empty() {
        signs.push(Sign::Leaked);
    }
    if let Some((accounts, schools)) = facts.message.as_ref().and_then(|m| m.copies).filter(|(n, _)| *n > 0) {
        signs.push(Sign::Copies { accounts, schools });
    }
    if facts.habits.uses >= USES_MIN && facts.habits.near_hour == 0 {
        signs.push(Sign::Hour);
    }
    if let (Some(message), Some(usual)) = (&facts.message, facts.habits.readers_max)
        && message.readers > GROUP
        && message.readers / 4 > usual
    {
        signs.push(Sign::Readers { readers: message.readers, usual });
    }
    if happened(facts, Happened::Disowned) || happened(facts, Happened::SaidNotMine) {
        signs.push(Sign::Disowned);
    }
    signs
}

/// Who else came the same way: at school, one computer opens thirty accounts in an hour.
fn others(facts: &Facts, network: NetworkClass) -> Vec<Sign> {
    let mut signs = Vec::new();
    if network == NetworkClass::School {
        return signs;
    }
    let device = &facts.others.device_hour;
    if accounts(device) >= OTHERS_FROM {
        signs.push(Sign::DeviceOthers { accounts: accounts(device), schools: device.len() as i64 });
    }
    let from = &facts.others.network_hour;
    let own = facts.network.as_ref().is_some_and(|network| network.before > 0);
    if network != NetworkClass::Mobile && !own && accounts(from) >= OTHERS_FROM {
        signs.push(Sign::NetworkOthers { accounts: accounts(from), schools: from.len() as i64 });
    }
    signs
}

fn for_owner(facts: &Facts, device: Device) -> Vec<Sign> {
    let mut signs = Vec::new();
    let back = |used: &Option<super::facts::Use>| {
        used.as_ref().is_some_and(|used| used.since_renewal.is_some_and(|uses| uses > 0))
    };
    if device == Device::Usual {
        signs.push(if back(&facts.device) { Sign::DeviceBack } else { Sign::DeviceUsual });
    }
    if let Some(session) = facts.session.as_ref() {
        if tells(session.network) {
            if facts.network.as_ref().is_some_and(|network| network.before > 0) {
                signs.push(Sign::NetworkUsual);
            } else if back(&facts.network) {
                signs.push(Sign::NetworkBack);
            }
        }
        match session.by.as_deref() {
            Some("activation") => signs.push(Sign::PrintedCode),
            // Whatever a later version calls its factors: what is not a password alone is more.
            Some(by) if !matches!(by, "password" | "password_change") => signs.push(Sign::SecondFactor),
            _ => {}
        }
    }
    if happened(facts, Happened::SaidMine) {
        signs.push(Sign::SaidMine);
    }
    signs
}

fn missing(facts: &Facts) -> Vec<Missing> {
    let mut missing = vec![Missing::Person];
    match &facts.session {
        None => missing.push(Missing::Session),
        Some(session) => {
            missing.push(Missing::Address);
            missing.extend(session.by.is_none().then_some(Missing::Opening));
            missing.extend((session.network == NetworkClass::Unknown).then_some(Missing::Network));
            missing.extend((session.network == NetworkClass::Mobile).then_some(Missing::Mobile));
            missing.extend(session.country.is_none().then_some(Missing::Country));
        }
    }
    missing.extend((facts.habits.uses < USES_MIN).then_some(Missing::Habits));
    missing.extend(facts.leaked.is_empty().then_some(Missing::Leak));
    if let Some(message) = facts.message.as_ref().filter(|_| facts.risk.is_none()) {
        missing.push(if message.state.is_none() { Missing::Undecided } else { Missing::Verdict });
    }
    missing
}

fn happened(facts: &Facts, what: Happened) -> bool {
    facts.events.iter().any(|event| event.what == what)
}

/// Kinds of signs besides the device; two of one kind may have one cause.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Network,
    Others,
    Password,
    Text,
    Habit,
    Word,
}

impl Sign {
    /// Its kind; none for the device itself and for what speaks for the owner.
    fn kind(&self) -> Option<Kind> {
        Some(match self {
            Sign::NetworkHides { .. } | Sign::NetworkNever | Sign::Country { .. } => Kind::Network,
            Sign::DeviceOthers { .. } | Sign::NetworkOthers { .. } => Kind::Others,
            Sign::Leaked => Kind::Password,
            Sign::Copies { .. } => Kind::Text,
            Sign::Hour | Sign::Readers { .. } => Kind::Habit,
            Sign::Disowned => Kind::Word,
            _ => return None,
        })
    }

    /// What it is called, for the phrases of a page.
    pub const fn code(&self) -> &'static str {
        match self {
            Sign::DeviceNever => "device-never",
            Sign::DeviceYoung => "device-young",
            Sign::DeviceGone { .. } => "device-gone",
            Sign::NetworkHides { .. } => "network-hides",
            Sign::NetworkNever => "network-never",
            Sign::Country { .. } => "country",
            Sign::DeviceOthers { .. } => "device-others",
            Sign::NetworkOthers { .. } => "network-others",
            Sign::Leaked => "leaked",
            Sign::Copies { .. } => "copies",
            Sign::Hour => "hour",
            Sign::Readers { .. } => "readers",
            Sign::Disowned => "disowned",
            Sign::DeviceUsual => "device-usual",
            Sign::DeviceBack => "device-back",
            Sign::NetworkUsual => "network-usual",
            Sign::NetworkBack => "network-back",
            Sign::PrintedCode => "printed-code",
            Sign::SecondFactor => "second-factor",
            Sign::SaidMine => "said-mine",
        }
    }
}

#[cfg(test)]
mod tests;
