//! The phrases: the same in every language, all that templates ask for, nothing that nobody asks for.

#![expect(clippy::expect_used, reason = "a test that cannot read the phrases says so and fails")]

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

use fluent_syntax::{
    ast::{Entry, Expression, InlineExpression, Pattern, PatternElement},
    parser,
};
use web::locale::Locale;

/// Phrases of a language: key, then the names of the arguments it takes.
fn phrases(locale: Locale) -> BTreeMap<String, BTreeSet<String>> {
    let mut phrases = BTreeMap::new();
    for text in files(&root().join("locales").join(locale.code()), "ftl") {
        let resource = parser::parse(text.as_str()).expect("a file of phrases");
        for entry in resource.body {
            let Entry::Message(message) = entry else { continue };
            let mut arguments = BTreeSet::new();
            pattern(&message.value.expect("a phrase says something"), &mut arguments);
            let twice = phrases.insert(message.id.name.to_owned(), arguments);
            assert!(twice.is_none(), "{} is written twice in {locale}", message.id.name);
        }
    }
    phrases
}

fn pattern(pattern: &Pattern<&str>, arguments: &mut BTreeSet<String>) {
    for element in &pattern.elements {
        if let PatternElement::Placeable { expression } = element {
            match expression {
                Expression::Inline(one) => inline(one, arguments),
                Expression::Select { selector, variants } => {
                    inline(selector, arguments);
                    for variant in variants {
                        self::pattern(&variant.value, arguments);
                    }
                }
            }
        }
    }
}

fn inline(expression: &InlineExpression<&str>, arguments: &mut BTreeSet<String>) {
    if let InlineExpression::VariableReference { id } = expression {
        arguments.insert(id.name.to_owned());
    }
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

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

/// What templates and views ask for: key, and the arguments given right after it.
fn asked() -> Vec<(String, BTreeSet<String>)> {
    let mut texts = files(&root().join("templates"), "html");
    texts.extend(files(&root().join("src"), "rs"));
    let mut asked = Vec::new();
    for text in &texts {
        for call in text.split(".say(\"").skip(1) {
            let (key, mut rest) = call.split_once('"').expect("a key ends");
            let mut arguments = BTreeSet::new();
            rest = rest.trim_start().strip_prefix(')').unwrap_or("");
            while let Some(after) = rest.trim_start().strip_prefix(".arg(\"") {
                let (name, after) = after.split_once('"').expect("a name ends");
                arguments.insert(name.to_owned());
                rest = past_parenthesis(after);
            }
            asked.push((key.to_owned(), arguments));
        }
    }
    asked
}

/// What follows the parenthesis that closes the one before `text`.
fn past_parenthesis(text: &str) -> &str {
    let mut depth = 1;
    for (at, c) in text.char_indices() {
        depth += i32::from(c == '(') - i32::from(c == ')');
        if depth == 0 {
            return &text[at + 1..];
        }
    }
    ""
}

#[test]
fn every_language_has_the_same_phrases_with_the_same_arguments() {
    let (french, english) = (phrases(Locale::Fr), phrases(Locale::En));
    let differ: Vec<_> =
        french.keys().chain(english.keys()).filter(|key| french.get(*key) != english.get(*key)).collect();
    assert!(differ.is_empty(), "{differ:?}");
    assert!(french.len() > 300, "phrases were read");
}

#[test]
fn every_phrase_asked_for_exists_and_gets_all_its_arguments() {
    let phrases = phrases(Locale::Fr);
    let mut faults = Vec::new();
    for (key, given) in asked() {
        match phrases.get(&key) {
            None if key == "no-such-phrase" => {}
            None => faults.push(format!("{key} does not exist")),
            Some(wanted) => faults.extend(wanted.difference(&given).map(|name| format!("{key} is not given {name}"))),
        }
    }
    // One test asks for a phrase without its argument on purpose.
    faults.retain(|fault| fault != "compose-send-one is not given name");
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn no_phrase_is_left_that_nobody_asks_for() {
    let asked: BTreeSet<String> = asked().into_iter().map(|(key, _)| key).collect();
    let sources = files(&root().join("src"), "rs").join("\n");
    let is_built = |key: &str| {
        key.match_indices('-').any(|(at, _)| sources.contains(&format!("(\"{}{{", &key[..=at])))
            || ["date-", "day-", "month-", "import-reading", "import-applying"]
                .iter()
                .any(|family| key.starts_with(family))
            || sources.contains(&format!("\"{key}\""))
    };
    let left: Vec<String> =
        phrases(Locale::Fr).into_keys().filter(|key| !asked.contains(key) && !is_built(key)).collect();
    assert!(left.is_empty(), "{left:?}");
}

#[test]
fn french_is_set_with_its_own_spaces_and_apostrophes() {
    for text in files(&root().join("locales/fr"), "ftl") {
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            let bad = [" ;", " :", " !", " ?", " »", "« ", "'", " %", "\"", "..."];
            let fault = bad.iter().find(|bad| line.contains(*bad));
            assert!(fault.is_none(), "« {} » in: {line}", fault.unwrap_or(&""));
        }
    }
}

#[test]
fn english_has_its_own_apostrophes_and_quotes() {
    for text in files(&root().join("locales/en"), "ftl") {
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            assert!(!line.contains(['\'', '"', '«']), "{line}");
        }
    }
}
