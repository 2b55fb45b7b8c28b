//! A school on a bad day, through the pages: the head is asked for one thing at a time, adults call the roll, families read
//! where to go, the desk sees all its schools.

use model::SchoolId;
use store::{both, testing::TestDb};

use crate::support::{Browser, Page, Site};

/// The lycée's page, as its head sees it.
async fn sees(site: &Site, head: &mut Browser) -> Page {
    head.get(&format!("/school/{}", site.world.uuid("lycee"))).await
}

/// Values of the hidden fields that every form of the page carries: the situation and its version.
async fn picture(site: &Site) -> (String, String) {
    let mut tx = site.world.app.db.read().await.expect("reads");
    let found = store::situation::of_school(&mut tx, SchoolId(site.world.uuid("lycee"))).await.expect("an answer");
    let found = found.expect("a situation");
    (found.id.to_string(), found.version.to_string())
}

/// The lycée's newest roll call.
async fn roll_call(site: &Site) -> String {
    let (situation, _) = picture(site).await;
    let mut tx = site.world.app.db.read().await.expect("reads");
    let found = store::roll_call::newest(&mut tx, situation.parse().expect("an id")).await.expect("an answer");
    found.expect("a roll call").id.to_string()
}

/// Sends one of the page's forms.
async fn does(site: &Site, head: &mut Browser, form: &str, fields: &[(&str, &str)]) -> Page {
    let (situation, version) = picture(site).await;
    let mut all = vec![("situation", situation.as_str()), ("version", version.as_str())];
    all.extend_from_slice(fields);
    head.post(&format!("/school/{}/{form}", site.world.uuid("lycee")), &all).await
}

both!(a_head_is_led_from_the_call_to_the_police_to_the_reopening, |t: TestDb| async move {
    let site = Site::new(t).await;
    let mut head = site.at_home("adou").await;
    let mut parent = site.at_home("farida").await;
    assert!(head.get("/school").await.location().ends_with(&site.id("lycee")), "the only one");
    assert!(sees(&site, &mut head).await.shows("Rien à signaler ici"));
    let opened = head.post(&format!("/school/{}/open", site.world.uuid("lycee")), &[("threat", "1")]).await;
    assert!(opened.location().ends_with("said=situation-opened"), "{} {}", opened.status, opened.location());
    let page = sees(&site, &mut head).await;
    assert!(page.shows("Appelez la police") && page.shows("Lisez ce qui est annoncé"), "{}", page.text());
    assert!(!parent.get("/official").await.shows("Votre établissement aujourd’hui"), "nothing to know yet");

    let called = does(&site, &mut head, "change", &[("what", "call_police")]).await;
    assert!(called.location().ends_with("said=situation-changed"), "{}", called.location());
    let nothing = does(&site, &mut head, "change", &[("what", "decide_reception"), ("to", "?")]).await;
    assert!(nothing.status == 422 && nothing.shows("Choisissez une des réponses"), "{}", nothing.text());
    does(&site, &mut head, "change", &[("what", "decide_reception"), ("to", "suspended")]).await;
    let page = sees(&site, &mut head).await;
    assert!(page.shows("Prévenez les familles") && page.shows("Pas encore prévenues"), "{}", page.text());
    let read = parent.get("/official").await;
    assert!(read.shows("Votre établissement aujourd’hui") && read.shows("Les cours sont suspendus"), "{}", read.text());
    let inbox = parent.get("/inbox").await;
    assert!(inbox.shows("Lycée Simone-Vallier") && inbox.shows("Les cours sont suspendus"), "a line over every page");

    let early = does(&site, &mut head, "change", &[("what", "reopen"), ("to", "normal")]).await;
    assert!(early.status == 422 && early.shows("Personne ne rentre sans levée de doute"), "{}", early.text());
    does(&site, &mut head, "change", &[("what", "note_arrival"), ("to", "under_way"), ("unit", "Équipe cynophile")])
        .await;
    let nameless =
        [("what", "record_all_clear"), ("authority", "Commissariat"), ("day", "2024-03-20"), ("hour", "19:30")];
    let refused = does(&site, &mut head, "change", &nameless).await;
    assert!(refused.status == 422 && refused.shows("Écrivez quelle autorité parle"), "{}", refused.text());
    assert!(refused.fields("authority").contains(&"Commissariat".to_owned()), "what was typed is kept");
    let mut whole = nameless.to_vec();
    whole.push(("name", "Capitaine Reine"));
    let recorded = does(&site, &mut head, "change", &whole).await;
    assert!(recorded.location().ends_with("said=situation-changed"), "{}", recorded.text());
    let page = sees(&site, &mut head).await;
    assert!(page.shows("Levée de doute par Capitaine Reine (Commissariat)"), "{}", page.text());
    let read = parent.get("/official").await;
    assert!(read.shows("il n’y a pas de danger") && !read.shows("Capitaine Reine"), "{}", read.text());
    does(&site, &mut head, "change", &[("what", "reopen"), ("to", "normal")]).await;
    assert!(parent.get("/official").await.shows("L’établissement a rouvert"));
});

both!(who_decides_on_an_old_page_is_told, |t: TestDb| async move {
    let site = Site::new(t).await;
    let mut head = site.at_home("adou").await;
    head.post(&format!("/school/{}/open", site.world.uuid("lycee")), &[("threat", "1")]).await;
    let (situation, version) = picture(&site).await;
    does(&site, &mut head, "change", &[("what", "call_police")]).await;
    let fields = [("situation", &*situation), ("version", &*version), ("what", "decide_reception"), ("to", "closed")];
    let late = head.post(&format!("/school/{}/change", site.world.uuid("lycee")), &fields).await;
    assert!(late.location().ends_with("said=situation-too-late"), "{}", late.location());
    assert!(sees(&site, &mut head).await.shows("Ouvert normalement"));
    for wrong in ["", "?", "00000000-0000-7000-8000-000000000000"] {
        let fields = [("situation", wrong), ("version", "0"), ("what", "call_police")];
        let answer = head.post(&format!("/school/{}/change", site.world.uuid("lycee")), &fields).await;
        assert_eq!(answer.status, 404, "{wrong}");
    }
});

both!(adults_call_the_roll_and_only_what_a_form_changed_is_changed, |t: TestDb| async move {
    let site = Site::new(t).await;
    let (mut head, mut roche) = (site.at_home("adou").await, site.at_home("roche").await);
    let mut perrin = site.at_home("perrin").await;
    let lycee = site.world.uuid("lycee");
    head.post(&format!("/school/{lycee}/open"), &[("threat", "1")]).await;
    does(&site, &mut head, "change", &[("what", "decide_reception"), ("to", "evacuated")]).await;
    assert_eq!(roche.get(&format!("/school/{lycee}/roll-call")).await.status, 404, "none has begun");
    does(&site, &mut head, "roll-call/start", &[]).await;
    assert!(roche.get("/inbox").await.shows("appel en cours"), "every page of theirs says so");
    let class = site.world.uuid("2nde4").to_string();
    let page = roche.get(&format!("/school/{lycee}/roll-call/class?section={class}")).await;
    assert!(page.shows("Inès Benali") && page.shows("Il en reste 2"), "{}", page.text());
    let (ines, karim) = (site.id("ines"), site.id("karim"));
    // Perrin marks Karim while the page of Roche still shows that nobody knows where he is.
    let call = roll_call(&site).await;
    let of_karim = [("section", &*class), ("roll_call", &*call), (&*karim, "gathered")];
    perrin.post(&format!("/school/{lycee}/roll-call/class"), &of_karim).await;
    let (shown, old) = (format!("o-{karim}"), format!("o-{ines}"));
    let of_roche =
        [("section", &*class), ("roll_call", &*call), (&*ines, "present"), (&*old, ""), (&*karim, ""), (&*shown, "")];
    let saved = roche.post(&format!("/school/{lycee}/roll-call/class"), &of_roche).await;
    assert!(saved.location().ends_with("said=roll-call-marked"), "{}", saved.location());
    let board = head.get(&format!("/school/{lycee}/roll-call")).await;
    assert!(
        board.shows("2 élèves sur 4") && board.shows("Léa Nguyễn") && !board.shows("Karim Lefèvre"),
        "{}",
        board.text()
    );
    let refused = does(&site, &mut head, "roll-call/end", &[]).await;
    assert!(refused.status == 422 && refused.shows("On ignore où sont 2 élèves"), "{}", refused.text());
    let ended = does(&site, &mut head, "roll-call/end", &[("note", "Rentrées chez elles")]).await;
    assert!(ended.location().ends_with("said=roll-call-ended"), "{}", ended.location());
    let mut pupil = site.at_home("ines").await;
    assert_eq!(pupil.get(&format!("/school/{lycee}/roll-call")).await.status, 404);
});

both!(the_desk_sees_its_schools_and_takes_the_table_away, |t: TestDb| async move {
    let site = Site::new(t).await;
    let (mut head, mut desk) = (site.at_home("adou").await, site.at_home("desk").await);
    assert!(desk.get("/situations").await.shows("Aucun établissement en difficulté"));
    head.post(&format!("/school/{}/open", site.world.uuid("lycee")), &[("threat", "1")]).await;
    does(&site, &mut head, "change", &[("what", "decide_reception"), ("to", "evacuated")]).await;
    let table = desk.get("/situations").await;
    assert!(table.shows("Un établissement concerné") && table.shows("Lycée Simone-Vallier"), "{}", table.text());
    let file = desk.get("/situations.csv").await;
    assert!(file.text().contains("Évacué"), "{}", file.text());
    let mut elsewhere = site.at_home("desk25").await;
    assert!(elsewhere.get("/situations").await.shows("Aucun établissement en difficulté"));
    assert!(desk.get(&format!("/school/{}", site.world.uuid("lycee"))).await.shows("Appelez la police"));
    let refused = elsewhere.get(&format!("/school/{}", site.world.uuid("lycee"))).await;
    assert_eq!(refused.status, 404);
});
