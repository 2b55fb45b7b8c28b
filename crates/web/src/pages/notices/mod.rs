//! Notices to families, for those who write them and read them over.

mod author;
mod form;
mod public;
mod reader;
mod rumours;

use actions::notice::{self, Approved, Listed, Sent, Sight, Submitted, Withdrawn};
use axum::response::Response;
use model::notice::sms;
use uuid::Uuid;

pub(super) use self::reader::{bands, lines};
pub(crate) use self::{
    author::{edit, keep, look, new, rewrite},
    public::{point, status_files, verify},
    reader::{acknowledge, read},
    rumours::{act as act_on_rumour, list as rumours, open as open_rumour},
};
use super::show::{go_and_say, page};
use crate::{
    error::{Error, Result},
    forms::Filled,
    locale::Locale,
    session::{Ask, Id},
    views::{
        Here, Said,
        notices::{
            ChannelRow, ClassRow, FindingLine, MissingPage, MissingRow, NoticePage, NoticeRow, NoticeText, NoticesPage,
            SmsCost,
        },
    },
};

pub(crate) async fn list(ask: Ask) -> Result<Response> {
    let found = notice::list(ask.app(), &ask.actor).await?;
    let rows = found.iter().map(row).collect::<Result<Vec<_>>>()?;
    page(&NoticesPage { frame: ask.frame(Here::Desk).await?, rows })
}

/// A place by name: « 2NDE 4, Lycée Simone-Vallier ».
fn place_names(places: &[store::notice::NamedPlace]) -> Vec<String> {
    let name = |place: &store::notice::NamedPlace| match &place.section_name {
        Some(section) => format!("{section}, {}", place.school_name),
        None => place.school_name.clone(),
    };
    places.iter().map(name).collect()
}

fn row(listed: &Listed) -> Result<NoticeRow> {
    let notice = &listed.notice;
    Ok(NoticeRow {
        id: notice.id,
        kind: notice.kind,
        title: notice.texts()?.fr.title,
        places: place_names(&listed.places),
        state: notice.state,
        author: notice.author_name.clone(),
        at: notice.sent_at().or(notice.submitted_at()).unwrap_or(notice.drafted_at()),
        version: notice.version,
        own: listed.own,
        decides: listed.decides,
    })
}

/// The texts of a notice, French first.
fn texts(notice: &store::notice::Notice, places: &[store::notice::NamedPlace]) -> Result<Vec<NoticeText>> {
    let texts = notice.texts()?;
    let code = notice.code()?.to_string();
    let text = |(language, words): (_, &model::notice::Words)| NoticeText {
        language,
        words: words.clone(),
        places: place_names(places),
        sent_at: notice.sent_at(),
        next_word_at: notice.next_word_at(),
        code: code.clone(),
    };
    Ok(texts.languages().map(text).collect())
}

/// The text of a notice for readers of a locale.
fn text_for(
    locale: Locale,
    notice: &store::notice::Notice,
    places: &[store::notice::NamedPlace],
) -> Result<NoticeText> {
    let mut texts = texts(notice, places)?;
    let wanted = crate::views::notices::language(locale);
    let at = texts.iter().position(|text| text.language == wanted).unwrap_or(0);
    Ok(texts.swap_remove(at))
}

/// One notice: its text, what is said of it, whom it has reached, and what may be done with it.
pub(crate) async fn show(ask: Ask, Id(id): Id<Uuid>) -> Result<Response> {
    let sight = notice::sight(ask.app(), &ask.actor, id).await?.ok_or(Error::NotFound)?;
    let reach = notice::reach(ask.app(), &ask.actor, id).await?;
    let classes = reach.map(|reach| reach.classes.into_iter().map(class).collect());
    page(&view(&ask, sight, classes).await?)
}

async fn view(ask: &Ask, sight: Sight, classes: Option<Vec<ClassRow>>) -> Result<NoticePage> {
    let notice = &sight.listed.notice;
    let all = notice.texts()?;
    let with_sms = all.languages().filter(|(_, words)| !words.sms.is_empty());
    Ok(NoticePage {
        frame: ask.frame(Here::Desk).await?,
        row: row(&sight.listed)?,
        texts: texts(notice, &sight.listed.places)?,
        costs: with_sms.map(|(language, words)| SmsCost { language, cost: sms::cost(&words.sms) }).collect(),
        revision: notice.revision,
        findings: sight.findings.into_iter().map(|one| FindingLine::of(one, &all)).collect(),
        people: sight.people,
        also: (notice.pupils, notice.staff),
        public: notice.public,
        alone: sight.alone,
        approved: notice.approver_name.clone().zip(notice.approved_at()),
        ended_at: notice.ended_at(),
        note: notice.note.clone(),
        versions: (notice.replaces, sight.after),
        classes,
        left: ChannelRow::all(&sight.left),
    })
}

fn class(found: store::notice_reach::ClassReach) -> ClassRow {
    ClassRow {
        school: found.school_name,
        section: found.section,
        name: found.name,
        children: found.children,
        seen: found.seen,
        acknowledged: found.acknowledged,
    }
}

/// For whom of a class nobody has read.
pub(crate) async fn missing(ask: Ask, Id(id): Id<Uuid>) -> Result<Response> {
    let section: Uuid = ask.query("class").parse().map_err(|_| Error::NotFound)?;
    let sight = notice::sight(ask.app(), &ask.actor, id).await?.ok_or(Error::NotFound)?;
    let reach = notice::reach(ask.app(), &ask.actor, id).await?.ok_or(Error::NotFound)?;
    let class = reach.classes.into_iter().find(|one| one.section == Some(section)).ok_or(Error::NotFound)?;
    let rows = notice::missing(ask.app(), &ask.actor, id, section).await?.ok_or(Error::NotFound)?;
    page(&MissingPage {
        frame: ask.frame(Here::Desk).await?,
        id,
        title: sight.listed.notice.texts()?.fr.title,
        class: class.name.unwrap_or_default(),
        rows: rows.into_iter().map(|one| MissingRow { seen: one.is_seen(), name: one.name }).collect(),
    })
}

/// Puts, approves, sends, gives back or takes back.
pub(crate) async fn act(ask: Ask, Id(id): Id<Uuid>, Filled(form): Filled) -> Result<Response> {
    let (app, actor, back) = (ask.app(), &ask.actor, format!("/notices/{id}"));
    let revision: i64 = form.read("revision").unwrap_or_default();
    let note = form.get("note");
    let said = match form.get("do") {
        "submit" => submitted(&notice::submit(app, actor, id, revision).await?)?,
        "submit_send" => match notice::submit(app, actor, id, revision).await? {
            Submitted::Approved => sent(&notice::send(app, actor, id, revision).await?)?,
            other => submitted(&other)?,
        },
        "approve" => approved(&notice::approve(app, actor, id, revision).await?)?,
        "approve_send" => match notice::approve(app, actor, id, revision).await? {
            Approved::Yes => sent(&notice::send(app, actor, id, revision).await?)?,
            other => approved(&other)?,
        },
        "send" => sent(&notice::send(app, actor, id, revision).await?)?,
        "send_back" => approved(&notice::send_back(app, actor, id, revision, note).await?)?,
        "withdraw" => match notice::withdraw(app, actor, id, note).await? {
            Withdrawn::Yes => Said::NoticeWithdrawn,
            Withdrawn::TooLate => Said::NoticeTooLate,
            Withdrawn::NotFound => return Err(Error::NotFound),
        },
        _ => return Err(Error::NotFound),
    };
    // Whoever gave it back to its author does not see the draft any more.
    let gone = said == Said::NoticeSentBack && notice::sight(app, actor, id).await?.is_none();
    Ok(go_and_say(if gone { "/notices" } else { &back }, said))
}

const fn submitted(answer: &Submitted) -> Result<Said> {
    Ok(match answer {
        Submitted::Waits => Said::NoticeWaits,
        Submitted::Approved => Said::NoticeReady,
        Submitted::Stopped(_) => Said::NoticeStopped,
        Submitted::TooLate => Said::NoticeTooLate,
        Submitted::NotFound => return Err(Error::NotFound),
    })
}

const fn approved(answer: &Approved) -> Result<Said> {
    Ok(match answer {
        Approved::Yes => Said::NoticeReady,
        Approved::SentBack => Said::NoticeSentBack,
        Approved::Own => Said::NoticeOwn,
        Approved::Stopped(_) => Said::NoticeStopped,
        Approved::TooLate => Said::NoticeTooLate,
        Approved::NotFound => return Err(Error::NotFound),
    })
}

const fn sent(answer: &Sent) -> Result<Said> {
    Ok(match answer {
        Sent::Yes => Said::NoticeSent,
        Sent::Stopped(_) => Said::NoticeStopped,
        Sent::NobodyThere(_) => Said::NoticeNobody,
        Sent::TooLate => Said::NoticeTooLate,
        Sent::NotFound => return Err(Error::NotFound),
    })
}
