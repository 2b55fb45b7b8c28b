//! Who reads a notice, and how that is counted.

use actions::{
    measure::{self, Proposed},
    notice::{Acknowledged, acknowledge, missing, open, pinned, reach},
    testing::World,
};
use model::{
    Millis, Profile, SchoolId,
    measure::{Clause, Restriction, Whom},
    notice::{Kind, Typed},
    territory::Scope,
};
use store::testing::TestDb;
use uuid::Uuid;

use super::{actor, approves, class, kept, school, sends, sent, submits, typed};

async fn reads(world: &World, who: &str, id: Uuid) -> bool {
    open(&world.app, &actor(world, who).await, id).await.expect("read").is_some()
}

async fn says(world: &World, who: &str, id: Uuid) -> Acknowledged {
    acknowledge(&world.app, &actor(world, who).await, id).await.expect("an answer")
}

/// Children, seen and acknowledged, class by class.
async fn counts(world: &World, who: &str, id: Uuid) -> Vec<(String, i64, i64, i64)> {
    let reach = reach(&world.app, &actor(world, who).await, id).await.expect("read").expect("sent");
    let line = |class: store::notice_reach::ClassReach| {
        (class.name.unwrap_or_default(), class.children, class.seen, class.acknowledged)
    };
    reach.classes.into_iter().map(line).collect()
}

fn line(name: &str, children: i64, seen: i64, acknowledged: i64) -> (String, i64, i64, i64) {
    (name.to_owned(), children, seen, acknowledged)
}

store::both!(guardians_of_the_place_read_it_and_others_only_when_it_is_for_them, |t: TestDb| async move {
    let world = World::new(t).await;
    let id = sent(&world, "adou", typed(&world, Kind::FirstWord, &[class(&world, "2nde4")])).await;
    for (who, is_theirs) in
        [("farida", true), ("paul", true), ("sylvie", true), ("nadia", false), ("ines", false), ("roche", false)]
    {
        assert_eq!(reads(&world, who, id).await, is_theirs, "{who}");
    }
    let form = Typed { pupils: true, staff: true, ..typed(&world, Kind::FirstWord, &[school(&world, "lycee")]) };
    let all = sent(&world, "adou", form).await;
    for (who, is_theirs) in
        [("ines", true), ("lea", true), ("roche", true), ("perrin", true), ("adam", false), ("nadia", false)]
    {
        assert_eq!(reads(&world, who, all).await, is_theirs, "{who}");
    }
});

store::both!(a_child_counts_once_whoever_reads_for_it, |t: TestDb| async move {
    let world = World::new(t).await;
    let form = typed(&world, Kind::Shelter, &[school(&world, "lycee"), school(&world, "college")]);
    let id = kept(&world, "desk", form).await;
    submits(&world, "desk", id).await;
    approves(&world, "desk2", id).await;
    sends(&world, "desk", id).await;
    let start = [line("6A", 2, 0, 0), line("6B", 1, 0, 0), line("2NDE 4", 2, 0, 0), line("2NDE 5", 2, 0, 0)];
    assert_eq!(counts(&world, "desk", id).await, start);
    assert_eq!(reach(&world.app, &actor(&world, "adou").await, id).await.expect("read"), None, "not of both schools");
    // Paul opens it; Farida says that she read it: Inès is one child, and Farida reads for Adam as well.
    assert!(reads(&world, "paul", id).await);
    assert_eq!(counts(&world, "desk", id).await[2], line("2NDE 4", 2, 1, 0));
    assert_eq!(says(&world, "farida", id).await, Acknowledged::Yes);
    assert_eq!(says(&world, "farida", id).await, Acknowledged::Yes, "twice is once");
    assert_eq!(says(&world, "paul", id).await, Acknowledged::Yes);
    assert_eq!(says(&world, "claire", id).await, Acknowledged::NotFound, "another school");
    let then = [line("6A", 2, 1, 1), line("6B", 1, 0, 0), line("2NDE 4", 2, 1, 1), line("2NDE 5", 2, 0, 0)];
    assert_eq!(counts(&world, "desk", id).await, then);
    assert!(reads(&world, "sylvie", id).await);
    let desk = actor(&world, "desk").await;
    let left = missing(&world.app, &desk, id, world.uuid("2nde4")).await.expect("read").expect("sent");
    let left: Vec<_> = left.iter().map(|one| (one.name.as_str(), one.is_seen())).collect();
    assert_eq!(left, [("Karim Lefèvre", true)], "seen, not acknowledged");
});

store::both!(a_pupil_who_changes_class_keeps_their_notice_and_is_counted_where_they_were, |t: TestDb| async move {
    let world = World::new(t).await;
    let id = sent(&world, "adou", typed(&world, Kind::FirstWord, &[class(&world, "2nde4")])).await;
    world.advance(Millis::hours(1));
    let mut directory = world.directory().await;
    for (who, profile) in [("karim", Profile::Pupil), ("sylvie", Profile::Guardian)] {
        directory.leave(who, "2nde4", profile).await;
        directory.join(who, "2nde5", profile).await;
    }
    directory.save().await;
    assert!(reads(&world, "sylvie", id).await, "it was sent to her");
    assert_eq!(says(&world, "sylvie", id).await, Acknowledged::Yes);
    assert_eq!(counts(&world, "adou", id).await, [line("2NDE 4", 2, 1, 1)]);
    world.advance(Millis::hours(1));
    let next = sent(&world, "adou", typed(&world, Kind::FirstWord, &[class(&world, "2nde5")])).await;
    assert!(reads(&world, "sylvie", next).await && !reads(&world, "farida", next).await);
    assert_eq!(counts(&world, "adou", next).await, [line("2NDE 5", 3, 1, 0)]);
    let old = sent(&world, "adou", typed(&world, Kind::FirstWord, &[class(&world, "2nde4")])).await;
    assert!(!reads(&world, "sylvie", old).await, "not hers any more");
});

// Invariant 7
store::both!(a_notice_is_read_while_everything_is_closed, |t: TestDb| async move {
    let world = World::new(t).await;
    let closed = model::measure::Typed {
        places: vec![Scope::School(SchoolId(world.uuid("lycee")))],
        clauses: vec![Clause { whom: Whom::Everyone, restriction: Restriction::NoAccess }],
        reason: "Menaces".to_owned(),
        ends_at: Some(world.now() + Millis::hours(10)),
        ..model::measure::Typed::default()
    };
    assert!(matches!(measure::propose(&world.app, None, closed).await, Ok(Proposed::Begun(_))));
    let id = sent(&world, "adou", typed(&world, Kind::FirstWord, &[school(&world, "lycee")])).await;
    assert!(reads(&world, "farida", id).await);
    assert_eq!(says(&world, "farida", id).await, Acknowledged::Yes);
});

// Invariant 4
store::both!(what_is_unread_stands_on_top_until_it_is_read_and_while_a_word_is_to_come, |t: TestDb| async move {
    let world = World::new(t).await;
    let soon = Typed {
        next_word_at: Some(world.now() + Millis::hours(1)),
        ..typed(&world, Kind::FirstWord, &[school(&world, "lycee")])
    };
    let id = sent(&world, "adou", soon).await;
    let on_top = |who: &'static str| {
        let world = &world;
        async move { pinned(&world.app, &actor(world, who).await).await.expect("read").len() }
    };
    assert_eq!((on_top("farida").await, on_top("nadia").await, on_top("desk").await), (1, 0, 0));
    says(&world, "farida", id).await;
    assert_eq!(on_top("farida").await, 1, "the next word is to come");
    world.advance(Millis::hours(1));
    assert_eq!((on_top("farida").await, on_top("paul").await), (0, 1));
    assert!(reads(&world, "paul", id).await);
    actions::notice::withdraw(&world.app, &actor(&world, "adou").await, id, "erreur").await.expect("an answer");
    assert_eq!((on_top("paul").await, on_top("sylvie").await), (1, 0), "who read it is told that it is taken back");
    assert_eq!(says(&world, "paul", id).await, Acknowledged::Changed);
    world.advance(Millis::days(3));
    assert_eq!(on_top("paul").await, 0);
});
