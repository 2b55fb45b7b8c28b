//! Notices through the pages: written, read over, sent, read by families whatever is closed, checked by anybody.

use actions::{
    measure::{self, Proposed},
    notice,
};
use model::{
    Millis, SchoolId,
    measure::{Clause, Restriction, Typed, Whom},
    territory::Scope,
};
use store::{both, testing::TestDb};
use web::{
    routes::{Part, ROUTES},
    status_page,
};

use crate::support::{Browser, Page, Site};

/// The fields of a first word to the families of the lycée.
fn fields(scope: &str) -> Vec<(&str, &str)> {
    vec![
        ("kind", "first_word"),
        ("scope", scope),
        ("next_date", "2024-03-20"),
        ("next_time", "20:30"),
        ("v_since", "à 19 h 20"),
        ("v_contact", "04 65 71 00 00"),
        ("fr_title", "Un message inquiétant est arrivé"),
        ("fr_known", "La direction vérifie. Les élèves vont bien."),
        ("fr_unknown", "Nous ne savons pas encore qui l’a écrit."),
        ("fr_to_do", "Ne venez pas."),
        ("fr_sms", "Tout va bien. Avis [code]"),
    ]
}

fn scope(site: &Site) -> String {
    format!("school/{}", site.world.uuid("lycee"))
}

/// Keeps a draft; the address of its page.
async fn keeps(browser: &mut Browser, fields: &[(&str, &str)]) -> String {
    let kept = browser.post("/notices", fields).await;
    assert!(kept.location().ends_with("said=notice-kept"), "{} {} {}", kept.status, kept.location(), kept.text());
    kept.location().split('?').next().unwrap_or_default().to_owned()
}

fn code(page: &Page) -> String {
    let text = page.text();
    let code = text.split("/verify?code=").nth(1).and_then(|rest| rest.split('"').next());
    code.expect("a code").to_owned()
}

both!(a_head_sends_the_first_word_alone_and_a_family_says_that_it_read_it, |t: TestDb| async move {
    let site = Site::new(t).await;
    let (mut head, mut family) = (site.at_home("adou").await, site.at_home("farida").await);
    assert!(head.get("/notices").await.shows("Aucun avis envoyé"));
    assert!(head.get("/notices/new").await.shows("Les élèves restent à l’intérieur"));
    let proposed = head.get("/notices/new?kind=first_word").await;
    assert!(proposed.shows("Un message inquiétant est arrivé") && proposed.shows("[téléphone]"), "{}", proposed.text());
    assert!(proposed.shows("Il reste quelque chose à compléter"));
    let scope = scope(&site);
    let mut fill = fields(&scope);
    fill.push(("do", "fill"));
    let filled = head.post("/notices/new", &fill).await;
    assert!(filled.status == 200 && filled.shows("appelez le 04 65 71 00 00"), "{}", filled.text());
    let path = keeps(&mut head, &fields(&scope)).await;
    let page = head.get(&path).await;
    assert!(
        page.shows("vous pouvez l’envoyer tout de suite") && page.shows("Envoyer à 3 responsables"),
        "{}",
        page.text()
    );
    assert_eq!(family.get(&format!("/official{path}")).await.status, 404, "it has not left");
    let sent = head.post(&path, &[("do", "submit_send"), ("revision", "1")]).await;
    assert!(sent.location().ends_with("said=notice-sent"), "{}", sent.location());

    let inbox = family.get("/inbox").await;
    assert!(inbox.shows("à lire maintenant"), "{}", inbox.text());
    let read = family.get(&format!("/official{path}")).await;
    assert!(read.shows("Les élèves vont bien") && read.shows("J’ai lu"), "{}", read.text());
    let said = family.post(&format!("/official{path}"), &[]).await;
    assert!(said.location().ends_with("said=notice-read"), "{}", said.location());
    assert!(family.get("/official").await.shows("Un message inquiétant est arrivé"));
    let reach = head.get(&path).await;
    assert!(reach.shows("Pour 1 enfant sur 4"), "{}", reach.text());
    let class = format!("{path}/missing?class={}", site.world.uuid("2nde4"));
    let missing = head.get(&class).await;
    assert!(missing.shows("Karim Lefèvre") && !missing.shows("Inès Benali"), "{}", missing.text());
    assert_eq!(site.at_home("lemoine").await.get(&path).await.status, 404, "another school");
});

both!(what_the_desk_writes_is_read_over_by_the_head, |t: TestDb| async move {
    let site = Site::new(t).await;
    let (mut desk, mut head) = (site.at_home("desk").await, site.at_home("adou").await);
    let scope = scope(&site);
    let path = keeps(&mut desk, &fields(&scope)).await;
    let named = {
        let mut fields = fields(&scope);
        fields[7].1 = "Le compte d’Inès a servi.";
        keeps(&mut desk, &fields).await
    };
    let stopped = desk.post(&named, &[("do", "submit"), ("revision", "1")]).await;
    assert!(stopped.location().ends_with("said=notice-stopped"), "{}", stopped.location());
    assert!(desk.get(&named).await.shows("C’est le prénom d’un élève"));
    assert_eq!(head.get(&path).await.status, 404, "a draft is its author's");
    let asked = desk.post(&path, &[("do", "submit"), ("revision", "1")]).await;
    assert!(asked.location().ends_with("said=notice-waits"), "{}", asked.location());
    assert!(desk.get(&path).await.shows("Vous ne pouvez pas approuver ce que vous avez écrit"));
    assert!(head.get("/notices").await.shows("À relire"));
    let back = head.post(&path, &[("do", "send_back"), ("revision", "1"), ("note", "l’heure")]).await;
    assert!(back.location().starts_with("/notices?said=notice-sent-back"), "{}", back.location());
    let form = desk.get(&format!("{path}/edit")).await;
    assert!(form.shows("La direction vérifie"), "{}", form.text());
    let mut again = fields(&scope);
    let id = path.rsplit('/').next().unwrap_or_default().to_owned();
    again.extend([("edits", id.as_str()), ("revision", "2")]);
    let kept = desk.post(&format!("{path}/edit"), &again).await;
    assert!(kept.location().ends_with("said=notice-kept"), "{} {}", kept.status, kept.text());
    desk.post(&path, &[("do", "submit"), ("revision", "3")]).await;
    let stale = head.post(&path, &[("do", "approve_send"), ("revision", "2")]).await;
    assert!(stale.location().ends_with("said=notice-too-late"), "{}", stale.location());
    let sent = head.post(&path, &[("do", "approve_send"), ("revision", "3")]).await;
    assert!(sent.location().ends_with("said=notice-sent"), "{}", sent.location());
    let correction = desk.get(&format!("/notices/new?replaces={id}")).await;
    assert!(
        correction.shows("Cette correction prendra la place") && correction.shows("[code]"),
        "{}",
        correction.text()
    );
});

both!(anybody_checks_a_notice_and_reads_the_public_page, |t: TestDb| async move {
    let site = Site::new(t).await;
    let (mut head, mut anybody) = (site.at_home("adou").await, site.browser());
    assert!(anybody.get("/verify").await.shows("Tapez son code"));
    assert!(anybody.get("/point").await.shows("Aucun établissement ne publie d’avis"));
    let scope = scope(&site);
    let mut public = fields(&scope);
    public.push(("public", "1"));
    let path = keeps(&mut head, &public).await;
    let code = code(&head.get(&path).await);
    assert!(anybody.get(&format!("/verify?code={code}")).await.shows("Aucun avis ne porte ce code"), "not sent yet");
    head.post(&path, &[("do", "submit_send"), ("revision", "1")]).await;
    let typed = code.to_lowercase().replace('-', "+");
    let genuine = anybody.get(&format!("/verify?code={typed}")).await;
    assert!(genuine.shows("Cet avis est authentique") && genuine.shows("Les élèves vont bien"), "{}", genuine.text());
    assert!(anybody.get("/verify?code=bonjour").await.shows("Ce n’est pas un code d’avis"));

    let id = head.get("/notices/rumours").await;
    assert!(id.shows("Aucune rumeur notée"));
    let noted = head.post("/notices/rumours", &[("claim", "Le lycée ferme"), ("scope", &scope)]).await;
    assert!(noted.location().ends_with("said=rumour-noted"), "{}", noted.location());
    let list = head.get("/notices/rumours").await.text();
    let rumour =
        list.split("action=\"/notices/rumours/").nth(1).and_then(|rest| rest.split('"').next()).expect("a form");
    head.post(&format!("/notices/rumours/{rumour}"), &[("do", "answer"), ("answer", "Non, il est ouvert.")]).await;
    let point = anybody.get("/point").await;
    assert!(
        point.shows("Non, il est ouvert.") && point.shows("Les élèves vont bien") && point.shows(&code),
        "{}",
        point.text()
    );

    let files = status_page::files(&site.world.app).await.expect("the page");
    let names: Vec<_> = files.iter().map(|(name, _)| *name).collect();
    assert_eq!(names, ["index.html", "en.html", "SHA256SUMS", "SHA256SUMS.note", "key.txt"]);
    assert!(files[0].1.contains("Les élèves vont bien") && files[0].1.contains(&code));
    assert!(files[1].1.contains("What schools say") && !files[0].1.contains("<script"));
    let key = site.world.app.seal_key.verifying_key();
    let read = |name: &str| files.iter().find(|(one, _)| *one == name).map(|(_, text)| text.clone().into_bytes());
    assert_eq!(status_page::check(key, read).expect("signed"), 2);
    let spoilt = |name: &str| {
        let text = read(name)?;
        Some(if name == "en.html" { [text, b" ".to_vec()].concat() } else { text })
    };
    assert!(matches!(status_page::check(key, spoilt), Err(status_page::NotMade::Changed(name)) if name == "en.html"));
});

both!(a_notice_is_read_and_written_while_everything_is_closed, |t: TestDb| async move {
    let site = Site::new(t).await;
    let closed = Typed {
        places: vec![Scope::School(SchoolId(site.world.uuid("lycee")))],
        clauses: vec![Clause { whom: Whom::Everyone, restriction: Restriction::NoAccess }],
        reason: "Menaces".to_owned(),
        ends_at: Some(site.world.now() + Millis::hours(10)),
        ..Typed::default()
    };
    assert!(matches!(measure::propose(&site.world.app, None, closed).await, Ok(Proposed::Begun(_))));
    let (mut head, mut family) = (site.at_home("adou").await, site.at_home("paul").await);
    let path = keeps(&mut head, &fields(&scope(&site))).await;
    head.post(&path, &[("do", "submit_send"), ("revision", "1")]).await;
    assert_eq!(family.get("/search").await.location(), "/official", "everything else is closed");
    assert!(family.get(&format!("/official{path}")).await.shows("Les élèves vont bien"));
    assert!(family.post(&format!("/official{path}"), &[]).await.location().ends_with("said=notice-read"));
    let actor = site.world.person("paul").actor().await;
    assert_eq!(notice::mine(&site.world.app, &actor).await.expect("read").len(), 1);
});

#[test]
fn nothing_closes_notices() {
    let notices = ROUTES.iter().filter(|route| {
        ["/notices", "/official/notices", "/verify", "/point"].iter().any(|path| route.path.starts_with(path))
    });
    let parts: Vec<Part> = notices.map(web::routes::Route::part).collect();
    assert!(parts.len() >= 15 && parts.iter().all(|part| *part == Part::Always));
}
