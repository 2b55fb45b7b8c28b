//! Several nodes over one database: what one has answered holds on every other, at once.

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

use actions::{
    mailbox, record,
    release::{self, Released},
    send, sign_in,
    testing::{Judging, Tab, World, accepted},
    withdraw::{self, Withdrawn},
};
use model::{Millis, SchoolId, epoch::EpochKind, territory::Scope};
use store::epoch::NewEpoch;
use tokio::sync::Barrier;

async fn world() -> World {
    World::new(store::testing::postgres().await).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_same_form_sent_to_two_nodes_at_once_is_one_message() {
    let world = world().await;
    let (other, ines) = (world.another_node().await, world.person("ines"));
    let actor = ines.actor().await;
    for round in 0..10 {
        let draft = ines.draft(&["roche"], "Devoir", &format!("Bonjour {round}"));
        let (a, b) = tokio::join!(send::send(&world.app, &actor, &draft), send::send(&other, &actor, &draft));
        assert_eq!(a.expect("an answer"), b.expect("the same answer"));
    }
    assert_eq!(world.person("roche").inbox().await.0.rows.len(), 10);
    world.journal_verifies().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_nodes_seal_one_journal() {
    let world = world().await;
    let (other, roche) = (world.another_node().await, world.person("roche"));
    for round in 0..6 {
        for _ in 0..3 {
            roche.write_to("2nde4:pupils", &format!("un mot {round}")).await;
        }
        world.advance(Millis::seconds(1));
        let (a, b) = tokio::join!(record::seal(&world.app), record::seal(&other));
        let sealed = [a.expect("sealed"), b.expect("sealed")];
        assert_eq!(sealed.iter().flatten().count(), 1, "round {round}");
    }
    world.journal_verifies().await;
}

// Invariant 12
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn desks_on_two_nodes_decide_once() {
    let world = world().await;
    let other = world.another_node().await;
    let (one, two) = (world.person("desk").actor().await, world.person("desk2").actor().await);
    for _ in 0..8 {
        let held = world.person("roche").write_to("2nde4:pupils", "une bombe de bal").await;
        let (released, withdrawn) = tokio::join!(
            release::release(&world.app, &one, held, "sans danger"),
            withdraw::withdraw(&other, &two, held, "menace")
        );
        assert!(matches!(withdrawn.expect("an answer"), Withdrawn::Yes { .. }));
        assert!(matches!(released.expect("an answer"), Released::Yes | Released::TooLate));
        assert!(!world.person("ines").inbox().await.shows(held));
    }
    world.journal_verifies().await;
}

// Invariant 6
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_reset_decided_on_one_node_holds_on_the_other_at_once() {
    let world = world().await;
    let other = world.another_node().await;
    let mut tab = Tab::unknown();
    assert!(tab.signs_in(&world, "ines").await);
    let (session, device) = (tab.session.clone().expect("a session"), tab.device.clone().expect("a device"));
    assert!(sign_in::holds(&other, &session, &device).await.expect("an answer"));
    world.advance(Millis(1));
    let mut tx = world.app.db.begin().await.expect("begins");
    let scope = Scope::School(SchoolId(world.uuid("lycee")));
    let (id, now) = (world.app.id(), world.now());
    store::epoch::set(&mut tx, &NewEpoch::of(id, &scope, EpochKind::Sessions, now, "")).await.expect("set");
    tx.commit().await.expect("kept");
    assert!(!sign_in::holds(&other, &session, &device).await.expect("an answer"));
}

// Invariants 1, 2
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_copy_that_is_judged_while_its_threat_is_withdrawn_reaches_nobody() {
    let world = Arc::new(world().await);
    let other = Arc::new(world.another_node().await);
    world.judge(Judging::KnownThreats);
    let desk = world.person("desk").actor().await;
    let texts = [
        "Le renard dort sous la haie du jardin pendant que la pluie tombe sur les tuiles",
        "Trois bateaux rouges quittent le port avec du sel, des oranges et du charbon",
        "Ma tante cultive des tulipes violettes derrière la vieille gare de marchandises",
        "Un orchestre de cuivres répète chaque jeudi dans la grange du moulin voisin",
        "Les fourmis transportent des miettes de biscuit vers la fontaine en pierre",
        "Hier un facteur distrait glissa cette carte postale par une mauvaise fenêtre",
    ];
    for (round, text) in texts.into_iter().enumerate() {
        let first = world.person("ines").write_to("roche", text).await;
        assert!(world.person("roche").inbox().await.shows(first), "nobody holds it before");
        let mut senders = Vec::new();
        for key in ["karim", "perrin", "adou"] {
            let (actor, draft) = (world.person(key).actor().await, world.person(key).draft(&["roche"], "À lire", text));
            let node = if key == "perrin" { other.clone() } else { world.app.clone() };
            senders.push(tokio::spawn(async move { send::send(&node, &actor, &draft).await.expect("an answer") }));
        }
        let withdrawn = withdraw::withdraw(&other, &desk, first, "menace").await.expect("an answer");
        assert!(matches!(withdrawn, Withdrawn::Yes { .. }), "{withdrawn:?}");
        for sender in senders {
            let copy = accepted(sender.await.expect("a sender"));
            assert!(!world.person("roche").inbox().await.shows(copy), "round {round}: neither withdrawn nor held");
        }
    }
    world.journal_verifies().await;
}

// Invariants 1, 4
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_withdrawn_on_one_node_is_shown_by_no_other() {
    let world = Arc::new(world().await);
    let other = Arc::new(world.another_node().await);
    let letter = world.person("roche").write_to("2nde4:pupils", "Faites tourner").await;
    let (answered, all_have_read) = (Arc::new(AtomicBool::new(false)), Arc::new(Barrier::new(3)));
    let mut readers = Vec::new();
    for key in ["ines", "karim"] {
        let (answered, all_have_read, other) = (answered.clone(), all_have_read.clone(), other.clone());
        let actor = world.person(key).actor().await;
        readers.push(tokio::spawn(async move {
            for turn in 0.. {
                let late = answered.load(Ordering::SeqCst);
                let opened = mailbox::open(&other, &actor, letter).await.expect("an answer");
                let opened = opened.is_some_and(|c| c.messages.iter().any(|shown| !shown.message.body.is_empty()));
                assert!(!late || !opened, "shown after the withdrawal was answered on another node");
                if turn == 0 {
                    assert!(opened, "everybody has it before");
                    all_have_read.wait().await;
                }
                if late {
                    return;
                }
            }
        }));
    }
    all_have_read.wait().await;
    assert!(matches!(world.desk().withdraws(letter).await, Withdrawn::Yes { .. }));
    answered.store(true, Ordering::SeqCst);
    for reader in readers {
        reader.await.expect("no reader was shown it too late");
    }
}
