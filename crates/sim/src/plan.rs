//! What is to be done next, decided whole before it is done, so that it can be done again after a crash.

use actions::testing::Judging;
use model::{
    AttachmentId, AudienceId, DraftId, MessageId, Millis, Profile, SectionId, draft::Draft, epoch::EpochKind,
    territory::Scope,
};

/// One act of somebody of the world, by their keys.
#[derive(Debug, Clone)]
pub enum Plan {
    /// Time passes.
    Wait(Millis),
    /// Somebody writes, from their own device or from one that nobody has seen.
    Send {
        /// Who.
        who: String,
        /// From an unknown device: a thief.
        elsewhere: bool,
        /// What, to whom.
        draft: Draft,
    },
    /// Somebody looks at their inbox.
    List(String),
    /// Somebody searches their messages.
    Search(String, String),
    /// Somebody opens a message.
    Open(String, MessageId),
    /// Somebody opens a file.
    OpenFile(String, AttachmentId),
    /// Somebody uploads a file into a draft.
    Attach(String, DraftId, Vec<u8>),
    /// Somebody reports a message.
    Report(String, MessageId),
    /// Somebody puts a message away, or marks it unread.
    Mark(String, MessageId, bool),
    /// A desk reads a message and the list of those exposed.
    Examine(String, MessageId),
    /// A desk releases.
    Release(String, MessageId),
    /// A desk withdraws a message, with its near copies or alone.
    Withdraw(String, MessageId, bool),
    /// An adult opens a group to its pupils.
    OpenGroup(String, AudienceId, Millis),
    /// A pupil changes class.
    ChangeClass(String, String, String),
    /// Everything issued before now to a scope is dead.
    Reset(Scope, EpochKind),
    /// Somebody signs in on a browser, by its number.
    SignIn(usize, String, String),
    /// Whoever is signed in on a browser signs out.
    SignOut(usize),
    /// An adult prints sheets.
    Print(String, SectionId, Profile),
    /// A printed code is used on a browser.
    Activate(usize, String),
    /// The worker does what is due.
    Work,
    /// The journal is sealed.
    Seal,
    /// The program stops and starts again.
    Restart,
    /// The judge changes its ways.
    Judge(Judging),
}

/// What goes wrong on purpose while something is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// Nothing.
    None,
    /// The statement of this number is refused.
    Fails(usize),
    /// The process dies at the statement of this number.
    Cut(usize),
}
