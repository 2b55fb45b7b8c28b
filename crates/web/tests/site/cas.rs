//! Going to services of others and back.

use actions::{
    services::{self, Added, NewService},
    testing::PASSWORD,
};
use model::service::AttributeSet;
use store::{both, testing::TestDb};

use crate::support::{Page, Site};

const SERVICE: &str = "https://notes.example/entree?de=preau";
const DOOR: &str = "/cas/login?service=https%3A%2F%2Fnotes.example%2Fentree%3Fde%3Dpreau";

async fn linked(t: TestDb) -> Site {
    let site = Site::new(t).await;
    let prefixes = ["https://notes.example/entree".to_owned()];
    let attributes = AttributeSet::Common;
    let new = NewService { code: "notes", name: "Notes & cie", prefixes: &prefixes, attributes };
    assert!(matches!(services::add(&site.world.app, &new).await.expect("an answer"), Added::Yes(_)));
    site
}

/// The ticket of the address to which the browser is sent.
fn ticket(page: &Page) -> String {
    assert_eq!(page.status, 303, "{}", page.text());
    let ticket = page.location().strip_prefix(&format!("{SERVICE}&ticket="));
    ticket.unwrap_or_else(|| panic!("{} has no ticket", page.location())).to_owned()
}

async fn asks(site: &Site, path: &str, ticket: &str, more: &str) -> Page {
    let service = DOOR.split_once('=').expect("a service").1;
    site.browser().get(&format!("{path}?service={service}&ticket={ticket}{more}")).await
}

both!(one_signs_in_on_the_way_to_a_service, |t: TestDb| async move {
    let site = linked(t).await;
    let mut browser = site.browser();
    let page = browser.get(DOOR).await;
    assert_eq!(page.status, 200);
    assert!(page.shows("Notes & cie"), "{}", page.text());
    let then = page.field("then").expect("a field");
    assert_eq!(then, DOOR);
    let policy = page.header("content-security-policy");
    assert!(policy.contains("form-action 'self' https: https://notes.example;"), "{policy}");
    let wrong = browser.post("/sign-in", &[("login", "ines"), ("password", "x"), ("then", &then)]).await;
    assert_eq!((wrong.status, wrong.field("then").as_deref()), (401, Some(DOOR)));
    assert!(wrong.shows("Notes & cie") && wrong.header("content-security-policy").contains("https://notes.example;"));
    let page = browser.post("/sign-in", &[("login", "ines"), ("password", PASSWORD), ("then", &then)]).await;
    assert_eq!((page.status, page.location()), (303, DOOR));
    let first = ticket(&browser.get(DOOR).await);
    assert_ne!(ticket(&browser.get(DOOR).await), first, "without a word from then on");
});

both!(a_link_to_a_service_that_is_not_linked_leads_nowhere, |t: TestDb| async move {
    let site = linked(t).await;
    for service in ["https%3A%2F%2Fevil.example%2F", "https%3A%2F%2Fnotes.example.evil.example%2Fentree", "%2Finbox"] {
        for gateway in ["", "&gateway=true", "&renew=true"] {
            let path = format!("/cas/login?service={service}{gateway}");
            for mut browser in [site.browser(), site.signed_in("ines").await] {
                let page = browser.get(&path).await;
                assert_eq!((page.status, page.location()), (403, ""), "{path}");
                assert!(page.shows("n’est pas relié") || page.shows("not linked"), "{}", page.text());
            }
        }
        let page = site.browser().get(&format!("/cas/logout?service={service}")).await;
        assert_eq!(page.location(), "/sign-in?said=signed-out", "{service}");
    }
});

both!(a_gateway_asks_nobody_and_renew_asks_everybody, |t: TestDb| async move {
    let site = linked(t).await;
    let page = site.browser().get(&format!("{DOOR}&gateway=true")).await;
    assert_eq!((page.status, page.location()), (303, SERVICE), "on without a ticket");
    let mut ines = site.signed_in("ines").await;
    ticket(&ines.get(&format!("{DOOR}&gateway=true")).await);
    let page = ines.get(&format!("{DOOR}&renew=true")).await;
    assert_eq!(page.status, 200, "asked again");
    let then = page.field("then").expect("a field");
    let page = ines.post("/sign-in", &[("login", "ines"), ("password", PASSWORD), ("then", &then)]).await;
    assert_eq!(page.location(), then);
    let fresh = ticket(&ines.get(&then).await);
    assert!(asks(&site, "/cas/serviceValidate", &fresh, "&renew=true").await.text().contains("authenticationSuccess"));
    let shared = ticket(&ines.get(DOOR).await);
    assert!(asks(&site, "/cas/serviceValidate", &shared, "&renew=true").await.text().contains("INVALID_TICKET"));
});

both!(a_service_is_told_who_came_in_each_of_its_languages, |t: TestDb| async move {
    let site = linked(t).await;
    let mut ines = site.signed_in("ines").await;
    let page = asks(&site, "/cas/validate", &ticket(&ines.get(DOOR).await), "").await;
    assert_eq!((page.status, page.text().as_str()), (200, "yes\nines\n"));
    assert!(page.header("content-type").starts_with("text/plain"));
    assert_eq!(asks(&site, "/cas/validate", "ST-AAA", "").await.text(), "no\n\n");
    for path in ["/cas/serviceValidate", "/cas/proxyValidate", "/cas/p3/serviceValidate", "/cas/p3/proxyValidate"] {
        let page = asks(&site, path, &ticket(&ines.get(DOOR).await), "").await;
        assert!(page.header("content-type").starts_with("application/xml"), "{path}");
        let text = page.text();
        for part in [
            "<cas:serviceResponse xmlns:cas=\"http://www.yale.edu/tp/cas\"><cas:authenticationSuccess><cas:user>ines<",
            "<cas:login>ines</cas:login>",
            "<cas:displayName>Inès Benali</cas:displayName>",
            "<cas:profile>pupil</cas:profile>",
            "<cas:classes>2NDE 4</cas:classes>",
        ] {
            assert!(text.contains(part), "{path}: {part} in {text}");
        }
        let page = asks(&site, path, &ticket(&ines.get(DOOR).await), "&format=JSON").await;
        assert_eq!(page.header("content-type"), "application/json");
        let told: serde_json::Value = serde_json::from_str(&page.text()).expect("JSON");
        let success = &told["serviceResponse"]["authenticationSuccess"];
        assert_eq!(success["user"], "ines", "{told}");
        assert_eq!(success["attributes"]["classes"], serde_json::json!(["2NDE 4"]), "{told}");
    }
});

both!(a_service_is_told_why_it_is_told_nothing, |t: TestDb| async move {
    let site = linked(t).await;
    let mut ines = site.signed_in("ines").await;
    let one = ticket(&ines.get(DOOR).await);
    for (ticket, more, code) in [
        ("", "", "INVALID_REQUEST"),
        ("PGT-1", "", "INVALID_TICKET_SPEC"),
        ("ST-1", "", "INVALID_TICKET"),
        (one.as_str(), "&pgtUrl=https%3A%2F%2Fnotes.example%2Fpgt", "INVALID_PROXY_CALLBACK"),
        (one.as_str(), "", "INVALID_TICKET"),
    ] {
        let page = asks(&site, "/cas/serviceValidate", ticket, more).await;
        assert!(page.text().contains(&format!("<cas:authenticationFailure code=\"{code}\">")), "{}", page.text());
        let page = asks(&site, "/cas/p3/serviceValidate", ticket, &format!("{more}&format=json")).await;
        assert!(page.text().contains("authenticationFailure"), "{}", page.text());
    }
    let other = ticket(&ines.get(DOOR).await);
    let path = format!("/cas/serviceValidate?service=https%3A%2F%2Fnotes.example%2Fentree&ticket={other}");
    assert!(site.browser().get(&path).await.text().contains("INVALID_SERVICE"));
});

both!(signing_out_at_a_service_is_signing_out_here, |t: TestDb| async move {
    let site = linked(t).await;
    let mut ines = site.signed_in("ines").await;
    let service = DOOR.split_once('=').expect("a service").1;
    let page = ines.get(&format!("/cas/logout?service={service}")).await;
    assert_eq!((page.status, page.location()), (303, SERVICE));
    assert!(!ines.cookies.contains_key("preau-session"));
    assert_eq!(ines.get("/inbox").await.status, 303);
    assert_eq!(site.browser().get("/cas/logout").await.location(), "/sign-in?said=signed-out");
    assert_eq!(site.browser().get("/cas/login").await.location(), "/");
});
