//! One letter in, one verdict out.

use std::{collections::BTreeMap, ops::Range, sync::Arc};

use model::{
    limits,
    verdict::{Outcome, Reason, Verdict},
};

use sha2::{Digest as _, Sha256};

use crate::{
    classifier::{self, Classes, Features, Learned, Read},
    error::Error,
    letter::{Context, Letter},
    local::RuleFile,
    policy::{self, InForce, Policy},
    rules::{Finds, Rules, Source, hex},
    score::{self, Asked, Part, Score},
    unreadable,
    words::Words,
};

/// Reasons of one verdict.
const REASONS_MAX: usize = 24;
pub(crate) const EMBEDDED: [&str; 8] = [
    include_str!("../rules/acts.toml"),
    include_str!("../rules/targets.toml"),
    include_str!("../rules/voices.toml"),
    include_str!("../rules/frames.toml"),
    include_str!("../rules/idioms.toml"),
    include_str!("../rules/signatures.toml"),
    include_str!("../rules/common_words.toml"),
    include_str!("../rules/neighbours.toml"),
];

/// What `preau train` learned from `corpus/`.
const MODEL: &[u8] = include_bytes!("../classifier.bin");

/// The judge: a set of rules, compiled once, and what was learned from letters. Shared freely between threads.
#[derive(Clone)]
pub struct Shield {
    pub(crate) rules: Arc<Rules>,
    classes: Arc<Classes>,
    learned: Option<Arc<Learned>>,
    policy: InForce,
    /// Identity of the rules and the model.
    hash: String,
    /// Ids of the rules that are not the program's, with the titles of their files.
    pub(crate) local: BTreeMap<String, String>,
    /// Those files.
    pub(crate) files: Vec<RuleFile>,
}

impl Shield {
    /// The rules that come with the program. Errors: none but a fault of the build, which the tests exclude.
    pub fn embedded() -> Result<Shield, Error> {
        Shield::from_rules(&EMBEDDED)?.with_model(MODEL)
    }

    /// The rules that come with the program, and nothing learned: what a model is trained with.
    pub fn untrained() -> Result<Shield, Error> {
        Shield::from_rules(&EMBEDDED)
    }

    /// A judge with these rule files instead, and nothing learned. Errors say which rule is refused and why.
    pub fn from_rules(texts: &[&str]) -> Result<Shield, Error> {
        let sources: Vec<Source<'_>> = texts.iter().copied().map(Source::of).collect();
        let rules = Arc::new(Rules::parse(&sources)?);
        let classes = Arc::new(Classes::parse(include_str!("../rules/classes.toml"))?);
        let policy = Policy::parse(policy::BUILT_IN).map_err(Error::Policy)?;
        let policy = InForce::alone(Arc::new(policy));
        let (hash, local, files) = (rules.hash.clone(), BTreeMap::new(), Vec::new());
        Ok(Shield { hash, rules, classes, learned: None, policy, local, files })
    }

    /// The same with a model, as `preau train` writes it. Errors say why the file is refused.
    pub fn with_model(mut self, file: &[u8]) -> Result<Shield, Error> {
        self.learned = Some(Arc::new(Learned::parse(file)?));
        Ok(self.named())
    }

    /// The same with other rules, of which these are not the program's, and the files that they come from.
    pub(crate) fn with_rules(&self, rules: Rules, local: BTreeMap<String, String>, files: Vec<RuleFile>) -> Shield {
        let mut shield = Shield { rules: Arc::new(rules), local, files, ..self.clone() };
        // Which versions were looked for is written down with each decision: they are no part of the program.
        if shield.versions().next().is_some() {
            return shield;
        }
        shield.hash.clone_from(&shield.rules.hash);
        shield.named()
    }

    /// The title of the version that a rule belongs to; none for a rule of the program or of an operator.
    fn version_of_rule(&self, id: &str) -> Option<&String> {
        // Only a version's name is put before its rules, and no other id may have a point.
        id.contains('.').then(|| self.local.get(id)).flatten()
    }

    /// The versions of the desk that it knows, by their titles.
    fn versions(&self) -> impl Iterator<Item = String> {
        self.files.iter().filter(|file| file.version.is_some()).map(RuleFile::title)
    }

    /// Gives the identity of the rules and the model.
    fn named(mut self) -> Shield {
        if let Some(learned) = &self.learned {
            self.hash = hex(&Sha256::digest(format!("{} {}", self.rules.hash, learned.hash).as_bytes()));
        }
        self
    }

    /// Hexadecimal SHA-256 that stands for the rules' text and the model.
    pub fn rules_hash(&self) -> &str {
        &self.hash
    }

    /// Hexadecimal SHA-256 of the model's file; `None` without a model.
    pub fn model_hash(&self) -> Option<&str> {
        self.learned.as_ref().map(|learned| learned.hash.as_str())
    }

    /// Hexadecimal SHA-256 of the letters that the model was learned from; `None` without a model.
    pub fn learned_from(&self) -> Option<&str> {
        self.learned.as_ref().map(|learned| learned.corpus.as_str())
    }

    /// Judges a letter. Gives a verdict for every text; one over the bounds of [`limits`] is held as `overrun`.
    pub fn judge(&self, letter: &Letter<'_>, context: &Context) -> Verdict {
        self.judge_by(letter, context, &self.policy)
    }

    /// The policy that comes with the program, alone.
    pub fn policy(&self) -> &InForce {
        &self.policy
    }

    /// The same by other policies than the program's.
    pub fn judge_by(&self, letter: &Letter<'_>, context: &Context, policy: &InForce) -> Verdict {
        let Some(text) = Whole::of(letter) else {
            return self.overrun("Texte plus long que ce qui peut être examiné.", context);
        };
        let words = self.rules.words(&text.text);
        if words.unread > 0 {
            return self.overrun("Suite de lettres sans espaces trop longue pour être examinée.", context);
        }
        let asked = |id: &str| self.version_of_rule(id).is_none_or(|title| policy.signatures.active.contains(title));
        let Some(score) = self.weigh(&words, Asked { now: context.now, only: &asked }) else {
            return self.overrun("Plus de phrases que ce qui peut être examiné.", context);
        };
        let unreadable = unreadable::is(&text.text, letter.file_names.len(), &words);
        let (mut ruling, behaviour) = policy::decide(&score, unreadable, context, policy);
        ruling.signatures = self.versions().filter(|title| policy.signatures.active.contains(title)).collect();
        if ruling.outcome != Outcome::Hold && !policy.signatures.shadow.is_empty() {
            ruling.shadow.extend(self.shadow_hits(letter, context.now, &policy.signatures));
        }
        Verdict {
            outcome: ruling.outcome,
            consequence: ruling.consequence,
            slow: ruling.slow,
            threat: rounded(score.threat),
            labels: score.labels.iter().map(|(label, value)| (*label, rounded(*value))).collect(),
            reasons: reasons(&score, behaviour, &text, &words),
            rules: self.hash.clone(),
            ruling: Some(Box::new(ruling)),
        }
    }

    /// A text as the judge reads it, its disguises undone: what the desk shows beside the original.
    pub fn reading(&self, text: &str) -> String {
        self.rules.words(text).stream.trim().to_owned()
    }

    /// The version of the rule that a reason's code names, `signature:bombe-posee`.
    pub fn version_of(&self, code: &str) -> Option<u32> {
        let id = code.strip_prefix("signature:")?;
        self.rules.signatures.iter().find(|rule| rule.id == id).map(|rule| rule.version)
    }

    /// Every example of a rule that does not behave as the rule says, one sentence each. Empty for sound rules.
    pub fn failing_examples(&self) -> Vec<String> {
        self.failing_examples_of(|_| true)
    }

    /// The same for some of the rules, by their ids.
    pub(crate) fn failing_examples_of(&self, some: impl Fn(&str) -> bool) -> Vec<String> {
        let mut failures = self.missed_examples_of(&some, str::to_owned);
        for signature in self.rules.signatures.iter().filter(|signature| some(&signature.id)) {
            for text in &signature.negative {
                let total = self.score(text).findings.iter().find(|f| f.rule == signature.id).map_or(0.0, |f| f.total);
                if score::logistic(score::BIAS + total) >= policy::HOLD_AT {
                    failures.push(format!("« {} v{} » retiendrait « {text} »", signature.id, signature.version));
                }
            }
        }
        failures
    }

    /// Positive examples that a disguise hides: their rule no longer finds them, and no other finds as grave a thing.
    pub fn missed_examples(&self, disguise: impl Fn(&str) -> String) -> Vec<String> {
        self.missed_examples_of(&|_: &str| true, disguise)
    }

    /// The same for some of the rules, by their ids.
    pub(crate) fn missed_examples_of(
        &self,
        some: &impl Fn(&str) -> bool,
        disguise: impl Fn(&str) -> String,
    ) -> Vec<String> {
        let mut failures = Vec::new();
        for signature in self.rules.signatures.iter().filter(|signature| some(&signature.id)) {
            for text in &signature.positive {
                let worth = |text: &str| self.score(text).findings.first().map_or(0.0, |finding| finding.total);
                let letter = disguise(text);
                let found = self.score(&letter).findings.iter().any(|finding| finding.rule == signature.id);
                if !found && (letter == *text || worth(&letter) < worth(text)) {
                    failures.push(format!(
                        "« {} v{} » ne se trouve pas dans « {letter} »",
                        signature.id, signature.version
                    ));
                }
            }
        }
        failures
    }

    /// What the rules find in a text.
    fn score(&self, text: &str) -> Score {
        let words = self.rules.words(text);
        score::score(&self.rules, &words, &self.rules.lexicon.scan(&words), Asked::ALL)
    }

    /// What the rules find and the model says; `None` when there is more than is read.
    fn weigh(&self, words: &Words, asked: Asked<'_>) -> Option<Score> {
        let finds = self.rules.lexicon.scan(words);
        let mut score = score::score(&self.rules, words, &finds, asked);
        if let Some(learned) = &self.learned {
            let said = learned.say(&self.read(words, &finds, &score))?;
            let mut scratch = Vec::new();
            let mut of_word = words.list.iter().map(|word| &words.stream[word.stream.clone()]);
            let named = of_word.any(|word| self.classes.is_grave(word, &mut scratch));
            classifier::weigh(&mut score, &said, named);
            // What an operator wrote for this night holds whatever the model has learned.
            let local = score.findings.iter().filter(|finding| self.local.contains_key(&finding.rule));
            let own = local.map(|finding| score::logistic(score::BIAS + finding.total)).fold(0.0, f32::max);
            score.threat = score.threat.max(own);
        }
        Some(score)
    }

    fn read<'a>(&'a self, words: &'a Words, finds: &'a Finds, score: &'a Score) -> Read<'a> {
        Read { rules: &self.rules, classes: &self.classes, words, finds, findings: &score.findings }
    }

    /// What a model is given to learn of a letter; `None` when there is more than is read.
    pub(crate) fn features(&self, subject: &str, body: &str) -> Option<Features> {
        let text = Whole::of(&Letter { subject, body, file_names: &[] })?;
        let words = self.rules.words(&text.text);
        let finds = self.rules.lexicon.scan(&words);
        let score = score::score(&self.rules, &words, &finds, Asked::ALL);
        self.read(&words, &finds, &score).features()
    }

    fn overrun(&self, text: &str, context: &Context) -> Verdict {
        let mut verdict = Verdict::held_for("overrun", text, &self.hash);
        if context.to_safety_contact {
            verdict.outcome = Outcome::Deliver;
        }
        verdict
    }
}

fn rounded(value: f32) -> f32 {
    (value * 10_000.0).round() / 10_000.0
}

/// Subject, body and file names as one text, so that a threat cut over them is whole.
pub(crate) struct Whole {
    pub(crate) text: String,
    body: Range<usize>,
}

impl Whole {
    /// None when a part is over its bound.
    pub(crate) fn of(letter: &Letter<'_>) -> Option<Whole> {
        let names = letter.file_names;
        let fits = letter.body.len() <= limits::BODY_BYTES_MAX
            && letter.subject.len() <= limits::SUBJECT_CHARS_MAX * 4
            && names.len() <= limits::ATTACHMENTS_PER_MESSAGE_MAX
            && names.iter().all(|name| name.len() <= limits::FILE_NAME_CHARS_MAX * 4);
        if !fits {
            return None;
        }
        let size =
            letter.subject.len() + letter.body.len() + names.iter().map(|name| name.len() + 1).sum::<usize>() + 2;
        let mut text = String::with_capacity(size);
        text.push_str(letter.subject);
        text.push('\n');
        let body = text.len()..text.len() + letter.body.len();
        text.push_str(letter.body);
        for name in names {
            text.push('\n');
            text.push_str(name);
        }
        Some(Whole { text, body })
    }

    /// The part of a range that lies in the body, in the body's own offsets.
    fn in_body(&self, range: Range<usize>) -> Option<Range<usize>> {
        let start = range.start.max(self.body.start);
        let end = range.end.min(self.body.end);
        (start < end).then(|| start - self.body.start..end - self.body.start)
    }
}

fn reasons(score: &Score, behaviour: Vec<Reason>, text: &Whole, words: &Words) -> Vec<Reason> {
    let mut reasons = behaviour;
    for (n, finding) in score.findings.iter().enumerate() {
        // The gravest find is explained in full, the others by their name.
        let parts = if n == 0 { &finding.parts[..] } else { &finding.parts[..1] };
        reasons.extend(parts.iter().map(|part| reason(part, text, words)));
    }
    reasons.sort_by(|a, b| b.weight.abs().total_cmp(&a.weight.abs()));
    let mut seen = std::collections::BTreeSet::new();
    reasons.retain(|reason| seen.insert((reason.code.clone(), reason.start, reason.end)));
    reasons.truncate(REASONS_MAX);
    reasons
}

pub(crate) fn reason(part: &Part, text: &Whole, words: &Words) -> Reason {
    let original = part.words.and_then(|hit| {
        let first = words.list.get(hit.first as usize)?;
        let last = words.list.get(hit.last as usize)?;
        Some(first.original.start..last.original.end)
    });
    let span = original.clone().and_then(|range| text.in_body(range));
    let elsewhere = span.is_none() && original.is_some();
    let note = if elsewhere { " (dans l’objet ou le nom d’un fichier joint)" } else { "" };
    let span = span.unwrap_or(0..0);
    let text = match part.text.strip_suffix('.') {
        Some(sentence) => format!("{sentence}{note}."),
        None => format!("{}{note}", part.text),
    };
    Reason { code: part.code.clone(), text, start: span.start, end: span.end, weight: rounded(part.weight) }
}
