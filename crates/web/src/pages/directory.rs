//! The directory of the reader's schools.

use actions::directory::{self, Listed};
use axum::response::Response;
use model::{Profile, SchoolId, SectionId, account::AccountState};
use store::directory::{SchoolRow, SectionRow as Counted};

use super::{sheets::counts, show::page};
use crate::{
    error::{Error, Result},
    session::Ask,
    views::{DirectoryPage, Here, PersonRow, SchoolChoice, SectionRow, SectionView, WriteTo},
};

pub(crate) async fn show(ask: Ask) -> Result<Response> {
    let schools = directory::schools(ask.app(), &ask.actor).await?;
    let section = match ask.query("section").parse::<SectionId>() {
        Ok(id) => Some((id, directory::section(ask.app(), &ask.actor, id).await?.ok_or(Error::NotFound)?)),
        Err(_) => None,
    };
    let asked: Option<SchoolId> = section.as_ref().map(|(_, s)| s.school).or(ask.query("school").parse().ok());
    let shown = asked.or(schools.first().map(|school| school.id)).ok_or(Error::NotFound)?;
    let sections = directory::sections(ask.app(), &ask.actor, shown).await?.ok_or(Error::NotFound)?;
    let query = ask.query("q").trim().to_owned();
    let found = directory::find(ask.app(), &ask.actor, shown, &query).await?.unwrap_or_default();
    page(&DirectoryPage {
        frame: ask.frame(Here::Directory).await?,
        school: schools.iter().find(|school| school.id == shown).map(choice),
        schools: schools.iter().map(choice).collect(),
        open: section.map(|(id, section)| view(id, section, &sections)),
        sections: sections.into_iter().map(row).collect(),
        found: found.into_iter().map(person).collect(),
        query,
        resets: ask.actor.heads().next().is_some(),
    })
}

fn choice(school: &SchoolRow) -> SchoolChoice {
    SchoolChoice { id: school.id, name: school.name.clone(), uai: school.uai.clone(), commune: school.commune.clone() }
}

fn row(section: Counted) -> SectionRow {
    SectionRow {
        id: section.id,
        name: section.name,
        kind: section.kind,
        pupils: section.pupils,
        guardians: section.guardians,
        teachers: section.teachers,
    }
}

fn view(id: SectionId, section: directory::Section, counted: &[Counted]) -> SectionView {
    SectionView {
        id,
        may_print: counted.iter().any(|one| one.id == id && one.pupils > 0),
        write_to: section
            .audiences
            .iter()
            .map(|(audience, profile, readers)| WriteTo { audience: *audience, profile: *profile, readers: *readers })
            .collect(),
        waiting: section.waiting,
        batches: section.batches.iter().map(counts).collect(),
        name: section.name,
        people: section.people.into_iter().map(person).collect(),
    }
}

fn person(one: Listed) -> PersonRow {
    let detail = if one.children.is_empty() { one.title } else { one.children.join(", ") };
    PersonRow {
        id: one.id,
        name: format!("{} {}", one.family_name, one.given_name),
        profile: one.profile,
        detail,
        // Who works in a school may write to everybody of it who has an account.
        may_write: one.account != AccountState::Closed,
        may_help: matches!(one.profile, Profile::Pupil | Profile::Guardian)
            && matches!(one.account, AccountState::Provisioned | AccountState::Active),
        new_device: one.new_device,
        account: one.account,
    }
}
