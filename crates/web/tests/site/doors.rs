//! Getting in, staying in, being kept out.

use actions::{operate, testing::PASSWORD};
use model::Millis;
use store::{both, testing::TestDb};
use web::Settings;

use crate::support::{Page, Site};

/// What a page says, without what was typed into it and without the day's date.
fn said(page: &Page, typed: &str) -> (u16, Vec<(String, String)>, String) {
    let headers = page.headers.iter().filter(|(name, _)| name.as_str() != "date");
    let headers = headers.map(|(name, value)| (name.to_string(), format!("{value:?}"))).collect();
    (page.status, headers, page.text().replace(typed, "…"))
}

both!(unknown_wrong_and_suspended_are_one_answer, |t: TestDb| async move {
    let site = Site::new(t).await;
    let mut directory = site.world.directory().await;
    directory.run("update account set state = 'suspended' where login = $1", ("karim",)).await;
    directory.save().await;
    let mut answers = Vec::new();
    for (login, password) in [("nobod", PASSWORD), ("perez", "not my password"), ("karim", PASSWORD)] {
        let page = site.browser().post("/sign-in", &[("login", login), ("password", password)]).await;
        answers.push(said(&page, login));
    }
    assert_eq!(answers[0].0, 401);
    assert_eq!(answers[0], answers[1]);
    assert_eq!(answers[0], answers[2]);
});

both!(a_session_is_renewed_at_sign_in_and_the_former_is_dead, |t: TestDb| async move {
    let site = Site::new(t).await;
    let mut browser = site.signed_in("ines").await;
    let former = browser.clone();
    let page = browser.signs_in("ines").await;
    assert_ne!(former.cookies["preau-session"], browser.cookies["preau-session"]);
    assert_eq!(former.cookies["preau-device"], browser.cookies["preau-device"], "the browser stays the same");
    let lines: Vec<_> = page.headers.get_all("set-cookie").iter().map(|line| line.to_str().expect("text")).collect();
    assert!(lines.iter().all(|line| line.contains("; Path=/; HttpOnly; SameSite=Lax")), "{lines:?}");
    assert_eq!(former.clone().get("/inbox").await.status, 303);
    assert_eq!(browser.get("/inbox").await.status, 200);
});

both!(the_next_user_of_a_browser_never_meets_the_session_before, |t: TestDb| async move {
    let site = Site::new(t).await;
    let mut browser = site.signed_in("ines").await;
    let kept_by_ines = browser.clone();
    browser.signs_in("karim").await;
    assert!(browser.get("/account").await.shows("Karim Lefèvre"));
    assert_eq!(kept_by_ines.clone().get("/inbox").await.status, 303, "hers ended when his began");
    let page = browser.post("/sign-out", &[]).await;
    assert_eq!((page.status, page.location()), (303, "/sign-in?said=signed-out"));
    assert_eq!(browser.get("/inbox").await.status, 303);
});

both!(a_stolen_or_forged_cookie_opens_nothing, |t: TestDb| async move {
    let site = Site::new(t).await;
    let ines = site.signed_in("ines").await;
    let karim = site.signed_in("karim").await;
    for (session, device) in [
        (ines.cookies["preau-session"].as_str(), karim.cookies["preau-device"].as_str()),
        (ines.cookies["preau-session"].as_str(), ""),
        (&"0".repeat(64), ines.cookies["preau-device"].as_str()),
        ("' or 1=1 --", "' or 1=1 --"),
    ] {
        let mut thief = site.browser();
        thief.cookies.insert("preau-session".into(), session.into());
        thief.cookies.insert("preau-device".into(), device.into());
        assert_eq!(thief.get("/inbox").await.status, 303, "{session} {device}");
        assert_eq!(thief.post("/sign-out", &[]).await.status, 303);
    }
    assert_eq!(ines.clone().get("/inbox").await.status, 200, "hers goes on");
});

both!(over_tls_cookies_are_bound_to_the_host, |t: TestDb| async move {
    let settings = Settings { secure_cookies: true, ..Settings::default() };
    let site = Site::with(t, settings).await;
    let mut browser = site.browser();
    let page = browser.signs_in("ines").await;
    for line in page.headers.get_all("set-cookie") {
        let line = line.to_str().expect("text");
        assert!(line.starts_with("__Host-preau-") && line.ends_with("; Secure"), "{line}");
    }
    let page = browser.get("/inbox").await;
    assert_eq!(page.status, 200);
    assert!(page.header("strict-transport-security").starts_with("max-age="));
});

both!(a_form_of_another_site_is_refused, |t: TestDb| async move {
    let site = Site::new(t).await;
    let ines = site.signed_in("ines").await;
    for headers in [
        vec![("sec-fetch-site", "cross-site"), ("origin", "https://evil.example")],
        vec![("sec-fetch-site", "same-site"), ("origin", "https://blog.preau.example")],
        vec![("origin", "https://evil.example")],
        vec![("origin", "null")],
    ] {
        let mut browser = ines.clone();
        browser.headers = headers.iter().map(|(name, value)| (*name, (*value).to_owned())).collect();
        for path in ["/sign-out", "/messages", "/sign-in", "/account/password"] {
            let page = browser.post(path, &[("login", "ines"), ("password", PASSWORD)]).await;
            assert_eq!(page.status, 403, "{path} {headers:?}");
            assert!(page.headers.get("set-cookie").is_none());
        }
    }
    assert_eq!(ines.clone().get("/inbox").await.status, 200, "nothing was done");
});

both!(after_signing_in_one_goes_on_within_this_site, |t: TestDb| async move {
    let site = Site::new(t).await;
    let asked = site.browser().get("/messages/7?x=%C3%A9").await;
    assert_eq!(asked.status, 303);
    let page = site.browser().get(asked.location()).await;
    let then = page.field("then").expect("a field");
    assert_eq!(then, "/messages/7?x=%C3%A9");
    for (then, to) in [
        (then.as_str(), then.as_str()),
        ("/inbox", "/inbox"),
        ("https://evil.example/", "/"),
        ("//evil.example", "/"),
        ("/\\evil.example", "/"),
        ("javascript:alert(1)", "/"),
        ("/\r\nset-cookie: a=b", "/"),
    ] {
        let fields = [("login", "ines"), ("password", PASSWORD), ("then", then)];
        let page = site.browser().post("/sign-in", &fields).await;
        assert_eq!((page.status, page.location()), (303, to), "{then}");
    }
});

both!(what_was_typed_outlives_the_session, |t: TestDb| async move {
    let site = Site::new(t).await;
    let mut ines = site.signed_in("ines").await;
    let form = ines.get("/compose").await;
    let (key, roche) = (form.field("key").expect("a key"), site.id("roche"));
    site.world.advance(Millis::days(100));
    let body = "Bonjour,\n\n« été » <b>\u{1F3EB}";
    let fields = [("key", key.as_str()), ("subject", "Ma question"), ("body", body), ("to", &roche), ("do", "send")];
    let asked = ines.upload("/messages", &fields, &[]).await;
    assert_eq!(asked.status, 401);
    assert_eq!(asked.field("kept-body").as_deref(), Some(body), "{}", asked.text());

    // A wrong password loses nothing either.
    let again = |password: &'static str| {
        let names = ["kept-key", "kept-subject", "kept-body", "kept-to"];
        let mut fields = vec![("login".to_owned(), "ines".to_owned()), ("password".to_owned(), password.to_owned())];
        fields.extend(names.iter().map(|name| ((*name).to_owned(), asked.field(name).expect("kept"))));
        fields
    };
    let sent = |fields: &[(String, String)]| -> Vec<(String, String)> { fields.to_vec() };
    let wrong = sent(&again("wrong"));
    let wrong: Vec<(&str, &str)> = wrong.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    assert_eq!(ines.post("/sign-in", &wrong).await.field("kept-body").as_deref(), Some(body));
    let right = sent(&again(PASSWORD));
    let right: Vec<(&str, &str)> = right.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let given_back = ines.post("/sign-in", &right).await;
    assert_eq!(given_back.status, 200);
    assert!(given_back.shows(body), "{}", given_back.text());
    assert_eq!(given_back.field("subject").as_deref(), Some("Ma question"));
    assert_eq!(given_back.fields("to"), [roche.as_str()]);
    assert!(site.world.person("roche").inbox().await.0.rows.is_empty(), "nothing left by itself");

    let key = given_back.field("key").expect("a key");
    let fields = [("key", key.as_str()), ("subject", "Ma question"), ("body", body), ("to", &roche), ("do", "send")];
    assert_eq!(ines.upload("/messages", &fields, &[]).await.status, 303);
    assert_eq!(site.world.person("roche").inbox().await.0.rows.len(), 1);
});

both!(a_printed_code_opens_the_account_once, |t: TestDb| async move {
    let site = Site::new(t).await;
    let (_, code) = operate::invite(&site.world.app, "lea").await.expect("an answer").expect("a code");
    let mut browser = site.browser();
    let page = browser.get("/activate").await;
    assert_eq!(page.status, 200);
    let page = browser.post("/activate", &[("code", "AAAAA-AAAAA-A")]).await;
    assert_eq!(page.status, 422);
    let typed = code.to_lowercase().replace('-', " ");
    let page = browser.post("/activate", &[("code", &typed)]).await;
    assert_eq!(page.status, 200);
    assert!(page.shows("Léa Nguyễn"), "{}", page.text());
    let proposed = page.field("password").expect("a proposal");
    assert_eq!(proposed.split(' ').count(), 4);
    let short = browser.post("/activate", &[("code", &typed), ("password", "court"), ("again", "court")]).await;
    assert_eq!(short.status, 422);
    let differs = browser.post("/activate", &[("code", &typed), ("password", &proposed), ("again", "x")]).await;
    assert_eq!(differs.status, 422);
    let fields = [("code", typed.as_str()), ("password", &proposed), ("again", &proposed)];
    let page = browser.post("/activate", &fields).await;
    assert_eq!((page.status, page.location()), (303, "/inbox?said=activated"));
    assert_eq!(browser.get("/inbox").await.status, 200);
    assert_eq!(site.browser().post("/activate", &fields).await.status, 422, "a code opens once");
});

both!(a_page_opens_where_one_belongs, |t: TestDb| async move {
    let site = Site::new(t).await;
    assert_eq!(site.browser().get("/").await.location(), "/sign-in");
    for (who, home) in [("ines", "/inbox"), ("desk", "/desk"), ("operator", "/imports")] {
        assert_eq!(site.signed_in(who).await.get("/").await.location(), home);
    }
});
