//! Measures through the pages: seen before they are taken, agreed to by another, read by those concerned; and what stays
//! open whatever is closed.

use actions::{
    measure::{self, Proposed},
    testing::World,
};
use model::{
    Millis, SchoolId,
    measure::{Clause, Restriction, Typed, Whom},
    territory::Scope,
};
use store::{both, testing::TestDb};
use web::{
    Settings,
    routes::{Part, ROUTES},
};

use crate::support::{Browser, Page, Site};

/// Fills the form of a message.
async fn writes(site: &Site, browser: &mut Browser, to: &str, body: &str) -> Page {
    let (key, to) = (site.world.app.id::<uuid::Uuid>().simple().to_string(), site.world.audience(to).to_string());
    let fields = [("key", key.as_str()), ("to", &to), ("subject", "Un mot"), ("body", body), ("do", "send")];
    browser.upload("/messages", &fields, &[]).await
}

/// Takes a measure on a school at the console.
async fn takes(site: &Site, whom: Whom, restriction: Restriction) {
    let typed = Typed {
        places: vec![Scope::School(SchoolId(site.world.uuid("lycee")))],
        clauses: vec![Clause { whom, restriction }],
        reason: "Menaces reçues ce soir.".to_owned(),
        ends_at: Some(site.world.now() + Millis::hours(11)),
        ..Typed::default()
    };
    assert!(matches!(measure::propose(&site.world.app, None, typed).await, Ok(Proposed::Begun(_))));
}

both!(a_head_sees_what_a_measure_would_stop_then_takes_it_and_lifts_it, |t: TestDb| async move {
    let site = Site::new(t).await;
    let mut head = site.at_home("adou").await;
    let mut pupil = site.at_home("ines").await;
    let list = head.get("/measures").await;
    assert!(list.shows("Aucune mesure en vigueur"), "{}", list.text());
    assert!(head.get("/measures/new").await.shows("Lycée Simone-Vallier"));
    let scope = format!("school/{}", site.world.uuid("lycee"));
    let of = format!("whom=pupils&what=read_only&scope={scope}&ends_date=2024-03-21&ends_time=07%3A00");
    let preview = head.get(&format!("/measures/preview?{of}")).await;
    assert!(
        preview.shows("Voici ce que cela ferait") && preview.shows("Une personne suffit pour en décider"),
        "{}",
        preview.text()
    );
    assert!(preview.shows("Plus petit, au même endroit"), "the adviser shows less");
    assert!(pupil.get("/compose").await.shows("Nouveau message"), "nothing is done yet");

    let fields = [
        ("whom", "pupils"),
        ("what", "read_only"),
        ("scope", &scope),
        ("ends_date", "2024-03-21"),
        ("ends_time", "07:00"),
    ];
    let nameless = head.post("/measures", &fields).await;
    assert!(nameless.status == 422 && nameless.shows("Dites pourquoi, en une phrase"), "{}", nameless.text());
    let mut whole = fields.to_vec();
    whole.push(("reason", "Menaces reçues ce soir."));
    let done = head.post("/measures", &whole).await;
    assert!(done.location().ends_with("said=measure-begun"), "{} {}", done.status, done.location());
    let page = head.get(done.location()).await;
    assert!(page.shows("En vigueur") && page.shows("lecture seule"), "{}", page.text());

    let inbox = pupil.get("/inbox").await;
    assert!(inbox.shows("Vous pouvez lire vos messages, mais pas en écrire. Raison"), "{}", inbox.text());
    let told = pupil.get("/restrictions").await;
    assert!(told.shows("Menaces reçues ce soir") && told.shows("Koffi Adou") && told.shows("prévenir un adulte"));
    let sent = writes(&site, &mut pupil, "roche", "Bonjour").await;
    assert!(sent.status == 422 && sent.shows("Une mesure en vigueur ne vous laisse pas écrire"), "{}", sent.text());

    let path = done.location().split('?').next().unwrap_or_default().to_owned();
    let twice = head.post("/measures", &whole).await;
    assert_eq!(twice.status, 303, "another measure: the form had no identity");
    let other = twice.location().split('?').next().unwrap_or_default().to_owned();
    head.post(&other, &[("do", "lift"), ("note", "doublon")]).await;
    let lifted = head.post(&path, &[("do", "lift"), ("note", "levée de doute")]).await;
    assert!(lifted.location().ends_with("said=measure-lifted"), "{}", lifted.location());
    assert!(!pupil.get("/inbox").await.shows("mais pas en écrire"));
    let late = head.post(&path, &[("do", "extend"), ("ends_date", "2024-03-22"), ("ends_time", "07:00")]).await;
    assert!(late.location().ends_with("said=measure-too-late"), "{}", late.location());
});

both!(an_academie_waits_for_another_on_the_page, |t: TestDb| async move {
    let site = Site::new(t).await;
    let (mut desk, mut second) = (site.at_home("desk").await, site.at_home("desk2").await);
    let fields = [
        ("preset", "default"),
        ("scope", "academie/10"),
        ("ends_date", "2024-03-21"),
        ("ends_time", "07:00"),
        ("reason", "Menaces"),
    ];
    let asked = desk.post("/measures", &fields).await;
    assert!(asked.location().ends_with("said=measure-waits"), "{}", asked.location());
    let path = asked.location().split('?').next().unwrap_or_default().to_owned();
    let own = desk.post(&path, &[("do", "agree")]).await;
    assert!(own.location().ends_with("said=measure-own"), "{}", own.location());
    let waiting = second.get("/measures").await;
    assert!(waiting.shows("Donner mon accord") && waiting.shows("Maud Vidal"), "{}", waiting.text());
    let agreed = second.post(&path, &[("do", "agree")]).await;
    assert!(agreed.location().ends_with("said=measure-agreed"), "{}", agreed.location());
    let longer = [("do", "extend"), ("ends_date", "2024-03-21"), ("ends_time", "19:00"), ("note", "la journée")];
    let extension = desk.post(&path, &longer).await;
    assert!(extension.location().ends_with("said=measure-extension-waits"), "{}", extension.location());
    let page = second.get(&path).await.text();
    let id =
        page.split("/measures/extensions/").nth(1).and_then(|rest| rest.split('"').next()).expect("a form").to_owned();
    let measure = path.rsplit('/').next().unwrap_or_default().to_owned();
    let yes = second.post(&format!("/measures/extensions/{id}"), &[("do", "agree"), ("measure", &measure)]).await;
    assert!(yes.location().ends_with("said=measure-agreed"), "{}", yes.location());
    assert!(second.get(&path).await.text().contains("datetime=\"2024-03-21T19:00:00+01:00\""), "its end has moved");
    let mut elsewhere = site.at_home("desk25").await;
    assert_eq!(elsewhere.get(&path).await.status, 404);
});

both!(bad_input_of_a_measure_is_sent_back_with_a_reason, |t: TestDb| async move {
    let site = Site::new(t).await;
    let mut desk = site.at_home("desk").await;
    for (query, says) in [
        ("whom=pupils&what=read_only&ends_date=2024-03-21&ends_time=07:00", "Choisissez au moins un lieu"),
        ("preset=night&scope=academie/10&ends_date=2024-03-19&ends_time=07:00", "La fin est déjà passée"),
        ("preset=national&scope=academie/10&ends_date=2024-04-19&ends_time=07:00", "C’est trop long"),
        (
            "what=cap_reach&whom=pupils&readers=0&scope=academie/10&ends_date=2024-03-21&ends_time=07:00",
            "ne conviennent pas",
        ),
        ("what=rien&scope=academie/10&ends_date=2024-03-21&ends_time=07:00", "Choisissez une limite"),
        ("preset=night&uai=9999999P&ends_date=2024-03-21&ends_time=07:00", "Aucun établissement de votre territoire"),
        (
            "preset=night&scope=academie/10&ends_date=2024-03-21&ends_time=07:00&starts_date=2024-03-20",
            "le jour et l’heure du début",
        ),
        ("preset=night&scope=academie/10&ends_date=demain&ends_time=07:00", "aucune mesure n’est sans fin"),
    ] {
        let page = desk.get(&format!("/measures/preview?{query}")).await;
        assert!(page.status == 422 && page.shows(says), "{query}: {} {}", page.status, page.text());
    }
    let theirs = "preset=night&scope=academie/25&ends_date=2024-03-21&ends_time=07:00";
    assert_eq!(desk.get(&format!("/measures/preview?{theirs}")).await.status, 404, "not theirs");
    assert_eq!(desk.post("/measures/00000000000000000000000000000063", &[("do", "lift")]).await.status, 404);
    assert_eq!(desk.get("/measures/new?campaign=00000000000000000000000000000063").await.status, 200);
});

// Invariant 7
both!(what_nobody_may_close_is_open_when_everything_is_closed, |t: TestDb| async move {
    let site = Site::new(t).await;
    let told = site.world.person("adou").write_to("lycee:pupils", "Vos cours reprennent à 10 h.").await;
    let between = site.world.person("roche").write_to("ines", "Pour le devoir").await;
    let mut pupil = site.at_home("ines").await;
    takes(&site, Whom::Everyone, Restriction::NoAccess).await;
    for closed in ["/inbox", &format!("/messages/{between}"), "/compose", "/search?q=devoir", "/sent", "/drafts"] {
        assert_eq!(pupil.get(closed).await.location(), "/official", "{closed}");
    }
    assert_eq!(pupil.fragment("/inbox", "rows").await.status, 401, "a script asks for the whole page");
    let official = pupil.get("/official").await;
    assert!(
        official.shows("Vos cours reprennent") && official.shows("La messagerie est fermée"),
        "{}",
        official.text()
    );
    let letter = pupil.get(&format!("/official/{told}")).await;
    assert!(letter.shows("Vos cours reprennent à 10 h."), "{}", letter.text());
    assert_eq!(pupil.get(&format!("/official/{between}")).await.status, 404, "not official");
    let left = site.signed_in("ines").await.get("/cas/logout").await;
    assert_ne!(left.location(), "/official", "a shared computer can be left");
    let kept = writes(&site, &mut pupil, "roche", "Un long texte").await;
    assert!(kept.status == 422 && kept.shows("Un long texte"), "what was typed is given back: {}", kept.status);
    for open in ["/restrictions", "/alert", "/account"] {
        assert_eq!(pupil.get(open).await.status, 200, "{open}");
    }
    let reported = pupil.post(&format!("/messages/{between}/report"), &[("reason", "menace")]).await;
    assert!(reported.location().contains("said=reported"), "{} {}", reported.status, reported.location());
    let mut again = site.browser();
    assert_eq!(again.signs_in("karim").await.status, 303, "signing in stays");
    let mut head = site.at_home("adou").await;
    assert_eq!(head.get("/inbox").await.status, 200, "heads are never concerned");
    site.world.advance(Millis::hours(11));
    assert_eq!(pupil.get("/inbox").await.status, 200, "it ends by itself");
});

both!(messages_alone_are_closed_where_only_they_are, |t: TestDb| async move {
    let site = Site::new(t).await;
    let mut teacher = site.at_home("roche").await;
    takes(&site, Whom::Adults, Restriction::NoMessages).await;
    assert_eq!(teacher.get("/inbox").await.location(), "/official");
    assert_eq!(teacher.get("/directory").await.status, 200);
    let mut pupil = site.at_home("ines").await;
    assert_eq!(pupil.get("/inbox").await.status, 200);
});

both!(a_letter_of_closed_hours_says_when_it_leaves, |t: TestDb| async move {
    let site = Site::new(t).await;
    let mut pupil = site.at_home("ines").await;
    takes(&site, Whom::Pupils, Restriction::ClosedHours { from: 19 * 60, to: 7 * 60 }).await;
    let sent = writes(&site, &mut pupil, "roche", "Bonjour").await;
    assert!(sent.location().ends_with("said=goes-out-later"), "{} {}", sent.status, sent.text());
    let page = pupil.get(sent.location()).await;
    assert!(page.shows("Votre message partira demain à 6\u{202F}h\u{202F}30"), "{}", page.text());
    let threat = writes(&site, &mut pupil, "roche", "Il y a une bombe").await;
    assert!(threat.location().ends_with("said=goes-out-later"), "no oracle");
    let list = pupil.get("/sent").await.text();
    assert_eq!(list.matches("Partira").count(), 2, "{list}");
});

both!(a_wide_letter_is_kept_while_its_sender_proves_who_they_are, |t: TestDb| async move {
    let site = Site::of(World::new(t).await.asking_proof_above(2), Settings::default());
    let mut teacher = site.at_home("roche").await;
    site.world.advance(model::limits::STEP_UP_LIFE);
    let asked = writes(&site, &mut teacher, "lycee:pupils", "Rendez-vous à 8 h.").await;
    assert!(
        asked.status == 200 && asked.text().contains("action=\"/compose/prove\""),
        "{} {}",
        asked.status,
        asked.text()
    );
    let text = asked.text();
    let field = |name: &str| {
        let at = text.split(&format!("name=\"{name}\" value=\"")).nth(1).expect("the field");
        at.split('"').next().unwrap_or_default().to_owned()
    };
    let (draft, key) = (field("draft"), field("key"));
    let wrong = [("draft", draft.as_str()), ("key", key.as_str()), ("_proof", "autre")];
    assert_eq!(teacher.post("/compose/prove", &wrong).await.status, 422);
    let right = [("draft", draft.as_str()), ("key", key.as_str()), ("_proof", actions::testing::PASSWORD)];
    let sent = teacher.post("/compose/prove", &right).await;
    assert!(sent.location().starts_with("/messages/"), "{} {}", sent.status, sent.text());
    assert_eq!(site.world.person("ines").inbox().await.0.rows.len(), 1);
    let direct = writes(&site, &mut teacher, "lycee:pupils", "Et à 9 h pour les autres.").await;
    assert!(direct.location().starts_with("/messages/"), "for an hour");
});

#[test]
fn every_route_is_a_part_of_what_may_be_closed_or_not() {
    let of = |part: Part| ROUTES.iter().filter(move |route| route.part() == part).map(|route| route.path);
    let always: Vec<&str> = of(Part::Always).collect();
    for path in ["/", "/sign-in", "/official", "/official/{id}", "/restrictions", "/alert", "/messages/{id}/report"] {
        assert!(always.contains(&path), "{path}");
    }
    let messages: Vec<&str> = of(Part::Messages).collect();
    for path in ["/inbox", "/messages/{id}", "/compose", "/recipients", "/sent", "/drafts", "/search", "/folders/{id}"]
    {
        assert!(messages.contains(&path), "{path}");
    }
    assert!(of(Part::Rest).any(|path| path == "/cas/login") && of(Part::Rest).any(|path| path == "/oidc/authorize"));
}
