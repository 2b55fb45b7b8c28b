//! What surrounds every answer.

use actions::record;
use model::Millis;
use store::{both, testing::TestDb};
use web::{DemoHandle, Played, Settings, assets, views::DemoPerson};

use crate::support::Site;

both!(every_page_is_locked_down, |t: TestDb| async move {
    let site = Site::new(t).await;
    let mut ines = site.signed_in("ines").await;
    let pages = [
        ines.get("/inbox").await,
        ines.get("/nowhere").await,
        site.browser().get("/sign-in").await,
        site.browser().get("/").await,
    ];
    for page in pages {
        assert_eq!(
            page.header("content-security-policy"),
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; \
             connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
        );
        for (name, value) in [
            ("x-content-type-options", "nosniff"),
            ("referrer-policy", "same-origin"),
            ("cross-origin-opener-policy", "same-origin"),
            ("cross-origin-resource-policy", "same-origin"),
            ("x-frame-options", "DENY"),
            ("cache-control", "no-store"),
        ] {
            assert_eq!(page.header(name), value, "{name}");
        }
        assert!(page.header("permissions-policy").contains("geolocation=()"));
        let text = page.text();
        assert!(!text.contains("style=\"") && !text.contains("onclick=") && !text.contains("<style"), "{text}");
    }
});

both!(style_and_script_are_kept_for_ever_and_come_compressed, |t: TestDb| async move {
    let site = Site::new(t).await;
    let path = assets::path("app.css");
    let plain = site.browser().get(path).await;
    assert_eq!((plain.status, plain.header("content-encoding")), (200, ""));
    for (accepts, coding) in [("gzip, deflate, br", "br"), ("gzip", "gzip")] {
        let mut browser = site.browser();
        browser.headers.push(("accept-encoding", accepts.to_owned()));
        let page = browser.get(path).await;
        assert_eq!(page.header("content-encoding"), coding);
        assert_eq!(page.header("cache-control"), "public, max-age=31536000, immutable");
        assert_eq!(page.header("content-type"), "text/css; charset=utf-8");
        assert!(page.body.len() < plain.body.len() / 2);
    }
    assert_eq!(site.browser().get("/assets/app.css").await.status, 404);
});

both!(the_first_page_after_sign_in_weighs_under_sixty_kilobytes, |t: TestDb| async move {
    let site = Site::new(t).await;
    let roche = site.world.person("roche");
    for n in 0..60 {
        roche
            .write_to(
                "2nde4:pupils",
                &format!("Bonjour à tous, voici le mot numéro {n} de la semaine, à lire avant lundi."),
            )
            .await;
    }
    let mut ines = site.signed_in("ines").await;
    ines.headers.push(("accept-encoding", "br".to_owned()));
    let page = ines.get("/inbox").await;
    assert_eq!(page.header("content-encoding"), "br");
    let mut bytes = page.body.len();
    for name in ["app.css", "app.js", "inter.woff2", "mark.svg"] {
        bytes += ines.get(assets::path(name)).await.body.len();
    }
    assert!(bytes < 60_000, "{bytes} bytes");
});

both!(the_program_says_how_it_does, |t: TestDb| async move {
    let site = Site::new(t).await;
    assert_eq!(site.browser().get("/healthz").await.text(), "ok\n");
    site.world.person("ines").write_to("roche", "Bonjour").await;
    site.world.advance(Millis::minutes(2));
    let late = site.browser().get("/status").await;
    assert_eq!((late.status, late.text().contains("\"journal\":\"failing\"")), (503, true), "{}", late.text());
    record::seal(&site.world.app).await.expect("sealed");
    let well = site.browser().get("/status").await;
    assert_eq!(well.status, 200, "{}", well.text());
    site.world.t.db.close().await;
    let down = site.browser().get("/status").await;
    assert_eq!(down.status, 503);
    assert_eq!(site.browser().get("/healthz").await.status, 200, "the process is up all the same");
});

both!(a_fault_gives_a_mark_to_quote_and_nothing_of_the_inside, |t: TestDb| async move {
    let site = Site::new(t).await;
    let mut ines = site.signed_in("ines").await;
    site.world.t.db.close().await;
    let page = ines.get("/inbox").await;
    assert!(page.status >= 500, "{}", page.status);
    let text = page.text();
    assert!(page.shows("Vos messages sont en sécurité") || page.shows("en sécurité"), "{text}");
    for inside in ["sqlx", "database", "pool", "select ", "Error"] {
        assert!(!text.contains(inside), "{inside}: {text}");
    }
    assert!(text.contains("<code>"), "an operation's mark: {text}");
});

both!(the_demonstration_exists_only_where_it_is_asked_for, |t: TestDb| async move {
    let person = DemoPerson {
        name: "Inès Benali".into(),
        role: "élève".into(),
        login: "ines".into(),
        password: actions::testing::PASSWORD.into(),
        hint: "Écrivez à Anne Roche.".into(),
    };
    let played = || -> web::AttackFuture { Box::pin(async { Ok(Played { tried: 9, stopped: 8, displayed: 3 }) }) };
    let demo = DemoHandle { people: vec![person], attack: Box::new(played) };
    let site = Site::with(t, Settings { demo: Some(demo), ..Settings::default() }).await;
    let mut browser = site.browser();
    assert_eq!(browser.get("/").await.location(), "/demo");
    assert!(browser.get("/demo").await.shows("Inès Benali"));
    assert_eq!(browser.post("/demo/attack", &[]).await.location(), "/demo?said=attack-played");
    let mut page = browser.get("/demo").await;
    while page.shows("L’attaque est en cours") {
        tokio::task::yield_now().await;
        page = browser.get("/demo").await;
    }
    assert!(page.text().contains('9') && page.text().contains('8'), "{}", page.text());
});
