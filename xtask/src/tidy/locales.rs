//! Every sentence exists in every language, with the same variables.

use std::collections::{BTreeMap, BTreeSet};

use fluent_syntax::{
    ast::{CallArguments, Entry, Expression, InlineExpression, Pattern, PatternElement},
    parser,
};

use crate::{fault::Fault, tree::Tree};

const LOCALES: &str = "crates/web/locales/";
const LANGUAGES: &[&str] = &["fr", "en"];

/// The sentences of one language by their key.
type Sentences = BTreeMap<String, Sentence>;

/// Where a sentence is, and the variables that it shows.
struct Sentence {
    path: String,
    line: usize,
    variables: BTreeSet<String>,
}

pub(crate) fn check(tree: &Tree) -> Vec<Fault> {
    let mut faults = Vec::new();
    let languages = LANGUAGES.iter().map(|language| (*language, read(tree, language, &mut faults)));
    let languages: Vec<(&str, Sentences)> = languages.collect();
    for (language, sentences) in &languages {
        for (other, others) in languages.iter().filter(|(other, _)| other != language) {
            for (key, sentence) in sentences {
                faults.extend(compare(key, sentence, other, others.get(key)));
            }
        }
    }
    faults
}

fn compare(key: &str, sentence: &Sentence, other: &str, twin: Option<&Sentence>) -> Option<Fault> {
    let Some(twin) = twin else {
        let what = format!("{key} does not exist in {other}");
        return Some(Fault::new(&sentence.path, sentence.line, what, "translate it, or take it out"));
    };
    let mut missing = sentence.variables.difference(&twin.variables);
    let variable = missing.next()?;
    let what = format!("{key} lacks {{ ${variable} }} in {other}");
    Some(Fault::new(&twin.path, twin.line, what, "show the same variables in every language"))
}

fn read(tree: &Tree, language: &str, faults: &mut Vec<Fault>) -> Sentences {
    let mut sentences = Sentences::new();
    for (path, text) in tree.under(&format!("{LOCALES}{language}/"), ".ftl") {
        let resource = parser::parse(text).unwrap_or_else(|(resource, errors)| {
            faults.extend(errors.iter().map(|error| {
                let line = 1 + text[..error.pos.start.min(text.len())].matches('\n').count();
                Fault::new(path, line, format!("cannot be read: {error}"), "mend the sentence")
            }));
            resource
        });
        for entry in &resource.body {
            let (key, value, attributes) = match entry {
                Entry::Message(message) => (message.id.name.to_owned(), message.value.as_ref(), &message.attributes),
                Entry::Term(term) => (format!("-{}", term.id.name), Some(&term.value), &term.attributes),
                _ => continue,
            };
            let mut keep = |name: String, pattern: &Pattern<&str>| {
                let mut variables = BTreeSet::new();
                in_pattern(pattern, &mut variables);
                let line = line_of(text, &key);
                let sentence = Sentence { path: path.to_owned(), line, variables };
                if sentences.insert(name.clone(), sentence).is_some() {
                    faults.push(Fault::new(path, line, format!("{name} is written twice in {language}"), "keep one"));
                }
            };
            if let Some(value) = value {
                keep(key.clone(), value);
            }
            for attribute in attributes {
                keep(format!("{key}.{}", attribute.id.name), &attribute.value);
            }
        }
    }
    sentences
}

fn line_of(text: &str, key: &str) -> usize {
    let begins = |line: &str| line.strip_prefix(key).is_some_and(|rest| rest.trim_start().starts_with('='));
    text.lines().position(begins).map_or(1, |at| at + 1)
}

fn in_pattern(pattern: &Pattern<&str>, found: &mut BTreeSet<String>) {
    for element in &pattern.elements {
        if let PatternElement::Placeable { expression } = element {
            in_expression(expression, found);
        }
    }
}

fn in_expression(expression: &Expression<&str>, found: &mut BTreeSet<String>) {
    match expression {
        Expression::Inline(inline) => in_inline(inline, found),
        Expression::Select { selector, variants } => {
            in_inline(selector, found);
            for variant in variants {
                in_pattern(&variant.value, found);
            }
        }
    }
}

fn in_inline(inline: &InlineExpression<&str>, found: &mut BTreeSet<String>) {
    match inline {
        InlineExpression::VariableReference { id } => {
            found.insert(id.name.to_owned());
        }
        InlineExpression::FunctionReference { arguments, .. }
        | InlineExpression::TermReference { arguments: Some(arguments), .. } => in_arguments(arguments, found),
        InlineExpression::Placeable { expression } => in_expression(expression, found),
        _ => {}
    }
}

fn in_arguments(arguments: &CallArguments<&str>, found: &mut BTreeSet<String>) {
    let named = arguments.named.iter().map(|named| &named.value);
    for value in arguments.positional.iter().chain(named) {
        in_inline(value, found);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faults(fr: &str, en: &str) -> Vec<String> {
        let tree = Tree::of(&[("crates/web/locales/fr/a.ftl", fr), ("crates/web/locales/en/b.ftl", en)]);
        check(&tree).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn the_same_sentences_with_the_same_variables_are_right() {
        let fr = "## Part\nhello = Bonjour { $name }\n    .title = { NUMBER($n) ->\n        [one] un\n       *[other] { $n }\n    }\n-brand = préau\n";
        let en = "hello = { $name }, hello\n    .title = { $n }\n-brand = préau\n";
        assert_eq!(faults(fr, en), [""; 0]);
    }

    #[test]
    fn a_sentence_of_one_language_is_found() {
        let found = faults("a = A\nb = B\n", "a = A\nc = C\n");
        assert_eq!(
            found,
            [
                "crates/web/locales/fr/a.ftl:2: b does not exist in en; translate it, or take it out",
                "crates/web/locales/en/b.ftl:2: c does not exist in fr; translate it, or take it out"
            ]
        );
        assert_eq!(faults("a = A\n    .x = X\n", "a = A\n").len(), 1);
        assert_eq!(faults("-a = A\n", "").len(), 1);
    }

    #[test]
    fn a_variable_that_is_forgotten_is_found() {
        let found = faults("a = { $n ->\n    [one] { $who }\n   *[other] x\n}\n", "\na = { $n }\n");
        assert_eq!(
            found,
            ["crates/web/locales/en/b.ftl:2: a lacks { $who } in en; show the same variables in every language"]
        );
    }

    #[test]
    fn what_cannot_be_read_or_stands_twice_is_found() {
        assert!(faults("a = A\nb = { $\n", "a = A\n")[0].starts_with("crates/web/locales/fr/a.ftl:"));
        assert_eq!(faults("a = A\na = B\n", "a = A\n").len(), 1);
    }
}
