//! Services that speak OpenID Connect, as browsers and services themselves meet the site.

use actions::{
    oidc::register::{NewClient, register},
    services::{self, Added},
    testing::PASSWORD,
};
use axum::body::Body;
use model::{Millis, limits, service::AttributeSet};
use serde_json::{Value, json};
use store::{both, testing::TestDb};

use crate::support::{Browser, Page, Site};

const BACK: &str = "https://notes.example/retour?de=preau";
const AFTER: &str = "https://notes.example/fin";
/// Asks to be let in; the challenge is the one of the protocol's example, as is the verifier.
const DOOR: &str = "/oidc/authorize?client_id=notes&redirect_uri=https%3A%2F%2Fnotes.example%2Fretour%3Fde%3Dpreau\
     &response_type=code&scope=openid%20profile%20offline_access&state=%C3%A9tat&nonce=n-1\
     &code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&code_challenge_method=S256";
const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

/// A site with a service, and the service's secret.
async fn linked(t: TestDb) -> (Site, String) {
    let site = Site::new(t).await;
    let (redirects, after_logout) = ([BACK.to_owned()], [AFTER.to_owned()]);
    let new = NewClient {
        code: "notes",
        name: "Notes & cie",
        attributes: AttributeSet::Common,
        redirects: &redirects,
        after_logout: &after_logout,
        logout: None,
        public: false,
    };
    let Added::Client(Some(secret)) = register(&site.world.app, &new).await.expect("an answer") else {
        panic!("not linked")
    };
    (site, secret.secret().to_owned())
}

/// A value of the address to which the browser is sent.
fn value(page: &Page, name: &str) -> Option<String> {
    assert_eq!(page.status, 303, "{}", page.text());
    let query = page.location().strip_prefix(BACK).unwrap_or_else(|| panic!("on to {}", page.location()));
    let pairs = query.split('&').filter_map(|pair| pair.split_once('='));
    pairs.into_iter().find(|(key, _)| *key == name).map(|(_, value)| value.to_owned())
}

fn code(page: &Page) -> String {
    value(page, "code").unwrap_or_else(|| panic!("{} has no code", page.location()))
}

/// A program that is no browser.
fn program(site: &Site) -> Browser {
    let mut program = site.browser();
    program.is_program = true;
    program
}

fn read(page: &Page) -> Value {
    assert!(page.header("content-type").starts_with("application/json"), "{}", page.text());
    assert_eq!(page.header("cache-control"), "no-store");
    serde_json::from_str(&page.text()).expect("JSON")
}

async fn exchanges(site: &Site, secret: &str, code: &str) -> Page {
    let fields = [
        ("grant_type", "authorization_code"),
        ("code", code),
        ("redirect_uri", BACK),
        ("code_verifier", VERIFIER),
        ("client_id", "notes"),
        ("client_secret", secret),
    ];
    program(site).post("/oidc/token", &fields).await
}

async fn asks(site: &Site, access: &str) -> Page {
    let mut program = program(site);
    program.headers.push(("authorization", format!("Bearer {access}")));
    program.get("/oidc/userinfo").await
}

both!(one_signs_in_on_the_way_to_a_client, |t: TestDb| async move {
    let (site, secret) = linked(t).await;
    let mut browser = site.browser();
    let page = browser.get(DOOR).await;
    assert_eq!(page.status, 200, "{}", page.location());
    assert!(page.shows("Notes & cie"), "{}", page.text());
    let then = page.field("then").expect("a field");
    assert_eq!(then, DOOR);
    let policy = page.header("content-security-policy");
    assert!(policy.contains("form-action 'self' https: https://notes.example;"), "{policy}");
    let page = browser.post("/sign-in", &[("login", "ines"), ("password", PASSWORD), ("then", &then)]).await;
    assert_eq!((page.status, page.location()), (303, DOOR));
    let page = browser.get(DOOR).await;
    assert_eq!(value(&page, "state").as_deref(), Some("%C3%A9tat"));
    assert_eq!(value(&page, "iss").as_deref(), Some("http%3A%2F%2Flocalhost"));
    let given = read(&exchanges(&site, &secret, &code(&page)).await);
    assert_eq!((&given["token_type"], &given["expires_in"]), (&json!("Bearer"), &json!(600)), "{given}");
    let claims = read(&asks(&site, given["access_token"].as_str().expect("a token")).await);
    assert_eq!((&claims["name"], &claims["classes"]), (&json!("Inès Benali"), &json!(["2NDE 4"])), "{claims}");
    let silent = browser.get(&format!("{DOOR}&prompt=none")).await;
    assert!(value(&silent, "code").is_some(), "without a word from then on");
});

both!(a_question_that_cannot_be_answered_goes_back_only_to_who_asked, |t: TestDb| async move {
    let (site, _) = linked(t).await;
    for (from, to) in [
        ("client_id=notes", "client_id=autre"),
        ("client_id=notes", "client_id=NOTES"),
        ("retour%3Fde%3Dpreau", "retour"),
        ("notes.example", "notes.example.evil.example"),
        ("https%3A%2F%2Fnotes.example", "https%3A%2F%2Fnotes.example%40evil.example"),
    ] {
        let path = DOOR.replacen(from, to, 1);
        for mut browser in [site.browser(), site.signed_in("ines").await] {
            for more in ["", "&prompt=none", "&prompt=login", "&response_mode=fragment"] {
                let page = browser.get(&format!("{path}{more}")).await;
                assert_eq!((page.status, page.location()), (403, ""), "{path}{more}");
                assert!(page.shows("n’est pas relié") || page.shows("not linked"), "{}", page.text());
            }
        }
    }
    for (from, to, error) in [
        ("response_type=code", "response_type=id_token", "unsupported_response_type"),
        ("scope=openid", "scope=email", "invalid_scope"),
        ("code_challenge_method=S256", "code_challenge_method=plain", "invalid_request"),
        ("&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM", "", "invalid_request"),
        ("&state", "&scope=openid&state", "invalid_request"),
        ("&nonce", "&request=e30.&nonce", "request_not_supported"),
        ("&nonce", "&prompt=none&nonce", "login_required"),
    ] {
        let page = site.browser().get(&DOOR.replacen(from, to, 1)).await;
        assert_eq!(value(&page, "error").as_deref(), Some(error), "{to}");
        assert_eq!(value(&page, "state").as_deref(), Some("%C3%A9tat"), "{to}");
    }
    assert_eq!(site.browser().get("/oidc/authorize").await.location(), "/");
});

both!(a_service_may_ask_that_one_signs_in_anew, |t: TestDb| async move {
    let (site, secret) = linked(t).await;
    let mut ines = site.signed_in("ines").await;
    code(&ines.get(DOOR).await);
    let door = format!("{DOOR}&prompt=login");
    let page = ines.get(&door).await;
    assert_eq!(page.status, 200, "asked again");
    let then = page.field("then").expect("a field");
    let page = ines.post("/sign-in", &[("login", "ines"), ("password", PASSWORD), ("then", &then)]).await;
    assert_eq!(page.location(), door);
    let given = exchanges(&site, &secret, &code(&ines.get(&door).await)).await;
    assert_eq!(given.status, 200, "{}", given.text());
    assert_eq!(ines.get(&door).await.status, 200, "and again: it was typed for another");
});

both!(a_second_factor_is_on_the_way_and_leads_on, |t: TestDb| async move {
    let (site, _) = linked(t).await;
    let roche = site.world.person("roche");
    roche.adds_factor().await;
    let mut phone = site.browser();
    phone.get(DOOR).await;
    let asked = phone.post("/sign-in", &[("login", "roche"), ("password", PASSWORD), ("then", DOOR)]).await;
    let policy = asked.header("content-security-policy");
    assert!(policy.contains("form-action 'self' https: https://notes.example;"), "{policy}");
    assert_eq!(phone.get(DOOR).await.status, 200, "half a sign-in leads nowhere");
    let (step, then) = (asked.field("step").expect("a field"), asked.field("then").expect("a field"));
    assert_eq!(then, DOOR);
    site.world.advance(Millis::seconds(30));
    let code_of_hers = roche.code().await;
    let fields = [("step", step.as_str()), ("code", &code_of_hers), ("then", &then)];
    let page = phone.post("/sign-in/code", &fields).await;
    assert_eq!((page.status, page.location()), (303, DOOR));
    code(&phone.get(DOOR).await);
});

both!(a_service_shows_itself_in_one_way, |t: TestDb| async move {
    let (site, secret) = linked(t).await;
    let mut ines = site.signed_in("ines").await;
    let token = |code: &str| {
        vec![
            ("grant_type", "authorization_code".to_owned()),
            ("code", code.to_owned()),
            ("redirect_uri", BACK.to_owned()),
            ("code_verifier", VERIFIER.to_owned()),
        ]
    };
    let base64 = |text: &str| {
        use base64::{Engine as _, engine::general_purpose::STANDARD};
        format!("Basic {}", STANDARD.encode(text))
    };
    let right = base64(&format!("notes:{secret}"));
    for (header, more, status, error) in [
        (Some(right.clone()), vec![], 200, ""),
        (Some(right.clone()), vec![("client_id", "notes")], 200, ""),
        (Some(right.clone()), vec![("client_secret", "x")], 400, "invalid_request"),
        (Some(right.clone()), vec![("client_id", "autre")], 400, "invalid_request"),
        (Some(base64("notes:x")), vec![], 401, "invalid_client"),
        (Some(base64("notes")), vec![], 400, "invalid_request"),
        (Some("Bearer x".to_owned()), vec![], 400, "invalid_request"),
        (None, vec![("client_id", "notes")], 401, "invalid_client"),
        (None, vec![], 401, "invalid_client"),
        (Some(right), vec![("code", "AC-2")], 400, "invalid_request"),
    ] {
        let code = code(&ines.get(DOOR).await);
        let mut fields = token(&code);
        fields.extend(more.iter().map(|(name, value)| (*name, (*value).to_owned())));
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let mut program = program(&site);
        program.headers.extend(header.clone().map(|header| ("authorization", header)));
        let page = program.post("/oidc/token", &fields).await;
        assert_eq!(page.status, status, "{header:?} {more:?}: {}", page.text());
        let told = read(&page);
        assert_eq!(told["error"].as_str().unwrap_or_default(), error, "{told}");
        assert_eq!(page.header("www-authenticate").starts_with("Basic"), status == 401);
    }
});

both!(what_a_service_sends_is_bounded_and_its_mistakes_have_names, |t: TestDb| async move {
    let (site, secret) = linked(t).await;
    for (fields, error) in [
        (vec![], "invalid_request"),
        (vec![("grant_type", "password")], "unsupported_grant_type"),
        (vec![("grant_type", "authorization_code")], "invalid_request"),
        (vec![("grant_type", "refresh_token")], "invalid_request"),
        (vec![("grant_type", "refresh_token"), ("refresh_token", "x")], "invalid_grant"),
    ] {
        let client = [("client_id", "notes"), ("client_secret", secret.as_str())];
        let page = program(&site).post("/oidc/token", &[fields, client.to_vec()].concat()).await;
        assert_eq!((page.status, read(&page)["error"].as_str()), (400, Some(error)));
    }
    let large = "x".repeat(limits::PROTOCOL_FORM_BYTES_MAX);
    for path in ["/oidc/token", "/oidc/userinfo"] {
        let page = program(&site).post(path, &[("access_token", &large)]).await;
        assert_eq!((page.status, read(&page)["error"].as_str()), (413, Some("invalid_request")), "{path}");
    }
    let json = Body::from("{\"grant_type\":\"password\"}");
    let page = program(&site).sends("POST", "/oidc/token", json, Some("application/json")).await;
    assert_eq!((page.status, read(&page)["error"].as_str()), (400, Some("invalid_request")));
});

both!(claims_are_told_to_a_token_that_opens_them, |t: TestDb| async move {
    let (site, secret) = linked(t).await;
    let mut ines = site.signed_in("ines").await;
    let given = read(&exchanges(&site, &secret, &code(&ines.get(DOOR).await)).await);
    let access = given["access_token"].as_str().expect("a token");
    let page = program(&site).post("/oidc/userinfo", &[("access_token", access)]).await;
    assert_eq!((page.status, &read(&page)["given_name"]), (200, &json!("Inès")));
    let nothing = program(&site).get("/oidc/userinfo").await;
    assert_eq!((nothing.status, nothing.header("www-authenticate")), (401, "Bearer realm=\"Preau\""));
    let nothing = program(&site).sends("POST", "/oidc/userinfo", Body::empty(), None).await;
    assert_eq!(nothing.status, 401);
    let in_address = program(&site).get(&format!("/oidc/userinfo?access_token={access}")).await;
    assert_eq!(in_address.status, 401, "an address is written in many logs");
    for wrong in ["x", given["id_token"].as_str().expect("one"), given["refresh_token"].as_str().expect("one")] {
        let page = asks(&site, wrong).await;
        assert_eq!((page.status, read(&page)["error"].as_str()), (401, Some("invalid_token")));
        assert!(page.header("www-authenticate").contains("error=\"invalid_token\""));
    }
    ines.post("/sign-out", &[]).await;
    assert_eq!(asks(&site, access).await.status, 401, "she has signed out");
});

both!(a_link_signs_nobody_out, |t: TestDb| async move {
    let (site, secret) = linked(t).await;
    let mut ines = site.signed_in("ines").await;
    let given = read(&exchanges(&site, &secret, &code(&ines.get(DOOR).await)).await);
    let hint = given["id_token"].as_str().expect("a token");
    let after = "post_logout_redirect_uri=https%3A%2F%2Fnotes.example%2Ffin&state=s-1";
    let mut karim = site.signed_in("karim").await;
    for (hers, path) in [
        (true, "/oidc/logout".to_owned()),
        (true, format!("/oidc/logout?client_id=notes&{after}")),
        (true, format!("/oidc/logout?id_token_hint={hint}x&{after}")),
        (false, format!("/oidc/logout?id_token_hint={hint}&{after}")),
    ] {
        let browser = if hers { &mut ines } else { &mut karim };
        let page = browser.get(&path).await;
        assert_eq!((page.status, page.location()), (400, ""), "{path}");
        assert!(page.shows("toujours connecté") || page.shows("still signed in"), "{}", page.text());
        assert_eq!(browser.get("/inbox").await.status, 200, "{path}");
    }
    let page = ines.get(&format!("/oidc/logout?id_token_hint={hint}&{after}")).await;
    assert_eq!((page.status, page.location()), (303, "https://notes.example/fin?state=s-1"));
    assert!(!ines.cookies.contains_key("preau-session"));
    assert_eq!(ines.get("/inbox").await.status, 303);
    let elsewhere = format!("/oidc/logout?id_token_hint={hint}&post_logout_redirect_uri=https%3A%2F%2Fevil.example");
    assert_eq!(site.browser().get(&elsewhere).await.location(), "/sign-in?said=signed-out");
});

both!(what_there_is_is_announced_and_is_there, |t: TestDb| async move {
    let (site, _) = linked(t).await;
    let announced = read(&site.browser().get("/.well-known/openid-configuration").await);
    let issuer = announced["issuer"].as_str().expect("an issuer");
    for name in ["authorization_endpoint", "token_endpoint", "userinfo_endpoint", "jwks_uri", "end_session_endpoint"] {
        let path = announced[name].as_str().and_then(|url| url.strip_prefix(issuer)).expect("below the issuer");
        let method = if name == "token_endpoint" { "POST" } else { "GET" };
        let known = web::routes::ROUTES.iter().any(|route| route.path == path && route.method == method);
        assert!(known, "{name} is at {path}");
    }
    let algorithms = &announced["id_token_signing_alg_values_supported"];
    assert_eq!((algorithms, &announced["code_challenge_methods_supported"]), (&json!(["ES256"]), &json!(["S256"])));
    let keys = read(&site.browser().get("/oidc/jwks").await);
    let keys = keys["keys"].as_array().expect("a list");
    let mut names: Vec<_> = keys[0].as_object().expect("a key").keys().map(String::as_str).collect();
    names.sort_unstable();
    assert_eq!((keys.len(), names), (1, vec!["alg", "crv", "kid", "kty", "use", "x", "y"]), "and nothing secret");
});

both!(a_service_that_is_closed_has_no_door, |t: TestDb| async move {
    let (site, _) = linked(t).await;
    let mut ines = site.signed_in("ines").await;
    code(&ines.get(DOOR).await);
    services::set_enabled(&site.world.app, "notes", false).await.expect("closed");
    assert_eq!(ines.get(DOOR).await.status, 403);
    assert_eq!(site.browser().get(DOOR).await.status, 403);
});
