//! Grids of codes: a second factor on paper, for whoever has neither a telephone nor a key.

use actions::{
    activate::{self, Activated, Activation},
    batches, factor,
    factor::Confirmed,
    grid,
    second_step::Stepped,
    sheets::{self, Sheets, Wanted, Which},
    step_up::{self, Proved},
    testing::{PASSWORD, Tab, World},
};
use model::{Millis, Profile, SectionId, factor::FactorKind, limits};
use store::testing::TestDb;

const NEW: &str = "quatre mots bien choisis";

/// Roche prints sheets with grids for her class.
async fn prints(world: &World) -> Sheets {
    let (roche, section) = (world.person("roche").actor().await, SectionId(world.uuid("2nde4")));
    let wanted = Wanted { which: Which::All, grid: Some("Grille de codes") };
    let printed = sheets::print_for(&world.app, &roche, section, Profile::Pupil, wanted).await.expect("printed");
    printed.expect("her class")
}

/// Uses a code; whether it lets in.
async fn uses(world: &World, code: &str) -> bool {
    let tab = Tab::unknown();
    let form = Activation { code, password: NEW, browser: tab.browser() };
    matches!(activate::activate(&world.app, &form).await.expect("an answer"), Activated::Yes(_))
}

async fn has_grid(world: &World, who: &str) -> usize {
    let overview = factor::overview(&world.app, &world.person(who).actor().await).await.expect("an answer");
    overview.factors.iter().filter(|one| one.kind == FactorKind::Grid).count()
}

/// Types the password that was chosen with a sheet; the step that waits for a second factor.
async fn begins_anew(world: &World, tab: &mut Tab) -> String {
    let attempt = actions::sign_in::Attempt { login: "ines", password: NEW, browser: tab.browser() };
    match actions::sign_in::sign_in(&world.app, &attempt).await.expect("an answer") {
        actions::sign_in::SignedIn::Second(step) => {
            tab.device = step.device.map(|device| device.secret().to_owned()).or(tab.device.take());
            step.token.secret().to_owned()
        }
        other => panic!("{other:?}"),
    }
}

store::both!(two_cells_let_in_from_a_device_that_nobody_knows, |t: TestDb| async move {
    let world = World::new(t).await;
    let paper = world.person("roche").adds_grid().await;
    let mut tab = Tab::unknown();
    assert!(!tab.signs_in(&world, "roche").await, "the password alone");
    let step = tab.begins(&world, "roche").await;
    let cells = tab.is_asked_cells(&world, &step).await;
    let answer = paper.read(cells);
    let wrong = if answer == "000000" { "000001" } else { "000000" };
    assert!(matches!(tab.gives(&world, &step, wrong).await, Stepped::Wrong));
    assert!(matches!(tab.gives(&world, &step, &answer[..5]).await, Stepped::Wrong));
    let spaced = format!("{} {}", &answer[..3], &answer[3..]);
    assert!(matches!(tab.gives(&world, &step, &spaced).await, Stepped::Yes(_)));
    assert!(tab.who(&world).await.expect("in").has_proven_lately(world.now()));
    assert!(tab.signs_in(&world, "roche").await, "it has made the device one of hers");
});

store::both!(the_same_cells_are_asked_until_they_are_answered_and_then_never_soon_again, |t: TestDb| async move {
    let world = World::new(t).await;
    let paper = world.person("roche").adds_grid().await;
    let mut seen = Vec::new();
    for _ in 0..6 {
        let (mut thief, mut tab) = (Tab::unknown(), Tab::unknown());
        let strange = thief.begins(&world, "roche").await;
        let cells = thief.is_asked_cells(&world, &strange).await;
        for _ in 0..2 {
            let step = tab.begins(&world, "roche").await;
            assert_eq!(tab.is_asked_cells(&world, &step).await, cells, "whoever asks, and however often");
        }
        assert!(cells.iter().all(|cell| !seen.contains(cell)), "{cells:?} after {seen:?}");
        seen.extend(cells);
        let step = tab.begins(&world, "roche").await;
        let answer = paper.read(cells);
        assert!(matches!(tab.gives(&world, &step, &answer).await, Stepped::Yes(_)));
        assert!(matches!(thief.gives(&world, &strange, &answer).await, Stepped::Wrong), "taken once");
    }
});

store::both!(guessing_cells_waits_and_the_owner_goes_on, |t: TestDb| async move {
    let world = World::new(t).await;
    let roche = world.person("roche");
    let paper = roche.adds_grid().await;
    for _ in 0..limits::SIGN_IN_FAILURES_MAX {
        let mut tab = Tab::unknown();
        let step = tab.begins(&world, "roche").await;
        assert!(matches!(tab.gives(&world, &step, "00000").await, Stepped::Wrong));
    }
    let mut tab = Tab::unknown();
    let step = tab.begins(&world, "roche").await;
    let answer = paper.read(tab.is_asked_cells(&world, &step).await);
    assert!(matches!(tab.gives(&world, &step, &answer).await, Stepped::Over), "it must wait");
    assert!(roche.own_tab().signs_in(&world, "roche").await, "her own device does not");
    world.advance(limits::SIGN_IN_WINDOW);
    let step = tab.begins(&world, "roche").await;
    assert!(matches!(tab.gives(&world, &step, &answer).await, Stepped::Yes(_)));
});

store::both!(a_grid_on_a_sheet_is_in_force_once_its_code_is_used, |t: TestDb| async move {
    let world = World::new(t).await;
    let slip = prints(&world).await.slips.into_iter().find(|slip| slip.login == "ines").expect("hers");
    assert_eq!(has_grid(&world, "ines").await, 0);
    assert!(Tab::unknown().signs_in(&world, "ines").await, "nobody is asked for a paper that they do not have");
    world.advance(Millis::minutes(1));
    assert!(uses(&world, &slip.code).await);
    world.advance(Millis::minutes(1));
    let mut tab = Tab::unknown();
    let step = begins_anew(&world, &mut tab).await;
    let answer = slip.grid.expect("a grid").read(tab.is_asked_cells(&world, &step).await);
    assert!(matches!(tab.gives(&world, &step, &answer).await, Stepped::Yes(_)));
});

store::both!(the_grid_of_a_newer_sheet_takes_the_place_of_the_one_before, |t: TestDb| async move {
    let world = World::new(t).await;
    let of = |printed: Sheets| printed.slips.into_iter().find(|slip| slip.login == "ines").expect("hers");
    let first = of(prints(&world).await);
    assert!(uses(&world, &first.code).await);
    world.advance(Millis::minutes(1));
    let second = of(prints(&world).await);
    let mut tab = Tab::unknown();
    let step = begins_anew(&world, &mut tab).await;
    let answer = first.grid.expect("a grid").read(tab.is_asked_cells(&world, &step).await);
    assert!(matches!(tab.gives(&world, &step, &answer).await, Stepped::Yes(_)), "until the sheet is used");
    assert!(uses(&world, &second.code).await);
    assert_eq!(has_grid(&world, "ines").await, 1);
    world.advance(Millis::minutes(1));
    let mut tab = Tab::unknown();
    let step = begins_anew(&world, &mut tab).await;
    let answer = second.grid.expect("a grid").read(tab.is_asked_cells(&world, &step).await);
    assert!(matches!(tab.gives(&world, &step, &answer).await, Stepped::Yes(_)));
});

store::both!(the_grids_of_a_lost_pile_are_nothing, |t: TestDb| async move {
    let world = World::new(t).await;
    let printed = prints(&world).await;
    let slip = printed.slips.iter().find(|slip| slip.login == "ines").expect("hers");
    let roche = world.person("roche").actor().await;
    batches::void(&world.app, &roche, printed.batch).await.expect("an answer").expect("hers");
    assert!(!uses(&world, &slip.code).await);
    assert_eq!(has_grid(&world, "ines").await, 0);
    assert!(Tab::unknown().signs_in(&world, "ines").await);
});

store::both!(a_reset_ends_grids_and_the_sheet_after_it_brings_another, |t: TestDb| async move {
    let world = World::new(t).await;
    let old = world.person("ines").adds_grid().await;
    world.advance(Millis::minutes(1));
    let new = actions::reset::NewReset {
        scope: model::territory::Scope::Academie(10),
        spares_since: None,
        spares_passkeys: None,
        note: "",
    };
    actions::reset::reset(&world.app, None, &new).await.expect("an answer");
    world.advance(Millis::minutes(1));
    let slip = prints(&world).await.slips.into_iter().find(|slip| slip.login == "ines").expect("hers");
    assert!(uses(&world, &slip.code).await);
    assert_eq!(has_grid(&world, "ines").await, 1);
    world.advance(Millis::minutes(1));
    let mut tab = Tab::unknown();
    let step = begins_anew(&world, &mut tab).await;
    let (cells, paper) = (tab.is_asked_cells(&world, &step).await, slip.grid.expect("a grid"));
    assert!(matches!(tab.gives(&world, &step, &old.read(cells)).await, Stepped::Wrong), "the one of before");
    assert!(matches!(tab.gives(&world, &step, &paper.read(cells)).await, Stepped::Yes(_)));
});

store::both!(a_grid_is_set_up_on_a_device_of_one_s_own_and_proves_again, |t: TestDb| async move {
    let world = World::new(t).await;
    let mut thief = Tab::unknown();
    assert!(thief.signs_in(&world, "desk").await);
    let strange = thief.who(&world).await.expect("in");
    assert!(grid::begin(&world.app, &strange, "x").await.expect("an answer").is_none(), "not on a strange device");
    let desk = world.desk().actor().await;
    let begun = grid::begin(&world.app, &desk, "").await.expect("an answer").expect("begun");
    assert_eq!(grid::begun(&world.app, &desk).await.expect("an answer").as_ref(), Some(&begun), "shown again");
    assert_eq!(grid::confirm(&world.app, &desk, "1").await.expect("an answer"), Confirmed::Wrong);
    assert_eq!(has_grid(&world, "desk").await, 0, "what is only begun proves nothing");
    let answer = begun.grid.read(begun.asked);
    assert_eq!(grid::confirm(&world.app, &strange, &answer).await.expect("an answer"), Confirmed::Nothing);
    let Confirmed::Yes { recovery } = grid::confirm(&world.app, &desk, &answer).await.expect("an answer") else {
        panic!("confirmed")
    };
    assert_eq!(recovery.len(), limits::RECOVERY_CODES);
    world.desk().adds_grid().await;
    assert_eq!(has_grid(&world, "desk").await, 1, "a newer one takes its place");
    let mut own = world.desk().own_tab();
    assert!(own.tries(&world, "desk", PASSWORD).await);
    world.advance(limits::STEP_UP_LIFE);
    let actor = own.who(&world).await.expect("in");
    let newer = world.desk().adds_grid().await;
    world.advance(limits::STEP_UP_LIFE);
    let cells = step_up::offered(&world.app, &actor).await.expect("an answer").cells.expect("a grid");
    assert_eq!(step_up::step_up(&world.app, &actor, &begun.grid.read(cells)).await.expect("an answer"), Proved::Wrong);
    assert_eq!(step_up::step_up(&world.app, &actor, &newer.read(cells)).await.expect("an answer"), Proved::Yes);
    assert_eq!(step_up::step_up(&world.app, &actor, &newer.read(cells)).await.expect("an answer"), Proved::Wrong);
});
