//! Evidence packs: what is known of a campaign or of one message is gathered in one picture, sealed, and written down with
//! who asked, for whom and why.
//!
//! The desk of a territory and its operators make them of what was sent from their schools; for the family of one pupil,
//! the head of the pupil's school as well. A pack names minors without the desk's question of who one is: its reason is
//! that question's, and stands in the register and in the journal.

mod gather;
mod offered;
mod whose;

use ::dossier::{Bag, For, pack};
use model::{Actor, Millis, PersonId, dossier::Of, dossier::Variant, limits};
use store::dossier::NewDossier;
use uuid::Uuid;

use crate::{App, Error, Result, record};

pub use offered::{Offered, offered};

/// What is asked for.
#[derive(Debug, Clone)]
pub struct Order {
    /// On what.
    pub of: Of,
    /// For whom, as a variant.
    pub variant: Variant,
    /// The pupil whose family it is for; in that variant only.
    pub child: Option<PersonId>,
    /// For whom, in words.
    pub for_whom: String,
    /// Why.
    pub reason: String,
}

/// What is wrong with an order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wrong {
    /// It does not say for whom, or at too great a length.
    ForWhom,
    /// It does not say why, or at too great a length.
    Reason,
    /// It is for a family and names no pupil who sent one of the messages or was shown one.
    Child,
}

/// A pack that was made and written down.
#[derive(Debug)]
pub struct Sealed {
    /// Its identity in the register.
    pub id: Uuid,
    /// Its files.
    pub bag: Bag,
    /// Messages in it.
    pub messages: i64,
    /// When it was made.
    pub at: Millis,
}

impl Sealed {
    /// The name of its folder, and of the file that it is downloaded as: `dossier-police-6f0a…`.
    pub fn name(&self, variant: Variant) -> String {
        let id = self.id.simple().to_string();
        format!("dossier-{variant}-{}", &id[id.len() - 12..])
    }

    /// The pack as one tar archive, below a folder of its name.
    pub async fn into_archive(self, variant: Variant) -> Result<Vec<u8>> {
        let name = self.name(variant);
        let archive = tokio::task::spawn_blocking(move || ::dossier::tar(&name, self.bag.files()));
        archive.await.map_err(|_| Error::Lost)
    }
}

/// What came of an order.
#[derive(Debug)]
pub enum Made {
    /// It is made.
    Yes(Box<Sealed>),
    /// There is no such thing for this person.
    NotFound,
    /// It cannot be made as it is asked for.
    Wrong(Wrong),
}

/// Makes a pack, once the journal's newest entries are sealed: what is not sealed cannot be proven. `by`: none is the
/// console.
pub async fn make(app: &App, by: Option<&Actor>, order: &Order) -> Result<Made> {
    for _ in 0..limits::DOSSIER_SEALS_MAX {
        let mut tx = app.db.read().await?;
        let waiting = store::journal::unsealed_count(&mut tx).await?;
        drop(tx);
        if waiting == 0 {
            break;
        }
        record::seal(app).await?;
    }
    make_as_sealed(app, by, order).await
}

/// The same from the journal as far as it is sealed.
pub async fn make_as_sealed(app: &App, by: Option<&Actor>, order: &Order) -> Result<Made> {
    let now = app.now();
    if let Some(wrong) = wrong(order) {
        return Ok(Made::Wrong(wrong));
    }
    let mut tx = app.db.read().await?;
    let Some(ask) = whose::ask(&mut tx, by, order.of, order.child, now).await? else { return Ok(Made::NotFound) };
    let id: Uuid = app.id();
    let facts = gather::gather(app, &mut tx, &ask, by, order, id).await?;
    drop(tx);
    if order.variant.is_of_one() && facts.messages.is_empty() && facts.shown.is_empty() {
        return Ok(Made::Wrong(Wrong::Child));
    }
    let messages = facts.messages.len() as i64;
    let (public, blobs) = (app.dossier_key.public().clone(), app.blobs.clone());
    let whom = For { variant: order.variant, child: order.child };
    // Reading files and hashing would keep everybody else waiting.
    let packed = tokio::task::spawn_blocking(move || {
        let facts = if whom.variant.has_words() { gather::with_files(facts, &blobs)? } else { facts };
        Ok::<Bag, Error>(pack(facts, whom, &public)?)
    });
    let mut bag = packed.await.map_err(|_| Error::Lost)??;
    bag.seal(&app.dossier_key, now);
    let sealed = Sealed { id, bag, messages, at: now };
    keep(app, by, order, &sealed).await?;
    Ok(Made::Yes(Box::new(sealed)))
}

/// Writes the pack down, holds what it is on, and appends the entry.
async fn keep(app: &App, by: Option<&Actor>, order: &Order, sealed: &Sealed) -> Result<()> {
    let by = by.map(|actor| actor.person);
    let number = app.dossier_key.public().number();
    let digest = sealed.bag.digest();
    let mut tx = app.db.begin().await?;
    let new = NewDossier {
        id: sealed.id,
        of: order.of,
        variant: order.variant,
        child: order.child,
        digest: digest.0,
        key_number: &number,
        messages: sealed.messages,
        by,
        for_whom: order.for_whom.trim(),
        reason: order.reason.trim(),
    };
    store::dossier::insert(&mut tx, &new, sealed.at).await?;
    let facts = serde_json::json!({
        "dossier": sealed.id, "variant": order.variant, "child": order.child, "tagmanifest_sha256": digest, "key": number,
        "messages": sealed.messages, "for": order.for_whom.trim(), "reason": order.reason.trim(),
    });
    record::append(app, &mut tx, "dossier.seal", by, &order.of.to_string(), &facts).await?;
    Ok(tx.commit().await?)
}

fn wrong(order: &Order) -> Option<Wrong> {
    let said = |text: &str| {
        let chars = text.trim().chars().count();
        (1..=limits::DOSSIER_WORDS_CHARS_MAX).contains(&chars)
    };
    if !said(&order.for_whom) {
        return Some(Wrong::ForWhom);
    }
    if !said(&order.reason) {
        return Some(Wrong::Reason);
    }
    // A pupil's name among the facts of a pack that is for nobody's family would be told for nothing.
    (order.variant.is_of_one() != order.child.is_some()).then_some(Wrong::Child)
}
