//! Going to a service: where people are sent, and whether they are asked to sign in.

use actions::oidc::authorize::Going;
use model::{Millis, service::AttributeSet};
use store::testing::TestDb;

use super::{carnet, goes, link, linked, said, signed_in};

store::both!(nobody_is_sent_to_an_address_that_is_not_registered_exactly, |t: TestDb| async move {
    let (world, _) = linked(t).await;
    link(&world, "autre", AttributeSet::Hub).await;
    let (_, ines) = signed_in(&world, "ines").await;
    for redirect in [
        "https://evil.example/",
        "https://carnet.example/retour",
        "https://carnet.example/retour?de=preau&x=1",
        "https://carnet.example/retour?de=preau#x",
        "https://CARNET.example/retour?de=preau",
        "https://carnet.example:443/retour?de=preau",
        "https://carnet.example/fin",
        "https://autre.example/retour?de=preau",
        "//carnet.example/retour?de=preau",
        "",
    ] {
        for actor in [Some(&ines), None] {
            let going = goes(&world, actor, "carnet", |asked| asked.redirect = redirect).await;
            assert_eq!(going, Going::NoService, "{redirect}");
            let going =
                goes(&world, actor, "carnet", |asked| (asked.redirect, asked.prompt) = (redirect, "none")).await;
            assert_eq!(going, Going::NoService, "{redirect}");
        }
    }
    assert_eq!(goes(&world, Some(&ines), "carnet", |asked| asked.client = "none").await, Going::NoService);
});

store::both!(what_is_wrong_is_said_at_the_service_s_own_address, |t: TestDb| async move {
    let (world, _) = linked(t).await;
    let (_, ines) = signed_in(&world, "ines").await;
    for actor in [Some(&ines), None] {
        let going = goes(&world, actor, "carnet", |asked| asked.response_type = "token").await;
        assert_eq!(said(&going, "carnet", "error").as_deref(), Some("unsupported_response_type"));
        let going = goes(&world, actor, "carnet", |asked| asked.challenge = "").await;
        assert_eq!(said(&going, "carnet", "error").as_deref(), Some("invalid_request"), "a proof must be promised");
        assert_eq!(said(&going, "carnet", "code"), None);
    }
});

store::both!(a_service_says_whether_one_may_or_must_be_asked_to_sign_in, |t: TestDb| async move {
    let (world, secret) = linked(t).await;
    assert_eq!(goes(&world, None, "carnet", |_| {}).await, Going::SignIn);
    let asked = goes(&world, None, "carnet", |asked| asked.prompt = "none").await;
    assert_eq!(said(&asked, "carnet", "error").as_deref(), Some("login_required"));
    let (mut tab, ines) = signed_in(&world, "ines").await;
    let asked = goes(&world, Some(&ines), "carnet", |asked| asked.prompt = "login").await;
    assert!(said(&asked, "carnet", "code").is_some(), "she has just signed in for it");
    let silent = goes(&world, Some(&ines), "carnet", |asked| asked.prompt = "none").await;
    assert!(said(&silent, "carnet", "code").is_some());
    for (prompt, max_age) in [("login", ""), ("select_account", ""), ("", "0")] {
        let asked =
            goes(&world, Some(&ines), "carnet", |asked| (asked.prompt, asked.max_age) = (prompt, max_age)).await;
        assert_eq!(asked, Going::SignIn, "{prompt} {max_age}");
    }
    world.advance(Millis::seconds(61));
    assert_eq!(goes(&world, Some(&ines), "carnet", |asked| asked.max_age = "60").await, Going::SignIn);
    let young = goes(&world, Some(&ines), "carnet", |asked| asked.max_age = "61").await;
    assert!(said(&young, "carnet", "code").is_some());
    let refused = goes(&world, Some(&ines), "carnet", |asked| (asked.max_age, asked.prompt) = ("60", "none")).await;
    assert_eq!(said(&refused, "carnet", "error").as_deref(), Some("login_required"));
    assert!(tab.signs_in(&world, "ines").await);
    let anew = tab.who(&world).await.expect("in");
    let asked = goes(&world, Some(&anew), "carnet", |asked| (asked.prompt, asked.max_age) = ("login", "60")).await;
    assert!(said(&asked, "carnet", "code").is_some(), "signed in for it");
    let given = carnet(&secret).lets_in(&world, &anew).await;
    let (_, karim) = signed_in(&world, "karim").await;
    for (who, right) in [(&anew, true), (&karim, false)] {
        let asked = goes(&world, Some(who), "carnet", |asked| {
            (asked.prompt, asked.hint) = ("none", &given.id_token);
        });
        assert_eq!(said(&asked.await, "carnet", "code").is_some(), right, "only whom it takes the person to be");
    }
    let other = goes(&world, Some(&karim), "carnet", |asked| asked.hint = &given.id_token).await;
    assert_eq!(other, Going::SignIn);
});
