//! Writing a notice: a kind, its text, what is said of it, and the draft.

use actions::{notice, notice::Drafted, reset::board};
use axum::{http::StatusCode, response::Response};
use model::{
    Role,
    notice::{NoticeState, Place, sms},
    territory::Scope,
};
use uuid::Uuid;

use super::form;
use crate::{
    error::{Error, Result},
    forms::Filled,
    pages::show::{fragment, go_and_say, page_as},
    session::{Ask, Id},
    views::{
        Here, PlaceChoice, Said,
        notices::{FindingLine, NoticeForm, NoticeNewPage, NoticeWrong, SmsCost},
    },
};

/// What kind; then its text, or that of the notice that is to be corrected.
pub(crate) async fn new(ask: Ask) -> Result<Response> {
    let mut form = form::read(ask.fields());
    if let Some(old) = form.replaces {
        let kind = form.kind;
        form = of_notice(&ask, old).await?;
        (form.kind, form.replaces, form.edits) = (kind.or(form.kind), Some(old), None);
    }
    let clock = ask.visitor.clock(ask.app());
    form = form::proposed(form, &clock);
    form.id = Some(form.id.unwrap_or_else(|| ask.app().id()));
    if form.scopes.is_empty() && form.codes.is_empty() {
        form.scopes.extend(ask.actor.heads().next().map(|one| Scope::School(one.school).to_string()));
    }
    if form.kind.is_some() && form.texts.fr.is_empty() {
        let names = names(&ask, &form).await?;
        form = form::filled(&ask, form, &names);
    }
    see(&ask, StatusCode::OK, form, Vec::new()).await
}

/// Fills the text in again, or looks at what was typed.
pub(crate) async fn look(ask: Ask, Filled(fields): Filled) -> Result<Response> {
    let mut form = form::read(&fields);
    if fields.get("do") == "fill" {
        let names = names(&ask, &form).await?;
        form = form::filled(&ask, form, &names);
    }
    see(&ask, StatusCode::OK, form, Vec::new()).await
}

/// The form, with what is said of its text.
async fn see(ask: &Ask, status: StatusCode, form: NoticeForm, wrong: Vec<NoticeWrong>) -> Result<Response> {
    let (typed, mut of_form) = form::typed(ask, &form).await?;
    of_form.retain(|one| !wrong.contains(one));
    let looked = if form.kind.is_some() { notice::look(ask.app(), &ask.actor, &typed).await? } else { None };
    let (findings, people) = looked.unwrap_or_default();
    let costs = form.texts.languages().filter(|(_, words)| !words.sms.is_empty());
    let view = NoticeNewPage {
        frame: ask.frame(Here::Desk).await?,
        places: choices(ask, &form.scopes).await?,
        by_code: ask.actor.has(Role::Desk),
        wrong: wrong.into_iter().chain(of_form).collect(),
        findings: findings.into_iter().map(|one| FindingLine::of(one, &form.texts)).collect(),
        costs: costs.map(|(language, words)| SmsCost { language, cost: sms::cost(&words.sms) }).collect(),
        people,
        form,
    };
    match ask.fragment() {
        Some("findings") => fragment(&view.as_findings()),
        _ => page_as(status, &view),
    }
}

/// The schools and classes that somebody may choose from, and those that are chosen already.
pub(super) async fn choices(ask: &Ask, chosen: &[String]) -> Result<Vec<PlaceChoice>> {
    let own = board::places(ask.app(), &ask.actor).await?.into_iter();
    let mut places: Vec<PlaceChoice> = own
        .filter(|place| form::place(&place.scope).is_some())
        .map(|place| PlaceChoice { scope: place.scope, name: place.name })
        .collect();
    for scope in chosen.iter().filter_map(|text| text.parse::<Scope>().ok()) {
        if form::place(&scope).is_some() && !places.iter().any(|place| place.scope == scope) {
            let name = board::name(ask.app(), &scope).await?;
            places.extend(name.map(|name| PlaceChoice { scope, name: Some(name) }));
        }
    }
    Ok(places)
}

/// Names of the chosen places.
async fn names(ask: &Ask, form: &NoticeForm) -> Result<Vec<String>> {
    let (scopes, _) = form::scopes(ask, &form.scopes, &form.codes).await?;
    let mut names = Vec::new();
    for scope in scopes.iter().take(2) {
        names.extend(board::name(ask.app(), scope).await?);
    }
    Ok(names)
}

/// Keeps a draft.
pub(crate) async fn keep(ask: Ask, Filled(fields): Filled) -> Result<Response> {
    let form = form::read(&fields);
    let (typed, of_form) = form::typed(&ask, &form).await?;
    if !of_form.is_empty() {
        return see(&ask, StatusCode::UNPROCESSABLE_ENTITY, form, of_form).await;
    }
    let drafted = notice::draft(ask.app(), &ask.actor, typed).await?;
    answer(&ask, form, drafted).await
}

async fn answer(ask: &Ask, form: NoticeForm, drafted: Drafted) -> Result<Response> {
    let wrong = match drafted {
        Drafted::Kept(id) => return Ok(go_and_say(&format!("/notices/{id}"), Said::NoticeKept)),
        Drafted::NotAllowed => return Err(Error::NotFound),
        Drafted::Wrong(wrong) => form::as_wrong(wrong),
        Drafted::NobodyThere(places) => places.into_iter().map(NoticeWrong::Nobody).collect(),
        Drafted::TooLate => vec![NoticeWrong::TooLate],
    };
    see(ask, StatusCode::UNPROCESSABLE_ENTITY, form, wrong).await
}

/// A draft of one's own, to be written again.
pub(crate) async fn edit(ask: Ask, Id(id): Id<Uuid>) -> Result<Response> {
    let form = of_notice(&ask, id).await?;
    if form.edits.is_none() {
        return Err(Error::NotFound);
    }
    see(&ask, StatusCode::OK, form, Vec::new()).await
}

/// The form that a notice would have been made by.
async fn of_notice(ask: &Ask, id: Uuid) -> Result<NoticeForm> {
    let sight = notice::sight(ask.app(), &ask.actor, id).await?.ok_or(Error::NotFound)?;
    let notice = &sight.listed.notice;
    let clock = ask.visitor.clock(ask.app());
    let scope = |place: Place| match place {
        Place::School(school) => Scope::School(school).to_string(),
        Place::Section(section) => Scope::Section(section).to_string(),
    };
    let own_draft = sight.listed.own && notice.state == NoticeState::Draft;
    // A correction has another code, and a next word that is still to come.
    let (mut texts, to_come) = (notice.texts()?, |at: &model::Millis| *at > clock.now);
    if !own_draft {
        texts = texts.without_code(&notice.code()?.to_string());
    }
    Ok(NoticeForm {
        kind: Some(notice.kind),
        scopes: sight.listed.places.iter().map(|place| scope(place.place().place())).collect(),
        codes: String::new(),
        pupils: notice.pupils,
        staff: notice.staff,
        public: notice.public,
        next: notice.next_word_at().filter(to_come).map(|at| clock.typed(at)).unwrap_or_default(),
        variables: std::collections::BTreeMap::new(),
        texts,
        id: None,
        campaign: notice.campaign(),
        replaces: notice.replaces,
        edits: own_draft.then_some((id, notice.revision)),
    })
}

/// Writes a draft again.
pub(crate) async fn rewrite(ask: Ask, Id(id): Id<Uuid>, Filled(fields): Filled) -> Result<Response> {
    let form = form::read(&fields);
    let Some((_, revision)) = form.edits.filter(|(edits, _)| *edits == id) else { return Err(Error::NotFound) };
    let (typed, of_form) = form::typed(&ask, &form).await?;
    if !of_form.is_empty() {
        return see(&ask, StatusCode::UNPROCESSABLE_ENTITY, form, of_form).await;
    }
    let drafted = notice::edit(ask.app(), &ask.actor, id, revision, typed).await?;
    answer(&ask, form, drafted).await
}
