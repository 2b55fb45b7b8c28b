//! Links are made by their owners: signed in on a device of theirs, or with a printed code.

use actions::{
    activate, disown, operate,
    reset::{
        self, NewReset, Reset,
        openings::{self, Decided, NewOpening},
    },
    sign_in::SignedIn,
    testing::PASSWORD,
};
use model::{Millis, limits, reset::Returning, territory::Scope};

use super::*;

store::both!(a_thief_with_a_password_links_nothing, |t: TestDb| async move {
    let (world, provider) = guichet(t).await;
    let mut thief = Tab::unknown();
    assert!(thief.signs_in(&world, "ines").await);
    let actor = thief.who(&world).await.expect("in");
    let gone = relying::to_link(&world.app, &actor, "guichet", thief.browser()).await.expect("an answer");
    assert!(matches!(gone, Gone::MayNot), "{gone:?}");
    let seen = overview(&world, &actor).await;
    assert!(seen.offered.is_empty() && seen.elsewhere && seen.links.is_empty());
    // The answer to a question of her own browser is worth nothing in another session, and nothing when hers has ended.
    let (mut own, ines) = at_home(&world, "ines").await;
    let gone = relying::to_link(&world.app, &ines, "guichet", own.browser()).await.expect("an answer");
    let address = sent(&mut own, gone);
    let (code, state) = provider.lets_in(&world, &address, "s-voleur");
    assert!(own.signs_in(&world, "ines").await, "another session of the same browser");
    assert!(matches!(returns(&world, &own, &code, &state).await, Some(Back::NotLinked)));
    assert!(overview(&world, &ines).await.links.is_empty());
});

store::both!(a_link_is_offered_to_those_it_is_for_once, |t: TestDb| async move {
    let world = World::new(t).await;
    let provider = Provider::new(&world);
    let world = world.asking(&provider);
    world.adds_provider("guichet", &[Public::Guardian], &[]).await;
    let (_, ines) = at_home(&world, "ines").await;
    let seen = overview(&world, &ines).await;
    assert!(seen.offered.is_empty() && !seen.elsewhere);
    let gone = relying::to_link(&world.app, &ines, "guichet", world.person("ines").own_tab().browser()).await;
    assert!(matches!(gone.expect("an answer"), Gone::MayNot));
    let (mut tab, farida) = at_home(&world, "farida").await;
    assert_eq!(overview(&world, &farida).await.offered.len(), 1);
    assert!(matches!(links(&world, &provider, (&mut tab, &farida), "s-farida").await, Back::Linked));
    assert!(overview(&world, &farida).await.offered.is_empty());
    let gone = relying::to_link(&world.app, &farida, "autre", tab.browser()).await.expect("an answer");
    assert!(matches!(gone, Gone::NoProvider));
});

store::both!(a_printed_code_links_an_account_and_ends_what_opened_it_before, |t: TestDb| async move {
    let (world, provider) = guichet(t).await;
    linked(&world, &provider, "ines", "s-voleur").await;
    let mut former = Tab::unknown();
    assert!(former.signs_in(&world, "ines").await);
    world.advance(Millis::minutes(1));
    let mut tab = Tab::unknown();
    let choice = nobody(signs_in(&world, &provider, &mut tab, "s-ines").await);
    let token = choice.token.secret();
    let (_, code) = operate::invite(&world.app, "ines").await.expect("an answer").expect("a code");
    let by = async |tab: &Tab, typed: &str| {
        relying::by_code(&world.app, token, typed, tab.browser()).await.expect("an answer")
    };
    assert!(matches!(by(&tab, "AAAAA-AAAAA-A").await, ByCode::NoSuchCode));
    let mut thief = Tab::unknown();
    goes(&world, &mut thief).await;
    assert!(matches!(by(&thief, &code).await, ByCode::Over), "in another browser");
    let ByCode::Yes(opened) = by(&tab, &code.to_lowercase()).await else { panic!("in") };
    keeps(&mut tab, &opened);
    assert!(is_in(&world, &tab, "ines").await);
    assert!(tab.who(&world).await.expect("in").has_proven_lately(world.now() + Millis(1)));
    assert_eq!(newest(&world, 2).await, ["account.activate", "session.open"]);
    assert!(former.who(&world).await.is_none(), "every former session is dead");
    assert!(!Tab::unknown().signs_in(&world, "ines").await, "and the password");
    nobody(signs_in(&world, &provider, &mut Tab::unknown(), "s-voleur").await);
    assert!(matches!(by(&tab, &code).await, ByCode::Over), "one word, one session");
    let ines = tab.who(&world).await.expect("in");
    let link = overview(&world, &ines).await.links[0].id;
    let last = relying::unlink(&world.app, &ines, link).await.expect("an answer");
    assert_eq!(last, Unlinked::LastWay, "nobody shuts themselves out");
    world.journal_verifies().await;
});

store::both!(a_code_of_somebody_for_whom_a_provider_is_not_stays_good, |t: TestDb| async move {
    let world = World::new(t).await;
    let provider = Provider::new(&world);
    let world = world.asking(&provider);
    world.adds_provider("guichet", &[Public::Staff], &[]).await;
    let mut tab = Tab::unknown();
    let choice = nobody(signs_in(&world, &provider, &mut tab, "s-ines").await);
    let (_, code) = operate::invite(&world.app, "ines").await.expect("an answer").expect("a code");
    let by = relying::by_code(&world.app, choice.token.secret(), &code, tab.browser()).await.expect("an answer");
    assert!(matches!(by, ByCode::NotForThem), "{by:?}");
    assert!(activate::holder(&world.app, &code).await.expect("an answer").is_some());
});

store::both!(codes_are_not_guessed_at_a_provider_s_door, |t: TestDb| async move {
    let (world, provider) = guichet(t).await;
    let (_, code) = operate::invite(&world.app, "ines").await.expect("an answer").expect("a code");
    let mut tab = Tab::unknown();
    let choice = nobody(signs_in(&world, &provider, &mut tab, "s-x").await);
    for _ in 0..limits::PROVIDER_PROOF_TRIES_MAX {
        let by = relying::by_code(&world.app, choice.token.secret(), "00000-00000-0", tab.browser()).await;
        assert!(matches!(by.expect("an answer"), ByCode::NoSuchCode));
    }
    let by = relying::by_code(&world.app, choice.token.secret(), &code, tab.browser()).await.expect("an answer");
    assert!(matches!(by, ByCode::Over), "{by:?}");
});

store::both!(a_link_that_is_taken_away_opens_nothing_and_what_it_opened_is_closed, |t: TestDb| async move {
    let (world, provider) = guichet(t).await;
    let (tab, ines) = linked(&world, &provider, "ines", "s-ines").await;
    let mut other = Tab::unknown();
    signs_in(&world, &provider, &mut other, "s-ines").await;
    let link = overview(&world, &ines).await.links[0].id;
    let (_, karim) = at_home(&world, "karim").await;
    assert_eq!(relying::unlink(&world.app, &karim, link).await.expect("an answer"), Unlinked::NotFound);
    assert!(is_in(&world, &other, "ines").await);
    assert_eq!(relying::unlink(&world.app, &ines, link).await.expect("an answer"), Unlinked::Yes);
    assert!(other.who(&world).await.is_none() && is_in(&world, &tab, "ines").await);
    assert_eq!(relying::unlink(&world.app, &ines, link).await.expect("an answer"), Unlinked::NotFound, "twice");
    nobody(signs_in(&world, &provider, &mut other, "s-ines").await);
});

store::both!(whoever_comes_back_by_a_sheet_meets_no_link_of_a_thief_s, |t: TestDb| async move {
    let (world, provider) = guichet(t).await;
    let (_, ines) = linked(&world, &provider, "ines", "s-voleur").await;
    let mut thief = Tab::unknown();
    signs_in(&world, &provider, &mut thief, "s-voleur").await;
    world.advance(Millis::minutes(1));
    let strange = thief.who(&world).await.expect("in").session.expect("a session");
    let disowned = disown::disown(&world.app, &ines, strange).await.expect("an answer");
    let disown::Disowned::Back { code } = disowned else { panic!("{disowned:?}") };
    nobody(signs_in(&world, &provider, &mut Tab::unknown(), "s-voleur").await);
    let own = world.person("ines").own_tab();
    let form = activate::Activation { code: &code, password: "un autre mot de passe long", browser: own.browser() };
    world.advance(Millis::minutes(1));
    let activated = activate::activate(&world.app, &form).await.expect("an answer");
    assert!(matches!(activated, activate::Activated::Yes(_)), "{activated:?}");
    world.advance(Millis::days(2));
    nobody(signs_in(&world, &provider, &mut Tab::unknown(), "s-voleur").await);
    assert!(!Tab::unknown().tries(&world, "ines", PASSWORD).await);
});

store::both!(links_are_few_on_both_sides, |t: TestDb| async move {
    let (world, provider) = guichet(t).await;
    let (mut tab, ines) = at_home(&world, "ines").await;
    for n in 0..limits::LINKS_PER_PERSON_MAX {
        let back = links(&world, &provider, (&mut tab, &ines), &format!("s-{n}")).await;
        assert!(matches!(back, Back::Linked), "{n}: {back:?}");
    }
    let gone = relying::to_link(&world.app, &ines, "guichet", tab.browser()).await.expect("an answer");
    assert!(matches!(gone, Gone::MayNot));
    let back = signs_in(&world, &provider, &mut Tab::unknown(), "s-0").await;
    assert!(matches!(back, Back::Came(SignedIn::Yes(_), _)), "{back:?}");
});

store::both!(a_code_waits_for_its_place_at_a_provider_s_door_too, |t: TestDb| async move {
    let (world, provider) = guichet(t).await;
    let new = NewReset { scope: Scope::Academie(10), spares_since: None, spares_passkeys: None, note: "" };
    let done = reset::reset(&world.app, None, &new).await.expect("an answer");
    let Reset::Yes { id, .. } = done else { panic!("the console may") };
    world.advance(Millis::minutes(1));
    let at = world.now() + Millis::minutes(3);
    let opening = NewOpening { scope: Scope::All, who: Returning::Everyone, reads_at: at, writes_at: at };
    let refused = openings::open(&world.app, None, id, &opening).await.expect("an answer");
    assert_eq!(refused, Decided::NotAllowed, "wider than the reset");
    let opening = NewOpening { scope: Scope::Academie(10), ..opening };
    assert!(matches!(openings::open(&world.app, None, id, &opening).await, Ok(Decided::Yes(_))));
    let (_, code) = operate::invite(&world.app, "ines").await.expect("an answer").expect("a code");
    let mut tab = Tab::unknown();
    let choice = nobody(signs_in(&world, &provider, &mut tab, "s-ines").await);
    let by = relying::by_code(&world.app, choice.token.secret(), &code, tab.browser()).await.expect("an answer");
    assert!(matches!(by, ByCode::NotYet(from) if from == at), "{by:?}");
    world.set_time(at);
    let choice = nobody(signs_in(&world, &provider, &mut tab, "s-ines").await);
    let by = relying::by_code(&world.app, choice.token.secret(), &code, tab.browser()).await.expect("an answer");
    assert!(matches!(by, ByCode::Yes(_)), "the code was not used up: {by:?}");
});
