use model::{Millis, message::State};

use super::*;
use crate::exculpation::facts::{Cite, Cited, Event, Habits, Many, Moment, Opened, Others, Sending, Use};

const OPENED: Millis = Millis(1_710_959_400_000);

fn at(at: Millis) -> Moment {
    Moment { at, ..Moment::default() }
}

fn cite() -> Cite {
    Cite { verb: String::new(), seq: None }
}

/// A message from a device and a network that were seen once.
fn stranger() -> Facts {
    Facts {
        session: Some(Opened {
            id: String::new(),
            at: at(OPENED),
            by: Some("password".to_owned()),
            address: None,
            agent: String::new(),
            network: NetworkClass::Isp,
            country: None,
            device_new: true,
            last_seen: at(OPENED),
            ended: None,
            entry: None,
        }),
        message: Some(Sending {
            id: String::new(),
            sent: at(OPENED),
            body_sha256: None,
            state: Some(State::Held),
            held: None,
            withdrawn: None,
            readers: 1,
            listed: 0,
            opened: 0,
            copies: None,
            known_device: Some(false),
            entry: None,
        }),
        device: Some(Use::default()),
        network: Some(Use::default()),
        ..Facts::default()
    }
}

fn disowned() -> Event {
    Event { what: Happened::Disowned, at: at(OPENED), entry: cite() }
}

fn leak() -> Cited {
    Cited { at: at(OPENED), entry: cite() }
}

#[test]
fn a_strange_device_alone_says_nothing() {
    let weighed = weigh(&stranger());
    assert_eq!(weighed.conclusion, Conclusion::Unclear);
    assert_eq!(weighed.somebody_else, [Sign::DeviceNever, Sign::NetworkNever]);
}

#[test]
fn two_more_signs_of_different_kinds_say_that_it_was_somebody_else() {
    let mut facts = stranger();
    facts.leaked.push(leak());
    assert_eq!(weigh(&facts).conclusion, Conclusion::SomebodyElse);
    // From the network of every day, a new telephone is more likely.
    facts.network.as_mut().expect("a network").before = 3;
    assert_eq!(weigh(&facts).conclusion, Conclusion::Unclear);
}

#[test]
fn two_signs_of_one_kind_count_once() {
    let mut facts = stranger();
    let session = facts.session.as_mut().expect("a session");
    (session.network, session.country) = (NetworkClass::Vpn, Some("NL".to_owned()));
    let weighed = weigh(&facts);
    assert!(weighed.somebody_else.contains(&Sign::NetworkHides { class: NetworkClass::Vpn }));
    assert!(weighed.somebody_else.contains(&Sign::Country { country: "NL".to_owned() }));
    assert_eq!(weighed.conclusion, Conclusion::Unclear);
}

#[test]
fn the_owner_s_word_is_one_sign_and_never_enough() {
    let mut facts = stranger();
    facts.network = None;
    facts.events.push(disowned());
    assert_eq!(weigh(&facts).conclusion, Conclusion::Unclear);
}

#[test]
fn from_a_usual_device_no_sign_whatever_says_that_it_was_somebody_else() {
    let mut facts = stranger();
    facts.device_known_since = Some(at(OPENED - limits::DEVICE_QUIET));
    facts.session.as_mut().expect("a session").network = NetworkClass::Tor;
    facts.leaked.push(leak());
    facts.events.push(disowned());
    facts.message.as_mut().expect("a message").copies = Some((4, 3));
    let weighed = weigh(&facts);
    assert_eq!(weighed.conclusion, Conclusion::OwnDevice);
    assert_eq!(weighed.owner, [Sign::DeviceUsual]);
    assert!(weighed.somebody_else.len() >= 4, "what speaks for somebody else is said all the same");
}

#[test]
fn a_device_used_for_days_since_is_of_either_until_the_password_is_renewed() {
    let mut facts = stranger();
    facts.leaked.push(leak());
    let used = facts.device.as_mut().expect("a device");
    used.since = 4;
    used.span_since = Some((at(OPENED), at(OPENED + limits::DEVICE_QUIET)));
    assert_eq!(weigh(&facts).conclusion, Conclusion::Unclear, "a thief whom nobody stopped, or a new telephone");
    facts.device.as_mut().expect("a device").since_renewal = Some(1);
    let weighed = weigh(&facts);
    assert_eq!(weighed.conclusion, Conclusion::OwnDevice);
    assert!(weighed.owner.contains(&Sign::DeviceBack));
}

#[test]
fn a_printed_code_or_a_second_factor_speaks_for_the_owner() {
    for (by, sign) in [("activation", Sign::PrintedCode), ("totp", Sign::SecondFactor), ("passkey", Sign::SecondFactor)]
    {
        let mut facts = stranger();
        facts.leaked.push(leak());
        facts.session.as_mut().expect("a session").by = Some(by.to_owned());
        let weighed = weigh(&facts);
        assert_eq!((weighed.conclusion, weighed.owner), (Conclusion::Unclear, vec![sign]), "{by}");
    }
}

#[test]
fn others_on_the_same_way_count_from_two_and_never_at_school() {
    let mut facts = stranger();
    let of = |accounts| vec![Many { school: Some("Collège".to_owned()), accounts }];
    facts.others = Others { device_hour: of(1), device_day: of(1), network_hour: of(1) };
    assert_eq!(weigh(&facts).conclusion, Conclusion::Unclear);
    facts.others = Others { device_hour: of(3), device_day: of(3), network_hour: of(3) };
    assert_eq!(weigh(&facts).conclusion, Conclusion::SomebodyElse);
    facts.session.as_mut().expect("a session").network = NetworkClass::School;
    let weighed = weigh(&facts);
    assert_eq!((weighed.conclusion, weighed.somebody_else), (Conclusion::Unclear, vec![Sign::DeviceNever]));
}

#[test]
fn habits_are_said_only_of_who_has_some() {
    let mut facts = stranger();
    facts.network = None;
    facts.habits = Habits { uses: 9, readers_max: Some(2), ..Habits::default() };
    let weighed = weigh(&facts);
    assert!(!weighed.somebody_else.contains(&Sign::Hour) && weighed.missing.contains(&Missing::Habits));
    facts.habits.uses = 10;
    facts.message.as_mut().expect("a message").readers = 400;
    let weighed = weigh(&facts);
    assert!(weighed.somebody_else.contains(&Sign::Hour) && !weighed.missing.contains(&Missing::Habits));
    assert!(weighed.somebody_else.contains(&Sign::Readers { readers: 400, usual: 2 }));
}

#[test]
fn what_is_missing_is_said() {
    let weighed = weigh(&Facts::default());
    assert_eq!(weighed.conclusion, Conclusion::Unclear);
    assert_eq!(weighed.missing, [Missing::Person, Missing::Session, Missing::Habits, Missing::Leak]);
    let weighed = weigh(&stranger());
    for missing in [Missing::Person, Missing::Address, Missing::Country, Missing::Verdict] {
        assert!(weighed.missing.contains(&missing), "{missing}");
    }
}
