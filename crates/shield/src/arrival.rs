//! How much a sign-in looks like somebody else's than the account's owner: the signs that a letter's sending shows
//! ([`crate::risk`]), before there is a letter, and those that only a sign-in shows.
//!
//! One sign needs no history of anybody: a device or a network that opens several accounts of several schools within an
//! hour. No pupil does that, and whoever plays with a list of stolen passwords can hardly do anything else. Only this
//! locks accounts; all the rest is bounded by points.
//!
//! A device that the account trusts has one point at most, a school's network hardly any: thirty pupils on one computer of
//! the library are an ordinary morning. It cannot stop a classmate who has a friend's password, at school; the bounds of
//! reach do.

use model::{arrival::ArrivalLevel, verdict::Reason};

use crate::{
    letter::Context,
    risk::{self, Risk},
};

/// From so many points a sign-in is noted.
pub const NOTED: i64 = 4;
/// From so many points its device is restricted: a device and a network that nobody at the school knows, and one thing
/// more.
pub const RESTRICTED: i64 = 6;
/// From so many points there is no session, of those who come from abroad or hide where they are: a stranger's device in
/// a computing centre abroad, or worse. Who says where they are, in a library of the town, is restricted at most.
pub const REFUSED: i64 = 10;
/// User names that failed from one network within an hour, from which it looks like guessing.
pub const GUESSED: i64 = 10;

/// What only a sign-in shows. Counts of the last hour.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tried {
    /// Distinct user names that failed from the same network.
    pub names_failed: i64,
    /// Other accounts that the same browser opened through networks that hide, on devices new to them.
    pub browser_accounts: i64,
    /// Their schools, the account's own counted.
    pub browser_schools: i64,
}

/// By what several accounts were opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// One device.
    Device,
    /// One network, on devices new to each account.
    Network,
}

/// What a sign-in looks like.
#[derive(Debug, Clone, Default)]
pub struct Arrival {
    /// The signs, added up.
    pub points: i64,
    /// What follows.
    pub level: ArrivalLevel,
    /// One sentence for each sign.
    pub reasons: Vec<Reason>,
    /// The accounts that came this way are one thief's; only with [`ArrivalLevel::Locked`].
    pub way: Option<Way>,
}

impl Arrival {
    /// The codes of its signs.
    pub fn signs(&self) -> Vec<&str> {
        self.reasons.iter().map(|reason| reason.code.as_str()).collect()
    }
}

/// Weighs a sign-in by a password alone.
pub fn weigh(context: &Context, tried: Tried) -> Arrival {
    let mut risk = risk::of(context);
    if risk::crowded(context) {
        tries(&mut risk, tried);
    }
    let way = way(context, tried);
    let level = match risk.points {
        _ if way.is_some() => ArrivalLevel::Locked,
        REFUSED.. if risk::hides(context) || context.country_unusual == Some(true) => ArrivalLevel::Refused,
        RESTRICTED.. => ArrivalLevel::Restricted,
        NOTED.. => ArrivalLevel::Noted,
        _ => ArrivalLevel::Usual,
    };
    Arrival { points: risk.points, level, reasons: risk.reasons, way }
}

/// The signs that only a sign-in shows.
fn tries(risk: &mut Risk, tried: Tried) {
    if tried.names_failed >= GUESSED {
        let n = tried.names_failed;
        risk.add(
            "names_failed",
            2,
            format!("{n} identifiants différents essayés en vain depuis ce réseau en une heure."),
        );
    }
    if tried.browser_accounts >= 3 && tried.browser_schools >= 2 {
        let n = tried.browser_accounts;
        let text = format!(
            "Le même navigateur, par des réseaux qui cachent d’où l’on vient, a ouvert {n} autres comptes en une heure."
        );
        risk.add("browser_accounts", 2, text);
    }
}

/// Whether accounts of several schools were opened one after another, and by what. Behind a network that says where it
/// is many may stand, a family on a new tablet, a library: there it takes more, and a network alone does not count.
fn way(context: &Context, tried: Tried) -> Option<Way> {
    let count = |count: Option<i64>| count.unwrap_or(0);
    let (accounts, schools) = (count(context.device_other_accounts), count(context.device_schools));
    let enough = if risk::hides(context) { 2 } else { 5 };
    if risk::alone(context) && context.network_new_for_account != Some(false) && accounts >= enough && schools >= 2 {
        return Some(Way::Device);
    }
    if !risk::crowded(context) || !risk::hides(context) {
        return None;
    }
    let (accounts, schools) = (count(context.network_other_accounts), count(context.network_schools));
    let (enough, far) = if risk::vpn(context) { (5, 3) } else { (3, 2) };
    let guessing = tried.names_failed >= 2 * GUESSED;
    (guessing || (accounts >= enough && schools >= far)).then_some(Way::Network)
}

#[cfg(test)]
mod tests {
    use model::{Profile, network::NetworkClass};

    use super::*;

    /// A pupil on a device and a network never seen.
    fn stranger(class: NetworkClass) -> Context {
        Context {
            known_device: Some(false),
            device_new: Some(true),
            network_class: Some(class),
            network_new_for_account: Some(true),
            network_new_for_school: Some(true),
            country_unusual: Some(false),
            ..Context::declared(Profile::Pupil, 0)
        }
    }

    fn level(context: &Context) -> ArrivalLevel {
        weigh(context, Tried::default()).level
    }

    #[test]
    fn owners_on_what_they_know_are_usual_wherever_they_are() {
        for class in NetworkClass::ALL {
            let own = Context { known_device: Some(true), device_new: Some(false), ..stranger(*class) };
            assert_eq!(level(&own), ArrivalLevel::Usual, "{class}");
            let many = Context { device_other_accounts: Some(40), device_schools: Some(9), ..own };
            assert_eq!(level(&many), ArrivalLevel::Usual, "{class}: their own device is theirs");
        }
    }

    #[test]
    fn a_new_telephone_opens_at_home_at_school_and_on_its_way() {
        let home = Context {
            network_new_for_account: Some(false),
            network_new_for_school: Some(false),
            ..stranger(NetworkClass::Isp)
        };
        let mobile =
            Context { network_new_for_account: None, network_new_for_school: None, ..stranger(NetworkClass::Mobile) };
        for ordinary in [home, mobile, stranger(NetworkClass::School)] {
            assert_eq!(level(&ordinary), ArrivalLevel::Usual, "{ordinary:?}");
        }
        assert_eq!(level(&stranger(NetworkClass::Isp)), ArrivalLevel::Noted, "at a friend's");
    }

    #[test]
    fn a_stranger_who_hides_is_restricted_and_from_far_away_is_not_let_in() {
        assert_eq!(level(&stranger(NetworkClass::Vpn)), ArrivalLevel::Restricted);
        assert_eq!(level(&stranger(NetworkClass::Hosting)), ArrivalLevel::Restricted);
        for class in [NetworkClass::Hosting, NetworkClass::Tor] {
            let abroad = Context { country_unusual: Some(true), ..stranger(class) };
            assert_eq!(level(&abroad), ArrivalLevel::Refused, "{class}");
        }
    }

    #[test]
    fn one_device_that_opens_accounts_of_two_schools_locks_them() {
        let spray = |class, accounts, schools| {
            let one = stranger(class);
            let found = Context { device_other_accounts: Some(accounts), device_schools: Some(schools), ..one };
            weigh(&found, Tried::default()).way
        };
        assert_eq!(spray(NetworkClass::Vpn, 2, 2), Some(Way::Device));
        assert_eq!(spray(NetworkClass::Vpn, 1, 2), None, "two accounts");
        assert_eq!(spray(NetworkClass::Vpn, 9, 1), None, "of one school");
        assert_eq!(spray(NetworkClass::Isp, 4, 2), None, "a family on a new tablet");
        assert_eq!(spray(NetworkClass::Isp, 5, 2), Some(Way::Device));
        assert_eq!(spray(NetworkClass::School, 200, 3), None, "the computer of a cité scolaire");
        let home = Context {
            network_new_for_account: Some(false),
            device_other_accounts: Some(9),
            device_schools: Some(3),
            ..stranger(NetworkClass::Isp)
        };
        assert_eq!(weigh(&home, Tried::default()).way, None, "at home");
    }

    #[test]
    fn pupils_of_two_schools_at_one_computer_of_the_library_are_restricted_at_most() {
        let library = Context {
            device_other_accounts: Some(4),
            device_schools: Some(3),
            network_other_accounts: Some(9),
            network_schools: Some(3),
            ..stranger(NetworkClass::Isp)
        };
        assert!(weigh(&library, Tried::default()).points >= REFUSED);
        assert_eq!(level(&library), ArrivalLevel::Restricted);
    }

    #[test]
    fn a_network_counts_only_when_it_hides() {
        let spray = |class, accounts, schools| {
            let one = stranger(class);
            let found = Context { network_other_accounts: Some(accounts), network_schools: Some(schools), ..one };
            weigh(&found, Tried::default()).way
        };
        assert_eq!(spray(NetworkClass::Hosting, 3, 2), Some(Way::Network));
        assert_eq!(spray(NetworkClass::Vpn, 3, 2), None);
        assert_eq!(spray(NetworkClass::Vpn, 5, 3), Some(Way::Network));
        for open in [NetworkClass::Isp, NetworkClass::Mobile, NetworkClass::School, NetworkClass::Unknown] {
            assert_eq!(spray(open, 90, 9), None, "{open}: a library, an operator, a school");
        }
    }

    #[test]
    fn whoever_tries_a_list_of_names_is_told_by_what_failed() {
        let tried = |class, names_failed| weigh(&stranger(class), Tried { names_failed, ..Tried::default() });
        assert!(tried(NetworkClass::Isp, GUESSED).signs().contains(&"names_failed"));
        assert_eq!(tried(NetworkClass::Isp, GUESSED).level, ArrivalLevel::Restricted);
        assert!(!tried(NetworkClass::Isp, GUESSED - 1).signs().contains(&"names_failed"));
        assert_eq!(tried(NetworkClass::Tor, 2 * GUESSED).way, Some(Way::Network));
        assert_eq!(tried(NetworkClass::School, 500).level, ArrivalLevel::Usual, "a class that mistypes");
        let same_browser = Tried { browser_accounts: 3, browser_schools: 2, ..Tried::default() };
        assert!(weigh(&stranger(NetworkClass::Vpn), same_browser).signs().contains(&"browser_accounts"));
    }
}
