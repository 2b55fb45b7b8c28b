//! Measures, ready for every action to be tried on them.

use actions::{
    measure::{self, Answered, Extended, Proposed},
    send::Sent,
    testing::World,
};
use model::{
    Millis, SchoolId,
    measure::{Restriction, Typed, Whom},
    territory::Scope,
};
use uuid::Uuid;

use super::{LYON, clause, typed};

/// What stands in the scene.
pub(crate) struct Measures {
    /// In force where nobody acts.
    pub(crate) nowhere: Uuid,
    /// Waits for desk2.
    pub(crate) asked: Uuid,
    /// Begins in a week, decided by two.
    pub(crate) planned: Uuid,
    /// Of `planned`; waits for desk2.
    pub(crate) longer: Uuid,
}

/// Guardians of another académie, of whom nobody acts in the scene.
pub(crate) fn for_nobody(world: &World) -> Typed {
    typed(world, Scope::Academie(25), &[clause(Whom::Guardians, Restriction::NoFiles)])
}

pub(crate) fn for_lyon(world: &World) -> Typed {
    typed(world, LYON, &[clause(Whom::Pupils, Restriction::NewDevices)])
}

fn id(proposed: Result<Proposed, actions::Error>) -> Uuid {
    match proposed.expect("an answer") {
        Proposed::Begun(id) | Proposed::Waits { id, .. } => id,
        other => panic!("{other:?}"),
    }
}

/// A letter of yann's that waited for a minute, and may go out.
pub(crate) async fn waiting_letter(world: &World) {
    let slow = [clause(Whom::Pupils, Restriction::Delay { minutes: 1 })];
    let slow = typed(world, Scope::School(SchoolId(world.uuid("ailleurs"))), &slow);
    id(measure::propose(&world.app, None, slow).await);
    assert!(matches!(world.person("yann").writes("bonnet", "Je serai en retard").await, Sent::Deferred(_)));
    world.advance(Millis::minutes(1));
}

/// Makes them.
pub(crate) async fn measures(world: &World) -> Measures {
    let (desk, desk2) = (world.person("desk").actor().await, world.person("desk2").actor().await);
    let nowhere = id(measure::propose(&world.app, None, for_nobody(world)).await);
    let week = world.now() + Millis::days(7);
    let planned = Typed { starts_at: Some(week), ends_at: Some(week + Millis::hours(9)), ..for_lyon(world) };
    let planned = id(measure::propose(&world.app, Some(&desk), planned).await);
    assert_eq!(measure::answer(&world.app, &desk2, planned, true).await.expect("an answer"), Answered::Agreed);
    let to = week + Millis::hours(10);
    let Extended::Waits(longer) = measure::extend(&world.app, Some(&desk), planned, to, "").await.expect("an answer")
    else {
        panic!("it takes two")
    };
    let asked = id(measure::propose(&world.app, Some(&desk), for_lyon(world)).await);
    Measures { nowhere, asked, planned, longer }
}
