//! `preau replay`: a recorded crisis through the real program.

use std::{
    path::PathBuf,
    process::ExitCode,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};

use actions::Rules;
use clap::{Args, ValueEnum};
use indicatif::{ProgressBar, ProgressStyle};
use jiff::Timestamp;
use model::time::Clock as _;

use super::{Error, say};
use crate::{
    config::Config,
    replay::{Progress, Replay, Summary},
    system::SystemClock,
};

/// Events between two movements of the progress bar.
const TELL_EVERY: u64 = 200;
/// Exit code of what was interrupted, as shells give it.
const INTERRUPTED: u8 = 130;

/// What may be said on the command line.
#[derive(Debug, Args)]
pub(crate) struct ReplayArgs {
    /// Établissements, groupes et comptes (`entities.json`, ou compressé en gzip).
    #[arg(long, value_name = "FICHIER")]
    entities: PathBuf,
    /// Événements, un objet JSON par ligne (`events.jsonl`, ou compressé en gzip).
    #[arg(value_name = "FICHIER")]
    events: PathBuf,
    /// Règles de qui écrit à qui : celles de Préau, ou ouvertes comme dans les ENT de 2024 (mesure le bouclier seul).
    #[arg(long, value_enum, default_value_t = RuleSet::Default)]
    rules: RuleSet,
    /// Écrit ici ce que devient chaque événement (JSON, une ligne chacun).
    #[arg(long, value_name = "FICHIER")]
    out: Option<PathBuf>,
    /// Écrit ici le bilan (JSON).
    #[arg(long, value_name = "FICHIER")]
    summary: Option<PathBuf>,
}

/// Who may write to whom.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum RuleSet {
    /// Les règles de Préau.
    Default,
    /// Chacun écrit à toute personne, classe ou groupe de son établissement.
    Open,
}

pub(crate) async fn run(config: Config, command: ReplayArgs) -> Result<ExitCode, Error> {
    let scratch = tempfile::tempdir()?;
    let stop = stop_on_interrupt();
    let replay = Replay {
        entities: &command.entities,
        events: &command.events,
        rules: match command.rules {
            RuleSet::Default => Rules::Preau,
            RuleSet::Open => Rules::Open,
        },
        out: command.out.as_deref(),
        database: config.database.as_deref(),
        folder: scratch.path(),
        stop: &stop,
    };
    let bar = bar();
    let begun = SystemClock.now();
    let done = replay.run(|progress| show(&bar, progress)).await;
    bar.finish_and_clear();
    let mut summary = done.map_err(|error| Error::Said(error.to_string()))?;
    summary.seconds = (SystemClock.now() - begun).0 as f64 / 1_000.0;
    if let Some(path) = &command.summary {
        let text = serde_json::to_string_pretty(&summary).map_err(std::io::Error::from)?;
        std::fs::write(path, text + "\n")?;
    }
    tell(&summary);
    Ok(if summary.stopped { ExitCode::from(INTERRUPTED) } else { ExitCode::SUCCESS })
}

fn stop_on_interrupt() -> Arc<AtomicBool> {
    let stop = Arc::new(AtomicBool::new(false));
    let asked = stop.clone();
    tokio::spawn(async move {
        if tokio::signal::ctrl_c().await.is_ok() {
            asked.store(true, Ordering::SeqCst);
        }
    });
    stop
}

fn bar() -> ProgressBar {
    let bar = ProgressBar::new(0);
    if let Ok(style) = ProgressStyle::with_template("{wide_bar} {percent:>3} %  {msg}  reste {eta}") {
        bar.set_style(style);
    }
    bar
}

fn show(bar: &ProgressBar, progress: &Progress) {
    if progress.events.is_multiple_of(TELL_EVERY) {
        bar.set_length(progress.bytes.1);
        bar.set_position(progress.bytes.0);
        let at = Timestamp::from_millisecond(progress.at.0).map_or_else(|_| String::new(), |at| at.to_string());
        bar.set_message(format!("{} événements, {at}", progress.events));
    }
}

fn tell(summary: &Summary) {
    let counts = |counts: &std::collections::BTreeMap<&'static str, u64>| {
        let each: Vec<String> = counts.iter().map(|(name, count)| format!("{name} {count}")).collect();
        each.join(", ")
    };
    let Summary { schools, accounts, events, seconds, .. } = summary;
    say(&format!("{schools} établissements, {accounts} comptes, {events} événements en {seconds:.1} s."));
    say(&format!("Messages : {}.", counts(&summary.messages)));
    say(&format!("Autres événements : {}.", counts(&summary.others)));
    say(&format!("Retirés à leurs lecteurs après distribution : {}.", summary.withdrawn));
    say(&format!("Comptes confinés : {}.", summary.contained));
    if summary.stopped {
        say("Rejeu interrompu : le bilan s'arrête là où il a été arrêté.");
    }
}
