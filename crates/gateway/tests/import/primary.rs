//! A primary school by its ONDE files, and the open directory of schools.

use std::path::Path;

use actions::{
    import::{self, Prepared},
    testing::{EVENING, World},
};
use gateway::rosters::{self, Options, Watch};
use model::{Millis, Uai};
use store::{both, testing::TestDb};

use crate::{
    files::first_day,
    seen::{accounts, affiliations, belongs, guardianships, import, ready, refusals},
};

fn uai() -> Uai {
    Uai::from_number(9_990_003)
}

fn write_annuaire(folder: &Path) {
    let text = format!(
        "Identifiant_de_l_etablissement;Nom_etablissement;Type_etablissement;Statut_public_prive;Adresse_1;Code_postal;\
         Nom_commune;Code_departement;Code_academie;Libelle_academie;Libelle_departement;latitude;longitude;etat\n\
         {};École des Mésanges;Ecole;Public;1 place du Puits;99100;Valombre;099;99;Valombre;Haute-Valombre;45.1;4.2;OUVERT\n\
         {};Collège des Tilleuls;Collège;Public;2 rue Haute;99100;Valombre;099;99;Valombre;Haute-Valombre;;;OUVERT\n",
        uai(),
        Uai::from_number(9_990_001),
    );
    std::fs::write(folder.join("annuaire.csv"), text).expect("written");
}

fn write_onde(folder: &Path, pupils: &str, guardians: &str) {
    let folder = folder.join(format!("ecole-{}", uai()));
    std::fs::create_dir_all(&folder).expect("a folder");
    let write = |name: &str, text: String| {
        // Latin-1, as many exports still are.
        let bytes: Vec<u8> = text.chars().map(|c| u8::try_from(u32::from(c)).expect("Latin-1")).collect();
        std::fs::write(folder.join(name), bytes).expect("written");
    };
    write(
        "CSVExtraction-eleves.csv",
        format!(
            "\"Nom Elève\";\"Nom d'usage Elève\";\"Prénom Elève\";\"Date naissance\";\"Sexe\";\"Niveau\";\"Classe\"\n{pupils}"
        ),
    );
    write(
        "CSVExtraction-responsables.csv",
        format!(
            "Nom responsable;Prénom responsable;Courriel;Nom de famille enfant 1;Prénom enfant 1;Classe enfant 1\n{guardians}"
        ),
    );
    write(
        "CSVExtraction-enseignants.csv",
        "Civilité;Nom usage;Nom;Prénom;Courriel;Directeur;Classe\nMme;;Haddad;Mona;;Oui;CE1 A\n".to_owned(),
    );
}

const PUPILS: &str = "N'Diaye;;Éva;12/05/2017;F;CE1;CE1 A\nRossi;;Leo;01/02/2018;M;CP;CP B\n";
const GUARDIANS: &str = "N'Diaye;Awa;awa@mail.example;N'DIAYE;Eva;CE1 A\nRossi;Ines;;Rossi;Leo;CP B\n";

both!(a_primary_school_is_imported_with_the_rest_and_parents_are_recognised, |t: TestDb| async move {
    let world = World::empty(t, 1, EVENING);
    let folder = tempfile::tempdir().expect("a folder");
    write_annuaire(folder.path());
    write_onde(folder.path(), PUPILS, GUARDIANS);
    first_day().write(folder.path(), "Complet", "20250915");
    let preview = import(&world, folder.path()).await;
    assert_eq!(preview.refused, 0, "{preview:?}");
    assert_eq!((preview.schools.created, preview.pupils.created, preview.recognised), (3, 6, 1));
    let db = &world.app.db;
    // Awa has children in three schools and one account; Ines gave no mail, and stays two people.
    assert_eq!(affiliations(db).await.iter().filter(|(who, ..)| who == "Awa N'Diaye").count(), 3);
    let states = accounts(db).await;
    assert!(!states.contains_key("awa.n-diaye2") && states.contains_key("ines.rossi2"), "{states:?}");
    assert!(guardianships(db).await.contains(&("Awa".into(), "Éva".into())));
    assert_eq!(belongs(db, "Éva N'Diaye").await, ["CE1 A – élèves", "Tous les élèves – École des Mésanges"]);
    assert_eq!(
        belongs(db, "Mona Haddad").await,
        ["CE1 A – enseignants", "Direction – École des Mésanges", "Tous les enseignants – École des Mésanges"]
    );
    let mut tx = db.read().await.expect("reads");
    let place: Option<(String, i64, String)> = tx
        .maybe("select address, academie, departement from school where uai = $1", (Uai::from_number(9_990_001),))
        .await
        .expect("read");
    assert_eq!(place, Some(("2 rue Haute".to_owned(), 99, "099".to_owned())));
    drop(tx);
    world.advance(Millis::days(1));
    let preview = import(&world, folder.path()).await;
    assert!(preview.is_quiet(), "{preview:?}");
});

both!(a_primary_school_changes_without_touching_the_others, |t: TestDb| async move {
    let world = World::empty(t, 1, EVENING);
    let (all, onde) = (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder"));
    write_annuaire(all.path());
    write_onde(all.path(), PUPILS, GUARDIANS);
    first_day().write(all.path(), "Complet", "20250915");
    import(&world, all.path()).await;
    world.advance(Millis::days(1));
    // Éva leaves the school; her mother is a parent at the collège and the lycée still.
    write_onde(onde.path(), "Rossi;;Leo;01/02/2018;M;CE1;CE1 A\n", "Rossi;Ines;;Rossi;Leo;CE1 A\n");
    let preview = import(&world, onde.path()).await;
    assert_eq!((preview.pupils.closed, preview.guardians.closed, preview.pupils.changed), (1, 1, 1));
    let db = &world.app.db;
    assert_eq!(belongs(db, "Awa N'Diaye").await.len(), 5);
    assert!(!guardianships(db).await.contains(&("Awa".into(), "Éva".into())));
    assert!(guardianships(db).await.contains(&("Awa".into(), "Zoé".into())));
    assert_eq!(belongs(db, "Leo Rossi").await[0], "CE1 A – élèves");
    assert_eq!(accounts(db).await["eva.n-diaye"], "closed");
    assert_eq!(accounts(db).await["awa.n-diaye"], "provisioned");
});

both!(an_onde_school_that_nobody_knows_is_refused_with_what_to_do, |t: TestDb| async move {
    let world = World::empty(t, 1, EVENING);
    let folder = tempfile::tempdir().expect("a folder");
    write_onde(folder.path(), PUPILS, GUARDIANS);
    let (id, preview) = ready(&world, folder.path()).await;
    assert!(preview.pupils.is_quiet() && preview.staff.is_quiet());
    let refused = refusals(&world, id).await;
    assert!(refused[0].reason.contains("Annuaire de l'éducation") && refused[0].value == uai().as_str(), "{refused:?}");
});

#[test]
fn onde_files_that_name_no_school_ask_for_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("CSVExtraction-eleves.csv");
    std::fs::write(&path, "Nom Elève;Prénom Elève;Classe\nRoy;Zoé;CP\n").expect("written");
    let broken = rosters::detect(std::slice::from_ref(&path), &Options::default()).expect_err("no school");
    assert!(broken.reason.contains("--uai"), "{broken}");
    let options = Options { uai: Some(uai()), complete: false };
    assert_eq!(rosters::detect(&[path], &options).expect("detected").sets.len(), 1);
}

both!(guardians_without_their_pupils_are_not_guessed, |t: TestDb| async move {
    let world = World::empty(t, 1, EVENING);
    let folder = tempfile::tempdir().expect("a folder");
    write_onde(folder.path(), PUPILS, GUARDIANS);
    std::fs::remove_file(folder.path().join(format!("ecole-{}", uai())).join("CSVExtraction-eleves.csv"))
        .expect("removed");
    let found = rosters::detect(&[folder.path().to_owned()], &Options::default()).expect("rosters");
    let id = import::new_id(&world.app);
    let ended = rosters::preview(&world.app, id, &found.sets[0], None, &Watch::default(), &|_| {}).await;
    let Prepared::Broken(broken) = ended.expect("answered") else { panic!("the pupils are missing") };
    assert!(broken.reason.contains("CSVExtraction-eleves.csv"), "{broken}");
});

both!(a_parent_stays_the_same_when_another_of_the_same_name_comes, |t: TestDb| async move {
    let world = World::empty(t, 1, EVENING);
    let folder = tempfile::tempdir().expect("a folder");
    write_annuaire(folder.path());
    write_onde(folder.path(), PUPILS, GUARDIANS);
    import(&world, folder.path()).await;
    world.advance(Millis::days(1));
    // Another Awa N'Diaye, of another child: the first is told apart by her mail from now on, and keeps her account.
    let pupils = format!("{PUPILS}Sow;;Ali;03/04/2017;M;CE1;CE1 A\n");
    let guardians = format!("{GUARDIANS}N'Diaye;Awa;autre@mail.example;Sow;Ali;CE1 A\n");
    write_onde(folder.path(), &pupils, &guardians);
    let preview = import(&world, folder.path()).await;
    assert_eq!((preview.recognised, preview.guardians.created), (1, 1), "{preview:?}");
    let db = &world.app.db;
    let states = accounts(db).await;
    assert_eq!((states["awa.n-diaye"].as_str(), states["awa.n-diaye2"].as_str()), ("provisioned", "provisioned"));
    let mut tx = db.read().await.expect("reads");
    let children: Vec<(String, String)> = tx
        .all(
            "select a.login, p.given_name from guardianship g join account a on a.person = g.guardian \
             join person p on p.id = g.pupil where g.until = $1 order by 1, 2",
            (Millis::NEVER,),
        )
        .await
        .expect("read");
    let expected = [("awa.n-diaye", "Éva"), ("awa.n-diaye2", "Ali"), ("ines.rossi", "Leo")];
    assert_eq!(children, expected.map(|(login, child)| (login.to_owned(), child.to_owned())));
    drop(tx);
    world.advance(Millis::days(1));
    assert!(import(&world, folder.path()).await.is_quiet());
});
