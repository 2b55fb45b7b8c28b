//! Grids of codes on paper ([`model::grid`]): a second factor for whoever has neither a telephone nor a key. It is made by
//! its owner on a device of theirs, or printed with the sheet of a class and in force once its code is used.
//!
//! No cell is stored. They are made from the installation's secret and the factor's identity, so that a stolen database
//! proves nobody. The same two cells are asked until they are answered: whoever has seen some does not ask again and again
//! until theirs come. An answer is taken once.

use model::{
    Actor, FactorId, Millis, PersonId,
    factor::FactorKind,
    grid::{self, CELLS, COLUMNS, Cell, DIGITS, ROWS, VALUES},
};
use store::{Tx, factor::Factor};
use uuid::Uuid;

use crate::{
    App, Result,
    factor::{self, Confirmed, added, in_force},
    record, token,
};

/// The cells of a grid, row by row: what is printed, and kept nowhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grid {
    /// Its rows.
    pub rows: [[String; COLUMNS]; ROWS],
}

impl Grid {
    /// What stands in two cells, as it is typed.
    pub fn read(&self, cells: [Cell; 2]) -> String {
        cells.map(|cell| self.rows[cell.number() / COLUMNS][cell.number() % COLUMNS].as_str()).concat()
    }
}

/// A grid that waits for its owner to have it on paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Begun {
    /// What to print.
    pub grid: Grid,
    /// The cells that confirm it.
    pub asked: [Cell; 2],
}

/// Begins a grid. `None`: not from this device, or there are enough factors already.
pub async fn begin(app: &App, actor: &Actor, label: &str) -> Result<Option<Begun>> {
    let now = app.now();
    let mut tx = app.db.begin().await?;
    let Some(id) = factor::start(app, &mut tx, actor, (FactorKind::Grid, label), now).await? else { return Ok(None) };
    let subject = format!("person/{}", actor.person);
    let facts = serde_json::json!({ "factor": id, "kind": FactorKind::Grid });
    record::append(app, &mut tx, "factor.begin", Some(actor.person), &subject, &facts).await?;
    tx.commit().await?;
    Ok(Some(Begun { grid: of(app, id), asked: asked(app, id, 0) }))
}

/// The grid that the actor has begun and not confirmed; `None`: there is none.
pub async fn begun(app: &App, actor: &Actor) -> Result<Option<Begun>> {
    let mut tx = app.db.read().await?;
    let found = factor::waiting(&mut tx, actor, FactorKind::Grid, app.now()).await?;
    Ok(found.map(|one| Begun { grid: of(app, one.id), asked: asked(app, one.id, 0) }))
}

/// Confirms the grid that was begun, by two of its cells; it takes the place of the one of before.
pub async fn confirm(app: &App, actor: &Actor, typed: &str) -> Result<Confirmed> {
    let now = app.now();
    let mut tx = app.db.begin().await?;
    let Some(one) = factor::to_confirm(&mut tx, actor, FactorKind::Grid, now).await? else {
        return Ok(Confirmed::Nothing);
    };
    if !answers(app, &one, typed) {
        return Ok(Confirmed::Wrong);
    }
    if !store::factor::confirm(&mut tx, one.id, 1, now).await? {
        return Ok(Confirmed::Nothing);
    }
    store::factor::end_others(&mut tx, actor.person, FactorKind::Grid, one.id, now).await?;
    let recovery = added(app, &mut tx, actor, (one.id, one.kind), now).await?;
    tx.commit().await?;
    Ok(Confirmed::Yes { recovery })
}

/// Draws a grid to be printed with a code.
pub(crate) async fn print(
    app: &App,
    tx: &mut Tx,
    (person, activation): (PersonId, Uuid),
    label: &str,
    now: Millis,
) -> Result<Grid> {
    let id = app.id::<FactorId>();
    let what = (FactorKind::Grid, label);
    store::factor::begin_printed(tx, id, (person, activation), what, now).await?;
    Ok(of(app, id))
}

/// The grid that was printed with a code is in force once the code is used, in the place of the one of before.
pub(crate) async fn come_into_force(
    tx: &mut Tx,
    (person, activation): (PersonId, Uuid),
    now: Millis,
) -> Result<Option<FactorId>> {
    let Some(one) = store::factor::printed_with(tx, activation).await? else { return Ok(None) };
    if !store::factor::confirm(tx, one.id, 0, now).await? {
        return Ok(None);
    }
    store::factor::end_others(tx, person, one.kind, one.id, now).await?;
    Ok(Some(one.id))
}

/// The cells that are asked of a person at this moment. `None`: they have no grid.
pub(crate) async fn asked_of(app: &App, tx: &mut Tx, person: PersonId, now: Millis) -> Result<Option<[Cell; 2]>> {
    let grids = in_force(tx, person, now).await?;
    let one = grids.iter().find(|one| one.kind == FactorKind::Grid);
    Ok(one.map(|one| asked(app, one.id, one.last_step())))
}

/// Whether somebody typed what stands in the cells that are asked. The caller takes the answer, once.
pub(crate) fn answers(app: &App, one: &Factor, typed: &str) -> bool {
    let digits: String = typed.chars().filter(|c| !c.is_whitespace() && *c != '-').take(2 * DIGITS + 1).collect();
    if digits.len() != 2 * DIGITS || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return false;
    }
    let Ok(given) = digits.parse::<u64>() else { return false };
    let [a, b] = asked(app, one.id, one.last_step()).map(|cell| value(app, one.id, cell));
    given == a * VALUES + b
}

fn asked(app: &App, factor: FactorId, answered: i64) -> [Cell; 2] {
    grid::asked(answered, &order(app, factor))
}

/// The cells of a factor.
fn of(app: &App, factor: FactorId) -> Grid {
    let mut rows: [[String; COLUMNS]; ROWS] = std::array::from_fn(|_| std::array::from_fn(|_| String::new()));
    for cell in Cell::all() {
        rows[cell.number() / COLUMNS][cell.number() % COLUMNS] = format!("{:03}", value(app, factor, cell));
    }
    Grid { rows }
}

fn value(app: &App, factor: FactorId, cell: Cell) -> u64 {
    number(app, &format!("grid/{factor}/{cell}")) % VALUES
}

/// Which cell stands at which place of the schedule, that nobody who holds another grid can tell.
fn order(app: &App, factor: FactorId) -> [Cell; CELLS] {
    grid::shuffled(|below| (number(app, &format!("grid/{factor}/order/{below}")) % below as u64) as usize)
}

/// A number of 64 bits that nobody without the installation's secret can tell.
fn number(app: &App, text: &str) -> u64 {
    let bytes = token::keyed_bytes(app, text);
    bytes[..8].iter().fold(0, |sum, byte| sum << 8 | u64::from(*byte))
}
