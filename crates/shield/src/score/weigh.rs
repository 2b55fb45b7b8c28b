//! Weighs each find with what stands around it.

use super::{Asked, DISGUISE, Finding, Part, SIGN_MAX, report};
use crate::{
    rules::{Concepts, Finds, Frame, Hit, Kind, Match, Rules, Severity, Signature, Voice},
    words::Words,
};

/// The most that all supports of one find may add.
const SUPPORT_MAX: f32 = 3.0;
/// What a gradual frame counts for with one, two, and three or more different places.
const GRADUAL: [f32; 3] = [0.45, 0.8, 1.0];
/// What a game or a match still excuses when the find itself names the school.
const AT_SCHOOL: f32 = 0.3;
/// Places around a find in which the school is part of it.
const AT_SCHOOL_REACH: u32 = 2;
/// Words before a find from which a negation still denies it.
const NEGATION_REACH: u32 = 1;
/// Words before a negation in which "si" makes it a condition.
const CONDITION_WORDS: u32 = 4;

/// Every live signature where it is found, each with its gravest finding.
pub(super) fn findings(rules: &Rules, words: &Words, finds: &Finds, asked: Asked<'_>) -> Vec<Finding> {
    let scale = Scale { rules, words, finds, place: rules.lexicon.find("place") };
    let mut findings = Vec::new();
    let is_asked = |signature: &&Signature| signature.is_live(asked.now) && (asked.only)(&signature.id);
    for signature in rules.signatures.iter().filter(is_asked) {
        let found = signature.matches(finds, words);
        let weighed = found.iter().map(|found| scale.weigh(signature, found));
        findings.extend(weighed.max_by(|a, b| a.total.total_cmp(&b.total)));
    }
    findings
}

/// Words outside the quotation marks from which what stands between them may be another's.
const UNQUOTED_MIN: usize = 8;
/// Log-odds of standing between them without a word of who said it.
const QUOTED: f32 = -3.0;

struct Scale<'a> {
    rules: &'a Rules,
    words: &'a Words,
    finds: &'a Finds,
    place: Option<u8>,
}

impl Scale<'_> {
    fn weigh(&self, signature: &Signature, found: &Match) -> Finding {
        let mut parts = vec![signature_part(signature, found)];
        let mut supports = 0.0;
        let mut reported = false;
        for frame in self.rules.frames.iter().filter(|f| self.finds.present.meets(Concepts::of(f.concept))) {
            let Some((share, at)) = self.share(frame, found) else { continue };
            let mut weight = frame.weight(signature.voice) * share;
            if frame.kind == Kind::Support {
                weight = weight.min(SUPPORT_MAX - supports);
                supports += weight;
            }
            reported |= frame.kind == Kind::Report && share >= report::GOVERNS;
            if weight.abs() > 0.05 {
                let code = format!("frame:{}", frame.id);
                parts.push(Part { code, text: frame.reason.clone(), weight, words: Some(at) });
            }
        }
        parts.extend(self.own_words(found.words, reported));
        parts.extend(self.question(signature.voice, found.words));
        parts.extend(self.disguise(found.words));
        let sum: f32 = parts.iter().map(|part| part.weight).sum();
        Finding {
            rule: signature.id.clone(),
            label: signature.label,
            severity: signature.severity,
            total: if signature.severity == Severity::Sign { sum.min(SIGN_MAX) } else { sum },
            words: found.words,
            parts,
            reported,
        }
    }

    /// How much of a frame counts for a find, and the place that says so. None when it does not.
    fn share(&self, frame: &Frame, found: &Match) -> Option<(f32, Hit)> {
        let hits = self.finds.hits(frame.concept);
        match frame.kind {
            Kind::Support | Kind::Negation if found.concepts.meets(Concepts::of(frame.concept)) => None,
            Kind::Report => report::share(self.words, hits, frame.reach, found.words),
            Kind::Negation => hits
                .iter()
                .find(|hit| hit.first + NEGATION_REACH + 1 >= found.words.first && hit.last < found.words.last)
                .filter(|hit| !self.is_conditional(**hit))
                .filter(|hit| {
                    self.words.list[hit.first as usize].sentence == self.words.list[found.words.last as usize].sentence
                })
                .map(|hit| (1.0, *hit)),
            _ => {
                let near = self.near(hits, found.words, frame.reach);
                let first = *near.first()?;
                // Between quotation marks, one word of a story or a lesson says whose words they are.
                let quoted = frame.label.is_some() && self.words.list[found.words.last as usize].quoted;
                let sentence = |word: u32| self.words.list[word as usize].sentence;
                let beside = near.iter().any(|hit| sentence(hit.first) == sentence(found.words.last));
                let share = match near.len() {
                    _ if quoted || !frame.gradual => 1.0,
                    1 if beside => GRADUAL[1],
                    several => GRADUAL[several.min(3) - 1],
                };
                let at_school = frame.kind == Kind::Elsewhere
                    && self.place.is_some_and(|place| {
                        !self.near(self.finds.hits(place), found.words, AT_SCHOOL_REACH).is_empty()
                    });
                Some((if at_school { share * AT_SCHOOL } else { share }, first))
            }
        }
    }

    /// "Si vous ne partez pas": the negation belongs to the condition, not to what follows from it.
    fn is_conditional(&self, negation: Hit) -> bool {
        let first = negation.first.saturating_sub(CONDITION_WORDS) as usize;
        let before = self.words.list.get(first..negation.first as usize).unwrap_or_default();
        before.iter().any(|word| &self.words.stream[word.stream.clone()] == "si")
    }

    /// Up to three hits within reach of a find.
    fn near(&self, hits: &[Hit], find: Hit, reach: u32) -> Vec<Hit> {
        let place = |word: u32| self.words.list.get(word as usize).map_or(0, |word| word.place);
        let (from, to) = (place(find.first).saturating_sub(reach), place(find.last) + reach);
        let start = hits.partition_point(|hit| place(hit.first) < from);
        hits[start..].iter().take_while(|hit| place(hit.first) <= to).take(3).copied().collect()
    }

    /// Who threatens does not put their own words between quotation marks in the middle of a letter.
    fn own_words(&self, find: Hit, reported: bool) -> Option<Part> {
        let quoted = |word: u32| self.words.list.get(word as usize).is_some_and(|word| word.quoted);
        if reported || !quoted(find.first) || !quoted(find.last) {
            return None;
        }
        let outside = self.words.list.iter().filter(|word| !word.quoted).take(UNQUOTED_MIN).count();
        let text = "Entre guillemets, au milieu d’autre chose.".to_owned();
        (outside == UNQUOTED_MIN).then_some(Part { code: "quoted".to_owned(), text, weight: QUOTED, words: Some(find) })
    }

    /// "C'est vrai qu'il y a une bombe ?" asks; "prêts à mourir ?" still threatens a little.
    fn question(&self, voice: Voice, find: Hit) -> Option<Part> {
        let sentence = self.words.list.get(find.last as usize)?.sentence;
        self.words.questions.binary_search(&sentence).ok()?;
        let weight = match voice {
            Voice::Announce => -1.7,
            Voice::Author => -1.2,
            Voice::Personal => -1.0,
        };
        let text = "La phrase est une question.".to_owned();
        Some(Part { code: "question".to_owned(), text, weight, words: Some(find) })
    }

    fn disguise(&self, find: Hit) -> Option<Part> {
        let words = self.words.list.get(find.first as usize..=find.last as usize)?;
        let within = words.iter().any(|word| word.disguised);
        let undone = self.words.disguises;
        let around = undone.invisible + undone.mixed_words * 2 + undone.spaced_letters + undone.stacked;
        if !within && around < 3 {
            return None;
        }
        let read: Vec<&str> = words.iter().take(14).map(|word| &self.words.stream[word.stream.clone()]).collect();
        let text = format!("Écrit en lettres déguisées\u{202F}; se lit «\u{202F}{}\u{202F}».", read.join(" "));
        Some(Part { code: "obfuscation".to_owned(), text, weight: DISGUISE, words: Some(find) })
    }
}

fn signature_part(signature: &Signature, found: &Match) -> Part {
    let code = format!("signature:{}", signature.id);
    Part { code, text: signature.reason.clone(), weight: signature.weight, words: Some(found.words) }
}
