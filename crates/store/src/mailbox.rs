//! A person's inbox, computed: the merge of the newest entries of the audiences that they belonged to.
//!
//! Each audience is read by index, newest first, and only the newest of all are joined with their message. The cost
//! depends on the number of rows shown and of audiences, not on the size of the mailbox.

use model::{AudienceId, MessageId, Millis, PersonId, limits, message::State};
use sqlx::{FromRow, error::BoxDynError, postgres::PgArguments, sqlite::SqliteArguments};
use uuid::Uuid;

use crate::{
    Result, Tx,
    fields::{Field, Fields, IDS, Ids},
    wave,
};

/// Audiences looked at by one statement.
const BRANCHES: usize = 12;
/// Statements that one page may take before it is cut: a bound against a flood of held messages.
const ROUNDS_MAX: usize = 64;

/// One period during which a person belongs to an audience.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Belonging {
    /// The audience.
    pub audience: AudienceId,
    /// From when.
    pub since: Millis,
    /// Until when, exclusive.
    pub until: Millis,
}

/// Everything that the person belongs or belonged to, themselves included.
pub async fn belongings(tx: &mut Tx, person: PersonId) -> Result<Vec<Belonging>> {
    let rows: Vec<(Uuid, i64, i64)> = tx
        .all(
            "select audience, since, until from membership where person = $1 order by until desc, audience, since limit $2",
            (person, limits::MEMBERSHIPS_PER_PERSON_MAX),
        )
        .await?;
    let own = Belonging { audience: person.into(), since: Millis(0), until: Millis::NEVER };
    let others = rows.into_iter().map(|(audience, since, until)| Belonging {
        audience: audience.into(),
        since: Millis(since),
        until: Millis(until),
    });
    Ok(std::iter::once(own).chain(others).collect())
}

/// A place in a mailbox: what comes strictly after it is older.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Cursor {
    /// Time of the message.
    pub sent_at: Millis,
    /// The message, for those of the same time.
    pub message: MessageId,
}

impl Cursor {
    /// Before everything: the newest page.
    pub const NEWEST: Cursor = Cursor { sent_at: Millis::NEVER, message: MessageId(Uuid::nil()) };
}

/// A message as a list shows it.
#[derive(Debug, Clone, FromRow)]
pub struct Row {
    /// The message.
    #[sqlx(try_from = "Uuid")]
    pub id: MessageId,
    /// Its conversation.
    #[sqlx(try_from = "Uuid")]
    pub thread: model::ThreadId,
    /// Who wrote it.
    #[sqlx(try_from = "Uuid")]
    pub sender: PersonId,
    /// Their name when it was sent.
    pub sender_name: String,
    /// What they were.
    #[sqlx(try_from = "String")]
    pub sender_profile: model::Profile,
    /// Name of their school.
    pub school_name: String,
    /// Subject, may be empty.
    pub subject: String,
    /// First characters of the text.
    pub excerpt: String,
    /// Where it stands.
    #[sqlx(try_from = "String")]
    pub state: State,
    sent_at: i64,
    delivered_at: Option<i64>,
    withdrawn_at: Option<i64>,
    wave_from: Option<i64>,
    wave_key: Option<i64>,
    wave_slow: bool,
    readers: i64,
    /// Files joined.
    pub attachments: i64,
    listed_at: Option<i64>,
    opened_at: Option<i64>,
    marked_unread: Option<bool>,
}

impl Row {
    /// When it was sent.
    pub fn sent_at(&self) -> Millis {
        Millis(self.sent_at)
    }
    /// When it first went out.
    pub fn delivered_at(&self) -> Option<Millis> {
        self.delivered_at.map(Millis)
    }
    /// When it was withdrawn.
    pub fn withdrawn_at(&self) -> Option<Millis> {
        self.withdrawn_at.map(Millis)
    }
    /// Whether the reader has not opened it, or has marked it so.
    pub fn is_unread(&self) -> bool {
        self.opened_at.is_none() || self.marked_unread == Some(true)
    }
    /// Whether it was shown to this reader before, in a list or open.
    pub fn was_shown(&self) -> bool {
        self.listed_at.is_some()
    }
    /// Whether this reader may see the content at this moment (invariant 1).
    pub fn is_visible(&self, reader: PersonId, now: Millis) -> bool {
        let plan = wave::plan(self.wave_from, self.wave_key, self.wave_slow, self.readers);
        wave::is_visible(self.state, plan, self.id, reader, now)
    }
    /// Whether a list may show it: its content, or for a withdrawn one that was shown, the notice.
    pub(crate) fn may_be_listed(&self, reader: PersonId, now: Millis) -> bool {
        self.state == State::Withdrawn && self.was_shown() || self.is_visible(reader, now)
    }
    pub(crate) fn cursor(&self) -> Cursor {
        Cursor { sent_at: self.sent_at(), message: self.id }
    }
}

/// A message in a mailbox, before its content is asked for: what tells whether a list shows it.
#[derive(Debug, Clone, FromRow)]
struct Entry {
    #[sqlx(try_from = "Uuid")]
    id: MessageId,
    #[sqlx(try_from = "String")]
    state: State,
    sent_at: i64,
    wave_from: Option<i64>,
    wave_key: Option<i64>,
    wave_slow: bool,
    readers: i64,
    listed_at: Option<i64>,
    trashed_at: Option<i64>,
    folder: Option<Uuid>,
}

impl Entry {
    fn is_visible(&self, reader: PersonId, now: Millis) -> bool {
        let plan = wave::plan(self.wave_from, self.wave_key, self.wave_slow, self.readers);
        wave::is_visible(self.state, plan, self.id, reader, now)
    }
    /// Whether the inbox shows it: neither put away nor kept elsewhere, and its content may be seen, or its notice.
    fn is_shown(&self, reader: PersonId, now: Millis) -> bool {
        let lies_there = self.trashed_at.is_none() && self.folder.is_none();
        let notice = self.state == State::Withdrawn && self.listed_at.is_some();
        lies_there && (notice || self.is_visible(reader, now))
    }
    fn cursor(&self) -> Cursor {
        Cursor { sent_at: Millis(self.sent_at), message: self.id }
    }
}

/// The newest messages of a person that are older than `before`, each once: visible ones, and withdrawn ones that they
/// were shown (their notice). The second value is where the next page begins, if there is one.
pub async fn page(
    tx: &mut Tx,
    person: PersonId,
    belongings: &[Belonging],
    before: Cursor,
    rows: i64,
    now: Millis,
) -> Result<(Vec<Row>, Option<Cursor>)> {
    let mut kept: Vec<Entry> = Vec::new();
    let mut at = before;
    for round in 0..ROUNDS_MAX {
        let step = if round == 0 { rows + 1 } else { (rows + 1).max(limits::UNREAD_LOOKED_AT_MAX) };
        let candidates = newest(tx, person, belongings, at, step, Wanted::All).await?;
        let exhausted = (candidates.len() as i64) < step;
        for entry in candidates {
            at = entry.cursor();
            if entry.is_shown(person, now) {
                kept.push(entry);
                if kept.len() as i64 > rows {
                    kept.pop();
                    let next = kept.last().map(Entry::cursor);
                    return Ok((contents(tx, person, &kept).await?, next));
                }
            }
        }
        if exhausted {
            return Ok((contents(tx, person, &kept).await?, None));
        }
    }
    Ok((contents(tx, person, &kept).await?, Some(at)))
}

/// Unread messages among the newest, counted up to [`limits::UNREAD_SHOWN_MAX`] + 1.
pub async fn unread(tx: &mut Tx, person: PersonId, belongings: &[Belonging], now: Millis) -> Result<i64> {
    let (before, rows, wanted) = (Cursor::NEWEST, limits::UNREAD_LOOKED_AT_MAX, Wanted::Unread);
    if belongings.len() <= BRANCHES {
        // Only what goes out in waves has to be looked at one by one.
        let branches = Branches { some: belongings, before, rows, person, wanted };
        let counts: Option<(i64, i64)> = tx.maybe(COUNT_OF_TWELVE, branches).await?;
        let (delivered, going) = counts.unwrap_or_default();
        if going == 0 || delivered > limits::UNREAD_SHOWN_MAX {
            return Ok(delivered.min(limits::UNREAD_SHOWN_MAX + 1));
        }
    }
    let entries = newest(tx, person, belongings, before, rows, wanted).await?;
    let unread = entries.iter().filter(|entry| entry.is_visible(person, now)).count();
    Ok((unread as i64).min(limits::UNREAD_SHOWN_MAX + 1))
}

/// Which of the newest messages are asked for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Wanted {
    All,
    /// Those that lie unread in the inbox, as far as the database can tell.
    Unread,
}

/// The newest candidates of all audiences, newest first, each once.
async fn newest(
    tx: &mut Tx,
    person: PersonId,
    belongings: &[Belonging],
    before: Cursor,
    rows: i64,
    wanted: Wanted,
) -> Result<Vec<Entry>> {
    let mut merged: Vec<Entry> = Vec::new();
    for some in belongings.chunks(BRANCHES) {
        merged.extend(tx.all::<Entry>(NEWEST_OF_TWELVE, Branches { some, before, rows, person, wanted }).await?);
    }
    if belongings.len() > BRANCHES {
        merged.sort_by_key(|entry| std::cmp::Reverse(entry.cursor()));
        merged.dedup_by_key(|entry| entry.id);
        merged.truncate(rows as usize);
    }
    Ok(merged)
}

/// What a list shows of these messages.
async fn contents(tx: &mut Tx, person: PersonId, entries: &[Entry]) -> Result<Vec<Row>> {
    let ids: Vec<MessageId> = entries.iter().map(|entry| entry.id).collect();
    contents_of(tx, person, &ids).await
}

async fn contents_of(tx: &mut Tx, person: PersonId, ids: &[MessageId]) -> Result<Vec<Row>> {
    let mut rows = Vec::with_capacity(ids.len());
    for some in ids.chunks(IDS) {
        rows.extend(tx.all::<Row>(CONTENT_OF_FIFTY, (person, Ids(some.to_vec()))).await?);
    }
    Ok(rows)
}

/// The newest messages since a moment that heads of schools wrote to a person, wherever the person keeps them.
pub async fn official(tx: &mut Tx, person: PersonId, since: Millis, now: Millis) -> Result<Vec<Row>> {
    let found: Vec<(Uuid,)> = tx
        .all(
            "select m.id from (select a.message from membership b join message_audience a on a.audience = b.audience \
                and a.sent_at > $2 and a.sent_at >= b.since and a.sent_at < b.until where b.person = $1 \
               union select a.message from message_audience a where a.audience = $1 and a.sent_at > $2) n \
             join message m on m.id = n.message where m.sender_profile = 'head' and m.sender <> $1 \
             and (m.state in ('waves', 'delivered') or (m.state = 'withdrawn' and exists (select 1 from reading r \
                where r.person = $1 and r.message = m.id))) order by m.sent_at desc, m.id desc limit $3",
            (person, since, limits::OFFICIAL_ROWS_MAX),
        )
        .await?;
    let ids: Vec<MessageId> = found.into_iter().map(|(id,)| id.into()).collect();
    let mut rows = contents_of(tx, person, &ids).await?;
    rows.retain(|row| row.may_be_listed(person, now));
    Ok(rows)
}

/// The parameters of [`NEWEST_OF_TWELVE`]: how many rows, who reads, whether only what is unread; then for each branch an audience, its since, and
/// the exclusive upper end as a pair. Missing branches name no audience.
struct Branches<'a> {
    some: &'a [Belonging],
    before: Cursor,
    rows: i64,
    person: PersonId,
    wanted: Wanted,
}

impl Branches<'_> {
    fn branch(&self, n: usize) -> (Uuid, i64, i64, Uuid) {
        match self.some.get(n) {
            Some(b) if b.until <= self.before.sent_at => (b.audience.uuid(), b.since.0, b.until.0, Uuid::nil()),
            Some(b) => (b.audience.uuid(), b.since.0, self.before.sent_at.0, self.before.message.uuid()),
            None => (Uuid::nil(), 0, 0, Uuid::nil()),
        }
    }
}

impl Fields for Branches<'_> {
    fn sqlite(self, to: &mut SqliteArguments) -> std::result::Result<(), BoxDynError> {
        Field::sqlite(self.rows, to)?;
        Field::sqlite(self.person, to)?;
        Field::sqlite(self.wanted == Wanted::Unread, to)?;
        (0..BRANCHES).try_for_each(|n| Fields::sqlite(self.branch(n), to))
    }
    fn postgres(self, to: &mut PgArguments) -> std::result::Result<(), BoxDynError> {
        Field::postgres(self.rows, to)?;
        Field::postgres(self.person, to)?;
        Field::postgres(self.wanted == Wanted::Unread, to)?;
        (0..BRANCHES).try_for_each(|n| Fields::postgres(self.branch(n), to))
    }
}

/// The newest messages of the audiences of [`Branches`], as a part of the statements below.
macro_rules! of_twelve {
    () => {
        "from (select distinct u.sent_at, u.message from ( \
    select * from (select sent_at, message from message_audience where audience = $4 and sent_at >= $5 and (sent_at, message) < ($6, $7) order by sent_at desc, message desc limit $1) as b1 union all \
    select * from (select sent_at, message from message_audience where audience = $8 and sent_at >= $9 and (sent_at, message) < ($10, $11) order by sent_at desc, message desc limit $1) as b2 union all \
    select * from (select sent_at, message from message_audience where audience = $12 and sent_at >= $13 and (sent_at, message) < ($14, $15) order by sent_at desc, message desc limit $1) as b3 union all \
    select * from (select sent_at, message from message_audience where audience = $16 and sent_at >= $17 and (sent_at, message) < ($18, $19) order by sent_at desc, message desc limit $1) as b4 union all \
    select * from (select sent_at, message from message_audience where audience = $20 and sent_at >= $21 and (sent_at, message) < ($22, $23) order by sent_at desc, message desc limit $1) as b5 union all \
    select * from (select sent_at, message from message_audience where audience = $24 and sent_at >= $25 and (sent_at, message) < ($26, $27) order by sent_at desc, message desc limit $1) as b6 union all \
    select * from (select sent_at, message from message_audience where audience = $28 and sent_at >= $29 and (sent_at, message) < ($30, $31) order by sent_at desc, message desc limit $1) as b7 union all \
    select * from (select sent_at, message from message_audience where audience = $32 and sent_at >= $33 and (sent_at, message) < ($34, $35) order by sent_at desc, message desc limit $1) as b8 union all \
    select * from (select sent_at, message from message_audience where audience = $36 and sent_at >= $37 and (sent_at, message) < ($38, $39) order by sent_at desc, message desc limit $1) as b9 union all \
    select * from (select sent_at, message from message_audience where audience = $40 and sent_at >= $41 and (sent_at, message) < ($42, $43) order by sent_at desc, message desc limit $1) as b10 union all \
    select * from (select sent_at, message from message_audience where audience = $44 and sent_at >= $45 and (sent_at, message) < ($46, $47) order by sent_at desc, message desc limit $1) as b11 union all \
    select * from (select sent_at, message from message_audience where audience = $48 and sent_at >= $49 and (sent_at, message) < ($50, $51) order by sent_at desc, message desc limit $1) as b12 \
    ) as u order by u.sent_at desc, u.message desc limit $1) as newest \
    join message m on m.id = newest.message left join reading r on r.person = $2 and r.message = m.id \
    where not $3 or (m.state in ('delivered', 'waves') and r.trashed_at is null and r.folder is null \
    and (r.opened_at is null or r.unread)) "
    };
}

const NEWEST_OF_TWELVE: &str = concat!(
    "select m.id, m.state, m.sent_at, m.wave_from, m.wave_key, m.wave_slow, m.readers, \
     r.listed_at, r.trashed_at, r.folder ",
    of_twelve!(),
    "order by newest.sent_at desc, newest.message desc"
);

/// How many of them are out for everybody, and how many go out in waves.
const COUNT_OF_TWELVE: &str = concat!(
    "select count(case when m.state = 'delivered' then 1 end) as delivered, \
     count(case when m.state = 'waves' then 1 end) as going ",
    of_twelve!()
);

const CONTENT_OF_FIFTY: &str = "select m.id, m.thread, m.sender, m.sender_name, m.sender_profile, \
    s.name as school_name, m.subject, substr(m.body, 1, 140) as excerpt, m.state, m.sent_at, m.delivered_at, \
    m.withdrawn_at, m.wave_from, m.wave_key, m.wave_slow, m.readers, m.attachments, \
    r.listed_at, r.opened_at, r.unread as marked_unread \
    from message m join school s on s.id = m.sender_school left join reading r on r.person = $1 and r.message = m.id \
    where m.id in ($2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33, $34, $35, $36, $37, $38, $39, $40, $41, $42, $43, $44, $45, $46, $47, $48, $49, $50, $51) \
    order by m.sent_at desc, m.id desc";
