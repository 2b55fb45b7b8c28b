//! Where people can be reached: mail addresses and mobiles, and browsers that take push messages.

use std::collections::HashMap;

use model::{
    Millis, PersonId,
    channel::Channel,
    contact::{Address, MailAddress, PhoneNumber, PushSubscription},
    limits,
};
use sqlx::FromRow;
use uuid::Uuid;

use crate::{
    Result, Tx,
    fields::{IDS, People},
};

/// What the directory says of a person.
#[derive(Debug, Clone, FromRow)]
pub struct Listed {
    id: Uuid,
    /// Mail address, as the source has it.
    pub mail: String,
    /// Mobile, as the source has it.
    pub mobile: String,
    left_at: i64,
}

impl Listed {
    /// Who.
    pub fn person(&self) -> PersonId {
        PersonId(self.id)
    }

    /// When the person left for good.
    pub fn left_at(&self) -> Millis {
        Millis(self.left_at)
    }
}

/// The next people of the directory, after one.
pub async fn listed(tx: &mut Tx, after: PersonId) -> Result<Vec<Listed>> {
    tx.all(
        "select id, mail, mobile, left_at from person where id > $1 order by id limit $2",
        (after, limits::CONTACTS_PER_ROUND),
    )
    .await
}

/// An address in use that comes from the directory: of whom, on which channel.
pub type InUse = (PersonId, String, String);

/// Those of a stretch of people, its ends apart and included.
pub async fn from_directory(tx: &mut Tx, after: PersonId, to: PersonId, now: Millis) -> Result<Vec<InUse>> {
    let rows: Vec<(Uuid, String, String)> = tx
        .all(
            "select person, channel, address from contact where person > $1 and person <= $2 and until > $3 \
             and verified_at is null order by person, channel, address",
            (after, to, now),
        )
        .await?;
    Ok(rows.into_iter().map(|(person, channel, address)| (PersonId(person), channel, address)).collect())
}

/// Takes addresses into use.
pub async fn add(tx: &mut Tx, new: Vec<InUse>, now: Millis) -> Result<u64> {
    let rows: Vec<_> = new
        .into_iter()
        .map(|(person, channel, address)| (person, channel, address, None::<i64>, now, Millis::NEVER))
        .collect();
    tx.insert(
        "insert into contact (person, channel, address, verified_at, since, until)",
        6,
        "on conflict do nothing",
        rows,
    )
    .await
}

/// Takes an address out of use.
pub async fn end(tx: &mut Tx, old: &InUse, now: Millis) -> Result<()> {
    let (person, channel, address) = old;
    tx.later(
        "update contact set until = $4 where person = $1 and channel = $2 and address = $3 and until > $4",
        (*person, &**channel, &**address, now),
    )
    .await
}

/// Forgets addresses that have been out of use since before a moment.
pub async fn forget(tx: &mut Tx, before: Millis) -> Result<u64> {
    tx.run("delete from contact where until < $1", (before,)).await
}

/// Keeps a browser's subscription. One that somebody else had on this browser goes over.
pub async fn subscribe(tx: &mut Tx, person: PersonId, to: &PushSubscription, now: Millis) -> Result<()> {
    tx.run(
        "insert into push_subscription (endpoint, person, public_key, auth, since) values ($1, $2, $3, $4, $5) \
         on conflict (endpoint) do update set person = excluded.person, public_key = excluded.public_key, \
         auth = excluded.auth, since = excluded.since",
        (&*to.endpoint, person, &*to.public_key, &*to.auth, now),
    )
    .await?;
    Ok(())
}

/// Forgets a browser of a person; whether it was there.
pub async fn unsubscribe(tx: &mut Tx, person: PersonId, endpoint: &str) -> Result<bool> {
    let gone = tx.run("delete from push_subscription where person = $1 and endpoint = $2", (person, endpoint)).await?;
    Ok(gone > 0)
}

/// Forgets a browser that has gone.
pub async fn gone(tx: &mut Tx, endpoint: &str) -> Result<()> {
    tx.later("delete from push_subscription where endpoint = $1", (endpoint,)).await
}

/// Addresses of these people on a channel; those without one are not there. What they showed to be theirs goes before what
/// the directory says, then the newest.
pub async fn addresses(
    tx: &mut Tx,
    people: &[PersonId],
    channel: Channel,
    now: Millis,
) -> Result<HashMap<PersonId, Address>> {
    if channel == Channel::Push {
        return browsers(tx, people).await;
    }
    let mut found = HashMap::new();
    for some in people.chunks(IDS) {
        let rows: Vec<(Uuid, String)> = tx.all(ADDRESSES_OF_FIFTY, (People(some.to_vec()), channel, now)).await?;
        for (person, address) in rows {
            let address = match channel {
                Channel::Mail => MailAddress::parse(&address).ok().map(Address::Mail),
                _ => PhoneNumber::parse(&address).ok().map(Address::Sms),
            };
            if let Some(address) = address {
                found.entry(PersonId(person)).or_insert(address);
            }
        }
    }
    Ok(found)
}

async fn browsers(tx: &mut Tx, people: &[PersonId]) -> Result<HashMap<PersonId, Address>> {
    let mut found: HashMap<PersonId, Vec<PushSubscription>> = HashMap::new();
    for some in people.chunks(IDS) {
        let rows: Vec<(Uuid, String, Vec<u8>, Vec<u8>)> = tx.all(BROWSERS_OF_FIFTY, (People(some.to_vec()),)).await?;
        for (person, endpoint, public_key, auth) in rows {
            let known = found.entry(PersonId(person)).or_default();
            if (known.len() as i64) < limits::PUSH_SUBSCRIPTIONS_MAX {
                known.push(PushSubscription { endpoint, public_key, auth });
            }
        }
    }
    Ok(found.into_iter().map(|(person, known)| (person, Address::Push(known))).collect())
}

const ADDRESSES_OF_FIFTY: &str = "select person, address from contact where person in (\
    $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, \
    $26, $27, $28, $29, $30, $31, $32, $33, $34, $35, $36, $37, $38, $39, $40, $41, $42, $43, $44, $45, $46, $47, $48, \
    $49, $50) and channel = $51 and until > $52 \
    order by person, case when verified_at is null then 1 else 0 end, since desc, address";
const BROWSERS_OF_FIFTY: &str = "select person, endpoint, public_key, auth from push_subscription where person in (\
    $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, \
    $26, $27, $28, $29, $30, $31, $32, $33, $34, $35, $36, $37, $38, $39, $40, $41, $42, $43, $44, $45, $46, $47, $48, \
    $49, $50) order by person, since desc, endpoint";
