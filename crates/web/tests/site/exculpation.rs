//! Reports on how a message was sent, by their pages.

use actions::testing::PASSWORD;
use model::limits;
use sha2::{Digest as _, Sha256};
use store::{both, testing::TestDb};

use crate::support::Site;

const THREAT: &str = "il y a une bombe au lycée";

/// The first address of a page that begins so.
fn link(page: &str, begins: &str) -> Option<String> {
    let rest = page.split(&format!("href=\"{begins}")).nth(1)?;
    rest.split('"').next().map(|rest| format!("{begins}{rest}"))
}

both!(an_owner_asks_from_the_account_page_on_a_device_of_their_own, |t: TestDb| async move {
    let site = Site::new(t).await;
    let (mut home, mut stranger) = (site.at_home("ines").await, site.signed_in("ines").await);
    let path = link(&home.get("/account").await.text(), "/exculpation/session-").expect("a link");
    let page = home.get(&path).await;
    assert!(page.status == 200 && page.shows("Établir le rapport"), "{}", page.text());
    let made = home.post(&path, &[("as", "page")]).await;
    assert!(made.status == 200 && made.shows("appareil habituel du compte"), "{}", made.text());
    assert!(made.shows("Inès Benali") && made.shows("preau verify"));
    let refused = stranger.get(&path).await;
    assert!(refused.status == 200 && refused.shows("depuis un appareil qui est à vous"), "{}", refused.text());
    assert!(!refused.text().contains("<form class=\"acts\""));
    assert_eq!(stranger.post(&path, &[]).await.status, 404);
    let mut karim = site.at_home("karim").await;
    assert_eq!((karim.get(&path).await.status, karim.post(&path, &[]).await.status), (404, 404));
    for wrong in ["message-x", "session-", "x", "message", "person-1"] {
        assert_eq!(home.get(&format!("/exculpation/{wrong}")).await.status, 404, "{wrong}");
    }
});

both!(the_file_needs_nothing_else_and_holds_the_facts_that_the_journal_has_the_hash_of, |t: TestDb| async move {
    let site = Site::new(t).await;
    let mut home = site.at_home("ines").await;
    let path = link(&home.get("/account").await.text(), "/exculpation/session-").expect("a link");
    let file = home.post(&path, &[("as", "file")]).await;
    let disposition = file.headers.get("content-disposition").and_then(|value| value.to_str().ok());
    assert!(disposition.is_some_and(|value| value.starts_with("attachment; filename=\"rapport-session-")));
    let text = file.text();
    assert!(text.contains("<style>") && !text.contains("/assets/") && !text.contains("src="), "{text}");
    let facts = text.split("id=\"facts\">").nth(1).and_then(|rest| rest.split("</script>").next()).expect("facts");
    let json: serde_json::Value = serde_json::from_str(facts).expect("JSON");
    assert_eq!(json["asked_as"], "owner");
    let hash = model::text::hex(&Sha256::digest(facts.as_bytes()));
    assert!(text.contains(&format!("<code class=\"report-hash\">{hash}</code>")), "{text}");
    let mut tx = site.world.app.db.read().await.expect("reads");
    let row: Option<(String,)> = tx
        .maybe("select payload from journal_entry where verb = 'evidence.exculpate'", ())
        .await
        .expect("the journal is read");
    assert!(row.expect("an entry").0.contains(&hash));
});

both!(the_desk_and_the_head_ask_by_their_own_doors_and_prove_who_they_are, |t: TestDb| async move {
    let site = Site::new(t).await;
    let held = site.world.person("karim").write_to("roche", THREAT).await;
    let (mut desk, mut head) = (site.signed_in("desk").await, site.signed_in("adou").await);
    let letter = desk.get(&format!("/desk/messages/{held}")).await.text();
    let path = link(&letter, "/desk/exculpation/message-").expect("a link");
    site.world.advance(limits::STEP_UP_LIFE);
    let asked = desk.post(&path, &[]).await;
    assert!(asked.shows("Confirmez que c’est bien vous"), "{}", asked.text());
    let made = desk.post(&path, &[("_proof", PASSWORD)]).await;
    assert!(made.status == 200 && made.shows("Rapport sur l’envoi d’un message"), "{}", made.text());
    assert!(!made.shows("Karim"), "an officer asks first who a minor is");
    assert!(!made.shows("bombe"), "nothing of what was written");
    let at_school = format!("/directory/exculpation/message-{held}");
    assert!(head.get(&at_school).await.shows("L’adresse de connexion n’y figure pas"));
    let made = head.post(&at_school, &[("_proof", PASSWORD)]).await;
    assert!(made.status == 200 && made.shows("Karim Lefèvre"), "{}", made.text());
    let mut elsewhere = site.signed_in("desk25").await;
    assert_eq!((elsewhere.get(&path).await.status, elsewhere.post(&path, &[]).await.status), (404, 404));
    let mut teacher = site.signed_in("roche").await;
    assert_eq!((teacher.get(&at_school).await.status, teacher.post(&at_school, &[]).await.status), (404, 404));
});

both!(a_sender_whose_message_waits_or_was_withdrawn_finds_the_report_there, |t: TestDb| async move {
    let site = Site::new(t).await;
    let held = site.world.person("karim").write_to("roche", THREAT).await;
    let mut karim = site.at_home("karim").await;
    let path = format!("/exculpation/message-{held}");
    assert!(karim.get(&format!("/messages/{held}")).await.text().contains(&path));
    let waiting = karim.post(&path, &[]).await;
    assert!(waiting.shows("en cours de vérification") && !waiting.shows("retenu"), "{}", waiting.text());
    site.world.desk().withdraws(held).await;
    assert!(karim.get(&format!("/messages/{held}")).await.text().contains(&path));
    assert!(karim.post(&path, &[]).await.shows("retiré"));
});
