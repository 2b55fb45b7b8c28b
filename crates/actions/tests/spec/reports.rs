//! Reports: one adult or two pupils hold a message at once; a word of the school needs more.

use actions::{
    report::Reported,
    testing::{Judging, World},
};
use model::{MessageId, verdict::Outcome};
use store::testing::TestDb;

async fn shown(world: &World, readers: &[&str], message: MessageId) -> Vec<bool> {
    let mut all = Vec::new();
    for reader in readers {
        all.push(world.person(reader).inbox().await.shows(message));
    }
    all
}

/// A pupil's message that pupils and adults have.
async fn from_a_pupil(world: &World) -> MessageId {
    let ines = world.person("ines");
    let to = ["karim", "roche", "perrin", "farida"];
    actions::testing::accepted(ines.send(&ines.draft(&to, "Regardez", "Faites tourner")).await)
}

store::both!(one_pupil_s_report_is_kept_and_a_second_one_holds, |t: TestDb| async move {
    let world = World::new(t).await;
    let (lea, roche) = (world.person("lea"), world.person("roche"));
    let word = actions::testing::accepted(
        world.person("ines").send(&world.person("ines").draft(&["karim", "roche"], "Salut", "Faites tourner")).await,
    );
    assert_eq!(world.person("karim").reports(word).await, Reported::Kept);
    assert_eq!(world.person("karim").reports(word).await, Reported::Again, "one voice each");
    assert_eq!(lea.reports(word).await, Reported::NotFound, "she does not have it");
    assert!(roche.inbox().await.shows(word));
    assert_eq!(roche.reports(word).await, Reported::Held(0));
    assert_eq!(shown(&world, &["karim", "roche"], word).await, [false, false]);
    assert!(world.person("karim").reads(word).await.is_none());
});

// Invariant 1
store::both!(one_adult_s_report_holds_a_pupil_s_message_for_every_reader, |t: TestDb| async move {
    let world = World::new(t).await;
    for adult in ["roche", "perrin", "farida"] {
        let word = from_a_pupil(&world).await;
        assert_eq!(world.person(adult).reports(word).await, Reported::Held(0), "{adult}");
        assert_eq!(shown(&world, &["karim", "roche", "perrin", "farida"], word).await, [false; 4], "{adult}");
    }
});

store::both!(a_report_holds_the_near_copies_as_well, |t: TestDb| async move {
    let world = World::new(t).await;
    world.judge(Judging::Always(Outcome::Deliver));
    let text = "Personne ne va sortir vivant de ce lycée demain matin, vous êtes prévenus, tous.";
    let copy = world.person("karim").write_to("perrin", &text.replace('é', "e")).await;
    let word = world.person("ines").write_to("roche", text).await;
    assert_eq!(world.person("roche").reports(word).await, Reported::Held(1));
    assert!(!world.person("perrin").inbox().await.shows(copy));
});

store::both!(a_report_of_a_common_short_word_holds_no_other, |t: TestDb| async move {
    let world = World::new(t).await;
    let another = world.person("noe").write_to("lea", "Merci !").await;
    let reported = world.person("ines").write_to("roche", "Merci !").await;
    assert_eq!(world.person("roche").reports(reported).await, Reported::Held(0));
    assert!(world.person("lea").inbox().await.shows(another));
});

store::both!(a_copied_word_of_the_school_does_not_stop_the_original, |t: TestDb| async move {
    let world = World::new(t).await;
    world.judge(Judging::Always(Outcome::Deliver));
    let text = "Le lycée sera fermé vendredi toute la journée, les familles sont priées de garder leurs enfants.";
    let word = world.person("adou").write_to("2nde4:guardians", text).await;
    let copy = world.person("ines").write_to("karim", text).await;
    let more = world.person("ines").write_to("perrin", text).await;
    assert_eq!(world.person("karim").reports(copy).await, Reported::Kept);
    assert_eq!(world.person("perrin").reports(more).await, Reported::Held(1), "the copies of pupils");
    assert!(!world.person("karim").inbox().await.shows(copy));
    assert!(world.person("farida").inbox().await.shows(word), "the head's own word stays");
});

store::both!(a_word_of_the_school_is_not_stopped_by_one_reader, |t: TestDb| async move {
    let world = World::new(t).await;
    let word = world.person("adou").write_to("2nde4:guardians", "Le lycée est fermé demain").await;
    assert_eq!(world.person("farida").reports(word).await, Reported::Kept);
    assert!(world.person("sylvie").inbox().await.shows(word));
    assert_eq!(world.person("sylvie").reports(word).await, Reported::Held(0), "two adults");
    assert!(!world.person("paul").inbox().await.shows(word));
});

store::both!(one_reports_what_one_was_shown_and_nothing_of_one_s_own, |t: TestDb| async move {
    let world = World::new(t).await;
    let word = from_a_pupil(&world).await;
    assert_eq!(world.person("ines").reports(word).await, Reported::NotFound);
    assert_eq!(world.person("noe").reports(word).await, Reported::NotFound);
    assert_eq!(world.person("noe").reports(world.app.id()).await, Reported::NotFound);
    world.person("karim").inbox().await;
    world.desk().withdraws(word).await;
    assert_eq!(world.person("karim").reports(word).await, Reported::Kept, "he saw it before it went");
    assert_eq!(world.person("farida").reports(word).await, Reported::NotFound, "she never did");
});

store::both!(the_desk_sees_what_was_reported_and_may_release_it, |t: TestDb| async move {
    let world = World::new(t).await;
    let word = from_a_pupil(&world).await;
    world.person("karim").reports(word).await;
    world.person("roche").reports(word).await;
    let letter = world.desk().examines(word).await.expect("a letter");
    assert_eq!(letter.reports, (1, 1), "adults and pupils");
    world.desk().releases(word).await;
    assert_eq!(shown(&world, &["karim", "roche"], word).await, [true, true]);
});
