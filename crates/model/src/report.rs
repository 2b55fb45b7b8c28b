//! What a reader's report weighs. A report is one voice: an adult's weighs two pupils', and whoever was right before
//! weighs more than who was often wrong, within bounds, so that no one pupil stops a message alone and nobody's voice is
//! worth nothing.

use crate::Profile;

/// Weight, in hundredths of a pupil's voice, at which a message is held.
pub const HOLD_AT: i64 = 200;
/// The same for what an adult of the school wrote, so that one reader cannot stop a word of the head to families.
pub const HOLD_ADULT_AT: i64 = 400;
/// Decided reports before what became of them counts.
const DECIDED_MIN: i64 = 3;

/// What became of a reader's earlier reports.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Accuracy {
    /// Of messages that were then withdrawn.
    pub right: i64,
    /// Of messages that the desk then released.
    pub wrong: i64,
}

/// What a report weighs, in hundredths of a pupil's voice.
pub const fn weight(profile: Profile, before: Accuracy) -> i64 {
    let voice = match profile {
        Profile::Pupil => 100,
        _ => 200,
    };
    let decided = before.right + before.wrong;
    if decided < DECIDED_MIN {
        return voice;
    }
    match before.right * 100 / decided {
        80.. => voice * 3 / 2,
        34.. => voice,
        1.. => voice / 2,
        _ => voice / 4,
    }
}

/// Weight at which what somebody of this profile wrote is held.
pub const fn needed(sender: Profile) -> i64 {
    if sender.is_adult_of_school() { HOLD_ADULT_AT } else { HOLD_AT }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_of_weights() {
        let table = [
            (Profile::Pupil, 0, 0, 100),
            (Profile::Pupil, 2, 0, 100),
            (Profile::Pupil, 3, 0, 150),
            (Profile::Pupil, 4, 1, 150),
            (Profile::Pupil, 2, 2, 100),
            (Profile::Pupil, 1, 4, 50),
            (Profile::Pupil, 0, 3, 25),
            (Profile::Guardian, 0, 0, 200),
            (Profile::Teacher, 9, 1, 300),
            (Profile::Teacher, 0, 9, 50),
        ];
        for (profile, right, wrong, expected) in table {
            assert_eq!(weight(profile, Accuracy { right, wrong }), expected, "{profile} {right} right, {wrong} wrong");
        }
    }

    #[test]
    fn no_pupil_holds_a_message_alone_and_two_honest_ones_do() {
        let best = weight(Profile::Pupil, Accuracy { right: 1_000, wrong: 0 });
        assert!(best < HOLD_AT && 2 * weight(Profile::Pupil, Accuracy::default()) >= HOLD_AT);
        assert!(weight(Profile::Guardian, Accuracy::default()) >= HOLD_AT);
        assert!(weight(Profile::Head, Accuracy { right: 1_000, wrong: 0 }) < HOLD_ADULT_AT);
    }
}
