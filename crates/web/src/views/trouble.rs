//! When a page cannot be shown: what happened, what is safe, what to do now.

use askama::Template;

use super::{Frame, Here, Icon};

/// The page of any error.
#[derive(Debug, Template)]
#[template(path = "trouble.html")]
pub struct ErrorPage {
    /// The frame.
    pub frame: Frame,
    /// What happened.
    pub trouble: Trouble,
    /// Identity of the operation, to tell whoever looks after the installation.
    pub operation: Option<String>,
    /// What was typed in the form that failed, given back so that nothing is lost.
    pub kept: Vec<Kept>,
}

/// A field of a form that failed.
#[derive(Debug, Clone)]
pub struct Kept {
    /// Its label: "Objet", "Message".
    pub label: String,
    /// What was typed.
    pub text: String,
}

/// What happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trouble {
    /// No such page, or one that the reader may not know of. Status 404.
    NotFound,
    /// The address to go on to is of no service that is linked to this installation. Status 403.
    Service,
    /// A service's link to sign out does not show that it is of whoever is signed in. Status 400.
    StillIn,
    /// The form came from elsewhere, is too old or incomplete. Status 403 or 400.
    Form,
    /// A request or a file is too large. Status 413.
    TooLarge,
    /// Too many requests from one person or place. Status 429.
    TooMany,
    /// The service is busy or being maintained. Status 503.
    Busy,
    /// The disk is full, so that nothing can be written; reading works. Status 507.
    ReadOnly,
    /// Anything that was not planned. Status 500.
    Broken,
}

impl Trouble {
    /// Every kind.
    pub const ALL: [Trouble; 9] = [
        Trouble::NotFound,
        Trouble::Service,
        Trouble::StillIn,
        Trouble::Form,
        Trouble::TooLarge,
        Trouble::TooMany,
        Trouble::Busy,
        Trouble::ReadOnly,
        Trouble::Broken,
    ];

    /// Name in the keys of its phrases: `trouble-not-found-title`.
    pub const fn code(self) -> &'static str {
        match self {
            Trouble::NotFound => "not-found",
            Trouble::Service => "service",
            Trouble::StillIn => "still-in",
            Trouble::Form => "form",
            Trouble::TooLarge => "too-large",
            Trouble::TooMany => "too-many",
            Trouble::Busy => "busy",
            Trouble::ReadOnly => "read-only",
            Trouble::Broken => "broken",
        }
    }
}

impl ErrorPage {
    /// One of the three sentences: `title`, `safe`, `now`.
    pub fn sentence(&self, part: &str) -> String {
        self.frame.locale().say(format!("trouble-{}-{part}", self.trouble.code())).to_string()
    }
}
