//! `cargo xtask bench replay`: records the crisis of March 2024, plays it through the program under both sets of rules,
//! and prints both scores.

use std::{path::Path, process::Command};

use crate::tree::Result;

/// Runs it; `--small` and `--full` choose another size than the medium one, `--rules open|default` one set of rules.
pub(crate) fn run(words: &[&str]) -> Result<bool> {
    let size = match words {
        words if words.contains(&"--small") => "small",
        words if words.contains(&"--full") => "full",
        _ => "medium",
    };
    let folder = Path::new("target/replay").join(size);
    let at = |name: &str| folder.join(name).display().to_string();
    let folder = folder.display().to_string();
    if !cargo("sim", &["scenario", "march_2024", "--size", size, "--out", &folder])? {
        return Ok(false);
    }
    let asked = words.iter().position(|word| *word == "--rules").and_then(|place| words.get(place + 1));
    for rules in ["open", "default"].into_iter().filter(|rules| asked.is_none_or(|asked| asked == rules)) {
        println!("\n== {size}, --rules {rules} ==");
        let (entities, events) = (at("entities.json"), at("events.jsonl"));
        let (out, summary) = (at(&format!("outcomes-{rules}.jsonl")), at(&format!("summary-{rules}.json")));
        let replay =
            ["replay", "--entities", &entities, &events, "--rules", rules, "--out", &out, "--summary", &summary];
        if !cargo("preau", &replay)? || !cargo("sim", &["score", &folder, &out])? {
            return Ok(false);
        }
    }
    Ok(true)
}

fn cargo(package: &str, args: &[&str]) -> Result<bool> {
    let start = ["run", "--quiet", "--release", "--package", package, "--"];
    Ok(Command::new("cargo").args(start).args(args).status()?.success())
}
