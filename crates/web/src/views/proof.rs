//! The desk's question to a sender: was it you?

use askama::Template;
use model::{MessageId, Millis};

use super::{Frame, Here, Icon};

/// `GET /proof/{id}`: on a device that was the sender's before the message; elsewhere there is no such page.
#[derive(Debug, Template)]
#[template(path = "proof.html")]
pub struct ProofPage {
    /// The frame.
    pub frame: Frame,
    /// The message.
    pub id: MessageId,
    /// When it was sent.
    pub at: Millis,
    /// To whom, in words.
    pub to: String,
    /// Its subject; may be empty.
    pub subject: String,
    /// Its text, as it was sent.
    pub body: String,
    /// When the question ends by itself.
    pub until: Millis,
}
