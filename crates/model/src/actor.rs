//! Who asks.

use crate::{DeviceId, Millis, PersonId, Profile, Role, SchoolId, SessionId, limits};

/// A signed-in person, as every action receives it. Made by the sign-in alone, from the database, at each request.
#[derive(Debug, Clone)]
pub struct Actor {
    /// The person.
    pub person: PersonId,
    /// Name as shown to others.
    pub name: String,
    /// What the person is today, school by school.
    pub affiliations: Vec<Affiliation>,
    /// Powers granted beyond the affiliations.
    pub roles: Vec<Grant>,
    /// When the session was opened.
    pub signed_in_at: Millis,
    /// When they last proved in this session who they are; `None`: a password on a device known before was enough.
    pub proven_at: Option<Millis>,
    /// The browser in use, when there is one.
    pub device: Option<DeviceId>,
    /// The session that asks; none for a duty of the program.
    pub session: Option<SessionId>,
    /// Reading font chosen by the person, `opendyslexic`.
    pub font: Option<String>,
    /// Interface language chosen by the person, `fr` or `en`.
    pub locale: Option<String>,
    /// Until when the desk waits for a word of theirs on a message; see `actions::prove`.
    pub proof_until: Option<Millis>,
}

/// What a person is in one school.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Affiliation {
    /// The school.
    pub school: SchoolId,
    /// Its usual name.
    pub school_name: String,
    /// The person's profile there.
    pub profile: Profile,
    /// The académie of the school: it has the school's time.
    pub academie: u8,
}

/// A power over a territory.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grant {
    /// The power.
    pub role: Role,
    /// Where it holds.
    pub scope: crate::territory::Scope,
}

impl Actor {
    /// Whether the person holds this power anywhere.
    pub fn has(&self, role: Role) -> bool {
        self.roles.iter().any(|grant| grant.role == role)
    }

    /// Whether they proved lately enough who they are to decide over others.
    pub fn has_proven_lately(&self, now: Millis) -> bool {
        self.proven_at.is_some_and(|at| at + limits::STEP_UP_LIFE > now)
    }

    /// The profile that speaks first for the person: a head before a teacher, a teacher before a guardian, and so on.
    pub fn main_profile(&self) -> Option<Profile> {
        self.affiliations.iter().map(|a| a.profile).max()
    }

    /// The schools of which the person is a head.
    pub fn heads(&self) -> impl Iterator<Item = &Affiliation> {
        self.affiliations.iter().filter(|one| one.profile == Profile::Head)
    }

    /// Whether the person is a head of this school.
    pub fn is_head_of(&self, school: SchoolId) -> bool {
        self.heads().any(|one| one.school == school)
    }

    /// Whether the person decides over a school or a territory.
    pub fn decides(&self) -> bool {
        !self.roles.is_empty() || self.heads().next().is_some()
    }

    /// Whether the two have to do with one school.
    pub fn shares_a_school_with(&self, other: &Actor) -> bool {
        self.affiliations.iter().any(|here| other.affiliations.iter().any(|there| there.school == here.school))
    }

    /// Whether the person works in this school as teacher, staff or head.
    pub fn works_in(&self, school: SchoolId) -> bool {
        self.affiliations.iter().any(|a| a.school == school && a.profile.is_adult_of_school())
    }
}
