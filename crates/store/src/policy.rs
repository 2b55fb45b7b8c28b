//! Versions of policies, where they stand, and the log of decisions on which they are tried.

use model::{
    MessageId, Millis, PersonId, SchoolId, limits,
    message::State,
    policy::{PolicyKind, PolicyState, Ruling},
    territory::Scope,
};
use sqlx::FromRow;
use uuid::Uuid;

use crate::{Result, Tx};

/// One version of a policy.
#[derive(Debug, Clone, FromRow)]
pub struct Policy {
    /// Identity.
    pub id: Uuid,
    /// What it is for.
    #[sqlx(try_from = "String")]
    pub kind: PolicyKind,
    /// What people call it.
    pub name: String,
    /// Versions of one name follow each other.
    pub version: i64,
    /// Hexadecimal SHA-256 of the text.
    pub hash: String,
    /// TOML.
    pub text: String,
    /// What the author says of it.
    pub note: String,
    author: Option<Uuid>,
    created_at: i64,
    /// Where it holds.
    #[sqlx(try_from = "String")]
    pub scope: Scope,
    /// Where it stands.
    #[sqlx(try_from = "String")]
    pub state: PolicyState,
    /// Percent of the schools, while it is partial.
    pub share: i64,
    share_key: i64,
    changed_at: i64,
    expires_at: Option<i64>,
    /// Letters that it changed, or would have, since it stands there.
    pub hits: i64,
    /// Letters that it was asked about since.
    pub judged: i64,
    tested_at: Option<i64>,
    /// Decisions of the log that it would have changed, when it was tested.
    pub tested_hits: Option<i64>,
    /// Of so many.
    pub tested_of: Option<i64>,
}

impl Policy {
    /// Name and version, as decisions name it.
    pub fn title(&self) -> String {
        format!("{}.{}", self.name, self.version)
    }
    /// Who wrote it; none when it came from the console.
    pub fn author(&self) -> Option<PersonId> {
        self.author.map(PersonId::from)
    }
    /// When it was written.
    pub fn created_at(&self) -> Millis {
        Millis(self.created_at)
    }
    /// Key of the hash by which schools are in its share.
    pub fn share_key(&self) -> u64 {
        self.share_key.cast_unsigned()
    }
    /// Since when it stands there.
    pub fn changed_at(&self) -> Millis {
        Millis(self.changed_at)
    }
    /// When it ends by itself.
    pub fn expires_at(&self) -> Option<Millis> {
        self.expires_at.map(Millis)
    }
    /// When it was last tested.
    pub fn tested_at(&self) -> Option<Millis> {
        self.tested_at.map(Millis)
    }
}

/// A version to be kept.
#[derive(Debug)]
pub struct NewPolicy<'a> {
    /// Identity.
    pub id: Uuid,
    /// What it is for.
    pub kind: PolicyKind,
    /// What people call it.
    pub name: &'a str,
    /// Hexadecimal SHA-256 of the text.
    pub hash: &'a str,
    /// TOML.
    pub text: &'a str,
    /// What the author says of it.
    pub note: &'a str,
    /// Who wrote it.
    pub author: Option<PersonId>,
    /// Where it is to hold.
    pub scope: &'a Scope,
    /// Where it stands at first.
    pub state: PolicyState,
    /// Key of the hash by which schools are in a share.
    pub share_key: u64,
}

/// Keeps a version; gives its number.
pub async fn insert(tx: &mut Tx, new: &NewPolicy<'_>, now: Millis) -> Result<i64> {
    let last: Option<(i64,)> =
        tx.maybe("select version from policy where name = $1 order by version desc limit 1", (new.name,)).await?;
    let version = last.map_or(1, |(version,)| version + 1);
    tx.run(
        "insert into policy (id, kind, name, version, hash, text, note, author, created_at, scope, state, share, \
         share_key, changed_at, hits, judged, changes) \
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $9, $14, $14, $15)",
        (
            new.id,
            new.kind,
            new.name,
            version,
            new.hash,
            new.text,
            new.note,
            new.author,
            now,
            new.scope.to_string(),
            new.state,
            100_i64,
            new.share_key.cast_signed(),
            0_i64,
            1_i64,
        ),
    )
    .await?;
    Ok(version)
}

/// One version.
pub async fn get(tx: &mut Tx, id: Uuid) -> Result<Option<Policy>> {
    tx.maybe(
        "select id, kind, name, version, hash, text, note, author, created_at, scope, state, share, share_key, \
         changed_at, expires_at, hits, judged, tested_at, tested_hits, tested_of from policy where id = $1",
        (id,),
    )
    .await
}

/// One version by its name and number.
pub async fn named(tx: &mut Tx, name: &str, version: i64) -> Result<Option<Policy>> {
    tx.maybe(
        "select id, kind, name, version, hash, text, note, author, created_at, scope, state, share, share_key, \
         changed_at, expires_at, hits, judged, tested_at, tested_hits, tested_of from policy \
         where name = $1 and version = $2",
        (name, version),
    )
    .await
}

/// The newest versions of all.
pub async fn list(tx: &mut Tx) -> Result<Vec<Policy>> {
    tx.all(
        "select id, kind, name, version, hash, text, note, author, created_at, scope, state, share, share_key, \
         changed_at, expires_at, hits, judged, tested_at, tested_hits, tested_of from policy \
         order by changed_at desc, id desc limit $1",
        (limits::POLICY_LIST_ROWS_MAX,),
    )
    .await
}

/// Those that nodes read: in force or in the shadow, oldest first.
pub async fn read(tx: &mut Tx) -> Result<Vec<Policy>> {
    tx.all(
        "select id, kind, name, version, hash, text, note, author, created_at, scope, state, share, share_key, \
         changed_at, expires_at, hits, judged, tested_at, tested_hits, tested_of from policy \
         where state in ('shadow', 'partial', 'active') order by created_at, id limit $1",
        (limits::POLICIES_READ_MAX,),
    )
    .await
}

/// A number that grows whenever a policy moves.
pub async fn revision(tx: &mut Tx) -> Result<i64> {
    let row: Option<(i64,)> =
        tx.maybe("select cast(coalesce(sum(changes), 0) as bigint) as changes from policy", ()).await?;
    Ok(row.map_or(0, |(changes,)| changes))
}

/// The text that has a hash.
pub async fn text_of(tx: &mut Tx, hash: &str) -> Result<Option<String>> {
    let row: Option<(String,)> =
        tx.maybe("select text from policy where hash = $1 order by created_at, id limit 1", (hash,)).await?;
    Ok(row.map(|(text,)| text))
}

/// Where a policy goes.
#[derive(Debug, Clone, Copy)]
pub struct Move {
    /// The state that it leaves.
    pub from: PolicyState,
    /// The state that it takes.
    pub to: PolicyState,
    /// Percent of the schools.
    pub share: i64,
    /// When it ends by itself.
    pub expires_at: Option<Millis>,
}

/// Moves a policy from the state that it leaves; its hits are counted anew. False: it was not there.
pub async fn moves(tx: &mut Tx, id: Uuid, step: &Move, now: Millis) -> Result<bool> {
    let moved = tx
        .run(
            "update policy set state = $3, share = $4, expires_at = $5, changed_at = $6, hits = 0, judged = 0, \
             changes = changes + 1 where id = $1 and state = $2",
            (id, step.from, step.to, step.share, step.expires_at, now),
        )
        .await?;
    Ok(moved == 1)
}

/// Retires the active base of a territory, if it is another than this one. Gives their number.
pub async fn retire_base(tx: &mut Tx, scope: &Scope, but: Uuid, now: Millis) -> Result<u64> {
    tx.run(
        "update policy set state = 'retired', changed_at = $3, changes = changes + 1 \
         where state = 'active' and kind = 'base' and scope = $1 and id <> $2",
        (scope.to_string(), but, now),
    )
    .await
}

/// Keeps what a test found.
pub async fn tested(tx: &mut Tx, id: Uuid, hits: i64, of: i64, now: Millis) -> Result<()> {
    tx.run("update policy set tested_at = $2, tested_hits = $3, tested_of = $4 where id = $1", (id, now, hits, of))
        .await?;
    Ok(())
}

/// Adds to the hits of one that is read, while it stands where it stood when they were counted.
pub async fn count(tx: &mut Tx, id: Uuid, since: Millis, hits: i64, judged: i64) -> Result<()> {
    tx.run(
        "update policy set hits = hits + $3, judged = judged + $4 where id = $1 and changed_at = $2",
        (id, since, hits, judged),
    )
    .await?;
    Ok(())
}

/// One decision of the log.
#[derive(Debug, FromRow)]
pub struct Logged {
    /// The message.
    #[sqlx(try_from = "Uuid")]
    pub message: MessageId,
    ruling: String,
    /// The sender's school.
    #[sqlx(try_from = "Uuid")]
    pub school: SchoolId,
    /// Its académie.
    pub academie: i64,
}

impl Logged {
    /// What was decided, and from what.
    pub fn ruling(&self) -> Result<Ruling> {
        Ok(serde_json::from_str(&self.ruling)?)
    }
}

/// Decisions on messages of these identities, which sort by time: newest first, before a message, so many at most.
pub async fn log(tx: &mut Tx, from: MessageId, before: MessageId, rows: i64) -> Result<Vec<Logged>> {
    tx.all(
        "select v.message, v.ruling, m.sender_school as school, s.academie from verdict v \
         join message m on m.id = v.message join school s on s.id = m.sender_school \
         where v.message >= $1 and v.message < $2 and v.ruling is not null order by v.message desc limit $3",
        (from, before, rows),
    )
    .await
}

/// A letter in which a signature is looked for.
#[derive(Debug, FromRow)]
pub struct Text {
    /// The message.
    #[sqlx(try_from = "Uuid")]
    pub message: MessageId,
    /// Subject.
    pub subject: String,
    /// Text.
    pub body: String,
    /// Where it stands.
    #[sqlx(try_from = "String")]
    pub state: State,
    /// It was held before, and a person let it out.
    pub was_held: bool,
    /// The sender's school.
    #[sqlx(try_from = "Uuid")]
    pub school: SchoolId,
    /// Its académie.
    pub academie: i64,
}

/// Letters of these identities, which sort by time: newest first, before a message, so many at most.
pub async fn texts(tx: &mut Tx, from: MessageId, before: MessageId, rows: i64) -> Result<Vec<Text>> {
    tx.all(
        "select m.id as message, m.subject, m.body, m.state, m.held_at is not null as was_held, \
         m.sender_school as school, s.academie from message m join school s on s.id = m.sender_school \
         where m.id >= $1 and m.id < $2 order by m.id desc limit $3",
        (from, before, rows),
    )
    .await
}

/// Retires the other versions of a name that are read. Gives their number.
pub async fn retire_others(tx: &mut Tx, name: &str, but: Uuid, now: Millis) -> Result<u64> {
    tx.run(
        "update policy set state = 'retired', changed_at = $3, changes = changes + 1 \
         where name = $1 and id <> $2 and state in ('shadow', 'partial', 'active')",
        (name, but, now),
    )
    .await
}

/// The ruling on one message, as it is logged, with the identity of the rules and the model that read it.
pub async fn ruling_on(tx: &mut Tx, message: MessageId) -> Result<Option<(Option<Ruling>, String)>> {
    let row: Option<(Option<String>, String)> =
        tx.maybe("select ruling, rules from verdict where message = $1", (message,)).await?;
    row.map(|(ruling, rules)| Ok((ruling.map(|text| serde_json::from_str(&text)).transpose()?, rules))).transpose()
}

/// Pupils of a territory: everybody, an académie, or a school.
pub async fn pupils(tx: &mut Tx, academie: Option<i64>, school: Option<SchoolId>, now: Millis) -> Result<i64> {
    let row: Option<(i64,)> = tx
        .maybe(
            "select count(*) from affiliation f join school s on s.id = f.school where f.profile = 'pupil' \
             and f.since <= $1 and f.until > $1 and (cast($2 as bigint) is null or s.academie = $2) \
             and (cast($3 as uuid) is null or s.id = $3)",
            (now, academie, school),
        )
        .await?;
    Ok(row.map_or(0, |(count,)| count))
}

/// The académie of a school.
pub async fn academie_of(tx: &mut Tx, school: SchoolId) -> Result<Option<i64>> {
    let row: Option<(i64,)> = tx.maybe("select academie from school where id = $1", (school,)).await?;
    Ok(row.map(|(academie,)| academie))
}
