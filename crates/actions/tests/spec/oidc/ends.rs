//! The end of what a code gave: with the session, however that ends, and by signing out at a service.

use actions::{
    account::{Changed, NewPassword, change_password},
    oidc::{
        Refusal,
        authorize::Going,
        end::{Ended, SignOut, end},
    },
    services, sign_in,
    testing::PASSWORD,
};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use model::{Actor, Millis, SchoolId, limits, service::AttributeSet, territory::Scope};
use serde_json::json;
use store::testing::TestDb;

use super::{Service, carnet, coded, goes, link, linked, opens, signed_in, told, verified};
use crate::services::{contained, reset};

store::both!(what_a_code_gave_ends_with_the_session_however_that_ends, |t: TestDb| async move {
    let (world, secret) = linked(t).await;
    let us = carnet(&secret);
    let school = Scope::School(SchoolId(world.uuid("lycee")));
    for ends in [
        "sign-out",
        "end session",
        "password",
        "reset of one",
        "reset of a school",
        "reset of all",
        "containment",
        "age",
    ] {
        world.advance(Millis::seconds(1));
        let (tab, ines) = signed_in(&world, "ines").await;
        let given = us.lets_in(&world, &ines).await;
        let code = coded(&world, &ines, "carnet").await;
        assert!(opens(&world, &given).await.is_some(), "{ends}");
        assert_eq!(told(&world).await, [], "{ends}: nothing has ended");
        let (_, claims) = verified(&world, &given.id_token).await;
        world.advance(Millis::seconds(1));
        match ends {
            "sign-out" => sign_in::sign_out(&world.app, &ines).await.expect("out"),
            "end session" => {
                let (_, other) = signed_in(&world, "ines").await;
                let session = ines.session.expect("a session");
                assert!(sign_in::end_session(&world.app, &other, session).await.expect("an answer"));
            }
            "password" => {
                let form = NewPassword { current: PASSWORD, password: PASSWORD, browser: tab.browser() };
                let changed = change_password(&world.app, &ines, &form).await.expect("an answer");
                assert!(matches!(changed, Changed::Yes(_)), "{changed:?}");
            }
            "reset of one" => reset(&world, &Scope::Person(ines.person)).await,
            "reset of a school" => reset(&world, &school).await,
            "reset of all" => reset(&world, &Scope::All).await,
            "containment" => contained(&world).await,
            _ => world.advance(limits::SESSION_IDLE),
        }
        assert_eq!(opens(&world, &given).await, None, "{ends}: the claims are shut at once");
        assert_eq!(us.refreshes(&world, &given).await.err(), Some(Refusal::InvalidGrant), "{ends}");
        assert_eq!(us.exchanges(&world, &code).await.err(), Some(Refusal::InvalidGrant), "{ends}");
        let told_of = told(&world).await;
        assert_eq!(told_of.len(), 1, "{ends}: {told_of:?}");
        let (to, said) = &told_of[0];
        assert_eq!(to, "https://carnet.example/logout");
        assert_eq!(
            (&said["sid"], &said["sub"], &said["aud"]),
            (&claims["sid"], &claims["sub"], &claims["aud"]),
            "{ends}"
        );
        assert_eq!(said["events"], json!({ "http://schemas.openid.net/event/backchannel-logout": {} }));
        assert!(said.get("nonce").is_none() && said["exp"].as_i64() > said["iat"].as_i64(), "{said}");
        assert_eq!(told(&world).await, [], "{ends}: once");
        if ends == "containment" {
            let mut directory = world.directory().await;
            directory.run("delete from epoch where kind = 'credentials'", ()).await;
            directory.save().await;
        }
    }
});

store::both!(a_service_that_was_let_in_many_times_is_told_once, |t: TestDb| async move {
    let (world, secret) = linked(t).await;
    let (_, ines) = signed_in(&world, "ines").await;
    for _ in 0..3 {
        carnet(&secret).lets_in(&world, &ines).await;
    }
    sign_in::sign_out(&world.app, &ines).await.expect("out");
    assert_eq!(told(&world).await.len(), 1);
    assert_eq!(told(&world).await, []);
});

store::both!(a_service_that_is_closed_learns_nothing_and_is_told_all_the_same, |t: TestDb| async move {
    let (world, secret) = linked(t).await;
    let (_, ines) = signed_in(&world, "ines").await;
    let given = carnet(&secret).lets_in(&world, &ines).await;
    services::set_enabled(&world.app, "carnet", false).await.expect("closed");
    assert_eq!(opens(&world, &given).await, None);
    assert_eq!(carnet(&secret).refreshes(&world, &given).await.err(), Some(Refusal::InvalidClient));
    assert_eq!(goes(&world, Some(&ines), "carnet", |_| {}).await, Going::NoService);
    sign_in::sign_out(&world.app, &ines).await.expect("out");
    assert_eq!(told(&world).await.len(), 1);
    services::set_enabled(&world.app, "carnet", true).await.expect("open");
    let (_, ines) = signed_in(&world, "ines").await;
    let given = carnet(&secret).lets_in(&world, &ines).await;
    assert!(services::remove(&world.app, "carnet").await.expect("removed"));
    assert_eq!(opens(&world, &given).await, None, "forgotten");
});

store::both!(only_a_token_of_whoever_is_signed_in_signs_them_out, |t: TestDb| async move {
    let (world, secret) = linked(t).await;
    let other_secret = link(&world, "autre", AttributeSet::Hub).await;
    let (tab, ines) = signed_in(&world, "ines").await;
    let (_, karim) = signed_in(&world, "karim").await;
    let hers = carnet(&secret).lets_in(&world, &ines).await.id_token;
    let his = carnet(&secret).lets_in(&world, &karim).await.id_token;
    let there = Service { code: "autre", secret: Some(&other_secret) }.lets_in(&world, &ines).await.id_token;
    let (head, claims) = hers.split_once('.').expect("a token");
    let (claims, signature) = claims.split_once('.').expect("a signature");
    let (his_claims, none) = (his.split('.').nth(1).expect("claims"), URL_SAFE_NO_PAD.encode(r#"{"alg":"none"}"#));
    let asks = async |hint: &str, client: &str, redirect: &str, actor: Option<&Actor>| {
        let asked = SignOut { hint, client, redirect, state: "s" };
        end(&world.app, actor, &asked).await.expect("an answer")
    };
    let after = "https://carnet.example/fin";
    for (hint, client) in [
        ("", ""),
        ("", "carnet"),
        (&his, ""),
        (&there, "carnet"),
        (&format!("{none}.{claims}."), ""),
        (&format!("{none}.{claims}.{signature}"), ""),
        (&format!("{head}.{his_claims}.{signature}"), ""),
        (&format!("{head}.{claims}.{}", "A".repeat(86)), ""),
        ("x", ""),
    ] as [(&str, &str); 9]
    {
        assert_eq!(asks(hint, client, after, Some(&ines)).await, Ended::StillIn, "{hint}");
        assert!(tab.who(&world).await.is_some(), "{hint}");
        if hint != his && hint != there {
            assert_eq!(asks(hint, client, after, None).await, Ended::Out(None), "{hint} leads nowhere");
        }
    }
    world.advance(limits::ID_TOKEN_LIFE);
    assert_eq!(
        asks(&hers, "carnet", after, Some(&ines)).await,
        Ended::Out(Some(format!("{after}?state=s"))),
        "an old one"
    );
    assert!(tab.who(&world).await.is_none());
    assert_eq!(told(&world).await.len(), 2, "both her services");
    for elsewhere in ["https://carnet.example/retour?de=preau", "https://evil.example/", "https://autre.example/fin"] {
        assert_eq!(asks(&hers, "", elsewhere, None).await, Ended::Out(None), "{elsewhere}");
    }
});
