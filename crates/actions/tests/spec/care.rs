//! The self-harm lane: looked after, never withdrawn as a threat, never contained.

use actions::{
    care::{self, Cared},
    designate,
    testing::{Judging, World},
    withdraw::Withdrawn,
};
use model::{MessageId, Millis, SchoolId, duty::Duty, message::State};
use store::testing::TestDb;

const SAD: &str = "Je n’en peux plus, je voudrais mourir, ne le dites à personne s’il vous plaît.";

async fn written(world: &World) -> MessageId {
    world.judge(Judging::Care);
    world.person("karim").write_to("roche", SAD).await
}

async fn sees(world: &World, who: &str) -> Vec<MessageId> {
    let actor = world.person(who).actor().await;
    care::list(&world.app, &actor).await.expect("a list").list.into_iter().map(|one| one.message).collect()
}

store::both!(the_heads_and_the_desk_see_it_until_somebody_is_named_and_nobody_else, |t: TestDb| async move {
    let world = World::new(t).await;
    let sad = written(&world).await;
    assert!(world.person("roche").inbox().await.shows(sad), "it is not held");
    for who in ["adou", "desk"] {
        assert_eq!(sees(&world, who).await, [sad], "{who}");
    }
    for who in ["roche", "perrin", "ines", "farida", "lemoine", "desk25", "operator", "karim"] {
        assert!(sees(&world, who).await.is_empty(), "{who}");
        let actor = world.person(who).actor().await;
        assert!(care::read(&world.app, &actor, sad).await.expect("an answer").is_none(), "{who}");
        assert_eq!(care::take(&world.app, &actor, sad).await.expect("an answer"), Cared::NotFound, "{who}");
    }
    let (head, perrin) = (world.person("adou").actor().await, world.person("perrin").id);
    designate::designate(&world.app, &head, SchoolId(world.uuid("lycee")), perrin, Duty::Care).await.expect("named");
    assert_eq!(sees(&world, "perrin").await, [sad]);
    assert!(sees(&world, "adou").await.is_empty(), "the one who is named looks after it");
    world.journal_verifies().await;
});

store::both!(
    somebody_takes_it_in_charge_and_closes_it_with_a_word_that_the_journal_does_not_hold,
    |t: TestDb| async move {
        let world = World::new(t).await;
        let sad = written(&world).await;
        let head = world.person("adou").actor().await;
        let (found, message) = care::read(&world.app, &head, sad).await.expect("an answer").expect("hers");
        assert_eq!((found.name.as_str(), message.body.as_str()), ("Karim Lefèvre", SAD));
        assert_eq!(care::take(&world.app, &head, sad).await.expect("an answer"), Cared::Yes);
        let taken = care::list(&world.app, &world.desk().actor().await).await.expect("a list").list.remove(0);
        assert_eq!(taken.taken_by.as_deref(), Some("Koffi Adou"), "the others see it");
        assert_eq!(care::close(&world.app, &head, sad, " ").await.expect("an answer"), Cared::NoNote);
        assert_eq!(care::close(&world.app, &head, sad, "Reçu avec sa mère").await.expect("an answer"), Cared::Yes);
        assert_eq!(care::close(&world.app, &head, sad, "encore").await.expect("an answer"), Cared::TooLate);
        assert_eq!(care::take(&world.app, &head, sad).await.expect("an answer"), Cared::TooLate);
        assert!(world.dump().await["journal_entry"].iter().all(|row| !row.contains("sa mère")));
        world.advance(Millis::days(31));
        assert!(sees(&world, "adou").await.is_empty(), "what is closed leaves the list");
        world.journal_verifies().await;
    }
);

store::both!(it_is_never_withdrawn_as_a_threat_and_its_account_never_contained, |t: TestDb| async move {
    let world = World::new(t).await;
    let sad = written(&world).await;
    let copy = world.person("adam").write_to("zoe", SAD).await;
    assert!(world.campaign_of(sad).await.is_none() && world.campaign_of(copy).await.is_none(), "no campaign");
    assert_eq!(world.desk().withdraws(sad).await, Withdrawn::Care);
    assert!(world.person("roche").inbox().await.shows(sad));
    assert!(world.desk().examines(sad).await.expect("a letter").care);
    let contained = actions::contained::list(&world.app, &world.desk().actor().await).await.expect("a list");
    assert!(contained.list.is_empty() && contained.asked.is_empty());
});

store::both!(a_letter_that_threatens_others_as_well_stays_a_threat, |t: TestDb| async move {
    let world = World::new(t).await;
    world.judge(Judging::Care);
    let threat = world.person("karim").write_to("roche", "Je vais mourir, et une bombe avec moi au lycée").await;
    assert!(sees(&world, "desk").await.is_empty());
    assert_eq!(world.desk().examines(threat).await.expect("a letter").message.state, State::Held);
    assert!(matches!(world.desk().withdraws(threat).await, Withdrawn::Yes { .. }));
});

store::both!(help_is_offered_to_the_one_who_wrote_it_alone, |t: TestDb| async move {
    let world = World::new(t).await;
    let sad = written(&world).await;
    let plain = world.person("karim").write_to("roche", "Bonjour").await;
    for (who, message, offered) in [("karim", sad, true), ("karim", plain, false), ("roche", sad, false)] {
        let actor = world.person(who).actor().await;
        assert_eq!(care::offers_help(&world.app, &actor, message).await.expect("an answer"), offered, "{who}");
    }
});
