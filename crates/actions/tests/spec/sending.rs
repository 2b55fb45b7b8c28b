//! Sending: once for each form, seen once by each reader, and within a budget for those without broadcast power.

use actions::{
    send::{self, Sent},
    testing::{Judging, World, accepted},
};
use model::{Millis, limits, message::Refusal, verdict::Outcome};
use store::testing::TestDb;

store::both!(the_same_form_sent_twice_is_one_message, |t: TestDb| async move {
    let world = World::new(t).await;
    let ines = world.person("ines");
    let draft = ines.draft(&["roche"], "Devoir", "Bonjour");
    let first = ines.send(&draft).await;
    world.advance(Millis::minutes(3));
    world.judge(Judging::Panics);
    assert_eq!(ines.send(&draft).await, first, "the first answer, without another judgment");
    assert_eq!(world.person("roche").inbox().await.0.rows.len(), 1);
});

store::both!(the_same_form_sent_twice_at_once_is_one_message, |t: TestDb| async move {
    let world = World::new(t).await;
    let ines = world.person("ines");
    let actor = ines.actor().await;
    for round in 0..10 {
        let draft = ines.draft(&["roche"], "Devoir", &format!("Bonjour {round}"));
        let (app, again) = (&world.app, draft.clone());
        let (a, b) = tokio::join!(send::send(app, &actor, &draft), send::send(app, &actor, &again));
        assert_eq!(a.expect("an answer"), b.expect("the same answer"));
    }
    assert_eq!(world.person("roche").inbox().await.0.rows.len(), 10);
});

store::both!(many_who_send_at_once_are_each_answered_for_what_was_kept, |t: TestDb| async move {
    let world = std::sync::Arc::new(World::new(t).await);
    let mut senders = Vec::new();
    for key in ["ines", "karim", "lea", "noe", "roche", "adou", "perrin", "farida"] {
        let actor = world.person(key).actor().await;
        let drafts: Vec<_> =
            (0..6).map(|n| world.person(key).draft(&["roche"], "Un mot", &format!("{key} {n}"))).collect();
        let world = world.clone();
        senders.push(tokio::spawn(async move {
            let mut kept = 0;
            for draft in drafts {
                let sent = send::send(&world.app, &actor, &draft).await.expect("an answer");
                kept += usize::from(matches!(sent, Sent::Delivered(_)));
            }
            kept
        }));
    }
    let mut kept = 0;
    for sender in senders {
        kept += sender.await.expect("a sender");
    }
    assert!(kept >= 36, "most may write to their teacher: {kept}");
    let mut tx = world.app.db.read().await.expect("reads");
    let rows: Option<(i64, i64)> =
        tx.maybe("select (select count(*) from message), (select count(*) from verdict)", ()).await.expect("counted");
    assert_eq!(rows, Some((kept as i64, kept as i64)));
    drop(tx);
    assert_eq!(world.journal().await.len(), kept);
    world.journal_verifies().await;
});

store::both!(the_key_of_a_form_is_its_sender_s_own, |t: TestDb| async move {
    let world = World::new(t).await;
    let (ines, karim) = (world.person("ines"), world.person("karim"));
    let draft = ines.draft(&["roche"], "Devoir", "de la part d’Inès");
    let first = accepted(ines.send(&draft).await);
    let other = accepted(karim.send(&draft).await);
    assert_ne!(first, other, "a stolen key gives no way to another's message");
});

// Invariant 1
store::both!(somebody_in_several_audiences_of_a_message_sees_it_once, |t: TestDb| async move {
    let world = World::new(t).await;
    let roche = world.person("roche");
    let to = ["2nde4:pupils", "radio:pupils", "lycee:pupils", "ines"];
    let word = accepted(roche.send(&roche.draft(&to, "Sortie", "Rendez-vous à 8 h")).await);
    for reader in ["ines", "karim", "lea", "noe"] {
        assert_eq!(world.person(reader).inbox().await.times(word), 1, "{reader}");
    }
    let mut tx = world.app.db.read().await.expect("reads");
    let rows: Option<(i64,)> = tx.maybe("select count(*) from message", ()).await.expect("counted");
    assert_eq!(rows, Some((1,)), "one row, whatever the number of readers");
});

store::both!(whom_nobody_knows_cannot_be_written_to, |t: TestDb| async move {
    let world = World::new(t).await;
    let ines = world.person("ines");
    let mut draft = ines.draft(&["roche"], "Devoir", "Bonjour");
    draft.to[0].audience = world.app.id();
    assert_eq!(ines.send(&draft).await, Sent::Refused(Refusal::UnknownRecipient));
    assert_eq!(world.person("desk").writes("roche", "Bonjour").await, Sent::Refused(Refusal::NotAllowed));
});

store::both!(one_forbidden_recipient_refuses_the_whole_message, |t: TestDb| async move {
    let world = World::new(t).await;
    let ines = world.person("ines");
    let before = world.dump().await;
    let sent = ines.send(&ines.draft(&["roche", "karim", "yann"], "Salut", "Bonjour")).await;
    assert_eq!(sent, Sent::Refused(Refusal::NotAllowed));
    assert_eq!(actions::testing::changed(&before, &world.dump().await), Vec::<String>::new());
});

store::both!(an_account_without_broadcast_power_has_a_budget_of_messages, |t: TestDb| async move {
    let world = World::new(t).await;
    let ines = world.person("ines");
    for _ in 0..limits::SENDS_PER_HOUR_MAX {
        ines.write_to("karim", "coucou").await;
    }
    assert_eq!(ines.writes("karim", "encore").await, Sent::Refused(Refusal::TooMany));
    world.advance(Millis::hours(1));
    assert!(matches!(ines.writes("karim", "plus tard").await, Sent::Delivered(_)));
});

store::both!(an_account_without_broadcast_power_has_a_budget_of_readers, |t: TestDb| async move {
    let world = World::new(t).await;
    let mut directory = world.directory().await;
    directory.open_to_its_pupils("radio:pupils", world.now() + Millis::days(1)).await;
    directory.save().await;
    let mut tx = world.app.db.begin().await.expect("begins");
    let radio = world.audience("radio:pupils");
    let readers = limits::REACH_PER_HOUR_MAX;
    tx.run("update audience set readers = $2 where id = $1", (radio, readers)).await.expect("counted");
    tx.commit().await.expect("kept");
    world.judge(Judging::Always(Outcome::Deliver));
    let (ines, roche) = (world.person("ines"), world.person("roche"));
    ines.write_to("radio:pupils", "Répétition à 17 h").await;
    assert_eq!(ines.writes("karim", "et toi ?").await, Sent::Refused(Refusal::TooMany));
    for _ in 0..3 {
        roche.write_to("radio:pupils", "Un adulte de l’établissement n’est pas limité").await;
    }
});

store::both!(what_becomes_of_a_message_is_told_as_a_value, |t: TestDb| async move {
    let world = World::new(t).await;
    let ines = world.person("ines");
    for outcome in [Outcome::Deliver, Outcome::Waves, Outcome::Hold] {
        world.judge(Judging::Always(outcome));
        let sent = ines.writes("roche", "Bonjour").await;
        let right = match outcome {
            Outcome::Deliver => matches!(sent, Sent::Delivered(_)),
            Outcome::Waves => matches!(sent, Sent::InWaves(_)),
            Outcome::Hold => matches!(sent, Sent::Held(_)),
        };
        assert!(right, "{outcome:?} gave {sent:?}");
    }
});
