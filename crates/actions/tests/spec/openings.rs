//! After a reset, places come back one after the other: reading first, then writing.

use actions::{
    activate::{self, Activated, Activation},
    reset::{
        self, NewReset, Reset,
        board::board,
        openings::{self, Decided, NewOpening},
    },
    send::Sent,
    sheets::{self, Wanted, Which},
    testing::{Tab, World},
};
use model::{Millis, Profile, SchoolId, SectionId, limits, message::Refusal, reset::Returning, territory::Scope};
use store::testing::TestDb;
use uuid::Uuid;

const NEW: &str = "quatre mots bien choisis";

/// A reset of everybody in Lyon by the console: heads too.
async fn resets(world: &World) -> Uuid {
    world.advance(Millis::minutes(1));
    let new = NewReset { scope: Scope::Academie(10), spares_since: None, spares_passkeys: None, note: "liste volée" };
    let done = reset::reset(&world.app, None, &new).await.expect("an answer");
    let Reset::Yes { id, .. } = done else { panic!("the console may") };
    world.advance(Millis::minutes(1));
    id
}

fn opening(scope: Scope, who: Returning, [reads_at, writes_at]: [Millis; 2]) -> NewOpening {
    NewOpening { scope, who, reads_at, writes_at }
}

/// The console decides.
async fn opens(world: &World, reset: Uuid, new: NewOpening) -> Uuid {
    match openings::open(&world.app, None, reset, &new).await.expect("an answer") {
        Decided::Yes(id) => id,
        other => panic!("{other:?}"),
    }
}

/// A printed code of a pupil of 2nde4.
async fn slip(world: &World, login: &str) -> sheets::Sheet {
    let (section, roche) = (SectionId(world.uuid("2nde4")), world.person("roche").actor().await);
    let printed = sheets::print_for(&world.app, &roche, section, Profile::Pupil, Wanted::codes(Which::All)).await;
    let slips = printed.expect("an answer").expect("her class").slips;
    slips.into_iter().find(|slip| slip.login == login).expect("a slip")
}

async fn comes(world: &World, code: &str) -> Activated {
    let tab = Tab::unknown();
    activate::activate(&world.app, &Activation { code, password: NEW, browser: tab.browser() })
        .await
        .expect("an answer")
}

fn class(world: &World) -> Scope {
    Scope::Section(SectionId(world.uuid("2nde4")))
}

fn school(world: &World) -> Scope {
    Scope::School(SchoolId(world.uuid("lycee")))
}

store::both!(a_code_waits_for_its_class_and_then_opens_reading_before_writing, |t: TestDb| async move {
    let world = World::new(t).await;
    let roche_wrote = world.person("roche").write_to("ines", "Bonjour Inès.").await;
    let id = resets(&world).await;
    let (reads, writes) = (world.now() + Millis::hours(10), world.now() + Millis::hours(34));
    opens(&world, id, opening(class(&world), Returning::Pupils, [reads, writes])).await;
    let slip = slip(&world, "ines").await;
    assert_eq!((slip.from, slip.until), (Some(reads), reads + limits::ACTIVATION_LIFE), "as the slip says");
    let holder = activate::holder(&world.app, &slip.code).await.expect("read").expect("hers");
    assert_eq!(holder.from, Some(reads));
    assert!(matches!(comes(&world, &slip.code).await, Activated::NotYet(at) if at == reads));

    world.set_time(reads);
    assert!(matches!(comes(&world, &slip.code).await, Activated::Yes(_)), "the code was not used up");
    let ines = world.person("ines");
    assert!(ines.inbox().await.shows(roche_wrote), "she reads");
    assert_eq!(ines.writes("karim", "Salut !").await, Sent::Refused(Refusal::NotYet));
    assert_eq!(ines.writes("farida", "Coucou maman").await, Sent::Refused(Refusal::NotYet));
    assert!(matches!(ines.writes("roche", "Bonjour Madame, je suis revenue.").await, Sent::Delivered(_)));
    assert_eq!(openings::writes_from(&world.app, &ines.actor().await).await.expect("read"), Some(writes));
    world.set_time(writes);
    assert!(matches!(ines.writes("karim", "Salut !").await, Sent::Delivered(_)));
    assert_eq!(openings::writes_from(&world.app, &ines.actor().await).await.expect("read"), None);
    world.journal_verifies().await;
});

store::both!(the_nearest_place_and_one_s_own_kind_speak_first, |t: TestDb| async move {
    let world = World::new(t).await;
    let id = resets(&world).await;
    let at = |hours: i64| [world.now() + Millis::hours(hours); 2];
    let from = |who| {
        let person = world.person(who).id;
        let world = &world;
        async move {
            let mut tx = world.app.db.read().await.expect("reads");
            let back = store::reset_opening::of_person(&mut tx, person, world.now()).await.expect("read");
            back.map(|back| (back.reads_at() - world.now()).0 / Millis::hours(1).0)
        }
    };
    assert_eq!(from("ines").await, None, "without any, everybody comes back at once");
    opens(&world, id, opening(Scope::Academie(10), Returning::Everyone, at(40))).await;
    opens(&world, id, opening(Scope::Academie(10), Returning::Adults, at(30))).await;
    let of_school = opens(&world, id, opening(school(&world), Returning::Pupils, at(20))).await;
    opens(&world, id, opening(class(&world), Returning::Everyone, at(50))).await;
    assert_eq!(from("roche").await, Some(50), "she teaches the class");
    assert_eq!(from("ines").await, Some(50));
    assert_eq!(from("lea").await, Some(20), "of another class");
    assert_eq!(from("sylvie").await, Some(50), "her child is in the class");
    assert_eq!(from("hugo").await, Some(40), "of another school");
    assert_eq!(from("yann").await, None, "of another académie");
    assert_eq!((from("adou").await, from("desk").await), (None, None), "whoever lets the others in waits for nothing");
    // Another for the same people takes its place, and one that is taken back leaves the wider one.
    let again = opens(&world, id, opening(school(&world), Returning::Pupils, at(10))).await;
    assert_eq!(from("lea").await, Some(10));
    assert_eq!(openings::close(&world.app, None, of_school).await.expect("an answer"), None, "it was replaced");
    assert_eq!(openings::close(&world.app, None, again).await.expect("an answer"), Some(id));
    assert_eq!(from("lea").await, Some(40));
    // A reset that ends takes its openings with it.
    assert!(reset::undo(&world.app, None, id, "fausse alerte").await.expect("an answer"));
    world.advance(Millis(1));
    assert_eq!((from("ines").await, from("hugo").await), (None, None));
});

store::both!(whoever_was_spared_waits_for_nothing, |t: TestDb| async move {
    let world = World::new(t).await;
    let theft = world.now();
    world.advance(Millis::hours(1));
    assert!(matches!(comes(&world, &slip(&world, "karim").await.code).await, Activated::Yes(_)));
    world.advance(Millis::minutes(1));
    let new = NewReset { scope: school(&world), spares_since: Some(theft), spares_passkeys: None, note: "" };
    let Reset::Yes { id, .. } = reset::reset(&world.app, None, &new).await.expect("an answer") else { panic!("may") };
    let later = [world.now() + Millis::hours(9); 2];
    opens(&world, id, opening(school(&world), Returning::Everyone, later)).await;
    assert!(matches!(world.person("karim").writes("roche", "Bonjour.").await, Sent::Delivered(_)));
    let mut tx = world.app.db.read().await.expect("reads");
    for (who, waits) in [("karim", false), ("ines", true)] {
        let back = store::reset_opening::of_person(&mut tx, world.person(who).id, world.now()).await.expect("read");
        assert_eq!(back.is_some(), waits, "{who}");
    }
});

store::both!(a_head_decides_on_their_school_and_not_before_the_desk, |t: TestDb| async move {
    let world = World::new(t).await;
    let id = resets(&world).await;
    let (head, desk, teacher) =
        (world.person("adou").actor().await, world.person("desk").actor().await, world.person("roche").actor().await);
    let at = |hours: i64| [world.now() + Millis::hours(hours); 2];
    let tries = |who, scope, moments| {
        let (world, new) = (&world, opening(scope, Returning::Pupils, moments));
        async move { openings::open(&world.app, Some(who), id, &new).await.expect("an answer") }
    };
    assert!(matches!(tries(&desk, Scope::Academie(10), at(10)).await, Decided::Yes(_)));
    assert_eq!(tries(&head, class(&world), at(9)).await, Decided::BeforeOthers(at(10)[0]));
    assert!(matches!(tries(&head, class(&world), at(11)).await, Decided::Yes(_)));
    assert!(matches!(tries(&desk, class(&world), at(9)).await, Decided::Yes(_)), "who decided may make an exception");
    assert!(matches!(tries(&head, class(&world), at(12)).await, Decided::Yes(_)), "and a head may come later");
    for (who, scope) in [(&head, Scope::Academie(10)), (&teacher, class(&world)), (&desk, Scope::All)] {
        assert_eq!(tries(who, scope, at(20)).await, Decided::NotAllowed);
    }
    let elsewhere = Scope::School(SchoolId(world.uuid("ailleurs")));
    let console = openings::open(&world.app, None, id, &opening(elsewhere, Returning::Everyone, at(3))).await;
    assert_eq!(console.expect("an answer"), Decided::NotAllowed, "not of the reset's place");
    let (soon, later) = (at(20)[0], at(30)[0]);
    assert_eq!(tries(&head, school(&world), [later, soon]).await, Decided::WritesFirst);
    assert_eq!(tries(&head, school(&world), [soon, world.now() + Millis::days(61)]).await, Decided::TooFar);

    // The head finds the board of their school from the list, and sees there what concerns it.
    let listed = reset::list(&world.app, Some(&head)).await.expect("read");
    assert_eq!(listed.len(), 1);
    let lycee = SchoolId(world.uuid("lycee"));
    assert_eq!(listed[0].school, Some(lycee));
    let seen = board(&world.app, &head, id, Some(lycee)).await.expect("read").expect("theirs");
    let own: Vec<bool> = seen.openings.iter().map(|one| one.own).collect();
    assert_eq!((own, seen.decides), (vec![false, true], Some(school(&world))));
    assert!(reset::list(&world.app, Some(&teacher)).await.expect("read").is_empty());
    let desks = openings::list(&world.app, id).await.expect("read")[0].id;
    assert_eq!(openings::close(&world.app, Some(&head), desks).await.expect("an answer"), None, "the desk's");
    world.journal_verifies().await;
});
