//! Identities in bulk: one draw of chance, then counting, so that they sort in the order in which they were made and
//! rows are appended to their tables instead of scattered.

use model::{Millis, ids::uuid_v7};
use uuid::Uuid;

use crate::App;

/// A source of identities for one import.
pub(super) struct Ids {
    at: Millis,
    head: [u8; 2],
    next: u64,
}

impl Ids {
    pub(super) fn new(app: &App) -> Ids {
        let head: [u8; 2] = app.chance();
        // The topmost bits are the version's in the identity; two more leave room to count.
        let next = u64::from_be_bytes(app.chance()) >> 4;
        Ids { at: app.now(), head, next }
    }

    pub(super) fn next<T: From<Uuid>>(&mut self) -> T {
        let mut chance = [0; 10];
        chance[..2].copy_from_slice(&self.head);
        chance[2..].copy_from_slice(&self.next.to_be_bytes());
        self.next += 1;
        uuid_v7(self.at, chance).into()
    }
}
