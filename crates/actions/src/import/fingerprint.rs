//! Fingerprints: of a key, to keep it small in memory; of what a record comes to, to pass over what has not changed.

use std::hash::{DefaultHasher, Hasher as _};

use sha2::{Digest as _, Sha256};

use super::people::Resolved;

/// A key, in sixteen bytes. It lives as long as one import, and is asked for several times a record.
pub(super) fn key(text: &str) -> u128 {
    let half = |salt: u8| {
        let mut hasher = DefaultHasher::new();
        hasher.write_u8(salt);
        hasher.write(text.as_bytes());
        u128::from(hasher.finish())
    };
    (half(1) << 64) | half(2)
}

/// What a record comes to once its references are known. A record whose references change has changed; never 0, which
/// is the mark of those whom nothing names any more.
pub(super) fn record(resolved: &Resolved) -> i64 {
    let mut hash = Sha256::new();
    let mut add = |bytes: &[u8]| {
        hash.update((bytes.len() as u64).to_le_bytes());
        hash.update(bytes);
    };
    for value in [&resolved.family, &resolved.given, &resolved.birth_date, &resolved.mail, &resolved.mobile] {
        add(value.as_bytes());
    }
    // Each list is announced by a mark that no value can be.
    add(b"\0guardians");
    for key in &resolved.guardian_keys {
        add(key.as_bytes());
    }
    add(b"\0affiliations");
    for (school, profile, title) in &resolved.affiliations {
        add(school.uuid().as_bytes());
        add(profile.code().as_bytes());
        add(title.as_bytes());
    }
    add(b"\0sections");
    for (_, audience) in &resolved.sections {
        add(audience.uuid().as_bytes());
    }
    let hash = hash.finalize();
    match i64::from_le_bytes(std::array::from_fn(|at| hash[at])) {
        0 => 1,
        fingerprint => fingerprint,
    }
}
