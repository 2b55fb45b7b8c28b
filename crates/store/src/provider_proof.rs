//! Questions to providers, what they said, and the sessions that came of it.

use model::{Millis, PersonId, ProviderId, SessionId, limits, provider::Vector};
use sqlx::FromRow;
use uuid::Uuid;

use crate::{
    Result, Tx,
    provider_link::Link,
    provider_word::{self, joined, split},
};

/// Identity of what a provider said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ProofId(pub Uuid);

impl From<Uuid> for ProofId {
    fn from(id: Uuid) -> ProofId {
        ProofId(id)
    }
}

/// Somebody goes to a provider.
#[derive(Debug)]
pub struct NewQuestion<'a> {
    /// Hash of what names the question.
    pub state: &'a [u8],
    /// To which one.
    pub provider: ProviderId,
    /// Hash of the secret of the device cookie.
    pub browser: &'a [u8],
    /// Which session wants to be linked; none: to sign in.
    pub session: Option<SessionId>,
    /// The path to go on to.
    pub towards: &'a str,
}

/// Keeps a question.
pub async fn ask(tx: &mut Tx, new: &NewQuestion<'_>, now: Millis) -> Result<()> {
    tx.run(
        "insert into provider_question (state_hash, provider, browser, session, towards, asked_at) \
         values ($1, $2, $3, $4, $5, $6)",
        (new.state, new.provider, new.browser, new.session, new.towards, now),
    )
    .await?;
    Ok(())
}

/// A question that was asked.
#[derive(Debug, Clone, FromRow)]
pub struct Question {
    session: Option<Uuid>,
    /// The path to go on to.
    pub towards: String,
    asked_at: i64,
}

impl Question {
    /// Which session wants to be linked; none: to sign in.
    pub fn session(&self) -> Option<SessionId> {
        self.session.map(SessionId)
    }
    /// When.
    pub fn asked_at(&self) -> Millis {
        Millis(self.asked_at)
    }
}

/// Takes a question, once, for the browser that went to this provider with it since a moment. `None`: there is none.
pub async fn take(
    tx: &mut Tx,
    (state, browser): (&[u8], &[u8]),
    provider: ProviderId,
    since: Millis,
) -> Result<Option<Question>> {
    let found: Option<Question> = tx
        .maybe(
            "select session, towards, asked_at from provider_question where state_hash = $1 and browser = $2 \
             and provider = $3 and asked_at > $4",
            (state, browser, provider, since),
        )
        .await?;
    let Some(question) = found else { return Ok(None) };
    let taken = tx.run("delete from provider_question where state_hash = $1", (state,)).await?;
    Ok((taken == 1).then_some(question))
}

/// When a question to a provider was asked, and whether it is to be linked; nothing of it is taken. `None`: there is none
/// since a moment.
pub async fn asked(tx: &mut Tx, state: &[u8], provider: ProviderId, since: Millis) -> Result<Option<Question>> {
    tx.maybe(
        "select session, towards, asked_at from provider_question where state_hash = $1 and provider = $2 \
         and asked_at > $3",
        (state, provider, since),
    )
    .await
}

/// How many were asked since a moment and have no answer.
pub async fn waiting(tx: &mut Tx, since: Millis) -> Result<i64> {
    let row: Option<(i64,)> = tx.maybe("select count(*) from provider_question where asked_at > $1", (since,)).await?;
    Ok(row.map_or(0, |(count,)| count))
}

/// What a provider said.
#[derive(Debug)]
pub struct NewProof<'a> {
    /// Identity.
    pub id: ProofId,
    /// Hash of what names it in forms.
    pub token: &'a [u8],
    /// Who said it.
    pub provider: ProviderId,
    /// Which subject came.
    pub subject: &'a str,
    /// By which the provider knows it when it says that a session has ended.
    pub sub: &'a str,
    /// By which the provider knows its session.
    pub sid: Option<&'a str>,
    /// The signed word itself; empty when it is of no use afterwards.
    pub id_token: &'a str,
    /// As what and in which schools it came; `None`: it is not said.
    pub named: Option<&'a [Vector]>,
    /// Hash of the secret of the device cookie.
    pub browser: &'a [u8],
}

/// Keeps it.
pub async fn keep(tx: &mut Tx, new: &NewProof<'_>, now: Millis) -> Result<()> {
    tx.run(
        "insert into provider_proof (id, token_hash, provider, subject, sub, sid, id_token, browser, made_at, named) \
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        (
            new.id.0,
            new.token,
            new.provider,
            new.subject,
            new.sub,
            new.sid.map(str::to_owned),
            new.id_token,
            new.browser,
            now,
            new.named.map(joined),
        ),
    )
    .await?;
    Ok(())
}

/// What a provider said, as it is read again.
#[derive(Debug, Clone, FromRow)]
pub struct Proof {
    /// Identity.
    #[sqlx(try_from = "Uuid")]
    pub id: ProofId,
    /// Who said it.
    #[sqlx(try_from = "Uuid")]
    pub provider: ProviderId,
    /// Which subject came.
    pub subject: String,
    /// The signed word itself; empty when it is of no use afterwards.
    pub id_token: String,
    named: Option<String>,
}

impl Proof {
    /// As what and in which schools the subject came; `None`: it is not said.
    pub fn named(&self) -> Option<Vec<Vector>> {
        self.named.as_deref().map(split)
    }
}

/// What this name names in this browser, while there is time and it has opened nothing; it has one try less from now on.
pub async fn attempt(tx: &mut Tx, token: &[u8], browser: &[u8], now: Millis) -> Result<Option<Proof>> {
    let found: Option<Proof> = tx
        .maybe(
            "select id, provider, subject, id_token, named from provider_proof where token_hash = $1 and browser = $2 \
             and used_at is null and made_at > $3",
            (token, browser, now - limits::PROVIDER_PROOF_LIFE),
        )
        .await?;
    let Some(proof) = found else { return Ok(None) };
    let tried = tx
        .run(
            "update provider_proof set tries = tries + 1 where id = $1 and tries < $2 and used_at is null",
            (proof.id.0, limits::PROVIDER_PROOF_TRIES_MAX),
        )
        .await?;
    Ok((tried == 1).then_some(proof))
}

/// One by its identity.
pub async fn get(tx: &mut Tx, id: ProofId) -> Result<Option<Proof>> {
    tx.maybe("select id, provider, subject, id_token, named from provider_proof where id = $1", (id.0,)).await
}

/// It opens nothing more; false when that was so.
pub async fn use_up(tx: &mut Tx, id: ProofId, now: Millis) -> Result<bool> {
    Ok(tx.run("update provider_proof set used_at = $2 where id = $1 and used_at is null", (id.0, now)).await? == 1)
}

/// A session was opened by it.
pub async fn bind(tx: &mut Tx, id: ProofId, session_hash: &[u8]) -> Result<()> {
    tx.run("update session set provider_proof = $1 where token_hash = $2", (id.0, session_hash)).await?;
    Ok(())
}

/// What opened a session, when a provider did.
pub async fn of_session(tx: &mut Tx, session: SessionId) -> Result<Option<Proof>> {
    tx.maybe(
        "select p.id, p.provider, p.subject, p.id_token, p.named from session s join provider_proof p \
         on p.id = s.provider_proof where s.id = $1",
        (session,),
    )
    .await
}

/// Which sessions of a provider have ended there.
#[derive(Debug, Clone, Copy)]
pub struct Ended<'a> {
    /// Of which subject, as it names it there; none: of every one.
    pub sub: Option<&'a str>,
    /// Which session, and those that it has not named; none: every one.
    pub sid: Option<&'a str>,
}

/// What a provider said of sessions that have ended there: provider, `sub`, `sid`.
macro_rules! ended {
    () => {
        "provider = $1 and (cast($2 as text) is null or sub = $2) \
         and (cast($3 as text) is null or sid = $3 or sid is null and cast($2 as text) is not null) "
    };
}

/// Our open sessions that came of such ones.
pub async fn sessions(tx: &mut Tx, provider: ProviderId, ended: Ended<'_>) -> Result<Vec<(SessionId, PersonId)>> {
    let (sub, sid) = (ended.sub.map(str::to_owned), ended.sid.map(str::to_owned));
    let rows: Vec<(Uuid, Uuid)> = tx
        .all(
            concat!(
                "select s.id, s.person from provider_proof p join session s on s.provider_proof = p.id where ",
                ended!(),
                "and s.ended_at is null order by s.id"
            ),
            (provider, sub, sid),
        )
        .await?;
    Ok(rows.into_iter().map(|(session, person)| (session.into(), person.into())).collect())
}

/// Open sessions of a person that came through a link.
pub async fn sessions_of_link(tx: &mut Tx, link: &Link) -> Result<Vec<SessionId>> {
    let rows: Vec<(Uuid,)> = tx
        .all(
            "select s.id from session s join provider_proof p on p.id = s.provider_proof \
             where s.person = $1 and p.provider = $2 and p.subject = $3 and s.ended_at is null order by s.id limit 100",
            (link.person, link.provider, link.subject.as_str()),
        )
        .await?;
    Ok(rows.into_iter().map(|(session,)| session.into()).collect())
}

/// What a provider said of such ones and that has opened nothing yet opens nothing.
pub async fn use_up_all(tx: &mut Tx, provider: ProviderId, ended: Ended<'_>, now: Millis) -> Result<u64> {
    let (sub, sid) = (ended.sub.map(str::to_owned), ended.sid.map(str::to_owned));
    tx.run(
        concat!(
            "update sign_in_step set used_at = $4 where used_at is null and provider_proof in (select id \
             from provider_proof where ",
            ended!(),
            ")"
        ),
        (provider, sub.clone(), sid.clone(), now),
    )
    .await?;
    tx.run(
        concat!("update provider_proof set used_at = $4 where ", ended!(), "and used_at is null"),
        (provider, sub, sid, now),
    )
    .await
}

/// Notes that a provider's word of an end was taken; false when it was before.
pub async fn first_seen(tx: &mut Tx, provider: ProviderId, jti: &[u8], now: Millis) -> Result<bool> {
    let seen = tx
        .run(
            "insert into provider_logout (provider, jti, seen_at) values ($1, $2, $3) \
             on conflict (provider, jti) do nothing",
            (provider, jti, now),
        )
        .await?;
    Ok(seen == 1)
}

/// Forgets questions without an answer, and what was said of sessions that cannot be open any more.
pub async fn forget(tx: &mut Tx, now: Millis) -> Result<()> {
    tx.run("delete from provider_question where asked_at < $1", (now - limits::PROVIDER_QUESTION_LIFE,)).await?;
    provider_word::forget(tx, now).await?;
    tx.run("delete from provider_logout where seen_at < $1", (now - limits::PROVIDER_LOGOUT_KEPT,)).await?;
    tx.run(
        "delete from provider_proof where made_at < $1 and not exists (select 1 from session s \
         where s.provider_proof = provider_proof.id and s.ended_at is null and s.expires_at > $2)",
        (now - Millis::days(1), now),
    )
    .await?;
    Ok(())
}
