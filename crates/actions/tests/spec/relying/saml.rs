//! Coming in through a provider that speaks SAML: the question, what the browser brings, and what opens by it. That a forged
//! answer is not believed, whatever the forgery, is in `crates/saml/tests/forged.rs`; here each kind is refused as people
//! meet it.

use actions::{
    relying::{
        registry::{NewSaml, Renewed},
        saml::{Onward, answer_address, brought, description, entity},
    },
    testing::counter::{AtCounter, COUNTER, COUNTER_ADDRESS, counter_description},
};
use model::{
    Millis, limits,
    provider::{ACCOUNT, NAME_ID, Signed},
};

use super::*;

async fn counter(t: TestDb) -> World {
    let world = World::new(t).await;
    assert!(matches!(world.adds_counter("guichet", &ALL, &[]).await, Added::Yes { signs_out: false }));
    world
}

/// Brings an answer to this site, without a cookie; where the browser goes on to.
async fn brings(world: &World, form: &str, state: &str) -> Onward {
    brought(&world.app, "guichet", form, state).await.expect("an answer").expect("a provider")
}

/// Takes what was brought.
async fn takes(world: &World, tab: &Tab, onward: &Onward) -> Option<Back> {
    let actor = tab.who(world).await;
    let returned = Returned { state: &onward.state, code: &onward.code, ..Returned::default() };
    comes(world, tab.browser(), actor.as_ref(), &returned).await
}

/// Comes back with an answer.
async fn brings_and_takes(world: &World, tab: &mut Tab, at: &AtCounter) -> Back {
    let onward = brings(world, &at.form(), &at.state).await;
    let back = takes(world, tab, &onward).await.expect("taken");
    if let Back::Came(SignedIn::Yes(opened), _) = &back {
        keeps(tab, opened);
    }
    back
}

async fn at_counter(world: &World, tab: &mut Tab, subject: &str) -> AtCounter {
    let address = goes(world, tab).await;
    AtCounter::new(world, &address, subject)
}

/// Somebody has linked a subject at home.
async fn linked_there(world: &World, who: &str, subject: &str) -> (Tab, Actor) {
    let (mut tab, actor) = at_home(world, who).await;
    let gone = relying::to_link(&world.app, &actor, "guichet", tab.browser()).await.expect("an answer");
    let address = sent(&mut tab, gone);
    let at = AtCounter::new(world, &address, subject);
    assert!(at.asked.anew, "whoever is signed in there is asked anew");
    let back = brings_and_takes(world, &mut tab, &at).await;
    assert!(matches!(back, Back::Linked), "{who}: {back:?}");
    (tab, actor)
}

async fn uai(world: &World, school: &str) -> String {
    let mut tx = world.app.db.read().await.expect("reads");
    let row: Option<(String,)> =
        tx.maybe("select uai from school where id = $1", (world.uuid(school),)).await.expect("read");
    row.expect("a school").0
}

async fn why(world: &World) -> String {
    let mut tx = world.app.db.read().await.expect("reads");
    let row: Option<(String,)> = tx
        .maybe("select payload from journal_entry where verb = 'provider.refuse' order by at desc, id desc limit 1", ())
        .await
        .expect("read");
    row.map_or_else(String::new, |(facts,)| facts)
}

store::both!(who_has_linked_a_subject_comes_in_by_saml, |t: TestDb| async move {
    let world = counter(t).await;
    let (_, actor) = linked_there(&world, "ines", "ref-ines").await;
    assert_eq!(newest(&world, 1).await, ["provider.link"]);
    let mut other = Tab::unknown();
    let at = at_counter(&world, &mut other, "ref-ines").await;
    assert_eq!((at.asked.issuer.as_str(), at.asked.anew), (&*entity(&world.app, "guichet"), false));
    assert_eq!(at.asked.answer, answer_address(&world.app, "guichet"));
    let back = brings_and_takes(&world, &mut other, &at).await;
    assert!(matches!(&back, Back::Came(SignedIn::Yes(_), towards) if towards == "/inbox"), "{back:?}");
    assert!(is_in(&world, &other, "ines").await);
    assert_eq!(newest(&world, 2).await, ["provider.enter", "session.open"]);
    let ines = other.who(&world).await.expect("in");
    assert!(relying::way_out(&world.app, &ines).await.expect("an answer").is_none(), "no way out there is known");
    let told = relying::ended_there(&world.app, "guichet", "a.b.c").await.expect("an answer");
    assert_eq!(told, relying::Told::NoProvider, "nor does anybody say that a session has ended");
    let link = overview(&world, &actor).await.links[0].id;
    assert_eq!(relying::unlink(&world.app, &actor, link).await.expect("an answer"), Unlinked::Yes);
    assert!(other.who(&world).await.is_none(), "what it had opened is closed");
    world.journal_verifies().await;
});

store::both!(what_is_brought_is_of_the_browser_that_asked_and_once, |t: TestDb| async move {
    let world = counter(t).await;
    linked_there(&world, "ines", "ref-ines").await;
    let (mut hers, mut thief) = (Tab::unknown(), Tab::unknown());
    let at = at_counter(&world, &mut hers, "ref-ines").await;
    let of_thief = at_counter(&world, &mut thief, "ref-ines").await;
    let onward = brings(&world, &at.form(), &at.state).await;
    assert!(!onward.code.is_empty());
    for tab in [&thief, &Tab::unknown(), &world.person("ines").own_tab()] {
        assert!(takes(&world, tab, &onward).await.is_none(), "another browser's");
    }
    let again = brings(&world, &at.form(), &at.state).await;
    assert_eq!(again.code, "", "the same answer once more takes nothing");
    assert!(matches!(takes(&world, &hers, &onward).await, Some(Back::Came(SignedIn::Yes(_), _))));
    assert!(takes(&world, &hers, &onward).await.is_none(), "once");
    assert_eq!(brings(&world, &at.form(), &at.state).await, Onward::default(), "nobody asks any more");
    // Her answer to the thief's question, under the thief's state.
    let onward = brings(&world, &at.form(), &of_thief.state).await;
    assert!(matches!(takes(&world, &thief, &onward).await, Some(Back::Refused(_))));
    assert!(why(&world).await.contains("request"));
    assert!(thief.who(&world).await.is_none());
});

store::both!(an_assertion_is_taken_once_whatever_it_answers, |t: TestDb| async move {
    let world = counter(t).await;
    linked_there(&world, "ines", "ref-ines").await;
    let mut tab = Tab::unknown();
    let first = at_counter(&world, &mut tab, "ref-ines").await;
    assert!(matches!(brings_and_takes(&world, &mut tab, &first).await, Back::Came(SignedIn::Yes(_), _)));
    let mut other = Tab::unknown();
    let mut second = at_counter(&world, &mut other, "ref-ines").await;
    second.answer.number.clone_from(&first.answer.number);
    let back = brings_and_takes(&world, &mut other, &second).await;
    assert!(matches!(back, Back::Refused(_)), "{back:?}");
    assert!(why(&world).await.contains("replay"), "{}", why(&world).await);
    assert!(other.who(&world).await.is_none());
    world.advance(limits::SAML_SEEN_KEPT + Millis(1));
    actions::jobs::forget(&world.app, world.now()).await.expect("forgotten");
    let onward = brings(&world, &first.form(), &first.state).await;
    assert_eq!(onward, Onward::default(), "when it is forgotten, its question is too");
});

/// Which doubt, and what is told otherwise.
type Lie = (&'static str, fn(&mut AtCounter));

store::both!(an_answer_that_is_not_believed_opens_nothing_and_is_journaled, |t: TestDb| async move {
    let world = counter(t).await;
    linked_there(&world, "ines", "ref-ines").await;
    let lies: [Lie; 5] = [
        ("audience", |at| at.answer.audience = "https://autre.example".to_owned()),
        ("destination", |at| at.answer.recipient = "https://ent.example/".to_owned()),
        ("issuer", |at| at.answer.provider = "https://autre.example".to_owned()),
        ("time", |at| at.answer.now = at.answer.now - Millis::minutes(12)),
        ("subject", |at| at.answer.attributes.push((ACCOUNT.to_owned(), "ref-roche".to_owned()))),
    ];
    for (expected, lie) in lies {
        let mut tab = Tab::unknown();
        let mut at = at_counter(&world, &mut tab, "ref-ines").await;
        lie(&mut at);
        let back = brings_and_takes(&world, &mut tab, &at).await;
        assert!(matches!(back, Back::Refused(_)), "{expected}: {back:?}");
        assert!(why(&world).await.contains(&format!("\"why\":\"{expected}\"")), "{expected}: {}", why(&world).await);
        assert!(tab.who(&world).await.is_none(), "{expected}");
    }
    let mut tab = Tab::unknown();
    let at = at_counter(&world, &mut tab, "ref-ines").await;
    let onward = brings(&world, &at.form_by(10), &at.state).await;
    assert!(matches!(takes(&world, &tab, &onward).await, Some(Back::Refused(_))));
    assert!(why(&world).await.contains("signature"));
    let mut tab = Tab::unknown();
    let at = at_counter(&world, &mut tab, "ref-ines").await;
    let nobody = at.answer.response("").replace("status:Success", "status:Responder");
    let onward = brings(&world, &::saml::testing::form(&nobody), &at.state).await;
    assert!(matches!(takes(&world, &tab, &onward).await, Some(Back::Declined(_))), "nobody was let in there");
    // Whatever is brought without a question leaves nothing, and says nothing.
    let before = world.dump().await;
    for state in ["", "x", &"0".repeat(64), &"é".repeat(32)] {
        assert_eq!(brings(&world, "nonsense", state).await, Onward::default(), "{state}");
    }
    assert_eq!(world.dump().await, before);
    assert!(brought(&world.app, "autre", "x", "y").await.expect("an answer").is_none());
});

store::both!(a_question_is_over_after_a_quarter_of_an_hour, |t: TestDb| async move {
    let world = counter(t).await;
    linked_there(&world, "ines", "ref-ines").await;
    let mut tab = Tab::unknown();
    let mut at = at_counter(&world, &mut tab, "ref-ines").await;
    let kept = format!("{:?}", world.dump().await);
    assert!(!kept.contains(&at.state) && !kept.contains(&at.asked.id), "nothing of it is kept in clear");
    world.advance(limits::PROVIDER_QUESTION_LIFE);
    at.answer.now = world.now();
    assert_eq!(brings(&world, &at.form(), &at.state).await, Onward::default());
});

// EduConnect names a guardian's children, each with their school: of the accounts that the owner has linked, those open.
store::both!(of_several_children_those_schools_open_that_the_provider_names, |t: TestDb| async move {
    let world = counter(t).await;
    for who in ["farida", "nadia", "claire"] {
        linked_there(&world, who, "ref-famille").await;
    }
    let (lycee, college, ailleurs) =
        (uai(&world, "lycee").await, uai(&world, "college").await, uai(&world, "ailleurs").await);
    let vector = |profile: u8, school: &str| format!("{profile}|BENALI|Inès|123456|{school}");
    let comes_as = async |vectors: &[String]| {
        let mut tab = Tab::unknown();
        let vectors: Vec<&str> = vectors.iter().map(String::as_str).collect();
        let at = at_counter(&world, &mut tab, "ref-famille").await.named(&vectors);
        (brings_and_takes(&world, &mut tab, &at).await, tab)
    };
    let (back, tab) = comes_as(&[vector(2, &lycee), vector(2, &college), vector(2, &college)]).await;
    let Back::Choose(choice) = back else { panic!("{back:?}") };
    let mut people: Vec<_> = choice.accounts.iter().map(|one| one.person).collect();
    people.sort();
    let mut expected = [world.person("farida").id, world.person("nadia").id];
    expected.sort();
    assert_eq!(people, expected, "claire's child is in a school that is not named");
    let chooses = async |who: &str| {
        let token = choice.token.secret();
        relying::choose(&world.app, token, world.person(who).id, tab.browser()).await.expect("an answer")
    };
    assert!(chooses("claire").await.is_none(), "nor is she chosen by hand");
    assert!(matches!(chooses("nadia").await, Some(SignedIn::Yes(_))));
    let (back, tab) = comes_as(&[vector(1, &ailleurs)]).await;
    assert!(matches!(back, Back::Came(SignedIn::Yes(_), _)), "{back:?}");
    assert!(is_in(&world, &tab, "claire").await, "of one, without a choice");
    for vectors in [vec![vector(4, &lycee)], vec!["nonsense".to_owned()], vec![vector(2, "9999999Z")]] {
        let (back, _) = comes_as(&vectors).await;
        assert!(matches!(back, Back::NoAccount(_)), "{vectors:?}: {back:?}");
    }
    let (back, _) = comes_as(&[]).await;
    assert!(matches!(back, Back::Choose(choice) if choice.accounts.len() == 3), "who names none names nobody apart");
});

store::both!(a_subject_of_one_provider_is_nobody_at_another, |t: TestDb| async move {
    let world = counter(t).await;
    linked_there(&world, "ines", "ref-ines").await;
    assert!(matches!(world.adds_counter("autre", &ALL, &[]).await, Added::Yes { .. }));
    let mut tab = Tab::unknown();
    let gone = relying::to_sign_in(&world.app, "autre", tab.browser(), "/").await.expect("an answer");
    let address = sent(&mut tab, gone);
    let at = AtCounter::new(&world, &address, "ref-ines");
    let unasked = brings(&world, &at.form(), &at.state).await;
    assert_eq!(unasked, Onward::default(), "the question was to another");
    let brought = brought(&world.app, "autre", &at.form(), &at.state).await.expect("an answer").expect("brought");
    let returned = Returned { state: &brought.state, code: &brought.code, ..Returned::default() };
    let answered = relying::answered(&world.app, "autre", &returned, tab.browser()).await.expect("an answer");
    let back = relying::back(&world.app, &answered.expect("taken"), &returned, None, tab.browser()).await;
    nobody(back.expect("an answer"));
});

store::both!(a_link_or_a_printed_code_is_for_whom_the_provider_names, |t: TestDb| async move {
    let world = counter(t).await;
    let college = format!("4|X|Y|1|{}", uai(&world, "college").await);
    let (mut tab, actor) = at_home(&world, "ines").await;
    let gone = relying::to_link(&world.app, &actor, "guichet", tab.browser()).await.expect("an answer");
    let address = sent(&mut tab, gone);
    let at = AtCounter::new(&world, &address, "ref-1").named(&[&college]);
    assert!(matches!(brings_and_takes(&world, &mut tab, &at).await, Back::NotLinked), "a pupil of another school");
    for (who, expected) in [("lea", false), ("adam", true)] {
        let mut tab = Tab::unknown();
        let at = at_counter(&world, &mut tab, "ref-2").await.named(&[&college]);
        let choice = nobody(brings_and_takes(&world, &mut tab, &at).await);
        let (_, code) = actions::operate::invite(&world.app, who).await.expect("an answer").expect("a code");
        let by = relying::by_code(&world.app, choice.token.secret(), &code, tab.browser()).await.expect("an answer");
        assert_eq!(matches!(by, ByCode::Yes(_)), expected, "{who}: {by:?}");
        assert!(expected || matches!(by, ByCode::NotForThem), "{who}: {by:?}");
    }
});

store::both!(a_containment_and_a_reset_end_what_saml_has_opened, |t: TestDb| async move {
    let world = counter(t).await;
    linked_there(&world, "ines", "ref-ines").await;
    let mut tab = Tab::unknown();
    let at = at_counter(&world, &mut tab, "ref-ines").await;
    brings_and_takes(&world, &mut tab, &at).await;
    assert!(is_in(&world, &tab, "ines").await);
    world.advance(Millis::minutes(1));
    let mut tx = world.app.db.begin().await.expect("begins");
    let scope = model::territory::Scope::Departement("069".to_owned());
    let epoch =
        store::epoch::NewEpoch::of(world.app.id(), &scope, model::epoch::EpochKind::Credentials, world.now(), "reset");
    store::epoch::set(&mut tx, &epoch).await.expect("reset");
    tx.commit().await.expect("commits");
    assert!(tab.who(&world).await.is_none());
    world.advance(Millis::minutes(1));
    let at = at_counter(&world, &mut tab, "ref-ines").await;
    nobody(brings_and_takes(&world, &mut tab, &at).await);
    assert!(tab.who(&world).await.is_none());
});

store::both!(a_second_factor_and_the_way_one_comes_are_asked_after_saml_too, |t: TestDb| async move {
    let world = counter(t).await;
    let paper = world.person("roche").adds_factor().await;
    linked_there(&world, "roche", "ref-roche").await;
    linked_there(&world, "lea", "ref-lea").await;
    let mut other = Tab::unknown();
    let at = at_counter(&world, &mut other, "ref-roche").await;
    let back = brings_and_takes(&world, &mut other, &at).await;
    let Back::Came(SignedIn::Second(step), _) = back else { panic!("asked for a code: {back:?}") };
    other.device = step.device.as_ref().map(|device| device.secret().to_owned()).or(other.device);
    assert!(other.who(&world).await.is_none());
    assert!(matches!(other.gives(&world, step.token.secret(), &paper[0]).await, actions::second_step::Stepped::Yes(_)));
    let mut far = Tab::from("203.0.113.99:50000", model::network::NetworkClass::Hosting, "BR");
    let at = at_counter(&world, &mut far, "ref-lea").await;
    let back = brings_and_takes(&world, &mut far, &at).await;
    assert!(matches!(back, Back::Came(SignedIn::Unusual(_), _)), "{back:?}");
});

store::both!(a_description_is_kept_renewed_and_taken_away, |t: TestDb| async move {
    let world = counter(t).await;
    linked_there(&world, "ines", "ref-ines").await;
    let ours = description(&world.app, "guichet").await.expect("an answer").expect("ours");
    assert!(ours.contains(&entity(&world.app, "guichet")) && ours.contains(&answer_address(&world.app, "guichet")));
    let description_of = async |code: &str| description(&world.app, code).await.expect("an answer");
    assert!(description_of("autre").await.is_none());
    let renew = async |text: &str| registry::renew(&world.app, "guichet", text).await.expect("an answer");
    let other_key =
        |entity: &str| ::saml::testing::description(entity, COUNTER_ADDRESS, ::saml::testing::OTHER_CERTIFICATE);
    assert!(matches!(renew("<a/>").await, Renewed::WrongDescription(_)));
    assert!(matches!(renew(&other_key("https://autre.example")).await, Renewed::OtherIssuer(_)));
    assert!(matches!(renew(&other_key(COUNTER)).await, Renewed::Yes));
    assert_eq!(newest(&world, 1).await, ["console.provider_renew"]);
    let mut tab = Tab::unknown();
    let at = at_counter(&world, &mut tab, "ref-ines").await;
    assert!(matches!(brings_and_takes(&world, &mut tab, &at).await, Back::Refused(_)), "the former key");
    let at = at_counter(&world, &mut tab, "ref-ines").await;
    let onward = brings(&world, &at.form_by(10), &at.state).await;
    let back = takes(&world, &tab, &onward).await;
    assert!(matches!(back, Some(Back::Came(SignedIn::Yes(_), _))), "links stay: {back:?}");
    assert_eq!(registry::end(&world.app, "guichet").await.expect("an answer"), Some(1));
    assert!(description_of("guichet").await.is_none());
    assert!(matches!(renew(&other_key(COUNTER)).await, Renewed::NoProvider));
});

store::both!(what_cannot_be_a_provider_that_speaks_saml_is_refused, |t: TestDb| async move {
    let world = counter(t).await;
    let text = counter_description();
    let new = NewSaml {
        code: "autre",
        label: "Autre",
        description: &text,
        publics: &ALL,
        claim: NAME_ID,
        acr: &[],
        signed: Signed::Both,
    };
    let adds = async |new: NewSaml<'_>| registry::add_saml(&world.app, &new).await.expect("an answer");
    assert!(matches!(adds(NewSaml { code: "a/b", ..new.clone() }).await, Added::WrongName));
    assert!(matches!(adds(NewSaml { claim: "mail", ..new.clone() }).await, Added::WrongClaim));
    assert!(matches!(adds(NewSaml { publics: &[], ..new.clone() }).await, Added::ForNobody));
    assert!(matches!(adds(NewSaml { acr: &["a b".to_owned()], ..new.clone() }).await, Added::WrongWord));
    let local = text.replace("https://guichet.example/sso", "ftp://guichet.example/sso");
    for description in ["", "<a/>", "<!DOCTYPE a><a/>", &local] {
        let added = adds(NewSaml { description, ..new.clone() }).await;
        assert!(matches!(added, Added::WrongDescription(_)), "{description}: {added:?}");
    }
    assert!(matches!(adds(NewSaml { code: "guichet", ..new.clone() }).await, Added::CodeTaken));
    assert!(matches!(adds(new).await, Added::Yes { signs_out: false }));
    assert_eq!(relying::buttons(&world.app).await.expect("a list").len(), 2);
});
