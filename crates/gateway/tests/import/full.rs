//! A first import.

use actions::testing::{EVENING, World};
use store::{both, testing::TestDb};

use crate::{
    files::first_day,
    seen::{accounts, affiliations, belongs, found, guardianships, import, memberships},
};

both!(everybody_is_where_the_files_say, |t: TestDb| async move {
    let world = World::empty(t, 1, EVENING);
    let folder = tempfile::tempdir().expect("a folder");
    first_day().write(folder.path(), "Complet", "20250915");
    let preview = import(&world, folder.path()).await;
    assert_eq!((preview.schools.created, preview.sections.created), (2, 4));
    assert_eq!((preview.pupils.created, preview.guardians.created, preview.staff.created), (4, 3, 3));
    assert_eq!((preview.refused, preview.asks_confirmation), (0, None));

    let db = &world.app.db;
    assert_eq!(
        belongs(db, "Zoé N'Diaye").await,
        ["3B – élèves", "3LATIN – élèves", "Tous les élèves – Collège des Tilleuls"]
    );
    // A guardian is where the children are, in each of their schools.
    assert_eq!(
        belongs(db, "Awa N'Diaye").await,
        [
            "2NDE 4 – responsables",
            "3B – responsables",
            "3LATIN – responsables",
            "Tous les responsables – Collège des Tilleuls",
            "Tous les responsables – Lycée des Aulnes",
        ]
    );
    assert_eq!(
        belongs(db, "Ada Nguyễn").await,
        [
            "2NDE 4 – enseignants",
            "3B – enseignants",
            "Tous les enseignants – Collège des Tilleuls",
            "Tous les enseignants – Lycée des Aulnes",
        ]
    );
    assert_eq!(belongs(db, "Léa Haddad").await, ["Direction – Collège des Tilleuls"]);
    assert_eq!(belongs(db, "Paul Petit").await, ["Tous les personnels – Collège des Tilleuls"]);
    let expected = [("Awa", "Noé"), ("Awa", "Zoé"), ("Ines", "Mia"), ("Luc", "Ali")];
    assert_eq!(guardianships(db).await, expected.map(|(a, b)| (a.to_owned(), b.to_owned())).into());
    let all = affiliations(db).await;
    let is = |who: &str, profile: &str, school: &str| {
        all.iter().any(|(w, p, s, _)| (w.as_str(), p.as_str(), s.as_str()) == (who, profile, school))
    };
    assert!(is("Awa N'Diaye", "guardian", "Lycée des Aulnes") && is("Awa N'Diaye", "guardian", "Collège des Tilleuls"));
    assert!(is("Ada Nguyễn", "teacher", "Lycée des Aulnes") && is("Léa Haddad", "head", "Collège des Tilleuls"));
    assert!(!is("Luc Le Goff", "guardian", "Lycée des Aulnes"));
    assert_eq!(memberships(db).await.len(), (3 + 2 + 3 + 2) + (5 + 2 + 3) + (4 + 1 + 1));
    assert_eq!(accounts(db).await.get("ada.nguyen").map(String::as_str), Some("provisioned"));
    world.journal_verifies().await;
    assert!(
        world.journal().await.iter().any(|(verb, subject)| verb == "import.apply" && subject.starts_with("import/"))
    );
});

both!(people_and_classes_are_found_by_what_one_types, |t: TestDb| async move {
    let world = World::empty(t, 1, EVENING);
    let folder = tempfile::tempdir().expect("a folder");
    first_day().write(folder.path(), "Complet", "20250915");
    import(&world, folder.path()).await;
    let db = &world.app.db;
    for (typed, expected) in [
        ("ndi", "Zoé N'Diaye"),
        ("zoe n", "Zoé N'Diaye"),
        ("goff", "Luc Le Goff"),
        ("3b", "3B – enseignants"),
        ("3 b el", "3B – élèves"),
        ("prof", "3C – enseignants"),
        ("tous les resp", "Tous les responsables – Collège des Tilleuls"),
    ] {
        let found = found(db, "Collège des Tilleuls", typed).await;
        assert!(found.iter().any(|name| name == expected), "{typed}: {found:?}");
    }
    // Nobody of another school is found.
    assert!(found(db, "Collège des Tilleuls", "noe").await.is_empty());
    assert_eq!(found(db, "Lycée des Aulnes", "awa").await, ["Awa N'Diaye"]);
});
