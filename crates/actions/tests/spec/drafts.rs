//! Drafts: kept as typed, their author's alone, bounded in number.

use actions::{
    testing::World,
    write::{self, Saved},
};
use model::{DraftId, Millis, limits};
use store::{draft::SavedDraft, testing::TestDb};

fn draft(world: &World, body: &str) -> SavedDraft {
    SavedDraft {
        id: world.app.id::<DraftId>(),
        in_reply_to: None,
        subject: String::new(),
        body: body.to_owned(),
        to: vec![],
        updated_at: Millis(0),
    }
}

store::both!(a_draft_is_kept_as_typed_and_changed_in_place, |t: TestDb| async move {
    let world = World::new(t).await;
    let ines = world.person("ines").actor().await;
    let mut written = draft(&world, "Bonj");
    assert_eq!(write::save(&world.app, &ines, written.clone()).await.expect("an answer"), Saved::Yes);
    written.body = "Bonjour".to_owned();
    assert_eq!(write::save(&world.app, &ines, written.clone()).await.expect("an answer"), Saved::Yes);
    let kept = write::drafts(&world.app, &ines).await.expect("drafts");
    assert_eq!(kept.iter().map(|d| (d.id, d.body.as_str())).collect::<Vec<_>>(), [(written.id, "Bonjour")]);
});

store::both!(a_draft_is_its_author_s_alone, |t: TestDb| async move {
    let world = World::new(t).await;
    let (ines, karim) = (world.person("ines").actor().await, world.person("karim").actor().await);
    let mut written = draft(&world, "secret");
    write::save(&world.app, &ines, written.clone()).await.expect("kept");
    assert!(write::draft(&world.app, &karim, written.id).await.expect("an answer").is_none());
    assert!(!write::discard(&world.app, &karim, written.id).await.expect("an answer"));
    written.body = "remplacé".to_owned();
    assert_eq!(write::save(&world.app, &karim, written.clone()).await.expect("an answer"), Saved::NotTheirs);
    let (kept, _) = write::draft(&world.app, &ines, written.id).await.expect("an answer").expect("hers");
    assert_eq!(kept.body, "secret");
});

store::both!(drafts_are_bounded_in_number_and_size, |t: TestDb| async move {
    let world = World::new(t).await;
    let ines = world.person("ines").actor().await;
    let mut last = None;
    for _ in 0..limits::DRAFTS_PER_PERSON_MAX {
        let new = draft(&world, "x");
        last = Some(new.clone());
        assert_eq!(write::save(&world.app, &ines, new).await.expect("an answer"), Saved::Yes);
    }
    assert_eq!(write::save(&world.app, &ines, draft(&world, "x")).await.expect("an answer"), Saved::TooMany);
    let mut known = last.expect("one");
    known.body = "é".repeat(limits::BODY_BYTES_MAX * 4);
    assert_eq!(
        write::save(&world.app, &ines, known.clone()).await.expect("an answer"),
        Saved::Yes,
        "a known one goes on"
    );
    let (kept, _) = write::draft(&world.app, &ines, known.id).await.expect("an answer").expect("hers");
    assert!(kept.body.len() <= limits::BODY_BYTES_MAX * 2);
});

store::both!(a_forgotten_draft_takes_its_files_along, |t: TestDb| async move {
    let world = World::new(t).await;
    let ines = world.person("ines").actor().await;
    let written = draft(&world, "avec une pièce");
    write::save(&world.app, &ines, written.clone()).await.expect("kept");
    write::attach(&world.app, &ines, written.id, "a.txt", b"a".to_vec()).await.expect("attached");
    assert_eq!(write::files(&world.app, &ines, written.id).await.expect("files").len(), 1);
    assert!(write::discard(&world.app, &ines, written.id).await.expect("an answer"));
    assert!(write::files(&world.app, &ines, written.id).await.expect("files").is_empty());
    assert!(write::draft(&world.app, &ines, written.id).await.expect("an answer").is_none());
});
