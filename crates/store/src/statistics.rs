//! Threats against schools over the years, for their statistics.

use model::{
    Millis, PersonId, limits,
    school::SchoolKind,
    situation::{Check, Threat},
};
use sqlx::FromRow;

use crate::{Result, Tx};

/// A threat against a school, as it stands or stood at the end.
#[derive(Debug, Clone, FromRow)]
pub struct Threatened {
    opened_at: i64,
    /// What is known of it.
    #[sqlx(try_from = "String")]
    pub threat: Threat,
    /// The police's search.
    #[sqlx(rename = "police_check", try_from = "String")]
    pub check: Check,
    closed_at: Option<i64>,
    /// Kind of the school.
    #[sqlx(try_from = "String")]
    pub kind: SchoolKind,
    /// Its département.
    pub departement: String,
    /// Code of its académie.
    pub academie: i64,
}

impl Threatened {
    /// When it began.
    pub const fn opened_at(&self) -> Millis {
        Millis(self.opened_at)
    }
    /// Whether the school is back to its days.
    pub const fn is_closed(&self) -> bool {
        self.closed_at.is_some()
    }
}

/// Threats against schools of a desk's territories since a moment, the newest first.
pub async fn of_desk(tx: &mut Tx, desk: PersonId, since: Millis, now: Millis) -> Result<Vec<Threatened>> {
    tx.all(
        "select i.opened_at, i.threat, i.police_check, i.closed_at, s.kind, s.departement, s.academie \
         from situation i join school s on s.id = i.school where i.threat <> 'none' and i.opened_at >= $2 \
         and exists (select 1 from role_grant g where g.person = $1 and g.role = 'desk' \
            and g.since <= $3 and g.until > $3 and (g.school is null or g.school = s.id) \
            and (g.departement is null or g.departement = s.departement) \
            and (g.academie is null or g.academie = s.academie)) \
         order by i.opened_at desc, i.id limit $4",
        (desk, since, now, limits::STATISTICS_THREATS_MAX),
    )
    .await
}
