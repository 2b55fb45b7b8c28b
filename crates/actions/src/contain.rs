//! An account is taken from whoever uses it: every session, remembered device, password and printed code of it stops
//! holding at once, until its owner comes back by a code printed since, the desk lifts it, or its time is over.
//!
//! The machine does it by itself when it holds a threat that somebody else than the owner seems to have sent, and for
//! those who sent the same threat before. It is easy and it ends: what a machine contains wrongly comes back by itself
//! within a day. And it is bounded: past [`limits::CONTAINED_BY_MACHINE_MAX`] accounts of one campaign the machine goes
//! on holding letters, which can be undone without anybody's trouble, and asks a person about the accounts.
//!
//! When the time of a containment is over the password holds again, so that nobody is locked out for ever because no
//! desk was awake; the sessions and the remembered devices of before do not.

use model::{
    Actor, AudienceId, CampaignId, DeviceId, MessageId, Millis, PersonId, SchoolId,
    audience::{Audience, Line},
    containment::ContainmentReason,
    job::Job,
    limits,
    message::State,
    verdict::{Consequence, Verdict},
};
use store::{
    Tx,
    containment::{NewContainment, Standing},
    desk::NewDecision,
    message::Message,
};
use uuid::Uuid;

use crate::{App, Result, decoy, desk::triaged, halt::hold_strangers, record, send::Authorised, switchboard::Hint};

/// What came of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Contained {
    /// Contained, until then unless something ends it.
    Yes {
        /// When it ends by itself.
        until: Millis,
    },
    /// It was contained already.
    Already,
    /// There is no such message for this desk.
    NotFound,
}

/// Contains the account that sent a message; the desk decides it.
pub async fn contain(app: &App, actor: &Actor, id: MessageId, note: &str) -> Result<Contained> {
    let now = app.now();
    let mut tx = app.db.begin().await?;
    let Some(message) = triaged(app, &mut tx, actor, id).await? else { return Ok(Contained::NotFound) };
    if !by_desk(app, &mut tx, actor, &message, note, now).await? {
        return Ok(Contained::Already);
    }
    app.commit(tx, [Hint::Sessions, Hint::Desk, Hint::Withdrawal]).await?;
    Ok(Contained::Yes { until: now + limits::CONTAINMENT_LIFE })
}

/// Contains the accounts that the machine asked about, at most [`limits::CONTAINED_AT_ONCE_MAX`], oldest letters first.
/// Gives their number.
pub async fn contain_asked(app: &App, actor: &Actor, note: &str) -> Result<usize> {
    let now = app.now();
    let mut tx = app.db.begin().await?;
    let since = now - limits::CONTAINMENT_LIFE;
    let asked = store::containment::asked(&mut tx, actor.person, since, now, limits::CONTAINED_AT_ONCE_MAX).await?;
    let mut contained = 0;
    for one in asked {
        let Some(message) = triaged(app, &mut tx, actor, one.message).await? else { continue };
        contained += usize::from(by_desk(app, &mut tx, actor, &message, note, now).await?);
    }
    if contained > 0 {
        app.commit(tx, [Hint::Sessions, Hint::Desk, Hint::Withdrawal]).await?;
    }
    Ok(contained)
}

async fn by_desk(app: &App, tx: &mut Tx, actor: &Actor, message: &Message, note: &str, now: Millis) -> Result<bool> {
    let campaign = store::campaign::of_message(tx, message.id).await?.map(|campaign| campaign.id);
    let order = Order {
        person: message.sender,
        school: message.sender_school,
        reason: ContainmentReason::Desk,
        message: Some(message.id),
        campaign,
        by: Some(actor.person),
        note,
        out_since: message.sent_at(),
    };
    if !carry_out(app, tx, &order, now).await? {
        return Ok(false);
    }
    let decision =
        NewDecision { id: app.id(), message: message.id, campaign, actor: actor.person, verb: "contain", note };
    store::desk::decide(tx, &decision, now).await?;
    Ok(true)
}

/// An account to be contained.
pub(crate) struct Order<'a> {
    pub(crate) person: PersonId,
    pub(crate) school: SchoolId,
    pub(crate) reason: ContainmentReason,
    /// The letter that led to it, if one did.
    pub(crate) message: Option<MessageId>,
    pub(crate) campaign: Option<CampaignId>,
    /// `None`: the machine, which has a bound.
    pub(crate) by: Option<PersonId>,
    pub(crate) note: &'a str,
    /// What the account sent since then, from a device that is not its owner's, is held as well.
    pub(crate) out_since: Millis,
}

/// Contains an account inside a transaction. False: it is contained already, or the machine has reached its bound.
pub(crate) async fn carry_out(app: &App, tx: &mut Tx, order: &Order<'_>, now: Millis) -> Result<bool> {
    if order.by.is_none() {
        let since = now - limits::CONTAINMENT_LIFE;
        let already = match order.message {
            Some(_) => store::containment::by_machine(tx, order.campaign, order.school, since).await?,
            None => store::containment::by_machine_for(tx, order.reason, since).await?,
        };
        if already >= limits::CONTAINED_BY_MACHINE_MAX {
            tracing::warn!(reason = %order.reason, "the machine contains no more accounts of this kind by itself");
            return Ok(false);
        }
    }
    let until = now + limits::CONTAINMENT_LIFE;
    let new = NewContainment {
        id: app.id(),
        person: order.person,
        school: order.school,
        until,
        reason: order.reason,
        message: order.message,
        campaign: order.campaign,
        by: order.by,
        note: order.note,
    };
    if !store::containment::begin(tx, &new, [app.id(), app.id()], now).await? {
        return Ok(false);
    }
    // What its owner wrote meanwhile on their own device stays out.
    let out = store::containment::out_since(tx, order.person, order.out_since, limits::HELD_WITH_ACCOUNT_MAX).await?;
    let held = hold_strangers(tx, out, order.message, now).await?;
    let facts = serde_json::json!({
        "containment": new.id, "until": until, "reason": order.reason, "message": order.message,
        "campaign": order.campaign, "held": held, "note": order.note,
    });
    record::append(app, tx, "account.contain", order.by, &format!("person/{}", order.person), &facts).await?;
    Ok(true)
}

/// What stands between a sender and their readers, whatever the letter says: the account was contained while the letter
/// was written, or writes from a device that may write to adults of the school only.
pub(crate) async fn stop(
    tx: &mut Tx,
    actor: &Actor,
    letter: &Authorised,
    verdict: Verdict,
    now: Millis,
) -> Result<Verdict> {
    let Standing { contained, restricted } = store::containment::standing(tx, actor.person, actor.device, now).await?;
    let (code, text) = if contained {
        ("contained", "Ce compte a été confiné pendant que ce message partait.")
    } else if restricted && !only_to_adults_of_school(tx, actor, &letter.to, now).await? {
        (
            "restricted",
            "Depuis cet appareil, ce compte ne peut écrire qu’aux adultes de son établissement pour l’instant.",
        )
    } else {
        return Ok(verdict);
    };
    Ok(verdict.stopped_by(code, text))
}

/// Whether an account is contained at this moment.
pub(crate) async fn is_contained(tx: &mut Tx, person: PersonId, now: Millis) -> Result<bool> {
    Ok(store::containment::standing(tx, person, None, now).await?.contained)
}

/// Whether nobody is named but adults who work in a school of the sender's, one by one.
pub(crate) async fn only_to_adults_of_school(
    tx: &mut Tx,
    actor: &Actor,
    to: &[(Audience, Line)],
    now: Millis,
) -> Result<bool> {
    let named: Vec<AudienceId> = to.iter().map(|(audience, _)| audience.id).collect();
    are_adults_of_school(tx, actor, &named, now).await
}

/// The same of a message that was sent.
pub(crate) async fn are_adults_of_school(
    tx: &mut Tx,
    actor: &Actor,
    named: &[AudienceId],
    now: Millis,
) -> Result<bool> {
    for audience in named {
        let schools = store::person::works_in(tx, PersonId(audience.uuid()), now).await?;
        if !actor.affiliations.iter().any(|affiliation| schools.contains(&affiliation.school)) {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Does what the verdict on a letter that was just stored says of its sender's account. Gives the hints for open pages.
pub(crate) async fn follow(
    app: &App,
    tx: &mut Tx,
    actor: &Actor,
    letter: &Authorised,
    (id, state, verdict): (MessageId, State, &Verdict),
    now: Millis,
) -> Result<Vec<Hint>> {
    match verdict.consequence {
        Consequence::None => Ok(vec![]),
        Consequence::RestrictSession => {
            if let Some(device) = actor.device {
                restrict(app, tx, (actor.person, device), Some(id), now).await?;
            }
            Ok(vec![])
        }
        // Nobody's account is taken for a letter that everybody may read.
        Consequence::Contain if state != State::Held => Ok(vec![]),
        Consequence::Contain => {
            let opened = match actor.session {
                Some(session) => store::containment::session_since(tx, session).await?,
                None => None,
            };
            let sender = (actor.person, letter.school, opened.unwrap_or(now));
            take(app, tx, (id, verdict), sender, now).await
        }
    }
}

/// Does what the verdict on a letter that waited says of its sender's account: it was written hours ago.
pub(crate) async fn follow_later(
    app: &App,
    tx: &mut Tx,
    message: &Message,
    state: State,
    verdict: &Verdict,
    now: Millis,
) -> Result<Vec<Hint>> {
    if verdict.consequence != Consequence::Contain || state != State::Held {
        return Ok(vec![]);
    }
    let sender = (message.sender, message.sender_school, message.sent_at());
    take(app, tx, (message.id, verdict), sender, now).await
}

/// Contains the account that sent a threat, with what it sent since a moment, and has those looked for who sent it before.
async fn take(
    app: &App,
    tx: &mut Tx,
    (threat, verdict): (MessageId, &Verdict),
    (person, school, out_since): (PersonId, SchoolId, Millis),
    now: Millis,
) -> Result<Vec<Hint>> {
    let order = Order {
        person,
        school,
        reason: if decoy::is_reason(verdict) { ContainmentReason::Decoy } else { ContainmentReason::Threat },
        message: Some(threat),
        campaign: store::campaign::of_message(tx, threat).await?.map(|campaign| campaign.id),
        by: None,
        note: "",
        out_since,
    };
    carry_out(app, tx, &order, now).await?;
    let job = Job::Carriers { message: threat };
    store::job::push(tx, app.id(), &job, Some(&format!("carriers/{threat}")), now).await?;
    Ok(vec![Hint::Sessions, Hint::Desk, Hint::Withdrawal])
}

/// The device keeps reading and writing to adults of the school, who may help; ending its session would stop nobody
/// who has the password, and would throw out an owner who has a new telephone.
pub(crate) async fn restrict(
    app: &App,
    tx: &mut Tx,
    (person, device): (PersonId, DeviceId),
    message: Option<MessageId>,
    now: Millis,
) -> Result<()> {
    let until = now + limits::RESTRICTION_LIFE;
    if store::containment::restrict(tx, person, device, until, now).await? {
        let facts = serde_json::json!({ "device": device, "until": until, "message": message });
        let subject = format!("person/{person}");
        record::append(app, tx, "device.restrict", None, &subject, &facts).await?;
    }
    Ok(())
}

/// The owner is back: what was decided on the account until then is over.
pub(crate) async fn owner_returned(app: &App, tx: &mut Tx, person: PersonId, now: Millis) -> Result<()> {
    let ended: Option<Uuid> = store::containment::returned(tx, person, now).await?;
    if let Some(containment) = ended {
        let facts = serde_json::json!({ "containment": containment });
        record::append(app, tx, "account.return", Some(person), &format!("person/{person}"), &facts).await?;
    }
    Ok(())
}
