//! What each kind of service is told of a person: the least that it works with. What is not known is left out.

use model::{Millis, PersonId, Profile, person::Names, service::AttributeSet};
use store::{Tx, identity::Identity};

use super::validate::Welcome;
use crate::Result;

/// What a service might be told.
#[derive(Debug)]
pub(crate) struct Facts {
    pub(crate) who: Identity,
    pub(crate) profiles: Vec<Profile>,
    pub(crate) schools: Vec<String>,
    pub(crate) classes: Vec<String>,
}

/// Reads what is known of a person. `None`: they have no account.
pub(crate) async fn facts(tx: &mut Tx, person: PersonId, now: Millis) -> Result<Option<Facts>> {
    let Some(who) = store::identity::of(tx, person).await? else { return Ok(None) };
    let affiliations = store::person::affiliations(tx, person, now).await?;
    let mut profiles: Vec<Profile> = affiliations.into_iter().map(|affiliation| affiliation.profile).collect();
    profiles.sort_unstable();
    profiles.dedup();
    let schools = store::identity::schools(tx, person, now).await?;
    let classes = store::identity::classes(tx, person, now).await?;
    Ok(Some(Facts { who, profiles, schools, classes }))
}

/// What a service of this kind is told. `opaque` is the person's name at this service alone.
pub(super) fn welcome(set: AttributeSet, facts: Facts, opaque: String) -> Welcome {
    let Facts { who, profiles, schools, classes } = facts;
    let mut told: Vec<(&'static str, String)> = Vec::new();
    let user = match set {
        AttributeSet::Pronote => {
            told.push(("nom", who.family_name));
            told.push(("prenom", who.given_name));
            told.push(("dateNaissance", french_date(&who.birth_date)));
            told.extend(numbers(&profiles).into_iter().map(|number| ("categories", number.to_owned())));
            opaque
        }
        AttributeSet::Hub => {
            told.extend(schools.into_iter().map(|uai| ("UAI", uai)));
            told.extend(profiles.iter().map(|profile| ("PRO", national(*profile).to_owned())));
            told.push(("IDO", opaque.clone()));
            opaque
        }
        AttributeSet::Common => {
            let names = Names { family: who.family_name.clone(), given: who.given_name.clone() };
            told.push(("login", who.login.clone()));
            told.push(("lastName", who.family_name));
            told.push(("firstName", who.given_name));
            told.push(("displayName", names.display()));
            told.push(("email", who.mail));
            told.extend(profiles.iter().map(|profile| ("profile", profile.code().to_owned())));
            told.extend(schools.into_iter().map(|uai| ("schools", uai)));
            told.extend(classes.into_iter().map(|class| ("classes", class)));
            who.login
        }
    };
    told.retain(|(_, value)| !value.is_empty());
    Welcome { user, attributes: told }
}

/// The national categories, by number; each once.
pub(crate) fn numbers(profiles: &[Profile]) -> Vec<&'static str> {
    let number = |profile: &Profile| match profile {
        Profile::Pupil => "National_1",
        Profile::Guardian => "National_2",
        Profile::Teacher => "National_3",
        Profile::Staff | Profile::Head => "National_4",
    };
    let mut numbers: Vec<&str> = profiles.iter().map(number).collect();
    numbers.dedup();
    numbers
}

/// The national profile, by name.
pub(crate) fn national(profile: Profile) -> &'static str {
    match profile {
        Profile::Pupil => "National_ELV",
        Profile::Guardian => "National_TUT",
        Profile::Teacher => "National_ENS",
        Profile::Staff => "National_ETA",
        Profile::Head => "National_DIR",
    }
}

/// `2009-03-17` as `17/03/2009`; empty when it is not known.
fn french_date(date: &str) -> String {
    match date.split('-').collect::<Vec<_>>()[..] {
        [year, month, day] => format!("{day}/{month}/{year}"),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn farida() -> Facts {
        let who = Identity {
            login: "farida.benali".into(),
            given_name: "Farida".into(),
            family_name: "Benali".into(),
            birth_date: "1979-03-07".into(),
            mail: String::new(),
        };
        let profiles = vec![Profile::Guardian, Profile::Staff, Profile::Head];
        Facts { who, profiles, schools: vec!["9990001A".into(), "9990002B".into()], classes: vec![] }
    }

    fn told(set: AttributeSet) -> (String, Vec<(&'static str, String)>) {
        let welcome = welcome(set, farida(), "f00d".into());
        (welcome.user, welcome.attributes)
    }

    #[test]
    fn each_kind_of_service_is_told_its_attributes_and_no_more() {
        let texts = |pairs: &[(&'static str, &str)]| -> Vec<(&'static str, String)> {
            pairs.iter().map(|(name, value)| (*name, (*value).to_owned())).collect()
        };
        let pronote = [
            ("nom", "Benali"),
            ("prenom", "Farida"),
            ("dateNaissance", "07/03/1979"),
            ("categories", "National_2"),
            ("categories", "National_4"),
        ];
        assert_eq!(told(AttributeSet::Pronote), ("f00d".into(), texts(&pronote)));
        let hub = [
            ("UAI", "9990001A"),
            ("UAI", "9990002B"),
            ("PRO", "National_TUT"),
            ("PRO", "National_ETA"),
            ("PRO", "National_DIR"),
            ("IDO", "f00d"),
        ];
        assert_eq!(told(AttributeSet::Hub), ("f00d".into(), texts(&hub)));
        let (user, common) = told(AttributeSet::Common);
        assert_eq!(user, "farida.benali");
        assert!(common.contains(&("displayName", "Farida Benali".into())), "{common:?}");
        assert!(common.iter().all(|(name, _)| *name != "email"), "what is not known is left out: {common:?}");
    }

    #[test]
    fn a_date_that_is_not_known_is_left_out() {
        assert_eq!(french_date(""), "");
        assert_eq!(french_date("2009-03-17"), "17/03/2009");
    }
}
