//! One officer at a time looks at a letter, and says so; whoever takes it never stops a withdrawal.

use actions::{
    claim::{self, Claimed, Passed},
    desk,
    release::Released,
    testing::World,
    withdraw::Withdrawn,
};
use model::{Millis, limits, triage::Sign};
use store::testing::TestDb;

store::both!(a_letter_is_one_officer_s_at_a_time_and_free_again_by_itself, |t: TestDb| async move {
    let world = World::new(t).await;
    let held = world.person("roche").write_to("2nde4:pupils", "une bombe").await;
    let (maud, theo) = (world.person("desk").actor().await, world.person("desk2").actor().await);
    let until = world.now() + limits::CLAIM_LIFE;
    assert_eq!(claim::claim(&world.app, &maud, held).await.expect("an answer"), Claimed::Yes { until });
    let theirs = claim::claim(&world.app, &theo, held).await.expect("an answer");
    assert_eq!(theirs, Claimed::Theirs { name: "Maud Vidal".to_owned(), until });
    let queue = desk::queue(&world.app, &theo).await.expect("a queue");
    assert_eq!(queue[0].claimed_by.as_deref(), Some("Maud Vidal"), "the others see it");
    world.advance(limits::CLAIM_LIFE - Millis(1));
    assert!(matches!(claim::claim(&world.app, &theo, held).await.expect("an answer"), Claimed::Theirs { .. }));
    world.advance(Millis(1));
    assert!(desk::queue(&world.app, &theo).await.expect("a queue")[0].claimed_by.is_none());
    assert!(matches!(claim::claim(&world.app, &theo, held).await.expect("an answer"), Claimed::Yes { .. }));
    assert_eq!(claim::put_down(&world.app, &maud, held).await.expect("an answer"), Passed::NotTheirs);
    assert_eq!(claim::put_down(&world.app, &theo, held).await.expect("an answer"), Passed::Yes);
    assert!(matches!(claim::claim(&world.app, &maud, held).await.expect("an answer"), Claimed::Yes { .. }));
});

store::both!(of_two_officers_who_take_a_letter_at_once_one_has_it, |t: TestDb| async move {
    let world = World::new(t).await;
    let (maud, theo) = (world.person("desk").actor().await, world.person("desk2").actor().await);
    for round in 0..8 {
        let held = world.person("roche").write_to("2nde4:pupils", &format!("bombe {}", "x".repeat(round))).await;
        let (a, b) = tokio::join!(claim::claim(&world.app, &maud, held), claim::claim(&world.app, &theo, held));
        let both = [a.expect("an answer"), b.expect("an answer")];
        assert_eq!(both.iter().filter(|c| matches!(c, Claimed::Yes { .. })).count(), 1, "{both:?}");
        assert_eq!(both.iter().filter(|c| matches!(c, Claimed::Theirs { .. })).count(), 1, "{both:?}");
    }
});

store::both!(what_another_officer_reads_is_not_released_and_may_be_withdrawn, |t: TestDb| async move {
    let world = World::new(t).await;
    let held = world.person("roche").write_to("2nde4:pupils", "une bombe").await;
    claim::claim(&world.app, &world.desk().actor().await, held).await.expect("an answer");
    assert_eq!(world.person("desk2").releases(held).await, Released::Taken);
    assert!(!world.person("ines").inbox().await.shows(held));
    assert!(matches!(world.person("desk2").withdraws(held).await, Withdrawn::Yes { .. }));
    assert_eq!(world.desk().releases(held).await, Released::TooLate);
    world.journal_verifies().await;
});

store::both!(a_letter_is_passed_on_with_a_word_to_an_officer_of_its_territory, |t: TestDb| async move {
    let world = World::new(t).await;
    let held = world.person("roche").write_to("2nde4:pupils", "une bombe").await;
    let (maud, theo) = (world.person("desk").actor().await, world.person("desk2").actor().await);
    let pass = async |to: &str, note: &str| {
        claim::hand_over(&world.app, &maud, held, world.person(to).id, note).await.expect("an answer")
    };
    assert_eq!(pass("desk2", "à toi").await, Passed::NotTheirs, "what one does not have is not passed on");
    claim::claim(&world.app, &maud, held).await.expect("an answer");
    for nobody in ["desk25", "roche", "desk"] {
        assert_eq!(pass(nobody, "à toi").await, Passed::NoOfficer, "{nobody}");
    }
    let others =
        desk::letter(&world.app, &maud, held, false).await.expect("an answer").expect("a letter").standing.others;
    assert_eq!(others.iter().map(|other| other.name.as_str()).collect::<Vec<_>>(), ["Théo Arnaud"]);
    assert_eq!(pass("desk2", &"é".repeat(5_000)).await, Passed::Yes);
    let standing = desk::letter(&world.app, &theo, held, false).await.expect("an answer").expect("a letter").standing;
    let claim = standing.claim.expect("a claim");
    assert!(standing.own && claim.handed_by.as_deref() == Some("Maud Vidal"));
    assert!(claim.note.len() <= limits::DESK_NOTE_BYTES_MAX);
    assert_eq!(world.desk().releases(held).await, Released::Taken);
    assert_eq!(world.person("desk2").releases(held).await, Released::Yes);
    for stranger in ["desk25", "ines", "operator"] {
        let actor = world.person(stranger).actor().await;
        assert_eq!(claim::claim(&world.app, &actor, held).await.expect("an answer"), Claimed::NotFound, "{stranger}");
    }
});

store::both!(what_waits_is_ordered_by_what_it_is_how_wide_and_how_old, |t: TestDb| async move {
    let world = World::new(t).await;
    world.judge(actions::testing::Judging::Always(model::verdict::Outcome::Hold));
    let old = world.person("roche").write_to("2nde4:pupils", "Rendez-vous lundi").await;
    world.advance(Millis::hours(1));
    let new = world.person("roche").write_to("2nde4:pupils", "Rendez-vous mardi").await;
    world.judge(actions::testing::Judging::Words);
    let threat = world.person("karim").write_to("ines", "une bombe").await;
    let queue = desk::queue(&world.app, &world.desk().actor().await).await.expect("a queue");
    assert_eq!(queue.iter().map(|one| one.id).collect::<Vec<_>>(), [threat, old, new]);
    assert_eq!(queue[0].ranked.signs, [Sign::Plain]);
    assert_eq!(queue[1].ranked.signs, [Sign::Doubtful, Sign::Old]);
});
