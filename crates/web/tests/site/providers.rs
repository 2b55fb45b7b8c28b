//! Providers of identity, as browsers and providers themselves meet the site.

use actions::testing::{
    PASSWORD, World,
    provider::{ISSUER, Provider},
};
use model::provider::Public;
use store::{both, testing::TestDb};
use web::Settings;

use crate::support::{Browser, Page, Site};

const EVERYBODY: [Public; 3] = [Public::Staff, Public::Guardian, Public::Pupil];

/// A site with a provider for everybody.
async fn site(t: TestDb) -> (Site, Provider) {
    let world = World::new(t).await;
    let provider = Provider::new(&world);
    let world = world.asking(&provider);
    world.adds_provider("guichet", &EVERYBODY, &[]).await;
    (Site::of(world, Settings::default()), provider)
}

/// Where a page goes on to by itself, which its link says too.
fn onward(page: &Page) -> String {
    assert_eq!(page.status, 200, "{}", page.text());
    let to = page.header("refresh").strip_prefix("0; url=").expect("it goes on").to_owned();
    assert!(page.text().contains(&to.replace('&', "&#38;")), "{}", page.text());
    to
}

/// Comes back from the provider as a subject.
async fn returns(site: &Site, provider: &Provider, browser: &mut Browser, to: &str, subject: &str) -> Page {
    let (code, state) = provider.lets_in(&site.world, to, subject);
    browser.get(&format!("/sign-in/with/guichet/back?code={code}&state={state}&iss=https%3A%2F%2Fid.example")).await
}

async fn comes(site: &Site, provider: &Provider, browser: &mut Browser, subject: &str) -> Page {
    let page = browser.post("/sign-in/with/guichet", &[("then", "/sent?x=1")]).await;
    returns(site, provider, browser, &onward(&page), subject).await
}

/// Somebody links a subject from their account's page.
async fn links(site: &Site, provider: &Provider, who: &str, subject: &str) -> Browser {
    let mut browser = site.at_home(who).await;
    let page = browser.post("/account/providers/guichet", &[]).await;
    let page = returns(site, provider, &mut browser, &onward(&page), subject).await;
    assert_eq!((page.status, page.location()), (303, "/account?said=provider-linked"), "{}", page.text());
    browser
}

both!(one_links_an_account_comes_in_by_it_and_takes_it_away, |t: TestDb| async move {
    let (site, provider) = site(t).await;
    let mut browser = site.at_home("ines").await;
    assert!(browser.get("/account").await.shows("Relier mon compte Guichet d’essai"));
    let mut browser = links(&site, &provider, "ines", "s-ines").await;
    let account = browser.get("/account").await;
    assert!(account.shows("Détacher") && !account.shows("Relier mon compte"), "{}", account.text());
    let page = browser.post("/sign-out", &[]).await;
    assert_eq!((page.status, page.location()), (303, "/sign-in?said=signed-out"), "she came in by her password");

    let mut other = site.browser();
    assert!(other.get("/sign-in").await.shows("Guichet d’essai"));
    let page = comes(&site, &provider, &mut other, "s-ines").await;
    assert_eq!((page.status, page.location()), (303, "/sent?x=1"));
    assert!(other.get("/account").await.shows("Inès Benali"));
    let page = other.post("/sign-out", &[]).await;
    assert!(onward(&page).starts_with(&format!("{ISSUER}/end?id_token_hint=")), "on to the way out there");
    assert_eq!(other.get("/inbox").await.status, 303, "out here already");

    assert_eq!(browser.signs_in("ines").await.status, 303);
    let account = browser.get("/account").await.text();
    let (_, rest) = account.split_once("/account/links/").expect("a form");
    let id = rest.split('/').next().expect("its end").to_owned();
    let page = browser.post(&format!("/account/links/{id}/end"), &[]).await;
    assert_eq!(page.location(), "/account?said=provider-unlinked");
    assert_eq!(browser.post(&format!("/account/links/{id}/end"), &[]).await.status, 404);
    let page = comes(&site, &provider, &mut other, "s-ines").await;
    assert!(page.status == 401 && page.shows("Aucun compte à ouvrir"), "{}", page.text());
});

both!(no_account_is_one_page_whatever_the_reason, |t: TestDb| async move {
    let (site, provider) = site(t).await;
    links(&site, &provider, "ines", "s-ines").await;
    let mut directory = site.world.directory().await;
    directory.run("update account set state = 'suspended' where login = $1", ("ines",)).await;
    directory.save().await;
    let mut said = Vec::new();
    for subject in ["s-ines", "s-personne"] {
        let mut browser = site.browser();
        let page = comes(&site, &provider, &mut browser, subject).await;
        let proof = page.field("proof").expect("a name");
        assert!(!page.text().contains("Benali"), "nobody is named");
        said.push((page.status, page.text().replace(&proof, "…")));
    }
    assert_eq!(said[0], said[1]);
});

both!(a_printed_code_goes_on_where_one_was_going, |t: TestDb| async move {
    let (site, provider) = site(t).await;
    let invited = actions::operate::invite(&site.world.app, "lea").await.expect("an answer");
    let (_, code) = invited.expect("a code");
    let mut browser = site.browser();
    let page = comes(&site, &provider, &mut browser, "s-lea").await;
    let (proof, then) = (page.field("proof").expect("a name"), page.field("then").expect("a path"));
    let fields = |code: &str| [("proof", proof.clone()), ("then", then.clone()), ("code", code.to_owned())];
    let send = |fields: &[(&'static str, String); 3]| -> Vec<(&'static str, String)> { fields.to_vec() };
    for (typed, status) in [("AAAAA-AAAAA-A", 422), ("<script>", 422), (code.as_str(), 303)] {
        let form = send(&fields(typed));
        let form: Vec<(&str, &str)> = form.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let page = browser.post("/sign-in/linked", &form).await;
        assert_eq!(page.status, status, "{typed}: {}", page.text());
        if status == 303 {
            assert_eq!(page.location(), "/sent?x=1");
        } else {
            assert_eq!(page.field("proof").as_ref(), Some(&proof));
        }
    }
    assert!(browser.get("/account").await.shows("Léa Nguyễn"));
    let page = site.browser().post("/sign-in", &[("login", "lea"), ("password", PASSWORD)]).await;
    assert_eq!(page.status, 401, "no password opens it any more");
    let account = browser.get("/account").await.text();
    let (_, rest) = account.split_once("/account/links/").expect("a form");
    let id = rest.split('/').next().expect("its end").to_owned();
    let page = browser.post(&format!("/account/links/{id}/end"), &[]).await;
    assert_eq!(page.location(), "/account?said=provider-last-way");
});

both!(of_several_accounts_one_is_chosen_after_the_proof, |t: TestDb| async move {
    let (site, provider) = site(t).await;
    for who in ["farida", "paul"] {
        links(&site, &provider, who, "s-famille").await;
    }
    let mut browser = site.browser();
    let page = comes(&site, &provider, &mut browser, "s-famille").await;
    assert!(page.shows("Farida Benali") && page.shows("Quel compte"), "{}", page.text());
    let proof = page.field("proof").expect("a name");
    let paul = site.id("paul");
    let fields = [("proof", proof.as_str()), ("person", paul.as_str()), ("then", "/inbox")];
    assert_eq!(site.browser().post("/sign-in/choose", &fields).await.status, 401, "another browser");
    let page = browser.post("/sign-in/choose", &fields).await;
    assert_eq!((page.status, page.location()), (303, "/inbox"));
    assert_eq!(browser.post("/sign-in/choose", &fields).await.status, 401, "once");
    let nonsense = [("proof", proof.as_str()), ("person", "moi")];
    assert_eq!(browser.post("/sign-in/choose", &nonsense).await.status, 400);
});

both!(nothing_that_comes_from_elsewhere_begins_or_ends_a_sign_in, |t: TestDb| async move {
    let (site, provider) = site(t).await;
    let mut ines = links(&site, &provider, "ines", "s-ines").await;
    let mut elsewhere = site.browser();
    elsewhere.headers =
        vec![("sec-fetch-site", "cross-site".to_owned()), ("origin", "https://evil.example".to_owned())];
    for path in ["/sign-in/with/guichet", "/sign-in/choose", "/sign-in/linked", "/account/providers/guichet"] {
        assert_eq!(elsewhere.post(path, &[]).await.status, 403, "{path}");
    }
    let unknown = "/sign-in/with/guichet/back?code=a&state=b&iss=https%3A%2F%2Fid.example";
    let mut stranger = site.browser();
    let page = stranger.get(unknown).await;
    assert!(page.status == 401 && page.shows("Recommencez"), "{}", page.text());
    let page = ines.get(unknown).await;
    assert_eq!((page.status, page.location()), (303, "/account?said=provider-not-linked"), "she stays in");
    for path in ["/sign-in/with/autre", "/account/providers/autre"] {
        assert_eq!(ines.post(path, &[]).await.status, 404, "{path}");
    }
    let page = site.browser().post("/sign-in/with/guichet", &[("then", "https://evil.example/")]).await;
    let mut browser = site.browser();
    assert_eq!(page.status, 200);
    let page = browser.post("/sign-in/with/guichet", &[("then", "//evil.example")]).await;
    let page = returns(&site, &provider, &mut browser, &onward(&page), "s-ines").await;
    assert_eq!((page.status, page.location()), (303, "/"), "on to a page of this site");
});

both!(a_provider_is_told_whether_its_word_was_taken, |t: TestDb| async move {
    let (site, provider) = site(t).await;
    links(&site, &provider, "ines", "s-ines").await;
    let mut browser = site.browser();
    assert_eq!(comes(&site, &provider, &mut browser, "s-ines").await.status, 303);
    let mut program = site.browser();
    program.is_program = true;
    let path = "/sign-in/with/guichet/logout";
    for word in ["", "a.b.c", &"x".repeat(20_000)] {
        let page = program.post(path, &[("logout_token", word)]).await;
        assert_eq!((page.status, page.header("cache-control")), (400, "no-store"), "{word:.9}");
        assert_eq!(page.text(), r#"{"error":"invalid_request"}"#);
    }
    let word = provider.says_ended(&site.world, "s-ines", None, "j1");
    assert_eq!(program.post("/sign-in/with/autre/logout", &[("logout_token", &word)]).await.status, 404);
    assert_eq!(browser.get("/inbox").await.status, 200);
    let page = program.post(path, &[("logout_token", &word)]).await;
    assert_eq!((page.status, page.text()), (200, String::new()));
    assert_eq!(browser.get("/inbox").await.status, 303, "out");
    assert_eq!(program.post(path, &[("logout_token", &word)]).await.status, 400, "once");
});

both!(a_provider_that_is_silent_leaves_the_password, |t: TestDb| async move {
    let (site, provider) = site(t).await;
    site.world.advance(model::limits::PROVIDER_FRESH);
    provider.answers(Some(Err("personne".to_owned())));
    let page = site.browser().post("/sign-in/with/guichet", &[("then", "/sent")]).await;
    assert!(page.status == 503 && page.shows("ne répond pas"), "{}", page.text());
    assert_eq!(page.field("then").as_deref(), Some("/sent"));
    let mut home = site.at_home("ines").await;
    let page = home.post("/account/providers/guichet", &[]).await;
    assert_eq!(page.location(), "/account?said=provider-not-linked");
});

both!(a_second_factor_is_asked_for_on_the_page_that_asks_for_it, |t: TestDb| async move {
    let (site, provider) = site(t).await;
    let paper = site.world.person("roche").adds_factor().await;
    let mut home = site.at_home("roche").await;
    let page = home.post("/account/providers/guichet", &[]).await;
    assert!(page.header("refresh").is_empty(), "she proves first that it is her: {}", page.text());
    site.world.advance(model::Millis::seconds(30));
    let code = site.world.person("roche").code().await;
    let page = home.post("/account/providers/guichet", &[("_proof", &code)]).await;
    let page = returns(&site, &provider, &mut home, &onward(&page), "s-roche").await;
    assert_eq!(page.location(), "/account?said=provider-linked");
    let mut other = site.browser();
    let page = comes(&site, &provider, &mut other, "s-roche").await;
    let step = page.field("step").expect("the second half");
    let fields = [("step", step.as_str()), ("code", paper[0].as_str()), ("then", "/sent")];
    let page = other.post("/sign-in/code", &fields).await;
    assert_eq!((page.status, page.location()), (303, "/sent"));
});
