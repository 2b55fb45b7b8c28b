//! The desk: what is held is released in place or withdrawn with its copies; who decides first has decided.

use actions::{
    mailbox::Showing,
    release::{self, Released},
    testing::{Judging, World},
    withdraw::{self, Withdrawn},
};
use model::{MessageId, Millis, message::State, verdict::Outcome};
use store::testing::TestDb;

const THREAT: &str = "J’ai mis une bombe dans le lycée, elle explose demain à 11 h, vous allez tous voir.";
const COPY: &str = "j'ai mis une bombe dans le lycee, elle explose demain a 11 h, vous allez tous voir!!";

store::both!(a_released_message_takes_the_place_that_it_had, |t: TestDb| async move {
    let world = World::new(t).await;
    let (ines, adou) = (world.person("ines"), world.person("adou"));
    let first = adou.write_to("2nde4:pupils", "Réunion lundi").await;
    world.advance(Millis::minutes(1));
    let held = adou.write_to("2nde4:pupils", "C’est de la bombe, ce voyage").await;
    world.advance(Millis::minutes(1));
    let last = adou.write_to("2nde4:pupils", "Réunion mardi").await;
    assert_eq!(ines.inbox().await.times(held), 0);
    world.advance(Millis::hours(2));
    assert_eq!(world.desk().releases(held).await, Released::Yes);
    let inbox = ines.inbox().await.0;
    let order: Vec<MessageId> = inbox.rows.iter().map(|row| row.id).collect();
    assert_eq!(order, [last, held, first]);
    let late = &inbox.rows[1];
    assert_eq!(late.delivered_at(), Some(late.sent_at() + Millis::hours(2) + Millis::minutes(1)), "marked as late");
});

// Invariants 1, 12
store::both!(a_withdrawn_message_is_gone_everywhere_and_never_comes_back, |t: TestDb| async move {
    let world = World::new(t).await;
    let (ines, karim, roche) = (world.person("ines"), world.person("karim"), world.person("roche"));
    let word = roche.write_to("2nde4:pupils", "Faites tourner").await;
    assert!(ines.inbox().await.shows(word));
    assert_eq!(ines.reads(word).await.as_deref(), Some("Faites tourner"));
    assert!(matches!(world.desk().withdraws(word).await, Withdrawn::Yes { messages: 1, .. }));
    let notice = ines.opens(word).await.expect("a notice");
    assert_eq!((notice.messages[0].showing, notice.messages[0].message.body.as_str()), (Showing::Withdrawn, ""));
    assert_eq!(notice.messages[0].message.subject, "");
    assert!(!ines.inbox().await.shows(word));
    assert!(karim.opens(word).await.is_none(), "who was not shown it learns nothing of it");
    assert_eq!(karim.inbox().await.times(word), 0);
    assert_eq!(world.desk().releases(word).await, Released::TooLate);
    assert_eq!(world.desk().withdraws(word).await, Withdrawn::Already);
    assert!(ines.reads(word).await.is_none());
});

// Invariant 1
store::both!(withdrawing_takes_every_near_copy_and_leaves_other_messages, |t: TestDb| async move {
    let world = World::new(t).await;
    world.judge(Judging::Always(Outcome::Deliver));
    let threat = world.person("ines").write_to("roche", THREAT).await;
    let copy = world.person("adam").write_to("zoe", COPY).await;
    let exact = world.person("karim").write_to("perrin", THREAT).await;
    let other = world.person("karim").write_to("roche", "Monsieur, le lycée ferme-t-il demain à 11 h ?").await;
    let withdrawn = world.desk().withdraws(copy).await;
    assert!(matches!(withdrawn, Withdrawn::Yes { messages: 3, .. }), "{withdrawn:?}");
    for (reader, message) in [("roche", threat), ("zoe", copy), ("perrin", exact)] {
        assert!(world.person(reader).reads(message).await.is_none(), "{reader}");
    }
    assert!(world.person("roche").reads(other).await.is_some());
    world.journal_verifies().await;
});

// Invariant 1
store::both!(a_warning_that_quotes_a_threat_is_not_withdrawn_with_it, |t: TestDb| async move {
    let world = World::new(t).await;
    world.judge(Judging::Always(Outcome::Deliver));
    let threat = world.person("karim").write_to("ines", THREAT).await;
    world.judge(Judging::Real);
    let warning = format!("Bonjour Madame, j’ai reçu ce message : « {THREAT} » J’ai peur.");
    assert!(shield::sketch::is_sibling(&warning, THREAT), "as near as a copy");
    let warning = world.person("ines").write_to("roche", &warning).await;
    assert!(world.person("roche").inbox().await.shows(warning), "a warning is not held");
    world.judge(Judging::Always(Outcome::Deliver));
    let copy = world.person("adam").write_to("zoe", COPY).await;
    assert!(matches!(world.desk().withdraws(threat).await, Withdrawn::Yes { messages: 2, .. }));
    assert!(!world.person("zoe").inbox().await.shows(copy));
    assert!(world.person("roche").inbox().await.shows(warning), "the teacher still reads who needs help");
    assert!(matches!(world.desk().withdraws(warning).await, Withdrawn::Yes { .. }), "the desk may decide otherwise");
});

store::both!(near_copies_older_than_the_look_back_are_left, |t: TestDb| async move {
    let world = World::new(t).await;
    world.judge(Judging::Always(Outcome::Deliver));
    world.person("ines").write_to("roche", THREAT).await;
    world.advance(model::limits::LOOK_BACK + Millis(1));
    let copy = world.person("karim").write_to("roche", THREAT).await;
    assert!(matches!(world.desk().withdraws(copy).await, Withdrawn::Yes { messages: 1, .. }));
});

async fn state(world: &World, message: MessageId) -> State {
    let mut tx = world.app.db.read().await.expect("reads");
    let found = store::message::get(&mut tx, message, world.person("ines").id).await.expect("reads");
    found.expect("the message").state
}

// Invariant 12
store::both!(of_two_desks_at_once_a_withdrawal_always_has_the_last_word, |t: TestDb| async move {
    let world = World::new(t).await;
    let (one, two) = (world.person("desk").actor().await, world.person("desk2").actor().await);
    for round in 0..12 {
        let held = world.person("roche").write_to("2nde4:pupils", &format!("bombe {}", "x".repeat(round))).await;
        let (app, release_first) = (&world.app, round % 2 == 0);
        let (released, withdrawn) = if release_first {
            tokio::join!(release::release(app, &one, held, ""), withdraw::withdraw(app, &two, held, ""))
        } else {
            let (w, r) = tokio::join!(withdraw::withdraw(app, &two, held, ""), release::release(app, &one, held, ""));
            (r, w)
        };
        assert!(matches!(withdrawn.expect("an answer"), Withdrawn::Yes { .. }), "a withdrawal is never too late");
        assert!(matches!(released.expect("an answer"), Released::Yes | Released::TooLate));
        assert_eq!(state(&world, held).await, State::Withdrawn);
        assert!(!world.person("ines").inbox().await.shows(held));
    }
    world.journal_verifies().await;
});

// Invariant 12
store::both!(two_desks_that_decide_the_same_at_once_decide_once, |t: TestDb| async move {
    let world = World::new(t).await;
    let (one, two) = (world.person("desk").actor().await, world.person("desk2").actor().await);
    for _ in 0..8 {
        let held = world.person("roche").write_to("2nde4:pupils", "une bombe de bal").await;
        let (a, b) = tokio::join!(
            release::release(&world.app, &one, held, "sans danger"),
            release::release(&world.app, &two, held, "sans danger")
        );
        let mut both = [a.expect("an answer"), b.expect("an answer")];
        both.sort_by_key(|released| *released != Released::Yes);
        assert_eq!(both, [Released::Yes, Released::TooLate]);
        let (a, b) = tokio::join!(
            withdraw::withdraw(&world.app, &one, held, "menace"),
            withdraw::withdraw(&world.app, &two, held, "menace")
        );
        let yes = [a.expect("an answer"), b.expect("an answer")];
        assert_eq!(yes.iter().filter(|w| matches!(w, Withdrawn::Yes { .. })).count(), 1, "{yes:?}");
        let desk = world.desk().examines(held).await.expect("a letter");
        assert_eq!(desk.decisions.len(), 2, "one release, one withdrawal");
    }
});

store::both!(a_desk_decides_in_its_own_territory_alone, |t: TestDb| async move {
    let world = World::new(t).await;
    let held = world.person("roche").write_to("2nde4:pupils", "une bombe").await;
    let elsewhere = world.person("bonnet").write_to("1re2:pupils", "une bombe").await;
    for nobody in ["desk25", "ines", "adou", "operator"] {
        let person = world.person(nobody);
        assert_eq!(person.releases(held).await, Released::NotFound, "{nobody}");
        assert_eq!(person.withdraws(held).await, Withdrawn::NotFound, "{nobody}");
        assert!(person.examines(held).await.is_none(), "{nobody}");
        assert!(actions::desk::exposures(&world.app, &person.actor().await, held).await.expect("none").is_none());
    }
    let queue = |key: &'static str| {
        let world = &world;
        async move { actions::desk::queue(&world.app, &world.person(key).actor().await).await.expect("a queue") }
    };
    assert_eq!(queue("desk").await.iter().map(|row| row.id).collect::<Vec<_>>(), [held]);
    assert_eq!(queue("desk25").await.iter().map(|row| row.id).collect::<Vec<_>>(), [elsewhere]);
    assert!(queue("ines").await.is_empty());
});

store::both!(the_sender_cannot_tell_a_hold_from_a_wave, |t: TestDb| async move {
    let world = World::new(t).await;
    let ines = world.person("ines");
    let mut seen = Vec::new();
    for outcome in [Outcome::Hold, Outcome::Waves] {
        world.judge(Judging::Always(outcome));
        let message = ines.write_to("roche", "Bonjour").await;
        seen.push(ines.opens(message).await.expect("her own").messages[0].showing);
    }
    assert_eq!(seen, [Showing::OwnUnderWay, Showing::OwnUnderWay]);
});

store::both!(revealing_a_text_and_naming_readers_are_journaled, |t: TestDb| async move {
    let world = World::new(t).await;
    let held = world.person("roche").write_to("2nde4:pupils", "une bombe").await;
    let desk = world.desk().actor().await;
    let count = world.journal().await.len();
    let veiled = actions::desk::letter(&world.app, &desk, held, false).await.expect("an answer").expect("a letter");
    assert_eq!((veiled.message.subject.as_str(), veiled.message.body.as_str()), ("", ""));
    assert_eq!(world.journal().await.len(), count, "looking at the evidence reads nobody's letter");
    world.advance(Millis(1));
    world.desk().examines(held).await.expect("a letter");
    world.advance(Millis(1));
    actions::desk::exposures(&world.app, &desk, held).await.expect("an answer").expect("a list");
    let verbs: Vec<String> = world.journal().await[count..].iter().map(|(verb, _)| verb.clone()).collect();
    assert_eq!(verbs, ["desk.reveal", "desk.exposures"]);
});
