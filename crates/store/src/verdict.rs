//! What the shield said, and the sketches by which a threat's siblings are found.

use model::{
    CampaignId, MessageId, Millis,
    message::State,
    verdict::{Consequence, Outcome, Verdict},
};
use sqlx::FromRow;
use uuid::Uuid;

use crate::{Result, Tx};

/// Keeps a verdict with what the shield was told.
pub async fn insert(tx: &mut Tx, message: MessageId, verdict: &Verdict, context: &str, now: Millis) -> Result<()> {
    tx.run(
        "insert into verdict (message, outcome, consequence, threat, reasons, labels, context, rules, judged_at) \
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
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
        ),
    )
    .await?;
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
        };
        Ok((verdict, Millis(r.judged_at), r.context))
    })
    .transpose()
}

/// Keeps a letter's sketch: the hash of its plain form, and its simhash with the four bands that find neighbours.
pub async fn insert_sketch(
    tx: &mut Tx,
    message: MessageId,
    exact: [u8; 32],
    simhash: u64,
    bands: [u16; 4],
    sent_at: Millis,
) -> Result<()> {
    tx.run(
        "insert into sketch (message, sent_at, exact, simhash) values ($1, $2, $3, $4)",
        (message, sent_at, exact.to_vec(), simhash.cast_signed()),
    )
    .await?;
    let rows = (0_i64..).zip(bands).map(|(band, value)| (band, i64::from(value), sent_at, message)).collect();
    tx.insert("insert into sketch_band (band, value, sent_at, message)", 4, "", rows).await?;
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
    /// Hash of its plain form.
    pub exact: Vec<u8>,
    sent_at: i64,
}

impl Candidate {
    /// The campaign that it is in.
    pub fn campaign(&self) -> Option<CampaignId> {
        self.campaign.map(CampaignId::from)
    }
    /// When it was sent.
    pub fn sent_at(&self) -> Millis {
        Millis(self.sent_at)
    }
}

/// Messages sent since a moment that share the exact plain form, or a band of the simhash; newest first, bounded.
pub async fn candidates(
    tx: &mut Tx,
    exact: [u8; 32],
    bands: [u16; 4],
    since: Millis,
    rows: i64,
) -> Result<Vec<Candidate>> {
    let [a, b, c, d] = bands.map(i64::from);
    tx.all(
        "select m.id as message, m.sender, m.sender_profile, m.sender_school as school, m.subject, m.body, m.state, m.readers, m.campaign, k.exact, m.sent_at \
         from (select message from sketch where exact = $1 and sent_at > $2 \
            union select message from sketch_band where band = 0 and value = $3 and sent_at > $2 \
            union select message from sketch_band where band = 1 and value = $4 and sent_at > $2 \
            union select message from sketch_band where band = 2 and value = $5 and sent_at > $2 \
            union select message from sketch_band where band = 3 and value = $6 and sent_at > $2) near \
         join message m on m.id = near.message join sketch k on k.message = m.id \
         order by m.sent_at desc, m.id desc limit $7",
        (exact.to_vec(), since, a, b, c, d, rows),
    )
    .await
}
