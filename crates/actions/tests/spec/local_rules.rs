//! Rules of an operator: in force when they are sound, refused with their count when they would hold too much.

use actions::{
    App,
    rule_files::{self, Loaded},
    testing::{Judging, World},
    would_hold,
};
use model::{Millis, limits, verdict::Outcome};
use shield::{Letter, RuleFile, RuleRefused};
use store::testing::TestDb;

pub(crate) fn file(name: &str, id: &str, phrase: &str) -> RuleFile {
    let text = format!(
        r#"
[[rule]]
id = "{id}"
version = 1
author = "cellule de crise"
view = "skeleton"
terms = "{phrase}"
label = "attack"
voice = "author"
severity = "explicit"
weight = 6.0
expires = "2030-01-31"
reason = "Mots de l’annonce de cette nuit."
[rule.tests]
positive = ["{phrase} demain", "Attention, {phrase}", "{phrase} !"]
negative = ["Bonjour", "Le cours de lundi est déplacé", "Merci beaucoup"]
"#
    );
    RuleFile { name: name.to_owned(), version: None, text }
}

store::both!(a_rule_that_would_hold_half_of_the_messages_is_refused_with_its_count, |t: TestDb| async move {
    let world = World::new(t).await;
    world.judge(Judging::Always(Outcome::Deliver));
    let half = limits::RULE_HELD_ALWAYS_FINE + 1;
    for n in 0..half {
        world.person("roche").write_to("ines", &format!("Voici le menu de la cantine pour le jour {n}")).await;
        world.person("roche").write_to("karim", &format!("Le devoir numéro {n} est à rendre lundi")).await;
    }
    let files = [
        file("large.toml", "menu", "menu de la cantine"),
        file("bon.toml", "corbeau-noir", "operation corbeau noir"),
        file("sans-tests.toml", "essai", ""),
    ];
    let checked = would_hold::check(&world.app.db, &files, world.now()).await.expect("checked");
    assert_eq!(checked.shield.local_rules().collect::<Vec<_>>(), [("corbeau-noir", "bon.toml")]);
    let broad = checked.refused.iter().find(|refused| refused.file == "large.toml").expect("refused");
    let count = format!("« menu » retiendrait 50 % des {} derniers messages ({half})", 2 * half);
    assert!(broad.why.contains(&count), "{broad}");
    assert!(checked.refused.iter().any(|refused| refused.file == "sans-tests.toml"), "{:?}", checked.refused);
    let letter = Letter { subject: "", body: "Opération corbeau noir, ce soir au lycée", file_names: &[] };
    let context = shield::Context::declared(model::Profile::Pupil, 1);
    assert_eq!(checked.shield.judge(&letter, &context).outcome, Outcome::Hold);
});

fn judged(app: &App, body: &str) -> (Outcome, String) {
    let letter = Letter { subject: "", body, file_names: &[] };
    let verdict = app.judge().judge(&letter, &shield::Context::declared(model::Profile::Pupil, 1), &app.policies);
    (verdict.outcome, verdict.rules)
}

fn broken() -> RuleFile {
    RuleFile { name: "matin.toml".to_owned(), version: None, text: "[[rule]]\nid = 3".to_owned() }
}

const NIGHT: &str = "Opération corbeau noir, ce soir au lycée";
const MORNING: &str = "Le protocole zèbre rouge commence à midi";

store::both!(rule_files_come_into_force_together_while_the_program_runs_and_go_as_they_came, |t: TestDb| async move {
    let world = World::new(t).await;
    let app = &world.app;
    assert_eq!(rule_files::load(app, &[]).await.expect("read"), Loaded::Same);
    let night = file("nuit.toml", "corbeau-noir", "operation corbeau noir");
    assert_eq!(rule_files::load(app, std::slice::from_ref(&night)).await.expect("read"), Loaded::Yes(1));
    let (outcome, with_night) = judged(app, NIGHT);
    assert_eq!(outcome, Outcome::Hold);
    assert_eq!(rule_files::load(app, std::slice::from_ref(&night)).await.expect("read"), Loaded::Same);

    // A second file has a fault: neither it nor the change of the first one holds.
    let changed = file("nuit.toml", "corbeau-noir", "operation corbeau blanc");
    let files = [broken(), changed.clone()];
    let Loaded::Refused(refused) = rule_files::load(app, &files).await.expect("read") else { panic!("in force") };
    assert_eq!(refused.iter().map(|one| one.file.as_str()).collect::<Vec<_>>(), ["matin.toml"]);
    assert_eq!(judged(app, NIGHT), (Outcome::Hold, with_night.clone()), "the former ones are in force");
    assert_eq!(rule_files::load(app, &files).await.expect("read"), Loaded::Same, "said once");
    let seen = rule_files::nodes(&app.db, world.now()).await.expect("read");
    assert_eq!((seen.len(), seen[0].rules, seen[0].hash.clone()), (1, 1, with_night.clone()));
    assert_eq!(seen[0].faults().len(), 1);
    assert_eq!(seen[0].faults()[0].0, "matin.toml");

    // It is mended: both are in force, and decisions say so.
    let morning = file("matin.toml", "zebre-rouge", "protocole zebre rouge");
    assert_eq!(rule_files::load(app, &[morning, changed]).await.expect("read"), Loaded::Yes(2));
    let (outcome, with_both) = judged(app, MORNING);
    assert_eq!(outcome, Outcome::Hold);
    assert_eq!(judged(app, NIGHT), (Outcome::Deliver, with_both.clone()), "the words were changed");
    assert_ne!(with_both, with_night, "a decision says which rules it was made by");
    let seen = rule_files::nodes(&app.db, world.now()).await.expect("read");
    assert_eq!((seen[0].rules, seen[0].faults().len()), (2, 0));

    // The folder is emptied.
    assert_eq!(rule_files::load(app, &[]).await.expect("read"), Loaded::Yes(0));
    assert_eq!(judged(app, MORNING).0, Outcome::Deliver);
    let cannot = RuleRefused { file: "/etc/preau/regles".to_owned(), why: "introuvable".to_owned() };
    assert!(matches!(rule_files::cannot_read(app, cannot.clone()).await.expect("said"), Loaded::Refused(_)));
    assert_eq!(rule_files::cannot_read(app, cannot).await.expect("said"), Loaded::Same);
    let verbs: Vec<String> = world.journal().await.into_iter().map(|(verb, _)| verb).collect();
    assert_eq!(verbs, ["rules.load", "rules.refuse", "rules.load", "rules.load", "rules.refuse"]);
    world.advance(limits::RULE_SETS_KEPT + Millis(1));
    assert!(
        rule_files::nodes(&app.db, world.now()).await.expect("read").is_empty(),
        "a node that says nothing is gone"
    );
});

store::both!(each_node_says_what_it_has_and_keeps_the_desk_s_signatures, |t: TestDb| async move {
    let world = World::new(t).await;
    let other = world.another_node().await;
    let morning = [file("matin.toml", "zebre-rouge", "protocole zebre rouge")];
    assert_eq!(rule_files::load(&world.app, &morning).await.expect("read"), Loaded::Yes(1));
    rule_files::note(&other).await.expect("said");
    let seen = rule_files::nodes(&other.db, world.now()).await.expect("read");
    let rules: std::collections::BTreeSet<i64> = seen.iter().map(|one| one.rules).collect();
    assert_eq!(rules, [0, 1].into(), "one node has not taken the file yet, and it is seen");
    assert_eq!(judged(&other, MORNING).0, Outcome::Deliver);
    assert_eq!(rule_files::load(&other, &morning).await.expect("read"), Loaded::Yes(1));
    assert_eq!(judged(&other, MORNING), judged(&world.app, MORNING), "the same rules, the same decision");

    crate::signatures::corbeau_in_force(&world).await;
    for app in [&*world.app, &other] {
        actions::policies::refresh(app).await.expect("read");
        let both = [morning[0].clone(), file("autre.toml", "autre", "la girafe verte attend")];
        assert_eq!(rule_files::load(app, &both).await.expect("read"), Loaded::Yes(2));
        assert_eq!(judged_in_lyon(&world, app, NIGHT), Outcome::Hold, "the desk's words are still looked for");
        assert_eq!(judged(app, "La girafe verte attend").0, Outcome::Hold);
    }
    other.db.close().await;
});

/// Of a letter from the lycée, where the desk's signature holds.
fn judged_in_lyon(world: &World, app: &App, body: &str) -> Outcome {
    let letter = Letter { subject: "", body, file_names: &[] };
    let school = Some(model::SchoolId(world.uuid("lycee")));
    let context = shield::Context {
        school,
        academie: Some(10),
        now: Some(world.now()),
        ..shield::Context::declared(model::Profile::Pupil, 1)
    };
    app.judge().judge(&letter, &context, &app.policies).outcome
}
