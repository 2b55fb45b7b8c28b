//! What a report grows from: an account, a message or none, a session or none; and who may ask for it.

use model::{Actor, Millis, PersonId, Profile, SchoolId, SessionId, exculpation::Standing, territory};
use store::{
    Tx,
    exculpation::{SessionRow, ward},
    journal::EntryRow,
    message::Message,
};

use super::{Door, May, Of, facts::text};
use crate::{Result, factor::on_own_device, unmask};

/// Years from which a guardian answers no more for somebody.
const OF_AGE: i16 = 18;

/// What is asked about.
pub(super) struct Seed {
    /// Whose account.
    pub(super) person: PersonId,
    /// Their name, unless it is masked.
    pub(super) name: Option<String>,
    pub(super) profile: Option<Profile>,
    pub(super) school: Option<SchoolId>,
    pub(super) school_name: Option<String>,
    /// Code of the school's académie, which has its time.
    pub(super) academie: Option<i64>,
    pub(super) message: Option<Message>,
    pub(super) session: Option<SessionId>,
    pub(super) row: Option<SessionRow>,
    /// Entries about the message.
    pub(super) entries: Vec<EntryRow>,
}

impl Seed {
    /// The time zone of the school, that of Paris when there is none.
    pub(super) fn zone(&self) -> String {
        territory::time_zone(self.academie.and_then(|code| u8::try_from(code).ok()).unwrap_or(1)).to_owned()
    }
}

/// Finds it; whoever asks.
pub(super) async fn find(tx: &mut Tx, of: Of) -> Result<Option<Seed>> {
    let nobody = PersonId(uuid::Uuid::nil());
    let mut seed = match of {
        Of::Message(id) => {
            let Some(message) = store::message::get(tx, id, nobody).await? else { return Ok(None) };
            let entries = store::exculpation::of_message(tx, &of.to_string()).await?;
            let sent = entries.iter().find(|entry| entry.verb == "message.send");
            let session = sent.and_then(|entry| text(entry, "session")).and_then(|id| id.parse().ok());
            Seed {
                person: message.sender,
                name: Some(message.sender_name.clone()),
                profile: Some(message.sender_profile),
                school: Some(message.sender_school),
                school_name: Some(message.school_name.clone()),
                academie: None,
                message: Some(message),
                session,
                row: None,
                entries,
            }
        }
        Of::Session(id) => {
            let Some(row) = store::exculpation::session(tx, id).await? else { return Ok(None) };
            Seed {
                person: row.person,
                name: store::person::name(tx, row.person).await?,
                profile: profile(tx, &row).await?,
                school: row.school(),
                school_name: row.school_name.clone(),
                academie: None,
                message: None,
                session: Some(id),
                row: Some(row),
                entries: Vec::new(),
            }
        }
    };
    if let (None, Some(session)) = (&seed.row, seed.session) {
        // A session of somebody else's would be a slip of the program, and is none of this report's.
        seed.row = store::exculpation::session(tx, session).await?.filter(|row| row.person == seed.person);
    }
    if let Some(school) = seed.school {
        seed.academie = store::person::academie(tx, school).await?;
    }
    Ok(Some(seed))
}

/// What the account's owner is in the session's school.
async fn profile(tx: &mut Tx, row: &SessionRow) -> Result<Option<Profile>> {
    let Some(school) = row.school() else { return Ok(None) };
    let is = store::person::affiliations(tx, row.person, row.issued_at()).await?;
    Ok(is.into_iter().filter(|one| one.school == school).map(|one| one.profile).max())
}

/// Whether somebody may ask by a door, and as what.
pub(super) async fn may_ask(tx: &mut Tx, actor: &Actor, seed: &Seed, door: Door, now: Millis) -> Result<May> {
    let office = |allowed: bool, standing| if allowed { May::Yes(standing) } else { May::No };
    Ok(match (door, seed.school) {
        (Door::Family, _) => match family(tx, actor, seed, now).await? {
            None => May::No,
            Some(standing) if on_own_device(tx, actor, now).await? => May::Yes(standing),
            Some(_) => May::OnOwnDevice,
        },
        (Door::Desk, Some(school)) => {
            office(store::desk::may_triage(tx, actor.person, school, now).await?, Standing::Desk)
        }
        (Door::School, Some(school)) => office(actor.is_head_of(school), Standing::Head),
        (Door::Desk | Door::School, None) => May::No,
    })
}

/// The owner, or the guardian of an owner who is a minor.
async fn family(tx: &mut Tx, actor: &Actor, seed: &Seed, now: Millis) -> Result<Option<Standing>> {
    if actor.person == seed.person {
        return Ok(Some(Standing::Owner));
    }
    let born = ward(tx, actor.person, seed.person, now).await?;
    Ok(born.filter(|born| !is_of_age(born, now)).map(|_| Standing::Guardian))
}

/// Whether somebody born on that day is of age; of whom it is not known, is not.
pub(super) fn is_of_age(born: &str, now: Millis) -> bool {
    let zone = jiff::tz::TimeZone::get("Europe/Paris").unwrap_or(jiff::tz::TimeZone::UTC);
    let Ok(born) = born.parse::<jiff::civil::Date>() else { return false };
    let Ok(at) = jiff::Timestamp::from_millisecond(now.0) else { return false };
    let today = at.to_zoned(zone).date();
    let years = today.year() - born.year();
    let had_birthday = (today.month(), today.day()) >= (born.month(), born.day());
    years > OF_AGE || (years == OF_AGE && had_birthday)
}

/// Whether the name is kept from an officer: a minor's, until they ask for it on a letter and say why.
pub(super) async fn is_masked(tx: &mut Tx, actor: &Actor, seed: &Seed) -> Result<bool> {
    match &seed.message {
        Some(message) => unmask::is_masked(tx, actor, message).await,
        None => Ok(seed.profile == Some(Profile::Pupil)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_guardian_answers_until_the_eighteenth_birthday() {
        // Wednesday 20 March 2024, 19:30 in Paris.
        let now = Millis(1_710_959_400_000);
        assert!(!is_of_age("2008-05-01", now));
        assert!(!is_of_age("2006-03-21", now), "tomorrow");
        assert!(is_of_age("2006-03-20", now), "today");
        assert!(is_of_age("1980-01-01", now));
        for unknown in ["", "2006", "20/03/1980", "x"] {
            assert!(!is_of_age(unknown, now), "{unknown}");
        }
    }
}
