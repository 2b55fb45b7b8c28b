//! Runs of imports, as the operator follows them, and the lines that they refused.

use model::{ImportId, Millis, PersonId, roster::Refusal};
use sqlx::FromRow;
use uuid::Uuid;

use crate::{Result, Tx};

/// A run to be noted.
#[derive(Debug)]
pub struct NewRun<'a> {
    /// Identity.
    pub id: ImportId,
    /// Formats: `aaf`, `onde`, `annuaire`.
    pub kind: &'a str,
    /// Names of the files, for people.
    pub label: &'a str,
    /// Where uploaded files are, JSON.
    pub files: &'a str,
    /// Who began it; none for the command line.
    pub started_by: Option<PersonId>,
    /// The school that was named for files that do not name it.
    pub uai: Option<&'a str>,
}

/// Notes a run whose files were uploaded and that waits for a worker.
pub async fn wait(tx: &mut Tx, run: &NewRun<'_>, now: Millis) -> Result<()> {
    tx.run(
        "insert into import_run (id, kind, state, label, files, started_by, started_at, changed_at, progress, \
         stop_asked, uai) values ($1, $2, 'waiting', $3, $4, $5, $6, $6, '{}', (1 = 0), $7)",
        (run.id, run.kind, run.label, run.files, run.started_by, now, run.uai.map(str::to_owned)),
    )
    .await?;
    Ok(())
}

/// Notes a run that begins to read, whether or not it waited before.
pub async fn start(tx: &mut Tx, run: &NewRun<'_>, now: Millis) -> Result<()> {
    tx.run(
        "insert into import_run (id, kind, state, label, files, started_by, started_at, changed_at, progress, stop_asked) \
         values ($1, $2, 'reading', $3, $4, $5, $6, $6, '{}', (1 = 0)) \
         on conflict (id) do update set state = 'reading', kind = excluded.kind, label = excluded.label, \
         changed_at = excluded.changed_at",
        (run.id, run.kind, run.label, run.files, run.started_by, now),
    )
    .await?;
    tx.run("delete from import_refusal where import = $1", (run.id,)).await?;
    Ok(())
}

/// Moves a run from one of two states to another, with its counts; false when it was in neither.
pub async fn advance(
    tx: &mut Tx,
    id: ImportId,
    from: (&str, &str),
    to: &str,
    progress: Option<&str>,
    now: Millis,
) -> Result<bool> {
    let moved = tx
        .run(
            "update import_run set state = $4, progress = coalesce($5, progress), changed_at = $6 \
             where id = $1 and state in ($2, $3)",
            (id, from.0, from.1, to, progress.map(str::to_owned), now),
        )
        .await?;
    Ok(moved == 1)
}

/// Notes how far a run has come; gives whether somebody asked it to stop.
pub async fn note(tx: &mut Tx, id: ImportId, progress: &str, now: Millis) -> Result<bool> {
    tx.run("update import_run set progress = $2, changed_at = $3 where id = $1", (id, progress, now)).await?;
    let row: Option<(bool,)> = tx.maybe("select stop_asked from import_run where id = $1", (id,)).await?;
    Ok(row.is_some_and(|(stop,)| stop))
}

/// Asks a run to stop; false when it is not reading.
pub async fn ask_to_stop(tx: &mut Tx, id: ImportId) -> Result<bool> {
    let asked = tx
        .run("update import_run set stop_asked = (1 = 1) where id = $1 and state in ('waiting', 'reading')", (id,))
        .await?;
    Ok(asked == 1)
}

/// A run, as the operator sees it.
#[derive(Debug, Clone, FromRow)]
pub struct Run {
    /// Identity.
    #[sqlx(try_from = "Uuid")]
    pub id: ImportId,
    /// Formats.
    pub kind: String,
    /// `waiting`, `reading`, `preview`, `applying`, `done`, `stopped`, `failed`.
    pub state: String,
    /// Names of the files.
    pub label: String,
    /// Where uploaded files are, JSON.
    pub files: String,
    started_at: i64,
    changed_at: i64,
    /// Counts, JSON.
    pub progress: String,
    /// The school that the operator named for files that do not name it.
    pub uai: Option<String>,
}

impl Run {
    /// When it began.
    pub fn started_at(&self) -> Millis {
        Millis(self.started_at)
    }
    /// When it last moved.
    pub fn changed_at(&self) -> Millis {
        Millis(self.changed_at)
    }
}

/// One run.
pub async fn run(tx: &mut Tx, id: ImportId) -> Result<Option<Run>> {
    tx.maybe(
        "select id, kind, state, label, files, started_at, changed_at, progress, uai from import_run where id = $1",
        (id,),
    )
    .await
}

/// The newest runs.
pub async fn runs(tx: &mut Tx, limit: i64) -> Result<Vec<Run>> {
    tx.all(
        "select id, kind, state, label, files, started_at, changed_at, progress, uai from import_run \
         order by started_at desc, id desc limit $1",
        (limit,),
    )
    .await
}

/// Keeps refused lines of a run, numbered from `first`.
pub async fn refuse(tx: &mut Tx, id: ImportId, first: i64, refusals: &[Refusal]) -> Result<()> {
    let rows = refusals.iter().zip(first..).map(|(r, number)| {
        let (file, line) = (r.place.file.to_string(), r.place.line as i64);
        (id, number, file, line, r.field.clone(), r.value.clone(), r.reason.clone())
    });
    tx.insert("insert into import_refusal (import, number, file, line, field, value, reason)", 7, "", rows.collect())
        .await?;
    Ok(())
}

/// Refused lines of a run, in order, after a number.
pub async fn refusals(tx: &mut Tx, id: ImportId, after: i64, limit: i64) -> Result<Vec<(i64, Refusal)>> {
    #[derive(FromRow)]
    struct Row {
        number: i64,
        file: String,
        line: i64,
        field: String,
        value: String,
        reason: String,
    }
    let rows: Vec<Row> = tx
        .all(
            "select number, file, line, field, value, reason from import_refusal \
             where import = $1 and number > $2 order by number limit $3",
            (id, after, limit),
        )
        .await?;
    let refusal = |r: Row| {
        let place = model::roster::Place { file: r.file.into(), line: r.line as u64 };
        (r.number, Refusal { place, field: r.field, value: r.value, reason: r.reason, key: None })
    };
    Ok(rows.into_iter().map(refusal).collect())
}

/// Who began a run; none at the console.
pub async fn started_by(tx: &mut Tx, id: ImportId) -> Result<Option<PersonId>> {
    let row: Option<(Option<Uuid>,)> = tx.maybe("select started_by from import_run where id = $1", (id,)).await?;
    Ok(row.and_then(|(person,)| person).map(PersonId::from))
}
