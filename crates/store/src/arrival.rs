//! How sessions came in: what a sign-in is weighed by, and who came the same way.

use model::{DeviceId, Millis, PersonId, SchoolId, SessionId, limits};
use sqlx::FromRow;
use uuid::Uuid;

use crate::{Result, Tx, account::NewSession};

/// Writes down what a session's opening was worth. `signs`: a JSON list of codes.
pub async fn weighed(tx: &mut Tx, session: SessionId, points: i64, signs: &str) -> Result<()> {
    tx.run("update session set risk = $2, risk_signs = $3 where id = $1", (session, points, signs)).await?;
    Ok(())
}

/// Points of the newest session that was asked for on an account, whether or not it was opened.
pub async fn newest(tx: &mut Tx, person: PersonId) -> Result<Option<i64>> {
    let row: Option<(Option<i64>,)> = tx
        .maybe("select risk from session where person = $1 order by issued_at desc, id desc limit 1", (person,))
        .await?;
    Ok(row.and_then(|(points,)| points))
}

/// Distinct user names that were tried from a network since a moment: those that failed and never went in, and those
/// that went in. At most [`limits::TRIES_LOOKED_AT_MAX`] tries are looked at, the newest.
pub async fn names_tried(tx: &mut Tx, network: &str, since: Millis) -> Result<(i64, i64)> {
    let row: Option<(i64, i64)> = tx
        .maybe(
            "select count(case when n.went_in = 0 then 1 end), count(case when n.went_in > 0 then 1 end) \
             from (select t.login_key, sum(t.good) as went_in \
                from (select login_key, case when succeeded then 1 else 0 end as good from sign_in_try \
                   where network = $1 and at > $2 order by at desc, id limit $3) t group by t.login_key) n",
            (network, since, limits::TRIES_LOOKED_AT_MAX),
        )
        .await?;
    Ok(row.unwrap_or_default())
}

/// Other accounts that the same browser opened since a moment, through other networks that hide, on devices new to them;
/// and schools, that of this session counted. Those of this session's own network are counted elsewhere.
pub async fn same_browser(tx: &mut Tx, new: &NewSession<'_>, since: Millis) -> Result<(i64, i64)> {
    if !new.device_new || !new.origin.class.hides() || new.agent.is_empty() {
        return Ok((0, 0));
    }
    let row: Option<(i64, i64)> = tx
        .maybe(
            "select count(distinct case when o.person <> $1 then o.person end), count(distinct o.school) \
             from (select person, school, agent, network from session \
                where issued_at > $2 and device_new and network_class in ('vpn', 'hosting', 'tor') \
                order by issued_at desc, id limit $4) o \
             where o.agent = $3 and (o.person = $1 or o.network is null or o.network <> $5)",
            (new.person, since, new.agent, limits::NEIGHBOURS_MAX, new.network.unwrap_or_default()),
        )
        .await?;
    Ok(row.unwrap_or_default())
}

/// A session that came the same way as another.
#[derive(Debug, Clone, FromRow)]
pub struct Companion {
    /// Whose account.
    #[sqlx(try_from = "Uuid")]
    pub person: PersonId,
    school: Option<Uuid>,
    issued_at: i64,
}

impl Companion {
    /// The school of the account then.
    pub fn school(&self) -> SchoolId {
        SchoolId(self.school.unwrap_or_default())
    }
    /// When its first session of this kind was opened.
    pub fn since(&self) -> Millis {
        Millis(self.issued_at)
    }
}

/// Accounts that were opened since a moment on devices new to them, for which nothing vouches: no printed code, no second
/// factor.
macro_rules! opened {
    () => {
        "select person, school, min(issued_at) as issued_at from session x where issued_at > $2 and device_new \
         and not exists (select 1 from device_use u where u.person = x.person and u.device = x.device and u.vouched) "
    };
}

/// In the order in which they were.
macro_rules! in_order {
    () => {
        "group by person, school order by min(issued_at), person limit $3"
    };
}

/// The accounts that a device opened since a moment, whose it was not known to be.
pub async fn by_device(tx: &mut Tx, device: DeviceId, since: Millis) -> Result<Vec<Companion>> {
    tx.all(concat!(opened!(), "and device = $1 ", in_order!()), (device, since, limits::NEIGHBOURS_MAX)).await
}

/// The accounts that were opened from a network since a moment, on devices new to them.
pub async fn by_network(tx: &mut Tx, network: &str, since: Millis) -> Result<Vec<Companion>> {
    tx.all(concat!(opened!(), "and network = $1 ", in_order!()), (network, since, limits::NEIGHBOURS_MAX)).await
}
