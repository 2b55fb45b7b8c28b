//! An adult lets the pupils of a class or group write to all of it, for a time: it ends by itself.

use model::{Actor, AudienceId, Millis, Profile};

use crate::{App, Result, record};

/// The longest that a group may be open at once.
pub const OPEN_MAX: Millis = Millis::days(31);

/// Opens an audience of pupils until a moment, at most [`OPEN_MAX`] from now; a moment in the past closes it. False: no
/// such audience for this person, who must work in its school.
pub async fn open_group(app: &App, actor: &Actor, audience: AudienceId, until: Millis) -> Result<bool> {
    let now = app.now();
    let mut tx = app.db.begin().await?;
    let found = store::rules::audience(&mut tx, audience, now).await?;
    let school = found.filter(|a| a.profile == Some(Profile::Pupil)).and_then(|a| a.school);
    if !school.is_some_and(|school| actor.works_in(school)) {
        return Ok(false);
    }
    let until = until.min(now + OPEN_MAX);
    let opened = store::person::open_audience(&mut tx, audience, until).await?;
    let facts = serde_json::json!({ "until": until });
    record::append(app, &mut tx, "audience.open", Some(actor.person), &format!("audience/{audience}"), &facts).await?;
    tx.commit().await?;
    Ok(opened)
}
