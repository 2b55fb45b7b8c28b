//! The head of a school names who receives warnings, and who looks after pupils in danger. Where nobody is named, the
//! heads are: a warning always reaches somebody.

use model::{Actor, PersonId, SchoolId, duty::Duty, limits};
use store::duty::Named;

use crate::{App, Result, record};

/// What came of naming somebody, or of ending it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Designated {
    /// Done.
    Yes,
    /// It was so already.
    Already,
    /// That person does not work in the school.
    NotAnAdult,
    /// Only a head of the school decides it.
    NotHead,
}

/// One school's people, as an adult of it sees them.
#[derive(Debug)]
pub struct OfSchool {
    /// The school.
    pub school: SchoolId,
    /// Its name.
    pub name: String,
    /// Those for each duty, in the order of [`Duty::ALL`].
    pub named: Vec<(Duty, Vec<Named>)>,
    /// Who may be named; empty for who does not decide it.
    pub adults: Vec<Named>,
}

/// The people of each school where the actor works.
pub async fn list(app: &App, actor: &Actor) -> Result<Vec<OfSchool>> {
    let now = app.now();
    let mut tx = app.db.read().await?;
    let mut list: Vec<OfSchool> = Vec::new();
    for one in actor.affiliations.iter().filter(|one| one.profile.is_adult_of_school()) {
        if list.iter().any(|known| known.school == one.school) {
            continue;
        }
        let mut named = Vec::new();
        for duty in Duty::ALL {
            named.push((*duty, store::duty::of_school(&mut tx, one.school, *duty, now).await?));
        }
        let adults = if actor.is_head_of(one.school) {
            store::duty::adults(&mut tx, one.school, now, limits::ADULTS_LISTED_MAX).await?
        } else {
            Vec::new()
        };
        list.push(OfSchool { school: one.school, name: one.school_name.clone(), named, adults });
    }
    Ok(list)
}

/// Names an adult of the school.
pub async fn designate(app: &App, actor: &Actor, school: SchoolId, person: PersonId, duty: Duty) -> Result<Designated> {
    if !actor.is_head_of(school) {
        return Ok(Designated::NotHead);
    }
    let now = app.now();
    let mut tx = app.db.begin().await?;
    if !store::person::works_in(&mut tx, person, now).await?.contains(&school) {
        return Ok(Designated::NotAnAdult);
    }
    if !store::duty::name(&mut tx, school, person, duty, actor.person, now).await? {
        return Ok(Designated::Already);
    }
    let facts = serde_json::json!({ "person": person, "duty": duty });
    record::append(app, &mut tx, "duty.name", Some(actor.person), &format!("school/{school}"), &facts).await?;
    tx.commit().await?;
    Ok(Designated::Yes)
}

/// Ends a duty.
pub async fn dismiss(app: &App, actor: &Actor, school: SchoolId, person: PersonId, duty: Duty) -> Result<Designated> {
    if !actor.is_head_of(school) {
        return Ok(Designated::NotHead);
    }
    let mut tx = app.db.begin().await?;
    if !store::duty::end(&mut tx, school, person, duty, app.now()).await? {
        return Ok(Designated::Already);
    }
    let facts = serde_json::json!({ "person": person, "duty": duty });
    record::append(app, &mut tx, "duty.end", Some(actor.person), &format!("school/{school}"), &facts).await?;
    tx.commit().await?;
    Ok(Designated::Yes)
}
