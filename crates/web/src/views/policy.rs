//! Policies, for the desk that writes, tries and moves them.

use actions::policy::Report;
use askama::Template;
use model::{
    MessageId, Millis,
    policy::{PolicyKind, PolicyState},
    verdict::Label,
};
use uuid::Uuid;

use super::{Frame, Here, Icon};
use crate::locale::Locale;

/// `GET /desk/policy`.
#[derive(Debug, Template)]
#[template(path = "policies.html")]
pub struct PoliciesPage {
    /// The frame.
    pub frame: Frame,
    /// Versions, newest move first. At most [`model::limits::POLICY_LIST_ROWS_MAX`].
    pub rows: Vec<PolicyRow>,
    /// Rule files of the operator, node by node; none where no node has a folder of them.
    pub nodes: Vec<NodeRules>,
}

/// The operator's rules that a node has in force.
#[derive(Debug, Clone)]
pub struct NodeRules {
    /// First characters of the node's identity.
    pub node: String,
    /// Files.
    pub files: i64,
    /// Rules in them.
    pub rules: i64,
    /// Since when.
    pub since: Millis,
    /// Newer files that are not in force, each with what is wrong with it, a French sentence.
    pub faults: Vec<(String, String)>,
}

/// One version.
#[derive(Debug, Clone)]
pub struct PolicyRow {
    /// Identity.
    pub id: Uuid,
    /// Name and version.
    pub title: String,
    /// What it is for.
    pub kind: PolicyKind,
    /// Where it stands.
    pub state: PolicyState,
    /// Percent of the schools, while it is partial.
    pub share: i64,
    /// Where it holds, in words; empty for everywhere.
    pub scope: String,
    /// What its author says of it.
    pub note: String,
    /// Since when it stands there.
    pub since: Millis,
    /// When it ends by itself.
    pub until: Option<Millis>,
    /// Letters that it changed, or would have, since then.
    pub hits: i64,
    /// Letters that it was asked about.
    pub judged: i64,
}

/// `GET`, `POST /desk/policy/new`.
///
/// Form: the fields of [`RuleForm`], and `act` = `check`, `test` or `propose`.
#[derive(Debug, Template)]
#[template(path = "policy_edit.html")]
pub struct PolicyEditPage {
    /// The frame.
    pub frame: Frame,
    /// What was typed.
    pub form: RuleForm,
    /// Territories that this desk decides on: value and words, empty for everywhere.
    pub scopes: Vec<(String, String)>,
    /// What is wrong with the name.
    pub name_problem: bool,
    /// What is wrong with the rule, each a French sentence.
    pub problems: Vec<String>,
    /// It was checked, and nothing is wrong.
    pub sound: bool,
    /// What it would have done.
    pub report: Option<Tried>,
}

/// A rule as it is typed.
#[derive(Debug, Clone, Default)]
pub struct RuleForm {
    /// What people call it.
    pub name: String,
    /// Where it is to hold.
    pub scope: String,
    /// When it applies, in CEL.
    pub when: String,
    /// What becomes of the letter.
    pub outcome: String,
    /// What it does when a signal is missing.
    pub if_unavailable: String,
    /// What the desk is told.
    pub text: String,
    /// Why it may make the answer milder.
    pub relief: String,
    /// What it is for.
    pub note: String,
}

/// `GET`, `POST /desk/policy/signature`.
///
/// Form: the fields of [`SignatureForm`], `effect` = `hold` or `sign`, and `act` = `check`, `test` or `propose`.
#[derive(Debug, Template)]
#[template(path = "signature_edit.html")]
pub struct SignatureEditPage {
    /// The frame.
    pub frame: Frame,
    /// What was typed.
    pub form: SignatureForm,
    /// Territories that this desk decides on: value and words, empty for everywhere.
    pub scopes: Vec<(String, String)>,
    /// What is wrong with the name.
    pub name_problem: bool,
    /// What is wrong with the rest, each a French sentence.
    pub problems: Vec<String>,
    /// It was checked, and nothing is wrong: disguised examples that are recognised, of how many.
    pub sound: Option<(usize, usize)>,
    /// What it would have done.
    pub report: Option<Tried>,
}

/// A signature as it is typed.
#[derive(Debug, Clone)]
pub struct SignatureForm {
    /// What people call it.
    pub name: String,
    /// Where it is to hold.
    pub scope: String,
    /// Words and expressions, one a line.
    pub terms: String,
    /// They are looked for as they are written.
    pub exact: bool,
    /// What they announce, by its code.
    pub label: String,
    /// They hold a letter.
    pub holds: bool,
    /// What the desk is told.
    pub reason: String,
    /// Letters in which it must be found, one a line.
    pub positive: String,
    /// Letters that it must let pass, one a line.
    pub negative: String,
    /// What it is for.
    pub note: String,
}

impl SignatureEditPage {
    /// What words may announce: the code and its phrase.
    fn labels() -> [(&'static str, String); 4] {
        let labels = [Label::Attack, Label::Death, Label::Violence, Label::Blackmail].map(Label::code);
        labels.map(|code| (code, format!("signature-label-{code}")))
    }
}

/// `GET /desk/policy/{id}`, `POST /desk/policy/{id}/test`.
///
/// Forms: `/desk/policy/{id}/test` (`days`), `/desk/policy/{id}/move` (`to`, `share`, `urgent`, `note`).
#[derive(Debug, Template)]
#[template(path = "policy.html")]
pub struct PolicyPage {
    /// The frame.
    pub frame: Frame,
    /// The version.
    pub row: PolicyRow,
    /// Its text.
    pub text: String,
    /// Decisions that it changed when it was last tried, and of how many.
    pub tested: Option<(i64, i64)>,
    /// What the try that was asked for found.
    pub report: Option<Tried>,
    /// A move was not possible any more.
    pub too_late: bool,
    /// Letters that it would hold, of how many: too many to come into force.
    pub broad: Option<(i64, i64)>,
}

/// What a try found, as it is shown.
#[derive(Debug, Clone)]
pub struct Tried {
    /// The figures.
    pub report: Report,
    /// Decisions that would have been otherwise: the message, what was, what would have been.
    pub samples: Vec<(MessageId, &'static str, &'static str)>,
}

/// Outcomes of a policy, in the order of a report's figures.
const OUTCOMES: [&str; 4] = ["deliver", "waves", "slow_waves", "hold"];

impl Tried {
    /// The figures with the samples apart.
    pub fn new(report: Report) -> Tried {
        let samples = report.samples.iter().map(|one| (one.message, one.before.code(), one.after.code())).collect();
        Tried { report, samples }
    }
    fn lines(&self) -> Vec<(String, i64, i64)> {
        let line =
            |(n, code): (usize, &&str)| (format!("policy-outcome-{code}"), self.report.before[n], self.report.after[n]);
        OUTCOMES.iter().enumerate().map(line).collect()
    }
    fn load(&self, locale: Locale) -> (String, String) {
        let (before, after) = self.report.held_per_day();
        (decimal(before, locale), decimal(after, locale))
    }
    fn load_per_thousand(&self, locale: Locale) -> Option<(String, String)> {
        let (before, after) = self.report.held_per_1000_pupils_a_month()?;
        Some((decimal(before, locale), decimal(after, locale)))
    }
}

/// A number with one decimal, as the language writes it.
fn decimal(number: f64, locale: Locale) -> String {
    let text = format!("{number:.1}");
    if locale == Locale::Fr { text.replace('.', ",") } else { text }
}

impl PolicyEditPage {
    fn outcomes() -> [&'static str; 4] {
        OUTCOMES
    }
}

impl PolicyRow {
    fn state_key(&self) -> String {
        // The text of the program's own policy is kept to decide again what it decided; it is not moved.
        let own = self.title.starts_with("preau.");
        if own { "policy-state-own".to_owned() } else { format!("policy-state-{}", self.state.code()) }
    }
    fn kind_key(&self) -> String {
        format!("policy-kind-{}", self.kind.code())
    }
    fn tone(&self) -> &'static str {
        match self.state {
            PolicyState::Active | PolicyState::Partial => "clear",
            PolicyState::Demoted => "danger",
            _ => "plain",
        }
    }
    /// Whether it may go there now; an emergency is asked apart.
    fn may(&self, to: PolicyState) -> bool {
        let whole = self.kind != PolicyKind::Base || !matches!(to, PolicyState::Shadow | PolicyState::Partial);
        let confirms = self.state == PolicyState::Active && to == PolicyState::Active && self.until.is_some();
        whole && (self.state.may_become(to) || confirms)
    }
    fn may_urgently(&self) -> bool {
        self.state.may_become_urgently(PolicyState::Active)
    }
}
