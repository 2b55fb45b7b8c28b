//! Files that came through the pages, read by the worker.

use actions::{
    import::{self, Preview, upload},
    testing::World,
};
use model::{ImportId, Uai};
use store::{both, testing::TestDb};

const PUPILS: &str = "Nom Elève;Prénom Elève;Date naissance;Classe\nRoy;Zoé;04/03/2016;CP\n";
const LIST: &str =
    "Identifiant_de_l_etablissement;Nom_etablissement;Type_etablissement;Code_departement;Code_academie\n";

/// What became of an upload of these files, read by the worker.
async fn read(world: &World, files: &[(&str, String)], uai: Option<&Uai>) -> (ImportId, store::roster::run::Run) {
    let operator = world.person("operator").actor().await;
    let mut uploaded = Vec::new();
    for (name, text) in files {
        let sha256 = world.app.blobs.put(text.as_bytes()).expect("kept");
        uploaded.push(upload::Uploaded::new(name, &sha256));
    }
    let id = upload::begin(&world.app, &operator, &uploaded, uai).await.expect("begun").expect("an operator");
    gateway::import_job(&world.app, id).await.expect("read");
    (id, import::run(&world.app, id).await.expect("read").expect("there"))
}

fn wrong_letter() -> Uai {
    let right = Uai::from_number(9_990_003);
    let letter = if right.as_str().ends_with('A') { 'B' } else { 'A' };
    Uai::parse(&format!("{}{letter}", &right.as_str()[..7])).expect("its shape is right")
}

both!(onde_files_of_the_pages_are_of_the_school_that_the_operator_names, |t: TestDb| async move {
    let world = World::new(t).await;
    let pupils = [("CSVExtraction-eleves.csv", PUPILS.to_owned())];
    let (_, nameless) = read(&world, &pupils, None).await;
    assert_eq!(nameless.state, "failed");
    assert!(nameless.progress.contains("page des imports"), "{}", nameless.progress);

    let uai = wrong_letter();
    let list = format!("{LIST}{uai};École des Mésanges;Ecole;099;99\n");
    let files = [("annuaire.csv", list), pupils[0].clone()];
    let (_, run) = read(&world, &files, Some(&uai)).await;
    assert_eq!((run.state.as_str(), run.uai.as_deref()), ("preview", Some(uai.as_str())), "{}", run.progress);
    let preview: Preview = serde_json::from_str(&run.progress).expect("a preview");
    assert_eq!((preview.schools.created, preview.pupils.created), (1, 1), "{preview:?}");
    assert!(preview.warnings.iter().any(|warning| warning.contains(uai.as_str())), "{preview:?}");
});
