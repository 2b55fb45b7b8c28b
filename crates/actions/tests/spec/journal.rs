//! The journal: one entry for each change, in its transaction, sealed, and whatever is touched afterwards is found.

use std::collections::BTreeSet;

use actions::{
    record,
    testing::{World, changed},
};
use model::Millis;
use store::testing::TestDb;

use crate::{
    acts,
    scene::{Scene, another},
};

/// What an action without an entry may change; see [`acts::all`].
const OWN_PAPERS: [&str; 21] = [
    "attachment",
    "checkpoint",
    "delivery",
    "draft",
    "job",
    "journal_entry",
    "look_back",
    "notice_ack",
    "passkey_challenge",
    "provider_assertion",
    "provider_question",
    "provider_word",
    "reading",
    "rule_set",
    "service_ticket",
    "service_token",
    "session",
    "sign_in_try",
    "device",
    "device_use",
    "folder",
];

async fn each_appends_its_entry(t: TestDb, acts: Vec<acts::Act>) {
    for act in acts {
        let scene = Scene::anew(&t).await;
        let (before, journaled) = (scene.world.dump().await, scene.world.journal().await);
        (act.run)(&scene).await.unwrap_or_else(|error| panic!("{}: {error}", act.name));
        let changes = changed(&before, &scene.world.dump().await);
        let mut verbs: Vec<String> = scene.world.journal().await.into_iter().map(|(verb, _)| verb).collect();
        for (verb, _) in journaled {
            let place = verbs.iter().position(|v| *v == verb).expect("entries stay");
            verbs.remove(place);
        }
        verbs.sort();
        let mut expected = act.verbs.to_vec();
        expected.sort_unstable();
        assert_eq!(verbs, expected, "{}", act.name);
        assert!(!changes.is_empty(), "{} does something", act.name);
        if act.verbs.is_empty() {
            let others: Vec<_> = changes.iter().filter(|table| !OWN_PAPERS.contains(&table.as_str())).collect();
            assert!(others.is_empty(), "{} changes {others:?} without an entry", act.name);
        }
        scene.world.journal_verifies().await;
    }
}

// Invariant 5
store::both!(every_change_of_accounts_appends_its_entry, |t: TestDb| async move {
    each_appends_its_entry(t, acts::of_accounts()).await;
});

// Invariant 5
store::both!(every_change_of_providers_appends_its_entry, |t: TestDb| async move {
    each_appends_its_entry(t, acts::of_providers()).await;
});

// Invariant 5
store::both!(every_change_of_people_appends_its_entry, |t: TestDb| async move {
    each_appends_its_entry(t, acts::of_people()).await;
});

// Invariant 5
store::both!(every_change_of_lanes_appends_its_entry, |t: TestDb| async move {
    each_appends_its_entry(t, acts::of_lanes()).await;
});

// Invariant 5
store::both!(every_change_of_services_appends_its_entry, |t: TestDb| async move {
    each_appends_its_entry(t, acts::of_services()).await;
});

// Invariant 5
store::both!(every_change_of_desk_appends_its_entry, |t: TestDb| async move {
    each_appends_its_entry(t, acts::of_desk()).await;
});

// Invariant 5
store::both!(every_change_of_measures_appends_its_entry, |t: TestDb| async move {
    each_appends_its_entry(t, acts::of_measures()).await;
});

// Invariant 5
store::both!(every_change_of_situations_appends_its_entry, |t: TestDb| async move {
    each_appends_its_entry(t, acts::of_situations()).await;
});

// Invariant 5
store::both!(every_change_of_filings_appends_its_entry, |t: TestDb| async move {
    each_appends_its_entry(t, acts::of_filings()).await;
});

// Invariant 5
store::both!(every_change_of_notices_appends_its_entry, |t: TestDb| async move {
    each_appends_its_entry(t, acts::of_notices()).await;
});

// Invariant 5
store::both!(every_change_of_channels_appends_its_entry, |t: TestDb| async move {
    each_appends_its_entry(t, acts::of_channels()).await;
});

// Invariant 5
store::both!(every_change_of_the_program_appends_its_entry, |t: TestDb| async move {
    each_appends_its_entry(t, acts::of_the_program()).await;
});

#[test]
fn no_action_is_missing_from_the_table() {
    let mut sources = vec![std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src")];
    let mut written = BTreeSet::new();
    while let Some(path) = sources.pop() {
        if path.is_dir() {
            sources.extend(std::fs::read_dir(&path).expect("a folder").map(|entry| entry.expect("a file").path()));
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            let text = std::fs::read_to_string(&path).expect("a source");
            for call in text.split("record::append(").skip(1) {
                written.extend(call.split('"').nth(1).map(str::to_owned));
            }
        }
    }
    let known: BTreeSet<&str> = acts::all().into_iter().flat_map(|act| act.verbs).copied().collect();
    // Imports have tests of their own, beside the readers of rosters; a replay provisions an empty database.
    let elsewhere = |verb: &str| verb.starts_with("import.") || verb == "directory.provision";
    let missing: Vec<_> = written.iter().filter(|verb| !elsewhere(verb) && !known.contains(verb.as_str())).collect();
    assert!(missing.is_empty(), "add {missing:?} to acts.rs");
    assert!(written.len() > 15, "{written:?}");
}

/// A journal of three checkpoints.
async fn sealed(t: TestDb) -> World {
    let world = World::new(t).await;
    for word in ["un", "deux", "trois"] {
        let message = world.person("roche").write_to("2nde4:pupils", word).await;
        world.person("ines").reports(message).await;
        world.advance(Millis::seconds(2));
        world.seal().await;
    }
    world.journal_verifies().await;
    world
}

// Invariant 5
store::both!(any_change_of_the_journal_by_hand_is_found, |t: TestDb| async move {
    let touched: [(&str, &'static str); 15] = [
        ("the facts", "update journal_entry set payload = '{}' where seq = 2"),
        ("the verb", "update journal_entry set verb = 'message.release' where seq = 2"),
        ("the actor", "update journal_entry set actor = null where seq = 2"),
        ("the subject", "update journal_entry set subject = 'message/1' where seq = 2"),
        ("the time", "update journal_entry set at = at + 1 where seq = 2"),
        ("the salt", "update journal_entry set salt = (select salt from journal_entry where seq = 1) where seq = 2"),
        (
            "the commitment",
            "update journal_entry set commitment = (select commitment from journal_entry where seq = 1) where seq = 2",
        ),
        ("the leaf", "update journal_entry set leaf = (select leaf from journal_entry where seq = 1) where seq = 2"),
        ("the order", "update journal_entry set seq = 6 - seq - 100 where seq in (2, 3)"),
        ("the first entry", "delete from journal_entry where seq = 0"),
        ("a middle entry", "delete from journal_entry where seq = 3"),
        ("the last entry", "delete from journal_entry where seq = 5"),
        ("a root", "update checkpoint set note = replace(note, '4', '5') where size = 4"),
        ("a checkpoint", "delete from checkpoint where size = 4"),
        ("all of it", "delete from journal_entry where seq >= 2"),
    ];
    for (what, sql) in touched {
        let world = sealed(another(&t).await).await;
        let mut tx = world.app.db.begin().await.expect("begins");
        assert!(tx.run(sql, ()).await.unwrap_or_else(|error| panic!("{what}: {error}")) > 0, "{what}");
        tx.commit().await.expect("touched");
        let report = world.verify().await;
        assert!(!report.holds(), "{what} was touched and nothing was found");
    }
});

// Invariant 5
store::both!(an_entry_slipped_in_is_found, |t: TestDb| async move {
    let world = sealed(t).await;
    let mut tx = world.app.db.begin().await.expect("begins");
    let insert = "insert into journal_entry (id, seq, at, verb, actor, subject, payload, salt, commitment, leaf) \
                  select $1, 6, at, verb, actor, subject, payload, salt, commitment, leaf \
                  from journal_entry where seq = 5";
    tx.run(insert, (world.app.id::<uuid::Uuid>(),)).await.expect("slipped in");
    tx.commit().await.expect("kept");
    assert!(!world.verify().await.holds());
});

// Invariant 5
store::both!(a_journal_cut_back_to_an_older_checkpoint_is_found_by_who_kept_a_newer_one, |t: TestDb| async move {
    let world = sealed(t).await;
    let kept = world.verify().await.newest.expect("a checkpoint");
    let mut tx = world.app.db.begin().await.expect("begins");
    tx.run("delete from journal_entry where seq >= 4", ()).await.expect("cut");
    tx.run("delete from checkpoint where size > 4", ()).await.expect("cut");
    tx.commit().await.expect("kept");
    assert!(world.verify().await.holds(), "nothing in the database tells");
    let key = world.app.seal_key.verifying_key();
    let report = record::verify(&world.app.db, key, Some(kept)).await.expect("read");
    assert!(!report.holds(), "the checkpoint kept elsewhere does");
});

store::both!(what_waits_for_its_seal_is_counted_and_sealed_once, |t: TestDb| async move {
    let world = World::new(t).await;
    world.person("roche").write_to("2nde4:pupils", "un").await;
    let report = world.verify().await;
    assert_eq!((report.entries, report.unsealed), (0, 1));
    let (a, b) = tokio::join!(record::seal(&world.app), record::seal(&world.app));
    let sealed = [a.expect("sealed"), b.expect("sealed")];
    assert_eq!(sealed.iter().flatten().count(), 1, "one of the two had something to seal");
    world.journal_verifies().await;
});

store::both!(what_was_done_at_one_moment_is_told_in_the_order_in_which_it_was_done, |t: TestDb| async move {
    let world = World::new(t).await;
    let message = world.person("roche").write_to("2nde4:pupils", "Sortie vendredi").await;
    world.person("ines").reports(message).await;
    world.person("karim").reports(message).await;
    world.desk().examines(message).await;
    world.desk().withdraws(message).await;
    let verbs: Vec<String> = world.journal().await.into_iter().map(|(verb, _)| verb).collect();
    assert_eq!(
        verbs,
        ["message.send", "message.report", "message.report", "desk.reveal", "situation.open", "campaign.withdraw"]
    );
});

store::both!(no_text_of_a_message_is_in_the_journal, |t: TestDb| async move {
    let world = World::new(t).await;
    let secret = "le mot que personne ne doit lire";
    let draft = world.person("roche").draft(&["2nde4:pupils"], "objet confidentiel", secret);
    let message = actions::testing::accepted(world.person("roche").send(&draft).await);
    world.person("ines").reports(message).await;
    world.desk().examines(message).await;
    world.desk().withdraws(message).await;
    let dump = world.dump().await;
    let hidden = |word: &str| dump["journal_entry"].iter().all(|row| !row.contains(word));
    assert!(hidden(secret) && hidden("objet confidentiel"));
});
