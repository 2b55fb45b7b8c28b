//! Figures of a bad night. Each line is a function of its own, so that others can be added.

use dossier::{File, check};
use model::{
    CampaignId, MessageId, Millis, PersonId,
    audience::Line,
    campaign::{PatternKind, State},
    dossier::{Of, Variant},
    message,
};
use store::message::{NewAudience, NewMessage};

use actions::{
    dossier::{Made, Order},
    record,
};

use crate::{
    stats::Times,
    world::{PUPILS, School, World},
};

/// Messages of a campaign's copies written in one transaction.
const WRITTEN_AT_ONCE: usize = 1_000;

/// Copies of a campaign from each school for which filings are drafted.
const COPIES_PER_SCHOOL: usize = 4;

/// Runs everything. `small` is for a quick look; the goals speak of the full size.
pub(crate) async fn run(small: bool) {
    let (schools, messages) = if small { (4, 500) } else { (20, 10_000) };
    let world = World::new(schools).await;
    println!("world: {schools} schools, {} pupils, SQLite", schools * PUPILS);
    packing(&world, messages).await;
    drop(world);
    filing(if small { 4 } else { 150 }).await;
}

/// A pack of a campaign: made from the database with its proofs and sealed, then checked as from a folder.
async fn packing(world: &World, messages: usize) {
    let campaign = carried(world, messages).await;
    while record::seal(&world.app).await.expect("sealed").is_some() {}
    let order = Order {
        of: Of::Campaign(campaign),
        variant: Variant::Police,
        child: None,
        for_whom: "Commissariat".to_owned(),
        reason: "essai".to_owned(),
    };
    let (mut build, mut verify) = (Times::new(), Times::new());
    for _ in 0..3 {
        let made = build.take(actions::dossier::make(&world.app, None, &order)).await.expect("made");
        let Made::Yes(sealed) = made else { panic!("a pack: {made:?}") };
        assert_eq!(sealed.messages, messages as i64);
        let files: &[File] = sealed.bag.files();
        let checked = verify.take_now(|| check(files, Some(world.app.dossier_key.public())));
        assert!(checked.holds(), "{:?}", checked.faults);
        assert!(checked.entries >= messages, "each message has its entry: {}", checked.entries);
    }
    let what = format!("sealed pack of {messages} messages");
    build.print(&format!("{what}: build"), "<= 10 s");
    verify.print(&format!("{what}: verify"), "<= 10 s");
}

/// The filings of a campaign in so many schools: opened with all of their drafts, then read as the one file of the desk.
async fn filing(schools: u64) {
    let mut times = Times::new();
    let world = World::new(schools).await;
    let campaign = carried(&world, world.schools.len() * COPIES_PER_SCHOOL).await;
    let drafted = times
        .take(async {
            actions::filing::open(&world.app, None, campaign).await.expect("opened");
            actions::filing::of_campaign(&world.app, None, campaign).await.expect("read")
        })
        .await;
    let notices = drafted.iter().filter(|one| one.kind == model::filing::Kind::Cnil).count();
    assert_eq!(notices, world.schools.len(), "one notice a school");
    times.print(&format!("drafts of filings, {schools} schools ({} texts)", drafted.len()), "<= 10 s");
}

/// Writes a campaign of so many copies, of pupils of every school, each read by ten, each with its entry.
async fn carried(world: &World, messages: usize) -> CampaignId {
    let campaign = CampaignId(world.app.id());
    let schools: Vec<&School> = world.schools.iter().collect();
    let numbers: Vec<usize> = (0..messages).collect();
    for some in numbers.chunks(WRITTEN_AT_ONCE) {
        let mut tx = world.app.db.begin().await.expect("begun");
        let mut ids = Vec::with_capacity(some.len());
        for &n in some {
            let school = schools[n % schools.len()];
            let id = MessageId(world.app.id());
            let sender = school.pupils[n / schools.len() % school.pupils.len()];
            let now = world.app.now();
            copy(&mut tx, school, (id, sender), now).await;
            let facts = serde_json::json!({ "readers": PUPILS, "session": null });
            record::append(&world.app, &mut tx, "message.send", Some(sender), &format!("message/{id}"), &facts)
                .await
                .expect("appended");
            ids.push(id);
            if n == 0 {
                store::campaign::open(&mut tx, campaign, id, State::Suspected, None, "essai", now)
                    .await
                    .expect("opened");
            }
        }
        store::campaign::join_all(&mut tx, &ids, campaign, PatternKind::Text).await.expect("joined");
        tx.commit().await.expect("committed");
    }
    let mut tx = world.app.db.begin().await.expect("begun");
    let confirmed =
        store::campaign::moves(&mut tx, campaign, State::Suspected, State::Confirmed, world.app.now()).await;
    assert!(confirmed.expect("moved"));
    tx.commit().await.expect("committed");
    campaign
}

async fn copy(tx: &mut store::Tx, school: &School, (id, sender): (MessageId, PersonId), now: Millis) {
    let body = format!("Demain à onze heures le bâtiment sud va sauter, vous ne trouverez rien. {id}");
    let audience = NewAudience { audience: school.all_pupils, line: Line::To, label: "Tous les élèves".to_owned() };
    let new = NewMessage {
        id,
        thread: id.uuid().into(),
        in_reply_to: None,
        sender,
        sender_name: "Camille Essai",
        sender_profile: model::Profile::Pupil,
        sender_school: school.head.affiliations[0].school,
        subject: "Demain",
        body: &body,
        state: message::State::Delivered,
        sent_at: now,
        wave: None,
        readers: PUPILS as i64,
        attachments: 0,
        idempotency_key: id.uuid(),
    };
    store::message::insert(tx, &new, &[audience]).await.expect("inserted");
    for reader in school.pupils.iter().take(10) {
        store::reading::opened(tx, *reader, id, now).await.expect("read");
    }
}
