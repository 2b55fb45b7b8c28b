//! What the operator does at the console of the machine: let the first adults in, and give powers. There is no actor:
//! whoever may run the program on its data may do this, and the journal says so.

use model::{
    AudienceId, PersonId, Profile, Role, SchoolId, actor::Grant, audience::AudienceKind, limits, school::SchoolKind,
    territory::Scope,
};
use store::{
    person::{AudienceOf, Example},
    power::NewPower,
};

use crate::{
    App, Result,
    printed::{self, Order},
    record,
};

/// A code by which the holder of a user name may choose a password; the former ones are void. `None`: no such name.
pub async fn invite(app: &App, login: &str) -> Result<Option<(PersonId, String)>> {
    let mut tx = app.db.begin().await?;
    let Some(account) = store::account::by_login(&mut tx, login).await? else { return Ok(None) };
    let at = app.now();
    let order = Order { person: account.person, by: None, at, until: at + limits::ACTIVATION_LIFE, batch: None };
    let (_, code) = printed::print(app, &mut tx, &order).await?;
    let subject = format!("person/{}", account.person);
    record::append(app, &mut tx, "console.invite", None, &subject, &serde_json::json!({})).await?;
    tx.commit().await?;
    Ok(Some((account.person, code)))
}

/// Gives a power to the holder of a user name, on behalf of an institution (`house`, may be empty). `None`: no such name.
pub async fn grant(app: &App, login: &str, role: Role, scope: Scope, house: &str) -> Result<Option<PersonId>> {
    let house = model::text::cut(house.trim(), limits::HOUSE_BYTES_MAX);
    let mut tx = app.db.begin().await?;
    let Some(account) = store::account::by_login(&mut tx, login).await? else { return Ok(None) };
    let facts = serde_json::json!({ "role": role, "scope": scope, "house": house });
    let given = Grant { role, scope };
    store::power::give(&mut tx, &NewPower { house, ..NewPower::lasting(app.id(), account.person, &given) }, app.now())
        .await?;
    record::append(app, &mut tx, "console.grant", None, &format!("person/{}", account.person), &facts).await?;
    tx.commit().await?;
    Ok(Some(account.person))
}

/// Whether nobody was imported yet.
pub async fn is_empty(app: &App) -> Result<bool> {
    let mut tx = app.db.read().await?;
    Ok(store::person::count(&mut tx).await? == 0)
}

/// People and a class that a demonstration can begin with.
#[derive(Debug)]
pub struct Cast {
    /// A pupil of a lycée, with a class and a guardian.
    pub pupil: Example,
    /// Their guardian.
    pub guardian: Example,
    /// A teacher of their class.
    pub teacher: Example,
    /// A head of their school.
    pub head: Example,
    /// Another pupil of the same class.
    pub classmate: Option<Example>,
    /// Adults of the schools, for the desk and for the operator.
    pub staff: Vec<Example>,
    /// Other pupils of the school, whose accounts an attack may use.
    pub others: Vec<Example>,
    /// The pupils of their class, as one.
    pub class: AudienceOf,
    /// A group of pupils that one of `others` belongs to, and who.
    pub group: Option<(Example, AudienceOf)>,
}

/// Looks for a cast in the directory; `None` when there is no such lycée in it.
pub async fn cast(app: &App) -> Result<Option<Cast>> {
    let now = app.now();
    let mut tx = app.db.read().await?;
    let lycee = SchoolKind::Lycee;
    let pupils = store::person::examples(&mut tx, lycee, Profile::Pupil, now, 400).await?;
    let heads = store::person::examples(&mut tx, lycee, Profile::Head, now, 1).await?;
    let mut staff = store::person::examples(&mut tx, lycee, Profile::Staff, now, 4).await?;
    for other in store::person::examples(&mut tx, SchoolKind::College, Profile::Staff, now, 4).await? {
        // Some work in both.
        if staff.iter().all(|known| known.person != other.person) {
            staff.push(other);
        }
    }
    let Some(head) = heads.into_iter().next() else { return Ok(None) };
    for pupil in &pupils {
        let audiences = store::person::audiences_of(&mut tx, pupil.person, now).await?;
        let class = audiences.iter().find(|a| a.kind == AudienceKind::Class && a.profile == Profile::Pupil).cloned();
        let rights = store::rules::rights(&mut tx, pupil.person, now).await?;
        let (Some(class), Some(guardian)) = (class, rights.people.first()) else { continue };
        let teachers = store::person::teachers_with(&mut tx, class.id, now).await?;
        let guardian = store::person::example(&mut tx, *guardian).await?;
        let (Some(teacher), Some(guardian)) = (teachers.into_iter().next(), guardian) else { continue };
        let class_members = store::person::members(&mut tx, class.id, now, 40).await?;
        let classmate = class_members.into_iter().rfind(|p| p.person != pupil.person);
        let others: Vec<Example> = pupils.iter().filter(|p| p.person != pupil.person).step_by(7).cloned().collect();
        let mut group = None;
        for other in &others {
            let theirs = store::person::audiences_of(&mut tx, other.person, now).await?;
            if let Some(found) =
                theirs.into_iter().find(|a| a.kind == AudienceKind::Group && a.profile == Profile::Pupil)
            {
                group = Some((other.clone(), found));
                break;
            }
        }
        let pupil = pupil.clone();
        return Ok(Some(Cast { pupil, guardian, teacher, head, classmate, staff, others, class, group }));
    }
    Ok(None)
}

/// The audience of one profile of a whole school.
pub async fn school_audience(app: &App, school: Option<SchoolId>, profile: Profile) -> Result<Option<AudienceId>> {
    let Some(school) = school else { return Ok(None) };
    let mut tx = app.db.read().await?;
    Ok(store::person::school_audience(&mut tx, school, profile).await?)
}
