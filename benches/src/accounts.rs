//! Figures of accounts: signing in beside what the hash alone costs, a reset of a whole region, a sweep of a list.

use std::time::{Duration, Instant};

use actions::{
    hasher::Turn,
    reset::{self, NewReset, Reset},
    sheets,
    sign_in::{self, Attempt, Browser, SignedIn},
    sweep::{Pair, Sweep},
};
use model::{Millis, Profile, SectionId, epoch::EpochKind, territory::Scope};
use tokio::task::JoinSet;
use uuid::Uuid;

use crate::{
    stats::Times,
    world::{PUPILS, World},
};

const PASSWORD: &str = "cheval lampe rivière tricot";
/// Sign-ins, and hashes, that are timed.
const SIGN_INS: usize = 120;
/// How long strangers come.
const FLOOD: Duration = Duration::from_secs(10);
/// Lines of a list.
const LINES: usize = 100_000;

/// Runs everything. `small` is for a quick look; the goals speak of the full size.
pub(crate) async fn run(small: bool) {
    let schools = if small { 20 } else { 334 };
    let world = World::new(schools).await;
    let accounts = schools * PUPILS;
    provide(&world).await;
    println!("world: {accounts} accounts, SQLite, durable commits");
    sweeping(&world).await;
    Box::pin(signing_in(&world)).await;
    Box::pin(guessing(&world)).await;
    Box::pin(recognising(&world)).await;
    Box::pin(flooding(&world)).await;
    Box::pin(printing(&world)).await;
    Box::pin(resetting(&world, accounts)).await;
}

/// Gives every pupil an account with the same password, hashed once, and the epoch that everybody sets who chooses one.
async fn provide(world: &World) {
    let hash = world.app.hasher.hash(PASSWORD, [5; 16]).await.expect("hashed").expect("not busy");
    let mut tx = world.app.db.begin().await.expect("begun");
    for (n, school) in (0..).zip(&world.schools) {
        let row = |(k, pupil): (usize, &model::PersonId)| {
            (*pupil, login(n, k), "active", hash.clone(), Millis(1_000), Millis(1_000))
        };
        let rows = (0..).zip(&school.pupils).map(row);
        let head = "insert into account (person, login, state, secret_hash, secret_set_at, created_at)";
        tx.insert(head, 6, "", rows.collect()).await.expect("inserted");
        let head = "insert into epoch (id, kind, not_before, person, reason, swept_at)";
        let epoch = |pupil: &model::PersonId| {
            (world.app.id::<uuid::Uuid>(), EpochKind::Sessions, Millis(999), *pupil, "activation", Millis(999))
        };
        tx.insert(head, 6, "", school.pupils.iter().map(epoch).collect()).await.expect("inserted");
    }
    tx.commit().await.expect("committed");
}

fn login(school: usize, pupil: usize) -> String {
    format!("eleve.{school}.{pupil}")
}

fn browser() -> Browser<'static> {
    Browser { device: None, address: "192.0.2.7:50000", agent: "Firefox", origin: None }
}

async fn enter(world: &World, pupil: usize) -> SignedIn {
    let login = login(0, pupil);
    let attempt = Attempt { login: &login, password: PASSWORD, browser: browser() };
    Box::pin(sign_in::sign_in(&world.app, &attempt)).await.expect("an answer")
}

/// Two at once, as many as are hashed at once; in turn, so that whatever slows the machine slows both.
async fn signing_in(world: &World) {
    let hash = world.app.hasher.hash(PASSWORD, [6; 16]).await.expect("hashed").expect("not busy");
    let (mut alone, mut whole) = (Times::new(), Times::new());
    for n in 0..SIGN_INS / 2 {
        let verify = || world.app.hasher.verify(PASSWORD, Some(&hash), Turn::Usual);
        let (a, b) = alone.take(async { tokio::join!(verify(), verify()) }).await;
        assert!(a.is_ok() && b.is_ok());
        let (a, b) = whole.take(async { tokio::join!(enter(world, 2 * n), enter(world, 2 * n + 1)) }).await;
        assert!(matches!((a, b), (SignedIn::Yes(_), SignedIn::Yes(_))), "in");
    }
    alone.print("two passwords hashed at once, Argon2id 19 MiB", "none, a limit");
    whole.print("two sign-ins at once, journaled, durable", "none");
    let share = whole.rate() / alone.rate() * 100.0;
    println!("{:<58} {:.0}/s, {share:.0} % of what the hash allows   goal >= 90 %", "sign-ins", 2.0 * whole.rate());
}

/// A name that nobody has and a wrong password of one that somebody has, in turn: nobody learns from the time which it was.
async fn guessing(world: &World) {
    let (mut unknown, mut known) = (Times::new(), Times::new());
    for n in 0..SIGN_INS {
        // Each from a network of its own: one alone would soon be told to wait.
        let address = format!("198.18.{n}.7:50000");
        let browser = Browser { address: &address, ..browser() };
        let (nobody, somebody) = (format!("personne.{n}"), login(3, n));
        for (login, times) in [(&nobody, &mut unknown), (&somebody, &mut known)] {
            let attempt = Attempt { login, password: "autre chose", browser };
            let answer = times.take(Box::pin(sign_in::sign_in(&world.app, &attempt))).await.expect("an answer");
            assert!(matches!(answer, SignedIn::No), "refused: {answer:?}");
        }
    }
    unknown.print("a name that nobody has", "none");
    known.print("a wrong password", "none");
    let apart = unknown.median().abs_diff(known.median());
    println!("{:<58} {apart:>9.1?}   goal <= 2 ms", "the medians of the two are apart by");
}

/// Strangers ask for ten times what can be hashed, with wrong passwords, while owners sign in on their own devices: how
/// long these wait, and what the program holds in memory.
async fn flooding(world: &World) {
    let mut devices = Vec::new();
    for pupil in 0..20 {
        let SignedIn::Yes(opened) = enter(world, pupil).await else { panic!("in") };
        devices.push(opened.device.expect("a new device").secret().to_owned());
    }
    let (before, begun) = (memory_mib(), Instant::now());
    let hashing = Duration::from_millis(31) / 2;
    let (mut owners, mut strangers) = (Times::new(), JoinSet::new());
    let (mut n, mut sent_away, mut peak) = (0_usize, 0_usize, before);
    let app = world.app.clone();
    while begun.elapsed() < FLOOD {
        // So many at each turn that ten times the capacity comes in.
        for _ in 0..10 {
            let app = app.clone();
            n += 1;
            strangers.spawn(async move {
                let (login, address) = (login(2, n % 400), format!("192.0.2.{}:50000", n % 250));
                let browser = Browser { address: &address, ..browser() };
                let attempt = Attempt { login: &login, password: "autre chose", browser };
                matches!(Box::pin(sign_in::sign_in(&app, &attempt)).await, Ok(SignedIn::Busy))
            });
        }
        if n.is_multiple_of(80) {
            let pupil = (n / 80) % devices.len();
            let login = login(0, pupil);
            let browser = Browser { device: Some(&devices[pupil]), ..browser() };
            let attempt = Attempt { login: &login, password: PASSWORD, browser };
            let came = owners.take(Box::pin(sign_in::sign_in(&world.app, &attempt))).await;
            assert!(matches!(came, Ok(SignedIn::Yes(_))), "an owner is in: {came:?}");
        }
        tokio::time::sleep(hashing).await;
        while let Some(done) = strangers.try_join_next() {
            sent_away += usize::from(done.unwrap_or(false));
        }
        peak = peak.max(memory_mib());
    }
    while let Some(done) = strangers.join_next().await {
        sent_away += usize::from(done.unwrap_or(false));
    }
    owners.print("an owner signs in on their device, in a flood of strangers", "p99 <= 1 s");
    let share = sent_away * 100 / n.max(1);
    println!("{:<58} {n} strangers, {share} % told to come back, {} MiB more at most", "the flood", peak - before);
}

/// What the program holds in memory, as the system counts it; 0 where it does not say.
fn memory_mib() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmRSS:"));
    line.and_then(|line| line.split_whitespace().nth(1))
        .and_then(|kib| kib.parse::<u64>().ok())
        .map_or(0, |kib| kib / 1_024)
}

/// Sheets of a class of thirty, and of a thousand pupils of a school: drawn, hashed, kept, journaled.
async fn printing(world: &World) {
    let school = &world.schools[0];
    for count in [30, 1_000] {
        let (section, audience) = (world.app.id::<Uuid>(), world.app.id::<Uuid>());
        let (of, name, open) = (school.head.affiliations[0].school, format!("Classe de {count}"), Millis::NEVER);
        let mut tx = world.app.db.begin().await.expect("begun");
        let row = (section, of, name.as_str(), open);
        tx.run(
            "insert into section (id, school, kind, name, level, closed_at) values ($1, $2, 'class', $3, '', $4)",
            row,
        )
        .await
        .expect("inserted");
        let row = (audience, of, section, count as i64);
        let insert = "insert into audience (id, school, section, kind, profile, label, readers, open_until) \
            values ($1, $2, $3, 'class', 'pupil', '', $4, 0)";
        tx.run(insert, row).await.expect("inserted");
        let members = school.pupils.iter().take(count).map(|pupil| (*pupil, audience, Millis(0), open)).collect();
        tx.insert("insert into membership (person, audience, since, until)", 4, "", members).await.expect("inserted");
        tx.commit().await.expect("committed");
        let begun = Instant::now();
        let printed = sheets::print(&world.app, &school.head, SectionId(section), Profile::Pupil).await;
        let slips = printed.expect("printed").expect("their class").slips.len();
        assert_eq!(slips, count);
        println!(
            "{:<58} {:>9.1?}   goal: a class of 30 <= 5 s",
            format!("sheets of {count} pupils, durable"),
            begun.elapsed()
        );
    }
}

/// What every request of somebody who is signed in asks first.
async fn recognising(world: &World) {
    let SignedIn::Yes(opened) = enter(world, 6).await else { panic!("in") };
    let (session, device) = (opened.session.secret(), opened.device.as_ref().expect("a new device").secret());
    let mut times = Times::new();
    for _ in 0..1_000 {
        let known = times.take(sign_in::authenticate(&world.app, session, device)).await.expect("read");
        assert!(known.is_some());
    }
    times.print("recognise a session, with an epoch of everybody's", "none");
}

/// Everybody's password, sessions, devices and codes: how long until the next request knows.
async fn resetting(world: &World, accounts: u64) {
    let SignedIn::Yes(opened) = enter(world, 7).await else { panic!("in") };
    let (session, device) = (opened.session.secret(), opened.device.as_ref().expect("a new device").secret());
    assert!(sign_in::authenticate(&world.app, session, device).await.expect("read").is_some());
    let begun = Instant::now();
    let new = NewReset { scope: Scope::All, spares_since: None, spares_passkeys: None, note: "" };
    let done = reset::reset(&world.app, None, &new).await.expect("an answer");
    let gone = sign_in::authenticate(&world.app, session, device).await.expect("read").is_none();
    let took = begun.elapsed();
    assert!(matches!(done, Reset::Yes { counts, .. } if counts.accounts == accounts.cast_signed()) && gone);
    println!("{:<58} {took:>9.1?}   goal <= 1 s", format!("reset of {accounts} accounts, counted and in force"));
    assert!(matches!(enter(world, 8).await, SignedIn::No), "the password is dead as well");
}

/// A list in which one line in a thousand names an account, with a wrong password.
async fn sweeping(world: &World) {
    let pairs: Vec<Pair> = (0..LINES)
        .filter_map(|n| {
            let name = if n % 1_000 == 0 { login(1, n / 1_000) } else { format!("inconnu{n}@mail.example") };
            Pair::new(&name, "mot de passe")
        })
        .collect();
    let (begun, mut sweep) = (Instant::now(), Sweep::new(false));
    let mut named = 0;
    for some in pairs.chunks(500) {
        named += sweep.check(&world.app, some.to_vec()).await.expect("swept").named;
    }
    let rate = LINES as f64 / begun.elapsed().as_secs_f64();
    println!("{:<58} {rate:.0} pairs/s, {named} of {LINES} tried at the hash", "sweep of a list");
}
