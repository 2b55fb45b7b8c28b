//! Invariants 1 and 5: the journal alone tells the state of every message at every moment, and the table agrees.

use std::collections::BTreeMap;

use actions::testing::World;
use model::{MessageId, message::State};
use serde_json::Value;
use uuid::Uuid;

use super::{Broken, holds, rows};

/// The states of each message, as the journal tells them.
#[derive(Default)]
pub struct History {
    states: BTreeMap<Uuid, Vec<(i64, State)>>,
    heard_until: i64,
}

/// Message, state, sent, delivered, judged, outcome.
type Stored = (Uuid, String, i64, Option<i64>, Option<i64>, Option<String>);

impl History {
    /// Reads the entries since last time.
    pub(super) async fn follow(&mut self, world: &World) -> Result<(), Broken> {
        let sql = "select at, verb, subject, payload from journal_entry order by at, id";
        let entries: Vec<(i64, String, String, Option<String>)> = rows(world, sql).await?;
        let new = entries.into_iter().filter(|(at, ..)| *at > self.heard_until).collect::<Vec<_>>();
        for (at, verb, subject, payload) in new {
            self.heard_until = at;
            let facts: Value = serde_json::from_str(&payload.unwrap_or_default()).map_err(|error| error.to_string())?;
            self.hear(at, &verb, &subject, &facts)?;
        }
        Ok(())
    }

    fn hear(&mut self, at: i64, verb: &str, subject: &str, facts: &Value) -> Result<(), Broken> {
        let named = |value: &Value| value.as_str().and_then(|id| Uuid::parse_str(id).ok());
        let subject_id = subject.split_once('/').and_then(|(_, id)| Uuid::parse_str(id).ok()).unwrap_or_default();
        match verb {
            "message.send" => {
                let first = facts["state"].as_str().and_then(State::from_code);
                let first = first.ok_or_else(|| format!("{subject} was sent in no known state"))?;
                self.states.insert(subject_id, vec![(at, first)]);
                Ok(())
            }
            "message.report" => {
                let held = facts["held"].as_array().cloned().unwrap_or_default();
                held.iter().filter_map(named).try_for_each(|id| self.becomes(id, State::Held, at))
            }
            "message.release" | "message.waves_out" => self.becomes(subject_id, State::Delivered, at),
            "message.withdraw" => self.becomes(subject_id, State::Withdrawn, at),
            "campaign.withdraw" => {
                let copies = facts["copies"].as_array().cloned().unwrap_or_default();
                let all = copies.iter().chain([&facts["message"]]).filter_map(named);
                let live: Vec<Uuid> = all.filter(|id| self.now(*id) != Some(State::Withdrawn)).collect();
                let said = facts["withdrawn"].as_u64().unwrap_or_default();
                holds(said == live.len() as u64, || {
                    format!("{subject} says {said} withdrawn, the journal names {}", live.len())
                })?;
                live.into_iter().try_for_each(|id| self.becomes(id, State::Withdrawn, at))
            }
            _ => Ok(()),
        }
    }

    fn becomes(&mut self, id: Uuid, next: State, at: i64) -> Result<(), Broken> {
        let states = self.states.entry(id).or_default();
        let before = states.last().map(|(_, state)| *state);
        states.push((at, next));
        holds(before.is_some_and(|before| before.may_become(next)), || {
            format!("message {id} went from {before:?} to {next:?}")
        })
    }

    fn now(&self, id: Uuid) -> Option<State> {
        self.states.get(&id).and_then(|states| states.last()).map(|(_, state)| *state)
    }

    /// The state of a message at a moment.
    pub(super) fn at(&self, id: MessageId, at: i64) -> Option<State> {
        let states = self.states.get(&id.uuid())?;
        states.iter().rev().find(|(since, _)| *since <= at).map(|(_, state)| *state)
    }

    /// Every message of the table is in the state that the journal tells, has one verdict, and was judged before it
    /// went out (invariant 2).
    pub(super) async fn agrees_with_the_table(&self, world: &World) -> Result<(), Broken> {
        let sql = "select m.id, m.state, m.sent_at, m.delivered_at, v.judged_at, v.outcome from message m \
                   left join verdict v on v.message = m.id order by m.id";
        let messages: Vec<Stored> = rows(world, sql).await?;
        holds(messages.len() == self.states.len(), || {
            format!("{} messages, {} in the journal", messages.len(), self.states.len())
        })?;
        for (id, state, sent_at, delivered_at, judged_at, outcome) in messages {
            let told = self.now(id).map(State::code);
            holds(told == Some(state.as_str()), || format!("message {id} is {state}, the journal says {told:?}"))?;
            let judged =
                judged_at.is_some_and(|judged| judged <= delivered_at.unwrap_or(i64::MAX) && judged >= sent_at);
            holds(judged, || format!("message {id} went out before it was judged"))?;
            let first = self.states.get(&id).and_then(|states| states.first()).map(|(_, state)| *state);
            let held = outcome.as_deref() == Some("hold");
            holds(held == (first == Some(State::Held)), || {
                format!("message {id} was judged {outcome:?}, was {first:?}")
            })?;
        }
        Ok(())
    }
}
