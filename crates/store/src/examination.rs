//! What was found in files, by the hash of their content: examined once, whatever the number of messages.

use model::{MessageId, Millis, limits};
use sqlx::FromRow;
use uuid::Uuid;

use crate::{Result, Tx};

/// What a file may be recognised by: a kind (`file`, `picture`, `link`, `code`) and a value.
pub type Mark = (&'static str, String);

/// The report on a content made by this version of the readers, as JSON.
pub async fn report(tx: &mut Tx, sha256: &[u8], version: i64) -> Result<Option<String>> {
    let row: Option<(String,)> =
        tx.maybe("select report from examination where sha256 = $1 and version = $2", (sha256, version)).await?;
    Ok(row.map(|(report,)| report))
}

/// Keeps a report with what the file may be recognised by. A second time changes nothing.
pub async fn keep(tx: &mut Tx, sha256: &[u8], version: i64, report: &str, marks: &[Mark], now: Millis) -> Result<()> {
    tx.run(
        "insert into examination (sha256, version, report, examined_at) values ($1, $2, $3, $4) \
         on conflict (sha256) do update set version = excluded.version, report = excluded.report, \
         examined_at = excluded.examined_at",
        (sha256, version, report, now),
    )
    .await?;
    let rows = marks.iter().map(|(kind, value)| (*kind, value.as_str(), sha256)).collect();
    tx.insert("insert into file_mark (kind, value, sha256)", 3, "on conflict (kind, value, sha256) do nothing", rows)
        .await?;
    Ok(())
}

/// What the antivirus said of a content: `None` when it was not asked, else what it found.
pub async fn scan(tx: &mut Tx, sha256: &[u8]) -> Result<Option<Option<String>>> {
    let row: Option<(Option<String>,)> = tx.maybe("select found from file_scan where sha256 = $1", (sha256,)).await?;
    Ok(row.map(|(found,)| found))
}

/// Keeps what the antivirus says.
pub async fn keep_scan(tx: &mut Tx, sha256: &[u8], found: Option<&str>, now: Millis) -> Result<()> {
    tx.run(
        "insert into file_scan (sha256, found, scanned_at) values ($1, $2, $3) \
         on conflict (sha256) do update set found = excluded.found, scanned_at = excluded.scanned_at",
        (sha256, found.map(str::to_owned), now),
    )
    .await?;
    Ok(())
}

/// Messages whose files of this content readers cannot open yet, though nobody needs to look at them.
pub async fn waiting(tx: &mut Tx, sha256: &[u8]) -> Result<Vec<MessageId>> {
    let rows: Vec<(Uuid,)> = tx
        .all(
            "select distinct message from attachment where sha256 = $1 and message is not null \
             and (state = 'waiting' or (state = 'kept' and why = 'late')) order by message",
            (sha256,),
        )
        .await?;
    Ok(rows.into_iter().map(|(id,)| id.into()).collect())
}

/// A withdrawn message that a file resembles.
#[derive(Debug, Clone, FromRow)]
pub struct Withdrawn {
    /// What they have in common: `file`, `picture`, `link`, `code`.
    pub kind: String,
    /// Its value.
    pub value: String,
    /// Subject of the withdrawn message.
    pub subject: String,
}

/// What a content has in common, letter for letter, with the files of a message withdrawn since a moment. What a
/// delivered message had before that one proves nothing: the emblem of a school is in its head's letters too.
pub async fn withdrawn(tx: &mut Tx, sha256: &[u8], since: Millis) -> Result<Option<Withdrawn>> {
    tx.maybe(
        "select mine.kind, mine.value, m.subject from file_mark mine \
         join file_mark other on other.kind = mine.kind and other.value = mine.value \
         join attachment a on a.sha256 = other.sha256 join message m on m.id = a.message \
         where mine.sha256 = $1 and mine.kind <> 'picture' and m.state = 'withdrawn' and m.sent_at > $2 \
         and not exists (select 1 from file_mark known join attachment b on b.sha256 = known.sha256 \
            join message d on d.id = b.message where known.kind = mine.kind and known.value = mine.value \
            and d.state = 'delivered' and d.sent_at < m.sent_at) \
         order by m.sent_at desc, m.id, mine.kind, mine.value limit 1",
        (sha256, since),
    )
    .await
}

/// The pictures of messages withdrawn since a moment, newest first; those that a delivered message had before are left
/// out.
pub async fn withdrawn_pictures(tx: &mut Tx, since: Millis) -> Result<Vec<Withdrawn>> {
    tx.all(
        "select k.kind, k.value, m.subject from message m join attachment a on a.message = m.id \
         join file_mark k on k.sha256 = a.sha256 and k.kind = 'picture' \
         where m.state = 'withdrawn' and m.sent_at > $1 \
         and not exists (select 1 from file_mark known join attachment b on b.sha256 = known.sha256 \
            join message d on d.id = b.message where known.kind = k.kind and known.value = k.value \
            and d.state = 'delivered' and d.sent_at < m.sent_at) \
         order by m.sent_at desc, m.id, k.value limit $2",
        (since, limits::FILE_MARKS_COMPARED_MAX),
    )
    .await
}
