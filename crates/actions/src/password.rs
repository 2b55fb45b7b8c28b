//! Which passwords may be used: long ones that no thief tries first. No digit, sign or capital is asked for, and none is
//! ever too old (NIST SP 800-63B-4, 3.1.1.2; OWASP ASVS 5.0, 6.2).

mod breached;
pub mod passphrase;

use model::{Actor, Millis, limits, text};
use store::Tx;

use crate::{App, Result, factor};

pub use breached::{Breached, NotAList};

/// Why a password may not be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weak {
    /// Fewer characters than its owner needs; see [`chars_min`].
    Short,
    /// More bytes than [`limits::PASSWORD_BYTES_MAX`].
    Long,
    /// Among the first that a thief tries, or in the installation's list of those that were stolen somewhere.
    Common,
    /// It holds the user name.
    HoldsLogin,
}

/// Characters that a person's password needs: more for whoever works in a school or has a power, as long as nothing but the
/// password protects them.
pub(crate) async fn chars_min(tx: &mut Tx, actor: &Actor, now: Millis) -> Result<usize> {
    let of_staff = !actor.roles.is_empty() || actor.affiliations.iter().any(|one| one.profile.is_adult_of_school());
    if of_staff && factor::in_force(tx, actor.person, now).await?.is_empty() {
        return Ok(limits::PASSWORD_CHARS_MIN_STAFF);
    }
    Ok(limits::PASSWORD_CHARS_MIN)
}

/// Whether a password may be used for the account of this user name.
pub(crate) async fn check(
    app: &App,
    password: &str,
    login: &str,
    chars_min: usize,
) -> Result<std::result::Result<(), Weak>> {
    if let Err(weak) = plain(password, login, chars_min) {
        return Ok(Err(weak));
    }
    let Some(list) = &app.breached else { return Ok(Ok(())) };
    Ok(if list.holds(password).await? { Err(Weak::Common) } else { Ok(()) })
}

/// The same, without the installation's own list.
fn plain(password: &str, login: &str, chars_min: usize) -> std::result::Result<(), Weak> {
    if password.chars().count() < chars_min {
        return Err(Weak::Short);
    }
    if password.len() > limits::PASSWORD_BYTES_MAX {
        return Err(Weak::Long);
    }
    let plain = text::fold(password).replace(' ', "");
    let core = plain.trim_end_matches(|c: char| c.is_ascii_digit());
    let digits = plain.bytes().all(|byte| byte.is_ascii_digit()) && plain.len() < limits::DIGITS_ALONE_MIN;
    if digits || is_common(core) || is_common(&plain) || repeats(&plain) {
        return Err(Weak::Common);
    }
    let login = text::fold(login).replace(' ', "");
    if login.len() >= 4 && plain.contains(&login) {
        return Err(Weak::HoldsLogin);
    }
    Ok(())
}

/// One character or one short pattern again and again.
fn repeats(plain: &str) -> bool {
    let bytes = plain.as_bytes();
    (1..=4).any(|step| bytes.len() > step && bytes[step..].iter().zip(bytes).all(|(later, sooner)| later == sooner))
}

/// What remains, folded and without final digits, of the passwords that are tried first, in the order of their bytes.
const COMMON: &str = include_str!("password/common.txt");

/// Whether it is one of them.
fn is_common(core: &str) -> bool {
    let (mut from, mut to) = (0, COMMON.len());
    while from < to {
        // The line in which the middle is.
        let middle = from + (to - from) / 2;
        let begin = COMMON[..middle].rfind('\n').map_or(0, |at| at + 1).max(from);
        let end = COMMON[middle..].find('\n').map_or(COMMON.len(), |at| middle + at);
        match COMMON[begin..end].cmp(core) {
            std::cmp::Ordering::Equal => return true,
            std::cmp::Ordering::Less => from = end + 1,
            std::cmp::Ordering::Greater => to = begin,
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    const MIN: usize = limits::PASSWORD_CHARS_MIN;

    #[test]
    fn weak_passwords_are_told_apart() {
        assert_eq!(plain("court", "z.martin", MIN), Err(Weak::Short));
        assert_eq!(plain("treize lettres", "z.martin", limits::PASSWORD_CHARS_MIN_STAFF), Err(Weak::Short));
        assert_eq!(plain(&"x".repeat(300), "z.martin", MIN), Err(Weak::Long));
        for common in [
            "Motdepasse2024",
            "AzertyUIOP 123456",
            "doudoudoudou",
            "parissaintgermain",
            "aaaaaaaaaaaaaa",
            "abcabcabcabcabc",
            "31415926535897",
            "1203 2011 1203 2011",
        ] {
            assert_eq!(plain(common, "z.martin", MIN), Err(Weak::Common), "{common}");
        }
        assert_eq!(plain("je suis z.martin !", "z.martin", MIN), Err(Weak::HoldsLogin));
        for good in ["cheval lampe rivière tricot", "31415926535897932384", "kiwi bleu sous 3 ponts"] {
            assert_eq!(plain(good, "z.martin", MIN), Ok(()), "{good}");
        }
    }

    #[test]
    fn every_line_of_the_list_is_found_and_nothing_between() {
        let lines: Vec<&str> = COMMON.lines().collect();
        assert!(lines.is_sorted_by(|a, b| a < b), "each once, in order");
        for line in lines {
            assert!(is_common(line), "{line}");
            assert!(line.len() >= 6 && line.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()), "{line}");
            assert!(!is_common(&format!("{line}~")), "{line}");
        }
        assert!(!is_common("") && !is_common("~") && !is_common("0"));
    }
}
