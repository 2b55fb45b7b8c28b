//! Proof of self: an honest sender is through with one press, whoever stole the account sees no question.

use actions::{
    activate::{self, Activated},
    prove::{self, Answered, Asked},
    sheets,
    testing::{Judging, Tab, World},
};
use model::{
    Actor, MessageId, Millis, Profile, SectionId, containment::ContainmentReason, limits, message::State,
    proof::Answer, verdict::Outcome,
};
use store::testing::TestDb;

/// A message of karim's that is held for nothing plain.
async fn held(world: &World) -> MessageId {
    world.judge(Judging::Always(Outcome::Hold));
    let held = world.person("karim").write_to("roche", "Rendez-vous au portail demain, venez tous").await;
    world.judge(Judging::Words);
    world.advance(Millis::minutes(1));
    held
}

/// Karim in a browser of his own, known for a month.
async fn at_home(world: &World) -> (Tab, Actor) {
    let mut tab = world.person("karim").own_tab();
    assert!(tab.signs_in(world, "karim").await);
    let actor = tab.who(world).await.expect("signed in");
    (tab, actor)
}

async fn ask(world: &World, message: MessageId) -> Asked {
    prove::ask(&world.app, &world.desk().actor().await, message).await.expect("an answer")
}

async fn answer(world: &World, actor: &Actor, message: MessageId, answer: Answer) -> Answered {
    prove::answer(&world.app, actor, message, answer).await.expect("an answer")
}

async fn state(world: &World, message: MessageId) -> State {
    let mut tx = world.app.db.read().await.expect("reads");
    let found = store::message::get(&mut tx, message, world.person("karim").id).await.expect("reads");
    found.expect("the message").state
}

store::both!(an_honest_sender_is_through_with_one_press_and_nobody_reads_anything, |t: TestDb| async move {
    let world = World::new(t).await;
    let held = held(&world).await;
    let (tab, before) = at_home(&world).await;
    assert_eq!(prove::waiting(&world.app, &before).await.expect("an answer"), None);
    assert_eq!(ask(&world, held).await, Asked::Yes { until: world.now() + limits::PROOF_PATIENCE });
    assert_eq!(ask(&world, held).await, Asked::Already);
    let karim = tab.who(&world).await.expect("signed in");
    assert_eq!(prove::waiting(&world.app, &karim).await.expect("an answer"), Some(held));
    let question = prove::question(&world.app, &karim, held).await.expect("an answer").expect("a question");
    assert!(question.message.body.starts_with("Rendez-vous") && question.to == ["Anne Roche"]);
    assert_eq!(answer(&world, &karim, held, Answer::Mine).await, Answered::Released);
    assert!(world.person("roche").inbox().await.shows(held));
    assert_eq!(answer(&world, &karim, held, Answer::NotMine).await, Answered::NotFound, "one answer");
    let verbs: Vec<String> = world.journal().await.into_iter().map(|(verb, _)| verb).collect();
    assert!(verbs.contains(&"message.prove".to_owned()) && !verbs.contains(&"desk.reveal".to_owned()), "{verbs:?}");
    world.journal_verifies().await;
});

store::both!(a_thief_sees_no_question_and_answers_none, |t: TestDb| async move {
    let world = World::new(t).await;
    let held = held(&world).await;
    ask(&world, held).await;
    let mut thief = Tab::unknown();
    assert!(thief.signs_in(&world, "karim").await);
    let actor = thief.who(&world).await.expect("signed in with the right password");
    assert!(actor.proof_until.is_some(), "something is asked");
    assert_eq!(prove::waiting(&world.app, &actor).await.expect("an answer"), None, "and not of this device");
    assert!(prove::question(&world.app, &actor, held).await.expect("an answer").is_none());
    for said in [Answer::Mine, Answer::NotMine] {
        assert_eq!(answer(&world, &actor, held, said).await, Answered::NotFound);
    }
    for other in ["ines", "roche", "desk"] {
        let actor = world.person(other).actor().await;
        assert_eq!(answer(&world, &actor, held, Answer::Mine).await, Answered::NotFound, "{other}");
    }
    assert_eq!(state(&world, held).await, State::Held);
});

store::both!(who_disowns_a_message_has_their_account_contained_at_once, |t: TestDb| async move {
    let world = World::new(t).await;
    let held = held(&world).await;
    ask(&world, held).await;
    let (tab, karim) = at_home(&world).await;
    world.advance(Millis::seconds(1));
    assert_eq!(answer(&world, &karim, held, Answer::NotMine).await, Answered::Contained);
    assert_eq!(state(&world, held).await, State::Held);
    assert!(tab.who(&world).await.is_none(), "every session has ended");
    let list = actions::contained::list(&world.app, &world.desk().actor().await).await.expect("a list").list;
    assert_eq!((list.len(), list[0].reason), (1, ContainmentReason::Owner));
    assert!(!Tab::unknown().signs_in(&world, "karim").await, "the password has stopped holding");
    world.journal_verifies().await;
});

store::both!(a_plain_threat_is_not_let_out_by_its_sender_s_word, |t: TestDb| async move {
    let world = World::new(t).await;
    let threat = world.person("karim").write_to("roche", "une bombe demain").await;
    world.advance(Millis::minutes(1));
    ask(&world, threat).await;
    let (_, karim) = at_home(&world).await;
    assert_eq!(answer(&world, &karim, threat, Answer::Mine).await, Answered::Kept);
    assert_eq!(state(&world, threat).await, State::Held);
    let desk = world.desk().examines(threat).await.expect("a letter");
    assert_eq!(desk.proof.expect("asked").answer().map(|(answer, _)| answer), Some(Answer::Mine));
});

store::both!(a_question_ends_by_itself_and_leaves_the_message_to_the_desk, |t: TestDb| async move {
    let world = World::new(t).await;
    let held = held(&world).await;
    ask(&world, held).await;
    let (tab, _) = at_home(&world).await;
    world.advance(limits::PROOF_PATIENCE);
    let karim = tab.who(&world).await.expect("signed in");
    assert_eq!(prove::waiting(&world.app, &karim).await.expect("an answer"), None);
    assert_eq!(answer(&world, &karim, held, Answer::Mine).await, Answered::NotFound);
    assert_eq!(state(&world, held).await, State::Held);
});

store::both!(a_code_printed_since_makes_a_new_device_believed, |t: TestDb| async move {
    let world = World::new(t).await;
    let held = held(&world).await;
    ask(&world, held).await;
    world.advance(Millis::minutes(1));
    let section = SectionId(world.uuid("2nde4"));
    let roche = world.person("roche").actor().await;
    let printed = sheets::print(&world.app, &roche, section, Profile::Pupil).await.expect("printed");
    let code = printed.expect("her class").slips.into_iter().find(|slip| slip.login == "karim").expect("a slip").code;
    let mut tab = Tab::unknown();
    let form = activate::Activation { code: &code, password: "quatre mots bien choisis", browser: tab.browser() };
    let Activated::Yes(opened) = activate::activate(&world.app, &form).await.expect("an answer") else {
        panic!("the code opens the account")
    };
    tab.session = Some(opened.session.secret().to_owned());
    tab.device = opened.device.map(|device| device.secret().to_owned());
    world.advance(Millis::seconds(1));
    let karim = tab.who(&world).await.expect("signed in");
    assert_eq!(answer(&world, &karim, held, Answer::Mine).await, Answered::Released);
});

store::both!(the_desk_asks_about_what_is_held_and_not_too_often, |t: TestDb| async move {
    let world = World::new(t).await;
    let out = world.person("karim").write_to("roche", "Bonjour").await;
    assert_eq!(ask(&world, out).await, Asked::NotHeld);
    let first = held(&world).await;
    let elsewhere = world.person("desk25").actor().await;
    assert_eq!(prove::ask(&world.app, &elsewhere, first).await.expect("an answer"), Asked::NotFound);
    for _ in 0..limits::PROOFS_A_DAY_MAX {
        assert!(matches!(ask(&world, held(&world).await).await, Asked::Yes { .. }));
    }
    assert_eq!(ask(&world, first).await, Asked::TooMany);
});
