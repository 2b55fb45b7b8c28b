//! Decoys: mailboxes that no honest sender knows. Nobody is shown one, nobody is in one, and none is in any audience; a
//! program that takes all that the search for recipients answers, or that tries the user names which it made of people's
//! names, reaches them. Who wrote to a whole class or school has written to none.
//!
//! A letter that names one is held and its account is taken (`rules/policy.toml`): no person wrote it by hand. A try of
//! one's user name is a sign on the browser and the network it came from, and no more, as anybody may mistype a name.

use model::{
    AudienceId, DecoyId, DeviceId, MessageId, Millis, SchoolId, SectionId, Uai,
    decoy::Way,
    ids::{time_of, uuid_v7},
    limits,
    verdict::Verdict,
};
use store::{
    Tx,
    decoy::{NewDecoy, Row, Somebody, Touch},
};

use crate::{App, Result, import::login_base, record, sign_in::Browser};

/// Code of the rule, and of the reason, that a letter to a decoy is held by.
pub(crate) const CODE: &str = "decoy";

/// Where decoys are to be planted.
#[derive(Debug)]
pub struct Order<'a> {
    /// The school.
    pub school: &'a Uai,
    /// One for each class that has none, besides one for the whole school.
    pub classes: bool,
    /// Given and family name of the one for the whole school; none: made up of names of the school.
    pub name: Option<(&'a str, &'a str)>,
}

/// What came of planting.
#[derive(Debug)]
pub enum Planted {
    /// So many, which [`list`] shows.
    Yes(usize),
    /// There is one wherever one was asked for.
    Already,
    /// No school has this code.
    NoSchool,
    /// Somebody of the school has this name, or somebody a user name that is made of it.
    NameTaken,
    /// The school has too few people to make a name up.
    NoName,
}

/// Plants decoys in a school, from the console.
pub async fn plant(app: &App, order: &Order<'_>) -> Result<Planted> {
    let now = app.now();
    let mut tx = app.db.begin().await?;
    let Some(school) = store::reset_board::school(&mut tx, order.school.as_str()).await? else {
        return Ok(Planted::NoSchool);
    };
    let mut places: Vec<Option<SectionId>> = Vec::new();
    if !store::decoy::has_school(&mut tx, school).await? {
        places.push(None);
    }
    if order.classes {
        places.extend(store::decoy::classes_without(&mut tx, school, now).await?.into_iter().map(Some));
    }
    if places.is_empty() {
        return Ok(Planted::Already);
    }
    let people = store::decoy::somebody(&mut tx, school, now).await?;
    let mut planted: Vec<DecoyId> = Vec::with_capacity(places.len());
    for section in places {
        let named = order.name.filter(|_| section.is_none());
        let name = match named {
            Some((given, family)) => is_free(&mut tx, school, given, family).await?.then(|| name(given, family)),
            None => made_up(app, &mut tx, school, &people).await?,
        };
        let Some((given, family)) = name else {
            return Ok(if named.is_some() { Planted::NameTaken } else { Planted::NoName });
        };
        let id = like_those_of(app, &people, now);
        let login = login_base(&given, &family);
        let new = NewDecoy { id, school, section, given: &given, family: &family, login: &login };
        store::decoy::plant(&mut tx, &new, now).await?;
        planted.push(id);
    }
    // Neither names nor user names: whoever reads the journal need not know whom to avoid.
    let facts = serde_json::json!({ "decoys": planted });
    record::append(app, &mut tx, "console.decoy_plant", None, &format!("school/{school}"), &facts).await?;
    tx.commit().await?;
    Ok(Planted::Yes(planted.len()))
}

/// Takes one away, from the console; false when it is not in place. Its user name is given to nobody.
pub async fn remove(app: &App, id: DecoyId) -> Result<bool> {
    let mut tx = app.db.begin().await?;
    if !store::decoy::remove(&mut tx, id, app.now()).await? {
        return Ok(false);
    }
    record::append(app, &mut tx, "console.decoy_remove", None, &format!("decoy/{id}"), &serde_json::json!({})).await?;
    tx.commit().await?;
    Ok(true)
}

/// Those in place; of one school if it is named. `None`: no school has this code.
pub async fn list(app: &App, school: Option<&Uai>) -> Result<Option<Vec<Row>>> {
    let mut tx = app.db.read().await?;
    let school = match school {
        Some(uai) => match store::reset_board::school(&mut tx, uai.as_str()).await? {
            Some(school) => Some(school),
            None => return Ok(None),
        },
        None => None,
    };
    Ok(Some(store::decoy::list(&mut tx, school).await?))
}

/// The decoy that a draft named, when what it named is nobody.
pub(crate) async fn named(tx: &mut Tx, audience: AudienceId) -> Result<Option<DecoyId>> {
    Ok(store::decoy::named(tx, audience).await?)
}

/// Whether a letter was held because it named a decoy.
pub(crate) fn is_reason(verdict: &Verdict) -> bool {
    verdict.reasons.iter().any(|reason| reason.code == CODE)
}

/// Notes that a letter named these.
pub(crate) async fn written_to(
    app: &App,
    tx: &mut Tx,
    message: MessageId,
    decoys: &[DecoyId],
    now: Millis,
) -> Result<()> {
    for decoy in decoys {
        let touch = Touch { decoy: *decoy, way: Way::Letter, message: Some(message), device: None, network: None };
        touched(app, tx, &touch, now).await?;
    }
    Ok(())
}

/// Notes that somebody tried a user name that no account has, if it is a decoy's: once an hour for each browser and
/// network, so that nobody fills the journal.
pub(crate) async fn tried(
    app: &App,
    tx: &mut Tx,
    login: &str,
    (browser, device): (Browser<'_>, Option<DeviceId>),
    now: Millis,
) -> Result<()> {
    let Some(decoy) = store::decoy::by_login(tx, login).await? else { return Ok(()) };
    let network = model::network::key(browser.address);
    let touch = Touch { decoy, way: Way::SignIn, message: None, device, network: network.as_deref() };
    if store::decoy::was_tried(tx, &touch, now - limits::DECOY_TRIES_EVERY).await? {
        return Ok(());
    }
    touched(app, tx, &touch, now).await
}

async fn touched(app: &App, tx: &mut Tx, touch: &Touch<'_>, now: Millis) -> Result<()> {
    store::decoy::touch(tx, app.id(), touch, now).await?;
    let facts = serde_json::json!({ "way": touch.way, "message": touch.message, "device": touch.device });
    record::append(app, tx, "decoy.touch", None, &format!("decoy/{}", touch.decoy), &facts).await
}

/// The given name of one and the family name of another, whom nobody is called: a list of names in the program would
/// tell a thief whom to leave out.
async fn made_up(app: &App, tx: &mut Tx, school: SchoolId, people: &[Somebody]) -> Result<Option<(String, String)>> {
    for _ in 0..limits::DECOY_NAMES_TRIED_MAX {
        let (Some(one), Some(other)) = (anybody(app, people), anybody(app, people)) else { return Ok(None) };
        if is_free(tx, school, &one.given_name, &other.family_name).await? {
            return Ok(Some(name(&one.given_name, &other.family_name)));
        }
    }
    Ok(None)
}

async fn is_free(tx: &mut Tx, school: SchoolId, given: &str, family: &str) -> Result<bool> {
    Ok(store::decoy::name_is_free(tx, school, given, family).await?
        && store::decoy::login_is_free(tx, &login_base(given, family)).await?)
}

fn name(given: &str, family: &str) -> (String, String) {
    (given.trim().to_owned(), family.trim().to_owned())
}

fn anybody<'a>(app: &App, people: &'a [Somebody]) -> Option<&'a Somebody> {
    let chance = u32::from_be_bytes(app.chance()) as usize;
    people.get(chance % people.len().max(1))
}

/// An identity of the same moment as those of the school's people: one that is younger than all of them would be seen.
fn like_those_of(app: &App, people: &[Somebody], now: Millis) -> DecoyId {
    let at = anybody(app, people).and_then(|one| time_of(one.id().uuid())).unwrap_or(now);
    uuid_v7(at, app.chance()).into()
}
