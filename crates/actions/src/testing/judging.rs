//! A judge that does what the test says.

use std::{
    collections::BTreeMap,
    sync::{Arc, LazyLock, Mutex, PoisonError},
};

use model::{
    Millis, limits,
    time::Clock as _,
    verdict::{Consequence, Label, Outcome, Reason, Verdict},
};
use shield::{
    Context, Letter, RuleFile, RuleRefused, Shield,
    policy::{InForce, Policy},
};

use super::SetClock;
use crate::{judge::Judge, policies::Policies};

/// The rules of the program, read once for all tests; without the model, so that tests do not change with the corpus.
static REAL: LazyLock<Shield> = LazyLock::new(|| Shield::untrained().expect("the shield reads its own rules"));

/// What the judge of a test does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Judging {
    /// Holds what has the words « bombe » or « explosif »; what reaches many from an account without broadcast power
    /// goes out in waves; everything else is delivered. Tests of actions need no more, and do not change with the
    /// corpus.
    Words,
    /// The rules and the policy of the program.
    Real,
    /// Holds what is like a message that was withdrawn, and delivers everything else.
    KnownThreats,
    /// Always this.
    Always(Outcome),
    /// Like [`Judging::Words`], and what it holds from a device that is not its owner's has this consequence.
    Wary(Consequence),
    /// Like [`Judging::Words`], and what has the word « mourir » in it may be written by who hurts themselves.
    Care,
    /// Panics.
    Panics,
    /// Says « deliver », after more time than it has.
    Slow,
}

/// The judge of a [`super::World`].
pub struct TestJudge {
    judging: Arc<Mutex<Judging>>,
    clock: Arc<SetClock>,
    /// What it does when it does as the program does.
    real: Shield,
}

impl TestJudge {
    pub(super) fn new(judging: Arc<Mutex<Judging>>, clock: Arc<SetClock>) -> TestJudge {
        TestJudge { judging, clock, real: REAL.clone() }
    }
}

impl Judge for TestJudge {
    fn judge(&self, letter: &Letter<'_>, context: &Context, policies: &Policies) -> Verdict {
        let judging = *self.judging.lock().unwrap_or_else(PoisonError::into_inner);
        match judging {
            Judging::Real => Judge::judge(&self.real, letter, context, policies),
            Judging::Words => by_words(letter, context),
            Judging::KnownThreats if context.confirmed_match.is_some() => verdict(Outcome::Hold, 0.9),
            Judging::KnownThreats => verdict(Outcome::Deliver, 0.1),
            Judging::Wary(consequence) => {
                let mut verdict = by_words(letter, context);
                if verdict.outcome == Outcome::Hold && context.known_device != Some(true) {
                    verdict.consequence = consequence;
                }
                verdict
            }
            Judging::Care => {
                let mut verdict = by_words(letter, context);
                if letter.body.contains("mourir") {
                    verdict.labels.insert(Label::SelfHarm, 0.9);
                }
                verdict
            }
            Judging::Always(outcome) => verdict(outcome, 0.5),
            Judging::Panics => panic!("the judge of this test fails"),
            Judging::Slow => {
                self.clock.set(self.clock.now() + limits::JUDGE_BUDGET + Millis(1));
                verdict(Outcome::Deliver, 0.0)
            }
        }
    }

    fn rules(&self) -> &str {
        let real = *self.judging.lock().unwrap_or_else(PoisonError::into_inner) == Judging::Real;
        if real { Judge::rules(&*REAL) } else { "test" }
    }

    fn with_versions(&self, files: &[RuleFile]) -> (Arc<dyn Judge>, Vec<RuleRefused>) {
        let (shield, refused) = Shield::with_versions(&self.real, files);
        (Arc::new(TestJudge { judging: self.judging.clone(), clock: self.clock.clone(), real: shield }), refused)
    }

    fn policy(&self) -> Option<&Arc<Policy>> {
        Judge::policy(&*REAL)
    }

    fn again(&self, letter: &Letter<'_>, context: &Context, in_force: &InForce) -> Option<Verdict> {
        self.real.again(letter, context, in_force)
    }
}

fn by_words(letter: &Letter<'_>, context: &Context) -> Verdict {
    let threat = ["bombe", "explosif"].iter().find_map(|word| letter.body.find(word).map(|at| (at, at + word.len())));
    if let Some((start, end)) = threat {
        let mut held = verdict(Outcome::Hold, 0.99);
        let text = "Le texte annonce une explosion.".to_owned();
        held.reasons.push(Reason { code: "signature:test".to_owned(), text, start, end, weight: 5.0 });
        return held;
    }
    let wide = context.readers > limits::WAVES_ABOVE_READERS && !context.broadcast_power;
    verdict(if wide { Outcome::Waves } else { Outcome::Deliver }, 0.01)
}

fn verdict(outcome: Outcome, threat: f32) -> Verdict {
    Verdict {
        outcome,
        consequence: Consequence::None,
        slow: false,
        threat,
        labels: BTreeMap::new(),
        reasons: Vec::new(),
        rules: "test".to_owned(),
        ruling: None,
    }
}
