//! What anybody may ask: is this notice genuine, and what do schools say in public.

use actions::{
    App,
    notice::{self, PublicNotice, Verified},
    rumour,
};
use askama::Template as _;
use axum::{http::StatusCode, response::Response};
use model::notice::{NotCode, NoticeState};

use super::text_for;
use crate::{
    dates::{Calendar, zone},
    error::Result,
    locale::Locale,
    pages::show::{minutes, page, page_as, retry_after},
    session::Guest,
    views::notices::{PointFile, PointPage, PublicView, RumourView, VerifyAnswer, VerifyPage},
};

/// Bytes of what is typed as a code that are read.
const CODE_BYTES_MAX: usize = 80;

fn view(locale: Locale, found: &PublicNotice) -> Result<PublicView> {
    Ok(PublicView {
        state: found.notice.state,
        text: text_for(locale, &found.notice, &found.places)?,
        correction: found.notice.replaces.is_some(),
    })
}

/// Whether a notice is genuine, by its code.
pub(crate) async fn verify(guest: Guest) -> Result<Response> {
    let code = model::text::cut(guest.query("code").trim(), CODE_BYTES_MAX).to_owned();
    let locale = guest.visitor.locale;
    let mut wait = None;
    let answer = if code.is_empty() {
        VerifyAnswer::Blank
    } else {
        match notice::verify(guest.app(), guest.visitor.browser(), &code).await? {
            Verified::Genuine(found) => genuine(locale, &found)?,
            Verified::Unknown => VerifyAnswer::Unknown,
            Verified::NotCode(NotCode::Shape) => VerifyAnswer::Shape,
            Verified::NotCode(NotCode::Check) => VerifyAnswer::Check,
            Verified::Wait(time) => {
                wait = Some(time);
                VerifyAnswer::Wait(minutes(time))
            }
        }
    };
    let status = if wait.is_some() { StatusCode::TOO_MANY_REQUESTS } else { StatusCode::OK };
    let mut response = page_as(status, &VerifyPage { frame: guest.frame(), code, answer })?;
    if let Some(time) = wait {
        retry_after(&mut response, time);
    }
    Ok(response)
}

fn genuine(locale: Locale, found: &PublicNotice) -> Result<VerifyAnswer> {
    let ended_at = found.notice.ended_at();
    Ok(match found.notice.state {
        NoticeState::Withdrawn => VerifyAnswer::Withdrawn(ended_at, view(locale, found)?),
        NoticeState::Corrected => {
            let shown = found.after.clone().filter(|notice| notice.state.is_shown());
            let newest = shown.map(|notice| PublicNotice { notice, places: found.places.clone(), after: None });
            VerifyAnswer::Corrected(ended_at, newest.map(|newest| view(locale, &newest)).transpose()?)
        }
        _ => VerifyAnswer::Genuine(view(locale, found)?),
    })
}

/// What schools say in public.
pub(crate) async fn point(guest: Guest) -> Result<Response> {
    let (notices, rumours) = said(guest.app(), guest.visitor.locale).await?;
    page(&PointPage { frame: guest.frame(), notices, rumours })
}

async fn said(app: &App, locale: Locale) -> Result<(Vec<PublicView>, Vec<RumourView>)> {
    let notices = notice::on_public_page(app).await?;
    let notices = notices.iter().map(|one| view(locale, one)).collect::<Result<Vec<_>>>()?;
    let rumours = rumour::on_public_page(app).await?.into_iter().map(rumour_view).collect();
    Ok((notices, rumours))
}

/// A rumour as anybody sees it.
pub(super) fn rumour_view(told: rumour::Told) -> RumourView {
    RumourView {
        at: told.rumour.answered_at(),
        claim: told.rumour.claim,
        answer: told.rumour.answer,
        schools: told.schools,
    }
}

/// The public page as files that another host serves: names, and whole pages.
pub(crate) async fn status_files(app: &App) -> Result<Vec<(&'static str, String)>> {
    let mut files = Vec::new();
    for (name, locale) in [("index.html", Locale::Fr), ("en.html", Locale::En)] {
        let (notices, rumours) = said(app, locale).await?;
        let clock = Calendar { now: app.now(), zone: zone("Europe/Paris"), locale };
        let file = PointFile { clock, verify: format!("{}/verify", app.issuer), notices, rumours };
        files.push((name, file.render()?));
    }
    Ok(files)
}
