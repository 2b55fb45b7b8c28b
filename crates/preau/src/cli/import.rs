//! `preau import`: reads rosters, shows what would change, and changes it.

use std::{
    fmt::Write as _,
    io::{IsTerminal as _, Write as _},
    path::{Path, PathBuf},
    process::ExitCode,
};

use actions::{
    App,
    import::{self, Applied, Closing, Counts, Phase, Prepared, Preview, Progress},
};
use clap::Args;
use gateway::rosters::{self, FileSet, Options, Watch};
use indicatif::{ProgressBar, ProgressStyle};
use model::{ImportId, Uai, roster::Refusal};
use web::csv;

use super::{Error, say};
use crate::{config::Config, folder::Folder, wire};

/// Refused lines shown on the terminal; `--report` writes them all.
const REFUSALS_SHOWN: usize = 20;
/// Refused lines read from the database at once.
const REFUSALS_PAGE: i64 = 1_000;
/// Exit code when somebody must say yes first.
const ASKS: u8 = 2;

/// What may be said on the command line.
#[derive(Debug, Args)]
pub(crate) struct Import {
    /// Fichiers, ou dossiers qui les contiennent : AAF XML, ONDE CSV, annuaire de l'éducation CSV.
    #[arg(required = true, value_name = "FICHIER")]
    files: Vec<PathBuf>,
    /// Code UAI de l'école des fichiers ONDE, qui ne le disent pas (par exemple 9990003Z).
    #[arg(long, value_name = "UAI", value_parser = |code: &str| Uai::parse(code).map_err(|error| error.to_string()))]
    uai: Option<Uai>,
    /// Ces fichiers AAF contiennent tout le monde, bien que leur nom ne dise pas « Complet » : les absents sont fermés.
    #[arg(long)]
    complete: bool,
    /// Montre ce qui changerait, et ne change rien.
    #[arg(long)]
    preview: bool,
    /// Répond oui : applique même si plus d'un dixième des personnes serait fermé.
    #[arg(long)]
    yes: bool,
    /// Écrit toutes les lignes refusées dans ce fichier CSV.
    #[arg(long, value_name = "FICHIER.csv")]
    report: Option<PathBuf>,
}

pub(crate) async fn run(config: Config, command: Import) -> Result<ExitCode, Error> {
    let options = Options { uai: command.uai.clone(), complete: command.complete };
    let found = rosters::detect(&command.files, &options).map_err(|broken| Error::Said(broken.to_string()))?;
    if !found.passed_over.is_empty() {
        say(&format!("Laissés de côté, car ce ne sont pas des annuaires : {}", found.passed_over.join(", ")));
    }
    let folder = Folder::open(&config.data_folder)?;
    let app = wire::app(&config, &folder).await?;
    let mut report = command.report.as_deref().map(Report::create).transpose()?;
    let mut code = ExitCode::SUCCESS;
    for (at, set) in found.sets.iter().enumerate() {
        say(&format!("Lecture : {}", set.roster.label));
        let Some((id, preview)) = read(&app, set).await? else { return Ok(ExitCode::FAILURE) };
        say(&table(&preview));
        refused(&app, id, &preview, report.as_mut()).await?;
        if command.preview {
            if at + 1 < found.sets.len() {
                say("Les fichiers suivants se comparent à l'annuaire une fois ceux-ci appliqués : aperçu arrêté ici.");
            }
            break;
        }
        if preview.is_quiet() {
            say("L'annuaire est déjà comme le disent ces fichiers : rien n'a été changé.");
        }
        if !change(&app, id, &preview, command.yes).await? {
            code = ExitCode::from(ASKS);
            break;
        }
    }
    app.db.close().await;
    Ok(code)
}

/// Imports every roster of a folder without asking, for the demonstration.
pub(crate) async fn everything_in(app: &App, folder: &Path) -> Result<(), Error> {
    let found = rosters::detect(&[folder.to_owned()], &Options::default());
    for set in found.map_err(|broken| Error::Said(broken.to_string()))?.sets {
        let Some((id, preview)) = read(app, &set).await? else {
            return Err(Error::Said("l'académie inventée n'a pas pu être importée".to_owned()));
        };
        change(app, id, &preview, true).await?;
    }
    Ok(())
}

/// Reads a set and compares it. `None`: it could not be, and why was said.
async fn read(app: &App, set: &FileSet) -> Result<Option<(ImportId, Preview)>, Error> {
    let watch = Watch::default();
    let bar = bar(set.bytes);
    let tell = |progress: Progress| {
        bar.set_position(watch.bytes_read());
        bar.set_message(match progress.phase {
            Phase::Closing => "recherche des départs".to_owned(),
            Phase::Reading | Phase::Applying => format!("{} fiches", spaced(progress.records)),
        });
    };
    let id = import::new_id(app);
    let stop = stop_on_interrupt(&watch);
    let prepared = rosters::preview(app, id, set, None, &watch, &tell).await;
    stop.abort();
    bar.finish_and_clear();
    match prepared? {
        Prepared::Ready(preview) => return Ok(Some((id, *preview))),
        Prepared::Broken(broken) => say(&broken.to_string()),
        Prepared::Stopped => say("Import arrêté : rien n'a été changé."),
        Prepared::Overtaken => say("Un autre import a été préparé pendant celui-ci : relancez la commande."),
    }
    Ok(None)
}

/// Applies a plan; false when nobody said yes to closing many people.
async fn change(app: &App, id: ImportId, preview: &Preview, yes: bool) -> Result<bool, Error> {
    let confirmed = yes || preview.asks_confirmation.is_none_or(ask);
    let watch = Watch::default();
    let stop = stop_on_interrupt(&watch);
    let bar = ProgressBar::new_spinner();
    let tell =
        |progress: Progress| bar.set_message(format!("écriture, étape {} sur {}", progress.step + 1, progress.steps));
    let since = app.now();
    let applied = rosters::apply(app, id, confirmed, &watch, &tell).await;
    stop.abort();
    bar.finish_and_clear();
    match applied? {
        Applied::Done(preview) => {
            let people = preview.people();
            let count = people.created + people.changed + people.closed;
            let seconds = (app.now() - since).0 as f64 / 1_000.0;
            say(&format!("Appliqué : {} fiches de personnes en {seconds:.1} s.", spaced(count)));
        }
        Applied::AsksConfirmation(closing) => {
            say(&format!("{} Rien n'a été changé. Si c'est voulu, relancez avec --yes.", many(closing)));
            return Ok(false);
        }
        Applied::Stopped => say("Import arrêté : rien n'a été changé."),
        Applied::NoPlan => say("Un autre import a été préparé depuis : relancez la commande."),
    }
    Ok(true)
}

/// Asks at the terminal whether to close many people. Without a terminal nobody can answer: no.
#[expect(clippy::print_stdout, reason = "a question at the terminal")]
fn ask(closing: Closing) -> bool {
    if !std::io::stdin().is_terminal() {
        return false;
    }
    print!("{} Continuer ? [oui/NON] ", many(closing));
    let _ = std::io::stdout().flush();
    let mut answer = String::new();
    let read = std::io::stdin().read_line(&mut answer);
    read.is_ok() && matches!(answer.trim().to_lowercase().as_str(), "oui" | "o")
}

fn many(closing: Closing) -> String {
    let percent = closing.closed * 100 / closing.of.max(1);
    format!("Cet import fermerait {} personnes sur {} ({percent}\u{a0}%).", spaced(closing.closed), spaced(closing.of))
}

/// Watches for an interrupt, which stops the import instead of killing it.
fn stop_on_interrupt(watch: &Watch) -> tokio::task::JoinHandle<()> {
    let watch = watch.clone();
    tokio::spawn(async move {
        if tokio::signal::ctrl_c().await.is_ok() {
            watch.stop();
        }
    })
}

fn bar(bytes: u64) -> ProgressBar {
    let bar = ProgressBar::new(bytes);
    let template = "{wide_bar} {percent:>3} %  {msg}  reste {eta}";
    if let Ok(style) = ProgressStyle::with_template(template) {
        bar.set_style(style);
    }
    bar
}

fn table(preview: &Preview) -> String {
    let mut text = format!("{:<22}{:>10}{:>10}{:>10}{:>12}\n", "", "nouveaux", "modifiés", "fermés", "inchangés");
    let rows = [
        ("Établissements", preview.schools),
        ("Classes et groupes", preview.sections),
        ("Élèves", preview.pupils),
        ("Responsables", preview.guardians),
        ("Personnels", preview.staff),
    ];
    for (name, Counts { created, changed, closed, unchanged }) in rows {
        let cells = [created, changed, closed, unchanged].map(spaced);
        let [created, changed, closed, unchanged] = &cells;
        let _ = writeln!(text, "{name:<22}{created:>10}{changed:>10}{closed:>10}{unchanged:>12}");
    }
    if preview.recognised > 0 {
        let _ = writeln!(text, "{} personnes reconnues sous une seconde clé.", spaced(preview.recognised));
    }
    for warning in &preview.warnings {
        let _ = writeln!(text, "Attention : {warning}");
    }
    text
}

/// Shows the first refused lines, and writes all of them to the report.
async fn refused(app: &App, id: ImportId, preview: &Preview, mut report: Option<&mut Report>) -> Result<(), Error> {
    if preview.refused == 0 {
        return Ok(());
    }
    say(&format!("{} refus :", spaced(preview.refused)));
    let (mut after, mut shown) = (0, 0);
    loop {
        let page = import::refusals(app, id, after, REFUSALS_PAGE).await?;
        let Some((last, _)) = page.last() else { break };
        after = *last;
        for (_, refusal) in &page {
            if shown < REFUSALS_SHOWN {
                say(&line(refusal));
                shown += 1;
            }
            if let Some(report) = report.as_deref_mut() {
                report.add(refusal)?;
            }
        }
        if report.is_none() {
            break;
        }
    }
    if preview.refused > shown as u64 && report.is_none() {
        say("  … Toutes les lignes : --report FICHIER.csv");
    }
    Ok(())
}

fn line(refusal: &Refusal) -> String {
    let Refusal { place, field, value, reason, .. } = refusal;
    let field = if field.is_empty() { String::new() } else { format!(", {field}") };
    let value = if value.is_empty() { String::new() } else { format!(" «\u{a0}{value}\u{a0}»") };
    format!("  {}, ligne {}{field}{value}\n      {reason}", place.file, place.line)
}

/// A number with its thousands apart: 500 000.
fn spaced(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3 * 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push('\u{202f}');
        }
        text.push(digit);
    }
    text
}

/// The refused lines as a CSV file that any spreadsheet opens.
struct Report {
    to: std::io::BufWriter<std::fs::File>,
}

impl Report {
    fn create(path: &Path) -> Result<Report, Error> {
        let mut to = std::io::BufWriter::new(std::fs::File::create(path)?);
        // The byte order mark tells spreadsheets that accents are UTF-8.
        write!(to, "{}{}", csv::MARK, csv::line(["fichier", "ligne", "champ", "valeur", "raison"]))?;
        Ok(Report { to })
    }

    fn add(&mut self, refusal: &Refusal) -> Result<(), Error> {
        let Refusal { place, field, value, reason, .. } = refusal;
        let line = place.line.to_string();
        self.to.write_all(csv::line([&*place.file, &line, field, value, reason]).as_bytes())?;
        Ok(self.to.flush()?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_stand_apart() {
        assert_eq!(spaced(500_000), "500\u{202f}000");
        assert_eq!(spaced(12), "12");
    }

    #[test]
    fn a_refusal_says_where_and_why() {
        let place = model::roster::Place { file: "e.csv".into(), line: 3 };
        let refusal =
            Refusal { place, field: "Date".into(), value: "hier".into(), reason: "illisible".into(), key: None };
        assert_eq!(line(&refusal), "  e.csv, ligne 3, Date «\u{a0}hier\u{a0}»\n      illisible");
    }
}
