//! Codes: each for one service, one address, one verifier and one showing.

use actions::{
    oidc::Refusal,
    services::{self, Added},
};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use model::{Millis, limits, service::AttributeSet};
use serde_json::json;
use sha2::{Digest as _, Sha256};
use store::testing::TestDb;

use super::{
    Service, VERIFIER, address, adds, carnet, challenge, coded, link, linked, opens, signed_in, told, verified,
};

store::both!(a_code_lets_in_once_and_shown_again_it_takes_back_what_it_gave, |t: TestDb| async move {
    let (world, secret) = linked(t).await;
    let (_, ines) = signed_in(&world, "ines").await;
    let code = coded(&world, &ines, "carnet").await;
    let given = carnet(&secret).exchanges(&world, &code).await.expect("let in");
    let next = carnet(&secret).refreshes(&world, &given).await.expect("refreshed");
    assert_eq!(opens(&world, &next).await.expect("claims")["preferred_username"], "ines");
    assert_eq!(carnet(&secret).exchanges(&world, &code).await.err(), Some(Refusal::InvalidGrant), "replayed");
    for void in [&given, &next] {
        assert_eq!(opens(&world, void).await, None, "what it gave is void");
    }
    assert_eq!(carnet(&secret).refreshes(&world, &next).await.err(), Some(Refusal::InvalidGrant));
    assert_eq!(told(&world).await.len(), 1, "and the service is told");
    assert!(carnet(&secret).lets_in(&world, &ines).await.refresh.is_some(), "she herself goes there again");
});

store::both!(of_two_showings_of_a_code_at_once_none_is_worth_anything_afterwards, |t: TestDb| async move {
    let (world, secret) = linked(t).await;
    let (_, ines) = signed_in(&world, "ines").await;
    let code = coded(&world, &ines, "carnet").await;
    let service = carnet(&secret);
    let (one, other) = tokio::join!(service.exchanges(&world, &code), service.exchanges(&world, &code));
    let mut in_hand = [one, other].into_iter().flatten();
    let given = in_hand.next().expect("one of them");
    assert!(in_hand.next().is_none(), "one of them alone");
    assert_eq!(opens(&world, &given).await, None);
});

store::both!(a_code_is_for_one_service_one_address_and_one_verifier, |t: TestDb| async move {
    let (world, secret) = linked(t).await;
    let other_secret = link(&world, "autre", AttributeSet::Hub).await;
    let (_, ines) = signed_in(&world, "ines").await;
    let (us, other) = (carnet(&secret), Service { code: "autre", secret: Some(&other_secret) });
    let wrong_verifier = VERIFIER.replace('d', "e");
    let here = address("carnet");
    for (by, redirect, verifier, what) in [
        (us, here.as_str(), wrong_verifier.as_str(), "another verifier"),
        (us, here.as_str(), &challenge(), "the challenge itself"),
        (us, &address("autre"), VERIFIER, "another address"),
        (us, "https://carnet.example/retour", VERIFIER, "the beginning of the address"),
        (other, here.as_str(), VERIFIER, "another service"),
    ] {
        let code = coded(&world, &ines, "carnet").await;
        let refused = by.exchanges_for(&world, &code, redirect, verifier).await.err();
        assert_eq!(refused, Some(Refusal::InvalidGrant), "{what}");
        assert_eq!(us.exchanges(&world, &code).await.err(), Some(Refusal::InvalidGrant), "{what} has burnt it");
    }
    let (soon, late) = (coded(&world, &ines, "carnet").await, coded(&world, &ines, "carnet").await);
    world.advance(limits::CODE_LIFE - Millis(1));
    assert!(us.exchanges(&world, &soon).await.is_ok());
    world.advance(Millis(1));
    assert_eq!(us.exchanges(&world, &late).await.err(), Some(Refusal::InvalidGrant), "too late");
    for (code, verifier) in [("", VERIFIER), ("AC-1", "")] {
        let refused = us.exchanges_for(&world, code, &here, verifier).await.err();
        assert_eq!(refused, Some(Refusal::InvalidRequest));
    }
    assert_eq!(us.exchanges(&world, "AC-AAAA").await.err(), Some(Refusal::InvalidGrant), "invented");
});

store::both!(a_service_shows_its_secret_and_one_without_a_secret_shows_none, |t: TestDb| async move {
    let (world, secret) = linked(t).await;
    assert_eq!(adds(&world, "poche", AttributeSet::Hub, true).await, Added::Client(None));
    let other = link(&world, "autre", AttributeSet::Hub).await;
    let (_, ines) = signed_in(&world, "ines").await;
    let code = coded(&world, &ines, "carnet").await;
    for (code_of, shown) in
        [("carnet", None), ("carnet", Some("")), ("carnet", Some(other.as_str())), ("none", None), ("poche", Some("x"))]
    {
        let service = Service { code: code_of, secret: shown };
        assert_eq!(service.exchanges(&world, &code).await.err(), Some(Refusal::InvalidClient), "{code_of} {shown:?}");
    }
    assert!(carnet(&secret).exchanges(&world, &code).await.is_ok(), "who is not the service burns nothing");
    let pocket = Service { code: "poche", secret: None };
    let given = pocket.lets_in(&world, &ines).await;
    assert!(pocket.refreshes(&world, &given).await.is_ok());
    services::set_enabled(&world.app, "carnet", false).await.expect("closed");
    let closed = carnet(&secret).exchanges(&world, &code).await.err();
    assert_eq!(closed, Some(Refusal::InvalidClient), "one that is closed is none");
});

store::both!(an_identity_token_says_who_signed_in_to_one_service_alone, |t: TestDb| async move {
    let (world, secret) = linked(t).await;
    let hub_secret = link(&world, "hub", AttributeSet::Hub).await;
    let (_, ines) = signed_in(&world, "ines").await;
    world.advance(Millis::minutes(5));
    let here = carnet(&secret).lets_in(&world, &ines).await;
    let (header, claims) = verified(&world, &here.id_token).await;
    assert_eq!((&header["alg"], &header["typ"]), (&json!("ES256"), &json!("JWT")));
    let now = world.now().0 / 1_000;
    for (name, value) in [
        ("iss", json!("http://localhost")),
        ("aud", json!("carnet")),
        ("nonce", json!("n-1")),
        ("iat", json!(now)),
        ("exp", json!(now + 600)),
        ("auth_time", json!(now - 300)),
        ("at_hash", json!(URL_SAFE_NO_PAD.encode(&Sha256::digest(here.access.secret())[..16]))),
    ] {
        assert_eq!(claims[name], value, "{name} in {claims}");
    }
    let hub = Service { code: "hub", secret: Some(&hub_secret) }.lets_in(&world, &ines).await;
    let (_, there) = verified(&world, &hub.id_token).await;
    let again = verified(&world, &carnet(&secret).lets_in(&world, &ines).await.id_token).await.1;
    assert_eq!((&claims["sub"], &claims["sid"]), (&again["sub"], &again["sid"]), "the same at each visit");
    assert!(claims["sub"] != there["sub"] && claims["sid"] != there["sid"], "another at each service");
    for token in [&claims, &there] {
        let text = token.to_string();
        for secret in
            ["ines", "Inès", "Benali", &world.uuid("ines").to_string(), &world.uuid("ines").simple().to_string()]
        {
            assert!(!text.contains(secret), "{text}");
        }
    }
    let told = opens(&world, &hub).await.expect("claims");
    assert_eq!((&told["sub"], &told["PRO"]), (&there["sub"], &json!(["National_ELV"])), "{told}");
    assert!(told.get("name").is_none(), "{told}");
    let next = carnet(&secret).refreshes(&world, &here).await.expect("refreshed");
    let (_, next) = verified(&world, &next.id_token).await;
    assert_eq!((&next["sub"], &next["auth_time"], next.get("nonce")), (&claims["sub"], &claims["auth_time"], None));
});
