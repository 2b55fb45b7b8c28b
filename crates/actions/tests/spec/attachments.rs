//! Files: bounded, their owner's until sent, and served after the same check as the body.

use actions::{
    mailbox,
    send::Sent,
    testing::{World, accepted},
    write::{self, Attached},
};
use model::{AttachmentId, DraftId, MessageId, draft::Draft, limits, message::Refusal};
use store::testing::TestDb;

async fn send_with(world: &World, to: &str, body: &str, file: AttachmentId) -> MessageId {
    let roche = world.person("roche");
    accepted(roche.send(&Draft { attachments: vec![file], ..roche.draft(&[to], "Plan", body) }).await)
}

// Invariants 1, 3
store::both!(a_file_is_served_only_while_its_message_may_be_read, |t: TestDb| async move {
    let world = World::new(t).await;
    let (ines, karim, roche) = (world.person("ines"), world.person("karim"), world.person("roche"));
    let file = roche.uploads("plan.txt", b"le plan").await;
    assert!(ines.opens_file(file).await.is_none(), "it is not sent yet");
    assert!(roche.opens_file(file).await.is_some(), "its owner may look at it");
    let word = send_with(&world, "ines", "Voici le plan", file).await;
    assert!(ines.opens_file(file).await.is_some());
    assert!(karim.opens_file(file).await.is_none(), "he was not written to");
    assert!(world.person("desk25").opens_file(file).await.is_none(), "another académie's desk");
    assert!(world.desk().opens_file(file).await.is_some(), "the desk may look at what it decides on");
    let looked = world.journal().await.into_iter().filter(|(verb, _)| verb == "desk.open_file").count();
    assert_eq!(looked, 1, "and the journal says that it did");
    world.desk().withdraws(word).await;
    assert!(ines.opens_file(file).await.is_none(), "withdrawn");
    assert!(roche.opens_file(file).await.is_none(), "for its sender as well");
});

// Invariants 2, 3
store::both!(a_held_file_is_served_to_nobody_but_its_sender, |t: TestDb| async move {
    let world = World::new(t).await;
    let (ines, roche) = (world.person("ines"), world.person("roche"));
    let file = roche.uploads("video.txt", b"une menace").await;
    let held = send_with(&world, "ines", "une bombe", file).await;
    assert!(ines.opens_file(file).await.is_none());
    world.desk().releases(held).await;
    assert!(ines.opens_file(file).await.is_some());
});

store::both!(a_file_is_bounded_in_size_and_a_draft_in_files, |t: TestDb| async move {
    let world = World::new(t).await;
    let (roche, draft) = (world.person("roche"), world.app.id::<DraftId>());
    let actor = roche.actor().await;
    let attach = async |name: &str, bytes: usize| {
        write::attach(&world.app, &actor, draft, name, vec![b'x'; bytes]).await.expect("an answer")
    };
    assert_eq!(attach("vide.txt", 0).await, Attached::Empty);
    assert_eq!(attach("trop.txt", limits::ATTACHMENT_BYTES_MAX + 1).await, Attached::TooLarge);
    for n in 0..limits::ATTACHMENTS_PER_MESSAGE_MAX {
        assert!(matches!(attach(&format!("{n}.txt"), 10 + n).await, Attached::Yes(_)));
    }
    assert_eq!(attach("onzième.txt", 5).await, Attached::TooMany);
    let files = write::files(&world.app, &actor, draft).await.expect("files");
    assert_eq!(files.len(), limits::ATTACHMENTS_PER_MESSAGE_MAX);
    assert!(write::detach(&world.app, &actor, files[0].id).await.expect("an answer"));
    assert!(matches!(attach("place.txt", 5).await, Attached::Yes(_)));
});

store::both!(nobody_sends_or_removes_the_file_of_another, |t: TestDb| async move {
    let world = World::new(t).await;
    let (ines, roche) = (world.person("ines"), world.person("roche"));
    let file = roche.uploads("notes.txt", b"les notes").await;
    let stolen = Draft { attachments: vec![file], ..ines.draft(&["karim"], "Notes", "regarde") };
    assert_eq!(ines.send(&stolen).await, Sent::Refused(Refusal::UnknownAttachment));
    assert!(!write::detach(&world.app, &ines.actor().await, file).await.expect("an answer"));
    send_with(&world, "karim", "Voici", file).await;
    let again = Draft { attachments: vec![file], ..roche.draft(&["ines"], "Notes", "encore") };
    assert_eq!(roche.send(&again).await, Sent::Refused(Refusal::UnknownAttachment), "it was sent already");
    assert!(!write::detach(&world.app, &roche.actor().await, file).await.expect("an answer"), "sent is sent");
});

store::both!(the_same_file_twice_in_a_message_is_refused_whole, |t: TestDb| async move {
    let world = World::new(t).await;
    let roche = world.person("roche");
    let file = roche.uploads("notes.txt", b"les notes").await;
    let twice = Draft { attachments: vec![file, file], ..roche.draft(&["ines"], "Notes", "deux fois") };
    assert_eq!(roche.send(&twice).await, Sent::Refused(Refusal::UnknownAttachment));
    assert!(world.person("ines").inbox().await.0.rows.is_empty());
    assert!(roche.opens_file(file).await.is_some(), "the file still waits in its draft");
});

store::both!(a_name_is_one_part_and_the_type_is_that_of_the_content, |t: TestDb| async move {
    let world = World::new(t).await;
    let roche = world.person("roche");
    let file = roche.uploads("../../etc/mot de passe.png", b"<script>alert(1)</script>").await;
    let served = mailbox::open_file(&world.app, &roche.actor().await, file).await.expect("an answer").expect("hers");
    assert_eq!(served.attachment.name, "mot de passe.png");
    assert_eq!(served.attachment.mime, "text/plain; charset=utf-8");
});
