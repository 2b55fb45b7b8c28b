//! Who saw what, when: written before it is shown, and ended by a withdrawal.

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

use actions::{desk, mailbox, search, testing::World, withdraw::Withdrawn};
use model::{MessageId, Millis, PersonId};
use store::{fault, reading::Exposure, testing::TestDb};
use tokio::sync::Barrier;

async fn ledger(world: &World, message: MessageId) -> Vec<Exposure> {
    let desk = world.desk().actor().await;
    desk::exposures(&world.app, &desk, message).await.expect("an answer").expect("a list")
}

async fn of(world: &World, message: MessageId, person: PersonId) -> Option<Exposure> {
    ledger(world, message).await.into_iter().find(|exposure| exposure.person == person)
}

// Invariant 4
store::both!(the_ledger_tells_what_was_listed_opened_and_downloaded_and_when, |t: TestDb| async move {
    let world = World::new(t).await;
    let (ines, roche) = (world.person("ines"), world.person("roche"));
    let file = roche.uploads("plan.txt", b"le plan").await;
    let draft = model::draft::Draft { attachments: vec![file], ..roche.draft(&["2nde4:pupils"], "Plan", "Voici") };
    let word = actions::testing::accepted(roche.send(&draft).await);
    assert!(of(&world, word, ines.id).await.is_none());
    let begun = world.now();
    ines.inbox().await;
    world.advance(Millis::minutes(1));
    ines.inbox().await;
    let listed = of(&world, word, ines.id).await.expect("listed");
    assert_eq!((listed.listed_at(), listed.opened_at(), listed.file_opened_at()), (begun, None, None));
    ines.opens(word).await;
    world.advance(Millis::minutes(1));
    ines.opens(word).await;
    assert_eq!(ines.opens_file(file).await.as_deref(), Some(&b"le plan"[..]));
    world.advance(Millis::minutes(1));
    ines.opens_file(file).await;
    let seen = of(&world, word, ines.id).await.expect("seen");
    assert_eq!(seen.listed_at(), begun);
    assert_eq!(seen.opened_at(), Some(begun + Millis::minutes(1)), "the first time");
    assert_eq!(seen.last_opened_at(), Some(begun + Millis::minutes(2)), "the last time");
    assert_eq!(seen.file_opened_at(), Some(begun + Millis::minutes(2)), "the first time");
    assert_eq!(ledger(&world, word).await.len(), 1, "nobody else has looked");
});

// Invariant 4
store::both!(what_cannot_be_written_to_the_ledger_is_not_shown, |t: TestDb| async move {
    let world = World::new(t).await;
    let (ines, roche) = (world.person("ines"), world.person("roche"));
    let file = roche.uploads("plan.txt", b"le plan").await;
    let draft = model::draft::Draft { attachments: vec![file], ..roche.draft(&["ines"], "Plan", "Voici") };
    let word = actions::testing::accepted(roche.send(&draft).await);
    let actor = ines.actor().await;
    for n in 1.. {
        let (listed, struck) = fault::failing_at(n, mailbox::inbox(&world.app, &actor, None)).await;
        let written = of(&world, word, ines.id).await.is_some();
        assert!(written || !listed.is_ok_and(|inbox| inbox.rows.iter().any(|row| row.id == word)), "statement {n}");
        if !struck {
            break;
        }
    }
    for n in 1.. {
        let (opened, struck) = fault::failing_at(n, mailbox::open(&world.app, &actor, word)).await;
        let written = of(&world, word, ines.id).await.is_some_and(|seen| seen.opened_at().is_some());
        assert!(written || !opened.is_ok_and(|conversation| conversation.is_some()), "statement {n}");
        if !struck {
            break;
        }
    }
    for n in 1.. {
        let (served, struck) = fault::failing_at(n, mailbox::open_file(&world.app, &actor, file)).await;
        let written = of(&world, word, ines.id).await.is_some_and(|seen| seen.file_opened_at().is_some());
        assert!(written || !served.is_ok_and(|file| file.is_some()), "statement {n}");
        if !struck {
            break;
        }
    }
});

// Invariants 1, 4
store::both!(after_a_withdrawal_is_answered_nobody_is_shown_anything_while_readers_hammer, |t: TestDb| async move {
    let world = Arc::new(World::new(t).await);
    let word = world.person("roche").write_to("2nde4:pupils", "Faites tourner").await;
    let (answered, all_have_read) = (Arc::new(AtomicBool::new(false)), Arc::new(Barrier::new(5)));
    let mut readers = Vec::new();
    for key in ["ines", "karim", "ines", "karim"] {
        let (world, answered, all_have_read) = (world.clone(), answered.clone(), all_have_read.clone());
        let actor = world.person(key).actor().await;
        readers.push(tokio::spawn(async move {
            for turn in 0.. {
                let late = answered.load(Ordering::SeqCst);
                let listed = mailbox::inbox(&world.app, &actor, None).await.expect("an inbox");
                let listed = listed.rows.iter().any(|row| row.id == word && row.withdrawn_at().is_none());
                let opened = mailbox::open(&world.app, &actor, word).await.expect("an answer");
                let opened = opened.is_some_and(|c| c.messages.iter().any(|shown| !shown.message.body.is_empty()));
                let found = search::search(&world.app, &actor, "tourner").await.expect("an answer");
                let found = found.iter().any(|message| message.id == word);
                assert!(!late || !(listed || opened || found), "shown after the withdrawal was answered");
                if turn == 0 {
                    assert!(listed && opened, "everybody has it before");
                    all_have_read.wait().await;
                }
                if late {
                    return;
                }
            }
        }));
    }
    all_have_read.wait().await;
    let withdrawn = world.desk().withdraws(word).await;
    answered.store(true, Ordering::SeqCst);
    assert!(matches!(withdrawn, Withdrawn::Yes { .. }));
    let exposed = ledger(&world, word).await.len();
    for reader in readers {
        reader.await.expect("no reader was shown it too late");
    }
    assert_eq!(ledger(&world, word).await.len(), exposed, "the list of those exposed is final");
});

store::both!(what_one_wrote_oneself_is_no_exposure, |t: TestDb| async move {
    let world = World::new(t).await;
    let roche = world.person("roche");
    let word = roche.write_to("2nde4:pupils", "Bonjour à tous").await;
    roche.opens(word).await.expect("her own");
    assert!(ledger(&world, word).await.is_empty());
});

store::both!(marks_are_the_reader_s_own_and_leave_the_ledger, |t: TestDb| async move {
    let world = World::new(t).await;
    let (ines, karim) = (world.person("ines"), world.person("karim"));
    let word = world.person("roche").write_to("2nde4:pupils", "Bonjour à tous").await;
    assert!(!mailbox::mark_unread(&world.app, &karim.actor().await, word).await.expect("an answer"), "never had it");
    ines.opens(word).await.expect("hers");
    assert_eq!(mailbox::unread(&world.app, &ines.actor().await).await.expect("a count"), 0);
    assert!(mailbox::mark_unread(&world.app, &ines.actor().await, word).await.expect("an answer"));
    assert_eq!(mailbox::unread(&world.app, &ines.actor().await).await.expect("a count"), 1);
    assert!(mailbox::trash(&world.app, &ines.actor().await, word).await.expect("an answer"));
    assert!(!ines.inbox().await.shows(word));
    assert!(karim.inbox().await.shows(word), "another reader keeps it");
    assert!(of(&world, word, ines.id).await.is_some_and(|seen| seen.opened_at().is_some()), "she was exposed");
});
