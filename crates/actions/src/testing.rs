//! A small invented territory with its people, for the tests of every room and for `sim`.
//!
//! [`World`] puts an [`App`] on a throw-away database, with a clock that is set, chance that is seeded and a judge
//! that does what the test says. Its people act through the real actions: `world.person("ines").write_to("roche", "…")`.
//! Two worlds of the same seed that do the same things are the same, on either database.
#![allow(
    clippy::expect_used,
    clippy::missing_panics_doc,
    clippy::panic,
    reason = "a test whose world cannot be made, or whose people cannot act, must fail at once"
)]

mod campaigns;
mod cast;
mod clock;
pub mod counter;
mod directory;
mod dump;
mod facts;
mod judging;
mod key;
mod people;
pub mod provider;
mod signing_in;

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, PoisonError},
};

use model::{AudienceId, Millis, PersonId, channel::Channels, job::Job};
use store::{Db, blobs::Blobs, testing::TestDb};
use uuid::Uuid;

use crate::{App, Parts, Rules, hasher::Cost, record};

pub use clock::SetClock;
pub use directory::Directory;
pub use dump::{Dump, changed};
pub use facts::Facts;
pub use judging::{Judging, TestJudge};
pub use key::Key;
pub use people::{Mailbox, Person, accepted};
pub use signing_in::Tab;

/// Everybody's password.
pub const PASSWORD: &str = "cheval lampe rivière tricot";
/// When a world begins: Wednesday 20 March 2024, 19:30 in Paris.
pub const EVENING: Millis = Millis(1_710_959_400_000);

/// A territory, its people, and the program that serves them. The cast is in `testing/cast.rs`.
pub struct World {
    /// The program's parts.
    pub app: Arc<App>,
    /// The database, which goes away with the world.
    pub t: TestDb,
    clock: Arc<SetClock>,
    judging: Arc<Mutex<Judging>>,
    names: Mutex<BTreeMap<String, Uuid>>,
    folder: tempfile::TempDir,
    seed: u64,
    restarts: u64,
}

impl World {
    /// The world of tests: the cast, and the rules of Préau.
    pub async fn new(t: TestDb) -> World {
        World::with_cast(t, 7, EVENING).await
    }

    /// The same from another seed and another moment.
    pub async fn with_cast(t: TestDb, seed: u64, begins: Millis) -> World {
        let world = World::empty(t, seed, begins);
        let mut directory = world.directory().await;
        directory.add_cast().await;
        directory.save().await;
        world
    }

    /// A world without anybody, whose chance grows from a seed.
    pub fn empty(t: TestDb, seed: u64, begins: Millis) -> World {
        let folder = tempfile::tempdir().expect("a folder for blobs");
        let clock = Arc::new(SetClock::at(begins));
        let judging = Arc::new(Mutex::new(Judging::Words));
        let app = app(&t.db, &folder, &clock, &judging, chance(seed, 0), Rules::Preau);
        World { app: Arc::new(app), t, clock, judging, names: Mutex::default(), folder, seed, restarts: 0 }
    }

    /// The same under other rules of who may write to whom.
    #[must_use]
    pub fn with_rules(mut self, rules: Rules) -> World {
        let chance = chance(self.seed, self.restarts);
        self.app = Arc::new(app(&self.t.db, &self.folder, &self.clock, &self.judging, chance, rules));
        self
    }

    /// The same with an antivirus.
    #[must_use]
    pub fn with_antivirus(mut self) -> World {
        let chance = chance(self.seed, self.restarts);
        let app = app(&self.t.db, &self.folder, &self.clock, &self.judging, chance, self.app.rules);
        self.app = Arc::new(app.with_antivirus());
        self
    }

    /// The same, asking who writes to more readers than this to prove first who they are.
    #[must_use]
    pub fn asking_proof_above(mut self, readers: i64) -> World {
        let chance = chance(self.seed, self.restarts);
        let app = app(&self.t.db, &self.folder, &self.clock, &self.judging, chance, self.app.rules);
        self.app = Arc::new(app.with_proof_above(readers));
        self
    }

    /// The program stops and starts again: nothing remains but the database and the folder.
    pub async fn restart(&mut self) {
        let db = Db::open(&self.t.url).await.expect("the database opens again");
        let old = std::mem::replace(&mut self.t.db, db);
        old.close().await;
        self.restarts += 1;
        let (rules, chance) = (self.app.rules, chance(self.seed, self.restarts));
        self.app = Arc::new(app(&self.t.db, &self.folder, &self.clock, &self.judging, chance, rules));
    }

    /// Another node over the same database, with the same clock and chance of its own.
    pub async fn another_node(&self) -> App {
        let db = Db::connect(&self.t.url).await.expect("a node connects");
        let chance = chance(self.seed, u64::MAX - self.restarts);
        app(&db, &self.folder, &self.clock, &self.judging, chance, self.app.rules)
    }

    /// The present moment.
    pub fn now(&self) -> Millis {
        self.app.now()
    }

    /// Lets time pass.
    pub fn advance(&self, by: Millis) {
        self.clock.set(self.now() + by);
    }

    /// Sets the time, forward or back.
    pub fn set_time(&self, at: Millis) {
        self.clock.set(at);
    }

    /// From now on the judge does this.
    pub fn judge(&self, judging: Judging) {
        *self.judging.lock().unwrap_or_else(PoisonError::into_inner) = judging;
    }

    /// Somebody of the cast, or added since, by key.
    pub fn person(&self, key: &str) -> Person<'_> {
        Person::new(self, PersonId(self.uuid(key)))
    }

    /// The duty officer of the crisis desk.
    pub fn desk(&self) -> Person<'_> {
        self.person("desk")
    }

    /// Somebody, or an audience (`2nde4:pupils`, `lycee:guardians`), as one writes to them.
    pub fn audience(&self, key: &str) -> AudienceId {
        AudienceId(self.uuid(key))
    }

    /// What stands behind a key: a person, an audience, a school (`lycee`), a class or group (`2nde4`).
    pub fn uuid(&self, key: &str) -> Uuid {
        let names = self.names.lock().unwrap_or_else(PoisonError::into_inner);
        *names.get(key).unwrap_or_else(|| panic!("nobody and nothing in this world is called {key}"))
    }

    /// Every key, with what stands behind it.
    pub fn keys(&self) -> BTreeMap<String, Uuid> {
        self.names.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    pub(crate) fn name(&self, key: &str, id: Uuid) {
        let former = self.names.lock().unwrap_or_else(PoisonError::into_inner).insert(key.to_owned(), id);
        assert!(former.is_none(), "two of this world are called {key}");
    }

    /// Opens the directory to change it; nothing is kept before [`Directory::save`].
    pub async fn directory(&self) -> Directory<'_> {
        Directory::open(self).await
    }

    /// Does the jobs whose time has come, until none is left. Gives their number.
    pub async fn run_jobs(&self) -> usize {
        let mut done = 0;
        loop {
            let claimed = crate::jobs::claim(&self.app).await.expect("jobs are claimed");
            if claimed.is_empty() {
                return done;
            }
            for job in claimed {
                done += 1;
                match &job.job {
                    Job::SendLater { draft } => {
                        crate::send_later::run(&self.app, *draft).await.expect("sent or refused");
                    }
                    Job::Wave { message } => crate::wave::advance(&self.app, *message).await.expect("a wave goes out"),
                    Job::LookBack { campaign } => {
                        crate::look_back::look_back(&self.app, *campaign).await.expect("a look-back");
                    }
                    Job::Carriers { message } => {
                        crate::carriers::contain_carriers(&self.app, *message).await.expect("carriers are contained");
                    }
                    Job::Logout { .. } => {}
                    Job::Import { .. } => panic!("imports are tested where rosters are read"),
                    Job::Examine { sha256 } => crate::examine::examine(&self.app, sha256).await.expect("examined"),
                    Job::Settle { message } => crate::settle::settle(&self.app, *message).await.expect("settled"),
                    Job::Scan { sha256 } => self.scan(sha256).await,
                    Job::Signature { policy, before, held } => {
                        let done = crate::policy::signature::look_back(&self.app, *policy, *before, *held).await;
                        done.expect("looked back");
                    }
                    Job::Replay { .. } => drop(crate::decision::replay(&self.app).await.expect("replayed")),
                }
                crate::jobs::finish(&self.app, &job, Ok(())).await.expect("a job is done");
            }
        }
    }

    /// The antivirus of this world: what has the word « VERMINE » in it is harmful.
    async fn scan(&self, sha256: &str) {
        let content = crate::scan::unscanned(&self.app, sha256).await.expect("the content is read");
        let infected = content.unwrap_or_default().windows(7).any(|bytes| bytes == b"VERMINE");
        crate::scan::keep(&self.app, sha256, infected.then_some("Essai.Vermine")).await.expect("kept");
    }

    /// Seals what waits; gives the root of the whole journal in hexadecimal.
    pub async fn seal(&self) -> String {
        record::seal(&self.app).await.expect("the journal is sealed");
        let report = self.verify().await;
        report.newest.map(|checkpoint| checkpoint.root.to_string()).unwrap_or_default()
    }

    /// What a verification of the journal finds.
    pub async fn verify(&self) -> journal::Report {
        record::verify(&self.app.db, self.app.seal_key.verifying_key(), None).await.expect("the journal is read")
    }

    /// Seals what waits, verifies everything, and fails with what is wrong.
    pub async fn journal_verifies(&self) {
        self.seal().await;
        let report = self.verify().await;
        assert!(report.holds(), "{report:?}");
        assert_eq!(report.unsealed, 0, "everything is sealed");
    }

    /// Entries of the journal so far, oldest first: what was done, and on what.
    pub async fn journal(&self) -> Vec<(String, String)> {
        let mut tx = self.app.db.read().await.expect("reads");
        tx.all("select verb, subject from journal_entry order by at, id", ()).await.expect("the journal is read")
    }
}

/// Where chance begins: never twice the same in one world, and the same in two worlds of one seed.
fn chance(seed: u64, restarts: u64) -> [u8; 32] {
    let mut bytes = [0; 32];
    bytes[..8].copy_from_slice(&seed.to_le_bytes());
    bytes[8..16].copy_from_slice(&restarts.to_le_bytes());
    bytes
}

fn app(
    db: &Db,
    folder: &tempfile::TempDir,
    clock: &Arc<SetClock>,
    judging: &Arc<Mutex<Judging>>,
    seed: [u8; 32],
    rules: Rules,
) -> App {
    let parts = Parts {
        db: db.clone(),
        blobs: Blobs::open(folder.path()).expect("a folder for blobs"),
        judge: Box::new(TestJudge::new(judging.clone(), clock.clone())),
        // The keys outlive a restart.
        seal_key: journal::SigningKey::new("ent.example/journal", [3; 32]).expect("a key"),
        dossier_key: dossier::SealKey::new([5; 32]),
        pepper: [4; 32],
        clock: clock.clone(),
        seed,
    };
    let channels = Channels { push: true, sms: true, mail: true };
    App::new(parts).with_hash_cost(Cost::Token).with_rules(rules).with_channels(channels)
}
