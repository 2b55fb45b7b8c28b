//! One file and the files inside it, each given to the reader of its kind.

use std::panic::{AssertUnwindSafe, catch_unwind};

use model::{limits, text};
use sha2::{Digest as _, Sha256};

use crate::{Kind, Overrun, Report, Unreadable, archive, budget::Budget, kind, office, pdf, picture, text as words};

/// Examines a file. Gives a report for every content.
pub fn examine(content: &[u8]) -> Report {
    examine_film(content, &[])
}

/// Examines a film of which somebody who can decode it took some pictures: each is read as a picture of its own. What is
/// said in it, and what moves, is read by nobody, so it stays [`Unreadable::Media`].
pub fn examine_film(content: &[u8], pictures: &[Vec<u8>]) -> Report {
    let mut examiner = Examiner { report: Report::of(kind::sniff(content)), budget: Budget::new() };
    examiner.one(content, 0);
    for picture in pictures {
        if let Err(overrun) = examiner.budget.part() {
            examiner.overrun(overrun);
            break;
        }
        examiner.one(picture, 1);
    }
    for link in words::links(&examiner.report.text) {
        examiner.link(link);
    }
    examiner.report
}

/// What is being found, and what may still be used to find it.
pub(crate) struct Examiner {
    pub(crate) report: Report,
    pub(crate) budget: Budget,
}

impl Examiner {
    /// Examines one content, at a depth of files in files.
    fn one(&mut self, content: &[u8], depth: usize) {
        let kind = kind::sniff(content);
        // The readers below are written not to panic. Those that others wrote may have a fault that nobody knows: then
        // the file is said to be unread, and the program goes on.
        if catch_unwind(AssertUnwindSafe(|| self.read(kind, content, depth))).is_err() {
            self.unreadable(Unreadable::Fault);
        }
    }

    fn read(&mut self, kind: Kind, content: &[u8], depth: usize) {
        match kind {
            Kind::Text => self.say(&words::decode(content)),
            Kind::Markup => self.say(&words::without_tags(&words::decode(content))),
            Kind::Rtf => self.say(&words::rtf(content)),
            Kind::Pdf => pdf::read(self, content, depth),
            Kind::Office => office::read(self, content, depth),
            Kind::OldOffice => {
                self.unreadable(Unreadable::OldOffice);
                self.say(&words::stretches(content));
            }
            Kind::Zip => archive::zip(self, content, depth),
            Kind::Gzip => archive::gzip(self, content, depth),
            Kind::Tar => archive::tar(self, content, depth),
            Kind::OtherArchive => self.unreadable(Unreadable::Archive),
            Kind::Jpeg | Kind::Png | Kind::Gif | Kind::Webp => picture::read(self, kind, content),
            Kind::OtherPicture => self.unreadable(Unreadable::Picture),
            Kind::Sound | Kind::Video => self.unreadable(Unreadable::Media),
            Kind::Program => self.report.program = true,
            Kind::Unknown => {
                self.unreadable(Unreadable::Unknown);
                self.say(&words::stretches(content));
            }
        }
        // A file may be two things at once: an archive is found from its end, whatever stands before it.
        if !matches!(kind, Kind::Zip | Kind::Office) && kind::ends_as_zip(content) {
            archive::zip(self, content, depth);
        }
    }

    /// Examines a file found in another, under its name there.
    pub(crate) fn inner(&mut self, name: &str, content: &[u8], depth: usize) {
        self.say(name);
        if kind::is_program_name(name) {
            self.report.program = true;
        }
        // Nothing is in many archives, and tells none from another.
        if !content.is_empty() {
            self.report.files.insert(text::hex(&Sha256::digest(content)));
        }
        if depth >= limits::FILE_DEPTH_MAX {
            // What is not a file of files may still be read at the last depth.
            if kind::sniff(content).holds_files() {
                return self.overrun(Overrun::Depth);
            }
        }
        self.one(content, depth + 1);
    }

    /// Adds text.
    pub(crate) fn say(&mut self, words: &str) {
        let words = words.trim();
        if words.is_empty() {
            return;
        }
        let room = limits::FILE_TEXT_BYTES_MAX.saturating_sub(self.report.text.len() + 1);
        let kept = text::cut(words, room);
        if kept.len() < words.len() {
            self.overrun(Overrun::Text);
        }
        if !kept.is_empty() {
            self.report.text.push_str(kept);
            self.report.text.push('\n');
        }
    }

    /// Adds a link.
    pub(crate) fn link(&mut self, link: String) {
        if self.report.links.len() < limits::FILE_LINKS_MAX {
            self.report.links.insert(link);
        } else if !self.report.links.contains(&link) {
            self.overrun(Overrun::Parts);
        }
    }

    pub(crate) fn unreadable(&mut self, why: Unreadable) {
        self.report.unreadable.insert(why);
    }

    pub(crate) fn overrun(&mut self, which: Overrun) {
        self.report.overrun.insert(which);
    }
}
