//! What may be registered as a provider: what is wrong is said, and nothing is kept of it.

use actions::{
    relying::{
        Fault,
        outside::Answer,
        registry::{NewProvider, add},
    },
    testing::provider::{CLIENT, SECRET},
};
use model::service::NotService;
use serde_json::Value;

use super::*;

fn new<'a>() -> NewProvider<'a> {
    NewProvider {
        code: "autre",
        label: "Autre",
        issuer: ISSUER,
        client: CLIENT,
        secret: SECRET,
        publics: &ALL,
        claim: "sub",
        acr: &[],
    }
}

store::both!(what_cannot_be_a_provider_is_refused_with_the_reason, |t: TestDb| async move {
    let (world, provider) = guichet(t).await;
    let adds = async |new: NewProvider<'_>| add(&world.app, &new).await.expect("an answer");
    let asked = provider.asked().len();
    for code in ["", "Autre", "a/b", "é"] {
        assert!(matches!(adds(NewProvider { code, ..new() }).await, Added::WrongName), "{code}");
    }
    assert!(matches!(adds(NewProvider { label: "  ", ..new() }).await, Added::WrongName));
    for (issuer, why) in [
        ("http://id.example", NotService::Scheme),
        ("id.example", NotService::Shape),
        ("https://id.example/?a=b", NotService::Tail),
        ("https://a@id.example", NotService::User),
    ] {
        let added = adds(NewProvider { issuer, ..new() }).await;
        assert!(matches!(added, Added::WrongIssuer(found) if found == why), "{issuer}: {added:?}");
    }
    assert!(matches!(adds(NewProvider { client: "", ..new() }).await, Added::WrongWord));
    assert!(matches!(adds(NewProvider { secret: "", ..new() }).await, Added::WrongWord));
    assert!(matches!(adds(NewProvider { acr: &["a b".to_owned()], ..new() }).await, Added::WrongWord));
    assert!(matches!(adds(NewProvider { claim: "email", ..new() }).await, Added::WrongClaim));
    assert!(matches!(adds(NewProvider { publics: &[], ..new() }).await, Added::ForNobody));
    assert_eq!(provider.asked().len(), asked, "nobody was asked for nothing");
    assert!(matches!(adds(NewProvider { code: "guichet", ..new() }).await, Added::CodeTaken));
    assert_eq!(registry::list(&world.app).await.expect("a list").len(), 1);
    assert_eq!(journaled(&world, "console.provider_add").await, 1);
});

/// How what is announced is changed, and what must be found.
type Lie = (fn(&mut Value), fn(&Fault) -> bool);

store::both!(a_provider_that_announces_nonsense_is_refused_with_the_reason, |t: TestDb| async move {
    let (world, provider) = guichet(t).await;
    let adds = async || match add(&world.app, &new()).await.expect("an answer") {
        Added::Fault(fault) => fault,
        other => panic!("{other:?}"),
    };
    let lies: [Lie; 6] = [
        (|it| it["issuer"] = "https://autre.example".into(), |fault| matches!(fault, Fault::OtherIssuer(_))),
        (
            |it| it["token_endpoint"] = "http://id.example/token".into(),
            |fault| matches!(fault, Fault::Address("token_endpoint", NotService::Scheme)),
        ),
        (|it| it["jwks_uri"] = "http://127.0.0.1:9/".into(), |fault| matches!(fault, Fault::OfThisMachine("jwks_uri"))),
        (|it| it["end_session_endpoint"] = "ftp://x/".into(), |fault| matches!(fault, Fault::Address(..))),
        (
            |it| drop(it.as_object_mut().expect("a document").remove("jwks_uri")),
            |fault| matches!(fault, Fault::Unreadable(..)),
        ),
        (|it| *it = 7.into(), |fault| matches!(fault, Fault::Unreadable(..))),
    ];
    for (lie, expected) in lies {
        provider.announces(lie);
        let fault = adds().await;
        assert!(expected(&fault), "{fault:?}");
    }
    provider.announces(|_| {});
    provider.answers(Some(Ok(Answer { status: 404, body: Vec::new() })));
    assert!(matches!(adds().await, Fault::Status(_, 404)));
    provider.answers(Some(Err("personne".to_owned())));
    let fault = adds().await.to_string();
    assert!(fault.contains("https://id.example/.well-known/openid-configuration"), "{fault}");
});

store::both!(a_provider_that_wants_the_secret_in_the_form_gets_it_there, |t: TestDb| async move {
    let world = World::new(t).await;
    let provider = Provider::new(&world);
    provider.announces(|it| it["token_endpoint_auth_methods_supported"] = serde_json::json!(["client_secret_post"]));
    let world = world.asking(&provider);
    world.adds_provider("guichet", &ALL, &[]).await;
    linked(&world, &provider, "ines", "s-ines").await;
});

store::both!(a_secret_that_another_installation_sealed_shows_nothing, |t: TestDb| async move {
    let (world, provider) = guichet(t).await;
    world.adds_provider("autre", &ALL, &[]).await;
    let mut directory = world.directory().await;
    directory
        .run(
            "update provider set secret = (select o.secret from provider o where o.code = $1) where code = $2",
            ("autre", "guichet"),
        )
        .await;
    directory.save().await;
    let mut tab = Tab::unknown();
    let back = signs_in(&world, &provider, &mut tab, "s-ines").await;
    assert!(matches!(back, Back::Refused(_)), "a secret is of its own row: {back:?}");
});
