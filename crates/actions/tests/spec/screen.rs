//! What the desk is shown of one letter: facts, what would have changed the verdict, the nearest threat, and no minor's
//! name until somebody says why.

use actions::{
    desk::{self, DeskLetter},
    facts::Fact,
    otherwise::{Change, Otherwise},
    send,
    testing::{Judging, World, accepted},
    unmask::{self, Unmasked},
};
use model::{MessageId, Millis, verdict::Outcome};
use store::testing::TestDb;

async fn letter(world: &World, id: MessageId, reveal: bool) -> DeskLetter {
    let desk = world.desk().actor().await;
    desk::letter(&world.app, &desk, id, reveal).await.expect("an answer").expect("a letter")
}

store::both!(a_minor_s_name_is_shown_to_an_officer_who_says_why_and_to_no_other, |t: TestDb| async move {
    let world = World::new(t).await;
    let held = world.person("karim").write_to("roche", "une bombe").await;
    let masked = letter(&world, held, true).await;
    assert!(masked.masked && masked.message.sender_name.is_empty());
    assert_eq!(masked.class.as_deref(), Some("2NDE 4"));
    let (maud, elsewhere) = (world.desk().actor().await, world.person("desk25").actor().await);
    let ask = |actor, why: &'static str| unmask::unmask(&world.app, actor, held, why);
    assert_eq!(ask(&maud, "  ").await.expect("an answer"), Unmasked::NoReason);
    assert_eq!(ask(&elsewhere, "pour voir").await.expect("an answer"), Unmasked::NotFound);
    assert!(letter(&world, held, false).await.masked);
    assert_eq!(ask(&maud, "appeler la famille").await.expect("an answer"), Unmasked::Yes);
    assert_eq!(ask(&maud, "encore").await.expect("an answer"), Unmasked::Yes);
    assert_eq!(letter(&world, held, false).await.message.sender_name, "Karim Lefèvre");
    let theo = world.person("desk2").actor().await;
    let theirs = desk::letter(&world.app, &theo, held, true).await.expect("an answer").expect("a letter");
    assert!(theirs.masked && theirs.message.sender_name.is_empty(), "each officer asks for themselves");
    let asked: Vec<_> = world.journal().await.into_iter().filter(|(verb, _)| verb == "desk.unmask").collect();
    assert_eq!(asked, [("desk.unmask".to_owned(), format!("message/{held}"))], "once, with the letter");
    world.journal_verifies().await;
});

store::both!(an_adult_s_name_is_shown_and_a_minor_who_reports_is_not_named, |t: TestDb| async move {
    let world = World::new(t).await;
    let word = world.person("roche").write_to("2nde4:pupils", "Contrôle lundi").await;
    world.person("ines").inbox().await;
    world.person("ines").reports(word).await;
    let shown = letter(&world, word, false).await;
    assert_eq!((shown.masked, shown.message.sender_name.as_str()), (false, "Anne Roche"));
    assert_eq!(shown.report_list[0].name, "");
    let maud = world.desk().actor().await;
    unmask::unmask(&world.app, &maud, word, "signalements répétés").await.expect("an answer");
    assert_eq!(letter(&world, word, false).await.report_list[0].name, "Inès Benali");
});

store::both!(what_would_have_changed_the_verdict_is_found_by_judging_again, |t: TestDb| async move {
    let world = World::new(t).await;
    let held = world.person("roche").write_to("2nde4:pupils", "Rendez-vous lundi, une bombe ce voyage").await;
    let Some(Otherwise::Passes(passes)) = letter(&world, held, false).await.otherwise else { panic!("a change") };
    assert_eq!(passes, [(Change::WithoutPassage(0), Outcome::Deliver)], "only the word itself was in the way");
    world.judge(Judging::Always(Outcome::Hold));
    assert_eq!(letter(&world, held, false).await.otherwise, Some(Otherwise::Never));
    world.judge(Judging::Always(Outcome::Waves));
    assert_eq!(letter(&world, held, false).await.otherwise, Some(Otherwise::Changed(Outcome::Waves)));
    world.judge(Judging::Words);
    let out = world.person("roche").write_to("2nde4:pupils", "Rendez-vous mardi").await;
    assert_eq!(letter(&world, out, false).await.otherwise, None, "what was not stopped needs no excuse");
});

store::both!(a_judge_that_fails_when_asked_again_breaks_no_page, |t: TestDb| async move {
    let world = World::new(t).await;
    let held = world.person("roche").write_to("2nde4:pupils", "une bombe").await;
    world.judge(Judging::Panics);
    assert_eq!(letter(&world, held, true).await.otherwise, Some(Otherwise::Never));
});

store::both!(the_real_judge_says_that_the_device_decided, |t: TestDb| async move {
    let world = World::new(t).await;
    world.judge(Judging::Real);
    let (ines, text) =
        (world.person("ines"), "Demain il va se passer un truc au lycée, ne venez pas, vous allez voir.");
    let draft = ines.draft(&["radio:pupils"], "", text);
    let sent = send::send(&world.app, &ines.actor_elsewhere().await, &draft).await.expect("an answer");
    let send::Sent::Held(held) = sent else { return };
    match letter(&world, accepted(sent), true).await.otherwise {
        Some(Otherwise::Passes(passes)) => assert!(passes.iter().all(|(_, outcome)| *outcome != Outcome::Hold)),
        Some(Otherwise::Never) => {}
        other => panic!("{held}: the same rules say the same: {other:?}"),
    }
});

store::both!(facts_stand_beside_the_account_s_own_habit, |t: TestDb| async move {
    let world = World::new(t).await;
    let ines = world.person("ines");
    ines.write_to("roche", "Bonjour").await;
    world.advance(Millis::days(1));
    let draft = ines.draft(&["roche"], "", "une bombe");
    let held = accepted(send::send(&world.app, &ines.actor_elsewhere().await, &draft).await.expect("an answer"));
    let facts = letter(&world, held, false).await.facts;
    assert_eq!(facts[0], Fact::Reach { readers: 1, schools: 1, usual: Some(1) });
    assert!(facts.contains(&Fact::NewDevice) && facts.contains(&Fact::Month(1)), "{facts:?}");
});

store::both!(the_nearest_threat_and_what_else_was_stopped_are_shown_with_the_text_alone, |t: TestDb| async move {
    let world = World::new(t).await;
    let text = "J’ai mis une bombe dans le lycée, elle explose demain à 11 h, vous allez tous voir.";
    let first = world.person("karim").write_to("roche", text).await;
    world.desk().withdraws(first).await;
    world.advance(Millis::minutes(1));
    let odd = world.person("adam").write_to("zoe", "une bombe de bal").await;
    let second = world.person("adam").write_to("zoe", &text.replace("11 h", "9 h")).await;
    let veiled = letter(&world, second, false).await;
    let nearest = veiled.nearest.expect("the withdrawn one");
    assert!(nearest.id == first && nearest.similarity > 0.7 && nearest.body.is_empty());
    assert_eq!(veiled.stopped.iter().map(|one| one.id).collect::<Vec<_>>(), [odd]);
    assert_eq!(letter(&world, second, true).await.nearest.expect("the withdrawn one").body, text);
});
