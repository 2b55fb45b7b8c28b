//! What the queue of notices does, once each, on a scene made for it.

use actions::{
    contacts,
    deliver::{self, Claimed, Outcome},
    testing::World,
};
use model::{
    Actor, PersonId,
    channel::{Channel, Happened},
    limits,
};

use super::{NOTICE, browser, lists, notice};

/// A notice on its way.
pub(crate) struct Deliveries {
    /// A text message under way.
    pub(crate) claimed: Vec<Claimed>,
    /// Whose browser takes push messages.
    pub(crate) claire: Actor,
    /// For whom another version is planned.
    pub(crate) people: [PersonId; 2],
}

/// Farida's message is under way, Sylvie's was taken, Claire's push as well; Paul's number was not read yet.
pub(crate) async fn deliveries(world: &World) -> Deliveries {
    lists(world, "farida", "06 39 98 00 01", "farida@example.org").await;
    contacts::read(&world.app, contacts::FIRST).await.expect("read");
    let claire = world.person("claire").actor().await;
    contacts::subscribe(&world.app, &claire, &browser("claire")).await.expect("kept");
    let people = [world.person("farida").id, world.person("claire").id];
    deliver::plan(&world.app, None, &notice(world, 1, &[], &people)).await.expect("planned");
    let push = deliver::claim(&world.app, Channel::Push, 10).await.expect("claimed");
    let taken = |of| Outcome { of, happened: Happened::Accepted(Some("p-1".to_owned())), gone: Vec::new() };
    let taken: Vec<Outcome> = push.into_iter().map(taken).collect();
    deliver::record(&world.app, Channel::Push, &taken).await.expect("recorded");
    let claimed = deliver::claim(&world.app, Channel::Sms, 10).await.expect("claimed");
    lists(world, "paul", "06 39 98 00 03", "").await;
    Deliveries { claimed, claire, people }
}

/// What was under way is taken.
pub(crate) async fn is_taken(world: &World, deliveries: &Deliveries) -> Result<(), actions::Error> {
    let outcome = |of: &Claimed| Outcome { of: of.clone(), happened: Happened::Accepted(None), gone: Vec::new() };
    let outcomes: Vec<Outcome> = deliveries.claimed.iter().map(outcome).collect();
    deliver::record(&world.app, Channel::Sms, &outcomes).await
}

/// Whoever had it died; it is taken from the queue again.
pub(crate) async fn is_claimed(world: &World) -> Result<Vec<Claimed>, actions::Error> {
    world.advance(limits::DELIVERY_LEASE);
    deliver::claim(&world.app, Channel::Sms, 10).await
}

/// Nobody reads the push.
pub(crate) async fn falls_back(world: &World) -> Result<u64, actions::Error> {
    world.advance(limits::PUSH_PATIENCE);
    deliver::fall_back(&world.app).await
}

/// A correction.
pub(crate) async fn is_corrected(world: &World, deliveries: &Deliveries) -> Result<deliver::Planned, actions::Error> {
    deliver::plan(&world.app, Some(deliveries.claire.person), &notice(world, 2, &[], &deliveries.people)).await
}

/// The push arrived, as its carrier says.
pub(crate) async fn arrives(world: &World) -> Result<u64, actions::Error> {
    deliver::receipts(&world.app, Channel::Push, &[("p-1".to_owned(), true)]).await
}

/// Claire reads it.
pub(crate) async fn is_read(world: &World, deliveries: &Deliveries) -> Result<bool, actions::Error> {
    deliver::acknowledge(&world.app, NOTICE, deliveries.claire.person).await
}
