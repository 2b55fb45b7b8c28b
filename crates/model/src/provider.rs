//! Providers of identity: services of others at which a person proves who they are, and that tell us by a signed word
//! which of their subjects came. Whose account a subject opens is for us to know, and never follows from a name or a mail
//! address.

use crate::{Profile, ProviderId, codes::codes, limits, service::ServiceUrl};

codes! {
    /// Whom a provider is for.
    pub enum Public {
        /// Whoever works in a school.
        Staff = "staff",
        /// Parents and other guardians.
        Guardian = "guardian",
        /// Pupils.
        Pupil = "pupil",
    }
}

impl Public {
    /// Whether somebody who is this in a school belongs to it.
    pub const fn has(self, profile: Profile) -> bool {
        match self {
            Public::Staff => profile.is_adult_of_school(),
            Public::Guardian => matches!(profile, Profile::Guardian),
            Public::Pupil => matches!(profile, Profile::Pupil),
        }
    }
}

/// A provider through which people come in, as a client of it that we are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Provider {
    /// Its identity.
    pub id: ProviderId,
    /// How the operator names it, and addresses: [`crate::service::is_code`].
    pub code: String,
    /// How people know it: what its button says.
    pub label: String,
    /// Its name in what it signs, letter by letter; what it announces is found under it.
    pub issuer: ServiceUrl,
    /// By which name it knows this installation.
    pub client: String,
    /// Who may come in through it.
    pub publics: Vec<Public>,
    /// The claim that says which subject came.
    pub claim: String,
    /// How strong a sign-in must have been: one of these. Empty: as the provider likes.
    pub acr: Vec<String>,
}

impl Provider {
    /// Whether somebody with one of these profiles may come in through it.
    pub fn is_for(&self, profiles: impl IntoIterator<Item = Profile>) -> bool {
        profiles.into_iter().any(|profile| self.publics.iter().any(|public| public.has(profile)))
    }
}

/// Claims that say what somebody is called or where they are reached: two people may share them, one may lose them to
/// another, and some are typed by the person. And those that are about the word itself, not about who came.
const OF_NO_ONE: [&str; 23] = [
    "acr",
    "address",
    "aud",
    "azp",
    "birthdate",
    "email",
    "family_name",
    "gender",
    "given_name",
    "iss",
    "jti",
    "locale",
    "middle_name",
    "name",
    "nickname",
    "nonce",
    "phone_number",
    "picture",
    "preferred_username",
    "profile",
    "sid",
    "usual_name",
    "website",
];

/// Whether a claim may say which subject came.
pub fn may_name_a_subject(claim: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.' | b':' | b'/');
    (1..=limits::PROVIDER_WORD_BYTES_MAX).contains(&claim.len())
        && claim.bytes().all(plain)
        && !OF_NO_ONE.contains(&claim.to_ascii_lowercase().as_str())
}

/// Whether a text may be a client identifier, or a name of a strength (`acr`): visible ASCII, bounded.
pub fn is_word(text: &str) -> bool {
    (1..=limits::PROVIDER_WORD_BYTES_MAX).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_graphic())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_subject_is_never_named_by_a_name_or_an_address() {
        for claim in ["sub", "uid", "siret_sub", "https://ent.example/claims/id"] {
            assert!(may_name_a_subject(claim), "{claim}");
        }
        for claim in ["email", "Email", "given_name", "preferred_username", "", "é", "a b", &"a".repeat(300)] {
            assert!(!may_name_a_subject(claim), "{claim}");
        }
    }

    #[test]
    fn a_provider_is_for_those_it_was_named_for() {
        for (public, who) in [
            (Public::Staff, &[Profile::Teacher, Profile::Staff, Profile::Head][..]),
            (Public::Guardian, &[Profile::Guardian]),
            (Public::Pupil, &[Profile::Pupil]),
        ] {
            for profile in Profile::ALL {
                assert_eq!(public.has(*profile), who.contains(profile), "{public} {profile}");
            }
        }
    }
}
