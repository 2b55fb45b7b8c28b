//! Invariants 6 and 7: a session holds exactly while the rows say so, and what was opened for a time has ended.

use actions::{
    sign_in,
    testing::{Tab, World},
};
use model::limits;
use uuid::Uuid;

use super::{Broken, holds, rows};

/// Scopes of one person, as the columns of an epoch name them.
struct Chain {
    person: Uuid,
    sections: Vec<Uuid>,
    schools: Vec<Uuid>,
    departements: Vec<String>,
    academies: Vec<i64>,
}

/// Person, hashes of the two cookies, issued, last seen, ended, state of the account.
type Session = (Uuid, Vec<u8>, Vec<u8>, i64, i64, Option<i64>, String);

/// Asks the program about each browser, and computes the answer from the rows.
pub(super) async fn sessions_hold_as_the_rows_say(world: &World, tabs: &[Tab]) -> Result<(), Broken> {
    let sql = "select s.person, s.token_hash, d.token_hash, s.issued_at, s.last_seen_at, s.ended_at, a.state \
               from session s join device d on d.id = s.device join account a on a.person = s.person order by s.id";
    let sessions: Vec<Session> = rows(world, sql).await?;
    let now = world.now().0;
    for (number, tab) in tabs.iter().enumerate() {
        let (Some(session), Some(device)) = (&tab.session, &tab.device) else { continue };
        let (token, cookie) = (actions::token::hash(session).to_vec(), actions::token::hash(device).to_vec());
        let found = sessions.iter().find(|s| s.1 == token && s.2 == cookie);
        let mut expected = false;
        if let Some((person, _, _, issued, seen, ended, state)) = found {
            let alive = ended.is_none() && state == "active";
            let young = now < issued + limits::SESSION_LIFE.0 && *seen > now - limits::SESSION_IDLE.0;
            expected = alive && young && *issued > newest_epoch(world, *person).await?;
        }
        let told = sign_in::holds(&world.app, session, device).await.map_err(|error| error.to_string())?;
        holds(told == expected, || format!("the session of browser {number} holds: {told}, the rows say {expected}"))?;
    }
    Ok(())
}

/// Its moment, académie, département, school, section and person.
type Epoch = (i64, Option<i64>, Option<String>, Option<Uuid>, Option<Uuid>, Option<Uuid>);

async fn newest_epoch(world: &World, person: Uuid) -> Result<i64, Broken> {
    let chain = chain(world, person).await?;
    let sql =
        "select not_before, academie, departement, school, section, person from epoch order by not_before desc, id";
    let epochs: Vec<Epoch> = rows(world, sql).await?;
    let concerns = |epoch: &&Epoch| match *epoch {
        (_, None, None, None, None, None) => true,
        (_, academie, departement, school, section, of) => {
            *of == Some(chain.person)
                || section.is_some_and(|id| chain.sections.contains(&id))
                || school.is_some_and(|id| chain.schools.contains(&id))
                || departement.as_ref().is_some_and(|code| chain.departements.contains(code))
                || academie.is_some_and(|code| chain.academies.contains(&code))
        }
    };
    Ok(epochs.iter().find(concerns).map_or(0, |epoch| epoch.0))
}

async fn chain(world: &World, person: Uuid) -> Result<Chain, Broken> {
    let now = world.now().0;
    let places: Vec<(Uuid, i64, Uuid, String, i64)> = rows(
        world,
        "select f.person, f.until, s.id, s.departement, s.academie from affiliation f join school s on s.id = f.school \
         order by f.person, s.id",
    )
    .await?;
    let sections: Vec<(Uuid, i64, Option<Uuid>)> = rows(
        world,
        "select m.person, m.until, a.section from membership m join audience a on a.id = m.audience order by m.person, a.id",
    )
    .await?;
    let places: Vec<_> = places.into_iter().filter(|place| place.0 == person && place.1 > now).collect();
    Ok(Chain {
        person,
        sections: sections.into_iter().filter(|s| s.0 == person && s.1 > now).filter_map(|s| s.2).collect(),
        schools: places.iter().map(|place| place.2).collect(),
        departements: places.iter().map(|place| place.3.clone()).collect(),
        academies: places.iter().map(|place| place.4).collect(),
    })
}
