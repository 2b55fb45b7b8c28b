//! A database with the people of the tests' world, and a data folder that goes with it.

use std::path::Path;

use actions::testing::World;
use store::testing::TestDb;
use uuid::Uuid;

/// Where a program can be started.
pub struct Place {
    folder: tempfile::TempDir,
    t: TestDb,
    keys: std::collections::BTreeMap<String, Uuid>,
}

impl Place {
    /// The cast of `actions::testing`, in a new database. Everybody's password is `actions::testing::PASSWORD`.
    pub async fn new(t: TestDb) -> Place {
        let world = World::new(t).await;
        let keys = world.keys();
        world.seal().await;
        let folder = tempfile::tempdir().expect("a folder");
        let file = |name: &str| folder.path().join(name);
        std::fs::write(file("journal.key"), world.app.seal_key.to_secret_text()).expect("the key is written");
        let public = world.app.seal_key.verifying_key().to_string();
        std::fs::write(file("journal.pub"), public).expect("the key is written");
        std::fs::write(file("pepper.key"), world.app.pepper).expect("the secret is written");
        let World { t, .. } = world;
        Place { folder, t, keys }
    }

    pub fn data(&self) -> &Path {
        self.folder.path()
    }

    pub fn database(&self) -> &str {
        &self.t.url
    }

    pub fn db(&self) -> &store::Db {
        &self.t.db
    }

    /// How somebody or an audience is written to.
    pub fn audience(&self, key: &str) -> String {
        self.keys[key].to_string()
    }
}
