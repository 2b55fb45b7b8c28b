//! Whatever breaks half way, an action is done whole or not at all.

use actions::testing::{Dump, changed};
use store::{fault, testing::TestDb};

use crate::{
    acts::{self, Act},
    scene::Scene,
};

/// An action ends well before this many statements.
const STATEMENTS_MAX: usize = 400;

/// After a fault: nothing has changed, or everything has and the journal says so.
async fn whole_or_nothing(scene: &Scene, act: &Act, before: &Dump, entries: usize, when: &str) -> bool {
    let changes = changed(before, &scene.world.dump().await);
    let appended = scene.world.journal().await.len() - entries;
    if changes.is_empty() {
        assert_eq!(appended, 0, "{}, {when}", act.name);
        return false;
    }
    assert_eq!(appended, act.verbs.len(), "{}, {when}: half done, {changes:?} changed", act.name);
    true
}

async fn fail_at_every_statement(t: TestDb, acts: Vec<Act>) {
    for act in acts {
        let scene = Scene::anew(&t).await;
        let (before, entries) = (scene.world.dump().await, scene.world.journal().await.len());
        for n in 1.. {
            assert!(n < STATEMENTS_MAX, "{} does not end", act.name);
            let (done, struck) = fault::failing_at(n, (act.run)(&scene)).await;
            let committed = whole_or_nothing(&scene, &act, &before, entries, &format!("statement {n} fails")).await;
            assert!(done.is_err() || !struck, "{}: the failure of statement {n} is swallowed", act.name);
            if !struck || committed {
                break;
            }
        }
    }
}

async fn die_at_every_statement(t: TestDb, acts: Vec<Act>) {
    for act in acts {
        let scene = Scene::anew(&t).await;
        let (before, entries) = (scene.world.dump().await, scene.world.journal().await.len());
        for n in 1.. {
            assert!(n < STATEMENTS_MAX, "{} does not end", act.name);
            let done = fault::cut_at(n, (act.run)(&scene)).await;
            let committed = whole_or_nothing(&scene, &act, &before, entries, &format!("dead at statement {n}")).await;
            if done.is_some() || committed {
                break;
            }
        }
        scene.world.journal_verifies().await;
    }
}

// Invariants 1, 5
store::both!(every_action_of_accounts_fails_whole_at_every_statement, |t: TestDb| async move {
    fail_at_every_statement(t, acts::of_accounts()).await;
});

// Invariants 1, 5
store::both!(a_process_that_dies_in_an_action_of_accounts_leaves_nothing_half_done, |t: TestDb| async move {
    die_at_every_statement(t, acts::of_accounts()).await;
});

// Invariants 1, 5
store::both!(every_action_of_providers_fails_whole_at_every_statement, |t: TestDb| async move {
    fail_at_every_statement(t, acts::of_providers()).await;
});

// Invariants 1, 5
store::both!(a_process_that_dies_in_an_action_of_providers_leaves_nothing_half_done, |t: TestDb| async move {
    die_at_every_statement(t, acts::of_providers()).await;
});

// Invariants 1, 5
store::both!(every_action_of_people_fails_whole_at_every_statement, |t: TestDb| async move {
    fail_at_every_statement(t, acts::of_people()).await;
});

// Invariants 1, 5
store::both!(a_process_that_dies_in_an_action_of_people_leaves_nothing_half_done, |t: TestDb| async move {
    die_at_every_statement(t, acts::of_people()).await;
});

// Invariants 1, 5
store::both!(every_action_of_lanes_fails_whole_at_every_statement, |t: TestDb| async move {
    fail_at_every_statement(t, acts::of_lanes()).await;
});

// Invariants 1, 5
store::both!(a_process_that_dies_in_an_action_of_lanes_leaves_nothing_half_done, |t: TestDb| async move {
    die_at_every_statement(t, acts::of_lanes()).await;
});

// Invariants 1, 5
store::both!(every_action_of_services_fails_whole_at_every_statement, |t: TestDb| async move {
    fail_at_every_statement(t, acts::of_services()).await;
});

// Invariants 1, 5
store::both!(a_process_that_dies_in_an_action_of_services_leaves_nothing_half_done, |t: TestDb| async move {
    die_at_every_statement(t, acts::of_services()).await;
});

// Invariants 1, 5
store::both!(every_action_of_desk_fails_whole_at_every_statement, |t: TestDb| async move {
    fail_at_every_statement(t, acts::of_desk()).await;
});

// Invariants 1, 5
store::both!(a_process_that_dies_in_an_action_of_desk_leaves_nothing_half_done, |t: TestDb| async move {
    die_at_every_statement(t, acts::of_desk()).await;
});

// Invariants 1, 5
store::both!(every_action_of_measures_fails_whole_at_every_statement, |t: TestDb| async move {
    fail_at_every_statement(t, acts::of_measures()).await;
});

// Invariants 1, 5
store::both!(a_process_that_dies_in_an_action_of_measures_leaves_nothing_half_done, |t: TestDb| async move {
    die_at_every_statement(t, acts::of_measures()).await;
});

// Invariants 1, 5
store::both!(every_action_of_situations_fails_whole_at_every_statement, |t: TestDb| async move {
    fail_at_every_statement(t, acts::of_situations()).await;
});

// Invariants 1, 5
store::both!(a_process_that_dies_in_an_action_of_situations_leaves_nothing_half_done, |t: TestDb| async move {
    die_at_every_statement(t, acts::of_situations()).await;
});

// Invariants 1, 5
store::both!(every_action_of_filings_fails_whole_at_every_statement, |t: TestDb| async move {
    fail_at_every_statement(t, acts::of_filings()).await;
});

// Invariants 1, 5
store::both!(a_process_that_dies_in_an_action_of_filings_leaves_nothing_half_done, |t: TestDb| async move {
    die_at_every_statement(t, acts::of_filings()).await;
});

// Invariants 1, 5
store::both!(every_action_of_notices_fails_whole_at_every_statement, |t: TestDb| async move {
    fail_at_every_statement(t, acts::of_notices()).await;
});

// Invariants 1, 5
store::both!(a_process_that_dies_in_an_action_of_notices_leaves_nothing_half_done, |t: TestDb| async move {
    die_at_every_statement(t, acts::of_notices()).await;
});

// Invariants 1, 5
store::both!(every_action_of_channels_fails_whole_at_every_statement, |t: TestDb| async move {
    fail_at_every_statement(t, acts::of_channels()).await;
});

// Invariants 1, 5
store::both!(a_process_that_dies_in_an_action_of_channels_leaves_nothing_half_done, |t: TestDb| async move {
    die_at_every_statement(t, acts::of_channels()).await;
});

// Invariants 1, 5
store::both!(every_action_of_the_program_fails_whole_at_every_statement, |t: TestDb| async move {
    fail_at_every_statement(t, acts::of_the_program()).await;
});

// Invariants 1, 5
store::both!(a_process_that_dies_in_an_action_of_the_program_leaves_nothing_half_done, |t: TestDb| async move {
    die_at_every_statement(t, acts::of_the_program()).await;
});

store::both!(a_message_whose_answer_was_lost_is_not_sent_twice, |t: TestDb| async move {
    let world = actions::testing::World::new(t).await;
    let ines = world.person("ines");
    let (actor, draft) = (ines.actor().await, ines.draft(&["roche"], "Devoir", "Bonjour"));
    for n in 1..STATEMENTS_MAX {
        if fault::cut_at(n, actions::send::send(&world.app, &actor, &draft)).await.is_some() {
            break;
        }
    }
    assert_eq!(world.person("roche").inbox().await.0.rows.len(), 1);
    assert_eq!(world.journal().await.len(), 1);
});
