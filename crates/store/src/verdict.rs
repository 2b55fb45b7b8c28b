//! What the shield said, and the sketches by which a threat's siblings are found.

use std::collections::BTreeMap;

use model::{
    CampaignId, MessageId, Millis,
    campaign::PatternKind,
    message::State,
    verdict::{Consequence, Label, Outcome, Verdict},
};
use sqlx::FromRow;
use uuid::Uuid;

use crate::{
    Result, Tx,
    fields::{IDS, Ids},
    sql,
};

/// Keeps a verdict with what the shield was told.
pub async fn insert(tx: &mut Tx, message: MessageId, verdict: &Verdict, context: &str, now: Millis) -> Result<()> {
    tx.later(
        "insert into verdict (message, outcome, consequence, threat, reasons, labels, context, rules, judged_at, ruling) \
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        (
            message,
            verdict.outcome,
            verdict.consequence,
            f64::from(verdict.threat),
            serde_json::to_string(&verdict.reasons)?,
            serde_json::to_string(&verdict.labels)?,
            context,
            verdict.rules.as_str(),
            now,
            ruling(verdict)?,
        ),
    )
    .await?;
    Ok(())
}

/// The policy's word as it is logged.
fn ruling(verdict: &Verdict) -> Result<Option<String>> {
    Ok(verdict.ruling.as_ref().map(serde_json::to_string).transpose()?)
}

/// Puts a later verdict in the place of the first: its files were read meanwhile.
pub async fn replace(tx: &mut Tx, message: MessageId, verdict: &Verdict, now: Millis) -> Result<()> {
    tx.run(
        "update verdict set outcome = $2, consequence = $3, threat = $4, reasons = $5, labels = $6, judged_at = $7, \
         ruling = coalesce($8, ruling) where message = $1",
        (
            message,
            verdict.outcome,
            verdict.consequence,
            f64::from(verdict.threat),
            serde_json::to_string(&verdict.reasons)?,
            serde_json::to_string(&verdict.labels)?,
            now,
            ruling(verdict)?,
        ),
    )
    .await?;
    Ok(())
}

/// Keeps what the shield was told (JSON) when it judged a message again.
pub async fn told(tx: &mut Tx, message: MessageId, context: &str) -> Result<()> {
    tx.run("update verdict set context = $2 where message = $1", (message, context)).await?;
    Ok(())
}

/// The verdict on a message, with when it was given and what the shield was told (JSON).
pub async fn get(tx: &mut Tx, message: MessageId) -> Result<Option<(Verdict, Millis, String)>> {
    #[derive(FromRow)]
    struct Row {
        outcome: String,
        consequence: String,
        threat: f64,
        reasons: String,
        labels: String,
        context: String,
        rules: String,
        judged_at: i64,
    }
    let row: Option<Row> = tx
        .maybe(
            "select outcome, consequence, threat, reasons, labels, context, rules, judged_at from verdict where message = $1",
            (message,),
        )
        .await?;
    row.map(|r| {
        let verdict = Verdict {
            outcome: Outcome::try_from(r.outcome)?,
            consequence: Consequence::try_from(r.consequence)?,
            // Only how the message goes out asks for it, and that is in the message.
            slow: false,
            threat: r.threat as f32,
            reasons: serde_json::from_str(&r.reasons)?,
            labels: serde_json::from_str(&r.labels)?,
            rules: r.rules,
            ruling: None,
        };
        Ok((verdict, Millis(r.judged_at), r.context))
    })
    .transpose()
}

/// Keeps a letter's sketch: the hash of its plain form, its marks, and the bands that find neighbours.
pub async fn insert_sketch(
    tx: &mut Tx,
    message: MessageId,
    exact: [u8; 32],
    simhash: u64,
    minhash: &[u8],
    bands: [u16; 8],
    sent_at: Millis,
) -> Result<()> {
    tx.later(
        "insert into sketch (message, sent_at, exact, simhash, minhash) values ($1, $2, $3, $4, $5)",
        (message, sent_at, exact.to_vec(), simhash.cast_signed(), minhash),
    )
    .await?;
    let [v0, v1, v2, v3, v4, v5, v6, v7] = bands.map(i64::from);
    // One statement a row where one is enough: one of several rows may have to be undone half way, and for that the
    // full-text index of SQLite would write itself out before it.
    tx.later(
        sql!([
            lite: "insert into sketch_band (band, value, sent_at, message) values (0, $3, $1, $2); \
                   insert into sketch_band (band, value, sent_at, message) values (1, $4, $1, $2); \
                   insert into sketch_band (band, value, sent_at, message) values (2, $5, $1, $2); \
                   insert into sketch_band (band, value, sent_at, message) values (3, $6, $1, $2); \
                   insert into sketch_band (band, value, sent_at, message) values (4, $7, $1, $2); \
                   insert into sketch_band (band, value, sent_at, message) values (5, $8, $1, $2); \
                   insert into sketch_band (band, value, sent_at, message) values (6, $9, $1, $2); \
                   insert into sketch_band (band, value, sent_at, message) values (7, $10, $1, $2)",
            pg: "insert into sketch_band (band, value, sent_at, message) \
                 values (0, $3, $1, $2), (1, $4, $1, $2), (2, $5, $1, $2), (3, $6, $1, $2), (4, $7, $1, $2), \
                 (5, $8, $1, $2), (6, $9, $1, $2), (7, $10, $1, $2)"
        ]),
        (sent_at, message, v0, v1, v2, v3, v4, v5, v6, v7),
    )
    .await?;
    Ok(())
}

/// A message that may be a sibling: near by sketch, to be compared by text.
#[derive(Debug, Clone, FromRow)]
pub struct Candidate {
    /// The message.
    #[sqlx(try_from = "Uuid")]
    pub message: MessageId,
    /// Its writer.
    #[sqlx(try_from = "Uuid")]
    pub sender: model::PersonId,
    /// As what they wrote.
    #[sqlx(try_from = "String")]
    pub sender_profile: model::Profile,
    /// Their school.
    #[sqlx(try_from = "Uuid")]
    pub school: model::SchoolId,
    /// Subject.
    pub subject: String,
    /// Text.
    pub body: String,
    /// Where it stands.
    #[sqlx(try_from = "String")]
    pub state: State,
    /// People in its audiences.
    pub readers: i64,
    campaign: Option<Uuid>,
    campaign_by: Option<String>,
    /// The shield's probability.
    pub threat: f64,
    labels: String,
    /// Hash of its plain form.
    pub exact: Vec<u8>,
    sent_at: i64,
}

impl Candidate {
    /// The campaign that it is in.
    pub fn campaign(&self) -> Option<CampaignId> {
        self.campaign.map(CampaignId::from)
    }
    /// Whether it joined that by a link or a file, and nobody saw yet that it has the text.
    pub fn joined_otherwise(&self) -> bool {
        self.campaign_by.as_deref().is_some_and(|by| by != PatternKind::Text.code())
    }
    /// When it was sent.
    pub fn sent_at(&self) -> Millis {
        Millis(self.sent_at)
    }
    /// The shield's probability of each label.
    pub fn labels(&self) -> Result<BTreeMap<Label, f32>> {
        Ok(serde_json::from_str(&self.labels)?)
    }
}

/// The lock that those who judge share, and that whoever stops a threat takes alone. A number of our own.
const JUDGING: i64 = 0x5072_6561_7531;

/// Until this transaction ends, whoever stops a threat waits: either they see what is written here, or we see what they
/// did. On SQLite there is one writer.
pub async fn while_judging(tx: &mut Tx) -> Result<()> {
    if tx.is_postgres() {
        tx.run(sql!([lite: "select $1", pg: "select pg_advisory_xact_lock_shared($1)"]), (JUDGING,)).await?;
        return Ok(());
    }
    // Counted on both databases, so that a fault on purpose strikes at the same place on both.
    #[cfg(feature = "testing")]
    crate::fault::strike().await?;
    Ok(())
}

/// Waits for those who are judging, and lets nobody begin to judge until this transaction ends.
pub async fn stop_judging(tx: &mut Tx) -> Result<()> {
    if tx.is_postgres() {
        tx.run(sql!([lite: "select $1", pg: "select pg_advisory_xact_lock($1)"]), (JUDGING,)).await?;
        return Ok(());
    }
    #[cfg(feature = "testing")]
    crate::fault::strike().await?;
    Ok(())
}

/// The mark of a message: what tells, without its text, whether it may be like another.
#[derive(Debug, Clone, FromRow)]
pub struct Mark {
    /// The message.
    #[sqlx(try_from = "Uuid")]
    pub message: MessageId,
    sent_at: i64,
    /// SHA-256 of its letters.
    pub exact: Vec<u8>,
    /// Its mark; none when it was sent before there were any.
    pub minhash: Option<Vec<u8>>,
}

impl Mark {
    /// Its place among the others.
    pub fn cursor(&self) -> (Millis, MessageId) {
        (Millis(self.sent_at), self.message)
    }
}

/// Marks of messages sent since a moment that share the exact letters or a band; newest first, so many of each at most.
pub async fn near(tx: &mut Tx, exact: [u8; 32], bands: [u16; 8], since: Millis, rows: i64) -> Result<Vec<Mark>> {
    let bands = bands.map(i64::from);
    let [first, second, third, fourth, fifth, sixth, seventh, eighth] = bands;
    tx.all(
        "select k.message, k.sent_at, k.exact, k.minhash from ( \
            select message from (select message from sketch where exact = $1 and sent_at > $2 \
               order by sent_at desc limit $3) x \
            union select message from (select message from sketch_band where band = 0 and value = $4 and sent_at > $2 \
               order by sent_at desc limit $3) a \
            union select message from (select message from sketch_band where band = 1 and value = $5 and sent_at > $2 \
               order by sent_at desc limit $3) b \
            union select message from (select message from sketch_band where band = 2 and value = $6 and sent_at > $2 \
               order by sent_at desc limit $3) c \
            union select message from (select message from sketch_band where band = 3 and value = $7 and sent_at > $2 \
               order by sent_at desc limit $3) d \
            union select message from (select message from sketch_band where band = 4 and value = $8 and sent_at > $2 \
               order by sent_at desc limit $3) e \
            union select message from (select message from sketch_band where band = 5 and value = $9 and sent_at > $2 \
               order by sent_at desc limit $3) f \
            union select message from (select message from sketch_band where band = 6 and value = $10 and sent_at > $2 \
               order by sent_at desc limit $3) g \
            union select message from (select message from sketch_band where band = 7 and value = $11 and sent_at > $2 \
               order by sent_at desc limit $3) h) near \
         join sketch k on k.message = near.message order by k.sent_at desc, k.message desc",
        (exact.to_vec(), since, rows, first, second, third, fourth, fifth, sixth, seventh, eighth),
    )
    .await
}

/// The same of several messages, in no order.
pub async fn candidates(tx: &mut Tx, messages: &[MessageId]) -> Result<Vec<Candidate>> {
    let mut found = Vec::with_capacity(messages.len());
    for some in messages.chunks(IDS) {
        found.extend(tx.all::<Candidate>(FIFTY_CANDIDATES, (Ids(some.to_vec()),)).await?);
    }
    Ok(found)
}

const FIFTY_CANDIDATES: &str = "select m.id as message, m.sender, m.sender_profile, m.sender_school as school, \
    m.subject, m.body, m.state, m.readers, m.campaign, m.campaign_by, coalesce(v.threat, 0.0) as threat, \
    coalesce(v.labels, '{}') as labels, k.exact, m.sent_at \
    from message m join sketch k on k.message = m.id left join verdict v on v.message = m.id \
    where m.id in ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33, $34, $35, $36, $37, $38, $39, $40, $41, $42, $43, $44, $45, $46, $47, $48, $49, $50)";

/// What is known of a message that may be a sibling.
pub async fn candidate(tx: &mut Tx, message: MessageId) -> Result<Option<Candidate>> {
    tx.maybe(
        "select m.id as message, m.sender, m.sender_profile, m.sender_school as school, m.subject, m.body, m.state, \
         m.readers, m.campaign, m.campaign_by, coalesce(v.threat, 0.0) as threat, coalesce(v.labels, '{}') as labels, k.exact, m.sent_at \
         from message m join sketch k on k.message = m.id left join verdict v on v.message = m.id where m.id = $1",
        (message,),
    )
    .await
}
