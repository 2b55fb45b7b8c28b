//! "Et maintenant ?": what a head does next, one thing at a time. People before papers, the police before everything,
//! families as soon as something changed for them.

use super::{Check, Facets, Pupils, Reception, Reopening, Tally, Threat};
use crate::{Millis, codes::codes};

codes! {
    /// One thing to do.
    pub enum Step {
        /// The police are called.
        CallPolice = "call_police",
        /// How pupils are received is decided.
        DecideReception = "decide_reception",
        /// The roll call begins.
        StartRollCall = "start_roll_call",
        /// Pupils of whom nobody knows are found.
        FindPupils = "find_pupils",
        /// The roll call ends: everybody is known.
        EndRollCall = "end_roll_call",
        /// Those who have nowhere to go are received somewhere.
        ReceiveElsewhere = "receive_elsewhere",
        /// Families are told what changed.
        TellFamilies = "tell_families",
        /// The word that was promised to families for this time is due.
        NextWord = "next_word",
        /// Schools next door are told whether they are concerned.
        TellNeighbours = "tell_neighbours",
        /// The police's arrival is noted.
        NoteArrival = "note_arrival",
        /// The police's word is recorded.
        RecordAllClear = "record_all_clear",
        /// A time to open again is announced.
        PlanReopening = "plan_reopening",
        /// The school opens.
        Reopen = "reopen",
        /// Nothing is left: the situation is closed.
        Close = "close",
    }
}

/// What the next step depends on besides the facets.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is one thing that is known, and any of them go together")]
pub struct Known {
    /// Now.
    pub now: Millis,
    /// A word on which people may go back in stands.
    pub word: bool,
    /// A roll call that has not ended.
    pub roll_call: Option<Tally>,
    /// A roll call was made since everybody was moved.
    pub called: bool,
    /// Pupils sleep there.
    pub boarding: bool,
    /// A place receives pupils meanwhile.
    pub received: bool,
    /// How pupils are received was decided since the threat was known.
    pub decided: bool,
    /// Families were told since something last changed for them.
    pub told: bool,
    /// When families were promised the next word.
    pub next_word_at: Option<Millis>,
    /// Schools next door that were told nothing.
    pub neighbours_untold: i64,
    /// When it was said to open again.
    pub reopening_at: Option<Millis>,
}

/// The one thing to do now; `None`: to wait.
pub fn next(facets: &Facets, known: &Known) -> Option<Step> {
    steps(facets, known).into_iter().next()
}

/// Everything that waits to be done, the most urgent first.
pub fn steps(facets: &Facets, known: &Known) -> Vec<Step> {
    let threatened = matches!(facets.threat, Threat::Reported | Threat::Credible);
    let open = facets.reception.is_open();
    let needs_roll_call = facets.reception.needs_roll_call();
    let unknown = known.roll_call.map_or(0, |tally| tally.unknown);
    let stranded = facets.pupils == Pupils::WithoutSolution
        || (known.boarding && matches!(facets.reception, Reception::Evacuated | Reception::Closed));
    let concerned = facets.concerns_families() || threatened;
    let due = known.next_word_at.is_some_and(|at| at <= known.now);
    let announced = matches!(facets.reopening, Reopening::Expected | Reopening::Postponed);
    let reached = known.reopening_at.is_some_and(|at| at <= known.now);
    let waits = |is: bool, step: Step| is.then_some(step);
    [
        waits(threatened && facets.check == Check::NotNeeded, Step::CallPolice),
        waits(needs_roll_call && known.roll_call.is_none() && !known.called, Step::StartRollCall),
        waits(known.roll_call.is_some() && unknown > 0, Step::FindPupils),
        waits(known.roll_call.is_some_and(|tally| tally.unknown == 0 && tally.pupils() > 0), Step::EndRollCall),
        // Whoever opened a situation without a threat has something in mind: it is asked for first.
        waits(!known.decided && (threatened || !known.told), Step::DecideReception),
        waits(stranded && !known.received, Step::ReceiveElsewhere),
        waits(concerned && !known.told, Step::TellFamilies),
        waits(concerned && known.told && due, Step::NextWord),
        waits(concerned && !open && known.neighbours_untold > 0, Step::TellNeighbours),
        waits(facets.check == Check::Asked, Step::NoteArrival),
        waits(facets.check == Check::UnderWay, Step::RecordAllClear),
        waits(
            !open
                && known.roll_call.is_none()
                // Nothing was announced yet, or the hour that was has passed and nobody may go in.
                && ((known.word && facets.reopening == Reopening::None) || (!known.word && announced && reached)),
            Step::PlanReopening,
        ),
        waits(
            (!open || facets.reception == Reception::Delayed)
                && (known.word || open)
                && known.roll_call.is_none()
                && announced
                && reached,
            Step::Reopen,
        ),
        waits(facets.is_over() && known.roll_call.is_none() && known.told, Step::Close),
    ]
    .into_iter()
    .flatten()
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_morning_step_by_step() {
        let mut facets = Facets::threatened();
        let mut known = Known { now: Millis(1_000_000), neighbours_untold: 2, ..Known::default() };
        assert_eq!(next(&facets, &known), Some(Step::CallPolice));
        facets.check = Check::Asked;
        assert_eq!(next(&facets, &known), Some(Step::DecideReception));
        (facets.reception, facets.pupils, known.decided) = (Reception::Evacuated, Pupils::Gathered, true);
        assert_eq!(next(&facets, &known), Some(Step::StartRollCall));
        known.roll_call = Some(Tally { unknown: 3, gathered: 40, ..Tally::default() });
        assert_eq!(next(&facets, &known), Some(Step::FindPupils));
        known.roll_call = Some(Tally { gathered: 43, ..Tally::default() });
        assert_eq!(next(&facets, &known), Some(Step::EndRollCall));
        (known.roll_call, known.called, known.boarding) = (None, true, true);
        assert_eq!(next(&facets, &known), Some(Step::ReceiveElsewhere));
        known.received = true;
        assert_eq!(next(&facets, &known), Some(Step::TellFamilies));
        (known.told, known.next_word_at) = (true, Some(Millis(2_000_000)));
        assert_eq!(next(&facets, &known), Some(Step::TellNeighbours));
        known.neighbours_untold = 0;
        assert_eq!(next(&facets, &known), Some(Step::NoteArrival));
        facets.check = Check::UnderWay;
        assert_eq!(next(&facets, &known), Some(Step::RecordAllClear));
        known.now = Millis(2_000_000);
        assert_eq!(next(&facets, &known), Some(Step::NextWord), "what was promised to families is kept");
        known.next_word_at = Some(Millis(3_000_000));
        (facets.check, known.word) = (Check::AllClear, true);
        assert_eq!(next(&facets, &known), Some(Step::PlanReopening));
        (facets.reopening, known.reopening_at) = (Reopening::Expected, Some(Millis(2_500_000)));
        assert_eq!(next(&facets, &known), None, "until then there is nothing to do");
        known.now = Millis(2_500_000);
        assert_eq!(next(&facets, &known), Some(Step::Reopen));
        (facets.reception, facets.pupils, facets.reopening) = (Reception::Normal, Pupils::InClass, Reopening::Reopened);
        known.told = false;
        assert_eq!(next(&facets, &known), Some(Step::TellFamilies));
        known.told = true;
        assert_eq!(next(&facets, &known), Some(Step::Close));
    }

    #[test]
    fn a_day_like_any_other_asks_for_nothing_but_to_be_closed() {
        let known = Known { told: true, ..Known::default() };
        assert_eq!(steps(&Facets::default(), &known), [Step::Close]);
        let opened = Known::default();
        assert_eq!(next(&Facets::default(), &opened), Some(Step::DecideReception), "it was opened for something");
    }
}
