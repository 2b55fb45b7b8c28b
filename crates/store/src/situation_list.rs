//! Schools in trouble, as the desk lists them.

use model::{Millis, PersonId, SchoolId, limits, school::SchoolKind, situation::Facets};
use sqlx::FromRow;
use uuid::Uuid;

use crate::{Result, Tx, situation::FacetsRow};

/// A school with an open situation, or one that was closed a short time ago, as the desk lists it.
#[derive(Debug, Clone, FromRow)]
pub struct Listed {
    /// Identity.
    pub id: Uuid,
    /// The school.
    #[sqlx(try_from = "Uuid")]
    pub school: SchoolId,
    /// Its national code.
    pub uai: String,
    /// Its name.
    pub name: String,
    /// Its kind.
    #[sqlx(try_from = "String")]
    pub kind: SchoolKind,
    /// Its commune.
    pub commune: String,
    /// Its département.
    pub departement: String,
    #[sqlx(flatten)]
    stands: FacetsRow,
    /// Pupils who have nowhere to go.
    pub stranded: i64,
    reopening_at: Option<i64>,
    opened_at: i64,
    changed_at: i64,
    told_at: Option<i64>,
    families_at: i64,
    closed_at: Option<i64>,
    /// A roll call that has not ended.
    pub calling: Option<Uuid>,
}

impl Listed {
    /// Where the school stands.
    pub const fn facets(&self) -> Facets {
        self.stands.facets()
    }
    /// When it was said to open again.
    pub fn reopening_at(&self) -> Option<Millis> {
        self.reopening_at.map(Millis)
    }
    /// When it began.
    pub const fn opened_at(&self) -> Millis {
        Millis(self.opened_at)
    }
    /// When it last changed.
    pub const fn changed_at(&self) -> Millis {
        Millis(self.changed_at)
    }
    /// Whether families were told since something last changed for them.
    pub fn families_know(&self) -> bool {
        self.told_at.is_some_and(|at| at >= self.families_at)
    }
    /// Whether it was closed.
    pub const fn is_closed(&self) -> bool {
        self.closed_at.is_some()
    }
}

/// Situations that are open, or were closed since a moment, in the territories of a desk; open ones first, then those that
/// changed last.
pub async fn of_desk(tx: &mut Tx, desk: PersonId, since: Millis, now: Millis) -> Result<Vec<Listed>> {
    tx.all(
        "select i.id, i.school, s.uai, s.name, s.kind, s.commune, s.departement, i.threat, i.reception, \
         i.pupils, i.police_check, i.reopening, i.stranded, i.reopening_at, i.opened_at, i.changed_at, i.told_at, \
         i.families_at, i.closed_at, r.id as calling \
         from situation i join school s on s.id = i.school \
         left join roll_call r on r.situation = i.id and r.ended_at is null \
         where (i.closed_at is null or i.closed_at > $2) \
         and exists (select 1 from role_grant g where g.person = $1 and g.role = 'desk' \
            and g.since <= $3 and g.until > $3 and (g.school is null or g.school = s.id) \
            and (g.departement is null or g.departement = s.departement) \
            and (g.academie is null or g.academie = s.academie)) \
         order by case when i.closed_at is null then 0 else 1 end, i.changed_at desc, i.id limit $4",
        (desk, since, now, limits::SITUATIONS_LISTED_MAX),
    )
    .await
}
