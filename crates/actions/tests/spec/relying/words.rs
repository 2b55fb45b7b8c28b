//! What a provider must have signed, and what its silence and its nonsense lead to.

use actions::{relying::outside::Answer, sign_in::SignedIn};
use model::limits;
use serde_json::{Value, json};

use super::*;

type Lie = (&'static str, fn(&mut Value));

/// Comes back with a word that a test has changed; it must not be believed.
async fn is_refused(world: &World, provider: &Provider, what: &str) {
    let mut tab = Tab::unknown();
    let before = journaled(world, "provider.refuse").await;
    let back = signs_in(world, provider, &mut tab, "s-ines").await;
    assert!(matches!(back, Back::Refused(_)), "{what}: {back:?}");
    assert!(tab.who(world).await.is_none(), "{what}");
    assert_eq!(journaled(world, "provider.refuse").await, before + 1, "{what}");
}

async fn is_believed(world: &World, provider: &Provider, what: &str) {
    let back = signs_in(world, provider, &mut Tab::unknown(), "s-ines").await;
    assert!(matches!(back, Back::Came(SignedIn::Yes(_), _)), "{what}: {back:?}");
}

const HEADERS: [Lie; 6] = [
    ("none", |header| header["alg"] = "none".into()),
    ("HS256 with the public key", |header| header["alg"] = "HS256".into()),
    ("another algorithm", |header| header["alg"] = "ES384".into()),
    ("no such key", |header| header["kid"] = "k9".into()),
    ("the key that is a secret", |header| header["kid"] = "secret".into()),
    ("a word of an end", |header| header["typ"] = "logout+jwt".into()),
];

const CLAIMS: [Lie; 20] = [
    ("another issuer", |claims| claims["iss"] = "https://autre.example".into()),
    ("nearly the issuer", |claims| claims["iss"] = "https://id.example/".into()),
    ("no issuer", |claims| drop(claims.as_object_mut().expect("claims").remove("iss"))),
    ("another audience", |claims| claims["aud"] = "autre".into()),
    ("two audiences, asked by nobody", |claims| claims["aud"] = json!(["preau-essai", "autre"])),
    ("asked by another", |claims| claims["azp"] = "autre".into()),
    ("no audience", |claims| claims["aud"] = json!([])),
    ("over", |claims| claims["exp"] = (claims["iat"].as_i64().expect("a time") - 301).into()),
    ("without an end", |claims| drop(claims.as_object_mut().expect("claims").remove("exp"))),
    ("of before the question", |claims| claims["iat"] = (claims["iat"].as_i64().expect("a time") - 301).into()),
    ("of tomorrow", |claims| claims["iat"] = (claims["iat"].as_i64().expect("a time") + 301).into()),
    ("not yet", |claims| claims["nbf"] = (claims["iat"].as_i64().expect("a time") + 301).into()),
    ("another nonce", |claims| claims["nonce"] = "autre".into()),
    ("no nonce", |claims| drop(claims.as_object_mut().expect("claims").remove("nonce"))),
    ("no subject", |claims| drop(claims.as_object_mut().expect("claims").remove("sub"))),
    ("an empty subject", |claims| claims["sub"] = "".into()),
    ("a subject that is too long", |claims| claims["sub"] = "s".repeat(256).into()),
    ("a subject that is no text", |claims| claims["sub"] = 7.into()),
    ("an end", |claims| claims["events"] = json!({ "http://schemas.openid.net/event/backchannel-logout": {} })),
    ("times that overflow", |claims| claims["iat"] = i64::MAX.into()),
];

store::both!(a_word_that_is_signed_otherwise_is_not_believed, |t: TestDb| async move {
    let (world, provider) = guichet(t).await;
    linked(&world, &provider, "ines", "s-ines").await;
    is_believed(&world, &provider, "honest").await;
    for (what, lie) in HEADERS {
        provider.heads(lie);
        is_refused(&world, &provider, what).await;
    }
    provider.heads(|_| {});
    is_believed(&world, &provider, "honest again").await;
    provider.changes_key(false);
    is_refused(&world, &provider, "a key that it does not publish").await;
});

store::both!(a_word_to_others_or_of_another_time_is_not_believed, |t: TestDb| async move {
    let (world, provider) = guichet(t).await;
    linked(&world, &provider, "ines", "s-ines").await;
    for (what, lie) in CLAIMS {
        provider.claims(lie);
        is_refused(&world, &provider, what).await;
    }
    let allowed: [Lie; 4] = [
        ("a list of one", |claims| claims["aud"] = json!(["preau-essai"])),
        ("two, asked by us", |claims| {
            claims["aud"] = json!(["preau-essai", "autre"]);
            claims["azp"] = "preau-essai".into();
        }),
        ("a clock that is late", |claims| claims["iat"] = (claims["iat"].as_i64().expect("a time") - 299).into()),
        ("a clock that is early", |claims| claims["iat"] = (claims["iat"].as_i64().expect("a time") + 299).into()),
    ];
    for (what, change) in allowed {
        provider.claims(change);
        is_believed(&world, &provider, what).await;
    }
});

store::both!(a_strength_that_is_wanted_is_asked_for_and_must_be_said, |t: TestDb| async move {
    let world = World::new(t).await;
    let provider = Provider::new(&world);
    let world = world.asking(&provider);
    world.adds_provider("guichet", &ALL, &["eidas1".to_owned(), "eidas2".to_owned()]).await;
    linked(&world, &provider, "ines", "s-ines").await;
    let address = goes(&world, &mut Tab::unknown()).await;
    assert!(address.contains("&acr_values=eidas1+eidas2"), "{address}");
    is_believed(&world, &provider, "one of them").await;
    provider.claims(|claims| claims["acr"] = "eidas0".into());
    is_refused(&world, &provider, "another").await;
    provider.claims(|claims| drop(claims.as_object_mut().expect("claims").remove("acr")));
    is_refused(&world, &provider, "none").await;
});

store::both!(a_provider_that_changes_its_key_is_believed_by_the_new_one, |t: TestDb| async move {
    let (world, provider) = guichet(t).await;
    linked(&world, &provider, "ines", "s-ines").await;
    let read = |provider: &Provider| provider.asked().iter().filter(|to| to.ends_with("/jwks")).count();
    let before = read(&provider);
    is_believed(&world, &provider, "the keys are known").await;
    assert_eq!(read(&provider), before);
    provider.changes_key(true);
    is_refused(&world, &provider, "within a minute nobody looks again").await;
    world.advance(limits::PROVIDER_KEYS_AGAIN);
    is_believed(&world, &provider, "the new key").await;
    assert_eq!(read(&provider), before + 1);
    provider.heads(|header| header["kid"] = "k7".into());
    for _ in 0..3 {
        is_refused(&world, &provider, "nobody makes us ask again and again").await;
    }
    assert_eq!(read(&provider), before + 1);
});

store::both!(what_is_no_answer_lets_nobody_in, |t: TestDb| async move {
    let (world, provider) = guichet(t).await;
    linked(&world, &provider, "ines", "s-ines").await;
    let says = |status: u16, body: &str| Some(Ok(Answer { status, body: body.as_bytes().to_vec() }));
    let mut broken = vec![Some(Err("too slow".to_owned()))];
    for body in ["", "hello", "[]", "{}", "{\"id_token\":7}", "{\"id_token\":\"a.b.c\"}", "\u{0}", "null"] {
        broken.push(says(200, body));
    }
    for status in [204, 302, 400, 404, 500] {
        broken.push(says(status, "{}"));
    }
    broken.push(Some(Ok(Answer { status: 200, body: vec![0xff, 0xfe] })));
    for instead in broken {
        let mut tab = Tab::unknown();
        let address = goes(&world, &mut tab).await;
        let (code, state) = provider.lets_in(&world, &address, "s-ines");
        let what = format!("{instead:?}");
        provider.answers(instead);
        let back = returns(&world, &tab, &code, &state).await;
        assert!(matches!(back, Some(Back::Silent(_) | Back::Refused(_))), "{what}: {back:?}");
        assert!(tab.who(&world).await.is_none(), "{what}");
        provider.answers(None);
    }
    world.advance(limits::PROVIDER_FRESH);
    provider.answers(says(200, "hello"));
    let gone = relying::to_sign_in(&world.app, "guichet", Tab::unknown().browser(), "/").await.expect("an answer");
    assert!(matches!(gone, Gone::Silent), "{gone:?}");
});
