//! When a sender is told what became of their message, and what they may say against it.

use crate::{Millis, campaign, codes::codes, limits};

codes! {
    /// How an appeal was answered.
    pub enum Outcome {
        /// The message leaves again, as a new one: a withdrawal is for good.
        Accepted = "accepted",
        /// The decision stays.
        Upheld = "upheld",
    }
}

/// Whether a sender may be told now that their message was withdrawn. While an attack is being worked on nobody is: a
/// thief would learn what was recognised. What a person called a false alarm, or closed, hides nothing any more.
pub fn is_told(decided_at: Millis, campaign: Option<campaign::State>, now: Millis) -> bool {
    let over = matches!(campaign, Some(campaign::State::Closed | campaign::State::FalseAlarm));
    over || decided_at + limits::REASON_AFTER <= now
}

#[cfg(test)]
mod tests {
    use super::*;
    use campaign::State;

    #[test]
    fn nobody_is_told_while_an_attack_is_worked_on() {
        let (now, day) = (Millis::days(100), limits::REASON_AFTER);
        for (age, campaign, told) in [
            (Millis(0), None, false),
            (day - Millis(1), None, false),
            (day, None, true),
            (Millis(0), Some(State::Confirmed), false),
            (Millis(0), Some(State::Quiet), false),
            (day, Some(State::Confirmed), true),
            (Millis(0), Some(State::Closed), true),
            (Millis(0), Some(State::FalseAlarm), true),
        ] {
            assert_eq!(is_told(now - age, campaign, now), told, "{age:?} {campaign:?}");
        }
    }
}
