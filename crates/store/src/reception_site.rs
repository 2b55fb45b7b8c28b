//! Places that receive the pupils of a school meanwhile.

use model::{Millis, PersonId, limits};
use sqlx::FromRow;
use uuid::Uuid;

use crate::{Result, Tx};

/// A place.
#[derive(Debug, Clone, FromRow)]
pub struct Site {
    /// Identity.
    pub id: Uuid,
    /// The situation that it answers to.
    pub situation: Uuid,
    /// What people call it.
    pub name: String,
    /// Where it is.
    pub address: String,
    /// Pupils that it can receive.
    pub capacity: i64,
    /// Minute of the day from which it receives.
    pub open_from: i64,
    /// Minute of the day until which it does.
    pub open_to: i64,
    /// Pupils there now.
    pub received: i64,
    closed_at: Option<i64>,
}

impl Site {
    /// When it stopped receiving.
    pub fn closed_at(&self) -> Option<Millis> {
        self.closed_at.map(Millis)
    }
    /// Pupils that it can receive yet.
    pub const fn free(&self) -> i64 {
        if self.capacity > self.received { self.capacity - self.received } else { 0 }
    }
}

/// A place to be kept.
#[derive(Debug, Clone, Copy)]
pub struct NewSite<'a> {
    /// Identity.
    pub id: Uuid,
    /// What people call it.
    pub name: &'a str,
    /// Where it is.
    pub address: &'a str,
    /// Pupils that it can receive.
    pub capacity: i64,
    /// Minutes of the day between which it receives.
    pub hours: (i64, i64),
}

/// Keeps a place; false when one of this identity is there.
pub async fn open(tx: &mut Tx, situation: Uuid, new: &NewSite<'_>, by: PersonId, now: Millis) -> Result<bool> {
    let opened = tx
        .run(
            "insert into reception_site (id, situation, name, address, capacity, open_from, open_to, received, opened_at, \
             opened_by) values ($1, $2, $3, $4, $5, $6, $7, 0, $8, $9) on conflict do nothing",
            (new.id, situation, new.name, new.address, new.capacity, new.hours.0, new.hours.1, now, by),
        )
        .await?;
    Ok(opened == 1)
}

/// The places of a situation, in the order in which they were opened.
pub async fn of_situation(tx: &mut Tx, situation: Uuid) -> Result<Vec<Site>> {
    tx.all(
        "select id, situation, name, address, capacity, open_from, open_to, received, closed_at from reception_site \
         where situation = $1 order by opened_at, id limit $2",
        (situation, limits::SITES_MAX),
    )
    .await
}

/// How many pupils are there now; false when it does not receive any more, or never so many.
pub async fn count(tx: &mut Tx, situation: Uuid, site: Uuid, received: i64) -> Result<bool> {
    let counted = tx
        .run(
            "update reception_site set received = $3 where id = $2 and situation = $1 and closed_at is null \
             and capacity >= $3",
            (situation, site, received),
        )
        .await?;
    Ok(counted == 1)
}

/// It stops receiving; false when it had.
pub async fn close(tx: &mut Tx, situation: Uuid, site: Uuid, now: Millis) -> Result<bool> {
    let closed = tx
        .run(
            "update reception_site set closed_at = $3 where id = $2 and situation = $1 and closed_at is null",
            (situation, site, now),
        )
        .await?;
    Ok(closed == 1)
}

/// All of them stop receiving: the school is open again.
pub async fn close_all(tx: &mut Tx, situation: Uuid, now: Millis) -> Result<u64> {
    tx.run("update reception_site set closed_at = $2 where situation = $1 and closed_at is null", (situation, now))
        .await
}
