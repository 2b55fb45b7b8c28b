//! Schools in trouble, ready for every action to be tried on them.

use actions::{
    situation::{self, Changed, Closed, NewMark, NewSite, Opened, Sited, Started},
    testing::World,
};
use model::{
    Actor, SchoolId,
    situation::{Change, Mark, NeighbourWord, Pupils, Reception, Threat},
};
use uuid::Uuid;

use super::{next_door, version};

/// What stands in the scene.
pub(crate) struct Situations {
    /// Head of the lycée that is evacuated.
    pub(crate) faure: Actor,
    /// Evacuated, its roll call under way, a place open.
    pub(crate) evacuated: Uuid,
    pub(crate) site: Uuid,
    /// Head of the collège where nothing is left to do.
    pub(crate) lemoine: Actor,
    pub(crate) calm: (Uuid, i64),
    /// The collège, which is next door.
    pub(crate) near: Vec<SchoolId>,
    /// Its roll call.
    pub(crate) call: Uuid,
    /// Of a pupil of the lycée.
    pub(crate) marks: Vec<NewMark>,
}

pub(crate) async fn opens(world: &World, by: &Actor, school: &str, threat: bool) -> Uuid {
    let school = SchoolId(world.uuid(school));
    match situation::open(&world.app, by, school, threat, "").await.expect("an answer") {
        Opened::Yes(id) => id,
        other => panic!("{other:?}"),
    }
}

pub(crate) fn gymnasium(id: Uuid) -> NewSite {
    NewSite { id, name: "Gymnase Jean-Moulin".into(), address: String::new(), capacity: 320, hours: (450, 1_080) }
}

/// The threats that the scene's campaigns made of a school are over; its situation is left open, with nothing to do.
async fn calms(world: &World, by: &Actor, school: &str) -> Uuid {
    let school = SchoolId(world.uuid(school));
    let id = match situation::open(&world.app, by, school, false, "").await.expect("an answer") {
        Opened::Yes(id) => return id,
        Opened::Already(id) => id,
        Opened::NotFound => panic!("it is theirs"),
    };
    let over = Change::Threat { to: Threat::Dismissed };
    let of = (id, version(world, id).await);
    assert_eq!(situation::change(&world.app, by, of, &over, "").await.expect("an answer"), Changed::Yes);
    id
}

/// Makes them.
pub(crate) async fn situations(world: &World) -> Situations {
    let adou = world.person("adou").actor().await;
    let lycee = calms(world, &adou, "lycee").await;
    let of = (lycee, version(world, lycee).await);
    assert_eq!(situation::close(&world.app, &adou, of).await.expect("an answer"), Closed::Yes);
    let faure = world.person("faure").actor().await;
    let lemoine = world.person("lemoine").actor().await;
    next_door(world, "ailleurs", "college").await;
    let evacuated = opens(world, &faure, "ailleurs", true).await;
    let out = Change::Reception { to: Reception::Evacuated };
    let of = (evacuated, version(world, evacuated).await);
    assert_eq!(situation::change(&world.app, &faure, of, &out, "").await.expect("an answer"), Changed::Yes);
    assert_eq!(situation::start(&world.app, &faure, evacuated).await.expect("an answer"), Started::Yes);
    let site = world.app.id();
    let sited = situation::open_site(&world.app, &faure, evacuated, gymnasium(site)).await.expect("an answer");
    assert_eq!(sited, Sited::Yes);
    let calm = calms(world, &lemoine, "college").await;
    let calm = (calm, version(world, calm).await);
    let marks = vec![NewMark {
        pupil: world.person("yann").id,
        mark: Some(Mark::Gathered),
        detail: String::new(),
        checked: false,
    }];
    let mut tx = world.app.db.read().await.expect("reads");
    let begun = store::roll_call::newest(&mut tx, evacuated).await.expect("an answer").expect("begun").id;
    drop(tx);
    let near = vec![SchoolId(world.uuid("college"))];
    let quiet = NeighbourWord::NotConcerned;
    assert_eq!(situation::tell(&world.app, &faure, evacuated, &near, quiet).await.expect("an answer"), Some(1));
    Situations { faure, evacuated, site, lemoine, calm, near, call: begun, marks }
}

/// A change that may follow in the evacuated school.
pub(crate) fn gathered() -> Change {
    Change::Pupils { to: Pupils::Gathered, place: "Stade".into(), stranded: 0 }
}
