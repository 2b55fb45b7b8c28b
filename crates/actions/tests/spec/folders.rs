//! A person's own folders, the archive and the trash: they change where one finds a message, never who may see it.

use actions::{
    folders::{self, Named},
    mailbox, search,
    testing::World,
};
use model::{Actor, FolderId, MessageId, folder::Place, limits};
use store::testing::TestDb;

async fn made(world: &World, actor: &Actor, name: &str) -> FolderId {
    match folders::create(&world.app, actor, name).await.expect("an answer") {
        Named::Yes(id) => id,
        other => panic!("{name}: {other:?}"),
    }
}

/// The messages that lie in a place.
async fn lying(world: &World, actor: &Actor, place: Place) -> Vec<MessageId> {
    let kept = folders::open(&world.app, actor, place, None).await.expect("an answer").expect("a place");
    kept.rows.iter().map(|row| row.id).collect()
}

/// What a search gives.
async fn found(world: &World, actor: &Actor, query: &str) -> Vec<MessageId> {
    let found = search::search(&world.app, actor, query).await.expect("an answer");
    found.into_iter().map(|message| message.id).collect()
}

async fn unread(world: &World, actor: &Actor) -> Vec<(String, i64)> {
    let list = folders::list(&world.app, actor).await.expect("folders");
    list.into_iter().map(|folder| (folder.name, folder.unread)).collect()
}

store::both!(a_message_lies_in_one_place_and_a_folder_counts_what_is_unread, |t: TestDb| async move {
    let world = World::new(t).await;
    let ines = world.person("ines");
    let actor = ines.actor().await;
    let trips = made(&world, &actor, "Sorties").await;
    let (first, second) = (
        world.person("roche").write_to("ines", "Piscine").await,
        world.person("roche").write_to("ines", "Musée").await,
    );
    assert!(ines.inbox().await.shows(first));
    for message in [first, second] {
        assert!(folders::put(&world.app, &actor, message, Place::Folder(trips)).await.expect("an answer"));
    }
    assert!(!ines.inbox().await.shows(first), "it lies elsewhere");
    assert_eq!(mailbox::unread(&world.app, &actor).await.expect("a count"), 0, "the inbox counts what lies in it");
    assert_eq!(lying(&world, &actor, Place::Folder(trips)).await, [second, first], "newest first");
    assert_eq!(unread(&world, &actor).await, [("Sorties".to_owned(), 2)]);
    assert!(ines.opens(first).await.is_some());
    assert_eq!(unread(&world, &actor).await, [("Sorties".to_owned(), 1)]);
    assert!(folders::put(&world.app, &actor, first, Place::Archive).await.expect("an answer"));
    assert_eq!(lying(&world, &actor, Place::Archive).await, [first]);
    assert!(folders::put(&world.app, &actor, first, Place::Inbox).await.expect("an answer"));
    assert!(ines.inbox().await.shows(first));
});

store::both!(a_folder_that_is_removed_gives_its_messages_back_to_the_inbox, |t: TestDb| async move {
    let world = World::new(t).await;
    let ines = world.person("ines");
    let actor = ines.actor().await;
    let folder = made(&world, &actor, "École").await;
    let message = world.person("roche").write_to("ines", "Bonjour").await;
    assert!(ines.inbox().await.shows(message));
    assert!(folders::put(&world.app, &actor, message, Place::Folder(folder)).await.expect("an answer"));
    assert!(folders::delete(&world.app, &actor, folder).await.expect("an answer"));
    assert!(ines.inbox().await.shows(message));
    assert!(folders::open(&world.app, &actor, Place::Folder(folder), None).await.expect("an answer").is_none());
    assert!(!folders::delete(&world.app, &actor, folder).await.expect("an answer"), "it is gone");
});

store::both!(what_was_put_away_can_be_taken_back_to_where_it_was, |t: TestDb| async move {
    let world = World::new(t).await;
    let ines = world.person("ines");
    let actor = ines.actor().await;
    let folder = made(&world, &actor, "École").await;
    let message = world.person("roche").write_to("ines", "Bonjour").await;
    assert!(ines.inbox().await.shows(message));
    assert!(folders::put(&world.app, &actor, message, Place::Folder(folder)).await.expect("an answer"));
    assert!(folders::put(&world.app, &actor, message, Place::Trash).await.expect("an answer"));
    assert_eq!(lying(&world, &actor, Place::Trash).await, [message]);
    assert!(lying(&world, &actor, Place::Folder(folder)).await.is_empty());
    assert_eq!(found(&world, &actor, "bonjour").await, [], "a search does not look in the trash");
    assert!(folders::restore(&world.app, &actor, message).await.expect("an answer"));
    assert_eq!(lying(&world, &actor, Place::Folder(folder)).await, [message]);
    assert_eq!(found(&world, &actor, "bonjour").await, [message], "it does look in folders");
    assert!(!folders::restore(&world.app, &actor, message).await.expect("an answer"), "it is not there any more");
});

// Invariant 1
store::both!(a_withdrawn_message_is_gone_from_every_folder, |t: TestDb| async move {
    let world = World::new(t).await;
    let (ines, karim) = (world.person("ines"), world.person("karim"));
    let (hers, his) = (ines.actor().await, karim.actor().await);
    let message = world.person("roche").write_to("2nde4:pupils", "Un texte").await;
    for person in [&ines, &karim] {
        assert!(person.inbox().await.shows(message));
    }
    assert!(folders::put(&world.app, &hers, message, Place::Archive).await.expect("an answer"));
    assert!(folders::put(&world.app, &his, message, Place::Trash).await.expect("an answer"));
    world.desk().withdraws(message).await;
    for (actor, place) in [(&hers, Place::Archive), (&his, Place::Trash)] {
        let kept = folders::open(&world.app, actor, place, None).await.expect("an answer").expect("a place");
        assert!(kept.rows.iter().all(|row| row.state == model::message::State::Withdrawn), "a notice alone");
    }
});

store::both!(folders_are_their_owner_s_alone_named_once_and_bounded, |t: TestDb| async move {
    let world = World::new(t).await;
    let (ines, karim) = (world.person("ines").actor().await, world.person("karim").actor().await);
    let folder = made(&world, &ines, "Été").await;
    assert_eq!(folders::create(&world.app, &ines, " ete ").await.expect("an answer"), Named::Taken);
    assert_eq!(folders::create(&world.app, &ines, " \n").await.expect("an answer"), Named::Wrong);
    assert_eq!(folders::rename(&world.app, &karim, folder, "À moi").await.expect("an answer"), Named::NotTheirs);
    assert!(!folders::delete(&world.app, &karim, folder).await.expect("an answer"));
    assert!(folders::open(&world.app, &karim, Place::Folder(folder), None).await.expect("an answer").is_none());
    let message = world.person("roche").write_to("karim", "Bonjour").await;
    assert!(world.person("karim").inbox().await.shows(message));
    assert!(!folders::put(&world.app, &karim, message, Place::Folder(folder)).await.expect("an answer"));
    assert!(!folders::put(&world.app, &ines, message, Place::Archive).await.expect("an answer"), "never hers");
    assert_eq!(folders::rename(&world.app, &ines, folder, "ÉTÉ").await.expect("an answer"), Named::Yes(folder));
    for n in 1..limits::FOLDERS_PER_PERSON_MAX {
        made(&world, &ines, &format!("Dossier {n}")).await;
    }
    assert_eq!(folders::create(&world.app, &ines, "Un de trop").await.expect("an answer"), Named::TooMany);
});

store::both!(a_long_folder_is_read_page_by_page_each_message_once, |t: TestDb| async move {
    let world = World::new(t).await;
    let ines = world.person("ines");
    let actor = ines.actor().await;
    let roche = world.person("roche");
    let mut sent = Vec::new();
    for n in 0..limits::PAGE_ROWS + 20 {
        world.advance(model::Millis::seconds(1));
        sent.push(roche.write_to("ines", &format!("Mot {n}")).await);
        // Listed once, so that it is the reader's to move.
        ines.opens(sent[n as usize]).await.expect("hers");
        assert!(folders::put(&world.app, &actor, sent[n as usize], Place::Archive).await.expect("an answer"));
    }
    sent.reverse();
    let mut read = Vec::new();
    let mut before = None;
    loop {
        let kept =
            folders::open(&world.app, &actor, Place::Archive, before).await.expect("an answer").expect("a place");
        read.extend(kept.rows.iter().map(|row| row.id));
        before = kept.next;
        if before.is_none() {
            break;
        }
    }
    assert_eq!(read, sent);
});
