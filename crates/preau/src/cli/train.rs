//! `preau train` and `preau evaluate`: the model of the shield, from the letters of `corpus/`.

use std::{
    path::{Path, PathBuf},
    process::ExitCode,
};

use clap::Args;
use shield::{
    Shield,
    classifier::{
        corpus::Labelled,
        evaluate::{self, Evaluation, Figures, Share},
        train,
    },
};

use super::{Error, say, why};

/// Letters read at most, so that a wrong folder does not fill the memory.
const LETTERS_MAX: usize = 2_000_000;

/// What may be said to `train`.
#[derive(Debug, Args)]
pub(crate) struct Train {
    /// Dossier des lettres étiquetées (`*.jsonl`).
    #[arg(long, default_value = "corpus", value_name = "DOSSIER")]
    corpus: PathBuf,
    /// Fichier à écrire.
    #[arg(long, default_value = "crates/shield/classifier.bin", value_name = "FICHIER")]
    out: PathBuf,
}

/// What may be said to `evaluate`.
#[derive(Debug, Args)]
pub(crate) struct Evaluate {
    /// Dossier des lettres étiquetées (`*.jsonl`).
    #[arg(long, default_value = "corpus", value_name = "DOSSIER")]
    corpus: PathBuf,
    /// Modèle à mesurer ; celui du programme par défaut.
    #[arg(long, value_name = "FICHIER")]
    model: Option<PathBuf>,
    /// Tout en JSON, avec l'identité des lettres mal jugées.
    #[arg(long)]
    json: bool,
}

pub(crate) fn train(command: &Train) -> Result<ExitCode, Error> {
    let letters = read(&command.corpus)?;
    say(&format!("{} lettres lues dans {}", letters.len(), command.corpus.display()));
    let file = train::train(&Shield::untrained()?, &letters, |label| say(&format!("apprend : {label}")));
    // Beside the file first: a model half written would stop the next build.
    let beside = command.out.with_extension("nouveau");
    std::fs::write(&beside, &file)?;
    std::fs::rename(&beside, &command.out)?;
    say(&format!("{} : {} octets", command.out.display(), file.len()));
    Ok(ExitCode::SUCCESS)
}

pub(crate) fn evaluate(command: &Evaluate) -> Result<ExitCode, Error> {
    let letters = read(&command.corpus)?;
    let shield = match &command.model {
        None => Shield::embedded()?,
        Some(path) => Shield::untrained()?.with_model(&read_file(path)?)?,
    };
    let evaluation = evaluate::evaluate(&shield, &letters, &sample::given_names());
    if command.json {
        let text = serde_json::to_string_pretty(&evaluation);
        say(&text.map_err(|fault| Error::Said(format!("le résultat ne peut pas être écrit en JSON : {fault}")))?);
    } else {
        print(&evaluation);
    }
    Ok(ExitCode::SUCCESS)
}

/// Every letter of a folder, file by file in the order of their names.
fn read(folder: &Path) -> Result<Vec<Labelled>, Error> {
    let said = |what: String| Error::Said(what);
    let entries = std::fs::read_dir(folder).map_err(|fault| {
        said(format!("impossible de lire le dossier {} : {why}", folder.display(), why = why(&fault)))
    })?;
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.map(|entry| entry.path())).collect::<Result<_, _>>()?;
    paths.retain(|path| path.extension().is_some_and(|end| end == "jsonl"));
    paths.sort();
    let mut letters = Vec::new();
    for path in &paths {
        let text =
            String::from_utf8(read_file(path)?).map_err(|_| said(format!("{} n'est pas en UTF-8", path.display())))?;
        let read = Labelled::read(&text).map_err(|fault| said(format!("{}, {fault}", path.display())))?;
        letters.extend(read);
        if letters.len() > LETTERS_MAX {
            return Err(said(format!("plus de {LETTERS_MAX} lettres dans {}", folder.display())));
        }
    }
    if letters.is_empty() {
        return Err(said(format!("aucune lettre (*.jsonl) dans {}", folder.display())));
    }
    Ok(letters)
}

fn read_file(path: &Path) -> Result<Vec<u8>, Error> {
    std::fs::read(path)
        .map_err(|fault| Error::Said(format!("impossible de lire {} : {why}", path.display(), why = why(&fault))))
}

fn print(evaluation: &Evaluation) {
    say(&format!("juge {}", &evaluation.judge[..16]));
    say("Contenu seul, un lecteur ; intervalles exacts à 95 % (Clopper-Pearson). Lettres écrites pour le projet.");
    let sets = [
        ("auteur jamais vu", &evaluation.unseen_author),
        ("auteur jamais vu, lettres déguisées", &evaluation.unseen_author_disguised),
        ("mains jamais vues", &evaluation.unseen_hand),
        ("mains jamais vues, lettres déguisées", &evaluation.unseen_hand_disguised),
    ];
    for (name, figures) in sets {
        table(name, figures);
    }
    say("");
    say("== les mêmes lettres d'auteurs jamais vus, sous des prénoms de chaque origine");
    for (origin, (threats, others)) in &evaluation.by_name {
        say(&format!("  {origin:<22} {:<34} {}", share(threats), share(others)));
    }
}

fn table(name: &str, figures: &Figures) {
    say("");
    say(&format!("== {name}"));
    say(&format!("menaces retenues     {}", share(&figures.recall)));
    say(&format!("autres retenues      {}", share(&figures.false_positives)));
    say(&format!(
        "menaces au-dessus de 99 % des autres : {:.1} % ; de 99,9 % : {:.1} %",
        figures.recall_at_1_percent * 100.0,
        figures.recall_at_1_permille * 100.0
    ));
    for (label, held) in &figures.by_label {
        say(&format!("  {label:<14} {}", share(held)));
    }
    for (slices, title) in [(&figures.by_register, "registre"), (&figures.by_lang, "langue")] {
        say(&format!("  {title:<14} {:<34} autres retenues", "menaces retenues"));
        for (slice, (threats, others)) in slices {
            say(&format!("  {slice:<14} {:<34} {}", share(threats), share(others)));
        }
    }
}

fn share(share: &Share) -> String {
    if share.of == 0 {
        return "–".to_owned();
    }
    let percent = |value: f64| value * 100.0;
    format!(
        "{:5.1} % ({} sur {} ; {:.1}–{:.1})",
        percent(share.value()),
        share.hits,
        share.of,
        percent(share.low),
        percent(share.high)
    )
}
