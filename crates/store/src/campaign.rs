//! Campaigns: their copies, who carried them, where they stand. What they are recognised by is in `indicator` and
//! `threat`.

use model::{
    CampaignId, MessageId, Millis, PersonId, SchoolId,
    campaign::{PatternKind, State, Step},
    limits,
    message::State as MessageState,
};
use sqlx::FromRow;
use uuid::Uuid;

use crate::{
    Result, Tx,
    fields::{IDS, Ids},
};
/// A campaign.
#[derive(Debug, Clone, FromRow)]
pub struct Campaign {
    /// Identity.
    #[sqlx(try_from = "Uuid")]
    pub id: CampaignId,
    /// Where it stands.
    #[sqlx(try_from = "String")]
    pub state: State,
    /// Its name, for the desk.
    pub label: String,
    opened_at: i64,
    changed_at: i64,
    confirmed_at: Option<i64>,
    merged_into: Option<Uuid>,
}

impl Campaign {
    /// When it was first seen to be one.
    pub fn opened_at(&self) -> Millis {
        Millis(self.opened_at)
    }
    /// When its state last changed.
    pub fn changed_at(&self) -> Millis {
        Millis(self.changed_at)
    }
    /// When a person confirmed it.
    pub fn confirmed_at(&self) -> Option<Millis> {
        self.confirmed_at.map(Millis)
    }
    /// The campaign that has its copies now.
    pub fn merged_into(&self) -> Option<CampaignId> {
        self.merged_into.map(CampaignId::from)
    }
}

/// Opens a campaign from its first known copy.
pub async fn open(
    tx: &mut Tx,
    id: CampaignId,
    seed: MessageId,
    state: State,
    by: Option<PersonId>,
    label: &str,
    now: Millis,
) -> Result<()> {
    tx.run(
        "insert into campaign (id, opened_at, opened_by, seed, label, state, changed_at) \
         values ($1, $2, $3, $4, $5, $6, $2)",
        (id, now, by, seed, label, state),
    )
    .await?;
    Ok(())
}

/// One campaign.
pub async fn get(tx: &mut Tx, id: CampaignId) -> Result<Option<Campaign>> {
    tx.maybe(
        "select id, state, label, opened_at, changed_at, confirmed_at, merged_into from campaign where id = $1",
        (id,),
    )
    .await
}

/// Moves a campaign on; false when it does not stand where it was thought to, or the move is not a legal one.
pub async fn moves(tx: &mut Tx, id: CampaignId, from: State, to: State, now: Millis) -> Result<bool> {
    if !from.may_become(to) {
        return Ok(false);
    }
    let moved = tx
        .run(
            "update campaign set state = $3, changed_at = $4, \
             confirmed_at = case when $3 = 'confirmed' then coalesce(confirmed_at, $4) else confirmed_at end \
             where id = $1 and state = $2",
            (id, from, to, now),
        )
        .await?;
    Ok(moved == 1)
}

/// Gives every copy of one campaign to another. Gives their number.
pub async fn give_copies(tx: &mut Tx, from: CampaignId, to: CampaignId) -> Result<u64> {
    tx.run("update campaign set merged_into = $2 where id = $1", (from, to)).await?;
    tx.run("update message set campaign = $2 where campaign = $1", (from, to)).await
}

/// Puts a message that is in no campaign into one; one that joined by a link or a file may be found to have the text as
/// well. False when nothing changed.
pub async fn join(tx: &mut Tx, message: MessageId, campaign: CampaignId, by: PatternKind) -> Result<bool> {
    let joined = tx
        .run(
            "update message set campaign = $2, campaign_by = $3 where id = $1 and (campaign is null or (campaign = $2 and $3 = 'text' and campaign_by <> 'text'))",
            (message, campaign, by),
        )
        .await?;
    Ok(joined == 1)
}

/// The same for several messages. Gives those that are in another campaign, or in none.
pub async fn join_all(
    tx: &mut Tx,
    messages: &[MessageId],
    campaign: CampaignId,
    by: PatternKind,
) -> Result<Vec<MessageId>> {
    let mut elsewhere = Vec::new();
    for some in messages.chunks(IDS) {
        tx.run(JOIN_FIFTY, (campaign, by, Ids(some.to_vec()))).await?;
        let others: Vec<(Uuid,)> = tx.all(ELSEWHERE_OF_FIFTY, (campaign, Ids(some.to_vec()))).await?;
        elsewhere.extend(others.into_iter().map(|(id,)| MessageId::from(id)));
    }
    Ok(elsewhere)
}

// A condition on the campaign that an index could serve would have SQLite look at all that are in none.
const JOIN_FIFTY: &str = "update message set campaign = $1, campaign_by = $2 \
    where case when campaign is null then 1 when campaign = $1 and $2 = 'text' and campaign_by <> 'text' then 1 else 0 end = 1 \
    and id in ($3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33, $34, $35, $36, $37, $38, $39, $40, $41, $42, $43, $44, $45, $46, $47, $48, $49, $50, $51, $52)";

const ELSEWHERE_OF_FIFTY: &str = "select id from message where (campaign is null or campaign <> $1) \
    and id in ($2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33, $34, $35, $36, $37, $38, $39, $40, $41, $42, $43, $44, $45, $46, $47, $48, $49, $50, $51) order by id";

/// The campaign that a message is in.
pub async fn of_message(tx: &mut Tx, message: MessageId) -> Result<Option<Campaign>> {
    tx.maybe(
        "select c.id, c.state, c.label, c.opened_at, c.changed_at, c.confirmed_at, c.merged_into \
         from message m join campaign c on c.id = m.campaign where m.id = $1",
        (message,),
    )
    .await
}

/// What a campaign amounts to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, FromRow)]
pub struct Counts {
    /// Copies, at most [`limits::CAMPAIGN_COPIES_COUNTED_MAX`] of them.
    pub copies: i64,
    /// Accounts that sent them.
    pub accounts: i64,
    /// Schools of those accounts.
    pub schools: i64,
    /// Copies that are held.
    pub held: i64,
    /// Copies that were withdrawn.
    pub withdrawn: i64,
}

/// Counts a campaign, one sender left out: what somebody's letter would join.
pub async fn counts(tx: &mut Tx, campaign: CampaignId, but: Option<PersonId>) -> Result<Counts> {
    let counts: Option<Counts> = tx
        .maybe(
            "select count(*) as copies, count(distinct sender) as accounts, count(distinct sender_school) as schools, \
             count(case when state = 'held' then 1 end) as held, \
             count(case when state = 'withdrawn' then 1 end) as withdrawn \
             from (select state, sender, sender_school from message \
                where campaign = $1 and (cast($2 as uuid) is null or sender <> $2) limit $3) m",
            (campaign, but, limits::CAMPAIGN_COPIES_COUNTED_MAX),
        )
        .await?;
    Ok(counts.unwrap_or_default())
}

/// Withdraws the copies of a campaign that have its text, wherever they stand: one statement, whatever the number of
/// readers. Gives their number.
pub async fn withdraw_texts(tx: &mut Tx, campaign: CampaignId, now: Millis) -> Result<u64> {
    tx.run(
        "update message set state = 'withdrawn', withdrawn_at = $2 where campaign = $1 \
         and state in ('held', 'waves', 'delivered', 'deferred') and (campaign_by is null or campaign_by = 'text')",
        (campaign, now),
    )
    .await
}

/// Letters of a campaign that have its link or file only.
pub async fn others(tx: &mut Tx, campaign: CampaignId) -> Result<i64> {
    let row: Option<(i64,)> = tx
        .maybe(
            "select count(*) from message where campaign = $1 and campaign_by in ('file', 'link', 'domain')",
            (campaign,),
        )
        .await?;
    Ok(row.map_or(0, |(n,)| n))
}

/// Holds those. Gives their number.
pub async fn hold_others(tx: &mut Tx, campaign: CampaignId, now: Millis) -> Result<u64> {
    tx.run(
        "update message set state = 'held', held_at = $2 where campaign = $1 \
         and state in ('waves', 'delivered', 'deferred') and campaign_by in ('file', 'link', 'domain')",
        (campaign, now),
    )
    .await
}

/// Lets every held copy out for its whole audience. Gives their number.
pub async fn release_held(tx: &mut Tx, campaign: CampaignId, now: Millis) -> Result<u64> {
    tx.run(
        "update message set state = 'delivered', delivered_at = coalesce(delivered_at, $2) \
         where campaign = $1 and state = 'held'",
        (campaign, now),
    )
    .await
}

/// Audiences of the held copies of a campaign, whose pages must be woken when they go out.
pub async fn held_audiences(tx: &mut Tx, campaign: CampaignId) -> Result<Vec<model::AudienceId>> {
    let rows: Vec<(Uuid,)> = tx
        .all(
            "select distinct a.audience from message m join message_audience a on a.message = m.id \
             where m.campaign = $1 and m.state = 'held' order by a.audience limit $2",
            (campaign, limits::CAMPAIGN_COPIES_COUNTED_MAX),
        )
        .await?;
    Ok(rows.into_iter().map(|(id,)| id.into()).collect())
}

/// Schools of a campaign's carriers, and how many of them this person may triage.
pub async fn territory(tx: &mut Tx, desk: PersonId, campaign: CampaignId, now: Millis) -> Result<(i64, i64)> {
    let row: Option<(i64, i64)> = tx
        .maybe(
            "select count(*), count(case when exists (select 1 from role_grant g where g.person = $1 and g.role = 'desk' \
                and g.since <= $3 and g.until > $3 and (g.school is null or g.school = s.id) \
                and (g.departement is null or g.departement = s.departement) \
                and (g.academie is null or g.academie = s.academie)) then 1 end) \
             from (select distinct sender_school from message where campaign = $2) m join school s on s.id = m.sender_school",
            (desk, campaign, now),
        )
        .await?;
    Ok(row.unwrap_or_default())
}

/// A campaign in the desk's list.
#[derive(Debug, Clone, FromRow)]
pub struct Row {
    /// Identity.
    #[sqlx(try_from = "Uuid")]
    pub id: CampaignId,
    /// Where it stands.
    #[sqlx(try_from = "String")]
    pub state: State,
    /// Its name.
    pub label: String,
    newest_at: i64,
    /// Copies.
    pub copies: i64,
    /// Accounts.
    pub accounts: i64,
    /// Schools.
    pub schools: i64,
    /// Copies that are held.
    pub held: i64,
}

impl Row {
    /// When its newest copy was sent.
    pub fn newest_at(&self) -> Millis {
        Millis(self.newest_at)
    }
}

/// Campaigns of the schools where this person may triage that are worth a look: confirmed ones, and suspected ones of
/// which a copy was held, withdrawn or reported. Newest first.
pub async fn list(tx: &mut Tx, desk: PersonId, since: Millis, now: Millis, rows: i64) -> Result<Vec<Row>> {
    tx.all(
        "select c.id, c.state, c.label, max(m.sent_at) as newest_at, count(*) as copies, \
         count(distinct m.sender) as accounts, count(distinct m.sender_school) as schools, \
         count(case when m.state = 'held' then 1 end) as held \
         from campaign c join message m on m.campaign = c.id \
         where c.state <> 'merged' and c.changed_at > $3 \
         and exists (select 1 from message n join school s on s.id = n.sender_school join role_grant g on g.person = $1 \
            where n.campaign = c.id and g.role = 'desk' and g.since <= $2 and g.until > $2 \
            and (g.school is null or g.school = s.id) and (g.departement is null or g.departement = s.departement) \
            and (g.academie is null or g.academie = s.academie)) \
         and (c.state <> 'suspected' or exists (select 1 from message n where n.campaign = c.id \
            and (n.state in ('held', 'withdrawn') or exists (select 1 from report p where p.message = n.id)))) \
         group by c.id, c.state, c.label order by newest_at desc, c.id limit $4",
        (desk, now, since, rows),
    )
    .await
}

/// An account that sent copies of a campaign.
#[derive(Debug, Clone, FromRow)]
pub struct Carrier {
    /// Whose account.
    #[sqlx(try_from = "Uuid")]
    pub person: PersonId,
    /// Name when it was sent.
    pub name: String,
    /// As what.
    #[sqlx(try_from = "String")]
    pub profile: model::Profile,
    /// School.
    pub school_name: String,
    first_at: i64,
    /// Copies.
    pub copies: i64,
    /// People in their audiences.
    pub readers: i64,
}

impl Carrier {
    /// When it sent its first copy.
    pub fn first_at(&self) -> Millis {
        Millis(self.first_at)
    }
}

/// Who carried a campaign, in the order in which they began.
pub async fn carriers(tx: &mut Tx, campaign: CampaignId) -> Result<Vec<Carrier>> {
    tx.all(
        "select m.sender as person, max(m.sender_name) as name, max(m.sender_profile) as profile, \
         max(s.name) as school_name, min(m.sent_at) as first_at, count(*) as copies, \
         cast(sum(m.readers) as bigint) as readers \
         from message m join school s on s.id = m.sender_school where m.campaign = $1 \
         group by m.sender order by first_at, m.sender limit $2",
        (campaign, limits::CAMPAIGN_ROWS_MAX),
    )
    .await
}

/// What a campaign did in one school.
#[derive(Debug, Clone, FromRow)]
pub struct Touched {
    /// The school.
    #[sqlx(try_from = "Uuid")]
    pub school: SchoolId,
    /// Its name.
    pub name: String,
    /// Accounts of the school that carried it.
    pub accounts: i64,
    /// Copies sent from it.
    pub copies: i64,
    /// People in their audiences.
    pub readers: i64,
    /// How many were shown one of them.
    pub displayed: i64,
}

/// Schools that a campaign came from, those with the most copies first.
pub async fn touched(tx: &mut Tx, campaign: CampaignId) -> Result<Vec<Touched>> {
    tx.all(
        "select s.id as school, s.name, count(distinct m.sender) as accounts, count(*) as copies, \
         cast(sum(m.readers) as bigint) as readers, \
         (select count(distinct r.person) from message n join reading r on r.message = n.id \
            where n.campaign = $1 and n.sender_school = s.id) as displayed \
         from message m join school s on s.id = m.sender_school where m.campaign = $1 \
         group by s.id, s.name order by copies desc, s.name, s.id limit $2",
        (campaign, limits::CAMPAIGN_ROWS_MAX),
    )
    .await
}

/// One text of a campaign, and how often it came.
#[derive(Debug, Clone, FromRow)]
pub struct Variant {
    /// A message that has it.
    #[sqlx(try_from = "Uuid")]
    pub message: MessageId,
    /// Subject of that message.
    pub subject: String,
    /// Its text.
    pub body: String,
    /// SHA-256 of the letters.
    pub exact: Vec<u8>,
    /// Its mark.
    pub minhash: Option<Vec<u8>>,
    /// Copies in these letters.
    pub copies: i64,
    first_at: i64,
}

impl Variant {
    /// When it first came.
    pub fn first_at(&self) -> Millis {
        Millis(self.first_at)
    }
}

/// The distinct texts of a campaign, in the order in which they came. Letters that joined by a link or a file are left
/// out.
pub async fn variants(tx: &mut Tx, campaign: CampaignId) -> Result<Vec<Variant>> {
    tx.all(
        "select m.id as message, m.subject, m.body, v.exact, k.minhash, v.copies, v.first_at from \
         (select x.exact, count(*) as copies, min(n.sent_at) as first_at \
            from message n join sketch x on x.message = n.id \
            where n.campaign = $1 and (n.campaign_by is null or n.campaign_by = 'text') group by x.exact) v \
         join message m on m.id = (select o.id from message o join sketch y on y.message = o.id \
            where o.campaign = $1 and y.exact = v.exact order by o.sent_at, o.id limit 1) \
         join sketch k on k.message = m.id order by v.first_at, m.id limit $2",
        (campaign, limits::CAMPAIGN_VARIANTS_MAX),
    )
    .await
}

/// Copies of a campaign by state, with the people in their audiences.
pub async fn by_state(tx: &mut Tx, campaign: CampaignId) -> Result<Vec<(MessageState, i64, i64)>> {
    let rows: Vec<(String, i64, i64)> = tx
        .all(
            "select state, count(*), cast(sum(readers) as bigint) from message where campaign = $1 \
             group by state order by state",
            (campaign,),
        )
        .await?;
    rows.into_iter().map(|(state, copies, readers)| Ok((state.try_into()?, copies, readers))).collect()
}

/// People who were shown a copy: in a list at least, and open; and when the last of them was.
pub async fn exposed(tx: &mut Tx, campaign: CampaignId) -> Result<(i64, i64, Option<Millis>)> {
    let row: Option<(i64, i64, Option<i64>)> = tx
        .maybe(
            "select count(distinct r.person), count(distinct case when r.opened_at is not null then r.person end), \
             max(coalesce(r.last_opened_at, r.listed_at)) \
             from message m join reading r on r.message = m.id where m.campaign = $1",
            (campaign,),
        )
        .await?;
    let (listed, opened, last) = row.unwrap_or_default();
    Ok((listed, opened, last.map(Millis)))
}

/// Something that was done with a campaign.
#[derive(Debug, Clone, FromRow)]
pub struct StepRow {
    at: i64,
    /// What.
    #[sqlx(try_from = "String")]
    pub what: Step,
    /// Name of who did it; none when the program did.
    pub name: Option<String>,
    /// How many messages it concerned.
    pub messages: i64,
}

impl StepRow {
    /// When.
    pub fn at(&self) -> Millis {
        Millis(self.at)
    }
}

/// Keeps what was done with a campaign.
pub async fn add_step(
    tx: &mut Tx,
    id: Uuid,
    campaign: CampaignId,
    what: Step,
    actor: Option<PersonId>,
    messages: u64,
    now: Millis,
) -> Result<()> {
    tx.run(
        "insert into campaign_step (id, campaign, at, what, actor, messages) values ($1, $2, $3, $4, $5, $6)",
        (id, campaign, now, what, actor, messages.cast_signed()),
    )
    .await?;
    Ok(())
}

/// What was done with a campaign, oldest first.
pub async fn steps(tx: &mut Tx, campaign: CampaignId) -> Result<Vec<StepRow>> {
    tx.all(
        "select s.at, s.what, p.given_name || ' ' || p.family_name as name, s.messages \
         from campaign_step s left join person p on p.id = s.actor where s.campaign = $1 order by s.at, s.id limit $2",
        (campaign, limits::CAMPAIGN_ROWS_MAX),
    )
    .await
}

/// Other campaigns that could be the same: of these, those that a letter of this one was nearly like, newest first.
pub async fn merge_candidates(tx: &mut Tx, campaign: CampaignId, since: Millis) -> Result<Vec<Campaign>> {
    tx.all(
        "select id, state, label, opened_at, changed_at, confirmed_at, merged_into from campaign \
         where id <> $1 and state not in ('merged', 'false_alarm') and changed_at > $2 \
         and (state <> 'suspected' or exists (select 1 from message m where m.campaign = campaign.id \
            and m.state in ('held', 'withdrawn'))) \
         order by changed_at desc, id limit $3",
        (campaign, since, limits::PAGE_ROWS),
    )
    .await
}

/// Confirmed and contained campaigns without a copy since a moment.
pub async fn silent(tx: &mut Tx, since: Millis) -> Result<Vec<Campaign>> {
    tx.all(
        "select c.id, c.state, c.label, c.opened_at, c.changed_at, c.confirmed_at, c.merged_into from campaign c \
         where c.state in ('confirmed', 'contained') and c.changed_at <= $1 \
         and not exists (select 1 from message m where m.campaign = c.id and m.sent_at > $1) \
         order by c.changed_at, c.id limit $2",
        (since, limits::PAGE_ROWS),
    )
    .await
}
