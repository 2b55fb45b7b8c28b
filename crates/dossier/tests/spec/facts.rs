//! An invented campaign: two accounts, three messages, one file, readers, a measure, and a journal that tells it.

use dossier::{
    Account, Containment, Custody, Dossier, Extract, Head, Joined, Left, Measure, Message, Pattern, Proof, SealKey,
    Session, Shown, Text,
};
use journal::{Bytes, Entry, Frontier, Hash, Prover, Recorded, SigningKey};
use model::{CampaignId, MessageId, Millis, PersonId, Profile, SessionId, dossier::Of, message::State};
use uuid::Uuid;

/// What a wicked sender writes to break a table, a letter or a page.
pub(crate) const WICKED: &str = "=HYPERLINK(\"http://x.example\")\r\nBcc: tous@x.example\n<script>alert(1)</script>";

pub(crate) fn key() -> SealKey {
    SealKey::new([5; 32])
}

pub(crate) fn child() -> PersonId {
    person(1)
}

pub(crate) fn person(n: u128) -> PersonId {
    PersonId(Uuid::from_u128(0x1000 + n))
}

fn message_id(n: u128) -> MessageId {
    MessageId(Uuid::from_u128(0x2000 + n))
}

fn at(minutes: i64) -> Millis {
    Millis(1_710_959_400_000) + Millis::minutes(minutes)
}

pub(crate) fn hash(text: &str) -> String {
    Hash::of(&[text.as_bytes()]).to_string()
}

fn message(n: u128, sender: u128, name: &str, subject: &str) -> Message {
    let body = format!("Une bombe demain, {name}.\n{WICKED}");
    Message {
        id: message_id(n),
        sender: person(sender),
        sender_name: name.to_owned(),
        profile: Profile::Pupil,
        uai: "9990003Z".to_owned(),
        school: "Lycée Rosa-Parks".to_owned(),
        to: vec!["Élèves de 2nde 4".to_owned(), "M. Roche".to_owned()],
        readers: 30,
        subject: subject.to_owned(),
        body_sha256: hash(&body),
        body,
        veiled: false,
        letters_sha256: Some(hash("unebombedemain")),
        state: State::Withdrawn,
        sent_at: at(n as i64),
        delivered_at: Some(at(n as i64)),
        held_at: None,
        withdrawn_at: Some(at(60)),
        session: Some(SessionId(Uuid::from_u128(0x3000 + sender))),
        files: if n == 1 { vec![("Plan d’évacuation.pdf".to_owned(), hash("file"))] } else { Vec::new() },
    }
}

fn session(of: u128, entry: Option<u64>) -> Session {
    Session {
        id: SessionId(Uuid::from_u128(0x3000 + of)),
        person: person(of),
        issued_at: at(-5),
        last_seen_at: at(10),
        ended_at: None,
        address: if of == 1 { "203.0.113.9:51820" } else { "[2001:db8::7]:443" }.to_owned(),
        agent: "Mozilla/5.0 \"x\"; y".to_owned(),
        device: Uuid::from_u128(0x4000 + of).simple().to_string(),
        device_new: true,
        network: "vpn".to_owned(),
        country: Some("NL".to_owned()),
        entry,
    }
}

fn account(n: u128, name: &str, messages: i64) -> Account {
    Account {
        person: person(n),
        name: name.to_owned(),
        profile: Profile::Pupil,
        uai: "9990003Z".to_owned(),
        school: "Lycée Rosa-Parks".to_owned(),
        login: Some(format!("compte.{n}")),
        messages,
        first_at: at(n as i64),
        secret_set_at: Some(at(-10_000)),
    }
}

fn shown(message: u128, reader: u128, name: &str) -> Shown {
    Shown {
        message: message_id(message),
        person: person(reader),
        name: name.to_owned(),
        listed_at: at(20),
        opened_at: Some(at(21)),
        last_opened_at: Some(at(22)),
        file_opened_at: None,
    }
}

/// A log of four entries of which three are the pack's.
fn extract() -> Extract {
    let key = SigningKey::new("ent.example/journal", [3; 32]).expect("a right name");
    let entries = [
        ("session.open", person(1), format!("person/{}", person(1))),
        ("message.send", person(1), format!("message/{}", message_id(1))),
        ("policy.publish", person(90), "policy/x".to_owned()),
        ("campaign.withdraw", person(91), format!("message/{}", message_id(1))),
    ];
    let recorded: Vec<Recorded> = entries
        .into_iter()
        .zip(0..)
        .map(|((verb, actor, subject), seq)| {
            let entry = Entry {
                id: model::EntryId(Uuid::from_u128(0x5000 + u128::from(seq))),
                at: at(seq as i64),
                verb: verb.to_owned(),
                actor: Some(actor),
                subject,
                payload: if seq < 2 {
                    format!("{{\"readers\":{seq}}}")
                } else {
                    format!("{{\"note\":\"Décision de Mme Adou n° {seq}\"}}")
                },
                salt: Bytes([seq as u8; 16]),
            };
            let entry = entry.commit();
            Recorded { seq, leaf_hash: Some(entry.leaf_hash()), entry }
        })
        .collect();
    let mut prover = Prover::new(4, [0, 1, 3]);
    for one in &recorded {
        prover.push(one.entry.leaf_hash());
    }
    let leaves = recorded.iter().map(|one| one.entry.leaf_hash());
    let sealed = journal::seal(None, &mut Frontier::default(), leaves, at(61), &key).expect("sealed").expect("some");
    let entries: Vec<Recorded> = recorded.into_iter().filter(|one| one.seq != 2).collect();
    let proofs = entries.iter().map(|one| Proof { seq: one.seq, path: prover.proof(one.seq).expect("a proof") });
    Extract {
        proofs: proofs.collect(),
        entries,
        checkpoint: sealed.note,
        key: key.verifying_key().to_string(),
        waiting: 0,
    }
}

pub(crate) fn facts() -> Dossier {
    let campaign = CampaignId(Uuid::from_u128(0x6000));
    let custody = |id: &str, digest: Option<&str>| Custody {
        id: id.to_owned(),
        variant: "police".to_owned(),
        at_ms: at(90),
        by: Some("Camille Bureau".to_owned()),
        for_whom: "Commissariat de Villeneuve".to_owned(),
        reason: "Plainte".to_owned(),
        tagmanifest_sha256: digest.map(hash),
    };
    Dossier {
        head: Head {
            id: "6f00000000000000000000000000000a".to_owned(),
            of: Of::Campaign(campaign),
            label: "Une bombe demain".to_owned(),
            state: Some("confirmed".to_owned()),
            installation: "https://ent.example".to_owned(),
            made_at: at(120),
            made_by: Some("Camille Bureau".to_owned()),
            for_whom: "Commissariat de Villeneuve".to_owned(),
            reason: "Plainte\u{202f}: menaces".to_owned(),
            child: None,
            zone: "Europe/Paris".to_owned(),
        },
        messages: vec![
            message(1, 1, "Inès Benali", "Demain"),
            message(2, 1, "Inès Benali", WICKED),
            message(3, 2, "Karim Traoré", ""),
        ],
        files: vec![Joined {
            sha256: hash("file"),
            mime: "application/pdf".to_owned(),
            bytes: 4,
            content: Some(b"file".to_vec()),
        }],
        accounts: vec![account(1, "Inès Benali", 2), account(2, "Karim Traoré", 1)],
        sessions: vec![session(1, Some(0)), session(2, None)],
        shown: vec![shown(1, 2, "Karim Traoré"), shown(3, 1, "Inès Benali"), shown(3, 7, "Zoé Martin")],
        containments: vec![Containment {
            person: person(2),
            since: at(30),
            until: at(30) + Millis::days(1),
            ended_at: None,
            reason: "threat".to_owned(),
            ending: None,
            message: Some(message_id(3)),
            by_machine: true,
        }],
        measures: vec![Measure {
            id: "m1".to_owned(),
            clauses: "[]".to_owned(),
            reason: "Messagerie fermée la nuit".to_owned(),
            places: vec![("Lycée Rosa-Parks".to_owned(), false), ("Zoé Martin".to_owned(), true)],
            proposed_at: at(40),
            starts_at: at(41),
            ends_at: at(400),
            ended_at: None,
            state: "active".to_owned(),
        }],
        journal: extract(),
        texts: vec![Text { letters_sha256: hash("unebombedemain"), copies: 3, first_at: at(1) }],
        patterns: vec![Pattern { kind: "link".to_owned(), value: "https://x.example/'".to_owned(), added_at: at(2) }],
        custody: vec![custody("earlier", Some("earlier")), custody("this", None)],
        left: Left::default(),
    }
}
