//! Policies as a desk writes them: what is refused and why, what a missing signal does, what an overlay may do.

#![allow(clippy::expect_used, reason = "without its rules nothing can be decided")]

use std::sync::Arc;

use model::{
    Profile, limits,
    policy::Value,
    verdict::{Consequence, Outcome},
};
use shield::{
    Context, Letter, Shield,
    policy::{self, InForce, Policy, schema},
};

fn rule(when: &str, outcome: &str, missing: &str) -> String {
    format!("[[rule]]\nid = \"r\"\nwhen = '''{when}'''\noutcome = \"{outcome}\"\nif_unavailable = \"{missing}\"\n")
}

fn refusal(text: &str) -> String {
    match Policy::parse(text) {
        Ok(_) => "accepted".to_owned(),
        Err(refused) => refused.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "),
    }
}

fn features(changes: &[(&str, Value)]) -> Vec<Value> {
    let shield = Shield::untrained().expect("rules");
    let letter = Letter { subject: "", body: "Bonjour, à demain.", file_names: &[] };
    let verdict = shield.judge(&letter, &Context::declared(Profile::Pupil, 3));
    let mut features = verdict.ruling.expect("a ruling").features;
    for (name, value) in changes {
        let place = schema::FEATURES.iter().position(|feature| feature.name == *name).expect("a feature");
        features[place] = value.clone();
    }
    features
}

fn policy(text: &str) -> Arc<Policy> {
    Arc::new(Policy::parse(text).expect("a sound policy"))
}

fn decided(text: &str, changes: &[(&str, Value)]) -> (Outcome, String) {
    let ruling = policy::rule(features(changes), &InForce::alone(policy(text)));
    (ruling.outcome, ruling.rule)
}

#[test]
fn a_policy_that_is_not_sound_is_refused_by_the_name_of_its_rule_and_with_the_reason() {
    let long = format!("readers > 1 {}", "&& readers > 1 ".repeat(400));
    let deep = format!("{}true{}", "(".repeat(200), ")".repeat(200));
    let at_the_bound = format!("{}true{}", "(".repeat(32), ")".repeat(32));
    let chain = format!("readers > 0{}", " + 1".repeat(290));
    let dots = format!("a{}", ".a".repeat(300));
    for (when, why) in [
        ("readrs > 5", "règle « r » : « readrs » n’est ni une variable"),
        ("readers", "la condition doit donner vrai ou faux, et donne un nombre entier"),
        ("threat > 1", "« > » attend un nombre à virgule, comme 0.5 ou 1.0, et reçoit un nombre entier"),
        ("readers > 'dix'", "« > » attend un nombre entier, et reçoit un mot"),
        ("readers && true", "« && » attend vrai ou faux"),
        ("profile > 'a'", "« > » attend"),
        ("readers == null", "« readers » a toujours une valeur"),
        ("null == null", "« null » des deux côtés ne s’emploie pas"),
        ("null", "ne s’emploie pas dans une politique"),
        ("(readers + 1) == null", "ne s’emploie pas dans une politique"),
        ("size(profile) > 2", "« size » ne s’emploie pas"),
        ("profile.startsWith('p')", "« startsWith » ne s’emploie pas"),
        ("signs.exists(s, s == 'device')", "une boucle ne s’emploie pas"),
        ("readers / 2 > 1", "ne s’emploie pas"),
        ("[1, 2] == [1]", "une liste"),
        ("{'a': 1}.a == 1", "un point"),
        ("1u > 2u", "ce genre de valeur"),
        ("readers > ", "l’expression ne se lit pas, à la ligne 1, caractère"),
        ("", "l’expression ne se lit pas"),
        ("readers > 5 readers", "l’expression ne se lit pas"),
        (&long, "octets\u{202F}; 2000 au plus"),
        (&deep, "trop profonde"),
        (&at_the_bound, "accepted"),
        (&chain, "accepted"),
        (&dots, "un point"),
    ] {
        let said = refusal(&rule(when, "hold", "pass")).replace('\u{202F}', " ");
        assert!(said.contains(&why.replace('\u{202F}', " ")), "{when}: {said}");
    }
    let sound = rule("readers > 5", "hold", "pass");
    for (text, why) in [
        (String::new(), "au moins une règle"),
        ("règle".to_owned(), "le texte ne se lit pas"),
        (sound.replace("hold", "freeze"), "unknown variant `freeze`"),
        (sound.replace("if_unavailable = \"pass\"", ""), "missing field `if_unavailable`"),
        (format!("{sound}colour = 1"), "unknown field `colour`"),
        (sound.replace("\"r\"", "\"Règle 1\""), "ne peut pas être un nom"),
        (format!("{sound}{sound}"), "« r » est défini deux fois"),
        (format!("[[term]]\nname = \"readers\"\nis = \"1\"\n{sound}"), "« readers » est défini deux fois"),
        (
            format!("[[term]]\nname = \"a\"\nis = \"b\"\n[[term]]\nname = \"b\"\nis = \"1\"\n{sound}"),
            "terme « a » : « b »",
        ),
        (sound.repeat(limits::POLICY_RULES_MAX + 1), "101 règles ; 100 au plus"),
        (format!("# {}\n{sound}", "x".repeat(limits::POLICY_BYTES_MAX)), "64000 au plus"),
    ] {
        let said = refusal(&text).replace('\u{202F}', " ");
        assert!(said.contains(why), "{why}: {said}");
    }
    let heavy: String = (0..30)
        .map(|n| {
            rule(&format!("readers > 1 {}", "|| readers > 1".repeat(120)), "hold", "pass")
                .replace("\"r\"", &format!("\"r{n}\""))
        })
        .collect();
    assert!(refusal(&heavy).contains("étapes"), "{}", refusal(&heavy));
}

#[test]
fn a_missing_signal_holds_or_passes_as_the_rule_says_unless_the_rest_decides() {
    let strange = "readers > 100 || !known_device";
    assert_eq!(decided(&rule(strange, "deliver", "hold"), &[]), (Outcome::Hold, "r@1?known_device".to_owned()));
    assert_eq!(decided(&rule(strange, "deliver", "pass"), &[]), (Outcome::Hold, "none".to_owned()));
    let far = [("readers", Value::Int(101))];
    assert_eq!(decided(&rule(strange, "deliver", "pass"), &far), (Outcome::Deliver, "r@1".to_owned()));
    let asked = "known_device == null && readers > 1";
    assert_eq!(decided(&rule(asked, "deliver", "pass"), &[]), (Outcome::Deliver, "r@1".to_owned()));
    let both = rule("known_device && false", "waves", "hold");
    assert_eq!(decided(&both, &[]).1, "none", "false decides whatever the device is");
}

#[test]
fn a_rule_that_fails_holds_and_says_so() {
    let big = rule("readers * 4000000000000 > 1", "deliver", "pass");
    assert_eq!(decided(&big, &[("readers", Value::Int(4_000_000_000))]), (Outcome::Hold, "r@1!".to_owned()));
    let shield = Shield::untrained().expect("rules");
    let letter = Letter { subject: "", body: "Bonjour, à demain.", file_names: &[] };
    let context = Context::declared(Profile::Head, 4_000_000_000);
    let verdict = shield.judge_by(&letter, &context, &InForce::alone(policy(&big)));
    assert_eq!((verdict.outcome, verdict.consequence), (Outcome::Hold, Consequence::None));
    assert!(verdict.reasons.iter().any(|reason| reason.text.contains("La règle «\u{202F}r\u{202F}» a échoué")));
}

#[test]
fn a_logged_value_of_another_type_holds() {
    let text = rule("readers > 100", "deliver", "pass");
    assert_eq!(decided(&text, &[("readers", Value::Text("many".to_owned()))]), (Outcome::Hold, "r@1!".to_owned()));
}

#[test]
fn an_overlay_makes_stricter_and_milder_only_as_a_relief() {
    let shield = Shield::untrained().expect("rules");
    let base = shield.policy().base.clone();
    let with = |overlays: &[&str], shadow: &[&str], changes: &[(&str, Value)]| {
        let in_force = InForce {
            base: base.clone(),
            overlays: overlays.iter().map(|text| ("nuit.1".to_owned(), policy(text))).collect(),
            shadow: shadow.iter().map(|text| ("essai".to_owned(), policy(text))).collect(),
            signatures: policy::Signatures::default(),
        };
        policy::rule(features(changes), &in_force)
    };
    let stop = rule("profile == 'pupil'", "hold", "pass");
    let free = rule("profile == 'pupil'", "deliver", "pass");
    let relief = format!("{free}relief = \"Fausses alertes du carnaval.\"\n");
    let threat = [("threat", Value::Double(0.9))];
    assert_eq!(with(&[], &[], &[]).outcome, Outcome::Deliver);
    let stopped = with(&[&stop], &[], &[]);
    assert_eq!((stopped.outcome, stopped.rule.as_str(), stopped.overlays.len()), (Outcome::Hold, "+nuit.1/r@1", 1));
    assert_eq!(with(&[&free], &[], &threat).outcome, Outcome::Hold, "what is no relief makes nothing milder");
    assert_eq!(with(&[&relief], &[], &threat).outcome, Outcome::Deliver);
    assert_eq!(with(&[&relief, &stop], &[], &threat).outcome, Outcome::Hold, "the stricter has the last word");
    assert_eq!(with(&[&stop, &relief], &[], &threat).outcome, Outcome::Hold, "in either order");
    let quiet = with(&[], &[&stop, &free], &[]);
    assert_eq!((quiet.outcome, quiet.shadow), (Outcome::Deliver, vec!["essai/r@1".to_owned()]));
    let contact = [("to_safety_contact", Value::Bool(true)), ("threat", Value::Double(0.99))];
    assert_eq!(with(&[&stop], &[&stop], &contact).outcome, Outcome::Deliver, "nothing holds what warns");
    let none = InForce::alone(policy(&rule("false", "deliver", "pass")));
    assert_eq!(
        policy::rule(features(&contact), &none).outcome,
        Outcome::Deliver,
        "not even a policy without an answer"
    );
}

#[test]
fn chance_never_makes_the_reader_of_policies_fall() {
    use proptest::{prelude::*, test_runner::TestRunner};
    let words = "(readers|threat|known_device|signs|null|true|&&|\\|\\||!|==|>=|in|\\(|\\)|\\[|\\]|\\?|:|-|\\+|0\\.5|7|'a'|\"|\\.|é| ){0,40}";
    let mut runner =
        TestRunner::new(ProptestConfig { cases: 1_500, failure_persistence: None, ..ProptestConfig::default() });
    let features = features(&[]);
    runner
        .run(&words, |text| {
            if let Ok(policy) = Policy::parse(&rule(&text, "hold", "pass").replace("\\'", "")) {
                let _ = policy::rule(features.clone(), &InForce::alone(Arc::new(policy)));
            }
            Ok(())
        })
        .expect("no panic");
}
