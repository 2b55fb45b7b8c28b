//! What surrounds every page: who reads, where they are, what is in force.

use model::Millis;

use super::Said;
use crate::{assets, dates::Calendar, locale::Locale};

/// The frame of a page.
#[derive(Debug, Clone)]
pub struct Frame {
    /// The reader's time and language.
    pub clock: Calendar,
    /// Who reads; nobody before sign-in.
    pub reader: Option<Reader>,
    /// Which entry of the navigation is the current one.
    pub here: Here,
    /// Measures in force that concern the reader, most serious first. Usually none.
    pub bands: Vec<Band>,
    /// What has just been done, said once at the top of the page after a redirect.
    pub said: Option<Said>,
    /// Light, dark, or as the device says.
    pub theme: Theme,
    /// The face of the text.
    pub font: Font,
}

/// The person who reads, as the frame needs them.
#[derive(Debug, Clone)]
#[expect(clippy::struct_excessive_bools, reason = "each is an entry of the navigation, and any of them go together")]
pub struct Reader {
    /// Name as shown.
    pub name: String,
    /// Where they are: "Collège des Tilleuls", and the child's name when there are several.
    pub place: String,
    /// Unread messages, at most [`model::limits::UNREAD_SHOWN_MAX`] + 1.
    pub unread: i64,
    /// Letters that wait at the desk; `None` for who is not of the desk.
    pub desk_waiting: Option<i64>,
    /// May look into the directory of a school.
    pub sees_directory: bool,
    /// May import directories.
    pub imports: bool,
    /// Decides on measures of a place.
    pub decides: bool,
    /// Heads a school.
    pub heads: bool,
    /// Looks after writers who may hurt themselves.
    pub cares: bool,
}

/// Entries of the navigation.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is the page of that name")]
pub enum Here {
    Inbox,
    Compose,
    Sent,
    Drafts,
    Folders,
    Search,
    Account,
    Desk,
    Directory,
    Alert,
    Care,
    Official,
    School,
    Situations,
    Imports,
    #[default]
    Elsewhere,
}

/// A measure in force, as one quiet line.
#[derive(Debug, Clone)]
pub struct Band {
    /// How serious it is.
    pub tone: Tone,
    /// What is stopped, for whom and why, in one or two sentences.
    pub sentence: String,
    /// When it ends.
    pub until: Option<Millis>,
    /// Where more is said.
    pub href: Option<String>,
}

/// How serious something is. Never said by colour alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// For information.
    Plain,
    /// Caution, waiting: *ocre*.
    Caution,
    /// Danger, threat, suspension: *tuile*.
    Danger,
    /// Done, all clear: *mousse*.
    Clear,
}

impl Tone {
    /// Name of the class that carries the colour.
    pub const fn class(self) -> &'static str {
        match self {
            Tone::Plain => "plain",
            Tone::Caution => "caution",
            Tone::Danger => "danger",
            Tone::Clear => "clear",
        }
    }
}

/// Light or dark.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Theme {
    /// As the device says.
    #[default]
    Auto,
    /// Light, whatever the device says.
    Light,
    /// Dark, whatever the device says.
    Dark,
}

impl Theme {
    /// Every choice, in the order offered.
    pub const ALL: [Theme; 3] = [Theme::Auto, Theme::Light, Theme::Dark];

    /// Stable code, for forms and storage.
    pub const fn code(self) -> &'static str {
        match self {
            Theme::Auto => "auto",
            Theme::Light => "light",
            Theme::Dark => "dark",
        }
    }
    /// Its phrase.
    pub fn key(self) -> String {
        format!("theme-{}", self.code())
    }
    /// The choice of this code.
    pub fn from_code(code: &str) -> Option<Theme> {
        Theme::ALL.into_iter().find(|theme| theme.code() == code)
    }
}

/// The face of the text.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Font {
    /// Inter.
    #[default]
    Inter,
    /// `OpenDyslexic`, loaded only when chosen.
    OpenDyslexic,
}

impl Font {
    /// Every choice, in the order offered.
    pub const ALL: [Font; 2] = [Font::Inter, Font::OpenDyslexic];

    /// Stable code, for forms and storage.
    pub const fn code(self) -> &'static str {
        match self {
            Font::Inter => "inter",
            Font::OpenDyslexic => "opendyslexic",
        }
    }
    /// Its phrase.
    pub fn key(self) -> String {
        format!("font-{}", self.code())
    }
    /// The choice of this code.
    pub fn from_code(code: &str) -> Option<Font> {
        Font::ALL.into_iter().find(|font| font.code() == code)
    }
}

impl Frame {
    /// A frame for who has not signed in.
    pub fn anonymous(clock: Calendar) -> Frame {
        Frame {
            clock,
            reader: None,
            here: Here::Elsewhere,
            bands: Vec::new(),
            said: None,
            theme: Theme::Auto,
            font: Font::Inter,
        }
    }

    /// The reader's language.
    pub const fn locale(&self) -> Locale {
        self.clock.locale
    }

    /// Address of an asset, which changes with its content.
    pub fn asset(&self, name: &str) -> &'static str {
        assets::path(name)
    }

    /// Whether this entry of the navigation is the current one.
    pub fn at(&self, here: Here) -> bool {
        self.here == here
    }
}

impl Reader {
    /// At most two letters that stand for the person.
    pub fn initials(&self) -> String {
        super::words::initials(&self.name)
    }

    /// The count of unread messages as shown: "7", "99+".
    pub fn unread_shown(&self) -> String {
        super::words::bounded(self.unread, model::limits::UNREAD_SHOWN_MAX)
    }
}
