//! Notices, ready for every action to be tried on them.

use actions::{rumour, testing::World};
use model::{
    SchoolId,
    notice::{Kind, Typed},
};
use uuid::Uuid;

use super::{approves, kept, school, sent, submits, typed};

/// What stands in the scene, all of it of the desk's but what is said.
pub(crate) struct Notices {
    /// A draft of the head's.
    pub(crate) draft: Uuid,
    /// Waits for somebody else than the desk.
    pub(crate) waiting: Uuid,
    /// May be sent.
    pub(crate) approved: Uuid,
    /// Sent by the head.
    pub(crate) sent: Uuid,
    /// Corrects `sent`, and may be sent.
    pub(crate) correction: Uuid,
    /// Told of the lycée.
    pub(crate) rumour: Uuid,
}

/// A first word for the lycée.
pub(crate) fn for_the_lycee(world: &World) -> Typed {
    typed(world, Kind::FirstWord, &[school(world, "lycee")])
}

/// Makes them.
pub(crate) async fn notices(world: &World) -> Notices {
    let draft = kept(world, "adou", for_the_lycee(world)).await;
    let waiting = kept(world, "desk", for_the_lycee(world)).await;
    submits(world, "desk", waiting).await;
    let approved = kept(world, "desk", for_the_lycee(world)).await;
    submits(world, "desk", approved).await;
    approves(world, "desk2", approved).await;
    let sent = sent(world, "adou", for_the_lycee(world)).await;
    let correction = kept(world, "adou", Typed { replaces: Some(sent), ..for_the_lycee(world) }).await;
    submits(world, "adou", correction).await;
    let (head, rumour) = (world.person("adou").actor().await, world.app.id());
    let lycee = SchoolId(world.uuid("lycee"));
    rumour::open(&world.app, &head, rumour, "On dit que le lycée ferme", &[lycee]).await.expect("noted");
    Notices { draft, waiting, approved, sent, correction, rumour }
}
