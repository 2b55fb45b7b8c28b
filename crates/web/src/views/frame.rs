//! What surrounds every page: who reads, where they are, what is in force.

use model::Millis;

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

/// What has just been done. Handlers redirect to `…?said=code`; the next page says it once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Said {
    /// The message is on its way. Waves and delivery alike.
    Sent,
    /// The message is being checked. Held and queued alike: no oracle for a thief.
    BeingChecked,
    /// The draft is kept.
    DraftSaved,
    /// The draft is gone.
    DraftDeleted,
    /// The report has reached the desk.
    Reported,
    /// The message was taken out of the inbox.
    Trashed,
    /// The message lies where the reader wanted it.
    Moved,
    /// The message was taken from the trash.
    Restored,
    /// A folder was made.
    FolderMade,
    /// A folder has another name.
    FolderRenamed,
    /// A folder is gone.
    FolderDeleted,
    /// The message will be sent at its time.
    Scheduled,
    /// The message is a draft again.
    Unscheduled,
    /// The message counts as unread again.
    MarkedUnread,
    /// The password was changed; other sessions are ended.
    PasswordChanged,
    /// A session was ended.
    SessionEnded,
    /// A second factor proves its owner from now on.
    FactorAdded,
    /// A second factor was taken away.
    FactorRemoved,
    /// What the browser gave is no new passkey.
    PasskeyRefused,
    /// A provider opens the account from now on.
    ProviderLinked,
    /// It does not.
    ProviderNotLinked,
    /// It does not any more.
    ProviderUnlinked,
    /// It is the only way in.
    ProviderLastWay,
    /// The account was shut by its owner.
    AccountShut,
    /// What of a batch of sheets was not used is void.
    SheetsVoid,
    /// A setting was kept.
    SettingsSaved,
    /// The account was opened by activation.
    Activated,
    /// The reader has signed out.
    SignedOut,
    /// The desk released a letter.
    Released,
    /// The desk showed a file to its readers.
    Unveiled,
    /// The desk withdrew a letter and its siblings.
    Withdrawn,
    /// The desk confirmed a campaign.
    CampaignConfirmed,
    /// The desk called a campaign off.
    CampaignCalledOff,
    /// The desk made one campaign of two.
    CampaignMerged,
    /// Only another desk may say so, too.
    CampaignBeyond,
    /// The desk contained accounts.
    Contained,
    /// The desk lifted a containment.
    Lifted,
    /// A reset is in force.
    ResetDone,
    /// A reset, or its end, waits for a second person.
    ResetWaits,
    /// A reset has ended.
    ResetUndone,
    /// What was asked for is not done.
    ResetDeclined,
    /// Nobody agrees to what they asked for.
    ResetOwn,
    /// Neither of the two is of a crisis desk, or both are of one school.
    ResetSameHouse,
    /// Nobody may answer any more.
    ResetTooLate,
    /// It is decided when a place comes back.
    OpeningKept,
    /// What was decided of a return is taken back.
    OpeningEnded,
    /// The day or the hour of a return is missing.
    OpeningNoTime,
    /// Writing would open before reading.
    OpeningWritesFirst,
    /// A moment of a return is too far away.
    OpeningTooFar,
    /// A wider place comes back later.
    OpeningBeforeOthers,
    /// The account's owner knows a session.
    SessionOwned,
    /// A part of a power is given on.
    PowerGiven,
    /// A power has ended.
    PowerEnded,
    /// The desk's power is theirs for an hour.
    GlassBroken,
    /// A code is given once the place comes back.
    CodeNotYet,
    /// A guardian gives a code on a device of their own.
    CodeUnknownDevice,
    /// The school gives the code of a contained account.
    CodeContained,
    /// Somebody else of the desk had decided already.
    TooLate,
    /// A sender appealed.
    Appealed,
    /// An appeal was answered.
    AppealAnswered,
    /// Somebody else answers what is said against one's decision.
    SameOfficer,
    /// A message is looked after, and no threat.
    NotAThreat,
    /// A warning has reached the school's adults.
    Alerted,
    /// Somebody is named for a duty, or not any more.
    DutyChanged,
    /// Only a head decides it.
    HeadsOnly,
    /// A case was taken in charge.
    CareTaken,
    /// A case was closed.
    CareClosed,
    /// A sender proved that a message is theirs: it went out.
    Proved,
    /// The same, and the desk decides.
    ProofKept,
    /// A sender said that a message is not theirs.
    Disowned,
    /// The desk asked a sender.
    ProofAsked,
    /// A sender was asked too often.
    ProofTooMany,
    /// An officer asked for a name.
    Unmasked,
    /// An officer took a letter.
    Claimed,
    /// Another officer has the letter.
    Taken,
    /// An officer gave a letter back.
    PutDown,
    /// An officer passed a letter on.
    HandedOver,
    /// An import was started.
    ImportStarted,
    /// An import was stopped.
    ImportStopped,
    /// The attack of the demonstration has begun.
    AttackPlayed,
}

impl Said {
    /// Every notice.
    pub const ALL: [Said; 80] = [
        Said::Sent,
        Said::BeingChecked,
        Said::DraftSaved,
        Said::DraftDeleted,
        Said::Reported,
        Said::Trashed,
        Said::Moved,
        Said::Restored,
        Said::FolderMade,
        Said::FolderRenamed,
        Said::FolderDeleted,
        Said::Scheduled,
        Said::Unscheduled,
        Said::MarkedUnread,
        Said::PasswordChanged,
        Said::SessionEnded,
        Said::FactorAdded,
        Said::FactorRemoved,
        Said::PasskeyRefused,
        Said::ProviderLinked,
        Said::ProviderNotLinked,
        Said::ProviderUnlinked,
        Said::ProviderLastWay,
        Said::AccountShut,
        Said::SheetsVoid,
        Said::SettingsSaved,
        Said::Activated,
        Said::SignedOut,
        Said::Released,
        Said::Unveiled,
        Said::Withdrawn,
        Said::CampaignConfirmed,
        Said::CampaignCalledOff,
        Said::CampaignMerged,
        Said::CampaignBeyond,
        Said::Contained,
        Said::Lifted,
        Said::ResetDone,
        Said::ResetWaits,
        Said::ResetUndone,
        Said::ResetDeclined,
        Said::ResetOwn,
        Said::ResetSameHouse,
        Said::ResetTooLate,
        Said::OpeningKept,
        Said::OpeningEnded,
        Said::OpeningNoTime,
        Said::OpeningWritesFirst,
        Said::OpeningTooFar,
        Said::OpeningBeforeOthers,
        Said::SessionOwned,
        Said::PowerGiven,
        Said::PowerEnded,
        Said::GlassBroken,
        Said::CodeNotYet,
        Said::CodeUnknownDevice,
        Said::CodeContained,
        Said::TooLate,
        Said::Appealed,
        Said::AppealAnswered,
        Said::SameOfficer,
        Said::NotAThreat,
        Said::Alerted,
        Said::DutyChanged,
        Said::HeadsOnly,
        Said::CareTaken,
        Said::CareClosed,
        Said::Proved,
        Said::ProofKept,
        Said::Disowned,
        Said::ProofAsked,
        Said::ProofTooMany,
        Said::Unmasked,
        Said::Claimed,
        Said::Taken,
        Said::PutDown,
        Said::HandedOver,
        Said::ImportStarted,
        Said::ImportStopped,
        Said::AttackPlayed,
    ];

    /// Stable code, for the address.
    pub const fn code(self) -> &'static str {
        match self {
            Said::Sent => "sent",
            Said::BeingChecked => "being-checked",
            Said::DraftSaved => "draft-saved",
            Said::DraftDeleted => "draft-deleted",
            Said::Reported => "reported",
            Said::Trashed => "trashed",
            Said::Moved => "moved",
            Said::Restored => "restored",
            Said::FolderMade => "folder-made",
            Said::FolderRenamed => "folder-renamed",
            Said::FolderDeleted => "folder-deleted",
            Said::Scheduled => "scheduled",
            Said::Unscheduled => "unscheduled",
            Said::MarkedUnread => "marked-unread",
            Said::PasswordChanged => "password-changed",
            Said::SessionEnded => "session-ended",
            Said::FactorAdded => "factor-added",
            Said::FactorRemoved => "factor-removed",
            Said::PasskeyRefused => "passkey-refused",
            Said::ProviderLinked => "provider-linked",
            Said::ProviderNotLinked => "provider-not-linked",
            Said::ProviderUnlinked => "provider-unlinked",
            Said::ProviderLastWay => "provider-last-way",
            Said::AccountShut => "account-shut",
            Said::SheetsVoid => "sheets-void",
            Said::SettingsSaved => "settings-saved",
            Said::Activated => "activated",
            Said::SignedOut => "signed-out",
            Said::Released => "released",
            Said::Unveiled => "unveiled",
            Said::Withdrawn => "withdrawn",
            Said::CampaignConfirmed => "campaign-confirmed",
            Said::CampaignCalledOff => "campaign-called-off",
            Said::CampaignMerged => "campaign-merged",
            Said::CampaignBeyond => "campaign-beyond",
            Said::Contained => "contained",
            Said::Lifted => "lifted",
            Said::ResetDone => "reset-done",
            Said::ResetWaits => "reset-waits",
            Said::ResetUndone => "reset-undone",
            Said::ResetDeclined => "reset-declined",
            Said::ResetOwn => "reset-own",
            Said::ResetSameHouse => "reset-same-house",
            Said::ResetTooLate => "reset-too-late",
            Said::OpeningKept => "opening-kept",
            Said::OpeningEnded => "opening-ended",
            Said::OpeningNoTime => "opening-no-time",
            Said::OpeningWritesFirst => "opening-writes-first",
            Said::OpeningTooFar => "opening-too-far",
            Said::OpeningBeforeOthers => "opening-before-others",
            Said::SessionOwned => "session-owned",
            Said::PowerGiven => "power-given",
            Said::PowerEnded => "power-ended",
            Said::GlassBroken => "glass-broken",
            Said::CodeNotYet => "code-not-yet",
            Said::CodeUnknownDevice => "code-unknown-device",
            Said::CodeContained => "code-contained",
            Said::TooLate => "too-late",
            Said::Appealed => "appealed",
            Said::AppealAnswered => "appeal-answered",
            Said::SameOfficer => "same-officer",
            Said::NotAThreat => "not-a-threat",
            Said::Alerted => "alerted",
            Said::DutyChanged => "duty-changed",
            Said::HeadsOnly => "heads-only",
            Said::CareTaken => "care-taken",
            Said::CareClosed => "care-closed",
            Said::Proved => "proved",
            Said::ProofKept => "proof-kept",
            Said::Disowned => "disowned",
            Said::ProofAsked => "proof-asked",
            Said::ProofTooMany => "proof-too-many",
            Said::Unmasked => "unmasked",
            Said::Claimed => "claimed",
            Said::Taken => "taken",
            Said::PutDown => "put-down",
            Said::HandedOver => "handed-over",
            Said::ImportStarted => "import-started",
            Said::ImportStopped => "import-stopped",
            Said::AttackPlayed => "attack-played",
        }
    }

    /// The notice of this code.
    pub fn from_code(code: &str) -> Option<Said> {
        Said::ALL.into_iter().find(|said| said.code() == code)
    }

    /// Its phrase.
    pub fn key(self) -> String {
        format!("said-{}", self.code())
    }

    /// How it is shown.
    pub const fn tone(self) -> Tone {
        match self {
            Said::BeingChecked
            | Said::PasskeyRefused
            | Said::TooLate
            | Said::Taken
            | Said::ProofTooMany
            | Said::NotAThreat
            | Said::SameOfficer
            | Said::ResetWaits
            | Said::ResetDeclined
            | Said::ResetOwn
            | Said::ResetSameHouse
            | Said::ResetTooLate
            | Said::HeadsOnly
            | Said::CampaignBeyond => Tone::Caution,
            _ => Tone::Clear,
        }
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
