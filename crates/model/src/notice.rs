//! avis: what a school says to families while something happens, in a channel that nothing closes.
//!
//! In March 2024 the service was both the weapon and the families' only news, false official notices came from a stolen
//! mailbox, and people suffered from not knowing. So a notice says what is known, what is not, and when the next word
//! comes; it carries a code that anybody checks on a public page; a second person reads it before it leaves; and a wrong
//! one is corrected in sight of its readers. It is one row: who reads it is asked when they read.

mod changes;
mod code;
mod lint;
mod plain;
mod plan;
pub mod sms;
mod templates;

use serde::{Deserialize, Serialize};

pub use self::{
    changes::{Changes, changes},
    code::{Code, NotCode},
    lint::{Finding, Known, What, lint},
    plain::{HARD_WORDS, lix},
    plan::{Place, Plan, Typed, Wrong},
    templates::{Filling, Variable},
};
use crate::codes::codes;

codes! {
    /// What a notice is for. Each has a text to begin with.
    pub enum Kind {
        /// The first word, within ten minutes: something happens, we are at it.
        FirstWord = "first_word",
        /// Pupils stay inside.
        Shelter = "shelter",
        /// Do not come; or come there instead.
        WhereToCome = "where_to_come",
        /// levée de doute: there is no danger.
        AllClear = "all_clear",
        /// The school is open again.
        Reopening = "reopening",
        /// A child's account was used without their knowledge.
        AccountUsed = "account_used",
        /// It is over; who listens now.
        Closing = "closing",
        /// What is told is not true here.
        Denial = "denial",
    }
}

impl Kind {
    /// Whether it may be the last word. Every other says when the next one comes: not knowing is what hurts.
    pub const fn may_be_last(self) -> bool {
        matches!(self, Kind::Reopening | Kind::Closing | Kind::Denial)
    }
}

codes! {
    /// Where a notice stands.
    pub enum NoticeState {
        /// Its author writes it.
        Draft = "draft",
        /// A second person is to read it.
        ToApprove = "to_approve",
        /// It may leave.
        Approved = "approved",
        /// It is shown here, and channels to the outside are still at work.
        Sending = "sending",
        /// It is shown, and nothing of it is on its way.
        Sent = "sent",
        /// A newer version took its place.
        Corrected = "corrected",
        /// It was taken back: before it left, or after.
        Withdrawn = "withdrawn",
    }
}

impl NoticeState {
    /// The only list of legal moves.
    pub const fn may_become(self, next: NoticeState) -> bool {
        use NoticeState::{Approved, Corrected, Draft, Sending, Sent, ToApprove, Withdrawn};
        matches!(
            (self, next),
            (Draft, ToApprove | Approved | Withdrawn)
                | (ToApprove, Approved | Draft | Withdrawn)
                | (Approved, Sending | Sent | Draft | Withdrawn)
                | (Sending, Sent | Corrected | Withdrawn)
                | (Sent, Corrected | Withdrawn)
        )
    }

    /// Whether readers see its text.
    pub const fn is_shown(self) -> bool {
        matches!(self, NoticeState::Sending | NoticeState::Sent)
    }

    /// Whether nothing of it can change any more.
    pub const fn is_over(self) -> bool {
        matches!(self, NoticeState::Corrected | NoticeState::Withdrawn)
    }
}

codes! {
    /// A language of a notice.
    pub enum Language {
        /// French: always there.
        Fr = "fr",
        /// English.
        En = "en",
    }
}

codes! {
    /// A part of a notice's text.
    pub enum Part {
        /// One line that says it all.
        Title = "title",
        /// What we know.
        Known = "known",
        /// What we do not know.
        Unknown = "unknown",
        /// What to do.
        ToDo = "to_do",
        /// The same as a short message for telephones.
        Sms = "sms",
    }
}

/// A notice in one language. Parts may be several paragraphs; none is marked up.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Words {
    /// One line that says it all.
    pub title: String,
    /// What we know.
    pub known: String,
    /// What we do not know.
    pub unknown: String,
    /// What to do; may be empty.
    pub to_do: String,
    /// The same as a short message for telephones; may be empty.
    pub sms: String,
}

impl Words {
    /// One part.
    pub fn part(&self, part: Part) -> &str {
        match part {
            Part::Title => &self.title,
            Part::Known => &self.known,
            Part::Unknown => &self.unknown,
            Part::ToDo => &self.to_do,
            Part::Sms => &self.sms,
        }
    }

    /// One part, to be written.
    pub fn part_mut(&mut self, part: Part) -> &mut String {
        match part {
            Part::Title => &mut self.title,
            Part::Known => &mut self.known,
            Part::Unknown => &mut self.unknown,
            Part::ToDo => &mut self.to_do,
            Part::Sms => &mut self.sms,
        }
    }

    /// Whether nothing is written.
    pub fn is_empty(&self) -> bool {
        Part::ALL.iter().all(|part| self.part(*part).is_empty())
    }
}

/// What stands where the code will be.
const CODE_MARK: &str = "[code]";

/// A notice in its languages.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Texts {
    /// In French.
    pub fr: Words,
    /// In English, when somebody wrote it.
    pub en: Option<Words>,
}

impl Texts {
    /// In this language, or in French.
    pub fn for_reader(&self, language: Language) -> (Language, &Words) {
        match (language, &self.en) {
            (Language::En, Some(words)) => (Language::En, words),
            _ => (Language::Fr, &self.fr),
        }
    }

    /// The same with its code where the text left room for it: a code is drawn when the notice is first kept.
    #[must_use]
    pub fn with_code(&self, code: &str) -> Texts {
        self.with_one_for_another(CODE_MARK, code)
    }

    fn with_one_for_another(&self, one: &str, another: &str) -> Texts {
        let mut texts = self.clone();
        for words in std::iter::once(&mut texts.fr).chain(texts.en.as_mut()) {
            for part in Part::ALL {
                let text = words.part_mut(*part);
                *text = text.replace(one, another);
            }
        }
        texts
    }

    /// The same with the place of a code where that code was: what corrects a notice has a code of its own.
    #[must_use]
    pub fn without_code(&self, code: &str) -> Texts {
        self.with_one_for_another(code, CODE_MARK)
    }

    /// The languages that it is written in.
    pub fn languages(&self) -> impl Iterator<Item = (Language, &Words)> {
        std::iter::once((Language::Fr, &self.fr)).chain(self.en.iter().map(|words| (Language::En, words)))
    }
}

codes! {
    /// Where a rumour stands.
    pub enum RumourState {
        /// Somebody noted it; nobody has answered.
        Open = "open",
        /// It has an answer, which is public.
        Answered = "answered",
        /// It is shown no more.
        Closed = "closed",
    }
}

impl RumourState {
    /// The only list of legal moves. An answer may be replaced by a better one.
    pub const fn may_become(self, next: RumourState) -> bool {
        use RumourState::{Answered, Closed, Open};
        matches!((self, next), (Open | Answered, Answered | Closed))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_over_stays_over_and_nothing_leaves_that_nobody_approved() {
        for from in NoticeState::ALL.iter().copied() {
            for to in NoticeState::ALL.iter().copied() {
                if from.is_over() || from == to {
                    assert!(!from.may_become(to), "{from} to {to}");
                }
                if to.is_shown() && from.may_become(to) {
                    assert!(matches!(from, NoticeState::Approved | NoticeState::Sending), "{from} to {to}");
                }
            }
            assert!(from.is_over() || from.may_become(NoticeState::Withdrawn), "{from}");
        }
    }

    #[test]
    fn a_reader_of_english_reads_french_when_there_is_nothing_else() {
        let mut texts = Texts::default();
        assert_eq!(texts.for_reader(Language::En).0, Language::Fr);
        texts.en = Some(Words::default());
        assert_eq!(texts.for_reader(Language::En).0, Language::En);
        assert_eq!(texts.languages().count(), 2);
    }
}
