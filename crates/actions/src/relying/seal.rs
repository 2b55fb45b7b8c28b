//! The secrets that providers gave us must be shown to them again, so they cannot be hashed. They are sealed by a key that
//! follows from the installation's secret: the database alone shows none of them.

use model::ProviderId;
use ring::aead::{Aad, CHACHA20_POLY1305, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};

use crate::{App, token};

fn key(app: &App) -> Option<LessSafeKey> {
    let bytes = token::keyed_bytes(app, "provider/secret");
    UnboundKey::new(&CHACHA20_POLY1305, &bytes).ok().map(LessSafeKey::new)
}

/// Seals the secret of a provider.
pub(super) fn seal(app: &App, provider: ProviderId, secret: &str) -> Option<Vec<u8>> {
    let nonce = app.chance::<NONCE_LEN>();
    let mut sealed = secret.as_bytes().to_vec();
    let aad = Aad::from(provider.uuid().into_bytes());
    key(app)?.seal_in_place_append_tag(Nonce::assume_unique_for_key(nonce), aad, &mut sealed).ok()?;
    Some([&nonce[..], &sealed].concat())
}

/// The secret of a provider. `None`: another installation sealed it, or another provider's stands in its place.
pub(super) fn open(app: &App, provider: ProviderId, sealed: &[u8]) -> Option<String> {
    let (nonce, rest) = sealed.split_at_checked(NONCE_LEN)?;
    let nonce = Nonce::try_assume_unique_for_key(nonce).ok()?;
    let mut secret = rest.to_vec();
    let aad = Aad::from(provider.uuid().into_bytes());
    let secret = key(app)?.open_in_place(nonce, aad, &mut secret).ok()?;
    String::from_utf8(secret.to_vec()).ok()
}
