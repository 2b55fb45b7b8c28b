//! Wakes open pages. What passes here is a hint: a page that hears one reads the database again.

use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};

use model::{AudienceId, PersonId};
use serde::{Deserialize, Serialize};
use tokio::sync::broadcast;
use uuid::Uuid;

use crate::Result;

/// Hints that may wait for a slow listener before it is told that it missed some.
const WAITING_MAX: usize = 1_024;

/// What may be worth reading again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Hint {
    /// The mailboxes of these audiences.
    Audiences(#[serde(with = "shared")] Arc<[AudienceId]>),
    /// The mailbox of one person.
    Person(PersonId),
    /// The desk's queue.
    Desk,
    /// Every page that shows messages: something was withdrawn.
    Withdrawal,
    /// Whether sessions still hold: an epoch was set.
    Sessions,
    /// What is restricted: a measure began or ended.
    Measures,
    /// Where a school stands: its situation, its roll call, what a school next door says.
    Situations,
}

/// Carries hints from actions to the pages of this node.
pub struct Switchboard {
    sender: broadcast::Sender<Hint>,
    withdrawals: AtomicU64,
    /// Tells our own hints from those of other nodes.
    node: Uuid,
}

impl Switchboard {
    pub(crate) fn new(node: Uuid) -> Switchboard {
        Switchboard { sender: broadcast::channel(WAITING_MAX).0, withdrawals: AtomicU64::new(0), node }
    }

    /// What tells this node from the others; another at each start.
    pub fn node(&self) -> Uuid {
        self.node
    }

    /// A hint as other nodes hear it.
    pub(crate) fn pack(&self, hint: &Hint) -> Result<String> {
        Ok(serde_json::to_string(&(self.node, hint))?)
    }

    /// Passes on what was heard from another node; our own words come back and are left. What cannot be read comes from
    /// a node of another version: every page reads again.
    pub fn heard(&self, packed: &str) {
        match serde_json::from_str::<(Uuid, Hint)>(packed) {
            Ok((node, _)) if node == self.node => {}
            Ok((_, hint)) => self.hint(hint),
            Err(_) => self.missed(),
        }
    }

    /// Hints may have been missed: every page reads again and asks whether its session holds.
    pub fn missed(&self) {
        for hint in [Hint::Withdrawal, Hint::Desk, Hint::Sessions, Hint::Measures, Hint::Situations] {
            self.hint(hint);
        }
    }

    /// Gives a hint to whoever listens.
    pub fn hint(&self, hint: Hint) {
        if hint == Hint::Withdrawal {
            self.withdrawals.fetch_add(1, Ordering::SeqCst);
        }
        // No listener is no fault.
        let _ = self.sender.send(hint);
    }

    /// Listens from now on.
    pub fn listen(&self) -> broadcast::Receiver<Hint> {
        self.sender.subscribe()
    }

    /// Withdrawals answered so far on this node. A page that read before the last of them reads again.
    pub fn withdrawals(&self) -> u64 {
        self.withdrawals.load(Ordering::SeqCst)
    }
}

/// A shared slice is written as a list.
mod shared {
    use std::sync::Arc;

    use model::AudienceId;
    use serde::{Deserialize as _, Deserializer, Serialize as _, Serializer};

    pub(super) fn serialize<S: Serializer>(ids: &Arc<[AudienceId]>, to: S) -> Result<S::Ok, S::Error> {
        ids.as_ref().serialize(to)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Arc<[AudienceId]>, D::Error> {
        Ok(Vec::deserialize(from)?.into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_node_hears_the_others_and_not_itself() {
        let (here, there) = (Switchboard::new(Uuid::from_u128(1)), Switchboard::new(Uuid::from_u128(2)));
        let mut heard = here.listen();
        let hint = Hint::Audiences([AudienceId(Uuid::from_u128(3))].into());
        here.heard(&there.pack(&hint).expect("packed"));
        here.heard(&here.pack(&Hint::Desk).expect("packed"));
        assert_eq!(heard.try_recv(), Ok(hint));
        assert!(heard.try_recv().is_err());
        here.heard("what a later version says");
        assert_eq!(heard.try_recv(), Ok(Hint::Withdrawal));
    }
}
