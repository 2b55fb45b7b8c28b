//! Sheets that were printed together.

use model::{BatchId, Millis, PersonId, Profile, SectionId, limits};
use sqlx::FromRow;
use uuid::Uuid;

use crate::{Result, Tx};

/// Notes that sheets are printed for one profile of a class or group.
pub async fn add(
    tx: &mut Tx,
    id: BatchId,
    section: SectionId,
    profile: Profile,
    by: PersonId,
    now: Millis,
) -> Result<()> {
    tx.run(
        "insert into sheet_batch (id, section, profile, printed_at, printed_by) values ($1, $2, $3, $4, $5)",
        (id, section, profile, now, by),
    )
    .await?;
    Ok(())
}

/// A batch and where its sheets stand.
#[derive(Debug, Clone, FromRow)]
pub struct Batch {
    /// Its identity.
    #[sqlx(try_from = "Uuid")]
    pub id: BatchId,
    /// Of which class or group.
    #[sqlx(try_from = "Uuid")]
    pub section: SectionId,
    /// For whom of it.
    #[sqlx(try_from = "String")]
    pub profile: Profile,
    printed_at: i64,
    voided_at: Option<i64>,
    /// Sheets in it.
    pub printed: i64,
    /// Of these, ticked as handed out.
    pub handed: i64,
    /// Of these, used.
    pub used: i64,
    /// Of these, still good.
    pub good: i64,
}

impl Batch {
    /// When it was printed.
    pub fn printed_at(&self) -> Millis {
        Millis(self.printed_at)
    }
    /// When all of it was made void.
    pub fn voided_at(&self) -> Option<Millis> {
        self.voided_at.map(Millis)
    }
}

/// Batches and how many of their sheets stand where.
macro_rules! counted {
    () => {
        "select b.id, b.section, b.profile, b.printed_at, b.voided_at, count(v.id) as printed, \
         count(v.handed_at) as handed, count(v.used_at) as used, \
         count(case when v.used_at is null and v.voided_at is null and v.expires_at > $2 then 1 end) as good \
         from sheet_batch b left join activation v on v.batch = b.id "
    };
}

/// One batch.
pub async fn get(tx: &mut Tx, id: BatchId, now: Millis) -> Result<Option<Batch>> {
    tx.maybe(
        concat!(counted!(), "where b.id = $1 group by b.id, b.section, b.profile, b.printed_at, b.voided_at"),
        (id, now),
    )
    .await
}

/// The newest batches of a class or group, newest first.
pub async fn of_section(tx: &mut Tx, section: SectionId, now: Millis) -> Result<Vec<Batch>> {
    tx.all(
        concat!(
            counted!(),
            "where b.section = $1 group by b.id, b.section, b.profile, b.printed_at, b.voided_at \
             order by b.printed_at desc, b.id limit $3"
        ),
        (section, now, limits::BATCHES_SHOWN_MAX),
    )
    .await
}

/// One sheet of a batch.
#[derive(Debug, Clone, FromRow)]
pub struct Slip {
    /// Its identity; not its code.
    pub id: Uuid,
    /// Its place, as printed on it.
    pub serial: i64,
    /// Given name of its holder.
    pub given_name: String,
    /// Family name of its holder.
    pub family_name: String,
    handed_at: Option<i64>,
    used_at: Option<i64>,
    voided_at: Option<i64>,
    expires_at: i64,
}

impl Slip {
    /// When it was ticked as handed out.
    pub fn handed_at(&self) -> Option<Millis> {
        self.handed_at.map(Millis)
    }
    /// When its holder used it.
    pub fn used_at(&self) -> Option<Millis> {
        self.used_at.map(Millis)
    }
    /// When it was made void: another was printed, or all of the batch.
    pub fn voided_at(&self) -> Option<Millis> {
        self.voided_at.map(Millis)
    }
    /// Until when it is good.
    pub fn expires_at(&self) -> Millis {
        Millis(self.expires_at)
    }
}

/// The sheets of a batch, as they were printed.
pub async fn slips(tx: &mut Tx, batch: BatchId) -> Result<Vec<Slip>> {
    tx.all(
        "select v.id, v.serial, p.given_name, p.family_name, v.handed_at, v.used_at, v.voided_at, v.expires_at \
         from activation v join person p on p.id = v.person where v.batch = $1 order by v.serial",
        (batch,),
    )
    .await
}

/// Makes void what of a batch was not used. Gives the number of sheets.
pub async fn void(tx: &mut Tx, batch: BatchId, by: PersonId, now: Millis) -> Result<u64> {
    tx.run(
        "update sheet_batch set voided_at = $2, voided_by = $3 where id = $1 and voided_at is null",
        (batch, now, by),
    )
    .await?;
    tx.run(
        "update activation set voided_at = $2 where batch = $1 and used_at is null and voided_at is null",
        (batch, now),
    )
    .await
}

/// Ticks one sheet as handed out, or takes the tick back.
pub async fn tick(tx: &mut Tx, slip: Uuid, at: Option<Millis>) -> Result<()> {
    tx.run("update activation set handed_at = $2 where id = $1", (slip, at)).await?;
    Ok(())
}
