use actions::{
    contacts,
    deliver::{NewOutgoing, Planned},
    testing::World,
};
use model::{Millis, PersonId, channel::DeliveryState, contact::PushSubscription};
use serde_json::json;
use store::testing::TestDb;
use tokio::task::JoinHandle;
use uuid::Uuid;

use super::*;
use crate::channels::{
    push::{Push, PushConfig},
    sinks::{HttpSink, Temper},
    sms::Sms,
};

const NOTICE: Uuid = Uuid::from_u128(7);
const PEOPLE: [&str; 12] =
    ["ines", "karim", "lea", "noe", "adam", "zoe", "hugo", "yann", "farida", "paul", "sylvie", "nadia"];

fn sms(port: u16, patience: u64) -> Arc<Carrier> {
    let config = json!({
        "url": format!("http://127.0.0.1:{port}/"), "body": "{\"to\":\"{to}\",\"text\":\"{text}\"}",
        "key_header": "Idempotency-Key", "id_at": "/id", "status_at": "/status", "accepted": ["queued"],
        "per_second": 1_000.0, "at_once": 4, "patience_seconds": patience,
    });
    Arc::new(Carrier::Sms(Sms::new(&serde_json::from_value(config).expect("a configuration")).expect("set up")))
}

/// Everybody has a mobile, and a notice is planned for all of them.
async fn planned(world: &World) {
    let mut directory = world.directory().await;
    for (n, key) in PEOPLE.iter().enumerate() {
        let mobile = format!("06 39 98 02 {n:02}");
        directory.run("update person set mobile = $2 where id = $1", (world.uuid(key), mobile)).await;
    }
    directory.save().await;
    contacts::read(&world.app, contacts::FIRST).await.expect("read");
    let people: Vec<PersonId> = PEOPLE.iter().map(|key| world.person(key).id).collect();
    let new = NewOutgoing {
        notice: NOTICE,
        version: 1,
        subject: "Lycée",
        text: "Prochain point à 9 h.",
        link: "https://ent.example/n/1",
        urgent: true,
        expires_at: world.now() + Millis::hours(4),
        audiences: &[],
        people: &people,
    };
    let planned = deliver::plan(&world.app, None, &new).await.expect("planned");
    assert!(matches!(planned, Planned::Planned { people: 12, .. }), "{planned:?}");
}

fn starts(world: &World, carrier: Arc<Carrier>) -> (watch::Sender<bool>, JoinHandle<()>) {
    let (stop, stopped) = watch::channel(false);
    (stop, tokio::spawn(run(world.app.clone(), carrier, stopped)))
}

/// Looks again and again until so many messages are this far.
async fn until(world: &World, channel: Channel, state: DeliveryState, count: i64) {
    let mut look = interval(Duration::from_millis(20));
    let seen = timeout(Duration::from_secs(20), async {
        loop {
            look.tick().await;
            let progress = deliver::progress(&world.app, NOTICE).await.expect("counted");
            if progress.contains(&(channel, state, count)) {
                return;
            }
        }
    });
    let progress = deliver::progress(&world.app, NOTICE);
    assert!(seen.await.is_ok(), "{:?}", progress.await);
}

store::both!(everything_that_is_planned_leaves_once, |t: TestDb| async move {
    let world = World::new(t).await;
    planned(&world).await;
    let sink = HttpSink::start(Temper::Calm).await;
    let (stop, running) = starts(&world, sms(sink.port(), 5));
    until(&world, Channel::Sms, DeliveryState::Accepted, 12).await;
    stop.send(true).expect("told");
    running.await.expect("it ends");
    let counts = sink.counts();
    assert_eq!(counts.len(), 12);
    assert!(counts.values().all(|count| *count == 1), "{counts:?}");
    world.journal_verifies().await;
});

store::both!(a_carrier_that_fails_is_tried_again_and_a_lost_answer_repeats_the_key, |t: TestDb| async move {
    let world = World::new(t).await;
    planned(&world).await;
    let broken = HttpSink::start(Temper::HangsUp).await;
    let (stop, running) = starts(&world, sms(broken.port(), 5));
    until(&world, Channel::Sms, DeliveryState::Temporary, 12).await;
    stop.send(true).expect("told");
    running.await.expect("it ends");
    let sink = HttpSink::start(Temper::Calm).await;
    world.advance(limits::DELIVERY_PAUSE_MIN);
    let (stop, running) = starts(&world, sms(sink.port(), 5));
    until(&world, Channel::Sms, DeliveryState::Accepted, 12).await;
    stop.send(true).expect("told");
    running.await.expect("it ends");
    let (before, after) = (broken.counts(), sink.counts());
    assert!(after.keys().all(|key| before.contains_key(key)), "the same keys");
});

store::both!(what_waits_is_given_back_when_the_program_stops, |t: TestDb| async move {
    let world = World::new(t).await;
    planned(&world).await;
    let silent = HttpSink::start(Temper::Silent).await;
    let (stop, running) = starts(&world, sms(silent.port(), 1));
    until(&world, Channel::Sms, DeliveryState::Submitted, 12).await;
    stop.send(true).expect("told");
    running.await.expect("it ends");
    let progress = deliver::progress(&world.app, NOTICE).await.expect("counted");
    let of = |state| progress.iter().find(|row| row.1 == state).map_or(0, |row| row.2);
    assert_eq!(of(DeliveryState::Submitted), 0, "nobody has to wait for a lease: {progress:?}");
    assert_eq!(of(DeliveryState::Planned) + of(DeliveryState::Temporary), 12, "{progress:?}");
    assert!(of(DeliveryState::Planned) >= 1, "{progress:?}");
});

store::both!(a_browser_that_has_gone_is_forgotten, |t: TestDb| async move {
    let world = World::new(t).await;
    let sink = HttpSink::start(Temper::Says("410 Gone")).await;
    let config = PushConfig {
        contact: "mailto:ent@example.org".to_owned(),
        services: vec![format!("http://127.0.0.1:{}", sink.port())],
        per_second: 100.0,
        at_once: 4,
        patience_seconds: 5,
    };
    let push = Push::new(&config, [7; 32]).expect("set up");
    let key = p256::SecretKey::from_slice(&[9; 32]).expect("a key").public_key().to_sec1_bytes().to_vec();
    let endpoint = format!("http://127.0.0.1:{}/x", sink.port());
    let browser = PushSubscription { endpoint: endpoint.clone(), public_key: key, auth: vec![1; 16] };
    let farida = world.person("farida").actor().await;
    assert!(contacts::subscribe(&world.app, &farida, &browser).await.expect("kept"));
    planned(&world).await;
    let (stop, running) = starts(&world, Arc::new(Carrier::Push(push)));
    until(&world, Channel::Push, DeliveryState::Failed, 1).await;
    stop.send(true).expect("told");
    running.await.expect("it ends");
    assert!(!contacts::unsubscribe(&world.app, &farida, &endpoint).await.expect("asked"));
    assert_eq!(deliver::fall_back(&world.app).await.expect("looked"), 1, "a text message instead");
});
