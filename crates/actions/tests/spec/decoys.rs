//! Decoys: what names one is an attack, what names a whole class or school names none, and nobody is ever shown one.

use actions::{
    Error, contained,
    decoy::{self, Order, Planted},
    desk, directory, search,
    send::{self, Sent},
    testing::{Judging, Tab, World, changed},
    write,
};
use model::{
    Actor, DecoyId, Millis, Profile, SchoolId, SectionId, Uai,
    audience::Line,
    containment::ContainmentReason,
    draft::{Addressee, Draft},
    duty::Duty,
    message::{Refusal, State},
    network::NetworkClass,
    verdict::{Consequence, Outcome},
};
use shield::Context;
use store::testing::TestDb;

const ELSEWHERE: &str = "203.0.113.9:1024";

/// A decoy, and what a thief may try.
pub(crate) struct Decoy {
    pub(crate) id: DecoyId,
    pub(crate) name: String,
    pub(crate) login: String,
}

async fn uai(world: &World, school: &str) -> Uai {
    let mut tx = world.app.db.read().await.expect("reads");
    let row: Option<(String,)> =
        tx.maybe("select uai from school where id = $1", (world.uuid(school),)).await.expect("an answer");
    Uai::parse(&row.expect("a school").0).expect("a code")
}

/// Plants one for the whole lycée and one for each of its classes; gives the first of the class of ines, and that of
/// the lycée.
pub(crate) async fn planted(world: &World) -> (Decoy, Decoy) {
    let school = uai(world, "lycee").await;
    let done = decoy::plant(&world.app, &Order { school: &school, classes: true, name: None }).await;
    assert!(matches!(done.expect("an answer"), Planted::Yes(3)), "the lycée and two classes");
    let rows = decoy::list(&world.app, Some(&school)).await.expect("a list").expect("a school");
    let of = |section: Option<&str>| {
        let row = rows.iter().find(|row| row.section_name.as_deref() == section).expect("a decoy");
        Decoy { id: row.id(), name: row.name.clone(), login: row.login.clone() }
    };
    (of(Some("2NDE 4")), of(None))
}

/// A letter that names people one by one, and decoys among them.
pub(crate) fn letter(world: &World, to: &[&str], decoys: &[&Decoy], body: &str) -> Draft {
    let people = to.iter().map(|key| world.audience(key));
    let all = people.chain(decoys.iter().map(|decoy| decoy.id.into()));
    let to = all.map(|audience| Addressee { audience, line: Line::To }).collect();
    Draft::parse("Un mot", body, to, None, vec![], world.app.id()).expect("a right draft")
}

/// What the acts need: a decoy of the lycée, whose classes have theirs; the collège has none.
pub(crate) struct Decoys {
    pub(crate) one: Decoy,
    college: Uai,
}

pub(crate) async fn decoys(world: &World) -> Decoys {
    Decoys { one: planted(world).await.1, college: uai(world, "college").await }
}

impl Decoys {
    pub(crate) async fn plants(&self, world: &World) -> Result<Planted, Error> {
        decoy::plant(&world.app, &Order { school: &self.college, classes: true, name: None }).await
    }

    /// A thief writes to it with the account of somebody who is not contained.
    pub(crate) async fn is_written_to(&self, world: &World) -> Result<Sent, Error> {
        world.judge(Judging::Real);
        let thief = world.person("durand").try_actor().await?;
        send::send(&world.app, &thief, &letter(world, &["perrin"], &[&self.one], "Bonjour")).await
    }
}

async fn sends(world: &World, actor: &Actor, draft: &Draft) -> Sent {
    send::send(&world.app, actor, draft).await.expect("an answer")
}

// Invariant 7
store::both!(a_letter_that_names_a_decoy_is_held_and_its_account_is_taken_on_whatever_device, |t: TestDb| async move {
    let world = World::new(t).await;
    world.judge(Judging::Real);
    let (of_class, of_school) = planted(&world).await;
    let (tab, ines) = signed_in(&world, "ines").await;
    let words = "Bonjour, voici le lien du cours de demain.";
    let draft = letter(&world, &["roche", "karim"], &[&of_class, &of_school], words);
    let Sent::Held(message) = sends(&world, &ines, &draft).await else { panic!("not held") };
    assert!(tab.who(&world).await.is_none(), "the session that sent it has ended, on her own device");
    let desk = world.desk().actor().await;
    let list = contained::list(&world.app, &desk).await.expect("a list");
    assert_eq!((list.list[0].login.as_str(), list.list[0].reason), ("ines", ContainmentReason::Decoy));
    let seen = desk::letter(&world.app, &desk, message, false).await.expect("an answer").expect("a letter");
    let verdict = seen.verdict.expect("a verdict");
    assert_eq!((verdict.outcome, verdict.consequence), (Outcome::Hold, Consequence::Contain));
    assert!(verdict.reasons.iter().any(|reason| reason.code == "decoy"), "{:?}", verdict.reasons);
    assert_eq!(seen.decoys, 2);
    let named: Vec<String> = seen.to.into_iter().map(|one| one.label).collect();
    assert_eq!(named.len(), 2, "once it is let out, its readers see people alone: {named:?}");
    assert!(!named.contains(&of_class.name) && !named.contains(&of_school.name));
    assert_eq!(seen.message.readers, 2);
    let journal = world.journal().await;
    let touched: Vec<_> = journal.iter().filter(|(verb, _)| verb == "decoy.touch").map(|(_, of)| of.clone()).collect();
    assert_eq!(touched, [format!("decoy/{}", of_class.id), format!("decoy/{}", of_school.id)]);
    world.journal_verifies().await;
});

store::both!(a_letter_to_a_decoy_alone_has_no_reader_and_is_held, |t: TestDb| async move {
    let world = World::new(t).await;
    world.judge(Judging::Real);
    let (_, of_school) = planted(&world).await;
    let thief = world.person("durand").actor_elsewhere().await;
    let draft = letter(&world, &[], &[&of_school], "Bonjour");
    let Sent::Held(message) = sends(&world, &thief, &draft).await else { panic!("not held") };
    let durand = world.person("durand").actor().await;
    let mut tx = world.app.db.read().await.expect("reads");
    let row = store::message::get(&mut tx, message, durand.person).await.expect("read").expect("his");
    drop(tx);
    assert_eq!((row.readers, row.state), (0, State::Held));
    // Its own sender may look at what was sent in their name.
    let sent = actions::mailbox::sent(&world.app, &durand, None).await.expect("a list");
    assert!(sent.0.iter().any(|row| row.id == message));
});

store::both!(who_writes_to_a_whole_class_or_school_writes_to_no_decoy, |t: TestDb| async move {
    let world = World::new(t).await;
    world.judge(Judging::Real);
    planted(&world).await;
    let roche = world.person("roche");
    for to in ["2nde4:pupils", "2nde4:guardians", "lycee:pupils", "lycee:guardians", "lycee:teachers"] {
        let message = roche.write_to(to, "Bonjour à tous, la réunion de lundi est déplacée à mardi.").await;
        let mut tx = world.app.db.read().await.expect("reads");
        let (verdict, _, told) = store::verdict::get(&mut tx, message).await.expect("read").expect("kept");
        let touched = store::decoy::of_message(&mut tx, message).await.expect("counted");
        drop(tx);
        let told: Context = serde_json::from_str(&told).expect("a context");
        assert_eq!((told.decoys, touched, verdict.outcome), (Some(0), 0, Outcome::Deliver), "{to}");
    }
    assert!(world.journal().await.iter().all(|(verb, _)| verb != "decoy.touch"));
});

store::both!(planting_changes_nothing_that_people_are_listed_or_counted_from, |t: TestDb| async move {
    let world = World::new(t).await;
    let before = world.dump().await;
    let (of_class, of_school) = planted(&world).await;
    // Whatever lists, counts or names people reads other tables: sheets, notices, roll calls, exposure, statistics.
    assert_eq!(changed(&before, &world.dump().await), ["decoy", "journal_entry", "login_series"]);
    for one in [&of_class, &of_school] {
        let (given, family) = one.name.split_once(' ').expect("two names");
        for who in ["ines", "farida", "roche", "perrin", "adou"] {
            let actor = world.person(who).actor().await;
            for typed in [given, family, &one.name] {
                let found = write::find(&world.app, &actor, typed).await.expect("an answer");
                assert!(found.iter().all(|audience| audience.id != one.id.into()), "{who} is shown {}", one.name);
                let (shown, _) = write::find_with_baits(&world.app, &actor, typed).await.expect("an answer");
                assert_eq!(shown, found, "what is shown is the same");
                let listed = directory::find(&world.app, &actor, SchoolId(world.uuid("lycee")), typed).await;
                let listed = listed.expect("an answer").unwrap_or_default();
                assert!(listed.iter().all(|row| row.id.uuid() != one.id.uuid()), "the directory page");
            }
            let to = [Addressee { audience: one.id.into(), line: Line::To }];
            let (chosen, left_out) = write::choose(&world.app, &actor, &to, None).await.expect("an answer");
            assert!(chosen.is_empty() && left_out == 1, "nor is it chosen");
        }
    }
    let roche = world.person("roche").actor().await;
    let section = directory::section(&world.app, &roche, SectionId(world.uuid("2nde4"))).await.expect("an answer");
    assert!(section.expect("hers").people.iter().all(|row| row.id.uuid() != of_class.id.uuid()));
    let mut tx = world.app.db.read().await.expect("reads");
    let actor = store::person::actor(&mut tx, of_class.id.uuid().into(), world.now()).await.expect("read");
    assert!(actor.is_none(), "it is nobody, and can never sign in");
});

store::both!(a_program_that_takes_every_answer_of_the_search_takes_decoys_of_its_reach, |t: TestDb| async move {
    let world = World::new(t).await;
    let (of_class, of_school) = planted(&world).await;
    let mut found = std::collections::BTreeMap::new();
    for who in ["ines", "hugo", "farida", "roche", "moreau"] {
        let actor = world.person(who).actor().await;
        let mut ids = std::collections::BTreeSet::new();
        for letter in 'a'..='z' {
            let (_, baits) = write::find_with_baits(&world.app, &actor, &letter.to_string()).await.expect("an answer");
            ids.extend(baits.into_iter().map(|bait| bait.audience));
        }
        found.insert(who, ids);
    }
    let (class, school) = (of_class.id.into(), of_school.id.into());
    assert!(found["roche"].contains(&class) && found["roche"].contains(&school), "an adult of the school");
    assert!(found["ines"].contains(&class) && found["ines"].contains(&school), "a pupil of the class");
    assert!(found["farida"].contains(&class), "her mother, who may write to teachers of that class");
    assert!(found["hugo"].is_empty() && found["moreau"].is_empty(), "another school");
});

store::both!(a_warning_that_names_a_decoy_is_no_warning, |t: TestDb| async move {
    let world = World::new(t).await;
    world.judge(Judging::Real);
    let (_, of_school) = planted(&world).await;
    let adou = world.person("adou").actor().await;
    let (school, named) = (SchoolId(world.uuid("lycee")), world.person("roche").id);
    actions::designate::designate(&world.app, &adou, school, named, Duty::Safety).await.expect("named");
    let ines = world.person("ines").actor().await;
    let alone = letter(&world, &["roche"], &[], "Je vais poser une bombe au lycée demain matin");
    assert!(matches!(sends(&world, &ines, &alone).await, Sent::Delivered(_)), "who warns is heard");
    let with_decoy = letter(&world, &["roche"], &[&of_school], "Je vais poser une bombe au lycée demain matin");
    assert!(matches!(sends(&world, &ines, &with_decoy).await, Sent::Held(_)));
});

store::both!(a_try_of_a_decoy_s_user_name_speaks_against_who_comes_the_same_way, |t: TestDb| async move {
    let world = World::new(t).await;
    let (of_class, of_school) = planted(&world).await;
    let mut thief = Tab::from(ELSEWHERE, NetworkClass::Isp, "FR");
    for _ in 0..3 {
        assert!(!thief.tries(&world, &of_class.login, "motdepasse").await, "nobody signs in as a decoy");
    }
    assert!(!thief.tries(&world, &of_school.login, "motdepasse").await);
    let touches = |journal: Vec<(String, String)>| journal.iter().filter(|(verb, _)| verb == "decoy.touch").count();
    assert_eq!(touches(world.journal().await), 2, "once an hour for each of them");
    assert_eq!(told(&world, &mut thief, "ines").await.decoys_tried, Some(2));
    let mut elsewhere = Tab::from("192.0.2.77:3", NetworkClass::Isp, "FR");
    assert_eq!(told(&world, &mut elsewhere, "karim").await.decoys_tried, Some(0), "another way");
    let mut school = Tab::from(ELSEWHERE, NetworkClass::School, "FR");
    assert_eq!(told(&world, &mut school, "lea").await.decoys_tried, Some(0), "a whole school comes from one address");
    world.advance(Millis::days(1));
    assert_eq!(told(&world, &mut thief, "ines").await.decoys_tried, Some(0), "for a day");
    let risk = |tried| {
        shield::arrival::weigh(
            &Context {
                known_device: Some(false),
                network_class: Some(NetworkClass::Isp),
                decoys_tried: Some(tried),
                ..Context::declared(Profile::Pupil, 0)
            },
            shield::arrival::Tried::default(),
        )
    };
    assert_eq!((risk(1).points - risk(0).points, risk(2).points - risk(0).points), (2, 5), "a slip is forgiven");
});

store::both!(a_decoy_that_is_taken_away_is_nobody_and_its_user_name_is_given_to_nobody, |t: TestDb| async move {
    let world = World::new(t).await;
    let (of_class, _) = planted(&world).await;
    assert!(decoy::remove(&world.app, of_class.id).await.expect("an answer"));
    assert!(!decoy::remove(&world.app, of_class.id).await.expect("an answer"), "once");
    let ines = world.person("ines").actor().await;
    let draft = letter(&world, &["roche"], &[&of_class], "Bonjour");
    assert_eq!(sends(&world, &ines, &draft).await, Sent::Refused(Refusal::UnknownRecipient));
    let mut tx = world.app.db.read().await.expect("reads");
    assert!(!store::decoy::login_is_free(&mut tx, &of_class.login).await.expect("an answer"));
    drop(tx);
    let school = uai(&world, "lycee").await;
    let again = decoy::plant(&world.app, &Order { school: &school, classes: true, name: None }).await;
    assert!(matches!(again.expect("an answer"), Planted::Yes(1)), "the class has none any more");
    let taken = Order { school: &uai(&world, "college").await, classes: false, name: Some(("Ana", "Perez")) };
    assert!(matches!(decoy::plant(&world.app, &taken).await.expect("an answer"), Planted::NameTaken));
    assert!(search::search(&world.app, &ines, &of_class.name).await.expect("an answer").is_empty());
});

async fn signed_in(world: &World, login: &str) -> (Tab, Actor) {
    let mut tab = world.person(login).own_tab();
    assert!(tab.signs_in(world, login).await);
    world.advance(Millis::seconds(9));
    let actor = tab.who(world).await.expect("signed in");
    (tab, actor)
}

/// What the judge is told of a letter that somebody sends from this browser.
async fn told(world: &World, tab: &mut Tab, login: &str) -> Context {
    assert!(tab.signs_in(world, login).await, "{login} signs in");
    let actor = tab.who(world).await.expect("signed in");
    let message = match sends(world, &actor, &letter(world, &["roche"], &[], "Bonjour")).await {
        Sent::Delivered(id) | Sent::InWaves(id) | Sent::Held(id) => id,
        other => panic!("{other:?}"),
    };
    let mut tx = world.app.db.read().await.expect("reads");
    let (_, _, context) = store::verdict::get(&mut tx, message).await.expect("read").expect("kept");
    serde_json::from_str(&context).expect("a context")
}
