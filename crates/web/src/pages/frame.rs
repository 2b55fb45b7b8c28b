//! The frame of a page: who reads, what waits for them.

use actions::{break_glass, care, desk, mailbox, prove};
use askama::Template;
use axum::response::Response;
use model::{Actor, Role};

use super::{notices, restricted, show::fragment, situations};
use crate::{
    dates::Calendar,
    error::{Error, Result},
    locale::Locale,
    session::{Ask, Guest, Visitor},
    views::{Band, Frame, Here, Icon, Reader, Said, Tone, restricted::band},
};

/// Restrictions that a page says; the others are on their own page.
const BANDS_MAX: usize = 2;

/// The count of unread messages, which every page of a reader holds.
#[derive(Template)]
#[template(path = "unread.html")]
struct UnreadFragment {
    t: Locale,
    reader: Reader,
}

/// The count of letters that wait, which every page of the desk's people holds.
#[derive(Template)]
#[template(path = "waiting.html")]
struct WaitingFragment<'a> {
    t: Locale,
    waiting: &'a i64,
}

/// What is in force for the reader, which every page of theirs holds.
#[derive(Template)]
#[template(path = "bands.html")]
struct BandsFragment {
    t: Locale,
    frame: Frame,
}

/// Whether this part of a page is in the frame, whatever the page that asks.
pub(crate) fn holds(part: &str) -> bool {
    matches!(part, "unread" | "waiting" | "bands")
}

/// A part of the frame alone.
pub(crate) async fn part(ask: &Ask) -> Result<Response> {
    let frame = ask.frame(Here::Elsewhere).await?;
    if ask.fragment() == Some("bands") {
        return fragment(&BandsFragment { t: ask.locale(), frame });
    }
    let reader = frame.reader.ok_or(Error::NotFound)?;
    match (ask.fragment(), &reader.desk_waiting) {
        (Some("waiting"), Some(waiting)) => fragment(&WaitingFragment { t: ask.locale(), waiting }),
        (Some("waiting"), None) => Err(Error::NotFound),
        _ => fragment(&UnreadFragment { t: ask.locale(), reader }),
    }
}

impl Ask {
    /// The frame of one of their pages, with what waits for them at this moment.
    pub(super) async fn frame(&self, here: Here) -> Result<Frame> {
        self.frame_with(here, mailbox::unread(self.app(), &self.actor).await?).await
    }

    /// The same, when their unread messages were just counted.
    pub(super) async fn frame_with(&self, here: Here, unread: i64) -> Result<Frame> {
        let of_desk = self.actor.has(Role::Desk);
        let waiting = if of_desk { desk::waiting(self.app(), &self.actor).await?.0 } else { 0 };
        let mut frame = without_counts(&self.visitor, self.clock());
        frame.here = here;
        frame.said = Said::from_code(self.query("said"));
        if let Some(message) = prove::waiting(self.app(), &self.actor).await? {
            frame.bands.push(Band {
                tone: Tone::Caution,
                sentence: self.locale().say("band-proof").to_string(),
                until: self.actor.proof_until,
                href: Some(format!("/proof/{message}")),
            });
        }
        frame.bands.extend(notices::bands(self).await?);
        frame.bands.extend(restricted::rows(&self.visitor).iter().take(BANDS_MAX).map(|one| band(self.locale(), one)));
        frame.bands.extend(situations::from_next_door(self).await?.into_iter().take(BANDS_MAX));
        frame.bands.extend(situations::own(self).await?.iter().take(BANDS_MAX).map(|one| one.band(self.locale())));
        for power in break_glass::in_force(self.app(), &self.actor).await? {
            let (name, note) = (power.name.as_str(), power.note.as_str());
            frame.bands.push(Band {
                tone: Tone::Caution,
                sentence: self.locale().say("band-glass").arg("name", name).arg("note", note).to_string(),
                until: Some(power.until()),
                href: Some("/powers".to_owned()),
            });
        }
        if let Some(reader) = &mut frame.reader {
            reader.unread = unread;
            reader.desk_waiting = reader.desk_waiting.map(|_| waiting);
            reader.cares = of_desk || care::is_named(self.app(), &self.actor).await?;
        }
        Ok(frame)
    }

    /// What time it is for them.
    pub(super) fn clock(&self) -> Calendar {
        self.visitor.clock(self.app())
    }
}

impl Guest {
    /// The frame of a page for who need not be signed in.
    pub(super) fn frame(&self) -> Frame {
        let mut frame = Frame::anonymous(self.visitor.clock(self.app()));
        frame.theme = self.visitor.theme;
        frame.said = Said::from_code(self.query("said"));
        frame
    }
}

/// A frame that asks nothing of the database: for pages of errors.
pub(super) fn without_counts(visitor: &Visitor, clock: Calendar) -> Frame {
    let mut frame = Frame::anonymous(clock);
    frame.theme = visitor.theme;
    frame.font = visitor.font();
    frame.reader = visitor.actor.as_ref().map(|actor| Reader {
        name: actor.name.clone(),
        place: place(actor, &frame),
        unread: 0,
        desk_waiting: actor.has(Role::Desk).then_some(0),
        sees_directory: actor.affiliations.iter().any(|a| a.profile.is_adult_of_school()),
        imports: actor.has(Role::Operator),
        decides: actor.decides(),
        heads: actor.heads().next().is_some(),
        cares: false,
    });
    frame
}

/// Where the person is: their schools, or what they do when they have none.
fn place(actor: &Actor, frame: &Frame) -> String {
    let mut schools: Vec<&str> = actor.affiliations.iter().map(|a| a.school_name.as_str()).collect();
    schools.dedup();
    match schools.as_slice() {
        [] if actor.has(Role::Desk) => frame.locale().say("nav-desk").to_string(),
        [] if actor.has(Role::Operator) => frame.locale().say("nav-imports").to_string(),
        [] => String::new(),
        [one] => (*one).to_owned(),
        [first, others @ ..] => format!("{first} +{}", others.len()),
    }
}
