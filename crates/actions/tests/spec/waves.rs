//! Staged delivery: few, then more, then all, computed from the time alone.

use actions::{
    send::{self, Sent},
    testing::{Judging, Tab, World},
    wave,
    withdraw::Withdrawn,
};
use model::{MessageId, Millis, message::State, verdict::Outcome, wave::ALL_AFTER};
use store::testing::TestDb;

const PUPILS: usize = 45;

/// A project group of many, open to its pupils.
async fn wide_group(world: &World) -> Vec<String> {
    let mut directory = world.directory().await;
    let keys: Vec<String> = (0..PUPILS).map(|n| format!("p{n}")).collect();
    for key in &keys {
        directory.pupil(key, "Sacha", "Petit", "lycee", "2nde5").await;
        directory.join(key, "radio", model::Profile::Pupil).await;
    }
    directory.open_to_its_pupils("radio:pupils", world.now() + Millis::days(1)).await;
    directory.save().await;
    keys
}

async fn seen_by(world: &World, keys: &[String], message: MessageId) -> usize {
    let mut seen = 0;
    for key in keys {
        let person = world.person(key);
        let listed = person.inbox().await.shows(message);
        assert_eq!(person.reads(message).await.is_some(), listed, "list and body agree");
        seen += usize::from(listed);
    }
    seen
}

async fn state(world: &World, message: MessageId) -> State {
    let mut tx = world.app.db.read().await.expect("reads");
    let found = store::message::get(&mut tx, message, world.person("ines").id).await.expect("reads");
    found.expect("the message").state
}

// Invariant 1
store::both!(a_wide_message_reaches_few_then_more_then_all_even_if_no_worker_runs, |t: TestDb| async move {
    let world = World::new(t).await;
    let group = wide_group(&world).await;
    let sent = world.person("ines").writes("radio:pupils", "Répétition à 17 h").await;
    let Sent::InWaves(word) = sent else { panic!("{sent:?}") };
    let first = seen_by(&world, &group, word).await;
    assert!(first <= 15, "{first} in the first wave");
    world.advance(Millis(30_000));
    let second = seen_by(&world, &group, word).await;
    assert!((first + 1..PUPILS).contains(&second), "{first}, then {second}");
    world.advance(Millis(30_000));
    assert_eq!(seen_by(&world, &group, word).await, PUPILS);
    assert_eq!(state(&world, word).await, State::Waves, "nobody has worked");
    assert!(world.run_jobs().await > 0);
    assert_eq!(state(&world, word).await, State::Delivered);
    world.journal_verifies().await;
});

store::both!(what_is_held_from_a_strange_device_stops_what_it_is_still_sending_out, |t: TestDb| async move {
    let world = World::new(t).await;
    let group = wide_group(&world).await;
    let ines = world.person("ines");
    let own = ines.write_to("radio:pupils", "Répétition à 17 h").await;
    let mut tab = Tab::unknown();
    assert!(tab.signs_in(&world, "ines").await);
    let thief = tab.who(&world).await.expect("signed in");
    let sends = async |to: &str, body: &str| {
        send::send(&world.app, &thief, &ines.draft(&[to], "Pour vous", body)).await.expect("an answer")
    };
    let Sent::InWaves(harmless) = sends("radio:pupils", "Regardez bien").await else { panic!("not in waves") };
    assert!(seen_by(&world, &group, harmless).await > 0);
    world.advance(Millis::seconds(20));
    let Sent::Held(_) = sends("roche", "Une bombe est dans la cour").await else { panic!("not held") };
    assert_eq!(state(&world, harmless).await, State::Held);
    assert_eq!(state(&world, own).await, State::Waves, "what she wrote herself goes on");
    assert_eq!(seen_by(&world, &group, harmless).await, 0, "nor may those of the first wave read it any more");
    world.journal_verifies().await;
});

// Invariant 1
store::both!(a_report_during_the_waves_stops_what_remains, |t: TestDb| async move {
    let world = World::new(t).await;
    let group = wide_group(&world).await;
    let word = world.person("ines").write_to("radio:pupils", "Faites passer").await;
    world.advance(Millis(30_000));
    let out = seen_by(&world, &group, word).await;
    let mut reporters = Vec::new();
    for key in &group {
        if world.person(key).inbox().await.shows(word) {
            reporters.push(world.person(key));
        }
    }
    assert!(out >= 2, "{out}");
    reporters[0].reports(word).await;
    reporters[1].reports(word).await;
    world.advance(ALL_AFTER);
    world.run_jobs().await;
    assert_eq!(seen_by(&world, &group, word).await, 0, "held for everybody, out or not");
    assert_eq!(state(&world, word).await, State::Held);
    world.desk().releases(word).await;
    assert_eq!(seen_by(&world, &group, word).await, PUPILS);
});

store::both!(the_job_of_a_wave_may_run_twice_and_revives_nothing, |t: TestDb| async move {
    let world = World::new(t).await;
    world.judge(Judging::Always(Outcome::Waves));
    let word = world.person("ines").write_to("roche", "Bonjour").await;
    let withdrawn = world.person("karim").write_to("roche", "Salut").await;
    assert!(matches!(world.desk().withdraws(withdrawn).await, Withdrawn::Yes { .. }));
    world.advance(ALL_AFTER);
    for _ in 0..2 {
        wave::advance(&world.app, word).await.expect("done");
        wave::advance(&world.app, withdrawn).await.expect("done");
    }
    world.run_jobs().await;
    assert_eq!(state(&world, word).await, State::Delivered);
    assert_eq!(state(&world, withdrawn).await, State::Withdrawn);
    let ends = world.journal().await.into_iter().filter(|(verb, _)| verb == "message.waves_out").count();
    assert_eq!(ends, 1, "the end of the waves is written once");
});

store::both!(who_has_a_message_keeps_it_while_the_clock_goes_back, |t: TestDb| async move {
    let world = World::new(t).await;
    world.judge(Judging::Always(Outcome::Waves));
    let word = world.person("ines").write_to("roche", "Bonjour").await;
    world.advance(ALL_AFTER);
    world.run_jobs().await;
    assert!(world.person("roche").inbox().await.shows(word));
    world.set_time(world.now() - ALL_AFTER - Millis::seconds(10));
    assert!(world.person("roche").reads(word).await.is_some(), "delivered is a state, not a time");
});
