//! Notices to many: how fast they are planned, how fast text messages and push messages leave against carriers of this
//! machine, and what `kill -9` in the middle does.

use std::{
    path::{Path, PathBuf},
    process::{Child, Command},
    sync::Arc,
    time::{Duration, Instant},
};

use actions::{
    App, Parts, contacts,
    deliver::{self, NewOutgoing, Planned},
};
use gateway::channels::{
    Carrier,
    push::Push,
    run,
    sinks::{HttpSink, Temper},
    sms::Sms,
};
use model::{
    AudienceId, Millis, PersonId,
    channel::{Channel, Channels, DeliveryState},
    limits,
    time::Clock,
};
use serde_json::json;
use store::{Db, blobs::Blobs};
use tokio::sync::watch;
use uuid::Uuid;

const AUDIENCE: AudienceId = AudienceId(Uuid::from_u128(5));
const SMS: Uuid = Uuid::from_u128(11);
const PUSH: Uuid = Uuid::from_u128(12);
const PACED: Uuid = Uuid::from_u128(13);
/// What a contract may allow, in text messages a second.
const CEILING: f64 = 250.0;
/// How long the pace of the contract is watched.
const WATCHED: Duration = Duration::from_secs(20);

/// The system's clock, so much later: after a kill, the lease of what was under way is over.
struct Later(Millis);

impl Clock for Later {
    fn now(&self) -> Millis {
        let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).expect("after 1970");
        Millis(since.as_millis() as i64) + self.0
    }
}

/// Runs the family.
pub(crate) async fn run(small: bool) {
    let people: usize = if small { 10_000 } else { 200_000 };
    let folder = tempfile::tempdir().expect("a folder");
    let app = app(folder.path(), Millis(0)).await;
    write_people(&app, people).await;
    println!("channels: {people} people, SQLite with durable commits, carriers on this machine");
    let begun = Instant::now();
    let mut next = contacts::read(&app, contacts::FIRST).await.expect("read");
    while next != contacts::FIRST {
        next = contacts::read(&app, next).await.expect("read");
    }
    println!("  addresses read from the directory: {:.1} s", begun.elapsed().as_secs_f64());
    plan(&app, SMS).await;
    killed(&app, folder.path(), Channel::Sms, SMS, people).await;
    write_browsers(&app, people).await;
    plan(&app, PUSH).await;
    killed(&app, folder.path(), Channel::Push, PUSH, people).await;
    paced(&app).await;
}

/// A process of its own that carries messages until it is killed: `channels-carry FOLDER PORT CHANNEL LATER_MS`.
pub(crate) async fn carry(mut args: impl Iterator<Item = String>) {
    let mut next = || args.next().expect("an argument");
    let (folder, port) = (PathBuf::from(next()), next().parse().expect("a port"));
    let channel = Channel::from_code(&next()).expect("a channel");
    let app = app(&folder, Millis(next().parse().expect("milliseconds"))).await;
    let (_stop, stopped) = watch::channel(false);
    run::run(app, Arc::new(carrier(channel, port, 50_000.0)), stopped).await;
}

fn carrier(channel: Channel, port: u16, per_second: f64) -> Carrier {
    if channel == Channel::Push {
        let config = json!({ "contact": "mailto:ent@example.org", "services": [format!("http://127.0.0.1:{port}")],
            "per_second": per_second });
        let config = serde_json::from_value(config).expect("a configuration");
        return Carrier::Push(Push::new(&config, [7; 32]).expect("set up"));
    }
    let config = json!({ "url": format!("http://127.0.0.1:{port}/"), "body": "{\"to\":\"{to}\",\"text\":\"{text}\"}",
        "key_header": "Idempotency-Key", "id_at": "/id", "status_at": "/status", "accepted": ["queued"],
        "per_second": per_second });
    Carrier::Sms(Sms::new(&serde_json::from_value(config).expect("a configuration")).expect("set up"))
}

async fn app(folder: &Path, later: Millis) -> Arc<App> {
    let app = App::new(Parts {
        db: Db::open_file(&folder.join("preau.db")).await.expect("a database"),
        blobs: Blobs::open(&folder.join("blobs")).expect("blobs"),
        judge: Box::new(shield::Shield::embedded().expect("the shield's rules")),
        seal_key: journal::SigningKey::new("bench.example/journal", [7; 32]).expect("a key"),
        dossier_key: dossier::SealKey::new([7; 32]),
        pepper: [7; 32],
        clock: Arc::new(Later(later)),
        seed: [7; 32],
    });
    Arc::new(app.with_channels(Channels { push: true, sms: true, mail: false }))
}

fn person(n: usize) -> PersonId {
    PersonId(Uuid::from_u128(1 << 64 | n as u128))
}

async fn write_people(app: &App, people: usize) {
    let mut tx = app.db.begin().await.expect("begun");
    let rows = (0..people)
        .map(|n| {
            // There are ten thousand numbers of fiction: these are put together, and leave this machine never.
            let mobile = format!("+3373{n:07}");
            (person(n), format!("bench:{n}"), "", "", "", "", "", mobile, 0_i64, 0_i64, Millis::NEVER)
        })
        .collect();
    let head = "insert into person (id, source_key, family_name, given_name, sort_key, birth_date, mail, mobile, \
                fingerprint, updated_at, left_at)";
    tx.insert(head, 11, "", rows).await.expect("people");
    let rows = (0..people).map(|n| (person(n), AUDIENCE, 0_i64, Millis::NEVER)).collect();
    tx.insert("insert into membership (person, audience, since, until)", 4, "", rows).await.expect("memberships");
    tx.commit().await.expect("committed");
}

async fn write_browsers(app: &App, people: usize) {
    let config = json!({ "contact": "mailto:ent@example.org" });
    let push = Push::new(&serde_json::from_value(config).expect("a configuration"), [9; 32]).expect("set up");
    let key = base64::Engine::decode(&base64::prelude::BASE64_URL_SAFE_NO_PAD, push.public_key()).expect("base64url");
    let mut tx = app.db.begin().await.expect("begun");
    // Where it is pushed to is written when the sink has its port.
    let rows = (0..people).map(|n| (format!("/{n}"), person(n), key.clone(), vec![1_u8; 16], 0_i64)).collect();
    let head = "insert into push_subscription (endpoint, person, public_key, auth, since)";
    tx.insert(head, 5, "", rows).await.expect("browsers");
    tx.commit().await.expect("committed");
}

async fn plan(app: &App, notice: Uuid) {
    let new = NewOutgoing {
        notice,
        version: 1,
        subject: "Lycée : point à 9 h",
        text: "Les élèves sont en sécurité. Ne venez pas. Prochain point à 9 h.",
        link: "https://ent.example/n/1",
        urgent: true,
        expires_at: app.now() + Millis::hours(12),
        audiences: &[AUDIENCE],
        people: &[],
    };
    let begun = Instant::now();
    let planned = deliver::plan(app, None, &new).await.expect("planned");
    let Planned::Planned { people, .. } = planned else { panic!("{planned:?}") };
    println!("  {people} messages planned: {:.1} s", begun.elapsed().as_secs_f64());
}

/// Sends as fast as the program can; a third of the way it is killed, and goes on when the lease has ended.
async fn killed(app: &App, folder: &Path, channel: Channel, notice: Uuid, people: usize) {
    let sink = HttpSink::start(Temper::Calm).await;
    if channel == Channel::Push {
        let mut tx = app.db.begin().await.expect("begun");
        let update = "update push_subscription set endpoint = $1 || endpoint";
        tx.run(update, (format!("http://127.0.0.1:{}", sink.port()),)).await.expect("written");
        tx.commit().await.expect("committed");
    }
    let begun = Instant::now();
    let mut first = process(folder, sink.port(), channel, Millis(0));
    until(|| std::future::ready(sink.distinct() >= people / 3)).await;
    first.kill().expect("killed");
    first.wait().expect("gone");
    let before = sink.distinct();
    let rate = before as f64 / begun.elapsed().as_secs_f64();
    let begun = Instant::now();
    let mut second = process(folder, sink.port(), channel, limits::DELIVERY_LEASE);
    until(|| taken(app, channel, notice, people)).await;
    let seconds = begun.elapsed().as_secs_f64();
    second.kill().expect("killed");
    second.wait().expect("gone");
    let counts = sink.counts();
    let repeated = counts.values().filter(|count| **count > 1).count();
    println!("  {channel}: {rate:.0}/s until kill -9 at {before}, then {:.0}/s", (people - before) as f64 / seconds);
    println!(
        "  {channel}: {} of {people} reached, {} lost, {repeated} handed over again with their own key",
        counts.len(),
        people - counts.len()
    );
}

fn process(folder: &Path, port: u16, channel: Channel, later: Millis) -> Child {
    let program = std::env::current_exe().expect("this program");
    let mut command = Command::new(program);
    command.arg("channels-carry").arg(folder).args([port.to_string(), channel.to_string(), later.0.to_string()]);
    command.spawn().expect("started")
}

async fn taken(app: &App, channel: Channel, notice: Uuid, people: usize) -> bool {
    let progress = deliver::progress(app, notice).await.expect("counted");
    progress.contains(&(channel, DeliveryState::Accepted, people as i64))
}

/// The pace of a contract is kept, and not exceeded.
async fn paced(app: &Arc<App>) {
    let mut tx = app.db.begin().await.expect("begun");
    tx.run("delete from push_subscription", ()).await.expect("forgotten");
    tx.commit().await.expect("committed");
    plan(app, PACED).await;
    let sink = HttpSink::start(Temper::Slow(Duration::from_millis(100))).await;
    let (stop, stopped) = watch::channel(false);
    let carrier = Arc::new(carrier(Channel::Sms, sink.port(), CEILING));
    let running = tokio::spawn(run::run(app.clone(), carrier, stopped));
    until(|| std::future::ready(sink.distinct() > 0)).await;
    let before = sink.distinct();
    let begun = Instant::now();
    until(|| std::future::ready(begun.elapsed() >= WATCHED)).await;
    let rate = (sink.distinct() - before) as f64 / begun.elapsed().as_secs_f64();
    println!("  sms: {rate:.1}/s under a contract of {CEILING:.0}/s whose carrier takes 100 ms for each");
    let _ = stop.send(true);
    let _ = running.await;
}

async fn until<F: Future<Output = bool>>(done: impl Fn() -> F) {
    let mut look = tokio::time::interval(Duration::from_millis(50));
    loop {
        look.tick().await;
        if done().await {
            return;
        }
    }
}
