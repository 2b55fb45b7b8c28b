//! Sign-ins that come as a thief's do, and those of owners who are far from home: the first are stopped, the second not.

use actions::{
    activate::{self, Activated, Activation, Greeted},
    contained, sheets,
    sign_in::{Attempt, SignedIn, sign_in},
    testing::{PASSWORD, Tab, World, accepted},
};
use model::{
    Millis, Profile, SectionId, containment::ContainmentReason, limits, message::State, network::NetworkClass,
};
use store::testing::TestDb;

use crate::scene::another;

/// Behind a private network in France, at an address of its own.
fn hidden(n: u8) -> Tab {
    Tab::from(&format!("203.0.113.{n}:50000"), NetworkClass::Vpn, "FR")
}

/// In a computing centre abroad.
fn far(n: u8) -> Tab {
    Tab::from(&format!("203.0.113.{n}:50000"), NetworkClass::Hosting, "BR")
}

/// What a sign-in with the right password comes to.
async fn comes(world: &World, tab: &mut Tab, login: &str) -> SignedIn {
    let answer = {
        let attempt = Attempt { login, password: PASSWORD, browser: tab.browser() };
        sign_in(&world.app, &attempt).await.expect("an answer")
    };
    let (device, session) = match &answer {
        SignedIn::Yes(opened) => (opened.device.as_ref(), Some(opened.session.secret().to_owned())),
        SignedIn::Unusual(device) => (device.as_ref(), None),
        _ => (None, None),
    };
    (tab.device, tab.session) = (device.map(|device| device.secret().to_owned()).or(tab.device.take()), session);
    answer
}

async fn reasons(world: &World, desk: &str) -> Vec<ContainmentReason> {
    let desk = world.person(desk).actor().await;
    contained::list(&world.app, &desk).await.expect("a list").list.into_iter().map(|one| one.reason).collect()
}

store::both!(one_browser_that_opens_accounts_of_two_schools_loses_them_all, |t: TestDb| async move {
    let world = World::new(t).await;
    let mut thief = hidden(1);
    assert!(matches!(comes(&world, &mut thief, "hugo").await, SignedIn::Yes(_)), "one account may be anybody's");
    let session = thief.clone();
    let hugo = session.who(&world).await.expect("in");
    let letter = world.person("hugo").draft(&["moreau"], "Bonjour", "Quand rend-on le devoir ?");
    let out = accepted(actions::send::send(&world.app, &hugo, &letter).await.expect("an answer"));
    assert!(matches!(comes(&world, &mut thief, "perez").await, SignedIn::Yes(_)), "two of one school");
    assert!(matches!(comes(&world, &mut thief, "yann").await, SignedIn::Unusual(_)), "and one of another");

    assert!(session.who(&world).await.is_none(), "the first session is dead");
    assert_eq!(world.state_of(out).await, State::Held, "what it sent is held");
    assert_eq!(reasons(&world, "desk").await, [ContainmentReason::Spray; 2], "those of the académie");
    assert_eq!(reasons(&world, "desk25").await, [ContainmentReason::Spray]);
    for owner in ["hugo", "perez", "yann"] {
        assert!(!world.person(owner).own_tab().signs_in(&world, owner).await, "{owner}'s password is worth nothing");
    }
    assert!(world.person("adam").own_tab().signs_in(&world, "adam").await, "nobody else is touched");
    world.journal_verifies().await;
});

store::both!(a_family_on_a_new_tablet_is_no_thief, |t: TestDb| async move {
    let world = World::new(t).await;
    let mut tablet = hidden(2);
    // A mother, her daughter at the lycée and her son at the collège; then the father.
    for one in ["farida", "ines", "adam", "paul"] {
        assert!(matches!(comes(&world, &mut tablet, one).await, SignedIn::Yes(_)), "{one}");
    }
    assert!(reasons(&world, "desk").await.is_empty());
});

store::both!(accounts_opened_from_one_network_that_hides_are_locked_by_it, |t: TestDb| async move {
    let world = World::new(t).await;
    let from = |n| Tab::from(&format!("203.0.113.9:{n}"), NetworkClass::Hosting, "FR");
    for (n, stolen) in ["hugo", "zoe"].into_iter().enumerate() {
        assert!(matches!(comes(&world, &mut from(n), stolen).await, SignedIn::Yes(_)), "{stolen}");
    }
    assert!(matches!(comes(&world, &mut from(2), "lea").await, SignedIn::Unusual(_)), "of another school");
    assert!(reasons(&world, "desk").await.is_empty(), "not yet");
    assert!(matches!(comes(&world, &mut from(3), "yann").await, SignedIn::Unusual(_)), "each on another browser");
    assert_eq!(reasons(&world, "desk").await.len(), 3);
    // The same in a library, where everybody's address is one: nobody is locked.
    let library = |n| Tab::from(&format!("198.51.100.40:{n}"), NetworkClass::Isp, "FR");
    for (n, reader) in ["karim", "noe", "roche", "moreau", "bonnet"].into_iter().enumerate() {
        assert!(matches!(comes(&world, &mut library(n), reader).await, SignedIn::Yes(_)), "{reader}");
    }
    assert_eq!(reasons(&world, "desk").await.len(), 3);
});

store::both!(who_comes_from_far_away_on_a_strange_device_is_not_let_in_and_owners_are, |t: TestDb| async move {
    let world = World::new(t).await;
    let mut thief = far(3);
    assert!(matches!(comes(&world, &mut thief, "ines").await, SignedIn::Unusual(Some(_))));
    // A week later neither the device nor the network has become one of hers by having been turned away.
    world.advance(limits::DEVICE_QUIET + Millis::hours(1));
    assert!(matches!(comes(&world, &mut thief, "ines").await, SignedIn::Unusual(None)), "nor does time help");
    assert!(reasons(&world, "desk").await.is_empty(), "one account alone is not taken from its owner");
    let mut own = Tab { origin: far(4).origin, address: far(4).address, ..world.person("ines").own_tab() };
    assert!(matches!(comes(&world, &mut own, "ines").await, SignedIn::Yes(_)), "on holiday with her own telephone");
    world.journal_verifies().await;
});

store::both!(a_printed_code_lets_in_from_anywhere, |t: TestDb| async move {
    let world = World::new(t).await;
    let (roche, section) = (world.person("roche").actor().await, SectionId(world.uuid("2nde4")));
    let printed = sheets::print(&world.app, &roche, section, Profile::Pupil).await.expect("printed");
    let slip = printed.expect("her class").slips.into_iter().find(|slip| slip.login == "ines").expect("a slip");
    let from = far(5);
    let form = Activation { code: &slip.code, password: "girafe tunnel cerise", browser: from.browser() };
    let answer = activate::activate(&world.app, &form).await.expect("an answer");
    assert!(matches!(answer, Activated::Yes(_)), "{answer:?}");
});

store::both!(who_came_by_a_printed_code_is_not_taken_for_the_thief_of_their_network, |t: TestDb| async move {
    let world = World::new(t).await;
    let (roche, section) = (world.person("roche").actor().await, SectionId(world.uuid("2nde4")));
    let printed = sheets::print(&world.app, &roche, section, Profile::Pupil).await.expect("printed");
    let slip = printed.expect("her class").slips.into_iter().find(|slip| slip.login == "ines").expect("a slip");
    // The same way out of a private network, a minute before the thief.
    let from = |n| Tab::from(&format!("203.0.113.10:{n}"), NetworkClass::Hosting, "FR");
    let of_ines = from(0);
    let form = Activation { code: &slip.code, password: "girafe tunnel cerise", browser: of_ines.browser() };
    let Activated::Yes(opened) = activate::activate(&world.app, &form).await.expect("an answer") else {
        panic!("the code is hers")
    };
    let mut ines = Tab::unknown();
    ines.session = Some(opened.session.secret().to_owned());
    ines.device = opened.device.map(|device| device.secret().to_owned());
    world.advance(Millis::minutes(1));
    for (n, stolen) in ["hugo", "zoe", "yann"].into_iter().enumerate() {
        comes(&world, &mut from(n + 1), stolen).await;
    }
    assert_eq!(reasons(&world, "desk").await, [ContainmentReason::Spray; 2], "hugo and zoe");
    assert!(ines.who(&world).await.is_some(), "ines is who her sheet says");
});

/// The signs of the newest session that was asked for on an account.
async fn signs(world: &World, who: &str) -> String {
    let mut tx = world.app.db.read().await.expect("reads");
    let row: Option<(String,)> = tx
        .maybe("select risk_signs from session where person = $1 order by issued_at desc limit 1", (world.uuid(who),))
        .await
        .expect("read");
    row.expect("weighed").0
}

store::both!(one_browser_behind_several_networks_that_hide_is_seen, |t: TestDb| async move {
    let world = World::new(t).await;
    for (n, stolen) in (20_u8..).zip(["hugo", "lea", "noe", "yann"]) {
        comes(&world, &mut hidden(n), stolen).await;
    }
    assert!(signs(&world, "yann").await.contains("browser_accounts"));
    // Through one network they are counted by it, and once.
    let world = World::new(another(&world.t).await).await;
    for stolen in ["hugo", "lea", "noe", "yann"] {
        comes(&world, &mut hidden(40), stolen).await;
    }
    let signs = signs(&world, "yann").await;
    assert!(signs.contains("network_accounts") && !signs.contains("browser_accounts"), "{signs}");
});

store::both!(a_hidden_strange_device_writes_to_adults_of_the_school_only, |t: TestDb| async move {
    let world = World::new(t).await;
    let mut tab = hidden(6);
    assert!(matches!(comes(&world, &mut tab, "ines").await, SignedIn::Yes(_)));
    let ines = tab.who(&world).await.expect("in");
    assert!(contained::is_restricted(&world.app, &ines).await.expect("an answer"));
    // At home with a new telephone nothing is restricted.
    let mut phone = Tab::unknown();
    assert!(phone.signs_in(&world, "karim").await);
    let karim = phone.who(&world).await.expect("in");
    assert!(!contained::is_restricted(&world.app, &karim).await.expect("an answer"));
});

store::both!(past_its_bound_the_machine_refuses_and_takes_no_more_accounts, |t: TestDb| async move {
    let world = World::new(t).await;
    let mut tx = world.app.db.begin().await.expect("begins");
    for n in 0..limits::CONTAINED_BY_MACHINE_MAX {
        let row = (world.app.id::<uuid::Uuid>(), world.uuid("noe"), world.uuid("lycee"), world.now() - Millis(n));
        tx.run(
            "insert into containment (id, person, school, since, until, reason, note) \
             values ($1, $2, $3, $4, $4, 'spray', '')",
            row,
        )
        .await
        .expect("written");
    }
    tx.commit().await.expect("kept");
    let mut thief = hidden(7);
    for stolen in ["hugo", "perez"] {
        comes(&world, &mut thief, stolen).await;
    }
    assert!(matches!(comes(&world, &mut thief, "yann").await, SignedIn::Unusual(_)));
    assert!(world.person("yann").own_tab().signs_in(&world, "yann").await, "his account is his");
});

// Mistakes of others: « an address ban that locks out a whole school », « a ban that lets anyone lock out a victim ».
store::both!(a_network_that_tries_names_waits_and_no_owner_does, |t: TestDb| async move {
    let world = World::new(t).await;
    let guess = |n: i64| format!("eleve.{n}");
    for n in 0..limits::NETWORK_FAILURES_MAX {
        assert!(!Tab::unknown().tries(&world, &guess(n), "autre").await);
    }
    let stranger = comes(&world, &mut Tab::unknown(), "ines").await;
    assert!(matches!(stranger, SignedIn::Wait(time) if time == limits::SIGN_IN_WINDOW), "{stranger:?}");
    let unknown = comes(&world, &mut Tab::unknown(), "personne").await;
    assert!(matches!(unknown, SignedIn::Wait(_)), "whether or not the name exists");
    assert!(world.person("ines").own_tab().signs_in(&world, "ines").await, "her own device");
    assert!(matches!(comes(&world, &mut hidden(8), "karim").await, SignedIn::Yes(_)), "another network");
    world.advance(limits::SIGN_IN_WINDOW + Millis::seconds(1));
    assert!(Tab::unknown().signs_in(&world, "karim").await, "and nobody waits for ever");
});

store::both!(a_school_that_mistypes_goes_in, |t: TestDb| async move {
    let world = World::new(t).await;
    let mut directory = world.directory().await;
    let pupils: Vec<String> = (0..60).map(|n| format!("eleve{n}")).collect();
    for pupil in &pupils {
        directory.pupil(pupil, "Sacha", "Petit", "lycee", "2nde5").await;
    }
    directory.save().await;
    // On the first morning everybody's name is wrong once, on computers that nobody has told us of: one address.
    for (n, pupil) in pupils.iter().enumerate() {
        assert!(!Tab::unknown().tries(&world, &format!("{pupil}.x"), PASSWORD).await);
        let answer = comes(&world, &mut Tab::unknown(), pupil).await;
        assert!(matches!(answer, SignedIn::Yes(_)), "{n}: {answer:?}");
    }
});

store::both!(wrong_codes_are_counted_where_they_come_from, |t: TestDb| async move {
    let world = World::new(t).await;
    let (roche, section) = (world.person("roche").actor().await, SectionId(world.uuid("2nde4")));
    let printed = sheets::print(&world.app, &roche, section, Profile::Pupil).await.expect("printed");
    let slips = printed.expect("her class").slips;
    let (here, there) = (Tab::unknown(), hidden(9));
    let greet =
        async |tab: &Tab, code: &str| activate::greet(&world.app, code, tab.browser()).await.expect("an answer");
    for _ in 0..limits::NETWORK_FAILURES_MAX {
        assert_eq!(greet(&here, &actions::token::new_code(&world.app)).await, Greeted::NoSuchCode);
    }
    assert_eq!(greet(&here, &slips[0].code).await, Greeted::Wait(limits::SIGN_IN_WINDOW));
    assert!(matches!(greet(&there, &slips[0].code).await, Greeted::Yes(_)), "another network");
    // A wrong letter is told by the check character and counts for nothing.
    world.advance(limits::SIGN_IN_WINDOW + Millis::seconds(1));
    for _ in 0..2 * limits::NETWORK_FAILURES_MAX {
        assert_eq!(greet(&here, "AAAAA-AAAAAB").await, Greeted::NoSuchCode);
    }
    assert!(matches!(greet(&here, &slips[1].code).await, Greeted::Yes(_)));
});
