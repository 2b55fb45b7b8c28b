//! A report on how a message was sent, or a session opened: asked for, shown to be printed, saved as a file.

use std::borrow::Borrow;

use actions::exculpation::Of;
use askama::Template;
use model::{MessageId, exculpation::Conclusion};
use uuid::Uuid;

use super::{Frame, Here, Icon};
use crate::locale::Locale;

/// `GET /exculpation/{of}`, `/desk/exculpation/{of}`, `/directory/exculpation/{of}`.
///
/// Form: the same address (`as`: `page` or `file`).
#[derive(Debug, Template)]
#[template(path = "exculpation_ask.html")]
pub struct ExculpationAskPage {
    /// The frame.
    pub frame: Frame,
    /// Where the form leads; `None`: it is asked for on a device of one's own.
    pub action: Option<String>,
    /// Where "back" leads.
    pub back: String,
    /// On a session; otherwise on a message.
    pub session: bool,
    /// The source address will not be in it.
    pub without_address: bool,
    /// Where a head makes a pack for the family of a pupil.
    pub dossier: Option<String>,
}

/// `POST` to one of those addresses.
#[derive(Debug, Template)]
#[template(path = "exculpation.html")]
pub struct ExculpationPage {
    /// The frame.
    pub frame: Frame,
    /// Where the form that saves it leads.
    pub action: String,
    /// Where "back" leads.
    pub back: String,
    /// The report.
    pub report: ReportView,
}

/// The same as one file that needs nothing else.
#[derive(Debug, Template)]
#[template(path = "exculpation_file.html")]
pub struct ExculpationFile {
    /// The language.
    pub locale: Locale,
    /// The report.
    pub report: ReportView,
    /// Its facts, which hold no `<`.
    pub json: String,
}

/// A report in words.
#[derive(Debug, Clone)]
pub struct ReportView {
    /// "Rapport sur l’envoi d’un message".
    pub title: String,
    /// Whose account; may be without a name.
    pub account: String,
    /// The name is kept from the officer who asks.
    pub masked: bool,
    /// When it was made, and who asked.
    pub made: String,
    /// What it comes to.
    pub conclusion: Conclusion,
    /// The same in one sentence.
    pub line: String,
    /// What that sentence rests on, or does not say.
    pub why: String,
    /// What speaks for somebody else.
    pub somebody_else: Vec<String>,
    /// What speaks for the owner.
    pub owner: Vec<String>,
    /// What is not known.
    pub missing: Vec<String>,
    /// The facts.
    pub parts: Vec<ReportPart>,
    /// What happened afterwards.
    pub after: Vec<ReportLine>,
    /// Signs that the session's opening was weighed by; `None` when it was not.
    pub arrival: Option<Vec<String>>,
    /// Signs that the judge saw; `None` when there is no verdict.
    pub risk: Option<Vec<String>>,
    /// How far the journal is signed, and the root of its tree.
    pub signed: Option<(String, String)>,
    /// Hash of the facts.
    pub sha256: String,
}

/// Facts of one kind.
#[derive(Debug, Clone)]
pub struct ReportPart {
    /// "La session".
    pub title: String,
    /// The facts.
    pub lines: Vec<ReportLine>,
}

/// One fact.
#[derive(Debug, Clone)]
pub struct ReportLine {
    /// What it is.
    pub label: String,
    /// What is known.
    pub value: String,
    /// Where the journal says so; empty when no entry does.
    pub entry: String,
}

impl ReportView {
    /// Class of the conclusion's box; it never says danger.
    pub const fn tone(&self) -> &'static str {
        match self.conclusion {
            Conclusion::SomebodyElse => "clear",
            Conclusion::Unclear | Conclusion::OwnDevice => "plain",
        }
    }
}

/// How a report on a message stands in an address.
pub fn report_on_message(id: impl Borrow<MessageId>) -> String {
    Of::Message(*id.borrow()).slug()
}

/// How a report on a session stands in an address.
pub fn report_on_session(id: impl Borrow<Uuid>) -> String {
    Of::Session((*id.borrow()).into()).slug()
}

/// A report that somebody's account page offers.
#[derive(Debug, Clone)]
pub struct OfferedReport {
    /// Where it is asked for.
    pub href: String,
    /// What it is on.
    pub words: String,
}
