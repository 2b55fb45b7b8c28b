//! Links, sites and files of letters, and those by which confirmed campaigns are recognised.

use model::{CampaignId, MessageId, Millis, PersonId, campaign::PatternKind, limits};
use sqlx::FromRow;
use uuid::Uuid;

use crate::{Result, Tx};

/// Keeps what a letter that is being sent holds.
pub async fn keep(tx: &mut Tx, message: MessageId, found: &[(PatternKind, String)], sent_at: Millis) -> Result<()> {
    if found.is_empty() {
        return Ok(());
    }
    let rows = found.iter().map(|(kind, value)| (*kind, value.as_str(), sent_at, message)).collect();
    tx.insert("insert into message_indicator (kind, value, sent_at, message)", 4, "on conflict do nothing", rows)
        .await?;
    Ok(())
}

/// A letter that holds an indicator.
#[derive(Debug, Clone, FromRow)]
pub struct Holder {
    /// The message.
    #[sqlx(try_from = "Uuid")]
    pub message: MessageId,
    /// Its writer.
    #[sqlx(try_from = "Uuid")]
    pub sender: PersonId,
    campaign: Option<Uuid>,
}

impl Holder {
    /// The campaign that it is in.
    pub fn campaign(&self) -> Option<CampaignId> {
        self.campaign.map(CampaignId::from)
    }
}

/// The newest letters that hold an indicator, sent since a moment.
pub async fn holders(tx: &mut Tx, kind: PatternKind, value: &str, since: Millis, rows: i64) -> Result<Vec<Holder>> {
    tx.all(
        "select m.id as message, m.sender, m.campaign from message_indicator i join message m on m.id = i.message \
         where i.kind = $1 and i.value = $2 and i.sent_at > $3 order by i.sent_at desc, m.id desc limit $4",
        (kind, value, since, rows),
    )
    .await
}

/// What a campaign is recognised by, besides its texts.
#[derive(Debug, Clone, FromRow)]
pub struct Pattern {
    /// What it is.
    #[sqlx(try_from = "String")]
    pub kind: PatternKind,
    /// Its value.
    pub value: String,
    /// Letters outside of the campaign that held it when it was added.
    pub outside: i64,
    /// So many that it is not looked for.
    pub common: bool,
    revoked_at: Option<i64>,
}

impl Pattern {
    /// Whether letters are held for it.
    pub fn is_live(&self) -> bool {
        !self.common && self.revoked_at.is_none()
    }
}

/// Links, sites and files that at least two accounts of a campaign sent, with how many letters outside of it hold them.
pub async fn shared(tx: &mut Tx, campaign: CampaignId, since: Millis) -> Result<Vec<(PatternKind, String, i64)>> {
    let rows: Vec<(String, String, i64)> = tx
        .all(
            "select i.kind, i.value, (select count(*) from (select o.message from message_indicator o \
                join message n on n.id = o.message where o.kind = i.kind and o.value = i.value and o.sent_at > $2 \
                and (n.campaign is null or n.campaign <> $1) limit $4) x) as outside \
             from message m join message_indicator i on i.message = m.id where m.campaign = $1 \
             group by i.kind, i.value having count(distinct m.sender) > 1 order by i.kind, i.value limit $3",
            (campaign, since, limits::CAMPAIGN_ROWS_MAX, 10 * limits::PATTERN_OUTSIDE_MAX),
        )
        .await?;
    rows.into_iter().map(|(kind, value, outside)| Ok((kind.try_into()?, value, outside))).collect()
}

/// Adds a pattern, or makes one live again that was revoked.
pub async fn add(
    tx: &mut Tx,
    campaign: CampaignId,
    kind: PatternKind,
    value: &str,
    outside: i64,
    now: Millis,
) -> Result<()> {
    tx.run(
        "insert into campaign_pattern (kind, value, campaign, added_at, outside, common) values ($1, $2, $3, $4, $5, $6) \
         on conflict (kind, value, campaign) do update set revoked_at = null",
        (kind, value, campaign, now, outside, outside > limits::PATTERN_OUTSIDE_MAX),
    )
    .await?;
    Ok(())
}

/// What a campaign is recognised by.
pub async fn patterns(tx: &mut Tx, campaign: CampaignId) -> Result<Vec<Pattern>> {
    tx.all(
        "select kind, value, outside, common, revoked_at from campaign_pattern where campaign = $1 \
         order by kind, value limit $2",
        (campaign, limits::CAMPAIGN_ROWS_MAX),
    )
    .await
}

/// Letters are held no more for what a campaign is recognised by. Gives the number of patterns.
pub async fn revoke(tx: &mut Tx, campaign: CampaignId, now: Millis) -> Result<u64> {
    tx.run("update campaign_pattern set revoked_at = $2 where campaign = $1 and revoked_at is null", (campaign, now))
        .await
}

/// Gives the patterns of one campaign to another that has them not yet.
pub async fn give(tx: &mut Tx, from: CampaignId, to: CampaignId, now: Millis) -> Result<()> {
    tx.run(
        "update campaign_pattern set campaign = $2 where campaign = $1 and revoked_at is null and not exists \
         (select 1 from campaign_pattern p where p.campaign = $2 and p.kind = campaign_pattern.kind \
            and p.value = campaign_pattern.value)",
        (from, to),
    )
    .await?;
    revoke(tx, from, now).await?;
    Ok(())
}

/// The confirmed campaign that is recognised by this, with its name.
pub async fn confirmed(tx: &mut Tx, kind: PatternKind, value: &str) -> Result<Option<(CampaignId, Millis)>> {
    let row: Option<(Uuid, i64)> = tx
        .maybe(
            "select c.id, c.opened_at from campaign_pattern p join campaign c on c.id = p.campaign \
             where p.kind = $1 and p.value = $2 and p.revoked_at is null and not p.common \
             and c.state in ('confirmed', 'contained', 'quiet', 'closed') order by c.opened_at, c.id limit 1",
            (kind, value),
        )
        .await?;
    Ok(row.map(|(id, at)| (id.into(), Millis(at))))
}
