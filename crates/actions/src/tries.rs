//! Tries to prove who one is, those that fail, and who must wait. A device that the account knows has a count of its own,
//! so that no stranger locks the owner out; nobody waits for ever.

use model::{DeviceId, Millis, PersonId, limits};
use store::Tx;

use crate::{App, Result};

/// Whose tries are counted, and from where.
pub(crate) struct Tries {
    key: String,
    device: Option<DeviceId>,
}

impl Tries {
    /// Of the password of a user name, whether or not it exists.
    pub(crate) fn of_login(login: &str, device: Option<DeviceId>) -> Tries {
        Tries { key: login.to_owned(), device }
    }

    /// Of what a person proves beside or after it. No user name as typed has capitals once it is compared.
    pub(crate) fn of_person(person: PersonId, device: Option<DeviceId>) -> Tries {
        Tries { key: format!("CODE/{person}"), device }
    }

    /// Whether so many failed lately that one must wait.
    pub(crate) async fn must_wait(&self, tx: &mut Tx, now: Millis) -> Result<bool> {
        let since = now - limits::SIGN_IN_WINDOW;
        Ok(store::account::failures(tx, &self.key, self.device, since).await? >= limits::SIGN_IN_FAILURES_MAX)
    }

    /// Notes one.
    pub(crate) async fn note(&self, app: &App, tx: &mut Tx, succeeded: bool, now: Millis) -> Result<()> {
        Ok(store::account::note_try(tx, app.id(), &self.key, self.device, succeeded, now).await?)
    }
}
