//! A question to a provider is of one browser, for one answer, and for a while.

use actions::sign_in::SignedIn;
use model::{Millis, limits};

use super::*;

store::both!(an_answer_is_taken_once, |t: TestDb| async move {
    let (world, provider) = guichet(t).await;
    linked(&world, &provider, "ines", "s-ines").await;
    let mut tab = Tab::unknown();
    let address = goes(&world, &mut tab).await;
    let (code, state) = provider.lets_in(&world, &address, "s-ines");
    assert!(matches!(returns(&world, &tab, &code, &state).await, Some(Back::Came(SignedIn::Yes(_), _))));
    provider.lets_in(&world, &address, "s-ines");
    let asked = provider.asked().len();
    assert!(returns(&world, &tab, &code, &state).await.is_none(), "state, nonce and code once more");
    assert_eq!(provider.asked().len(), asked, "the provider is not even asked");
});

store::both!(a_state_of_another_browser_or_another_time_is_nobody_s, |t: TestDb| async move {
    let (world, provider) = guichet(t).await;
    linked(&world, &provider, "ines", "s-ines").await;
    let (mut hers, mut thief) = (Tab::unknown(), Tab::unknown());
    // A thief comes back to a victim's browser with their own answer, or takes a victim's to their own browser.
    let address = goes(&world, &mut hers).await;
    goes(&world, &mut thief).await;
    let (code, state) = provider.lets_in(&world, &address, "s-ines");
    for tab in [&thief, &Tab::unknown(), &world.person("ines").own_tab()] {
        assert!(returns(&world, tab, &code, &state).await.is_none());
    }
    assert!(returns(&world, &hers, &code, "").await.is_none());
    assert!(returns(&world, &hers, &code, &"0".repeat(64)).await.is_none());
    let twice = Returned { code: &code, state: &state, iss: ISSUER, twice: true, ..Returned::default() };
    assert!(comes(&world, hers.browser(), None, &twice).await.is_none());
    world.advance(limits::PROVIDER_QUESTION_LIFE);
    assert!(returns(&world, &hers, &code, &state).await.is_none(), "a quarter of an hour later");
});

store::both!(an_answer_to_one_question_is_none_to_another, |t: TestDb| async move {
    let (world, provider) = guichet(t).await;
    linked(&world, &provider, "ines", "s-ines").await;
    let mut tab = Tab::unknown();
    let first = goes(&world, &mut tab).await;
    let second = goes(&world, &mut tab).await;
    let (code, _) = provider.lets_in(&world, &first, "s-ines");
    let state = second.split_once("state=").expect("a state").1.split('&').next().expect("its end");
    let back = returns(&world, &tab, &code, state).await;
    assert!(matches!(back, Some(Back::Refused(_))), "the code is of the other question: {back:?}");
    assert!(tab.who(&world).await.is_none());
});

store::both!(the_answer_is_of_whom_was_asked, |t: TestDb| async move {
    let (world, provider) = guichet(t).await;
    linked(&world, &provider, "ines", "s-ines").await;
    for iss in ["https://autre.example", "", "https://id.example/"] {
        let mut tab = Tab::unknown();
        let address = goes(&world, &mut tab).await;
        let (code, state) = provider.lets_in(&world, &address, "s-ines");
        let asked = provider.asked().len();
        let returned = Returned { code: &code, state: &state, iss, ..Returned::default() };
        let back = comes(&world, tab.browser(), None, &returned).await;
        assert!(matches!(back, Some(Back::Refused(_))), "{iss}: {back:?}");
        assert_eq!(provider.asked().len(), asked, "{iss}: the code goes nowhere");
    }
    world.advance(limits::PROVIDER_FRESH);
    provider.announces(|document| document["authorization_response_iss_parameter_supported"] = false.into());
    let mut tab = Tab::unknown();
    let address = goes(&world, &mut tab).await;
    let (code, state) = provider.lets_in(&world, &address, "s-ines");
    let returned = Returned { code: &code, state: &state, ..Returned::default() };
    let back = comes(&world, tab.browser(), None, &returned).await;
    assert!(
        matches!(back, Some(Back::Came(SignedIn::Yes(_), _))),
        "who does not announce it need not say it: {back:?}"
    );
});

store::both!(who_turns_back_or_is_refused_there_is_told_so, |t: TestDb| async move {
    let (world, _) = guichet(t).await;
    let mut tab = Tab::unknown();
    let address = goes(&world, &mut tab).await;
    let state = address.split_once("state=").expect("a state").1.split('&').next().expect("its end");
    let returned = Returned { state, iss: ISSUER, error: "access_denied", ..Returned::default() };
    assert!(matches!(comes(&world, tab.browser(), None, &returned).await, Some(Back::Declined(_))));
    assert!(comes(&world, tab.browser(), None, &returned).await.is_none(), "once");
});

store::both!(nothing_of_a_question_is_kept_in_clear, |t: TestDb| async move {
    let (world, provider) = guichet(t).await;
    linked(&world, &provider, "ines", "s-ines").await;
    let mut tab = Tab::unknown();
    let address = goes(&world, &mut tab).await;
    let value = |name: &str| {
        let (_, rest) = address.split_once(&format!("{name}=")).expect("asked");
        rest.split('&').next().expect("its end").to_owned()
    };
    let kept = format!("{:?}", world.dump().await);
    for name in ["state", "nonce", "code_challenge"] {
        assert!(!kept.contains(&value(name)), "{name}");
    }
    assert!(!kept.contains(tab.device.as_ref().expect("a device").as_str()));
    assert!(!kept.contains(actions::testing::provider::SECRET), "nor the secret of the installation");
    world.advance(limits::PROVIDER_QUESTION_LIFE + Millis(1));
    actions::jobs::forget(&world.app, world.now()).await.expect("forgotten");
    let (code, state) = provider.lets_in(&world, &address, "s-ines");
    assert!(returns(&world, &tab, &code, &state).await.is_none());
});
