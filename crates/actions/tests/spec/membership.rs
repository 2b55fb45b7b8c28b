//! Who belonged to an audience when a message was sent, and nobody else, reads it.

use actions::testing::World;
use model::{Millis, Profile};
use store::testing::TestDb;

async fn ines_changes_class(world: &World) {
    let mut directory = world.directory().await;
    directory.leave("ines", "2nde4", Profile::Pupil).await;
    directory.join("ines", "2nde5", Profile::Pupil).await;
    directory.save().await;
}

// Invariant 1
store::both!(a_pupil_who_changes_class_keeps_what_they_received_and_does_not_inherit, |t: TestDb| async move {
    let world = World::new(t).await;
    let (ines, adou) = (world.person("ines"), world.person("adou"));
    let old_class_before = adou.write_to("2nde4:pupils", "avant, 2nde 4").await;
    let new_class_before = adou.write_to("2nde5:pupils", "avant, 2nde 5").await;
    world.advance(Millis::days(1));
    ines_changes_class(&world).await;
    world.advance(Millis::days(1));
    let old_class_after = adou.write_to("2nde4:pupils", "après, 2nde 4").await;
    let new_class_after = adou.write_to("2nde5:pupils", "après, 2nde 5").await;
    let inbox = ines.inbox().await;
    assert!(inbox.shows(old_class_before) && inbox.shows(new_class_after));
    assert!(!inbox.shows(new_class_before) && !inbox.shows(old_class_after));
    assert!(ines.reads(old_class_before).await.is_some() && ines.reads(new_class_after).await.is_some());
    assert!(ines.reads(new_class_before).await.is_none() && ines.reads(old_class_after).await.is_none());
});

// Invariant 1
store::both!(at_the_moment_of_the_change_the_new_class_counts_and_the_old_one_does_not, |t: TestDb| async move {
    let world = World::new(t).await;
    let (ines, adou) = (world.person("ines"), world.person("adou"));
    world.advance(Millis::days(1));
    ines_changes_class(&world).await;
    let old_class = adou.write_to("2nde4:pupils", "au même instant, 2nde 4").await;
    let new_class = adou.write_to("2nde5:pupils", "au même instant, 2nde 5").await;
    world.advance(Millis(1));
    let inbox = ines.inbox().await;
    assert!(inbox.shows(new_class) && !inbox.shows(old_class));
    assert!(ines.reads(new_class).await.is_some() && ines.reads(old_class).await.is_none());
});

// Invariant 1
store::both!(a_held_message_goes_to_those_who_were_there_when_it_was_sent, |t: TestDb| async move {
    let world = World::new(t).await;
    let held = world.person("adou").write_to("2nde4:pupils", "exercice : explosif volcan de chimie").await;
    world.advance(Millis::days(1));
    ines_changes_class(&world).await;
    world.advance(Millis::days(1));
    let mut directory = world.directory().await;
    directory.pupil("nouveau", "Ilan", "Ferreira", "lycee", "2nde4").await;
    directory.save().await;
    world.desk().releases(held).await;
    assert!(world.person("ines").inbox().await.shows(held), "she was in the class when it was sent");
    assert!(world.person("ines").reads(held).await.is_some());
    assert!(!world.person("nouveau").inbox().await.shows(held), "he was not");
    assert!(world.person("nouveau").reads(held).await.is_none());
});

store::both!(who_comes_back_to_a_class_has_both_stays_and_not_what_was_between, |t: TestDb| async move {
    let world = World::new(t).await;
    let adou = world.person("adou");
    let mut letters = Vec::new();
    letters.push(adou.write_to("2nde4:pupils", "premier séjour").await);
    for back in [false, true] {
        world.advance(Millis::days(1));
        let mut directory = world.directory().await;
        if back {
            directory.join("ines", "2nde4", Profile::Pupil).await;
        } else {
            directory.leave("ines", "2nde4", Profile::Pupil).await;
        }
        directory.save().await;
        world.advance(Millis::days(1));
        letters.push(adou.write_to("2nde4:pupils", "plus tard").await);
    }
    let inbox = world.person("ines").inbox().await;
    let shown: Vec<bool> = letters.iter().map(|letter| inbox.shows(*letter)).collect();
    assert_eq!(shown, [true, false, true]);
});
