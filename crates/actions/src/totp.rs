//! Six digits that an application shows for half a minute (RFC 6238: SHA-1, 30 seconds, as every application has them).
//!
//! The secret is not stored. It is made from the installation's secret and the factor's identity, so that a stolen
//! database proves nobody.

use model::{FactorId, Millis};
use totp_rs::{Builder, Totp};

use crate::{App, token};

/// Bytes of the secret: those of the hash, as RFC 4226 recommends.
const SECRET_BYTES: usize = 20;
/// How the application names this service.
const ISSUER: &str = "Préau";

/// The codes of a factor, for the account of this user name.
pub(crate) fn of(app: &App, factor: FactorId, login: &str) -> Totp {
    let secret: Box<[u8]> = token::keyed_bytes(app, &format!("totp/{factor}"))[..SECRET_BYTES].into();
    // A colon would end the name.
    let account = login.replace(':', " ");
    Builder::new().with_secret(secret).with_account_name(account).with_issuer(Some(ISSUER)).build_noncompliant()
}

/// The half minute whose code this is: the present one, the one before or the one after, for clocks that differ a little.
/// Spaces between the digits are left out, as applications show them.
pub(crate) fn step(codes: &Totp, typed: &str, now: Millis) -> Option<i64> {
    let digits: String = typed.chars().filter(|c| !c.is_whitespace()).take(7).collect();
    if digits.len() != 6 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let seconds = u64::try_from(now.0 / 1_000).ok()?;
    codes.check(&digits, seconds).and_then(|step| i64::try_from(step).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The values of RFC 6238, appendix B, for SHA-1, cut to six digits.
    #[test]
    fn codes_are_those_of_the_standard() {
        let secret: Box<[u8]> = (*b"12345678901234567890").into();
        let codes = Builder::new().with_secret(secret).with_account_name("a".to_owned()).build_noncompliant();
        for (seconds, code) in [(59, "287082"), (1_111_111_109, "081804"), (20_000_000_000, "353130")] {
            assert_eq!(step(&codes, code, Millis::seconds(seconds)), Some(seconds / 30), "{seconds}");
        }
        let at = Millis::seconds(1_111_111_109);
        assert_eq!(step(&codes, " 081 804 ", at), Some(at.0 / 30_000), "spaces");
        assert_eq!(step(&codes, "081804", at + Millis::seconds(30)), Some(at.0 / 30_000), "a little late");
        assert_eq!(step(&codes, "081804", at + Millis::seconds(90)), None, "too late");
        for wrong in ["", "81804", "0818045", "08180x", "０８１８０４", "081804081804"] {
            assert_eq!(step(&codes, wrong, at), None, "{wrong}");
        }
    }
}
