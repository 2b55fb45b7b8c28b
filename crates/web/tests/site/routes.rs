//! Every address: who may call it, and what everybody else is told.

use std::{collections::BTreeSet, fs, path::Path};

use axum::{body::Body, http::Method};
use store::{both, testing::TestDb};
use web::routes::{ROUTES, Route, Who};

use crate::support::{Browser, Site};

/// A path of the route; its parameters name nothing that exists.
fn path(route: &Route) -> String {
    route.path.replace("{id}", &uuid::Uuid::from_u128(99).simple().to_string()).replace("{name}", "none.css")
}

async fn calls(browser: &mut Browser, route: &Route) -> crate::support::Page {
    match route.method {
        Method::GET => browser.get(&path(route)).await,
        _ => browser.post(&path(route), &[("key", "0")]).await,
    }
}

/// Whether somebody of the cast may call it.
fn may(who: &str, route: &Route) -> bool {
    match route.who {
        Who::Unasked | Who::Anyone => true,
        Who::SignedIn => who != "nobody",
        Who::AdultOfSchool => ["roche", "adou", "perrin"].contains(&who),
        Who::Resets => ["adou", "desk", "operator"].contains(&who),
        Who::Holder => ["desk", "operator"].contains(&who),
        Who::Desk => who == "desk",
        Who::Operator => who == "operator",
        Who::DemoOnly => false,
    }
}

both!(a_route_is_there_only_for_those_who_may_call_it, |t: TestDb| async move {
    let site = Site::new(t).await;
    for who in ["ines", "farida", "roche", "perrin", "adou", "desk", "operator"] {
        for route in ROUTES {
            // Signing out would end the session that the next routes are asked with.
            if route.path == "/sign-out" {
                continue;
            }
            let mut browser = site.signed_in(who).await;
            if route.path == "/events" {
                let (status, ..) = browser.opens("GET", "/events", Body::empty(), None).await;
                assert_eq!(status, 200, "{who} listens");
                continue;
            }
            let page = calls(&mut browser, route).await;
            let called = format!("{who} calls {} {}", route.method, route.path);
            assert!(page.status < 500, "{called}: {} {}", page.status, page.text());
            assert_ne!(page.status, 403, "{called}");
            if !may(who, route) {
                assert_eq!(page.status, 404, "{called}");
            } else if !route.path.contains('{') {
                assert_ne!(page.status, 404, "{called}");
            }
        }
    }
});

both!(who_is_not_signed_in_is_asked_to_sign_in, |t: TestDb| async move {
    let site = Site::new(t).await;
    for route in ROUTES.iter().filter(|route| !may("nobody", route)) {
        let mut browser = site.browser();
        let page = calls(&mut browser, route).await;
        let called = format!("nobody calls {} {}", route.method, route.path);
        match (route.who, &route.method, route.path) {
            (Who::DemoOnly, ..) => assert_eq!(page.status, 404, "{called}"),
            (_, &Method::POST, "/messages") => assert_eq!(page.status, 401, "{called}"),
            (_, &Method::GET, path) => {
                assert_eq!(page.status, 303, "{called}");
                let begins = format!("/sign-in?then=%2F{}", path.split('/').nth(1).unwrap_or_default());
                assert!(page.location().starts_with(&begins), "{called}: {}", page.location());
            }
            _ => {
                assert_eq!(page.status, 303, "{called}");
                assert!(page.location().starts_with("/sign-in"), "{called}: {}", page.location());
            }
        }
    }
});

both!(what_is_not_there_and_what_one_may_not_know_are_one_answer, |t: TestDb| async move {
    let site = Site::new(t).await;
    let held = site.world.person("karim").write_to("ines", "il y a une bombe").await;
    let mut ines = site.signed_in("ines").await;
    let unknown = ines.get(&format!("/messages/{}", uuid::Uuid::from_u128(5).simple())).await;
    let pages = [
        ines.get(&format!("/messages/{held}")).await,
        ines.get("/desk").await,
        ines.get(&format!("/desk/messages/{held}")).await,
        ines.get("/no/such/page").await,
        ines.get("/messages/not-an-identity").await,
        ines.sends("PUT", "/desk", Body::empty(), None).await,
        ines.sends("DELETE", "/inbox", Body::empty(), None).await,
        ines.sends("OPTIONS", "/inbox", Body::empty(), None).await,
        ines.sends("TRACE", "/inbox", Body::empty(), None).await,
    ];
    for page in pages {
        assert_eq!((page.status, page.text()), (404, unknown.text()));
    }
});

both!(a_head_is_the_page_without_its_body, |t: TestDb| async move {
    let site = Site::new(t).await;
    let mut ines = site.signed_in("ines").await;
    for (path, status) in [("/inbox", 200), ("/desk", 404), ("/healthz", 200)] {
        let page = ines.sends("HEAD", path, Body::empty(), None).await;
        assert_eq!((page.status, page.body.len()), (status, 0), "{path}");
    }
});

#[test]
fn an_address_is_declared_once_and_speaks_plainly() {
    let once: BTreeSet<(String, &str)> = ROUTES.iter().map(|route| (route.method.to_string(), route.path)).collect();
    assert_eq!(once.len(), ROUTES.len());
    for route in ROUTES {
        assert!(route.method == Method::GET || route.body.bytes_max() > 0, "{} takes a form", route.path);
        assert!(route.method == Method::POST || route.body.bytes_max() == 0, "{} takes nothing", route.path);
    }
}

#[test]
fn every_link_and_form_of_a_template_leads_somewhere() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("templates");
    let mut looked_at = 0;
    for entry in fs::read_dir(folder).expect("templates").flatten() {
        let text = fs::read_to_string(entry.path()).expect("a template");
        for (attribute, methods) in [("href=\"/", &["GET"][..]), ("action=\"/", &["GET", "POST"])] {
            for rest in text.split(attribute).skip(1) {
                let target: String = rest.chars().take_while(|c| *c != '"').collect();
                let path = format!("/{}", target.split(['?', '#']).next().unwrap_or_default());
                looked_at += 1;
                assert!(leads(&path, methods), "{}: {path} leads nowhere", entry.path().display());
            }
        }
    }
    assert!(looked_at > 40, "{looked_at} links were looked at");
}

/// Whether a route answers a path in which `{{ … }}` stand for parameters.
fn leads(path: &str, methods: &[&str]) -> bool {
    let same = |a: &str, b: &str| a == b || b.starts_with('{') && a.starts_with("{{");
    // A parameter's own words may hold a slash or a space; they are one part.
    let mut parts: Vec<String> = Vec::new();
    let mut inside = false;
    for part in path.split('/') {
        match parts.last_mut().filter(|_| inside) {
            Some(last) => last.push_str(part),
            None => parts.push(part.to_owned()),
        }
        inside = parts.last().is_some_and(|last| last.contains("{{") && !last.contains("}}"));
    }
    ROUTES.iter().any(|route| {
        let theirs: Vec<&str> = route.path.split('/').collect();
        methods.contains(&route.method.as_str())
            && theirs.len() == parts.len()
            && parts.iter().zip(theirs).all(|(a, b)| same(a, b))
    })
}
