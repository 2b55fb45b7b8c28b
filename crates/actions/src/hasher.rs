//! Passwords: Argon2id (RFC 9106) with 19 MiB, two passes, one lane, a few at a time and off the request threads.

use argon2::{
    Algorithm, Argon2, Params, Version,
    password_hash::{PasswordHasher as _, PasswordVerifier as _, phc::PasswordHash},
};
use model::limits;

pub use crate::turns::Turn;
use crate::{Error, Result, turns::Turns};

/// What one hash costs.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Cost {
    /// 19 MiB and two passes, about 31 ms of one core: the cost of every account of a real person.
    #[default]
    Full,
    /// 8 KiB and one pass, far less than a millisecond. For tests and replays alone: their accounts are made up, and
    /// thousands of them sign in.
    Token,
}

impl Cost {
    fn params(self) -> Result<Params> {
        let (kibibytes, passes) = match self {
            Cost::Full => (19_456, 2),
            Cost::Token => (8, 1),
        };
        Params::new(kibibytes, passes, 1, Some(32)).map_err(|error| Error::Hash(error.to_string()))
    }

    /// A hash that no password has, for names that do not exist: the same work, the same time.
    const fn nobody(self) -> &'static str {
        match self {
            Cost::Full => {
                "$argon2id$v=19$m=19456,t=2,p=1$cHJlYXUtbm9ib2R5LXNhbHQ$q0ZqXJgYc0hnnE9zq0m5bX0v0m3bq5hH1rQd0m0Jw5E"
            }
            Cost::Token => {
                "$argon2id$v=19$m=8,t=1,p=1$cHJlYXUtbm9ib2R5LXNhbHQ$q0ZqXJgYc0hnnE9zq0m5bX0v0m3bq5hH1rQd0m0Jw5E"
            }
        }
    }
}

/// Hashes passwords with a bounded number at work and a bounded number waiting. A flood of strangers keeps no owner out:
/// who comes on a device that the account knows, or has proved more than a name, has their turn first.
pub struct Hasher {
    cost: Cost,
    turns: Turns,
}

/// Too many wait: the caller says "come back", and when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Busy;

impl Hasher {
    pub(crate) fn new(cost: Cost) -> Hasher {
        Hasher { cost, turns: Turns::new(limits::HASHES_AT_ONCE, limits::HASHES_WAITING_MAX) }
    }

    /// The PHC string of a password that somebody may choose: they have their turn first.
    pub async fn hash(&self, password: &str, salt: [u8; 16]) -> Result<std::result::Result<String, Busy>> {
        let (password, cost) = (password.to_owned(), self.cost);
        let hashed = self
            .work(Turn::First, move || {
                let hash: PasswordHash = argon2(cost)?
                    .hash_password_with_salt(password.as_bytes(), &salt)
                    .map_err(|error| Error::Hash(error.to_string()))?;
                Ok(hash.to_string())
            })
            .await;
        hashed.transpose()
    }

    /// Whether a password is the one of this PHC string. `None` takes the same time and is never right.
    pub async fn verify(
        &self,
        password: &str,
        hash: Option<&str>,
        turn: Turn,
    ) -> Result<std::result::Result<bool, Busy>> {
        let (password, known, cost) = (password.to_owned(), hash.is_some(), self.cost);
        let hash = hash.unwrap_or(cost.nobody()).to_owned();
        let verified = self.work(turn, move || Ok(is_of(cost, &password, &hash)? && known)).await;
        verified.transpose()
    }

    /// `Err(Busy)` when too many wait already.
    async fn work<T: Send + 'static>(
        &self,
        turn: Turn,
        work: impl FnOnce() -> Result<T> + Send + 'static,
    ) -> std::result::Result<Result<T>, Busy> {
        let permit = self.turns.take(turn).await.map_err(|_| Busy)?;
        let done = tokio::task::spawn_blocking(move || {
            let _permit = permit;
            work()
        });
        Ok(done.await.unwrap_or(Err(Error::Lost)))
    }
}

/// Whether a password is the one of a PHC string.
fn is_of(cost: Cost, password: &str, hash: &str) -> Result<bool> {
    let hash = PasswordHash::new(hash).map_err(|error| Error::Hash(error.to_string()))?;
    Ok(argon2(cost)?.verify_password(password.as_bytes(), &hash).is_ok())
}

/// Turns "busy, or a result" into "a result of busy or done".
trait Transposed<T> {
    fn transpose(self) -> Result<std::result::Result<T, Busy>>;
}
impl<T> Transposed<T> for std::result::Result<Result<T>, Busy> {
    fn transpose(self) -> Result<std::result::Result<T, Busy>> {
        match self {
            Err(busy) => Ok(Err(busy)),
            Ok(done) => done.map(Ok),
        }
    }
}

fn argon2(cost: Cost) -> Result<Argon2<'static>> {
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, cost.params()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn the_right_password_opens_and_no_other_does() {
        let hasher = Hasher::new(Cost::Full);
        let hash = hasher.hash("quatre mots tout simples", [7; 16]).await.expect("hashed").expect("not busy");
        assert!(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{hash}");
        assert_eq!(
            hasher.verify("quatre mots tout simples", Some(&hash), Turn::Usual).await.expect("verified"),
            Ok(true)
        );
        assert_eq!(
            hasher.verify("quatre mots tout simple", Some(&hash), Turn::Usual).await.expect("verified"),
            Ok(false)
        );
        assert_eq!(hasher.verify("quatre mots tout simples", None, Turn::Usual).await.expect("verified"), Ok(false));
    }

    #[tokio::test]
    async fn a_hash_made_at_one_cost_is_verified_at_any() {
        let hash =
            Hasher::new(Cost::Full).hash("quatre mots tout simples", [7; 16]).await.expect("hashed").expect("free");
        let cheap = Hasher::new(Cost::Token);
        assert_eq!(
            cheap.verify("quatre mots tout simples", Some(&hash), Turn::Usual).await.expect("verified"),
            Ok(true)
        );
        assert_eq!(cheap.verify("quatre mots tout simples", None, Turn::Usual).await.expect("verified"), Ok(false));
    }
}
