//! Epochs: moments before which whatever was issued in a scope is dead (invariant 6). Whom they are over is written once, in
//! [`newest`]: every link of a person's chain goes through an index of its own.

use model::{Millis, PersonId, SchoolId, SectionId, epoch::EpochKind, territory::Scope};
use uuid::Uuid;

use crate::{Result, Tx};

/// An epoch to be set.
#[derive(Debug)]
pub struct NewEpoch<'a> {
    /// Identity.
    pub id: Uuid,
    /// Whom it is over.
    pub scope: &'a Scope,
    /// What it ends.
    pub kind: EpochKind,
    /// What was issued up to then is dead.
    pub not_before: Millis,
    /// When it ends itself: what it ended holds again. None: never.
    pub until: Option<Millis>,
    /// Why, in a word.
    pub reason: &'a str,
    /// Who decided it; none: the console or the machine.
    pub by: Option<PersonId>,
    /// The containment that it belongs to.
    pub containment: Option<Uuid>,
    /// Passwords chosen after this, and what was opened with them, hold.
    pub spares_since: Option<Millis>,
    /// Whoever has had a passkey since this or longer is spared: who had the password alone came in nowhere new.
    pub spares_passkeys: Option<Millis>,
    /// Whoever has a power is spared, heads among them: they let the others in again.
    pub spares_powers: bool,
}

impl<'a> NewEpoch<'a> {
    /// One that never ends and spares nobody.
    pub fn of(id: Uuid, scope: &'a Scope, kind: EpochKind, not_before: Millis, reason: &'a str) -> NewEpoch<'a> {
        NewEpoch {
            id,
            scope,
            kind,
            not_before,
            until: None,
            reason,
            by: None,
            containment: None,
            spares_since: None,
            spares_passkeys: None,
            spares_powers: false,
        }
    }
}

/// The columns of a scope; all of them null for everyone.
#[derive(Debug, Default)]
pub(crate) struct Place {
    pub(crate) academie: Option<i64>,
    pub(crate) departement: Option<String>,
    pub(crate) school: Option<SchoolId>,
    pub(crate) section: Option<SectionId>,
    pub(crate) person: Option<PersonId>,
}

impl Place {
    pub(crate) fn of(scope: &Scope) -> Place {
        let mut place = Place::default();
        match scope {
            Scope::All => {}
            Scope::Academie(code) => place.academie = Some(i64::from(*code)),
            Scope::Departement(code) => place.departement = Some(code.clone()),
            Scope::School(id) => place.school = Some(*id),
            Scope::Section(id) => place.section = Some(*id),
            Scope::Person(id) => place.person = Some(*id),
        }
        place
    }
}

/// The scope of four columns; a person's is not asked for.
pub(crate) fn scope_of(
    academie: Option<i64>,
    departement: Option<&str>,
    school: Option<Uuid>,
    section: Option<Uuid>,
) -> Scope {
    match (academie, departement, school, section) {
        (Some(code), ..) => u8::try_from(code).map_or(Scope::All, Scope::Academie),
        (_, Some(code), ..) => Scope::Departement(code.to_owned()),
        (.., Some(school), _) => Scope::School(SchoolId(school)),
        (.., Some(section)) => Scope::Section(SectionId(section)),
        _ => Scope::All,
    }
}

/// Sets an epoch: one row, however many it is over.
pub async fn set(tx: &mut Tx, new: &NewEpoch<'_>) -> Result<()> {
    let Place { academie, departement, school, section, person } = Place::of(new.scope);
    tx.run(
        "insert into epoch (id, kind, not_before, academie, departement, school, section, person, until, reason, \
         decided_by, containment, spares_since, spares_powers, spares_passkeys) \
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)",
        (
            new.id,
            new.kind,
            new.not_before,
            academie,
            departement,
            school,
            section,
            person,
            new.until,
            new.reason,
            new.by,
            new.containment,
            new.spares_since,
            new.spares_powers,
            new.spares_passkeys,
        ),
    )
    .await?;
    Ok(())
}

/// The newest moment before which everything issued to this person is dead, over the whole chain person, class,
/// school, département, académie, everyone (invariant 6). `None`: no epoch was ever set there.
pub async fn newest(tx: &mut Tx, person: PersonId, kind: EpochKind, now: Millis) -> Result<Option<Millis>> {
    // What ends credentials ends sessions; what ends sessions leaves the password.
    let sessions_too = kind == EpochKind::Sessions;
    let row: Option<(Option<i64>,)> = tx
        .maybe(
            "select max(e.not_before) from (select id from epoch where person = $1 \
             union all select id from epoch where person is null and section is null and school is null \
                and departement is null and academie is null \
             union all select x.id from membership m join audience a on a.id = m.audience \
                join epoch x on x.section = a.section where m.person = $1 and m.until > $2 \
             union all select x.id from affiliation f join epoch x on x.school = f.school \
                where f.person = $1 and f.until > $2 \
             union all select x.id from affiliation f join school s on s.id = f.school \
                join epoch x on x.departement = s.departement where f.person = $1 and f.until > $2 \
             union all select x.id from affiliation f join school s on s.id = f.school \
                join epoch x on x.academie = s.academie where f.person = $1 and f.until > $2) o \
             join epoch e on e.id = o.id \
             where (e.kind = 'credentials' or $3) and (e.until is null or e.until > $2) \
             and (e.spares_since is null or e.spares_since >= coalesce((select a.secret_set_at from account a \
                where a.person = $1), 0)) \
             and (e.spares_passkeys is null or not exists (select 1 from factor k where k.person = $1 \
                and k.kind = 'passkey' and k.confirmed_at <= e.spares_passkeys and (k.ended_at is null or k.ended_at > e.not_before))) \
             and not (e.spares_powers and (exists (select 1 from role_grant g where g.person = $1 and g.since <= $2 \
                and g.until > $2) or exists (select 1 from affiliation h where h.person = $1 and h.profile = 'head' \
                and h.since <= $2 and h.until > $2)))",
            (person, now, sessions_too),
        )
        .await?;
    Ok(row.and_then(|(at,)| at).map(Millis))
}
