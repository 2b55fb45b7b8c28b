//! A session ends on both sides: a provider's signed word ends what came of it, and the way out leads there.

use actions::{
    relying::{Onward, Told},
    sign_in,
};
use model::Millis;
use serde_json::{Value, json};

use super::*;

async fn hears(world: &World, said: &str) -> Told {
    relying::ended_there(&world.app, "guichet", said).await.expect("an answer")
}

store::both!(a_session_that_ended_at_the_provider_ends_here, |t: TestDb| async move {
    let (world, provider) = guichet(t).await;
    let (own, _) = linked(&world, &provider, "ines", "s-ines").await;
    linked(&world, &provider, "karim", "s-karim").await;
    let (mut one, mut karim) = (Tab::unknown(), Tab::unknown());
    signs_in(&world, &provider, &mut one, "s-ines").await;
    signs_in(&world, &provider, &mut karim, "s-karim").await;
    let word = provider.says_ended(&world, "s-ines", Some("sid-autre"), "j0");
    assert_eq!(hears(&world, &word).await, Told::Yes);
    assert!(is_in(&world, &one, "ines").await, "another session of hers there");
    let word = provider.says_ended(&world, "s-ines", Some("sid-s-ines"), "j1");
    assert_eq!(hears(&world, &word).await, Told::Yes);
    assert!(one.who(&world).await.is_none());
    assert!(
        is_in(&world, &karim, "karim").await && is_in(&world, &own, "ines").await,
        "nobody else's, nor by password"
    );
    assert_eq!(newest(&world, 1).await, ["provider.logout"]);
    let entries = world.journal().await.len();
    assert_eq!(hears(&world, &word).await, Told::Refused, "each word is taken once");
    assert_eq!(world.journal().await.len(), entries);
    let word = provider.says_ended(&world, "s-karim", None, "j2");
    assert_eq!(hears(&world, &word).await, Told::Yes);
    assert!(karim.who(&world).await.is_none(), "every session of a subject");
    let nobody = relying::ended_there(&world.app, "autre", &word).await.expect("an answer");
    assert_eq!(nobody, Told::NoProvider);
});

type Lie = (&'static str, fn(&mut Value));

store::both!(an_unsigned_or_wrongly_signed_word_of_an_end_is_refused, |t: TestDb| async move {
    let (world, provider) = guichet(t).await;
    linked(&world, &provider, "ines", "s-ines").await;
    let mut tab = Tab::unknown();
    signs_in(&world, &provider, &mut tab, "s-ines").await;
    let headers: [Lie; 5] = [
        ("none", |header| header["alg"] = "none".into()),
        ("HS256 with the public key", |header| header["alg"] = "HS256".into()),
        ("no such key", |header| header["kid"] = "k9".into()),
        ("another kind", |header| header["typ"] = "at+jwt".into()),
        ("what is not known", |header| header["crit"] = json!(["x"])),
    ];
    let claims: [Lie; 9] = [
        ("another issuer", |claims| claims["iss"] = "https://autre.example".into()),
        ("another audience", |claims| claims["aud"] = "autre".into()),
        ("a nonce", |claims| claims["nonce"] = "n".into()),
        ("no event", |claims| claims["events"] = json!({})),
        ("an event that is none", |claims| {
            claims["events"] = json!({ "http://schemas.openid.net/event/backchannel-logout": true });
        }),
        ("nobody", |claims| drop(claims.as_object_mut().expect("claims").remove("sub"))),
        ("no name", |claims| claims["jti"] = "".into()),
        ("over", |claims| claims["exp"] = (claims["iat"].as_i64().expect("a time") - 301).into()),
        ("of long ago", |claims| claims["iat"] = (claims["iat"].as_i64().expect("a time") - 301).into()),
    ];
    let entries = world.journal().await.len();
    for (what, lie) in headers {
        provider.heads(lie);
        assert_eq!(hears(&world, &provider.says_ended(&world, "s-ines", None, what)).await, Told::Refused, "{what}");
    }
    provider.heads(|_| {});
    for (what, lie) in claims {
        provider.claims(lie);
        assert_eq!(hears(&world, &provider.says_ended(&world, "s-ines", None, what)).await, Told::Refused, "{what}");
    }
    provider.claims(|_| {});
    let honest = provider.says_ended(&world, "s-ines", None, "j");
    let (head, _) = honest.rsplit_once('.').expect("a signature");
    for word in ["", "a.b.c", head, &format!("{head}."), &format!("{honest}A")] {
        assert_eq!(hears(&world, word).await, Told::Refused, "{word:.20}");
    }
    assert!(is_in(&world, &tab, "ines").await, "she is in all the same");
    assert_eq!(world.journal().await.len(), entries);
    world.advance(Millis::minutes(6));
    assert_eq!(hears(&world, &honest).await, Told::Refused, "six minutes later");
    assert!(is_in(&world, &tab, "ines").await);
});

store::both!(a_word_on_who_came_ends_nothing, |t: TestDb| async move {
    let (world, provider) = guichet(t).await;
    linked(&world, &provider, "ines", "s-ines").await;
    let mut tab = Tab::unknown();
    signs_in(&world, &provider, &mut tab, "s-ines").await;
    let mut tx = world.app.db.read().await.expect("reads");
    let row: Option<(String,)> =
        tx.maybe("select id_token from provider_proof where used_at is not null", ()).await.expect("read");
    drop(tx);
    assert_eq!(hears(&world, &row.expect("kept").0).await, Told::Refused);
    assert!(is_in(&world, &tab, "ines").await);
});

store::both!(what_was_about_to_become_a_session_ends_too, |t: TestDb| async move {
    let (world, provider) = guichet(t).await;
    for who in ["farida", "paul"] {
        linked(&world, &provider, who, "s-famille").await;
    }
    let mut tab = Tab::unknown();
    let Back::Choose(choice) = signs_in(&world, &provider, &mut tab, "s-famille").await else { panic!("a choice") };
    let word = provider.says_ended(&world, "s-famille", None, "j");
    assert_eq!(hears(&world, &word).await, Told::Yes);
    let paul = world.person("paul").id;
    let chosen = relying::choose(&world.app, choice.token.secret(), paul, tab.browser()).await.expect("an answer");
    assert!(chosen.is_none());
});

store::both!(whoever_signs_out_here_is_shown_the_way_out_there, |t: TestDb| async move {
    let (world, provider) = guichet(t).await;
    let (_, by_password) = linked(&world, &provider, "ines", "s-ines").await;
    let mut tab = Tab::unknown();
    signs_in(&world, &provider, &mut tab, "s-ines").await;
    let actor = tab.who(&world).await.expect("in");
    assert_eq!(relying::way_out(&world.app, &by_password).await.expect("an answer"), None);
    let way = relying::way_out(&world.app, &actor).await.expect("an answer");
    let Some(Onward { address, label }) = way else { panic!("a way out") };
    assert_eq!(label, "Guichet d’essai");
    let (there, query) = address.split_once('?').expect("a question");
    assert_eq!(there, format!("{ISSUER}/end"));
    assert!(query.contains("id_token_hint=ey") && query.contains("&client_id=preau-essai"), "{query}");
    assert!(query.contains("&post_logout_redirect_uri=http%3A%2F%2Flocalhost%2Fsign-in&"), "{query}");
    sign_in::sign_out(&world.app, &actor).await.expect("out");
    assert!(tab.who(&world).await.is_none());
});

store::both!(a_provider_that_is_ended_lets_nobody_in_and_puts_everybody_out, |t: TestDb| async move {
    let (world, provider) = guichet(t).await;
    let (own, ines) = linked(&world, &provider, "ines", "s-ines").await;
    let mut tab = Tab::unknown();
    signs_in(&world, &provider, &mut tab, "s-ines").await;
    let mut on_the_way = Tab::unknown();
    let address = goes(&world, &mut on_the_way).await;
    let (code, state) = provider.lets_in(&world, &address, "s-ines");
    assert_eq!(registry::end(&world.app, "guichet").await.expect("an answer"), Some(1));
    assert_eq!(newest(&world, 1).await, ["console.provider_end"]);
    assert!(tab.who(&world).await.is_none() && is_in(&world, &own, "ines").await);
    assert!(returns(&world, &on_the_way, &code, &state).await.is_none());
    assert!(overview(&world, &ines).await.links.is_empty());
    assert_eq!(registry::end(&world.app, "guichet").await.expect("an answer"), None);
    assert!(matches!(world.adds_provider("guichet", &ALL, &[]).await, Added::Yes { .. }), "its name is free");
    let back = signs_in(&world, &provider, &mut Tab::unknown(), "s-ines").await;
    assert!(matches!(back, Back::NoAccount(_)), "and those who were linked to the former are not to the new: {back:?}");
});
