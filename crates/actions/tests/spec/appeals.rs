//! What a sender is told afterwards, and one word against it, answered by somebody else.

use actions::{
    appeal::{self, Answered, Appealed},
    testing::World,
    withdraw,
};
use model::{MessageId, Millis, appeal::Outcome, limits};
use store::testing::TestDb;

async fn withdrawn(world: &World) -> MessageId {
    let message = world.person("ines").write_to("roche", "Mon exposé sur une bombe volcanique").await;
    world.desk().withdraws(message).await;
    message
}

async fn told(world: &World, who: &str) -> Vec<MessageId> {
    let actor = world.person(who).actor().await;
    appeal::told(&world.app, &actor).await.expect("an answer").into_iter().map(|one| one.message).collect()
}

async fn appeals(world: &World, who: &str, id: MessageId, text: &str) -> Appealed {
    appeal::appeal(&world.app, &world.person(who).actor().await, id, text).await.expect("an answer")
}

async fn answers(world: &World, who: &str, id: MessageId, outcome: Outcome, note: &str) -> Answered {
    appeal::answer(&world.app, &world.person(who).actor().await, id, outcome, note).await.expect("an answer")
}

store::both!(a_sender_learns_of_a_withdrawal_a_day_later_and_of_a_release_at_once, |t: TestDb| async move {
    let world = World::new(t).await;
    let gone = withdrawn(&world).await;
    let held = world.person("ines").write_to("roche", "C’est de la bombe").await;
    assert!(told(&world, "ines").await.is_empty(), "no oracle while an attack is worked on");
    assert_eq!(appeals(&world, "ines", gone, "c’est un exposé").await, Appealed::NotFound);
    world.desk().releases(held).await;
    assert_eq!(told(&world, "ines").await, [held]);
    world.advance(limits::REASON_AFTER);
    assert_eq!(told(&world, "ines").await, [held, gone]);
    assert!(told(&world, "karim").await.is_empty());
    world.advance(Millis::days(60));
    assert!(told(&world, "ines").await.is_empty());
});

store::both!(an_appeal_is_made_once_within_its_bounds_by_the_sender_alone, |t: TestDb| async move {
    let world = World::new(t).await;
    let gone = withdrawn(&world).await;
    world.advance(limits::REASON_AFTER);
    assert_eq!(appeals(&world, "ines", gone, "  ").await, Appealed::Empty);
    let long = "é".repeat(limits::APPEAL_CHARS_MAX + 1);
    assert_eq!(appeals(&world, "ines", gone, &long).await, Appealed::TooLong);
    assert_eq!(appeals(&world, "karim", gone, "à moi").await, Appealed::NotFound);
    assert_eq!(appeals(&world, "ines", gone, &long[2..]).await, Appealed::Yes);
    assert_eq!(appeals(&world, "ines", gone, "encore").await, Appealed::Already);
    world.journal_verifies().await;
});

store::both!(another_officer_answers_and_what_is_given_back_leaves_as_a_new_message, |t: TestDb| async move {
    let world = World::new(t).await;
    let gone = withdrawn(&world).await;
    world.advance(limits::REASON_AFTER);
    appeals(&world, "ines", gone, "c’est un exposé de géographie").await;
    assert_eq!(answers(&world, "desk", gone, Outcome::Upheld, "non").await, Answered::SameOfficer);
    assert_eq!(answers(&world, "desk25", gone, Outcome::Accepted, "oui").await, Answered::NotFound);
    assert_eq!(answers(&world, "desk2", gone, Outcome::Accepted, " ").await, Answered::NoNote);
    let answer = answers(&world, "desk2", gone, Outcome::Accepted, "En effet, pardon.").await;
    let Answered::SentAgain(new) = answer else { panic!("{answer:?}") };
    assert_eq!(answers(&world, "desk2", gone, Outcome::Upheld, "non").await, Answered::TooLate);
    let roche = world.person("roche");
    assert!(roche.inbox().await.shows(new) && !roche.inbox().await.shows(gone), "a withdrawal is for good");
    assert_eq!(roche.reads(new).await.as_deref(), Some("Mon exposé sur une bombe volcanique"));
    assert!(world.campaign_of(new).await.is_none());
    let ines = world.person("ines").actor().await;
    let list = appeal::told(&world.app, &ines).await.expect("an answer");
    let one = list.iter().find(|one| one.message == gone).expect("told");
    assert_eq!(one.answer(), Some((Outcome::Accepted, "En effet, pardon.")));
    world.journal_verifies().await;
});

store::both!(a_decision_that_is_upheld_stays, |t: TestDb| async move {
    let world = World::new(t).await;
    let alone = world.person("ines").write_to("roche", "Faites tourner").await;
    let desk = world.desk().actor().await;
    withdraw::withdraw_alone(&world.app, &desk, alone, "harcèlement").await.expect("withdrawn");
    world.advance(limits::REASON_AFTER);
    appeals(&world, "ines", alone, "c’était pour rire").await;
    let open = appeal::list(&world.app, &world.person("desk2").actor().await).await.expect("a list");
    assert_eq!(
        (open.len(), open[0].body.as_str(), open[0].decided_name.as_str()),
        (1, "c’était pour rire", "Maud Vidal")
    );
    assert_eq!(answers(&world, "desk2", alone, Outcome::Upheld, "Cela blesse.").await, Answered::Upheld);
    assert!(!world.person("roche").inbox().await.shows(alone));
    assert!(appeal::list(&world.app, &world.person("desk25").actor().await).await.expect("a list").is_empty());
});
