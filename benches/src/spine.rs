//! The spine's figures: sending, reading, finding, withdrawing, judging.

use std::sync::{
    Arc,
    atomic::{AtomicBool, AtomicU64, Ordering},
};

use actions::{desk, mailbox, send, withdraw, write};
use model::{
    AudienceId, MessageId, Millis, Profile, SchoolId,
    audience::Line,
    draft::{Addressee, Draft},
    message::State,
};
use store::message::{NewAudience, NewMessage};
use uuid::Uuid;

use crate::{
    stats::{Times, processor},
    world::{PUPILS, School, World, actor},
};

/// A letter that nobody would hold.
const HARMLESS: &str = "Bonjour, la réunion de rentrée aura lieu jeudi à 18 heures en salle polyvalente. \
    Merci de confirmer votre présence auprès de la vie scolaire. Bien cordialement.";

/// Runs everything. `small` is for a quick look; the goals speak of the full size.
pub(crate) async fn run(small: bool) {
    let schools = if small { 20 } else { 334 };
    let begun = std::time::Instant::now();
    let world = World::new(schools).await;
    println!(
        "world: {schools} schools, {} pupils, SQLite, durable commits, made in {:.1?}",
        schools * PUPILS,
        begun.elapsed()
    );
    flushing();
    judging();
    sending(&world).await;
    sending_at_once(&world).await;
    inbox(&world).await;
    finding(&world).await;
    withdrawing(&world).await;
}

/// What the disk allows: no durable commit is faster than this.
fn flushing() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut file = std::fs::File::create(folder.path().join("flushed")).expect("a file");
    let mut times = Times::new();
    for _ in 0..500 {
        times.take_now(|| {
            std::io::Write::write_all(&mut file, &[7; 16_384]).expect("written");
            file.sync_data().expect("flushed");
        });
    }
    times.print("the disk: write and flush 16 KB", "none, a limit");
}

fn judging() {
    let shield = ::shield::Shield::embedded().expect("rules");
    let context = ::shield::Context::declared(Profile::Teacher, 30);
    let mut times = Times::new();
    for n in 0..5_000 {
        let body = format!("{HARMLESS} Référence {n}.");
        let letter = ::shield::Letter { subject: "Réunion", body: &body, file_names: &[] };
        times.take_now(|| std::hint::black_box(shield.judge(&letter, &context)));
    }
    times.print("judge one message of 190 characters", "p99 <= 1 ms");
}

async fn sending(world: &World) {
    let school = &world.schools[0];
    let (mut one, mut all, before) = (Times::new(), Times::new(), processor());
    // In turn, so that whatever slows the machine slows both.
    for n in 0..1_500_u128 {
        let to_one = draft(AudienceId::from(school.pupils[n as usize % school.pupils.len()]), n * 2);
        let sent = one.take(send::send(&world.app, &school.head, &to_one)).await.expect("sent");
        assert!(matches!(sent, send::Sent::Delivered(_) | send::Sent::InWaves(_)), "{sent:?}");
        let to_all = draft(school.all_pupils, n * 2 + 1);
        all.take(send::send(&world.app, &school.head, &to_all)).await.expect("sent");
    }
    one.print("send to 1 reader, judged, journaled, durable", "p99 <= 10 ms");
    all.print("send to 1,500 readers, judged, journaled, durable", "p99 <= 10 ms");
    let ratio = all.median().as_secs_f64() / one.median().as_secs_f64();
    println!("{:<58} ratio of medians {ratio:.2}              goal within 20 %", "1,500 readers against 1");
    let cost = one.processor_us_since(before) / 2.0;
    println!("{:<58} {:.0}/s, {cost:.0} us of processor each", "one after the other", one.rate());
}

/// Heads of several schools send as fast as they are answered: what is flushed together, is answered together.
async fn sending_at_once(world: &World) {
    for (run, senders) in (1_u128..).zip([4, 16, 64]) {
        // The last school is for the inbox.
        let senders = senders.min(world.schools.len() - 1);
        let (begun, before) = (std::time::Instant::now(), processor());
        let each = 6_000 / senders;
        let tasks: Vec<_> = world
            .schools
            .iter()
            .take(senders)
            .zip(0_u128..)
            .map(|(school, k)| {
                let (app, head, all_pupils) = (world.app.clone(), school.head.clone(), school.all_pupils);
                tokio::spawn(async move {
                    let mut times = Times::new();
                    for n in 0..each as u128 {
                        let draft = draft(all_pupils, run << 48 | k << 32 | n);
                        times.take(send::send(&app, &head, &draft)).await.expect("sent");
                    }
                    times
                })
            })
            .collect();
        let mut times = Times::new();
        for task in tasks {
            times.extend(task.await.expect("a sender"));
        }
        times.print(&format!("send to 1,500 readers, {senders} senders at once"), "p99 <= 10 ms");
        let rate = (each * senders) as f64 / begun.elapsed().as_secs_f64();
        let cost = times.processor_us_since(before);
        println!("{:<58} {rate:.0}/s, {cost:.0} us of processor each    goal >= 3,000/s", "messages a second");
    }
}

async fn inbox(world: &World) {
    // A school from which nothing is going out in waves: there is no worker here that would end them.
    let school = &world.schools[world.schools.len() - 1];
    let messages = 50_000;
    fill(world, school, messages).await;
    let reader = actor(school.pupils[7].uuid(), vec![], vec![]);
    let mut unseen = Times::new();
    for pupil in &school.pupils[100..200] {
        let reader = actor(pupil.uuid(), vec![], vec![]);
        unseen.take(mailbox::inbox(&world.app, &reader, None)).await.expect("read");
    }
    unseen.print("the same for the first time: 50 rows of the ledger", "p99 <= 5 ms");
    let first = mailbox::inbox(&world.app, &reader, None).await.expect("read");
    let (mut top, mut middle) = (Times::new(), Times::new());
    let deep = store::mailbox::Cursor { sent_at: Millis(1_000_000 + messages / 2), message: MessageId(Uuid::nil()) };
    mailbox::inbox(&world.app, &reader, Some(deep)).await.expect("read");
    for _ in 0..1_000 {
        let page = top.take(mailbox::inbox(&world.app, &reader, None)).await.expect("read");
        assert_eq!(page.rows.len(), first.rows.len());
        middle.take(mailbox::inbox(&world.app, &reader, Some(deep))).await.expect("read");
    }
    top.print("open an inbox of 50,000 visible messages, newest page", "p99 <= 5 ms");
    middle.print("the same, a page in its middle", "p99 <= 5 ms");
}

async fn finding(world: &World) {
    let school = &world.schools[world.schools.len() / 2];
    let mut times = Times::new();
    for typed in ["dup", "d", "zoe", "le g", "n diaye", "tous", "inconnu"].into_iter().cycle().take(1_400) {
        times.take(write::find(&world.app, &school.head, typed)).await.expect("found");
    }
    times.print("recipient search in the whole directory", "p99 <= 50 ms");
}

/// A campaign of 130 messages, each to a school of 1,500, withdrawn while readers open it as fast as they can.
async fn withdrawing(world: &World) {
    let schools: Vec<&School> = world.schools.iter().cycle().take(130).collect();
    let mut times = Times::new();
    let (displays, late) = (Arc::new(AtomicU64::new(0)), Arc::new(AtomicU64::new(0)));
    for round in 0..140_u64 {
        let mut ids = Vec::new();
        let mut tx = world.app.db.begin().await.expect("begun");
        for (n, school) in (0..).zip(&schools) {
            let body = format!(
                "Le même texte pour chacun des lycées de la région : {}",
                letter((u128::from(round) + 1) << 88)
            );
            ids.push(out(&mut tx, world, school, &body, u128::from(round) << 64 | n).await);
        }
        tx.commit().await.expect("committed");
        let answered = Arc::new(AtomicBool::new(false));
        let readers: Vec<_> = (0..4_usize)
            .map(|k| {
                let (app, answered) = (world.app.clone(), answered.clone());
                let (displays, late) = (displays.clone(), late.clone());
                let reader = actor(schools[k].pupils[round as usize * 10 + k].uuid(), vec![], vec![]);
                let id = ids[k];
                tokio::spawn(async move {
                    let mut after = 0;
                    while after < 50 {
                        let was_answered = answered.load(Ordering::SeqCst);
                        let shown = mailbox::open(&app, &reader, id).await.expect("read");
                        let whole =
                            shown.is_some_and(|c| c.messages.iter().any(|m| m.showing == mailbox::Showing::Whole));
                        displays.fetch_add(u64::from(whole), Ordering::SeqCst);
                        late.fetch_add(u64::from(whole && was_answered), Ordering::SeqCst);
                        after += usize::from(was_answered);
                    }
                })
            })
            .collect();
        tokio::task::yield_now().await;
        let done = times.take(withdraw::withdraw(&world.app, &world.desk, ids[0], "essai")).await.expect("withdrawn");
        answered.store(true, Ordering::SeqCst);
        assert!(matches!(done, withdraw::Withdrawn::Yes { messages: 130, .. }), "{done:?}");
        for reader in readers {
            reader.await.expect("a reader");
        }
        let left = desk::recent(&world.app, &world.desk, false).await.expect("read");
        assert!(left.iter().filter(|row| ids.contains(&row.id)).all(|row| row.state == State::Withdrawn));
    }
    times.print("withdraw a campaign: 130 messages, 195,000 readers", "p99 <= 50 ms");
    let (displays, late) = (displays.load(Ordering::SeqCst), late.load(Ordering::SeqCst));
    println!("{:<58} {displays} before, {late} after the answer        goal 0 after", "displays by readers who hammer");
}

/// Writes messages to the pupils of a school, one a millisecond, without judging them.
async fn fill(world: &World, school: &School, messages: i64) {
    let mut tx = world.app.db.begin().await.expect("begun");
    for n in 0..messages {
        let at = Millis(1_000_000 + n);
        insert(&mut tx, world, school, HARMLESS, 1 << 100 | n as u128, at).await;
    }
    tx.commit().await.expect("committed");
}

/// A message that is out, with its sketch.
async fn out(tx: &mut store::Tx, world: &World, school: &School, body: &str, key: u128) -> MessageId {
    let at = world.app.now();
    let id = insert(tx, world, school, body, 1 << 101 | key, at).await;
    let sketch = ::shield::sketch::Sketch::of(body);
    let bands = sketch.bands();
    store::verdict::insert_sketch(tx, id, sketch.exact, sketch.simhash, sketch.minhash.bytes(), bands, at)
        .await
        .expect("inserted");
    id
}

pub(crate) async fn insert(
    tx: &mut store::Tx,
    world: &World,
    school: &School,
    body: &str,
    key: u128,
    at: Millis,
) -> MessageId {
    let id = world.app.id::<MessageId>();
    let message = NewMessage {
        id,
        thread: id.uuid().into(),
        in_reply_to: None,
        sender: school.head.person,
        sender_name: "Camille Essai",
        sender_profile: Profile::Head,
        sender_school: school_of(school),
        subject: "Essai",
        body,
        state: State::Delivered,
        sent_at: at,
        wave: None,
        readers: PUPILS as i64,
        attachments: 0,
        idempotency_key: Uuid::from_u128(key),
    };
    let audience = NewAudience { audience: school.all_pupils, line: Line::To, label: "Tous les élèves".to_owned() };
    store::message::insert(tx, &message, &[audience]).await.expect("inserted");
    id
}

fn school_of(school: &School) -> SchoolId {
    school.head.affiliations[0].school
}

fn draft(to: AudienceId, key: u128) -> Draft {
    let to = vec![Addressee { audience: to, line: Line::To }];
    Draft::parse("Réunion de rentrée", &letter(key), to, None, vec![], Uuid::from_u128(key)).expect("right")
}

/// A letter of its own words, as letters are: one that repeats the words of others would be compared with each.
fn letter(key: u128) -> String {
    let words: Vec<&str> = WORDS.split_whitespace().collect();
    let mut state = key as u64 ^ (key >> 64) as u64 ^ 0x5DEE_CE66;
    let mut next = || {
        state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (state ^ (state >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed ^ (mixed >> 27)
    };
    let chosen: Vec<&str> = (0..28).map(|_| words[(next() >> 20) as usize % words.len()]).collect();
    chosen.join(" ")
}

/// Ordinary words of school letters.
const WORDS: &str = "réunion conseil classe sortie musée contrôle mathématiques histoire carnet absence cantine lundi \
    mardi mercredi jeudi vendredi salle professeur projet exposé orchestre chorale voyage autorisation parents bulletin \
    stage orientation lecture roman poésie sport gymnase tournoi laboratoire expérience cahier livre photographie \
    journal foyer délégué horaire retard transport autocar remplacement physique chimie biologie géographie allemand \
    anglais espagnol italien latin musique dessin théâtre cinéma bibliothèque documentation ordinateur tablette clé \
    casier manuel fournitures calculatrice compas règle gomme trousse blouse lunettes piscine maillot serviette goûter \
    infirmerie médecin vaccination certificat assurance cotisation coopérative association élection candidat vote \
    règlement signature coupon réponse matin midi soir semaine mois trimestre semestre vacances automne hiver printemps \
    janvier février mars avril mai juin septembre octobre novembre décembre première seconde terminale sixième cinquième \
    quatrième troisième brevet baccalauréat oral épreuve convocation correction moyenne progrès effort difficulté \
    soutien tutorat étude devoir exercice chapitre leçon révision dictée rédaction résumé fiche tableau graphique carte \
    énergie climat forêt rivière montagne planète étoile volcan océan nature jardin potager recyclage papier carton \
    concours olympiades finale équipe entraînement match victoire médaille fête spectacle répétition costume décor \
    scène public invitation remerciements accueil visite guide exposition peinture sculpture architecture patrimoine";
