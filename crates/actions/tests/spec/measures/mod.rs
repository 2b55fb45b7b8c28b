//! What a crisis restricts ends by itself, takes as many people as its size asks for, and leaves the ways open that
//! nobody may close.

pub(crate) mod acts;
mod any_order;
mod deferred;
mod effect;

use actions::{
    alert::{self, Alerted},
    mailbox,
    measure::{self, Answered, Extended, Lifted, Proposed, answer, answer_extension, extend, lift, propose},
    schedule,
    send::{self, Sent},
    testing::World,
    write,
};
use model::{
    Actor, Millis, Profile, Role, SchoolId, SectionId,
    duty::Duty,
    limits,
    measure::{Clause, Restriction, Standing, Typed, Whom, Wrong},
    message::Refusal,
    territory::Scope,
};
use store::{draft::SavedDraft, testing::TestDb};
use uuid::Uuid;

pub(crate) const LYON: Scope = Scope::Academie(10);

pub(crate) fn clause(whom: Whom, restriction: Restriction) -> Clause {
    Clause { whom, restriction }
}

/// A measure of two hours.
pub(crate) fn typed(world: &World, place: Scope, clauses: &[Clause]) -> Typed {
    Typed {
        places: vec![place],
        clauses: clauses.to_vec(),
        reason: "Menaces reçues ce soir".to_owned(),
        ends_at: Some(world.now() + Millis::hours(2)),
        ..Typed::default()
    }
}

fn lycee(world: &World) -> Scope {
    Scope::School(SchoolId(world.uuid("lycee")))
}

async fn begun(world: &World, by: &str, typed: Typed) -> Uuid {
    let by = world.person(by).actor().await;
    match propose(&world.app, Some(&by), typed).await.expect("an answer") {
        Proposed::Begun(id) => id,
        other => panic!("{other:?}"),
    }
}

async fn waits(world: &World, by: &str, typed: Typed) -> Uuid {
    let by = world.person(by).actor().await;
    match propose(&world.app, Some(&by), typed).await.expect("an answer") {
        Proposed::Waits { id, .. } => id,
        other => panic!("{other:?}"),
    }
}

async fn agrees(world: &World, who: &str, id: Uuid) -> Answered {
    answer(&world.app, &world.person(who).actor().await, id, true).await.expect("an answer")
}

async fn refusal(world: &World, who: &str, to: &str) -> Option<Refusal> {
    match world.person(who).writes(to, "Bonjour").await {
        Sent::Refused(why) => Some(why),
        _ => None,
    }
}

async fn standing(world: &World, id: Uuid) -> Standing {
    let sight = measure::sight(&world.app, None, id).await.expect("read").expect("a measure");
    sight.listed.standing
}

fn read_only() -> Clause {
    clause(Whom::Pupils, Restriction::ReadOnly)
}

// Invariant 7
store::both!(a_head_closes_their_pupils_messages_alone_and_they_open_again_by_themselves, |t: TestDb| async move {
    let world = World::new(t).await;
    let id = begun(&world, "adou", typed(&world, lycee(&world), &[read_only()])).await;
    assert_eq!(refusal(&world, "ines", "roche").await, Some(Refusal::Suspended));
    assert_eq!(refusal(&world, "adam", "roche").await, None, "another school");
    assert_eq!(refusal(&world, "roche", "2nde4:pupils").await, None, "teachers write");
    assert_eq!(refusal(&world, "farida", "roche").await, None, "and guardians");
    let own = measure::own(&world.app, &world.person("ines").actor().await).await.expect("read");
    assert_eq!(own.len(), 1);
    assert_eq!((own[0].reason.as_str(), own[0].author.as_deref()), ("Menaces reçues ce soir", Some("Koffi Adou")));
    assert_eq!(own[0].until, world.now() + Millis::hours(2));
    assert_eq!(standing(&world, id).await, Standing::InForce);
    // No worker runs: time is enough.
    world.advance(Millis::hours(2));
    assert_eq!(refusal(&world, "ines", "roche").await, None);
    assert_eq!(standing(&world, id).await, Standing::Expired);
    world.journal_verifies().await;
});

store::both!(a_measure_is_in_force_on_every_node_and_after_a_restart, |t: TestDb| async move {
    let mut world = World::new(t).await;
    let other = world.another_node().await;
    begun(&world, "adou", typed(&world, lycee(&world), &[read_only()])).await;
    let (ines, letter) = (world.person("ines").actor().await, world.person("ines").draft(&["roche"], "", "Bonjour"));
    let sent = send::send(&other, &ines, &letter).await.expect("an answer");
    assert_eq!(sent, Sent::Refused(Refusal::Suspended), "at once, not when a worker comes round");
    other.db.close().await;
    world.restart().await;
    assert_eq!(refusal(&world, "ines", "roche").await, Some(Refusal::Suspended));
});

store::both!(a_territory_takes_two_and_nobody_agrees_to_their_own, |t: TestDb| async move {
    let world = World::new(t).await;
    let few = [clause(Whom::Pupils, Restriction::CapReach { readers: 1 })];
    let id = waits(&world, "desk", typed(&world, LYON, &few)).await;
    assert_eq!(refusal(&world, "roche", "2nde4:pupils").await, None);
    assert_eq!(standing(&world, id).await, Standing::Waits);
    assert_eq!(agrees(&world, "desk", id).await, Answered::Own);
    assert_eq!(agrees(&world, "desk25", id).await, Answered::TooLate, "another académie");
    assert_eq!(agrees(&world, "adou", id).await, Answered::TooLate, "a head decides on no académie");
    world.advance(limits::MEASURE_ANSWER_WITHIN - Millis(1));
    assert_eq!(agrees(&world, "desk2", id).await, Answered::Agreed);
    assert_eq!(standing(&world, id).await, Standing::InForce);
    assert_eq!(agrees(&world, "desk2", id).await, Answered::TooLate, "once");
});

store::both!(an_approval_that_comes_too_late_does_nothing, |t: TestDb| async move {
    let world = World::new(t).await;
    let few = [clause(Whom::Pupils, Restriction::NewDevices)];
    let id = waits(&world, "desk", typed(&world, LYON, &few)).await;
    world.advance(limits::MEASURE_ANSWER_WITHIN);
    assert_eq!(agrees(&world, "desk2", id).await, Answered::TooLate);
    assert_eq!(standing(&world, id).await, Standing::Lapsed);

    let at_once = waits(&world, "desk", Typed { at_once: true, ..typed(&world, LYON, &[read_only()]) }).await;
    assert_eq!(standing(&world, at_once).await, Standing::Provisional);
    assert_eq!(refusal(&world, "ines", "roche").await, Some(Refusal::Suspended), "it began at once");
    world.advance(limits::MEASURE_PROVISIONAL);
    assert_eq!(refusal(&world, "ines", "roche").await, None, "nobody agreed");
    assert_eq!(agrees(&world, "desk2", at_once).await, Answered::TooLate);
    let again = waits(&world, "desk", Typed { at_once: true, ..typed(&world, LYON, &[read_only()]) }).await;
    assert_eq!(standing(&world, again).await, Standing::Waits, "not again and again without anybody's word");
    world.journal_verifies().await;
});

store::both!(closing_a_territory_is_a_joint_request_of_two_institutions, |t: TestDb| async move {
    let world = World::new(t).await;
    let mut directory = world.directory().await;
    for (key, given, family) in [("region", "Inaya", "Morel"), ("rectorat", "Basile", "Noir")] {
        directory.person(key, given, family).await;
        directory.grant(key, Role::Desk, LYON).await;
    }
    for (key, house) in [("desk", "Rectorat"), ("rectorat", "Rectorat"), ("region", "Région")] {
        let id = world.uuid(key);
        directory.run("update role_grant set house = $2 where person = $1", (id, house)).await;
    }
    directory.save().await;
    let id = waits(&world, "desk", typed(&world, LYON, &[read_only()])).await;
    assert_eq!(agrees(&world, "rectorat", id).await, Answered::SameHouse);
    assert_eq!(agrees(&world, "desk2", id).await, Answered::SameHouse, "whose house nobody named");
    assert_eq!(agrees(&world, "region", id).await, Answered::Agreed);
    let seen = measure::sight(&world.app, Some(&world.person("region").actor().await), id).await.expect("read");
    let seen = seen.expect("theirs").listed.measure;
    assert_eq!((seen.author.as_deref(), seen.second.as_deref()), (Some("Maud Vidal"), Some("Inaya Morel")));
    assert_eq!(refusal(&world, "ines", "roche").await, Some(Refusal::Suspended));
});

store::both!(of_two_who_lift_and_extend_at_once_one_is_right, |t: TestDb| async move {
    let world = World::new(t).await;
    let id = begun(&world, "adou", typed(&world, lycee(&world), &[read_only()])).await;
    let (adou, desk) = (world.person("adou").actor().await, world.person("desk").actor().await);
    let later = world.now() + Millis::hours(5);
    let (lifted, extended) = tokio::join!(
        lift(&world.app, Some(&desk), id, "levée de doute"),
        extend(&world.app, Some(&adou), id, later, "encore")
    );
    // Whichever came first, a lifted measure stays lifted.
    assert_eq!(lifted.expect("an answer"), Lifted::Yes);
    assert!(matches!(extended.expect("an answer"), Extended::Yes(_) | Extended::TooLate));
    assert_eq!(standing(&world, id).await, Standing::Lifted);
    assert_eq!(refusal(&world, "ines", "roche").await, None);
    assert_eq!(extend(&world.app, Some(&adou), id, later, "").await.expect("an answer"), Extended::TooLate);
    assert_eq!(lift(&world.app, Some(&adou), id, "").await.expect("an answer"), Lifted::TooLate);
    let wrong = world.person("lemoine").actor().await;
    assert_eq!(lift(&world.app, Some(&wrong), id, "").await.expect("an answer"), Lifted::NotFound);
    world.journal_verifies().await;
});

store::both!(the_same_form_sent_twice_is_one_measure, |t: TestDb| async move {
    let world = World::new(t).await;
    let form = Typed { id: Some(world.app.id()), ..typed(&world, lycee(&world), &[read_only()]) };
    let (first, second) = (begun(&world, "adou", form.clone()).await, begun(&world, "adou", form.clone()).await);
    assert_eq!(first, second);
    assert_eq!(measure::list(&world.app, None).await.expect("read").len(), 1);
    let adou = world.person("adou").actor().await;
    let again = Typed { id: Some(world.app.id()), ..form.clone() };
    let (one, other) =
        tokio::join!(propose(&world.app, Some(&adou), again.clone()), propose(&world.app, Some(&adou), again));
    assert_eq!(one.expect("an answer"), other.expect("an answer"), "at once as well");
    let desk = world.person("desk").actor().await;
    let taken = propose(&world.app, Some(&desk), form).await.expect("an answer");
    assert_eq!(taken, Proposed::NotAllowed, "another's form");
});

store::both!(what_the_console_begins_for_a_territory_two_extend, |t: TestDb| async move {
    let world = World::new(t).await;
    let closed = typed(&world, LYON, &[read_only()]);
    let Proposed::Begun(id) = propose(&world.app, None, closed).await.expect("an answer") else { panic!("alone") };
    let (desk, later) = (world.person("desk").actor().await, world.now() + Millis::hours(9));
    let asked = extend(&world.app, Some(&desk), id, later, "").await.expect("an answer");
    assert!(matches!(asked, Extended::Waits(_)), "{asked:?}");
    assert_eq!(extend(&world.app, None, id, later, "").await.expect("an answer"), Extended::Yes(later));
});

store::both!(an_extension_takes_as_many_as_the_measure_did, |t: TestDb| async move {
    let world = World::new(t).await;
    let few = [clause(Whom::Pupils, Restriction::CapReach { readers: 1 })];
    let id = waits(&world, "desk", typed(&world, LYON, &few)).await;
    agrees(&world, "desk2", id).await;
    let (desk, desk2) = (world.person("desk").actor().await, world.person("desk2").actor().await);
    let to = world.now() + Millis::hours(9);
    let asked = |to| extend(&world.app, Some(&desk), id, to, "la nuit");
    assert_eq!(asked(world.now() + Millis::hours(1)).await.expect("an answer"), Extended::NotLater);
    let far = world.now() + limits::MEASURE_LIFE_MAX + Millis(1);
    assert_eq!(asked(far).await.expect("an answer"), Extended::TooLong);
    let Extended::Waits(first) = asked(to).await.expect("an answer") else { panic!("it takes two") };
    let Extended::Waits(second) = asked(to + Millis::hours(1)).await.expect("an answer") else {
        panic!("it takes two")
    };
    let answers = |who: Actor, extension| {
        let app = world.app.clone();
        async move { answer_extension(&app, &who, extension, true).await.expect("an answer") }
    };
    assert_eq!(answers(desk.clone(), first).await, Answered::Own);
    assert_eq!(answers(desk2.clone(), first).await, Answered::Agreed);
    assert_eq!(answers(desk2.clone(), second).await, Answered::TooLate, "its end was moved meanwhile");
    world.advance(Millis::hours(3));
    assert_eq!(standing(&world, id).await, Standing::InForce);
    world.advance(Millis::hours(6));
    assert_eq!(standing(&world, id).await, Standing::Expired);
});

store::both!(what_is_wrong_with_a_measure_is_said_and_nothing_is_done, |t: TestDb| async move {
    let world = World::new(t).await;
    let adou = world.person("adou").actor().await;
    let says = |typed: Typed| {
        let (app, adou) = (world.app.clone(), adou.clone());
        async move { propose(&app, Some(&adou), typed).await.expect("an answer") }
    };
    let good = typed(&world, lycee(&world), &[read_only()]);
    let endless = Typed { ends_at: None, ..good.clone() };
    assert_eq!(says(endless).await, Proposed::Wrong(vec![Wrong::NoEnd]), "no measure without an end");
    let elsewhere = typed(&world, Scope::School(SchoolId(world.uuid("college"))), &[read_only()]);
    assert_eq!(says(elsewhere).await, Proposed::NotAllowed);
    let both = Typed { places: vec![lycee(&world), LYON], ..good.clone() };
    assert_eq!(says(both).await, Proposed::NotAllowed, "one of them is not theirs");
    let nowhere = typed(&world, Scope::Section(SectionId(Uuid::from_u128(9))), &[read_only()]);
    assert_eq!(says(nowhere).await, Proposed::NotAllowed);
    let console = typed(&world, Scope::Academie(31), &[read_only()]);
    assert_eq!(propose(&world.app, None, console).await.expect("an answer"), Proposed::NotAllowed, "not there");
    let replaced = Typed { replaces: Some(Uuid::from_u128(9)), ..good };
    assert_eq!(says(replaced).await, Proposed::TooLate);
    let herself =
        typed(&world, Scope::Person(world.person("adou").id), &[clause(Whom::Everyone, Restriction::NoAccess)]);
    assert_eq!(says(herself).await, Proposed::Exempt);
    assert!(measure::list(&world.app, None).await.expect("read").is_empty());
    assert!(world.journal().await.is_empty());
});

// Invariant 7
store::both!(no_measure_stops_a_warning_or_what_heads_tell_families, |t: TestDb| async move {
    let world = World::new(t).await;
    let mut directory = world.directory().await;
    let (person, school) = (world.uuid("perrin"), world.uuid("lycee"));
    directory
        .run(
            "insert into duty (school, person, duty, since, until, named_by) values ($1, $2, $3, 0, $4, $2)",
            (school, person, Duty::Safety, Millis::NEVER),
        )
        .await;
    directory.save().await;
    let closed = typed(&world, Scope::All, &[clause(Whom::Everyone, Restriction::NoAccess)]);
    assert!(matches!(propose(&world.app, None, closed).await, Ok(Proposed::Begun(_))), "the console");
    let (ines, lycee) = (world.person("ines"), SchoolId(school));
    let alerted = alert::alert(&world.app, &ines.actor().await, lycee, "on me menace", world.app.id()).await;
    assert!(matches!(alerted, Ok(Alerted::Yes(_, 1))), "{alerted:?}");
    assert_eq!(refusal(&world, "ines", "perrin").await, None, "a letter to the safety contact neither");
    assert_eq!(refusal(&world, "ines", "roche").await, Some(Refusal::Suspended));
    let Ok(Alerted::Yes(warning, _)) = alerted else { panic!("it has reached her") };
    assert_eq!(world.person("perrin").reads(warning).await.as_deref(), Some("on me menace"));
    let own = measure::own(&world.app, &world.person("perrin").actor().await).await.expect("read");
    assert!(own.is_empty(), "whom pupils warn reads and answers: {own:?}");
    assert_eq!(refusal(&world, "perrin", "ines").await, None);
    let told = world.person("adou").write_to("lycee:guardians", "Vos enfants sont au gymnase.").await;
    let official = mailbox::official(&world.app, &world.person("farida").actor().await).await.expect("read");
    assert!(official.iter().any(|row| row.id == told), "the official channel stays");
    assert_eq!(world.person("farida").reads(told).await.as_deref(), Some("Vos enfants sont au gymnase."));
});

store::both!(each_restriction_stops_what_it_says_and_nothing_else, |t: TestDb| async move {
    let world = World::new(t).await;
    let mut directory = world.directory().await;
    directory.open_to_its_pupils("radio:pupils", Millis::NEVER).await;
    directory.save().await;
    let pupils = |restriction| [clause(Whom::Pupils, restriction)];
    let lift_all = || async {
        for one in measure::list(&world.app, None).await.expect("read") {
            lift(&world.app, None, one.measure.id, "").await.expect("an answer");
        }
    };
    begun(&world, "adou", typed(&world, lycee(&world), &pupils(Restriction::CapReach { readers: 1 }))).await;
    assert_eq!(refusal(&world, "ines", "radio:pupils").await, Some(Refusal::TooWide));
    assert_eq!(refusal(&world, "ines", "roche").await, None);
    lift_all().await;
    assert_eq!(refusal(&world, "ines", "radio:pupils").await, None, "lifted");

    begun(&world, "adou", typed(&world, lycee(&world), &pupils(Restriction::NoFiles))).await;
    assert_eq!(refusal(&world, "ines", "roche").await, None);
    let link = world.person("ines").writes("roche", "Regarde https://video.example/abc").await;
    assert_eq!(link, Sent::Refused(Refusal::NoFiles), "a link");
    let file = world.person("ines").uploads("plan.txt", b"le plan").await;
    let mut with_file = world.person("ines").draft(&["roche"], "", "Voici");
    with_file.attachments = vec![file];
    assert_eq!(world.person("ines").send(&with_file).await, Sent::Refused(Refusal::NoFiles));
    lift_all().await;

    begun(&world, "adou", typed(&world, lycee(&world), &pupils(Restriction::NewDevices))).await;
    let (ines, stranger) = (world.person("ines"), world.person("ines").actor_elsewhere().await);
    let by_stranger = |to: &'static str| {
        let (app, letter, stranger) = (world.app.clone(), ines.draft(&[to], "", "Bonjour"), stranger.clone());
        async move { send::send(&app, &stranger, &letter).await.expect("an answer") }
    };
    assert_eq!(by_stranger("radio:pupils").await, Sent::Refused(Refusal::NewDevice));
    assert!(matches!(by_stranger("roche").await, Sent::Delivered(_)), "adults of the school can be told");
    assert_eq!(refusal(&world, "ines", "radio:pupils").await, None, "her own device");
    lift_all().await;

    begun(&world, "adou", typed(&world, lycee(&world), &pupils(Restriction::Proof))).await;
    assert_eq!(refusal(&world, "ines", "radio:pupils").await, Some(Refusal::ProofFirst));
    let proven = Actor { proven_at: Some(world.now()), ..world.person("ines").actor().await };
    let letter = world.person("ines").draft(&["radio:pupils"], "", "Bonjour");
    assert!(!matches!(send::send(&world.app, &proven, &letter).await, Ok(Sent::Refused(_))));
    lift_all().await;

    begun(&world, "adou", typed(&world, lycee(&world), &pupils(Restriction::Hold))).await;
    let held = world.person("ines").writes("roche", "Bonjour").await;
    let Sent::Held(held) = held else { panic!("{held:?}") };
    assert_eq!(world.person("roche").reads(held).await, None);
    let letter = world.desk().examines(held).await.expect("the desk's");
    assert!(letter.verdict.expect("judged").reasons.iter().any(|reason| reason.code == "measure"));
});

store::both!(what_comes_from_abroad_is_read_only_where_a_measure_says_so, |t: TestDb| async move {
    let world = World::new(t).await;
    let mut directory = world.directory().await;
    directory.open_to_its_pupils("radio:pupils", Millis::NEVER).await;
    directory.save().await;
    let national = [clause(Whom::Pupils, Restriction::NationalOnly)];
    begun(&world, "adou", typed(&world, lycee(&world), &national)).await;
    for (country, stopped) in [("RU", true), ("RE", false)] {
        let mut tab = world.person("ines").own_tab();
        assert!(tab.signs_in(&world, "ines").await);
        let actor = tab.who(&world).await.expect("signed in");
        let mut tx = world.app.db.begin().await.expect("begins");
        let session = actor.session.expect("a session");
        tx.run("update session set country = $2 where id = $1", (session, country)).await.expect("kept");
        tx.commit().await.expect("kept");
        let letter = world.person("ines").draft(&["radio:pupils"], "", "Bonjour");
        let sent = send::send(&world.app, &actor, &letter).await.expect("an answer");
        assert_eq!(sent == Sent::Refused(Refusal::Abroad), stopped, "{country}");
    }
});

store::both!(a_class_and_a_person_are_places_too, |t: TestDb| async move {
    let world = World::new(t).await;
    let class = Scope::Section(SectionId(world.uuid("2nde4")));
    begun(&world, "adou", typed(&world, class, &[clause(Whom::Families, Restriction::ReadOnly)])).await;
    assert_eq!(refusal(&world, "ines", "roche").await, Some(Refusal::Suspended));
    assert_eq!(refusal(&world, "sylvie", "roche").await, Some(Refusal::Suspended), "the guardian of karim");
    assert_eq!(refusal(&world, "lea", "durand").await, None, "another class");
    let roche = Scope::Person(world.person("roche").id);
    begun(&world, "desk", typed(&world, roche, &[clause(Whom::Everyone, Restriction::ReadOnly)])).await;
    assert_eq!(refusal(&world, "roche", "adou").await, Some(Refusal::Suspended));
    assert_eq!(refusal(&world, "durand", "adou").await, None);
    let durand = Scope::Person(world.person("durand").id);
    let families = typed(&world, durand, &[clause(Whom::Guardians, Restriction::ReadOnly)]);
    begun(&world, "desk", families).await;
    assert_eq!(refusal(&world, "durand", "adou").await, None, "a teacher is not taken for the parent they are");
});

store::both!(one_who_reads_only_still_reads_and_one_replaced_measure_is_enough, |t: TestDb| async move {
    let world = World::new(t).await;
    let wide =
        begun(&world, "adou", typed(&world, lycee(&world), &[clause(Whom::Everyone, Restriction::ReadOnly)])).await;
    let told = world.person("adou").write_to("2nde4:pupils", "Le bus est à 8 h.").await;
    assert_eq!(world.person("ines").reads(told).await.as_deref(), Some("Le bus est à 8 h."));
    let narrow = Typed { replaces: Some(wide), ..typed(&world, lycee(&world), &[read_only()]) };
    let narrow = begun(&world, "adou", narrow).await;
    assert_eq!((standing(&world, wide).await, standing(&world, narrow).await), (Standing::Replaced, Standing::InForce));
    assert_eq!(refusal(&world, "roche", "2nde4:pupils").await, None, "teachers write again");
    assert_eq!(refusal(&world, "ines", "roche").await, Some(Refusal::Suspended));
});

store::both!(a_head_sees_what_a_wider_measure_does_to_their_school_and_others_do_not, |t: TestDb| async move {
    let world = World::new(t).await;
    let id = waits(&world, "desk", typed(&world, LYON, &[read_only()])).await;
    let sees = |who: &'static str| {
        let world = &world;
        async move {
            let actor = world.person(who).actor().await;
            let list = measure::list(&world.app, Some(&actor)).await.expect("read");
            list.iter().find(|one| one.measure.id == id).map(|one| (one.decides, one.own))
        }
    };
    assert_eq!(sees("desk").await, Some((true, true)));
    assert_eq!(sees("desk2").await, Some((true, false)));
    assert_eq!(sees("adou").await, Some((false, false)));
    assert_eq!(sees("faure").await, None, "a head of another académie");
    assert_eq!(sees("roche").await, None, "a teacher");
});

store::both!(a_wide_letter_waits_for_its_sender_to_prove_who_they_are, |t: TestDb| async move {
    let world = World::new(t).await.asking_proof_above(2);
    let mut tab = world.person("roche").own_tab();
    assert!(tab.signs_in(&world, "roche").await);
    // A password is a proof for an hour.
    world.advance(limits::STEP_UP_LIFE);
    let roche = tab.who(&world).await.expect("signed in");
    let letter = |to: &str| world.person("roche").draft(&[to], "Sortie", "Rendez-vous à 8 h.");
    let sent = |actor: Actor, letter| {
        let app = world.app.clone();
        async move { send::send(&app, &actor, &letter).await.expect("an answer") }
    };
    assert!(matches!(sent(roche.clone(), letter("ines")).await, Sent::Delivered(_)));
    let wide = letter("lycee:pupils");
    assert_eq!(sent(roche.clone(), wide.clone()).await, Sent::Refused(Refusal::ProofFirst));
    let proven = Actor { proven_at: Some(world.now()), ..roche.clone() };
    assert!(!matches!(sent(proven, wide).await, Sent::Refused(_)));
    let old = Actor { proven_at: Some(world.now() - limits::STEP_UP_LIFE), ..roche };
    assert_eq!(sent(old.clone(), letter("lycee:pupils")).await, Sent::Refused(Refusal::ProofFirst), "an hour ago");
    // Neither a later hour nor closed hours are a way around.
    let (draft, later) = (letter("lycee:pupils"), world.now() + Millis::minutes(5));
    let id = world.app.id();
    let kept = SavedDraft {
        id,
        in_reply_to: None,
        subject: "Sortie".to_owned(),
        body: "Rendez-vous".to_owned(),
        to: draft.to.clone(),
        updated_at: world.now(),
    };
    assert_eq!(write::save(&world.app, &old, kept).await.expect("an answer"), write::Saved::Yes);
    let asked = schedule::schedule(&world.app, &old, id, &draft, later).await.expect("an answer");
    assert_eq!(asked, schedule::Scheduled::Refused(Refusal::ProofFirst));
    let slow = [clause(Whom::Adults, Restriction::Delay { minutes: 1 })];
    begun(&world, "adou", typed(&world, lycee(&world), &slow)).await;
    assert_eq!(sent(old, letter("lycee:pupils")).await, Sent::Refused(Refusal::ProofFirst), "it would wait anyhow");
});

// Invariant 7
store::both!(whatever_the_measure_whoever_decides_is_never_concerned, |t: TestDb| async move {
    let world = World::new(t).await;
    let mut directory = world.directory().await;
    directory.affiliate("adou", "college", Profile::Guardian).await;
    directory.grant("perrin", Role::Desk, LYON).await;
    directory.save().await;
    for restriction in [Restriction::NoAccess, Restriction::NoMessages, Restriction::ReadOnly, Restriction::Hold] {
        let closed = typed(&world, Scope::All, &[clause(Whom::Everyone, restriction)]);
        propose(&world.app, None, closed).await.expect("the console");
    }
    for key in ["adou", "lemoine", "perrin", "desk", "operator"] {
        let own = measure::own(&world.app, &world.person(key).actor().await).await.expect("read");
        assert!(own.is_empty(), "{key}: {own:?}");
    }
    let own = measure::own(&world.app, &world.person("ines").actor().await).await.expect("read");
    assert_eq!(own.len(), 4);
    assert_eq!(own[0].restriction, Restriction::NoAccess, "the heaviest first");
});
