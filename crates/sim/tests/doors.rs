//! Every door of accounts in every order: a hundred thousand sequences here, in four parts that run side by side; `cargo run
//! --release -p sim -- doors --sequences 1000000` plays as many as one has time for.

use sim::{
    doors::{Played, walk},
    run::Engine,
};

async fn play(engine: Engine, seed: u64, sequences: usize) -> Played {
    walk(engine, seed, sequences, |_| ()).await.unwrap_or_else(|wrong| panic!("{wrong}"))
}

/// A quarter of them.
async fn a_quarter(seed: u64) {
    let played = play(Engine::Sqlite, seed, 25_000).await;
    assert!(played.opened > 4_000 && played.refused > 20_000 && played.checks > 100_000, "{played:?}");
}

// Invariants 6, 7
#[tokio::test]
async fn every_door_of_an_account_answers_as_it_must() {
    a_quarter(1).await;
}

// Invariants 6, 7
#[tokio::test]
async fn every_door_of_an_account_answers_as_it_must_in_another_order() {
    a_quarter(11).await;
}

// Invariants 6, 7
#[tokio::test]
async fn every_door_of_an_account_answers_as_it_must_in_a_third_order() {
    a_quarter(12).await;
}

// Invariants 6, 7
#[tokio::test]
async fn every_door_of_an_account_answers_as_it_must_in_a_fourth_order() {
    a_quarter(13).await;
}

// Invariants 6, 7
#[tokio::test]
async fn the_doors_answer_alike_on_both_databases() {
    let (lite, pg) = (play(Engine::Sqlite, 2, 120).await, play(Engine::Postgres, 2, 120).await);
    assert_eq!(lite, pg);
}
