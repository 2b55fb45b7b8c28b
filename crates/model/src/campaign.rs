//! One threat in its many copies, wherever they were sent from.
//!
//! A campaign is suspected at the second letter that says nearly the same from another account. Most of those are
//! harmless (a note that three teachers copy), so a suspected campaign stops nothing by itself; it is what the judge, the
//! desk and the look-back count by. A person confirms it, and then its copies are withdrawn and its marks are kept for
//! years.

use crate::codes::codes;

codes! {
    /// Where a campaign stands.
    pub enum State {
        /// Several accounts sent nearly the same; nobody has said what it is.
        Suspected = "suspected",
        /// A person said that it is a threat: its copies are withdrawn, new ones are held.
        Confirmed = "confirmed",
        /// Its carriers are contained, its copies withdrawn, and nobody was shown one for a while.
        Contained = "contained",
        /// Nothing like it came for three days.
        Quiet = "quiet",
        /// Reviewed and signed.
        Closed = "closed",
        /// A person said that it is harmless: its marks are revoked, what was held went out.
        FalseAlarm = "false_alarm",
        /// It was another campaign's; that one has its copies now.
        Merged = "merged",
    }
}

impl State {
    /// The only list of legal moves. What was contained, quiet, closed or thought harmless is confirmed again when it
    /// comes back.
    pub const fn may_become(self, next: State) -> bool {
        use State::{Closed, Confirmed, Contained, FalseAlarm, Merged, Quiet, Suspected};
        matches!(
            (self, next),
            (Suspected | Quiet, Confirmed | FalseAlarm | Merged | Closed)
                | (Confirmed, Contained | Quiet | FalseAlarm | Merged)
                | (Contained, Confirmed | Quiet | FalseAlarm | Merged)
                | (Closed | FalseAlarm, Confirmed)
        )
    }

    /// Whether a person has said that it is a threat, and nobody the contrary since.
    pub const fn is_threat(self) -> bool {
        matches!(self, State::Confirmed | State::Contained | State::Quiet | State::Closed)
    }

    /// Whether a new copy joins it.
    pub const fn takes_copies(self) -> bool {
        !matches!(self, State::FalseAlarm | State::Merged)
    }
}

codes! {
    /// By what a letter is recognised as one of a campaign.
    pub enum PatternKind {
        /// Its text: the same letters, or nearly.
        Text = "text",
        /// A joined file, by its SHA-256.
        File = "file",
        /// A picture, by what it looks like (PDQ).
        Picture = "picture",
        /// A link to something in particular.
        Link = "link",
        /// A site.
        Domain = "domain",
    }
}

codes! {
    /// What was done with a campaign, for its timeline.
    pub enum Step {
        /// The second similar letter came.
        Suspected = "suspected",
        /// A person confirmed it; with how many messages were withdrawn.
        Confirmed = "confirmed",
        /// It came back after it was thought over.
        Revived = "revived",
        /// The look-back found and stopped this many.
        LookedBack = "looked_back",
        /// A person said that it is harmless; with how many messages went out.
        FalseAlarm = "false_alarm",
        /// It took another campaign's copies; with how many.
        Merged = "merged",
        /// Nothing like it for three days.
        Quieted = "quieted",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_merged_stays_so_and_a_threat_that_comes_back_is_confirmed_again() {
        assert!(State::ALL.iter().all(|next| !State::Merged.may_become(*next)));
        for state in [State::Contained, State::Quiet, State::Closed, State::FalseAlarm] {
            assert!(state.may_become(State::Confirmed), "{state}");
        }
        assert!(State::ALL.iter().all(|state| !state.may_become(*state)), "a move leaves a state");
        assert!(
            State::ALL.iter().all(|state| !state.may_become(State::Suspected)),
            "what a person said is not forgotten"
        );
    }
}
