//! The rules of who writes to whom, written a second time in plain Rust over the directory, and compared with the
//! program's SQL on every pair.

use std::collections::{BTreeMap, BTreeSet};

use actions::testing::World;
use model::{Actor, AudienceId, Millis, Profile, Role, audience::Line, draft::Addressee, text::fold};
use store::testing::TestDb;
use uuid::Uuid;

/// The directory as it stands at one moment.
struct Facts {
    now: i64,
    people: BTreeSet<Uuid>,
    /// Person, school, profile.
    affiliations: BTreeSet<(Uuid, Uuid, String)>,
    /// Person, class or group, profile.
    in_sections: BTreeSet<(Uuid, Uuid, String)>,
    /// Guardian, child.
    guardians: BTreeSet<(Uuid, Uuid)>,
    classes: BTreeSet<Uuid>,
    /// Audience: its school, and until when its members may write to all of it.
    audiences: BTreeMap<Uuid, (Uuid, i64)>,
    /// Person, audience.
    members: BTreeSet<(Uuid, Uuid)>,
}

impl Facts {
    async fn read(world: &World) -> Facts {
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

    fn may_write(&self, who: Uuid, to: Uuid) -> bool {
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

    fn works_in(&self, who: Uuid, school: Uuid) -> bool {
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

/// Compares the program with the second writing, for everybody and everything; gives the number of allowed pairs.
async fn agree(world: &World) -> usize {
    let facts = Facts::read(world).await;
    let keys = world.keys();
    let targets: Vec<(&String, Uuid)> = keys
        .iter()
        .filter(|(_, id)| facts.people.contains(id) || facts.audiences.contains_key(id))
        .map(|(key, id)| (key, *id))
        .collect();
    let mut allowed = 0;
    for (key, who) in targets.iter().filter(|(_, id)| facts.people.contains(id)) {
        let actor = world.person(key).actor().await;
        let chosen = may_write(world, &actor, &targets).await;
        for (to, id) in &targets {
            let expected = facts.may_write(*who, *id);
            assert_eq!(chosen.contains(id), expected, "may {key} write to {to}?");
            allowed += usize::from(expected);
        }
    }
    allowed
}

async fn may_write(world: &World, actor: &Actor, targets: &[(&String, Uuid)]) -> BTreeSet<Uuid> {
    let mut chosen = BTreeSet::new();
    for some in targets.chunks(50) {
        let to: Vec<_> = some.iter().map(|(_, id)| Addressee { audience: AudienceId(*id), line: Line::To }).collect();
        let (some, _) = actions::write::choose(&world.app, actor, &to, None).await.expect("an answer");
        chosen.extend(some.into_iter().map(|(audience, _)| audience.id.uuid()));
    }
    chosen
}

store::both!(two_writings_of_the_rules_agree_on_every_pair, |t: TestDb| async move {
    let world = World::new(t).await;
    let usual = agree(&world).await;
    assert!(usual > 250, "{usual} allowed pairs");
});

store::both!(they_still_agree_after_the_directory_has_changed, |t: TestDb| async move {
    let world = World::new(t).await;
    let usual = agree(&world).await;
    world.advance(Millis::days(1));
    let mut directory = world.directory().await;
    directory.open_to_its_pupils("radio:pupils", world.now() + Millis::hours(2)).await;
    directory.leave("ines", "2nde4", Profile::Pupil).await;
    directory.join("ines", "2nde5", Profile::Pupil).await;
    directory.grant("karim", Role::Operator, model::territory::Scope::All).await;
    let (paul, now) = (world.uuid("paul"), world.now());
    directory.run("update guardianship set until = $2 where guardian = $1", (paul, now)).await;
    directory.run("update affiliation set until = $2 where person = $1", (world.uuid("moreau"), now)).await;
    directory.run("update membership set until = $2 where person = $1", (world.uuid("moreau"), now)).await;
    directory.run("update person set left_at = $2 where id = $1", (world.uuid("zoe"), now)).await;
    directory.save().await;
    assert_ne!(agree(&world).await, usual);
    assert!(world.person("lea").may_write_to("radio:pupils").await);
    assert!(!world.person("noe").may_write_to("radio:pupils").await, "not a member");
    assert!(!world.person("paul").may_write_to("ines").await, "authority was lost");
    assert!(!world.person("nadia").may_write_to("zoe").await, "she has left");
    world.advance(Millis::hours(2));
    assert!(!world.person("lea").may_write_to("radio:pupils").await, "the release has ended by itself");
    agree(&world).await;
});

store::both!(what_the_rules_say_is_what_sending_does, |t: TestDb| async move {
    use actions::send::Sent;
    use model::message::Refusal::NotAllowed;
    let world = World::new(t).await;
    for (who, to) in [
        ("ines", "karim"),
        ("ines", "roche"),
        ("ines", "perrin"),
        ("ines", "farida"),
        ("ines", "paul"),
        ("farida", "roche"),
        ("farida", "perez"),
        ("farida", "lemoine"),
        ("farida", "ines"),
        ("farida", "adam"),
        ("roche", "lycee:guardians"),
        ("roche", "6b:pupils"),
        ("roche", "hugo"),
        ("perrin", "2nde5:guardians"),
        ("adou", "lycee:teachers"),
        ("durand", "moreau"),
        ("durand", "hugo"),
    ] {
        let sent = world.person(who).writes(to, "Bonjour").await;
        assert!(matches!(sent, Sent::Delivered(_)), "{who} writes to {to}: {sent:?}");
    }
    for (who, to) in [
        ("ines", "lea"),
        ("ines", "durand"),
        ("ines", "adou"),
        ("ines", "2nde4:pupils"),
        ("ines", "lycee:pupils"),
        ("ines", "radio:pupils"),
        ("ines", "sylvie"),
        ("ines", "yann"),
        ("ines", "adam"),
        ("farida", "paul"),
        ("farida", "moreau"),
        ("farida", "karim"),
        ("farida", "2nde4:teachers"),
        ("farida", "2nde4:guardians"),
        ("farida", "faure"),
        ("perrin", "college:pupils"),
        ("perrin", "adam"),
        ("bonnet", "lycee:pupils"),
        ("durand", "6b:guardians"),
        ("desk", "ines"),
        ("operator", "lycee:pupils"),
    ] {
        let sent = world.person(who).writes(to, "Bonjour").await;
        assert_eq!(sent, Sent::Refused(NotAllowed), "{who} writes to {to}");
    }
});

store::both!(the_picker_finds_those_who_may_be_written_to_and_nobody_else, |t: TestDb| async move {
    let world = World::new(t).await;
    let facts = Facts::read(&world).await;
    let keys = world.keys();
    let mut tx = world.app.db.read().await.expect("reads");
    let names: Vec<(Uuid, String)> = tx.all("select id, family_name from person", ()).await.expect("names");
    drop(tx);
    for (key, who) in keys.iter().filter(|(_, id)| facts.people.contains(id)) {
        let actor = world.person(key).actor().await;
        for (to, family) in &names {
            let typed: String = fold(family).chars().take(4).collect();
            let found = actions::write::find(&world.app, &actor, &typed).await.expect("an answer");
            let found = found.iter().any(|audience| audience.id.uuid() == *to);
            assert_eq!(found, facts.may_write(*who, *to), "{key} types {typed}");
        }
    }
});
