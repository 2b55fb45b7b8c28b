//! Reports on how messages were sent.

use actions::exculpation::{
    Report,
    facts::{
        Account, Cite, Cited, Event, Facts, Habits, Many, Moment, OfSession, Opened, Others, Sending, Signed, Use,
    },
    weigh::weigh,
};
use askama::Template as _;
use model::{
    Millis, Profile,
    exculpation::{ArrivalSign, Happened, Standing},
    message::State,
    network::NetworkClass,
    verdict::Reason,
};

use super::{
    HOSTILE, Sample,
    people::{ago, clock, guardian, hostile as hostile_frame, id, officer, pupil},
    sample,
};
use crate::{
    pages::exculpation::view,
    views::{ExculpationAskPage, ExculpationPage, Frame, Here},
};

const HASH: &str = "9b74c9897bac770ffc029102a200c5de2f1b6d0d3e3d7b3a7a0c2f6f4a1d5b7e";

/// Every sample of these pages.
pub(super) fn all() -> Vec<Sample> {
    vec![
        sample("exculpation-ask", "own", |l| ask(guardian(l, Here::Account), true).render()),
        sample("exculpation-ask", "elsewhere", |l| ask(pupil(l, Here::Account), false).render()),
        sample("exculpation", "stolen", |l| page(pupil(l, Here::Account), &stolen()).render()),
        sample("exculpation", "own-device", |l| page(officer(l, Here::Desk), &own_device()).render()),
        sample("exculpation", "unclear", |l| page(pupil(l, Here::Account), &unclear()).render()),
        sample("exculpation", "session", |l| page(guardian(l, Here::Account), &session()).render()),
        sample("exculpation", "hostile", |l| page(hostile_frame(l, Here::Desk), &hostile()).render()),
    ]
}

fn ask(frame: Frame, own_device: bool) -> ExculpationAskPage {
    ExculpationAskPage {
        frame,
        action: own_device.then(|| "/exculpation/message-1".to_owned()),
        back: "/account".to_owned(),
        session: !own_device,
        without_address: false,
        dossier: None,
    }
}

fn page(frame: Frame, report: &Report) -> ExculpationPage {
    let report = view::of(report, HASH, &clock(frame.locale()));
    ExculpationPage { frame, action: "/exculpation/message-1".to_owned(), back: "/account".to_owned(), report }
}

fn at(minutes: i64) -> Moment {
    let at = ago(minutes);
    let stamp = jiff::Timestamp::from_millisecond(at.0).unwrap_or_default();
    let utc = stamp.strftime("%Y-%m-%dT%H:%M:%S.417Z").to_string();
    Moment { at: at + Millis(417), local: utc.clone(), utc }
}

fn cite(verb: &str, seq: i64) -> Cite {
    Cite { verb: verb.to_owned(), seq: Some(seq) }
}

fn report(asked_as: Standing, facts: Facts) -> Report {
    let weighed = weigh(&facts);
    let address_withheld = facts.session.as_ref().is_some_and(|session| session.address.is_none());
    Report { of: "message/1".to_owned(), asked_as, made: at(0), address_withheld, facts, weighed }
}

fn account(name: Option<&str>) -> Account {
    Account {
        name: name.map(str::to_owned),
        profile: Some(Profile::Pupil),
        school: Some("Lycée Simone-Vallier".to_owned()),
        zone: "Europe/Paris".to_owned(),
    }
}

fn sending(state: State) -> Sending {
    Sending {
        id: id::<model::MessageId>(1).to_string(),
        sent: at(1_090),
        body_sha256: Some(HASH.to_owned()),
        state: Some(state),
        held: Some(at(1_090)),
        withdrawn: (state == State::Withdrawn).then(|| at(1_060)),
        readers: 28,
        listed: 0,
        opened: 0,
        copies: Some((3, 2)),
        known_device: Some(false),
        entry: Some(cite("message.send", 48_213)),
    }
}

fn opened() -> Opened {
    Opened {
        id: id::<model::SessionId>(2).to_string(),
        at: at(1_094),
        by: Some("password".to_owned()),
        address: Some("203.0.113.9:51820".to_owned()),
        agent: "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:123.0) Gecko/20100101 Firefox/123.0".to_owned(),
        network: NetworkClass::Hosting,
        country: Some("NL".to_owned()),
        device_new: true,
        last_seen: at(1_088),
        ended: None,
        entry: Some(cite("session.open", 48_190)),
    }
}

fn event(what: Happened, minutes: i64, verb: &str, seq: i64) -> Event {
    Event { what, at: at(minutes), entry: cite(verb, seq) }
}

fn many(school: &str, accounts: i64) -> Many {
    Many { school: Some(school.to_owned()), accounts }
}

/// A message from a stolen account.
fn stolen() -> Report {
    let three = || vec![many("Collège des Tilleuls", 2), many("Lycée Simone-Vallier", 1)];
    let reason =
        |code: &str, text: &str| Reason { code: code.to_owned(), text: text.to_owned(), start: 0, end: 0, weight: 1.0 };
    let facts = Facts {
        account: account(Some("Inès Marchetti")),
        message: Some(sending(State::Withdrawn)),
        session: Some(opened()),
        device: Some(Use { since_renewal: Some(0), ..Use::default() }),
        network: Some(Use { since_renewal: Some(0), ..Use::default() }),
        elsewhere_since: 2,
        others: Others { device_hour: three(), device_day: three(), network_hour: three() },
        habits: Habits {
            uses: 64,
            hour: 1,
            near_hour: 0,
            devices: 2,
            networks: 3,
            countries: vec!["FR".to_owned()],
            readers_max: Some(3),
        },
        leaked: vec![Cited { at: at(900), entry: cite("account.leaked", 48_590) }],
        events: vec![
            event(Happened::Contained, 1_090, "account.contain", 48_214),
            event(Happened::Withdrawn, 1_060, "campaign.withdraw", 48_260),
            event(Happened::Leaked, 900, "account.leaked", 48_590),
            event(Happened::Activated, 600, "account.activate", 49_020),
            event(Happened::Returned, 600, "account.return", 49_021),
        ],
        arrival: Some(vec![ArrivalSign::Device, ArrivalSign::NetworkHosting, ArrivalSign::DeviceSchools]),
        risk: Some(vec![
            reason("device", "Appareil jamais vu pour ce compte."),
            reason("network_hosting", "Réseau d’hébergeur."),
            reason("country", "Pays inhabituel pour ce compte."),
        ]),
        signed: Some(Signed { size: 51_300, root: HASH.to_owned(), at: at(0) }),
        ..Facts::default()
    };
    report(Standing::Owner, facts)
}

/// A message from the owner's own device, for an officer who has not asked whose.
fn own_device() -> Report {
    let mut report_of = stolen();
    let facts = &mut report_of.facts;
    facts.account = account(None);
    facts.device_known_since = Some(at(80_000));
    facts.device = Some(Use {
        before: 31,
        span_before: Some((at(80_000), at(2_400))),
        since: 1,
        span_since: Some((at(300), at(300))),
        since_renewal: None,
    });
    facts.network = Some(Use { before: 24, span_before: Some((at(80_000), at(2_400))), ..Use::default() });
    (facts.others, facts.leaked, facts.events) = (Others::default(), vec![], vec![]);
    facts.session = Some(Opened {
        network: NetworkClass::Isp,
        country: Some("FR".to_owned()),
        address: Some("198.51.100.7:40112".to_owned()),
        agent: "Mozilla/5.0 (Linux; Android 13) AppleWebKit/537.36 Chrome/122.0 Mobile Safari/537.36".to_owned(),
        ..opened()
    });
    facts.risk = Some(vec![]);
    facts.arrival = Some(vec![]);
    report(Standing::Desk, report_of.facts)
}

/// A message of which hardly anything is known, for its sender while it waits.
fn unclear() -> Report {
    let waiting = Sending { state: None, held: None, copies: None, readers: 1, ..sending(State::Held) };
    report(
        Standing::Owner,
        Facts { account: account(Some("Inès Marchetti")), message: Some(waiting), ..Facts::default() },
    )
}

/// A session that was disowned, for a guardian.
fn session() -> Report {
    let mut facts = stolen().facts;
    facts.message = None;
    facts.risk = None;
    facts.events.insert(0, event(Happened::Disowned, 1_000, "session.disown", 48_300));
    facts.sent = vec![OfSession {
        id: id::<model::MessageId>(1).to_string(),
        sent: at(1_090),
        state: State::Withdrawn,
        readers: 28,
        entry: cite("message.send", 48_213),
    }];
    report(Standing::Guardian, facts)
}

fn hostile() -> Report {
    let mut facts = stolen().facts;
    facts.account.name = Some(HOSTILE.to_owned());
    facts.account.school = Some("x".repeat(200));
    facts.others.device_day = vec![many(HOSTILE, 1_000_000)];
    facts.session = Some(Opened { agent: HOSTILE.to_owned(), country: Some(HOSTILE.to_owned()), ..opened() });
    report(Standing::Head, facts)
}
