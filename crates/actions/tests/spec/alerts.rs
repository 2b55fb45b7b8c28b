//! The report lane: a warning is never held and no pupil reads it; whose reports were right weighs more.

use actions::{
    alert::{self, Alerted},
    designate::{self, Designated},
    report::Reported,
    send::Sent,
    testing::{Judging, World},
};
use model::{MessageId, Millis, SchoolId, duty::Duty, verdict::Outcome};
use store::testing::TestDb;

const QUOTE: &str = "On m’a écrit : « il y a une bombe dans ton casier, demain tu meurs ». J’ai peur.";

fn lycee(world: &World) -> SchoolId {
    SchoolId(world.uuid("lycee"))
}

async fn warns(world: &World, who: &str, text: &str) -> Alerted {
    let actor = world.person(who).actor().await;
    alert::alert(&world.app, &actor, lycee(world), text, world.app.id()).await.expect("an answer")
}

async fn named(world: &World, by: &str, who: &str, duty: Duty) -> Designated {
    let by = world.person(by).actor().await;
    designate::designate(&world.app, &by, lycee(world), world.person(who).id, duty).await.expect("an answer")
}

store::both!(a_warning_that_quotes_a_threat_reaches_the_head_until_somebody_is_named, |t: TestDb| async move {
    let world = World::new(t).await;
    let Alerted::Yes(first, 1) = warns(&world, "ines", QUOTE).await else { panic!("it is never held") };
    assert_eq!(world.person("adou").reads(first).await.as_deref(), Some(QUOTE));
    assert_eq!(named(&world, "adou", "perrin", Duty::Safety).await, Designated::Yes);
    assert_eq!(named(&world, "adou", "perrin", Duty::Safety).await, Designated::Already);
    world.advance(Millis::minutes(1));
    let Alerted::Yes(second, 1) = warns(&world, "farida", QUOTE).await else { panic!("a parent of the lycée") };
    assert!(world.person("perrin").inbox().await.shows(second));
    assert!(!world.person("adou").inbox().await.shows(second), "the one who is named has it");
    for pupil in ["karim", "lea", "noe"] {
        assert!(world.person(pupil).opens(first).await.is_none(), "{pupil}");
    }
    world.journal_verifies().await;
});

store::both!(a_warning_is_bounded_and_sent_once_and_to_one_s_own_school, |t: TestDb| async move {
    let world = World::new(t).await;
    assert_eq!(warns(&world, "ines", "  ").await, Alerted::Empty);
    assert_eq!(warns(&world, "ines", &"é".repeat(model::limits::ALERT_BYTES_MAX)).await, Alerted::TooLong);
    assert_eq!(warns(&world, "zoe", "x").await, Alerted::NotFound, "of another school");
    let (ines, key) = (world.person("ines").actor().await, world.app.id());
    let once = alert::alert(&world.app, &ines, lycee(&world), "on me menace", key).await.expect("an answer");
    assert_eq!(alert::alert(&world.app, &ines, lycee(&world), "on me menace", key).await.expect("an answer"), once);
    world.judge(Judging::Panics);
    assert!(matches!(warns(&world, "ines", QUOTE).await, Alerted::Yes(..)), "a judge that fails stops no warning");
});

store::both!(only_a_head_names_and_only_adults_of_the_school, |t: TestDb| async move {
    let world = World::new(t).await;
    for nobody in ["roche", "ines", "lemoine", "desk"] {
        assert_eq!(named(&world, nobody, "perrin", Duty::Safety).await, Designated::NotHead, "{nobody}");
    }
    for stranger in ["karim", "perez", "farida"] {
        assert_eq!(named(&world, "adou", stranger, Duty::Safety).await, Designated::NotAnAdult, "{stranger}");
    }
    named(&world, "adou", "perrin", Duty::Safety).await;
    let head = world.person("adou").actor().await;
    let perrin = world.person("perrin").id;
    let end = || designate::dismiss(&world.app, &head, lycee(&world), perrin, Duty::Safety);
    assert_eq!(end().await.expect("an answer"), Designated::Yes);
    assert_eq!(end().await.expect("an answer"), Designated::Already);
    let contacts = alert::contacts(&world.app, &world.person("ines").actor().await).await.expect("contacts");
    assert_eq!(contacts[0].2[0].name, "Koffi Adou", "the head stands in again");
});

store::both!(what_is_written_to_a_safety_contact_alone_is_not_held_and_to_others_it_is, |t: TestDb| async move {
    let world = World::new(t).await;
    named(&world, "adou", "perrin", Duty::Safety).await;
    assert!(matches!(world.person("ines").writes("perrin", "une bombe, dit-il").await, Sent::Delivered(_)));
    let both = world.person("ines").draft(&["perrin", "roche"], "", "une bombe, dit-il");
    assert!(matches!(world.person("ines").send(&both).await, Sent::Held(_)), "another reads it as well");
    assert!(matches!(world.person("ines").writes("roche", "une bombe, dit-il").await, Sent::Held(_)));
});

/// Messages of a pupil that adults report, each withdrawn or released afterwards.
async fn reported(world: &World, reporter: &str, count: usize, right: bool) {
    for n in 0..count {
        world.judge(Judging::Always(Outcome::Deliver));
        let one = world.person("ines").write_to(reporter, &format!("Message {n} pour {reporter} {right}")).await;
        world.person(reporter).reports(one).await;
        let desk = world.desk();
        if right {
            desk.withdraws(one).await;
        } else {
            desk.releases(one).await;
        }
        world.judge(Judging::Words);
        world.advance(Millis::hours(2));
    }
}

async fn of_ines(world: &World, to: &[&str]) -> MessageId {
    let ines = world.person("ines");
    actions::testing::accepted(ines.send(&ines.draft(to, "Regardez", "Faites tourner cela")).await)
}

store::both!(an_adult_who_was_always_wrong_no_longer_holds_alone, |t: TestDb| async move {
    let world = World::new(t).await;
    reported(&world, "roche", 3, false).await;
    let word = of_ines(&world, &["roche", "perrin"]).await;
    assert_eq!(world.person("roche").reports(word).await, Reported::Kept);
    assert!(world.person("perrin").inbox().await.shows(word));
    assert_eq!(world.person("perrin").reports(word).await, Reported::Held(0), "one who was never wrong does");
    let list = world.desk().examines(word).await.expect("a letter").report_list;
    assert_eq!(list.iter().map(|one| (one.weight, one.wrong_before)).collect::<Vec<_>>(), [(200, 0), (50, 3)]);
});

store::both!(who_was_right_before_weighs_more_and_no_pupil_holds_alone, |t: TestDb| async move {
    let world = World::new(t).await;
    reported(&world, "karim", 3, true).await;
    let word = of_ines(&world, &["karim", "roche"]).await;
    assert_eq!(world.person("karim").reports(word).await, Reported::Kept);
    let list = world.desk().examines(word).await.expect("a letter").report_list;
    assert_eq!((list[0].weight, list[0].right_before), (150, 3));
    let queue = actions::desk::recent(&world.app, &world.desk().actor().await, true).await.expect("a list");
    assert_eq!(queue.iter().find(|row| row.id == word).expect("listed").report_weight, 150);
});
