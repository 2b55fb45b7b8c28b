//! Reset means evicted: at once, in every scope, on every door, and after a restart.

use actions::{
    activate::{Activated, Activation, activate, holder},
    sheets,
    testing::{Tab, World},
};
use model::{Millis, Profile, SchoolId, SectionId, epoch::EpochKind, territory::Scope};
use store::{epoch::NewEpoch, testing::TestDb};

async fn set_epoch(world: &World, scope: &Scope, kind: EpochKind) {
    let mut tx = world.app.db.begin().await.expect("begins");
    let (id, now) = (world.app.id(), world.now());
    store::epoch::set(&mut tx, &NewEpoch::of(id, scope, kind, now, "comptes volés")).await.expect("set");
    tx.commit().await.expect("kept");
}

fn scopes(world: &World) -> Vec<Scope> {
    vec![
        Scope::Person(world.person("ines").id),
        Scope::Section(SectionId(world.uuid("2nde4"))),
        Scope::Section(SectionId(world.uuid("radio"))),
        Scope::School(SchoolId(world.uuid("lycee"))),
        Scope::Departement("069".to_owned()),
        Scope::Academie(10),
        Scope::All,
    ]
}

async fn code_of(world: &World, printer: &str, section: &str, login: &str) -> String {
    let printer = world.person(printer).actor().await;
    let section = SectionId(world.uuid(section));
    let sheets = sheets::print(&world.app, &printer, section, Profile::Pupil).await.expect("an answer");
    let slips = sheets.expect("a class of hers").slips;
    slips.into_iter().find(|slip| slip.login == login).expect("a slip").code
}

// Invariant 6
store::both!(a_reset_of_any_scope_ends_sessions_passwords_and_printed_codes_at_once, |t: TestDb| async move {
    let mut world = World::new(t).await;
    for scope in scopes(&world) {
        let (mut ines, mut yann) = (Tab::unknown(), Tab::unknown());
        assert!(ines.signs_in(&world, "ines").await && yann.signs_in(&world, "yann").await, "before {scope}");
        let code = code_of(&world, "roche", "2nde4", "ines").await;
        world.advance(Millis::seconds(1));
        set_epoch(&world, &scope, EpochKind::Credentials).await;
        for restarted in [false, true] {
            assert!(ines.who(&world).await.is_none(), "{scope}: the session");
            assert!(!Tab::unknown().signs_in(&world, "ines").await, "{scope}: the password");
            assert!(!world.person("ines").own_tab().signs_in(&world, "ines").await, "{scope}: on her own device too");
            assert!(holder(&world.app, &code).await.expect("an answer").is_none(), "{scope}: the printed code's page");
            let form = Activation { code: &code, password: "quatre mots bien choisis", browser: ines.browser() };
            let activated = activate(&world.app, &form).await.expect("an answer");
            assert!(matches!(activated, Activated::NoSuchCode), "{scope}: the printed code");
            assert_eq!(yann.who(&world).await.is_none(), scope == Scope::All, "{scope}: elsewhere nothing happens");
            if !restarted {
                world.restart().await;
            }
        }
        world.advance(Millis::minutes(1));
        let new = code_of(&world, "perrin", "2nde4", "ines").await;
        let form = Activation { code: &new, password: actions::testing::PASSWORD, browser: ines.browser() };
        let back = activate(&world.app, &form).await.expect("an answer");
        assert!(matches!(back, Activated::Yes(_)), "{scope}: a sheet printed since lets her back in");
        let code = code_of(&world, "bonnet", "1re2", "yann").await;
        let form = Activation { code: &code, password: actions::testing::PASSWORD, browser: yann.browser() };
        activate(&world.app, &form).await.expect("yann has a password of today as well");
        world.advance(Millis::minutes(20));
    }
});

// Invariant 6
store::both!(ending_sessions_leaves_the_password, |t: TestDb| async move {
    let world = World::new(t).await;
    for scope in scopes(&world) {
        let mut ines = Tab::unknown();
        assert!(ines.signs_in(&world, "ines").await);
        world.advance(Millis::seconds(1));
        set_epoch(&world, &scope, EpochKind::Sessions).await;
        assert!(ines.who(&world).await.is_none(), "{scope}");
        world.advance(Millis::seconds(1));
        assert!(ines.signs_in(&world, "ines").await, "{scope}");
        assert!(ines.who(&world).await.is_some(), "{scope}");
    }
});

// Invariant 6
store::both!(what_was_issued_at_the_very_moment_of_the_reset_is_dead, |t: TestDb| async move {
    let world = World::new(t).await;
    let mut ines = Tab::unknown();
    assert!(ines.signs_in(&world, "ines").await);
    set_epoch(&world, &Scope::All, EpochKind::Sessions).await;
    assert!(ines.who(&world).await.is_none());
});

// Invariant 6
store::both!(a_reset_forgets_remembered_devices, |t: TestDb| async move {
    for kind in EpochKind::ALL {
        let t = if t.db.is_postgres() { store::testing::postgres().await } else { store::testing::sqlite().await };
        let world = World::new(t).await;
        let ines = world.person("ines");
        let known = async || {
            let mut tx = world.app.db.read().await.expect("reads");
            let device = world.uuid("ines's device").into();
            store::account::device_known_since(&mut tx, ines.id, device, world.now()).await.expect("an answer")
        };
        assert!(known().await.is_some());
        world.advance(Millis::seconds(1));
        set_epoch(&world, &Scope::Academie(10), *kind).await;
        assert!(known().await.is_none(), "{kind}: the thief's browser is a stranger again");
        world.advance(Millis::seconds(1));
        let code = code_of(&world, "roche", "2nde4", "ines").await;
        let tab = ines.own_tab();
        let form = Activation { code: &code, password: "quatre mots bien choisis", browser: tab.browser() };
        assert!(matches!(activate(&world.app, &form).await.expect("an answer"), Activated::Yes(_)));
        world.advance(Millis::seconds(1));
        assert!(known().await.is_some_and(|since| since >= world.now() - Millis::seconds(1)), "known again, from now");
    }
});

// Invariant 6
store::both!(the_newest_epoch_of_the_chain_counts, |t: TestDb| async move {
    let world = World::new(t).await;
    set_epoch(&world, &Scope::All, EpochKind::Sessions).await;
    world.advance(Millis::hours(1));
    let mut ines = Tab::unknown();
    assert!(ines.signs_in(&world, "ines").await && ines.who(&world).await.is_some(), "issued since");
    world.advance(Millis::seconds(1));
    set_epoch(&world, &Scope::Section(SectionId(world.uuid("radio"))), EpochKind::Sessions).await;
    assert!(ines.who(&world).await.is_none());
    let mut karim = Tab::unknown();
    assert!(karim.signs_in(&world, "karim").await);
});
