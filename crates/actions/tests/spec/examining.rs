//! Files are veiled until they were examined; what they say is judged like the letter.

use actions::{
    send::Sent,
    testing::{Person, World, accepted},
    unveil::Unveiled,
};
use model::{
    AttachmentId, MessageId, Millis, attachment::FileState, attachment::KeptFor, draft::Draft, limits, message::State,
};
use store::testing::TestDb;

/// A file of `fuzz/seeds/attachments`, written by another program.
fn seed(name: &str) -> Vec<u8> {
    let path = format!("{}/../../fuzz/seeds/attachments/{name}", env!("CARGO_MANIFEST_DIR"));
    std::fs::read(&path).unwrap_or_else(|error| panic!("{path}: {error}"))
}

async fn sends(who: &Person<'_>, to: &str, name: &str, content: &[u8]) -> (AttachmentId, Sent) {
    let file = who.uploads(name, content).await;
    let draft = Draft { attachments: vec![file], ..who.draft(&[to], "Un fichier", "Voici") };
    (file, who.send(&draft).await)
}

async fn stands(world: &World, file: AttachmentId) -> (FileState, Option<KeptFor>) {
    let mut tx = world.app.db.read().await.expect("reads");
    let file = store::attachment::get(&mut tx, file).await.expect("read").expect("a file");
    (file.state, file.why())
}

async fn state(world: &World, message: MessageId) -> State {
    let mut tx = world.app.db.read().await.expect("reads");
    store::message::get(&mut tx, message, world.desk().id).await.expect("read").expect("a message").state
}

// Invariants 1, 2
store::both!(a_file_is_veiled_until_it_was_examined, |t: TestDb| async move {
    let world = World::new(t).await;
    let (ines, roche) = (world.person("ines"), world.person("roche"));
    let (file, sent) = sends(&roche, "ines", "photo.jpg", &seed("photo.jpg")).await;
    let message = accepted(sent);
    assert_eq!(sent, Sent::Delivered(message), "its letter is there");
    assert!(ines.reads(message).await.is_some());
    assert!(ines.opens_file(file).await.is_none(), "its file is not yet");
    assert!(roche.opens_file(file).await.is_some(), "its sender has it anyway");
    world.run_jobs().await;
    assert!(ines.opens_file(file).await.is_some());
    // The same content again costs nothing: it is known when it is sent.
    let (again, _) = sends(&roche, "ines", "la-meme.jpg", &seed("photo.jpg")).await;
    assert_eq!(stands(&world, again).await, (FileState::Clear, None));
});

// Invariant 2
store::both!(a_threat_in_a_file_holds_the_message_before_or_after_it_went_out, |t: TestDb| async move {
    let world = World::new(t).await;
    let (ines, roche) = (world.person("ines"), world.person("roche"));
    let (_, sent) = sends(&roche, "ines", "mot.txt", "une bombe".as_bytes()).await;
    assert!(matches!(sent, Sent::Held(_)), "a short text is read at once: {sent:?}");
    let (file, sent) = sends(&roche, "ines", "mot.docx", &seed("words.docx")).await;
    let message = accepted(sent);
    assert!(ines.reads(message).await.is_some());
    world.run_jobs().await;
    assert_eq!(state(&world, message).await, State::Held);
    assert!(ines.reads(message).await.is_none() && ines.opens_file(file).await.is_none());
    let verdict = world.desk().examines(message).await.expect("at the desk").verdict.expect("a verdict");
    assert!(verdict.reasons[0].text.contains("mot.docx"), "{:?}", verdict.reasons);
    world.desk().releases(message).await;
    assert!(ines.reads(message).await.is_some() && ines.opens_file(file).await.is_some());
    world.journal_verifies().await;
});

store::both!(what_a_person_has_let_out_is_not_held_again_but_its_file_waits_for_them, |t: TestDb| async move {
    let world = World::new(t).await;
    let (ines, roche, desk) = (world.person("ines"), world.person("roche"), world.desk());
    let file = roche.uploads("mot.docx", &seed("words.docx")).await;
    let draft = Draft { attachments: vec![file], ..roche.draft(&["ines"], "Un fichier", "une bombe de peinture") };
    let message = accepted(roche.send(&draft).await);
    desk.releases(message).await;
    world.run_jobs().await;
    assert_eq!(state(&world, message).await, State::Delivered);
    assert_eq!(stands(&world, file).await, (FileState::Kept, Some(KeptFor::Threat)));
    assert!(ines.opens_file(file).await.is_none());
    assert_eq!(desk.unveils(file).await, Unveiled::Yes(message));
    assert!(ines.opens_file(file).await.is_some());
    assert_eq!(desk.unveils(file).await, Unveiled::TooLate(message));
});

store::both!(what_is_not_examined_in_time_waits_for_a_person_and_shows_itself_later, |t: TestDb| async move {
    let world = World::new(t).await.with_antivirus();
    let (ines, roche, desk) = (world.person("ines"), world.person("roche"), world.desk());
    let (file, sent) = sends(&roche, "ines", "photo.jpg", &seed("photo.jpg")).await;
    let message = accepted(sent);
    actions::settle::settle(&world.app, message).await.expect("settled");
    assert_eq!(stands(&world, file).await, (FileState::Waiting, None), "there is time yet");
    world.advance(limits::FILE_PATIENCE);
    actions::settle::settle(&world.app, message).await.expect("settled");
    assert_eq!(stands(&world, file).await, (FileState::Kept, Some(KeptFor::Late)));
    let queue = actions::desk::queue(&world.app, &desk.actor().await).await.expect("a queue");
    assert!(queue.iter().any(|row| row.id == message), "a person sees it");
    assert_eq!(actions::desk::waiting(&world.app, &desk.actor().await).await.expect("counts"), (1, 0));
    world.run_jobs().await;
    assert_eq!(stands(&world, file).await, (FileState::Clear, None));
    assert!(ines.opens_file(file).await.is_some());
});

store::both!(what_the_antivirus_knows_is_kept_and_nothing_is_shown_before_it_has_spoken, |t: TestDb| async move {
    let world = World::new(t).await.with_antivirus();
    let (ines, roche, desk) = (world.person("ines"), world.person("roche"), world.desk());
    let (clean, _) = sends(&roche, "ines", "mot.txt", b"un mot").await;
    assert_eq!(stands(&world, clean).await, (FileState::Waiting, None), "it was read, and not scanned");
    let (bad, _) = sends(&roche, "ines", "autre.txt", b"VERMINE").await;
    world.run_jobs().await;
    assert_eq!(stands(&world, clean).await, (FileState::Clear, None));
    assert_eq!(stands(&world, bad).await, (FileState::Kept, Some(KeptFor::Virus)));
    assert!(ines.opens_file(bad).await.is_none() && desk.opens_file(bad).await.is_some());
    assert_eq!(world.person("desk25").unveils(bad).await, Unveiled::NotFound, "another académie's desk");
});

store::both!(a_program_and_a_bomb_wait_for_a_person_whoever_sends_them, |t: TestDb| async move {
    let world = World::new(t).await;
    let roche = world.person("roche");
    let (program, _) = sends(&roche, "ines", "jeu.exe", b"MZ\x90\0\x03").await;
    let (huge, _) = sends(&roche, "ines", "photo.png", &seed("huge.png")).await;
    world.run_jobs().await;
    assert_eq!(stands(&world, program).await, (FileState::Kept, Some(KeptFor::Program)));
    assert_eq!(stands(&world, huge).await, (FileState::Kept, Some(KeptFor::Overrun)));
});

store::both!(what_cannot_be_read_is_shown_to_few_and_kept_from_many, |t: TestDb| async move {
    let world = World::new(t).await;
    let roche = world.person("roche");
    let video = b"\0\0\0\x18ftypisom....";
    let (few, _) = sends(&world.person("ines"), "roche", "film.mp4", video).await;
    let (adult, sent) = sends(&roche, "2nde4:pupils", "film.mp4", video).await;
    let elsewhere = roche.actor_elsewhere().await;
    let file = roche.uploads("film.mp4", video).await;
    let draft = Draft { attachments: vec![file], ..roche.draft(&["2nde4:pupils"], "Film", "Voici") };
    accepted(actions::send::send(&world.app, &elsewhere, &draft).await.expect("an answer"));
    world.run_jobs().await;
    assert_eq!(stands(&world, few).await.0, FileState::Clear);
    let mut tx = world.app.db.read().await.expect("reads");
    let readers = store::message::get(&mut tx, accepted(sent), roche.id).await.expect("read").expect("there").readers;
    drop(tx);
    let many = readers > limits::FILE_UNREAD_READERS_MAX;
    assert_eq!(stands(&world, adult).await.0, FileState::Clear, "an adult of the school, on their own device");
    let expected = if many { (FileState::Kept, Some(KeptFor::Unreadable)) } else { (FileState::Clear, None) };
    assert_eq!(stands(&world, file).await, expected, "{readers} readers");
});

// Invariant 1
store::both!(a_file_of_a_withdrawn_message_is_known_again_in_any_wrapping, |t: TestDb| async move {
    let world = World::new(t).await;
    let (ines, roche, desk) = (world.person("ines"), world.person("roche"), world.desk());
    // The emblem was in a letter before the threat: it proves nothing.
    let (_, sent) = sends(&roche, "ines", "embleme.png", &seed("code-turned.png")).await;
    accepted(sent);
    world.run_jobs().await;
    world.advance(Millis::minutes(1));
    let files =
        [roche.uploads("a.jpg", &seed("photo.jpg")).await, roche.uploads("b.png", &seed("code-turned.png")).await];
    let threat = Draft { attachments: files.to_vec(), ..roche.draft(&["ines"], "Menace", "Voici") };
    let threat = accepted(roche.send(&threat).await);
    world.run_jobs().await;
    desk.withdraws(threat).await;
    for (name, content) in
        [("meme.jpg", seed("photo.jpg")), ("autre.webp", seed("photo.webp")), ("a.zip", seed("archive.zip"))]
    {
        let (_, sent) = sends(&roche, "ines", name, &content).await;
        let message = accepted(sent);
        world.run_jobs().await;
        assert_eq!(state(&world, message).await, State::Held, "{name}");
    }
    let (_, sent) = sends(&roche, "ines", "embleme.png", &seed("code-turned.png")).await;
    assert!(matches!(sent, Sent::Delivered(_)), "{sent:?}");
    let (_, sent) = sends(&roche, "ines", "plan.pdf", &seed("plain.pdf")).await;
    let other = accepted(sent);
    world.run_jobs().await;
    assert_eq!(state(&world, other).await, State::Delivered);
    assert!(ines.reads(other).await.is_some());
});

store::both!(a_withdrawn_message_is_left_alone_when_its_file_is_examined, |t: TestDb| async move {
    let world = World::new(t).await;
    let (file, sent) = sends(&world.person("roche"), "ines", "photo.jpg", &seed("photo.jpg")).await;
    let message = accepted(sent);
    world.desk().withdraws(message).await;
    world.run_jobs().await;
    assert_eq!(state(&world, message).await, State::Withdrawn);
    assert!(world.person("ines").opens_file(file).await.is_none());
});

store::both!(jobs_that_run_twice_change_nothing_more, |t: TestDb| async move {
    let world = World::new(t).await;
    let (_, sent) = sends(&world.person("roche"), "ines", "photo.jpg", &seed("photo.jpg")).await;
    let message = accepted(sent);
    world.run_jobs().await;
    let (before, entries) = (world.dump().await, world.journal().await.len());
    let hash = model::text::hex(&world.app.blobs.put(&seed("photo.jpg")).expect("kept"));
    actions::examine::examine(&world.app, &hash).await.expect("examined");
    actions::settle::settle(&world.app, message).await.expect("settled");
    assert!(actions::testing::changed(&before, &world.dump().await).is_empty());
    assert_eq!(world.journal().await.len(), entries);
    assert!(actions::examine::examine(&world.app, &"0".repeat(64)).await.is_err(), "a content that is not there");
});
