//! What a code gave, and the next tokens.

use actions::{
    oidc::{
        Refusal,
        refresh::{Refresh, refresh},
    },
    single_logout,
};
use model::{Millis, limits, service::AttributeSet};
use store::testing::TestDb;

use super::{Service, VERIFIER, carnet, coded, given, goes, link, linked, opens, said, signed_in};

store::both!(a_refresh_token_gives_the_next_one_once, |t: TestDb| async move {
    let (world, secret) = linked(t).await;
    let other_secret = link(&world, "autre", AttributeSet::Hub).await;
    let (us, other) = (carnet(&secret), Service { code: "autre", secret: Some(&other_secret) });
    let (_, ines) = signed_in(&world, "ines").await;
    let first = us.lets_in(&world, &ines).await;
    let second = us.refreshes(&world, &first).await.expect("once");
    world.advance(limits::ACCESS_TOKEN_LIFE);
    assert_eq!(opens(&world, &second).await, None, "an access token lives for minutes");
    let third = us.refreshes(&world, &second).await.expect("and the next");
    assert!(opens(&world, &third).await.is_some());
    assert_eq!(us.refreshes(&world, &second).await.err(), Some(Refusal::InvalidGrant), "used");
    assert_eq!(us.refreshes(&world, &third).await.err(), Some(Refusal::InvalidGrant), "and the last one is void too");
    assert_eq!(opens(&world, &third).await, None);
    let stolen = us.lets_in(&world, &ines).await;
    assert_eq!(other.refreshes(&world, &stolen).await.err(), Some(Refusal::InvalidGrant), "in other hands");
    assert_eq!(us.refreshes(&world, &stolen).await.err(), Some(Refusal::InvalidGrant), "it is void");
    let more = us.lets_in(&world, &ines).await;
    let token = more.refresh.as_ref().expect("one").secret();
    let asked = Refresh { client: us.shown(), token, scope: "openid admin" };
    assert_eq!(given(refresh(&world.app, &asked).await.expect("an answer")).err(), Some(Refusal::InvalidScope));
    world.advance(limits::REFRESH_TOKEN_LIFE);
    assert_eq!(us.refreshes(&world, &more).await.err(), Some(Refusal::InvalidGrant), "too old");
});

store::both!(whoever_does_not_ask_for_it_is_given_no_refresh_token, |t: TestDb| async move {
    let (world, secret) = linked(t).await;
    let (_, ines) = signed_in(&world, "ines").await;
    let going = goes(&world, Some(&ines), "carnet", |asked| asked.scope = "openid admin email").await;
    let code = said(&going, "carnet", "code").expect("a code");
    let given = carnet(&secret).exchanges(&world, &code).await.expect("let in");
    assert_eq!((given.refresh.is_none(), given.scope.as_str()), (true, "openid email"));
    let told = opens(&world, &given).await.expect("claims");
    assert!(told.get("name").is_none(), "no more than was asked for: {told}");
    let access = Refresh { client: carnet(&secret).shown(), token: given.access.secret(), scope: "" };
    let refused = self::given(refresh(&world.app, &access).await.expect("an answer")).err();
    assert_eq!(refused, Some(Refusal::InvalidGrant), "an access token gives nothing");
});

store::both!(nothing_that_opens_is_kept_but_its_hash, |t: TestDb| async move {
    let (world, secret) = linked(t).await;
    let (_, ines) = signed_in(&world, "ines").await;
    let (waiting, shown) = (coded(&world, &ines, "carnet").await, coded(&world, &ines, "carnet").await);
    let given = carnet(&secret).exchanges(&world, &shown).await.expect("let in");
    let next = carnet(&secret).refreshes(&world, &given).await.expect("refreshed");
    let tokens = [&given, &next].map(|given| [given.access.secret(), given.refresh.as_ref().expect("one").secret()]);
    let dump = world.dump().await;
    for opens in tokens.into_iter().flatten().chain([&*secret, &waiting, &shown, VERIFIER, &given.id_token]) {
        for (table, rows) in &dump {
            assert!(!rows.iter().any(|row| row.contains(opens)), "{table} holds {opens}");
        }
    }
    assert_eq!(dump["service_token"].len(), 4);
    world.advance(limits::REFRESH_TOKEN_LIFE + Millis(1));
    single_logout::forget(&world.app).await.expect("forgotten");
    assert_eq!(world.dump().await["service_token"].len(), 0, "and not for longer than it opens");
});
