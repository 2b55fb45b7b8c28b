//! The desk's policies: read, written, tried on the log, moved.

use actions::{
    policy::{self, Moved, NewVersion, OneRule, Order, Proposed, Span},
    rule_files,
};
use axum::{http::StatusCode, response::Response};
use model::{
    Actor, Role, limits,
    policy::{PolicyKind, PolicyState},
    territory::{self, Scope},
};
use store::{policy::Policy, rule_set::RuleSet};
use uuid::Uuid;

use super::show::{go, page, page_as};
use crate::{
    error::{Error, Result},
    forms::{Fields, Filled},
    session::{Ask, Id},
    views::{Here, NodeRules, PoliciesPage, PolicyEditPage, PolicyPage, PolicyRow, RuleForm, Tried},
};

/// Days of the log on which a rule is tried unless another number is asked for.
pub(super) const DAYS: i64 = 30;

pub(crate) async fn list(ask: Ask) -> Result<Response> {
    let found = policy::list(ask.app(), Some(&ask.actor)).await?;
    let rows = found.iter().map(|version| row(version, &ask.actor)).collect();
    let nodes = rule_files::sight(ask.app(), &ask.actor).await?.iter().map(node).collect();
    page(&PoliciesPage { frame: ask.frame(Here::Desk).await?, rows, nodes })
}

fn node(of: &RuleSet) -> NodeRules {
    NodeRules {
        node: of.node.simple().to_string().chars().take(8).collect(),
        files: of.files,
        rules: of.rules,
        since: of.since(),
        faults: of.faults(),
    }
}

pub(crate) async fn show(ask: Ask, Id(id): Id<Uuid>) -> Result<Response> {
    let shows = Shows { too_late: ask.query("moved") == "no", ..Shows::default() };
    shown(&ask, id, shows).await
}

pub(crate) async fn test(ask: Ask, Id(id): Id<Uuid>, Filled(form): Filled) -> Result<Response> {
    let days = form.read("days").unwrap_or(DAYS);
    let Some(report) = policy::test(ask.app(), Some(&ask.actor), id, days).await? else { return Err(Error::NotFound) };
    shown(&ask, id, Shows { report: Some(Tried::new(report)), ..Shows::default() }).await
}

pub(crate) async fn move_to(ask: Ask, Id(id): Id<Uuid>, Filled(form): Filled) -> Result<Response> {
    let Some(to) = PolicyState::from_code(form.get("to")) else { return Err(Error::NotFound) };
    let share = form.read("share").unwrap_or(100);
    let order = Order { to, share, urgent: form.get("urgent") == "yes", note: form.get("note") };
    match policy::move_to(ask.app(), Some(&ask.actor), id, &order).await? {
        Moved::Yes => Ok(go(&format!("/desk/policy/{id}"))),
        Moved::NotFrom(_) | Moved::TooMany => Ok(go(&format!("/desk/policy/{id}?moved=no"))),
        Moved::TooBroad { held, of } => shown(&ask, id, Shows { broad: Some((held, of)), ..Shows::default() }).await,
        Moved::NotFound => Err(Error::NotFound),
    }
}

pub(crate) async fn edit(ask: Ask) -> Result<Response> {
    let form = RuleForm { outcome: "hold".to_owned(), if_unavailable: "pass".to_owned(), ..RuleForm::default() };
    page(&blank(&ask, form).await?)
}

pub(crate) async fn write(ask: Ask, Filled(fields): Filled) -> Result<Response> {
    let form = typed(&fields);
    let text = rule(&form).text();
    let mut shown = blank(&ask, form).await?;
    let checked = match policy::check(PolicyKind::Overlay, &text) {
        Ok(checked) => checked,
        Err(refused) => {
            shown.problems = refused;
            return page_as(StatusCode::UNPROCESSABLE_ENTITY, &shown);
        }
    };
    let Some(scope) = offered(&shown.scopes, &shown.form.scope) else { return Err(Error::NotFound) };
    match fields.get("act") {
        "propose" => {
            let form = &shown.form;
            let (name, note) = (form.name.as_str(), form.note.as_str());
            let new = NewVersion { kind: PolicyKind::Overlay, name, text: &text, note, scope };
            let kept = keep(&ask, &new).await?;
            shown.name_problem = kept.is_none();
            kept.map_or_else(|| page_as(StatusCode::UNPROCESSABLE_ENTITY, &shown), Ok)
        }
        "test" => {
            let (app, span) = (ask.app(), Span { days: DAYS, scope });
            let report = policy::back_test(&app.db, checked, &span, app.now()).await?;
            shown.report = Some(Tried::new(report));
            page(&shown)
        }
        _ => {
            shown.sound = true;
            page(&shown)
        }
    }
}

/// Keeps a version that was checked, and goes to its page; `None`: its name cannot be one.
pub(super) async fn keep(ask: &Ask, new: &NewVersion<'_>) -> Result<Option<Response>> {
    match policy::propose(ask.app(), Some(&ask.actor), new).await? {
        Proposed::Yes { id, .. } => Ok(Some(go(&format!("/desk/policy/{id}")))),
        Proposed::Scope => Err(Error::NotFound),
        Proposed::Name | Proposed::Refused(_) => Ok(None),
    }
}

fn typed(fields: &Fields) -> RuleForm {
    let field = |name: &str| fields.get(name).trim().to_owned();
    RuleForm {
        name: field("name"),
        scope: field("scope"),
        when: field("when"),
        outcome: field("outcome"),
        if_unavailable: field("if_unavailable"),
        text: field("text"),
        relief: field("relief"),
        note: model::text::cut(&field("note"), limits::POLICY_SENTENCE_BYTES_MAX).to_owned(),
    }
}

fn rule(form: &RuleForm) -> OneRule<'_> {
    OneRule {
        id: if form.name.is_empty() { "essai" } else { &form.name },
        when: &form.when,
        outcome: &form.outcome,
        if_unavailable: &form.if_unavailable,
        text: &form.text,
        relief: &form.relief,
        note: &form.note,
    }
}

async fn blank(ask: &Ask, form: RuleForm) -> Result<PolicyEditPage> {
    Ok(PolicyEditPage {
        frame: ask.frame(Here::Desk).await?,
        form,
        scopes: scopes(&ask.actor),
        name_problem: false,
        problems: vec![],
        sound: false,
        report: None,
    })
}

/// The territories that an actor decides on.
pub(super) fn scopes(actor: &Actor) -> Vec<(String, String)> {
    let held = actor.roles.iter().filter(|grant| matches!(grant.role, Role::Desk | Role::Operator));
    let mut scopes: Vec<(String, String)> = held
        .filter(|grant| policy::is_territory(&grant.scope))
        .map(|grant| (grant.scope.to_string(), scope_name(&grant.scope, actor)))
        .collect();
    scopes.sort();
    scopes.dedup();
    scopes
}

/// The territory that was chosen among those that were offered.
pub(super) fn offered(scopes: &[(String, String)], chosen: &str) -> Option<Scope> {
    scopes.iter().find(|(value, _)| value == chosen)?.0.parse().ok()
}

fn scope_name(scope: &Scope, actor: &Actor) -> String {
    match scope {
        Scope::All => String::new(),
        Scope::Academie(code) => territory::academie_name(*code).map_or_else(|| code.to_string(), str::to_owned),
        Scope::School(school) => {
            let known = actor.affiliations.iter().find(|affiliation| affiliation.school == *school);
            known.map_or_else(|| scope.to_string(), |affiliation| affiliation.school_name.clone())
        }
        other => other.to_string(),
    }
}

/// What a version's page shows of what was just done.
#[derive(Default)]
struct Shows {
    report: Option<Tried>,
    too_late: bool,
    broad: Option<(i64, i64)>,
}

async fn shown(ask: &Ask, id: Uuid, shows: Shows) -> Result<Response> {
    let Some(version) = policy::get(ask.app(), Some(&ask.actor), id).await? else { return Err(Error::NotFound) };
    page(&PolicyPage {
        frame: ask.frame(Here::Desk).await?,
        row: row(&version, &ask.actor),
        tested: version.tested_hits.zip(version.tested_of),
        text: version.text,
        report: shows.report,
        too_late: shows.too_late,
        broad: shows.broad,
    })
}

fn row(version: &Policy, actor: &Actor) -> PolicyRow {
    PolicyRow {
        id: version.id,
        title: version.title(),
        kind: version.kind,
        state: version.state,
        share: version.share,
        scope: scope_name(&version.scope, actor),
        note: version.note.clone(),
        since: version.changed_at(),
        until: version.expires_at(),
        hits: version.hits,
        judged: version.judged,
    }
}
