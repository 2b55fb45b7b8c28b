//! Second factors: what a stolen password is worth without them, and the mistakes that others made with them.

use actions::{
    account::{self, Changed, NewPassword},
    activate::{Activated, Activation, activate, holder},
    disown::{Disowned, disown},
    factor::{self, Confirmed, MayChange},
    second_step::Stepped,
    sheets,
    step_up::{Proved, Wanted, step_up, wanted},
    testing::{Judging, PASSWORD, Tab, World},
};
use model::{Millis, Profile, SectionId, epoch::EpochKind, limits, territory::Scope, verdict::Outcome};
use store::{epoch::NewEpoch, testing::TestDb};

const NEXT: Millis = Millis::seconds(30);

store::both!(a_stolen_password_does_not_open_an_account_with_a_second_factor, |t: TestDb| async move {
    let world = World::new(t).await;
    let roche = world.person("roche");
    assert_eq!(roche.adds_factor().await.len(), limits::RECOVERY_CODES);
    let mut thief = Tab::unknown();
    assert!(!thief.signs_in(&world, "roche").await, "the password alone");
    let step = thief.begins(&world, "roche").await;
    assert!(matches!(thief.gives(&world, &step, "000000").await, Stepped::Wrong));
    assert!(thief.who(&world).await.is_none());
    assert!(roche.own_tab().signs_in(&world, "roche").await, "her own device asks nothing more");
    world.advance(NEXT);
    let mut phone = Tab::unknown();
    let step = phone.begins(&world, "roche").await;
    assert!(matches!(phone.gives(&world, &step, &roche.code().await).await, Stepped::Yes(_)));
    let actor = phone.who(&world).await.expect("in");
    assert!(actor.has_proven_lately(world.now()), "she has just proved it");
    assert!(phone.signs_in(&world, "roche").await, "the code has made the telephone one of hers");
});

store::both!(a_code_that_was_used_opens_nothing_more, |t: TestDb| async move {
    let world = World::new(t).await;
    let roche = world.person("roche");
    let recovery = roche.adds_factor().await;
    let (mut first, mut second) = (Tab::unknown(), Tab::unknown());
    let (one, two) = (first.begins(&world, "roche").await, second.begins(&world, "roche").await);
    let confirmed_it = roche.code().await;
    assert!(matches!(first.gives(&world, &one, &confirmed_it).await, Stepped::Wrong), "it has confirmed the factor");
    world.advance(NEXT);
    let code = roche.code().await;
    assert!(matches!(first.gives(&world, &one, &code).await, Stepped::Yes(_)));
    assert!(matches!(second.gives(&world, &two, &code).await, Stepped::Wrong), "the same code elsewhere");
    assert!(matches!(second.gives(&world, &two, &recovery[0]).await, Stepped::Yes(_)));
    let mut third = Tab::unknown();
    let three = third.begins(&world, "roche").await;
    assert!(matches!(third.gives(&world, &three, &recovery[0]).await, Stepped::Wrong), "each paper code once");
    assert!(matches!(third.gives(&world, &three, &recovery[1].to_lowercase()).await, Stepped::Yes(_)));
    let overview = factor::overview(&world.app, &roche.actor().await).await.expect("an answer");
    assert_eq!(overview.recovery_left, limits::RECOVERY_CODES as i64 - 2);
});

store::both!(the_second_step_is_of_the_browser_that_proved_the_password_and_of_no_other, |t: TestDb| async move {
    let world = World::new(t).await;
    let roche = world.person("roche");
    roche.adds_factor().await;
    world.advance(NEXT);
    let mut hers = Tab::unknown();
    let step = hers.begins(&world, "roche").await;
    let code = roche.code().await;
    let mut other = Tab::unknown();
    assert!(matches!(other.gives(&world, &step, &code).await, Stepped::Over), "a browser without a cookie");
    assert!(other.signs_in(&world, "karim").await);
    assert!(matches!(other.gives(&world, &step, &code).await, Stepped::Over), "another browser");
    assert!(matches!(hers.gives(&world, "", &code).await, Stepped::Over), "no step");
    assert!(matches!(hers.gives(&world, &step, "").await, Stepped::Wrong), "an empty form skips nothing");
    assert!(matches!(hers.gives(&world, &step, &code).await, Stepped::Yes(_)));
    world.advance(NEXT);
    assert!(matches!(hers.gives(&world, &step, &roche.code().await).await, Stepped::Over), "it has gone on once");
});

store::both!(a_second_step_ends_after_some_tries_some_minutes_or_a_new_password, |t: TestDb| async move {
    let world = World::new(t).await;
    let roche = world.person("roche");
    roche.adds_factor().await;
    world.advance(NEXT);
    let mut tab = Tab::unknown();
    let step = tab.begins(&world, "roche").await;
    for _ in 0..limits::SECOND_STEP_TRIES_MAX {
        assert!(matches!(tab.gives(&world, &step, "12345").await, Stepped::Wrong));
    }
    assert!(matches!(tab.gives(&world, &step, &roche.code().await).await, Stepped::Over), "too many tries");
    let step = tab.begins(&world, "roche").await;
    world.advance(limits::SECOND_STEP_LIFE);
    assert!(matches!(tab.gives(&world, &step, &roche.code().await).await, Stepped::Over), "too late");
    let step = tab.begins(&world, "roche").await;
    world.advance(Millis(1));
    let mut own = roche.own_tab();
    assert!(own.signs_in(&world, "roche").await);
    let actor = own.who(&world).await.expect("in");
    let form = NewPassword { current: PASSWORD, password: "cinq mots tout à fait neufs", browser: own.browser() };
    let changed = account::change_password(&world.app, &actor, &form).await.expect("an answer");
    assert!(matches!(changed, Changed::Yes(_)), "{changed:?}");
    assert!(matches!(tab.gives(&world, &step, &roche.code().await).await, Stepped::Over), "the password is another");
});

store::both!(guessing_codes_again_and_again_waits_however_many_sign_ins_are_begun, |t: TestDb| async move {
    let world = World::new(t).await;
    let roche = world.person("roche");
    roche.adds_factor().await;
    let mut wrong = 0;
    while wrong < limits::SIGN_IN_FAILURES_MAX {
        let mut tab = Tab::unknown();
        let step = tab.begins(&world, "roche").await;
        assert!(matches!(tab.gives(&world, &step, "000000").await, Stepped::Wrong));
        wrong += 1;
    }
    world.advance(NEXT);
    let mut tab = Tab::unknown();
    let step = tab.begins(&world, "roche").await;
    assert!(matches!(tab.gives(&world, &step, &roche.code().await).await, Stepped::Over));
    assert!(roche.own_tab().signs_in(&world, "roche").await, "her own device does not wait");
    world.advance(limits::SIGN_IN_WINDOW);
    let step = tab.begins(&world, "roche").await;
    assert!(matches!(tab.gives(&world, &step, &roche.code().await).await, Stepped::Yes(_)), "and not for ever");
});

store::both!(an_epoch_ends_second_factors_with_the_password, |t: TestDb| async move {
    let world = World::new(t).await;
    let (noe, desk) = (world.person("noe"), world.desk().actor().await);
    let recovery = noe.adds_factor().await;
    world.advance(NEXT);
    world.judge(Judging::Always(Outcome::Hold));
    let held = noe.write_to("durand", "un mot").await;
    actions::contain::contain(&world.app, &desk, held, "doute").await.expect("contained");
    world.advance(Millis::minutes(1));
    let durand = world.person("durand").actor().await;
    let section = SectionId(world.uuid("2nde5"));
    let printed = sheets::print(&world.app, &durand, section, Profile::Pupil).await.expect("printed");
    let slips = printed.expect("his class").slips;
    let code = &slips.iter().find(|slip| slip.login == "noe").expect("a slip").code;
    let mut tab = Tab::unknown();
    let activation = Activation { code, password: "cinq mots tout à fait neufs", browser: tab.browser() };
    assert!(matches!(activate(&world.app, &activation).await.expect("an answer"), Activated::Yes(_)));
    let overview = factor::overview(&world.app, &noe.actor().await).await.expect("an answer");
    assert!(overview.factors.is_empty() && overview.recovery_left == 0, "a thief may have set them up");
    assert!(tab.tries(&world, "noe", "cinq mots tout à fait neufs").await, "the sheet has proved enough");
    assert!(holder(&world.app, &recovery[0]).await.expect("an answer").is_none(), "a paper code is no sheet");
});

store::both!(factors_that_an_epoch_ended_do_not_hide_the_one_set_up_since, |t: TestDb| async move {
    let world = World::new(t).await;
    let ines = world.person("ines");
    for _ in 0..limits::FACTORS_MAX {
        ines.adds_factor().await;
    }
    assert!(factor::begin(&world.app, &ines.actor().await, "de trop").await.expect("an answer").is_none());
    world.advance(NEXT);
    let (_, code) = actions::operate::invite(&world.app, "ines").await.expect("an answer").expect("her code");
    reset(&world, &Scope::Person(ines.id), world.now() - Millis(1)).await;
    let mut tab = Tab::unknown();
    let activation = Activation { code: &code, password: PASSWORD, browser: tab.browser() };
    let Activated::Yes(opened) = activate(&world.app, &activation).await.expect("an answer") else { panic!("in") };
    tab.session = Some(opened.session.secret().to_owned());
    tab.device = opened.device.map(|device| device.secret().to_owned());
    let actor = tab.who(&world).await.expect("in");
    factor::begin(&world.app, &actor, "neuf").await.expect("an answer").expect("on her device");
    let confirmed = factor::confirm(&world.app, &actor, &ines.begun_code().await).await.expect("an answer");
    assert!(matches!(confirmed, Confirmed::Yes { .. }), "{confirmed:?}");
    Tab::unknown().begins(&world, "ines").await;
});

/// Ends passwords and what goes with them, up to a moment.
async fn reset(world: &World, scope: &Scope, not_before: Millis) {
    let mut tx = world.app.db.begin().await.expect("begins");
    let epoch = NewEpoch::of(world.app.id(), scope, EpochKind::Credentials, not_before, "essai");
    store::epoch::set(&mut tx, &epoch).await.expect("set");
    tx.commit().await.expect("kept");
}

store::both!(a_device_that_is_new_changes_nothing_that_opens_the_account, |t: TestDb| async move {
    let world = World::new(t).await;
    let mut thief = Tab::unknown();
    assert!(thief.signs_in(&world, "ines").await);
    let actor = thief.who(&world).await.expect("in");
    let overview = factor::overview(&world.app, &actor).await.expect("an answer");
    assert_eq!(overview.may_change, MayChange::UnknownDevice);
    assert!(factor::begin(&world.app, &actor, "x").await.expect("an answer").is_none());
    let password = "cinq mots tout à fait neufs";
    let form = NewPassword { current: PASSWORD, password, browser: thief.browser() };
    let changed = account::change_password(&world.app, &actor, &form).await.expect("an answer");
    assert!(matches!(changed, Changed::UnknownDevice), "{changed:?}");
    world.person("ines").adds_factor().await;
    let factors = factor::overview(&world.app, &actor).await.expect("an answer").factors;
    assert!(!factor::remove(&world.app, &actor, factors[0].id).await.expect("an answer"));
    assert!(factor::renew_recovery(&world.app, &actor).await.expect("an answer").is_none());
    world.advance(limits::DEVICE_QUIET);
    let actor = thief.who(&world).await.expect("still in");
    assert_eq!(factor::overview(&world.app, &actor).await.expect("an answer").may_change, MayChange::Yes);
});

store::both!(a_factor_counts_once_it_is_confirmed_and_belongs_to_its_owner, |t: TestDb| async move {
    let world = World::new(t).await;
    let (ines, karim) = (world.person("ines"), world.person("karim"));
    let actor = ines.actor().await;
    assert_eq!(factor::confirm(&world.app, &actor, "000000").await.expect("an answer"), Confirmed::Nothing);
    let begun = factor::begin(&world.app, &actor, "  ").await.expect("an answer").expect("begun");
    assert!(begun.address.starts_with("otpauth://totp/Pr%C3%A9au:ines?secret="), "{}", begun.address);
    assert_eq!(factor::confirm(&world.app, &actor, "000000").await.expect("an answer"), Confirmed::Wrong);
    assert!(Tab::unknown().signs_in(&world, "ines").await, "what is only begun asks nothing");
    let karims = karim.actor().await;
    let code = ines.begun_code().await;
    assert_eq!(factor::confirm(&world.app, &karims, &code).await.expect("an answer"), Confirmed::Nothing);
    let again = factor::begin(&world.app, &actor, "autre").await.expect("an answer").expect("begun");
    assert_ne!(again.secret, begun.secret, "each has a secret of its own");
    world.advance(limits::FACTOR_BEGUN_LIFE);
    let code = ines.begun_code().await;
    assert_eq!(factor::confirm(&world.app, &actor, &code).await.expect("an answer"), Confirmed::Nothing, "too late");
    ines.adds_factor().await;
    let id = factor::overview(&world.app, &actor).await.expect("an answer").factors[0].id;
    assert!(!factor::remove(&world.app, &karims, id).await.expect("an answer"), "not his");
    assert!(factor::remove(&world.app, &actor, id).await.expect("an answer"));
    assert!(Tab::unknown().signs_in(&world, "ines").await);
    let left = factor::overview(&world.app, &actor).await.expect("an answer").recovery_left;
    assert_eq!(left, 0, "paper codes go with the last factor");
});

store::both!(who_decides_over_others_proves_again_who_they_are, |t: TestDb| async move {
    let world = World::new(t).await;
    let mut tab = Tab::unknown();
    assert!(tab.signs_in(&world, "desk").await);
    let actor = tab.who(&world).await.expect("in");
    assert_eq!(wanted(&world.app, &actor, false).await.expect("an answer"), None);
    assert_eq!(wanted(&world.app, &actor, true).await.expect("an answer"), Some(Wanted::Factor));
    world.advance(limits::STEP_UP_LIFE);
    let actor = tab.who(&world).await.expect("in");
    assert_eq!(wanted(&world.app, &actor, false).await.expect("an answer"), Some(Wanted::Password));
    assert_eq!(step_up(&world.app, &actor, "autre").await.expect("an answer"), Proved::Wrong);
    assert_eq!(step_up(&world.app, &actor, PASSWORD).await.expect("an answer"), Proved::Yes);
    let actor = tab.who(&world).await.expect("in");
    assert_eq!(wanted(&world.app, &actor, false).await.expect("an answer"), None);
    world.desk().adds_factor().await;
    world.advance(limits::STEP_UP_LIFE);
    let actor = tab.who(&world).await.expect("in");
    assert_eq!(wanted(&world.app, &actor, true).await.expect("an answer"), Some(Wanted::Code));
    assert_eq!(
        step_up(&world.app, &actor, PASSWORD).await.expect("an answer"),
        Proved::Wrong,
        "the password is no code"
    );
    assert_eq!(step_up(&world.app, &actor, &world.desk().code().await).await.expect("an answer"), Proved::Yes);
    for _ in 0..limits::SIGN_IN_FAILURES_MAX {
        step_up(&world.app, &actor, "000000").await.expect("an answer");
    }
    world.advance(NEXT);
    let code = world.desk().code().await;
    assert_eq!(step_up(&world.app, &actor, &code).await.expect("an answer"), Proved::TooMany);
});

store::both!(on_a_known_device_the_password_proves_nothing_more_when_there_is_a_factor, |t: TestDb| async move {
    let world = World::new(t).await;
    world.desk().adds_factor().await;
    let mut own = world.desk().own_tab();
    assert!(own.signs_in(&world, "desk").await);
    let actor = own.who(&world).await.expect("in");
    assert_eq!(wanted(&world.app, &actor, true).await.expect("an answer"), Some(Wanted::Code));
});

store::both!(that_was_not_me_shuts_everything_and_leads_back, |t: TestDb| async move {
    let world = World::new(t).await;
    let ines = world.person("ines");
    let (mut own, mut thief) = (ines.own_tab(), Tab::unknown());
    assert!(own.signs_in(&world, "ines").await && thief.signs_in(&world, "ines").await);
    let (me, them) = (own.who(&world).await.expect("in"), thief.who(&world).await.expect("in"));
    world.judge(Judging::Always(Outcome::Deliver));
    let sent = actions::send::send(&world.app, &them, &ines.draft(&["karim"], "Un mot", "voici")).await;
    let sent = actions::testing::accepted(sent.expect("an answer"));
    let karims = world.person("karim").actor().await.session.unwrap_or(world.app.id());
    assert_eq!(disown(&world.app, &me, karims).await.expect("an answer"), Disowned::NotFound);
    let own_session = me.session.expect("a session");
    assert_eq!(disown(&world.app, &me, own_session).await.expect("an answer"), Disowned::NotFound, "that is me");
    let answer = disown(&world.app, &me, them.session.expect("a session")).await.expect("an answer");
    let Disowned::Back { code } = answer else { panic!("{answer:?}") };
    assert!(own.who(&world).await.is_none() && thief.who(&world).await.is_none(), "everything is shut");
    assert!(!thief.signs_in(&world, "ines").await);
    assert!(!world.person("karim").inbox().await.shows(sent), "what the stranger sent is held");
    world.advance(limits::CONTAINMENT_LIFE);
    assert!(!thief.signs_in(&world, "ines").await, "the stolen password never holds again");
    let late = Activation { code: &code, password: "cinq mots tout à fait neufs", browser: own.browser() };
    assert!(matches!(activate(&world.app, &late).await.expect("an answer"), Activated::NoSuchCode), "half an hour");
});

store::both!(the_owner_who_shut_the_account_is_back_at_once, |t: TestDb| async move {
    let world = World::new(t).await;
    let (mut own, mut thief) = (world.person("ines").own_tab(), Tab::unknown());
    assert!(own.signs_in(&world, "ines").await && thief.signs_in(&world, "ines").await);
    let (me, them) = (own.who(&world).await.expect("in"), thief.who(&world).await.expect("in"));
    let answer = disown(&world.app, &me, them.session.expect("a session")).await.expect("an answer");
    let Disowned::Back { code } = answer else { panic!("{answer:?}") };
    world.advance(Millis::seconds(40));
    let password = "cinq mots tout à fait neufs";
    let back = Activation { code: &code, password, browser: own.browser() };
    assert!(matches!(activate(&world.app, &back).await.expect("an answer"), Activated::Yes(_)));
    assert!(own.tries(&world, "ines", password).await && !thief.signs_in(&world, "ines").await);
});

store::both!(a_stranger_who_says_that_was_not_me_gains_nothing, |t: TestDb| async move {
    let world = World::new(t).await;
    let (mut own, mut thief) = (world.person("ines").own_tab(), Tab::unknown());
    assert!(own.signs_in(&world, "ines").await && thief.signs_in(&world, "ines").await);
    let (me, them) = (own.who(&world).await.expect("in"), thief.who(&world).await.expect("in"));
    let answer = disown(&world.app, &them, me.session.expect("a session")).await.expect("an answer");
    assert_eq!(answer, Disowned::Shut);
    assert!(own.who(&world).await.is_none() && thief.who(&world).await.is_none());
    assert!(!thief.signs_in(&world, "ines").await && !own.signs_in(&world, "ines").await, "a sheet is the way back");
});
