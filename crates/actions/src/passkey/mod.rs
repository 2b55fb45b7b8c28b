//! Passkeys (`WebAuthn`, level 2): a key in a telephone, a computer or a token that signs what this installation asks, for
//! no other site, once its owner has shown by finger, face or code that it is them. Nothing secret is kept here.
//!
//! A passkey is a second factor like an application's codes, and opens a session by itself: it is a thing that one has and
//! a code that one knows, and no page of a thief's gets anything from it. The library reads and checks what authenticators
//! say; what they are asked is drawn from [`App`] and kept in the database for some minutes, for one answer of the browser
//! that asked. What the library needs to check an answer is made anew from that, and from the keys as they are then.

pub mod enrol;
mod party;
pub mod sign_in;

use model::{FactorId, Millis, PersonId, factor::Ceremony, limits};
use store::{
    Tx,
    passkey::{NewChallenge, Passkey as Row},
};
use webauthn_rs::prelude::{AuthenticationResult, Passkey, PublicKeyCredential, WebauthnError};

use crate::{App, Result, factor, record, token};

/// What a browser is to ask of an authenticator: the parameter of `navigator.credentials`, as JSON.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked(pub String);

/// Whether passkeys work under the address of this installation: a name that is reached by TLS, or this very machine.
pub fn are_offered(app: &App) -> bool {
    party::of(app).is_some()
}

/// What an answer is worth.
pub(crate) enum Checked {
    /// It is this person's.
    Right(PersonId),
    /// It is not an answer of theirs to what was asked.
    Wrong,
    /// The key is theirs, and its counter has gone back: there are two of it.
    Copied,
}

/// Whether a person has a passkey that can be asked for.
pub(crate) async fn has(app: &App, tx: &mut Tx, person: PersonId, now: Millis) -> Result<bool> {
    Ok(are_offered(app) && !in_force(tx, person, now).await?.is_empty())
}

async fn in_force(tx: &mut Tx, person: PersonId, now: Millis) -> Result<Vec<Row>> {
    let after = factor::ended_before(tx, person, now).await?;
    Ok(store::passkey::in_force(tx, person, after).await?)
}

/// Asks for one of a person's passkeys, in the browser of a device cookie. `None`: they have none.
pub(crate) async fn ask_for(
    app: &App,
    tx: &mut Tx,
    (ceremony, device, person): (Ceremony, &str, PersonId),
    now: Millis,
) -> Result<Option<Asked>> {
    let Some(party) = party::of(app) else { return Ok(None) };
    let rows = in_force(tx, person, now).await?;
    let keys = rows.iter().map(key_of).collect::<Result<Vec<_>>>()?;
    if keys.is_empty() {
        return Ok(None);
    }
    let Ok((mut options, _)) = party.start_passkey_authentication(&keys) else { return Ok(None) };
    options.public_key.challenge = drawn(app, tx, (ceremony, device, Some(person)), now).await?;
    Ok(Some(Asked(serde_json::to_string(&options)?)))
}

/// Draws what a browser's authenticator is to sign, and keeps it for its answer.
async fn drawn(
    app: &App,
    tx: &mut Tx,
    (ceremony, device, person): (Ceremony, &str, Option<PersonId>),
    now: Millis,
) -> Result<Vec<u8>> {
    let challenge = app.chance::<32>();
    let browser = token::hash(device);
    let new = NewChallenge { browser: &browser, ceremony, person, challenge: &challenge };
    store::passkey::ask(tx, &new, now).await?;
    Ok(challenge.to_vec())
}

/// Takes what a browser was asked, once. `None`: nothing, another person was asked, or too long ago.
async fn taken(
    tx: &mut Tx,
    (ceremony, device, person): (Ceremony, Option<&str>, Option<PersonId>),
    now: Millis,
) -> Result<Option<Vec<u8>>> {
    let Some(device) = device else { return Ok(None) };
    let since = now - limits::PASSKEY_CHALLENGE_LIFE;
    let asked = store::passkey::take(tx, &token::hash(device), ceremony, since).await?;
    Ok(asked.filter(|asked| asked.person() == person).map(|asked| asked.challenge))
}

/// Checks an answer to what the browser of a device cookie was asked, of this person or, with none, of whoever answers.
/// What was asked is taken whatever the answer is worth, so the caller commits in any case.
pub(crate) async fn check(
    app: &App,
    tx: &mut Tx,
    asked: (Ceremony, Option<&str>, Option<PersonId>),
    answer: &str,
    now: Millis,
) -> Result<Checked> {
    let (ceremony, _, person) = asked;
    let Some(challenge) = taken(tx, asked, now).await? else { return Ok(Checked::Wrong) };
    let Ok(answer) = serde_json::from_str::<PublicKeyCredential>(answer) else { return Ok(Checked::Wrong) };
    let Some(row) = store::passkey::named(tx, answer.get_credential_id()).await? else { return Ok(Checked::Wrong) };
    if !is_of(&row, person, &answer) || row.made_at() <= factor::ended_before(tx, row.person, now).await? {
        return Ok(Checked::Wrong);
    }
    let mut key = key_of(&row)?;
    match verified(app, &key, &challenge, &answer)? {
        Some(Ok(result)) => {
            key.update_credential(&result);
            let proved = store::passkey::prove(tx, &row, &serde_json::to_string(&key)?, now).await?;
            Ok(if proved { Checked::Right(row.person) } else { Checked::Wrong })
        }
        Some(Err(WebauthnError::CredentialPossibleCompromise)) => {
            note_copied(app, tx, (row.factor, row.person), ceremony).await?;
            Ok(Checked::Copied)
        }
        Some(Err(_)) | None => Ok(Checked::Wrong),
    }
}

/// Whether the key is of who was asked, and the authenticator means the same. Of whom nobody was asked says who they are.
fn is_of(row: &Row, person: Option<PersonId>, answer: &PublicKeyCredential) -> bool {
    let means = answer.get_user_unique_id();
    let same = means == Some(row.person.uuid().as_bytes().as_slice());
    match person {
        Some(person) => row.person == person && (means.is_none() || same),
        None => same,
    }
}

/// What the library finds in an answer to a challenge of ours. `None`: passkeys are not offered here.
fn verified(
    app: &App,
    key: &Passkey,
    challenge: &[u8],
    answer: &PublicKeyCredential,
) -> Result<Option<std::result::Result<AuthenticationResult, WebauthnError>>> {
    let Some(party) = party::of(app) else { return Ok(None) };
    let Ok((_, state)) = party.start_passkey_authentication(std::slice::from_ref(key)) else { return Ok(None) };
    let state = party::with_challenge(&state, challenge)?;
    Ok(Some(party.finish_passkey_authentication(answer, &state)))
}

/// A key that has two holders is the owner's to take away; until then each use of the one that is behind is refused.
async fn note_copied(app: &App, tx: &mut Tx, (factor, person): (FactorId, PersonId), ceremony: Ceremony) -> Result<()> {
    let facts = serde_json::json!({ "factor": factor, "for": ceremony });
    record::append(app, tx, "factor.copied", Some(person), &format!("person/{person}"), &facts).await
}

fn key_of(row: &Row) -> Result<Passkey> {
    Ok(serde_json::from_str(&row.credential)?)
}
