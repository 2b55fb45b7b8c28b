//! Joined files.

use store::{both, testing::TestDb};

use crate::support::Site;

async fn send_with(site: &Site, who: &str, name: &str, content: &[u8], body: &str) -> (String, String) {
    let mut browser = site.signed_in(who).await;
    let form = browser.get("/compose").await;
    let (key, roche) = (form.field("key").expect("a key"), site.id("roche"));
    let fields =
        [("key", key.as_str()), ("to", &roche), ("subject", "Avec un fichier"), ("body", body), ("do", "send")];
    let page = browser.upload("/messages", &fields, &[(name, content)]).await;
    assert_eq!(page.status, 303, "{}", page.text());
    let thread = browser.get(page.location()).await.text();
    let file = thread.split("/attachments/").nth(1).and_then(|rest| rest.split('"').next()).expect("a file");
    (page.message(), file.to_owned())
}

both!(a_file_is_served_to_be_kept_and_can_do_nothing_in_the_page, |t: TestDb| async move {
    let site = Site::new(t).await;
    let content = b"<html><script>alert(1)</script>";
    let (_, file) = send_with(&site, "ines", "../../etc/expos\u{e9} d\u{2019}In\u{e8}s.html", content, "Voici").await;
    let mut roche = site.signed_in("roche").await;
    let page = roche.get(&format!("/attachments/{file}")).await;
    assert_eq!((page.status, page.body.as_slice()), (200, &content[..]));
    assert_eq!(page.header("content-type"), "text/plain; charset=utf-8", "its first bytes tell, not its name");
    assert_eq!(
        page.header("content-disposition"),
        "attachment; filename=\"expos_ d_In_s.html\"; filename*=UTF-8''expos%C3%A9%20d%E2%80%99In%C3%A8s.html"
    );
    assert_eq!(page.header("content-security-policy"), "default-src 'none'; frame-ancestors 'none'; sandbox");
    assert_eq!(page.header("x-content-type-options"), "nosniff");
    assert_eq!(page.header("cache-control"), "no-store");
    let inline = roche.get(&format!("/attachments/{file}?inline=1")).await;
    assert!(inline.header("content-disposition").starts_with("attachment"), "text is never shown in the page");

    let (message, picture) = send_with(&site, "ines", "photo.png", b"\x89PNG\r\n\x1a\n....", "Voici").await;
    assert_eq!(roche.get(&format!("/attachments/{picture}")).await.status, 404, "it was not examined yet");
    let page = roche.get(&format!("/messages/{message}")).await;
    assert!(page.shows("en cours de vérification") && !page.text().contains("/attachments/"), "{}", page.text());
    site.world.run_jobs().await;
    let page = roche.get(&format!("/attachments/{picture}")).await;
    assert!(page.header("content-disposition").starts_with("attachment"));
    let page = roche.get(&format!("/attachments/{picture}?inline=1")).await;
    assert!(page.header("content-disposition").starts_with("inline"));
    assert_eq!(page.header("content-security-policy"), "default-src 'none'; frame-ancestors 'none'; sandbox");
});

both!(a_file_goes_away_with_its_message, |t: TestDb| async move {
    let site = Site::new(t).await;
    let (message, file) = send_with(&site, "ines", "plan.txt", b"le plan", "Voici").await;
    let (mut ines, mut roche, mut karim) =
        (site.signed_in("ines").await, site.signed_in("roche").await, site.signed_in("karim").await);
    let address = format!("/attachments/{file}");
    assert_eq!(roche.get(&address).await.status, 200);
    assert_eq!(karim.get(&address).await.status, 404, "who was not written to");
    assert_eq!(site.browser().get(&address).await.status, 303);
    let mut desk = site.signed_in("desk").await;
    assert_eq!(desk.get(&address).await.status, 200, "the desk looks before it decides");
    assert_eq!(site.signed_in("desk25").await.get(&address).await.status, 404, "the desk of another académie does not");
    desk.post(&format!("/desk/messages/{message}/withdraw"), &[("siblings", "yes")]).await;
    for browser in [&mut ines, &mut roche, &mut karim] {
        assert_eq!(browser.get(&address).await.status, 404);
    }
    let looked = site.world.journal().await.into_iter().filter(|(verb, _)| verb == "desk.open_file").count();
    assert_eq!(looked, 1);
});

both!(a_body_of_thirty_megabytes_is_told_so_and_the_text_is_kept, |t: TestDb| async move {
    let site = Site::new(t).await;
    let mut ines = site.signed_in("ines").await;
    let key = ines.get("/compose").await.field("key").expect("a key");
    let roche = site.id("roche");
    let fields =
        [("key", key.as_str()), ("to", &roche), ("subject", "Film"), ("body", "Mon long texte"), ("do", "send")];
    let film = vec![7_u8; 30_000_000];
    let page = ines.upload("/messages", &fields, &[("film.mp4", &film), ("note.txt", b"petit")]).await;
    assert_eq!(page.status, 413);
    assert!(page.shows("Mon long texte") && page.shows("film.mp4"), "{}", page.text());
    assert_eq!(page.fields("attachment").len(), 1, "the small one is there");
    assert!(site.world.person("roche").inbox().await.0.rows.is_empty(), "nothing left without the file");

    let more = vec![7_u8; 70_000_000];
    let page = ines.upload("/messages", &fields, &[("film.mp4", &more)]).await;
    assert_eq!(page.status, 413);
    assert!(page.shows("Mon long texte"));

    let form = "login=".to_owned() + &"x".repeat(30_000_000);
    let kind = Some("application/x-www-form-urlencoded");
    let page = site.browser().sends("POST", "/sign-in", form.into(), kind).await;
    assert_eq!(page.status, 413);
    assert!(page.shows("C’est trop lourd"), "{}", page.text());
});

both!(a_file_name_of_ten_thousand_letters_is_cut_and_an_empty_file_is_refused, |t: TestDb| async move {
    let site = Site::new(t).await;
    let name = format!("{}.pdf", "é".repeat(10_000));
    let (_, file) = send_with(&site, "ines", &name, b"%PDF-1.7", "Voici").await;
    site.world.run_jobs().await;
    let page = site.signed_in("roche").await.get(&format!("/attachments/{file}")).await;
    assert!(page.header("content-disposition").len() < 1_000 && page.header("content-disposition").ends_with(".pdf"));

    let mut ines = site.signed_in("ines").await;
    let key = ines.get("/compose").await.field("key").expect("a key");
    let fields = [("key", key.as_str()), ("to", &site.id("roche")), ("body", "Vide"), ("do", "send")];
    let page = ines.upload("/messages", &fields, &[("vide.txt", b"")]).await;
    assert_eq!(page.status, 422);
    assert!(page.shows("Un fichier n’a pas pu être joint"));
});

both!(too_many_files_are_told_so, |t: TestDb| async move {
    let site = Site::new(t).await;
    let mut ines = site.signed_in("ines").await;
    let key = ines.get("/compose").await.field("key").expect("a key");
    let fields = [("key", key.as_str()), ("to", &site.id("roche")), ("body", "Tout"), ("do", "send")];
    let files: Vec<(&str, &[u8])> = (0..12).map(|_| ("a.txt", &b"a"[..])).collect();
    let page = ines.upload("/messages", &fields, &files).await;
    assert_eq!(page.status, 422);
    assert_eq!(page.fields("attachment").len(), model::limits::ATTACHMENTS_PER_MESSAGE_MAX);
});

both!(a_kept_file_is_shown_by_the_desk, |t: TestDb| async move {
    let site = Site::new(t).await;
    let (message, file) = send_with(&site, "ines", "jeu.exe", b"MZ\x90\0\x03", "Voici").await;
    site.world.run_jobs().await;
    let (mut roche, mut desk) = (site.signed_in("roche").await, site.signed_in("desk").await);
    assert_eq!(roche.get(&format!("/attachments/{file}")).await.status, 404);
    assert!(desk.get("/desk").await.shows("Pièce jointe à examiner"));
    assert!(desk.get(&format!("/desk/messages/{message}")).await.shows("Contient un programme."));
    let unveil = format!("/desk/attachments/{file}/unveil");
    assert_eq!(roche.post(&unveil, &[]).await.status, 404, "only the desk");
    assert_eq!(desk.post(&unveil, &[]).await.status, 303);
    assert_eq!(roche.get(&format!("/attachments/{file}")).await.status, 200);
    assert!(!desk.get("/desk").await.shows("Pièce jointe à examiner"));
});
