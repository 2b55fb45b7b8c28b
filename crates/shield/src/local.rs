//! Rules that an operator keeps beside those of the program: files of signatures, in the same words and with tests of
//! their own. One that is not sound is refused by name, with its reason, and the others are in force. Every one of them
//! says when it ends: a rule of the night of a crisis must not hold letters a year later.

use std::collections::BTreeSet;

use model::Millis;

use crate::{
    error::Error,
    judge::{EMBEDDED, Shield},
    letter::Letter,
    policy,
    rules::Rules,
    score,
};

/// A file of rules.
#[derive(Debug, Clone)]
pub struct RuleFile {
    /// Its name, for messages.
    pub name: String,
    /// Its text.
    pub text: String,
}

/// A file that is refused, with its reason.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{file}: {why}")]
pub struct Refused {
    /// The file.
    pub file: String,
    /// What is wrong, with the rule's name.
    pub why: String,
}

impl Shield {
    /// The program's rules and those of these files, with the files that are refused. Errors: none but a fault of the
    /// build.
    pub fn with_local(files: &[RuleFile]) -> Result<(Shield, Vec<Refused>), Error> {
        let mut shield = Shield::embedded()?;
        let (mut texts, mut refused) = (EMBEDDED.to_vec(), Vec::new());
        for file in files {
            match shield.and(&texts, file) {
                Ok(more) => {
                    texts.push(&file.text);
                    shield = more;
                }
                Err(why) => refused.push(Refused { file: file.name.clone(), why }),
            }
        }
        Ok((shield, refused))
    }

    /// This one with the rules of one more file, all of whose tests pass.
    fn and(&self, texts: &[&str], file: &RuleFile) -> Result<Shield, String> {
        let all: Vec<&str> = texts.iter().copied().chain([file.text.as_str()]).collect();
        let rules = Rules::parse(&all).map_err(|error| match error {
            Error::Syntax { source, .. } => source.to_string(),
            other => other.to_string(),
        })?;
        if let Some(why) = Rules::weakens(&file.text) {
            return Err(why.to_owned());
        }
        let known: BTreeSet<&str> = self.rules.signatures.iter().map(|rule| rule.id.as_str()).collect();
        let new: BTreeSet<String> =
            rules.signatures.iter().map(|rule| rule.id.clone()).filter(|id| !known.contains(id.as_str())).collect();
        let mut local = self.local.clone();
        local.extend(new.iter().map(|id| (id.clone(), file.name.clone())));
        let shield = self.with_rules(rules, local);
        for rule in shield.rules.signatures.iter().filter(|rule| new.contains(&rule.id)) {
            if rule.expires.is_none() {
                return Err(format!(
                    "« {} »: a local rule says when it ends, such as expires = \"2026-05-31\"",
                    rule.id
                ));
            }
        }
        let failing = shield.failing_examples();
        let own = failing.iter().find(|failure| new.iter().any(|id| failure.starts_with(&format!("{id} v"))));
        match own {
            Some(failure) => Err(format!("a test of its own fails: {failure}")),
            None => Ok(shield),
        }
    }

    /// The local rules, each with its file.
    pub fn local_rules(&self) -> impl Iterator<Item = (&str, &str)> {
        self.local.iter().map(|(rule, file)| (rule.as_str(), file.as_str()))
    }

    /// The local rules that would hold a letter, whoever sends it. Costs nothing when there are none.
    pub fn local_hits(&self, letter: &Letter<'_>, now: Option<Millis>) -> Vec<&str> {
        if self.local.is_empty() {
            return Vec::new();
        }
        let text = format!("{}\n{}", letter.subject, letter.body);
        let words = self.rules.words(&text);
        let score = score::score(&self.rules, &words, &self.rules.lexicon.scan(&words), now);
        let holds = |total: f32| score::logistic(score::BIAS + total) >= policy::HOLD_AT;
        let found = score.findings.iter().filter(|finding| holds(finding.total));
        found.filter_map(|finding| self.local.get_key_value(finding.rule.as_str()).map(|(id, _)| id.as_str())).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(name: &str, text: String) -> RuleFile {
        RuleFile { name: name.to_owned(), text }
    }

    /// A rule about something that the program's rules do not know.
    fn rule(id: &str, positive: &str, expires: &str) -> String {
        format!(
            r#"
[[rule]]
id = "{id}"
version = 1
author = "cellule de crise"
view = "skeleton"
terms = "operation corbeau noir"
label = "attack"
voice = "author"
severity = "explicit"
weight = 6.0
{expires}
reason = "Nom de l’opération annoncée cette nuit."
[rule.tests]
positive = ["{positive}", "demain operation corbeau noir au lycée", "Opération corbeau noir, tous au portail"]
negative = ["Un corbeau noir sur le toit", "Opération portes ouvertes samedi", "Le corbeau et le renard"]
"#
        )
    }

    const EXPIRES: &str = "expires = \"2030-01-31\"";

    #[test]
    fn a_sound_file_is_in_force_beside_the_program_s_rules() {
        let text = rule("corbeau-noir", "Opération corbeau noir cette nuit", EXPIRES);
        let (shield, refused) = Shield::with_local(&[file("nuit.toml", text)]).expect("a shield");
        assert_eq!(refused, []);
        assert_eq!(shield.local_rules().collect::<Vec<_>>(), [("corbeau-noir", "nuit.toml")]);
        let letter = Letter { body: "OPÉRATION corbeau nоir demain", ..Letter::default() };
        assert_eq!(shield.local_hits(&letter, None), ["corbeau-noir"]);
        assert_eq!(shield.local_hits(&Letter { body: "Opération cartable léger", ..Letter::default() }, None), [""; 0]);
        assert_ne!(shield.rules_hash(), Shield::embedded().expect("a shield").rules_hash());
        let late = Some(Millis::days(365 * 70));
        assert_eq!(shield.local_hits(&letter, late), [""; 0], "it ends by itself");
    }

    #[test]
    fn a_file_that_is_not_sound_is_refused_by_name_and_the_others_hold() {
        let good = file("bon.toml", rule("corbeau-noir", "Opération corbeau noir cette nuit", EXPIRES));
        let cases = [
            (
                rule("autre", "rien de tel ici", EXPIRES),
                "a test of its own fails: autre v1: not found in « rien de tel ici »",
            ),
            (rule("sans-fin", "Opération corbeau noir cette nuit", ""), "« sans-fin »: a local rule says when it ends"),
            (rule("corbeau-noir", "Opération corbeau noir cette nuit", EXPIRES), "« corbeau-noir » is defined twice"),
            ("common_words = \"bombe\"".to_owned(), "nothing that weakens others"),
            ("[[rule]]\nid = 3".to_owned(), "TOML parse error at line 2"),
        ];
        for (text, why) in cases {
            let (shield, refused) = Shield::with_local(&[good.clone(), file("mauvais.toml", text)]).expect("a shield");
            assert_eq!(refused.len(), 1, "{why}");
            assert!(refused[0].file == "mauvais.toml" && refused[0].why.contains(why), "{why}: {refused:?}");
            assert_eq!(shield.local_rules().count(), 1);
        }
    }
}
