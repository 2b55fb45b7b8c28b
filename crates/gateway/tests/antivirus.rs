//! An antivirus that is not there, and then is.
#![allow(clippy::expect_used, clippy::panic, reason = "a test that cannot prepare its world must fail at once")]

use actions::{
    jobs, scan,
    testing::{World, accepted},
};
use gateway::antivirus::{Antivirus, scan_job};
use model::{
    AttachmentId, MessageId,
    attachment::{FileState, KeptFor},
    draft::Draft,
    job::Job,
    limits,
};
use store::testing::TestDb;
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::UnixListener,
};

/// Does the jobs whose time has come, as the worker does.
async fn work(world: &World, antivirus: &Antivirus) {
    loop {
        let claimed = jobs::claim(&world.app).await.expect("claimed");
        if claimed.is_empty() {
            return;
        }
        for job in claimed {
            let done = match &job.job {
                Job::Examine { sha256 } => {
                    actions::examine::examine(&world.app, sha256).await.map_err(|e| e.to_string())
                }
                Job::Settle { message } => {
                    actions::settle::settle(&world.app, *message).await.map_err(|e| e.to_string())
                }
                Job::Scan { sha256 } => scan_job(&world.app, antivirus, sha256).await.map_err(|e| e.to_string()),
                other => panic!("{other:?}"),
            };
            jobs::finish(&world.app, &job, done).await.expect("written");
        }
    }
}

async fn sends(world: &World, content: &[u8]) -> (AttachmentId, MessageId) {
    let roche = world.person("roche");
    let file = roche.uploads("mot.txt", content).await;
    let draft = Draft { attachments: vec![file], ..roche.draft(&["ines"], "Un fichier", "Voici") };
    (file, accepted(roche.send(&draft).await))
}

async fn stands(world: &World, file: AttachmentId) -> (FileState, Option<KeptFor>) {
    let mut tx = world.app.db.read().await.expect("reads");
    let file = store::attachment::get(&mut tx, file).await.expect("read").expect("a file");
    (file.state, file.why())
}

/// A `clamd` that finds nothing in anything, but a virus in what says « VERMINE », and refuses what says « LOURD ».
fn starts(path: &std::path::Path) {
    let listener = UnixListener::bind(path).expect("a socket");
    tokio::spawn(async move {
        while let Ok((mut wire, _)) = listener.accept().await {
            let mut command = [0; 10];
            wire.read_exact(&mut command).await.expect("a command");
            let mut content = Vec::new();
            loop {
                let size = wire.read_u32().await.expect("a size") as usize;
                if size == 0 {
                    break;
                }
                let begin = content.len();
                content.resize(begin + size, 0);
                wire.read_exact(&mut content[begin..]).await.expect("a piece");
            }
            let has = |word: &[u8]| content.windows(word.len()).any(|bytes| bytes == word);
            let said: &[u8] = match (has(b"VERMINE"), has(b"LOURD")) {
                (true, _) => b"stream: Essai.Vermine FOUND\0",
                (_, true) => b"INSTREAM size limit exceeded. ERROR\0",
                _ => b"stream: OK\0",
            };
            wire.write_all(said).await.expect("answered");
        }
    });
}

// Invariant 2
store::both!(files_that_waited_for_the_antivirus_are_looked_at_when_it_is_back, |t: TestDb| async move {
    let world = World::new(t).await.with_antivirus();
    let ines = world.person("ines");
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("clamd.ctl");
    let antivirus: Antivirus = path.to_str().expect("text").parse().expect("an address");
    let (clean, _) = sends(&world, b"un mot").await;
    let (bad, _) = sends(&world, b"VERMINE").await;
    work(&world, &antivirus).await;
    assert!(ines.opens_file(clean).await.is_none(), "nothing is shown before it has spoken");
    assert_eq!(scan::again(&world.app).await.expect("an answer"), 0, "not at once");
    // It stays away for longer than any other job is tried.
    for _ in 0..limits::JOB_ATTEMPTS_MAX + 4 {
        world.advance(limits::SCAN_PAUSE_MAX);
        assert_eq!(scan::again(&world.app).await.expect("an answer"), 2);
        work(&world, &antivirus).await;
    }
    assert_eq!(stands(&world, clean).await, (FileState::Kept, Some(KeptFor::Late)), "a person is asked meanwhile");
    assert_eq!(scan::waiting(&world.app.db).await.expect("counted"), 2);
    assert_eq!(jobs::health(&world.app.db).await.expect("health").dead_jobs, 0, "no job is given up");
    starts(&path);
    // Whatever it is asked first, its first word says that it is back.
    let (_, _) = sends(&world, b"un autre mot").await;
    work(&world, &antivirus).await;
    assert_eq!(scan::again(&world.app).await.expect("an answer"), 2, "those that waited need wait no more");
    work(&world, &antivirus).await;
    assert_eq!(stands(&world, clean).await, (FileState::Clear, None));
    assert_eq!(stands(&world, bad).await, (FileState::Kept, Some(KeptFor::Virus)));
    assert!(ines.opens_file(clean).await.is_some() && ines.opens_file(bad).await.is_none());
    assert_eq!(scan::waiting(&world.app.db).await.expect("counted"), 0);
    world.journal_verifies().await;
});

store::both!(a_file_that_the_antivirus_refuses_is_not_asked_about_for_ever, |t: TestDb| async move {
    let world = World::new(t).await.with_antivirus();
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("clamd.ctl");
    let antivirus: Antivirus = path.to_str().expect("text").parse().expect("an address");
    starts(&path);
    let (heavy, _) = sends(&world, b"LOURD").await;
    work(&world, &antivirus).await;
    // What others are told of other files does not hurry it.
    sends(&world, b"un mot").await;
    work(&world, &antivirus).await;
    assert_eq!(scan::again(&world.app).await.expect("an answer"), 0);
    for _ in 1..limits::SCAN_TRIES_MAX {
        world.advance(limits::SCAN_PAUSE_MAX);
        assert_eq!(scan::again(&world.app).await.expect("an answer"), 1);
        work(&world, &antivirus).await;
    }
    world.advance(limits::SCAN_PAUSE_MAX);
    assert_eq!(scan::again(&world.app).await.expect("an answer"), 0, "it was asked often enough");
    assert_eq!(stands(&world, heavy).await, (FileState::Kept, Some(KeptFor::Late)), "a person decides");
});
