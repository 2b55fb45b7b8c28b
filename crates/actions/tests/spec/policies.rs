//! The life of a policy: it decides nothing before it was tried, it is counted before it decides, and it ends.

use actions::{
    decision::{self, Replay},
    policies,
    policy::{self, Moved, NewVersion, Order, Proposed},
    send::Sent,
    testing::{Judging, World},
};
use model::{
    MessageId, Millis, limits,
    policy::{PolicyKind, PolicyState},
    territory::Scope,
    verdict::Outcome,
};
use shield::policy::Ruled;
use store::testing::TestDb;
use uuid::Uuid;

const NOTE: &str = "Bonjour, la sortie de jeudi est reportée, merci de prévenir les autres.";

/// Holds what goes to one person.
const STOP: &str =
    "[[rule]]\nid = \"stop\"\nwhen = \"readers == 1 && adult\"\noutcome = \"hold\"\nif_unavailable = \"pass\"\n";
/// Delivers everything.
const OPEN: &str = "[[rule]]\nid = \"open\"\nwhen = \"true\"\noutcome = \"deliver\"\nif_unavailable = \"pass\"\n";

async fn world(t: TestDb) -> World {
    let world = World::new(t).await;
    world.judge(Judging::Real);
    world
}

async fn proposed(world: &World, kind: PolicyKind, name: &str, text: &str, scope: Scope) -> Uuid {
    let new = NewVersion { kind, name, text, note: "essai", scope };
    let desk = world.desk().actor().await;
    match policy::propose(&world.app, Some(&desk), &new).await.expect("an answer") {
        Proposed::Yes { id, .. } => id,
        other => panic!("{other:?}"),
    }
}

async fn moved(world: &World, id: Uuid, to: PolicyState, urgent: bool) -> Moved {
    let desk = world.desk().actor().await;
    let order = Order { to, share: 50, urgent, note: "" };
    let moved = policy::move_to(&world.app, Some(&desk), id, &order).await.expect("an answer");
    policies::refresh(&world.app).await.expect("read");
    moved
}

async fn tested(world: &World, id: Uuid) -> policy::Report {
    policy::test(&world.app, None, id, 30).await.expect("an answer").expect("a report")
}

async fn writes(world: &World) -> Sent {
    world.advance(Millis::minutes(10));
    world.person("roche").writes("ines", NOTE).await
}

async fn state(world: &World, id: Uuid) -> store::policy::Policy {
    policies::flush(&world.app).await.expect("flushed");
    policy::get(&world.app, None, id).await.expect("read").expect("a policy")
}

store::both!(a_rule_is_tried_then_counted_then_decides_then_is_taken_out, |t: TestDb| async move {
    let world = world(t).await;
    for _ in 0..3 {
        assert!(matches!(writes(&world).await, Sent::Delivered(_)));
    }
    let stop = proposed(&world, PolicyKind::Overlay, "stop", STOP, Scope::Academie(10)).await;
    assert_eq!(moved(&world, stop, PolicyState::Active, false).await, Moved::NotFrom(PolicyState::Draft));
    let report = tested(&world, stop).await;
    assert_eq!((report.judged, report.stricter, report.milder, report.schools), (3, 3, 0, 1), "{report:?}");
    assert_eq!((report.before, report.after), ([3, 0, 0, 0], [0, 0, 0, 3]));
    assert_eq!((report.samples.len(), report.samples[0].after), (3, Ruled::Hold));
    assert_eq!((report.days, report.held_per_day()), (1, (0.0, 3.0)));
    assert!(report.held_per_1000_pupils_a_month().expect("pupils").1 > 1_000.0);
    assert_eq!(moved(&world, stop, PolicyState::Shadow, false).await, Moved::Yes);
    assert!(matches!(writes(&world).await, Sent::Delivered(_)), "the shadow has no effect");
    let shadow = state(&world, stop).await;
    assert_eq!((shadow.hits, shadow.judged, shadow.title().as_str()), (1, 1, "stop.1"));
    assert_eq!(moved(&world, stop, PolicyState::Active, false).await, Moved::Yes);
    let Sent::Held(held) = writes(&world).await else { panic!("held") };
    let ruling = decision::explain(&world.app, held).await.expect("read").expect("a decision");
    assert_eq!((ruling.ruling.rule.as_str(), ruling.replay), ("+stop.1/stop@1", Replay::Same));
    let letter = world.desk().examines(held).await.expect("at the desk");
    let reasons = letter.verdict.expect("a verdict").reasons;
    assert!(reasons.iter().any(|reason| reason.code == "policy:stop"), "{reasons:?}");
    assert_eq!(moved(&world, stop, PolicyState::Retired, false).await, Moved::Yes);
    assert!(matches!(writes(&world).await, Sent::Delivered(_)));
    assert_eq!(moved(&world, stop, PolicyState::Active, true).await, Moved::NotFrom(PolicyState::Retired));
    world.journal_verifies().await;
});

store::both!(an_emergency_rule_ends_by_itself_unless_somebody_confirms_it, |t: TestDb| async move {
    let world = world(t).await;
    let (stop, open) = (
        proposed(&world, PolicyKind::Overlay, "stop", STOP, Scope::Academie(10)).await,
        proposed(&world, PolicyKind::Overlay, "encore", STOP, Scope::Academie(10)).await,
    );
    for id in [stop, open] {
        assert_eq!(moved(&world, id, PolicyState::Active, true).await, Moved::Yes);
    }
    assert!(matches!(writes(&world).await, Sent::Held(_)));
    assert_eq!(moved(&world, open, PolicyState::Active, false).await, Moved::Yes, "confirmed");
    assert_eq!(moved(&world, open, PolicyState::Active, false).await, Moved::NotFrom(PolicyState::Active));
    assert_eq!(moved(&world, open, PolicyState::Retired, false).await, Moved::Yes);
    world.advance(limits::POLICY_EMERGENCY_LIFE);
    assert!(matches!(writes(&world).await, Sent::Delivered(_)), "no worker has to be there");
    assert_eq!(policy::watch(&world.app).await.expect("watched"), 1);
    assert_eq!(state(&world, stop).await.state, PolicyState::Expired);
    assert_eq!(policy::watch(&world.app).await.expect("watched"), 0);
});

store::both!(a_rule_that_hits_far_more_than_its_test_said_is_taken_out, |t: TestDb| async move {
    let world = world(t).await;
    for n in 0..30 {
        world.person("zoe").write_to("adam", &format!("{NOTE} {n}")).await;
        world.advance(Millis::minutes(1));
    }
    let stop = proposed(&world, PolicyKind::Overlay, "stop", STOP, Scope::Academie(10)).await;
    let report = tested(&world, stop).await;
    assert_eq!(report.changed(), 0, "pupils are not concerned");
    assert_eq!(moved(&world, stop, PolicyState::Shadow, false).await, Moved::Yes);
    for _ in 0..limits::POLICY_DEMOTE_HITS_MIN {
        writes(&world).await;
    }
    assert_eq!(state(&world, stop).await.hits, limits::POLICY_DEMOTE_HITS_MIN);
    assert_eq!(policy::watch(&world.app).await.expect("watched"), 1);
    assert_eq!(state(&world, stop).await.state, PolicyState::Demoted);
});

store::both!(the_policy_of_the_smallest_territory_decides_and_replaces_the_one_before, |t: TestDb| async move {
    let world = world(t).await;
    let roche = world.person("roche").actor().await;
    let school = roche.affiliations.iter().max_by_key(|a| a.profile).expect("a school").clone();
    let threat = "Demain je vais faire sauter le lycée.";
    let says = async |text: &str| {
        world.advance(Millis::minutes(10));
        world.person("roche").writes("ines", text).await
    };
    assert!(matches!(says(threat).await, Sent::Held(_)));
    let open = proposed(&world, PolicyKind::Base, "ouvert", OPEN, Scope::School(school.school)).await;
    assert_eq!(moved(&world, open, PolicyState::Shadow, false).await, Moved::NotFrom(PolicyState::Draft));
    tested(&world, open).await;
    assert_eq!(moved(&world, open, PolicyState::Partial, false).await, Moved::NotFrom(PolicyState::Tested));
    assert_eq!(moved(&world, open, PolicyState::Active, false).await, Moved::Yes);
    let wide = proposed(&world, PolicyKind::Base, "large", STOP, Scope::Academie(school.academie)).await;
    assert_eq!(moved(&world, wide, PolicyState::Active, true).await, Moved::Yes);
    assert!(matches!(says("Bonjour").await, Sent::Delivered(_)), "the school's own decides");
    let next = proposed(&world, PolicyKind::Base, "ouvert", OPEN, Scope::School(school.school)).await;
    assert_eq!(moved(&world, next, PolicyState::Active, true).await, Moved::Yes);
    assert_eq!(state(&world, open).await.state, PolicyState::Retired);
    assert_eq!(state(&world, next).await.version, 2);
    assert_eq!(moved(&world, next, PolicyState::Retired, false).await, Moved::Yes);
    assert!(matches!(says("Bonjour encore").await, Sent::Held(_)), "then the académie's");
});

store::both!(only_those_of_the_whole_territory_may_decide_on_its_policies, |t: TestDb| async move {
    let world = world(t).await;
    let stop = proposed(&world, PolicyKind::Overlay, "stop", STOP, Scope::Academie(10)).await;
    let roche = world.person("roche").actor().await;
    let new = NewVersion { kind: PolicyKind::Overlay, name: "x", text: STOP, note: "", scope: Scope::Academie(10) };
    assert!(matches!(policy::propose(&world.app, Some(&roche), &new).await, Ok(Proposed::Scope)));
    let order = Order { to: PolicyState::Active, share: 100, urgent: true, note: "" };
    assert_eq!(policy::move_to(&world.app, Some(&roche), stop, &order).await.expect("an answer"), Moved::NotFound);
    assert!(policy::test(&world.app, Some(&roche), stop, 3).await.expect("an answer").is_none());
    assert!(policy::get(&world.app, Some(&roche), stop).await.expect("read").is_none());
    for (name, text) in [("Nuit", STOP), ("preau", STOP), ("", STOP)] {
        let new = NewVersion { name, text, ..new.clone() };
        assert!(matches!(policy::propose(&world.app, None, &new).await, Ok(Proposed::Name)), "{name}");
    }
    let nobody = NewVersion { scope: Scope::Person(roche.person), ..new.clone() };
    assert!(matches!(policy::propose(&world.app, None, &nobody).await, Ok(Proposed::Scope)));
    let bad = NewVersion { text: "x", ..new };
    assert!(matches!(policy::propose(&world.app, None, &bad).await, Ok(Proposed::Refused(why)) if why.len() == 1));
});

store::both!(a_decision_is_decided_again_or_it_is_said_what_is_missing, |t: TestDb| async move {
    let world = world(t).await;
    let Sent::Delivered(message) = writes(&world).await else { panic!("delivered") };
    let told = async |id: MessageId| decision::explain(&world.app, id).await.expect("read").expect("logged");
    let first = told(message).await;
    assert_eq!((first.replay, first.outcome, first.ruling.features.len()), (Replay::Same, Outcome::Deliver, 58));
    let change = async |from: &str, to: &str| {
        let mut tx = world.app.db.begin().await.expect("begins");
        tx.run("update verdict set ruling = replace(ruling, $1, $2), rules = replace(rules, $1, $2)", (from, to))
            .await
            .expect("changed");
        tx.commit().await.expect("kept");
    };
    let night = decision::replay(&world.app).await.expect("a night");
    assert_eq!((night.replayed, night.different.len()), (1, 0));
    change("\"o\":\"deliver\"", "\"o\":\"hold\"").await;
    assert!(matches!(told(message).await.replay, Replay::Differs(why) if why.contains("ordinary@1 (hold)")));
    let night = decision::replay(&world.app).await.expect("a night");
    assert_eq!((night.replayed, night.different), (1, vec![message]));
    change("\"o\":\"hold\"", "\"o\":\"deliver\"").await;
    change(&first.rules, "autre").await;
    assert!(matches!(told(message).await.replay, Replay::SameFeatures(_)));
    change(&first.ruling.policy, "inconnue").await;
    assert_eq!(told(message).await.replay, Replay::Missing("inconnue".to_owned()));
});
