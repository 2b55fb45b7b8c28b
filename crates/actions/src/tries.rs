//! Tries to prove who one is, those that fail, and who must wait. A device that the account knows has a count of its own,
//! so that no stranger locks the owner out; a network from which many names fail waits on unknown devices only, and not
//! when many go in: a whole school is one address. Nobody waits for ever.

use model::{DeviceId, Millis, PersonId, limits, network};
use store::Tx;

use crate::{App, Result, sign_in::Browser, token};

/// Whose tries are counted, and from where.
pub(crate) struct Tries {
    key: String,
    device: Option<DeviceId>,
    network: Option<String>,
}

impl Tries {
    /// Of the password of an account's user name.
    pub(crate) fn of_login(login: &str, device: Option<DeviceId>, browser: Browser<'_>) -> Tries {
        Tries { key: login.to_owned(), device, network: network::key(browser.address) }
    }

    /// Of a user name that is nobody's. It may be a password, typed one field too early, so what stands for it is kept.
    pub(crate) fn of_nobody(app: &App, typed: &str, browser: Browser<'_>) -> Tries {
        let key = format!("NOBODY/{}", token::keyed(app, &format!("try/{typed}")));
        Tries { key, device: None, network: network::key(browser.address) }
    }

    /// Of what a person proves beside or after it. No user name as typed has capitals once it is compared.
    pub(crate) fn of_person(person: PersonId, device: Option<DeviceId>) -> Tries {
        Tries { key: format!("CODE/{person}"), device, network: None }
    }

    /// Of a printed code, known by its hash: each wrong one is a name that failed.
    pub(crate) fn of_code(hash: &[u8], browser: Browser<'_>) -> Tries {
        let key = format!("SHEET/{}", model::text::hex(&hash[..hash.len().min(8)]));
        Tries { key, device: None, network: network::key(browser.address) }
    }

    /// Of the code of a notice: each wrong one is a name that failed. Counted apart from those of people: who checks notices
    /// badly keeps nobody of their network from signing in.
    pub(crate) fn of_notice(code: &str, browser: Browser<'_>) -> Tries {
        let network = network::key(browser.address).map(|network| format!("NOTICE/{network}"));
        Tries { key: format!("NOTICE/{code}"), device: None, network }
    }

    /// Whether so many failed lately that one must wait.
    pub(crate) async fn must_wait(&self, tx: &mut Tx, now: Millis) -> Result<bool> {
        let since = now - limits::SIGN_IN_WINDOW;
        Ok(store::account::failures(tx, &self.key, self.device, since).await? >= limits::SIGN_IN_FAILURES_MAX)
    }

    /// Whether so many names failed lately from this network, and so few went in, that a device which the account does not
    /// know must wait. It is the same whether or not the name exists.
    pub(crate) async fn network_must_wait(&self, tx: &mut Tx, now: Millis) -> Result<bool> {
        let (None, Some(network)) = (self.device, &self.network) else { return Ok(false) };
        let since = now - limits::SIGN_IN_WINDOW;
        let (failed, went_in) = store::arrival::names_tried(tx, network, since).await?;
        Ok(failed >= limits::NETWORK_FAILURES_MAX && failed > 2 * went_in)
    }

    /// Notes one.
    pub(crate) async fn note(&self, app: &App, tx: &mut Tx, succeeded: bool, now: Millis) -> Result<()> {
        let network = self.network.as_deref();
        Ok(store::account::note_try(tx, app.id(), &self.key, self.device, network, succeeded, now).await?)
    }
}
