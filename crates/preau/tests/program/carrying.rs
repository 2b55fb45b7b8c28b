//! The program is killed in the middle of sending a notice, again and again: everybody gets it, and whoever carries it can
//! tell every repetition.

use std::time::Duration;

use gateway::channels::sinks::{HttpSink, Temper};
use model::{
    Millis, OutgoingId, PersonId,
    channel::{Channel, Channels, DeliveryState},
};
use store::{delivery::OutgoingRow, testing::TestDb};
use tokio::time::{interval, timeout};
use uuid::Uuid;

use crate::{place::Place, process::Serving};

/// How often the program is killed.
const KILLS: usize = 4;
/// To how many people the notice goes.
const PEOPLE: usize = 300;
/// Requests under way at once.
const AT_ONCE: usize = 8;
const NOTICE: OutgoingId = OutgoingId(Uuid::from_u128(7));

// Invariant 5: what came of a message and its entry are one commit; what was lost with the program is done again
store::both!(a_notice_reaches_everybody_once_though_the_program_is_killed, |t: TestDb| async move {
    let place = Place::new(t).await;
    let made_at = now();
    plan(&place, made_at).await;
    let sink = HttpSink::start(Temper::Slow(Duration::from_millis(15))).await;
    let file = place.data().join("preau.toml");
    let text = format!(
        "[sms]\nurl = \"http://127.0.0.1:{}/\"\nbody = '{{\"to\":\"{{to}}\",\"text\":\"{{text}}\"}}'\n\
         key_header = \"Idempotency-Key\"\nid_at = \"/id\"\nstatus_at = \"/status\"\naccepted = [\"queued\"]\n\
         per_second = 200\nat_once = {AT_ONCE}\n",
        sink.port()
    );
    std::fs::write(&file, text).expect("written");
    let config = ["--config", file.to_str().expect("plain text")];
    for kill in 0..KILLS {
        let program = Serving::start_with(place.data(), place.database(), &config);
        let enough = sink.distinct() + 30 + 7 * kill;
        until("enough is under way", || std::future::ready(sink.distinct() >= enough)).await;
        program.kill();
        lease_ends(&place, made_at).await;
    }
    let program = Serving::start_with(place.data(), place.database(), &config);
    until("everything was taken", || async { accepted(&place).await == PEOPLE as i64 }).await;
    assert!(program.stop().success(), "it stops when it is asked to");
    let counts = sink.counts();
    assert_eq!(counts.len(), PEOPLE, "nobody is left out, and no key is another's");
    let repeated = counts.values().filter(|count| **count > 1).count();
    assert!(counts.values().all(|count| *count as usize <= 1 + KILLS), "{counts:?}");
    // What was answered within the last look at the queue, and what was under way.
    assert!(repeated <= KILLS * 200, "{repeated}");
    println!("{repeated} of {PEOPLE} messages were handed over again with their own key, after {KILLS} kills");
});

/// Three hundred people with a mobile, and a notice for all of them.
async fn plan(place: &Place, made_at: Millis) {
    let mut tx = place.db().begin().await.expect("begun");
    let id = |n: usize| PersonId(Uuid::from_u128(1_000 + n as u128));
    let mobile = |n: usize| format!("+3363998{n:04}");
    let people = (0..PEOPLE)
        .map(|n| {
            let (name, since) = (format!("personne {n}"), 0_i64);
            (id(n), format!("test:notice:{n}"), name, "", "", "", "", mobile(n), since, since, Millis::NEVER)
        })
        .collect();
    let head = "insert into person (id, source_key, family_name, given_name, sort_key, birth_date, mail, mobile, \
                fingerprint, updated_at, left_at)";
    tx.insert(head, 11, "", people).await.expect("people");
    let contacts = (0..PEOPLE).map(|n| (id(n), "sms".to_owned(), mobile(n))).collect();
    store::contact::add(&mut tx, contacts, made_at).await.expect("contacts");
    let row = OutgoingRow {
        id: NOTICE,
        notice: Uuid::from_u128(8),
        version: 1,
        subject: "Lycée".to_owned(),
        text: "Prochain point à 9 h.".to_owned(),
        link: "https://ent.example/n/1".to_owned(),
        urgent: true,
        made_at,
        expires_at: Millis::NEVER,
        replaced_at: Millis::NEVER,
    };
    store::delivery::make(&mut tx, &row).await.expect("made");
    let on = Channels { sms: true, ..Channels::default() };
    for n in 0..PEOPLE {
        assert_eq!(store::delivery::plan_person(&mut tx, NOTICE, id(n), on, made_at).await.expect("planned"), 1);
    }
    tx.commit().await.expect("committed");
}

/// Two minutes pass for what was under way.
async fn lease_ends(place: &Place, made_at: Millis) {
    let mut tx = place.db().begin().await.expect("begun");
    let ended = "update delivery set due_at = $1 where state = 'submitted'";
    tx.run(ended, (made_at,)).await.expect("ended");
    tx.commit().await.expect("committed");
}

#[expect(clippy::disallowed_methods, reason = "the program that is killed has the system's clock")]
fn now() -> Millis {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).expect("after 1970");
    Millis(since.as_millis() as i64)
}

async fn accepted(place: &Place) -> i64 {
    let mut tx = place.db().read().await.expect("reads");
    let counts = store::delivery::counts(&mut tx, NOTICE).await.expect("counted");
    counts.iter().find(|row| (row.0, row.1) == (Channel::Sms, DeliveryState::Accepted)).map_or(0, |row| row.2)
}

async fn until<F: Future<Output = bool>>(what: &str, done: impl Fn() -> F) {
    let mut look = interval(Duration::from_millis(20));
    let seen = timeout(Duration::from_mins(1), async {
        loop {
            look.tick().await;
            if done().await {
                return;
            }
        }
    });
    assert!(seen.await.is_ok(), "{what}: not within a minute");
}
