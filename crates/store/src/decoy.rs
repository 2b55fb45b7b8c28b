//! Decoys, mailboxes that no honest sender knows, and what reached them. They have tables of their own: whatever lists,
//! counts or names people cannot meet them.

use model::{
    AudienceId, CampaignId, DecoyId, DeviceId, MessageId, Millis, PersonId, SchoolId, SectionId, decoy::Way, limits,
    text,
};
use sqlx::FromRow;
use uuid::Uuid;

use crate::{Result, Tx, rules::Rights};

/// A decoy to be planted.
#[derive(Debug)]
pub struct NewDecoy<'a> {
    /// Identity.
    pub id: DecoyId,
    /// The school in whose directory a program finds it.
    pub school: SchoolId,
    /// The class or group; none: the whole school.
    pub section: Option<SectionId>,
    /// Given name.
    pub given: &'a str,
    /// Family name.
    pub family: &'a str,
    /// User name, that no account has.
    pub login: &'a str,
}

/// Plants one. Its user name is not given to anybody from then on.
pub async fn plant(tx: &mut Tx, new: &NewDecoy<'_>, now: Millis) -> Result<()> {
    let keys =
        (text::fold(&format!("{} {}", new.family, new.given)), text::fold(&format!("{} {}", new.given, new.family)));
    tx.run(
        "insert into decoy (id, school, section, given_name, family_name, family_key, given_key, login, planted_at) \
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        (new.id, new.school, new.section, new.given, new.family, keys.0, keys.1, new.login, now),
    )
    .await?;
    tx.run("insert into login_series (base, used) values ($1, $2)", (new.login, 1_i64)).await?;
    Ok(())
}

/// Takes one away; false when it is not in place.
pub async fn remove(tx: &mut Tx, id: DecoyId, now: Millis) -> Result<bool> {
    let removed = tx.run("update decoy set removed_at = $2 where id = $1 and removed_at is null", (id, now)).await?;
    Ok(removed == 1)
}

/// Whether nobody has such a user name, or had or will have one with a number behind it.
pub async fn login_is_free(tx: &mut Tx, base: &str) -> Result<bool> {
    let taken: Option<(i64,)> = tx
        .maybe(
            "select cast(1 as bigint) from account where login = $1 \
             union select cast(1 as bigint) from login_series where base = $1 \
             union select cast(1 as bigint) from decoy where login = $1",
            (base,),
        )
        .await?;
    Ok(taken.is_none())
}

/// Whether nobody and nothing of a school is found under this name.
pub async fn name_is_free(tx: &mut Tx, school: SchoolId, given: &str, family: &str) -> Result<bool> {
    let key = text::fold(&format!("{family} {given}"));
    let taken: Option<(i64,)> = tx
        .maybe(
            "select cast(1 as bigint) from affiliation f join person p on p.id = f.person \
                where f.school = $1 and p.sort_key = $2 \
             union select cast(1 as bigint) from decoy where school = $1 and family_key = $2",
            (school, key),
        )
        .await?;
    Ok(taken.is_none())
}

/// Somebody of a school, from whose names others are made up.
#[derive(Debug, Clone, FromRow)]
pub struct Somebody {
    id: Uuid,
    /// Given name.
    pub given_name: String,
    /// Family name.
    pub family_name: String,
}

impl Somebody {
    /// Who.
    pub fn id(&self) -> PersonId {
        self.id.into()
    }
}

/// People of a school now, at most [`limits::DECOY_NAMES_MAX`].
pub async fn somebody(tx: &mut Tx, school: SchoolId, now: Millis) -> Result<Vec<Somebody>> {
    tx.all(
        "select distinct p.id, p.given_name, p.family_name from affiliation f join person p on p.id = f.person \
         where f.school = $1 and f.since <= $2 and f.until > $2 and p.left_at > $2 order by p.id limit $3",
        (school, now, limits::DECOY_NAMES_MAX),
    )
    .await
}

/// Whether a whole school has one in place.
pub async fn has_school(tx: &mut Tx, school: SchoolId) -> Result<bool> {
    let row: Option<(i64,)> = tx
        .maybe(
            "select cast(1 as bigint) from decoy where school = $1 and section is null and removed_at is null limit 1",
            (school,),
        )
        .await?;
    Ok(row.is_some())
}

/// The classes of a school that have none in place.
pub async fn classes_without(tx: &mut Tx, school: SchoolId, now: Millis) -> Result<Vec<SectionId>> {
    let rows: Vec<(Uuid,)> = tx
        .all(
            "select c.id from section c where c.school = $1 and c.kind = 'class' and c.closed_at > $2 \
             and not exists (select 1 from decoy d where d.section = c.id and d.removed_at is null) \
             order by c.name, c.id limit $3",
            (school, now, limits::DECOYS_AT_ONCE_MAX),
        )
        .await?;
    Ok(rows.into_iter().map(|(id,)| id.into()).collect())
}

/// The decoy behind an identity that a form named.
pub async fn named(tx: &mut Tx, audience: AudienceId) -> Result<Option<DecoyId>> {
    let row: Option<(Uuid,)> =
        tx.maybe("select id from decoy where id = $1 and removed_at is null", (audience,)).await?;
    Ok(row.map(|(id,)| id.into()))
}

/// The decoy that has a user name.
pub async fn by_login(tx: &mut Tx, login: &str) -> Result<Option<DecoyId>> {
    let row: Option<(Uuid,)> =
        tx.maybe("select id from decoy where login = $1 and removed_at is null", (login,)).await?;
    Ok(row.map(|(id,)| id.into()))
}

/// What a program that reads every answer of the search for recipients finds besides people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bait {
    /// As a form names it.
    pub audience: AudienceId,
    /// Its name.
    pub label: String,
}

/// The decoys of the schools and classes whose people somebody may write to, under what was typed (folded).
pub async fn baits(tx: &mut Tx, rights: &Rights, typed: &str) -> Result<Vec<Bait>> {
    let end = text::after_prefix(typed);
    let mut found: Vec<(Uuid, String)> = Vec::new();
    for school in &rights.schools {
        let rows: Vec<(Uuid, String)> = tx
            .all(
                "select d.id, d.given_name || ' ' || d.family_name as label from decoy d where d.school = $1 \
                 and d.removed_at is null and ((d.family_key >= $2 and d.family_key < $3) \
                 or (d.given_key >= $2 and d.given_key < $3)) order by d.id limit $4",
                (*school, typed, end.as_str(), limits::PICKER_ROWS_MAX),
            )
            .await?;
        found.extend(rows);
    }
    for circle in &rights.circles {
        let rows: Vec<(Uuid, String)> = tx
            .all(
                "select d.id, d.given_name || ' ' || d.family_name as label from audience a \
                 join decoy d on d.school = a.school \
                    and (d.section = a.section or (d.section is null and a.section is null)) \
                 where a.id = $1 and d.removed_at is null and ((d.family_key >= $2 and d.family_key < $3) \
                 or (d.given_key >= $2 and d.given_key < $3)) order by d.id limit $4",
                (*circle, typed, end.as_str(), limits::PICKER_ROWS_MAX),
            )
            .await?;
        found.extend(rows);
    }
    found.sort();
    found.dedup();
    found.truncate(limits::PICKER_ROWS_MAX as usize);
    Ok(found.into_iter().map(|(id, label)| Bait { audience: id.into(), label }).collect())
}

/// Something that reached a decoy.
#[derive(Debug, Clone, Copy)]
pub struct Touch<'a> {
    /// Which.
    pub decoy: DecoyId,
    /// How.
    pub way: Way,
    /// The letter that named it.
    pub message: Option<MessageId>,
    /// The browser that tried its user name, when it had a name.
    pub device: Option<DeviceId>,
    /// The network that it came from.
    pub network: Option<&'a str>,
}

/// Notes what reached one.
pub async fn touch(tx: &mut Tx, id: Uuid, touch: &Touch<'_>, now: Millis) -> Result<()> {
    tx.run(
        "insert into decoy_touch (id, decoy, at, way, message, device, network) values ($1, $2, $3, $4, $5, $6, $7)",
        (id, touch.decoy, now, touch.way, touch.message, touch.device, touch.network.map(str::to_owned)),
    )
    .await?;
    Ok(())
}

/// Whether the same browser or network tried the same user name since a moment.
pub async fn was_tried(tx: &mut Tx, touch: &Touch<'_>, since: Millis) -> Result<bool> {
    let row: Option<(i64,)> = tx
        .maybe(
            "select cast(1 as bigint) from decoy_touch where decoy = $1 and at > $2 and way = $3 \
             and (device = $4 or network = $5 or (device is null and network is null)) limit 1",
            (touch.decoy, since, touch.way, touch.device, touch.network.map(str::to_owned)),
        )
        .await?;
    Ok(row.is_some())
}

/// Letters of a campaign that named a decoy, and the schools of those decoys.
pub async fn of_campaign(tx: &mut Tx, campaign: CampaignId) -> Result<(i64, i64)> {
    let row: Option<(i64, i64)> = tx
        .maybe(
            "select count(distinct m.id), count(distinct d.school) from message m \
             join decoy_touch t on t.message = m.id join decoy d on d.id = t.decoy where m.campaign = $1",
            (campaign,),
        )
        .await?;
    Ok(row.unwrap_or_default())
}

/// How many decoys a letter named.
pub async fn of_message(tx: &mut Tx, message: MessageId) -> Result<i64> {
    let row: Option<(i64,)> =
        tx.maybe("select count(distinct decoy) from decoy_touch where message = $1", (message,)).await?;
    Ok(row.map_or(0, |(count,)| count))
}

/// A decoy in place, for those who plant them.
#[derive(Debug, Clone, FromRow)]
pub struct Row {
    id: Uuid,
    /// Code of its school.
    pub uai: String,
    /// Name of its school.
    pub school_name: String,
    /// Name of its class or group; none: the whole school.
    pub section_name: Option<String>,
    /// Its name.
    pub name: String,
    /// Its user name.
    pub login: String,
    planted_at: i64,
    /// Letters that named it.
    pub letters: i64,
    /// Tries of its user name, at most one an hour for each browser and network.
    pub tries: i64,
    newest_at: Option<i64>,
}

impl Row {
    /// Which.
    pub fn id(&self) -> DecoyId {
        self.id.into()
    }
    /// When it was planted.
    pub fn planted_at(&self) -> Millis {
        Millis(self.planted_at)
    }
    /// When it was last reached.
    pub fn newest_at(&self) -> Option<Millis> {
        self.newest_at.map(Millis)
    }
}

/// Those in place, by school; of one school if it is named.
pub async fn list(tx: &mut Tx, school: Option<SchoolId>) -> Result<Vec<Row>> {
    tx.all(
        "select d.id, s.uai, s.name as school_name, c.name as section_name, \
         d.given_name || ' ' || d.family_name as name, d.login, d.planted_at, \
         (select count(distinct t.message) from decoy_touch t where t.decoy = d.id and t.way = 'letter') as letters, \
         (select count(*) from decoy_touch t where t.decoy = d.id and t.way = 'sign_in') as tries, \
         (select max(t.at) from decoy_touch t where t.decoy = d.id) as newest_at \
         from decoy d join school s on s.id = d.school left join section c on c.id = d.section \
         where d.removed_at is null and (cast($1 as uuid) is null or d.school = $1) \
         order by s.sort_key, s.id, c.name, d.id limit $2",
        (school, limits::DECOYS_LISTED_MAX),
    )
    .await
}
