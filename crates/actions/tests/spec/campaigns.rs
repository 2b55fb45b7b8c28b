//! A campaign is one threat in its many copies: seen at the second account, stopped everywhere by one word, known for
//! years; and what a person released is not held again for the same reason.

use actions::{
    confirm::{self, Confirmed},
    false_alarm::{self, FalseAlarm},
    look_back,
    merge::{self, Merged},
    quiet,
    send::Sent,
    testing::{Judging, Person, World, accepted},
    threats::{self, Imported, ThreatLine},
    withdraw::Withdrawn,
};
use model::{
    CampaignId, MessageId, Millis,
    campaign::{PatternKind, State, Step},
    draft::Draft,
    limits, message,
    verdict::Outcome,
};
use store::testing::TestDb;

const TEXT: &str = "Vous allez tous regretter ce que vous avez fait, demain à 11 h le bâtiment sud va sauter.";
const DISGUISED: &str = "v.o.u.s a1lez tous r3gretter ce que v0us avez fait, demain a 11h le batiment sud va sauter !!";
const LINK: &str = "Regardez vite https://www.depot.example/v/12 avant que ce soit effacé";

async fn campaign(world: &World, message: MessageId) -> CampaignId {
    world.campaign_of(message).await.expect("a campaign").id
}

async fn state(world: &World, id: CampaignId) -> State {
    let mut tx = world.app.db.read().await.expect("reads");
    store::campaign::get(&mut tx, id).await.expect("reads").expect("a campaign").state
}

async fn confirms(world: &World, id: CampaignId) -> Confirmed {
    confirm::confirm(&world.app, &world.desk().actor().await, id, "menace").await.expect("an answer")
}

async fn delivering(t: TestDb) -> World {
    let world = World::new(t).await;
    world.judge(Judging::Always(Outcome::Deliver));
    world
}

async fn sends_file(person: &Person<'_>, to: &str, body: &str) -> MessageId {
    let file = person.uploads("video.mp4", b"the same bytes").await;
    accepted(person.send(&Draft { attachments: vec![file], ..person.draft(&[to], "Vu ?", body) }).await)
}

store::both!(a_campaign_is_there_at_the_second_account_that_sends_nearly_the_same, |t: TestDb| async move {
    let world = delivering(t).await;
    let first = world.person("ines").write_to("roche", TEXT).await;
    let again = world.person("ines").write_to("karim", TEXT).await;
    assert!(world.campaign_of(again).await.is_none(), "one account is no campaign");
    let second = world.person("adam").write_to("zoe", DISGUISED).await;
    let id = campaign(&world, second).await;
    assert_eq!((campaign(&world, first).await, campaign(&world, again).await), (id, id));
    let third = world.person("hugo").write_to("moreau", TEXT).await;
    assert_eq!(campaign(&world, third).await, id);
    let mut tx = world.app.db.read().await.expect("reads");
    let counts = store::campaign::counts(&mut tx, id, None).await.expect("counts");
    assert_eq!((counts.copies, counts.accounts, counts.schools), (4, 3, 2));
    let before = store::campaign::counts(&mut tx, id, Some(world.person("ines").id)).await.expect("counts");
    assert_eq!((before.copies, before.accounts), (2, 2), "what her next letter would join");
    assert_eq!(state(&world, id).await, State::Suspected);
    assert_eq!(world.state_of(first).await, message::State::Delivered, "it stops nothing by itself");
    let other =
        world.person("karim").write_to("roche", "Le devoir de physique est-il pour mardi ou pour jeudi ?").await;
    assert!(world.campaign_of(other).await.is_none());
    world.journal_verifies().await;
});

store::both!(what_many_write_for_days_and_nobody_stops_is_no_campaign_to_the_judge, |t: TestDb| async move {
    let world = delivering(t).await;
    let words = "Bonjour, la réunion de rentrée est bien lundi à dix-huit heures en salle polyvalente ?";
    let told = async |key: &str, to: &str| {
        let message = world.person(key).write_to(to, words).await;
        let mut tx = world.app.db.read().await.expect("reads");
        let (_, _, context) = store::verdict::get(&mut tx, message).await.expect("reads").expect("a verdict");
        let context: shield::Context = serde_json::from_str(&context).expect("a context");
        (message, context.campaign_accounts, context.similar_recent.map(|similar| similar.distinct_senders))
    };
    for key in ["ines", "karim", "lea"] {
        told(key, "roche").await;
    }
    let (_, accounts, similar) = told("adam", "zoe").await;
    assert_eq!((accounts, similar), (Some(3), Some(3)), "within the hour it may be an attack");
    world.advance(Millis::days(1));
    let (message, accounts, similar) = told("noe", "durand").await;
    assert_eq!((accounts, similar), (Some(0), Some(0)));
    assert!(matches!(world.desk().withdraws(message).await, Withdrawn::Yes { .. }));
    let (_, accounts, _) = told("hugo", "moreau").await;
    assert_eq!(accounts, Some(5), "a person has said that it is a threat");
});

store::both!(the_judge_is_told_of_the_whole_campaign, |t: TestDb| async move {
    let world = delivering(t).await;
    for key in ["ines", "karim", "lea", "adam"] {
        let to = if key == "adam" { "zoe" } else { "roche" };
        world.person(key).write_to(to, TEXT).await;
    }
    let last = world.person("noe").write_to("durand", TEXT).await;
    let mut tx = world.app.db.read().await.expect("reads");
    let (_, _, context) = store::verdict::get(&mut tx, last).await.expect("reads").expect("a verdict");
    let context: shield::Context = serde_json::from_str(&context).expect("a context");
    assert_eq!(
        (context.campaign_copies, context.campaign_accounts, context.campaign_schools),
        (Some(4), Some(4), Some(2))
    );
});

store::both!(one_word_stops_a_campaign_everywhere_and_new_copies_are_held, |t: TestDb| async move {
    let world = delivering(t).await;
    let first = world.person("ines").write_to("roche", TEXT).await;
    let second = world.person("adam").write_to("zoe", DISGUISED).await;
    let id = campaign(&world, first).await;
    assert_eq!(confirms(&world, id).await, Confirmed::Yes { withdrawn: 2, held: 0 });
    assert!(world.person("roche").reads(first).await.is_none() && world.person("zoe").reads(second).await.is_none());
    assert_eq!(confirms(&world, id).await, Confirmed::Already);
    assert_eq!(state(&world, id).await, State::Confirmed);
    world.judge(Judging::Real);
    let third = world.person("hugo").writes("moreau", DISGUISED).await;
    assert!(matches!(third, Sent::Held(_)), "{third:?}");
    assert_eq!(campaign(&world, accepted(third)).await, id);
    world.run_jobs().await;
    world.journal_verifies().await;
});

store::both!(a_desk_sees_and_decides_on_campaigns_of_its_territory_alone, |t: TestDb| async move {
    let world = delivering(t).await;
    world.person("ines").write_to("roche", TEXT).await;
    let id = campaign(&world, world.person("adam").write_to("zoe", TEXT).await).await;
    for nobody in ["desk25", "ines", "operator"] {
        let actor = world.person(nobody).actor().await;
        assert!(
            actions::campaign::sight(&world.app, &actor, id, false).await.expect("an answer").is_none(),
            "{nobody}"
        );
        assert!(actions::campaign::list(&world.app, &actor).await.expect("a list").is_empty());
        assert_eq!(confirm::confirm(&world.app, &actor, id, "").await.expect("an answer"), Confirmed::NotFound);
        let called_off = false_alarm::false_alarm(&world.app, &actor, id, "").await.expect("an answer");
        assert_eq!(called_off, FalseAlarm::NotFound, "{nobody}");
    }
    // A third school, of another desk: that one sees it now too, and only both together may call it off.
    world.person("yann").write_to("bonnet", TEXT).await;
    let (here, there) = (world.desk().actor().await, world.person("desk25").actor().await);
    let sight = actions::campaign::sight(&world.app, &there, id, false).await.expect("an answer").expect("seen");
    assert_eq!((sight.counts.schools, sight.beyond, sight.carriers.len()), (3, 2, 3));
    assert!(sight.variants.iter().all(|v| v.body.is_empty()), "texts are hidden until they are asked for");
    assert_eq!(false_alarm::false_alarm(&world.app, &here, id, "").await.expect("an answer"), FalseAlarm::Beyond(1));
});

store::both!(a_suspected_campaign_is_listed_once_something_of_it_was_stopped_or_reported, |t: TestDb| async move {
    let world = delivering(t).await;
    let first = world.person("ines").write_to("roche", TEXT).await;
    world.person("adam").write_to("zoe", TEXT).await;
    let desk = world.desk().actor().await;
    assert!(actions::campaign::list(&world.app, &desk).await.expect("a list").is_empty(), "two harmless copies");
    world.person("roche").inbox().await;
    world.person("roche").reports(first).await;
    let list = actions::campaign::list(&world.app, &desk).await.expect("a list");
    assert_eq!(list.iter().map(|row| (row.copies, row.accounts, row.schools)).collect::<Vec<_>>(), [(2, 2, 2)]);
});

store::both!(a_victim_who_quotes_the_threat_joins_no_campaign_and_is_not_withdrawn, |t: TestDb| async move {
    let world = delivering(t).await;
    let threat = world.person("ines").write_to("roche", TEXT).await;
    world.person("adam").write_to("zoe", TEXT).await;
    world.judge(Judging::Real);
    let warning = format!("Madame, j’ai reçu ce message d’un élève : « {TEXT} » Que dois-je faire ?");
    let warning = world.person("lea").write_to("perrin", &warning).await;
    assert!(world.campaign_of(warning).await.is_none());
    let id = campaign(&world, threat).await;
    confirms(&world, id).await;
    world.run_jobs().await;
    assert_eq!(world.state_of(warning).await, message::State::Delivered);
    assert!(world.person("perrin").reads(warning).await.is_some());
});

store::both!(a_confirmed_threat_is_known_years_after_its_messages, |t: TestDb| async move {
    let world = delivering(t).await;
    let first = world.person("ines").write_to("roche", TEXT).await;
    world.person("adam").write_to("zoe", TEXT).await;
    confirms(&world, campaign(&world, first).await).await;
    world.run_jobs().await;
    world.judge(Judging::Real);
    world.advance(Millis::days(365));
    let harmless =
        "Bonjour, la réunion de rentrée des parents aura lieu jeudi prochain à dix-huit heures au réfectoire.";
    assert!(matches!(world.person("roche").writes("karim", harmless).await, Sent::Delivered(_)));
    let again = accepted(world.person("hugo").writes("moreau", DISGUISED).await);
    assert_eq!(world.state_of(again).await, message::State::Held);
    let letter = world.desk().examines(again).await.expect("a letter");
    let reasons = letter.verdict.expect("a verdict").reasons;
    assert!(reasons.iter().any(|r| r.text.contains("déjà vue le 20 mars 2024")), "{reasons:?}");
});

store::both!(threats_of_earlier_years_are_taken_in_once_and_hold, |t: TestDb| async move {
    let world = World::new(t).await;
    world.judge(Judging::Real);
    let text = "Le gymnase ne sera plus là quand vous reviendrez de vacances, profitez bien de vos derniers cours";
    let line = ThreatLine::of(text, "2021-11-08", "Vague de novembre").expect("a line");
    assert!(matches!(world.person("ines").writes("roche", text).await, Sent::Delivered(_)), "the words alone pass");
    let read = ThreatLine::parse(&serde_json::to_string(&line).expect("JSON")).expect("a threat");
    let imported = threats::import(&world.app, &[read.clone(), read.clone()]).await.expect("taken in");
    assert_eq!(imported, Imported { new: 1, known: 1, beyond: 0 });
    assert_eq!(threats::import(&world.app, &[read]).await.expect("again"), Imported { new: 0, known: 1, beyond: 0 });
    let copy = format!("{text} !!!");
    assert!(matches!(world.person("karim").writes("roche", &copy).await, Sent::Held(_)));
    assert_eq!(threats::export(&world.app.db).await.expect("lines"), [line]);
});

store::both!(a_file_or_a_link_makes_a_campaign_and_is_held_not_withdrawn, |t: TestDb| async move {
    let world = delivering(t).await;
    let first = sends_file(&world.person("ines"), "roche", "regarde ça").await;
    let second = sends_file(&world.person("adam"), "zoe", "trop fort cette vidéo, tu vas voir c’est énorme").await;
    let id = campaign(&world, second).await;
    assert_eq!(campaign(&world, first).await, id);
    // The word is said on one message: the other has the same file, and a person looks at it.
    assert!(matches!(world.desk().withdraws(second).await, Withdrawn::Yes { messages: 1, .. }));
    assert_eq!(world.state_of(first).await, message::State::Held);
    let mut tx = world.app.db.read().await.expect("reads");
    let patterns = store::indicator::patterns(&mut tx, id).await.expect("patterns");
    assert_eq!(patterns.iter().map(|p| (p.kind, p.is_live())).collect::<Vec<_>>(), [(PatternKind::File, true)]);
    drop(tx);
    world.judge(Judging::Real);
    let third = sends_file(&world.person("hugo"), "moreau", "bonne soirée à toi").await;
    assert_eq!(world.state_of(third).await, message::State::Held, "a known file is held");
});

store::both!(the_look_back_finds_what_nobody_saw_and_says_so, |t: TestDb| async move {
    let world = delivering(t).await;
    let missed = world.person("lea").write_to("durand", DISGUISED).await;
    let old = world.person("noe").write_to("durand", TEXT).await;
    world.advance(limits::LOOK_BACK - Millis::days(1));
    let linked = world.person("zoe").write_to("adam", LINK).await;
    let two = format!("{TEXT} {LINK}");
    let threat = world.person("ines").write_to("roche", &two).await;
    world.person("karim").write_to("roche", &two).await;
    for unseen in [missed, old, linked] {
        world.forget_campaign(unseen).await;
    }
    world.advance(Millis::days(2));
    let id = campaign(&world, threat).await;
    assert!(matches!(confirms(&world, id).await, Confirmed::Yes { withdrawn: 2, .. }));
    let entries = world.journal().await.len();
    assert_eq!(world.run_jobs().await, 1);
    assert_eq!(world.state_of(missed).await, message::State::Delivered, "older than the look-back");
    assert_eq!(world.state_of(linked).await, message::State::Held, "it has the link, not the text");
    let sight = actions::campaign::sight(&world.app, &world.desk().actor().await, id, false).await;
    let sight = sight.expect("an answer").expect("a campaign");
    let found = sight.look_back.expect("a look-back");
    assert!(found.finished_at().is_some());
    assert_eq!((found.withdrawn, found.held), (0, 1));
    assert!(sight.steps.iter().any(|step| step.what == Step::LookedBack && step.messages == 1));
    assert_eq!(world.journal().await.len(), entries + 1);
    // Once more changes nothing.
    look_back::look_back(&world.app, id).await.expect("again");
    assert_eq!(world.journal().await.len(), entries + 1);
    world.journal_verifies().await;
});

store::both!(the_look_back_withdraws_texts_up_to_its_bound_and_holds_the_rest, |t: TestDb| async move {
    let world = delivering(t).await;
    let texts: Vec<MessageId> = {
        let mut sent = Vec::new();
        for to in ["durand", "lea", "perrin"] {
            sent.push(world.person("noe").write_to(to, TEXT).await);
        }
        sent
    };
    let threat = world.person("ines").write_to("roche", TEXT).await;
    let id = campaign(&world, threat).await;
    for unseen in &texts {
        world.forget_campaign(*unseen).await;
    }
    confirms(&world, id).await;
    let mut tx = world.app.db.begin().await.expect("begun");
    let almost = limits::LOOK_BACK_WITHDRAWN_MAX - 1;
    tx.run("update look_back set withdrawn = $1", (almost,)).await.expect("as if it had withdrawn many");
    tx.commit().await.expect("committed");
    world.run_jobs().await;
    let mut states = Vec::new();
    for text in &texts {
        states.push(world.state_of(*text).await);
    }
    let count = |state| states.iter().filter(|s| **s == state).count();
    assert_eq!((count(message::State::Withdrawn), count(message::State::Held)), (1, 2), "{states:?}");
    // A person says so: the rest goes too.
    assert_eq!(confirms(&world, id).await, Confirmed::Yes { withdrawn: 2, held: 0 });
});

store::both!(a_false_alarm_lets_out_what_was_held_and_is_not_raised_again, |t: TestDb| async move {
    let world = World::new(t).await;
    let text = "C’est la bombe, le voyage à Rome avec toute la classe, inscrivez-vous avant vendredi soir";
    let first = world.person("roche").write_to("2nde4:pupils", text).await;
    let second = world.person("durand").write_to("2nde5:pupils", text).await;
    let id = campaign(&world, second).await;
    let desk = world.desk().actor().await;
    let called_off = false_alarm::false_alarm(&world.app, &desk, id, "un voyage").await.expect("an answer");
    assert_eq!(called_off, FalseAlarm::Yes(2));
    for message in [first, second] {
        assert_eq!(world.state_of(message).await, message::State::Delivered);
    }
    assert!(world.person("ines").inbox().await.shows(first));
    assert_eq!(false_alarm::false_alarm(&world.app, &desk, id, "").await.expect("again"), FalseAlarm::TooLate);
    assert_eq!(state(&world, id).await, State::FalseAlarm);
    let third = world.person("perrin").writes("lycee:teachers", text).await;
    assert!(!matches!(third, Sent::Held(_)), "a person has read it: {third:?}");
    world.journal_verifies().await;
});

store::both!(what_a_person_released_is_not_held_again_for_the_same_reason, |t: TestDb| async move {
    let world = World::new(t).await;
    let text = "Le concert de samedi sera une bombe, venez nombreux au gymnase dès vingt heures";
    let held = world.person("roche").write_to("2nde4:pupils", text).await;
    world.desk().releases(held).await;
    let again = accepted(world.person("durand").writes("2nde5:pupils", text).await);
    assert_ne!(world.state_of(again).await, message::State::Held);
    let verdict = world.desk().examines(again).await.expect("a letter").verdict.expect("a verdict");
    assert!(verdict.reasons.iter().any(|reason| reason.code == "cleared"), "{verdict:?}");
    let near = text.replace("samedi", "dimanche");
    assert!(!matches!(world.person("durand").writes("2nde5:pupils", &near).await, Sent::Held(_)), "a word changed");
    let more = format!("{text}. J’ai caché une autre bombe sous la scène, vous allez tous sauter");
    assert!(matches!(world.person("durand").writes("2nde5:pupils", &more).await, Sent::Held(_)), "a sentence added");
    let clearance = world.desk().examines(held).await.expect("a letter").clearance.expect("kept");
    assert_eq!(clearance.used, 2, "counted and visible");
    world.advance(limits::CLEARANCE_LIFE);
    assert!(matches!(world.person("durand").writes("2nde5:pupils", text).await, Sent::Held(_)), "it ends");
});

store::both!(a_released_text_is_held_again_once_it_is_confirmed_as_a_threat, |t: TestDb| async move {
    let world = World::new(t).await;
    let text = "Il y aura une bombe dans le hall du lycée demain, ne venez pas si vous tenez à la vie";
    let held = world.person("roche").write_to("2nde4:pupils", text).await;
    world.desk().releases(held).await;
    assert!(matches!(world.desk().withdraws(held).await, Withdrawn::Yes { .. }));
    assert!(matches!(world.person("durand").writes("2nde5:pupils", text).await, Sent::Held(_)));
});

store::both!(two_campaigns_that_are_one_are_merged_and_stopped_together, |t: TestDb| async move {
    let world = delivering(t).await;
    let other = "Personne ne sortira vivant du réfectoire lundi midi, c’est la dernière fois que je préviens";
    let one = world.person("ines").write_to("roche", TEXT).await;
    world.person("adam").write_to("zoe", TEXT).await;
    let two = world.person("karim").write_to("roche", other).await;
    world.person("hugo").write_to("moreau", other).await;
    let (a, b) = (campaign(&world, one).await, campaign(&world, two).await);
    assert_ne!(a, b);
    confirms(&world, a).await;
    let desk = world.desk().actor().await;
    let merged = merge::merge(&world.app, &desk, b, a, "même auteur").await.expect("an answer");
    assert_eq!(merged, Merged::Yes { copies: 2, withdrawn: 2 });
    assert_eq!((state(&world, b).await, campaign(&world, two).await), (State::Merged, a));
    assert!(world.person("roche").reads(two).await.is_none());
    for (from, to) in [(b, a), (a, b), (a, a)] {
        assert_eq!(merge::merge(&world.app, &desk, from, to, "").await.expect("an answer"), Merged::TooLate);
    }
    let sight = actions::campaign::sight(&world.app, &desk, b, false).await.expect("an answer").expect("still known");
    assert_eq!(sight.campaign.merged_into(), Some(a));
    world.journal_verifies().await;
});

store::both!(a_campaign_that_nobody_sends_any_more_is_quiet_and_wakes_when_it_comes_back, |t: TestDb| async move {
    let world = delivering(t).await;
    let first = world.person("ines").write_to("roche", TEXT).await;
    world.person("adam").write_to("zoe", TEXT).await;
    let id = campaign(&world, first).await;
    confirms(&world, id).await;
    world.advance(limits::CAMPAIGN_QUIET_AFTER - Millis(1));
    assert_eq!(quiet::quiet(&world.app).await.expect("looked"), 0);
    world.advance(Millis(1));
    assert_eq!(quiet::quiet(&world.app).await.expect("looked"), 1);
    assert_eq!(state(&world, id).await, State::Quiet);
    world.person("hugo").write_to("moreau", TEXT).await;
    assert_eq!(state(&world, id).await, State::Confirmed);
});

/// A file of `fuzz/seeds/attachments`, written by another program.
fn seed(name: &str) -> Vec<u8> {
    let path = format!("{}/../../fuzz/seeds/attachments/{name}", env!("CARGO_MANIFEST_DIR"));
    std::fs::read(&path).unwrap_or_else(|error| panic!("{path}: {error}"))
}

async fn joins(person: &Person<'_>, to: &str, name: &str, content: &[u8], body: &str) -> MessageId {
    let file = person.uploads(name, content).await;
    accepted(person.send(&Draft { attachments: vec![file], ..person.draft(&[to], "Vu ?", body) }).await)
}

store::both!(the_look_back_finds_a_picture_by_its_looks_and_a_file_inside_another, |t: TestDb| async move {
    let world = delivering(t).await;
    let first = joins(&world.person("ines"), "roche", "a.jpg", &seed("photo.jpg"), TEXT).await;
    let second = joins(&world.person("karim"), "roche", "b.jpg", &seed("photo.jpg"), TEXT).await;
    world.run_jobs().await;
    world.advance(Millis::minutes(1));
    let (looks, inner) = ("Tu as vu ce que je t’ai envoyé hier ?", "Les documents pour la sortie au théâtre");
    let looks = joins(&world.person("adam"), "zoe", "c.webp", &seed("photo.webp"), looks).await;
    let inner = joins(&world.person("hugo"), "moreau", "d.zip", &seed("archive.zip"), inner).await;
    let other =
        joins(&world.person("lea"), "durand", "e.pdf", &seed("plain.pdf"), "Le plan de la salle des fêtes").await;
    world.run_jobs().await;
    for unseen in [looks, inner, other] {
        world.forget_campaign(unseen).await;
        assert_eq!(world.state_of(unseen).await, message::State::Delivered);
    }
    let id = campaign(&world, second).await;
    assert!(matches!(confirms(&world, id).await, Confirmed::Yes { withdrawn: 2, .. }));
    world.run_jobs().await;
    for found in [looks, inner] {
        assert_eq!(world.state_of(found).await, message::State::Withdrawn);
        assert_eq!(campaign(&world, found).await, id);
        assert!(world.person("zoe").reads(found).await.is_none());
    }
    assert_eq!(world.state_of(other).await, message::State::Delivered);
    assert_eq!(world.state_of(first).await, message::State::Withdrawn);
    let mut tx = world.app.db.read().await.expect("reads");
    let patterns = store::indicator::patterns(&mut tx, id).await.expect("patterns");
    let kinds: Vec<PatternKind> = patterns.iter().filter(|p| p.is_live()).map(|p| p.kind).collect();
    assert!(kinds.contains(&PatternKind::Picture) && kinds.contains(&PatternKind::File), "{patterns:?}");
    drop(tx);
    world.journal_verifies().await;
});

store::both!(a_picture_of_one_copy_is_a_hint_and_one_that_everybody_sends_is_none, |t: TestDb| async move {
    let world = delivering(t).await;
    let threat = joins(&world.person("ines"), "roche", "a.jpg", &seed("photo.jpg"), TEXT).await;
    world.run_jobs().await;
    world.advance(Millis::minutes(1));
    let alike =
        joins(&world.person("adam"), "zoe", "c.webp", &seed("photo.webp"), "Regarde comme c’est beau ici").await;
    let mut emblems = Vec::new();
    for n in 0..=limits::PATTERN_OUTSIDE_MAX {
        world.advance(Millis::minutes(30));
        let body = format!("Réunion numéro {n} des parents, venez nombreux à la salle {n}");
        emblems.push(joins(&world.person("durand"), "lea", "e.png", &seed("code.png"), &body).await);
    }
    let other = joins(&world.person("karim"), "roche", "e.png", &seed("code.png"), DISGUISED).await;
    world.run_jobs().await;
    for unseen in emblems.iter().chain([&alike]) {
        world.forget_campaign(*unseen).await;
    }
    assert!(matches!(world.desk().withdraws(threat).await, Withdrawn::Yes { .. }));
    world.run_jobs().await;
    assert_eq!(world.state_of(alike).await, message::State::Held, "a hint, for a person");
    assert_eq!(world.state_of(other).await, message::State::Withdrawn, "by its text");
    for emblem in emblems {
        assert_eq!(world.state_of(emblem).await, message::State::Delivered);
    }
});

store::both!(what_somebody_sent_before_the_threat_waits_for_a_person, |t: TestDb| async move {
    let world = delivering(t).await;
    let before =
        joins(&world.person("noe"), "durand", "a.png", &seed("photo.png"), "Ma photo de vacances à la mer").await;
    world.advance(Millis::minutes(1));
    joins(&world.person("ines"), "roche", "a.jpg", &seed("photo.jpg"), TEXT).await;
    let second = joins(&world.person("karim"), "roche", "b.jpg", &seed("photo.jpg"), TEXT).await;
    world.run_jobs().await;
    world.forget_campaign(before).await;
    let id = campaign(&world, second).await;
    assert!(matches!(confirms(&world, id).await, Confirmed::Yes { withdrawn: 2, .. }));
    world.run_jobs().await;
    assert_eq!(world.state_of(before).await, message::State::Held);
});
