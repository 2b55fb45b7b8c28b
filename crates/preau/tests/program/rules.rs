//! The operator's folder of rules, while `preau serve` runs.

use std::{
    fs,
    path::Path,
    time::{Duration, Instant},
};

use crate::process::{Serving, preau};

/// Much longer than is promised: the program of tests is slow, and so may be the machine.
const PATIENCE: Duration = Duration::from_secs(90);

fn rule(phrase: &str) -> String {
    format!(
        r#"
[[rule]]
id = "corbeau-noir"
version = 1
author = "cellule de crise"
view = "skeleton"
terms = "{phrase}"
label = "attack"
voice = "author"
severity = "explicit"
weight = 6.0
expires = "2099-01-31"
reason = "Nom de l’opération annoncée cette nuit."
[rule.tests]
positive = ["{phrase} demain", "Attention, {phrase}", "{phrase} !"]
negative = ["Bonjour", "Le cours de lundi est déplacé", "Merci beaucoup"]
"#
    )
}

/// What `preau doctor` says, once it says this.
#[expect(clippy::disallowed_methods, reason = "the program that is looked at has the system's clock")]
fn doctor_says(config: &Path, data: &Path, database: &str, what: &str) -> String {
    let (config, data) = (config.to_str().expect("text"), data.to_str().expect("text"));
    let since = Instant::now();
    loop {
        let said = preau(&["doctor", "--config", config, "--data", data, "--database", database]).out;
        if said.contains(what) {
            return said;
        }
        assert!(since.elapsed() < PATIENCE, "« {what} » is never said: {said}");
        std::thread::sleep(Duration::from_millis(300));
    }
}

#[test]
fn a_folder_of_rules_is_taken_while_the_program_runs_and_a_fault_keeps_the_former_ones() {
    let folder = tempfile::tempdir().expect("a folder");
    let (data, rules, config) =
        (folder.path().join("data"), folder.path().join("rules"), folder.path().join("preau.toml"));
    fs::create_dir(&rules).expect("made");
    fs::write(&config, format!("[shield]\nrules = {:?}\n", rules.to_str().expect("text"))).expect("written");
    let database = format!("sqlite:{}", folder.path().join("preau.db").display());
    let serving = Serving::start_with(&data, &database, &["--config", config.to_str().expect("text")]);
    doctor_says(&config, &data, &database, "0 règle(s) de 0 fichier(s) en vigueur");

    let file = rules.join("nuit.toml");
    fs::write(&file, rule("operation corbeau noir")).expect("written");
    doctor_says(&config, &data, &database, "1 règle(s) de 1 fichier(s) en vigueur");

    fs::write(&file, "[[rule]]\nid = 3").expect("written");
    let said = doctor_says(&config, &data, &database, "il garde les anciennes, car nuit.toml");
    assert!(said.contains("1 règle(s) de 1 fichier(s) en vigueur"), "{said}");

    fs::remove_file(&file).expect("removed");
    doctor_says(&config, &data, &database, "0 règle(s) de 0 fichier(s) en vigueur");
    assert!(serving.stop().success());
}
