//! Whom a notice reaches: people before it is sent, children by class after. A child counts once one of its guardians has
//! read for it.

use model::{AudienceId, Millis, Profile, SchoolId, SectionId, limits};
use sqlx::FromRow;
use uuid::Uuid;

use crate::{Result, Tx};

/// People of the places of a notice by what they are there, at a moment.
pub async fn people(tx: &mut Tx, notice: Uuid, at: Millis) -> Result<Vec<(Profile, i64)>> {
    let rows: Vec<(String, i64)> = tx
        .all(
            "select x.profile, count(distinct m.person) from notice_place p join audience x on x.school = p.school \
                and ((p.section is null and x.section is null) or p.section = x.section) \
             join membership m on m.audience = x.id and m.since <= $2 and m.until > $2 \
             where p.notice = $1 and x.profile in ('pupil', 'guardian', 'teacher', 'staff') \
             group by x.profile order by x.profile",
            (notice, at),
        )
        .await?;
    by_profile(rows)
}

/// The audiences that a notice is for: guardians, and pupils and adults of the school where it says so.
pub async fn audiences(tx: &mut Tx, notice: Uuid, pupils: bool, staff: bool) -> Result<Vec<AudienceId>> {
    let rows: Vec<(Uuid,)> = tx
        .all(
            "select distinct x.id from notice_place p join audience x on x.school = p.school \
                and ((p.section is null and x.section is null) or p.section = x.section) \
             where p.notice = $1 and (x.profile = 'guardian' or ($2 and x.profile = 'pupil') \
                or ($3 and x.profile in ('teacher', 'staff'))) order by x.id",
            (notice, pupils, staff),
        )
        .await?;
    Ok(rows.into_iter().map(|(id,)| id.into()).collect())
}

/// Audiences of a whole school, with the people in them.
pub async fn audiences_of_school(tx: &mut Tx, school: SchoolId) -> Result<Vec<(Profile, i64)>> {
    let rows = tx
        .all(
            "select profile, readers from audience where school = $1 and section is null \
             and profile in ('pupil', 'guardian', 'teacher', 'staff') order by profile",
            (school,),
        )
        .await?;
    by_profile(rows)
}

/// Audiences of a class or group, with the people in them.
pub async fn audiences_of_section(tx: &mut Tx, section: SectionId) -> Result<Vec<(Profile, i64)>> {
    let rows = tx
        .all(
            "select profile, readers from audience where section = $1 \
             and profile in ('pupil', 'guardian', 'teacher', 'staff') order by profile",
            (section,),
        )
        .await?;
    by_profile(rows)
}

fn by_profile(rows: Vec<(String, i64)>) -> Result<Vec<(Profile, i64)>> {
    rows.into_iter().map(|(profile, count)| Ok((profile.try_into()?, count))).collect()
}

/// Names of the places of a notice in which there is no guardian to reach.
pub async fn unreachable(tx: &mut Tx, notice: Uuid, at: Millis) -> Result<Vec<String>> {
    let rows: Vec<(String,)> = tx
        .all(
            "select coalesce(c.name || ', ' || s.name, s.name) from notice_place p join school s on s.id = p.school \
             left join section c on c.id = p.section where p.notice = $1 and not exists (select 1 from audience x \
                join membership m on m.audience = x.id and m.since <= $2 and m.until > $2 \
                where x.school = p.school and x.profile = 'guardian' \
                and ((p.section is null and x.section is null) or p.section = x.section)) order by p.position",
            (notice, at),
        )
        .await?;
    Ok(rows.into_iter().map(|(name,)| name).collect())
}

/// The children of the places of a notice ($1) when it was sent ($2), each with its class and how many of its guardians
/// were shown it and said that they read it.
macro_rules! children {
    () => {
        "(select distinct p.school, coalesce(p.section, (select xc.section from membership mc \
             join audience xc on xc.id = mc.audience join section sc on sc.id = xc.section \
             where mc.person = m.person and mc.since <= $2 and mc.until > $2 and xc.school = p.school \
             and xc.profile = 'pupil' and sc.kind = 'class' order by sc.name, sc.id limit 1)) as section, m.person, \
          (select count(k.person) from guardianship g join notice_ack k on k.notice = $1 and k.person = g.guardian \
             where g.pupil = m.person and g.since <= $2 and g.until > $2) as seen, \
          (select count(k.at) from guardianship g join notice_ack k on k.notice = $1 and k.person = g.guardian \
             where g.pupil = m.person and g.since <= $2 and g.until > $2) as acknowledged \
          from notice_place p join audience x on x.school = p.school and x.profile = 'pupil' \
             and ((p.section is null and x.section is null) or p.section = x.section) \
          join membership m on m.audience = x.id and m.since <= $2 and m.until > $2 where p.notice = $1) y "
    };
}

/// What a class was reached by a notice.
#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub struct ClassReach {
    /// Name of the school.
    pub school_name: String,
    /// The class or group; none: children who are in no class.
    pub section: Option<Uuid>,
    /// Its name.
    pub name: Option<String>,
    /// Children in it.
    pub children: i64,
    /// Those of whom a guardian was shown the text.
    pub seen: i64,
    /// Those of whom a guardian said that they read it.
    pub acknowledged: i64,
}

/// The reach of a notice by class, of a moment: that at which it was sent.
pub async fn by_class(tx: &mut Tx, notice: Uuid, sent_at: Millis) -> Result<Vec<ClassReach>> {
    tx.all(
        concat!(
            "select s.name as school_name, y.section, c.name, count(*) as children, \
             count(case when y.seen > 0 then 1 end) as seen, \
             count(case when y.acknowledged > 0 then 1 end) as acknowledged from ",
            children!(),
            "join school s on s.id = y.school left join section c on c.id = y.section \
             group by s.sort_key, s.id, s.name, y.section, c.name \
             order by s.sort_key, s.id, coalesce(c.name, ''), y.section limit $3"
        ),
        (notice, sent_at, limits::NOTICE_CLASSES_MAX),
    )
    .await
}

/// A child for whom nobody has said that they read a notice.
#[derive(Debug, Clone, FromRow)]
pub struct Missing {
    /// Given and family name.
    pub name: String,
    seen: i64,
}

impl Missing {
    /// Whether a guardian was shown the text.
    pub fn is_seen(&self) -> bool {
        self.seen > 0
    }
}

/// The children of a class for whom nobody has said that they read a notice, by name.
pub async fn missing(tx: &mut Tx, notice: Uuid, sent_at: Millis, section: Uuid) -> Result<Vec<Missing>> {
    tx.all(
        concat!(
            "select z.given_name || ' ' || z.family_name as name, y.seen from ",
            children!(),
            "join person z on z.id = y.person where y.section = $3 and y.acknowledged = 0 \
             order by z.sort_key, z.id limit $4"
        ),
        (notice, sent_at, section, limits::NOTICE_MISSING_MAX),
    )
    .await
}
