//! Texts that a person released: not held again for the same reasons, for a while.

use model::{MessageId, Millis, PersonId};
use sqlx::FromRow;
use uuid::Uuid;

use crate::{Result, Tx};

/// A released text.
#[derive(Debug, Clone, FromRow)]
pub struct Clearance {
    /// SHA-256 of its letters.
    pub exact: Vec<u8>,
    /// The message that was released.
    #[sqlx(try_from = "Uuid")]
    pub message: MessageId,
    reasons: String,
    /// What the shield said of it.
    pub threat: f64,
    since: i64,
    until: i64,
    /// Letters that passed by it.
    pub used: i64,
}

impl Clearance {
    /// When it was released.
    pub fn since(&self) -> Millis {
        Millis(self.since)
    }
    /// When it ends.
    pub fn until(&self) -> Millis {
        Millis(self.until)
    }
    /// Codes of the reasons that it was held for.
    pub fn reasons(&self) -> Result<Vec<String>> {
        Ok(serde_json::from_str(&self.reasons)?)
    }
}

/// A released text to be kept.
#[derive(Debug)]
pub struct NewClearance<'a> {
    /// The message that is released.
    pub message: MessageId,
    /// Codes of the reasons that it was held for.
    pub reasons: &'a [String],
    /// What the shield said of it.
    pub threat: f64,
    /// Who releases it.
    pub by: PersonId,
    /// When it ends.
    pub until: Millis,
}

/// Keeps a released text, with the marks of its message. A text that was released before is kept anew.
pub async fn keep(tx: &mut Tx, new: &NewClearance<'_>, now: Millis) -> Result<()> {
    let marks: Option<(Vec<u8>, Option<Vec<u8>>)> =
        tx.maybe("select exact, minhash from sketch where message = $1", (new.message,)).await?;
    let Some((exact, Some(minhash))) = marks else { return Ok(()) };
    tx.run(
        "insert into clearance (exact, message, minhash, reasons, threat, by_person, since, until, used) \
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict (exact) do update set message = excluded.message, \
         reasons = excluded.reasons, threat = excluded.threat, by_person = excluded.by_person, \
         since = excluded.since, until = excluded.until, revoked_at = null",
        (exact, new.message, minhash, serde_json::to_string(new.reasons)?, new.threat, new.by, now, new.until, 0_i64),
    )
    .await?;
    Ok(())
}

/// The clearance of exactly these letters, if one holds.
pub async fn of_letters(tx: &mut Tx, exact: [u8; 32], now: Millis) -> Result<Option<Clearance>> {
    tx.maybe(
        "select exact, message, reasons, threat, since, until, used from clearance \
         where exact = $1 and until > $2 and revoked_at is null",
        (exact.to_vec(), now),
    )
    .await
}

/// The clearance of a message that was released, if one holds.
pub async fn of_message(tx: &mut Tx, message: MessageId, now: Millis) -> Result<Option<Clearance>> {
    tx.maybe(
        "select exact, message, reasons, threat, since, until, used from clearance \
         where message = $1 and until > $2 and revoked_at is null order by since desc, exact limit 1",
        (message, now),
    )
    .await
}

/// Counts one more letter that passed.
pub async fn count_use(tx: &mut Tx, exact: &[u8]) -> Result<()> {
    tx.run("update clearance set used = used + 1 where exact = $1", (exact,)).await?;
    Ok(())
}

/// Ends the clearances of a campaign's texts: what is confirmed as a threat passes by nobody's word. Gives their number.
pub async fn revoke_of_campaign(tx: &mut Tx, campaign: model::CampaignId, now: Millis) -> Result<u64> {
    tx.run(
        "update clearance set revoked_at = $2 where revoked_at is null and exact in \
         (select k.exact from message m join sketch k on k.message = m.id where m.campaign = $1)",
        (campaign, now),
    )
    .await
}
