//! Wakes open pages. What passes here is a hint: a page that hears one reads the database again.

use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};

use model::{AudienceId, PersonId};
use tokio::sync::broadcast;

/// Hints that may wait for a slow listener before it is told that it missed some.
const WAITING_MAX: usize = 1_024;

/// What may be worth reading again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Hint {
    /// The mailboxes of these audiences.
    Audiences(Arc<[AudienceId]>),
    /// The mailbox of one person.
    Person(PersonId),
    /// The desk's queue.
    Desk,
    /// Every page that shows messages: something was withdrawn.
    Withdrawal,
    /// Whether sessions still hold: an epoch was set.
    Sessions,
}

/// Carries hints from actions to the pages of this node.
pub struct Switchboard {
    sender: broadcast::Sender<Hint>,
    withdrawals: AtomicU64,
}

impl Switchboard {
    pub(crate) fn new() -> Switchboard {
        Switchboard { sender: broadcast::channel(WAITING_MAX).0, withdrawals: AtomicU64::new(0) }
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
