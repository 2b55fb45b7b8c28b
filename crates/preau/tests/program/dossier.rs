//! Evidence packs by the console: made, checked offline, refused once a byte is changed.

use actions::testing::World;
use store::{both, testing::TestDb};

use crate::{place::Place, process::preau};

both!(a_pack_is_made_by_the_console_checked_offline_and_refused_after_a_change, |t: TestDb| async move {
    let world = World::new(t).await;
    let message = world.person("ines").write_to("roche", "Bonjour").await.to_string();
    let place = Place::of(world).await;
    let (data, database) = (place.data().to_str().expect("plain text"), place.database());
    let out = place.data().join("pack");
    let out = out.to_str().expect("plain text");
    let make = |more: &[&str]| {
        let order = ["dossier", "message", &message, "--data", data, "--database", database, "--out", out];
        preau(&[&order, more].concat())
    };
    let refused = make(&["--variant", "family", "--for", "Mme Benali", "--reason", "Audition"]);
    assert!(refused.code == 1 && refused.err.contains("--child"), "{refused:?}");
    let order = ["--variant", "police", "--for", "Commissariat", "--reason", "Plainte"];
    let made = make(&order);
    assert_eq!(made.code, 0, "{made:?}");
    let again = make(&order);
    assert!(again.code == 1 && again.err.contains(out), "an existing folder is left alone: {again:?}");

    let checked = preau(&["dossier", "verify", out, "--data", data]);
    assert_eq!(checked.code, 0, "{checked:?}");
    assert!(checked.out.contains("celle du service") && checked.out.contains("Le dossier est intact"), "{checked:?}");
    let elsewhere = tempfile::tempdir().expect("a folder");
    let elsewhere = preau(&["dossier", "verify", out, "--data", elsewhere.path().to_str().expect("plain text")]);
    assert!(elsewhere.code == 0 && elsewhere.out.contains("comparez-la"), "without the service: {elsewhere:?}");

    let letter = place.data().join("pack/data/02_messages/000001.eml");
    let mut bytes = std::fs::read(&letter).expect("the letter");
    bytes[9] ^= 1;
    std::fs::write(&letter, bytes).expect("changed");
    let refused = preau(&["dossier", "verify", out, "--data", data]);
    assert_eq!(refused.code, 1, "{refused:?}");
    assert!(refused.out.contains("data/02_messages/000001.eml a été modifié"), "{refused:?}");
    let nothing = preau(&["dossier", "verify", data, "--data", data]);
    assert!(nothing.code == 1 && nothing.err.contains("bagit.txt"), "{nothing:?}");
});
