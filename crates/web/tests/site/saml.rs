//! A provider that speaks SAML, as browsers and the provider itself meet the site.

use actions::testing::{World, counter::AtCounter};
use model::provider::Public;
use store::{both, testing::TestDb};
use web::{Settings, routes::ROUTES};

use crate::support::{Browser, Page, Site};

const BACK: &str = "/sign-in/with/guichet/saml";

async fn site(t: TestDb) -> Site {
    let world = World::new(t).await;
    world.adds_counter("guichet", Public::ALL, &[]).await;
    Site::of(world, Settings::default())
}

fn at_counter(site: &Site, page: &Page, subject: &str) -> AtCounter {
    assert_eq!(page.status, 200, "{}", page.text());
    let to = page.header("refresh").strip_prefix("0; url=").expect("it goes on");
    AtCounter::new(&site.world, to, subject)
}

/// A form that the provider's site makes a browser send: it is of another site, so no cookie comes with it.
async fn from_the_provider(site: &Site, fields: &[(&str, &str)]) -> Page {
    let mut elsewhere = site.browser();
    elsewhere.headers =
        vec![("sec-fetch-site", "cross-site".to_owned()), ("origin", "https://guichet.example".to_owned())];
    elsewhere.post(BACK, fields).await
}

/// Comes back from the counter.
async fn returns(site: &Site, browser: &mut Browser, at: &AtCounter) -> Page {
    let form = at.form();
    let page = from_the_provider(site, &[("SAMLResponse", &form), ("RelayState", &at.state)]).await;
    assert_eq!(page.status, 303, "{}", page.text());
    assert_eq!(page.header("set-cookie"), "", "nobody is in yet");
    browser.get(page.location()).await
}

async fn comes(site: &Site, browser: &mut Browser, subject: &str) -> Page {
    let page = browser.post("/sign-in/with/guichet", &[("then", "/sent?x=1")]).await;
    let at = at_counter(site, &page, subject);
    returns(site, browser, &at).await
}

async fn links(site: &Site, who: &str, subject: &str) -> Browser {
    let mut browser = site.at_home(who).await;
    let page = browser.post("/account/providers/guichet", &[]).await;
    let at = at_counter(site, &page, subject);
    let page = returns(site, &mut browser, &at).await;
    assert_eq!((page.status, page.location()), (303, "/account?said=provider-linked"), "{}", page.text());
    browser
}

both!(one_links_an_account_and_comes_in_by_saml, |t: TestDb| async move {
    let site = site(t).await;
    links(&site, "ines", "ref-ines").await;
    let mut other = site.browser();
    assert!(other.get("/sign-in").await.shows("EduConnect d’essai"));
    let page = comes(&site, &mut other, "ref-ines").await;
    assert_eq!((page.status, page.location()), (303, "/sent?x=1"));
    assert!(other.get("/account").await.shows("Inès Benali"));
    let page = other.post("/sign-out", &[]).await;
    assert_eq!(page.location(), "/sign-in?said=signed-out", "no way out there");
    let mut stranger = site.browser();
    let page = comes(&site, &mut stranger, "ref-personne").await;
    assert!(page.status == 401 && page.shows("Aucun compte à ouvrir"), "{}", page.text());
});

both!(of_several_accounts_one_is_chosen_after_saml_too, |t: TestDb| async move {
    let site = site(t).await;
    for who in ["farida", "paul"] {
        links(&site, who, "ref-famille").await;
    }
    let mut browser = site.browser();
    let page = comes(&site, &mut browser, "ref-famille").await;
    assert!(page.shows("Farida Benali") && page.shows("Quel compte"), "{}", page.text());
    let (proof, paul) = (page.field("proof").expect("a name"), site.id("paul"));
    let fields = [("proof", proof.as_str()), ("person", paul.as_str()), ("then", "/inbox")];
    let page = browser.post("/sign-in/choose", &fields).await;
    assert_eq!((page.status, page.location()), (303, "/inbox"));
});

both!(what_is_brought_opens_nothing_in_another_browser_and_nothing_unasked, |t: TestDb| async move {
    let site = site(t).await;
    links(&site, "ines", "ref-ines").await;
    let mut hers = site.browser();
    let page = hers.post("/sign-in/with/guichet", &[]).await;
    let at = at_counter(&site, &page, "ref-ines");
    let form = at.form();
    let brought = from_the_provider(&site, &[("SAMLResponse", &form), ("RelayState", &at.state)]).await;
    let mut thief = site.browser();
    let page = thief.get(brought.location()).await;
    assert!(page.status == 401 && page.shows("Recommencez"), "{}", page.text());
    let nowhere = "/sign-in/with/guichet/back?state=&code=";
    for fields in [
        &[("SAMLResponse", "x"), ("RelayState", "y")][..],
        &[("RelayState", "https://evil.example/")],
        &[("SAMLResponse", &form), ("RelayState", &at.state), ("RelayState", &at.state)],
        &[],
    ] {
        let page = from_the_provider(&site, fields).await;
        assert_eq!((page.status, page.location()), (303, nowhere), "{fields:?}");
    }
    assert_eq!(hers.get(nowhere).await.status, 401);
    assert_eq!(hers.get(brought.location()).await.status, 303, "hers is still hers");
    let large = "A".repeat(model::limits::FORM_BYTES_MAX);
    assert_eq!(from_the_provider(&site, &[("SAMLResponse", &large)]).await.status, 413);
    assert_eq!(site.browser().post("/sign-in/with/autre/saml", &[]).await.status, 404);
});

both!(one_address_alone_takes_forms_from_elsewhere_and_asks_nobody_who_they_are, |t: TestDb| async move {
    let site = site(t).await;
    for route in ROUTES.iter().filter(|route| route.method == axum::http::Method::POST) {
        let mut elsewhere = site.browser();
        elsewhere.headers =
            vec![("sec-fetch-site", "cross-site".to_owned()), ("origin", "https://guichet.example".to_owned())];
        let path = route.path.replace("{name}", "guichet").replace("{id}", "x");
        let page = elsewhere.post(&path, &[]).await;
        if path == BACK {
            assert_eq!((page.status, route.who), (303, web::routes::Who::Unasked));
        } else {
            assert_eq!(page.status, 403, "{path}");
        }
    }
});

both!(this_installation_describes_itself, |t: TestDb| async move {
    let site = site(t).await;
    let page = site.browser().get("/saml/metadata/guichet").await;
    assert_eq!((page.status, page.header("content-type")), (200, "application/samlmetadata+xml"));
    assert!(page.text().contains(BACK) && page.text().contains("/saml/metadata/guichet"), "{}", page.text());
    assert_eq!(site.browser().get("/saml/metadata/autre").await.status, 404);
    assert_eq!(site.browser().get(BACK).await.status, 404);
});
