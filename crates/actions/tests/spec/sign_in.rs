//! Signing in: limits that lock no owner out, answers that tell nothing, sessions bound to their browser.

use actions::{
    sign_in,
    testing::{PASSWORD, Tab, World},
};
use model::{Millis, account::AccountState, limits};
use store::testing::TestDb;

store::both!(a_stranger_cannot_lock_the_owner_s_known_device_out, |t: TestDb| async move {
    let world = World::new(t).await;
    for _ in 0..limits::SIGN_IN_FAILURES_MAX + 5 {
        assert!(!Tab::unknown().tries(&world, "ines", "mauvais mot de passe").await);
    }
    assert!(!Tab::unknown().signs_in(&world, "ines").await, "strangers wait, even with the right password");
    assert!(world.person("ines").own_tab().signs_in(&world, "ines").await, "the owner does not");
    world.advance(limits::SIGN_IN_WINDOW + Millis(1));
    assert!(Tab::unknown().signs_in(&world, "ines").await, "and strangers not for ever");
});

store::both!(a_password_that_is_typed_as_a_name_is_not_kept, |t: TestDb| async move {
    let world = World::new(t).await;
    let typed = "quatre-mots-tapes-trop-tot";
    assert!(!Tab::unknown().tries(&world, typed, "").await);
    assert!(!Tab::unknown().tries(&world, &typed.to_uppercase(), "").await);
    assert!(!Tab::unknown().tries(&world, "ines", "mauvais mot de passe").await);
    let mut tx = world.app.db.read().await.expect("reads");
    let rows: Vec<(String,)> = tx.all("select login_key from sign_in_try order by login_key", ()).await.expect("read");
    let keys: Vec<&str> = rows.iter().map(|(key,)| key.as_str()).collect();
    assert_eq!((keys.len(), keys[2]), (3, "ines"), "{keys:?}");
    assert!(keys[0] == keys[1] && keys[0].starts_with("NOBODY/"), "one name is counted as one: {keys:?}");
    assert!(keys.iter().all(|key| !key.contains("mots")), "{keys:?}");
});

store::both!(a_known_device_that_guesses_waits_as_well, |t: TestDb| async move {
    let world = World::new(t).await;
    let mut tab = world.person("ines").own_tab();
    for _ in 0..limits::SIGN_IN_FAILURES_MAX {
        assert!(!tab.tries(&world, "ines", "mauvais mot de passe").await);
    }
    assert!(!tab.signs_in(&world, "ines").await);
    assert!(Tab::unknown().signs_in(&world, "ines").await, "her count on another browser is another");
});

store::both!(the_limit_outlives_a_restart, |t: TestDb| async move {
    let mut world = World::new(t).await;
    for _ in 0..limits::SIGN_IN_FAILURES_MAX {
        assert!(!Tab::unknown().tries(&world, "ines", "mauvais mot de passe").await);
    }
    world.restart().await;
    assert!(!Tab::unknown().signs_in(&world, "ines").await);
});

store::both!(unknown_wrong_closed_and_suspended_are_one_answer, |t: TestDb| async move {
    let world = World::new(t).await;
    for (key, state) in
        [("lea", AccountState::Suspended), ("noe", AccountState::Closed), ("karim", AccountState::Provisioned)]
    {
        let mut directory = world.directory().await;
        directory.run("update account set state = $2 where person = $1", (world.person(key).id, state)).await;
        directory.save().await;
        assert!(!Tab::unknown().signs_in(&world, key).await, "{state}");
    }
    for (login, password) in [("personne", PASSWORD), ("ines", "autre mot de passe"), ("", ""), ("ines", "")] {
        assert!(!Tab::unknown().tries(&world, login, password).await, "{login}");
    }
    let mut tx = world.app.db.read().await.expect("reads");
    let tries: Vec<(bool, i64)> =
        tx.all("select succeeded, count(*) from sign_in_try group by succeeded", ()).await.expect("counted");
    assert_eq!(tries, [(false, 7)], "each is counted, whether or not the name exists");
});

store::both!(a_suspension_ends_the_sessions_that_are_open, |t: TestDb| async move {
    let world = World::new(t).await;
    let mut tab = Tab::unknown();
    assert!(tab.signs_in(&world, "ines").await);
    let mut directory = world.directory().await;
    let ines = world.person("ines").id;
    directory.run("update account set state = $2 where person = $1", (ines, AccountState::Suspended)).await;
    directory.save().await;
    assert!(tab.who(&world).await.is_none());
});

store::both!(a_session_is_bound_to_its_browser, |t: TestDb| async move {
    let world = World::new(t).await;
    let (mut hers, mut other) = (Tab::unknown(), Tab::unknown());
    assert!(hers.signs_in(&world, "ines").await && other.signs_in(&world, "karim").await);
    let stolen = Tab { session: hers.session.clone(), device: other.device.clone(), ..Tab::default() };
    assert!(stolen.who(&world).await.is_none(), "a session cookie alone opens nothing");
    let swapped = Tab { session: hers.device.clone(), device: hers.session.clone(), ..Tab::default() };
    assert!(swapped.who(&world).await.is_none());
    assert!(
        Tab { session: Some(String::new()), device: Some(String::new()), ..Tab::default() }.who(&world).await.is_none()
    );
    assert!(hers.who(&world).await.is_some());
});

store::both!(the_second_user_of_a_browser_does_not_get_the_first_one_s_session, |t: TestDb| async move {
    let world = World::new(t).await;
    let mut shared = Tab::unknown();
    assert!(shared.signs_in(&world, "ines").await);
    let first = shared.clone();
    assert!(shared.signs_in(&world, "karim").await);
    assert_eq!(shared.device, first.device, "one browser");
    assert_eq!(shared.who(&world).await.map(|actor| actor.person), Some(world.person("karim").id));
    let ines = first.who(&world).await.expect("still hers").person;
    assert_eq!(ines, world.person("ines").id);
});

store::both!(a_session_ends_when_it_is_not_used_and_at_the_latest_after_its_life, |t: TestDb| async move {
    let world = World::new(t).await;
    let (mut idle, mut used) = (Tab::unknown(), Tab::unknown());
    assert!(idle.signs_in(&world, "ines").await && used.signs_in(&world, "ines").await);
    let begun = world.now();
    while world.now() + Millis::days(7) < begun + limits::SESSION_LIFE {
        world.advance(Millis::days(7));
        assert!(used.who(&world).await.is_some());
    }
    assert!(idle.who(&world).await.is_none());
    world.set_time(begun + limits::SESSION_LIFE);
    assert!(used.who(&world).await.is_none());
});

store::both!(one_ends_one_s_own_sessions_and_no_other, |t: TestDb| async move {
    let world = World::new(t).await;
    let (mut here, mut there, mut karim) = (Tab::unknown(), Tab::unknown(), Tab::unknown());
    assert!(here.signs_in(&world, "ines").await && there.signs_in(&world, "ines").await);
    assert!(karim.signs_in(&world, "karim").await);
    let (me, other) = (here.who(&world).await.expect("in"), there.who(&world).await.expect("in"));
    let his = karim.who(&world).await.expect("in").session.expect("a session");
    assert!(!sign_in::end_session(&world.app, &me, his).await.expect("an answer"));
    assert!(sign_in::end_session(&world.app, &me, other.session.expect("a session")).await.expect("an answer"));
    assert!(there.who(&world).await.is_none() && karim.who(&world).await.is_some());
    sign_in::sign_out(&world.app, &me).await.expect("out");
    assert!(here.who(&world).await.is_none());
});

store::both!(a_user_name_is_read_as_people_type_it, |t: TestDb| async move {
    let world = World::new(t).await;
    for typed in ["INES", " ines ", "Ines"] {
        assert!(Tab::unknown().signs_in(&world, typed).await, "{typed}");
    }
    let long = "x".repeat(10_000);
    assert!(!Tab::unknown().tries(&world, &long, &long).await);
});

store::both!(a_new_browser_is_unknown_for_the_session_that_brought_it, |t: TestDb| async move {
    let world = World::new(t).await;
    let journal_says = async |known: bool| {
        let mut tx = world.app.db.read().await.expect("reads");
        let row: Option<(String,)> = tx
            .maybe("select payload from journal_entry where verb = 'session.open' order by at desc limit 1", ())
            .await
            .expect("read");
        row.is_some_and(|(facts,)| facts.contains(&format!("\"known_device\":{known}")))
    };
    let mut tab = Tab::unknown();
    assert!(tab.signs_in(&world, "ines").await);
    assert!(journal_says(false).await);
    world.advance(Millis::minutes(1));
    assert!(tab.signs_in(&world, "ines").await);
    assert!(journal_says(true).await);
});

/// Who opens sessions. Each of these asks whether the account may be entered at this moment, or uses a printed code up.
const DOORS: [&str; 6] =
    ["account.rs", "passkey/sign_in.rs", "printed.rs", "relying/enter.rs", "second_step.rs", "sign_in.rs"];

#[test]
fn every_door_is_known_and_leads_through_the_same_room() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let (mut folders, mut doors) = (vec![root.clone()], Vec::new());
    while let Some(path) = folders.pop() {
        if path.is_dir() {
            folders.extend(std::fs::read_dir(&path).expect("a folder").map(|entry| entry.expect("a file").path()));
            continue;
        }
        let name = path.strip_prefix(&root).expect("below").to_string_lossy().into_owned();
        let text = std::fs::read_to_string(&path).unwrap_or_default();
        let opens = |line: &str| {
            line.contains("open(app, ") && line.contains("Proof::")
                || line.contains("go_on(app, tx, (")
                || line.contains("::open_session(")
        };
        if text.lines().any(opens) && !name.starts_with("testing") {
            doors.push(name);
        }
        assert!(
            !text.contains("::open_session(") || path.ends_with("sign_in.rs"),
            "{} opens by itself",
            path.display()
        );
    }
    doors.sort();
    assert_eq!(doors, DOORS, "a new door: does it ask what the others ask?");
}
