//! The page of `preau demo`: who can be tried, and a small attack to watch.

use askama::Template;

use super::{Frame, Here, Icon};

/// `GET /demo`, only in the demonstration.
#[derive(Debug, Template)]
#[template(path = "demo.html")]
pub struct DemoPage {
    /// The frame.
    pub frame: Frame,
    /// Who can be tried.
    pub people: Vec<DemoPerson>,
    /// How far the attack is.
    pub attack: Attack,
}

impl DemoPage {
    /// The page reads itself again until the attack is over.
    fn is_running(&self) -> bool {
        self.attack == Attack::Running
    }
}

/// Somebody to be for a while.
#[derive(Debug, Clone)]
pub struct DemoPerson {
    /// Name.
    pub name: String,
    /// What they are, in words.
    pub role: String,
    /// User name.
    pub login: String,
    /// Password.
    pub password: String,
    /// What to try with this account, in one sentence.
    pub hint: String,
}

/// The attack of the demonstration.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Attack {
    /// Not played yet.
    Ready,
    /// Being played.
    Running,
    /// Played: messages that were tried, held, and displayed to somebody.
    Done {
        /// Messages that the thief tried to send.
        tried: i64,
        /// Held or refused before anybody could read them.
        stopped: i64,
        /// People to whom one was displayed.
        displayed: i64,
    },
}
