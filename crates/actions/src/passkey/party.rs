//! Under which name authenticators know this installation, and the library that speaks with them.

use std::{net::IpAddr, time::Duration};

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use model::limits;
use serde::{Serialize, de::DeserializeOwned};
use webauthn_rs::prelude::{Url, Webauthn, WebauthnBuilder};

use crate::{App, Result};

/// How authenticators show this service.
const NAME: &str = "préau";

/// The library for the address of this installation. `None`: browsers have no passkeys there, as it is neither a name
/// reached by TLS nor this very machine.
pub(super) fn of(app: &App) -> Option<Webauthn> {
    let origin = origin(&app.issuer)?;
    let life = Duration::from_millis(limits::PASSKEY_CHALLENGE_LIFE.0.unsigned_abs());
    WebauthnBuilder::new(origin.domain()?, &origin).ok()?.rp_name(NAME).timeout(life).build().ok()
}

/// The one origin whose answers count. Browsers give no passkeys to an address in digits; this machine has a name.
fn origin(address: &str) -> Option<Url> {
    let mut origin = Url::parse(address).ok()?;
    let digits = origin.host_str()?.trim_matches(['[', ']']).parse::<IpAddr>();
    if digits.is_ok_and(|address| address.is_loopback()) {
        origin.set_host(Some("localhost")).ok()?;
    }
    let host = origin.domain()?;
    (origin.scheme() == "https" || host == "localhost").then_some(origin)
}

/// A state of the library that waits for an answer to a challenge of ours. The library keeps its own in a field of that
/// name; were it called otherwise one day, every answer would be refused.
pub(super) fn with_challenge<S: Serialize + DeserializeOwned>(state: &S, challenge: &[u8]) -> Result<S> {
    let mut state = serde_json::to_value(state)?;
    for part in state.as_object_mut().into_iter().flat_map(serde_json::Map::values_mut) {
        if let Some(field) = part.get_mut("challenge") {
            *field = URL_SAFE_NO_PAD.encode(challenge).into();
        }
    }
    Ok(serde_json::from_value(state)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passkeys_are_of_a_name_reached_by_tls_or_of_this_machine() {
        for (address, name) in [
            ("https://ent.example", Some("https://ent.example/")),
            ("https://ent.example:8443", Some("https://ent.example:8443/")),
            ("http://localhost:8080", Some("http://localhost:8080/")),
            ("http://127.0.0.1:8080", Some("http://localhost:8080/")),
            ("http://[::1]:8080", Some("http://localhost:8080/")),
            ("http://ent.example", None),
            ("https://192.0.2.7", None),
            ("http://0.0.0.0:8080", None),
            ("ent.example", None),
            ("", None),
        ] {
            assert_eq!(origin(address).as_ref().map(Url::as_str), name, "{address}");
        }
    }
}
