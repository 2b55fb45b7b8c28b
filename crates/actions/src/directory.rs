//! The directory of a school, for who works there; and what may be said of the people whom one may write to.

use std::collections::HashMap;

use model::{Actor, AudienceId, Millis, PersonId, Profile, SchoolId, SectionId, account::AccountState, limits, text};
use store::{
    batch::Batch,
    directory::{Described, PersonRow, SchoolRow, SectionRow},
};

use crate::{App, Result, searches, sign_in};

/// People found by one search.
const FOUND_MAX: i64 = 50;

/// The schools that the actor may look into: where they work, in the order of their affiliations.
pub async fn schools(app: &App, actor: &Actor) -> Result<Vec<SchoolRow>> {
    let mut tx = app.db.read().await?;
    let mut schools: Vec<SchoolRow> = Vec::new();
    for affiliation in actor.affiliations.iter().filter(|a| a.profile.is_adult_of_school()) {
        if schools.iter().all(|known| known.id != affiliation.school)
            && let Some(school) = store::directory::school(&mut tx, affiliation.school).await?
        {
            schools.push(school);
        }
    }
    Ok(schools)
}

/// The open classes and groups of a school. `None`: not a school of this actor.
pub async fn sections(app: &App, actor: &Actor, school: SchoolId) -> Result<Option<Vec<SectionRow>>> {
    if !actor.works_in(school) {
        return Ok(None);
    }
    let mut tx = app.db.read().await?;
    Ok(Some(store::directory::sections(&mut tx, school, app.now()).await?))
}

/// A person of the directory.
#[derive(Debug, Clone)]
pub struct Listed {
    /// The person.
    pub id: PersonId,
    /// Family name.
    pub family_name: String,
    /// Given name.
    pub given_name: String,
    /// What they are in this school.
    pub profile: Profile,
    /// Function or level in words; may be empty.
    pub title: String,
    /// Where their account stands; closed when they have none.
    pub account: AccountState,
    /// For a guardian who was searched for, their children in this school; otherwise empty.
    pub children: Vec<String>,
    /// For a pupil of a class, when their account last opened on a device that was new to it, these days.
    pub new_device: Option<Millis>,
}

/// A class or group with its people.
#[derive(Debug)]
pub struct Section {
    /// Its school.
    pub school: SchoolId,
    /// Its name.
    pub name: String,
    /// Teachers, then pupils, each by name.
    pub people: Vec<Listed>,
    /// Pupils whom nothing lets in: they never chose a password, or it was ended since.
    pub waiting: i64,
    /// Sheets that were printed for it, newest first.
    pub batches: Vec<Batch>,
    /// Its audiences: identity, profile of the members, people in it.
    pub audiences: Vec<(AudienceId, Profile, i64)>,
}

/// The people of a class or group. `None`: not of a school of this actor.
pub async fn section(app: &App, actor: &Actor, id: SectionId) -> Result<Option<Section>> {
    let now = app.now();
    let mut tx = app.db.read().await?;
    let Some(place) = store::person::section(&mut tx, id).await?.filter(|place| actor.works_in(place.school)) else {
        return Ok(None);
    };
    let mut people = Vec::new();
    for profile in [Profile::Teacher, Profile::Pupil] {
        for row in store::directory::people(&mut tx, id, profile, now).await? {
            people.push(listed(row, Vec::new())?);
        }
    }
    for (pupil, at) in store::family::strange_of_section(&mut tx, id, now - limits::NEW_DEVICE_TOLD, now).await? {
        if let Some(listed) = people.iter_mut().find(|one| one.id.uuid() == pupil) {
            listed.new_device = Some(Millis(at));
        }
    }
    let mut waiting = 0;
    for pupil in people.iter().filter(|one| one.profile == Profile::Pupil && one.account != AccountState::Closed) {
        waiting += i64::from(!sign_in::has_way_in(&mut tx, pupil.id, now).await?);
    }
    let mut audiences = Vec::new();
    for (audience, profile, readers) in store::directory::audiences(&mut tx, id).await? {
        let profile = Profile::try_from(profile).map_err(store::Error::from)?;
        audiences.push((audience.into(), profile, readers));
    }
    let batches = store::batch::of_section(&mut tx, id, now).await?;
    Ok(Some(Section { school: place.school, name: place.name, people, waiting, batches, audiences }))
}

/// People of a school found by the beginning of one of their names. `None`: not a school of this actor.
pub async fn find(app: &App, actor: &Actor, school: SchoolId, typed: &str) -> Result<Option<Vec<Listed>>> {
    if !actor.works_in(school) {
        return Ok(None);
    }
    let key = text::fold(text::cut(typed, limits::QUERY_CHARS_MAX * 4));
    if key.is_empty() {
        return Ok(Some(Vec::new()));
    }
    searches::count(app, actor).await?;
    let mut tx = app.db.read().await?;
    let now = app.now();
    let mut found = Vec::new();
    for row in store::directory::find(&mut tx, school, &key, now, FOUND_MAX).await? {
        let wards = match row.profile {
            Profile::Guardian => store::directory::wards(&mut tx, row.id, school, now).await?,
            _ => Vec::new(),
        };
        found.push(listed(row, wards.into_iter().map(|(name,)| name).collect())?);
    }
    Ok(Some(found))
}

fn listed(row: PersonRow, children: Vec<String>) -> Result<Listed> {
    Ok(Listed {
        account: row.account()?.unwrap_or(AccountState::Closed),
        id: row.id,
        family_name: row.family_name,
        given_name: row.given_name,
        profile: row.profile,
        title: row.title,
        children,
        new_device: None,
    })
}

/// What may be said beside the name of somebody whom one may write to: their affiliations, without repetition. Asked
/// only of those that [`crate::write::find`] or [`crate::write::choose`] gave.
pub async fn describe(app: &App, people: &[PersonId]) -> Result<HashMap<PersonId, Vec<Described>>> {
    let mut tx = app.db.read().await?;
    let mut of: HashMap<PersonId, Vec<Described>> = HashMap::new();
    for described in store::directory::describe(&mut tx, people, app.now()).await? {
        of.entry(described.person).or_default().push(described);
    }
    Ok(of)
}
