//! Rules beside those of the program: files that an operator keeps in a folder, and versions that the desk keeps in the
//! database, in the same words and with tests of their own. One that is not sound is refused by name, with its reason,
//! and the others are in force. Every file of the folder says when its rules end: a rule of the night of a crisis must
//! not hold letters a year later. A version ends as its state says.

use model::{
    Millis,
    verdict::{Label, Reason},
};
use serde::Serialize;

use crate::{
    error::Error,
    judge::{EMBEDDED, Shield, Whole, reason},
    letter::Letter,
    mutate::DISGUISES,
    policy::{self, Signatures},
    rules::{Rules, Source},
    score::{self, Asked, Finding},
};

/// A file of rules.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleFile {
    /// The name of the file, or of the version: `nuit`.
    pub name: String,
    /// The number of the version; none for a file of the operator.
    pub version: Option<u32>,
    /// Its text.
    pub text: String,
}

impl RuleFile {
    /// What people call it: `nuit.toml`, or `nuit.2` for a version.
    pub fn title(&self) -> String {
        self.version.map_or_else(|| self.name.clone(), |number| format!("{}.{number}", self.name))
    }

    fn source(&self) -> Source<'_> {
        Source { text: &self.text, version: self.version.map(|number| (self.name.as_str(), number)) }
    }
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

/// What a signature holds by itself, when nothing around it makes it lighter.
const HOLDS_WEIGHT: f32 = 6.5;
/// What one weighs that is a sign among others.
const SIGN_WEIGHT: f32 = 4.0;

/// A signature of a form, to be written down as a file of one rule.
#[derive(Debug, Clone)]
pub struct OneSignature<'a> {
    /// Its name.
    pub name: &'a str,
    /// Who writes it.
    pub author: &'a str,
    /// Words and expressions, of which one is enough.
    pub terms: &'a [String],
    /// They are looked for as they are written, with their punctuation: links, exact sentences.
    pub exact: bool,
    /// What they are a sign of.
    pub label: Label,
    /// They hold a letter; otherwise they are a sign among others.
    pub holds: bool,
    /// What the desk is told.
    pub reason: &'a str,
    /// Letters in which it must be found.
    pub positive: &'a [String],
    /// Letters that it must let pass.
    pub negative: &'a [String],
}

impl OneSignature<'_> {
    /// The text, which says what was typed and nothing else, whatever that is.
    pub fn text(&self) -> String {
        #[derive(Serialize)]
        struct Tests<'a> {
            positive: &'a [String],
            negative: &'a [String],
        }
        #[derive(Serialize)]
        struct Rule<'a> {
            id: &'a str,
            version: u32,
            author: &'a str,
            view: &'static str,
            terms: String,
            label: Label,
            voice: &'static str,
            severity: &'static str,
            weight: f32,
            reason: &'a str,
            tests: Tests<'a>,
        }
        #[derive(Serialize)]
        struct Whole<'a> {
            rule: [Rule<'a>; 1],
        }
        let rule = Rule {
            id: self.name,
            version: 1,
            author: self.author,
            view: if self.exact { "skeleton" } else { "words" },
            terms: self.terms.join("\n"),
            label: self.label,
            voice: "announce",
            severity: if self.holds { "explicit" } else { "sign" },
            weight: if self.holds { HOLDS_WEIGHT } else { SIGN_WEIGHT },
            reason: self.reason,
            tests: Tests { positive: self.positive, negative: self.negative },
        };
        toml::to_string(&Whole { rule: [rule] }).unwrap_or_default()
    }
}

impl Shield {
    /// The program's rules and those of these files, with the files that are refused. Errors: none but a fault of the
    /// build.
    pub fn with_local(files: &[RuleFile]) -> Result<(Shield, Vec<Refused>), Error> {
        let (mut shield, mut refused) = (Shield::embedded()?, Vec::new());
        for file in files {
            match shield.try_file(file) {
                Ok(more) => shield = more,
                Err(why) => refused.push(Refused { file: file.title(), why }),
            }
        }
        Ok((shield, refused))
    }

    /// This one with the rules of one more file, all of whose tests pass. Errors: why the file is refused.
    pub fn try_file(&self, file: &RuleFile) -> Result<Shield, String> {
        let shield = self.and(std::slice::from_ref(file))?;
        if file.version.is_none() {
            if let Some(why) = Rules::weakens(&file.text) {
                return Err(why.to_owned());
            }
        } else if Rules::only_rules(&file.text).is_none_or(|ids| ids.is_empty()) {
            return Err("une version contient des règles ([[rule]]), et rien d’autre".to_owned());
        }
        let title = file.title();
        let is_new = |id: &str| shield.local.get(id).is_some_and(|of| *of == title);
        let mut rules = shield.rules.signatures.iter().filter(|rule| is_new(&rule.id));
        if let Some(rule) = rules.find(|rule| file.version.is_none() && rule.expires.is_none()) {
            let id = &rule.id;
            return Err(format!("« {id} » : une règle locale dit quand elle finit, comme expires = \"2026-05-31\""));
        }
        match shield.failing_examples_of(is_new).first() {
            Some(failure) => Err(format!("un de ses propres essais échoue : {failure}")),
            None => Ok(shield),
        }
    }

    /// This one with versions that were tried when they were written, and those that this program cannot read.
    pub fn with_versions(&self, files: &[RuleFile]) -> (Shield, Vec<Refused>) {
        if let Ok(all) = self.and(files) {
            return (all, Vec::new());
        }
        let (mut shield, mut refused) = (self.clone(), Vec::new());
        for file in files {
            match shield.and(std::slice::from_ref(file)) {
                Ok(more) => shield = more,
                Err(why) => refused.push(Refused { file: file.title(), why }),
            }
        }
        (shield, refused)
    }

    /// This one with the rules of more files, untried.
    fn and(&self, more: &[RuleFile]) -> Result<Shield, String> {
        let mut files = self.files.clone();
        files.extend_from_slice(more);
        let sources = EMBEDDED.into_iter().map(Source::of).chain(files.iter().map(RuleFile::source));
        let rules = Rules::parse(&sources.collect::<Vec<_>>()).map_err(|error| match error {
            Error::Syntax { source, .. } => source.to_string(),
            other => other.to_string(),
        })?;
        // Rules stand in the order of their files: those of one are behind those of all before it.
        let mut local = self.local.clone();
        let mut new = rules.signatures.iter().skip(self.rules.signatures.len());
        for file in more {
            let count = Rules::count_of(&file.text);
            local.extend(new.by_ref().take(count).map(|rule| (rule.id.clone(), file.title())));
        }
        Ok(self.with_rules(rules, local, files))
    }

    /// How well a file stands disguises: positive examples that are found under one, of how many that were tried. What is
    /// looked for in the text itself is not asked: links and exact sentences have no other reading.
    pub fn disguised_examples_of(&self, title: &str) -> (usize, usize) {
        let is_its = |id: &str| self.local.get(id).is_some_and(|of| of == title);
        let rules = || self.rules.signatures.iter().filter(|rule| is_its(&rule.id) && !rule.is_exact());
        let tried: usize = rules().map(|rule| rule.positive.len()).sum::<usize>() * DISGUISES.len();
        let words = |id: &str| rules().any(|rule| rule.id == id);
        let missed: usize = DISGUISES.iter().map(|(_, put_on)| self.missed_examples_of(&words, put_on).len()).sum();
        (tried - missed.min(tried), tried)
    }

    /// The local rules, each with its file.
    pub fn local_rules(&self) -> impl Iterator<Item = (&str, &str)> {
        self.local.iter().map(|(rule, file)| (rule.as_str(), file.as_str()))
    }

    /// The local rules that would hold a letter, whoever sends it. Costs nothing when there are none.
    pub fn local_hits(&self, letter: &Letter<'_>, now: Option<Millis>) -> Vec<&str> {
        let found = self.findings_of(letter, now, &|_| true).into_iter();
        found.filter_map(|finding| self.local.get_key_value(finding.rule.as_str()).map(|(id, _)| id.as_str())).collect()
    }

    /// Why a version alone would hold a letter, gravest first; nothing when it would not.
    pub fn reasons_of(&self, letter: &Letter<'_>, now: Option<Millis>, title: &str) -> Vec<Reason> {
        let found = self.findings_of(letter, now, &|of| of == title);
        let Some(text) = Whole::of(letter).filter(|_| !found.is_empty()) else { return Vec::new() };
        let words = self.rules.words(&text.text);
        found.iter().map(|finding| reason(&finding.parts[0], &text, &words)).collect()
    }

    /// The rules in the shadow that would hold a letter, as the log of decisions names them.
    pub(crate) fn shadow_hits(&self, letter: &Letter<'_>, now: Option<Millis>, of: &Signatures) -> Vec<String> {
        self.findings_of(letter, now, &|title| of.shadow.contains(title)).into_iter().map(|found| found.rule).collect()
    }

    /// What rules of some files find that would hold a letter by itself.
    fn findings_of(&self, letter: &Letter<'_>, now: Option<Millis>, of: &dyn Fn(&str) -> bool) -> Vec<Finding> {
        if !self.local.values().any(|title| of(title)) {
            return Vec::new();
        }
        let Some(text) = Whole::of(letter) else { return Vec::new() };
        let words = self.rules.words(&text.text);
        let only = |id: &str| self.local.get(id).is_some_and(|title| of(title));
        let asked = Asked { now, only: &only };
        let score = score::score(&self.rules, &words, &self.rules.lexicon.scan(&words), asked);
        let holds = |total: f32| score::logistic(score::BIAS + total) >= policy::HOLD_AT;
        score.findings.into_iter().filter(|finding| holds(finding.total)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(name: &str, text: String) -> RuleFile {
        RuleFile { name: name.to_owned(), version: None, text }
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
                "un de ses propres essais échoue : « autre v1 » ne se trouve pas dans « rien de tel ici »",
            ),
            (
                rule("sans-fin", "Opération corbeau noir cette nuit", ""),
                "« sans-fin » : une règle locale dit quand elle finit",
            ),
            (
                rule("corbeau-noir", "Opération corbeau noir cette nuit", EXPIRES),
                "« corbeau-noir » est défini deux fois",
            ),
            ("common_words = \"bombe\"".to_owned(), "rien qui affaiblisse les autres"),
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
