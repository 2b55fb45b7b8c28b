//! Linking services, and the keys that sign.

use actions::{
    oidc::{
        self, keys,
        register::{NewClient, register},
    },
    services::{self, Added},
    testing::World,
};
use model::{limits, service::AttributeSet};
use store::testing::TestDb;

use super::{address, adds, carnet, link, linked, signed_in, verified};

store::both!(a_key_is_renewed_and_the_old_one_published_until_what_it_signed_has_ended, |t: TestDb| async move {
    let world = World::new(t).await;
    assert_eq!(keys::published(&world.app).await.expect("keys"), [], "no key before there is a service");
    let secret = link(&world, "carnet", AttributeSet::Common).await;
    let (_, ines) = signed_in(&world, "ines").await;
    let old = carnet(&secret).lets_in(&world, &ines).await;
    let before = keys::published(&world.app).await.expect("keys");
    let kid = keys::renew(&world.app).await.expect("renewed");
    let new = carnet(&secret).lets_in(&world, &ines).await;
    assert_eq!(verified(&world, &new.id_token).await.0["kid"], kid);
    assert_eq!(verified(&world, &old.id_token).await.0["kid"], before[0].kid);
    let elsewhere = world.another_node().await;
    let both = keys::published(&world.app).await.expect("keys");
    assert_eq!(keys::published(&elsewhere).await.expect("keys"), both, "every node has the same keys");
    assert_eq!(both.len(), 2);
    world.advance(limits::SIGNING_KEY_KEPT);
    let left = keys::published(&world.app).await.expect("keys");
    assert_eq!((left.len(), &left[0].kid), (1, &kid));
});

store::both!(a_service_is_linked_whole_or_not_at_all, |t: TestDb| async move {
    let (world, _) = linked(t).await;
    assert_eq!(adds(&world, "carnet", AttributeSet::Hub, false).await, Added::CodeTaken);
    assert_eq!(adds(&world, "Carnet", AttributeSet::Hub, false).await, Added::WrongName);
    let right = vec![address("neuf")];
    for wrong in
        ["http://neuf.example/", "https://neuf.example/#x", "neuf", "myapp://retour", "https://a@neuf.example/"]
    {
        let wrong = vec![wrong.to_owned()];
        for (redirects, after_logout, logout) in
            [(&wrong, &right, None), (&right, &wrong, None), (&right, &right, Some(wrong[0].as_str()))]
        {
            let (code, name, attributes) = ("neuf", "Neuf", AttributeSet::Hub);
            let new = NewClient { code, name, attributes, redirects, after_logout, logout, public: false };
            let added = register(&world.app, &new).await.expect("an answer");
            assert!(matches!(added, Added::WrongAddress(..)), "{wrong:?}: {added:?}");
        }
    }
    let none = NewClient {
        code: "neuf",
        name: "Neuf",
        attributes: AttributeSet::Hub,
        redirects: &[],
        after_logout: &[],
        logout: None,
        public: true,
    };
    assert_eq!(register(&world.app, &none).await.expect("an answer"), Added::WrongCount);
    assert_eq!(services::list(&world.app).await.expect("listed").len(), 1);
    assert!(oidc::at(&world.app, "carnet", &address("carnet")).await.expect("an answer").is_some());
});
