//! How a letter was sent, and what would have made its verdict other, in sentences.

use actions::{
    facts::Fact,
    otherwise::{Change, Otherwise},
};

use crate::locale::Locale;

/// A sentence for each fact.
pub(super) fn sentences(locale: Locale, facts: &[Fact]) -> Vec<String> {
    facts.iter().map(|fact| sentence(locale, *fact)).collect()
}

fn sentence(locale: Locale, fact: Fact) -> String {
    let say = |key: &'static str| locale.say(key);
    match fact {
        Fact::Reach { readers, schools, usual } => {
            let reach = say("fact-reach").arg("readers", readers).arg("schools", schools).to_string();
            let usual = match usual {
                Some(0) => say("fact-usual-none").to_string(),
                Some(most) => say("fact-usual").arg("count", most).to_string(),
                None => say("fact-usual-unknown").to_string(),
            };
            format!("{reach} {usual}")
        }
        Fact::Hour { readers, messages } => {
            say("fact-hour").arg("readers", readers).arg("messages", messages).to_string()
        }
        Fact::Month(count) => say("fact-month").arg("count", count).to_string(),
        Fact::FirstContacts(percent) => say("fact-first-contacts").arg("percent", percent).to_string(),
        Fact::OwnDevice => say("fact-own-device").to_string(),
        Fact::NewDevice => say("fact-new-device").to_string(),
        Fact::StrangeDevice => say("fact-strange-device").to_string(),
        Fact::Network(class) => locale.say(format!("fact-network-{class}")).to_string(),
        Fact::StrangeNetwork => say("fact-strange-network").to_string(),
        Fact::Abroad => say("fact-abroad").to_string(),
        Fact::YoungSession(minutes) => say("fact-young-session").arg("count", minutes).to_string(),
        Fact::Searches(count) => say("fact-searches").arg("count", count).to_string(),
        Fact::SharedDevice(count) => say("fact-shared-device").arg("count", count).to_string(),
        Fact::SharedNetwork(count) => say("fact-shared-network").arg("count", count).to_string(),
        Fact::Copies { accounts, schools } => {
            say("fact-copies").arg("accounts", accounts).arg("schools", schools).to_string()
        }
        Fact::Stopped(count) => say("fact-stopped").arg("count", count).to_string(),
        Fact::Night(hour) => say("fact-night").arg("hour", i64::from(hour)).to_string(),
    }
}

/// A sentence for each single change that would have let a letter pass, or one that says that none would.
pub(super) fn otherwise(locale: Locale, otherwise: Option<&Otherwise>) -> Vec<String> {
    match otherwise {
        None => vec![],
        Some(Otherwise::Never) => vec![locale.say("otherwise-never").to_string()],
        Some(Otherwise::Changed(outcome)) => vec![locale.say(format!("otherwise-changed-{outcome}")).to_string()],
        Some(Otherwise::Passes(changes)) => changes
            .iter()
            .map(|(change, outcome)| {
                let how = locale.say(format!("otherwise-{outcome}")).to_string();
                match change {
                    Change::OwnDevice => locale.say("otherwise-own-device").arg("how", how),
                    Change::OneReader => locale.say("otherwise-one-reader").arg("how", how),
                    Change::NoCopies => locale.say("otherwise-no-copies").arg("how", how),
                    Change::WithoutPassage(n) => {
                        locale.say("otherwise-passage").arg("n", *n as i64 + 1).arg("how", how)
                    }
                }
                .to_string()
            })
            .collect(),
    }
}
