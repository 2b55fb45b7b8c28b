//! Providers of identity: services of others at which a person proves who they are, and that tell us by a signed word
//! (OpenID Connect or SAML) which of their subjects came. Whose account a subject opens is for us to know, and never follows from a name or a mail
//! address.

use crate::{Profile, ProviderId, codes::codes, limits, service::ServiceUrl, uai::Uai};

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
    /// Its name in what it signs, letter by letter. By OpenID Connect what it announces is found under it.
    pub issuer: String,
    /// By which name it knows this installation.
    pub client: String,
    /// Who may come in through it.
    pub publics: Vec<Public>,
    /// The claim or attribute that says which subject came.
    pub claim: String,
    /// How strong a sign-in must have been: one of these. Empty: as the provider likes.
    pub acr: Vec<String>,
    /// What it said of itself, when it speaks SAML. `None`: it speaks OpenID Connect.
    pub saml: Option<Saml>,
}

/// What is known of a provider that speaks SAML, from the description that the operator gave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Saml {
    /// Where people go, with the question in the address.
    pub address: ServiceUrl,
    /// The certificates of its keys (X.509, DER).
    pub certificates: Vec<Vec<u8>>,
    /// What it signs.
    pub signed: Signed,
}

codes! {
    /// What a provider that speaks SAML signs, and what is believed therefore.
    pub enum Signed {
        /// The assertion.
        Assertion = "assertion",
        /// The answer that holds it.
        Response = "response",
        /// Each of the two.
        Both = "both",
    }
}

/// What names a subject when a provider that speaks SAML names it by no attribute: the assertion's own name for it.
pub const NAME_ID: &str = "NameID";
/// The attribute by which `EduConnect` names an account, for ever.
pub const ACCOUNT: &str = "FrEduCtRefId";
/// The attribute by which counters of the French ministry say as what, and in which school, somebody came: a value for each
/// school, and for guardians one for each child.
pub const VECTORS: &str = "FrEduVecteur";

/// As what, and in which school, a provider says that somebody came. It opens nothing; what it does not name is not opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Vector {
    /// As what.
    pub public: Public,
    /// Where.
    pub school: Uai,
}

impl Vector {
    /// Reads a value of [`VECTORS`]: `profile|family name|given name|number of the pupil|UAI`. Profiles are 1 and 2 for those
    /// who answer for a pupil (primary, secondary school), 3 and 4 for pupils. Names and number are not kept. `None`: it is
    /// none.
    pub fn parse(value: &str) -> Option<Vector> {
        let parts: Vec<&str> = value.split('|').collect();
        let [profile, _, _, _, school, ..] = parts.as_slice() else { return None };
        let public = match *profile {
            "1" | "2" => Public::Guardian,
            "3" | "4" => Public::Pupil,
            _ => return None,
        };
        Uai::parse(school).ok().map(|school| Vector { public, school })
    }

    /// As it is written down.
    pub fn code(&self) -> String {
        format!("{}/{}", self.public, self.school.as_str())
    }

    /// Reads what [`Vector::code`] wrote.
    pub fn from_code(code: &str) -> Option<Vector> {
        let (public, school) = code.split_once('/')?;
        Some(Vector { public: Public::from_code(public)?, school: Uai::parse(school).ok()? })
    }

    /// Whether it names somebody who is this in this school.
    pub fn names(&self, profile: Profile, school: &Uai) -> bool {
        self.public.has(profile) && self.school == *school
    }
}

impl Provider {
    /// Whether somebody with one of these profiles may come in through it.
    pub fn is_for(&self, profiles: impl IntoIterator<Item = Profile>) -> bool {
        profiles.into_iter().any(|profile| self.publics.iter().any(|public| public.has(profile)))
    }
}

/// Claims that say what somebody is called or where they are reached: two people may share them, one may lose them to
/// another, and some are typed by the person. And those that are about the word itself, not about who came.
const OF_NO_ONE: &[&str] = &[
    "acr",
    "address",
    "aud",
    "azp",
    "birthdate",
    "cn",
    "displayname",
    "email",
    "family_name",
    "freduvecteur",
    "gender",
    "given_name",
    "givenname",
    "iss",
    "jti",
    "locale",
    "mail",
    "middle_name",
    "name",
    "nickname",
    "nonce",
    "phone_number",
    "picture",
    "preferred_username",
    "profile",
    "sid",
    "sn",
    // `cn`, `sn`, `givenName`, `displayName` and `mail`, as SAML writes them.
    "urn:oid:2.5.4.3",
    "urn:oid:2.5.4.4",
    "urn:oid:2.5.4.42",
    "urn:oid:2.16.840.1.113730.3.1.241",
    "urn:oid:0.9.2342.19200300.100.1.3",
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
        for claim in ["sub", "uid", "siret_sub", "https://ent.example/claims/id", NAME_ID, ACCOUNT] {
            assert!(may_name_a_subject(claim), "{claim}");
        }
        for claim in [
            "email",
            "Email",
            VECTORS,
            "urn:oid:0.9.2342.19200300.100.1.3",
            "given_name",
            "preferred_username",
            "",
            "é",
            "a b",
            &"a".repeat(300),
        ] {
            assert!(!may_name_a_subject(claim), "{claim}");
        }
    }

    #[test]
    fn a_vector_says_as_what_and_where_and_nothing_else_of_it_is_kept() {
        let vector = Vector::parse("2|BENALI|Farida|123456|9990001x").expect("one");
        assert_eq!(vector.code(), "guardian/9990001X");
        assert_eq!(Vector::from_code(&vector.code()), Some(vector.clone()));
        assert!(vector.names(Profile::Guardian, &vector.school) && !vector.names(Profile::Pupil, &vector.school));
        assert!(!vector.names(Profile::Guardian, &Uai::from_number(9_990_002)));
        assert_eq!(Vector::parse("4|A|B|1|9990002Y|more").map(|one| one.public), Some(Public::Pupil));
        for nonsense in ["", "2|A|B|1", "5|A|B|1|9990001X", "2|A|B|1|lycée", "||||"] {
            assert_eq!(Vector::parse(nonsense), None, "{nonsense}");
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
