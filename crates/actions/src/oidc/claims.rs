//! What a service is told of a person by OpenID Connect: what its kind is told by CAS, in the words of this protocol.

use model::{person::Names, service::AttributeSet};
use serde_json::{Map, Value, json};

use super::has;
use crate::cas::attributes::{Facts, national, numbers};

/// Every claim that some kind of service may be told.
pub(super) const CLAIMS: [&str; 13] = [
    "sub",
    "name",
    "given_name",
    "family_name",
    "preferred_username",
    "birthdate",
    "email",
    "profiles",
    "schools",
    "classes",
    "categories",
    "UAI",
    "PRO",
];

/// The claims that a scope opens to a service of this kind. What is not known is left out.
pub(super) fn claims(set: AttributeSet, scope: &str, sub: &str, facts: Facts) -> Map<String, Value> {
    let Facts { who, profiles, schools, classes } = facts;
    let mut told = Map::new();
    told.insert("sub".to_owned(), sub.into());
    let mut tell = |name: &str, value: Value| {
        let known = match &value {
            Value::String(text) => !text.is_empty(),
            Value::Array(list) => !list.is_empty(),
            _ => true,
        };
        if known {
            told.insert(name.to_owned(), value);
        }
    };
    let (profile, email) = (has(scope, "profile"), has(scope, "email"));
    match set {
        AttributeSet::Pronote if profile => {
            tell("family_name", who.family_name.into());
            tell("given_name", who.given_name.into());
            tell("birthdate", who.birth_date.into());
            tell("categories", json!(numbers(&profiles)));
        }
        AttributeSet::Hub if profile => {
            tell("UAI", json!(schools));
            tell("PRO", profiles.iter().map(|profile| Value::from(national(*profile))).collect());
        }
        AttributeSet::Common => {
            if email {
                tell("email", who.mail.into());
            }
            if profile {
                let names = Names { family: who.family_name.clone(), given: who.given_name.clone() };
                tell("name", names.display().into());
                tell("family_name", who.family_name.into());
                tell("given_name", who.given_name.into());
                tell("preferred_username", who.login.into());
                tell("profiles", profiles.iter().map(|profile| Value::from(profile.code())).collect());
                tell("schools", json!(schools));
                tell("classes", json!(classes));
            }
        }
        AttributeSet::Pronote | AttributeSet::Hub => {}
    }
    told
}

#[cfg(test)]
mod tests {
    use model::Profile;
    use store::identity::Identity;

    use super::*;

    fn told(set: AttributeSet, scope: &str) -> Value {
        let who = Identity {
            login: "farida.benali".into(),
            given_name: "Farida".into(),
            family_name: "Benali".into(),
            birth_date: String::new(),
            mail: "farida@example.org".into(),
        };
        let profiles = vec![Profile::Guardian, Profile::Head];
        let facts = Facts { who, profiles, schools: vec!["9990001A".into()], classes: vec![] };
        Value::Object(claims(set, scope, "f00d", facts))
    }

    #[test]
    fn each_kind_of_service_is_told_its_claims_and_no_more() {
        for set in AttributeSet::ALL {
            assert_eq!(told(*set, "openid"), json!({ "sub": "f00d" }), "{set}");
            let everything = told(*set, "openid profile email offline_access");
            let names: Vec<_> = everything.as_object().expect("claims").keys().collect();
            assert!(names.iter().all(|name| CLAIMS.contains(&name.as_str())), "{names:?} are announced");
        }
        let pronote = json!({
            "sub": "f00d", "family_name": "Benali", "given_name": "Farida", "categories": ["National_2", "National_4"],
        });
        assert_eq!(told(AttributeSet::Pronote, "openid profile email"), pronote);
        let hub = json!({ "sub": "f00d", "UAI": ["9990001A"], "PRO": ["National_TUT", "National_DIR"] });
        assert_eq!(told(AttributeSet::Hub, "openid profile email"), hub);
        let mail = json!({ "sub": "f00d", "email": "farida@example.org" });
        assert_eq!(told(AttributeSet::Common, "openid email"), mail);
        let common = json!({
            "sub": "f00d", "name": "Farida Benali", "family_name": "Benali", "given_name": "Farida",
            "preferred_username": "farida.benali", "profiles": ["guardian", "head"], "schools": ["9990001A"],
        });
        assert_eq!(told(AttributeSet::Common, "profile openid"), common);
    }
}
