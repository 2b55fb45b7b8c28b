//! A few short worlds; `cargo run -p sim -- --seed N --steps M` plays longer ones.

use sim::run::{Engine, Report, Run};

async fn play(seed: u64, steps: usize, engine: Engine) -> Report {
    let run = Run { seed, steps, engine, check_every: 1 };
    run.go(|_| ()).await.unwrap_or_else(|failure| panic!("{failure}"))
}

// Invariants 1, 2, 3, 4, 5, 6, 8
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn promises_hold_after_every_step() {
    let mut faults = 0;
    for seed in 1..=4 {
        let report = play(seed, 150, Engine::Sqlite).await;
        assert!(report.sent > 10, "{report:?}");
        faults += report.faults;
    }
    assert!(faults > 10, "crashes are part of the world");
}

// Invariants 1, 5
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_seed_gives_one_journal_on_both_databases() {
    for seed in [11, 12] {
        let reports = [play(seed, 120, Engine::Sqlite).await, play(seed, 120, Engine::Postgres).await];
        assert_eq!(reports[0], reports[1], "seed {seed}");
        assert_eq!(reports[0].root.len(), 64);
    }
}
