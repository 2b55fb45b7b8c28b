//! The shield's memory: near copies among a month of messages, and the look-back of a confirmed campaign.

use ::shield::sketch::Prepared;
use actions::{confirm, look_back, withdraw};
use model::{MessageId, Millis, campaign::State};

use crate::{
    spine,
    stats::Times,
    world::{School, World},
};

/// Words of the letters of a month: no two letters say the same.
const WORDS: [&str; 48] = [
    "réunion",
    "devoir",
    "cantine",
    "sortie",
    "lundi",
    "mardi",
    "jeudi",
    "vendredi",
    "parents",
    "classe",
    "professeur",
    "salle",
    "horaire",
    "absence",
    "retard",
    "bulletin",
    "trimestre",
    "conseil",
    "élèves",
    "voyage",
    "musée",
    "autorisation",
    "signature",
    "cahier",
    "exercice",
    "chapitre",
    "mathématiques",
    "histoire",
    "anglais",
    "contrôle",
    "note",
    "moyenne",
    "rattrapage",
    "orientation",
    "stage",
    "entreprise",
    "rendez-vous",
    "téléphone",
    "matin",
    "après-midi",
    "semaine",
    "vacances",
    "rentrée",
    "bibliothèque",
    "gymnase",
    "match",
    "chorale",
    "spectacle",
];
/// A text of a campaign, and how each of its copies differs.
const THREAT: &str =
    "Demain à onze heures le bâtiment sud va sauter, nous avons tout préparé, vous ne trouverez rien, adieu";
/// Copies of the campaign among the others, that no key found when they were sent.
const COPIES: usize = 200;

/// Runs everything. `small` is for a quick look; the goal speaks of the full size.
pub(crate) async fn run(small: bool) {
    let messages: u64 = if small { 30_000 } else { 1_000_000 };
    let world = World::new(1).await;
    let begun = std::time::Instant::now();
    let threats = fill(&world, messages).await;
    println!("a month of {messages} messages, SQLite, durable commits, made in {:.1?}", begun.elapsed());
    neighbours(&world).await;
    looking_back(&world, messages, &threats).await;
}

/// A month of letters that have nothing to do with each other, and the copies of a threat among them.
async fn fill(world: &World, messages: u64) -> Vec<MessageId> {
    let (school, from) = (&world.schools[0], world.app.now() - Millis::days(29));
    let step = (Millis::days(29).0 as u64 / messages).max(1);
    let mut threats = Vec::new();
    let every = messages / COPIES as u64;
    let mut done = 0;
    while done < messages {
        let mut tx = world.app.db.begin().await.expect("begun");
        for n in done..(done + 5_000).min(messages) {
            let at = from + Millis((n * step) as i64);
            let threat = n % every == 0;
            let body = if threat { copy(n / every) } else { letter(n) };
            let id = keep(&mut tx, world, school, &body, n, at).await;
            if threat {
                threats.push(id);
            }
        }
        tx.commit().await.expect("committed");
        done += 5_000;
    }
    threats
}

async fn keep(tx: &mut store::Tx, world: &World, school: &School, body: &str, n: u64, at: Millis) -> MessageId {
    let id = spine::insert(tx, world, school, body, 1 << 102 | u128::from(n), at).await;
    let sketch = Prepared::of(body).sketch();
    let (bands, minhash) = (sketch.bands(), sketch.minhash.bytes());
    store::verdict::insert_sketch(tx, id, sketch.exact, sketch.simhash, minhash, bands, at).await.expect("kept");
    id
}

/// Twenty-five words, drawn by the number of the letter.
fn letter(n: u64) -> String {
    let mut state = n;
    let mut text = String::from("Bonjour, ");
    for _ in 0..25 {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        text.push_str(WORDS[(state >> 33) as usize % WORDS.len()]);
        text.push(' ');
    }
    text
}

/// A copy with a word of its own.
fn copy(n: u64) -> String {
    format!("{THREAT} {}", WORDS[n as usize % WORDS.len()])
}

/// What a send pays to learn whether somebody sent the same.
async fn neighbours(world: &World) {
    let (mut others, mut same) = (Times::new(), Times::new());
    for n in 0..300 {
        let mut tx = world.app.db.read().await.expect("reads");
        let alone = Prepared::of(&letter(1 << 40 | n)).sketch();
        let since = world.app.now() - model::limits::LOOK_BACK;
        others.take(store::verdict::near(&mut tx, alone.exact, alone.bands(), since, 64)).await.expect("reads");
        let known = Prepared::of(&copy(n)).sketch();
        same.take(store::verdict::near(&mut tx, known.exact, known.bands(), since, 64)).await.expect("reads");
    }
    others.print("marks near a letter that nobody sent before", "p99 <= 2 ms");
    same.print("marks near a letter of a campaign", "p99 <= 2 ms");
}

/// One copy is withdrawn by a person; the others are found among the month.
async fn looking_back(world: &World, messages: u64, threats: &[MessageId]) {
    let begun = std::time::Instant::now();
    let withdrawn = withdraw::withdraw_alone(&world.app, &world.desk, threats[0], "").await.expect("withdrawn");
    assert_eq!(withdrawn, withdraw::WithdrawnAlone::Yes);
    let campaign = world.app.id();
    let mut tx = world.app.db.begin().await.expect("begun");
    let (seed, by, now) = (threats[0], Some(world.desk.person), world.app.now());
    store::campaign::open(&mut tx, campaign, seed, State::Suspected, by, "bench", now).await.expect("opened");
    store::campaign::join(&mut tx, seed, campaign, model::campaign::PatternKind::Text).await.expect("joined");
    tx.commit().await.expect("committed");
    confirm::confirm(&world.app, &world.desk, campaign, "").await.expect("confirmed");
    println!("{:<58} {:>9.1?}", "one word on one copy, before the look-back", begun.elapsed());
    let begun = std::time::Instant::now();
    look_back::look_back(&world.app, campaign).await.expect("looked back");
    let took = begun.elapsed();
    let mut tx = world.app.db.read().await.expect("reads");
    let found = store::look_back::get(&mut tx, campaign).await.expect("reads").expect("a look-back");
    println!(
        "{:<58} {took:>9.1?}  {} examined, {} of {} copies withdrawn, {:.0} messages/s   goal <= 60 s for 1,000,000",
        format!("look-back over {messages} messages"),
        found.examined,
        found.withdrawn,
        threats.len() - 1,
        found.examined as f64 / took.as_secs_f64(),
    );
    assert_eq!(found.withdrawn as usize, threats.len() - 1, "every copy is found");
}
