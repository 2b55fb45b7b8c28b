//! Replying never grants breadth.

use actions::{send::Sent, testing::World, write};
use model::{AudienceId, message::Refusal};
use store::testing::TestDb;

// Invariant 8
store::both!(a_reply_to_a_group_is_refused_to_somebody_who_may_not_write_to_it, |t: TestDb| async move {
    let world = World::new(t).await;
    let word = world.person("roche").write_to("2nde4:pupils", "Contrôle lundi").await;
    let ines = world.person("ines");
    let all = ines.answers(word, &["roche", "2nde4:pupils"], "Merci à tous").await;
    assert_eq!(all, Sent::Refused(Refusal::NotAllowed));
    assert!(matches!(ines.answers(word, &["roche"], "Merci").await, Sent::Delivered(_)));
    assert!(!world.person("karim").inbox().await.0.rows.iter().any(|row| row.sender == ines.id));
});

// Invariant 8
store::both!(reply_to_all_proposes_only_those_that_the_rules_allow, |t: TestDb| async move {
    let world = World::new(t).await;
    let (ines, roche) = (world.person("ines"), world.person("roche"));
    let draft = roche.draft(&["2nde4:pupils", "radio:pupils", "karim"], "Sortie", "Rendez-vous à 8 h");
    let word = actions::testing::accepted(roche.send(&draft).await);
    let actor = ines.actor().await;
    let known = ["roche", "karim", "2nde4:pupils", "radio:pupils"];
    for (all, expected) in [(false, vec!["roche"]), (true, vec!["roche", "karim"])] {
        let to = write::reply_to(&world.app, &actor, word, all).await.expect("an answer");
        let key = |id: AudienceId| known.into_iter().find(|key| world.audience(key) == id).expect("one of them");
        assert_eq!(to.into_iter().map(|a| key(a.audience)).collect::<Vec<_>>(), expected);
    }
});

store::both!(who_was_written_to_may_answer_that_one_person, |t: TestDb| async move {
    let world = World::new(t).await;
    let (ines, adou) = (world.person("ines"), world.person("adou"));
    assert!(!ines.may_write_to("adou").await, "a pupil does not write to the head first");
    let word = adou.write_to("2nde4:pupils", "Le lycée ferme à 17 h").await;
    assert!(matches!(ines.answers(word, &["adou"], "Merci").await, Sent::Delivered(_)));
    assert_eq!(ines.answers(word, &["lea"], "Et toi ?").await, Sent::Refused(Refusal::NotAllowed));
    assert!(!ines.may_write_to("adou").await, "the answer opened nothing else");
});

store::both!(what_one_may_not_read_cannot_be_answered, |t: TestDb| async move {
    let world = World::new(t).await;
    let (karim, roche) = (world.person("karim"), world.person("roche"));
    let private = world.person("ines").write_to("roche", "Une question personnelle").await;
    let unknown = Sent::Refused(Refusal::UnknownReply);
    assert_eq!(karim.answers(private, &["roche"], "Ah bon ?").await, unknown);
    assert_eq!(karim.answers(world.app.id(), &["roche"], "Rien").await, unknown, "the same as for what is not there");
    let held = roche.write_to("2nde4:pupils", "une bombe au gymnase").await;
    assert_eq!(karim.answers(held, &["roche"], "Quoi ?").await, unknown, "held: nobody has read it");
    let word = roche.write_to("karim", "À demain").await;
    world.desk().withdraws(word).await;
    assert_eq!(karim.answers(word, &["roche"], "À demain").await, unknown, "withdrawn");
});
