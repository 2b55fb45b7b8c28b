//! What a provider says is the first half of a sign-in: account, link, second factor and the way it comes are asked as for a
//! password.

use actions::{operate, second_step::Stepped, sign_in::SignedIn};
use model::{
    Millis, account::AccountState, containment::ContainmentReason, epoch::EpochKind, network::NetworkClass,
    territory::Scope,
};
use store::{containment::NewContainment, epoch::NewEpoch};

use super::*;

store::both!(who_has_linked_a_subject_comes_in_by_it, |t: TestDb| async move {
    let (world, provider) = guichet(t).await;
    let (tab, actor) = linked(&world, &provider, "ines", "s-ines").await;
    assert_eq!(newest(&world, 1).await, ["provider.link"]);
    assert!(is_in(&world, &tab, "ines").await, "the session goes on");
    let links = overview(&world, &actor).await.links;
    assert!(matches!(links.as_slice(), [Linked { used: None, .. }]), "{links:?}");
    let mut other = Tab::unknown();
    assert!(matches!(signs_in(&world, &provider, &mut other, "s-ines").await, Back::Came(SignedIn::Yes(_), _)));
    assert!(is_in(&world, &other, "ines").await);
    assert_eq!(newest(&world, 2).await, ["provider.enter", "session.open"]);
    assert_eq!(overview(&world, &actor).await.links[0].used, Some(world.now()));
    world.journal_verifies().await;
});

// One answer, whatever the reason: nobody learns from it whether an account is linked.
store::both!(who_is_unknown_suspended_contained_reset_or_not_meant_gets_one_answer, |t: TestDb| async move {
    let (world, provider) = guichet(t).await;
    for who in ["ines", "karim", "lea", "noe", "adam"] {
        linked(&world, &provider, who, &format!("s-{who}")).await;
    }
    let mut directory = world.directory().await;
    let id = |who: &str| world.person(who).id;
    directory.run("update account set state = $2 where person = $1", (id("ines"), AccountState::Suspended)).await;
    directory.run("update affiliation set until = $2 where person = $1", (id("karim"), world.now())).await;
    directory.save().await;
    let mut tx = world.app.db.begin().await.expect("begins");
    let new = NewContainment {
        id: world.app.id(),
        person: id("lea"),
        school: world.uuid("lycee").into(),
        until: world.now() + Millis::hours(4),
        reason: ContainmentReason::Desk,
        message: None,
        campaign: None,
        by: None,
        note: "",
    };
    let epochs = [world.app.id(), world.app.id()];
    store::containment::begin(&mut tx, &new, epochs, world.now()).await.expect("contained");
    let scope = Scope::Person(id("noe"));
    let epoch = NewEpoch::of(world.app.id(), &scope, EpochKind::Credentials, world.now(), "test");
    store::epoch::set(&mut tx, &epoch).await.expect("reset");
    tx.commit().await.expect("commits");
    let answers = async |subject: &str| {
        let mut tab = Tab::unknown();
        let before = world.journal().await.len();
        let choice = nobody(signs_in(&world, &provider, &mut tab, subject).await);
        assert!(tab.who(&world).await.is_none(), "{subject}");
        assert_eq!(world.journal().await.len(), before, "{subject}");
        (choice.label, choice.towards)
    };
    let unknown = answers("s-personne").await;
    for subject in ["s-ines", "s-karim", "s-lea", "s-noe"] {
        assert_eq!(answers(subject).await, unknown, "{subject}");
    }
    let mut adam = Tab::unknown();
    assert!(matches!(signs_in(&world, &provider, &mut adam, "s-adam").await, Back::Came(SignedIn::Yes(_), _)));
    world.advance(Millis::hours(4));
    let mut lea = Tab::unknown();
    let back = signs_in(&world, &provider, &mut lea, "s-lea").await;
    assert!(matches!(back, Back::Came(SignedIn::Yes(_), _)), "a containment ends by itself: {back:?}");
});

store::both!(a_second_factor_is_asked_for_after_a_provider_too, |t: TestDb| async move {
    let (world, provider) = guichet(t).await;
    let roche = world.person("roche");
    let paper = roche.adds_factor().await;
    let (mut own, _) = linked(&world, &provider, "roche", "s-roche").await;
    let mut other = Tab::unknown();
    let Back::Came(SignedIn::Second(step), _) = signs_in(&world, &provider, &mut other, "s-roche").await else {
        panic!("asked for a code")
    };
    other.device = step.device.as_ref().map(|device| device.secret().to_owned()).or(other.device);
    assert!(other.who(&world).await.is_none());
    assert!(matches!(other.gives(&world, step.token.secret(), "000000").await, Stepped::Wrong));
    assert!(matches!(other.gives(&world, step.token.secret(), &paper[0]).await, Stepped::Yes(_)));
    assert!(is_in(&world, &other, "roche").await);
    let word = provider.says_ended(&world, "s-roche", None, "j1");
    relying::ended_there(&world.app, "guichet", &word).await.expect("an answer");
    assert!(other.who(&world).await.is_none(), "its session is known to be of the provider");
    let back = signs_in(&world, &provider, &mut own, "s-roche").await;
    assert!(matches!(back, Back::Came(SignedIn::Yes(_), _)), "not on her own device: {back:?}");
    assert!(!own.who(&world).await.expect("in").has_proven_lately(world.now()), "but nothing more is proved by it");
});

store::both!(what_was_begun_is_worth_nothing_once_the_link_is_gone, |t: TestDb| async move {
    let (world, provider) = guichet(t).await;
    let paper = world.person("roche").adds_factor().await;
    let (_, actor) = linked(&world, &provider, "roche", "s-roche").await;
    let mut other = Tab::unknown();
    let Back::Came(SignedIn::Second(step), _) = signs_in(&world, &provider, &mut other, "s-roche").await else {
        panic!("asked for a code")
    };
    other.device = step.device.as_ref().map(|device| device.secret().to_owned()).or(other.device);
    let link = overview(&world, &actor).await.links[0].id;
    assert_eq!(relying::unlink(&world.app, &actor, link).await.expect("an answer"), Unlinked::Yes);
    assert!(matches!(other.gives(&world, step.token.secret(), &paper[0]).await, Stepped::Over));
    assert!(other.who(&world).await.is_none());
});

store::both!(a_stranger_from_far_away_is_turned_away_at_a_provider_s_door_too, |t: TestDb| async move {
    let (world, provider) = guichet(t).await;
    linked(&world, &provider, "lea", "s-lea").await;
    let mut far = Tab::from("203.0.113.99:50000", NetworkClass::Hosting, "BR");
    let back = signs_in(&world, &provider, &mut far, "s-lea").await;
    assert!(matches!(back, Back::Came(SignedIn::Unusual(_), _)), "{back:?}");
    assert!(far.who(&world).await.is_none());
    assert_eq!(newest(&world, 2).await, ["provider.enter", "session.refuse"]);
});

store::both!(a_reset_ends_a_link_until_a_printed_code_makes_it_anew, |t: TestDb| async move {
    let (world, provider) = guichet(t).await;
    linked(&world, &provider, "ines", "s-ines").await;
    let mut before = Tab::unknown();
    signs_in(&world, &provider, &mut before, "s-ines").await;
    world.advance(Millis::minutes(1));
    let mut tx = world.app.db.begin().await.expect("begins");
    let scope = Scope::Departement("069".to_owned());
    let epoch = NewEpoch::of(world.app.id(), &scope, EpochKind::Credentials, world.now(), "reset");
    store::epoch::set(&mut tx, &epoch).await.expect("reset");
    tx.commit().await.expect("commits");
    assert!(before.who(&world).await.is_none(), "what was open is closed");
    world.advance(Millis::minutes(1));
    let mut tab = Tab::unknown();
    let choice = nobody(signs_in(&world, &provider, &mut tab, "s-ines").await);
    let (_, code) = operate::invite(&world.app, "ines").await.expect("an answer").expect("a code");
    let by = relying::by_code(&world.app, choice.token.secret(), &code, tab.browser()).await.expect("an answer");
    let ByCode::Yes(opened) = by else { panic!("{by:?}") };
    keeps(&mut tab, &opened);
    assert!(is_in(&world, &tab, "ines").await);
    let mut again = Tab::unknown();
    assert!(matches!(signs_in(&world, &provider, &mut again, "s-ines").await, Back::Came(SignedIn::Yes(_), _)));
});

store::both!(of_several_accounts_one_is_chosen_and_no_other, |t: TestDb| async move {
    let (world, provider) = guichet(t).await;
    for who in ["farida", "paul"] {
        linked(&world, &provider, who, "s-famille").await;
    }
    linked(&world, &provider, "sylvie", "s-sylvie").await;
    let mut tab = Tab::unknown();
    let Back::Choose(choice) = signs_in(&world, &provider, &mut tab, "s-famille").await else { panic!("a choice") };
    let mut people: Vec<_> = choice.accounts.iter().map(|one| one.person).collect();
    people.sort();
    let mut expected = [world.person("farida").id, world.person("paul").id];
    expected.sort();
    assert_eq!(people, expected);
    assert!(tab.who(&world).await.is_none(), "nobody is in before the choice");
    let chooses = async |tab: &Tab, who: &str| {
        let token = choice.token.secret();
        relying::choose(&world.app, token, world.person(who).id, tab.browser()).await.expect("an answer")
    };
    assert!(chooses(&tab, "sylvie").await.is_none(), "somebody else's");
    let mut thief = Tab::unknown();
    goes(&world, &mut thief).await;
    assert!(chooses(&thief, "paul").await.is_none(), "another browser");
    let Some(SignedIn::Yes(opened)) = chooses(&tab, "paul").await else { panic!("in") };
    keeps(&mut tab, &opened);
    assert!(is_in(&world, &tab, "paul").await);
    assert!(chooses(&tab, "farida").await.is_none(), "one choice for one word");
});

store::both!(a_choice_has_few_tries_and_little_time, |t: TestDb| async move {
    let (world, provider) = guichet(t).await;
    for who in ["farida", "paul"] {
        linked(&world, &provider, who, "s-famille").await;
    }
    let chosen = async |wait: Millis, wrong: i64| {
        let mut tab = Tab::unknown();
        let Back::Choose(choice) = signs_in(&world, &provider, &mut tab, "s-famille").await else { panic!("a choice") };
        world.advance(wait);
        let token = choice.token.secret();
        for _ in 0..wrong {
            let stranger = world.person("sylvie").id;
            assert!(relying::choose(&world.app, token, stranger, tab.browser()).await.expect("an answer").is_none());
        }
        relying::choose(&world.app, token, world.person("paul").id, tab.browser()).await.expect("an answer").is_some()
    };
    assert!(chosen(Millis(0), model::limits::PROVIDER_PROOF_TRIES_MAX - 1).await);
    assert!(!chosen(Millis(0), model::limits::PROVIDER_PROOF_TRIES_MAX).await);
    assert!(!chosen(model::limits::PROVIDER_PROOF_LIFE, 0).await);
});
