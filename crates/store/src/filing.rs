//! Filings as rows, each move of one, and who may see them.

use model::{
    CampaignId, Millis, PersonId, SchoolId,
    filing::{Counts, FilingState, Kind, Move},
    limits,
};
use sqlx::FromRow;
use uuid::Uuid;

use crate::{Result, Tx};

/// A filing.
#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub struct Filing {
    /// Identity.
    pub id: Uuid,
    /// The campaign.
    #[sqlx(try_from = "Uuid")]
    pub campaign: CampaignId,
    /// What the desk calls it.
    pub campaign_label: String,
    /// What is filed.
    #[sqlx(try_from = "String")]
    pub kind: Kind,
    school: Option<Uuid>,
    /// Name of the school; blank when it is of the whole campaign.
    pub school_name: String,
    /// UAI code of the school; blank when it is of the whole campaign.
    pub uai: String,
    /// Where it stands.
    #[sqlx(try_from = "String")]
    pub state: FilingState,
    known_at: i64,
    due_at: i64,
    counts: String,
    /// The text.
    pub body: String,
    /// A person changed the text.
    pub edited: bool,
    /// Grows with each move.
    pub revision: i64,
    /// Number of the receipt; blank while there is none.
    pub number: String,
    filed_at: Option<i64>,
    /// Who filed it.
    pub filed_by: Option<String>,
    /// Why it need not be filed.
    pub note: String,
    changed_at: i64,
}

impl Filing {
    /// The school; none: it is of the whole campaign.
    pub fn school(&self) -> Option<SchoolId> {
        self.school.map(SchoolId::from)
    }
    /// When somebody knew.
    pub const fn known_at(&self) -> Millis {
        Millis(self.known_at)
    }
    /// When it is due.
    pub const fn due_at(&self) -> Millis {
        Millis(self.due_at)
    }
    /// When it was filed.
    pub fn filed_at(&self) -> Option<Millis> {
        self.filed_at.map(Millis)
    }
    /// When it last changed.
    pub const fn changed_at(&self) -> Millis {
        Millis(self.changed_at)
    }
    /// What its text says.
    pub fn counts(&self) -> Result<Counts> {
        Ok(serde_json::from_str(&self.counts)?)
    }
}

/// Filings, with the names of what they are on.
macro_rules! filings {
    () => {
        "select f.id, f.campaign, c.label as campaign_label, f.kind, f.school, coalesce(s.name, '') as school_name, \
         coalesce(s.uai, '') as uai, f.state, f.known_at, f.due_at, f.counts, f.body, f.edited, f.revision, f.number, \
         f.filed_at, p.given_name || ' ' || p.family_name as filed_by, f.note, f.changed_at \
         from filing f join campaign c on c.id = f.campaign left join school s on s.id = f.school \
         left join person p on p.id = f.filed_by "
    };
}

/// Of those, what somebody (`$1`; null: the console) may see at a time (`$2`): of schools that they head or have a power over;
/// of campaigns, the desk of a school that it came from.
macro_rules! theirs {
    () => {
        "(cast($1 as uuid) is null \
         or exists (select 1 from affiliation a where a.person = $1 and a.school = f.school and a.profile = 'head' \
            and a.since <= $2 and a.until > $2) \
         or exists (select 1 from role_grant g where g.person = $1 and g.role in ('desk', 'operator') \
            and g.since <= $2 and g.until > $2 and f.school is not null and (g.school is null or g.school = s.id) \
            and (g.departement is null or g.departement = s.departement) \
            and (g.academie is null or g.academie = s.academie)) \
         or (f.school is null and exists (select 1 from message m join school o on o.id = m.sender_school \
            join role_grant g on g.person = $1 where m.campaign = case when c.state = 'merged' \
            then coalesce(c.merged_into, c.id) else c.id end and g.role = 'desk' \
            and g.since <= $2 and g.until > $2 and (g.school is null or g.school = o.id) \
            and (g.departement is null or g.departement = o.departement) \
            and (g.academie is null or g.academie = o.academie)))) "
    };
}

/// A filing that somebody may see; `by`: none is the console.
pub async fn get(tx: &mut Tx, by: Option<PersonId>, id: Uuid, now: Millis) -> Result<Option<Filing>> {
    tx.maybe(concat!(filings!(), "where ", theirs!(), "and f.id = $3"), (by, now, id)).await
}

/// Filings that somebody may see and that are not over: what is due first, and at the end what was filed.
pub async fn due(tx: &mut Tx, by: Option<PersonId>, now: Millis) -> Result<Vec<Filing>> {
    tx.all(
        concat!(
            filings!(),
            "where ",
            theirs!(),
            "and f.state not in ('closed', 'not_needed') \
             order by case when f.state in ('filed', 'completed') then 1 else 0 end, f.due_at, f.id limit $3"
        ),
        (by, now, limits::FILINGS_LISTED_MAX),
    )
    .await
}

/// Filings of a campaign that somebody may see, school by school.
pub async fn of_campaign(tx: &mut Tx, by: Option<PersonId>, campaign: CampaignId, now: Millis) -> Result<Vec<Filing>> {
    tx.all(
        concat!(
            filings!(),
            "where ",
            theirs!(),
            "and f.campaign = $3 order by f.due_at, f.kind, coalesce(s.sort_key, ''), f.id limit $4"
        ),
        (by, now, campaign, limits::FILINGS_OF_CAMPAIGN_MAX),
    )
    .await
}

/// The register of violations of personal data: what is the CNIL's, whatever became of it, the newest first.
pub async fn register(tx: &mut Tx, by: Option<PersonId>, now: Millis) -> Result<Vec<Filing>> {
    tx.all(
        concat!(
            filings!(),
            "where ",
            theirs!(),
            "and f.kind = 'cnil' order by f.known_at desc, coalesce(s.sort_key, ''), f.id limit $3"
        ),
        (by, now, limits::FILINGS_OF_CAMPAIGN_MAX),
    )
    .await
}

/// What a school has to file next.
pub async fn next_of_school(tx: &mut Tx, school: SchoolId) -> Result<Option<Filing>> {
    tx.maybe(
        concat!(
            filings!(),
            "where f.school = $1 and f.state in ('to_do', 'draft', 'read') order by f.due_at, f.kind, f.id limit 1"
        ),
        (school,),
    )
    .await
}

/// How many filings of a campaign there are, how many are over, how many are overdue.
pub async fn tally(tx: &mut Tx, campaign: CampaignId, now: Millis) -> Result<(i64, i64, i64)> {
    let row: Option<(i64, i64, i64)> = tx
        .maybe(
            "select count(*), count(case when state in ('closed', 'not_needed') then 1 end), \
             count(case when state in ('to_do', 'draft', 'read') and due_at < $2 then 1 end) \
             from filing where campaign = $1",
            (campaign, now),
        )
        .await?;
    Ok(row.unwrap_or_default())
}

/// A filing to be opened.
#[derive(Debug)]
pub struct NewFiling<'a> {
    /// Identity.
    pub id: Uuid,
    /// The campaign.
    pub campaign: CampaignId,
    /// What is filed.
    pub kind: Kind,
    /// The school; none: the whole campaign.
    pub school: Option<SchoolId>,
    /// When somebody knew.
    pub known_at: Millis,
    /// What the text says.
    pub counts: &'a Counts,
    /// The text.
    pub body: &'a str,
}

/// Opens one with its draft; false when there is one.
pub async fn open(tx: &mut Tx, new: &NewFiling<'_>, now: Millis) -> Result<bool> {
    let counts = serde_json::to_string(new.counts)?;
    let opened = tx
        .run(
            "insert into filing (id, campaign, kind, school, state, known_at, due_at, counts, body, edited, revision, \
             number, note, changed_at) values ($1, $2, $3, $4, 'draft', $5, $6, $7, $8, $9, 0, '', '', $10) \
             on conflict do nothing",
            (
                new.id,
                new.campaign,
                new.kind,
                new.school,
                new.known_at,
                new.kind.due_at(new.known_at),
                counts,
                new.body,
                false,
                now,
            ),
        )
        .await?;
    Ok(opened == 1)
}

/// What a move sets.
#[derive(Debug, Default)]
pub struct Set<'a> {
    /// The text, what it says, and whether a person wrote it.
    pub text: Option<(&'a str, &'a Counts, bool)>,
    /// The receipt: its number, and when it was filed.
    pub receipt: Option<(&'a str, Millis)>,
    /// Why, or what was sent on.
    pub note: &'a str,
}

/// Moves a filing on and writes the move down; false when it does not stand where it was thought to.
pub async fn moves(
    tx: &mut Tx,
    from: &Filing,
    (what, to): (Move, FilingState),
    set: &Set<'_>,
    by: Option<PersonId>,
    now: Millis,
) -> Result<bool> {
    let (body, counts, edited) = match set.text {
        Some((body, counts, edited)) => (Some(body.to_owned()), Some(serde_json::to_string(counts)?), Some(edited)),
        None => (None, None, None),
    };
    let (number, filed_at) = set.receipt.map(|(number, at)| (number.to_owned(), at)).unzip();
    let note = match what {
        Move::Dismiss => Some(set.note.to_owned()),
        Move::Resume => Some(String::new()),
        _ => None,
    };
    let moved = tx
        .run(
            "update filing set state = $4, body = coalesce($5, body), counts = coalesce($6, counts), \
             edited = coalesce($7, edited), number = coalesce($8, number), filed_at = coalesce($9, filed_at), \
             filed_by = case when cast($9 as bigint) is null then filed_by else $10 end, note = coalesce($11, note), \
             revision = revision + 1, changed_at = $12 where id = $1 and state = $2 and revision = $3",
            (from.id, from.state, from.revision, to, body, counts, edited, number, filed_at, by, note, now),
        )
        .await?;
    if moved == 1 {
        tx.run(
            "insert into filing_move (filing, revision, at, by_person, what, became, note) \
             values ($1, $2, $3, $4, $5, $6, $7)",
            (from.id, from.revision + 1, now, by, what, to, set.note),
        )
        .await?;
    }
    Ok(moved == 1)
}

/// The filing of a kind that has this receipt.
pub async fn by_receipt(tx: &mut Tx, kind: Kind, number: &str) -> Result<Option<Filing>> {
    tx.maybe(concat!(filings!(), "where f.kind = $1 and f.number = $2"), (kind, number)).await
}

/// A move of a filing.
#[derive(Debug, Clone, FromRow)]
pub struct Moved {
    at: i64,
    /// What was done.
    #[sqlx(try_from = "String")]
    pub what: Move,
    /// By whom; none: the console.
    pub by: Option<String>,
    /// In their words.
    pub note: String,
}

impl Moved {
    /// When.
    pub const fn at(&self) -> Millis {
        Millis(self.at)
    }
}

/// What was done with a filing, the newest first.
pub async fn list_moves(tx: &mut Tx, filing: Uuid) -> Result<Vec<Moved>> {
    tx.all(
        "select m.at, m.what, p.given_name || ' ' || p.family_name as by, m.note from filing_move m \
         left join person p on p.id = m.by_person where m.filing = $1 order by m.revision desc limit $2",
        (filing, limits::FILING_MOVES_LISTED_MAX),
    )
    .await
}
