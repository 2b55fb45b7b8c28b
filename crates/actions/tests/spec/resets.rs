//! A reset of a territory is one row: everybody of it is out, on every node, and comes back by a sheet.

use actions::{
    activate::{self, Activated, Activation},
    passkey::sign_in::Entered,
    reset::{self, NewReset, Reset},
    sheets::{self, Wanted, Which},
    testing::{PASSWORD, Tab, World},
};
use model::{Millis, Profile, SchoolId, SectionId, territory::Scope};
use store::testing::TestDb;
use uuid::Uuid;

const NEW: &str = "quatre mots bien choisis";

fn of(scope: Scope) -> NewReset<'static> {
    NewReset { scope, spares_since: None, spares_passkeys: None, note: "mots de passe volés" }
}

async fn resets(world: &World, new: &NewReset<'_>) -> (Uuid, store::reset::Counts) {
    match reset::reset(&world.app, None, new).await.expect("an answer") {
        Reset::Yes { id, counts } => (id, counts),
        Reset::NotAllowed => panic!("the console may"),
    }
}

async fn code_of(world: &World, login: &str) -> String {
    let (section, actor) = (SectionId(world.uuid("2nde4")), world.person("roche").actor().await);
    let printed = sheets::print_for(&world.app, &actor, section, Profile::Pupil, Wanted::codes(Which::Waiting)).await;
    let slips = printed.expect("an answer").expect("her class").slips;
    slips.into_iter().find(|slip| slip.login == login).expect("a slip").code
}

async fn comes_back(world: &World, login: &str) {
    let (code, tab) = (code_of(world, login).await, Tab::unknown());
    let form = Activation { code: &code, password: NEW, browser: tab.browser() };
    assert!(matches!(activate::activate(&world.app, &form).await.expect("an answer"), Activated::Yes(_)));
}

store::both!(everything_of_a_territory_is_dead_and_the_rest_lives, |t: TestDb| async move {
    let world = World::new(t).await;
    let (mut pupil, mut teacher) = (Tab::unknown(), Tab::unknown());
    assert!(pupil.signs_in(&world, "ines").await && teacher.signs_in(&world, "roche").await);
    let printed = code_of_all(&world, "karim").await;
    world.advance(Millis::minutes(1));
    let (_, counts) = resets(&world, &of(Scope::Section(SectionId(world.uuid("2nde4"))))).await;
    assert!(counts.accounts > 2 && counts.spared == 0, "{counts:?}");
    world.advance(Millis::minutes(1));
    assert!(pupil.who(&world).await.is_none(), "the session");
    assert!(!pupil.signs_in(&world, "ines").await, "the password, on the same device");
    assert_eq!(activate::holder(&world.app, &printed).await.expect("read"), None, "a code printed before");
    comes_back(&world, "ines").await;
    world.advance(Millis::minutes(1));
    assert!(Tab::unknown().tries(&world, "ines", NEW).await);
    let zoe = Tab::unknown().signs_in(&world, "adam").await;
    assert_eq!(zoe, !in_class(&world, "adam").await, "whoever is not of the class is not touched");
    world.journal_verifies().await;
});

/// A code of somebody who could have signed in anyway.
async fn code_of_all(world: &World, login: &str) -> String {
    let (section, actor) = (SectionId(world.uuid("2nde4")), world.person("roche").actor().await);
    let printed = sheets::print_for(&world.app, &actor, section, Profile::Pupil, Wanted::codes(Which::All)).await;
    let slips = printed.expect("an answer").expect("her class").slips;
    slips.into_iter().find(|slip| slip.login == login).expect("a slip").code
}

async fn in_class(world: &World, login: &str) -> bool {
    let (section, actor) = (SectionId(world.uuid("2nde4")), world.person("roche").actor().await);
    let section = actions::directory::section(&world.app, &actor, section).await.expect("read").expect("hers");
    section.people.iter().any(|one| one.id == world.person(login).id)
}

store::both!(whoever_chose_a_password_after_the_theft_is_spared, |t: TestDb| async move {
    let world = World::new(t).await;
    world.advance(Millis::hours(1));
    let theft = world.now();
    world.advance(Millis::hours(1));
    let code = code_of_all(&world, "karim").await;
    let tab = Tab::unknown();
    let form = Activation { code: &code, password: NEW, browser: tab.browser() };
    let Activated::Yes(opened) = activate::activate(&world.app, &form).await.expect("an answer") else { panic!("in") };
    let mut karim = Tab { session: Some(opened.session.secret().to_owned()), ..Tab::default() };
    karim.device = opened.device.map(|device| device.secret().to_owned());
    let mut thief = Tab::unknown();
    assert!(thief.signs_in(&world, "ines").await, "with the password of before");
    world.advance(Millis::minutes(1));
    let (id, counts) = resets(&world, &NewReset { spares_since: Some(theft), ..of(Scope::All) }).await;
    assert_eq!(counts.spared, 1);
    assert!(karim.who(&world).await.is_some(), "his session was opened with the new one");
    assert!(thief.who(&world).await.is_none(), "hers was not, though it is as new");
    world.advance(Millis::minutes(1));
    assert!(Tab::unknown().tries(&world, "karim", NEW).await);
    assert!(!Tab::unknown().tries(&world, "ines", PASSWORD).await);
    let listed = reset::list(&world.app, None).await.expect("read");
    assert_eq!((listed.len(), listed[0].reset.id, listed[0].counts.back), (1, id, 0));
});

store::both!(a_passkey_from_before_the_theft_spares_its_owner_when_the_reset_says_so, |t: TestDb| async move {
    let world = World::new(t).await;
    let mut key = world.person("karim").adds_passkey(1).await;
    let mut open = world.person("karim").own_tab();
    assert!(open.signs_in(&world, "karim").await);
    world.advance(Millis::minutes(1));
    let theft = world.now();
    world.advance(Millis::minutes(1));
    let mut late = world.person("lea").adds_passkey(2).await;
    world.advance(Millis::minutes(1));
    let spared = reset::preview(&world.app, None, &Scope::All, (None, Some(theft))).await.expect("an answer");
    assert_eq!(spared.expect("all").spared, 1);
    let (_, counts) = resets(&world, &NewReset { spares_passkeys: Some(theft), ..of(Scope::All) }).await;
    assert_eq!(counts.spared, 1);
    assert!(open.who(&world).await.is_some(), "what was open stays open");
    world.advance(Millis::minutes(1));
    assert!(matches!(Tab::unknown().enters(&world, &mut key).await, Entered::Yes(_)));
    let mut thief = Tab::unknown();
    thief.begins(&world, "karim").await;
    assert!(thief.who(&world).await.is_none(), "his password alone opens no device");
    assert!(matches!(Tab::unknown().enters(&world, &mut late).await, Entered::No), "hers may be the thief's");
    assert!(!Tab::unknown().signs_in(&world, "ines").await);
    comes_back(&world, "ines").await;
    world.advance(Millis::minutes(1));
    resets(&world, &of(Scope::All)).await;
    world.advance(Millis::minutes(1));
    assert!(open.who(&world).await.is_none(), "a reset that does not say so spares no passkey");
    assert!(matches!(Tab::unknown().enters(&world, &mut key).await, Entered::No));
    comes_back(&world, "karim").await;
    world.advance(Millis::minutes(1));
    assert!(Tab::unknown().tries(&world, "karim", NEW).await, "a second factor that a reset ended is not asked");
    world.advance(Millis::minutes(1));
    resets(&world, &NewReset { spares_passkeys: Some(world.now()), ..of(Scope::All) }).await;
    world.advance(Millis::minutes(1));
    assert!(!Tab::unknown().tries(&world, "karim", NEW).await, "and spares nobody from the next one");
});

store::both!(a_reset_is_undone_for_those_who_have_not_come_back, |t: TestDb| async move {
    let world = World::new(t).await;
    let mut open = Tab::unknown();
    assert!(open.signs_in(&world, "karim").await);
    world.advance(Millis::minutes(1));
    let (id, _) = resets(&world, &of(Scope::Academie(10))).await;
    world.advance(Millis::minutes(1));
    comes_back(&world, "ines").await;
    world.advance(Millis::minutes(1));
    assert_eq!(reset::list(&world.app, None).await.expect("read")[0].counts.back, 1);
    assert!(reset::undo(&world.app, None, id, "fausse alerte").await.expect("undone"));
    assert!(!reset::undo(&world.app, None, id, "encore").await.expect("an answer"), "once");
    assert!(open.who(&world).await.is_none(), "what was open stays closed");
    world.advance(Millis::minutes(1));
    assert!(Tab::unknown().tries(&world, "karim", PASSWORD).await, "his password holds again");
    assert!(!Tab::unknown().tries(&world, "ines", PASSWORD).await, "hers was replaced");
    assert!(Tab::unknown().tries(&world, "ines", NEW).await);
    world.journal_verifies().await;
});

store::both!(a_territory_is_reset_by_those_who_decide_on_it, |t: TestDb| async move {
    let world = World::new(t).await;
    let (school, class) = (SchoolId(world.uuid("lycee")), SectionId(world.uuid("2nde4")));
    let desk = world.desk().actor().await;
    for scope in [Scope::Academie(10), Scope::School(school), Scope::Section(class)] {
        let done = reset::reset(&world.app, Some(&desk), &of(scope.clone())).await.expect("an answer");
        assert!(matches!(done, Reset::Yes { .. }), "{scope}");
    }
    let pupil = world.person("karim").actor().await;
    let person = Scope::Person(world.person("ines").id);
    for (who, scope) in [
        (&desk, Scope::All),
        (&desk, Scope::Academie(1)),
        (&desk, person),
        (&pupil, Scope::Section(class)),
        (&pupil, Scope::School(school)),
    ] {
        let done = reset::reset(&world.app, Some(who), &of(scope.clone())).await.expect("an answer");
        assert_eq!(done, Reset::NotAllowed, "{scope}");
        assert_eq!(reset::preview(&world.app, Some(who), &scope, (None, None)).await.expect("an answer"), None);
    }
    world.advance(Millis::minutes(1));
    assert!(Tab::unknown().tries(&world, "desk", PASSWORD).await, "the desk does not evict itself");
});
