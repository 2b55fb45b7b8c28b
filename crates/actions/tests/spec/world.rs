//! The world of tests is itself as it says, and the same on both databases.

use actions::{
    send::Sent,
    testing::{Judging, Tab, World},
};
use model::Millis;
use store::testing::TestDb;

store::both!(a_pupil_writes_to_a_teacher_who_reads_it, |t: TestDb| async move {
    let world = World::new(t).await;
    let (ines, roche) = (world.person("ines"), world.person("roche"));
    let question = ines.write_to("roche", "Bonjour, le devoir est-il pour lundi ?").await;
    assert!(roche.inbox().await.shows(question));
    assert_eq!(roche.reads(question).await.as_deref(), Some("Bonjour, le devoir est-il pour lundi ?"));
    assert!(!world.person("karim").inbox().await.shows(question));
    world.journal_verifies().await;
});

store::both!(a_threat_is_held_until_the_desk_decides, |t: TestDb| async move {
    let world = World::new(t).await;
    let threat = world.person("roche").writes("2nde4:pupils", "une bombe demain à 11 h").await;
    let Sent::Held(threat) = threat else { panic!("{threat:?}") };
    assert!(!world.person("ines").inbox().await.shows(threat));
    assert!(world.desk().examines(threat).await.is_some());
    assert!(world.person("desk25").examines(threat).await.is_none(), "another académie");
});

store::both!(everybody_signs_in_with_the_one_password_and_is_known_after_a_restart, |t: TestDb| async move {
    let mut world = World::new(t).await;
    let mut tab = Tab::unknown();
    assert!(tab.signs_in(&world, "ines").await);
    world.restart().await;
    world.advance(Millis::minutes(5));
    assert_eq!(tab.who(&world).await.map(|actor| actor.person), Some(world.person("ines").id));
});

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_same_acts_give_the_same_journal_on_both_databases() {
    let mut roots = Vec::new();
    for t in [store::testing::sqlite().await, store::testing::postgres().await] {
        let world = World::new(t).await;
        let letter = world.person("roche").write_to("2nde4:pupils", "Sortie vendredi").await;
        world.advance(Millis::minutes(1));
        world.person("ines").reports(letter).await;
        world.judge(Judging::Panics);
        let held = world.person("ines").write_to("roche", "Merci").await;
        world.desk().withdraws(held).await;
        roots.push(world.seal().await);
        world.journal_verifies().await;
    }
    assert_eq!(roots[0], roots[1]);
}
