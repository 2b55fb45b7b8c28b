//! What a provider that speaks SAML has said through somebody's browser: it waits for the browser that asked. And which
//! assertions were taken.

use model::{Millis, ProviderId, limits, provider::Vector};
use serde::{Deserialize, Serialize};

use crate::{Result, Tx};

/// What was brought.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Word {
    /// It is believed.
    Believed {
        /// Which subject came.
        subject: String,
        /// The provider's name for its session.
        session: Option<String>,
        /// As what and where, by [`Vector::code`]; `None`: it is not said.
        named: Option<Vec<String>>,
    },
    /// The provider let nobody in.
    Declined,
    /// It is not believed, and why.
    Refused(String),
}

/// Keeps what was brought for a question, when nothing was before; false when something was.
pub async fn keep(
    tx: &mut Tx,
    (state, code): (&[u8], &[u8]),
    provider: ProviderId,
    word: &Word,
    now: Millis,
) -> Result<bool> {
    let kept = tx
        .run(
            "insert into provider_word (state_hash, provider, code_hash, said, brought_at) values ($1, $2, $3, $4, $5) \
             on conflict (state_hash) do nothing",
            (state, provider, code, serde_json::to_string(word)?, now),
        )
        .await?;
    Ok(kept == 1)
}

/// Takes what was brought for a question, once, for who shows its code.
pub async fn take(tx: &mut Tx, (state, code): (&[u8], &[u8])) -> Result<Option<Word>> {
    let row: Option<(String,)> =
        tx.maybe("select said from provider_word where state_hash = $1 and code_hash = $2", (state, code)).await?;
    let Some((said,)) = row else { return Ok(None) };
    let taken = tx.run("delete from provider_word where state_hash = $1 and code_hash = $2", (state, code)).await?;
    Ok(if taken == 1 { Some(serde_json::from_str(&said)?) } else { None })
}

/// Notes that an assertion was taken; false when it was before.
pub async fn first_seen(tx: &mut Tx, provider: ProviderId, assertion: &[u8], now: Millis) -> Result<bool> {
    let seen = tx
        .run(
            "insert into provider_assertion (provider, name, seen_at) values ($1, $2, $3) \
             on conflict (provider, name) do nothing",
            (provider, assertion, now),
        )
        .await?;
    Ok(seen == 1)
}

/// Forgets what nobody came for, and assertions that are too old to be taken again.
pub async fn forget(tx: &mut Tx, now: Millis) -> Result<()> {
    tx.run("delete from provider_word where brought_at < $1", (now - limits::PROVIDER_QUESTION_LIFE,)).await?;
    tx.run("delete from provider_assertion where seen_at < $1", (now - limits::SAML_SEEN_KEPT,)).await?;
    Ok(())
}

/// Vectors as they are stored with what a provider said: with spaces between.
pub(crate) fn joined(named: &[Vector]) -> String {
    named.iter().map(Vector::code).collect::<Vec<_>>().join(" ")
}

/// The same, read again.
pub(crate) fn split(text: &str) -> Vec<Vector> {
    text.split_whitespace().filter_map(Vector::from_code).collect()
}
