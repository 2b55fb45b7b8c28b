//! A printed code lets somebody choose a password, once.

use model::{Millis, epoch::EpochKind, limits, territory::Scope, text};

use store::{Tx, activation::Activation as Printed, epoch::NewEpoch};

use crate::{
    App, Result, contain,
    hasher::Busy,
    record,
    sign_in::{Browser, Opened, Proof, open},
    token,
};

/// What the activation form carries.
#[derive(Debug)]
pub struct Activation<'a> {
    /// Code as typed.
    pub code: &'a str,
    /// Password as chosen.
    pub password: &'a str,
    /// The browser.
    pub browser: Browser<'a>,
}

/// What came of it.
#[derive(Debug)]
pub enum Activated {
    /// The password is set, every former session is dead, and a new one is open.
    Yes(Opened),
    /// No such code, or it was used, replaced or has expired.
    NoSuchCode,
    /// The password may not be used.
    Weak(Weak),
    /// Too many sign in at this moment.
    Busy,
}

/// Why a password may not be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weak {
    /// Fewer characters than [`limits::PASSWORD_CHARS_MIN`].
    Short,
    /// More bytes than [`limits::PASSWORD_BYTES_MAX`].
    Long,
    /// Among the first that a thief tries.
    Common,
    /// It holds the user name.
    HoldsLogin,
}

/// Whose code this is, without using it up: the page greets the person by user name.
pub async fn look_up(app: &App, code: &str) -> Result<Option<String>> {
    let Ok(plain) = token::read_code(code) else { return Ok(None) };
    let mut tx = app.db.read().await?;
    let now = app.now();
    let Some(found) = store::activation::find(&mut tx, &token::code_hash(app, &plain), now).await? else {
        return Ok(None);
    };
    Ok((!is_stale(&mut tx, &found, now).await?).then_some(found.login))
}

/// Whose code this is, by name and user name, without using it up.
pub async fn greet(app: &App, code: &str) -> Result<Option<(String, String)>> {
    let Ok(plain) = token::read_code(code) else { return Ok(None) };
    let mut tx = app.db.read().await?;
    let found = store::activation::find(&mut tx, &token::code_hash(app, &plain), app.now()).await?;
    let Some(found) = found else { return Ok(None) };
    let name = store::person::name(&mut tx, found.person).await?.unwrap_or_default();
    Ok(Some((name, found.login)))
}

/// Uses a code up and sets the password.
pub async fn activate(app: &App, form: &Activation<'_>) -> Result<Activated> {
    let Ok(plain) = token::read_code(form.code) else { return Ok(Activated::NoSuchCode) };
    let code_hash = token::code_hash(app, &plain);
    let mut tx = app.db.read().await?;
    let Some(found) = store::activation::find(&mut tx, &code_hash, app.now()).await? else {
        return Ok(Activated::NoSuchCode);
    };
    drop(tx);
    if let Err(weak) = check_password(form.password, &found.login) {
        return Ok(Activated::Weak(weak));
    }
    let hash = match app.hasher.hash(form.password, app.chance()).await? {
        Ok(hash) => hash,
        Err(Busy) => return Ok(Activated::Busy),
    };
    let now = app.now();
    let mut tx = app.db.begin().await?;
    if is_stale(&mut tx, &found, now).await?
        || !store::activation::use_up(&mut tx, found.id, now).await?
        || !store::account::set_secret(&mut tx, found.person, &hash, now).await?
    {
        return Ok(Activated::NoSuchCode);
    }
    let scope = Scope::Person(found.person);
    let epoch = NewEpoch::of(app.id(), &scope, EpochKind::Sessions, now, "activation");
    store::epoch::set(&mut tx, &NewEpoch { by: Some(found.person), ..epoch }).await?;
    let subject = format!("person/{}", found.person);
    record::append(
        app,
        &mut tx,
        "account.activate",
        Some(found.person),
        &subject,
        &serde_json::json!({ "activation": found.id }),
    )
    .await?;
    contain::owner_returned(app, &mut tx, found.person, now).await?;
    // What is issued at the epoch's own millisecond is dead with the rest; this session begins after it.
    let opened = open(app, &mut tx, found.person, form.browser, Proof::Activation, now + Millis(1)).await?;
    app.commit(tx, [crate::switchboard::Hint::Sessions]).await?;
    Ok(Activated::Yes(opened))
}

/// Printed before the newest epoch of the person's chain (invariant 6).
async fn is_stale(tx: &mut Tx, printed: &Printed, now: Millis) -> Result<bool> {
    let epoch = store::epoch::newest(tx, printed.person, EpochKind::Credentials, now).await?;
    Ok(epoch.is_some_and(|not_before| printed.printed_at() <= not_before))
}

/// Whether a password may be used for this account.
pub fn check_password(password: &str, login: &str) -> std::result::Result<(), Weak> {
    if password.chars().count() < limits::PASSWORD_CHARS_MIN {
        return Err(Weak::Short);
    }
    if password.len() > limits::PASSWORD_BYTES_MAX {
        return Err(Weak::Long);
    }
    let plain = text::fold(password).replace(' ', "");
    let core = plain.trim_end_matches(|c: char| c.is_ascii_digit());
    if COMMON.iter().any(|common| core == *common || plain == *common) || repeats(&plain) {
        return Err(Weak::Common);
    }
    let login = text::fold(login).replace(' ', "");
    if login.len() >= 4 && plain.contains(&login) {
        return Err(Weak::HoldsLogin);
    }
    Ok(())
}

/// One character or one short pattern again and again.
fn repeats(plain: &str) -> bool {
    let bytes = plain.as_bytes();
    (1..=4).any(|step| bytes.len() > step && bytes[step..].iter().zip(bytes).all(|(later, sooner)| later == sooner))
}

/// What remains, without final digits, of the long passwords that are tried first. A full list is a setting.
const COMMON: [&str; 24] = [
    "motdepasse",
    "motdepassemotdepasse",
    "azertyuiop",
    "azertyuiopqsdfghjklm",
    "qwertyuiop",
    "qwertyuiopasdfghjkl",
    "azertyazerty",
    "password",
    "passwordpassword",
    "iloveyou",
    "jetaimejetaime",
    "bonjourbonjour",
    "doudoudoudou",
    "administrateur",
    "administrator",
    "changezmoi",
    "bienvenue",
    "marseille",
    "olympiquedemarseille",
    "parissaintgermain",
    "abcdefghijkl",
    "abcdefghijklmnopqrstuvwxyz",
    "lyceelycee",
    "collegecollege",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weak_passwords_are_told_apart() {
        assert_eq!(check_password("court", "z.martin"), Err(Weak::Short));
        assert_eq!(check_password(&"x".repeat(300), "z.martin"), Err(Weak::Long));
        assert_eq!(check_password("Motdepasse2024", "z.martin"), Err(Weak::Common));
        assert_eq!(check_password("aaaaaaaaaaaaaa", "z.martin"), Err(Weak::Common));
        assert_eq!(check_password("abcabcabcabcabc", "z.martin"), Err(Weak::Common));
        assert_eq!(check_password("je suis z.martin !", "z.martin"), Err(Weak::HoldsLogin));
        assert_eq!(check_password("cheval lampe rivière tricot", "z.martin"), Ok(()));
    }
}
