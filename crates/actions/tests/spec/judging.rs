//! Nothing is displayed before a judgment: a judge that fails or overruns its time holds the message.

use actions::{
    send::Sent,
    testing::{Judging, World},
};
use store::testing::TestDb;

async fn held_for(world: &World, judging: Judging) -> String {
    world.judge(judging);
    let sent = world.person("ines").writes("roche", "Bonjour").await;
    let Sent::Held(message) = sent else { panic!("{judging:?}: {sent:?}") };
    assert!(!world.person("roche").inbox().await.shows(message));
    assert!(world.person("roche").reads(message).await.is_none());
    let letter = world.desk().examines(message).await.expect("at the desk");
    letter.verdict.expect("a verdict").reasons[0].code.clone()
}

// Invariant 2
store::both!(a_judge_that_fails_holds, |t: TestDb| async move {
    let world = World::new(t).await;
    assert_eq!(held_for(&world, Judging::Panics).await, "failure");
    assert_eq!(held_for(&world, Judging::Panics).await, "failure", "and goes on judging");
    world.judge(Judging::Words);
    assert!(matches!(world.person("ines").writes("roche", "Bonjour").await, Sent::Delivered(_)));
});

// Invariant 2
store::both!(a_judge_that_overruns_its_time_holds, |t: TestDb| async move {
    let world = World::new(t).await;
    assert_eq!(held_for(&world, Judging::Slow).await, "overrun");
});

// Invariant 2
store::both!(what_the_shield_said_and_was_told_is_kept_with_the_message, |t: TestDb| async move {
    let world = World::new(t).await;
    let message = world.person("roche").write_to("2nde4:pupils", "une bombe").await;
    let mut tx = world.app.db.read().await.expect("reads");
    let (verdict, at, context) = store::verdict::get(&mut tx, message).await.expect("read").expect("kept");
    assert_eq!((verdict.reasons[0].start, verdict.reasons[0].end), (4, 9));
    assert_eq!((verdict.rules.as_str(), at), ("test", world.now()));
    assert!(context.contains("\"readers\":2"), "{context}");
});
