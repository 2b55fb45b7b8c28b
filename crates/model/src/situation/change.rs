//! What somebody changes in a situation, and what keeps them from it.

use serde::{Deserialize, Serialize};

use super::{Check, Facets, Pupils, Reception, Reopening, Tally, Threat};
use crate::{Millis, codes::codes, limits};

codes! {
    /// On whose word people go back in.
    pub enum WordKind {
        /// The police's: there is no danger.
        AllClear = "all_clear",
        /// Somebody's who answers for opening without it.
        Derogation = "derogation",
    }
}

/// The word on which people go back in: whose, and when it was given.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Word {
    /// Of which kind.
    pub kind: WordKind,
    /// The authority: a unit of the police, the prefecture, the rectorat.
    pub authority: String,
    /// Who gave it, by name.
    pub name: String,
    /// When it was given.
    pub at: Millis,
    /// Why, for a derogation.
    pub reason: String,
}

/// One change of a situation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "change", rename_all = "snake_case")]
pub enum Change {
    /// What is known of the threat.
    Threat {
        /// Now.
        to: Threat,
    },
    /// How pupils are received.
    Reception {
        /// From now on.
        to: Reception,
    },
    /// Where they are.
    Pupils {
        /// Now.
        to: Pupils,
        /// The place where they are gathered.
        place: String,
        /// How many have nowhere to go.
        stranded: i64,
    },
    /// The police's search.
    Check {
        /// Now.
        to: Check,
        /// The unit that is there.
        unit: String,
    },
    /// The word on which people go back in.
    Word(Word),
    /// When it opens again: announced, or moved.
    Expect {
        /// At this time.
        at: Millis,
    },
    /// It opens.
    Reopen {
        /// With more people at the gate.
        reinforced: bool,
    },
}

/// What the guards of a change look at.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Guard {
    /// When the situation began.
    pub opened_at: Millis,
    /// Now.
    pub now: Millis,
    /// A word on which people may go back in stands.
    pub word: bool,
    /// A roll call that has not ended.
    pub roll_call: Option<Tally>,
    /// A roll call that began after everybody was moved has ended.
    pub called: bool,
}

/// Why a change is not made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refused {
    /// It stands so already, or that does not follow from where it stands.
    NotThatMove,
    /// People go back in on a recorded all-clear, or on somebody's word by name.
    NeedsWord,
    /// A roll call is under way; of so many pupils nobody knows where they are.
    RollCall {
        /// Pupils of whom nobody knows.
        unknown: i64,
    },
    /// Everybody was moved, and nobody has called the roll.
    NotCalled,
    /// Pupils are not in class where nobody is received.
    NotReceived,
    /// The place is missing.
    NoPlace,
    /// How many have nowhere to go is missing.
    NoNumber,
    /// The unit is missing.
    NoUnit,
    /// The authority or the name is missing.
    NoAuthority,
    /// A derogation says why.
    NoReason,
    /// That time is to come, or before the situation began.
    WrongTime,
    /// A time to come is needed.
    NotLater,
}

impl Threat {
    const fn may_become(self, next: Threat) -> bool {
        use Threat::{Credible, Dismissed, None, NotCredible, Reported};
        matches!(
            (self, next),
            (None | Dismissed, Reported)
                | (Reported | NotCredible, Credible)
                | (Reported | Credible, NotCredible)
                | (Reported | Credible | NotCredible, Dismissed)
        )
    }
}

impl Check {
    const fn may_become(self, next: Check) -> bool {
        use Check::{AllClear, Asked, Impossible, NotNeeded, UnderWay};
        matches!(
            (self, next),
            (NotNeeded | Impossible | AllClear, Asked | UnderWay)
                | (Asked, UnderWay | Impossible | NotNeeded)
                | (UnderWay, Impossible)
        )
    }
}

impl Change {
    /// What a situation becomes by it, or why it does not. The only list of legal moves.
    pub fn apply(&self, from: &Facets, guard: &Guard) -> Result<Facets, Refused> {
        let to = self.moved(*from, guard)?;
        // A word may be recorded again, a time or a place be corrected, and to stay as one is is a decision as well;
        // anything else changes something.
        let says_more = match self {
            Change::Word(_) | Change::Expect { .. } | Change::Reception { .. } => true,
            Change::Pupils { to, .. } => !matches!(to, Pupils::InClass | Pupils::HandedOver),
            _ => false,
        };
        if to == *from && !says_more { Err(Refused::NotThatMove) } else { Ok(to) }
    }

    fn moved(&self, from: Facets, guard: &Guard) -> Result<Facets, Refused> {
        let counted = |unless: bool| match guard.roll_call {
            _ if unless => Ok(()),
            Some(Tally { unknown, .. }) => Err(Refused::RollCall { unknown }),
            None if from.reception.needs_roll_call() && !guard.called => Err(Refused::NotCalled),
            None => Ok(()),
        };
        match self {
            Change::Threat { to } => {
                legal(from.threat.may_become(*to))?;
                Ok(from.under(*to))
            }
            Change::Reception { to } => {
                // Out of sight and out of the building alike: whoever was moved is counted before the next word.
                counted(to.needs_roll_call() || *to == from.reception)?;
                if to.is_open() && !from.reception.is_open() {
                    return Err(Refused::NeedsWord);
                }
                let pupils = match (to.is_open(), from.pupils) {
                    (false, Pupils::InClass) if to.needs_roll_call() => Pupils::Gathered,
                    (_, pupils) => pupils,
                };
                // What was announced of a reopening falls with a new closing, and so does an all-clear from before it.
                let closes = from.reception.is_open() && !to.is_open();
                let opens = from.reception == Reception::Delayed && *to != Reception::Delayed && to.is_open();
                let reopening = match from.reopening {
                    _ if closes => Reopening::None,
                    Reopening::Expected | Reopening::Postponed if opens => Reopening::Reopened,
                    reopening => reopening,
                };
                let check = if closes && from.check == Check::AllClear { Check::NotNeeded } else { from.check };
                Ok(Facets { reception: *to, pupils, reopening, check, ..from })
            }
            Change::Pupils { to, place, stranded } => {
                legal(*to != Pupils::InClass || from.reception.is_open()).map_err(|_| Refused::NotReceived)?;
                counted(!matches!(to, Pupils::InClass))?;
                if matches!(to, Pupils::Gathered) && place.trim().is_empty() {
                    return Err(Refused::NoPlace);
                }
                if matches!(to, Pupils::WithoutSolution) && !(1..=limits::STRANDED_MAX).contains(stranded) {
                    return Err(Refused::NoNumber);
                }
                Ok(Facets { pupils: *to, ..from })
            }
            Change::Check { to, unit } => {
                legal(from.check.may_become(*to))?;
                if *to == Check::UnderWay && unit.trim().is_empty() {
                    return Err(Refused::NoUnit);
                }
                Ok(Facets { check: *to, ..from })
            }
            Change::Word(word) => word.apply(from, guard),
            Change::Expect { at } => {
                if *at <= guard.now || *at > guard.now + limits::REOPENING_AHEAD_MAX {
                    return Err(Refused::NotLater);
                }
                legal(!from.reception.is_open() || from.reception == Reception::Delayed)?;
                let reopening = match from.reopening {
                    Reopening::None | Reopening::Reopened => Reopening::Expected,
                    Reopening::Expected | Reopening::Postponed => Reopening::Postponed,
                };
                Ok(Facets { reopening, ..from })
            }
            Change::Reopen { reinforced } => {
                legal(!from.reception.is_open() || from.reception == Reception::Delayed)?;
                counted(false)?;
                if !guard.word && !from.reception.is_open() {
                    return Err(Refused::NeedsWord);
                }
                let reception = if *reinforced { Reception::Reinforced } else { Reception::Normal };
                Ok(Facets { reception, pupils: Pupils::InClass, reopening: Reopening::Reopened, ..from })
            }
        }
    }
}

impl Change {
    /// Whether a word from before does not hold any more: a new doubt, or a new closing.
    pub const fn voids(&self, from: &Facets, to: &Facets) -> bool {
        let closes = from.reception.is_open() && !to.reception.is_open();
        closes || matches!(self, Change::Threat { to: Threat::Reported | Threat::Credible } | Change::Check { .. })
    }
}

impl Word {
    fn apply(&self, from: Facets, guard: &Guard) -> Result<Facets, Refused> {
        if self.authority.trim().is_empty() || self.name.trim().is_empty() {
            return Err(Refused::NoAuthority);
        }
        // A clock on the wall is read to the minute: what is said of this minute is not of the future.
        if self.at > guard.now + Millis::minutes(1) || self.at + Millis::minutes(1) < guard.opened_at {
            return Err(Refused::WrongTime);
        }
        match self.kind {
            WordKind::AllClear => {
                legal(from.check != Check::NotNeeded)?;
                Ok(Facets { check: Check::AllClear, ..from })
            }
            WordKind::Derogation if self.reason.trim().is_empty() => Err(Refused::NoReason),
            WordKind::Derogation => Ok(from),
        }
    }
}

const fn legal(is: bool) -> Result<(), Refused> {
    if is { Ok(()) } else { Err(Refused::NotThatMove) }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const NOW: Millis = Millis(1_800_000_000_000);

    fn guard() -> Guard {
        Guard { opened_at: NOW - Millis::hours(1), now: NOW, ..Guard::default() }
    }

    fn word(kind: WordKind) -> Word {
        Word {
            kind,
            authority: "Commissariat".into(),
            name: "Capitaine Reine".into(),
            at: NOW,
            reason: "Fouille refusée, risque écarté par le préfet".into(),
        }
    }

    fn evacuated() -> Facets {
        Change::Reception { to: Reception::Evacuated }.apply(&Facets::threatened(), &guard()).expect("legal")
    }

    #[test]
    fn nobody_goes_back_in_without_an_all_clear_or_a_name() {
        let out = evacuated();
        assert_eq!(out.pupils, Pupils::Gathered, "whoever was taken out stands somewhere");
        let reopen = Change::Reopen { reinforced: true };
        let called = Guard { called: true, ..guard() };
        assert_eq!(reopen.apply(&out, &called), Err(Refused::NeedsWord));
        for to in [Reception::Normal, Reception::Reinforced, Reception::Delayed] {
            assert_eq!(Change::Reception { to }.apply(&out, &called), Err(Refused::NeedsWord), "{to}");
        }
        let open = reopen.apply(&out, &Guard { word: true, ..called }).expect("on somebody's word");
        assert_eq!(
            (open.reception, open.pupils, open.reopening),
            (Reception::Reinforced, Pupils::InClass, Reopening::Reopened)
        );
    }

    #[test]
    fn an_evacuation_does_not_end_while_pupils_are_missing() {
        let uncalled = Guard { word: true, ..guard() };
        assert_eq!(Change::Reopen { reinforced: false }.apply(&evacuated(), &uncalled), Err(Refused::NotCalled));
        let counting =
            |unknown| Guard { word: true, roll_call: Some(Tally { unknown, ..Tally::default() }), ..guard() };
        let reopen = Change::Reopen { reinforced: false };
        assert_eq!(reopen.apply(&evacuated(), &counting(3)), Err(Refused::RollCall { unknown: 3 }));
        assert_eq!(
            reopen.apply(&evacuated(), &counting(0)),
            Err(Refused::RollCall { unknown: 0 }),
            "it is ended first"
        );
        let shelter = Change::Reception { to: Reception::Sheltered };
        assert!(shelter.apply(&evacuated(), &counting(3)).is_ok(), "going from danger to safety is never held up");
        let close = Change::Reception { to: Reception::Closed };
        assert_eq!(close.apply(&evacuated(), &counting(3)), Err(Refused::RollCall { unknown: 3 }));
    }

    #[test]
    fn an_all_clear_has_an_authority_a_name_and_a_time() {
        let asked = Facets { check: Check::Asked, ..evacuated() };
        let full = word(WordKind::AllClear);
        assert_eq!(Change::Word(full.clone()).apply(&asked, &guard()).expect("legal").check, Check::AllClear);
        for (wrong, why) in [
            (Word { authority: " ".into(), ..full.clone() }, Refused::NoAuthority),
            (Word { name: String::new(), ..full.clone() }, Refused::NoAuthority),
            (Word { at: NOW + Millis::hours(1), ..full.clone() }, Refused::WrongTime),
            (Word { at: NOW - Millis::hours(5), ..full.clone() }, Refused::WrongTime),
        ] {
            assert_eq!(Change::Word(wrong).apply(&asked, &guard()), Err(why));
        }
        let nobody_came = Facets { check: Check::NotNeeded, ..asked };
        assert_eq!(Change::Word(full).apply(&nobody_came, &guard()), Err(Refused::NotThatMove));
        let derogation = Word { reason: String::new(), ..word(WordKind::Derogation) };
        assert_eq!(Change::Word(derogation).apply(&asked, &guard()), Err(Refused::NoReason));
    }

    #[test]
    fn a_threat_or_a_closing_after_the_all_clear_has_the_police_called_again() {
        let clear = Facets { check: Check::AllClear, reception: Reception::Normal, ..Facets::threatened() };
        let dismissed = Facets { threat: Threat::Dismissed, ..clear };
        let again = Change::Threat { to: Threat::Reported };
        let threatened = again.apply(&dismissed, &guard()).expect("legal");
        assert_eq!(threatened.check, Check::NotNeeded);
        assert!(!threatened.is_over() && again.voids(&dismissed, &threatened));
        let close = Change::Reception { to: Reception::Evacuated };
        let out = close.apply(&clear, &guard()).expect("legal");
        assert!(out.check == Check::NotNeeded && close.voids(&clear, &out));
    }

    #[test]
    fn a_delayed_opening_opens_without_a_word_and_what_was_announced_is_over() {
        let snow = Facets { reception: Reception::Delayed, reopening: Reopening::Expected, ..Facets::default() };
        for open in [Change::Reception { to: Reception::Normal }, Change::Reopen { reinforced: false }] {
            let to = open.apply(&snow, &guard()).expect("nobody was sent away");
            assert!(to.reopening == Reopening::Reopened && to.is_over());
        }
    }

    #[test]
    fn what_is_missing_is_named() {
        let guard = || Guard { called: true, ..guard() };
        let gathered = Change::Pupils { to: Pupils::Gathered, place: " ".into(), stranded: 0 };
        assert_eq!(gathered.apply(&evacuated(), &guard()), Err(Refused::NoPlace));
        let stranded = Change::Pupils { to: Pupils::WithoutSolution, place: String::new(), stranded: 0 };
        assert_eq!(stranded.apply(&evacuated(), &guard()), Err(Refused::NoNumber));
        let unit = Change::Check { to: Check::UnderWay, unit: String::new() };
        assert_eq!(unit.apply(&evacuated(), &guard()), Err(Refused::NoUnit));
        let back = Change::Pupils { to: Pupils::InClass, place: String::new(), stranded: 0 };
        assert_eq!(back.apply(&evacuated(), &guard()), Err(Refused::NotReceived));
        let past = Change::Expect { at: NOW };
        assert_eq!(past.apply(&evacuated(), &guard()), Err(Refused::NotLater));
    }

    fn any_change() -> impl Strategy<Value = Change> {
        let of = |n: usize| 0..n;
        prop_oneof![
            of(Threat::ALL.len()).prop_map(|i| Change::Threat { to: Threat::ALL[i] }),
            of(Reception::ALL.len()).prop_map(|i| Change::Reception { to: Reception::ALL[i] }),
            of(Pupils::ALL.len()).prop_map(|i| Change::Pupils {
                to: Pupils::ALL[i],
                place: "gymnase".into(),
                stranded: 4
            }),
            of(Check::ALL.len()).prop_map(|i| Change::Check { to: Check::ALL[i], unit: "BRI".into() }),
            of(2).prop_map(|i| Change::Word(word(WordKind::ALL[i]))),
            Just(Change::Expect { at: NOW + Millis::hours(1) }),
            any::<bool>().prop_map(|reinforced| Change::Reopen { reinforced }),
        ]
    }

    proptest! {
        #[test]
        fn whatever_is_changed_in_whatever_order_a_closed_school_opens_on_a_word_only(
            changes in prop::collection::vec(any_change(), 1..40),
        ) {
            let (mut stands, mut word_stands) = (Facets::threatened(), false);
            for change in changes {
                let seen = Guard { word: word_stands, called: true, ..guard() };
                let Ok(to) = change.apply(&stands, &seen) else { continue };
                word_stands |= matches!(change, Change::Word(_));
                word_stands &= !change.voids(&stands, &to);
                if to.reception.is_open() && !stands.reception.is_open() {
                    prop_assert!(seen.word, "{stands:?} became {to:?} by {change:?}");
                }
                if to.pupils == Pupils::InClass && stands.pupils != Pupils::InClass {
                    prop_assert!(to.reception.is_open(), "in class where nobody is received");
                }
                if to.check == Check::AllClear && stands.check != Check::AllClear {
                    prop_assert!(matches!(change, Change::Word(_)), "an all-clear is somebody's word");
                }
                stands = to;
            }
        }
    }
}
