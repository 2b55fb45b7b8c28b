//! Bursts of a payload that nobody can read, from stolen accounts, through the real actions: a picture, a film, an archive,
//! a text in no language that the rules speak. Nobody reports and no desk acts, so what is counted is what the program stops
//! by itself (target T4).

use std::{fmt, io::Write as _};

use actions::{
    Rules,
    send::Sent,
    testing::{EVENING, Judging, Tab, World},
};
use flate2::{Compression, Crc, write::ZlibEncoder};
use model::{
    Actor, AttachmentId, MessageId, Millis, Profile,
    attachment::FileState,
    draft::Draft,
    message::State,
    network::{NetworkClass, Origin},
    school::{SchoolKind, SectionKind},
};
use shield::classifier::interval;

use crate::chance::Chance;

/// Classes of the school, and pupils of each.
const CLASSES: usize = 6;
const PUPILS: usize = 25;
/// Bursts in one world, days apart; then another begins.
const PER_WORLD: u64 = 40;
/// People who may display a payload before a burst counts as one that was not stopped.
const STOPPED_AT: i64 = 5;
/// How long after its last letter a burst is looked at: before anybody would have read a report, and long after.
const SOON: Millis = Millis::minutes(15);
const LATE: Millis = Millis::hours(1);

/// What cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Payload {
    Picture,
    Film,
    Archive,
    Language,
}

const PAYLOADS: [(Payload, &str); 4] = [
    (Payload::Picture, "a picture"),
    (Payload::Film, "a film"),
    (Payload::Archive, "a locked archive"),
    (Payload::Language, "an unknown language"),
];

/// How bursts of one payload went.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// Bursts.
    pub bursts: u64,
    /// Those that five people or fewer could have displayed a quarter of an hour after the last letter,
    pub soon: u64,
    /// and an hour after it, when still nobody had reported them.
    pub late: u64,
    /// Letters.
    pub letters: u64,
}

/// How all bursts went, payload by payload.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Bursts([Tally; PAYLOADS.len()]);

impl Bursts {
    /// All payloads together.
    pub fn all(&self) -> Tally {
        self.0.iter().fold(Tally::default(), |all, one| Tally {
            bursts: all.bursts + one.bursts,
            soon: all.soon + one.soon,
            late: all.late + one.late,
            letters: all.letters + one.letters,
        })
    }
}

impl fmt::Display for Bursts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names = PAYLOADS.iter().map(|(_, name)| *name);
        for (name, tally) in names.zip(self.0).chain([("all of them", self.all())]) {
            let share = |hits: u64| {
                let (low, high) = interval::exact(hits, tally.bursts);
                let value = hits as f64 / tally.bursts.max(1) as f64;
                format!("{:.2} % ({hits}; {:.2}–{:.2})", 100.0 * value, 100.0 * low, 100.0 * high)
            };
            writeln!(
                f,
                "bursts with {name}: {} of {} letters, stopped at {STOPPED_AT} readers: {}; an hour later, unreported: {}",
                tally.bursts,
                tally.letters,
                share(tally.soon),
                share(tally.late),
            )?;
        }
        Ok(())
    }
}

/// Plays so many bursts, by the rules of Préau for who may write to whom, or without any.
pub async fn play(seed: u64, count: u64, rules: Rules, mut tell: impl FnMut(u64)) -> Bursts {
    let (mut bursts, mut world) = (Bursts::default(), None);
    for n in 0..count {
        if n % PER_WORLD == 0 {
            world = Some(school(seed ^ n, rules).await);
            tell(n);
        }
        let Some(world) = &world else { continue };
        let kind = (n % PAYLOADS.len() as u64) as usize;
        let mut chance = Chance::new(seed, n);
        let (letters, soon, late) = burst(world, PAYLOADS[kind].0, &mut chance).await;
        let tally = &mut bursts.0[kind];
        tally.bursts += 1;
        tally.letters += letters;
        tally.soon += u64::from(soon <= STOPPED_AT);
        tally.late += u64::from(late <= STOPPED_AT);
        world.advance(Millis::days(2));
    }
    bursts
}

/// One school of six classes.
async fn school(seed: u64, rules: Rules) -> World {
    let world = World::with_cast(store::testing::sqlite().await, seed, EVENING).await.with_rules(rules);
    // Another program at the same moment with the same chance would make the same identities again.
    world.advance(Millis::seconds(1));
    let mut directory = world.directory().await;
    directory.school("grand", "Lycée Élise-Monnier", SchoolKind::Lycee, 10, "069").await;
    for class in 0..CLASSES {
        let name = format!("c{class}");
        directory.section("grand", &name, SectionKind::Class, &name).await;
        for n in 0..PUPILS {
            directory.pupil(&pupil(class, n), "Sasha", &format!("Essai {class} {n}"), "grand", &name).await;
        }
        let teacher = format!("t{class}");
        directory.person(&teacher, "Dominique", &format!("Essai {class}")).await;
        directory.affiliate(&teacher, "grand", Profile::Teacher).await;
        directory.join(&teacher, &name, Profile::Teacher).await;
    }
    directory.save().await;
    world.judge(Judging::Real);
    world
}

fn pupil(class: usize, n: usize) -> String {
    format!("c{class}p{n}")
}

/// Plays one: stolen accounts sign in elsewhere and send to classes, or to the whole school, one after the other. Gives
/// the number of letters, and how many could have displayed the payload soon after and late after.
async fn burst(world: &World, payload: Payload, chance: &mut Chance) -> (u64, i64, i64) {
    let (name, content, body) = made(payload, chance);
    let accounts = 1 + chance.log_normal(3.0, 1.0) as usize % 12;
    let mut sent = Vec::new();
    let mut letters = 0;
    for _ in 0..accounts {
        let class = chance.below(CLASSES);
        let who = if chance.once_in(6) { format!("t{class}") } else { pupil(class, chance.below(PUPILS)) };
        let Some(thief) = comes(world, &who, chance).await else { continue };
        for _ in 0..chance.between(1, 3) {
            world.advance(Millis::seconds(chance.between(2, 90)));
            let to = if chance.once_in(3) {
                "grand:pupils".to_owned()
            } else {
                format!("c{}:pupils", chance.below(CLASSES))
            };
            letters += 1;
            sent.extend(sends(world, &who, &thief, &to, (name, &content), &body).await);
            world.run_jobs().await;
        }
    }
    if sent.is_empty() {
        return (letters, 0, 0);
    }
    world.advance(SOON);
    world.run_jobs().await;
    let soon = shown(world, &sent).await;
    world.advance(LATE - SOON);
    world.run_jobs().await;
    (letters, soon, shown(world, &sent).await)
}

/// Signs in with the stolen password, from a strange network most of the time. None when the program turns it away.
async fn comes(world: &World, who: &str, chance: &mut Chance) -> Option<Actor> {
    let networks = [
        (NetworkClass::Vpn, "NL"),
        (NetworkClass::Hosting, "DE"),
        (NetworkClass::Isp, "FR"),
        (NetworkClass::Isp, "RU"),
        (NetworkClass::Mobile, "FR"),
    ];
    let (class, country) = *chance.pick(&networks)?;
    let address = format!("203.0.113.{}:{}", chance.below(200), 1_024 + chance.below(60_000));
    let mut tab = Tab { address, origin: Some(Origin { class, country: Some(country.to_owned()) }), ..Tab::default() };
    if !tab.signs_in(world, who).await {
        return None;
    }
    tab.who(world).await
}

/// Sends a letter with the payload; gives it and its file when it was not refused.
async fn sends(
    world: &World,
    who: &str,
    thief: &Actor,
    to: &str,
    (name, content): (&str, &Option<Vec<u8>>),
    body: &str,
) -> Option<(MessageId, Option<AttachmentId>)> {
    let person = world.person(who);
    let file = match content {
        Some(content) => Some(person.uploads(name, content).await),
        None => None,
    };
    let draft = Draft { attachments: file.into_iter().collect(), ..person.draft(&[to], "", body) };
    match actions::send::send(&world.app, thief, &draft).await {
        Ok(Sent::Delivered(id) | Sent::InWaves(id) | Sent::Held(id)) => Some((id, file)),
        // Refused, or the session is over: nobody was sent anything.
        _ => None,
    }
}

/// People to whom the payload of some letters could be displayed at this moment: those that a letter is out for, while its
/// file may be opened. Somebody who has two letters counts twice.
async fn shown(world: &World, sent: &[(MessageId, Option<AttachmentId>)]) -> i64 {
    let mut all = 0;
    let Ok(mut tx) = world.app.db.read().await else { return i64::MAX };
    for (id, file) in sent {
        let (Ok(Some(message)), Ok(file)) = (
            store::message::get(&mut tx, *id, world.desk().id).await,
            match file {
                Some(file) => store::attachment::get(&mut tx, *file).await,
                None => Ok(None),
            },
        ) else {
            return i64::MAX;
        };
        let veiled = file.is_some_and(|file| file.state != FileState::Clear);
        all += match message.state {
            State::Delivered if !veiled => message.readers,
            State::Waves if !veiled => message.wave().map_or(message.readers, |plan| plan.out(world.now())),
            _ => 0,
        };
    }
    all
}

/// A payload that no burst had before: its file's name and content, and what the letter says beside it.
fn made(payload: Payload, chance: &mut Chance) -> (&'static str, Option<Vec<u8>>, String) {
    let noise: Vec<u8> = (0..4_096).map(|_| chance.below(256) as u8).collect();
    let film = [b"\0\0\0\x18ftypisom", &*noise].concat();
    let archive = [b"7z\xBC\xAF\x27\x1C", &*noise].concat();
    let words: Vec<String> = (0..14).map(|_| word(chance)).collect();
    match payload {
        Payload::Picture => ("image.png", Some(picture(&noise)), "regarde".to_owned()),
        Payload::Film => ("video.mp4", Some(film), "regarde vite".to_owned()),
        Payload::Archive => ("dossier.7z", Some(archive), "à voir".to_owned()),
        Payload::Language => ("", None, words.join(" ")),
    }
}

/// A word of no language.
fn word(chance: &mut Chance) -> String {
    let syllables =
        ["ka", "zu", "mo", "ti", "shek", "ra", "bul", "ni", "dor", "vya", "gno", "hai", "ush", "pel", "oru"];
    (0..chance.between(2, 4)).filter_map(|_| chance.pick(&syllables).copied()).collect()
}

/// A PNG of 64 × 64 grey points (W3C, *Portable Network Graphics*).
fn picture(points: &[u8]) -> Vec<u8> {
    let mut packed = ZlibEncoder::new(Vec::new(), Compression::fast());
    for row in points.chunks(64) {
        // Memory takes what is written to it.
        let _ = packed.write_all(&[0]).and_then(|()| packed.write_all(row));
    }
    let header = [&64_u32.to_be_bytes()[..], &64_u32.to_be_bytes(), &[8, 0, 0, 0, 0]].concat();
    let mut file = b"\x89PNG\r\n\x1a\n".to_vec();
    for (kind, data) in [(b"IHDR", header), (b"IDAT", packed.finish().unwrap_or_default()), (b"IEND", Vec::new())] {
        let mut crc = Crc::new();
        crc.update(kind);
        crc.update(&data);
        file.extend([&(data.len() as u32).to_be_bytes()[..], kind, &data, &crc.sum().to_be_bytes()].concat());
    }
    file
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn few_bursts_of_what_nobody_can_read_reach_more_than_five() {
        let bursts = play(3, 16, Rules::Open, |_| ()).await;
        let all = bursts.all();
        assert_eq!(all.bursts, 16);
        assert!(all.letters > 16 && all.soon >= 14, "{bursts}");
        assert_eq!(bursts, play(3, 16, Rules::Open, |_| ()).await, "the same again");
        assert!(bursts.to_string().contains("bursts with all of them: 16"), "{bursts}");
    }
}
