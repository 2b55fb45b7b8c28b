//! People who change class, school, guardian or name.

use actions::testing::{EVENING, World};
use model::Millis;
use store::{both, testing::TestDb};

use crate::{
    files::first_day,
    seen::{affiliations, belongs, found, guardianships, import, memberships},
};

both!(a_pupil_who_changes_class_keeps_the_past_and_joins_from_now, |t: TestDb| async move {
    let world = World::empty(t, 1, EVENING);
    let folder = tempfile::tempdir().expect("a folder");
    let mut day = first_day();
    day.write(folder.path(), "Complet", "20250915");
    import(&world, folder.path()).await;
    let joined = world.now();
    world.advance(Millis::days(1));
    day.pupils[0].classes = vec!["501$3C".into()];
    day.write(folder.path(), "Complet", "20250915");
    let preview = import(&world, folder.path()).await;
    assert_eq!((preview.people().changed, preview.people().closed, preview.people().created), (1, 0, 0));
    let db = &world.app.db;
    assert_eq!(belongs(db, "Zoé N'Diaye").await[0], "3C – élèves");
    assert_eq!(belongs(db, "Awa N'Diaye").await[1], "3C – responsables");
    assert!(!memberships(db).await.contains(&("Awa N'Diaye".into(), "3B – responsables".into())));
    let mut tx = db.read().await.expect("reads");
    let periods: Vec<(String, i64, i64)> = tx
        .all(
            "select a.label, m.since, m.until from membership m join person p on p.id = m.person \
             join audience a on a.id = m.audience where p.given_name = $1 and a.label like '3_ – élèves' order by 1",
            ("Zoé",),
        )
        .await
        .expect("read");
    let (left, never) = (world.now().0, Millis::NEVER.0);
    assert_eq!(periods, [("3B – élèves".to_owned(), joined.0, left), ("3C – élèves".to_owned(), left, never)]);
});

both!(a_guardian_who_loses_a_child_loses_what_came_with_it, |t: TestDb| async move {
    let world = World::empty(t, 1, EVENING);
    let folder = tempfile::tempdir().expect("a folder");
    let mut day = first_day();
    day.write(folder.path(), "Complet", "20250915");
    import(&world, folder.path()).await;
    world.advance(Millis::days(1));
    // Awa has no authority over Noé any more; Luc has now.
    day.pupils[3].guardians = vec!["12".into()];
    day.write(folder.path(), "Complet", "20250915");
    import(&world, folder.path()).await;
    let db = &world.app.db;
    assert!(!guardianships(db).await.contains(&("Awa".into(), "Noé".into())));
    assert!(belongs(db, "Awa N'Diaye").await.iter().all(|label| !label.contains("Lycée") && !label.contains("2NDE")));
    assert!(belongs(db, "Luc Le Goff").await.contains(&"2NDE 4 – responsables".to_owned()));
    assert!(
        !affiliations(db).await.iter().any(|(who, _, school, _)| who == "Awa N'Diaye" && school.starts_with("Lycée"))
    );
    // She is found in the lycée no more, and still in the collège.
    assert!(found(db, "Lycée des Aulnes", "awa").await.is_empty());
    assert_eq!(found(db, "Collège des Tilleuls", "awa").await, ["Awa N'Diaye"]);
});

both!(a_pupil_who_changes_school_takes_the_guardians_along, |t: TestDb| async move {
    let world = World::empty(t, 1, EVENING);
    let folder = tempfile::tempdir().expect("a folder");
    let mut day = first_day();
    day.write(folder.path(), "Complet", "20250915");
    import(&world, folder.path()).await;
    world.advance(Millis::days(1));
    day.pupils[1] = day.pupils[1].clone().in_class("502", "2NDE 4");
    day.write(folder.path(), "Complet", "20250915");
    import(&world, folder.path()).await;
    let db = &world.app.db;
    assert_eq!(belongs(db, "Ali Le Goff").await, ["2NDE 4 – élèves", "Tous les élèves – Lycée des Aulnes"]);
    assert_eq!(belongs(db, "Luc Le Goff").await, ["2NDE 4 – responsables", "Tous les responsables – Lycée des Aulnes"]);
    // 3B still has Zoé: it stays open.
    assert!(memberships(db).await.contains(&("Zoé N'Diaye".into(), "3B – élèves".into())));
});

both!(a_new_name_is_found_and_the_old_one_is_not, |t: TestDb| async move {
    let world = World::empty(t, 1, EVENING);
    let folder = tempfile::tempdir().expect("a folder");
    let mut day = first_day();
    day.write(folder.path(), "Complet", "20250915");
    import(&world, folder.path()).await;
    world.advance(Millis::days(1));
    day.staff[2].family = "Lefèvre".into();
    day.write(folder.path(), "Complet", "20250915");
    import(&world, folder.path()).await;
    let db = &world.app.db;
    assert_eq!(found(db, "Collège des Tilleuls", "lef").await, ["Paul Lefèvre"]);
    assert!(found(db, "Collège des Tilleuls", "petit").await.is_empty());
});
