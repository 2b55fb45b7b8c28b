//! Signing in by a passkey alone: it says who its owner is, and has made sure that it is them.

use model::{factor::Ceremony, limits};

use super::{Asked, Checked, check, drawn, party};
use crate::{
    App, Result,
    sign_in::{Browser, Opened, Proof, may_enter, open},
    token::Token,
};

/// What came of asking.
#[derive(Debug)]
pub enum Asking {
    /// This is asked.
    Yes {
        /// What.
        asked: Asked,
        /// For the device cookie, when the browser had none.
        device: Option<Token>,
    },
    /// Too many are asked at this moment.
    Busy,
    /// There are no passkeys here.
    NotHere,
}

/// What came of an answer. An unknown key, a wrong answer and a closed account are one.
#[derive(Debug)]
pub enum Entered {
    /// In.
    Yes(Opened),
    /// Not in.
    No,
    /// The passkey has a copy that was used since: it is refused.
    Copied,
}

/// Asks for a passkey of whoever is there.
pub async fn ask(app: &App, browser: Browser<'_>) -> Result<Asking> {
    let now = app.now();
    let Some((mut options, _)) = party::of(app).and_then(|party| party.start_passkey_authentication(&[]).ok()) else {
        return Ok(Asking::NotHere);
    };
    let mut tx = app.db.begin().await?;
    let since = now - limits::PASSKEY_CHALLENGE_LIFE;
    if store::passkey::waiting(&mut tx, Ceremony::SignIn, since).await? >= limits::PASSKEY_CHALLENGES_MAX {
        return Ok(Asking::Busy);
    }
    // The device itself is written when it has let somebody in.
    let new = browser.device.is_none().then(|| Token::new(app));
    let device = new.as_ref().map(Token::secret).or(browser.device).unwrap_or_default();
    options.public_key.challenge = drawn(app, &mut tx, (Ceremony::SignIn, device, None), now).await?;
    tx.commit().await?;
    Ok(Asking::Yes { asked: Asked(serde_json::to_string(&options)?), device: new })
}

/// Opens a session for whose passkey has answered; `answer` is what the browser gives, as JSON.
pub async fn sign_in(app: &App, answer: &str, browser: Browser<'_>) -> Result<Entered> {
    let now = app.now();
    let mut tx = app.db.begin().await?;
    let asked = (Ceremony::SignIn, browser.device, None);
    let refused = match check(app, &mut tx, asked, answer, now).await? {
        Checked::Copied => Entered::Copied,
        Checked::Wrong => Entered::No,
        Checked::Right(person) => match store::account::of(&mut tx, person).await? {
            Some(account) if may_enter(&mut tx, &account, now).await? => {
                let opened = open(app, &mut tx, person, browser, Proof::Passkey, now).await?;
                tx.commit().await?;
                return Ok(Entered::Yes(opened));
            }
            _ => Entered::No,
        },
    };
    tx.commit().await?;
    Ok(refused)
}
