//! A stolen account is taken from the thief at once, comes back to its owner, and never stays closed for ever.

use actions::{
    Error, activate, carriers,
    contain::{self, Contained},
    contained,
    lift::{self, Lifted},
    release, send,
    send::Sent,
    sheets, sign_in,
    testing::{Judging, PASSWORD, Tab, World, accepted},
};
use model::{
    Actor, MessageId, Millis, Profile, SectionId,
    containment::{ContainmentEnd, ContainmentReason},
    limits,
    verdict::Consequence,
};
use store::testing::TestDb;

const THREAT: &str =
    "Demain à onze heures une bombe, posée par nos soins, sera dans la cour du lycée ; rien ne sera épargné.";

/// Who is signed in with her password on a browser that nobody knows.
async fn thief(world: &World, login: &str) -> (Tab, Actor) {
    let mut tab = Tab::unknown();
    assert!(tab.signs_in(world, login).await);
    world.advance(Millis::seconds(9));
    let actor = tab.who(world).await.expect("signed in");
    (tab, actor)
}

async fn sends(world: &World, actor: &Actor, login: &str, to: &[&str], body: &str) -> Sent {
    let draft = world.person(login).draft(to, "IMPORTANT", body);
    send::send(&world.app, actor, &draft).await.expect("an answer")
}

/// A world where what threatens from a strange device has its sender contained.
async fn wary(t: TestDb) -> World {
    let world = World::new(t).await;
    world.judge(Judging::Wary(Consequence::Contain));
    world
}

async fn contained_now(world: &World) -> Vec<String> {
    let list = contained::list(&world.app, &world.desk().actor().await).await.expect("a list");
    list.list.iter().filter(|one| one.holds(list.now)).map(|one| one.login.clone()).collect()
}

async fn code_of(world: &World, login: &str) -> String {
    let (printer, section) = (world.person("roche").actor().await, SectionId(world.uuid("2nde4")));
    let sheets = sheets::print(&world.app, &printer, section, Profile::Pupil).await.expect("an answer");
    sheets.expect("a class of hers").slips.into_iter().find(|slip| slip.login == login).expect("a slip").code
}

// Invariants 6, 7
store::both!(a_thief_who_sends_a_threat_loses_the_account_at_once, |t: TestDb| async move {
    let mut world = wary(t).await;
    let mut own = world.person("ines").own_tab();
    assert!(own.signs_in(&world, "ines").await);
    let code = code_of(&world, "ines").await;
    let (tab, actor) = thief(&world, "ines").await;
    let Sent::Held(_) = sends(&world, &actor, "ines", &["roche"], THREAT).await else { panic!("not held") };
    for restarted in [false, true] {
        assert!(tab.who(&world).await.is_none(), "the session that sent it");
        assert!(own.who(&world).await.is_none(), "every other session");
        assert!(!Tab::unknown().signs_in(&world, "ines").await, "the password");
        assert!(!world.person("ines").own_tab().signs_in(&world, "ines").await, "on her own device too");
        assert!(activate::holder(&world.app, &code).await.expect("an answer").is_none(), "a code printed before");
        assert_eq!(contained_now(&world).await, ["ines"]);
        if !restarted {
            world.restart().await;
        }
    }
    let list = contained::list(&world.app, &world.desk().actor().await).await.expect("a list");
    assert_eq!(list.list[0].refused, 4, "the desk sees why sign-ins fail");
    assert_eq!((list.list[0].reason, list.list[0].by_name.clone()), (ContainmentReason::Threat, None));
    let elsewhere = contained::list(&world.app, &world.person("desk25").actor().await).await.expect("a list");
    assert!(elsewhere.list.is_empty(), "another académie");
    world.journal_verifies().await;
});

// Invariant 7
store::both!(a_containment_ends_by_itself_and_gives_back_the_password_alone, |t: TestDb| async move {
    let world = wary(t).await;
    let (tab, actor) = thief(&world, "ines").await;
    sends(&world, &actor, "ines", &["roche"], THREAT).await;
    world.advance(limits::CONTAINMENT_LIFE - Millis(1));
    assert!(!world.person("ines").own_tab().signs_in(&world, "ines").await);
    world.advance(Millis(1));
    assert!(tab.who(&world).await.is_none(), "the thief's session stays dead");
    assert!(contained_now(&world).await.is_empty());
    let mut own = world.person("ines").own_tab();
    assert!(own.signs_in(&world, "ines").await, "nobody is locked out for ever");
    let own = own.who(&world).await.expect("signed in");
    let mut tx = world.app.db.read().await.expect("reads");
    let trusted = store::account::device_trusted(&mut tx, own.person, own.device.expect("one"), world.now()).await;
    assert!(!trusted.expect("an answer"), "remembered devices stay forgotten");
});

// Invariant 6
store::both!(the_owner_comes_back_by_a_code_printed_since, |t: TestDb| async move {
    let world = wary(t).await;
    let (tab, actor) = thief(&world, "ines").await;
    sends(&world, &actor, "ines", &["roche"], THREAT).await;
    world.advance(Millis::hours(1));
    let code = code_of(&world, "ines").await;
    let mut own = world.person("ines").own_tab();
    let form = activate::Activation { code: &code, password: "quatre mots bien choisis", browser: own.browser() };
    let back = activate::activate(&world.app, &form).await.expect("an answer");
    let activate::Activated::Yes(opened) = back else { panic!("{back:?}") };
    own.session = Some(opened.session.secret().to_owned());
    world.advance(Millis::seconds(1));
    let ines = own.who(&world).await.expect("she is back");
    assert!(contained_now(&world).await.is_empty());
    let told = contained::own(&world.app, &ines).await.expect("an answer").expect("what happened");
    assert_eq!(told.ended().map(|(ending, _)| ending), Some(ContainmentEnd::Returned));
    let sent = sends(&world, &ines, "ines", &["roche"], "Bonjour, me revoilà.").await;
    assert!(matches!(sent, Sent::Delivered(_)), "{sent:?}");
    assert!(tab.who(&world).await.is_none() && !Tab::unknown().signs_in(&world, "ines").await, "the thief is out");
});

store::both!(a_letter_of_an_account_that_is_contained_meanwhile_is_held, |t: TestDb| async move {
    let world = wary(t).await;
    let (_, actor) = thief(&world, "ines").await;
    sends(&world, &actor, "ines", &["roche"], THREAT).await;
    let late = sends(&world, &actor, "ines", &["roche"], "Bonjour Madame").await;
    let Sent::Held(late) = late else { panic!("{late:?}") };
    let letter = world.desk().examines(late).await.expect("at the desk");
    assert!(letter.verdict.is_some_and(|v| v.reasons.iter().any(|reason| reason.code == "contained")));
    assert!(letter.containment.is_some(), "the desk sees that its account is contained");
    assert!(!world.person("roche").inbox().await.shows(late));
});

store::both!(what_the_thief_sent_before_is_held_and_what_the_owner_wrote_stays_out, |t: TestDb| async move {
    let world = wary(t).await;
    let (_, actor) = thief(&world, "ines").await;
    let before = accepted(sends(&world, &actor, "ines", &["roche"], "Regarde la vidéo jointe").await);
    let own = world.person("ines").write_to("roche", "Le devoir est-il pour lundi ?").await;
    assert!(world.person("roche").inbox().await.shows(before));
    sends(&world, &actor, "ines", &["roche"], THREAT).await;
    let inbox = world.person("roche").inbox().await;
    assert!(!inbox.shows(before) && inbox.shows(own));
});

store::both!(those_who_sent_the_same_threat_before_are_contained_with_it, |t: TestDb| async move {
    let world = World::new(t).await;
    world.judge(Judging::Always(model::verdict::Outcome::Deliver));
    let (first, karim) = thief(&world, "karim").await;
    let carried = accepted(sends(&world, &karim, "karim", &["roche"], THREAT).await);
    let own_device = world.person("lea").writes("roche", THREAT).await;
    world.judge(Judging::Wary(Consequence::Contain));
    let (_, ines) = thief(&world, "ines").await;
    sends(&world, &ines, "ines", &["roche"], THREAT).await;
    assert_eq!(world.run_jobs().await, 1);
    let mut contained = contained_now(&world).await;
    contained.sort();
    assert_eq!(contained, ["ines", "karim"], "a pupil on her own telephone is the desk's matter");
    assert!(first.who(&world).await.is_none());
    let inbox = world.person("roche").inbox().await;
    assert!(!inbox.shows(carried) && inbox.shows(accepted(own_device)));
    let again = carriers::contain_carriers(&world.app, carried).await.expect("an answer");
    assert_eq!(again, 0, "a second run does nothing");
    world.journal_verifies().await;
});

store::both!(a_confirmed_campaign_contains_its_carriers, |t: TestDb| async move {
    let world = World::new(t).await;
    world.judge(Judging::Always(model::verdict::Outcome::Deliver));
    let (_, karim) = thief(&world, "karim").await;
    let carried = accepted(sends(&world, &karim, "karim", &["roche"], THREAT).await);
    world.desk().withdraws(carried).await;
    world.run_jobs().await;
    assert_eq!(contained_now(&world).await, ["karim"]);
});

store::both!(a_threat_that_the_desk_released_meanwhile_contains_nobody_else, |t: TestDb| async move {
    let world = World::new(t).await;
    world.judge(Judging::Always(model::verdict::Outcome::Deliver));
    let (_, karim) = thief(&world, "karim").await;
    sends(&world, &karim, "karim", &["roche"], THREAT).await;
    world.judge(Judging::Wary(Consequence::Contain));
    let (_, ines) = thief(&world, "ines").await;
    let held = accepted(sends(&world, &ines, "ines", &["roche"], THREAT).await);
    release::release(&world.app, &world.desk().actor().await, held, "une pièce de théâtre").await.expect("released");
    world.run_jobs().await;
    assert_eq!(contained_now(&world).await, ["ines"]);
});

store::both!(the_desk_contains_once_and_lifts_with_a_note, |t: TestDb| async move {
    let world = World::new(t).await;
    let held = world.person("ines").write_to("roche", THREAT).await;
    let (desk, other) = (world.desk().actor().await, world.person("desk25").actor().await);
    assert_eq!(contain::contain(&world.app, &other, held, "").await.expect("an answer"), Contained::NotFound);
    let until = world.now() + limits::CONTAINMENT_LIFE;
    assert_eq!(contain::contain(&world.app, &desk, held, "doute").await.expect("an answer"), Contained::Yes { until });
    assert_eq!(contain::contain(&world.app, &desk, held, "doute").await.expect("an answer"), Contained::Already);
    let id = contained::list(&world.app, &desk).await.expect("a list").list[0].id;
    let lifts = async |actor: &Actor, note: &str| lift::lift(&world.app, actor, id, note).await.expect("an answer");
    assert_eq!(lifts(&other, "erreur").await, Lifted::NotFound);
    assert_eq!(lifts(&desk, "  ").await, Lifted::NoNote);
    world.advance(Millis::minutes(5));
    assert_eq!(lifts(&desk, "C’était bien elle.").await, Lifted::Yes);
    assert_eq!(lifts(&desk, "C’était bien elle.").await, Lifted::TooLate);
    let mut own = world.person("ines").own_tab();
    assert!(own.signs_in(&world, "ines").await, "the password holds again");
    let ines = own.who(&world).await.expect("signed in");
    let mut tx = world.app.db.read().await.expect("reads");
    let trusted = store::account::device_trusted(&mut tx, ines.person, ines.device.expect("one"), world.now()).await;
    assert!(trusted.expect("an answer"), "her device is hers again");
    drop(tx);
    world.journal_verifies().await;
});

store::both!(sessions_that_were_open_before_a_lifted_containment_stay_closed, |t: TestDb| async move {
    let world = wary(t).await;
    let (tab, actor) = thief(&world, "ines").await;
    sends(&world, &actor, "ines", &["roche"], THREAT).await;
    let desk = world.desk().actor().await;
    let id = contained::list(&world.app, &desk).await.expect("a list").list[0].id;
    world.advance(Millis::minutes(5));
    assert_eq!(lift::lift(&world.app, &desk, id, "essai").await.expect("an answer"), Lifted::Yes);
    assert!(tab.who(&world).await.is_none());
});

store::both!(past_its_bound_the_machine_goes_on_holding_and_asks_a_person, |t: TestDb| async move {
    let world = wary(t).await;
    let (_, actor) = thief(&world, "ines").await;
    fill_the_bound(&world).await;
    let Sent::Held(held) = sends(&world, &actor, "ines", &["roche"], THREAT).await else { panic!("not held") };
    assert!(!contained_now(&world).await.contains(&"ines".to_owned()));
    let desk = world.desk().actor().await;
    let asked: Vec<MessageId> =
        contained::list(&world.app, &desk).await.expect("a list").asked.into_iter().map(|one| one.message).collect();
    assert_eq!(asked, [held]);
    assert_eq!(contain::contain_asked(&world.app, &desk, "campagne").await.expect("an answer"), 1);
    assert!(contained_now(&world).await.contains(&"ines".to_owned()));
    assert_eq!(contain::contain_asked(&world.app, &desk, "campagne").await.expect("an answer"), 0);
    world.advance(limits::CONTAINMENT_LIFE + Millis(1));
    let (_, actor) = thief(&world, "karim").await;
    sends(&world, &actor, "karim", &["roche"], THREAT).await;
    assert!(contained_now(&world).await.contains(&"karim".to_owned()), "the bound is of one day");
});

/// As if the machine had contained as many accounts of the school as it may.
async fn fill_the_bound(world: &World) {
    let mut tx = world.app.db.begin().await.expect("begins");
    for _ in 0..limits::CONTAINED_BY_MACHINE_MAX {
        tx.run(
            "insert into containment (id, person, school, since, until, reason, note, ended_at, ending) \
             values ($1, $2, $3, $4, $5, 'threat', '', $4, 'lifted')",
            (
                world.app.id::<uuid::Uuid>(),
                world.person("karim").id,
                world.uuid("lycee"),
                world.now(),
                world.now() + limits::CONTAINMENT_LIFE,
            ),
        )
        .await
        .expect("kept");
    }
    tx.commit().await.expect("kept");
}

store::both!(a_restricted_device_reads_and_writes_to_adults_of_its_school_only, |t: TestDb| async move {
    let world = World::new(t).await;
    world.judge(Judging::Wary(Consequence::RestrictSession));
    let (tab, actor) = thief(&world, "roche").await;
    sends(&world, &actor, "roche", &["2nde4:pupils"], THREAT).await;
    assert!(tab.who(&world).await.is_some(), "the session goes on");
    assert!(contained::is_restricted(&world.app, &actor).await.expect("an answer"));
    let wide = sends(&world, &actor, "roche", &["2nde4:pupils"], "Bonjour à tous").await;
    assert!(matches!(wide, Sent::Held(_)), "{wide:?}");
    let adult = sends(&world, &actor, "roche", &["adou"], "Bonjour, mon compte va-t-il bien ?").await;
    assert!(matches!(adult, Sent::Delivered(_)), "{adult:?}");
    let again = thief_again(&world, tab, "roche").await;
    let wide = sends(&world, &again, "roche", &["2nde4:pupils"], "Bonjour à tous").await;
    assert!(matches!(wide, Sent::Held(_)), "a new session of the same browser is no way around: {wide:?}");
    let own = world.person("roche").writes("2nde4:pupils", "Bonjour, le cours a lieu.").await;
    assert!(matches!(own, Sent::Delivered(_)), "her own device goes on as ever: {own:?}");
    world.advance(limits::RESTRICTION_LIFE);
    let wide = sends(&world, &again, "roche", &["2nde4:pupils"], "Bonsoir").await;
    assert!(matches!(wide, Sent::InWaves(_) | Sent::Delivered(_)), "it ends by itself: {wide:?}");
});

async fn thief_again(world: &World, mut tab: Tab, login: &str) -> Actor {
    assert!(tab.signs_in(world, login).await);
    world.advance(Millis::seconds(5));
    tab.who(world).await.expect("signed in")
}

store::both!(a_contained_account_answers_like_a_wrong_password, |t: TestDb| async move {
    let world = wary(t).await;
    let (_, actor) = thief(&world, "ines").await;
    sends(&world, &actor, "ines", &["roche"], THREAT).await;
    for password in [PASSWORD, "un autre mot de passe"] {
        let browser = sign_in::Browser { device: None, address: "203.0.113.9:1", agent: "Firefox", origin: None };
        let attempt = sign_in::Attempt { login: "ines", password, browser };
        let answer = sign_in::sign_in(&world.app, &attempt).await.expect("an answer");
        assert!(matches!(answer, sign_in::SignedIn::No), "{answer:?}");
    }
});

/// Two nodes, one account: what is sent at the very moment of a containment never stays out.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_letter_and_a_containment_on_two_nodes_are_one_after_the_other() {
    let world = World::new(store::testing::postgres().await).await;
    let other = world.another_node().await;
    let (ines, desk) = (world.person("ines"), world.desk().actor().await);
    let reported = ines.write_to("roche", "Un mot").await;
    for round in 0..12 {
        world.advance(Millis::minutes(1));
        let actor = ines.actor_elsewhere().await;
        let draft = ines.draft(&["roche"], "", &format!("Un autre mot, le {round}"));
        let (sent, contained) = tokio::join!(
            send::send(&other, &actor, &draft),
            contain::contain(&world.app, &desk, reported, "compte volé")
        );
        assert!(matches!(contained.expect("an answer"), Contained::Yes { .. }));
        let sent = accepted(sent.map_err(|error: Error| error.to_string()).expect("an answer"));
        let inbox = world.person("roche").inbox().await;
        assert!(!inbox.shows(sent), "round {round}: out before it was contained, or held after");
        let id = contained::list(&world.app, &desk).await.expect("a list").list[0].id;
        world.advance(Millis::seconds(1));
        assert_eq!(lift::lift(&world.app, &desk, id, "essai").await.expect("an answer"), Lifted::Yes);
    }
}
