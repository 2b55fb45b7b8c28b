//! Where people can be reached: what the directory says, read once at the edge, and the browsers that they let us push to.

use std::collections::BTreeSet;

use model::{
    Actor, Millis, PersonId,
    channel::Channel,
    contact::{MailAddress, PhoneNumber, PushSubscription},
    limits,
};
use store::contact::{self, InUse, Listed};
use uuid::Uuid;

use crate::{App, Result, record};

/// Before everybody.
pub const FIRST: PersonId = PersonId(Uuid::nil());

/// Brings the addresses of the next people of the directory up to date. Gives where the next round begins. Nothing is written
/// when nothing has changed.
pub async fn read(app: &App, after: PersonId) -> Result<PersonId> {
    let now = app.now();
    let mut tx = app.db.read().await?;
    let listed = contact::listed(&mut tx, after).await?;
    let Some(last) = listed.last().map(Listed::person) else { return Ok(FIRST) };
    let next = if (listed.len() as i64) < limits::CONTACTS_PER_ROUND { FIRST } else { last };
    let used: BTreeSet<InUse> = contact::from_directory(&mut tx, after, last, now).await?.into_iter().collect();
    drop(tx);
    let wanted: BTreeSet<InUse> = listed.iter().filter(|one| one.left_at() > now).flat_map(addresses).collect();
    let (new, old): (Vec<_>, Vec<_>) =
        (wanted.difference(&used).cloned().collect(), used.difference(&wanted).cloned().collect());
    if new.is_empty() && old.is_empty() {
        return Ok(next);
    }
    let mut tx = app.db.begin().await?;
    for one in &old {
        contact::end(&mut tx, one, now).await?;
    }
    let facts = serde_json::json!({ "added": new.len(), "ended": old.len() });
    contact::add(&mut tx, new, now).await?;
    record::append(app, &mut tx, "contact.read", None, "contacts", &facts).await?;
    tx.commit().await?;
    Ok(next)
}

/// The addresses of a person that messages can be sent to; what is no address is left out.
fn addresses(listed: &Listed) -> Vec<InUse> {
    let person = listed.person();
    let mobile = PhoneNumber::parse(&listed.mobile).ok();
    let mail = MailAddress::parse(&listed.mail).ok();
    let of = |channel: Channel, address: &str| (person, channel.code().to_owned(), address.to_owned());
    let sms = mobile.iter().map(|number| of(Channel::Sms, number.as_str()));
    sms.chain(mail.iter().map(|mail| of(Channel::Mail, mail.as_str()))).collect()
}

/// Lets us push to a browser of the actor's. Whether its push service is one that is spoken to is `gateway`'s question.
pub async fn subscribe(app: &App, actor: &Actor, to: &PushSubscription) -> Result<bool> {
    let sized = to.public_key.len() == 65 && to.auth.len() == 16 && to.endpoint.len() <= limits::LINK_BYTES_MAX;
    if !sized {
        return Ok(false);
    }
    let mut tx = app.db.begin().await?;
    contact::subscribe(&mut tx, actor.person, to, app.now()).await?;
    let subject = format!("person/{}", actor.person);
    record::append(app, &mut tx, "contact.subscribe", Some(actor.person), &subject, &serde_json::json!({})).await?;
    tx.commit().await?;
    Ok(true)
}

/// Takes that back; whether there was something to take back.
pub async fn unsubscribe(app: &App, actor: &Actor, endpoint: &str) -> Result<bool> {
    let mut tx = app.db.begin().await?;
    if !contact::unsubscribe(&mut tx, actor.person, endpoint).await? {
        return Ok(false);
    }
    let subject = format!("person/{}", actor.person);
    record::append(app, &mut tx, "contact.unsubscribe", Some(actor.person), &subject, &serde_json::json!({})).await?;
    tx.commit().await?;
    Ok(true)
}

/// Forgets addresses that have not been in use for long, and who was sent what long ago.
pub async fn forget(app: &App) -> Result<()> {
    let now: Millis = app.now();
    let mut tx = app.db.begin().await?;
    let contacts = contact::forget(&mut tx, now - limits::CONTACT_KEPT).await?;
    let deliveries = store::delivery::forget(&mut tx, now - limits::DELIVERY_KEPT).await?;
    if contacts + deliveries == 0 {
        return Ok(());
    }
    let facts = serde_json::json!({ "contacts": contacts, "deliveries": deliveries });
    record::append(app, &mut tx, "contact.forget", None, "contacts", &facts).await?;
    Ok(tx.commit().await?)
}
