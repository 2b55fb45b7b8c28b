//! The same files again, and deltas.

use actions::{
    import::Applied,
    testing::{EVENING, World},
};
use gateway::rosters::{self, Watch};
use model::Millis;
use store::{both, testing::TestDb};

use crate::{
    files::{Aaf, Person, attribute, document, first_day, modification},
    seen::{belongs, import, memberships, ready, refusals, size},
};

both!(the_same_files_twice_change_nothing_and_say_so, |t: TestDb| async move {
    let world = World::empty(t, 1, EVENING);
    let folder = tempfile::tempdir().expect("a folder");
    first_day().write(folder.path(), "Complet", "20250915");
    import(&world, folder.path()).await;
    let (before, sizes) = (memberships(&world.app.db).await, size(&world.app.db).await);
    world.advance(Millis::days(1));
    let preview = import(&world, folder.path()).await;
    assert!(preview.is_quiet(), "{preview:?}");
    assert_eq!((preview.people().unchanged, preview.schools.unchanged, preview.sections.unchanged), (10, 2, 4));
    assert_eq!(memberships(&world.app.db).await, before);
    assert_eq!(size(&world.app.db).await, sizes);
});

both!(a_preview_changes_nothing, |t: TestDb| async move {
    let world = World::empty(t, 1, EVENING);
    let folder = tempfile::tempdir().expect("a folder");
    first_day().write(folder.path(), "Complet", "20250915");
    let (_, preview) = ready(&world, folder.path()).await;
    assert_eq!(preview.pupils.created, 4);
    assert_eq!(size(&world.app.db).await, [0; 7]);
});

both!(a_plan_is_applied_once_and_only_while_it_is_the_newest, |t: TestDb| async move {
    let world = World::empty(t, 1, EVENING);
    let folder = tempfile::tempdir().expect("a folder");
    first_day().write(folder.path(), "Complet", "20250915");
    let (older, _) = ready(&world, folder.path()).await;
    let (newer, _) = ready(&world, folder.path()).await;
    let apply = async |id| rosters::apply(&world.app, id, true, &Watch::default(), &|_| {}).await.expect("answered");
    assert_eq!(apply(older).await, Applied::NoPlan);
    assert!(matches!(apply(newer).await, Applied::Done(_)));
    assert_eq!(apply(newer).await, Applied::NoPlan);
    assert_eq!(size(&world.app.db).await[0], 10);
});

both!(a_delta_changes_only_what_it_speaks_of, |t: TestDb| async move {
    let world = World::empty(t, 1, EVENING);
    let (full, delta) = (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder"));
    first_day().write(full.path(), "Complet", "20250915");
    import(&world, full.path()).await;
    world.advance(Millis::days(1));
    let day = Aaf {
        pupils: vec![Person::new("5", "Kim", "Da Silva").in_class("501", "3C").of(&["14"])],
        guardians: vec![Person::new("14", "Rui", "Da Silva")],
        gone: [vec!["2".into()], vec![], vec![]],
        ..Aaf::default()
    };
    day.write(delta.path(), "Delta", "20250916");
    // Mia changes class; the rest of her record stays.
    let body = modification("Eleve", "3", &attribute("ENTEleveClasses", &["501$3B".to_owned()]));
    std::fs::write(delta.path().join("ENT_9990000A_Delta_20250916_Eleve_0001.xml"), document(&body)).expect("written");
    let preview = import(&world, delta.path()).await;
    assert_eq!((preview.pupils.created, preview.pupils.changed, preview.pupils.closed), (1, 1, 1));
    assert_eq!(preview.guardians.created, 1);
    let db = &world.app.db;
    assert_eq!(
        belongs(db, "Mia Rossi").await,
        ["3B – élèves", "3LATIN – élèves", "Tous les élèves – Collège des Tilleuls"]
    );
    assert_eq!(belongs(db, "Ines Rossi").await[0], "3B – responsables");
    assert_eq!(belongs(db, "Kim Da Silva").await.len(), 2);
    assert_eq!(belongs(db, "Rui Da Silva").await.len(), 2);
    assert!(belongs(db, "Ali Le Goff").await.is_empty() && belongs(db, "Luc Le Goff").await.is_empty());
    // Those of whom it does not speak are where they were.
    assert_eq!(belongs(db, "Ada Nguyễn").await.len(), 4);

    world.advance(Millis::days(1));
    let before = memberships(db).await;
    let preview = import(&world, delta.path()).await;
    assert!(preview.is_quiet(), "{preview:?}");
    assert_eq!(memberships(db).await, before);
});

both!(a_delta_about_nobody_is_refused, |t: TestDb| async move {
    let world = World::empty(t, 1, EVENING);
    let folder = tempfile::tempdir().expect("a folder");
    let body = modification("Eleve", "99", &attribute("sn", &["Roy".to_owned()]));
    std::fs::write(folder.path().join("ENT_X_Delta_20250916_Eleve_0000.xml"), document(&body)).expect("written");
    let (id, preview) = ready(&world, folder.path()).await;
    assert!(preview.is_quiet());
    assert!(refusals(&world, id).await[0].reason.contains("personne inconnue"));
});
