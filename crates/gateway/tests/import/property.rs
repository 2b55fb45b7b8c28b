//! Whatever the files of two days: importing both gives what the second alone would give.

use std::collections::BTreeSet;

use actions::testing::{EVENING, World};
use model::Millis;
use proptest::{prelude::*, strategy::ValueTree as _, test_runner::TestRunner};
use store::{
    both,
    testing::{self, TestDb},
};

use crate::{
    files::{Aaf, Person, School, college, lycee},
    seen::{guardianships, import, memberships},
};

/// Pairs of days that are tried on each database.
const CASES: usize = 12;

const SCHOOLS: [&str; 2] = ["501", "502"];
const CLASSES: [[&str; 3]; 2] = [["3A", "3B", "3C"], ["2NDE 1", "2NDE 2", "2NDE 3"]];
const CHOIRS: [&str; 2] = ["CHŒUR", "CHORALE"];

/// Somebody by number, so that two days speak of the same people.
fn named(id: usize, prefix: &str) -> Person {
    Person::new(
        &format!("{prefix}{id}"),
        &format!("Prénom{}", letters(id)),
        &format!("{}{}", family(prefix), letters(id)),
    )
}

fn family(prefix: &str) -> &'static str {
    match prefix {
        "1" => "Élève",
        "2" => "Parent",
        _ => "Prof",
    }
}

fn letters(id: usize) -> char {
    char::from(b'a' + u8::try_from(id).unwrap_or(0))
}

prop_compose! {
    fn pupil(id: usize)(school in 0..2_usize, class in 0..3_usize, group in any::<bool>(), guardians in prop::collection::btree_set(0..6_usize, 0..3)) -> Person {
        let guardians: Vec<String> = guardians.into_iter().map(|g| format!("2{g}")).collect();
        let guardians: Vec<&str> = guardians.iter().map(String::as_str).collect();
        let pupil = named(id, "1").in_class(SCHOOLS[school], CLASSES[school][class]).of(&guardians);
        if group { pupil.in_group(SCHOOLS[school], CHOIRS[school]) } else { pupil }
    }
}

prop_compose! {
    fn teacher(id: usize)(posts in prop::collection::btree_set((0..2_usize, 0..3_usize), 1..4), head in any::<bool>()) -> Person {
        let mut teacher = named(id, "3");
        for (school, class) in posts {
            let function = if head { "DIR$DIRECTION$-$-" } else { "ENS$ENSEIGNEMENT$-$-" };
            teacher = teacher.does(&format!("{}${function}", SCHOOLS[school]));
            teacher.classes.push(format!("{}${}", SCHOOLS[school], CLASSES[school][class]));
        }
        teacher
    }
}

fn some<T: Clone + std::fmt::Debug + 'static>(all: Vec<BoxedStrategy<T>>) -> BoxedStrategy<Vec<T>> {
    let all: Vec<_> = all.into_iter().map(|one| prop::option::weighted(0.8, one)).collect();
    all.prop_map(|all| all.into_iter().flatten().collect()).boxed()
}

fn day() -> impl Strategy<Value = Aaf> {
    let pupils = some((0..8).map(|id| pupil(id).boxed()).collect());
    let teachers = some((0..4).map(|id| teacher(id).boxed()).collect());
    let guardians = some((0..6).map(|id| Just(named(id, "2")).boxed()).collect());
    (pupils, guardians, teachers).prop_map(|(pupils, guardians, staff)| Aaf {
        schools: vec![college(), School { ..lycee() }],
        pupils,
        guardians,
        staff,
        ..Aaf::default()
    })
}

type Links = BTreeSet<(String, String)>;

/// Where everybody is after the files of these days, one after the other.
async fn after(t: TestDb, days: &[&Aaf]) -> (Links, Links) {
    let world = World::empty(t, 1, EVENING);
    for day in days {
        let folder = tempfile::tempdir().expect("a folder");
        day.write(folder.path(), "Complet", "20250915");
        import(&world, folder.path()).await;
        world.advance(Millis::days(1));
        // The same day again changes nothing, whatever came before.
        assert!(import(&world, folder.path()).await.is_quiet());
        world.advance(Millis::days(1));
    }
    (memberships(&world.app.db).await, guardianships(&world.app.db).await)
}

both!(two_days_one_after_the_other_are_the_second_day, |t: TestDb| async move {
    let fresh = async || if t.db.is_postgres() { testing::postgres().await } else { testing::sqlite().await };
    let mut runner = TestRunner::deterministic();
    for _ in 0..CASES {
        let first = day().new_tree(&mut runner).expect("a day").current();
        let second = day().new_tree(&mut runner).expect("a day").current();
        let both = after(fresh().await, &[&first, &second]).await;
        let alone = after(fresh().await, &[&second]).await;
        assert_eq!(both, alone, "first: {first:?}\nsecond: {second:?}");
    }
});
