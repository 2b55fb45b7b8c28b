//! The program is killed in the middle of its work, again and again: what it answered for is there, once.

use std::{
    net::SocketAddr,
    sync::mpsc::{self, Sender},
};

use actions::testing::PASSWORD;
use store::testing::TestDb;

use crate::{
    browser::Browser,
    place::Place,
    process::{Serving, preau},
};

/// How often the program is killed.
const KILLS: usize = 8;
/// Who writes, and to which teacher of theirs.
const WRITERS: [(&str, &str); 4] = [("ines", "roche"), ("lea", "durand"), ("adam", "roche"), ("hugo", "moreau")];

// Invariant 5: the message, its verdict and its journal entry are one commit
store::both!(what_was_answered_survives_kill_9, |t: TestDb| async move { killed_again_and_again(t, 20_240_320).await });

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_answer_waits_for_the_disk() {
    let place = Place::new(store::testing::sqlite().await).await;
    let mut tx = place.db().begin().await.expect("begun");
    let level: Option<(i64,)> = tx.maybe("pragma synchronous", ()).await.expect("asked");
    let mode: Option<(String,)> = tx.maybe("pragma journal_mode", ()).await.expect("asked");
    // 2 is `full`: the log is flushed at each commit, which `normal` leaves for later.
    assert_eq!((level, mode), (Some((2,)), Some(("wal".to_owned(),))));
}

async fn killed_again_and_again(t: TestDb, seed: u64) {
    let place = Place::new(t).await;
    let mut chance = Chance(seed);
    let mut writers: Vec<Writer> = WRITERS.iter().map(|(login, to)| Writer::new(login, place.audience(to))).collect();
    for _ in 0..KILLS {
        let program = Serving::start(place.data(), place.database());
        let (answers_before_kill, instructions_before_kill) = (chance.below(12), chance.below(3_000_000));
        std::thread::scope(|scope| {
            let (answered, wait) = mpsc::channel();
            let at = program.address;
            for writer in &mut writers {
                let answered = answered.clone();
                scope.spawn(move || writer.writes_until_cut_off(at, &answered));
            }
            drop(answered);
            for _ in 0..answers_before_kill {
                wait.recv().expect("somebody still writes");
            }
            // Somewhere in the middle of what the four are being served.
            (0..instructions_before_kill).for_each(|_| std::hint::spin_loop());
            program.kill();
        });
        verify(&place);
    }
    let program = Serving::start(place.data(), place.database());
    for writer in &mut writers {
        writer.asks_again_for_what_was_not_answered(program.address);
    }
    assert!(program.stop().success(), "it stops when it is asked to");
    verify(&place);
    for writer in &writers {
        writer.finds_each_once(&place).await;
    }
    let all: usize = writers.iter().map(|writer| writer.answered).sum();
    assert!(all >= KILLS, "enough was written to mean something: {all}");
}

/// The journal is intact, and holds what was sealed before the kill.
fn verify(place: &Place) {
    let data = place.data().to_str().expect("plain text");
    let said = preau(&["verify", "--data", data, "--database", place.database()]);
    assert_eq!(said.code, 0, "{}{}", said.out, said.err);
}

/// Somebody who sends numbered messages one after another, and insists until each is answered.
struct Writer {
    login: &'static str,
    to: String,
    browser: Browser,
    signed_in: bool,
    /// Messages answered so far: their numbers are below this.
    answered: usize,
}

impl Writer {
    fn new(login: &'static str, to: String) -> Writer {
        Writer { login, to, browser: Browser::default(), signed_in: false, answered: 0 }
    }

    fn writes_until_cut_off(&mut self, at: SocketAddr, answered: &Sender<()>) {
        while self.writes_next(at).is_ok() {
            if answered.send(()).is_err() {
                return;
            }
        }
    }

    fn asks_again_for_what_was_not_answered(&mut self, at: SocketAddr) {
        self.writes_next(at).expect("answered");
    }

    /// The same number has the same idempotency key, whatever became of the first try.
    fn writes_next(&mut self, at: SocketAddr) -> std::io::Result<()> {
        if !self.signed_in {
            let answer = self.browser.sign_in(at, self.login, PASSWORD)?;
            assert_eq!(answer.status, 303, "{} signs in: {}", self.login, answer.body);
            self.signed_in = true;
        }
        let (key, subject) =
            (uuid::Uuid::from_u128(self.answered as u128 + 1).to_string(), self.subject(self.answered));
        let body = format!("Bonjour, voici le devoir numéro {}.", self.answered);
        let answer = self
            .browser
            .write(at, &[("key", &key), ("to", &self.to), ("subject", &subject), ("body", &body), ("do", "send")])?;
        assert_eq!(answer.status, 303, "{subject} is accepted: {}", answer.body);
        self.answered += 1;
        Ok(())
    }

    fn subject(&self, number: usize) -> String {
        format!("Devoir {number} de {}", self.login)
    }

    async fn finds_each_once(&self, place: &Place) {
        let mut tx = place.db().read().await.expect("reads");
        for number in 0..self.answered {
            let subject = self.subject(number);
            let judged = "select m.id from message m join verdict v on v.message = m.id where m.subject = $1";
            let found: Vec<(uuid::Uuid,)> = tx.all(judged, (&*subject,)).await.expect("found");
            assert_eq!(found.len(), 1, "{subject} is there once, with its verdict");
            let entries = "select count(*) from journal_entry where verb = 'message.send' and subject = $1";
            let told: Option<(i64,)> =
                tx.maybe(entries, (format!("message/{}", found[0].0.simple()),)).await.expect("counted");
            assert_eq!(told, Some((1,)), "the journal tells {subject} once");
        }
    }
}

/// A small generator of chance that is the same for the same seed (SplitMix64).
struct Chance(u64);

impl Chance {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (z ^ (z >> 31)) % bound
    }
}
