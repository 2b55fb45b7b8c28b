//! Invariants 1, 2, 4 and 8: who was shown what, and who may be.

use std::collections::BTreeSet;

use actions::{
    send::Sent,
    testing::{Facts, World},
};
use model::{
    MessageId, Millis, PersonId,
    message::{Refusal, State},
    wave::WavePlan,
};
use store::mailbox::{self, Cursor};
use uuid::Uuid;

use super::{Broken, History, holds, rows};
use crate::{perform::Outcome, plan::Plan};

/// What of the ledger was checked.
#[derive(Default)]
pub(super) struct Ledger(BTreeSet<(Uuid, Uuid, i64)>);

#[derive(Debug, Clone)]
struct Letter {
    id: Uuid,
    sender: Uuid,
    state: String,
    wave: Option<WavePlan>,
}

/// Message, sender, state, wave, whether it is slow, readers.
type Written = (Uuid, Uuid, String, Option<i64>, Option<i64>, bool, i64);

/// Person, message, listed, opened, opened again, file opened.
type Line = (Uuid, Uuid, i64, Option<i64>, Option<i64>, Option<i64>);

/// Person, message, opened, unread, put away.
type Mark = (Uuid, Uuid, Option<i64>, bool, Option<i64>);

async fn letters(world: &World) -> Result<Vec<Letter>, Broken> {
    let sql =
        "select id, sender, state, wave_from, wave_key, wave_slow, readers from message order by sent_at desc, id desc";
    let found: Vec<Written> = rows(world, sql).await?;
    let letter = |(id, sender, state, from, key, slow, readers): Written| {
        let plan = |(from, key): (i64, i64)| WavePlan { from: Millis(from), readers, key: key.cast_unsigned(), slow };
        let wave = from.zip(key).map(plan);
        Letter { id, sender, state, wave }
    };
    Ok(found.into_iter().map(letter).collect())
}

/// Message and person, for every person who belonged to an audience of the message when it was sent.
async fn addressed(world: &World) -> Result<BTreeSet<(Uuid, Uuid)>, Broken> {
    let named: Vec<(Uuid, Uuid, i64)> =
        rows(world, "select message, audience, sent_at from message_audience order by message, audience").await?;
    let members: Vec<(Uuid, Uuid, i64, i64)> =
        rows(world, "select person, audience, since, until from membership order by person, audience, since").await?;
    let mut addressed = BTreeSet::new();
    for (message, audience, sent_at) in named {
        addressed.insert((message, audience));
        let there = members.iter().filter(|m| m.1 == audience && m.2 <= sent_at && sent_at < m.3);
        addressed.extend(there.map(|(person, ..)| (message, *person)));
    }
    Ok(addressed)
}

impl Ledger {
    /// Every new line of the ledger tells of a message that was out for that reader at that moment.
    pub(super) async fn only_what_was_out(&mut self, world: &World, history: &History) -> Result<(), Broken> {
        let sql = "select person, message, listed_at, opened_at, last_opened_at, file_opened_at from reading \
                   order by person, message";
        let lines: Vec<Line> = rows(world, sql).await?;
        let mut new = Vec::new();
        for (person, message, listed, opened, again, file) in lines {
            holds(opened.is_none_or(|opened| opened >= listed), || "opened before it was listed".to_owned())?;
            let times = [Some(listed), opened, again, file].into_iter().flatten();
            new.extend(times.map(|at| (person, message, at)).filter(|line| !self.0.contains(line)));
        }
        if new.is_empty() {
            return Ok(());
        }
        let (letters, addressed) = (letters(world).await?, addressed(world).await?);
        for (person, message, at) in new {
            let letter = letters.iter().find(|letter| letter.id == message);
            let letter = letter.ok_or_else(|| format!("the ledger knows {message}, the mailbox does not"))?;
            let out = match history.at(MessageId(message), at) {
                Some(State::Delivered) => true,
                Some(State::Waves) => {
                    letter.wave.is_some_and(|w| w.is_out_for(PersonId(person), MessageId(message), Millis(at)))
                }
                _ => false,
            };
            holds(out, || format!("{person} was shown {message} at {at}, when it was not out"))?;
            holds(addressed.contains(&(message, person)), || format!("{person} was shown {message} of others"))?;
            self.0.insert((person, message, at));
        }
        Ok(())
    }
}

/// The inbox that the program gives is the one that the rows give, and so is the count of unread messages.
pub(super) async fn inbox_is_what_the_rows_say(world: &World, key: &str) -> Result<(), Broken> {
    let (person, now) = (world.person(key).id, world.now());
    let marks: Vec<Mark> =
        rows(world, "select person, message, opened_at, unread, trashed_at from reading order by person, message")
            .await?;
    let (letters, addressed) = (letters(world).await?, addressed(world).await?);
    let (mut expected, mut unread) = (Vec::new(), 0);
    for letter in letters.iter().filter(|letter| addressed.contains(&(letter.id, person.uuid()))) {
        let mark = marks.iter().find(|mark| mark.0 == person.uuid() && mark.1 == letter.id);
        let visible = match letter.state.as_str() {
            "delivered" => true,
            "waves" => letter.wave.is_some_and(|w| w.is_out_for(person, MessageId(letter.id), now)),
            _ => false,
        };
        let notice = letter.state == "withdrawn" && mark.is_some();
        if mark.is_none_or(|mark| mark.4.is_none()) && (visible || notice) {
            expected.push(letter.id);
            unread += i64::from(visible && mark.is_none_or(|mark| mark.2.is_none() || mark.3));
        }
    }
    let failed = |error: store::Error| error.to_string();
    let mut tx = world.app.db.read().await.map_err(failed)?;
    let belongings = mailbox::belongings(&mut tx, person).await.map_err(failed)?;
    let (mut shown, mut at) = (Vec::new(), Some(Cursor::NEWEST));
    while let Some(before) = at {
        // A small page, so that the seams between pages are looked at too.
        let (page, next) = mailbox::page(&mut tx, person, &belongings, before, 7, now).await.map_err(failed)?;
        shown.extend(page.into_iter().map(|row| row.id.uuid()));
        at = next;
    }
    holds(shown == expected, || format!("the inbox of {key} shows {shown:?}, the rows say {expected:?}"))?;
    let counted = mailbox::unread(&mut tx, person, &belongings, now).await.map_err(failed)?;
    let bounded = unread.min(model::limits::UNREAD_SHOWN_MAX + 1);
    holds(counted == bounded || expected.len() > 300, || format!("{key} has {bounded} unread, is told {counted}"))
}

/// What was on a screen was in the ledger first (invariant 4).
pub(super) async fn shown_is_in_the_ledger(world: &World, outcome: &Outcome) -> Result<(), Broken> {
    let Outcome::Shown(person, shown) = outcome else { return Ok(()) };
    let ledger: Vec<(Uuid, Uuid, i64, Option<i64>)> =
        rows(world, "select person, message, listed_at, last_opened_at from reading order by person, message").await?;
    for (message, open) in shown {
        let line = ledger.iter().find(|line| line.0 == person.uuid() && line.1 == message.uuid());
        let written = line.is_some_and(|line| line.2 <= world.now().0 && (!open || line.3 == Some(world.now().0)));
        holds(written, || format!("{person} was shown {message} and the ledger does not say so"))?;
    }
    Ok(())
}

/// What was accepted was allowed, whole, by the second writing of the rules; a reply grants no breadth (invariant 8).
pub(super) async fn sent_as_the_rules_say(
    world: &World,
    facts: Option<&Facts>,
    plan: &Plan,
    outcome: &Outcome,
) -> Result<(), Broken> {
    let (Plan::Send { who, draft, .. }, Outcome::Sent(sent), Some(facts)) = (plan, outcome, facts) else {
        return Ok(());
    };
    let answered: Option<Uuid> = match draft.in_reply_to {
        Some(message) => letters(world).await?.into_iter().find(|l| l.id == message.uuid()).map(|l| l.sender),
        None => None,
    };
    let mut to = draft.to.iter().map(|addressee| addressee.audience.uuid());
    let allowed = to.all(|id| facts.may_write(world.uuid(who), id) || answered == Some(id));
    match sent {
        Sent::Refused(Refusal::NotAllowed) => {
            let has_school = facts.has_school(world.uuid(who));
            holds(!allowed || !has_school, || format!("{who} was refused what the rules allow: {:?}", draft.to))
        }
        Sent::Refused(_) => Ok(()),
        _ => holds(allowed, || format!("{who} wrote to those that the rules forbid: {:?}", draft.to)),
    }
}
