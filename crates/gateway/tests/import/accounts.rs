//! Names to sign in, made by us.

use actions::testing::{EVENING, World};
use model::Millis;
use store::{both, testing::TestDb};

use crate::{
    files::{Person, first_day},
    seen::{accounts, import},
};

both!(people_of_one_name_have_a_number_that_is_never_given_again, |t: TestDb| async move {
    let world = World::empty(t, 1, EVENING);
    let folder = tempfile::tempdir().expect("a folder");
    let mut day = first_day();
    day.pupils.push(Person::new("6", "Zoe", "N Diaye").in_class("501", "3B"));
    day.pupils.push(Person::new("7", "Zoé", "N'Diaye").in_class("501", "3C"));
    day.write(folder.path(), "Complet", "20250915");
    import(&world, folder.path()).await;
    let db = &world.app.db;
    let logins = async || accounts(db).await.into_keys().filter(|login| login.starts_with("zoe.")).collect::<Vec<_>>();
    assert_eq!(logins().await, ["zoe.n-diaye", "zoe.n-diaye2", "zoe.n-diaye3"]);
    let mut tx = db.begin().await.expect("begins");
    tx.run("delete from account where login = $1", ("zoe.n-diaye3",)).await.expect("deleted");
    tx.commit().await.expect("committed");
    world.advance(Millis::days(1));
    day.pupils.push(Person::new("8", "ZOÉ", "N'DIAYE").in_class("501", "3C"));
    day.write(folder.path(), "Complet", "20250915");
    import(&world, folder.path()).await;
    assert_eq!(logins().await, ["zoe.n-diaye", "zoe.n-diaye2", "zoe.n-diaye4"]);
});

both!(a_guardian_without_children_has_no_way_in, |t: TestDb| async move {
    let world = World::empty(t, 1, EVENING);
    let folder = tempfile::tempdir().expect("a folder");
    let mut day = first_day();
    day.guardians.push(Person::new("19", "Sam", "Roy"));
    day.write(folder.path(), "Complet", "20250915");
    import(&world, folder.path()).await;
    assert_eq!(accounts(&world.app.db).await["sam.roy"], "closed");
});
