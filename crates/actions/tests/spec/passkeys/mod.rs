//! Passkeys: what they let in, and everything that a copied, replayed or borrowed answer does not.

pub(crate) mod acts;

use actions::{
    factor::{self, Confirmed, MayChange},
    operate,
    passkey::{self, enrol, sign_in::Entered},
    second_step::{self, Stepped},
    step_up::{self, Proved, Wanted},
    testing::{Key, PASSWORD, Tab, World},
};
use model::{Millis, epoch::EpochKind, factor::FactorKind, limits, territory::Scope};
use store::{epoch::NewEpoch, testing::TestDb};

/// The verbs of the journal's newest entries, the newest last.
async fn journaled(world: &World, verb: &str) -> usize {
    world.journal().await.iter().filter(|(one, _)| one == verb).count()
}

async fn is_in(tab: &Tab, world: &World, who: &str) -> bool {
    tab.who(world).await.is_some_and(|actor| actor.person == world.person(who).id)
}

store::both!(a_passkey_is_a_second_factor_with_codes_on_paper_like_the_others, |t: TestDb| async move {
    let world = World::new(t).await;
    let roche = world.person("roche");
    let mut key = Key::new(1, &world.app.issuer);
    let Confirmed::Yes { recovery } = roche.enrols(&mut key).await else { panic!("enrolled") };
    assert_eq!(recovery.len(), limits::RECOVERY_CODES);
    assert_eq!(journaled(&world, "factor.add").await, 1);
    let Confirmed::Yes { recovery: second } = roche.enrols(&mut Key::new(2, &world.app.issuer)).await else {
        panic!("enrolled")
    };
    assert!(second.is_empty(), "the codes that are there hold");
    let factors = factor::overview(&world.app, &roche.actor().await).await.expect("an answer").factors;
    assert!(factors.len() == 2 && factors.iter().all(|one| one.kind == FactorKind::Passkey && one.label == "clé"));

    let mut thief = Tab::unknown();
    assert!(!thief.signs_in(&world, "roche").await, "the password alone");
    let step = thief.begins(&world, "roche").await;
    assert!(matches!(thief.gives(&world, &step, "000000").await, Stepped::Wrong));
    assert!(thief.who(&world).await.is_none());
    assert!(matches!(thief.gives(&world, &step, &recovery[0]).await, Stepped::Yes(_)), "paper works beside a passkey");

    let mut phone = Tab::unknown();
    let step = phone.begins(&world, "roche").await;
    assert!(second_step::offered(&world.app, &step, phone.browser()).await.expect("an answer").passkey);
    assert!(matches!(phone.answers(&world, &step, &mut key).await, Stepped::Yes(_)));
    let actor = phone.who(&world).await.expect("in");
    assert!(actor.has_proven_lately(world.now()), "she has just proved it");
    assert!(phone.signs_in(&world, "roche").await, "it has made the telephone one of hers");
    let factors = factor::overview(&world.app, &actor).await.expect("an answer").factors;
    assert_eq!(factors[0].last_used_at(), Some(world.now()));
});

store::both!(a_passkey_alone_signs_in_and_vouches_for_the_device, |t: TestDb| async move {
    let world = World::new(t).await;
    let mut key = world.person("roche").adds_passkey(1).await;
    let mut phone = Tab::unknown();
    assert!(matches!(phone.enters(&world, &mut key).await, Entered::Yes(_)));
    assert!(is_in(&phone, &world, "roche").await);
    let actor = phone.who(&world).await.expect("in");
    assert!(actor.has_proven_lately(world.now()));
    let overview = factor::overview(&world.app, &actor).await.expect("an answer");
    assert_eq!(overview.may_change, MayChange::Yes, "the device is hers");
    assert!(phone.signs_in(&world, "roche").await, "the password is enough there from now on");
    assert!(matches!(Tab::unknown().enters(&world, &mut Key::new(9, &world.app.issuer)).await, Entered::No), "unknown");
});

store::both!(whoever_decides_over_others_may_prove_themselves_by_a_passkey, |t: TestDb| async move {
    let world = World::new(t).await;
    let desk = world.desk();
    let mut key = desk.adds_passkey(1).await;
    let mut tab = desk.own_tab();
    assert!(tab.signs_in(&world, "desk").await);
    let device = tab.device.clone().expect("a device");
    let actor = tab.who(&world).await.expect("in");
    assert_eq!(step_up::wanted(&world.app, &actor, true).await.expect("an answer"), Some(Wanted::Code));
    assert!(step_up::offered(&world.app, &actor).await.expect("an answer").passkey);
    let asked = step_up::ask_passkey(&world.app, &actor, &device).await.expect("an answer").expect("asked");
    let answer = key.signs(&asked.0);
    let proved = step_up::by_passkey(&world.app, &actor, &device, &answer).await.expect("an answer");
    assert_eq!(proved, Proved::Yes);
    let actor = tab.who(&world).await.expect("in");
    assert_eq!(step_up::wanted(&world.app, &actor, true).await.expect("an answer"), None);
    assert_eq!(journaled(&world, "session.prove").await, 1);
    let again = step_up::by_passkey(&world.app, &actor, &device, &answer).await.expect("an answer");
    assert_eq!(again, Proved::Wrong, "an answer is taken once");
    let ines = world.person("ines").actor().await;
    assert!(!step_up::offered(&world.app, &ines).await.expect("an answer").passkey);
    assert!(step_up::ask_passkey(&world.app, &ines, &device).await.expect("an answer").is_none());
});

store::both!(a_replayed_answer_opens_nothing, |t: TestDb| async move {
    let world = World::new(t).await;
    let mut key = world.person("roche").adds_passkey(1).await;
    let mut tab = Tab::unknown();
    let asked = tab.is_asked(&world).await;
    let answer = key.signs(&asked);
    assert!(matches!(tab.shows(&world, &answer).await, Entered::Yes(_)));
    assert!(matches!(tab.shows(&world, &answer).await, Entered::No), "the same answer again");
    tab.is_asked(&world).await;
    assert!(matches!(tab.shows(&world, &answer).await, Entered::No), "to another question");
    let asked = tab.is_asked(&world).await;
    let wrong = Key::new(9, &world.app.issuer).signs(&asked);
    assert!(matches!(tab.shows(&world, &wrong).await, Entered::No));
    let late = key.signs(&asked);
    assert!(matches!(tab.shows(&world, &late).await, Entered::No), "a question has one answer, right or wrong");
});

store::both!(an_answer_counts_in_the_browser_that_was_asked_and_for_what_was_asked, |t: TestDb| async move {
    let world = World::new(t).await;
    let roche = world.person("roche");
    let mut key = roche.adds_passkey(1).await;
    let (mut hers, mut other) = (Tab::unknown(), Tab::unknown());
    let step = hers.begins(&world, "roche").await;
    let asked = hers.is_asked(&world).await;
    other.is_asked(&world).await;
    let answer = key.signs(&asked);
    assert!(matches!(other.shows(&world, &answer).await, Entered::No), "another browser");
    assert!(matches!(Tab::unknown().shows(&world, &answer).await, Entered::No), "a browser without a cookie");
    let stepped = second_step::by_passkey(&world.app, &step, &answer, hers.browser()).await.expect("an answer");
    assert!(matches!(stepped, Stepped::Wrong), "an answer for a sign-in is none for a second step");
    assert!(matches!(hers.shows(&world, &answer).await, Entered::Yes(_)), "it was not taken there");
    for nonsense in ["", "{}", "null", "\"x\"", &"[".repeat(2_000)] {
        hers.is_asked(&world).await;
        assert!(matches!(hers.shows(&world, nonsense).await, Entered::No), "{nonsense:.9}");
    }
});

store::both!(an_answer_of_another_site_is_none, |t: TestDb| async move {
    let world = World::new(t).await;
    let roche = world.person("roche");
    let mut key = roche.adds_passkey(1).await;
    for origin in ["https://localhost", "http://localhost:8080", "http://préau.example", "http://ent.localhost"] {
        key.origin = origin.to_owned();
        assert!(matches!(Tab::unknown().enters(&world, &mut key).await, Entered::No), "{origin}");
    }
    assert_eq!(roche.enrols(&mut Key::new(2, "http://ent.example")).await, Confirmed::Wrong);
    let mut tab = Tab::unknown();
    let asked = tab.is_asked(&world).await.replace("\"rpId\":\"localhost\"", "\"rpId\":\"ent.example\"");
    key.origin.clone_from(&world.app.issuer);
    let answer = key.signs(&asked);
    assert!(matches!(tab.shows(&world, &answer).await, Entered::No), "signed for another name");
});

store::both!(an_answer_to_another_question_is_none, |t: TestDb| async move {
    let world = World::new(t).await;
    let roche = world.person("roche");
    let mut key = roche.adds_passkey(1).await;
    let mut tab = Tab::unknown();
    let first = tab.is_asked(&world).await;
    let second = tab.is_asked(&world).await;
    assert_ne!(first, second);
    let answer = key.signs(&first);
    assert!(matches!(tab.shows(&world, &answer).await, Entered::No), "the question before");
    let step = tab.begins(&world, "roche").await;
    let mut elsewhere = Tab::unknown();
    let other_step = elsewhere.begins(&world, "roche").await;
    let asked = second_step::ask_passkey(&world.app, &other_step, elsewhere.browser()).await.expect("an answer");
    second_step::ask_passkey(&world.app, &step, tab.browser()).await.expect("an answer").expect("asked");
    let answer = key.signs(&asked.expect("asked").0);
    let stepped = second_step::by_passkey(&world.app, &step, &answer, tab.browser()).await.expect("an answer");
    assert!(matches!(stepped, Stepped::Wrong));
});

store::both!(a_question_waits_for_some_minutes, |t: TestDb| async move {
    let world = World::new(t).await;
    let mut key = world.person("roche").adds_passkey(1).await;
    let mut tab = Tab::unknown();
    let asked = tab.is_asked(&world).await;
    world.advance(limits::PASSKEY_CHALLENGE_LIFE);
    let answer = key.signs(&asked);
    assert!(matches!(tab.shows(&world, &answer).await, Entered::No));
    let asked = tab.is_asked(&world).await;
    actions::jobs::forget(&world.app, world.now() - Millis::days(1)).await.expect("forgotten");
    world.advance(limits::PASSKEY_CHALLENGE_LIFE - Millis(1));
    let answer = key.signs(&asked);
    assert!(matches!(tab.shows(&world, &answer).await, Entered::Yes(_)), "what still waits is not forgotten");
    let asked = tab.is_asked(&world).await;
    world.advance(limits::PASSKEY_CHALLENGE_LIFE + Millis(1));
    actions::jobs::forget(&world.app, world.now() - Millis::days(1)).await.expect("forgotten");
    let (answer, dump) = (key.signs(&asked), world.dump().await);
    assert!(matches!(tab.shows(&world, &answer).await, Entered::No));
    assert!(actions::testing::changed(&dump, &world.dump().await).is_empty(), "there was nothing left to take");
});

store::both!(a_passkey_of_somebody_else_proves_nobody, |t: TestDb| async move {
    let world = World::new(t).await;
    let (roche, karim) = (world.person("roche"), world.person("karim"));
    roche.adds_passkey(1).await;
    let mut karims = karim.adds_passkey(2).await;
    let mut tab = Tab::unknown();
    let step = tab.begins(&world, "roche").await;
    assert!(matches!(tab.answers(&world, &step, &mut karims).await, Stepped::Wrong));
    assert!(tab.who(&world).await.is_none());
    // A question that karim was asked on a shared computer is not one to whoever signs in there next.
    let mut shared = karim.own_tab();
    assert!(shared.signs_in(&world, "karim").await);
    let device = shared.device.clone().expect("a device");
    let actor = shared.who(&world).await.expect("in");
    let asked = step_up::ask_passkey(&world.app, &actor, &device).await.expect("an answer").expect("asked");
    let answer = karims.signs(&asked.0);
    assert!(shared.signs_in(&world, "ines").await);
    let ines = shared.who(&world).await.expect("in");
    let proved = step_up::by_passkey(&world.app, &ines, &device, &answer).await.expect("an answer");
    assert_eq!(proved, Proved::Wrong);
    // Nobody registers a key that is known, or that says that it is somebody else's.
    assert_eq!(karim.enrols(&mut Key::new(1, &world.app.issuer)).await, Confirmed::Wrong, "it is hers");
    let mut borrowed = karims.clone();
    borrowed.says_whose = false;
    assert!(matches!(Tab::unknown().enters(&world, &mut borrowed).await, Entered::No), "it must say whose it is");
    assert!(matches!(Tab::unknown().enters(&world, &mut karims).await, Entered::Yes(_)));
});

store::both!(a_passkey_whose_owner_was_not_verified_is_refused, |t: TestDb| async move {
    let world = World::new(t).await;
    let roche = world.person("roche");
    let mut found = roche.adds_passkey(1).await;
    found.verifies = false;
    assert!(matches!(Tab::unknown().enters(&world, &mut found).await, Entered::No), "whoever finds a token is not her");
    let mut tab = Tab::unknown();
    let step = tab.begins(&world, "roche").await;
    assert!(matches!(tab.answers(&world, &step, &mut found).await, Stepped::Wrong));
    let mut plain = Key::new(2, &world.app.issuer);
    plain.verifies = false;
    assert_eq!(roche.enrols(&mut plain).await, Confirmed::Wrong);
});

store::both!(a_counter_that_goes_back_is_a_copy_and_is_said, |t: TestDb| async move {
    let world = World::new(t).await;
    let roche = world.person("roche");
    let mut key = Key::new(1, &world.app.issuer);
    key.counter = 5;
    assert!(matches!(roche.enrols(&mut key).await, Confirmed::Yes { .. }));
    let mut copy = key.clone();
    assert!(matches!(Tab::unknown().enters(&world, &mut key).await, Entered::Yes(_)));
    assert!(matches!(Tab::unknown().enters(&world, &mut copy).await, Entered::Copied), "the same count twice");
    assert_eq!(journaled(&world, "factor.copied").await, 1);
    let mut tab = Tab::unknown();
    let step = tab.begins(&world, "roche").await;
    copy.counter = 2;
    assert!(matches!(tab.answers(&world, &step, &mut copy).await, Stepped::Copied));
    let mut own = roche.own_tab();
    assert!(own.signs_in(&world, "roche").await);
    let (actor, device) = (own.who(&world).await.expect("in"), own.device.clone().expect("a device"));
    let asked = step_up::ask_passkey(&world.app, &actor, &device).await.expect("an answer").expect("asked");
    copy.counter = 1;
    let proved = step_up::by_passkey(&world.app, &actor, &device, &copy.signs(&asked.0)).await.expect("an answer");
    assert_eq!(proved, Proved::Copied);
    assert_eq!(journaled(&world, "factor.copied").await, 3);
    assert!(matches!(Tab::unknown().enters(&world, &mut key).await, Entered::Yes(_)), "hers goes on");
});

// Invariant 6
store::both!(an_epoch_ends_passkeys_with_the_password, |t: TestDb| async move {
    let world = World::new(t).await;
    let ines = world.person("ines");
    let mut key = ines.adds_passkey(1).await;
    let mut tab = Tab::unknown();
    assert!(matches!(tab.enters(&world, &mut key).await, Entered::Yes(_)));
    let asked = tab.is_asked(&world).await;
    world.advance(Millis::seconds(1));
    let mut tx = world.app.db.begin().await.expect("begins");
    let scope = Scope::Person(ines.id);
    let epoch = NewEpoch::of(world.app.id(), &scope, EpochKind::Credentials, world.now(), "essai");
    store::epoch::set(&mut tx, &epoch).await.expect("set");
    tx.commit().await.expect("kept");
    let answer = key.signs(&asked);
    assert!(matches!(tab.shows(&world, &answer).await, Entered::No), "asked before the epoch, answered after it");
    assert!(matches!(Tab::unknown().enters(&world, &mut key).await, Entered::No));
    world.advance(Millis::seconds(1));
    let (_, code) = operate::invite(&world.app, "ines").await.expect("an answer").expect("her code");
    let activation = actions::activate::Activation { code: &code, password: PASSWORD, browser: tab.browser() };
    actions::activate::activate(&world.app, &activation).await.expect("back");
    assert!(matches!(Tab::unknown().enters(&world, &mut key).await, Entered::No), "a thief may have set it up");
    assert!(Tab::unknown().signs_in(&world, "ines").await, "and nothing asks for it");
});

store::both!(a_passkey_that_was_taken_away_opens_nothing, |t: TestDb| async move {
    let world = World::new(t).await;
    let roche = world.person("roche");
    let (mut gone, mut left) = (roche.adds_passkey(1).await, roche.adds_passkey(2).await);
    let mut tab = Tab::unknown();
    let asked = tab.is_asked(&world).await;
    let actor = roche.actor().await;
    let id = factor::overview(&world.app, &actor).await.expect("an answer").factors[0].id;
    let karims = world.person("karim").actor().await;
    assert!(!factor::remove(&world.app, &karims, id).await.expect("an answer"), "not his");
    assert!(factor::remove(&world.app, &actor, id).await.expect("an answer"));
    let answer = gone.signs(&asked);
    assert!(matches!(tab.shows(&world, &answer).await, Entered::No), "asked before, answered after");
    let step = tab.begins(&world, "roche").await;
    assert!(matches!(tab.answers(&world, &step, &mut gone).await, Stepped::Wrong));
    assert!(matches!(tab.answers(&world, &step, &mut left).await, Stepped::Yes(_)));
    assert_eq!(roche.enrols(&mut gone).await, Confirmed::Wrong, "the same key does not come back");
});

store::both!(a_device_that_is_new_adds_no_passkey, |t: TestDb| async move {
    let world = World::new(t).await;
    let mut thief = Tab::unknown();
    assert!(thief.signs_in(&world, "ines").await);
    let (actor, device) = (thief.who(&world).await.expect("in"), thief.device.clone().expect("a device"));
    assert!(enrol::begin(&world.app, &actor, &device).await.expect("an answer").is_none());
    let new = enrol::NewPasskey { label: "", answer: "{}", device: &device };
    assert_eq!(enrol::enrol(&world.app, &actor, &new).await.expect("an answer"), Confirmed::Nothing);
    let ines = world.person("ines");
    for number in 0..limits::FACTORS_MAX {
        ines.adds_passkey(number as u8).await;
    }
    let own = ines.own_tab().device.expect("a device");
    assert!(enrol::begin(&world.app, &ines.actor().await, &own).await.expect("an answer").is_none(), "enough");
});

store::both!(a_shut_account_is_not_opened_by_a_passkey, |t: TestDb| async move {
    let world = World::new(t).await;
    let mut key = world.person("ines").adds_passkey(1).await;
    let mut own = world.person("ines").own_tab();
    let mut thief = Tab::unknown();
    assert!(own.signs_in(&world, "ines").await);
    let step = thief.begins(&world, "ines").await;
    assert!(matches!(thief.answers(&world, &step, &mut key).await, Stepped::Yes(_)));
    let (me, them) = (own.who(&world).await.expect("in"), thief.who(&world).await.expect("in"));
    actions::disown::disown(&world.app, &me, them.session.expect("a session")).await.expect("shut");
    assert!(matches!(thief.enters(&world, &mut key).await, Entered::No));
    assert!(matches!(own.enters(&world, &mut key).await, Entered::No), "everything is shut, on every device");
});

store::both!(who_guesses_codes_does_not_keep_the_owner_of_a_passkey_out, |t: TestDb| async move {
    let world = World::new(t).await;
    let mut key = world.person("roche").adds_passkey(1).await;
    for _ in 0..limits::SIGN_IN_FAILURES_MAX {
        let mut tab = Tab::unknown();
        let step = tab.begins(&world, "roche").await;
        assert!(matches!(tab.gives(&world, &step, "000000").await, Stepped::Wrong));
    }
    let mut tab = Tab::unknown();
    let step = tab.begins(&world, "roche").await;
    assert!(matches!(tab.gives(&world, &step, "000000").await, Stepped::Over), "codes must wait");
    assert!(matches!(tab.answers(&world, &step, &mut key).await, Stepped::Yes(_)), "a passkey is not guessed");
});

#[tokio::test]
async fn passkeys_are_offered_where_browsers_have_them() {
    let world = World::new(store::testing::sqlite().await).await;
    assert!(passkey::are_offered(&world.app));
}
