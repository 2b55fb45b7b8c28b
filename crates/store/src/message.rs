//! Messages: one row, one state, and the few statements that move it.

use model::{
    AudienceId, MessageId, Millis, PersonId, Profile, SchoolId, ThreadId, audience::Line, folder::Place, limits,
    message::State, wave::WavePlan,
};
use sqlx::FromRow;
use uuid::Uuid;

use crate::{Result, Tx};

/// A message to be stored.
#[derive(Debug)]
pub struct NewMessage<'a> {
    /// Identity.
    pub id: MessageId,
    /// Conversation: its own id when it begins one.
    pub thread: ThreadId,
    /// What it answers.
    pub in_reply_to: Option<MessageId>,
    /// Who writes.
    pub sender: PersonId,
    /// Their name now.
    pub sender_name: &'a str,
    /// As what they write.
    pub sender_profile: Profile,
    /// From which school.
    pub sender_school: SchoolId,
    /// Subject.
    pub subject: &'a str,
    /// Text.
    pub body: &'a str,
    /// First state.
    pub state: State,
    /// When.
    pub sent_at: Millis,
    /// How it goes out, when in waves.
    pub wave: Option<WavePlan>,
    /// People in its audiences.
    pub readers: i64,
    /// Files.
    pub attachments: i64,
    /// Key of the form.
    pub idempotency_key: Uuid,
}

/// An audience of a message to be stored.
#[derive(Debug, Clone)]
pub struct NewAudience {
    /// Whom.
    pub audience: AudienceId,
    /// On which line.
    pub line: Line,
    /// The audience's name now.
    pub label: String,
}

/// Stores a message and its audiences: a cost that does not depend on the number of readers.
pub async fn insert(tx: &mut Tx, m: &NewMessage<'_>, audiences: &[NewAudience]) -> Result<()> {
    let out = matches!(m.state, State::Delivered | State::Waves).then_some(m.sent_at);
    let held = (m.state == State::Held).then_some(m.sent_at);
    tx.later(
        "insert into message (id, thread, in_reply_to, sender, sender_name, sender_profile, sender_school, subject, \
         body, state, sent_at, delivered_at, held_at, wave_from, wave_key, wave_slow, readers, attachments, idempotency_key) \
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)",
        (
            m.id,
            m.thread,
            m.in_reply_to,
            m.sender,
            m.sender_name,
            m.sender_profile,
            m.sender_school,
            m.subject,
            m.body,
            m.state,
            m.sent_at,
            out,
            held,
            m.wave.map(|w| w.from),
            m.wave.map(|w| w.key.cast_signed()),
            m.wave.is_some_and(|w| w.slow),
            m.readers,
            m.attachments,
            m.idempotency_key,
        ),
    )
    .await?;
    for a in audiences {
        tx.later(
            "insert into message_audience (audience, sent_at, message, line, label) values ($1, $2, $3, $4, $5)",
            (a.audience, m.sent_at, m.id, a.line, a.label.as_str()),
        )
        .await?;
    }
    Ok(())
}

/// A message that was made before.
#[derive(Debug, Clone, Copy, FromRow)]
pub struct Known {
    /// The message.
    #[sqlx(try_from = "Uuid")]
    pub id: MessageId,
    /// Where it stands.
    #[sqlx(try_from = "String")]
    pub state: State,
    /// It was to wait for the end of closed hours.
    pub deferred: bool,
}

/// The message that a sender made with this key before.
pub async fn by_key(tx: &mut Tx, sender: PersonId, key: Uuid) -> Result<Option<Known>> {
    tx.maybe(
        "select id, state, deferred_until is not null as deferred from message \
         where sender = $1 and idempotency_key = $2",
        (sender, key),
    )
    .await
}

/// A message in full.
#[derive(Debug, Clone, FromRow)]
pub struct Message {
    /// Identity.
    #[sqlx(try_from = "Uuid")]
    pub id: MessageId,
    /// Conversation.
    #[sqlx(try_from = "Uuid")]
    pub thread: ThreadId,
    /// Who wrote it.
    #[sqlx(try_from = "Uuid")]
    pub sender: PersonId,
    /// Their name when sent.
    pub sender_name: String,
    /// As what they wrote.
    #[sqlx(try_from = "String")]
    pub sender_profile: Profile,
    /// From which school.
    #[sqlx(try_from = "Uuid")]
    pub sender_school: SchoolId,
    /// Name of that school.
    pub school_name: String,
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
    deferred_until: Option<i64>,
    wave_from: Option<i64>,
    wave_key: Option<i64>,
    wave_slow: bool,
    /// People in its audiences when sent.
    pub readers: i64,
    /// Files joined.
    pub attachments: i64,
    /// Whether the one who asks was among its audiences when it was sent.
    pub addressed: bool,
    listed_at: Option<i64>,
    opened_at: Option<i64>,
    trashed_at: Option<i64>,
    folder: Option<Uuid>,
}

impl Message {
    /// When it was sent.
    pub fn sent_at(&self) -> Millis {
        Millis(self.sent_at)
    }
    /// When it first went out.
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
    /// When it goes out, if it still waits for that as far as its sender is told.
    pub fn deferred_until(&self, now: Millis) -> Option<Millis> {
        deferral(self.deferred_until, self.state, now)
    }
    /// Its place in a conversation.
    pub fn cursor(&self) -> crate::mailbox::Cursor {
        crate::mailbox::Cursor { sent_at: self.sent_at(), message: self.id }
    }
    /// Whether the one who asks was shown it in a list or open.
    pub fn was_shown(&self) -> bool {
        self.listed_at.is_some()
    }
    /// Where the one who asks keeps it.
    pub fn place(&self) -> Place {
        match self.folder {
            _ if self.trashed_at.is_some() => Place::Trash,
            None => Place::Inbox,
            Some(id) if id.is_nil() => Place::Archive,
            Some(id) => Place::Folder(id.into()),
        }
    }
    /// Whether the one who asks has opened it.
    pub fn was_opened(&self) -> bool {
        self.opened_at.is_some()
    }
    /// Whether this reader may see the content at this moment (invariant 1).
    pub fn is_visible(&self, reader: PersonId, now: Millis) -> bool {
        self.addressed && crate::wave::is_visible(self.state, self.wave(), self.id, reader, now)
    }
    /// How it goes out, when in waves.
    pub fn wave(&self) -> Option<WavePlan> {
        crate::wave::plan(self.wave_from, self.wave_key, self.wave_slow, self.readers)
    }
}

/// A message, as one person stands to it; nothing is decided here about what they may see.
pub async fn get(tx: &mut Tx, message: MessageId, reader: PersonId) -> Result<Option<Message>> {
    tx.maybe(
        "select m.id, m.thread, m.sender, m.sender_name, m.sender_profile, m.sender_school, s.name as school_name, \
         m.subject, m.body, m.state, m.sent_at, m.delivered_at, m.held_at, m.withdrawn_at, m.deferred_until, m.wave_from, m.wave_key, m.wave_slow, \
         m.readers, m.attachments, r.listed_at, r.opened_at, r.trashed_at, r.folder, \
         exists (select 1 from message_audience a where a.message = m.id and (a.audience = $2 \
            or exists (select 1 from membership b where b.person = $2 and b.audience = a.audience \
               and a.sent_at >= b.since and a.sent_at < b.until))) as addressed \
         from message m join school s on s.id = m.sender_school \
         left join reading r on r.person = $2 and r.message = m.id where m.id = $1",
        (message, reader),
    )
    .await
}

/// The newest messages of a conversation that are older than a place, newest first, as one person stands to each.
pub async fn thread(
    tx: &mut Tx,
    thread: ThreadId,
    reader: PersonId,
    before: crate::mailbox::Cursor,
    rows: i64,
) -> Result<Vec<Message>> {
    tx.all(
        "select m.id, m.thread, m.sender, m.sender_name, m.sender_profile, m.sender_school, s.name as school_name, \
         m.subject, m.body, m.state, m.sent_at, m.delivered_at, m.held_at, m.withdrawn_at, m.deferred_until, m.wave_from, m.wave_key, m.wave_slow, \
         m.readers, m.attachments, r.listed_at, r.opened_at, r.trashed_at, r.folder, \
         exists (select 1 from message_audience a where a.message = m.id and (a.audience = $2 \
            or exists (select 1 from membership b where b.person = $2 and b.audience = a.audience \
               and a.sent_at >= b.since and a.sent_at < b.until))) as addressed \
         from message m join school s on s.id = m.sender_school \
         left join reading r on r.person = $2 and r.message = m.id \
         where m.thread = $1 and (m.sent_at, m.id) < ($3, $4) order by m.sent_at desc, m.id desc limit $5",
        (thread, reader, before.sent_at, before.message, rows),
    )
    .await
}

/// A line of a message's addressees.
#[derive(Debug, Clone, FromRow)]
pub struct AddresseeRow {
    /// Whom.
    #[sqlx(try_from = "Uuid")]
    pub audience: AudienceId,
    /// On which line.
    #[sqlx(try_from = "String")]
    pub line: Line,
    /// Name when sent.
    pub label: String,
}

/// Whom a message names.
pub async fn addressees(tx: &mut Tx, message: MessageId) -> Result<Vec<AddresseeRow>> {
    tx.all(
        "select audience, line, label from message_audience where message = $1 order by line desc, label, audience",
        (message,),
    )
    .await
}

/// A message as its sender's list shows it.
#[derive(Debug, Clone, FromRow)]
pub struct SentRow {
    /// Identity.
    #[sqlx(try_from = "Uuid")]
    pub id: MessageId,
    /// Subject.
    pub subject: String,
    /// First characters of the text.
    pub excerpt: String,
    /// Where it stands.
    #[sqlx(try_from = "String")]
    pub state: State,
    sent_at: i64,
    deferred_until: Option<i64>,
    /// People in its audiences.
    pub readers: i64,
    /// Files joined.
    pub attachments: i64,
    /// One of those it names; empty when it names nobody but decoys.
    pub first_label: String,
    /// How many it names.
    pub labels: i64,
}

impl SentRow {
    /// When it was sent.
    pub fn sent_at(&self) -> Millis {
        Millis(self.sent_at)
    }
    /// When it goes out, if it still waits for that as far as its sender is told.
    pub fn deferred_until(&self, now: Millis) -> Option<Millis> {
        deferral(self.deferred_until, self.state, now)
    }
}

/// When a letter goes out, if its sender is still told that it waits for that. One that was held meanwhile says the same
/// until then: nobody learns from it what the shield thought.
fn deferral(until: Option<i64>, state: State, now: Millis) -> Option<Millis> {
    let waits = matches!(state, State::Deferred | State::Held);
    until.map(Millis).filter(|until| waits && *until > now)
}

/// What a person sent, newest first, older than a place.
pub async fn sent(tx: &mut Tx, sender: PersonId, before: crate::mailbox::Cursor, rows: i64) -> Result<Vec<SentRow>> {
    tx.all(
        "select m.id, m.subject, substr(m.body, 1, 140) as excerpt, m.state, m.sent_at, m.deferred_until, m.readers, m.attachments, \
         coalesce((select min(a.label) from message_audience a where a.message = m.id), '') as first_label, \
         (select count(*) from message_audience a where a.message = m.id) as labels \
         from message m where m.sender = $1 and (m.sent_at, m.id) < ($2, $3) \
         order by m.sent_at desc, m.id desc limit $4",
        (sender, before.sent_at, before.message, rows),
    )
    .await
}

/// Lets a held message out for its whole audience; false when it is not held any more.
pub async fn release(tx: &mut Tx, message: MessageId, now: Millis) -> Result<bool> {
    let moved = tx
        .run(
            "update message set state = 'delivered', delivered_at = coalesce(delivered_at, $2) \
             where id = $1 and state = 'held'",
            (message, now),
        )
        .await?;
    Ok(moved == 1)
}

/// Stops a message that is out, or will be, until a person decides; false when it is neither.
pub async fn hold(tx: &mut Tx, message: MessageId, now: Millis) -> Result<bool> {
    let moved = tx
        .run(
            "update message set state = 'held', held_at = $2 where id = $1 and state in ('waves', 'delivered', 'deferred')",
            (message, now),
        )
        .await?;
    Ok(moved == 1)
}

/// Ends the waves of a message whose whole audience has it; false when it is not in waves any more.
pub async fn finish_waves(tx: &mut Tx, message: MessageId) -> Result<bool> {
    Ok(tx.run("update message set state = 'delivered' where id = $1 and state = 'waves'", (message,)).await? == 1)
}

/// Withdraws one message, wherever it stands; false when it was withdrawn before.
pub async fn withdraw(tx: &mut Tx, message: MessageId, now: Millis) -> Result<bool> {
    let moved = tx
        .run(
            "update message set state = 'withdrawn', withdrawn_at = $2 \
             where id = $1 and state in ('held', 'waves', 'delivered', 'deferred')",
            (message, now),
        )
        .await?;
    Ok(moved == 1)
}

/// How many messages are held, and since when the oldest is.
pub async fn held(tx: &mut Tx) -> Result<(i64, Option<Millis>)> {
    let row: Option<(i64, Option<i64>)> =
        tx.maybe("select count(*), min(held_at) from message where state = 'held'", ()).await?;
    Ok(row.map_or((0, None), |(count, oldest)| (count, oldest.map(Millis))))
}

/// Subject and text of the newest messages.
pub async fn newest_texts(tx: &mut Tx, rows: i64) -> Result<Vec<(String, String)>> {
    tx.all(
        "select m.subject, m.body from (select message, sent_at from sketch order by sent_at desc, message desc limit $1) k \
         join message m on m.id = k.message order by k.sent_at desc, k.message desc",
        (rows,),
    )
    .await
}

/// What a person has sent since a moment: messages, people reached (by audience size), schools.
#[derive(Debug, Clone, Copy, Default, FromRow)]
pub struct Reach {
    /// Messages.
    pub messages: i64,
    /// People in their audiences, those of several audiences counted several times.
    pub readers: i64,
    /// Distinct schools whose audiences were named.
    pub schools: i64,
}

/// The reach of a sender since a moment. Who sends more than [`limits::SENDS_LOOKED_AT_MAX`] has long been told so, or is
/// somebody who may: what is older counts no more, so that the question costs the same however much was sent.
pub async fn reach(tx: &mut Tx, sender: PersonId, since: Millis) -> Result<Reach> {
    let reach: Option<Reach> = tx
        .maybe(
            "select count(*) as messages, cast(coalesce(sum(m.readers), 0) as bigint) as readers, \
             (select count(distinct x.school) \
                from (select id from message where sender = $1 and sent_at > $2 order by sent_at desc, id desc limit $3) n \
                join message_audience a on a.message = n.id join audience x on x.id = a.audience) as schools \
             from (select readers from message where sender = $1 and sent_at > $2 \
                order by sent_at desc, id desc limit $3) m",
            (sender, since, limits::SENDS_LOOKED_AT_MAX),
        )
        .await?;
    Ok(reach.unwrap_or_default())
}
