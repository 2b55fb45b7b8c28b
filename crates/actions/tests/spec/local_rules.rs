//! Rules of an operator: in force when they are sound, refused with their count when they would hold too much.

use actions::{
    testing::{Judging, World},
    would_hold,
};
use model::{limits, verdict::Outcome};
use shield::{Letter, RuleFile};
use store::testing::TestDb;

fn file(name: &str, id: &str, phrase: &str) -> RuleFile {
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
