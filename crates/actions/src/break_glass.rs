//! The night on which nobody of the desk can get in: three codes were printed and lie in three envelopes. Any two of them
//! give a head, an operator or an officer who is signed in the desk's power over a territory, for an hour; everybody who has
//! a power there is told on each of their pages, and the journal says who, when and why.

use model::{Actor, Millis, Role, actor::Grant, limits, territory::Scope};
use store::{
    Tx,
    power::{self, GlassCode, NewPower, Power},
};
use uuid::Uuid;

use crate::{
    App, Result,
    places::within,
    record,
    switchboard::Hint,
    token::{self, Purpose},
    tries::Tries,
};

/// Prints three codes for a territory, at the console; those of before are void. `None`: not for so narrow a place.
pub async fn print(app: &App, scope: &Scope) -> Result<Option<Vec<String>>> {
    if !matches!(scope, Scope::All | Scope::Academie(_) | Scope::Departement(_)) {
        return Ok(None);
    }
    let batch = app.id::<Uuid>();
    let (codes, hashes): (Vec<_>, Vec<_>) =
        (0..limits::GLASS_CODES).map(|_| token::draw_code(app, Purpose::Glass)).unzip();
    let kept: Vec<_> = hashes.into_iter().map(|hash| (app.id::<Uuid>(), hash)).collect();
    let mut tx = app.db.begin().await?;
    power::print_glass(&mut tx, batch, scope, &kept, app.now()).await?;
    let facts = serde_json::json!({ "batch": batch, "scope": scope, "codes": codes.len() });
    record::append(app, &mut tx, "console.break_glass", None, &format!("glass/{batch}"), &facts).await?;
    tx.commit().await?;
    Ok(Some(codes))
}

/// What came of two codes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Broken {
    /// The desk's power is theirs.
    Yes {
        /// Where.
        scope: Scope,
        /// Until then.
        until: Millis,
    },
    /// They are not two different codes that were printed together and are good.
    Wrong,
    /// A reason is needed.
    NoNote,
    /// So many were wrong that one waits.
    Wait(Millis),
    /// Only heads, operators and officers may.
    NotAllowed,
}

/// Takes the desk's power for an hour, by two codes.
pub async fn break_glass(app: &App, actor: &Actor, typed: [&str; 2], note: &str) -> Result<Broken> {
    if !actor.decides() {
        return Ok(Broken::NotAllowed);
    }
    let note = model::text::cut(note.trim(), limits::DESK_NOTE_BYTES_MAX);
    if note.is_empty() {
        return Ok(Broken::NoNote);
    }
    let now = app.now();
    let tries = Tries::of_person(actor.person, None);
    let mut tx = app.db.begin().await?;
    if tries.must_wait(&mut tx, now).await? {
        return Ok(Broken::Wait(limits::SIGN_IN_WINDOW));
    }
    let Some(code) = pair(app, &mut tx, typed).await? else {
        tries.note(app, &mut tx, false, now).await?;
        let facts = serde_json::json!({ "note": note });
        let subject = format!("person/{}", actor.person);
        record::append(app, &mut tx, "power.break_glass_refused", Some(actor.person), &subject, &facts).await?;
        tx.commit().await?;
        return Ok(Broken::Wrong);
    };
    if !power::break_glass(&mut tx, code.batch, now).await? {
        return Ok(Broken::Wrong);
    }
    let (scope, until) = (code.scope(), now + limits::GLASS_LIFE);
    let grant = Grant { role: Role::Desk, scope: scope.clone() };
    let id = app.id::<Uuid>();
    let (person, glass) = (actor.person, Some(code.batch));
    let new = NewPower { id, person, grant: &grant, until, by: None, parent: None, glass, note, house: "" };
    power::give(&mut tx, &new, now).await?;
    let facts = serde_json::json!({
        "power": id, "batch": code.batch, "scope": scope, "until": until, "note": note, "session": actor.session,
    });
    let subject = format!("person/{person}");
    record::append(app, &mut tx, "power.break_glass", Some(person), &subject, &facts).await?;
    app.commit(tx, [Hint::Desk]).await?;
    Ok(Broken::Yes { scope, until })
}

/// Two different codes of one printing.
async fn pair(app: &App, tx: &mut Tx, typed: [&str; 2]) -> Result<Option<GlassCode>> {
    let mut found: Vec<GlassCode> = Vec::new();
    for one in typed {
        let Ok(hash) = token::typed_code(app, Purpose::Glass, one) else { return Ok(None) };
        let Some(code) = power::glass(tx, &hash).await? else { return Ok(None) };
        found.push(code);
    }
    Ok(match (found.pop(), found.pop()) {
        (Some(one), Some(other)) if one.id != other.id && one.batch == other.batch => Some(one),
        _ => None,
    })
}

/// Powers that were taken so and are in force in the actor's territories, for the pages of those who have one.
pub async fn in_force(app: &App, actor: &Actor) -> Result<Vec<Power>> {
    if actor.roles.is_empty() {
        return Ok(Vec::new());
    }
    let mut tx = app.db.read().await?;
    let mut seen = Vec::new();
    for power in power::by_glass(&mut tx, app.now()).await? {
        for own in &actor.roles {
            if within(&mut tx, &own.scope, &power.scope()).await? || within(&mut tx, &power.scope(), &own.scope).await?
            {
                seen.push(power);
                break;
            }
        }
    }
    Ok(seen)
}
