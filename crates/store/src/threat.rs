//! Known threats: marks that outlive the messages that they were made from. No text can be read from them.

use model::{CampaignId, Millis};
use sqlx::FromRow;
use uuid::Uuid;

use crate::{Result, Tx};

/// A known threat.
#[derive(Debug, Clone, FromRow)]
pub struct Threat {
    /// SHA-256 of its letters.
    pub exact: Vec<u8>,
    /// Its mark.
    pub minhash: Vec<u8>,
    seen_at: i64,
    /// Its name.
    pub label: String,
    campaign: Option<Uuid>,
    revoked_at: Option<i64>,
}

impl Threat {
    /// When it was first seen.
    pub fn seen_at(&self) -> Millis {
        Millis(self.seen_at)
    }
    /// The campaign of this installation that it came from.
    pub fn campaign(&self) -> Option<CampaignId> {
        self.campaign.map(CampaignId::from)
    }
    /// Whether letters are held for it.
    pub fn is_live(&self) -> bool {
        self.revoked_at.is_none()
    }
}

/// A known threat to be kept.
#[derive(Debug)]
pub struct NewThreat<'a> {
    /// SHA-256 of its letters.
    pub exact: &'a [u8],
    /// Its mark.
    pub minhash: &'a [u8],
    /// Keys under which it is looked up.
    pub bands: &'a [u16],
    /// When it was first seen.
    pub seen_at: Millis,
    /// Its name.
    pub label: &'a str,
    /// The campaign that it came from.
    pub campaign: Option<CampaignId>,
}

/// Keeps a threat; one that is known already keeps its date and name, and is live again when it had been revoked. Gives
/// whether it is new.
pub async fn keep(tx: &mut Tx, new: &NewThreat<'_>, now: Millis) -> Result<bool> {
    let kept = tx
        .run(
            "insert into known_threat (exact, minhash, seen_at, label, campaign, added_at) \
             values ($1, $2, $3, $4, $5, $6) on conflict (exact) do nothing",
            (new.exact, new.minhash, new.seen_at, new.label, new.campaign, now),
        )
        .await?;
    if kept == 0 {
        tx.run(
            "update known_threat set revoked_at = null, campaign = coalesce(campaign, $2) where exact = $1",
            (new.exact, new.campaign),
        )
        .await?;
        return Ok(false);
    }
    let rows = (0_i64..).zip(new.bands).map(|(band, value)| (band, i64::from(*value), new.exact)).collect();
    tx.insert("insert into known_threat_band (band, value, exact)", 3, "on conflict do nothing", rows).await?;
    Ok(true)
}

/// Known threats that share the letters of a text, or a band of its mark: to be compared by mark.
pub async fn candidates(tx: &mut Tx, exact: [u8; 32], bands: [u16; 8], rows: i64) -> Result<Vec<Threat>> {
    let bands = bands.map(i64::from);
    let [first, second, third, fourth, fifth, sixth, seventh, eighth] = bands;
    tx.all(
        "select exact, minhash, seen_at, label, campaign, revoked_at from known_threat \
         where revoked_at is null and exact in (select exact from known_threat where exact = $1 \
            union select exact from known_threat_band where band = 0 and value = $2 \
            union select exact from known_threat_band where band = 1 and value = $3 \
            union select exact from known_threat_band where band = 2 and value = $4 \
            union select exact from known_threat_band where band = 3 and value = $5 \
            union select exact from known_threat_band where band = 4 and value = $6 \
            union select exact from known_threat_band where band = 5 and value = $7 \
            union select exact from known_threat_band where band = 6 and value = $8 \
            union select exact from known_threat_band where band = 7 and value = $9) \
         order by seen_at, exact limit $10",
        (exact.to_vec(), first, second, third, fourth, fifth, sixth, seventh, eighth, rows),
    )
    .await
}

/// Letters are held no more for the threats of a campaign. Gives their number.
pub async fn revoke(tx: &mut Tx, campaign: CampaignId, now: Millis) -> Result<u64> {
    tx.run("update known_threat set revoked_at = $2 where campaign = $1 and revoked_at is null", (campaign, now)).await
}

/// Gives the threats of one campaign to another.
pub async fn give(tx: &mut Tx, from: CampaignId, to: CampaignId) -> Result<()> {
    tx.run("update known_threat set campaign = $2 where campaign = $1", (from, to)).await?;
    Ok(())
}

/// Known threats in the order in which they were seen, after a place.
pub async fn list(tx: &mut Tx, after: (Millis, &[u8]), rows: i64) -> Result<Vec<Threat>> {
    tx.all(
        "select exact, minhash, seen_at, label, campaign, revoked_at from known_threat \
         where (seen_at, exact) > ($1, $2) order by seen_at, exact limit $3",
        (after.0, after.1, rows),
    )
    .await
}

/// How many there are: live ones, and revoked ones.
pub async fn count(tx: &mut Tx) -> Result<(i64, i64)> {
    let row: Option<(i64, i64)> = tx
        .maybe("select count(case when revoked_at is null then 1 end), count(revoked_at) from known_threat", ())
        .await?;
    Ok(row.unwrap_or_default())
}
