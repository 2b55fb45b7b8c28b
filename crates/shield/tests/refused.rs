//! Rule files that must not go live are refused with a sentence that says why.

use shield::Shield;

const CONCEPTS: &str =
    "[[concept]]\nname = \"a\"\nterms = \"licorne\"\n[[concept]]\nname = \"b\"\nterms = \"arc-en-ciel\"\n";

fn rule(change: &str, with: &str) -> String {
    let sound = r#"
        [[rule]]
        id = "licorne"
        version = 1
        author = "test"
        all = ["a", "b"]
        within = 5
        label = "attack"
        voice = "announce"
        severity = "explicit"
        weight = 5.0
        reason = "Parle de licornes."
        tests = { positive = ["licorne arc-en-ciel", "arc-en-ciel, licorne", "une licorne sur l'arc-en-ciel"], negative = ["a", "b", "c"] }
    "#;
    assert!(sound.contains(change), "{change}");
    format!("{CONCEPTS}{}", sound.replacen(change, with, 1))
}

fn refusal(text: &str) -> String {
    Shield::from_rules(&[text]).err().map_or_else(|| "accepted".to_owned(), |fault| fault.to_string())
}

#[test]
fn a_sound_rule_is_accepted_and_holds() {
    let shield = Shield::from_rules(&[&rule("weight = 5.0", "weight = 6.0")]).expect("sound");
    assert!(shield.failing_examples().is_empty(), "{:?}", shield.failing_examples());
    assert_ne!(
        shield.rules_hash(),
        Shield::from_rules(&[&rule("weight = 5.0", "weight = 5.5")]).expect("sound").rules_hash()
    );
}

#[test]
fn each_fault_is_named() {
    for (change, with, said) in [
        ("id = \"licorne\"", "id = \"Licorne !\"", "lettres minuscules"),
        ("[\"a\", \"b\"]", "[\"a\", \"zèbre\"]", "zèbre"),
        ("[\"a\", \"b\"]", "[]", "il faut"),
        ("within = 5", "within = 500", "within"),
        ("weight = 5.0", "weight = 50.0", "poids"),
        ("negative = [\"a\", \"b\", \"c\"]", "negative = []", "trois"),
        ("label = \"attack\"", "label = \"nonsense\"", "nonsense"),
        ("author = \"test\"", "author = \"\"", "auteur"),
        ("reason =", "expires = \"tomorrow\"\nreason =", "tomorrow"),
        ("reason =", "colour = \"red\"\nreason =", "colour"),
    ] {
        let refusal = refusal(&rule(change, with));
        assert!(refusal.contains(said), "{with}: {refusal}");
    }
}

#[test]
fn a_rule_that_finds_a_threat_in_ordinary_letters_is_refused_with_its_count() {
    let refusal = refusal(&rule("all = [\"a\", \"b\"]", "terms = \"de, le, demain\""));
    assert!(refusal.contains("lettres ordinaires") && refusal.contains("licorne"), "{refusal}");
}

#[test]
fn names_and_terms_are_checked() {
    assert!(refusal(&format!("{CONCEPTS}{CONCEPTS}")).contains("deux fois"));
    assert!(refusal("[[concept]]\nname = \"a\"\nterms = \"abc*\"").contains("quatre lettres"));
    assert!(refusal("[[concept]]\nname = \"a\"\nterms = \"(a|b\"").contains("sans )"));
    assert!(refusal("rule = 3").contains("fichier de règles 1"));
}
