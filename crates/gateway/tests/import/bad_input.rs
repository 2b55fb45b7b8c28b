//! Files that are wrong: a clear sentence, and a directory that nothing has touched.

use std::{
    io::Write as _,
    path::Path,
    sync::atomic::{AtomicU32, Ordering},
};

use actions::{
    import::{self, Applied, Phase, Prepared, Progress},
    testing::{EVENING, World},
};
use gateway::rosters::{self, Options, Watch};
use model::{Millis, Uai, limits};
use store::{both, testing::TestDb};

use crate::{
    files::{Aaf, Person, School, document, first_day, person},
    seen::{import, preview, ready, refusals, size},
};

const PUPILS: &str = "ENT_9990000A_Complet_20250915_Eleve_0000.xml";

/// A directory of the first day, and the next day's files in a folder, spoiled.
async fn spoiled(t: TestDb, spoil: impl FnOnce(&Path)) -> (World, tempfile::TempDir, Vec<i64>) {
    let world = World::empty(t, 1, EVENING);
    let folder = tempfile::tempdir().expect("a folder");
    let mut day = first_day();
    day.write(folder.path(), "Complet", "20250915");
    import(&world, folder.path()).await;
    let before = size(&world.app.db).await;
    world.advance(Millis::days(1));
    day.pupils.push(Person::new("9", "Tom", "Roy").in_class("501", "3B"));
    day.write(folder.path(), "Complet", "20250915");
    spoil(folder.path());
    (world, folder, before)
}

/// The sentence with which a broken file stops everything.
async fn stops(world: &World, folder: &Path, before: &[i64]) -> String {
    let said = match rosters::detect(&[folder.to_owned()], &Options::default()) {
        Err(broken) => broken.to_string(),
        Ok(_) => match preview(world, folder).await {
            (id, Prepared::Broken(broken)) => {
                let applied = rosters::apply(&world.app, id, true, &Watch::default(), &|_| {}).await;
                assert_eq!(applied.expect("answered"), Applied::NoPlan);
                broken.to_string()
            }
            (_, other) => panic!("a broken file stops the import, not {other:?}"),
        },
    };
    assert_eq!(size(&world.app.db).await, before, "nothing was changed");
    said
}

fn edit(folder: &Path, change: impl FnOnce(String) -> String) {
    let path = folder.join(PUPILS);
    let text = std::fs::read_to_string(&path).expect("read");
    std::fs::write(&path, change(text)).expect("written");
}

both!(malformed_xml_stops_with_nothing_applied, |t: TestDb| async move {
    let (world, folder, before) =
        spoiled(t, |folder| edit(folder, |xml| xml.replacen("</attributes>", "</attribute>", 3))).await;
    let said = stops(&world, folder.path(), &before).await;
    assert!(said.contains(PUPILS) && said.contains("ligne") && said.contains("bien formé"), "{said}");
});

both!(a_truncated_file_stops_with_nothing_applied, |t: TestDb| async move {
    let (world, folder, before) = spoiled(t, |folder| edit(folder, |xml| xml[..xml.len() - 40].to_owned())).await;
    assert!(stops(&world, folder.path(), &before).await.contains("tronqué"));
});

both!(a_wrong_encoding_stops_with_nothing_applied, |t: TestDb| async move {
    let (world, folder, before) = spoiled(t, |folder| {
        let path = folder.join(PUPILS);
        let text = std::fs::read_to_string(&path).expect("read");
        let latin: Vec<u8> = text.chars().map(|c| u8::try_from(u32::from(c)).expect("Latin-1")).collect();
        std::fs::write(path, latin).expect("written");
    })
    .await;
    assert!(stops(&world, folder.path(), &before).await.contains("n'est pas en UTF-8"));
});

both!(a_dtd_with_entities_stops_with_nothing_applied, |t: TestDb| async move {
    let (world, folder, before) = spoiled(t, |folder| {
        edit(folder, |xml| {
            xml.replace("SYSTEM \"ficAlimMENESR.dtd\"", "[<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]")
        });
    })
    .await;
    assert!(stops(&world, folder.path(), &before).await.contains("DOCTYPE"));
});

both!(a_line_without_end_stops_with_nothing_applied, |t: TestDb| async move {
    let (world, folder, before) = spoiled(t, |folder| {
        let mut file = std::fs::File::create(folder.join(PUPILS)).expect("created");
        file.write_all(document("").replace("</ficAlimMENESR>\n", "").as_bytes()).expect("written");
        file.write_all(b"<addRequest><identifier><id>1</id></identifier><attributes><attr name=\"sn\"><value>")
            .expect("written");
        let block = vec![b'x'; 1 << 20];
        for _ in 0..64 {
            file.write_all(&block).expect("written");
        }
    })
    .await;
    assert!(stops(&world, folder.path(), &before).await.contains("1000000 octets"));
});

both!(a_file_that_is_no_roster_stops_with_nothing_applied, |t: TestDb| async move {
    let (world, folder, before) = spoiled(t, |folder| {
        std::fs::write(folder.join(PUPILS), "<html><body>Erreur 500</body></html>").expect("written");
    })
    .await;
    assert!(stops(&world, folder.path(), &before).await.contains("ce n'est pas un fichier AAF"));
    std::fs::write(folder.path().join(PUPILS), "").expect("written");
    assert!(stops(&world, folder.path(), &before).await.contains("vide"));
    std::fs::remove_file(folder.path().join(PUPILS)).expect("removed");
    std::fs::write(folder.path().join("notes.csv"), "élève;note\nZoé;12\n").expect("written");
    assert!(stops(&world, folder.path(), &before).await.contains("colonnes"));
    std::fs::write(folder.path().join("notes.csv"), b"PK\x03\x04\0\0\0").expect("written");
    assert!(stops(&world, folder.path(), &before).await.contains("pas un fichier de texte"));
});

both!(a_missing_part_of_a_full_export_stops_with_nothing_applied, |t: TestDb| async move {
    let (world, folder, before) = spoiled(t, |folder| {
        let second = PUPILS.replace("_0000.xml", "_0001.xml");
        std::fs::rename(folder.join(PUPILS), folder.join(second)).expect("renamed");
    })
    .await;
    assert!(stops(&world, folder.path(), &before).await.contains("partie 0000"));
});

both!(refused_records_are_listed_with_file_line_and_field, |t: TestDb| async move {
    let (world, folder, _) = spoiled(t, |folder| {
        let tom = Person { birth: "31/02/2012".into(), ..Person::new("9", "Tom", "Roy").in_class("501", "3B") };
        let long = Person { family: "x".repeat(10_000), ..Person::new("10", "Eva", "").in_class("501", "3B") };
        let lost = Person::new("7", "Max", "Roy").in_class("777", "3B");
        let orphan = Person::new("8", "Lou", "Roy").in_class("501", "3B").of(&["404"]);
        edit(folder, |xml| {
            let more: String = [tom, long, lost, orphan].iter().map(|p| person("Eleve", p)).collect();
            let end = xml.rfind("</ficAlimMENESR>").expect("the end");
            // Tom is there twice: the second record is refused as well.
            format!("{}{more}</ficAlimMENESR>\n", &xml[..end])
        });
    })
    .await;
    let (id, preview) = ready(&world, folder.path()).await;
    let refused = refusals(&world, id).await;
    assert_eq!(preview.refused as usize, refused.len());
    let told: Vec<(&str, &str)> = refused.iter().map(|r| (r.field.as_str(), r.value.as_str())).collect();
    assert!(told.contains(&("ENTPersonDateNaissance", "31/02/2012")), "{told:?}");
    assert!(
        told.iter().any(|(field, value)| *field == "sn" && value.starts_with("xxx") && value.len() < 100),
        "{told:?}"
    );
    assert!(told.contains(&("établissement", "777")), "{told:?}");
    assert!(told.contains(&("responsable", "404")), "{told:?}");
    assert!(told.contains(&("identifiant", "9")), "{told:?}");
    assert!(refused.iter().all(|r| &*r.place.file == PUPILS && r.place.line > 4 && !r.reason.is_empty()));
    // Tom, and Lou without the unknown guardian.
    assert_eq!(preview.pupils.created, 2);
});

both!(an_unknown_uai_and_a_wrong_check_letter_are_told, |t: TestDb| async move {
    let world = World::empty(t, 1, EVENING);
    let folder = tempfile::tempdir().expect("a folder");
    let mut day = first_day();
    let right = Uai::from_number(9_990_004);
    let letter = if right.as_str().ends_with('A') { 'B' } else { 'A' };
    let wrong = Uai::parse(&format!("{}{letter}", &right.as_str()[..7])).expect("shape is right");
    day.schools.push(School { number: "504", uai: wrong.clone(), name: "École du Lac", kind: "ECOLE" });
    day.write(folder.path(), "Complet", "20250915");
    let (_, preview) = ready(&world, folder.path()).await;
    assert!(preview.warnings[0].contains(wrong.as_str()), "{preview:?}");
    assert_eq!(preview.schools.created, 3);
    // Without the file of schools, nobody knows where these pupils are.
    std::fs::remove_file(folder.path().join("ENT_9990000A_Complet_20250915_EtabEducNat_0000.xml")).expect("removed");
    let (id, preview) = ready(&world, folder.path()).await;
    assert_eq!((preview.pupils.created, preview.staff.created), (0, 0));
    assert!(refusals(&world, id).await.iter().any(|r| r.reason.contains("importez d'abord")));
});

both!(a_transaction_dropped_after_any_step_leaves_everything_as_it_was, |t: TestDb| async move {
    let (world, folder, before) = spoiled(t, |_| {}).await;
    let (id, _) = ready(&world, folder.path()).await;
    let steps = AtomicU32::new(1);
    let mut step = 0;
    while step < steps.load(Ordering::Relaxed) {
        let watch = Watch::default();
        let tell = |progress: Progress| {
            assert_eq!(progress.phase, Phase::Applying);
            steps.store(progress.steps, Ordering::Relaxed);
            if progress.step == step {
                watch.stop();
            }
        };
        let stopped = rosters::apply(&world.app, id, true, &watch, &tell).await.expect("answered");
        assert_eq!(stopped, Applied::Stopped, "step {step}");
        assert_eq!(size(&world.app.db).await, before, "after step {step}");
        step += 1;
    }
    assert_eq!(step, 10);
    let applied = rosters::apply(&world.app, id, true, &Watch::default(), &|_| {}).await.expect("applied");
    assert!(matches!(applied, Applied::Done(_)));
    assert_ne!(size(&world.app.db).await, before);
});

both!(a_crash_in_the_middle_leaves_everything_as_it_was, |t: TestDb| async move {
    let (world, folder, before) = spoiled(t, |_| {}).await;
    let (id, _) = ready(&world, folder.path()).await;
    let app = world.app.clone();
    let crashed = tokio::spawn(async move {
        let tell = |progress: Progress| assert!(progress.step < 6, "the program crashes here");
        rosters::apply(&app, id, true, &Watch::default(), &tell).await
    });
    assert!(crashed.await.expect_err("crashed").is_panic());
    assert_eq!(size(&world.app.db).await, before);
    let applied = rosters::apply(&world.app, id, true, &Watch::default(), &|_| {}).await.expect("applied");
    assert!(matches!(applied, Applied::Done(_)));
});

both!(a_stop_leaves_everything_as_it_was, |t: TestDb| async move {
    let (world, folder, before) = spoiled(t, |_| {}).await;
    let found = rosters::detect(&[folder.path().to_owned()], &Options::default()).expect("rosters");
    let watch = Watch::default();
    watch.stop();
    let id = import::new_id(&world.app);
    let ended = rosters::preview(&world.app, id, &found.sets[0], None, &watch, &|_| {}).await.expect("answered");
    assert_eq!(ended, Prepared::Stopped);
    let (id, _) = ready(&world, folder.path()).await;
    let stopped = rosters::apply(&world.app, id, true, &watch, &|_| {}).await.expect("answered");
    assert_eq!(stopped, Applied::Stopped);
    assert_eq!(size(&world.app.db).await, before);
});

both!(a_flood_of_refusals_is_counted_and_bounded, |t: TestDb| async move {
    let world = World::empty(t, 1, EVENING);
    let folder = tempfile::tempdir().expect("a folder");
    let nobody = limits::IMPORT_REFUSALS_KEPT_MAX + 500;
    let pupils = (0..nobody).map(|n| Person::new(&n.to_string(), "", "Roy")).collect();
    Aaf { pupils, ..Aaf::default() }.write(folder.path(), "Complet", "20250915");
    let (id, preview) = ready(&world, folder.path()).await;
    assert_eq!(preview.refused as usize, nobody);
    let kept = import::refusals(&world.app, id, 0, 1 << 20).await.expect("read");
    assert_eq!(kept.len(), limits::IMPORT_REFUSALS_KEPT_MAX);
});
