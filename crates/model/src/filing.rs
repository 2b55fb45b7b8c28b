//! démarches: what is owed to others after an attack: the police, the CNIL, the académie, those who look after machines.
//! None of them takes it from a program: a draft is generated, a person reads it over and files it, and writes down the
//! receipt.
//!
//! One table says of each kind who answers for it and by when. The time runs from when somebody knew, which is when the
//! campaign was confirmed, not from when somebody opened the page.

use serde::{Deserialize, Serialize};

use crate::{Millis, codes::codes, limits};

codes! {
    /// What is filed.
    pub enum Kind {
        /// By telephone: 17, the commissariat, the school's correspondent of the police.
        Police = "police",
        /// What is public of it. Private messages are excluded there.
        Pharos = "pharos",
        /// Complaint of the owners of the accounts that were used.
        ComplaintOwner = "complaint_owner",
        /// Complaint of the head.
        ComplaintHead = "complaint_head",
        /// Complaint of the rectorat.
        ComplaintRectorat = "complaint_rectorat",
        /// Complaint of the collectivité or the vendor.
        ComplaintOperator = "complaint_operator",
        /// Notice of a violation of personal data, article 33.
        Cnil = "cnil",
        /// Letter to those whose data it was, article 34.
        Letter = "letter",
        /// Faits établissement
        Incident = "incident",
        /// Technical note to the RSSI and the CERT.
        Technical = "technical",
        /// Where people are helped: 17Cyber, 3018.
        Help = "help",
    }
}

codes! {
    /// Who answers for a filing. Whoever decides for the school may do the work.
    pub enum Responsible {
        /// The crisis desk.
        Desk = "desk",
        /// The head of the school: the controller of its ENT.
        Head = "head",
        /// The legal service of the rectorat.
        Rectorat = "rectorat",
        /// The collectivité or the vendor.
        Operator = "operator",
    }
}

codes! {
    /// Where a filing stands.
    pub enum FilingState {
        /// Nobody has begun.
        ToDo = "to_do",
        /// There is a text.
        Draft = "draft",
        /// Somebody has read the text over.
        Read = "read",
        /// It was filed; there is a receipt.
        Filed = "filed",
        /// What was asked for since, or was not known then, was sent on.
        Completed = "completed",
        /// Nothing is left to do.
        Closed = "closed",
        /// It need not be filed, for a reason that stands in the register.
        NotNeeded = "not_needed",
    }
}

codes! {
    /// What is done with a filing.
    pub enum Move {
        /// Generates the text anew from what is known now, or changes it.
        Write = "write",
        /// The text was read over.
        ReadOver = "read_over",
        /// It was filed.
        File = "file",
        /// What came later was sent on.
        Complete = "complete",
        /// Nothing is left.
        Close = "close",
        /// It need not be filed.
        Dismiss = "dismiss",
        /// It has to be filed after all.
        Resume = "resume",
    }
}

impl Kind {
    /// Each school has its own; otherwise there is one for the campaign.
    pub const fn is_of_school(self) -> bool {
        matches!(self, Kind::ComplaintOwner | Kind::ComplaintHead | Kind::Cnil | Kind::Letter | Kind::Incident)
    }

    /// Only a school of which an account was used has it.
    pub const fn needs_account(self) -> bool {
        matches!(self, Kind::ComplaintOwner | Kind::Letter)
    }

    /// Who answers for it.
    pub const fn responsible(self) -> Responsible {
        match self {
            Kind::Police | Kind::Pharos | Kind::Technical | Kind::Help => Responsible::Desk,
            Kind::ComplaintOwner | Kind::ComplaintHead | Kind::Cnil | Kind::Letter | Kind::Incident => {
                Responsible::Head
            }
            Kind::ComplaintRectorat => Responsible::Rectorat,
            Kind::ComplaintOperator => Responsible::Operator,
        }
    }

    /// Said aloud: nobody reads a text over before calling the police.
    pub const fn is_spoken(self) -> bool {
        matches!(self, Kind::Police)
    }

    /// How long after somebody knew it is due.
    pub const fn within(self) -> Millis {
        match self {
            Kind::Police => Millis(0),
            Kind::Technical => limits::FILING_TECHNICAL_WITHIN,
            Kind::Pharos | Kind::Incident | Kind::Help => limits::FILING_DAY_WITHIN,
            Kind::Cnil | Kind::Letter => limits::FILING_CNIL_WITHIN,
            Kind::ComplaintOwner | Kind::ComplaintHead | Kind::ComplaintRectorat | Kind::ComplaintOperator => {
                limits::FILING_COMPLAINT_WITHIN
            }
        }
    }

    /// When it is due.
    pub fn due_at(self, known_at: Millis) -> Millis {
        known_at + self.within()
    }
}

impl FilingState {
    /// Where a move leads from here; none: it may not be made.
    pub const fn after(self, what: Move, kind: Kind) -> Option<FilingState> {
        use FilingState::{Closed, Completed, Draft, Filed, NotNeeded, Read, ToDo};
        match (what, self) {
            (Move::Write, ToDo | Draft | Read) => Some(Draft),
            (Move::ReadOver, Draft) => Some(Read),
            (Move::File, Read) => Some(Filed),
            (Move::File, ToDo | Draft) if kind.is_spoken() => Some(Filed),
            (Move::Complete, Filed | Completed) => Some(Completed),
            (Move::Close, Filed | Completed) => Some(Closed),
            (Move::Dismiss, ToDo | Draft | Read) => Some(NotNeeded),
            (Move::Resume, NotNeeded) => Some(ToDo),
            _ => None,
        }
    }

    /// It has still to be filed.
    pub const fn is_due(self) -> bool {
        matches!(self, FilingState::ToDo | FilingState::Draft | FilingState::Read)
    }

    /// Nothing is left to do.
    pub const fn is_over(self) -> bool {
        matches!(self, FilingState::Closed | FilingState::NotNeeded)
    }
}

/// What is known of a school, or of all of a campaign, as a draft says it. Counts, times and names of places; nobody's name, and
/// nothing of the threat.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    /// Accounts of the school that were used.
    pub accounts: i64,
    /// Of them, pupils'.
    pub pupil_accounts: i64,
    /// Accounts that were taken from whoever used them.
    pub contained: i64,
    /// Copies that were sent from those accounts.
    pub copies: i64,
    /// Of them, held before anybody could read them, or withdrawn.
    pub stopped: i64,
    /// Copies that were addressed to the school.
    pub received: i64,
    /// People of the school who were shown a copy in a list at least.
    pub shown: i64,
    /// Of them, pupils.
    pub pupils_shown: i64,
    /// People of the school who opened one.
    pub opened: i64,
    /// When the first was sent.
    pub first_at: Option<Millis>,
    /// When the last was sent.
    pub last_at: Option<Millis>,
}

impl Counts {
    /// People of the school whose data it was, no more than so many: whose account was used, and who were shown a copy.
    pub const fn people(&self) -> i64 {
        self.accounts.saturating_add(self.shown)
    }

    /// Pupils among them.
    pub const fn pupils(&self) -> i64 {
        self.pupil_accounts.saturating_add(self.pupils_shown)
    }
}

/// A receipt's number as it is compared: what is pasted has spaces around and inside.
pub fn number(typed: &str) -> String {
    typed.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_police_is_called_at_once_and_the_cnil_within_three_days_of_knowing() {
        let known = Millis(1_000_000);
        assert_eq!(Kind::Police.due_at(known), known);
        assert_eq!(Kind::Cnil.due_at(known), known + Millis::hours(72));
    }

    #[test]
    fn what_is_written_is_not_filed_unread_but_a_call_is_not_written() {
        for kind in Kind::ALL {
            assert_eq!(FilingState::Draft.after(Move::File, *kind).is_some(), *kind == Kind::Police, "{kind}");
            assert_eq!(FilingState::Read.after(Move::File, *kind), Some(FilingState::Filed));
        }
    }

    #[test]
    fn a_number_is_the_same_however_it_was_pasted() {
        assert_eq!(number("  CNIL 2024\u{a0}-\n 118 "), number("CNIL 2024 - 118"));
    }

    proptest! {
        #[test]
        fn whatever_is_done_a_filing_is_over_only_by_a_receipt_or_a_reason(
            moves in prop::collection::vec(prop::sample::select(Move::ALL), 0..20),
            kind in prop::sample::select(Kind::ALL),
        ) {
            let (mut state, mut receipt, mut reason, mut read) = (FilingState::ToDo, false, false, false);
            for what in moves {
                let Some(to) = state.after(what, kind) else { continue };
                prop_assert_eq!(state.is_over() && what != Move::Resume, false, "nothing follows what is over");
                match what {
                    Move::File => {
                        prop_assert!(!receipt, "filed twice");
                        prop_assert!(read || kind.is_spoken());
                        receipt = true;
                    }
                    Move::Dismiss => reason = true,
                    Move::Resume => { reason = false; read = false; }
                    Move::Write => read = false,
                    Move::ReadOver => read = true,
                    Move::Complete | Move::Close => {}
                }
                state = to;
                prop_assert_eq!(state.is_due(), !receipt && !reason);
                prop_assert!(!state.is_over() || receipt != reason);
            }
        }
    }
}
