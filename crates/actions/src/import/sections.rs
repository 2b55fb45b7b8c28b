//! Classes, groups and audiences of one school.

use std::collections::HashMap;

use model::{
    AudienceId, Millis, Profile, SchoolId, SectionId, audience::AudienceKind, roster::SectionRecord,
    school::SectionKind,
};
use store::{
    Tx,
    roster::{known, plan},
};

use super::{ids::Ids, report::Preview, schools::School, words};
use crate::Result;

/// Profiles that have an audience in each class and group.
const IN_SECTIONS: [Profile; 3] = [Profile::Pupil, Profile::Guardian, Profile::Teacher];

/// A class or group.
struct Section {
    id: SectionId,
    level: String,
    closed_at: i64,
    is_new: bool,
    is_changed: bool,
    /// Whether the files speak of it.
    is_seen: bool,
    /// Its audiences, in the order of [`IN_SECTIONS`].
    audiences: [AudienceId; 3],
}

/// Audiences that are known, by what they are of.
type Audiences = HashMap<(Option<SectionId>, Profile), (AudienceId, String)>;

/// What a school has people in.
pub(super) struct People {
    sections: HashMap<(SectionKind, String), Section>,
    schools: HashMap<Profile, AudienceId>,
}

impl People {
    /// Reads what the school has, and makes the audiences that it lacks.
    pub(super) async fn load(tx: &mut Tx, ids: &mut Ids, school: &School, rows: &mut plan::Rows) -> Result<People> {
        let mut known = Audiences::new();
        for audience in known::audiences(tx, school.id).await? {
            known.insert((audience.section(), audience.profile), (audience.id, audience.label));
        }
        let mut schools = HashMap::new();
        for profile in Profile::ALL {
            let label = words::school_label(&school.facts.name, *profile);
            let of = (None, *profile);
            let wanted =
                Wanted { school: school.id, section: None, kind: AudienceKind::School, profile: *profile, label };
            let id = audience(ids, known.get(&of), wanted, rows, || words::school_keys(&school.facts.name, *profile));
            schools.insert(*profile, id);
        }
        let mut people = People { sections: HashMap::new(), schools };
        for section in known::sections(tx, school.id).await? {
            let audiences = audiences(ids, school.id, section.id, section.kind, &section.name, &known, rows);
            let known::KnownSection { id, kind, name, level, closed_at } = section;
            let section = Section { id, level, closed_at, is_new: false, is_changed: false, is_seen: false, audiences };
            people.sections.insert((kind, name), section);
        }
        Ok(people)
    }

    /// The audience of a profile of the whole school.
    pub(super) fn of_school(&self, profile: Profile) -> Option<AudienceId> {
        self.schools.get(&profile).copied()
    }

    /// The audience of a profile in a class or group, which is made when nobody knew it.
    pub(super) fn of_section(
        &mut self,
        ids: &mut Ids,
        school: SchoolId,
        (kind, name): (SectionKind, &str),
        profile: Profile,
        level: &str,
        rows: &mut plan::Rows,
    ) -> AudienceId {
        let place = IN_SECTIONS.iter().position(|one| *one == profile).unwrap_or_default();
        self.see(ids, school, kind, name, level, rows).audiences[place]
    }

    /// Notes that the files speak of a class or group.
    fn see(
        &mut self,
        ids: &mut Ids,
        school: SchoolId,
        kind: SectionKind,
        name: &str,
        level: &str,
        rows: &mut plan::Rows,
    ) -> &Section {
        let section = self.sections.entry((kind, name.to_owned())).or_insert_with(|| {
            let id = ids.next();
            let audiences = audiences(ids, school, id, kind, name, &Audiences::new(), rows);
            let (level, closed_at) = (level.to_owned(), Millis::NEVER.0);
            Section { id, level, closed_at, is_new: true, is_changed: false, is_seen: true, audiences }
        });
        section.is_seen = true;
        if section.closed_at != Millis::NEVER.0 {
            (section.closed_at, section.is_changed) = (Millis::NEVER.0, true);
        }
        if section.level.is_empty() && !level.is_empty() {
            level.clone_into(&mut section.level);
            section.is_changed = true;
        }
        section
    }

    /// Notes the classes and groups that the school lists.
    pub(super) fn declare(&mut self, ids: &mut Ids, school: SchoolId, all: &[SectionRecord], rows: &mut plan::Rows) {
        for section in all {
            self.see(ids, school, section.kind, &section.name, &section.level, rows);
        }
    }

    /// Puts into the plan what is new or different, and what is to be closed when the files hold every pupil.
    pub(super) fn settle(
        self,
        school: SchoolId,
        holds_every_pupil: bool,
        now: Millis,
        rows: &mut plan::Rows,
        preview: &mut Preview,
    ) {
        let mut sections: Vec<_> = self.sections.into_iter().collect();
        sections.sort_unstable_by_key(|(_, section)| section.id);
        for ((kind, name), mut section) in sections {
            let closes = holds_every_pupil && !section.is_seen && section.closed_at == Millis::NEVER.0;
            if closes {
                (section.closed_at, section.is_changed) = (now.0, true);
            }
            let counts = &mut preview.sections;
            match () {
                () if section.is_new => counts.created += 1,
                () if closes => counts.closed += 1,
                () if section.is_changed => counts.changed += 1,
                () => counts.unchanged += u64::from(section.is_seen),
            }
            if section.is_new || section.is_changed {
                let (id, is_new, level) = (section.id, section.is_new, section.level);
                rows.sections.push(plan::Section {
                    id,
                    is_new,
                    school,
                    kind,
                    name,
                    level,
                    closed_at: Millis(section.closed_at),
                });
            }
        }
    }
}

/// The three audiences of a class or group.
fn audiences(
    ids: &mut Ids,
    school: SchoolId,
    section: SectionId,
    kind: SectionKind,
    name: &str,
    known: &Audiences,
    rows: &mut plan::Rows,
) -> [AudienceId; 3] {
    let kind = match kind {
        SectionKind::Class => AudienceKind::Class,
        SectionKind::Group => AudienceKind::Group,
    };
    IN_SECTIONS.map(|profile| {
        let label = words::section_label(name, profile);
        let known = known.get(&(Some(section), profile));
        let wanted = Wanted { school, section: Some(section), kind, profile, label };
        audience(ids, known, wanted, rows, || words::section_keys(name, profile))
    })
}

/// An audience as it is to be.
struct Wanted {
    school: SchoolId,
    section: Option<SectionId>,
    kind: AudienceKind,
    profile: Profile,
    label: String,
}

/// The known audience, named anew when it must be, or a new one.
fn audience(
    ids: &mut Ids,
    known: Option<&(AudienceId, String)>,
    wanted: Wanted,
    rows: &mut plan::Rows,
    keys: impl FnOnce() -> Vec<String>,
) -> AudienceId {
    let (id, is_new) = match known {
        Some((id, label)) if *label == wanted.label => return *id,
        Some((id, _)) => (*id, false),
        None => (ids.next(), true),
    };
    let Wanted { school, section, kind, profile, label } = wanted;
    rows.audiences.push(plan::Audience { id, is_new, school, section, kind, profile, label, keys: keys() });
    id
}
