//! A passkey becomes a second factor of its owner, on a device that is theirs.

use model::{
    Actor, FactorId,
    factor::{Ceremony, FactorKind},
    limits,
};
use webauthn_rs::prelude::{CreationChallengeResponse, Passkey, PasskeyRegistration, RegisterPublicKeyCredential};

use super::{Asked, drawn, in_force, key_of, party, taken};
use crate::{
    App, Result,
    factor::{Confirmed, added, label_of, may_add},
};

/// What the browser gives once an authenticator has made a key.
#[derive(Debug)]
pub struct NewPasskey<'a> {
    /// How its owner calls it.
    pub label: &'a str,
    /// What the browser says of it, as JSON.
    pub answer: &'a str,
    /// Secret of the device cookie.
    pub device: &'a str,
}

/// Asks for a new passkey. `None`: not from this device, there are enough factors, or passkeys do not work here.
pub async fn begin(app: &App, actor: &Actor, device: &str) -> Result<Option<Asked>> {
    let now = app.now();
    let mut tx = app.db.begin().await?;
    if !may_add(&mut tx, actor, now).await? {
        return Ok(None);
    }
    let Some(account) = store::account::of(&mut tx, actor.person).await? else { return Ok(None) };
    let known = in_force(&mut tx, actor.person, now).await?;
    let known = known.iter().map(key_of).collect::<Result<Vec<_>>>()?;
    let Some((mut options, _)) = started(app, actor, &account.login, &known) else { return Ok(None) };
    options.public_key.challenge = drawn(app, &mut tx, (Ceremony::Enrol, device, Some(actor.person)), now).await?;
    let mut options = serde_json::to_value(&options)?;
    // Where the authenticator can, it remembers whose key it is, which signs in without a user name.
    options["publicKey"]["authenticatorSelection"]["residentKey"] = "preferred".into();
    tx.commit().await?;
    Ok(Some(Asked(options.to_string())))
}

/// Takes the new passkey; it proves its owner from now on.
pub async fn enrol(app: &App, actor: &Actor, new: &NewPasskey<'_>) -> Result<Confirmed> {
    let now = app.now();
    let mut tx = app.db.begin().await?;
    let asked = (Ceremony::Enrol, Some(new.device), Some(actor.person));
    let Some(challenge) = taken(&mut tx, asked, now).await? else { return Ok(Confirmed::Nothing) };
    if !may_add(&mut tx, actor, now).await? {
        return Ok(Confirmed::Nothing);
    }
    let Some(key) = made(app, actor, &challenge, new.answer)? else {
        tx.commit().await?;
        return Ok(Confirmed::Wrong);
    };
    let name: &[u8] = key.cred_id().as_ref();
    if name.len() > limits::PASSKEY_ID_BYTES_MAX || store::passkey::is_known(&mut tx, name).await? {
        tx.commit().await?;
        return Ok(Confirmed::Wrong);
    }
    let id = app.id::<FactorId>();
    store::factor::begin(&mut tx, id, actor.person, FactorKind::Passkey, &label_of(new.label), now).await?;
    if !store::factor::confirm(&mut tx, id, 0, now).await? {
        return Ok(Confirmed::Nothing);
    }
    store::passkey::add(&mut tx, id, name, &serde_json::to_string(&key)?).await?;
    let recovery = added(app, &mut tx, actor, (id, FactorKind::Passkey), now).await?;
    tx.commit().await?;
    Ok(Confirmed::Yes { recovery })
}

/// The key that an answer brings, if it is one to our challenge.
fn made(app: &App, actor: &Actor, challenge: &[u8], answer: &str) -> Result<Option<Passkey>> {
    let Ok(answer) = serde_json::from_str::<RegisterPublicKeyCredential>(answer) else { return Ok(None) };
    // Names are for the authenticator's list alone; nothing of them is in its answer.
    let Some((_, state)) = started(app, actor, NOBODY, &[]) else { return Ok(None) };
    let state = party::with_challenge(&state, challenge)?;
    Ok(party::of(app).and_then(|party| party.finish_passkey_registration(&answer, &state).ok()))
}

const NOBODY: &str = "-";

fn started(
    app: &App,
    actor: &Actor,
    login: &str,
    known: &[Passkey],
) -> Option<(CreationChallengeResponse, PasskeyRegistration)> {
    let known = known.iter().map(|key| key.cred_id().clone()).collect();
    party::of(app)?.start_passkey_registration(actor.person.uuid(), login, login, Some(known)).ok()
}
