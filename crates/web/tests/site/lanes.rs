//! Warning an adult, and looking after who is in danger, by their pages.

use store::{both, testing::TestDb};

use crate::support::Site;

both!(a_warning_is_written_in_one_step_and_what_is_wrong_with_it_is_said, |t: TestDb| async move {
    let site = Site::new(t).await;
    let mut ines = site.signed_in("ines").await;
    let page = ines.get("/alert").await;
    assert!(page.shows("lu par Koffi Adou") && page.shows("3114"), "{}", page.text());
    assert!(ines.get("/inbox").await.text().contains("href=\"/alert\""), "one step from every page");
    let empty = ines.post("/alert", &[("text", " ")]).await;
    assert_eq!(empty.status, 422);
    assert!(empty.shows("même une phrase suffit"));
    let sent = ines.post("/alert", &[("text", "on m’a dit : une bombe demain")]).await;
    assert_eq!(sent.status, 303, "{}", sent.text());
    assert!(sent.location().ends_with("?said=alerted"), "{}", sent.location());
    let mut head = site.signed_in("adou").await;
    assert!(head.get("/inbox").await.shows("Signalement d’un danger"));
    assert_eq!(site.signed_in("desk").await.post("/alert", &[("text", "x")]).await.status, 422, "of no school");
});

both!(a_head_names_adults_and_others_only_read_who_they_are, |t: TestDb| async move {
    let site = Site::new(t).await;
    let (school, person) = (site.id("lycee"), site.id("perrin"));
    let form = [("school", school.as_str()), ("person", person.as_str()), ("duty", "safety")];
    let mut roche = site.signed_in("roche").await;
    assert!(!roche.get("/alert/contacts").await.text().contains("<select"));
    assert!(roche.post("/alert/contacts", &form).await.location().ends_with("said=heads-only"));
    let mut head = site.signed_in("adou").await;
    assert!(head.get("/alert/contacts").await.text().contains("<select"));
    assert!(head.post("/alert/contacts", &form).await.location().ends_with("said=duty-changed"));
    assert!(site.signed_in("ines").await.get("/alert").await.shows("lu par Odile Perrin"));
    let end = [form[0], form[1], form[2], ("do", "end")];
    assert!(head.post("/alert/contacts", &end).await.location().ends_with("said=duty-changed"));
    assert!(site.signed_in("ines").await.get("/alert").await.shows("lu par Koffi Adou"));
});

both!(who_writes_that_they_suffer_is_offered_help_and_looked_after, |t: TestDb| async move {
    let site = Site::new(t).await;
    site.world.judge(actions::testing::Judging::Care);
    let sad = site.world.person("karim").write_to("roche", "je voudrais mourir").await;
    let mut karim = site.signed_in("karim").await;
    assert!(karim.get(&format!("/messages/{sad}?said=sent")).await.shows("Vous n’êtes pas seul"));
    assert!(!karim.get(&format!("/messages/{sad}")).await.shows("Vous n’êtes pas seul"), "softly, once");
    assert!(karim.get("/care").await.shows("Vous n’êtes pas désigné"));
    assert_eq!(karim.get(&format!("/care/{sad}")).await.status, 404);
    let mut head = site.signed_in("adou").await;
    let list = head.get("/care").await;
    assert!(list.shows("Karim Lefèvre") && list.shows("À prendre en charge"), "{}", list.text());
    assert!(head.get(&format!("/care/{sad}")).await.shows("je voudrais mourir"));
    assert_eq!(head.post(&format!("/care/{sad}/take"), &[]).await.location(), "/care?said=care-taken");
    let missing = head.post(&format!("/care/{sad}/close"), &[("note", "")]).await;
    assert_eq!(missing.location(), format!("/care/{sad}?note=missing"));
    assert_eq!(
        head.post(&format!("/care/{sad}/close"), &[("note", "reçu")]).await.location(),
        "/care?said=care-closed"
    );
    let mut desk = site.signed_in("desk").await;
    let path = format!("/desk/messages/{sad}");
    assert!(desk.get(&path).await.shows("Prendre soin de cette personne"));
    let refused = desk.post(&format!("{path}/withdraw"), &[("siblings", "yes")]).await;
    assert_eq!(refused.location(), format!("{path}?said=not-a-threat"));
});

both!(a_sender_reads_why_a_day_later_contests_it_once_and_another_officer_answers, |t: TestDb| async move {
    let site = Site::new(t).await;
    let message = site.world.person("karim").write_to("roche", "une bombe volcanique").await;
    site.world.desk().withdraws(message).await;
    assert!(!site.signed_in("karim").await.get("/sent/decisions").await.shows("Message retiré"));
    site.world.advance(model::limits::REASON_AFTER);
    let mut karim = site.signed_in("karim").await;
    let page = karim.get("/sent/decisions").await;
    assert!(page.shows("Message retiré") && !page.shows("signature"), "{}", page.text());
    let path = format!("/sent/{message}/appeal");
    let empty = karim.post(&path, &[("text", " ")]).await;
    assert!(empty.status == 422 && empty.shows("Écrivez pourquoi"), "{}", empty.text());
    assert_eq!(karim.post(&path, &[("text", "un exposé")]).await.location(), "/sent/decisions?said=appealed");
    assert_eq!(karim.post(&path, &[("text", "un exposé")]).await.location(), "/sent/decisions?said=too-late");
    assert_eq!(site.signed_in("ines").await.post(&path, &[("text", "x")]).await.status, 404);
    let (mut maud, mut theo) = (site.signed_in("desk").await, site.signed_in("desk2").await);
    assert!(maud.get("/desk/appeals").await.shows("un autre officier répond"));
    let path = format!("/desk/appeals/{message}");
    let form = [("outcome", "accepted"), ("note", "En effet.")];
    assert_eq!(maud.post(&path, &form).await.location(), "/desk/appeals?said=same-officer");
    assert_eq!(theo.post(&path, &[("outcome", "accepted")]).await.location(), "/desk/appeals?note=missing");
    assert_eq!(theo.post(&path, &form).await.location(), "/desk/appeals?said=appeal-answered");
    assert!(karim.get("/sent/decisions").await.shows("Recours accepté"));
    assert!(site.signed_in("roche").await.get("/inbox").await.shows("une bombe volcanique"));
});
