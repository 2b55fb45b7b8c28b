//! Signatures of the desk: tried on letters, looked for live on every node, and among the messages of the last days.

use actions::{
    policies,
    policy::{self, Moved, NewVersion, OneSignature, Order, Proposed, Report},
    send::Sent,
    testing::{Judging, World},
};
use model::{
    MessageId, Millis, limits,
    message::State,
    policy::{PolicyKind, PolicyState},
    territory::Scope,
    verdict::Label,
};
use store::testing::TestDb;
use uuid::Uuid;

const WORDS: &str = "Opération corbeau noir ce soir, soyez au rendez-vous";

fn lines(text: &[&str]) -> Vec<String> {
    text.iter().map(|line| (*line).to_owned()).collect()
}

/// A signature that finds these words.
fn text(terms: &[&str], positive: &[&str]) -> String {
    let (terms, positive) = (lines(terms), lines(positive));
    let negative = lines(&["Un corbeau noir sur le toit", "Opération portes ouvertes", "Le corbeau et le renard"]);
    let signature = OneSignature {
        name: "corbeau",
        author: "cellule de crise",
        terms: &terms,
        exact: false,
        label: Label::Attack,
        holds: true,
        reason: "Nom de l’opération annoncée cette nuit.",
        positive: &positive,
        negative: &negative,
    };
    signature.text()
}

fn corbeau() -> String {
    let positive =
        ["Opération corbeau noir demain", "demain operation corbeau noir au lycée", "L’opération corbeau noir"];
    text(&["opération corbeau noir"], &positive)
}

/// The same in force in the académie of Lyon, of which nodes are yet to hear.
pub(crate) async fn corbeau_in_force(world: &World) {
    let id = proposed(world, &corbeau(), Scope::Academie(10)).await;
    let desk = world.desk().actor().await;
    let order = Order { to: PolicyState::Active, share: 100, urgent: true, note: "urgence" };
    let moved = policy::move_to(&world.app, Some(&desk), id, &order).await.expect("an answer");
    assert_eq!(moved, Moved::Yes);
}

async fn world(t: TestDb) -> World {
    let world = World::new(t).await;
    world.judge(Judging::Real);
    world
}

async fn proposed(world: &World, text: &str, scope: Scope) -> Uuid {
    let desk = world.desk().actor().await;
    let new = NewVersion { kind: PolicyKind::Signature, name: "corbeau", text, note: "", scope };
    match policy::propose(&world.app, Some(&desk), &new).await.expect("an answer") {
        Proposed::Yes { id, .. } => id,
        other => panic!("{other:?}"),
    }
}

async fn tested(world: &World, id: Uuid) -> Report {
    let desk = world.desk().actor().await;
    policy::test(&world.app, Some(&desk), id, 30).await.expect("an answer").expect("a report")
}

async fn moved(world: &World, id: Uuid, to: PolicyState) -> Moved {
    let desk = world.desk().actor().await;
    let order = Order { to, share: 50, urgent: false, note: "" };
    let moved = policy::move_to(&world.app, Some(&desk), id, &order).await.expect("an answer");
    policies::refresh(&world.app).await.expect("read");
    moved
}

async fn state(world: &World, id: MessageId) -> State {
    let nobody = model::PersonId(Uuid::nil());
    let mut tx = world.app.db.read().await.expect("begun");
    store::message::get(&mut tx, id, nobody).await.expect("read").expect("a message").state
}

async fn version(world: &World, id: Uuid) -> store::policy::Policy {
    policies::flush(&world.app).await.expect("flushed");
    policy::get(&world.app, None, id).await.expect("read").expect("a version")
}

fn delivered(sent: Sent) -> MessageId {
    match sent {
        Sent::Delivered(id) | Sent::InWaves(id) => id,
        other => panic!("{other:?}"),
    }
}

store::both!(words_of_the_desk_are_tried_then_counted_then_hold_and_are_looked_for_behind, |t: TestDb| async move {
    let world = world(t).await;
    let before = delivered(world.person("zoe").writes("adam", WORDS).await);
    let other = delivered(world.person("zoe").writes("adam", "Tu viens à la répétition ce soir ?").await);
    let id = proposed(&world, &corbeau(), Scope::Academie(10)).await;
    assert_eq!(moved(&world, id, PolicyState::Active).await, Moved::NotFrom(PolicyState::Draft));
    let report = tested(&world, id).await;
    assert_eq!((report.judged, report.stricter, report.milder, report.schools), (2, 1, 0, 1), "{report:?}");
    assert_eq!((report.samples.len(), report.samples[0].message), (1, before));
    assert_eq!(report.samples[0].rule, "Nom de l’opération annoncée cette nuit.");

    assert_eq!(moved(&world, id, PolicyState::Shadow).await, Moved::Yes);
    delivered(world.person("zoe").writes("roche", &format!("{WORDS} !")).await);
    assert_eq!((version(&world, id).await.hits, version(&world, id).await.judged), (1, 1));
    assert_eq!(world.run_jobs().await, 0, "the shadow looks for nothing behind");

    assert_eq!(moved(&world, id, PolicyState::Active).await, Moved::Yes);
    let disguised = "0pération c.o.r.b.e.a.u noir, tout le monde au gymnase";
    let Sent::Held(held) = world.person("adam").writes("zoe", disguised).await else { panic!("held") };
    let reasons = world.desk().examines(held).await.expect("at the desk").verdict.expect("a verdict").reasons;
    assert!(reasons.iter().any(|reason| reason.code == "signature:corbeau.1" && reason.end > 0), "{reasons:?}");
    assert_eq!((version(&world, id).await.hits, version(&world, id).await.judged), (1, 1));

    world.advance(limits::POLICY_SPREAD);
    world.run_jobs().await;
    assert_eq!((state(&world, before).await, state(&world, other).await), (State::Held, State::Delivered));
    let letter = world.desk().examines(before).await.expect("at the desk");
    let first = &letter.verdict.as_ref().expect("a verdict").reasons[0];
    assert_eq!(
        (first.code.as_str(), &WORDS[first.start..first.end]),
        ("signature:corbeau.1", "Opération corbeau noir")
    );
    world.desk().releases(before).await;
    assert_eq!(moved(&world, id, PolicyState::Retired).await, Moved::Yes);
    delivered(world.person("adam").writes("zoe", "l’opération corbeau noir, encore une fois, mes amis").await);
    world.journal_verifies().await;
});

store::both!(what_a_person_let_out_and_who_warns_are_not_held_by_looking_back, |t: TestDb| async move {
    let world = world(t).await;
    world.judge(Judging::Always(model::verdict::Outcome::Hold));
    let Sent::Held(released) = world.person("zoe").writes("adam", WORDS).await else { panic!("held") };
    world.desk().releases(released).await;
    world.judge(Judging::Real);
    let warning = "Bonjour madame, un élève m’a envoyé : « Opération corbeau noir ce soir, soyez au rendez-vous ». \
                   J’ai peur, que dois-je faire ?";
    let warned = delivered(world.person("zoe").writes("roche", warning).await);
    let id = proposed(&world, &corbeau(), Scope::Academie(10)).await;
    tested(&world, id).await;
    assert_eq!(moved(&world, id, PolicyState::Active).await, Moved::Yes);
    world.advance(limits::POLICY_SPREAD);
    world.run_jobs().await;
    assert_eq!((state(&world, released).await, state(&world, warned).await), (State::Delivered, State::Delivered));
});

store::both!(another_version_takes_the_place_of_the_first, |t: TestDb| async move {
    let world = world(t).await;
    let first = proposed(&world, &corbeau(), Scope::Academie(10)).await;
    let positive = ["Opération hibou gris demain", "demain operation hibou gris au lycée", "L’opération hibou gris"];
    let second = proposed(&world, &text(&["opération hibou gris"], &positive), Scope::Academie(10)).await;
    for id in [first, second] {
        tested(&world, id).await;
        assert_eq!(moved(&world, id, PolicyState::Active).await, Moved::Yes);
    }
    assert_eq!(version(&world, first).await.state, PolicyState::Retired);
    delivered(world.person("zoe").writes("adam", WORDS).await);
    let letter = "Opération hibou gris ce soir, soyez au rendez-vous";
    let Sent::Held(held) = world.person("zoe").writes("adam", letter).await else { panic!("held") };
    let reasons = world.desk().examines(held).await.expect("at the desk").verdict.expect("a verdict").reasons;
    assert!(reasons.iter().any(|reason| reason.code == "signature:corbeau.2"), "{reasons:?}");
});

store::both!(a_signature_that_would_hold_half_of_the_traffic_is_refused_with_its_count, |t: TestDb| async move {
    let world = world(t).await;
    world.judge(Judging::Always(model::verdict::Outcome::Deliver));
    let half = limits::RULE_HELD_ALWAYS_FINE + 1;
    for n in 0..half {
        world.person("roche").write_to("ines", &format!("Voici le menu de la cantine pour le jour {n}")).await;
        world.person("roche").write_to("karim", &format!("Le devoir numéro {n} est à rendre lundi")).await;
        world.advance(Millis::minutes(1));
    }
    world.judge(Judging::Real);
    let positive = ["Voici le menu de la cantine", "le menu de la cantine demain", "menu de la cantine"];
    let id = proposed(&world, &text(&["menu de la cantine"], &positive), Scope::Academie(10)).await;
    let report = tested(&world, id).await;
    assert_eq!((report.stricter, report.judged), (half, 2 * half));
    let broad = Moved::TooBroad { held: half, of: 2 * half };
    assert_eq!(moved(&world, id, PolicyState::Active).await, broad);
    assert_eq!(moved(&world, id, PolicyState::Partial).await, broad);
    assert_eq!(moved(&world, id, PolicyState::Shadow).await, Moved::Yes, "counting holds nothing");
});

#[test]
fn a_signature_that_is_not_sound_is_refused_in_french() {
    let check =
        |text: &str| policy::check(PolicyKind::Signature, text).err().map_or_else(String::new, |why| why.join(" "));
    let positive = ["Opération corbeau noir demain", "corbeau noir", "L’opération corbeau noir"];
    for (text, said) in [
        (text(&["opération corbeau noir"], &positive), "ne se trouve pas dans « corbeau noir »"),
        (text(&["opération corbeau noir"], &positive[..1]), "trois exemples"),
        (text(&[], &positive), "il faut des notions"),
        (text(&["corbeau noir"], &positive), "retiendrait « Un corbeau noir sur le toit »"),
        ("common_words = \"bombe\"".to_owned(), "une version contient des règles"),
        (String::new(), "une version contient des règles"),
        ("[[rule]]\nid = 3".to_owned(), "line 2"),
        ("x".repeat(limits::POLICY_BYTES_MAX + 1), "octets"),
    ] {
        assert!(check(&text).contains(said), "{said}: {}", check(&text));
    }
    assert_eq!(check(&corbeau()), "");
}
