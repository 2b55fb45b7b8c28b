//! A full disk, a database of another version, a database that somebody else holds: a clear error, and nothing lost.

use actions::{Error, send, testing::World};
use store::{Db, testing::TestDb};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_full_disk_refuses_a_message_whole_and_says_what_to_do() {
    let world = World::new(store::testing::sqlite().await).await;
    let ines = world.person("ines");
    let (actor, small) = (ines.actor().await, ines.draft(&["roche"], "Devoir", "Bonjour"));
    let large = ines.draft(&["roche"], "Devoir", &"long ".repeat(10_000));
    let pages = async |at_most: bool| {
        let mut tx = world.app.db.begin().await.expect("begins");
        let pragma = if at_most { "pragma max_page_count = 1" } else { "pragma max_page_count = 1000000" };
        tx.run(pragma, ()).await.expect("bounded");
        tx.commit().await.expect("kept");
    };
    pages(true).await;
    let before = world.dump().await;
    let refused = send::send(&world.app, &actor, &large).await.expect_err("there is no room");
    assert!(matches!(refused, Error::Store(store::Error::Full)), "{refused:?}");
    assert!(refused.to_string().contains("disk"), "{refused}");
    assert_eq!(actions::testing::changed(&before, &world.dump().await), Vec::<String>::new());
    pages(false).await;
    let sent = send::send(&world.app, &actor, &small).await.expect("there is room again");
    assert!(matches!(sent, send::Sent::Delivered(_)), "{sent:?}");
    world.journal_verifies().await;
}

store::both!(a_database_of_a_newer_program_is_left_alone, |t: TestDb| async move {
    // Without this line the block would take two fields of it, and its folder would go away.
    let t = t;
    let newer = store::sql!(
        "insert into _sqlx_migrations (version, description, success, checksum, execution_time) ",
        [lite: "values (99990101, 'later', true, x'00', 1)", pg: "values (99990101, 'later', true, '\\x00', 1)"]
    );
    let mut tx = t.db.begin().await.expect("begins");
    tx.run(newer, ()).await.expect("a migration of the future");
    tx.commit().await.expect("kept");
    let refused = Db::open(&t.url).await.err().expect("it is not opened");
    assert!(matches!(refused, store::Error::Newer(99_990_101)), "{refused:?}");
    assert!(refused.to_string().contains("newer"), "{refused}");
});

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_database_that_another_process_holds_is_said_to_be_held() {
    let world = World::new(store::testing::sqlite().await).await;
    let ines = world.person("ines");
    let (actor, draft) = (ines.actor().await, ines.draft(&["roche"], "Devoir", "Bonjour"));
    let mut tx = world.app.db.begin().await.expect("begins");
    tx.run("pragma busy_timeout = 20", ()).await.expect("impatient");
    tx.commit().await.expect("kept");
    let other = Db::connect(&world.t.url).await.expect("another process");
    let mut held = other.begin().await.expect("it writes");
    held.run("delete from draft", ()).await.expect("it holds the database");
    let refused = send::send(&world.app, &actor, &draft).await.expect_err("it waits no longer");
    assert!(matches!(refused, Error::Store(store::Error::Locked)), "{refused:?}");
    drop(held);
    assert!(send::send(&world.app, &actor, &draft).await.is_ok(), "nothing was lost");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_address_that_leads_nowhere_says_so_without_its_password() {
    for url in ["sqlite:/proc/nowhere/preau.db", "postgres://preau:s3cret@127.0.0.1:1/preau"] {
        let refused = Db::open(url).await.err().expect("there is none").to_string();
        assert!(refused.contains("could not open the database") && !refused.contains("s3cret"), "{refused}");
    }
}
