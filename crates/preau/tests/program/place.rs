//! A database with the people of the tests' world, and a data folder that goes with it.

use std::{collections::BTreeMap, fs::Permissions, os::unix::fs::PermissionsExt as _, path::Path};

use actions::testing::World;
use store::testing::TestDb;
use uuid::Uuid;

/// Where a program can be started.
pub(crate) struct Place {
    folder: tempfile::TempDir,
    t: TestDb,
    keys: BTreeMap<String, Uuid>,
}

impl Place {
    /// The cast of `actions::testing`, in a new database. Everybody's password is `actions::testing::PASSWORD`.
    pub(crate) async fn new(t: TestDb) -> Place {
        Place::of(World::new(t).await).await
    }

    /// The same of a world in which something has happened.
    pub(crate) async fn of(world: World) -> Place {
        let keys = world.keys();
        world.seal().await;
        let folder = tempfile::tempdir().expect("a folder");
        let write = |name: &str, content: &[u8], mode| {
            let file = folder.path().join(name);
            std::fs::write(&file, content).expect("a key is written");
            std::fs::set_permissions(&file, Permissions::from_mode(mode)).expect("its readers are set");
        };
        write("journal.key", world.app.seal_key.to_secret_text().as_bytes(), 0o600);
        write("journal.pub", world.app.seal_key.verifying_key().to_string().as_bytes(), 0o644);
        write("pepper.key", &world.app.pepper, 0o600);
        let World { t, .. } = world;
        Place { folder, t, keys }
    }

    pub(crate) fn data(&self) -> &Path {
        self.folder.path()
    }

    pub(crate) fn database(&self) -> &str {
        &self.t.url
    }

    pub(crate) fn db(&self) -> &store::Db {
        &self.t.db
    }

    /// How somebody or an audience is written to.
    pub(crate) fn audience(&self, key: &str) -> String {
        self.keys[key].to_string()
    }
}
