//! People who leave, and those who come back.

use actions::{
    import::Applied,
    testing::{EVENING, World},
};
use gateway::rosters::{self, Watch};
use model::Millis;
use store::{both, testing::TestDb};

use crate::{
    files::{Person, first_day},
    seen::{accounts, apply, belongs, found, import, memberships, ready},
};

both!(who_is_absent_from_a_full_export_has_left_and_keeps_the_past, |t: TestDb| async move {
    let world = World::empty(t, 1, EVENING);
    let folder = tempfile::tempdir().expect("a folder");
    let mut day = first_day();
    day.write(folder.path(), "Complet", "20250915");
    import(&world, folder.path()).await;
    world.advance(Millis::days(1));
    // Mia leaves with her father; hers was the last place of 3C.
    day.pupils.remove(2);
    day.guardians.remove(2);
    day.write(folder.path(), "Complet", "20250915");
    let preview = import(&world, folder.path()).await;
    assert_eq!((preview.pupils.closed, preview.guardians.closed, preview.sections.closed), (1, 1, 1));
    let db = &world.app.db;
    assert!(belongs(db, "Mia Rossi").await.is_empty() && belongs(db, "Ines Rossi").await.is_empty());
    assert!(found(db, "Collège des Tilleuls", "mia").await.is_empty());
    let states = accounts(db).await;
    assert_eq!((states["mia.rossi"].as_str(), states["ines.rossi"].as_str()), ("closed", "closed"));
    let mut tx = db.read().await.expect("reads");
    let past: Option<(i64,)> = tx
        .maybe("select count(*) from membership m join person p on p.id = m.person where p.given_name = $1", ("Mia",))
        .await
        .expect("read");
    assert_eq!(past, Some((3,)));
    drop(tx);

    // They come back: the same people, with the same names to sign in, and a password to choose anew.
    world.advance(Millis::days(1));
    first_day().write(folder.path(), "Complet", "20250915");
    let preview = import(&world, folder.path()).await;
    assert_eq!((preview.people().created, preview.pupils.changed, preview.guardians.changed), (0, 1, 1));
    assert_eq!(belongs(db, "Mia Rossi").await.len(), 3);
    assert_eq!(belongs(db, "Ines Rossi").await.len(), 3);
    let states = accounts(db).await;
    assert_eq!((states["mia.rossi"].as_str(), states.len()), ("provisioned", 10));
    assert_eq!(found(db, "Collège des Tilleuls", "mia").await, ["Mia Rossi"]);
});

both!(closing_more_than_a_tenth_asks_first, |t: TestDb| async move {
    let world = World::empty(t, 1, EVENING);
    let folder = tempfile::tempdir().expect("a folder");
    let mut day = first_day();
    day.write(folder.path(), "Complet", "20250915");
    import(&world, folder.path()).await;
    let before = memberships(&world.app.db).await;
    world.advance(Millis::days(1));
    day.pupils.truncate(2);
    day.write(folder.path(), "Complet", "20250915");
    let (id, preview) = ready(&world, folder.path()).await;
    let asked = preview.asks_confirmation.expect("two of ten is more than a tenth");
    assert_eq!((asked.closed, asked.of), (2, 10));
    let unconfirmed = rosters::apply(&world.app, id, false, &Watch::default(), &|_| {}).await.expect("answered");
    assert_eq!(unconfirmed, Applied::AsksConfirmation(asked));
    assert_eq!(memberships(&world.app.db).await, before);
    apply(&world, id).await;
    assert!(belongs(&world.app.db, "Noé N'Diaye").await.is_empty());
});

both!(files_of_one_school_close_nobody_of_another, |t: TestDb| async move {
    let world = World::empty(t, 1, EVENING);
    let folder = tempfile::tempdir().expect("a folder");
    let mut day = first_day();
    day.write(folder.path(), "Complet", "20250915");
    import(&world, folder.path()).await;
    world.advance(Millis::days(1));
    // The export of the collège alone: Noé of the lycée is not in it, nor is Ada, who left the collège.
    day.schools.truncate(1);
    day.pupils.truncate(3);
    day.staff.remove(0);
    day.write(folder.path(), "Complet", "20250915");
    let preview = import(&world, folder.path()).await;
    assert_eq!((preview.pupils.closed, preview.staff.closed), (0, 1));
    let db = &world.app.db;
    assert_eq!(belongs(db, "Noé N'Diaye").await.len(), 2);
    assert_eq!(belongs(db, "Ada Nguyễn").await, ["2NDE 4 – enseignants", "Tous les enseignants – Lycée des Aulnes"]);
    assert_eq!(accounts(db).await["ada.nguyen"], "provisioned");
});

both!(somebody_whose_record_is_refused_has_not_left, |t: TestDb| async move {
    let world = World::empty(t, 1, EVENING);
    let folder = tempfile::tempdir().expect("a folder");
    let mut day = first_day();
    day.write(folder.path(), "Complet", "20250915");
    import(&world, folder.path()).await;
    let before = memberships(&world.app.db).await;
    world.advance(Millis::days(1));
    day.pupils[0] = Person { family: "x".repeat(10_000), ..day.pupils[0].clone() };
    day.guardians[0] = Person { given: String::new(), ..day.guardians[0].clone() };
    day.write(folder.path(), "Complet", "20250915");
    let preview = import(&world, folder.path()).await;
    assert_eq!((preview.refused, preview.people().closed), (2, 0));
    assert_eq!(memberships(&world.app.db).await, before);
});
