//! How far the look-back of a campaign has come, and the marks that it looks at.

use model::{CampaignId, MessageId, Millis, campaign::PatternKind, limits};
use sqlx::FromRow;
use uuid::Uuid;

use crate::{Result, Tx, verdict::Mark};

/// A look-back.
#[derive(Debug, Clone, FromRow)]
pub struct LookBack {
    since: i64,
    until: i64,
    cursor_at: i64,
    #[sqlx(try_from = "Uuid")]
    cursor_message: MessageId,
    /// Messages looked at.
    pub examined: i64,
    /// Withdrawn by it.
    pub withdrawn: i64,
    /// Held by it.
    pub held: i64,
    started_at: i64,
    finished_at: Option<i64>,
}

impl LookBack {
    /// The messages looked at were sent after this.
    pub fn since(&self) -> Millis {
        Millis(self.since)
    }
    /// Up to this.
    pub fn until(&self) -> Millis {
        Millis(self.until)
    }
    /// The last message looked at.
    pub fn cursor(&self) -> (Millis, MessageId) {
        (Millis(self.cursor_at), self.cursor_message)
    }
    /// When it began.
    pub fn started_at(&self) -> Millis {
        Millis(self.started_at)
    }
    /// When it was done.
    pub fn finished_at(&self) -> Option<Millis> {
        self.finished_at.map(Millis)
    }
}

/// Begins a look-back, or begins it again.
pub async fn begin(tx: &mut Tx, campaign: CampaignId, since: Millis, now: Millis) -> Result<()> {
    tx.run(
        "insert into look_back (campaign, since, until, cursor_at, cursor_message, examined, withdrawn, held, started_at) \
         values ($1, $2, $3, $2, $4, $5, $5, $5, $3) on conflict (campaign) do update set since = excluded.since, \
         until = excluded.until, cursor_at = excluded.cursor_at, cursor_message = excluded.cursor_message, \
         examined = excluded.examined, started_at = excluded.started_at, finished_at = null",
        (campaign, since, now, Uuid::nil(), 0_i64),
    )
    .await?;
    Ok(())
}

/// The look-back of a campaign.
pub async fn get(tx: &mut Tx, campaign: CampaignId) -> Result<Option<LookBack>> {
    tx.maybe(
        "select since, until, cursor_at, cursor_message, examined, withdrawn, held, started_at, finished_at \
         from look_back where campaign = $1",
        (campaign,),
    )
    .await
}

/// What a step of the look-back did.
#[derive(Debug, Clone, Copy)]
pub struct Progress {
    /// From the cursor that it began at,
    pub from: (Millis, MessageId),
    /// to this one.
    pub to: (Millis, MessageId),
    /// Messages looked at.
    pub examined: u64,
    /// Withdrawn.
    pub withdrawn: u64,
    /// Held.
    pub held: u64,
    /// Nothing is left to look at.
    pub finished: bool,
}

/// Keeps the progress; false when another worker has done the same step.
pub async fn progress(tx: &mut Tx, campaign: CampaignId, step: &Progress, now: Millis) -> Result<bool> {
    let kept = tx
        .run(
            "update look_back set cursor_at = $4, cursor_message = $5, examined = examined + $6, \
             withdrawn = withdrawn + $7, held = held + $8, finished_at = $9 \
             where campaign = $1 and cursor_at = $2 and cursor_message = $3 and finished_at is null",
            (
                campaign,
                step.from.0,
                step.from.1,
                step.to.0,
                step.to.1,
                step.examined.cast_signed(),
                step.withdrawn.cast_signed(),
                step.held.cast_signed(),
                step.finished.then_some(now),
            ),
        )
        .await?;
    Ok(kept == 1)
}

/// Marks of messages after a place and up to a moment, in order.
pub async fn marks(tx: &mut Tx, after: (Millis, MessageId), until: Millis) -> Result<Vec<Mark>> {
    tx.all(
        "select message, sent_at, exact, minhash from sketch where (sent_at, message) > ($1, $2) and sent_at <= $3 \
         order by sent_at, message limit $4",
        (after.0, after.1, until, limits::LOOK_BACK_BATCH),
    )
    .await
}

/// Moves a message of the look-back from one campaign to the one that it is a copy of.
pub async fn take(tx: &mut Tx, message: MessageId, campaign: CampaignId, by: PatternKind) -> Result<()> {
    tx.run("update message set campaign = $2, campaign_by = $3 where id = $1", (message, campaign, by)).await?;
    Ok(())
}

/// Campaigns whose look-back is not done.
pub async fn unfinished(tx: &mut Tx) -> Result<Vec<CampaignId>> {
    let rows: Vec<(Uuid,)> = tx
        .all(
            "select b.campaign from look_back b join campaign c on c.id = b.campaign where b.finished_at is null \
             and c.state in ('confirmed', 'contained', 'quiet', 'closed') order by b.started_at, b.campaign limit $1",
            (limits::PAGE_ROWS,),
        )
        .await?;
    Ok(rows.into_iter().map(|(id,)| id.into()).collect())
}
