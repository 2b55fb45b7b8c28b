//! What has just been done, or was not: said once, on the page that follows.

use super::Tone;

/// Each notice, its stable code for the address, and whether what was asked for is done.
macro_rules! notices {
    ($($(#[$doc:meta])* $name:ident = $code:literal, $tone:ident;)+) => {
        /// What has just been done. Handlers redirect to `…?said=code`; the next page says it once.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Said { $($(#[$doc])* $name),+ }

        impl Said {
            /// Every notice.
            pub const ALL: &'static [Said] = &[$(Said::$name),+];

            /// Stable code, for the address.
            pub const fn code(self) -> &'static str {
                match self { $(Said::$name => $code),+ }
            }

            /// Clear when all is well, caution when something waits or was not done.
            pub const fn tone(self) -> Tone {
                match self { $(Said::$name => Tone::$tone),+ }
            }
        }
    };
}

notices! {
    /// The message is on its way. Waves and delivery alike.
    Sent = "sent", Clear;
    /// The message is being checked. Held and queued alike: no oracle for a thief.
    BeingChecked = "being-checked", Caution;
    /// The message goes out when the closed hours end.
    GoesOutLater = "goes-out-later", Caution;
    /// Filings are open, with their drafts.
    FilingsOpened = "filings-opened", Clear;
    /// Nobody has confirmed the campaign.
    FilingsNotConfirmed = "filings-not-confirmed", Caution;
    /// A filing was moved on.
    FilingDone = "filing-done", Clear;
    /// A situation is open.
    SituationOpened = "situation-opened", Clear;
    /// One was open.
    SituationAlready = "situation-already", Caution;
    /// Something of it was changed.
    SituationChanged = "situation-changed", Clear;
    /// Somebody else was faster.
    SituationTooLate = "situation-too-late", Caution;
    /// It is closed.
    SituationClosed = "situation-closed", Clear;
    /// Something is left to do.
    SituationNotOver = "situation-not-over", Caution;
    /// Families were told.
    FamiliesTold = "families-told", Clear;
    /// Schools next door were told.
    NeighboursTold = "neighbours-told", Clear;
    /// A place that receives pupils was changed.
    SiteChanged = "site-changed", Clear;
    /// A roll call has begun.
    RollCallStarted = "roll-call-started", Clear;
    /// A class was called.
    RollCallMarked = "roll-call-marked", Clear;
    /// It has ended.
    RollCallEnded = "roll-call-ended", Clear;
    /// A notice is kept, as a draft.
    NoticeKept = "notice-kept", Clear;
    /// A notice waits for a second person.
    NoticeWaits = "notice-waits", Caution;
    /// A notice may be sent.
    NoticeReady = "notice-ready", Clear;
    /// Families read it.
    NoticeSent = "notice-sent", Clear;
    /// It is its author's again.
    NoticeSentBack = "notice-sent-back", Clear;
    /// It is taken back.
    NoticeWithdrawn = "notice-withdrawn", Clear;
    /// Nobody approves what they wrote.
    NoticeOwn = "notice-own", Caution;
    /// Something in it keeps it from leaving.
    NoticeStopped = "notice-stopped", Caution;
    /// There is nobody to reach.
    NoticeNobody = "notice-nobody", Caution;
    /// Somebody was faster, or it was written again.
    NoticeTooLate = "notice-too-late", Caution;
    /// The reader said that they read it.
    NoticeRead = "notice-read", Clear;
    /// It was corrected or taken back while they read.
    NoticeChanged = "notice-changed", Caution;
    /// A rumour is noted.
    RumourNoted = "rumour-noted", Clear;
    /// A rumour has its answer.
    RumourAnswered = "rumour-answered", Clear;
    /// A rumour is shown no more.
    RumourClosed = "rumour-closed", Clear;
    /// Something is missing.
    RumourWrong = "rumour-wrong", Caution;
    /// It is closed.
    RumourTooLate = "rumour-too-late", Caution;
    /// A measure is in force, or will be.
    MeasureBegun = "measure-begun", Clear;
    /// A measure waits for a second person.
    MeasureWaits = "measure-waits", Caution;
    /// A second person agreed.
    MeasureAgreed = "measure-agreed", Clear;
    /// It is not taken.
    MeasureDeclined = "measure-declined", Clear;
    /// Nobody agrees to their own.
    MeasureOwn = "measure-own", Caution;
    /// Neither is of a desk.
    MeasureNoDesk = "measure-no-desk", Caution;
    /// Both are of one institution.
    MeasureSameHouse = "measure-same-house", Caution;
    /// Somebody was faster, or the time is over.
    MeasureTooLate = "measure-too-late", Caution;
    /// It has ended.
    MeasureLifted = "measure-lifted", Clear;
    /// It ends later.
    MeasureExtended = "measure-extended", Clear;
    /// An extension waits for a second person.
    MeasureExtensionWaits = "measure-extension-waits", Caution;
    /// That is not later than its end.
    MeasureNotLater = "measure-not-later", Caution;
    /// That is longer than it may last.
    MeasureTooLong = "measure-too-long", Caution;
    /// No day or hour was given.
    MeasureNoEnd = "measure-no-end", Caution;
    /// The draft is kept.
    DraftSaved = "draft-saved", Clear;
    /// The draft is gone.
    DraftDeleted = "draft-deleted", Clear;
    /// The report has reached the desk.
    Reported = "reported", Clear;
    /// The message was taken out of the inbox.
    Trashed = "trashed", Clear;
    /// The message lies where the reader wanted it.
    Moved = "moved", Clear;
    /// The message was taken from the trash.
    Restored = "restored", Clear;
    /// A folder was made.
    FolderMade = "folder-made", Clear;
    /// A folder has another name.
    FolderRenamed = "folder-renamed", Clear;
    /// A folder is gone.
    FolderDeleted = "folder-deleted", Clear;
    /// The message will be sent at its time.
    Scheduled = "scheduled", Clear;
    /// The message is a draft again.
    Unscheduled = "unscheduled", Clear;
    /// The message counts as unread again.
    MarkedUnread = "marked-unread", Clear;
    /// The password was changed; other sessions are ended.
    PasswordChanged = "password-changed", Clear;
    /// A session was ended.
    SessionEnded = "session-ended", Clear;
    /// A second factor proves its owner from now on.
    FactorAdded = "factor-added", Clear;
    /// A second factor was taken away.
    FactorRemoved = "factor-removed", Clear;
    /// What the browser gave is no new passkey.
    PasskeyRefused = "passkey-refused", Caution;
    /// A provider opens the account from now on.
    ProviderLinked = "provider-linked", Clear;
    /// It does not.
    ProviderNotLinked = "provider-not-linked", Caution;
    /// It does not any more.
    ProviderUnlinked = "provider-unlinked", Clear;
    /// It is the only way in.
    ProviderLastWay = "provider-last-way", Caution;
    /// The account was shut by its owner.
    AccountShut = "account-shut", Clear;
    /// What of a batch of sheets was not used is void.
    SheetsVoid = "sheets-void", Clear;
    /// A setting was kept.
    SettingsSaved = "settings-saved", Clear;
    /// The account was opened by activation.
    Activated = "activated", Clear;
    /// The reader has signed out.
    SignedOut = "signed-out", Clear;
    /// The desk released a letter.
    Released = "released", Clear;
    /// The desk showed a file to its readers.
    Unveiled = "unveiled", Clear;
    /// The desk withdrew a letter and its siblings.
    Withdrawn = "withdrawn", Clear;
    /// The desk confirmed a campaign.
    CampaignConfirmed = "campaign-confirmed", Clear;
    /// The desk called a campaign off.
    CampaignCalledOff = "campaign-called-off", Clear;
    /// The desk made one campaign of two.
    CampaignMerged = "campaign-merged", Clear;
    /// Only another desk may say so, too.
    CampaignBeyond = "campaign-beyond", Caution;
    /// The desk contained accounts.
    Contained = "contained", Clear;
    /// The desk lifted a containment.
    Lifted = "lifted", Clear;
    /// A reset is in force.
    ResetDone = "reset-done", Clear;
    /// A reset, or its end, waits for a second person.
    ResetWaits = "reset-waits", Caution;
    /// A reset has ended.
    ResetUndone = "reset-undone", Clear;
    /// What was asked for is not done.
    ResetDeclined = "reset-declined", Caution;
    /// Nobody agrees to what they asked for.
    ResetOwn = "reset-own", Caution;
    /// Neither of the two is of a crisis desk, or both are of one school.
    ResetSameHouse = "reset-same-house", Caution;
    /// Nobody may answer any more.
    ResetTooLate = "reset-too-late", Caution;
    /// It is decided when a place comes back.
    OpeningKept = "opening-kept", Clear;
    /// What was decided of a return is taken back.
    OpeningEnded = "opening-ended", Clear;
    /// The day or the hour of a return is missing.
    OpeningNoTime = "opening-no-time", Caution;
    /// Writing would open before reading.
    OpeningWritesFirst = "opening-writes-first", Caution;
    /// A moment of a return is too far away.
    OpeningTooFar = "opening-too-far", Caution;
    /// A wider place comes back later.
    OpeningBeforeOthers = "opening-before-others", Caution;
    /// The account's owner knows a session.
    SessionOwned = "session-owned", Clear;
    /// A part of a power is given on.
    PowerGiven = "power-given", Clear;
    /// A power has ended.
    PowerEnded = "power-ended", Clear;
    /// The desk's power is theirs for an hour.
    GlassBroken = "glass-broken", Clear;
    /// A code is given once the place comes back.
    CodeNotYet = "code-not-yet", Caution;
    /// A guardian gives a code on a device of their own.
    CodeUnknownDevice = "code-unknown-device", Caution;
    /// The school gives the code of a contained account.
    CodeContained = "code-contained", Caution;
    /// Somebody else of the desk had decided already.
    TooLate = "too-late", Caution;
    /// A sender appealed.
    Appealed = "appealed", Clear;
    /// An appeal was answered.
    AppealAnswered = "appeal-answered", Clear;
    /// Somebody else answers what is said against one's decision.
    SameOfficer = "same-officer", Caution;
    /// A message is looked after, and no threat.
    NotAThreat = "not-a-threat", Caution;
    /// A warning has reached the school's adults.
    Alerted = "alerted", Clear;
    /// Somebody is named for a duty, or not any more.
    DutyChanged = "duty-changed", Clear;
    /// Only a head decides it.
    HeadsOnly = "heads-only", Caution;
    /// A case was taken in charge.
    CareTaken = "care-taken", Clear;
    /// A case was closed.
    CareClosed = "care-closed", Clear;
    /// A sender proved that a message is theirs: it went out.
    Proved = "proved", Clear;
    /// The same, and the desk decides.
    ProofKept = "proof-kept", Clear;
    /// A sender said that a message is not theirs.
    Disowned = "disowned", Clear;
    /// The desk asked a sender.
    ProofAsked = "proof-asked", Clear;
    /// A sender was asked too often.
    ProofTooMany = "proof-too-many", Caution;
    /// An officer asked for a name.
    Unmasked = "unmasked", Clear;
    /// An officer took a letter.
    Claimed = "claimed", Clear;
    /// Another officer has the letter.
    Taken = "taken", Caution;
    /// An officer gave a letter back.
    PutDown = "put-down", Clear;
    /// An officer passed a letter on.
    HandedOver = "handed-over", Clear;
    /// An import was started.
    ImportStarted = "import-started", Clear;
    /// An import was stopped.
    ImportStopped = "import-stopped", Clear;
    /// The attack of the demonstration has begun.
    AttackPlayed = "attack-played", Clear;
}

impl Said {
    /// The notice of a code; none for what is not one.
    pub fn from_code(code: &str) -> Option<Said> {
        Said::ALL.iter().copied().find(|said| said.code() == code)
    }

    /// Its phrase.
    pub fn key(self) -> String {
        format!("said-{}", self.code())
    }
}
