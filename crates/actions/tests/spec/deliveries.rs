//! Notices that leave the program: everybody is planned once, each on their first channel; what nobody reads is followed by
//! the next channel; nothing is lost when a worker dies, and nothing of an earlier version leaves after a correction.

pub(crate) mod acts;

use std::collections::BTreeSet;

use actions::{
    App, contacts,
    deliver::{self, Claimed, NewOutgoing, Outcome, Planned, Wrong},
    testing::World,
};
use model::{
    AudienceId, Millis, PersonId,
    channel::{Channel, DeliveryState, Fault, Happened},
    contact::{Address, PushSubscription},
    limits,
};
use store::testing::TestDb;
use uuid::Uuid;

/// A notice of everybody's.
pub(crate) const NOTICE: Uuid = Uuid::from_u128(77);

pub(crate) fn browser(of: &str) -> PushSubscription {
    PushSubscription { endpoint: format!("https://push.example.net/{of}"), public_key: vec![4; 65], auth: vec![7; 16] }
}

/// Gives somebody a mobile and a mailbox in the directory.
pub(crate) async fn lists(world: &World, key: &str, mobile: &str, mail: &str) {
    let mut directory = world.directory().await;
    let update = "update person set mobile = $2, mail = $3 where id = $1";
    directory.run(update, (world.uuid(key), mobile, mail)).await;
    directory.save().await;
}

pub(crate) fn notice<'a>(
    world: &World,
    version: i64,
    audiences: &'a [AudienceId],
    people: &'a [PersonId],
) -> NewOutgoing<'a> {
    NewOutgoing {
        notice: NOTICE,
        version,
        subject: "Lycée : point à 9 h",
        text: "Les élèves sont en sécurité. Ne venez pas.",
        link: "https://ent.example/n/1",
        urgent: true,
        expires_at: world.now() + Millis::hours(4),
        audiences,
        people,
    }
}

/// Farida has a mobile and a mailbox, Sylvie a mailbox, Claire all three ways; Paul none.
async fn reachable(world: &World) {
    lists(world, "farida", "06 39 98 00 01", "farida@example.org").await;
    lists(world, "sylvie", "", "sylvie@example.org").await;
    lists(world, "claire", "06 39 98 00 02", "claire@example.org").await;
    lists(world, "paul", "01 99 00 00 00", "pas une adresse").await;
    assert_eq!(contacts::read(&world.app, contacts::FIRST).await.expect("read"), contacts::FIRST);
    let claire = world.person("claire").actor().await;
    assert!(contacts::subscribe(&world.app, &claire, &browser("claire")).await.expect("kept"));
}

async fn plans(world: &World, version: i64, people: &[&str]) -> Planned {
    let people: Vec<PersonId> = people.iter().map(|key| world.person(key).id).collect();
    deliver::plan(&world.app, None, &notice(world, version, &[], &people)).await.expect("planned")
}

async fn takes(app: &App, channel: Channel) -> Vec<Claimed> {
    deliver::claim(app, channel, 100).await.expect("claimed")
}

async fn ends(app: &App, channel: Channel, claimed: Vec<Claimed>, happened: &Happened) {
    let outcome = |of| Outcome { of, happened: happened.clone(), gone: Vec::new() };
    let outcomes: Vec<Outcome> = claimed.into_iter().map(outcome).collect();
    deliver::record(app, channel, &outcomes).await.expect("recorded");
}

async fn progress(world: &World) -> Vec<(Channel, DeliveryState, i64)> {
    deliver::progress(&world.app, NOTICE).await.expect("counted")
}

store::both!(everybody_is_planned_once_on_their_first_channel, |t: TestDb| async move {
    let world = World::new(t).await;
    reachable(&world).await;
    let audiences = [world.audience("lycee:guardians"), world.audience("2nde4:guardians")];
    let people = [world.person("claire").id, world.person("farida").id];
    let new = notice(&world, 1, &audiences, &people);
    let Planned::Planned { people, replaced, .. } = deliver::plan(&world.app, None, &new).await.expect("planned")
    else {
        panic!("not planned")
    };
    assert_eq!((people, replaced), (4, 0), "farida, paul and sylvie by their audiences, claire by name");
    let planned = |channel, state| (channel, state, 1);
    assert_eq!(
        progress(&world).await,
        [
            planned(Channel::InApp, DeliveryState::Accepted),
            planned(Channel::Mail, DeliveryState::Planned),
            planned(Channel::Push, DeliveryState::Planned),
            planned(Channel::Sms, DeliveryState::Planned),
        ]
    );
    let again = deliver::plan(&world.app, None, &new).await.expect("asked");
    assert!(matches!(again, Planned::Already(_)), "{again:?}");
    let sms = takes(&world.app, Channel::Sms).await;
    assert!(matches!(&sms[0].outgoing.to, Address::Sms(number) if number.as_str() == "+33639980001"));
    assert!(takes(&world.app, Channel::Sms).await.is_empty(), "it is under way");
    world.journal_verifies().await;
});

store::both!(a_text_that_no_channel_could_carry_is_refused_with_its_reason, |t: TestDb| async move {
    let world = World::new(t).await;
    let right = notice(&world, 1, &[], &[]);
    let long = "x".repeat(limits::NOTICE_TEXT_BYTES_MAX + 1);
    for (new, wrong) in [
        (NewOutgoing { subject: "Deux\nlignes", ..right.clone() }, Wrong::Subject),
        (NewOutgoing { subject: " ", ..right.clone() }, Wrong::Subject),
        (NewOutgoing { text: "", ..right.clone() }, Wrong::Text),
        (NewOutgoing { text: &long, ..right.clone() }, Wrong::Text),
        (NewOutgoing { link: "javascript:alert(1)", ..right.clone() }, Wrong::Link),
        (NewOutgoing { link: "https://ent.example/ x", ..right.clone() }, Wrong::Link),
        (NewOutgoing { expires_at: world.now(), ..right.clone() }, Wrong::Expired),
    ] {
        let planned = deliver::plan(&world.app, None, &new).await.expect("asked");
        assert_eq!(planned, Planned::Refused(wrong));
    }
});

store::both!(a_worker_that_dies_gives_back_what_it_had_under_the_same_key, |t: TestDb| async move {
    let world = World::new(t).await;
    reachable(&world).await;
    plans(&world, 1, &["farida"]).await;
    let first = takes(&world.app, Channel::Sms).await;
    world.advance(limits::DELIVERY_LEASE);
    let second = takes(&world.app, Channel::Sms).await;
    assert_eq!(first[0].outgoing, second[0].outgoing, "the same key, the same text");
    // The one that was thought dead speaks after all.
    ends(&world.app, Channel::Sms, first, &Happened::Final(Fault::Refused)).await;
    let state = |state| vec![(Channel::Sms, state, 1)];
    assert_eq!(progress(&world).await, state(DeliveryState::Submitted), "whoever has it now decides");
    ends(&world.app, Channel::Sms, second, &Happened::Accepted(Some("p-1".to_owned()))).await;
    assert_eq!(progress(&world).await, state(DeliveryState::Accepted));
});

store::both!(a_push_that_nobody_reads_becomes_a_text_message_and_then_a_mail, |t: TestDb| async move {
    let world = World::new(t).await;
    reachable(&world).await;
    plans(&world, 1, &["claire"]).await;
    let push = takes(&world.app, Channel::Push).await;
    assert_eq!(push[0].outgoing.to, Address::Push(vec![browser("claire")]));
    ends(&world.app, Channel::Push, push, &Happened::Accepted(None)).await;
    assert_eq!(deliver::fall_back(&world.app).await.expect("looked"), 0, "there is still time");
    world.advance(limits::PUSH_PATIENCE);
    assert_eq!(deliver::fall_back(&world.app).await.expect("looked"), 1);
    assert_eq!(deliver::fall_back(&world.app).await.expect("looked"), 0, "once");
    let sms = takes(&world.app, Channel::Sms).await;
    ends(&world.app, Channel::Sms, sms, &Happened::Accepted(Some("p-1".to_owned()))).await;
    let receipts = [("p-1".to_owned(), false), ("of-another".to_owned(), true)];
    assert_eq!(deliver::receipts(&world.app, Channel::Sms, &receipts).await.expect("noted"), 1);
    assert_eq!(deliver::fall_back(&world.app).await.expect("looked"), 1);
    let mail = takes(&world.app, Channel::Mail).await;
    assert!(matches!(&mail[0].outgoing.to, Address::Mail(mail) if mail.as_str() == "claire@example.org"));
    ends(&world.app, Channel::Mail, mail, &Happened::Final(Fault::NoSuchAddress)).await;
    assert_eq!(deliver::fall_back(&world.app).await.expect("looked"), 0, "nothing comes after mail");
    let state = |channel, state| (channel, state, 1);
    assert_eq!(
        progress(&world).await,
        [
            state(Channel::Mail, DeliveryState::Failed),
            state(Channel::Push, DeliveryState::Accepted),
            state(Channel::Sms, DeliveryState::Failed),
        ]
    );
    world.journal_verifies().await;
});

store::both!(who_has_read_it_gets_nothing_more, |t: TestDb| async move {
    let world = World::new(t).await;
    reachable(&world).await;
    plans(&world, 1, &["claire", "farida"]).await;
    let push = takes(&world.app, Channel::Push).await;
    ends(&world.app, Channel::Push, push, &Happened::Accepted(None)).await;
    for key in ["claire", "farida"] {
        assert!(deliver::acknowledge(&world.app, NOTICE, world.person(key).id).await.expect("noted"));
        assert!(!deliver::acknowledge(&world.app, NOTICE, world.person(key).id).await.expect("noted"), "once");
    }
    world.advance(limits::PUSH_PATIENCE);
    assert_eq!(deliver::fall_back(&world.app).await.expect("looked"), 0);
    assert!(takes(&world.app, Channel::Sms).await.is_empty());
});

store::both!(a_correction_replaces_what_has_not_left, |t: TestDb| async move {
    let world = World::new(t).await;
    reachable(&world).await;
    plans(&world, 1, &["claire", "farida", "sylvie"]).await;
    let under_way = takes(&world.app, Channel::Sms).await;
    let planned = plans(&world, 2, &["claire", "farida", "sylvie"]).await;
    assert!(matches!(planned, Planned::Planned { people: 3, replaced: 2, .. }), "{planned:?}");
    // What was under way could not be handed over: it is not tried again.
    ends(&world.app, Channel::Sms, under_way, &Happened::Temporary(Fault::Busy, None)).await;
    world.advance(Millis::hours(1));
    for channel in Channel::OUTSIDE {
        let claimed = takes(&world.app, channel).await;
        assert_eq!(claimed.len(), 1, "{channel}: of the second version alone");
        let topic = &claimed[0].outgoing.topic;
        assert!(topic.len() == 32 && *topic != claimed[0].outgoing.key.0, "versions share a topic");
    }
    assert_eq!(plans(&world, 1, &["paul"]).await, Planned::Outdated);
});

store::both!(what_died_under_way_is_not_sent_after_a_correction, |t: TestDb| async move {
    let world = World::new(t).await;
    reachable(&world).await;
    plans(&world, 1, &["farida"]).await;
    assert_eq!(takes(&world.app, Channel::Sms).await.len(), 1);
    assert_eq!(deliver::withdraw(&world.app, None, NOTICE).await.expect("withdrawn"), 0, "it was under way");
    world.advance(limits::DELIVERY_LEASE);
    assert!(takes(&world.app, Channel::Sms).await.is_empty());
    assert_eq!(progress(&world).await, [(Channel::Sms, DeliveryState::Replaced, 1)]);
});

store::both!(what_is_not_worth_being_sent_any_more_is_not_sent, |t: TestDb| async move {
    let world = World::new(t).await;
    reachable(&world).await;
    plans(&world, 1, &["farida"]).await;
    world.advance(Millis::hours(4));
    assert!(takes(&world.app, Channel::Sms).await.is_empty());
    assert_eq!(progress(&world).await, [(Channel::Sms, DeliveryState::Failed, 1)]);
    assert_eq!(deliver::fall_back(&world.app).await.expect("looked"), 0, "nor by the next channel");
});

store::both!(an_address_that_has_gone_is_followed_by_the_next_channel, |t: TestDb| async move {
    let world = World::new(t).await;
    reachable(&world).await;
    plans(&world, 1, &["claire", "farida"]).await;
    let push = takes(&world.app, Channel::Push).await;
    let gone = vec![browser("claire").endpoint];
    let outcome = |of| Outcome { of, happened: Happened::Final(Fault::NoSuchAddress), gone: gone.clone() };
    let outcomes: Vec<Outcome> = push.into_iter().map(outcome).collect();
    deliver::record(&world.app, Channel::Push, &outcomes).await.expect("recorded");
    // The number left the directory after the notice was planned.
    lists(&world, "farida", "", "farida@example.org").await;
    world.advance(Millis(1));
    contacts::read(&world.app, contacts::FIRST).await.expect("read");
    let sms = takes(&world.app, Channel::Sms).await;
    assert!(sms.is_empty(), "{sms:?}");
    assert_eq!(deliver::fall_back(&world.app).await.expect("looked"), 2);
    assert_eq!(takes(&world.app, Channel::Sms).await.len(), 1, "claire");
    assert_eq!(takes(&world.app, Channel::Mail).await.len(), 1, "farida");
    let claire = world.person("claire").actor().await;
    assert!(!contacts::unsubscribe(&world.app, &claire, &gone[0]).await.expect("asked"), "it was forgotten");
});

store::both!(two_nodes_never_have_the_same_message, |t: TestDb| async move {
    let world = World::new(t).await;
    let keys = ["ines", "karim", "lea", "noe", "adam", "hugo", "paul", "farida", "sylvie", "nadia"];
    for (n, key) in keys.iter().enumerate() {
        lists(&world, key, &format!("06 39 98 01 {n:02}"), "").await;
    }
    contacts::read(&world.app, contacts::FIRST).await.expect("read");
    plans(&world, 1, &keys).await;
    let other = world.another_node().await;
    let (mut seen, mut taken) = (BTreeSet::new(), 0);
    for _ in 0..keys.len() {
        let both = tokio::join!(deliver::claim(&world.app, Channel::Sms, 2), deliver::claim(&other, Channel::Sms, 2));
        for claimed in both.0.expect("claimed").into_iter().chain(both.1.expect("claimed")) {
            taken += 1;
            seen.insert(claimed.outgoing.key.0);
        }
    }
    assert_eq!((seen.len(), taken), (keys.len(), keys.len()));
});

store::both!(the_directory_is_read_once_and_what_changed_is_told_by_counts, |t: TestDb| async move {
    let world = World::new(t).await;
    reachable(&world).await;
    let entries = world.journal().await;
    let read = entries.iter().filter(|(verb, _)| verb == "contact.read").count();
    contacts::read(&world.app, contacts::FIRST).await.expect("read");
    assert_eq!(world.journal().await.len(), entries.len(), "nothing changed");
    assert_eq!(read, 1);
    let mut tx = world.app.db.read().await.expect("reads");
    let told: Vec<(String,)> = tx
        .all("select payload from journal_entry where verb like 'contact%' or verb like 'delivery%'", ())
        .await
        .expect("read");
    assert!(told.iter().all(|(text,)| !text.contains("example.org") && !text.contains("3399")), "{told:?}");
});
