//! The roll call of an evacuation, over a bad network.

use actions::situation::{self, Board, Changed, Ended, Marked, NewMark, Started, board, end, mark, sheet, start};
use actions::testing::World;
use model::{
    Actor, Millis, PersonId, SchoolId, SectionId,
    situation::{Change, Mark, Reception, Refused, Step},
};
use store::testing::TestDb;
use uuid::Uuid;

use super::{acts::opens, does, lycee, stands};

async fn counts(world: &World, who: &Actor) -> Board {
    board(&world.app, who, lycee(world)).await.expect("an answer").expect("a roll call")
}

fn seen(world: &World, who: &str, mark: Option<Mark>) -> NewMark {
    NewMark { pupil: PersonId(world.uuid(who)), mark, detail: "sa mère".into(), checked: true }
}

/// The newest roll call of the lycée, whoever looks.
async fn newest(world: &World) -> Uuid {
    let mut tx = world.app.db.read().await.expect("reads");
    let open = store::situation::of_school(&mut tx, lycee(world)).await.expect("an answer").expect("a situation");
    store::roll_call::newest(&mut tx, open.id).await.expect("an answer").expect("a roll call").id
}

/// Marks pupils as they were seen at a moment.
async fn marks(world: &World, by: &Actor, marks: &[NewMark], made_at: Millis) -> Marked {
    let of = (lycee(world), newest(world).await);
    mark(&world.app, by, of, marks, world.now() - made_at).await.expect("an answer")
}

/// An evacuated lycée, its roll call begun.
async fn begun(world: &World) -> (Actor, Uuid) {
    let head = world.person("adou").actor().await;
    let id = opens(world, &head, "lycee", true).await;
    assert_eq!(does(world, &head, Change::Reception { to: Reception::Evacuated }).await, Changed::Yes);
    assert_eq!(stands(world, &head).await.steps[1], Step::StartRollCall);
    assert_eq!(start(&world.app, &head, id).await.expect("an answer"), Started::Yes);
    assert_eq!(start(&world.app, &head, id).await.expect("an answer"), Started::Already);
    (head, id)
}

store::both!(it_ends_when_every_pupil_is_known_and_not_before, |t: TestDb| async move {
    let world = World::new(t).await;
    let (head, id) = begun(&world).await;
    let (roche, durand) = (world.person("roche").actor().await, world.person("durand").actor().await);
    let found = counts(&world, &roche).await;
    assert_eq!((found.tally.unknown, found.tally.pupils(), found.missing.len()), (4, 4, 4));
    assert_eq!(found.classes.iter().map(|one| (one.pupils, one.known)).collect::<Vec<_>>(), [(2, 0), (2, 0)]);
    assert!(!found.decides, "a teacher marks, the head ends");
    let now = world.now();
    let of_roche = [seen(&world, "ines", Some(Mark::Gathered)), seen(&world, "karim", Some(Mark::HandedOver))];
    assert_eq!(marks(&world, &roche, &of_roche, now).await, Marked::Yes(2));
    assert_eq!(counts(&world, &head).await.tally.unknown, 2);
    assert_eq!(end(&world.app, &head, id, " ").await.expect("an answer"), Ended::Missing(2));
    let reopen = Change::Reopen { reinforced: false };
    assert_eq!(does(&world, &head, reopen).await, Changed::Refused(Refused::RollCall { unknown: 2 }));
    let of_durand = [seen(&world, "lea", Some(Mark::Absent)), seen(&world, "noe", Some(Mark::Present))];
    assert_eq!(marks(&world, &durand, &of_durand, now).await, Marked::Yes(2));
    assert!(stands(&world, &head).await.steps.contains(&Step::EndRollCall));
    assert_eq!(end(&world.app, &roche, id, "").await.expect("an answer"), Ended::NotFound);
    assert_eq!(end(&world.app, &head, id, "").await.expect("an answer"), Ended::Yes);
    assert_eq!(end(&world.app, &head, id, "").await.expect("an answer"), Ended::TooLate);
    assert_eq!(marks(&world, &roche, &of_roche, world.now()).await, Marked::TooLate);
    assert!(!stands(&world, &head).await.steps.contains(&Step::StartRollCall), "it was made");
    world.journal_verifies().await;
});

store::both!(it_may_end_with_pupils_missing_on_somebodys_word_only, |t: TestDb| async move {
    let world = World::new(t).await;
    let (head, id) = begun(&world).await;
    assert_eq!(end(&world.app, &head, id, "Familles jointes, tous chez eux").await.expect("an answer"), Ended::Yes);
    let (_, unknown) = stands(&world, &head).await.counted.expect("it ended");
    assert_eq!(unknown, 4);
    assert!(world.dump().await["journal_entry"].iter().any(|row| row.contains("Familles jointes")));
});

store::both!(what_comes_late_or_twice_over_a_bad_network_changes_nothing_newer, |t: TestDb| async move {
    let world = World::new(t).await;
    let (_, _) = begun(&world).await;
    let (roche, perrin) = (world.person("roche").actor().await, world.person("perrin").actor().await);
    world.advance(Millis::minutes(5));
    let early = world.now();
    world.advance(Millis::minutes(5));
    let late = world.now();
    let gathered = [seen(&world, "ines", Some(Mark::Gathered))];
    let handed = [seen(&world, "ines", Some(Mark::HandedOver))];
    assert_eq!(marks(&world, &perrin, &handed, late).await, Marked::Yes(1));
    assert_eq!(marks(&world, &roche, &gathered, early).await, Marked::Yes(0), "it was seen before the newer one");
    assert_eq!(marks(&world, &perrin, &handed, late).await, Marked::Yes(0), "the same twice");
    let absent = [seen(&world, "ines", Some(Mark::Absent))];
    world.advance(Millis::minutes(2));
    assert_eq!(marks(&world, &perrin, &handed, world.now()).await, Marked::Yes(1), "said again");
    let between = world.now() - Millis::minutes(1);
    assert_eq!(marks(&world, &roche, &absent, between).await, Marked::Yes(0), "what was said again is newer");
    world.advance(Millis::minutes(1));
    let hour = Millis::hours(1);
    assert_eq!(marks(&world, &roche, &gathered, world.now() + hour).await, Marked::Yes(1), "a clock that runs ahead");
    assert_eq!(marks(&world, &perrin, &handed, world.now()).await, Marked::Yes(0), "and does not win for ever");
    world.advance(Millis::minutes(1));
    assert_eq!(marks(&world, &perrin, &handed, world.now()).await, Marked::Yes(1));
    let mistaken = [seen(&world, "ines", None)];
    assert_eq!(marks(&world, &roche, &mistaken, early).await, Marked::Yes(0));
    world.advance(Millis::minutes(1));
    assert_eq!(marks(&world, &roche, &mistaken, world.now()).await, Marked::Yes(1), "nobody knows after all");
    assert_eq!(
        marks(&world, &perrin, &handed, between).await,
        Marked::Yes(0),
        "and what comes late does not know better"
    );
    assert_eq!(counts(&world, &roche).await.tally.unknown, 4);
});

store::both!(adults_of_the_school_mark_its_own_pupils_and_to_whom_stays_out_of_the_journal, |t: TestDb| async move {
    let world = World::new(t).await;
    let (head, _) = begun(&world).await;
    let now = world.now();
    for who in ["ines", "farida", "lemoine", "bonnet", "desk25"] {
        let other = world.person(who).actor().await;
        let marks = marks(&world, &other, &[seen(&world, "ines", Some(Mark::Present))], now).await;
        assert_eq!(marks, Marked::NotFound, "{who}");
        assert!(board(&world.app, &other, lycee(&world)).await.expect("an answer").is_none(), "{who}");
        assert!(sheet(&world.app, &other, lycee(&world), None).await.expect("an answer").is_none(), "{who}");
    }
    let perrin = world.person("perrin").actor().await;
    let all = [seen(&world, "adam", Some(Mark::Present)), seen(&world, "karim", Some(Mark::HandedOver))];
    assert_eq!(marks(&world, &perrin, &all, now).await, Marked::Yes(1), "adam is of another school");
    let class = SectionId(world.uuid("2nde4"));
    let of_class = sheet(&world.app, &perrin, lycee(&world), Some(class)).await.expect("an answer").expect("a class");
    let karim = of_class.pupils.iter().find(|one| one.mark() == Some(Mark::HandedOver)).expect("he was marked");
    assert_eq!(
        (karim.name.as_str(), karim.detail.as_deref(), karim.checked),
        ("Karim Lefèvre", Some("sa mère"), Some(true))
    );
    assert!(world.dump().await["journal_entry"].iter().all(|row| !row.contains("sa mère")));
    let other = SectionId(world.uuid("6a"));
    assert!(sheet(&world.app, &perrin, lycee(&world), Some(other)).await.expect("an answer").is_none());
    let seen = situation::of_actor(&world.app, &perrin).await.expect("an answer");
    assert!(seen[0].calling, "every page of the adults says that it is under way");
    let farida = situation::of_actor(&world.app, &world.person("farida").actor().await).await.expect("an answer");
    assert!(farida.iter().all(|one| !one.calling));
    assert_eq!(counts(&world, &head).await.no_class, (0, 0));
});

store::both!(what_a_telephone_kept_of_an_earlier_roll_call_says_nothing_of_the_next, |t: TestDb| async move {
    let world = World::new(t).await;
    let (head, id) = begun(&world).await;
    let (roche, old) = (world.person("roche").actor().await, newest(&world).await);
    assert_eq!(end(&world.app, &head, id, "fausse alerte").await.expect("an answer"), Ended::Yes);
    world.advance(Millis::hours(2));
    assert_eq!(start(&world.app, &head, id).await.expect("an answer"), Started::Yes);
    let kept = [seen(&world, "ines", Some(Mark::Present))];
    let late = mark(&world.app, &roche, (lycee(&world), old), &kept, Millis::hours(2)).await.expect("an answer");
    assert_eq!(late, Marked::TooLate);
    assert_eq!(counts(&world, &head).await.tally.unknown, 4);
});

store::both!(a_pupil_of_no_class_is_counted_as_well, |t: TestDb| async move {
    let world = World::new(t).await;
    let school: SchoolId = lycee(&world);
    let mut tx = world.app.db.begin().await.expect("begins");
    let (noe, now) = (world.person("noe").id, world.now());
    tx.run("update membership set until = $2 where person = $1", (noe, now)).await.expect("left");
    tx.commit().await.expect("kept");
    let (head, _) = begun(&world).await;
    let found = counts(&world, &head).await;
    assert_eq!((found.no_class, found.tally.unknown), ((1, 0), 4));
    let rest = sheet(&world.app, &head, school, None).await.expect("an answer").expect("a list");
    assert_eq!(rest.pupils.iter().map(|one| one.name.as_str()).collect::<Vec<_>>(), ["Noé Da Costa"]);
});
