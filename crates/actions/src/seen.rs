//! What was seen before that is like a letter: its near copies, the campaign that it would join, a threat known for
//! years, a link or a file of one. The judge is told of it, and once the letter is stored it joins its campaign.

use model::{
    Actor, CampaignId, MessageId, Millis, PersonId, campaign::PatternKind, campaign::State, limits, message,
    verdict::Verdict,
};
use shield::{
    ConfirmedMatch, Letter, indicators,
    sketch::{MinHash, Prepared},
};
use store::{
    Tx,
    attachment::Attachment,
    campaign::{Campaign, Counts},
    verdict::Candidate,
};

use crate::{App, Result, record, siblings, situation};

/// Near copies compared for one letter.
const COMPARED_MAX: i64 = 64;
/// Likeness of its mark to a known threat from which a letter is taken for it: there is no text to compare with.
const KNOWN_FROM: f32 = 0.6;
/// Known threats whose marks are compared with one letter.
const KNOWN_COMPARED_MAX: i64 = 200;
/// Letters with the same link or file that are looked at.
const HOLDERS_MAX: i64 = 8;

/// What was seen before.
#[derive(Debug)]
pub(crate) struct Seen {
    /// Near copies of the last days, newest first.
    pub(crate) near: Vec<Candidate>,
    /// Links, sites and files of the letter.
    pub(crate) indicators: Vec<(PatternKind, String)>,
    /// A confirmed threat that it is like.
    pub(crate) confirmed: Option<ConfirmedMatch>,
    /// The campaign that it would join, and what others sent of it.
    pub(crate) campaign: Option<(Campaign, Counts)>,
}

impl Seen {
    /// Looks for what is like a letter: three statements over indexes, more only for what is found.
    pub(crate) async fn of(
        tx: &mut Tx,
        sender: PersonId,
        files: &[Attachment],
        text: &Letter<'_>,
        read: &Prepared,
        now: Millis,
    ) -> Result<Seen> {
        let since = now - limits::LOOK_BACK;
        let near = siblings::near(tx, read, since, COMPARED_MAX).await?;
        let indicators = found_in(text, files.iter().map(|file| file.sha256.as_slice()));
        let mut confirmed = withdrawn(tx, &near, read).await?;
        if confirmed.is_none() {
            confirmed = known(tx, read).await?;
        }
        if confirmed.is_none() {
            confirmed = by_indicator(tx, &indicators).await?;
        }
        let campaign = match campaign_of(tx, &near).await? {
            Some(campaign) => {
                let counts = store::campaign::counts(tx, campaign.id, Some(sender)).await?;
                Some((campaign, counts))
            }
            None => None,
        };
        Ok(Seen { near, indicators, confirmed, campaign })
    }

    /// Once the letter is stored: keeps its links and files, and puts it in its campaign, which begins with the second
    /// account that sends nearly the same. Who only reports what another wrote joins nothing.
    pub(crate) async fn join(
        &self,
        app: &App,
        tx: &mut Tx,
        id: MessageId,
        actor: &Actor,
        verdict: &Verdict,
        now: Millis,
    ) -> Result<Option<CampaignId>> {
        store::indicator::keep(tx, id, &self.indicators, now).await?;
        if siblings::reports(&verdict.labels, f64::from(verdict.threat)) {
            return Ok(None);
        }
        if let Some((campaign, _)) = &self.campaign {
            store::campaign::join(tx, id, campaign.id, PatternKind::Text).await?;
            let others = self.near.iter().filter(|c| c.joined_otherwise() && c.campaign() == Some(campaign.id));
            for copy in others {
                store::campaign::join(tx, copy.message, campaign.id, PatternKind::Text).await?;
            }
            revive(app, tx, campaign, now).await?;
            if campaign.state.is_threat() {
                situation::for_copy(app, tx, campaign.id, id, now).await?;
            }
            return Ok(Some(campaign.id));
        }
        // What a person said is harmless makes no new campaign.
        if self.near.iter().any(|c| c.campaign().is_some()) {
            return Ok(None);
        }
        let mut first = Vec::new();
        for near in self.near.iter().filter(|c| c.sender != actor.person) {
            if !siblings::reports(&near.labels()?, near.threat) {
                first.push(near.message);
            }
        }
        let found = if first.is_empty() {
            self.holders(tx, actor, now).await?
        } else {
            Holders::Free(first, PatternKind::Text)
        };
        let (members, by) = match found {
            Holders::Of(campaign, by) => {
                store::campaign::join(tx, id, campaign, by).await?;
                return Ok(Some(campaign));
            }
            Holders::Alone => return Ok(None),
            Holders::Free(members, by) => (members, by),
        };
        let Some(seed) = members.last() else { return Ok(None) };
        let campaign = app.id::<CampaignId>();
        let label = siblings_label(now);
        store::campaign::open(tx, campaign, *seed, State::Suspected, None, &label, now).await?;
        for member in &members {
            store::campaign::join(tx, *member, campaign, by).await?;
        }
        store::campaign::join(tx, id, campaign, by).await?;
        let copies = members.len() as u64 + 1;
        store::campaign::add_step(tx, app.id(), campaign, model::campaign::Step::Suspected, None, copies, now).await?;
        let facts = serde_json::json!({ "messages": members, "by": by });
        record::append(app, tx, "campaign.suspect", None, &format!("campaign/{campaign}"), &facts).await?;
        Ok(Some(campaign))
    }

    /// Others who sent the same file, or a link to the same thing.
    async fn holders(&self, tx: &mut Tx, actor: &Actor, now: Millis) -> Result<Holders> {
        for (kind, value) in &self.indicators {
            if *kind == PatternKind::Domain {
                continue;
            }
            let found = store::indicator::holders(tx, *kind, value, now - limits::LOOK_BACK, HOLDERS_MAX).await?;
            let others: Vec<_> = found.iter().filter(|holder| holder.sender != actor.person).collect();
            if let Some(campaign) = others.iter().find_map(|holder| holder.campaign()) {
                let known = store::campaign::get(tx, campaign).await?;
                if known.is_some_and(|campaign| campaign.state.takes_copies()) {
                    return Ok(Holders::Of(campaign, *kind));
                }
            } else if !others.is_empty() {
                return Ok(Holders::Free(others.iter().map(|holder| holder.message).collect(), *kind));
            }
        }
        Ok(Holders::Alone)
    }
}

enum Holders {
    /// In this campaign.
    Of(CampaignId, PatternKind),
    /// In none.
    Free(Vec<MessageId>, PatternKind),
    /// Nobody.
    Alone,
}

/// The name of a campaign until somebody gives it a better one.
pub(crate) fn siblings_label(at: Millis) -> String {
    format!("campagne du {}", day(at))
}

/// Links, sites and files, as they are kept.
pub(crate) fn found_in<'a>(text: &Letter<'_>, files: impl Iterator<Item = &'a [u8]>) -> Vec<(PatternKind, String)> {
    let mut found: Vec<(PatternKind, String)> =
        files.map(|sha256| (PatternKind::File, model::text::hex(sha256))).collect();
    for link in indicators::links(text.subject).into_iter().chain(indicators::links(text.body)) {
        if link.is_precise() {
            found.push((PatternKind::Link, link.link.clone()));
        }
        found.push((PatternKind::Domain, link.domain));
    }
    found.sort();
    found.dedup();
    found
}

/// The nearest copy that a person has withdrawn, unless its campaign was a false alarm.
async fn withdrawn(tx: &mut Tx, near: &[Candidate], read: &Prepared) -> Result<Option<ConfirmedMatch>> {
    let mut best: Option<ConfirmedMatch> = None;
    for copy in near.iter().filter(|c| c.state == message::State::Withdrawn) {
        if let Some(campaign) = copy.campaign()
            && store::campaign::get(tx, campaign).await?.is_some_and(|c| c.state == State::FalseAlarm)
        {
            continue;
        }
        let similarity = read.likeness(&siblings::read(&copy.subject, &copy.body));
        if best.as_ref().is_none_or(|best| best.similarity < similarity) {
            best = Some(ConfirmedMatch { similarity, campaign: format!("vue le {}", day(copy.sent_at())) });
        }
    }
    Ok(best)
}

/// A threat known for years.
async fn known(tx: &mut Tx, read: &Prepared) -> Result<Option<ConfirmedMatch>> {
    if !read.may_have_siblings() {
        return Ok(None);
    }
    let sketch = read.sketch();
    let mut best: Option<ConfirmedMatch> = None;
    for threat in store::threat::candidates(tx, sketch.exact, sketch.bands(), KNOWN_COMPARED_MAX).await? {
        let same = threat.exact == sketch.exact;
        let similarity =
            if same { 1.0 } else { MinHash::from_bytes(&threat.minhash).map_or(0.0, |m| m.likeness(&sketch.minhash)) };
        if similarity >= KNOWN_FROM && best.as_ref().is_none_or(|best| best.similarity < similarity) {
            let campaign = format!("{}, déjà vue le {}", threat.label, day(threat.seen_at()));
            best = Some(ConfirmedMatch { similarity, campaign });
        }
    }
    Ok(best)
}

/// A link or a file of a confirmed campaign.
async fn by_indicator(tx: &mut Tx, indicators: &[(PatternKind, String)]) -> Result<Option<ConfirmedMatch>> {
    for (kind, value) in indicators {
        if let Some((_, at)) = store::indicator::confirmed(tx, *kind, value).await? {
            let what = match kind {
                PatternKind::File => "même pièce jointe",
                PatternKind::Picture => "même image",
                PatternKind::Link => "même lien",
                PatternKind::Domain | PatternKind::Text => "même site",
            };
            return Ok(Some(ConfirmedMatch { similarity: 1.0, campaign: format!("{what}, vue le {}", day(at)) }));
        }
    }
    Ok(None)
}

/// The campaign of these copies: a confirmed one before a suspected one, then that of the newest copy.
async fn campaign_of(tx: &mut Tx, near: &[Candidate]) -> Result<Option<Campaign>> {
    let mut ids: Vec<CampaignId> = Vec::new();
    for id in near.iter().filter_map(Candidate::campaign) {
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    let mut found: Option<Campaign> = None;
    for id in ids {
        let Some(campaign) = store::campaign::get(tx, id).await? else { continue };
        if campaign.state.takes_copies()
            && found.as_ref().is_none_or(|best| campaign.state.is_threat() && !best.state.is_threat())
        {
            found = Some(campaign);
        }
    }
    Ok(found)
}

/// What was contained, quiet or closed is confirmed again when it comes back.
async fn revive(app: &App, tx: &mut Tx, campaign: &Campaign, now: Millis) -> Result<()> {
    if !matches!(campaign.state, State::Contained | State::Quiet | State::Closed) {
        return Ok(());
    }
    if store::campaign::moves(tx, campaign.id, campaign.state, State::Confirmed, now).await? {
        let (id, step) = (campaign.id, model::campaign::Step::Revived);
        store::campaign::add_step(tx, app.id(), id, step, None, 1, now).await?;
        let facts = serde_json::json!({ "from": campaign.state });
        record::append(app, tx, "campaign.revive", None, &format!("campaign/{id}"), &facts).await?;
    }
    Ok(())
}

/// A day in French words, where the installation is: « 20 mars 2024 ».
pub(crate) fn day(at: Millis) -> String {
    const MONTHS: [&str; 12] = [
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
    ];
    let zone = jiff::tz::TimeZone::get("Europe/Paris").unwrap_or(jiff::tz::TimeZone::UTC);
    let Ok(at) = jiff::Timestamp::from_millisecond(at.0) else { return "une date inconnue".to_owned() };
    let at = at.to_zoned(zone);
    let month = MONTHS.get(at.month().unsigned_abs() as usize - 1).copied().unwrap_or_default();
    let day = if at.day() == 1 { "1er".to_owned() } else { at.day().to_string() };
    format!("{day} {month} {}", at.year())
}
