//! Notices to families as rows. Who reads one is asked when they read: there is no row per reader until first touch.

use model::{
    CampaignId, Millis, PersonId, SchoolId, SectionId,
    account::UnknownCode,
    limits,
    notice::{Code, Kind, NoticeState, Place, Plan, Texts},
};
use sqlx::FromRow;
use uuid::Uuid;

use crate::{Error, Result, Tx};

/// A notice to be kept, as a draft.
#[derive(Debug)]
pub struct NewNotice<'a> {
    /// Identity.
    pub id: Uuid,
    /// What was typed.
    pub plan: &'a Plan,
    /// Where each place is.
    pub places: &'a [PlaceOf],
    /// Its code.
    pub code: Code,
    /// 1, or one more than the version that it corrects.
    pub version: i64,
    /// The first of its versions: itself, or that of the version that it corrects.
    pub first: Uuid,
    /// Who writes it.
    pub author: PersonId,
}

/// A place of a notice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PlaceOf {
    /// The school.
    pub school: SchoolId,
    /// A class or group of it; none: all of it.
    pub section: Option<SectionId>,
}

impl PlaceOf {
    /// As a form names it.
    pub fn place(&self) -> Place {
        self.section.map_or(Place::School(self.school), Place::Section)
    }
}

/// Keeps a draft and its places.
pub async fn insert(tx: &mut Tx, new: &NewNotice<'_>, now: Millis) -> Result<()> {
    let plan = new.plan;
    tx.run(
        "insert into notice (id, kind, campaign, texts, next_word_at, pupils, staff, public, state, code, version, \
         first, replaces, revision, author, drafted_at, note) \
         values ($1, $2, $3, $4, $5, $6, $7, $8, 'draft', $9, $10, $11, $12, 1, $13, $14, '')",
        (
            new.id,
            plan.kind,
            plan.campaign,
            serde_json::to_string(&plan.texts)?,
            plan.next_word_at,
            plan.pupils,
            plan.staff,
            plan.public,
            new.code.plain(),
            new.version,
            new.first,
            plan.replaces,
            new.author,
            now,
        ),
    )
    .await?;
    put_places(tx, new.id, new.places).await
}

async fn put_places(tx: &mut Tx, notice: Uuid, places: &[PlaceOf]) -> Result<()> {
    for (position, place) in (0_i64..).zip(places) {
        tx.run(
            "insert into notice_place (notice, position, school, section) values ($1, $2, $3, $4)",
            (notice, position, place.school, place.section),
        )
        .await?;
    }
    Ok(())
}

/// Writes a draft again; false when it is not this author's draft, or was written meanwhile.
pub async fn edit(
    tx: &mut Tx,
    id: Uuid,
    (author, revision): (PersonId, i64),
    plan: &Plan,
    places: &[PlaceOf],
) -> Result<bool> {
    let moved = tx
        .run(
            "update notice set kind = $4, campaign = $5, texts = $6, next_word_at = $7, pupils = $8, staff = $9, \
             public = $10, revision = revision + 1 where id = $1 and author = $2 and revision = $3 and state = 'draft'",
            (
                id,
                author,
                revision,
                plan.kind,
                plan.campaign,
                serde_json::to_string(&plan.texts)?,
                plan.next_word_at,
                plan.pupils,
                plan.staff,
                plan.public,
            ),
        )
        .await?;
    if moved == 1 {
        tx.run("delete from notice_place where notice = $1", (id,)).await?;
        put_places(tx, id, places).await?;
    }
    Ok(moved == 1)
}

/// A notice.
#[derive(Debug, Clone, FromRow)]
pub struct Notice {
    /// Identity.
    pub id: Uuid,
    /// What it is for.
    #[sqlx(try_from = "String")]
    pub kind: Kind,
    campaign: Option<Uuid>,
    texts: String,
    next_word_at: Option<i64>,
    /// Pupils read it too.
    pub pupils: bool,
    /// Teachers and staff read it too.
    pub staff: bool,
    /// It stands on the public page too.
    pub public: bool,
    /// Where it stands.
    #[sqlx(try_from = "String")]
    pub state: NoticeState,
    code: String,
    /// 1, and one more at each correction.
    pub version: i64,
    /// The first of its versions: what they have in common.
    pub first: Uuid,
    /// The version that it takes the place of.
    pub replaces: Option<Uuid>,
    /// One more at each change of the draft.
    pub revision: i64,
    author: Uuid,
    /// Name of its author.
    pub author_name: String,
    drafted_at: i64,
    submitted_at: Option<i64>,
    approved_by: Option<Uuid>,
    /// Name of who approved it.
    pub approver_name: Option<String>,
    approved_at: Option<i64>,
    sent_at: Option<i64>,
    ended_at: Option<i64>,
    /// Why it was sent back, or withdrawn.
    pub note: String,
}

impl Notice {
    /// Its text.
    pub fn texts(&self) -> Result<Texts> {
        Ok(serde_json::from_str(&self.texts)?)
    }
    /// Its code.
    pub fn code(&self) -> Result<Code> {
        let unknown = |_| UnknownCode { of: "Code", code: self.code.clone() };
        self.code.parse().map_err(unknown).map_err(Error::from)
    }
    /// When the next word comes.
    pub fn next_word_at(&self) -> Option<Millis> {
        self.next_word_at.map(Millis)
    }
    /// Who wrote it.
    pub fn author(&self) -> PersonId {
        self.author.into()
    }
    /// Who approved it.
    pub fn approved_by(&self) -> Option<PersonId> {
        self.approved_by.map(PersonId::from)
    }
    /// The campaign that it speaks of.
    pub fn campaign(&self) -> Option<CampaignId> {
        self.campaign.map(CampaignId::from)
    }
    /// When it was begun.
    pub fn drafted_at(&self) -> Millis {
        Millis(self.drafted_at)
    }
    /// When it was put to somebody else.
    pub fn submitted_at(&self) -> Option<Millis> {
        self.submitted_at.map(Millis)
    }
    /// When it was approved.
    pub fn approved_at(&self) -> Option<Millis> {
        self.approved_at.map(Millis)
    }
    /// When it was sent.
    pub fn sent_at(&self) -> Option<Millis> {
        self.sent_at.map(Millis)
    }
    /// When it was corrected or withdrawn.
    pub fn ended_at(&self) -> Option<Millis> {
        self.ended_at.map(Millis)
    }
}

/// The columns of a notice, with names.
macro_rules! columns {
    () => {
        "select n.id, n.kind, n.campaign, n.texts, n.next_word_at, n.pupils, n.staff, n.public, n.state, n.code, \
         n.version, n.first, n.replaces, n.revision, n.author, a.given_name || ' ' || a.family_name as author_name, \
         n.drafted_at, n.submitted_at, n.approved_by, b.given_name || ' ' || b.family_name as approver_name, \
         n.approved_at, n.sent_at, n.ended_at, n.note"
    };
}

/// Whose names they are.
macro_rules! people {
    () => {
        " join person a on a.id = n.author left join person b on b.id = n.approved_by "
    };
}

/// One notice.
pub async fn get(tx: &mut Tx, id: Uuid) -> Result<Option<Notice>> {
    tx.maybe(concat!(columns!(), " from notice n", people!(), "where n.id = $1"), (id,)).await
}

/// The notice that has this code, whatever its state.
pub async fn by_code(tx: &mut Tx, code: Code) -> Result<Option<Notice>> {
    tx.maybe(concat!(columns!(), " from notice n", people!(), "where n.code = $1"), (code.plain(),)).await
}

/// The version that took the place of a notice, when one was sent.
pub async fn successor(tx: &mut Tx, id: Uuid) -> Result<Option<Uuid>> {
    let row: Option<(Uuid,)> = tx
        .maybe(
            "select id from notice where replaces = $1 and sent_at is not null order by sent_at desc, id desc limit 1",
            (id,),
        )
        .await?;
    Ok(row.map(|(id,)| id))
}

/// The newest version that was sent of those that have this first one.
pub async fn newest_version(tx: &mut Tx, first: Uuid) -> Result<Option<Notice>> {
    tx.maybe(
        concat!(
            columns!(),
            " from notice n",
            people!(),
            "where n.first = $1 and n.sent_at is not null order by n.sent_at desc, n.version desc, n.id desc limit 1"
        ),
        (first,),
    )
    .await
}

/// The newest notices, whatever their state.
pub async fn newest(tx: &mut Tx, since: Millis) -> Result<Vec<Notice>> {
    tx.all(
        concat!(
            columns!(),
            " from notice n",
            people!(),
            "where n.drafted_at > $1 order by n.drafted_at desc, n.id desc limit $2"
        ),
        (since, limits::NOTICES_SHOWN_MAX),
    )
    .await
}

/// Notices of the public page that were sent since a moment, the newest first.
pub async fn public(tx: &mut Tx, since: Millis) -> Result<Vec<Notice>> {
    tx.all(
        concat!(
            columns!(),
            " from notice n",
            people!(),
            "where n.sent_at > $1 and n.public and n.state in ('sending', 'sent') \
             order by n.sent_at desc, n.id desc limit $2"
        ),
        (since, limits::NOTICES_PUBLIC_MAX),
    )
    .await
}

/// A place with its names.
#[derive(Debug, Clone, FromRow)]
pub struct NamedPlace {
    #[sqlx(try_from = "Uuid")]
    school: SchoolId,
    section: Option<Uuid>,
    /// Name of the school.
    pub school_name: String,
    /// Name of the class or group; none: the whole school.
    pub section_name: Option<String>,
    academie: i64,
}

impl NamedPlace {
    /// Where.
    pub fn place(&self) -> PlaceOf {
        PlaceOf { school: self.school, section: self.section.map(SectionId::from) }
    }
    /// The académie of the school: it has the school's time.
    pub fn academie(&self) -> u8 {
        u8::try_from(self.academie).unwrap_or_default()
    }
}

/// The places of a notice, in the order in which they were named.
pub async fn places(tx: &mut Tx, notice: Uuid) -> Result<Vec<NamedPlace>> {
    tx.all(
        "select p.school, p.section, s.name as school_name, c.name as section_name, s.academie \
         from notice_place p join school s on s.id = p.school left join section c on c.id = p.section \
         where p.notice = $1 order by p.position",
        (notice,),
    )
    .await
}

/// The distinct given names of the pupils of a school.
pub async fn given_names(tx: &mut Tx, school: SchoolId, now: Millis) -> Result<Vec<(String,)>> {
    tx.all(
        "select distinct p.given_name from affiliation f join person p on p.id = f.person \
         where f.school = $1 and f.profile = 'pupil' and f.since <= $2 and f.until > $2 order by p.given_name limit $3",
        (school, now, limits::NOTICE_NAMES_MAX),
    )
    .await
}

/// Puts a draft to a second person, or approves it when none is needed; false when it is not this author's draft of this
/// revision.
pub async fn submit(
    tx: &mut Tx,
    id: Uuid,
    (author, revision): (PersonId, i64),
    to: NoticeState,
    now: Millis,
) -> Result<bool> {
    let moved = tx
        .run(
            "update notice set state = $4, submitted_at = $5, note = '' \
             where id = $1 and author = $2 and revision = $3 and state = 'draft'",
            (id, author, revision, to, now),
        )
        .await?;
    Ok(moved == 1)
}

/// Approves what waits, by another than its author; false when somebody was faster, or it was written again.
pub async fn approve(tx: &mut Tx, id: Uuid, (by, revision): (PersonId, i64), now: Millis) -> Result<bool> {
    let moved = tx
        .run(
            "update notice set state = 'approved', approved_by = $2, approved_at = $4 \
             where id = $1 and author <> $2 and revision = $3 and state = 'to_approve'",
            (id, by, revision, now),
        )
        .await?;
    Ok(moved == 1)
}

/// Gives a notice that has not left back to its author; false when there is nothing to give back.
pub async fn send_back(tx: &mut Tx, id: Uuid, revision: i64, note: &str) -> Result<bool> {
    let moved = tx
        .run(
            "update notice set state = 'draft', revision = revision + 1, approved_by = null, approved_at = null, \
             note = $3 where id = $1 and revision = $2 and state in ('to_approve', 'approved')",
            (id, revision, note),
        )
        .await?;
    Ok(moved == 1)
}

/// Sends what is approved; false when it is not, or has left.
pub async fn send(tx: &mut Tx, id: Uuid, (by, revision): (PersonId, i64), now: Millis) -> Result<bool> {
    let moved = tx
        .run(
            "update notice set state = 'sent', sent_by = $2, sent_at = $4 \
             where id = $1 and revision = $3 and state = 'approved'",
            (id, by, revision, now),
        )
        .await?;
    Ok(moved == 1)
}

/// Ends a version because a newer one took its place; false when it is not shown.
pub async fn supersede(tx: &mut Tx, id: Uuid, by: PersonId, now: Millis) -> Result<bool> {
    let moved = tx
        .run(
            "update notice set state = 'corrected', ended_by = $2, ended_at = $3 \
             where id = $1 and state in ('sending', 'sent')",
            (id, by, now),
        )
        .await?;
    Ok(moved == 1)
}

/// Takes a notice back, before it left or after; false when it is over.
pub async fn withdraw(tx: &mut Tx, id: Uuid, (by, note): (PersonId, &str), now: Millis) -> Result<bool> {
    let moved = tx
        .run(
            "update notice set state = 'withdrawn', ended_by = $2, ended_at = $3, note = $4 \
             where id = $1 and state in ('draft', 'to_approve', 'approved', 'sending', 'sent')",
            (id, by, now, note),
        )
        .await?;
    Ok(moved == 1)
}

/// A notice that somebody reads.
#[derive(Debug, Clone, FromRow)]
pub struct Mine {
    /// The notice.
    #[sqlx(flatten)]
    pub notice: Notice,
    shown_at: Option<i64>,
    at: Option<i64>,
}

impl Mine {
    /// When its text was first shown to them.
    pub fn shown_at(&self) -> Option<Millis> {
        self.shown_at.map(Millis)
    }
    /// When they said that they read it.
    pub fn acknowledged_at(&self) -> Option<Millis> {
        self.at.map(Millis)
    }
}

/// Notices that somebody ($1) reads: those whose places they belonged to, as somebody whom the notice is for, when it was
/// sent.
macro_rules! own {
    () => {
        ", k.shown_at, k.at from (select distinct p.notice from membership m join audience x on x.id = m.audience \
         join notice_place p on p.school = x.school \
            and ((p.section is null and x.section is null) or p.section = x.section) \
         join notice y on y.id = p.notice where m.person = $1 and y.sent_at >= m.since and y.sent_at < m.until \
         and (x.profile = 'guardian' or (x.profile = 'pupil' and y.pupils) \
            or (x.profile in ('teacher', 'staff') and y.staff))) own join notice n on n.id = own.notice"
    };
}

/// The notices sent to somebody since a moment, the newest first. Of those that were corrected the newest version alone.
pub async fn mine(tx: &mut Tx, person: PersonId, since: Millis) -> Result<Vec<Mine>> {
    tx.all(
        concat!(
            columns!(),
            own!(),
            people!(),
            "left join notice_ack k on k.notice = n.id and k.person = $1 \
             where n.sent_at > $2 and n.state in ('sending', 'sent', 'withdrawn') \
             order by n.sent_at desc, n.id desc limit $3"
        ),
        (person, since, limits::NOTICES_SHOWN_MAX),
    )
    .await
}

/// One notice that was sent to somebody, whatever became of it.
pub async fn mine_one(tx: &mut Tx, person: PersonId, id: Uuid) -> Result<Option<Mine>> {
    tx.maybe(
        concat!(
            columns!(),
            own!(),
            people!(),
            "left join notice_ack k on k.notice = n.id and k.person = $1 where n.id = $2 and n.sent_at is not null"
        ),
        (person, id),
    )
    .await
}

/// Notes that a text is about to be shown to somebody, once.
pub async fn note_shown(tx: &mut Tx, id: Uuid, person: PersonId, now: Millis) -> Result<()> {
    tx.run(
        "insert into notice_ack (notice, person, shown_at) values ($1, $2, $3) on conflict do nothing",
        (id, person, now),
    )
    .await?;
    Ok(())
}

/// Notes that somebody said that they read it; false when they had, or were never shown it.
pub async fn acknowledge(tx: &mut Tx, id: Uuid, person: PersonId, now: Millis) -> Result<bool> {
    let moved = tx
        .run("update notice_ack set at = $3 where notice = $1 and person = $2 and at is null", (id, person, now))
        .await?;
    Ok(moved == 1)
}
