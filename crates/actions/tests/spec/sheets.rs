//! Printed codes: once, until they expire or are printed again, and by an adult who works there.

use actions::{
    activate::{self, Activated, Activation},
    batches, directory, operate,
    password::Weak,
    sheets::{self, Sheets},
    testing::{Tab, World},
};
use model::{Millis, Profile, SectionId, limits};
use store::testing::TestDb;

const NEW: &str = "quatre mots bien choisis";

async fn prints(world: &World, who: &str, section: &str, profile: Profile) -> Option<Sheets> {
    let section = SectionId(world.uuid(section));
    sheets::print(&world.app, &world.person(who).actor().await, section, profile).await.expect("an answer")
}

async fn code_of(world: &World, login: &str) -> String {
    let sheets = prints(world, "roche", "2nde4", Profile::Pupil).await.expect("her class");
    sheets.slips.into_iter().find(|slip| slip.login == login).expect("a slip").code
}

async fn uses(world: &World, code: &str, password: &str) -> Activated {
    let tab = Tab::unknown();
    let form = Activation { code, password, browser: tab.browser() };
    activate::activate(&world.app, &form).await.expect("an answer")
}

store::both!(a_code_is_used_once_and_ends_what_was_open, |t: TestDb| async move {
    let world = World::new(t).await;
    let mut thief = Tab::unknown();
    assert!(thief.signs_in(&world, "ines").await);
    world.advance(Millis::seconds(1));
    let code = code_of(&world, "ines").await;
    assert_eq!(activate::holder(&world.app, &code).await.expect("an answer").map(|h| h.login).as_deref(), Some("ines"));
    assert!(matches!(uses(&world, &code, NEW).await, Activated::Yes(_)));
    assert!(matches!(uses(&world, &code, NEW).await, Activated::NoSuchCode), "used up");
    assert!(thief.who(&world).await.is_none(), "the stolen session is dead");
    assert!(!thief.signs_in(&world, "ines").await, "so is the stolen password");
    world.advance(Millis::minutes(1));
    assert!(Tab::unknown().tries(&world, "ines", NEW).await);
});

store::both!(the_session_that_a_code_opens_is_good_at_once, |t: TestDb| async move {
    let world = World::new(t).await;
    let code = code_of(&world, "ines").await;
    let Activated::Yes(opened) = uses(&world, &code, NEW).await else { panic!("the code is good") };
    let tab = Tab {
        session: Some(opened.session.secret().to_owned()),
        device: opened.device.map(|device| device.secret().to_owned()),
        ..Tab::default()
    };
    assert_eq!(tab.who(&world).await.map(|actor| actor.person), Some(world.person("ines").id));
});

store::both!(a_code_used_by_two_at_once_lets_one_in, |t: TestDb| async move {
    let world = World::new(t).await;
    for _ in 0..5 {
        let code = code_of(&world, "karim").await;
        let (a, b) = tokio::join!(uses(&world, &code, NEW), uses(&world, &code, NEW));
        let let_in = [a, b].iter().filter(|activated| matches!(activated, Activated::Yes(_))).count();
        assert_eq!(let_in, 1);
    }
});

store::both!(printing_again_voids_the_former_sheet, |t: TestDb| async move {
    let world = World::new(t).await;
    let lost = code_of(&world, "ines").await;
    let found = code_of(&world, "ines").await;
    assert_ne!(lost, found);
    assert!(matches!(uses(&world, &lost, NEW).await, Activated::NoSuchCode));
    assert!(activate::holder(&world.app, &lost).await.expect("an answer").is_none());
    assert!(matches!(uses(&world, &found, NEW).await, Activated::Yes(_)));
});

store::both!(a_code_expires, |t: TestDb| async move {
    let world = World::new(t).await;
    let code = code_of(&world, "ines").await;
    world.advance(limits::ACTIVATION_LIFE - Millis(1));
    assert!(activate::holder(&world.app, &code).await.expect("an answer").is_some());
    world.advance(Millis(1));
    assert!(matches!(uses(&world, &code, NEW).await, Activated::NoSuchCode));
});

store::both!(a_weak_password_does_not_use_the_code_up, |t: TestDb| async move {
    let world = World::new(t).await;
    let code = code_of(&world, "ines").await;
    for (password, why) in
        [("court", Weak::Short), ("motdepasse2024", Weak::Common), ("je suis ines moi", Weak::HoldsLogin)]
    {
        match uses(&world, &code, password).await {
            Activated::Weak(said) => assert_eq!(said, why, "{password}"),
            other => panic!("{password}: {other:?}"),
        }
    }
    assert!(matches!(uses(&world, &code, NEW).await, Activated::Yes(_)));
});

store::both!(
    whoever_works_in_a_school_needs_a_longer_password_until_something_else_protects_them,
    |t: TestDb| async move {
        let world = World::new(t).await;
        let (_, code) = operate::invite(&world.app, "roche").await.expect("an answer").expect("her code");
        let holder = activate::holder(&world.app, &code).await.expect("an answer").expect("her code");
        assert_eq!((holder.login.as_str(), holder.chars_min), ("roche", limits::PASSWORD_CHARS_MIN_STAFF));
        assert!(matches!(uses(&world, &code, "treize signes!").await, Activated::Weak(Weak::Short)));
        world.person("roche").adds_factor().await;
        assert!(matches!(uses(&world, &code, "treize signes!").await, Activated::Yes(_)));
        let code = code_of(&world, "ines").await;
        let holder = activate::holder(&world.app, &code).await.expect("an answer").expect("her code");
        assert_eq!(holder.chars_min, limits::PASSWORD_CHARS_MIN, "a pupil's is shorter");
    }
);

store::both!(a_lost_pile_is_void_at_once_and_what_was_used_stays, |t: TestDb| async move {
    let world = World::new(t).await;
    let roche = world.person("roche").actor().await;
    let sheets = prints(&world, "roche", "2nde4", Profile::Pupil).await.expect("her class");
    let code = |login: &str| sheets.slips.iter().find(|slip| slip.login == login).expect("a slip").code.clone();
    assert!(matches!(uses(&world, &code("ines"), NEW).await, Activated::Yes(_)));
    let board = batches::board(&world.app, &roche, sheets.batch).await.expect("an answer").expect("her batch");
    let handed: Vec<_> = board.slips.iter().map(|slip| slip.id).collect();
    let ticked = batches::hand_out(&world.app, &roche, sheets.batch, &handed).await.expect("an answer");
    assert_eq!(ticked, Some(board.slips.len()));
    let ticked = batches::hand_out(&world.app, &roche, sheets.batch, &handed[1..]).await.expect("an answer");
    assert_eq!(ticked, Some(1), "one tick is taken back");
    for stranger in ["ines", "lemoine", "desk"] {
        let stranger = world.person(stranger).actor().await;
        assert!(batches::board(&world.app, &stranger, sheets.batch).await.expect("an answer").is_none());
        assert!(batches::void(&world.app, &stranger, sheets.batch).await.expect("an answer").is_none());
        assert!(batches::hand_out(&world.app, &stranger, sheets.batch, &[]).await.expect("an answer").is_none());
    }
    let voided = batches::void(&world.app, &roche, sheets.batch).await.expect("an answer");
    assert_eq!(voided, Some(board.slips.len() as u64 - 1));
    assert!(matches!(uses(&world, &code("karim"), NEW).await, Activated::NoSuchCode), "found by somebody else");
    let board = batches::board(&world.app, &roche, sheets.batch).await.expect("an answer").expect("her batch");
    let counted = (board.batch.handed, board.batch.used, board.batch.good, board.batch.voided_at().is_some());
    assert_eq!(counted, (board.slips.len() as i64 - 1, 1, 0, true));
    assert!(Tab::unknown().tries(&world, "ines", NEW).await, "who is back stays");
    let listed = directory::section(&world.app, &roche, board.batch.section).await.expect("an answer");
    assert_eq!(listed.expect("her class").batches.first().map(|batch| batch.id), Some(sheets.batch));
});

store::both!(a_code_is_no_password_and_is_nowhere_in_clear, |t: TestDb| async move {
    let world = World::new(t).await;
    let code = code_of(&world, "ines").await;
    assert!(!Tab::unknown().tries(&world, "ines", &code).await);
    let plain = actions::token::read_code(&code).expect("a code");
    let dump = world.dump().await;
    for spelled in [code.as_str(), plain.as_str()] {
        assert!(dump.values().flatten().all(|row| !row.contains(spelled)), "in clear in the database");
    }
});

store::both!(only_an_adult_of_the_school_prints_and_only_for_pupils_and_guardians, |t: TestDb| async move {
    let world = World::new(t).await;
    for who in ["ines", "farida", "moreau", "desk", "operator", "faure"] {
        assert!(prints(&world, who, "2nde4", Profile::Pupil).await.is_none(), "{who}");
    }
    for profile in [Profile::Teacher, Profile::Staff, Profile::Head] {
        assert!(prints(&world, "adou", "2nde4", profile).await.is_none(), "{profile}");
    }
    let logins = |sheets: Option<Sheets>| -> Vec<String> {
        sheets.expect("sheets").slips.into_iter().map(|slip| slip.login).collect()
    };
    assert_eq!(logins(prints(&world, "perrin", "2nde4", Profile::Pupil).await), ["ines", "karim"]);
    assert_eq!(logins(prints(&world, "adou", "2nde4", Profile::Guardian).await), ["farida", "paul", "sylvie"]);
    let sheets = prints(&world, "lemoine", "6b", Profile::Guardian).await;
    assert!(logins(sheets).is_empty(), "a teacher who is a guardian there is not reset from a class list");
});
