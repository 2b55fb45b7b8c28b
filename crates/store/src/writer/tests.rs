use tokio::{sync::oneshot, task::JoinHandle};

use crate::{Db, Error, Result, Tx, testing};

const INSERT: &str = "insert into academie (code, name) values ($1, $2)";

/// What the second does once it has its turn, while the first waits for the flush.
enum Second {
    Writes(i64),
    Leaves,
    AsksAndLeaves,
}

/// The first has written 1 and waits for its flush; the second, who had asked for its turn before, has it now.
async fn meet(db: &Db, second: Second) -> (JoinHandle<Result<()>>, JoinHandle<Result<()>>, oneshot::Sender<()>) {
    let mut first = db.join().await.expect("a turn");
    first.later(INSERT, (1_i64, "first")).await.expect("kept for later");
    let (asking, asked) = oneshot::channel();
    let (has_turn, turn) = oneshot::channel();
    let (go, may_go) = oneshot::channel::<()>();
    let at_once = db.clone();
    let second = tokio::spawn(async move {
        asking.send(()).expect("somebody listens");
        let mut tx = at_once.join().await?;
        has_turn.send(()).expect("somebody listens");
        may_go.await.expect("let go");
        act(&mut tx, &second).await?;
        if matches!(second, Second::Writes(_)) { tx.commit().await } else { Ok(()) }
    });
    asked.await.expect("it runs");
    let first = tokio::spawn(first.commit());
    turn.await.expect("its turn");
    (first, second, go)
}

async fn act(tx: &mut Tx, second: &Second) -> Result<()> {
    match second {
        Second::Writes(code) => tx.later(INSERT, (*code, "second")).await,
        Second::Leaves => tx.later(INSERT, (2_i64, "second")).await,
        Second::AsksAndLeaves => tx.run(INSERT, (2_i64, "second")).await.map(drop),
    }
}

async fn there(db: &Db) -> Vec<i64> {
    let mut tx = db.read().await.expect("reads");
    let rows: Vec<(i64,)> = tx.all("select code from academie order by code", ()).await.expect("read");
    rows.into_iter().map(|(code,)| code).collect()
}

#[tokio::test]
async fn those_who_wait_at_the_same_time_are_flushed_together_and_answered_afterwards() {
    let t = testing::sqlite().await;
    let (first, second, go) = meet(&t.db, Second::Writes(2)).await;
    assert_eq!(there(&t.db).await, [0_i64; 0]);
    assert!(!first.is_finished(), "nobody is answered before the flush");
    go.send(()).expect("it waits");
    first.await.expect("ends").expect("flushed");
    second.await.expect("ends").expect("flushed");
    assert_eq!(there(&t.db).await, [1, 2]);
}

#[tokio::test]
async fn a_failure_half_way_undoes_the_group_and_tells_each_of_it() {
    let t = testing::sqlite().await;
    let (first, second, go) = meet(&t.db, Second::Writes(1)).await;
    go.send(()).expect("it waits");
    assert!(matches!(second.await.expect("ends"), Err(Error::Exists)));
    assert!(matches!(first.await.expect("ends"), Err(Error::Undone)));
    assert_eq!(there(&t.db).await, [0_i64; 0]);
    let mut again = t.db.join().await.expect("the writer is there for the next");
    again.later(INSERT, (3_i64, "third")).await.expect("kept for later");
    again.commit().await.expect("flushed");
    assert_eq!(there(&t.db).await, [3]);
}

#[tokio::test]
async fn whoever_leaves_takes_nothing_of_the_others_along() {
    for second in [Second::Leaves, Second::AsksAndLeaves] {
        let t = testing::sqlite().await;
        let (first, second, go) = meet(&t.db, second).await;
        go.send(()).expect("it waits");
        first.await.expect("ends").expect("flushed");
        second.await.expect("ends").expect("left");
        assert_eq!(there(&t.db).await, [1]);
    }
}

#[tokio::test]
async fn whoever_dies_with_the_turn_takes_nothing_of_the_others_along() {
    let t = testing::sqlite().await;
    let (first, second, _go) = meet(&t.db, Second::Writes(2)).await;
    second.abort();
    first.await.expect("ends").expect("flushed");
    assert_eq!(there(&t.db).await, [1]);
}

#[tokio::test]
async fn a_transaction_of_one_s_own_begins_after_the_others_are_flushed() {
    let t = testing::sqlite().await;
    let mut first = t.db.join().await.expect("a turn");
    first.later(INSERT, (1_i64, "first")).await.expect("kept for later");
    let (first, alone) = tokio::join!(first.commit(), async {
        let mut tx = t.db.begin().await?;
        let seen: Vec<(i64,)> = tx.all("select code from academie order by code", ()).await?;
        drop(tx);
        Ok::<_, Error>(seen)
    });
    first.expect("flushed");
    assert_eq!(alone.expect("read"), [(1,)]);
    assert_eq!(there(&t.db).await, [1]);
}

#[tokio::test]
async fn a_statement_for_later_is_seen_by_the_next_one() {
    let t = testing::sqlite().await;
    let mut tx = t.db.join().await.expect("a turn");
    for code in 1..=40_i64 {
        tx.later(INSERT, (code, "later")).await.expect("kept for later");
    }
    let seen: Option<(i64,)> = tx.maybe("select count(*) from academie", ()).await.expect("read");
    assert_eq!(seen, Some((40,)));
    drop(tx);
    assert_eq!(there(&t.db).await, [0_i64; 0], "dropped, it leaves nothing");
}
