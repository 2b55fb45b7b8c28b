//! A measure as somebody writes it, looked at before anything is done: every mistake has a name.

use super::{Agreement, Clause};
use crate::{CampaignId, Millis, codes::codes, limits, territory::Scope};

/// What somebody asks for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Typed {
    /// Where.
    pub places: Vec<Scope>,
    /// What, for whom.
    pub clauses: Vec<Clause>,
    /// Why; those concerned read it.
    pub reason: String,
    /// When it begins; none: at once.
    pub starts_at: Option<Millis>,
    /// When it ends.
    pub ends_at: Option<Millis>,
    /// Another institution is to confirm it, however small it is.
    pub joint: bool,
    /// What waits for a second person begins now, for [`limits::MEASURE_PROVISIONAL`].
    pub at_once: bool,
    /// The campaign that it answers to.
    pub campaign: Option<CampaignId>,
    /// The measure that it takes the place of.
    pub replaces: Option<uuid::Uuid>,
    /// Its identity, when its form has one: the same form sent twice is one measure.
    pub id: Option<uuid::Uuid>,
}

codes! {
    /// What is wrong with a measure as it is written.
    pub enum Wrong {
        /// No place is named.
        NoPlace = "no_place",
        /// More places than [`limits::MEASURE_PLACES_MAX`].
        TooManyPlaces = "too_many_places",
        /// Nothing is restricted.
        NoClause = "no_clause",
        /// More than [`limits::MEASURE_CLAUSES_MAX`], or one twice.
        TooManyClauses = "too_many_clauses",
        /// A number or an hour makes no sense.
        Unsound = "unsound",
        /// Nothing says why.
        NoReason = "no_reason",
        /// The reason is longer than [`limits::MEASURE_REASON_BYTES_MAX`].
        LongReason = "long_reason",
        /// It has no end.
        NoEnd = "no_end",
        /// It would end before it begins, or has ended already.
        EndsFirst = "ends_first",
        /// It would last longer than what it restricts may; see [`super::Restriction::life_max`].
        TooLong = "too_long",
        /// It would begin further away than [`limits::MEASURE_LIFE_MAX`].
        TooFar = "too_far",
        /// It would take another's place later: between the two there would be neither.
        ReplacesLater = "replaces_later",
    }
}

/// A measure that can be taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// Where, each place once.
    pub places: Vec<Scope>,
    /// What, for whom.
    pub clauses: Vec<Clause>,
    /// Why.
    pub reason: String,
    /// When it begins.
    pub starts_at: Millis,
    /// When it ends.
    pub ends_at: Millis,
    /// How many it takes.
    pub agreement: Agreement,
    /// It begins before a second person has agreed.
    pub at_once: bool,
    /// The campaign that it answers to.
    pub campaign: Option<CampaignId>,
    /// The measure that it takes the place of.
    pub replaces: Option<uuid::Uuid>,
    /// Its identity, when its form has one.
    pub id: Option<uuid::Uuid>,
}

impl Plan {
    /// Looks at what somebody asks for: everything that is wrong with it, or a plan.
    pub fn parse(typed: Typed, now: Millis) -> Result<Plan, Vec<Wrong>> {
        let mut wrong = Vec::new();
        let mut check = |is_wrong: bool, what: Wrong| {
            if is_wrong {
                wrong.push(what);
            }
        };
        let mut places: Vec<Scope> = Vec::new();
        for place in typed.places {
            if !places.contains(&place) {
                places.push(place);
            }
        }
        let reason = typed.reason.trim().to_owned();
        let clauses = typed.clauses;
        let twice = clauses.iter().enumerate().any(|(at, clause)| clauses[..at].contains(clause));
        check(places.is_empty(), Wrong::NoPlace);
        check(places.len() > limits::MEASURE_PLACES_MAX, Wrong::TooManyPlaces);
        check(clauses.is_empty(), Wrong::NoClause);
        check(twice || clauses.len() > limits::MEASURE_CLAUSES_MAX, Wrong::TooManyClauses);
        check(clauses.iter().any(|clause| !clause.restriction.is_sound()), Wrong::Unsound);
        check(reason.is_empty(), Wrong::NoReason);
        check(reason.len() > limits::MEASURE_REASON_BYTES_MAX, Wrong::LongReason);
        let starts_at = typed.starts_at.filter(|at| *at > now).unwrap_or(now);
        check(starts_at > now + limits::MEASURE_LIFE_MAX, Wrong::TooFar);
        check(starts_at > now && typed.replaces.is_some(), Wrong::ReplacesLater);
        let ends_at = typed.ends_at.unwrap_or(starts_at);
        check(typed.ends_at.is_none(), Wrong::NoEnd);
        check(typed.ends_at.is_some() && ends_at <= starts_at, Wrong::EndsFirst);
        check(ends_at > starts_at + life_max(&clauses), Wrong::TooLong);
        if !wrong.is_empty() {
            return Err(wrong);
        }
        Ok(Plan {
            agreement: Agreement::needed(&places, &clauses, typed.joint),
            places,
            clauses,
            reason,
            starts_at,
            ends_at,
            at_once: typed.at_once,
            campaign: typed.campaign,
            replaces: typed.replaces,
            id: typed.id,
        })
    }
}

/// How long a measure of these clauses may last, from its beginning or from the moment at which it is extended.
pub fn life_max(clauses: &[Clause]) -> Millis {
    clauses.iter().map(|clause| clause.restriction.life_max()).min().unwrap_or(limits::MEASURE_LIFE_MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::measure::{Preset, Restriction, Whom};

    const NOW: Millis = Millis(1_710_959_400_000);

    fn good() -> Typed {
        Typed {
            places: vec![Scope::Academie(10), Scope::Academie(10)],
            clauses: Preset::Default.clauses(),
            reason: " Menaces reçues ce soir. ".to_owned(),
            ends_at: Some(NOW + Millis::hours(11)),
            ..Typed::default()
        }
    }

    fn wrong(change: impl FnOnce(&mut Typed)) -> Vec<Wrong> {
        let mut typed = good();
        change(&mut typed);
        Plan::parse(typed, NOW).expect_err("it is wrong")
    }

    #[test]
    fn a_sound_measure_is_a_plan() {
        let plan = Plan::parse(good(), NOW).expect("a plan");
        assert_eq!((plan.places.len(), plan.starts_at, plan.reason.as_str()), (1, NOW, "Menaces reçues ce soir."));
        assert_eq!(plan.agreement, Agreement::Second);
    }

    #[test]
    fn every_mistake_has_a_name() {
        assert_eq!(wrong(|typed| typed.ends_at = None), [Wrong::NoEnd]);
        assert_eq!(wrong(|typed| typed.ends_at = Some(NOW)), [Wrong::EndsFirst]);
        assert_eq!(wrong(|typed| typed.starts_at = typed.ends_at), [Wrong::EndsFirst]);
        assert_eq!(wrong(|typed| typed.places.clear()), [Wrong::NoPlace]);
        assert_eq!(wrong(|typed| typed.clauses.clear()), [Wrong::NoClause]);
        assert_eq!(wrong(|typed| typed.clauses.push(typed.clauses[0])), [Wrong::TooManyClauses]);
        assert_eq!(wrong(|typed| typed.reason = "  ".to_owned()), [Wrong::NoReason]);
        assert_eq!(wrong(|typed| typed.reason = "é".repeat(limits::MEASURE_REASON_BYTES_MAX)), [Wrong::LongReason]);
        let unsound = Clause { whom: Whom::Pupils, restriction: Restriction::CapReach { readers: 0 } };
        assert_eq!(wrong(|typed| typed.clauses.push(unsound)), [Wrong::Unsound]);
        let far = Some(NOW + limits::MEASURE_LIFE_MAX + Millis(1));
        assert_eq!(wrong(|typed| typed.ends_at = far), [Wrong::TooLong]);
        assert_eq!(wrong(|typed| typed.starts_at = far), [Wrong::TooFar, Wrong::EndsFirst]);
        let later = |typed: &mut Typed| {
            typed.starts_at = Some(NOW + Millis::hours(1));
            typed.replaces = Some(uuid::Uuid::nil());
        };
        assert_eq!(wrong(later), [Wrong::ReplacesLater]);
        assert_eq!(Plan::parse(Typed::default(), NOW).expect_err("nothing is there").len(), 4);
    }

    #[test]
    fn what_closes_everything_lasts_three_days_at_most() {
        let heavy = |hours| {
            wrong_or_not(|typed| {
                typed.clauses = Preset::National.clauses();
                typed.ends_at = Some(NOW + Millis::hours(hours));
            })
        };
        assert!(heavy(72).is_ok());
        assert_eq!(heavy(73), Err(vec![Wrong::TooLong]));
    }

    fn wrong_or_not(change: impl FnOnce(&mut Typed)) -> Result<Plan, Vec<Wrong>> {
        let mut typed = good();
        change(&mut typed);
        Plan::parse(typed, NOW)
    }
}
