//! Printed codes that let somebody choose a password.

use model::{BatchId, Millis, PersonId, SectionId};
use sqlx::FromRow;
use uuid::Uuid;

use crate::{Result, Tx};

/// A code to be printed.
#[derive(Debug)]
pub struct NewCode<'a> {
    /// Its identity.
    pub id: Uuid,
    /// Whose.
    pub person: PersonId,
    /// What is kept of it.
    pub hash: &'a [u8],
    /// Who prints it; `None`: the console.
    pub by: Option<PersonId>,
    /// When; an epoch that comes later ends it.
    pub at: Millis,
    /// Until when it is good.
    pub until: Millis,
    /// With which others it is printed, and its place among them.
    pub batch: Option<(BatchId, i64)>,
}

/// Voids a person's codes that were not used, then keeps the hash of a new one.
pub async fn print(tx: &mut Tx, new: &NewCode<'_>) -> Result<()> {
    tx.run(
        "update activation set voided_at = $2 where person = $1 and used_at is null and voided_at is null",
        (new.person, new.at),
    )
    .await?;
    tx.run(
        "insert into activation (id, person, code_hash, printed_at, printed_by, expires_at, batch, serial) \
         values ($1, $2, $3, $4, $5, $6, $7, $8)",
        (
            new.id,
            new.person,
            new.hash,
            new.at,
            new.by,
            new.until,
            new.batch.map(|(batch, _)| batch),
            new.batch.map(|(_, serial)| serial),
        ),
    )
    .await?;
    Ok(())
}

/// A code that may be used now.
#[derive(Debug, FromRow)]
pub struct Activation {
    /// Its identity.
    pub id: Uuid,
    /// Whose.
    #[sqlx(try_from = "Uuid")]
    pub person: PersonId,
    /// User name of the account that it opens.
    pub login: String,
    printed_at: i64,
}

impl Activation {
    /// When it was printed; an epoch after that ends it.
    pub fn printed_at(&self) -> Millis {
        Millis(self.printed_at)
    }
}

/// The code with this hash, when it is neither used, voided nor expired.
pub async fn find(tx: &mut Tx, code_hash: &[u8], now: Millis) -> Result<Option<Activation>> {
    tx.maybe(
        "select v.id, v.person, a.login, v.printed_at from activation v join account a on a.person = v.person \
         where v.code_hash = $1 and v.used_at is null and v.voided_at is null and v.expires_at > $2",
        (code_hash, now),
    )
    .await
}

/// Uses a code up; false when somebody was faster.
pub async fn use_up(tx: &mut Tx, id: Uuid, now: Millis) -> Result<bool> {
    let used = tx
        .run("update activation set used_at = $2 where id = $1 and used_at is null and voided_at is null", (id, now))
        .await?;
    Ok(used == 1)
}

/// Somebody who is to receive a sheet.
#[derive(Debug, FromRow)]
pub struct ToPrint {
    /// The person.
    #[sqlx(try_from = "Uuid")]
    pub person: PersonId,
    /// Their given name.
    pub given_name: String,
    /// Their family name.
    pub family_name: String,
    /// Their user name.
    pub login: String,
    /// Where their account stands.
    #[sqlx(try_from = "String")]
    pub state: model::account::AccountState,
}

/// The people of one profile of a class or group who have an account, in alphabetical order.
pub async fn people_of(tx: &mut Tx, section: SectionId, profile: model::Profile, now: Millis) -> Result<Vec<ToPrint>> {
    tx.all(
        "select p.id as person, p.given_name, p.family_name, c.login, c.state from audience a \
         join membership m on m.audience = a.id and m.since <= $3 and m.until > $3 \
         join person p on p.id = m.person join account c on c.person = p.id \
         where a.section = $1 and a.profile = $2 and c.state in ('provisioned', 'active') \
         order by p.sort_key, p.id limit 2000",
        (section, profile, now),
    )
    .await
}
