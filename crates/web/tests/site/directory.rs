//! The directory for who works in a school, connection sheets, imports.

use actions::import;
use store::{both, testing::TestDb};

use crate::support::Site;

both!(a_teacher_looks_into_their_schools_alone, |t: TestDb| async move {
    let site = Site::new(t).await;
    let mut roche = site.signed_in("roche").await;
    let page = roche.get("/directory").await;
    assert_eq!(page.status, 200);
    let section = roche.get(&format!("/directory?section={}", site.id("2nde4"))).await;
    assert!(
        section.shows("Benali Inès") && section.shows("Roche Anne") && !section.shows("Nguyễn"),
        "{}",
        section.text()
    );
    let found = roche.get(&format!("/directory?school={}&q=farida", site.id("lycee"))).await;
    assert!(found.shows("Benali Farida") && found.shows("Inès Benali"), "{}", found.text());
    for path in
        [format!("/directory?school={}", site.id("ailleurs")), format!("/directory?section={}", site.id("1re2"))]
    {
        assert_eq!(roche.get(&path).await.status, 404, "{path}");
    }
    let sheets = format!("/directory/sections/{}/sheets", site.id("1re2"));
    assert_eq!(roche.post(&sheets, &[("who", "all")]).await.status, 404);
});

both!(sheets_are_shown_once_and_open_accounts, |t: TestDb| async move {
    let site = Site::new(t).await;
    let mut roche = site.signed_in("roche").await;
    let path = format!("/directory/sections/{}/sheets", site.id("2nde4"));
    let none = roche.post(&path, &[("who", "new")]).await;
    assert_eq!(none.status, 200);
    assert!(!none.text().contains("slip-code"), "everybody has signed in: {}", none.text());
    let page = roche.post(&path, &[("who", "all")]).await;
    let text = page.text();
    let codes: Vec<&str> = text.split("slip-code\">").skip(1).filter_map(|rest| rest.split('<').next()).collect();
    assert_eq!(codes.len(), 2, "{text}");
    assert!(page.shows("preau.example/activate"));
    let greeted = site.browser().post("/activate", &[("code", codes[0])]).await;
    assert!(greeted.shows("Inès Benali"), "{}", greeted.text());
});

both!(sheets_are_an_accessible_file_whose_codes_open_accounts, |t: TestDb| async move {
    let site = Site::new(t).await;
    let mut roche = site.signed_in("roche").await;
    let path = format!("/directory/sections/{}/sheets.pdf", site.id("2nde4"));
    let none = roche.post(&path, &[("who", "new")]).await;
    assert!(none.header("content-type").starts_with("text/html"), "nobody waits for one: {}", none.text());
    let file = roche.post(&path, &[("who", "all"), ("grid", "yes")]).await;
    assert_eq!((file.status, file.header("content-type")), (200, "application/pdf"));
    assert!(file.header("content-disposition").starts_with("attachment; filename=\"fiches-"));
    assert!(file.header("cache-control").contains("no-store"), "{}", file.header("cache-control"));
    let document = lopdf::Document::load_mem(&file.body).expect("a PDF");
    let pages: Vec<u32> = document.get_pages().into_keys().collect();
    let text = document.extract_text(&pages).expect("its text");
    assert!(text.contains("Inès Benali") || text.contains("Benali Inès"), "{text}");
    let words: Vec<&str> = text.split_whitespace().collect();
    let codes: Vec<&str> =
        words.iter().copied().filter(|word| word.len() == 13 && word.matches('-').count() == 2).collect();
    assert_eq!(codes.len(), 2, "{text}");
    let greeted = site.browser().post("/activate", &[("code", codes[0])]).await;
    assert!(greeted.shows("Inès Benali"), "{}", greeted.text());
    assert_eq!(roche.get(&path).await.status, 303, "it was made once");
    let strange = format!("/directory/sections/{}/sheets.pdf", site.id("1re2"));
    assert_eq!(roche.post(&strange, &[("who", "all")]).await.status, 404);
});

both!(an_operator_names_the_school_of_files_that_do_not, |t: TestDb| async move {
    let site = Site::new(t).await;
    let mut operator = site.signed_in("operator").await;
    let pupils: (&str, &[u8]) = ("CSVExtraction-eleves.csv", "Nom Elève;Prénom Elève\nRoy;Zoé\n".as_bytes());
    for wrong in ["999", "<script>9990003", "neuf"] {
        let page = operator.upload("/imports", &[("uai", wrong)], &[pupils]).await;
        assert_eq!(page.status, 422, "{wrong}");
        assert!(page.shows("Ce n’est pas un code UAI") && page.shows(wrong), "{}", page.text());
    }
    assert!(operator.get("/imports").await.shows("Aucun import"), "nothing was begun");
    let begun = operator.upload("/imports", &[("uai", " 9990003z ")], &[pupils]).await;
    assert_eq!(begun.status, 303, "{}", begun.text());
    assert!(operator.get(begun.location()).await.shows("école 9990003Z"));
});

both!(refused_lines_can_be_taken_away_as_a_table_that_holds_no_formula, |t: TestDb| async move {
    let site = Site::new(t).await;
    let mut operator = site.signed_in("operator").await;
    let begun = operator.upload("/imports", &[], &[("a.csv", b"x")]).await;
    let id: model::ImportId = begun.location().split(['/', '?']).nth(2).and_then(|id| id.parse().ok()).expect("its id");
    let place = model::roster::Place { file: "a.csv".into(), line: 3 };
    let (field, value) = ("Nom".to_owned(), "=HYPERLINK(\"x\")".to_owned());
    let refusal = model::roster::Refusal { place, field, value, reason: "illisible".to_owned(), key: None };
    let mut tx = site.world.app.db.begin().await.expect("begins");
    store::roster::run::refuse(&mut tx, id, 1, &[refusal]).await.expect("kept");
    tx.commit().await.expect("kept");
    assert!(operator.get(&format!("/imports/{id}")).await.text().contains("/refusals.csv\" download"));
    let table = operator.get(&format!("/imports/{id}/refusals.csv")).await.text();
    let rows: Vec<&str> = table.lines().collect();
    assert_eq!(rows[0], "\u{feff}\"Fichier\";\"Ligne\";\"Champ\";\"Valeur lue\";\"Motif\"");
    assert_eq!(rows[1], "\"a.csv\";\"3\";\"Nom\";\"'=HYPERLINK(\"\"x\"\")\";\"illisible\"");
});

both!(an_operator_uploads_a_directory_that_a_worker_will_read, |t: TestDb| async move {
    let site = Site::new(t).await;
    let mut operator = site.signed_in("operator").await;
    let nothing = operator.upload("/imports", &[], &[("", b"")]).await;
    assert_eq!(nothing.status, 422);
    let csv = "a;b\n".repeat(400_000);
    let page = operator.upload("/imports", &[], &[("../ecole.csv", csv.as_bytes()), ("b.csv", b"x")]).await;
    assert_eq!(page.status, 303, "{}", page.text());
    let run = operator.get(page.location()).await;
    assert!(run.shows("ecole.csv, b.csv") && run.shows("Samir Haddad"), "{}", run.text());
    let id = page.location().split(['/', '?']).nth(2).expect("an identity").parse().expect("an identity");
    let files = import::upload::files(&site.world.app, id).await.expect("files");
    assert_eq!(files[0].name, "ecole.csv");
    let bytes = (0..64).step_by(2).map(|at| u8::from_str_radix(&files[0].sha256[at..at + 2], 16).expect("hex"));
    let kept = site.world.app.blobs.get(&bytes.collect::<Vec<_>>()).expect("read").expect("kept");
    assert_eq!(kept, csv.as_bytes());
    assert!(operator.get("/imports").await.shows("ecole.csv, b.csv"));
    let stop = operator.post(&format!("/imports/{id}/stop"), &[]).await;
    assert!(stop.location().ends_with("said=import-stopped"), "{} {}", stop.status, stop.text());
    let unknown = uuid::Uuid::from_u128(3).simple();
    for act in ["apply", "stop"] {
        assert_eq!(operator.post(&format!("/imports/{unknown}/{act}"), &[]).await.status, 404, "{act}");
    }
});
