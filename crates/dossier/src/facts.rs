//! What a pack is made from: plain data, with names and texts as they are. [`crate::seen_by`] takes out what a variant does
//! not show.

use journal::{Hash, Recorded};
use model::{MessageId, Millis, PersonId, Profile, SessionId, dossier::Of, message::State};

/// All that is known.
#[derive(Debug, Clone)]
pub struct Dossier {
    /// What it is, and for whom.
    pub head: Head,
    /// Messages, in the order in which they were sent.
    pub messages: Vec<Message>,
    /// Files joined to them, each content once, by hash.
    pub files: Vec<Joined>,
    /// Accounts that sent them, in the order in which they began.
    pub accounts: Vec<Account>,
    /// Sessions of those accounts around that time.
    pub sessions: Vec<Session>,
    /// Who was shown what.
    pub shown: Vec<Shown>,
    /// Accounts that were contained because of it.
    pub containments: Vec<Containment>,
    /// What was restricted in answer to it.
    pub measures: Vec<Measure>,
    /// What the journal says of it, with proofs.
    pub journal: Extract,
    /// Its distinct texts.
    pub texts: Vec<Text>,
    /// What else it is recognised by.
    pub patterns: Vec<Pattern>,
    /// Packs that were made of it, this one last.
    pub custody: Vec<Custody>,
    /// What did not fit in.
    pub left: Left,
}

/// What a pack is, and for whom.
#[derive(Debug, Clone)]
pub struct Head {
    /// Its identity, which the custody register has too.
    pub id: String,
    /// On what.
    pub of: Of,
    /// What the desk calls the campaign, or the subject of the message.
    pub label: String,
    /// Where the campaign stands; none for one message.
    pub state: Option<String>,
    /// Address of the installation.
    pub installation: String,
    /// When it was made.
    pub made_at: Millis,
    /// By whom; none: the console.
    pub made_by: Option<String>,
    /// For whom.
    pub for_whom: String,
    /// Why.
    pub reason: String,
    /// The pupil whose family it is for.
    pub child: Option<PersonId>,
    /// Time zone of the places that it speaks of, `Europe/Paris`.
    pub zone: String,
}

/// A message.
#[derive(Debug, Clone)]
pub struct Message {
    /// Its identity.
    pub id: MessageId,
    /// Who sent it.
    pub sender: PersonId,
    /// Their name when it was sent.
    pub sender_name: String,
    /// As what.
    pub profile: Profile,
    /// Code of the school, `9990003Z`.
    pub uai: String,
    /// Its name.
    pub school: String,
    /// To whom, in words.
    pub to: Vec<String>,
    /// People in its audiences.
    pub readers: i64,
    /// Subject.
    pub subject: String,
    /// Text.
    pub body: String,
    /// The text is left out in this variant, its hash is not.
    pub veiled: bool,
    /// SHA-256 of the text in UTF-8, hexadecimal.
    pub body_sha256: String,
    /// SHA-256 of the normalised letters, which copies share.
    pub letters_sha256: Option<String>,
    /// Where it stands.
    pub state: State,
    /// When it was sent.
    pub sent_at: Millis,
    /// When it went out to its first readers.
    pub delivered_at: Option<Millis>,
    /// When it was last held.
    pub held_at: Option<Millis>,
    /// When it was withdrawn.
    pub withdrawn_at: Option<Millis>,
    /// The session that sent it.
    pub session: Option<SessionId>,
    /// Name and hash of the files that it carries.
    pub files: Vec<(String, String)>,
}

/// A file that was joined.
#[derive(Debug, Clone)]
pub struct Joined {
    /// SHA-256 of its content, hexadecimal.
    pub sha256: String,
    /// Type, as sniffed.
    pub mime: String,
    /// Size in bytes.
    pub bytes: i64,
    /// Its content; none: it did not fit, or is not kept any more.
    pub content: Option<Vec<u8>>,
}

/// An account that sent something.
#[derive(Debug, Clone)]
pub struct Account {
    /// Whose.
    pub person: PersonId,
    /// Name of the owner.
    pub name: String,
    /// As what they write.
    pub profile: Profile,
    /// Code of their school.
    pub uai: String,
    /// Its name.
    pub school: String,
    /// The login.
    pub login: Option<String>,
    /// Messages of this pack that it sent.
    pub messages: i64,
    /// When it sent the first.
    pub first_at: Millis,
    /// When its password was set.
    pub secret_set_at: Option<Millis>,
}

/// A session of such an account.
#[derive(Debug, Clone)]
pub struct Session {
    /// Its identity.
    pub id: SessionId,
    /// Whose account.
    pub person: PersonId,
    /// When it was opened.
    pub issued_at: Millis,
    /// Last use, to the minute.
    pub last_seen_at: Millis,
    /// When it was ended by itself.
    pub ended_at: Option<Millis>,
    /// Source address, with its port when that is known: `203.0.113.9:51820`.
    pub address: String,
    /// What the browser said it was.
    pub agent: String,
    /// Device.
    pub device: String,
    /// The device had never opened the account.
    pub device_new: bool,
    /// Kind of network.
    pub network: String,
    /// Country, when known.
    pub country: Option<String>,
    /// Place in the journal of its opening; none when it is not there, or not sealed.
    pub entry: Option<u64>,
}

/// What one reader was shown of one message.
#[derive(Debug, Clone)]
pub struct Shown {
    /// The message.
    pub message: MessageId,
    /// Who.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// When subject and first words were first shown.
    pub listed_at: Millis,
    /// When the body was first shown.
    pub opened_at: Option<Millis>,
    /// When it was last shown.
    pub last_opened_at: Option<Millis>,
    /// When a file was first served.
    pub file_opened_at: Option<Millis>,
}

/// An account that was taken from whoever used it.
#[derive(Debug, Clone)]
pub struct Containment {
    /// Whose.
    pub person: PersonId,
    /// Since when.
    pub since: Millis,
    /// Until when at most.
    pub until: Millis,
    /// When it ended before its time.
    pub ended_at: Option<Millis>,
    /// Code of its reason.
    pub reason: String,
    /// Code of how it ended.
    pub ending: Option<String>,
    /// The message that led to it.
    pub message: Option<MessageId>,
    /// The machine decided.
    pub by_machine: bool,
}

/// What was restricted.
#[derive(Debug, Clone)]
pub struct Measure {
    /// Identity.
    pub id: String,
    /// What, as JSON.
    pub clauses: String,
    /// Why, in public.
    pub reason: String,
    /// Where: a name, and whether it is that of one person.
    pub places: Vec<(String, bool)>,
    /// When it was proposed.
    pub proposed_at: Millis,
    /// When it began.
    pub starts_at: Millis,
    /// When it was to end.
    pub ends_at: Millis,
    /// When it was ended before.
    pub ended_at: Option<Millis>,
    /// Code of where it stands.
    pub state: String,
}

/// What the journal says.
#[derive(Debug, Clone, Default)]
pub struct Extract {
    /// Entries, in the order of the log.
    pub entries: Vec<Recorded>,
    /// Their proofs, in the same order.
    pub proofs: Vec<Proof>,
    /// The signed note of the checkpoint that covers them; empty when the journal is.
    pub checkpoint: String,
    /// The key that checks it, as text.
    pub key: String,
    /// Entries about it that are not sealed yet, and so not here.
    pub waiting: u64,
}

/// That one entry is in the log.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Proof {
    /// Its place.
    pub seq: u64,
    /// From the leaf to the root (RFC 6962 §2.1.1).
    pub path: Vec<Hash>,
}

/// One text of a campaign.
#[derive(Debug, Clone)]
pub struct Text {
    /// SHA-256 of its normalised letters, hexadecimal.
    pub letters_sha256: String,
    /// Copies in these letters.
    pub copies: i64,
    /// When it first came.
    pub first_at: Millis,
}

/// What a campaign is recognised by besides its texts.
#[derive(Debug, Clone)]
pub struct Pattern {
    /// Code of its kind: `link`, `domain`, `file`.
    pub kind: String,
    /// The link, the site or the hash.
    pub value: String,
    /// When it was added.
    pub added_at: Millis,
}

/// One pack that was made.
#[derive(Debug, Clone, serde::Serialize)]
pub struct Custody {
    /// Its identity.
    pub id: String,
    /// Code of its variant.
    pub variant: String,
    /// When.
    pub at_ms: Millis,
    /// By whom; none: the console.
    pub by: Option<String>,
    /// For whom.
    pub for_whom: String,
    /// Why.
    pub reason: String,
    /// SHA-256 of its tagmanifest; none in the line of this very pack, whose digest cannot be within it.
    pub tagmanifest_sha256: Option<String>,
}

/// What is not in a pack.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Left {
    /// Messages beyond the bound of a pack.
    pub messages: i64,
    /// Messages of schools over which who asks has no power.
    pub elsewhere: i64,
    /// Files whose content is not in it.
    pub files: i64,
    /// Rows of sessions, or of who was shown what, were cut.
    pub rows: bool,
    /// Entries of the journal were cut.
    pub entries: bool,
}
