//! Words that the desk has recognised in letters: written with their examples, tried, kept as a version of the policy.

use actions::policy::{self, Checked, NewVersion, OneSignature, Signature, Span};
use axum::{http::StatusCode, response::Response};
use model::{Actor, limits, policy::PolicyKind, verdict::Label};

use super::{
    policy::{DAYS, keep, offered, scopes},
    show::{page, page_as},
};
use crate::{
    error::{Error, Result},
    forms::{Fields, Filled},
    session::Ask,
    views::{Here, SignatureEditPage, SignatureForm, Tried},
};

pub(crate) async fn edit(ask: Ask) -> Result<Response> {
    page(&blank(&ask, typed(&Fields(vec![]))).await?)
}

pub(crate) async fn write(ask: Ask, Filled(fields): Filled) -> Result<Response> {
    let mut shown = blank(&ask, typed(&fields)).await?;
    let text = file(&shown.form, &ask.actor);
    let signature = match Signature::parse(&text) {
        Ok(signature) => signature,
        Err(refused) => {
            shown.problems = refused;
            return page_as(StatusCode::UNPROCESSABLE_ENTITY, &shown);
        }
    };
    let Some(scope) = offered(&shown.scopes, &shown.form.scope) else { return Err(Error::NotFound) };
    shown.sound = Some(signature.disguised);
    match fields.get("act") {
        "propose" => {
            let (form, kind) = (&shown.form, PolicyKind::Signature);
            let new = NewVersion { kind, name: &form.name, text: &text, note: &form.note, scope };
            let kept = keep(&ask, &new).await?;
            shown.name_problem = kept.is_none();
            kept.map_or_else(|| page_as(StatusCode::UNPROCESSABLE_ENTITY, &shown), Ok)
        }
        "test" => {
            let (app, span) = (ask.app(), Span { days: DAYS, scope });
            let report = policy::back_test(&app.db, Checked::Signature(Box::new(signature)), &span, app.now()).await?;
            shown.report = Some(Tried::new(report));
            page(&shown)
        }
        _ => page(&shown),
    }
}

fn typed(fields: &Fields) -> SignatureForm {
    let field = |name: &str| fields.get(name).trim().to_owned();
    SignatureForm {
        name: field("name"),
        scope: field("scope"),
        terms: field("terms"),
        exact: fields.get("exact") == "yes",
        label: if fields.get("label").is_empty() { Label::Attack.code().to_owned() } else { field("label") },
        holds: fields.get("effect") != "sign",
        reason: model::text::cut(&field("reason"), limits::POLICY_SENTENCE_BYTES_MAX).to_owned(),
        positive: field("positive"),
        negative: field("negative"),
        note: model::text::cut(&field("note"), limits::POLICY_SENTENCE_BYTES_MAX).to_owned(),
    }
}

/// The file that says what was typed.
fn file(form: &SignatureForm, author: &Actor) -> String {
    let lines = |text: &str| -> Vec<String> {
        text.lines().map(str::trim).filter(|line| !line.is_empty()).map(ToOwned::to_owned).collect()
    };
    let signature = OneSignature {
        name: if form.name.is_empty() { "essai" } else { &form.name },
        author: &author.name,
        terms: &lines(&form.terms),
        exact: form.exact,
        label: Label::from_code(&form.label).unwrap_or(Label::Attack),
        holds: form.holds,
        reason: &form.reason,
        positive: &lines(&form.positive),
        negative: &lines(&form.negative),
    };
    signature.text()
}

async fn blank(ask: &Ask, form: SignatureForm) -> Result<SignatureEditPage> {
    Ok(SignatureEditPage {
        frame: ask.frame(Here::Desk).await?,
        form,
        scopes: scopes(&ask.actor),
        name_problem: false,
        problems: vec![],
        sound: None,
        report: None,
    })
}
