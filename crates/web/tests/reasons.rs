//! Every reason that the shield can give is said in English too.

#![expect(clippy::expect_used, reason = "a test that cannot read the sources says so and fails")]

use std::{collections::BTreeSet, fs, path::Path};

use web::reasons;

fn files(folder: &Path, ending: &str) -> Vec<String> {
    let mut texts = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder").flatten() {
        let path = entry.path();
        if path.is_dir() {
            texts.extend(files(&path, ending));
        } else if path.extension().is_some_and(|e| e == ending) {
            texts.push(fs::read_to_string(&path).expect("text"));
        }
    }
    texts
}

/// What the rules of the policy that say a sentence of their own are called.
fn of_policy(shield: &Path) -> BTreeSet<String> {
    let text = fs::read_to_string(shield.join("rules/policy.toml")).expect("a policy");
    let value = |rule: &str, key: &str| {
        let line = rule.lines().find_map(|line| line.strip_prefix(key)?.strip_prefix(" = \""));
        line.and_then(|line| line.strip_suffix('"')).map(str::to_owned)
    };
    let rules = text.split("[[rule]]").skip(1).map(|rule| rule.split("[[").next().unwrap_or_default());
    let speaking = rules.filter(|rule| value(rule, "text").is_some());
    speaking.filter_map(|rule| value(rule, "reason").or_else(|| value(rule, "id"))).collect()
}

/// `signature:…` and `frame:…` of the embedded rules.
fn of_rules(shield: &Path) -> BTreeSet<String> {
    let mut codes = BTreeSet::new();
    // The policy names its rules too, and says few of them.
    let rules = files(&shield.join("rules"), "toml").into_iter().filter(|text| !text.contains("[[term]]"));
    for text in rules {
        let mut section = "";
        for line in text.lines() {
            match line {
                "[[rule]]" => section = "signature",
                "[[frame]]" => section = "frame",
                line if line.starts_with('[') => section = "",
                line => {
                    let id = line.strip_prefix("id = \"").and_then(|rest| rest.strip_suffix('"'));
                    codes.extend(id.filter(|_| !section.is_empty()).map(|id| format!("{section}:{id}")));
                }
            }
        }
    }
    codes
}

/// What the code of a room names: the first text after each of these words, before its tests.
fn of_code(folder: &Path) -> BTreeSet<String> {
    let mut codes = BTreeSet::new();
    for text in files(folder, "rs") {
        let code = text.split("#[cfg(test)]").next().unwrap_or_default();
        for begins in ["reason(", "held_for(", "sign(", "code: "] {
            for rest in code.split(begins).skip(1) {
                let first = rest.trim_start().strip_prefix('"').and_then(|rest| rest.split('"').next());
                codes.extend(
                    first.filter(|word| word.bytes().all(|b| b.is_ascii_lowercase() || b == b'_')).map(str::to_owned),
                );
            }
        }
    }
    codes
}

#[test]
fn every_reason_of_rules_and_policy_is_said_in_english() {
    let crates = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let rules = of_rules(&crates.join("shield"));
    assert!(rules.len() > 100, "{} rules were found", rules.len());
    let mut code = of_code(&crates.join("shield/src"));
    code.extend(of_code(&crates.join("actions/src").join(".")));
    for expected in ["reach", "device", "overrun", "failure", "quoted"] {
        assert!(code.contains(expected), "{expected} was not found: {code:?}");
    }
    let policy = of_policy(&crates.join("shield"));
    assert!(policy.contains("voice") && policy.contains("self_harm"), "{policy:?}");
    let missing: Vec<&String> =
        rules.iter().chain(&code).chain(&policy).filter(|code| !reasons::is_known(code)).collect();
    assert!(missing.is_empty(), "without a sentence in crates/web/src/reasons.en.txt: {missing:?}");
}
