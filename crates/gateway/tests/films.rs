//! Films are judged by their pictures where `ffmpeg` is; `./test tools` installs it.
#![allow(clippy::expect_used, clippy::panic, reason = "a test that cannot prepare its world must fail at once")]

use std::{
    os::unix::fs::PermissionsExt as _,
    path::{Path, PathBuf},
    process::Command,
};

use actions::{
    examine::{Film, Taken, examine_film},
    jobs,
    testing::{World, accepted},
};
use gateway::films::{Error, Films, examine_job};
use model::{AttachmentId, MessageId, attachment::FileState, draft::Draft, job::Job, limits, message::State};
use store::testing::TestDb;

fn ffmpeg() -> &'static Path {
    let path = Path::new("/usr/bin/ffmpeg");
    assert!(path.exists(), "ffmpeg is missing: run ./test tools");
    path
}

fn seed(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz/seeds/attachments").join(name)
}

/// A film of a second that shows a picture.
fn film_of(picture: &str, ending: &str) -> Vec<u8> {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join(format!("film.{ending}"));
    let made = Command::new(ffmpeg())
        .args(["-nostdin", "-v", "error", "-loop", "1", "-i"])
        .arg(seed(picture))
        .args([
            "-t",
            "1",
            "-r",
            "10",
            "-vf",
            "scale=iw*4:-2:flags=neighbor",
            "-c:v",
            "mpeg4",
            "-q:v",
            "2",
            "-pix_fmt",
            "yuv420p",
        ])
        .arg(&path)
        .status()
        .expect("ffmpeg runs");
    assert!(made.success());
    std::fs::read(&path).expect("a film")
}

async fn work(world: &World, films: Option<&Films>) {
    loop {
        let claimed = jobs::claim(&world.app).await.expect("claimed");
        if claimed.is_empty() {
            return;
        }
        for job in claimed {
            match &job.job {
                Job::Examine { sha256 } => examine_job(&world.app, films, sha256).await.expect("examined"),
                Job::Settle { message } => actions::settle::settle(&world.app, *message).await.expect("settled"),
                Job::LookBack { campaign } => {
                    actions::look_back::look_back(&world.app, *campaign).await.expect("looked back");
                }
                Job::Carriers { message } => {
                    actions::carriers::contain_carriers(&world.app, *message).await.expect("looked at");
                }
                other => panic!("{other:?}"),
            }
            jobs::finish(&world.app, &job, Ok(())).await.expect("written");
        }
    }
}

async fn sends(world: &World, who: &str, name: &str, content: &[u8]) -> (AttachmentId, MessageId) {
    let who = world.person(who);
    let file = who.uploads(name, content).await;
    let draft = Draft { attachments: vec![file], ..who.draft(&["ines"], "Un film", "Voici") };
    (file, accepted(who.send(&draft).await))
}

async fn stands(world: &World, file: AttachmentId) -> FileState {
    let mut tx = world.app.db.read().await.expect("reads");
    store::attachment::get(&mut tx, file).await.expect("read").expect("a file").state
}

store::both!(a_film_is_known_by_the_pictures_that_it_shows, |t: TestDb| async move {
    let world = World::new(t).await;
    let films = Films::new(ffmpeg());
    let (_, threat) = sends(&world, "roche", "a.jpg", &std::fs::read(seed("photo.jpg")).expect("a picture")).await;
    work(&world, Some(&films)).await;
    world.desk().withdraws(threat).await;
    let (_, without) = sends(&world, "durand", "b.mp4", &film_of("photo.png", "mp4")).await;
    work(&world, None).await;
    assert_eq!(world.state_of(without).await, State::Delivered, "nobody here can look into it");
    let (_, with) = sends(&world, "durand", "c.mkv", &film_of("photo.png", "mkv")).await;
    work(&world, Some(&films)).await;
    assert_eq!(world.state_of(with).await, State::Held, "it shows the picture of a withdrawn message");
    let (other, message) = sends(&world, "durand", "d.avi", &film_of("code.png", "avi")).await;
    work(&world, Some(&films)).await;
    assert_eq!((world.state_of(message).await, stands(&world, other).await), (State::Delivered, FileState::Clear));
    world.journal_verifies().await;
});

#[tokio::test]
async fn pictures_of_a_film_are_few_and_small_and_their_codes_are_read() {
    let films = Films::new(ffmpeg());
    films.check().await.expect("it runs");
    let content = film_of("code.png", "mp4");
    let Taken::Pictures(pictures) = films.pictures(Film::Mp4, &content).await.expect("an answer") else {
        panic!("no picture");
    };
    assert!((1..=limits::FILM_PICTURES_MAX).contains(&pictures.len()));
    assert!(pictures.iter().all(|picture| picture.starts_with(b"\x89PNG")));
    let report = examine_film(&content, &pictures);
    let still = examine_film(&std::fs::read(seed("code.png")).expect("a picture"), &[]);
    assert!(!still.codes.is_empty() && report.codes == still.codes, "{:?}", report.codes);
    assert!(!report.unreadable.is_empty(), "what is said in it is read by nobody");
}

#[tokio::test]
async fn what_only_claims_to_be_a_film_gives_no_picture_and_opens_no_other_file() {
    let films = Films::new(ffmpeg());
    let list = format!("#EXTM3U\n#EXTINF:1,\nfile://{}\n", seed("photo.png").display());
    let concat = format!("ffconcat version 1.0\nfile {}\n", seed("photo.png").display());
    for content in [list.as_bytes(), concat.as_bytes(), b"\0\0\0\x18ftypisom....", b""] {
        for film in [Film::Mp4, Film::Matroska, Film::Avi, Film::Flv, Film::Mpeg] {
            assert_eq!(films.pictures(film, content).await.expect("an answer"), Taken::Nothing, "{film:?}");
        }
    }
}

#[tokio::test]
async fn a_program_that_never_ends_is_ended_and_one_that_is_missing_is_said() {
    let gone = Films::new(Path::new("/nowhere/ffmpeg"));
    assert!(matches!(gone.check().await, Err(Error::Missing { .. })));
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("ffmpeg");
    let mark = folder.path().join("alive");
    std::fs::write(&path, format!("#!/bin/sh\nexec 9>{}\nwhile :; do read -r x </dev/zero; done\n", mark.display()))
        .expect("written");
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).expect("may run");
    let films = Films::new(&path);
    let begun = tokio::time::Instant::now();
    assert_eq!(films.pictures(Film::Mp4, b"x").await.expect("an answer"), Taken::TooLong);
    assert!(begun.elapsed().as_millis() as i64 >= limits::FILM_TIME.0, "it had its time");
}
