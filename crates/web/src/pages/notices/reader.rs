//! Notices as those read them whom they are for: nothing closes these pages.

use actions::notice::{self, Acknowledged};
use axum::response::Response;
use model::notice::changes;
use uuid::Uuid;

use super::{place_names, text_for, texts};
use crate::{
    error::{Error, Result},
    forms::Filled,
    pages::show::{go_and_say, page},
    session::{Ask, Id},
    views::{
        Band, Here, Said, Tone,
        notices::{NoticeLine, NoticeReadPage, language, tone},
    },
};

/// One notice.
pub(crate) async fn read(ask: Ask, Id(id): Id<Uuid>) -> Result<Response> {
    let shown = notice::open(ask.app(), &ask.actor, id).await?.ok_or(Error::NotFound)?;
    let found = &shown.mine.notice;
    let text = text_for(ask.locale(), found, &shown.places)?;
    let changes = match &shown.before {
        Some(before) => {
            let old = texts(before, &shown.places)?;
            let same = old.iter().find(|one| one.language == text.language);
            same.map(|old| (changes(&old.words, &text.words), before.sent_at()))
        }
        None => None,
    };
    let mut frame = ask.frame(Here::Official).await?;
    // The page says all that the band says, and more.
    frame.bands.retain(|band| band.href.as_deref() != Some(path(id).as_str()));
    page(&NoticeReadPage {
        frame,
        id,
        state: found.state,
        text,
        acknowledged_at: shown.mine.acknowledged_at(),
        changes,
        ended_at: found.ended_at(),
        note: found.note.clone(),
        after: shown.after,
    })
}

fn path(id: Uuid) -> String {
    format!("/official/notices/{id}")
}

/// « J’ai lu. »
pub(crate) async fn acknowledge(ask: Ask, Id(id): Id<Uuid>, Filled(_): Filled) -> Result<Response> {
    let said = match notice::acknowledge(ask.app(), &ask.actor, id).await? {
        Acknowledged::Yes => Said::NoticeRead,
        Acknowledged::Changed => Said::NoticeChanged,
        Acknowledged::NotFound => return Err(Error::NotFound),
    };
    Ok(go_and_say(&path(id), said))
}

/// The notices of a reader, among official information.
pub(in crate::pages) async fn lines(ask: &Ask) -> Result<Vec<NoticeLine>> {
    let mine = notice::mine(ask.app(), &ask.actor).await?;
    let line = |(one, places): (store::notice::Mine, Vec<store::notice::NamedPlace>)| {
        let texts = one.notice.texts()?;
        Ok(NoticeLine {
            id: one.notice.id,
            title: texts.for_reader(language(ask.locale())).1.title.clone(),
            place: crate::views::notices::places(ask.locale(), &place_names(&places)),
            sent_at: one.notice.sent_at().unwrap_or_default(),
            acknowledged: one.acknowledged_at().is_some(),
            withdrawn: !one.notice.state.is_shown(),
            correction: one.notice.replaces.is_some(),
        })
    };
    mine.into_iter().map(line).collect()
}

/// The notices that stand above everything else on every page of a reader.
pub(in crate::pages) async fn bands(ask: &Ask) -> Result<Vec<Band>> {
    let locale = ask.locale();
    let pinned = notice::pinned(ask.app(), &ask.actor).await?;
    let band = |one: store::notice::Mine| {
        let texts = one.notice.texts()?;
        let title = texts.for_reader(language(locale)).1.title.clone();
        let (key, tone) = match (one.notice.state.is_shown(), one.acknowledged_at()) {
            (false, _) => ("band-notice-withdrawn", Tone::Caution),
            (true, None) => ("band-notice", tone(one.notice.kind)),
            (true, Some(_)) => ("band-notice-read", Tone::Plain),
        };
        Ok(Band {
            tone,
            sentence: locale.say(key).arg("title", title).to_string(),
            until: None,
            href: Some(path(one.notice.id)),
        })
    };
    pinned.into_iter().map(band).collect()
}
