//! The second half of a sign-in: the password was right, the device is not one of the owner's, and the account has a second
//! factor. Until a code is given there is no session, and what was proven so far opens nothing else.

use crate::{
    App, Result, factor,
    sign_in::{Browser, Opened, Proof, may_enter, open},
    token,
    tries::Tries,
};

/// What the second form carries.
#[derive(Debug)]
pub struct Given<'a> {
    /// What the first half gave.
    pub step: &'a str,
    /// The code as typed.
    pub code: &'a str,
    /// The browser.
    pub browser: Browser<'a>,
}

/// What came of it.
#[derive(Debug)]
pub enum Stepped {
    /// In.
    Yes(Opened),
    /// Not the right code; there are tries left, perhaps.
    Wrong,
    /// This sign-in is over: it took too long, had too many tries, or was begun elsewhere. It begins anew.
    Over,
}

/// Goes on with a sign-in by a code.
pub async fn second_step(app: &App, given: &Given<'_>) -> Result<Stepped> {
    let Some(device) = given.browser.device else { return Ok(Stepped::Over) };
    let now = app.now();
    let mut tx = app.db.begin().await?;
    let found = store::factor::try_step(&mut tx, &token::hash(given.step), &token::hash(device), now).await?;
    let Some(step) = found else { return Ok(Stepped::Over) };
    let Some(account) = store::account::of(&mut tx, step.person).await? else { return Ok(Stepped::Over) };
    let tries = Tries::of_person(step.person, None);
    // What was proven is worth nothing once the password was changed, or an epoch came.
    if tries.must_wait(&mut tx, now).await?
        || account.secret_set_at() > step.begun_at()
        || !may_enter(&mut tx, &account, now).await?
    {
        tx.commit().await?;
        return Ok(Stepped::Over);
    }
    let Some(by) = factor::check(app, &mut tx, step.person, given.code, now).await? else {
        tries.note(app, &mut tx, false, now).await?;
        tx.commit().await?;
        return Ok(Stepped::Wrong);
    };
    if !store::factor::leave_step(&mut tx, step.id, now).await? {
        return Ok(Stepped::Over);
    }
    let opened = open(app, &mut tx, step.person, given.browser, Proof::Factor(by), now).await?;
    tx.commit().await?;
    Ok(Stepped::Yes(opened))
}
