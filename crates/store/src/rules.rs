//! Who may write to whom: closed rules in plain SQL, never a graph search.
//!
//! | who | may write to |
//! |---|---|
//! | teacher, staff, head | everybody of their schools, and every audience of them |
//! | pupil | pupils and teachers of their classes, teachers of their groups, staff of the school, their guardians; a whole audience only while an adult has it open |
//! | guardian | teachers of their children's classes and groups, staff and heads of the children's schools, their children |
//! | anyone | the sender of a message that they may read (the answer goes to one person) |

use model::{AudienceId, MessageId, Millis, PersonId, SchoolId, audience::Audience, limits};
use sqlx::FromRow;
use uuid::Uuid;

use crate::{Result, Tx};

/// What a person may write to now.
#[derive(Debug, Clone, Default)]
pub struct Rights {
    /// Schools where they may write to everybody and to every audience.
    pub schools: Vec<SchoolId>,
    /// Audiences whose members they may write to, one by one.
    pub circles: Vec<AudienceId>,
    /// People they may write to for what they are to each other.
    pub people: Vec<PersonId>,
    /// Audiences that they may write to as a whole, beyond those of `schools`.
    pub open: Vec<AudienceId>,
}

/// The rights of a person, from what they are today: one statement, as every sending asks for them.
pub async fn rights(tx: &mut Tx, person: PersonId, now: Millis) -> Result<Rights> {
    let found: Vec<(i64, Uuid)> = tx
        .all(
            "select cast(1 as bigint) as what, a.id from membership m join audience mine on mine.id = m.audience \
                join section s on s.id = mine.section join audience a on a.section = mine.section \
                where m.person = $1 and m.since <= $2 and m.until > $2 and mine.profile = 'pupil' \
                and (a.profile = 'teacher' or (a.profile = 'pupil' and s.kind = 'class')) \
             union select cast(1 as bigint), a.id from affiliation f \
                join audience a on a.school = f.school and a.section is null \
                where f.person = $1 and f.since <= $2 and f.until > $2 and f.profile = 'pupil' and a.profile = 'staff' \
             union select cast(1 as bigint), a.id from guardianship g \
                join membership m on m.person = g.pupil and m.since <= $2 and m.until > $2 \
                join audience hers on hers.id = m.audience and hers.profile = 'pupil' \
                join audience a on a.section = hers.section and a.profile = 'teacher' \
                where g.guardian = $1 and g.since <= $2 and g.until > $2 \
             union select cast(1 as bigint), a.id from guardianship g \
                join affiliation f on f.person = g.pupil and f.since <= $2 and f.until > $2 and f.profile = 'pupil' \
                join audience a on a.school = f.school and a.section is null and a.profile in ('staff', 'head') \
                where g.guardian = $1 and g.since <= $2 and g.until > $2 \
             union select cast(2 as bigint), guardian from guardianship where pupil = $1 and since <= $2 and until > $2 \
             union select cast(2 as bigint), pupil from guardianship where guardian = $1 and since <= $2 and until > $2 \
             union select cast(3 as bigint), a.id from membership m join audience a on a.id = m.audience \
                where m.person = $1 and m.since <= $2 and m.until > $2 and a.open_until > $2 \
             union select cast(4 as bigint), school from affiliation \
                where person = $1 and profile in ('teacher', 'staff', 'head') and since <= $2 and until > $2 \
             order by 1, 2",
            (person, now),
        )
        .await?;
    let mut rights = Rights::default();
    for (what, id) in found {
        match what {
            1 => rights.circles.push(id.into()),
            2 => rights.people.push(id.into()),
            3 => rights.open.push(id.into()),
            _ => rights.schools.push(id.into()),
        }
    }
    Ok(rights)
}

#[derive(FromRow)]
struct AudienceRow {
    id: Uuid,
    school: Option<Uuid>,
    kind: String,
    profile: Option<String>,
    label: String,
    readers: i64,
}

impl TryFrom<AudienceRow> for Audience {
    type Error = crate::Error;
    fn try_from(row: AudienceRow) -> Result<Audience> {
        Ok(Audience {
            id: row.id.into(),
            kind: row.kind.try_into()?,
            school: row.school.map(SchoolId::from),
            profile: row.profile.map(model::Profile::try_from).transpose()?,
            label: row.label,
            readers: row.readers,
        })
    }
}

/// What stands behind an id that a form named: an audience, or a person who has not left.
pub async fn audience(tx: &mut Tx, id: AudienceId, now: Millis) -> Result<Option<Audience>> {
    let row: Option<AudienceRow> = tx
        .maybe(
            "select id, school, kind, profile, label, readers from audience where id = $1 \
             union all select p.id, null, 'person', null, p.given_name || ' ' || p.family_name, cast(1 as bigint) \
                from person p where p.id = $1 and p.left_at > $2",
            (id, now),
        )
        .await?;
    row.map(Audience::try_from).transpose()
}

impl Rights {
    /// Whether they may write to this audience. A person is asked by membership, an audience as a whole.
    pub async fn allow(&self, tx: &mut Tx, audience: &Audience, now: Millis) -> Result<bool> {
        if let Some(school) = audience.school {
            return Ok(self.schools.contains(&school) || self.open.contains(&audience.id));
        }
        let person = PersonId(audience.id.uuid());
        if self.people.contains(&person) {
            return Ok(true);
        }
        let theirs: Vec<(Uuid,)> = tx
            .all(
                "select audience from membership where person = $1 and since <= $2 and until > $2 \
                 union select school from affiliation where person = $1 and since <= $2 and until > $2",
                (person, now),
            )
            .await?;
        Ok(theirs.iter().any(|(id,)| self.circles.contains(&(*id).into()) || self.schools.contains(&(*id).into())))
    }
}

/// The sender of a message, when this person was sent it: they may answer to that one person.
pub async fn sender_of(tx: &mut Tx, message: MessageId, reader: PersonId) -> Result<Option<PersonId>> {
    let row: Option<(Uuid,)> = tx
        .maybe(
            "select m.sender from message m where m.id = $1 and (m.sender = $2 or (m.state in ('delivered', 'waves') \
             and exists (select 1 from message_audience a where a.message = m.id and (a.audience = $2 \
             or exists (select 1 from membership b where b.person = $2 and b.audience = a.audience \
                and a.sent_at >= b.since and a.sent_at < b.until)))))",
            (message, reader),
        )
        .await?;
    Ok(row.map(|(id,)| id.into()))
}

#[derive(FromRow)]
struct Found {
    key: String,
    id: Uuid,
    school: Option<Uuid>,
    kind: String,
    profile: Option<String>,
    label: String,
    readers: i64,
}

/// What a person may write to and that is found under `typed` (folded): audiences first, then people, each once.
pub async fn find(tx: &mut Tx, rights: &Rights, typed: &str, now: Millis) -> Result<Vec<Audience>> {
    let mut found = Vec::new();
    let end = model::text::after_prefix(typed);
    for school in &rights.schools {
        let rows: Vec<Found> = tx
            .all(
                "select k.key, a.id, a.school, a.kind, a.profile, a.label, a.readers from directory_key k \
                    join audience a on a.id = k.target \
                    where k.school = $1 and k.key >= $2 and k.key < $3 and k.kind <> 'person' and a.readers > 0 \
                 union all select k.key, p.id, null, 'person', null, p.given_name || ' ' || p.family_name, cast(1 as bigint) \
                    from directory_key k join person p on p.id = k.target \
                    where k.school = $1 and k.key >= $2 and k.key < $3 and k.kind = 'person' and p.left_at > $4 \
                 order by 1, 2 limit $5",
                (*school, typed, end.as_str(), now, limits::PICKER_ROWS_MAX * 3),
            )
            .await?;
        found.extend(rows);
    }
    for circle in &rights.circles {
        let rows: Vec<Found> = tx
            .all(
                "select k.key, p.id, cast(null as uuid) as school, 'person' as kind, cast(null as text) as profile, \
                 p.given_name || ' ' || p.family_name as label, cast(1 as bigint) as readers \
                 from membership m join person p on p.id = m.person \
                 join directory_key k on k.target = p.id and k.key >= $2 and k.key < $3 \
                 where m.audience = $1 and m.since <= $4 and m.until > $4 order by k.key, p.id limit $5",
                (*circle, typed, end.as_str(), now, limits::PICKER_ROWS_MAX),
            )
            .await?;
        found.extend(rows);
    }
    for id in rights.people.iter().map(|id| AudienceId::from(*id)).chain(rights.open.iter().copied()) {
        if let Some(audience) = audience(tx, id, now).await? {
            let key = model::text::fold(&audience.label);
            if key.starts_with(typed) || key.contains(&format!(" {typed}")) {
                found.push(Found {
                    key,
                    id: audience.id.uuid(),
                    school: audience.school.map(SchoolId::uuid),
                    kind: audience.kind.to_string(),
                    profile: audience.profile.map(|p| p.to_string()),
                    label: audience.label,
                    readers: audience.readers,
                });
            }
        }
    }
    found.sort_by(|a, b| (a.kind == "person", &a.key, a.id).cmp(&(b.kind == "person", &b.key, b.id)));
    let mut once = std::collections::BTreeSet::new();
    found.retain(|f| once.insert(f.id));
    found.truncate(limits::PICKER_ROWS_MAX as usize);
    found
        .into_iter()
        .map(|f| {
            AudienceRow {
                id: f.id,
                school: f.school,
                kind: f.kind,
                profile: f.profile,
                label: f.label,
                readers: f.readers,
            }
            .try_into()
        })
        .collect()
}
