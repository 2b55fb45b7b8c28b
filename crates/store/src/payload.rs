//! Files and pictures that the copies of a campaign carry, and other messages that carry them too. What a file is
//! recognised by was kept when it was examined: itself, the files inside it, its pictures.

use model::{CampaignId, MessageId, Millis, PersonId, limits};
use sqlx::FromRow;
use uuid::Uuid;

use crate::{Result, Tx};

/// A file or a picture of a copy.
#[derive(Debug, Clone, FromRow)]
pub struct Carried {
    /// `file` or `picture`.
    pub kind: String,
    /// SHA-256, or PDQ, in hexadecimal.
    pub value: String,
    /// Who sent that copy.
    #[sqlx(try_from = "Uuid")]
    pub sender: PersonId,
}

/// What the copies of a campaign carry that are recognised by their text.
pub async fn carried(tx: &mut Tx, campaign: CampaignId) -> Result<Vec<Carried>> {
    tx.all(
        "select distinct k.kind, k.value, m.sender from message m join attachment a on a.message = m.id \
         join file_mark k on k.sha256 = a.sha256 and k.kind in ('file', 'picture') \
         where m.campaign = $1 and (m.campaign_by is null or m.campaign_by = 'text') \
         order by k.kind, k.value, m.sender limit $2",
        (campaign, limits::CAMPAIGN_PAYLOADS_MAX),
    )
    .await
}

/// When the first copy of a campaign was sent.
pub async fn first_at(tx: &mut Tx, campaign: CampaignId) -> Result<Option<Millis>> {
    let row: Option<(Option<i64>,)> = tx
        .maybe(
            "select min(sent_at) from message where campaign = $1 and (campaign_by is null or campaign_by = 'text')",
            (campaign,),
        )
        .await?;
    Ok(row.and_then(|(at,)| at).map(Millis))
}

/// A message that carries something.
#[derive(Debug, Clone, FromRow)]
pub struct Holder {
    /// The message.
    #[sqlx(try_from = "Uuid")]
    pub message: MessageId,
    sent_at: i64,
    /// What it carries.
    pub value: String,
}

impl Holder {
    /// When it was sent.
    pub fn sent_at(&self) -> Millis {
        Millis(self.sent_at)
    }
}

/// The newest messages outside of a campaign, sent within a time, that carry a file: joined, or inside another.
pub async fn with_file(
    tx: &mut Tx,
    campaign: CampaignId,
    sha256: &str,
    (since, until): (Millis, Millis),
) -> Result<Vec<Holder>> {
    tx.all(
        "select distinct m.id as message, m.sent_at, k.value from file_mark k join attachment a on a.sha256 = k.sha256 \
         join message m on m.id = a.message where k.kind = 'file' and k.value = $2 and m.sent_at > $3 and m.sent_at <= $4 \
         and (m.campaign is null or m.campaign <> $1) order by m.sent_at desc, m.id limit $5",
        (campaign, sha256, since, until, limits::PAYLOAD_HOLDERS_MAX),
    )
    .await
}

/// The pictures of messages outside of a campaign, sent within a time, newest first.
pub async fn pictures(tx: &mut Tx, campaign: CampaignId, (since, until): (Millis, Millis)) -> Result<Vec<Holder>> {
    tx.all(
        "select distinct m.id as message, m.sent_at, k.value from file_mark k join attachment a on a.sha256 = k.sha256 \
         join message m on m.id = a.message where k.kind = 'picture' and m.sent_at > $2 and m.sent_at <= $3 \
         and (m.campaign is null or m.campaign <> $1) order by m.sent_at desc, m.id, k.value limit $4",
        (campaign, since, until, limits::FILE_MARKS_COMPARED_MAX),
    )
    .await
}
