//! The same words as `spoken.rs`, in a program that was built without SAML: no provider that speaks it is there, so nobody is
//! asked, and nothing is read.

use model::{Millis, service::ServiceUrl};
use store::provider_word::Word;

use super::saml::Expected;

/// Providers that speak it are not there.
pub(super) const SPOKEN: bool = false;

/// A question that nobody asks.
#[expect(dead_code, reason = "what would be asked is not")]
pub(super) struct Asked<'a> {
    pub(super) id: &'a str,
    pub(super) at: Millis,
    pub(super) destination: &'a str,
    pub(super) issuer: &'a str,
    pub(super) answer: &'a str,
    pub(super) anew: bool,
    pub(super) strengths: &'a [String],
}

/// What nobody says.
pub(super) struct Said {
    pub(super) assertion: String,
    pub(super) name: Option<String>,
    pub(super) session: Option<String>,
    pub(super) attributes: Vec<(String, Vec<String>)>,
}

impl Said {
    pub(super) fn values(&self, name: &str) -> Option<&[String]> {
        self.attributes.iter().find(|(known, _)| known == name).map(|(_, values)| values.as_slice())
    }
}

pub(super) fn read(_: &str, _: &Expected<'_>) -> Result<Said, Word> {
    Err(Word::Refused("unspoken".to_owned()))
}

pub(super) fn ask(_: &Asked<'_>) -> String {
    String::new()
}

pub(super) fn describe(_: &str, _: &str) -> String {
    String::new()
}

pub(super) fn peer(_: &str) -> Result<(String, ServiceUrl, Vec<Vec<u8>>), String> {
    Err("ce programme a été construit sans SAML".to_owned())
}
