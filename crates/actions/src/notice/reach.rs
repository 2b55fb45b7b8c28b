//! Whom a notice has reached, by class. A child counts once one of its guardians has read for it: two parents of one child
//! are one child, and a parent of two reads for both.

use model::{Actor, Millis};
use store::{
    Tx,
    notice::Notice,
    notice_reach::{ClassReach, Missing},
};
use uuid::Uuid;

use super::spoken_by;
use crate::{App, Result};

/// Whom a notice has reached.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reach {
    /// Class by class.
    pub classes: Vec<ClassReach>,
}

impl Reach {
    /// Children of the places.
    pub fn children(&self) -> i64 {
        self.classes.iter().map(|class| class.children).sum()
    }
    /// Those of whom a guardian was shown the text.
    pub fn seen(&self) -> i64 {
        self.classes.iter().map(|class| class.seen).sum()
    }
    /// Those of whom a guardian said that they read it.
    pub fn acknowledged(&self) -> i64 {
        self.classes.iter().map(|class| class.acknowledged).sum()
    }
}

/// The reach of a notice that was sent; none when it was not, or is not of places that the actor speaks for.
pub async fn reach(app: &App, actor: &Actor, id: Uuid) -> Result<Option<Reach>> {
    let mut tx = app.db.read().await?;
    let Some((_, sent_at)) = sent(&mut tx, actor, id).await? else { return Ok(None) };
    Ok(Some(Reach { classes: store::notice_reach::by_class(&mut tx, id, sent_at).await? }))
}

/// The children of a class for whom nobody has said that they read a notice.
pub async fn missing(app: &App, actor: &Actor, id: Uuid, section: Uuid) -> Result<Option<Vec<Missing>>> {
    let mut tx = app.db.read().await?;
    let Some((_, sent_at)) = sent(&mut tx, actor, id).await? else { return Ok(None) };
    Ok(Some(store::notice_reach::missing(&mut tx, id, sent_at, section).await?))
}

async fn sent(tx: &mut Tx, actor: &Actor, id: Uuid) -> Result<Option<(Notice, Millis)>> {
    let found = spoken_by(tx, actor, id).await?;
    Ok(found.and_then(|(notice, _)| notice.sent_at().map(|at| (notice, at))))
}
