//! Sheets to get in: codes made when printed, shown once, never stored in clear.

use model::{Actor, BatchId, Millis, Profile, SectionId, limits};

use crate::{
    App, Result,
    grid::{self, Grid},
    printed::{self, Order},
    record,
    reset::openings,
    sign_in,
};

/// One slip.
#[derive(Debug, Clone)]
pub struct Sheet {
    /// Whose.
    pub name: String,
    /// User name.
    pub login: String,
    /// The code, `XXXXX-XXXXX-C`.
    pub code: String,
    /// From when it opens their account, if their place comes back later; none: at once.
    pub from: Option<Millis>,
    /// Until when it does.
    pub until: Millis,
    /// A grid of codes, when sheets are printed with one.
    pub grid: Option<Grid>,
}

/// The slips of one profile of a class or group.
#[derive(Debug)]
pub struct Sheets {
    /// Name of the school.
    pub school: String,
    /// Name of the class or group.
    pub section: String,
    /// Under which they are kept together.
    pub batch: BatchId,
    /// One for each person, alphabetical.
    pub slips: Vec<Sheet>,
}

/// For whom of a class sheets are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Which {
    /// Everybody: those who have a password are to choose a new one.
    All,
    /// Those whom nothing lets in: they never chose a password, or it was ended since.
    Waiting,
}

/// What is printed for a class.
#[derive(Debug, Clone, Copy)]
pub struct Wanted<'a> {
    /// For whom of it.
    pub which: Which,
    /// A grid of codes on each sheet, under this name in its holder's list of second factors; none: no grid.
    pub grid: Option<&'a str>,
}

impl Wanted<'_> {
    /// Codes alone, for these.
    pub const fn codes(which: Which) -> Wanted<'static> {
        Wanted { which, grid: None }
    }
}

/// Prints new codes for all the pupils or guardians of a class; see [`print_for`].
pub async fn print(app: &App, actor: &Actor, section: SectionId, profile: Profile) -> Result<Option<Sheets>> {
    print_for(app, actor, section, profile, Wanted::codes(Which::All)).await
}

/// Prints new codes for pupils or guardians of a class; the former ones are void. `None`: no such class for this
/// person. Only adults who work in the school may, and never for those with more power than a pupil or a guardian.
pub async fn print_for(
    app: &App,
    actor: &Actor,
    section: SectionId,
    profile: Profile,
    wanted: Wanted<'_>,
) -> Result<Option<Sheets>> {
    if !matches!(profile, Profile::Pupil | Profile::Guardian) {
        return Ok(None);
    }
    let now = app.now();
    let mut tx = app.db.begin().await?;
    let Some(place) = store::person::section(&mut tx, section).await? else { return Ok(None) };
    if !actor.works_in(place.school) {
        return Ok(None);
    }
    let batch = app.id::<BatchId>();
    let mut slips = Vec::new();
    for person in store::activation::people_of(&mut tx, section, profile, now).await? {
        if wanted.which == Which::Waiting && sign_in::has_way_in(&mut tx, person.person, now).await? {
            continue;
        }
        // Somebody who works in a school or has another power is reset by their own hierarchy, not from a class list.
        if store::person::has_power(&mut tx, person.person, now).await? {
            continue;
        }
        // A code that waits for its place to come back is as long good from then on.
        let from = openings::waits(&mut tx, person.person, now).await?.reads_at;
        let until = from.unwrap_or(now) + limits::ACTIVATION_LIFE;
        let place = Some((batch, slips.len() as i64 + 1));
        let order = Order { person: person.person, by: Some(actor.person), at: now, until, batch: place };
        let (id, code) = printed::print(app, &mut tx, &order).await?;
        let grid = match wanted.grid {
            Some(label) => Some(grid::print(app, &mut tx, (person.person, id), label, now).await?),
            None => None,
        };
        let name = model::person::Names { family: person.family_name, given: person.given_name }.display();
        slips.push(Sheet { name, login: person.login, code, from, until, grid });
    }
    if !slips.is_empty() {
        store::batch::add(&mut tx, batch, section, profile, actor.person, now).await?;
    }
    let facts = serde_json::json!({ "profile": profile, "batch": batch, "printed": slips.len(), "grids": wanted.grid.is_some() });
    record::append(app, &mut tx, "sheets.print", Some(actor.person), &format!("section/{section}"), &facts).await?;
    tx.commit().await?;
    Ok(Some(Sheets { school: place.school_name, section: place.name, batch, slips }))
}
