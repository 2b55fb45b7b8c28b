//! The invented académie of the demonstration, through the real importers.

use actions::testing::{EVENING, World};
use model::Millis;
use sample::Size;
use store::{both, testing::TestDb};

use crate::seen::{import, memberships};

const SEED: u64 = 20_240_320;

both!(the_sample_is_imported_without_a_refusal_and_twice_without_a_change, |t: TestDb| async move {
    let world = World::empty(t, 1, EVENING);
    let folder = tempfile::tempdir().expect("a folder");
    let written = sample::write(folder.path(), SEED, Size::Small).expect("written");
    let preview = import(&world, folder.path()).await;
    assert_eq!((preview.refused, preview.warnings.len()), (0, 0), "{preview:?}");
    let people = preview.people();
    assert!((2_000..3_000).contains(&people.created), "{people:?} of {written:?}");
    assert!(preview.recognised > 0, "teachers are parents too");
    world.advance(Millis::days(1));
    let before = memberships(&world.app.db).await;
    let preview = import(&world, folder.path()).await;
    assert!(preview.is_quiet(), "{preview:?}");
    assert_eq!(memberships(&world.app.db).await, before);
});

both!(the_delta_of_the_sample_changes_what_it_says, |t: TestDb| async move {
    let world = World::empty(t, 1, EVENING);
    let (full, delta) = (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder"));
    sample::write(full.path(), SEED, Size::Small).expect("written");
    import(&world, full.path()).await;
    world.advance(Millis::days(30));
    sample::write_delta(delta.path(), SEED).expect("written");
    let preview = import(&world, delta.path()).await;
    assert_eq!(preview.refused, 0, "{preview:?}");
    assert_eq!((preview.pupils.created, preview.guardians.created, preview.staff.closed), (1, 2, 1), "{preview:?}");
    assert!(preview.pupils.changed >= 2 && preview.asks_confirmation.is_none(), "{preview:?}");
    world.advance(Millis::days(1));
    assert!(import(&world, delta.path()).await.is_quiet());
});
