//! Every door of accounts in every order; `cargo run --release -p sim -- doors` plays as many as one has time for.

use sim::{
    doors::{Played, walk},
    run::Engine,
};

async fn play(engine: Engine, seed: u64, sequences: usize) -> Played {
    walk(engine, seed, sequences, |_| ()).await.unwrap_or_else(|wrong| panic!("{wrong}"))
}

// Invariants 6, 7
#[tokio::test]
async fn every_door_of_an_account_answers_as_it_must() {
    let played = play(Engine::Sqlite, 1, 1_200).await;
    assert!(played.opened > 700 && played.refused > 2_000 && played.checks > 50_000, "{played:?}");
}

// Invariants 6, 7
#[tokio::test]
async fn the_doors_answer_alike_on_both_databases() {
    let (lite, pg) = (play(Engine::Sqlite, 2, 120).await, play(Engine::Postgres, 2, 120).await);
    assert_eq!(lite, pg);
}
