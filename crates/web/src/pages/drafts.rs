//! Messages not yet sent.

use actions::{
    schedule,
    write::{self, ListedDraft},
};
use axum::response::Response;
use model::{DraftId, text};

use super::show::{go_and_say, page, there};
use crate::{
    error::Result,
    locale::Locale,
    session::{Ask, Id},
    views::{DraftRow, DraftsPage, Here, Problem, Said},
};

/// Bytes of a draft that its row shows.
const EXCERPT_BYTES: usize = 140;

pub(crate) async fn show(ask: Ask) -> Result<Response> {
    let drafts = write::listed(ask.app(), &ask.actor).await?;
    page(&DraftsPage {
        frame: ask.frame(Here::Drafts).await?,
        drafts: drafts.into_iter().map(|one| row(one, ask.locale())).collect(),
    })
}

/// Makes a draft of it again.
pub(crate) async fn unschedule(ask: Ask, Id(id): Id<DraftId>) -> Result<Response> {
    there(schedule::cancel(ask.app(), &ask.actor, id).await?)?;
    Ok(go_and_say("/drafts", Said::Unscheduled))
}

fn row(listed: ListedDraft, locale: Locale) -> DraftRow {
    let ListedDraft { draft, names, files, send_at, refused } = listed;
    let others = draft.to.len().saturating_sub(names.len());
    let more = if others > 0 && !names.is_empty() { format!(", +{others}") } else { String::new() };
    DraftRow {
        id: draft.id,
        to: format!("{}{more}", names.join(", ")),
        excerpt: text::cut(&draft.body, EXCERPT_BYTES).to_owned(),
        subject: draft.subject,
        saved_at: draft.updated_at,
        files,
        send_at: send_at.filter(|_| refused.is_none()),
        not_sent: refused.map(|why| Problem::Refused(why, None).words(locale)),
    }
}

pub(crate) async fn delete(ask: Ask, Id(id): Id<DraftId>) -> Result<Response> {
    there(write::discard(ask.app(), &ask.actor, id).await?)?;
    Ok(go_and_say("/drafts", Said::DraftDeleted))
}
