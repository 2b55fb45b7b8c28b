//! Resets through the pages: seen before they are done, agreed to by another, followed class by class.

use store::{both, testing::TestDb};

use crate::support::Site;

/// What a page's form or address says after a word.
fn after<'p>(page: &'p str, before: &str) -> &'p str {
    page.split(before)
        .nth(1)
        .and_then(|rest| rest.split(['"', '?']).next())
        .unwrap_or_else(|| panic!("{before}: {page}"))
}

both!(a_head_sees_before_they_reset_and_stays_to_let_the_others_in, |t: TestDb| async move {
    let site = Site::new(t).await;
    let mut head = site.at_home("adou").await;
    let mut pupil = site.at_home("ines").await;
    assert!(head.get("/directory").await.text().contains("href=\"/resets\""));
    let list = head.get("/resets").await;
    assert!(list.shows("Aucune réinitialisation") && list.shows("Lycée Simone-Vallier"), "{}", list.text());
    let scope = format!("school/{}", site.world.uuid("lycee"));
    let preview = head.get(&format!("/resets/new?scope={scope}&hours=6")).await;
    assert!(preview.shows("Réinitialiser ces comptes") && preview.shows("Épargnés"), "{}", preview.text());
    assert!(!preview.shows("il faut deux personnes"));
    assert_eq!(pupil.get("/inbox").await.status, 200, "nothing is done yet");
    site.world.advance(model::Millis::seconds(1));

    let done = head.post("/resets", &[("scope", &scope), ("hours", "0"), ("note", "liste volée")]).await;
    assert!(done.status == 303 && done.location().ends_with("said=reset-done"), "{}", done.location());
    site.world.advance(model::Millis::seconds(1));
    assert_eq!(pupil.get("/inbox").await.status, 303, "a pupil is out");
    let board = head.get(done.location()).await;
    assert!(board.status == 200 && board.shows("2NDE 4") && board.shows("Pas encore revenus"), "{}", board.text());
    let undo = format!("{}/undo", done.location().split('?').next().unwrap_or_default());
    let asked = head.post(&undo, &[("note", "erreur")]).await;
    assert!(asked.location().ends_with("said=reset-waits"), "{}", asked.location());
    let waiting = head.get("/resets").await;
    assert!(waiting.shows("une autre personne doit donner son accord"), "{}", waiting.text());
    let request = after(&waiting.text(), "action=\"/resets/requests/").to_owned();
    let own = head.post(&format!("/resets/requests/{request}"), &[("answer", "agree")]).await;
    assert!(own.location().ends_with("said=reset-own"), "{}", own.location());
    let mut desk = site.at_home("desk").await;
    let agreed = desk.post(&format!("/resets/requests/{request}"), &[("answer", "agree")]).await;
    assert!(agreed.location().ends_with("said=reset-undone"), "{}", agreed.location());
    assert!(desk.get(agreed.location()).await.shows("Cette réinitialisation est terminée"));
});

both!(an_academie_waits_for_a_second_person, |t: TestDb| async move {
    let site = Site::new(t).await;
    let (mut desk, mut second) = (site.at_home("desk").await, site.at_home("desk2").await);
    let preview = desk.get("/resets/new?scope=academie/10&hours=0").await;
    assert!(preview.shows("il faut deux personnes"), "{}", preview.text());
    let asked = desk.post("/resets", &[("scope", "academie/10"), ("hours", "0"), ("note", "liste volée")]).await;
    assert!(asked.location().ends_with("said=reset-waits"), "{}", asked.location());
    let waiting = second.get("/resets").await;
    assert!(waiting.shows("liste volée") && waiting.shows("Donner mon accord"), "{}", waiting.text());
    let request = after(&waiting.text(), "action=\"/resets/requests/").to_owned();
    let agreed = second.post(&format!("/resets/requests/{request}"), &[("answer", "agree")]).await;
    let board = second.get(agreed.location()).await;
    assert!(board.shows("Lyon") && board.shows("Collège Ondine-Marchand"), "{}", board.text());
    assert_eq!(second.get("/resets/new?scope=academie/25").await.status, 404, "not theirs");
});

both!(bad_input_is_sent_back_with_a_reason, |t: TestDb| async move {
    let site = Site::new(t).await;
    let mut operator = site.at_home("operator").await;
    for nowhere in ["/resets/new", "/resets/new?scope=nulle-part&hours=x"] {
        assert_eq!(operator.get(nowhere).await.location(), "/resets", "{nowhere}");
    }
    let unknown = operator.get("/resets/new?uai=9999999P%3Cb%3E").await;
    let page = operator.get(unknown.location()).await;
    assert!(page.shows("Aucun établissement de votre territoire n’a le code 9999999Pb"), "{}", page.text());
    let missing = operator.post("/resets", &[("scope", "all"), ("hours", "0"), ("phrase", "tout")]).await;
    let again = operator.get(missing.location()).await;
    assert!(again.shows("La phrase n’a pas été tapée exactement"), "{}", again.text());
    let typed = [("scope", "all"), ("hours", "0"), ("note", "essai"), ("phrase", " Tout Réinitialiser ")];
    assert!(operator.post("/resets", &typed).await.location().ends_with("said=reset-waits"));
    assert_eq!(operator.get("/resets/00000000000000000000000000000063").await.status, 404);
});

both!(a_school_comes_back_step_by_step, |t: TestDb| async move {
    let site = Site::new(t).await;
    let (mut desk, mut second) = (site.at_home("desk").await, site.at_home("desk2").await);
    desk.post("/resets", &[("scope", "academie/10"), ("hours", "0"), ("note", "liste volée")]).await;
    let request = after(&second.get("/resets").await.text(), "action=\"/resets/requests/").to_owned();
    second.post(&format!("/resets/requests/{request}"), &[("answer", "agree")]).await;
    site.world.advance(model::Millis::seconds(1));
    // A head finds their school's board from the list.
    let mut head = site.at_home("adou").await;
    let list = head.get("/resets").await.text();
    let school = model::SchoolId(site.world.uuid("lycee"));
    let address = format!("/resets/{request}?school={school}");
    assert!(list.contains(&format!("href=\"{address}\"")), "{list}");
    let board = head.get(&address).await;
    assert!(board.shows("Retour par étapes") && board.shows("Aucune étape"), "{}", board.text());
    let scope = format!("section/{}", site.world.uuid("2nde4"));
    let step = |reads: &'static str, writes: &'static str| {
        let mut form = vec![("scope", scope.clone()), ("who", "pupils".to_owned()), ("school", school.to_string())];
        form.extend([("reads_date", "2024-03-21".to_owned()), ("writes_date", "2024-03-22".to_owned())]);
        form.extend([("reads_time", reads.to_owned()), ("writes_time", writes.to_owned())]);
        form
    };
    let openings = format!("/resets/{request}/openings");
    for (typed, said) in [(step("", "08:00"), "opening-no-time"), (step("08:00", "09:30"), "opening-kept")] {
        let form: Vec<(&str, &str)> = typed.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let answer = head.post(&openings, &form).await;
        assert!(answer.location().contains(said), "{}", answer.location());
    }
    let board = head.get(&address).await;
    assert!(board.shows("élèves") && board.shows("demain à 8") && board.shows("Retirer"), "{}", board.text());
    let elsewhere = format!("school/{}", site.world.uuid("college"));
    let form =
        [("scope", elsewhere.as_str()), ("who", "pupils"), ("reads_date", "2024-03-21"), ("reads_time", "08:00")];
    let form = [&form[..], &[("writes_date", "2024-03-21"), ("writes_time", "08:00")]].concat();
    assert_eq!(head.post(&openings, &form).await.status, 404, "not their school");

    // The slip says when, and so does the page that takes its code.
    let sheets = format!("/directory/sections/{}/sheets", site.world.uuid("2nde4"));
    let printed = head.post(&sheets, &[("who", "waiting"), ("profile", "pupil")]).await.text();
    assert!(printed.contains("Ouvre votre compte à partir de"), "{printed}");
    let code = after(&printed, "slip-code\">").split('<').next().unwrap_or_default().to_owned();
    let mut pupil = site.browser();
    let waits = pupil.post("/activate", &[("code", &code)]).await;
    assert!(waits.status == 200 && waits.shows("Votre code est bon") && waits.shows("demain à 8"), "{}", waits.text());
    assert!(!waits.shows("Choisir ce mot de passe"));
    let end = after(&board.text(), "action=\"/resets/openings/").to_owned();
    let ended = head.post(&format!("/resets/openings/{end}"), &[("school", &school.to_string())]).await;
    assert!(
        ended.location().starts_with(&address) && ended.location().contains("opening-ended"),
        "{}",
        ended.location()
    );
    assert!(pupil.post("/activate", &[("code", &code)]).await.shows("mot de passe"));
});
