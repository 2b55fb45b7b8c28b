//! Doing an import in a test, and looking at what the directory has become.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
};

use actions::{
    import::{self, Applied, Prepared, Preview},
    testing::World,
};
use gateway::rosters::{self, Options, Watch};
use model::{ImportId, roster::Refusal};
use store::Db;

/// Reads everything in a folder and compares it with the directory.
pub async fn preview(world: &World, folder: &Path) -> (ImportId, Prepared) {
    let found = rosters::detect(&[folder.to_owned()], &Options::default()).expect("rosters");
    assert_eq!(found.sets.len(), 1, "one set of files");
    let id = import::new_id(&world.app);
    let prepared = rosters::preview(&world.app, id, &found.sets[0], None, &Watch::default(), &|_| {}).await;
    (id, prepared.expect("prepared"))
}

/// The preview of an import that can be applied.
pub async fn ready(world: &World, folder: &Path) -> (ImportId, Preview) {
    match preview(world, folder).await {
        (id, Prepared::Ready(preview)) => (id, *preview),
        (_, other) => panic!("a plan is expected, not {other:?}"),
    }
}

/// Imports everything in a folder, whatever it closes.
pub async fn import(world: &World, folder: &Path) -> Preview {
    let (id, preview) = ready(world, folder).await;
    apply(world, id).await;
    preview
}

pub async fn apply(world: &World, id: ImportId) {
    let applied = rosters::apply(&world.app, id, true, &Watch::default(), &|_| {}).await.expect("applied");
    assert!(matches!(applied, Applied::Done(_)), "{applied:?}");
    counts_hold(&world.app.db).await;
}

pub async fn refusals(world: &World, id: ImportId) -> Vec<Refusal> {
    let all = import::refusals(&world.app, id, 0, 1_000).await.expect("read");
    all.into_iter().map(|(_, refusal)| refusal).collect()
}

/// Who belongs where now: « Zoé N'Diaye » in « 3B – élèves ».
pub async fn memberships(db: &Db) -> BTreeSet<(String, String)> {
    let mut tx = db.read().await.expect("reads");
    let rows: Vec<(String, String)> = tx
        .all(
            "select p.given_name || ' ' || p.family_name, a.label from membership m join person p on p.id = m.person \
             join audience a on a.id = m.audience where m.until = $1 order by 1, 2",
            (model::Millis::NEVER,),
        )
        .await
        .expect("read");
    let twice: Vec<(i64,)> = tx
        .all(
            "select count(*) from membership where until = $1 group by person, audience having count(*) > 1 order by 1",
            (model::Millis::NEVER,),
        )
        .await
        .expect("read");
    assert!(twice.is_empty(), "nobody belongs twice: {twice:?}");
    rows.into_iter().collect()
}

/// Where one person belongs now.
pub async fn belongs(db: &Db, name: &str) -> Vec<String> {
    memberships(db).await.into_iter().filter(|(who, _)| who == name).map(|(_, label)| label).collect()
}

/// Who is whose guardian now.
pub async fn guardianships(db: &Db) -> BTreeSet<(String, String)> {
    let mut tx = db.read().await.expect("reads");
    let rows: Vec<(String, String)> = tx
        .all(
            "select g.given_name, p.given_name from guardianship x join person g on g.id = x.guardian \
             join person p on p.id = x.pupil where x.until = $1 order by 1, 2",
            (model::Millis::NEVER,),
        )
        .await
        .expect("read");
    rows.into_iter().collect()
}

/// What people are now: name, profile, school, title.
pub async fn affiliations(db: &Db) -> BTreeSet<(String, String, String, String)> {
    let mut tx = db.read().await.expect("reads");
    let rows: Vec<(String, String, String, String)> = tx
        .all(
            "select p.given_name || ' ' || p.family_name, f.profile, s.name, f.title from affiliation f \
             join person p on p.id = f.person join school s on s.id = f.school where f.until = $1 order by 1, 2, 3",
            (model::Millis::NEVER,),
        )
        .await
        .expect("read");
    rows.into_iter().collect()
}

/// Logins with the state of their account.
pub async fn accounts(db: &Db) -> BTreeMap<String, String> {
    let mut tx = db.read().await.expect("reads");
    let rows: Vec<(String, String)> =
        tx.all("select login, state from account order by login", ()).await.expect("read");
    rows.into_iter().collect()
}

/// Names of people and labels of audiences that somebody who types this finds in a school.
pub async fn found(db: &Db, school: &str, typed: &str) -> Vec<String> {
    let mut tx = db.read().await.expect("reads");
    let rows: Vec<(String,)> = tx
        .all(
            "select distinct p.given_name || ' ' || p.family_name from directory_key k join person p on p.id = k.target \
                join school s on s.id = k.school where s.name = $1 and k.key >= $2 and k.key < $3 \
             union select a.label from directory_key k join audience a on a.id = k.target \
                join school s on s.id = k.school where s.name = $1 and k.key >= $2 and k.key < $3 order by 1",
            (school, typed, model::text::after_prefix(typed)),
        )
        .await
        .expect("read");
    rows.into_iter().map(|(name,)| name).collect()
}

/// How many rows of everything that an import may touch: what a stopped import must not change.
pub async fn size(db: &Db) -> Vec<i64> {
    let mut tx = db.read().await.expect("reads");
    let row: Option<(i64, i64, i64, i64, i64, i64, i64)> = tx
        .maybe(
            "select (select count(*) from person), (select count(*) from school), (select count(*) from affiliation), \
             (select count(*) from membership), (select count(*) from account), (select count(*) from directory_key), \
             (select count(*) from guardianship)",
            (),
        )
        .await
        .expect("read");
    <[i64; 7]>::from(row.expect("one row")).to_vec()
}

/// Every audience says how many people it has.
async fn counts_hold(db: &Db) {
    let mut tx = db.read().await.expect("reads");
    let wrong: Vec<(String, i64, i64)> = tx
        .all(
            "select a.label, a.readers, (select count(*) from membership m where m.audience = a.id and m.until = $1) \
             from audience a where a.readers <> (select count(*) from membership m where m.audience = a.id \
             and m.until = $1) order by 1",
            (model::Millis::NEVER,),
        )
        .await
        .expect("read");
    assert!(wrong.is_empty(), "{wrong:?}");
}
