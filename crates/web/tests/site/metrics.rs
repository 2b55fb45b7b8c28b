//! What monitoring reads.

use std::sync::Arc;

use store::{both, testing::TestDb};
use web::{Meters, Settings};

use crate::support::{Browser, Site};

/// The value of a line that begins so.
fn value(page: &str, begins: &str) -> f64 {
    let line = page.lines().find(|line| line.starts_with(begins)).unwrap_or_else(|| panic!("{begins} in\n{page}"));
    line.rsplit(' ').next().and_then(|value| value.parse().ok()).expect("a number")
}

both!(monitoring_reads_what_is_asked_sent_held_and_waiting, |t: TestDb| async move {
    let meters = Arc::new(Meters::default());
    let site = Site::with(t, Settings { meters: meters.clone(), ..Settings::default() }).await;
    let mut ines = site.signed_in("ines").await;
    ines.get("/inbox").await;
    ines.get("/inbox").await;
    ines.get("/no/such/page").await;
    ines.get("/desk").await;
    site.world.person("karim").write_to("ines", "à demain").await;
    site.world.person("karim").write_to("ines", "il y a une bombe").await;
    let mut monitoring = Browser::new(web::metrics(site.world.app.clone(), meters));
    let page = monitoring.get("/metrics").await;
    assert_eq!((page.status, page.header("content-type")), (200, "text/plain; version=0.0.4; charset=utf-8"));
    let text = page.text();
    for (line, expected) in [
        ("preau_requests_total{route=\"/inbox\",method=\"GET\",status=\"200\"}", 2.0),
        ("preau_requests_total{route=\"/sign-in\",method=\"POST\",status=\"303\"}", 1.0),
        ("preau_requests_total{route=\"/desk\",method=\"GET\",status=\"404\"}", 1.0),
        ("preau_requests_total{route=\"none\",method=\"none\",status=\"404\"}", 1.0),
        ("preau_request_seconds_count{route=\"/inbox\",method=\"GET\"}", 2.0),
        ("preau_sends_total{outcome=\"delivered\"}", 1.0),
        ("preau_sends_total{outcome=\"held\"}", 1.0),
        ("preau_judge_seconds_count", 2.0),
        ("preau_database_up", 1.0),
        ("preau_held_messages", 1.0),
        ("preau_jobs_dead", 0.0),
        ("preau_sessions", 1.0),
    ] {
        assert!((value(&text, line) - expected).abs() < f64::EPSILON, "{line}: {}", value(&text, line));
    }
    assert!(value(&text, "preau_database_seconds_count{step=\"statement\"}") > 10.0);
    assert!(value(&text, "preau_journal_unsealed") > 1.0);
    for private in ["ines", "bombe", "Inès", "Vallier"] {
        assert!(!text.contains(private), "{private} in\n{text}");
    }
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        let (name, number) = line.rsplit_once(' ').expect("a name and a value");
        assert!(name.starts_with("preau_") && number.parse::<f64>().is_ok(), "{line}");
    }
});

both!(the_pages_that_people_reach_do_not_hold_the_counts, |t: TestDb| async move {
    let site = Site::new(t).await;
    for who in ["operator", "desk", "ines"] {
        assert_eq!(site.signed_in(who).await.get("/metrics").await.status, 404, "{who}");
    }
});
