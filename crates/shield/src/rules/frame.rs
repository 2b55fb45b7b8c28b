//! Frames: what stands around a find and changes its worth.

use model::verdict::Label;
use serde::Deserialize;

use super::{file, lexicon::Lexicon, signature::Voice};
use crate::error::Error;

/// How a frame counts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Kind {
    /// Makes a find graver.
    Support,
    /// Makes it lighter wherever it stands.
    #[default]
    Around,
    /// Makes it lighter when the find itself does not name the school: a match, a game.
    Elsewhere,
    /// Introduces the words of another: counts in full for what it governs.
    Report,
    /// Denies the find when it stands just before its act.
    Negation,
}

/// A compiled frame.
#[derive(Debug)]
pub(crate) struct Frame {
    pub(crate) id: String,
    pub(crate) concept: u8,
    pub(crate) kind: Kind,
    pub(crate) reach: u32,
    pub(crate) gradual: bool,
    pub(crate) label: Option<Label>,
    pub(crate) reason: String,
    author: f32,
    announce: f32,
    personal: f32,
}

impl Frame {
    pub(super) fn compile(frame: file::Frame, lexicon: &Lexicon) -> Result<Frame, Error> {
        let weights = [frame.author, frame.announce, frame.personal.unwrap_or(frame.author)];
        let sign = if frame.kind == Kind::Support { 1.0 } else { -1.0 };
        if weights.iter().any(|weight| !(0.0..=9.0).contains(&(weight * sign))) {
            let fault = "les poids vont de 0 à 9 pour un appui, de -9 à 0 sinon";
            return Err(Error::unfit(&frame.id, fault));
        }
        Ok(Frame {
            concept: lexicon.concept(&frame.id, &frame.concept)?,
            id: frame.id,
            kind: frame.kind,
            reach: frame.reach,
            gradual: frame.gradual,
            label: frame.label,
            reason: frame.reason,
            author: frame.author,
            announce: frame.announce,
            personal: weights[2],
        })
    }

    /// What it adds to a find of this voice.
    pub(crate) fn weight(&self, voice: Voice) -> f32 {
        match voice {
            Voice::Author => self.author,
            Voice::Announce => self.announce,
            Voice::Personal => self.personal,
        }
    }
}
