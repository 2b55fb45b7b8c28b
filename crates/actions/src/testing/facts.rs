//! The rules of who writes to whom, written a second time in plain Rust over the rows of the directory, so that the
//! program's SQL can be held against them.

use std::collections::{BTreeMap, BTreeSet};

use uuid::Uuid;

use super::World;

/// The directory as it stands at one moment.
pub struct Facts {
    now: i64,
    /// People who have not left.
    pub people: BTreeSet<Uuid>,
    /// Person, school, profile.
    affiliations: BTreeSet<(Uuid, Uuid, String)>,
    /// Person, class or group, profile.
    in_sections: BTreeSet<(Uuid, Uuid, String)>,
    /// Guardian, child.
    guardians: BTreeSet<(Uuid, Uuid)>,
    classes: BTreeSet<Uuid>,
    /// Audience: its school, and until when its members may write to all of it.
    pub audiences: BTreeMap<Uuid, (Uuid, i64)>,
    /// Person, audience.
    members: BTreeSet<(Uuid, Uuid)>,
}

impl Facts {
    /// Reads the directory.
    pub async fn read(world: &World) -> Facts {
        let now = world.now().0;
        let mut tx = world.app.db.read().await.expect("reads");
        let current = |since: i64, until: i64| since <= now && now < until;
        let people: Vec<(Uuid, i64)> = tx.all("select id, left_at from person", ()).await.expect("people");
        let affiliations: Vec<(Uuid, Uuid, String, i64, i64)> =
            tx.all("select person, school, profile, since, until from affiliation", ()).await.expect("affiliations");
        let guardians: Vec<(Uuid, Uuid, i64, i64)> =
            tx.all("select guardian, pupil, since, until from guardianship", ()).await.expect("guardians");
        let sections: Vec<(Uuid, String)> = tx.all("select id, kind from section", ()).await.expect("sections");
        let audiences: Vec<(Uuid, Uuid, Option<Uuid>, String, i64)> =
            tx.all("select id, school, section, profile, open_until from audience", ()).await.expect("audiences");
        let members: Vec<(Uuid, Uuid, i64, i64)> =
            tx.all("select person, audience, since, until from membership", ()).await.expect("members");
        let members: BTreeSet<_> = members.into_iter().filter(|m| current(m.2, m.3)).map(|m| (m.0, m.1)).collect();
        let of_audience = |id: Uuid| audiences.iter().find(|a| a.0 == id).expect("an audience");
        let in_sections = members
            .iter()
            .filter_map(|(person, audience)| {
                let (_, _, section, profile, _) = of_audience(*audience);
                section.map(|section| (*person, section, profile.clone()))
            })
            .collect();
        Facts {
            now,
            people: people.into_iter().filter(|p| p.1 > now).map(|p| p.0).collect(),
            affiliations: affiliations.into_iter().filter(|f| current(f.3, f.4)).map(|f| (f.0, f.1, f.2)).collect(),
            in_sections,
            guardians: guardians.into_iter().filter(|g| current(g.2, g.3)).map(|g| (g.0, g.1)).collect(),
            classes: sections.iter().filter(|s| s.1 == "class").map(|s| s.0).collect(),
            audiences: audiences.iter().map(|a| (a.0, (a.1, a.4))).collect(),
            members,
        }
    }

    /// Whether this person may write to this person or audience.
    pub fn may_write(&self, who: Uuid, to: Uuid) -> bool {
        match self.audiences.get(&to) {
            Some((school, open_until)) => {
                self.works_in(who, *school) || (self.members.contains(&(who, to)) && *open_until > self.now)
            }
            None => self.people.contains(&to) && self.may_write_to_person(who, to),
        }
    }

    fn may_write_to_person(&self, who: Uuid, to: Uuid) -> bool {
        let family = self.guardians.contains(&(who, to)) || self.guardians.contains(&(to, who));
        let colleague = self.schools_of(to).any(|school| self.works_in(who, school));
        family || colleague || self.pupil_may(who, to) || self.guardian_may(who, to)
    }

    fn pupil_may(&self, who: Uuid, to: Uuid) -> bool {
        let mut sections = self.sections(who, "pupil");
        let met = sections.any(|section| {
            let classmate = self.classes.contains(&section) && self.is_in(to, section, "pupil");
            classmate || self.is_in(to, section, "teacher")
        });
        met || self.schools_as(who, "pupil").any(|school| self.is(to, school, "staff"))
    }

    fn guardian_may(&self, who: Uuid, to: Uuid) -> bool {
        self.guardians.iter().filter(|(guardian, _)| *guardian == who).any(|(_, child)| {
            self.sections(*child, "pupil").any(|section| self.is_in(to, section, "teacher"))
                || self
                    .schools_as(*child, "pupil")
                    .any(|school| self.is(to, school, "staff") || self.is(to, school, "head"))
        })
    }

    /// Whether this person belongs to a school at all.
    pub fn has_school(&self, who: Uuid) -> bool {
        self.schools_of(who).next().is_some()
    }

    /// Whether this person is an adult of this school.
    pub fn works_in(&self, who: Uuid, school: Uuid) -> bool {
        ["teacher", "staff", "head"].iter().any(|profile| self.is(who, school, profile))
    }
    fn is(&self, who: Uuid, school: Uuid, profile: &str) -> bool {
        self.affiliations.contains(&(who, school, profile.to_owned()))
    }
    fn is_in(&self, who: Uuid, section: Uuid, profile: &str) -> bool {
        self.in_sections.contains(&(who, section, profile.to_owned()))
    }
    fn schools_of(&self, who: Uuid) -> impl Iterator<Item = Uuid> {
        self.affiliations.iter().filter(move |f| f.0 == who).map(|f| f.1)
    }
    fn schools_as(&self, who: Uuid, profile: &str) -> impl Iterator<Item = Uuid> {
        self.affiliations.iter().filter(move |f| f.0 == who && f.2 == profile).map(|f| f.1)
    }
    fn sections(&self, who: Uuid, profile: &str) -> impl Iterator<Item = Uuid> {
        self.in_sections.iter().filter(move |s| s.0 == who && s.2 == profile).map(|s| s.1)
    }
}
