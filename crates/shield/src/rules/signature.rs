//! Signatures: concepts near each other.

use model::{Millis, verdict::Label};
use serde::Deserialize;

use super::{
    file::{Rule, View},
    lexicon::{Concepts, Finds, Hit, Lexicon, inline_name},
};
use crate::{error::Error, words::Words};

/// Examples of each kind that a signature must carry.
const TESTS_MIN: usize = 3;
const WEIGHT_MAX: f32 = 9.0;
const WITHIN_MAX: u32 = 60;
/// Finds of one signature that are weighed; more of the same adds nothing.
const MATCHES_MAX: usize = 4_096;
/// Places beside a find in which a forbidden concept still forbids it.
const UNLESS_REACH: u32 = 2;

/// Who speaks in a find, and to whom.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Voice {
    /// The writer says that they will act, or have prepared it.
    Author,
    /// Something is announced, and nobody says who does it.
    Announce,
    /// One person is spoken to.
    Personal,
}

/// How far a find goes by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Severity {
    /// Never enough to hold by itself.
    Sign,
    /// Holds when its weight says so.
    Serious,
    /// An explicit threat to a place or a person.
    Explicit,
}

/// A compiled signature.
#[derive(Debug)]
pub(crate) struct Signature {
    pub(crate) id: String,
    pub(crate) version: u32,
    pub(crate) label: Label,
    pub(crate) voice: Voice,
    pub(crate) severity: Severity,
    pub(crate) weight: f32,
    pub(crate) reason: String,
    pub(crate) expires: Option<Millis>,
    pub(crate) positive: Vec<String>,
    pub(crate) negative: Vec<String>,
    slots: Vec<Concepts>,
    unless: Concepts,
    within: u32,
    in_order: bool,
    /// Phrases looked for in the folded text itself.
    literal: Vec<String>,
}

/// Where a signature was found.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Match {
    /// The words from the first concept to the last.
    pub(crate) words: Hit,
    /// The concepts that made it.
    pub(crate) concepts: Concepts,
}

impl Signature {
    pub(super) fn compile(rule: Rule, lexicon: &Lexicon) -> Result<Signature, Error> {
        check(&rule)?;
        let any_of = |slot: &String| {
            slot.split('|').try_fold(Concepts::default(), |set, name| {
                Ok::<_, Error>(set | Concepts::of(lexicon.concept(&rule.id, name.trim())?))
            })
        };
        let mut slots = rule.all.iter().map(any_of).collect::<Result<Vec<_>, _>>()?;
        let mut literal = Vec::new();
        if rule.view == View::Skeleton {
            literal =
                rule.terms.split(['\n', ',']).map(|t| crate::views::fold(t.trim())).filter(|t| !t.is_empty()).collect();
        } else if !rule.terms.is_empty() {
            slots.push(Concepts::of(lexicon.concept(&rule.id, &inline_name(&rule.id))?));
        }
        let unless =
            rule.unless.iter().map(any_of).try_fold(Concepts::default(), |all, one| Ok::<_, Error>(all | one?))?;
        let expires = rule.expires.as_deref().map(|day| {
            end_of(day)
                .ok_or_else(|| Error::unfit(&rule.id, format!("expires « {day} » n’est pas un jour comme 2026-05-31")))
        });
        Ok(Signature {
            expires: expires.transpose()?,
            id: rule.id,
            version: rule.version,
            label: rule.label,
            voice: rule.voice,
            severity: rule.severity,
            weight: rule.weight,
            reason: rule.reason,
            positive: rule.tests.positive,
            negative: rule.tests.negative,
            slots,
            unless,
            within: rule.within,
            in_order: rule.in_order,
            literal,
        })
    }

    /// Whether it still counts at this moment. Without a clock every signature counts: in doubt, hold.
    pub(crate) fn is_live(&self, now: Option<Millis>) -> bool {
        self.expires.is_none_or(|end| now.is_none_or(|now| now < end))
    }

    /// Whether it is looked for in the text as it is written.
    pub(crate) fn is_exact(&self) -> bool {
        !self.literal.is_empty()
    }

    /// Where it is found.
    pub(crate) fn matches(&self, finds: &Finds, words: &Words) -> Vec<Match> {
        if !self.literal.is_empty() {
            let found = self.literal.iter().any(|phrase| words.skeleton.contains(phrase.as_str()));
            let all = Hit { first: 0, last: words.list.len().saturating_sub(1) as u32 };
            return found.then_some(Match { words: all, concepts: Concepts::default() }).into_iter().collect();
        }
        if !self.slots.iter().all(|slot| slot.meets(finds.present)) {
            return Vec::new();
        }
        let hits: Vec<Vec<Hit>> = self.slots.iter().map(|slot| merged(*slot, finds)).collect();
        let rarest = if self.in_order { 0 } else { (0..hits.len()).min_by_key(|n| hits[*n].len()).unwrap_or(0) };
        let mut matches = Vec::new();
        for anchor in &hits[rarest] {
            let found = if self.in_order { in_order(&hits, *anchor) } else { around(&hits, rarest, *anchor) };
            if let Some(span) = found
                && self.fits(span, words)
                && !self.is_forbidden(span, finds)
            {
                let concepts = self.slots.iter().fold(Concepts::default(), |all, slot| all | *slot);
                matches.push(Match { words: span, concepts });
                if matches.len() == MATCHES_MAX {
                    break;
                }
            }
        }
        matches
    }

    fn fits(&self, span: Hit, words: &Words) -> bool {
        let place = |word: u32| words.list.get(word as usize).map_or(0, |word| word.place);
        self.slots.len() == 1 || place(span.last) - place(span.first) <= self.within
    }

    fn is_forbidden(&self, span: Hit, finds: &Finds) -> bool {
        self.unless.meets(finds.present)
            && self.unless.each().any(|concept| {
                finds
                    .hits(concept)
                    .iter()
                    .any(|hit| hit.last + UNLESS_REACH >= span.first && hit.first <= span.last + UNLESS_REACH)
            })
    }
}

/// The hits of several concepts, in order.
fn merged(slot: Concepts, finds: &Finds) -> Vec<Hit> {
    let mut hits: Vec<Hit> = slot.each().flat_map(|concept| finds.hits(concept).iter().copied()).collect();
    hits.sort_unstable();
    hits
}

/// The nearest hit of every slot around an anchor.
fn around(hits: &[Vec<Hit>], anchor_slot: usize, anchor: Hit) -> Option<Hit> {
    let mut span = anchor;
    for (n, hits) in hits.iter().enumerate() {
        if n == anchor_slot {
            continue;
        }
        let after = hits.partition_point(|hit| hit.first < anchor.first);
        let right = hits.get(after);
        let left = after.checked_sub(1).and_then(|before| hits.get(before));
        let nearest = match (left, right) {
            (Some(l), Some(r)) if anchor.first - l.first < r.first - anchor.first => l,
            (_, Some(r)) => r,
            (Some(l), None) => l,
            (None, None) => return None,
        };
        span = Hit { first: span.first.min(nearest.first), last: span.last.max(nearest.last) };
    }
    Some(span)
}

/// The next hit of every slot after the one before it.
fn in_order(hits: &[Vec<Hit>], first: Hit) -> Option<Hit> {
    let mut span = first;
    let mut from = first.first;
    for hits in &hits[1..] {
        let next = hits.get(hits.partition_point(|hit| hit.first < from))?;
        from = next.first;
        span.last = span.last.max(next.last);
    }
    Some(span)
}

fn check(rule: &Rule) -> Result<(), Error> {
    let unfit = |fault: &str| Err(Error::unfit(&rule.id, fault));
    if rule.version == 0 || rule.author.trim().is_empty() || rule.reason.trim().is_empty() {
        return unfit("il faut une version à partir de 1, un auteur et une raison");
    }
    if rule.all.is_empty() == rule.terms.trim().is_empty() {
        return unfit("il faut des notions dans `all` ou des mots dans `terms`, pas les deux");
    }
    if !(0.1..=WEIGHT_MAX).contains(&rule.weight) {
        return unfit("le poids va de 0.1 à 9");
    }
    if rule.all.len() > 1 && !(1..=WITHIN_MAX).contains(&rule.within) {
        return unfit("`within` va de 1 à 60 places");
    }
    if rule.tests.positive.len() < TESTS_MIN || rule.tests.negative.len() < TESTS_MIN {
        return unfit("il faut au moins trois exemples à reconnaître et trois à laisser passer");
    }
    if rule.view == View::Skeleton && rule.terms.split(['\n', ',']).any(|t| (1..6).contains(&t.trim().len())) {
        return unfit("une expression cherchée telle quelle a au moins six lettres");
    }
    Ok(())
}

/// The first moment after a day (UTC).
fn end_of(day: &str) -> Option<Millis> {
    let mut parts = day.splitn(3, '-').map(str::parse::<i64>);
    let (year, month, day) = (parts.next()?.ok()?, parts.next()?.ok()?, parts.next()?.ok()?);
    if !(2020..2200).contains(&year) || !(1..=12).contains(&month) || !(1..=31).contains(&day) {
        return None;
    }
    // Days since 1970 by the civil calendar, years counted from March.
    let (y, m) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    let days = 365 * y + y / 4 - y / 100 + y / 400 + (153 * m + 2) / 5 + day - 1 - 719_468;
    Some(Millis::days(days + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_expires_at_the_end_of_its_day() {
        assert_eq!(end_of("2024-03-20"), Some(Millis::seconds(1_710_979_200)));
        assert_eq!(end_of("2024-13-20"), None);
    }
}
