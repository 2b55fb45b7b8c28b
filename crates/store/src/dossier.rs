//! Evidence packs: their register, and what they are made from. Every reading is of one transaction, so a pack is one
//! picture, whatever is withdrawn meanwhile.

use model::{
    CampaignId, MessageId, Millis, PersonId, Profile, SchoolId, SessionId,
    dossier::{Of, Variant},
    limits,
    message::State,
};
use sqlx::FromRow;
use uuid::Uuid;

use crate::{
    Result, Tx,
    fields::{IDS, Names},
    journal::EntryRow,
};

/// What a pack is made from, and for whose eyes.
#[derive(Debug, Clone, Copy)]
pub struct Ask {
    /// On what.
    pub of: Of,
    /// Of schools over which this person has a power only; none: of all.
    pub by: Option<PersonId>,
    /// Sent by this pupil only; none: by anybody.
    pub child: Option<PersonId>,
    /// When powers are looked at.
    pub now: Millis,
}

/// The campaign, the message, whose power, when, and the pupil: $1 to $5 of every statement.
type Asked = (Option<Uuid>, Option<Uuid>, Option<Uuid>, Millis, Option<Uuid>);

impl Ask {
    fn fields(&self) -> Asked {
        let (campaign, message) = (self.of.campaign().map(CampaignId::uuid), self.of.message().map(MessageId::uuid));
        (campaign, message, self.by.map(PersonId::uuid), self.now, self.child.map(PersonId::uuid))
    }
}

/// Messages `m` that are asked about, whoever sent them: of the campaign $1 or the message $2, where $3 has a power at $4.
macro_rules! there {
    () => {
        "(m.campaign = $1 or m.id = $2) and (cast($3 as uuid) is null or exists (select 1 from role_grant g \
         join school z on z.id = m.sender_school where g.person = $3 and g.role in ('desk', 'operator') \
         and g.since <= $4 and g.until > $4 and (g.school is null or g.school = z.id) \
         and (g.departement is null or g.departement = z.departement) \
         and (g.academie is null or g.academie = z.academie)))"
    };
}

/// A message of a pack.
#[derive(Debug, Clone, FromRow)]
pub struct MessageRow {
    /// Identity.
    #[sqlx(try_from = "Uuid")]
    pub id: MessageId,
    /// Who sent it.
    #[sqlx(try_from = "Uuid")]
    pub sender: PersonId,
    /// Their name then.
    pub sender_name: String,
    /// As what.
    #[sqlx(try_from = "String")]
    pub sender_profile: Profile,
    /// Code of the school.
    pub uai: String,
    /// Its name.
    pub school_name: String,
    /// Code of its académie.
    pub academie: i64,
    /// People in its audiences.
    pub readers: i64,
    /// Subject.
    pub subject: String,
    /// Text.
    pub body: String,
    /// Where it stands.
    #[sqlx(try_from = "String")]
    pub state: State,
    sent_at: i64,
    delivered_at: Option<i64>,
    held_at: Option<i64>,
    withdrawn_at: Option<i64>,
    /// SHA-256 of its letters.
    pub exact: Option<Vec<u8>>,
}

impl MessageRow {
    /// When it was sent.
    pub fn sent_at(&self) -> Millis {
        Millis(self.sent_at)
    }
    /// When it went out.
    pub fn delivered_at(&self) -> Option<Millis> {
        self.delivered_at.map(Millis)
    }
    /// When it was last held.
    pub fn held_at(&self) -> Option<Millis> {
        self.held_at.map(Millis)
    }
    /// When it was withdrawn.
    pub fn withdrawn_at(&self) -> Option<Millis> {
        self.withdrawn_at.map(Millis)
    }
}

/// The messages, in the order in which they were sent.
pub async fn messages(tx: &mut Tx, ask: &Ask) -> Result<Vec<MessageRow>> {
    let (campaign, message, by, now, child) = ask.fields();
    tx.all(
        concat!(
            "select m.id, m.sender, m.sender_name, m.sender_profile, s.uai, s.name as school_name, s.academie, m.readers, \
             m.subject, m.body, m.state, m.sent_at, m.delivered_at, m.held_at, m.withdrawn_at, k.exact \
             from message m join school s on s.id = m.sender_school left join sketch k on k.message = m.id where ",
            there!(),
            " and (cast($5 as uuid) is null or m.sender = $5)",
            " order by m.sent_at, m.id limit $6"
        ),
        (campaign, message, by, now, child, limits::DOSSIER_MESSAGES_MAX),
    )
    .await
}

/// How many there are, and how many there are of all schools.
pub async fn counts(tx: &mut Tx, ask: &Ask) -> Result<(i64, i64)> {
    let row: Option<(i64, i64)> = tx
        .maybe(
            concat!(
                "select count(case when ",
                there!(),
                " and (cast($5 as uuid) is null or m.sender = $5)",
                " then 1 end), count(*) from message m where m.campaign = $1 or m.id = $2"
            ),
            ask.fields(),
        )
        .await?;
    Ok(row.unwrap_or_default())
}

/// To whom the messages went, in words.
pub async fn labels(tx: &mut Tx, ask: &Ask) -> Result<Vec<(Uuid, String)>> {
    let (campaign, message, by, now, child) = ask.fields();
    tx.all(
        concat!(
            "select a.message, a.label from message m join message_audience a on a.message = m.id where ",
            there!(),
            " and (cast($5 as uuid) is null or m.sender = $5)",
            " order by a.message, a.line desc, a.label, a.audience limit $6"
        ),
        (campaign, message, by, now, child, limits::DOSSIER_ROWS_MAX),
    )
    .await
}

/// A file of one of the messages.
#[derive(Debug, Clone, FromRow)]
pub struct FileRow {
    /// The message.
    #[sqlx(try_from = "Uuid")]
    pub message: MessageId,
    /// Name.
    pub name: String,
    /// Type, as sniffed.
    pub mime: String,
    /// Size.
    pub bytes: i64,
    /// Hash of its content.
    pub sha256: Vec<u8>,
}

/// Files of the messages.
pub async fn files(tx: &mut Tx, ask: &Ask) -> Result<Vec<FileRow>> {
    let (campaign, message, by, now, child) = ask.fields();
    tx.all(
        concat!(
            "select f.message, f.name, f.mime, f.bytes, f.sha256 from message m join attachment f on f.message = m.id where ",
            there!(),
            " and (cast($5 as uuid) is null or m.sender = $5)",
            " order by f.message, f.position, f.id limit $6"
        ),
        (campaign, message, by, now, child, limits::DOSSIER_ROWS_MAX),
    )
    .await
}

/// An account that sent one of the messages: its login, and when its password was set.
pub async fn accounts(tx: &mut Tx, ask: &Ask) -> Result<Vec<(Uuid, String, i64)>> {
    let (campaign, message, by, now, child) = ask.fields();
    tx.all(
        concat!(
            "select distinct a.person, a.login, a.secret_set_at from message m join account a on a.person = m.sender where ",
            there!(),
            " and (cast($5 as uuid) is null or m.sender = $5)",
            " order by a.person limit $6"
        ),
        (campaign, message, by, now, child, limits::DOSSIER_MESSAGES_MAX),
    )
    .await
}

/// A pupil who sent one of the messages.
#[derive(Debug, Clone, FromRow)]
pub struct Pupil {
    /// Who.
    #[sqlx(try_from = "Uuid")]
    pub person: PersonId,
    /// Name when it was sent.
    pub name: String,
    /// From which school.
    #[sqlx(try_from = "Uuid")]
    pub school: SchoolId,
    /// Its name.
    pub school_name: String,
}

/// Pupils who sent one of the messages, by name.
pub async fn pupils(tx: &mut Tx, ask: &Ask, rows: i64) -> Result<Vec<Pupil>> {
    let (campaign, message, by, now, child) = ask.fields();
    tx.all(
        concat!(
            "select distinct m.sender as person, m.sender_name as name, m.sender_school as school, s.name as school_name \
             from message m join school s on s.id = m.sender_school where m.sender_profile = 'pupil' and ",
            there!(),
            " and (cast($5 as uuid) is null or m.sender = $5)",
            " order by name, person, school limit $6"
        ),
        (campaign, message, by, now, child, rows),
    )
    .await
}

/// A session of one of the accounts.
#[derive(Debug, Clone, FromRow)]
pub struct SessionRow {
    /// Its identity.
    #[sqlx(try_from = "Uuid")]
    pub id: SessionId,
    /// Whose account.
    #[sqlx(try_from = "Uuid")]
    pub person: PersonId,
    /// On which device.
    pub device: Uuid,
    issued_at: i64,
    last_seen_at: i64,
    ended_at: Option<i64>,
    /// Source address and port of the sign-in.
    pub address: String,
    /// What the browser said it was.
    pub agent: String,
    /// Code of the kind of network.
    pub network_class: String,
    /// Country, when known.
    pub country: Option<String>,
    /// The device had never opened this account.
    pub device_new: bool,
}

impl SessionRow {
    /// When it was opened.
    pub fn issued_at(&self) -> Millis {
        Millis(self.issued_at)
    }
    /// When it was last used, to the minute.
    pub fn last_seen_at(&self) -> Millis {
        Millis(self.last_seen_at)
    }
    /// When it was ended by itself.
    pub fn ended_at(&self) -> Option<Millis> {
        self.ended_at.map(Millis)
    }
}

/// Sessions of the accounts between two moments, whatever became of them.
pub async fn sessions(tx: &mut Tx, ask: &Ask, from: Millis, to: Millis) -> Result<Vec<SessionRow>> {
    let (campaign, message, by, now, child) = ask.fields();
    tx.all(
        concat!(
            "select x.id, x.person, x.device, x.issued_at, x.last_seen_at, x.ended_at, x.address, x.agent, \
             x.network_class, x.country, x.device_new from session x \
             where x.issued_at >= $6 and x.issued_at <= $7 and x.person in (select m.sender from message m where ",
            there!(),
            " and (cast($5 as uuid) is null or m.sender = $5)",
            ") order by x.issued_at, x.id limit $8"
        ),
        (campaign, message, by, now, child, from, to, limits::DOSSIER_ROWS_MAX),
    )
    .await
}

/// Who was shown what, in the order in which they were. For a pupil's family: what the pupil was shown, whoever sent it.
pub async fn shown(tx: &mut Tx, ask: &Ask) -> Result<Vec<crate::reading::Exposure>> {
    let (campaign, message, by, now, child) = ask.fields();
    tx.all(
        concat!(
            "select r.person, p.given_name || ' ' || p.family_name as name, r.message, r.listed_at, r.opened_at, \
             r.last_opened_at, r.file_opened_at from message m join reading r on r.message = m.id \
             join person p on p.id = r.person where ",
            there!(),
            " and (cast($5 as uuid) is null or r.person = $5) order by r.listed_at, r.person, r.message limit $6"
        ),
        (campaign, message, by, now, child, limits::DOSSIER_ROWS_MAX),
    )
    .await
}

/// A containment that one of the messages led to, or the campaign.
#[derive(Debug, Clone, FromRow)]
pub struct ContainmentRow {
    /// Whose account.
    #[sqlx(try_from = "Uuid")]
    pub person: PersonId,
    since: i64,
    until: i64,
    ended_at: Option<i64>,
    /// Code of its reason.
    pub reason: String,
    /// Code of how it ended.
    pub ending: Option<String>,
    message: Option<Uuid>,
    decided_by: Option<Uuid>,
}

impl ContainmentRow {
    /// Since when, until when at most, and when it ended before.
    pub fn times(&self) -> (Millis, Millis, Option<Millis>) {
        (Millis(self.since), Millis(self.until), self.ended_at.map(Millis))
    }
    /// The message that led to it.
    pub fn message(&self) -> Option<MessageId> {
        self.message.map(MessageId::from)
    }
    /// The machine decided.
    pub fn by_machine(&self) -> bool {
        self.decided_by.is_none()
    }
}

/// Containments of accounts that sent one of the messages, for that.
pub async fn containments(tx: &mut Tx, ask: &Ask) -> Result<Vec<ContainmentRow>> {
    let (campaign, message, by, now, child) = ask.fields();
    tx.all(
        concat!(
            "select c.person, c.since, c.until, c.ended_at, c.reason, c.ending, c.message, c.decided_by from containment c \
             where c.person in (select m.sender from message m where ",
            there!(),
            " and (cast($5 as uuid) is null or m.sender = $5)",
            ") and (c.campaign = $1 or c.message = $2 or c.message in (select n.id from message n where n.campaign = $1)) \
             order by c.since, c.id limit $6"
        ),
        (campaign, message, by, now, child, limits::DOSSIER_MESSAGES_MAX),
    )
    .await
}

/// Entries of the journal about these subjects between two moments, in no order; of each fifty subjects the first `rows`.
pub async fn entries(tx: &mut Tx, subjects: &[String], from: Millis, to: Millis, rows: i64) -> Result<Vec<EntryRow>> {
    let mut entries = Vec::new();
    for some in subjects.chunks(IDS) {
        entries.extend(tx.all::<EntryRow>(ENTRIES_OF_FIFTY, (from, to, rows, Names(some.to_vec()))).await?);
    }
    Ok(entries)
}

const ENTRIES_OF_FIFTY: &str = "select id, seq, at, verb, actor, subject, payload, salt, commitment, leaf \
    from journal_entry where at >= $1 and at <= $2 and subject in ($4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33, $34, $35, $36, $37, $38, $39, $40, $41, $42, $43, $44, $45, $46, $47, $48, $49, $50, $51, $52, $53) order by at, id limit $3";

/// Hashes of the journal's leaves from a place on, in order.
pub async fn leaves(tx: &mut Tx, from: i64, before: i64, rows: i64) -> Result<Vec<(i64, Vec<u8>)>> {
    tx.all(
        "select seq, leaf from journal_entry where seq >= $1 and seq < $2 and leaf is not null order by seq limit $3",
        (from, before, rows),
    )
    .await
}

/// What a campaign is looked for by besides its texts: kind, value, and when it was added.
pub async fn patterns(tx: &mut Tx, of: Of) -> Result<Vec<(String, String, i64)>> {
    let Some(campaign) = of.campaign() else { return Ok(Vec::new()) };
    tx.all(
        "select kind, value, added_at from campaign_pattern where campaign = $1 and revoked_at is null and not common \
         order by kind, value limit $2",
        (campaign, limits::CAMPAIGN_ROWS_MAX),
    )
    .await
}

/// Schools in which somebody is a pupil at a moment.
pub async fn schools_of_pupil(tx: &mut Tx, person: PersonId, now: Millis) -> Result<Vec<SchoolId>> {
    let rows: Vec<(Uuid,)> = tx
        .all(
            "select distinct school from affiliation where person = $1 and profile = 'pupil' and since <= $2 and until > $2 \
             order by school",
            (person, now),
        )
        .await?;
    Ok(rows.into_iter().map(|(id,)| id.into()).collect())
}

/// A pack to be written down.
#[derive(Debug)]
pub struct NewDossier<'a> {
    /// Identity.
    pub id: Uuid,
    /// On what.
    pub of: Of,
    /// For whom, as a variant.
    pub variant: Variant,
    /// The pupil whose family it is for.
    pub child: Option<PersonId>,
    /// SHA-256 of its tagmanifest.
    pub digest: [u8; 32],
    /// Number of the key that sealed it.
    pub key_number: &'a str,
    /// Messages in it.
    pub messages: i64,
    /// Who made it; none: the console.
    pub by: Option<PersonId>,
    /// For whom, in words.
    pub for_whom: &'a str,
    /// Why.
    pub reason: &'a str,
}

/// Writes a pack down, and holds what it is on.
pub async fn insert(tx: &mut Tx, new: &NewDossier<'_>, now: Millis) -> Result<()> {
    let (campaign, message) = (new.of.campaign(), new.of.message());
    tx.run(
        "insert into dossier (id, campaign, message, variant, child, digest, key_number, messages, made_at, made_by, \
         for_whom, reason) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
        (
            new.id,
            campaign,
            message,
            new.variant.code(),
            new.child,
            new.digest.to_vec(),
            new.key_number,
            new.messages,
            now,
            new.by,
            new.for_whom,
            new.reason,
        ),
    )
    .await?;
    tx.run(
        "insert into legal_hold (dossier, campaign, message, since, until) values ($1, $2, $3, $4, $5)",
        (new.id, campaign, message, now, now + limits::DOSSIER_HOLD),
    )
    .await?;
    Ok(())
}

/// A pack that was made.
#[derive(Debug, Clone, FromRow)]
pub struct Row {
    /// Identity.
    pub id: Uuid,
    /// Its variant.
    #[sqlx(try_from = "String")]
    pub variant: Variant,
    /// SHA-256 of its tagmanifest.
    pub digest: Vec<u8>,
    /// Messages in it.
    pub messages: i64,
    made_at: i64,
    /// Name of who made it; none: the console.
    pub by: Option<String>,
    /// For whom.
    pub for_whom: String,
    /// Why.
    pub reason: String,
    until: i64,
}

impl Row {
    /// When it was made.
    pub fn made_at(&self) -> Millis {
        Millis(self.made_at)
    }
    /// Until when what it is on is held.
    pub fn held_until(&self) -> Millis {
        Millis(self.until)
    }
}

/// The register: packs that were made of a campaign or a message, oldest first.
pub async fn register(tx: &mut Tx, of: Of) -> Result<Vec<Row>> {
    tx.all(
        "select d.id, d.variant, d.digest, d.messages, d.made_at, p.given_name || ' ' || p.family_name as by, \
         d.for_whom, d.reason, h.until from dossier d join legal_hold h on h.dossier = d.id \
         left join person p on p.id = d.made_by where d.campaign = $1 or d.message = $2 \
         order by d.made_at, d.id limit $3",
        (of.campaign(), of.message(), limits::CAMPAIGN_ROWS_MAX),
    )
    .await
}
