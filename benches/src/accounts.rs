//! Figures of accounts: signing in beside what the hash alone costs, a reset of a whole region, a sweep of a list.

use std::time::Instant;

use actions::{
    reset::{self, NewReset, Reset},
    sign_in::{self, Attempt, Browser, SignedIn},
    sweep::{Pair, Sweep},
};
use model::{Millis, epoch::EpochKind, territory::Scope};

use crate::{
    stats::Times,
    world::{PUPILS, World},
};

const PASSWORD: &str = "cheval lampe rivière tricot";
/// Sign-ins, and hashes, that are timed.
const SIGN_INS: usize = 120;
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
    Box::pin(recognising(&world)).await;
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
        let verify = || world.app.hasher.verify(PASSWORD, Some(&hash));
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
    let new = NewReset { scope: Scope::All, spares_since: None, note: "" };
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
