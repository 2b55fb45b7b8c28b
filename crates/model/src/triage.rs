//! In which order the desk looks at what waits.
//!
//! Three questions, in the order in which an officer asks them: what is it, how wide is it, how old is it. Each answer is
//! a sign with its points; the sum is the order, and the signs are shown beside the letter, so that the order explains
//! itself. Age is worth least and never stops growing up to its bound: a letter that is merely odd still comes up, and the
//! reader of a harmless one does not wait for ever.

use crate::{Millis, codes::codes};

codes! {
    /// How urgent a letter is.
    pub enum Urgency {
        /// When there is time.
        Low = "low",
        /// Today.
        Medium = "medium",
        /// Now.
        High = "high",
    }
}

codes! {
    /// One answer that counts.
    pub enum Sign {
        /// The words leave hardly a doubt.
        Plain = "plain",
        /// The writer may hurt themselves.
        Care = "care",
        /// The words are a threat, more likely than not.
        Likely = "likely",
        /// The words may be one.
        Doubtful = "doubtful",
        /// Some have seen it.
        Seen = "seen",
        /// Readers say so.
        Reported = "reported",
        /// Other accounts sent the same.
        Copies = "copies",
        /// It is addressed to a group.
        Wide = "wide",
        /// It waits for long.
        Old = "old",
    }
}

/// What is known of a letter that waits.
#[derive(Debug, Clone, Copy, Default)]
pub struct Case {
    /// Shown to nobody new until somebody decides.
    pub held: bool,
    /// The shield's probability of a threat.
    pub threat: f64,
    /// The shield's probability that the writer may hurt themselves.
    pub self_harm: f32,
    /// Readers whose list has shown it.
    pub seen: i64,
    /// What reports of it weigh, in hundredths of a pupil's.
    pub reports: i64,
    /// Other messages with the same text.
    pub copies: i64,
    /// People in its audiences.
    pub readers: i64,
    /// How long it waits.
    pub age: Millis,
}

/// A letter's place, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ranked {
    /// The class that is shown.
    pub urgency: Urgency,
    /// The order: most first.
    pub points: i64,
    /// What counted, heaviest first.
    pub signs: Vec<Sign>,
}

/// Points from which a letter is urgent.
pub const HIGH_FROM: i64 = 40;
/// Points from which a letter is for today.
pub const MEDIUM_FROM: i64 = 15;
/// Points that age is worth at most: one each two minutes.
const AGE_POINTS_MAX: i64 = 14;
/// Readers above which a letter is wide.
const WIDE_ABOVE: i64 = 40;

/// The place of a letter. Deterministic: the caller orders equals by their time.
pub fn rank(case: &Case) -> Ranked {
    let mut signs: Vec<(Sign, i64)> = Vec::new();
    // What is it?
    if case.self_harm >= 0.5 {
        signs.push((Sign::Care, 45));
    }
    match case.threat {
        t if t >= 0.9 => signs.push((Sign::Plain, 40)),
        t if t >= 0.6 => signs.push((Sign::Likely, 25)),
        t if t >= 0.3 => signs.push((Sign::Doubtful, 15)),
        _ => {}
    }
    // How wide is it? What was seen and then held was seen by people who may be afraid.
    if case.seen > 0 && case.held {
        signs.push((Sign::Seen, 40 + i64::from(case.seen.ilog2().min(10))));
    }
    if case.reports > 0 {
        signs.push((Sign::Reported, (case.reports / 10).clamp(5, 30)));
    }
    if case.copies > 0 {
        signs.push((Sign::Copies, if case.copies > 2 { 20 } else { 10 }));
    }
    if case.readers > WIDE_ABOVE {
        signs.push((Sign::Wide, 8));
    }
    // How old is it?
    let age = (case.age.0 / Millis::minutes(2).0).clamp(0, AGE_POINTS_MAX);
    if age > 0 && case.held {
        signs.push((Sign::Old, age));
    }
    signs.sort_by_key(|(_, points)| -points);
    let points = signs.iter().map(|(_, points)| points).sum();
    let urgency = match points {
        HIGH_FROM.. => Urgency::High,
        MEDIUM_FROM.. => Urgency::Medium,
        _ => Urgency::Low,
    };
    Ranked { urgency, points, signs: signs.into_iter().map(|(sign, _)| sign).collect() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_of_urgencies() {
        use Sign::{Care, Copies, Doubtful, Likely, Old, Plain, Reported, Seen, Wide};
        let held = Case { held: true, readers: 1, ..Case::default() };
        let out = Case { held: false, readers: 28, ..Case::default() };
        let table: [(&str, Case, Urgency, &[Sign]); 11] = [
            ("nothing was found", held, Urgency::Low, &[]),
            ("the same, an hour later", Case { age: Millis::hours(1), ..held }, Urgency::Low, &[Old]),
            ("a plain threat to one", Case { threat: 0.97, ..held }, Urgency::High, &[Plain]),
            ("a likely threat to one", Case { threat: 0.7, ..held }, Urgency::Medium, &[Likely]),
            (
                "a likely threat to a lycée, twice",
                Case { threat: 0.7, readers: 900, copies: 1, ..held },
                Urgency::High,
                &[Likely, Copies, Wide],
            ),
            ("odd words", Case { threat: 0.4, ..held }, Urgency::Medium, &[Doubtful]),
            ("odd words that five have seen", Case { threat: 0.4, seen: 5, ..held }, Urgency::High, &[Seen, Doubtful]),
            ("somebody in danger", Case { self_harm: 0.8, ..held }, Urgency::High, &[Care]),
            ("one pupil reports what is out", Case { reports: 100, seen: 9, ..out }, Urgency::Low, &[Reported]),
            ("two adults report it", Case { reports: 400, seen: 9, ..out }, Urgency::Medium, &[Reported]),
            ("a wide letter that is out", Case { readers: 900, age: Millis::days(2), ..out }, Urgency::Low, &[Wide]),
        ];
        for (what, case, urgency, signs) in table {
            let ranked = rank(&case);
            assert_eq!((ranked.urgency, ranked.signs.as_slice()), (urgency, signs), "{what}");
        }
    }

    #[test]
    fn the_same_letter_grows_more_urgent_with_time_and_never_passes_what_was_seen() {
        let odd = |minutes| rank(&Case { held: true, threat: 0.4, age: Millis::minutes(minutes), ..Case::default() });
        assert!(odd(0).points < odd(10).points && odd(10).points < odd(60).points);
        assert_eq!(odd(60).points, odd(6_000).points, "age has a bound");
        assert!(odd(6_000).points < rank(&Case { held: true, seen: 1, ..Case::default() }).points);
    }
}
