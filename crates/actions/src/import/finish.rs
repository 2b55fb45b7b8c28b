//! The end of reading: what is closed, and how many that is.

use model::{limits, roster::Part};
use store::roster::{known, plan};

use super::{
    Watcher,
    prepare::{Planner, Prepared},
    report::{Closing, Phase},
};
use crate::Result;

impl Planner<'_> {
    /// Plans the ends of what the files do not name any more, once they are read.
    pub(super) async fn finish(&mut self, watcher: &Watcher<'_>) -> Result<Prepared> {
        watcher.tell(self.progress(Phase::Closing));
        self.settle_schools();
        if !self.recognise().await? {
            return Ok(Prepared::Overtaken);
        }
        self.close_sections().await?;
        if self.records.has_absent() && !self.close_absent(watcher).await? {
            return Ok(Prepared::Overtaken);
        }
        if !self.write().await? {
            return Ok(Prepared::Overtaken);
        }
        let mut tx = self.app.db.read().await?;
        let of = known::people_in_scope(&mut tx, self.now).await? as u64;
        self.preview.asks_confirmation = Closing::if_many(self.preview.people().closed, of);
        Ok(Prepared::Ready(Box::new(self.preview.clone())))
    }

    async fn close_sections(&mut self) -> Result<()> {
        let mut tx = self.app.db.read().await?;
        for at in 0..self.schools.all.len() {
            let school = &self.schools.all[at];
            if !school.in_scope && school.people.is_none() {
                continue;
            }
            let (id, holds_every_pupil) =
                (school.id, school.pupils.as_ref().is_some_and(|prefix| self.task.roster.complete.contains(prefix)));
            let people = self.desk(&mut tx).people(at).await?;
            people.settle(id, holds_every_pupil, self.now, &mut self.rows, &mut self.preview);
        }
        Ok(())
    }

    /// Plans the end of everybody of the schools in scope whom the files do not name any more.
    async fn close_absent(&mut self, watcher: &Watcher<'_>) -> Result<bool> {
        for at in 0..self.schools.all.len() {
            if !self.schools.all[at].in_scope {
                continue;
            }
            let school = self.schools.all[at].id;
            let mut tx = self.app.db.read().await?;
            for prefix in &self.task.roster.complete {
                let part = part_of(prefix);
                for record in known::records_in_school(&mut tx, school, prefix, self.now).await? {
                    let Some(entry) = self.records.is_absent(&record.source_key) else { continue };
                    self.number += 1;
                    self.preview.part(part).closed += 1;
                    let number = self.number;
                    let key = record.source_key;
                    self.desk(&mut tx).plan_end(key, entry, part, plan::Standing::Absent, number).await?;
                }
            }
            drop(tx);
            if self.rows.records.len() >= limits::IMPORT_RECORDS_PER_STAGE && !self.write().await? {
                return Ok(false);
            }
            watcher.tell(self.progress(Phase::Closing));
        }
        Ok(true)
    }
}

/// The part that a prefix of keys is of: `aaf:eleve:`.
fn part_of(prefix: &str) -> Part {
    match prefix.trim_end_matches(':').rsplit(':').next() {
        Some("eleve") => Part::Pupil,
        Some("resp") => Part::Guardian,
        _ => Part::Staff,
    }
}
