//! One person under two keys: a teacher who is also a parent, a parent whom a primary school and a collège both name.

use std::collections::HashMap;

use model::{PersonId, roster::Part};
use store::roster::same::{self, Likeness};

use super::prepare::Planner;
use crate::Result;

impl Planner<'_> {
    /// Gives new records of adults to the people whom they turn out to name; false when another import took over.
    pub(super) async fn recognise(&mut self) -> Result<bool> {
        if !std::mem::take(&mut self.has_new_adults) {
            return Ok(true);
        }
        if !self.write().await? {
            return Ok(false);
        }
        let mut tx = self.app.db.begin().await?;
        for within_plan in [false, true] {
            let found =
                if within_plan { same::within_plan(&mut tx).await? } else { same::with_directory(&mut tx).await? };
            let possible = found.into_iter().filter(|likeness| self.may_be_one(likeness)).collect();
            let united = one_each(possible);
            for (likeness, known) in &united {
                self.records.unite(&likeness.source_key, *known);
            }
            self.preview.recognised += united.len() as u64;
            for (likeness, _) in &united {
                let part = if likeness.source_key.contains(":resp:") { Part::Guardian } else { Part::Staff };
                let counts = self.preview.part(part);
                counts.created -= 1;
                counts.changed += 1;
            }
            let pairs = united.into_iter().map(|(likeness, known)| (likeness.person, known)).collect();
            same::unite(&mut tx, pairs).await?;
        }
        tx.commit().await?;
        Ok(true)
    }

    /// Two records that one file holds at once are two people, whatever their names: only a record that is gone, or one
    /// of another sort, can be somebody's other one.
    fn may_be_one(&self, likeness: &Likeness) -> bool {
        let sort = |key: &str| key.rsplit_once(':').map(|(sort, _)| sort.to_owned());
        sort(&likeness.source_key) != sort(&likeness.known_key)
            || likeness.known_fingerprint == 0
            || self.records.is_absent(&likeness.known_key).is_some()
    }
}

/// Of records that seem to name somebody: those that can only mean one person. Who was recognised stands for that
/// person in what follows.
fn one_each(found: Vec<Likeness>) -> Vec<(Likeness, PersonId)> {
    let mut united: HashMap<PersonId, PersonId> = HashMap::new();
    let mut all: Vec<(Likeness, Vec<PersonId>)> = Vec::new();
    for likeness in found {
        match all.last_mut() {
            Some((last, known)) if last.person == likeness.person => known.push(likeness.known),
            _ => all.push((likeness.clone(), vec![likeness.known])),
        }
    }
    let mut sure = Vec::new();
    for (likeness, known) in all {
        let mut known: Vec<PersonId> = known.iter().map(|one| united.get(one).copied().unwrap_or(*one)).collect();
        known.sort_unstable();
        known.dedup();
        if let [one] = known[..] {
            united.insert(likeness.person, one);
            sure.push((likeness, one));
        }
    }
    sure
}
