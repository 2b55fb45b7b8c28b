//! One person under two keys.

use actions::testing::{EVENING, World};
use model::Millis;
use store::{both, testing::TestDb};

use crate::{
    files::{Person, first_day},
    seen::{accounts, affiliations, belongs, import},
};

both!(a_teacher_who_is_also_a_parent_is_one_person, |t: TestDb| async move {
    let world = World::empty(t, 1, EVENING);
    let folder = tempfile::tempdir().expect("a folder");
    let mut day = first_day();
    let awa =
        Person::new("29", "Awa", "N'Diaye").mail("Awa@mail.example").does("502$ENS$ENSEIGNEMENT$L1300$MATHEMATIQUES");
    day.staff.push(awa);
    // The same names without the same mail are another person.
    day.staff.push(Person::new("30", "Luc", "Le Goff").mail("autre@mail.example").does("502$ENS$ENSEIGNEMENT$-$-"));
    day.write(folder.path(), "Complet", "20250915");
    let preview = import(&world, folder.path()).await;
    assert_eq!(preview.recognised, 1);
    let db = &world.app.db;
    let states = accounts(db).await;
    assert!(states.contains_key("awa.n-diaye") && !states.contains_key("awa.n-diaye2"), "{states:?}");
    assert!(states.contains_key("luc.le-goff2"));
    let is: Vec<_> = affiliations(db)
        .await
        .into_iter()
        .filter(|(who, ..)| who == "Awa N'Diaye")
        .map(|(_, profile, school, _)| (profile, school))
        .collect();
    assert_eq!(is.len(), 3);
    assert!(is.contains(&("teacher".into(), "Lycée des Aulnes".into())));
    assert_eq!(belongs(db, "Awa N'Diaye").await.len(), 6);

    world.advance(Millis::days(1));
    let preview = import(&world, folder.path()).await;
    assert!(preview.is_quiet(), "{preview:?}");

    // She stops teaching, and is a parent still.
    world.advance(Millis::days(1));
    day.staff.truncate(3);
    day.write(folder.path(), "Complet", "20250915");
    import(&world, folder.path()).await;
    assert_eq!(belongs(db, "Awa N'Diaye").await.len(), 5);
    assert_eq!(accounts(db).await["awa.n-diaye"], "provisioned");
    assert_eq!(accounts(db).await["luc.le-goff2"], "closed");
});
