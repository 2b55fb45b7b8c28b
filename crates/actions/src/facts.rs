//! How a letter was sent, beside what its sender usually does: what the judge was told, as facts for an officer. Only what
//! could be had is said.

use model::network::NetworkClass;
use shield::Context;

/// Minutes of a session that is young.
const YOUNG_MINUTES: i64 = 15;
/// Searches of the directory in one session that are worth a word.
const MANY_SEARCHES: i64 = 5;

/// One fact.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fact {
    /// How far it goes, beside the farthest of the sender's newest messages.
    Reach {
        /// People addressed.
        readers: i64,
        /// Schools among them.
        schools: i64,
        /// The most that one message of this sender ever had; `None` when that is not known.
        usual: Option<i64>,
    },
    /// What the sender reached in the hour before.
    Hour {
        /// People.
        readers: i64,
        /// By so many messages.
        messages: i64,
    },
    /// So many messages in the last thirty days.
    Month(i64),
    /// So many of those addressed were never written to, in percent.
    FirstContacts(i64),
    /// The device is the account's own.
    OwnDevice,
    /// The account knows it for less than a day.
    NewDevice,
    /// The account does not know it well enough.
    StrangeDevice,
    /// The kind of network, when it is not a household's.
    Network(NetworkClass),
    /// Nobody of the school was ever there.
    StrangeNetwork,
    /// Another country than usual.
    Abroad,
    /// The session was opened so many minutes before.
    YoungSession(i64),
    /// So many searches of the directory in it.
    Searches(i64),
    /// So many other accounts on the same device within the hour.
    SharedDevice(i64),
    /// The same from the same network.
    SharedNetwork(i64),
    /// The same text from so many other accounts.
    Copies {
        /// Accounts.
        accounts: i64,
        /// Of so many schools.
        schools: i64,
    },
    /// So many messages of this sender were stopped within the day.
    Stopped(i64),
    /// In the night, at this hour.
    Night(u8),
}

/// The facts of a letter, most telling first.
pub fn of(told: &Context) -> Vec<Fact> {
    let mut facts =
        vec![Fact::Reach { readers: told.readers, schools: told.schools.unwrap_or(1), usual: told.readers_before_max }];
    let more = |count: Option<i64>, at_least: i64| count.filter(|count| *count >= at_least);
    if let Some(before) = told.reach_last_hour.filter(|before| before.messages > 0) {
        facts.push(Fact::Hour { readers: before.readers, messages: before.messages });
    }
    match (told.known_device, told.device_new) {
        (Some(true), _) => facts.push(Fact::OwnDevice),
        (Some(false), Some(true)) => facts.push(Fact::NewDevice),
        (Some(false), _) => facts.push(Fact::StrangeDevice),
        (None, _) => {}
    }
    if let Some(class) = told.network_class.filter(|c| matches!(c, NetworkClass::Hosting | NetworkClass::Vpn)) {
        facts.push(Fact::Network(class));
    }
    if told.network_new_for_school == Some(true) {
        facts.push(Fact::StrangeNetwork);
    }
    if told.country_unusual == Some(true) {
        facts.push(Fact::Abroad);
    }
    facts.extend(more(told.device_other_accounts, 1).map(Fact::SharedDevice));
    facts.extend(more(told.network_other_accounts, 1).map(Fact::SharedNetwork));
    if let Some(accounts) = more(told.campaign_accounts, 1) {
        facts.push(Fact::Copies { accounts, schools: told.campaign_schools.unwrap_or(1).max(1) });
    }
    facts.extend(more(told.own_stopped_last_day, 1).map(Fact::Stopped));
    facts.extend(told.session_minutes.filter(|minutes| *minutes <= YOUNG_MINUTES).map(Fact::YoungSession));
    facts.extend(more(told.session_searches, MANY_SEARCHES).map(Fact::Searches));
    facts.extend(more(told.first_contacts_percent, 50).map(Fact::FirstContacts));
    facts.extend(told.messages_last_30_days.map(Fact::Month));
    facts.extend(told.hour_local.filter(|hour| !(6..22).contains(hour)).map(Fact::Night));
    facts
}

#[cfg(test)]
mod tests {
    use model::Profile;

    use super::*;

    #[test]
    fn only_what_could_be_had_is_said() {
        let mut told = Context::declared(Profile::Pupil, 32);
        assert_eq!(of(&told), [Fact::Reach { readers: 32, schools: 1, usual: None }]);
        told.schools = Some(3);
        told.readers_before_max = Some(2);
        told.known_device = Some(false);
        told.device_new = Some(true);
        told.network_class = Some(NetworkClass::Hosting);
        told.session_minutes = Some(2);
        told.hour_local = Some(23);
        told.campaign_accounts = Some(0);
        assert_eq!(
            of(&told),
            [
                Fact::Reach { readers: 32, schools: 3, usual: Some(2) },
                Fact::NewDevice,
                Fact::Network(NetworkClass::Hosting),
                Fact::YoungSession(2),
                Fact::Night(23),
            ]
        );
    }
}
