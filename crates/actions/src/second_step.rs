//! The second half of a sign-in: the password was right, the device is not one of the owner's, and the account has a second
//! factor. Until a code is given or a passkey answers there is no session, and what was proven so far opens nothing else.

use model::{
    Millis, PersonId,
    factor::{Ceremony, ProofKind},
    grid::Cell,
};
use store::{Tx, factor::Step};

use crate::{
    App, Result, factor, grid,
    passkey::{self, Asked, Checked},
    relying,
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
    /// Not the right code, or not an answer of theirs; there are tries left, perhaps.
    Wrong,
    /// The passkey has a copy that was used since: it is refused.
    Copied,
    /// This sign-in is over: it took too long, had too many tries, or was begun elsewhere. It begins anew.
    Over,
}

/// Goes on with a sign-in by a code.
pub async fn second_step(app: &App, given: &Given<'_>) -> Result<Stepped> {
    let now = app.now();
    let mut tx = app.db.begin().await?;
    let Some(step) = tried(&mut tx, given.step, given.browser, now).await? else {
        tx.commit().await?;
        return Ok(Stepped::Over);
    };
    let tries = Tries::of_person(step.person, None);
    if tries.must_wait(&mut tx, now).await? {
        tx.commit().await?;
        return Ok(Stepped::Over);
    }
    let Some(by) = factor::check(app, &mut tx, step.person, given.code, now).await? else {
        tries.note(app, &mut tx, false, now).await?;
        tx.commit().await?;
        return Ok(Stepped::Wrong);
    };
    go_on(app, tx, &step, given.browser, by, now).await
}

/// Goes on with a sign-in by a passkey, which nobody guesses: who guessed codes before does not keep its owner waiting.
/// `answer` is what the browser gives, as JSON.
pub async fn by_passkey(app: &App, step: &str, answer: &str, browser: Browser<'_>) -> Result<Stepped> {
    let now = app.now();
    let mut tx = app.db.begin().await?;
    let Some(step) = tried(&mut tx, step, browser, now).await? else {
        tx.commit().await?;
        return Ok(Stepped::Over);
    };
    let asked = (Ceremony::SecondStep, browser.device, Some(step.person));
    let refused = match passkey::check(app, &mut tx, asked, answer, now).await? {
        Checked::Right(_) => return go_on(app, tx, &step, browser, ProofKind::Passkey, now).await,
        Checked::Wrong => Stepped::Wrong,
        Checked::Copied => Stepped::Copied,
    };
    tx.commit().await?;
    Ok(refused)
}

/// Asks for a passkey of whoever signs in. `None`: this sign-in is over, or they have none.
pub async fn ask_passkey(app: &App, step: &str, browser: Browser<'_>) -> Result<Option<Asked>> {
    let Some(device) = browser.device else { return Ok(None) };
    let now = app.now();
    let mut tx = app.db.begin().await?;
    let found = store::factor::step(&mut tx, &token::hash(step), &token::hash(device), now).await?;
    let Some(step) = found else { return Ok(None) };
    let asked = passkey::ask_for(app, &mut tx, (Ceremony::SecondStep, device, step.person), now).await?;
    tx.commit().await?;
    Ok(asked)
}

/// What a page offers whoever is to prove themselves, besides the codes that they may type at any time.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Offered {
    /// A passkey to go on with.
    pub passkey: bool,
    /// The cells of their grid of codes that are asked; none: they have no grid.
    pub cells: Option<[Cell; 2]>,
}

impl Offered {
    pub(crate) async fn to(app: &App, tx: &mut Tx, person: PersonId, now: Millis) -> Result<Offered> {
        let passkey = passkey::has(app, tx, person, now).await?;
        Ok(Offered { passkey, cells: grid::asked_of(app, tx, person, now).await? })
    }
}

/// What whoever signs in has to go on with.
pub async fn offered(app: &App, step: &str, browser: Browser<'_>) -> Result<Offered> {
    let Some(device) = browser.device else { return Ok(Offered::default()) };
    let now = app.now();
    let mut tx = app.db.read().await?;
    let found = store::factor::step(&mut tx, &token::hash(step), &token::hash(device), now).await?;
    match found {
        Some(step) => Offered::to(app, &mut tx, step.person, now).await,
        None => Ok(Offered::default()),
    }
}

/// The sign-in that waits in this browser, which has one try less from now on. What was proven is worth nothing once the
/// password was changed, the link to a provider taken away, or an epoch came.
async fn tried(tx: &mut Tx, step: &str, browser: Browser<'_>, now: Millis) -> Result<Option<Step>> {
    let Some(device) = browser.device else { return Ok(None) };
    let found = store::factor::try_step(tx, &token::hash(step), &token::hash(device), now).await?;
    let Some(step) = found else { return Ok(None) };
    let Some(account) = store::account::of(tx, step.person).await? else { return Ok(None) };
    let holds = match step.provider_proof() {
        Some(proof) => relying::may_enter(tx, proof, step.person, now).await?,
        None => account.secret_set_at() <= step.begun_at() && may_enter(tx, &account, now).await?,
    };
    Ok(holds.then_some(step))
}

async fn go_on(
    app: &App,
    mut tx: Tx,
    step: &Step,
    browser: Browser<'_>,
    by: ProofKind,
    now: Millis,
) -> Result<Stepped> {
    if !store::factor::leave_step(&mut tx, step.id, now).await? {
        return Ok(Stepped::Over);
    }
    let opened = open(app, &mut tx, step.person, browser, Proof::Factor(by), now).await?;
    if let Some(proof) = step.provider_proof() {
        store::provider_proof::bind(&mut tx, proof, &opened.session.hash()).await?;
    }
    tx.commit().await?;
    Ok(Stepped::Yes(opened))
}
