//! Messages that are sent later: judged when they leave, once, and only if their author still may.

use actions::{
    schedule::{self, Scheduled},
    send_later,
    testing::{Judging, World},
    write,
};
use model::{
    Actor, DraftId, Millis, draft::Draft, epoch::EpochKind, limits, message::Refusal, territory::Scope,
    verdict::Outcome,
};
use store::{draft::SavedDraft, epoch::NewEpoch, fault, testing::TestDb};

const LATER: Millis = Millis::hours(11);

/// A draft of this person's, saved, and what it reads as.
async fn saved(world: &World, who: &str, to: &str, body: &str) -> (Actor, DraftId, Draft) {
    let person = world.person(who);
    let actor = person.actor().await;
    let letter = person.draft(&[to], "Objet", body);
    let id = world.app.id::<DraftId>();
    let draft = SavedDraft {
        id,
        in_reply_to: None,
        subject: "Objet".to_owned(),
        body: body.to_owned(),
        to: letter.to.clone(),
        updated_at: Millis(0),
    };
    write::save(&world.app, &actor, draft).await.expect("saved");
    (actor, id, letter)
}

/// The same, asked to be sent later.
async fn scheduled(world: &World, who: &str, to: &str, body: &str) -> (Actor, DraftId) {
    let (actor, id, letter) = saved(world, who, to, body).await;
    let at = world.app.now() + LATER;
    let answer = schedule::schedule(&world.app, &actor, id, &letter, at).await.expect("an answer");
    assert_eq!(answer, Scheduled::Yes(at));
    (actor, id)
}

async fn received(world: &World, who: &str) -> usize {
    world.person(who).inbox().await.0.rows.len()
}

/// Why the author's one draft was not sent.
async fn refused(world: &World, author: &Actor) -> Option<Refusal> {
    write::listed(&world.app, author).await.expect("drafts").into_iter().find_map(|listed| listed.refused)
}

store::both!(a_message_leaves_at_its_time_and_not_before, |t: TestDb| async move {
    let world = World::new(t).await;
    let (actor, id) = scheduled(&world, "roche", "ines", "À demain").await;
    let listed = write::listed(&world.app, &actor).await.expect("drafts");
    assert_eq!(listed[0].send_at, Some(world.app.now() + LATER));
    world.advance(LATER - Millis(1));
    world.run_jobs().await;
    assert_eq!(received(&world, "ines").await, 0);
    world.advance(Millis(1));
    world.run_jobs().await;
    assert_eq!(received(&world, "ines").await, 1);
    assert!(write::draft(&world.app, &actor, id).await.expect("an answer").is_none(), "it is no draft any more");
    let verbs: Vec<String> = world.journal().await.into_iter().map(|(verb, _)| verb).collect();
    assert_eq!(verbs, ["message.schedule", "message.send"]);
});

store::both!(it_is_judged_when_it_leaves, |t: TestDb| async move {
    let world = World::new(t).await;
    world.judge(Judging::Always(Outcome::Deliver));
    scheduled(&world, "karim", "ines", "Un texte").await;
    // What the night has taught.
    world.judge(Judging::Always(Outcome::Hold));
    world.advance(LATER);
    world.run_jobs().await;
    assert_eq!(received(&world, "ines").await, 0, "held");
    let verbs: Vec<String> = world.journal().await.into_iter().map(|(verb, _)| verb).collect();
    assert_eq!(verbs.last().map(String::as_str), Some("message.send"));
});

store::both!(it_may_be_cancelled_and_a_changed_draft_waits_for_no_time, |t: TestDb| async move {
    let world = World::new(t).await;
    let (actor, cancelled) = scheduled(&world, "roche", "ines", "Un").await;
    let (_, changed) = scheduled(&world, "roche", "ines", "Deux").await;
    let (_, thrown) = scheduled(&world, "roche", "ines", "Trois").await;
    let other = world.person("ines").actor().await;
    assert!(!schedule::cancel(&world.app, &other, cancelled).await.expect("an answer"), "it is not hers");
    assert!(schedule::cancel(&world.app, &actor, cancelled).await.expect("an answer"));
    assert!(!schedule::cancel(&world.app, &actor, cancelled).await.expect("an answer"), "it was cancelled");
    let (draft, _) = write::draft(&world.app, &actor, changed).await.expect("an answer").expect("hers");
    write::save(&world.app, &actor, SavedDraft { body: "Autre".to_owned(), ..draft }).await.expect("saved");
    assert!(write::discard(&world.app, &actor, thrown).await.expect("an answer"));
    world.advance(LATER);
    world.run_jobs().await;
    assert_eq!(received(&world, "ines").await, 0);
    assert_eq!(write::drafts(&world.app, &actor).await.expect("drafts").len(), 2);
});

store::both!(it_may_be_put_off, |t: TestDb| async move {
    let world = World::new(t).await;
    let (actor, id, letter) = saved(&world, "roche", "ines", "À demain").await;
    for hours in [1, 5] {
        let at = world.app.now() + Millis::hours(hours);
        schedule::schedule(&world.app, &actor, id, &letter, at).await.expect("an answer");
    }
    world.advance(Millis::hours(1));
    world.run_jobs().await;
    assert_eq!(received(&world, "ines").await, 0);
    world.advance(Millis::hours(4));
    world.run_jobs().await;
    assert_eq!(received(&world, "ines").await, 1);
});

// Invariant 6
store::both!(what_a_thief_left_behind_does_not_outlive_a_reset, |t: TestDb| async move {
    let world = World::new(t).await;
    let (actor, id) = scheduled(&world, "karim", "ines", "Un texte").await;
    world.advance(Millis::hours(1));
    reset(&world, "karim").await;
    world.advance(LATER);
    world.run_jobs().await;
    assert_eq!(received(&world, "ines").await, 0);
    assert!(write::draft(&world.app, &actor, id).await.expect("an answer").is_some(), "it is kept, and says so");
    assert_eq!(refused(&world, &actor).await, Some(Refusal::NotAllowed));
    assert!(world.journal().await.iter().any(|(verb, _)| verb == "message.not_sent"));
});

/// Ends every session of a person's.
async fn reset(world: &World, who: &str) {
    let (id, now) = (world.app.id(), world.app.now());
    let scope = Scope::Person(world.uuid(who).into());
    let mut tx = world.app.db.begin().await.expect("begins");
    store::epoch::set(&mut tx, &NewEpoch::of(id, &scope, EpochKind::Sessions, now, "compte volé")).await.expect("set");
    tx.commit().await.expect("kept");
}

store::both!(who_may_not_write_any_more_when_the_time_comes_does_not, |t: TestDb| async move {
    let world = World::new(t).await;
    let (actor, _) = scheduled(&world, "karim", "ines", "Un texte").await;
    world.advance(Millis::hours(1));
    let mut directory = world.directory().await;
    directory.leave("karim", "2nde4", model::Profile::Pupil).await;
    directory.save().await;
    world.advance(LATER);
    world.run_jobs().await;
    assert_eq!(received(&world, "ines").await, 0);
    assert_eq!(refused(&world, &actor).await, Some(Refusal::NotAllowed));
});

store::both!(a_time_that_cannot_be_is_refused, |t: TestDb| async move {
    let world = World::new(t).await;
    let (actor, id, letter) = saved(&world, "roche", "ines", "À demain").await;
    let now = world.app.now();
    for (at, expected) in [
        (now, Scheduled::Past),
        (now - Millis::days(1), Scheduled::Past),
        (now + limits::SCHEDULE_AHEAD_MAX + Millis(1), Scheduled::TooFar),
    ] {
        assert_eq!(schedule::schedule(&world.app, &actor, id, &letter, at).await.expect("an answer"), expected);
    }
    let karim = world.person("karim").actor().await;
    let later = now + LATER;
    let answer = schedule::schedule(&world.app, &karim, id, &letter, later).await.expect("an answer");
    assert_eq!(answer, Scheduled::NotTheirs);
    let (actor, id, letter) = saved(&world, "karim", "2nde4:pupils", "À tous").await;
    let answer = schedule::schedule(&world.app, &actor, id, &letter, later).await.expect("an answer");
    assert_eq!(answer, Scheduled::Refused(Refusal::NotAllowed), "what may not be sent now is said at once");
});

store::both!(wherever_the_program_dies_it_is_sent_once, |t: TestDb| async move {
    let world = World::new(t).await;
    let (actor, id) = scheduled(&world, "roche", "ines", "À demain").await;
    world.advance(LATER);
    let mut deaths = 0;
    while fault::cut_at(deaths + 1, send_later::run(&world.app, id)).await.is_none() {
        deaths += 1;
        assert!(deaths < 200, "it does not end");
    }
    assert!(deaths > 10, "{deaths} statements");
    send_later::run(&world.app, id).await.expect("once more changes nothing");
    world.run_jobs().await;
    assert_eq!(received(&world, "ines").await, 1);
    assert!(write::drafts(&world.app, &actor).await.expect("drafts").is_empty());
    world.journal_verifies().await;
});
