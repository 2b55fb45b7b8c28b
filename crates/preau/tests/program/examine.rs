//! `preau doctor` and `preau verify`: what is wrong is said, with what to do, and nothing else is.

use std::{fs::Permissions, os::unix::fs::PermissionsExt as _};

use actions::testing::PASSWORD;
use store::testing::{TestDb, sqlite};

use crate::{
    browser::Browser,
    place::Place,
    process::{Said, Serving, preau},
};

fn ask(place: &Place, command: &[&str]) -> Said {
    let data = place.data().to_str().expect("plain text");
    preau(&[command, &["--data", data, "--database", place.database()]].concat())
}

/// Changes a row behind the program's back.
async fn meddle(place: &Place, statement: &'static str) {
    let mut tx = place.db().begin().await.expect("begun");
    assert!(tx.run(statement, ()).await.expect("changed") > 0);
    tx.commit().await.expect("kept");
}

store::both!(a_healthy_place_has_nothing_to_mend, |t: TestDb| async move {
    let place = Place::new(t).await;
    assert!(Serving::start(place.data(), place.database()).stop().success());
    let said = ask(&place, &["doctor"]);
    assert_eq!(said.code, 0, "{}", said.out);
    assert!(!said.out.contains("FAUTE"), "{}", said.out);
    let said = ask(&place, &["verify"]);
    assert_eq!(said.code, 0, "{}{}", said.out, said.err);
});

#[test]
fn a_place_where_nothing_was_started_is_told_how_to_begin() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path().join("not yet");
    let said = preau(&["doctor", "--data", data.to_str().expect("plain text")]);
    assert_eq!(said.code, 1);
    assert!(said.out.contains("FAUTE") && said.out.contains("preau serve"), "{}", said.out);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_key_that_others_may_read_is_found() {
    let place = Place::new(sqlite().await).await;
    let key = place.data().join("pepper.key");
    std::fs::set_permissions(&key, Permissions::from_mode(0o644)).expect("opened to all");
    let said = ask(&place, &["doctor"]);
    assert_eq!(said.code, 1);
    assert!(said.out.contains("pepper.key") && said.out.contains("chmod 600"), "{}", said.out);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_that_does_not_answer_is_named() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path().to_str().expect("plain text");
    let nowhere = format!("postgres://somebody:secret@localhost/preau?host={data}");
    let said = preau(&["doctor", "--data", data, "--database", &nowhere]);
    assert_eq!(said.code, 1);
    assert!(said.out.contains("postgres://") && !said.out.contains("secret"), "{}", said.out);
}

store::both!(a_newer_database_is_left_alone, |t: TestDb| async move {
    let place = Place::new(t).await;
    meddle(&place, "update _sqlx_migrations set version = 9999 where version = 1").await;
    let said = ask(&place, &["migrate"]);
    assert_eq!(said.code, 1);
    assert!(said.err.contains("9999"), "{}", said.err);
    let said = ask(&place, &["doctor"]);
    assert_eq!(said.code, 1);
    assert!(said.out.contains("9999"), "{}", said.out);
});

store::both!(an_entry_that_was_rewritten_is_found, |t: TestDb| async move {
    let place = Place::new(t).await;
    let serving = Serving::start(place.data(), place.database());
    Browser::default().sign_in(serving.address, "roche", PASSWORD).expect("answered");
    assert!(serving.stop().success());
    assert_eq!(ask(&place, &["verify"]).code, 0);
    meddle(&place, "update journal_entry set payload = '{}' where seq = 0").await;
    let said = ask(&place, &["verify"]);
    assert_eq!(said.code, 1);
    assert!(said.out.contains("FAUTE"), "{}", said.out);
});

store::both!(a_tail_cut_off_with_its_signature_is_found_by_the_checkpoint_kept_outside, |t: TestDb| async move {
    let place = Place::new(t).await;
    let serving = Serving::start(place.data(), place.database());
    Browser::default().sign_in(serving.address, "roche", PASSWORD).expect("answered");
    assert!(serving.stop().success());
    assert_eq!(ask(&place, &["verify"]).code, 0);
    let last = "delete from journal_entry where seq = (select max(seq) from journal_entry)";
    meddle(&place, last).await;
    meddle(&place, "delete from checkpoint where size = (select max(size) from checkpoint)").await;
    let said = ask(&place, &["verify"]);
    assert_eq!(said.code, 1);
    assert!(said.out.contains("FAUTE"), "{}", said.out);
});

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_database_that_another_holds_is_named_and_left() {
    let place = Place::new(sqlite().await).await;
    let held = place.db().begin().await.expect("held");
    let said = ask(&place, &["grant", "roche", "desk"]);
    assert_eq!(said.code, 1);
    assert!(said.err.contains("held by another process"), "{}", said.err);
    drop(held);
    assert_eq!(ask(&place, &["grant", "roche", "desk"]).code, 0);
}

store::both!(doctor_reads_the_counts_and_says_when_nobody_serves_them, |t: TestDb| async move {
    let place = Place::new(t).await;
    let free = std::net::TcpListener::bind("127.0.0.1:0").expect("a port").local_addr().expect("its address");
    let config = place.data().join("preau.toml");
    let config = config.to_str().expect("plain text").to_owned();
    std::fs::write(&config, format!("[metrics]\nlisten = \"{free}\"\n")).expect("written");
    let serving = Serving::start_with(place.data(), place.database(), &["--config", &config]);
    let said = ask(&place, &["doctor", "--config", &config]);
    assert!(said.code == 0 && said.out.contains(&format!("compteurs lus sur {free}")), "{}", said.out);
    assert!(serving.stop().success());
    let said = ask(&place, &["doctor", "--config", &config]);
    assert!(said.code == 1 && said.out.contains("ne répondent pas"), "{}", said.out);
    std::fs::write(&config, "[metrics]\nlisten = \"0.0.0.0:9464\"\n").expect("written");
    let said = ask(&place, &["doctor", "--config", &config]);
    assert!(said.code == 1 && said.out.contains("à quiconque"), "{}", said.out);
});

store::both!(work_that_waits_too_long_is_found, |t: TestDb| async move {
    let place = Place::new(t).await;
    let mut tx = place.db().begin().await.expect("begun");
    let job = model::job::Job::Wave { message: uuid::Uuid::from_u128(5).into() };
    store::job::push(&mut tx, uuid::Uuid::from_u128(6).into(), &job, None, model::Millis(1)).await.expect("pushed");
    tx.commit().await.expect("kept");
    let said = ask(&place, &["doctor"]);
    assert!(said.code == 1 && said.out.contains("en retard de plus de cinq minutes"), "{}", said.out);
});
