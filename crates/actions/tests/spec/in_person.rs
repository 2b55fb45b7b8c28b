//! A code for somebody who is there, by the school or a guardian; and what is told about new devices.

use actions::{
    activate::{self, Activated, Activation},
    contain, directory, family,
    in_person::{Given, Shown, give},
    sheets::{self, Wanted, Which},
    testing::{Tab, World},
};
use model::{Actor, Millis, Profile, Role, SectionId, actor::Grant, limits, territory::Scope};
use store::testing::TestDb;

use crate::scene::another;

const NEW: &str = "quatre mots bien choisis";

async fn gives(world: &World, actor: &Actor, to: &str) -> Shown {
    match give(&world.app, actor, world.person(to).id).await.expect("an answer") {
        Given::Yes(shown) => shown,
        other => panic!("{to}: {other:?}"),
    }
}

async fn comes(world: &World, tab: &mut Tab, code: &str) -> bool {
    let form = Activation { code, password: NEW, browser: tab.browser() };
    match activate::activate(&world.app, &form).await.expect("an answer") {
        Activated::Yes(opened) => {
            tab.session = Some(opened.session.secret().to_owned());
            tab.device = opened.device.map(|device| device.secret().to_owned()).or(tab.device.take());
            true
        }
        _ => false,
    }
}

store::both!(an_adult_of_the_school_gives_a_code_that_is_short_lived_and_the_only_one, |t: TestDb| async move {
    let world = World::new(t).await;
    let (roche, section) = (world.person("roche").actor().await, SectionId(world.uuid("2nde4")));
    let printed = sheets::print_for(&world.app, &roche, section, Profile::Pupil, Wanted::codes(Which::All))
        .await
        .expect("an answer");
    let slip = printed.expect("her class").slips.into_iter().find(|slip| slip.login == "ines").expect("a slip");
    let shown = gives(&world, &roche, "ines").await;
    assert_eq!((shown.login.as_str(), shown.until), ("ines", world.now() + limits::SCREEN_CODE_LIFE));
    assert!(!comes(&world, &mut Tab::unknown(), &slip.code).await, "the slip is void");
    world.advance(limits::SCREEN_CODE_LIFE);
    assert!(!comes(&world, &mut Tab::unknown(), &shown.code).await, "half an hour");
    let shown = gives(&world, &roche, "ines").await;
    assert!(comes(&world, &mut Tab::unknown(), &shown.code).await);
    assert!(!comes(&world, &mut Tab::unknown(), &shown.code).await, "once");
    world.journal_verifies().await;
});

// Mistakes of others: « delegated administrators raising themselves ». No code opens who has more power.
store::both!(nobody_gives_a_code_to_who_has_more_power_or_is_not_theirs, |t: TestDb| async move {
    let world = World::new(t).await;
    let (adou, ines, roche, farida) = (
        world.person("adou").actor().await,
        world.person("ines").actor().await,
        world.person("roche").actor().await,
        world.person("farida").actor().await,
    );
    for (who, to) in [
        (&adou, "roche"),    // works in the school
        (&roche, "adou"),    // even its head
        (&roche, "durand"),  // a guardian who is a teacher too
        (&roche, "desk"),    // of no school
        (&roche, "yann"),    // another school
        (&roche, "roche"),   // oneself
        (&ines, "karim"),    // a pupil
        (&ines, "farida"),   // a child gives none to their guardian
        (&farida, "karim"),  // not her child
        (&farida, "farida"), // oneself
    ] {
        let given = give(&world.app, who, world.person(to).id).await.expect("an answer");
        assert_eq!(given, Given::NotFound, "{to}");
    }
    // A guardian who is of the desk: neither a sheet nor a code of the class opens their account.
    let sylvie = world.person("sylvie").id;
    let mut tx = world.app.db.begin().await.expect("begins");
    let desk = Grant { role: Role::Desk, scope: Scope::Academie(10) };
    store::power::give(&mut tx, &store::power::NewPower::lasting(world.app.id(), sylvie, &desk), Millis(0))
        .await
        .expect("granted");
    tx.commit().await.expect("kept");
    assert_eq!(give(&world.app, &roche, sylvie).await.expect("an answer"), Given::NotFound);
    let section = SectionId(world.uuid("2nde4"));
    let printed = sheets::print(&world.app, &roche, section, Profile::Guardian).await.expect("an answer");
    let slips = printed.expect("her class").slips;
    assert!(slips.iter().all(|slip| slip.login != "sylvie") && slips.iter().any(|slip| slip.login == "paul"));
});

store::both!(a_guardian_gives_a_code_to_their_child_at_home, |t: TestDb| async move {
    let world = World::new(t).await;
    let farida = world.person("farida").actor().await;
    let strange = world.person("farida").actor_elsewhere().await;
    let ines = world.person("ines").id;
    assert_eq!(give(&world.app, &strange, ines).await.expect("an answer"), Given::UnknownDevice);
    let shown = gives(&world, &farida, "ines").await;
    let mut phone = Tab::unknown();
    assert!(comes(&world, &mut phone, &shown.code).await);
    assert_eq!(phone.who(&world).await.map(|actor| actor.person), Some(ines));
    let children = family::children(&world.app, &farida).await.expect("read");
    let names: Vec<&str> = children.iter().map(|child| child.name.as_str()).collect();
    assert_eq!(names, ["Adam Benali", "Inès Benali"], "of two schools");
    assert!(children.iter().all(|child| child.new_device.is_none()), "a code vouches for the telephone");
    // Who lost authority has no child here, at once.
    let mut tx = world.app.db.begin().await.expect("begins");
    let end = "update guardianship set until = $2 where guardian = $1";
    tx.run(end, (farida.person, world.now())).await.expect("ended");
    tx.commit().await.expect("kept");
    assert_eq!(give(&world.app, &farida, ines).await.expect("an answer"), Given::NotFound);
    assert!(family::children(&world.app, &farida).await.expect("read").is_empty());
});

store::both!(the_school_and_no_guardian_gives_the_code_of_a_contained_account, |t: TestDb| async move {
    let world = World::new(t).await;
    let letter = world.person("ines").write_to("roche", "Bonjour Madame.").await;
    contain::contain(&world.app, &world.desk().actor().await, letter, "").await.expect("contained");
    world.advance(Millis::minutes(1));
    let ines = world.person("ines").id;
    let farida = world.person("farida").actor().await;
    assert_eq!(give(&world.app, &farida, ines).await.expect("an answer"), Given::Contained);
    let shown = gives(&world, &world.person("roche").actor().await, "ines").await;
    assert!(comes(&world, &mut Tab::unknown(), &shown.code).await);
});

store::both!(a_new_device_is_told_until_its_owner_says_that_it_is_theirs, |t: TestDb| async move {
    let world = World::new(t).await;
    let mut own = world.person("ines").own_tab();
    assert!(own.signs_in(&world, "ines").await);
    let ines = own.who(&world).await.expect("in");
    assert!(family::strange(&world.app, &ines).await.expect("read").is_none());
    world.advance(Millis::minutes(1));
    let mut strange = Tab::unknown();
    assert!(strange.signs_in(&world, "ines").await);
    let thief = strange.who(&world).await.expect("in");
    let told = family::strange(&world.app, &ines).await.expect("read").expect("told");
    assert_eq!((Some(told.id), told.opened()), (thief.session, world.now()));
    assert!(family::strange(&world.app, &thief).await.expect("read").is_none(), "not to whoever opened it");
    assert!(!family::own(&world.app, &thief, told.id).await.expect("an answer"), "who says nothing of it");

    // To the guardian, and in the list of the class; to nobody else.
    let farida = world.person("farida").actor().await;
    let child = |children: Vec<family::Child>| children.into_iter().find(|one| one.name == "Inès Benali");
    let seen = child(family::children(&world.app, &farida).await.expect("read")).expect("hers");
    assert_eq!(seen.new_device, Some(world.now()));
    let listed = |world: &World, roche: Actor| {
        let (app, section, ines) = (world.app.clone(), SectionId(world.uuid("2nde4")), world.person("ines").id);
        async move {
            let section = directory::section(&app, &roche, section).await.expect("read").expect("hers");
            section.people.into_iter().find(|one| one.id == ines).expect("listed").new_device
        }
    };
    let roche = world.person("roche").actor().await;
    assert_eq!(listed(&world, roche.clone()).await, Some(world.now()));
    assert!(family::own(&world.app, &ines, told.id).await.expect("an answer"));
    assert!(!family::own(&world.app, &ines, told.id).await.expect("an answer"), "once");
    let karim = world.person("karim").actor().await;
    assert!(!family::own(&world.app, &karim, told.id).await.expect("an answer"), "another's");
    assert!(family::strange(&world.app, &ines).await.expect("read").is_none());
    assert_eq!(listed(&world, roche).await, None);

    // After a week it is told no more.
    let world = World::new(another(&world.t).await).await;
    assert!(Tab::unknown().signs_in(&world, "ines").await);
    world.advance(limits::NEW_DEVICE_TOLD);
    assert!(family::strange(&world.app, &world.person("ines").actor().await).await.expect("read").is_none());
});
