//! The shield as actions call it: whatever happens to it, the answer is a verdict (invariant 2).

use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    sync::Arc,
};

use model::{limits, verdict::Verdict};
use shield::{
    Context, Letter, RuleFile, RuleRefused, Shield,
    policy::{InForce, Policy},
};

use crate::{App, policies::Policies};

/// Judges one letter. The program has one implementation, [`Shield`]; tests have others that fail or are slow.
pub trait Judge: Send + Sync {
    /// The verdict on a letter by the policies in force, or a panic.
    fn judge(&self, letter: &Letter<'_>, context: &Context, policies: &Policies) -> Verdict;
    /// Identity of the rules in force.
    fn rules(&self) -> &str;
    /// A text as the judge reads it, its disguises undone.
    fn reading(&self, text: &str) -> String {
        text.to_owned()
    }
    /// The version in force of the rule that a reason's code names.
    fn version(&self, _code: &str) -> Option<u32> {
        None
    }
    /// The policy that it comes with.
    fn policy(&self) -> Option<&Arc<Policy>> {
        None
    }
    /// This one with versions of signatures of the desk beside its own, and those that it cannot read.
    fn with_versions(&self, files: &[RuleFile]) -> (Arc<dyn Judge>, Vec<RuleRefused>);
    /// The verdict by these policies and no others, to decide again what was decided.
    fn again(&self, _letter: &Letter<'_>, _context: &Context, _in_force: &InForce) -> Option<Verdict> {
        None
    }
}

impl Judge for Shield {
    fn judge(&self, letter: &Letter<'_>, context: &Context, policies: &Policies) -> Verdict {
        let in_force = policies.in_force(&Shield::policy(self).base, context);
        self.judge_by(letter, context, &in_force)
    }
    fn rules(&self) -> &str {
        self.rules_hash()
    }
    fn reading(&self, text: &str) -> String {
        Shield::reading(self, text)
    }
    fn version(&self, code: &str) -> Option<u32> {
        self.version_of(code)
    }
    fn policy(&self) -> Option<&Arc<Policy>> {
        Some(&Shield::policy(self).base)
    }
    fn with_versions(&self, files: &[RuleFile]) -> (Arc<dyn Judge>, Vec<RuleRefused>) {
        let (shield, refused) = Shield::with_versions(self, files);
        (Arc::new(shield), refused)
    }
    fn again(&self, letter: &Letter<'_>, context: &Context, in_force: &InForce) -> Option<Verdict> {
        Some(self.judge_by(letter, context, in_force))
    }
}

/// Judges, and holds when the judge fails or takes longer than its budget.
#[expect(clippy::disallowed_methods, reason = "a length of time for the operator; the budget asks the app's clock")]
pub fn judge(app: &App, letter: &Letter<'_>, context: &Context) -> Verdict {
    let since = std::time::Instant::now();
    let verdict = judge_in_time(app, letter, context);
    app.meters.judged(since.elapsed());
    app.policies.count(&verdict, context);
    verdict
}

/// Judges a letter that was judged before, to know what would have made the answer other.
pub(crate) fn again(app: &App, letter: &Letter<'_>, context: &Context) -> Verdict {
    judge_in_time(app, letter, context)
}

fn judge_in_time(app: &App, letter: &Letter<'_>, context: &Context) -> Verdict {
    let (begun, shield) = (app.now(), app.judge());
    let Ok(verdict) = catch_unwind(AssertUnwindSafe(|| shield.judge(letter, context, &app.policies))) else {
        tracing::error!("the shield failed on a letter of {} bytes; it is held", letter.body.len());
        return Verdict::held_for(
            "failure",
            "L’analyse automatique a échoué : une personne doit lire ce message.",
            shield.rules(),
        );
    };
    if app.now() - begun > limits::JUDGE_BUDGET {
        return Verdict::held_for(
            "overrun",
            "L’analyse automatique a dépassé son temps : une personne doit lire ce message.",
            shield.rules(),
        );
    }
    verdict
}
