//! A report on how a message was sent: it tells a stolen account from its owner's own device, says what it does not know,
//! names nobody else, and is for those alone who answer for the account.

use actions::{
    activate::{self, Activated, Activation},
    contain,
    disown::{Disowned, disown},
    exculpation::{self, Door, Made, May, Of, weigh::Sign},
    operate,
    reset::{self, NewReset},
    send,
    sweep::{Pair, Sweep},
    testing::{Judging, PASSWORD, Tab, World, accepted},
    unmask, withdraw,
};
use model::{
    Actor, MessageId, Millis, PersonId, SessionId,
    exculpation::{ArrivalSign, Conclusion, Happened, Missing, Standing},
    network::{NetworkClass, Origin},
    territory::Scope,
    verdict::{Consequence, Outcome},
};
use store::testing::TestDb;

use crate::scene::nowhere;

const THIEF: &str = "203.0.113.9:51820";
const THREAT: &str =
    "Demain à onze heures une bombe rasera tout le bâtiment ; aucun d’entre vous ne verra la fin du trimestre.";

fn thief() -> Tab {
    let origin = Origin { class: NetworkClass::Vpn, country: Some("NL".to_owned()) };
    Tab { address: THIEF.to_owned(), origin: Some(origin), ..Tab::unknown() }
}

/// Signs in, and gives who stands behind the cookies.
async fn signs_in(tab: &mut Tab, world: &World, login: &str) -> Actor {
    assert!(tab.signs_in(world, login).await, "{login} signs in");
    tab.who(world).await.expect("in")
}

async fn sends(world: &World, actor: &Actor, login: &str, to: &str, body: &str) -> MessageId {
    let draft = world.person(login).draft(&[to], "Un mot", body);
    accepted(send::send(&world.app, actor, &draft).await.expect("an answer"))
}

async fn report(world: &World, actor: &Actor, of: Of, door: Door) -> Option<Made> {
    exculpation::report(&world.app, actor, of, door).await.expect("an answer")
}

/// The account of ines is stolen: a threat leaves from behind a private network abroad, the machine contains the account, a list has
/// her password. Then she comes back with a sheet on her own telephone.
async fn stolen(world: &World) -> (MessageId, Actor) {
    let mut own = world.person("ines").own_tab();
    for _ in 0..6 {
        let actor = signs_in(&mut own, world, "ines").await;
        sends(world, &actor, "ines", "roche", "Voici mon devoir").await;
        world.advance(Millis::days(1));
    }
    world.judge(Judging::Wary(Consequence::Contain));
    // At half past one in the night.
    world.advance(Millis::hours(6));
    let mut tab = thief();
    let stranger = signs_in(&mut tab, world, "ines").await;
    world.advance(Millis::minutes(2));
    let threat = sends(world, &stranger, "ines", "roche", THREAT).await;
    // Behind such a network a second account would not be opened.
    tab.origin = Some(Origin { class: NetworkClass::Isp, country: Some("FR".to_owned()) });
    for (n, login) in ["karim", "lea", "adam"].into_iter().enumerate() {
        world.advance(Millis::minutes(n as i64 + 1));
        let actor = signs_in(&mut tab, world, login).await;
        sends(world, &actor, login, if login == "lea" { "durand" } else { "roche" }, THREAT).await;
    }
    world.run_jobs().await;
    world.judge(Judging::Words);
    world.advance(Millis::hours(8));
    let returned = comes_back(world, own).await;
    world.seal().await;
    (threat, returned)
}

/// Ines chooses a new password with a printed code, on her own device.
async fn comes_back(world: &World, mut own: Tab) -> Actor {
    let (_, code) = operate::invite(&world.app, "ines").await.expect("an answer").expect("her code");
    world.advance(Millis::minutes(1));
    let password = "quatre mots bien choisis";
    let form = Activation { code: &code, password, browser: own.browser() };
    let Activated::Yes(opened) = activate::activate(&world.app, &form).await.expect("an answer") else {
        panic!("she comes back")
    };
    own.session = Some(opened.session.secret().to_owned());
    world.advance(Millis::minutes(1));
    own.who(world).await.expect("in")
}

store::both!(a_message_from_a_stolen_account_is_said_to_be_somebody_else_s, |t: TestDb| async move {
    let world = World::new(t).await;
    let (threat, ines) = stolen(&world).await;
    for (who, door, whose) in [
        ("ines", Door::Family, None),
        ("farida", Door::Family, Some("Inès Benali".to_owned())),
        ("adou", Door::School, Some("Inès Benali".to_owned())),
        ("lemoine", Door::School, None),
    ] {
        let actor = if who == "ines" { ines.clone() } else { world.person(who).actor().await };
        let offered = exculpation::offered(&world.app, &actor).await.expect("an answer");
        let found = offered.iter().find(|one| one.of == Of::Message(threat));
        let expected = (who != "lemoine").then_some((door, whose));
        assert_eq!(found.map(|one| (one.door, one.whose.clone())), expected, "{who}");
    }
    let made = report(&world, &ines, Of::Message(threat), Door::Family).await.expect("her own");
    let report = &made.report;
    assert_eq!((report.asked_as, report.weighed.conclusion), (Standing::Owner, Conclusion::SomebodyElse));
    let session = report.facts.session.as_ref().expect("a session");
    assert_eq!(session.address.as_deref(), Some(THIEF), "with its port");
    assert_eq!((session.by.as_deref(), session.network), (Some("password"), NetworkClass::Vpn));
    let message = report.facts.message.as_ref().expect("a message");
    assert_eq!(message.sent.utc, "2024-03-27T00:32:00.000Z");
    assert_eq!(message.sent.local, "2024-03-27T01:32:00.000+01:00");
    assert!(message.body_sha256.as_ref().is_some_and(|hash| hash.len() == 64));
    assert!(message.entry.as_ref().is_some_and(|entry| entry.seq.is_some()), "with its place in the journal");
    let signs = &report.weighed.somebody_else;
    for sign in [
        Sign::DeviceNever,
        Sign::DeviceGone { elsewhere: 1 },
        Sign::NetworkHides { class: NetworkClass::Vpn },
        Sign::Country { country: "NL".to_owned() },
        Sign::DeviceOthers { accounts: 3, schools: 2 },
        Sign::Copies { accounts: 3, schools: 2 },
        Sign::Hour,
    ] {
        assert!(signs.contains(&sign), "{sign:?} in {signs:?}");
    }
    assert!(report.weighed.owner.is_empty(), "{:?}", report.weighed.owner);
    assert!(report.facts.risk.as_ref().is_some(), "the judge's signs");
    let happened: Vec<_> = report.facts.events.iter().map(|event| event.what).collect();
    for what in [Happened::Contained, Happened::Activated, Happened::Returned] {
        assert!(happened.contains(&what), "{what} in {happened:?}");
    }
    assert!(report.facts.signed.as_ref().is_some_and(|signed| signed.size > 20 && signed.root.len() == 64));
    world.journal_verifies().await;
});

store::both!(a_message_from_the_owner_s_device_is_said_to_be_from_a_usual_device, |t: TestDb| async move {
    let world = World::new(t).await;
    let mut own = world.person("karim").own_tab();
    let karim = signs_in(&mut own, &world, "karim").await;
    let threat = sends(&world, &karim, "karim", "roche", "une bombe au lycée").await;
    // Even if he says that it was not he, and a list has his password.
    world.advance(Millis::hours(1));
    let pair = Pair::new("karim", PASSWORD).expect("a pair");
    Sweep::new(false).check(&world.app, vec![pair]).await.expect("swept");
    let officer = world.desk().actor().await;
    let made = report(&world, &officer, Of::Message(threat), Door::Desk).await.expect("of this desk");
    assert_eq!(made.report.weighed.conclusion, Conclusion::OwnDevice);
    assert_eq!(made.report.weighed.owner, [Sign::DeviceUsual]);
    assert!(made.report.weighed.somebody_else.contains(&Sign::Leaked), "what speaks for somebody else is said as well");
    assert_eq!(made.report.facts.leaked.len(), 1);
});

#[test]
fn every_sign_of_an_opening_is_one_that_an_opening_is_weighed_by() {
    let only_of_sign_ins = ["names_failed", "browser_accounts"];
    for sign in ArrivalSign::ALL {
        let code = sign.code();
        assert!(only_of_sign_ins.contains(&code) || shield::is_sign_of_risk(code), "{code}");
    }
}

store::both!(what_was_turned_away_is_no_use_of_the_account, |t: TestDb| async move {
    let world = World::new(t).await;
    let ines = signs_in(&mut world.person("ines").own_tab(), &world, "ines").await;
    let of = Of::Session(ines.session.expect("a session"));
    world.advance(Millis::minutes(5));
    let mut far = Tab::from(THIEF, NetworkClass::Hosting, "BR");
    assert!(!far.signs_in(&world, "ines").await, "from far away");
    let made = report(&world, &ines, of, Door::Family).await.expect("hers");
    assert_eq!(made.report.facts.elsewhere_since, 0);
});

store::both!(a_session_that_its_owner_disowned_has_a_report_of_its_own, |t: TestDb| async move {
    let world = World::new(t).await;
    let (mut own, mut strange) = (world.person("ines").own_tab(), thief());
    let stranger = signs_in(&mut strange, &world, "ines").await;
    let sent = sends(&world, &stranger, "ines", "roche", "Bonjour").await;
    world.advance(Millis::minutes(5));
    let ines = signs_in(&mut own, &world, "ines").await;
    let session = stranger.session.expect("a session");
    assert!(matches!(disown(&world.app, &ines, session).await.expect("an answer"), Disowned::Back { .. }));
    world.advance(Millis::minutes(5));
    let ines = comes_back(&world, own).await;
    let offered = exculpation::offered(&world.app, &ines).await.expect("an answer");
    assert_eq!(offered.iter().map(|one| one.of).collect::<Vec<_>>(), [Of::Session(session)]);
    let made = report(&world, &ines, Of::Session(session), Door::Family).await.expect("hers");
    assert_eq!(made.report.weighed.conclusion, Conclusion::SomebodyElse);
    assert!(made.report.weighed.somebody_else.contains(&Sign::Disowned));
    let signs = made.report.facts.arrival.clone().expect("it was weighed");
    assert!(signs.contains(&ArrivalSign::Device) && signs.contains(&ArrivalSign::NetworkVpn), "{signs:?}");
    assert_eq!(made.report.facts.sent.iter().map(|one| one.id.clone()).collect::<Vec<_>>(), [sent.to_string()]);
    let about_own = Of::Session(ines.session.expect("a session"));
    let made = report(&world, &ines, about_own, Door::Family).await.expect("hers");
    assert_eq!(made.report.weighed.conclusion, Conclusion::Unclear, "the epoch has forgotten since when it was hers");
    assert!(made.report.weighed.owner.contains(&Sign::PrintedCode));
});

store::both!(each_asks_by_their_own_door_and_the_rest_get_nothing, |t: TestDb| async move {
    let world = World::new(t).await;
    let mut own = world.person("ines").own_tab();
    let ines = signs_in(&mut own, &world, "ines").await;
    let message = Of::Message(sends(&world, &ines, "ines", "roche", "Bonjour").await);
    let session = Of::Session(ines.session.expect("a session"));
    let doors = [Door::Family, Door::Desk, Door::School];
    for (who, allowed) in [
        ("ines", [Some(Standing::Owner), None, None]),
        ("farida", [Some(Standing::Guardian), None, None]),
        ("paul", [Some(Standing::Guardian), None, None]),
        ("desk", [None, Some(Standing::Desk), None]),
        ("adou", [None, None, Some(Standing::Head)]),
        // Of another child, of another académie, of another school, a teacher, a classmate, the operator.
        ("sylvie", [None; 3]),
        ("desk25", [None; 3]),
        ("lemoine", [None; 3]),
        ("roche", [None; 3]),
        ("karim", [None; 3]),
        ("operator", [None; 3]),
    ] {
        let actor = world.person(who).actor().await;
        for (door, allowed) in doors.into_iter().zip(allowed) {
            for of in [message, session] {
                let may = exculpation::may_ask(&world.app, &actor, of, door).await.expect("an answer");
                assert_eq!(may, allowed.map_or(May::No, May::Yes), "{who} by {door:?} on {of}");
                let made = report(&world, &actor, of, door).await;
                assert_eq!(made.map(|made| made.report.asked_as), allowed, "{who} by {door:?} on {of}");
            }
        }
    }
    let asked = world.journal().await.into_iter().filter(|(verb, _)| verb == "evidence.exculpate");
    assert_eq!(asked.count(), 10, "one entry each time it was made, none when it was refused");
});

store::both!(a_guardian_asks_no_more_for_somebody_who_is_of_age_or_not_in_their_care, |t: TestDb| async move {
    let world = World::new(t).await;
    let mut own = world.person("ines").own_tab();
    let ines = signs_in(&mut own, &world, "ines").await;
    let of = Of::Message(sends(&world, &ines, "ines", "roche", "Bonjour").await);
    let (farida, paul) = (world.person("farida").actor().await, world.person("paul").actor().await);
    world.advance(Millis::minutes(1));
    let mut directory = world.directory().await;
    let now = world.now();
    directory.run("update guardianship set until = $2 where guardian = $1", (paul.person, now)).await;
    directory.save().await;
    assert!(report(&world, &paul, of, Door::Family).await.is_none(), "at once");
    assert!(report(&world, &farida, of, Door::Family).await.is_some());
    let mut directory = world.directory().await;
    directory.run("update person set birth_date = $2 where id = $1", (ines.person, "2006-03-20")).await;
    directory.save().await;
    assert!(report(&world, &farida, of, Door::Family).await.is_none(), "she is eighteen today");
});

store::both!(the_address_is_for_who_needs_it_and_never_for_a_thief, |t: TestDb| async move {
    let world = World::new(t).await;
    let (mut own, mut strange) = (world.person("ines").own_tab(), thief());
    let ines = signs_in(&mut own, &world, "ines").await;
    let of = Of::Message(sends(&world, &ines, "ines", "roche", "Bonjour").await);
    let stranger = signs_in(&mut strange, &world, "ines").await;
    let address = |made: Option<Made>| {
        let report = made.expect("a report").report;
        (report.facts.session.expect("a session").address, report.address_withheld)
    };
    let home = (Some("198.51.100.7:40112".to_owned()), false);
    assert_eq!(address(report(&world, &ines, of, Door::Family).await), home);
    assert!(report(&world, &stranger, of, Door::Family).await.is_none(), "a thief in the account learns nothing");
    let may = exculpation::may_ask(&world.app, &stranger, of, Door::Family).await.expect("an answer");
    assert_eq!(may, May::OnOwnDevice);
    let officer = world.desk().actor().await;
    assert_eq!(address(report(&world, &officer, of, Door::Desk).await), home);
    let head = world.person("adou").actor().await;
    let made = report(&world, &head, of, Door::School).await;
    assert!(!made.as_ref().expect("a report").json.contains("198.51.100.7"), "nowhere in it");
    assert_eq!(address(made), (None, true), "not to a head");
});

store::both!(what_holds_a_message_is_not_learned_from_its_report, |t: TestDb| async move {
    let world = World::new(t).await;
    let mut own = world.person("karim").own_tab();
    let karim = signs_in(&mut own, &world, "karim").await;
    let told = async |judging| {
        world.judge(Judging::Always(judging));
        let id = sends(&world, &karim, "karim", "roche", "Bonjour").await;
        let facts = report(&world, &karim, Of::Message(id), Door::Family).await.expect("his").report.facts;
        let message = facts.message.expect("a message");
        (message.state, message.held, message.copies, facts.risk, facts.events)
    };
    let held = told(Outcome::Hold).await;
    assert_eq!(held, told(Outcome::Waves).await, "held and queued are told alike");
    assert_eq!(held.0, None);
    assert!(told(Outcome::Deliver).await.0.is_some());
});

store::both!(nobody_else_is_named_and_nothing_that_was_written_is_told, |t: TestDb| async move {
    let world = World::new(t).await;
    let (threat, ines) = stolen(&world).await;
    let (officer, other) = (world.desk().actor().await, world.person("desk2").actor().await);
    withdraw::withdraw(&world.app, &officer, threat, "note de l’agent").await.expect("an answer");
    world.seal().await;
    let of = Of::Message(threat);
    let head = world.person("adou").actor().await;
    let own = report(&world, &ines, of, Door::Family).await.expect("hers");
    contain::contain(&world.app, &officer, threat, "Karim Lefèvre l’a vue").await.expect("an answer");
    let made = [
        own,
        report(&world, &other, of, Door::Desk).await.expect("of this desk"),
        report(&world, &head, of, Door::School).await.expect("of his school"),
        exculpation::at_console(&world.app, of).await.expect("an answer").expect("there"),
    ];
    for made in &made {
        for word in ["Karim", "Lefèvre", "Roche", "Farida", "bombe", "note de l", "Un mot"] {
            assert!(!made.json.contains(word), "{word} in {}", made.json);
        }
        let what = made.report.facts.events.iter().any(|event| event.what == Happened::Withdrawn);
        assert!(what, "that it was withdrawn, with the entry of its campaign");
    }
    assert_eq!(made[0].report.facts.account.name.as_deref(), Some("Inès Benali"));
    assert_eq!(made[1].report.facts.account.name, None, "an officer asks first who a minor is");
    unmask::unmask(&world.app, &other, threat, "la famille attend").await.expect("an answer");
    let named = report(&world, &other, of, Door::Desk).await.expect("of this desk");
    assert_eq!(named.report.facts.account.name.as_deref(), Some("Inès Benali"));
});

store::both!(what_does_not_exist_has_no_report_and_what_is_missing_is_said, |t: TestDb| async move {
    let world = World::new(t).await;
    let (ines, officer) = (world.person("ines"), world.desk().actor().await);
    let actor = ines.actor().await;
    for of in [Of::Message(world.app.id()), Of::Session(world.app.id()), Of::Session(SessionId(world.uuid("ines")))] {
        for (who, door) in [(&actor, Door::Family), (&officer, Door::Desk), (&actor, Door::School)] {
            assert!(report(&world, who, of, door).await.is_none(), "{of}");
        }
        assert!(exculpation::at_console(&world.app, of).await.expect("an answer").is_none());
    }
    // Sent without a session, as a duty of the program sends what was asked for later.
    world.judge(Judging::Always(Outcome::Deliver));
    let elsewhere = ines.actor_elsewhere().await;
    let id = sends(&world, &elsewhere, "ines", "roche", "Bonjour").await;
    let made = report(&world, &actor, Of::Message(id), Door::Family).await.expect("hers");
    assert!(made.report.facts.session.is_none());
    assert!(made.report.facts.signed.is_none(), "nothing is sealed yet");
    assert_eq!(made.report.weighed.conclusion, Conclusion::Unclear);
    for missing in [Missing::Session, Missing::Habits, Missing::Leak] {
        assert!(made.report.weighed.missing.contains(&missing), "{missing}");
    }
});

store::both!(an_epoch_that_came_after_effaces_nothing, |t: TestDb| async move {
    let world = World::new(t).await;
    let mut own = world.person("karim").own_tab();
    let karim = signs_in(&mut own, &world, "karim").await;
    let id = sends(&world, &karim, "karim", "roche", "Bonjour").await;
    let (of, officer) = (Of::Message(id), world.desk().actor().await);
    let before = report(&world, &officer, of, Door::Desk).await.expect("of this desk").report;
    world.advance(Millis::minutes(1));
    let new = NewReset { scope: Scope::Academie(10), ..nowhere() };
    reset::reset(&world.app, None, &new).await.expect("reset");
    world.advance(Millis::minutes(1));
    let after = report(&world, &officer, of, Door::Desk).await.expect("of this desk").report;
    assert_eq!(after.facts.session, before.facts.session);
    assert_eq!(after.weighed.conclusion, Conclusion::OwnDevice);
});

store::both!(the_journal_says_who_asked_and_holds_the_hash_of_the_facts, |t: TestDb| async move {
    let world = World::new(t).await;
    let mut own = world.person("ines").own_tab();
    let ines = signs_in(&mut own, &world, "ines").await;
    let id = sends(&world, &ines, "ines", "roche", "Bonjour").await;
    let made = report(&world, &ines, Of::Message(id), Door::Family).await.expect("hers");
    let mut tx = world.app.db.read().await.expect("reads");
    let entries = store::journal::about(&mut tx, &format!("message/{id}"), 10).await.expect("reads");
    drop(tx);
    let entry = entries.iter().find(|entry| entry.verb == "evidence.exculpate").expect("an entry");
    assert_eq!(entry.actor(), Some(PersonId(world.uuid("ines"))));
    let payload = entry.payload.as_deref().expect("its facts");
    assert!(payload.contains(&made.sha256) && payload.contains(r#""asked_as":"owner""#), "{payload}");
    let json: serde_json::Value = serde_json::from_str(&made.json).expect("JSON");
    assert_eq!(json["conclusion"], "own-device");
    assert_eq!(json["session"]["address"], "198.51.100.7:40112");
    world.journal_verifies().await;
});
