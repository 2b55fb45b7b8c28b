//! `preau dossier`: makes an evidence pack, and checks one.

use std::{
    path::{Path, PathBuf},
    process::ExitCode,
};

use actions::dossier::{Made, Order, Wrong};
use clap::{Args, Subcommand, ValueEnum};
use dossier::{Bag, Checked, File, PublicKey, timestamp};
use model::{
    CampaignId, MessageId, PersonId,
    dossier::{Of, Variant},
    limits,
};
use uuid::Uuid;

use super::{Error, fail, say};
use crate::{
    config::Config,
    folder::{Folder, read},
    wire,
};

/// What to do.
#[derive(Debug, Args)]
pub(crate) struct DossierArgs {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Établit un dossier sur une campagne : tous ses messages, et ce qui en a été fait.
    Campaign {
        /// Identité de la campagne.
        id: Uuid,
        #[command(flatten)]
        order: OrderArgs,
    },
    /// Établit un dossier sur un seul message.
    Message {
        /// Identité du message.
        id: Uuid,
        #[command(flatten)]
        order: OrderArgs,
    },
    /// Vérifie un dossier sans la base : fichiers, scellé, écritures du journal.
    Verify {
        /// Dossier qui contient `bagit.txt`.
        folder: PathBuf,
        /// Clé publique du service (fichier de minisign). Par défaut : celle du dossier des données, si elle y est.
        #[arg(long, value_name = "FICHIER")]
        key: Option<PathBuf>,
    },
}

#[derive(Debug, Args)]
struct OrderArgs {
    /// Pour qui, donc ce qu'il contient.
    #[arg(long, value_enum)]
    variant: ForWhom,
    /// Élève dont la famille reçoit le dossier (variante `family`).
    #[arg(long, value_name = "IDENTITÉ")]
    child: Option<Uuid>,
    /// À qui il sera remis : `Commissariat de Villeneuve`.
    #[arg(long = "for", value_name = "QUI")]
    for_whom: String,
    /// Pourquoi : `Plainte n° 118`.
    #[arg(long)]
    reason: String,
    /// Dossier à créer ; il ne doit pas exister.
    #[arg(long, value_name = "DOSSIER")]
    out: PathBuf,
}

/// The variants, with what they hold.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum ForWhom {
    /// Enquête : tout.
    Police,
    /// Famille d'un élève : ce qui le concerne, rien sur les autres.
    Family,
    /// CNIL : des nombres seuls.
    Cnil,
    /// Retour d'expérience : sans nom ni texte.
    Review,
}

impl From<ForWhom> for Variant {
    fn from(variant: ForWhom) -> Variant {
        match variant {
            ForWhom::Police => Variant::Police,
            ForWhom::Family => Variant::Family,
            ForWhom::Cnil => Variant::Cnil,
            ForWhom::Review => Variant::Review,
        }
    }
}

pub(crate) async fn run(config: Config, command: DossierArgs) -> Result<ExitCode, Error> {
    match command.what {
        What::Campaign { id, order } => make(config, Of::Campaign(CampaignId(id)), order).await,
        What::Message { id, order } => make(config, Of::Message(MessageId(id)), order).await,
        What::Verify { folder, key } => verify(&config, &folder, key.as_deref()),
    }
}

async fn make(config: Config, of: Of, typed: OrderArgs) -> Result<ExitCode, Error> {
    // Before the pack is written down: one that is in the register and nowhere else would have to be explained.
    if let Err(why) = std::fs::create_dir(&typed.out) {
        return Ok(fail(&format!("impossible de créer {} ({why}) ; rien n'a été fait", typed.out.display())));
    }
    let folder = Folder::open(&config.data_folder)?;
    let app = wire::app(&config, &folder).await?;
    let order = Order {
        of,
        variant: typed.variant.into(),
        child: typed.child.map(PersonId),
        for_whom: typed.for_whom,
        reason: typed.reason,
    };
    let chain = match &config.dossier.timestamp_chain {
        Some(path) => read(path)?,
        None => String::new(),
    };
    let mut sealed = match actions::dossier::make(&app, None, &order).await? {
        Made::Yes(sealed) => sealed,
        refused => {
            let _ = std::fs::remove_dir(&typed.out);
            return Ok(fail(match refused {
                Made::Wrong(why) => wrong(why),
                _ => not_found(of),
            }));
        }
    };
    stamp(&config, &mut sealed.bag, &chain).await;
    write(&typed.out, sealed.bag.files())?;
    let out = typed.out.display();
    say(&format!(
        "Dossier {} : {} messages, {} fichiers, dans {out}.",
        sealed.id.simple(),
        sealed.messages,
        sealed.bag.files().len()
    ));
    say(&format!("Empreinte (SHA-256 de tagmanifest-sha256.txt), inscrite au journal : {}", sealed.bag.digest()));
    say(&format!(
        "Clé du scellé : {}. La publique est dans {}.",
        app.dossier_key.public().number(),
        folder.file("dossier.pub").display()
    ));
    say(&format!("Vérification : preau dossier verify {out}, ou les commandes de data/00_LISEZMOI.txt."));
    Ok(ExitCode::SUCCESS)
}

/// Asks the authority that is configured for a time-stamp. A pack without one is a pack: what is missing is said.
async fn stamp(config: &Config, bag: &mut Bag, chain: &str) {
    let Some(address) = &config.dossier.timestamp else { return };
    let digest = bag.digest();
    let answer = match gateway::timestamp::ask(address, timestamp::question(&digest)).await {
        Ok(answer) => timestamp::check(&answer, &digest).map(|()| answer).map_err(|why| why.to_string()),
        Err(why) => Err(why.to_string()),
    };
    match answer {
        Ok(answer) => {
            bag.stamp(&answer, chain.as_bytes());
            say(&format!("Horodaté par {address}."));
        }
        Err(why) => say(&format!("Sans horodatage : {why}.")),
    }
}

const fn not_found(of: Of) -> &'static str {
    match of {
        Of::Campaign(_) => {
            "aucun message n'est d'une campagne de cette identité : voyez l'adresse de sa page, /desk/campaigns/…"
        }
        Of::Message(_) => "aucun message n'a cette identité : voyez l'adresse de sa page, /desk/messages/…",
    }
}

const fn wrong(why: Wrong) -> &'static str {
    match why {
        Wrong::ForWhom => "--for dit à qui le dossier sera remis, en 300 caractères au plus ; rien n'a été fait",
        Wrong::Reason => "--reason dit pourquoi, en 300 caractères au plus ; rien n'a été fait",
        Wrong::Child => {
            "--child nomme, pour la variante family et elle seule, un élève qui a envoyé un de ces messages ou à qui il a été \
             montré ; rien n'a été fait"
        }
    }
}

fn verify(config: &Config, folder: &Path, key: Option<&Path>) -> Result<ExitCode, Error> {
    let beside = config.data_folder.join("dossier.pub");
    let expected = match key.or_else(|| beside.exists().then_some(&*beside)) {
        Some(path) => {
            let key = read(path)?.parse::<PublicKey>();
            Some(key.map_err(|why| Error::Said(format!("{} : {why}", path.display())))?)
        }
        None => None,
    };
    let checked = dossier::check(&read_all(folder)?, expected.as_ref());
    if checked.holds() {
        report(&checked);
        return Ok(ExitCode::SUCCESS);
    }
    checked.faults.iter().for_each(|fault| say(&format!("FAUTE : {fault}.")));
    let more = checked.fault_count - checked.faults.len();
    if more > 0 {
        say(&format!("… et {more} autres fautes."));
    }
    Ok(fail("ce dossier n'est pas celui qui a été scellé"))
}

fn report(checked: &Checked) {
    say(&format!("{} fichiers sont tels qu'ils ont été scellés.", checked.files));
    say(&format!("{} écritures sont prouvées dans le journal signé, qui en compte {}.", checked.entries, checked.size));
    if let Some(digest) = checked.digest {
        say(&format!("Empreinte (SHA-256 de tagmanifest-sha256.txt), à comparer au registre : {digest}"));
    }
    let number = checked.key.as_deref().unwrap_or_default();
    if checked.expected_key {
        say(&format!("Le scellé est de la clé {number}, celle du service."));
    } else {
        say(&format!(
            "Le scellé est de la clé {number}, que le dossier porte lui-même : comparez-la à celle que le service publie, ou \
             donnez-la par --key."
        ));
    }
    if checked.stamped {
        say("Un horodatage porte sur cette empreinte ; openssl ts -verify dit de qui il est.");
    }
    say("Le dossier est intact.");
}

/// Writes the files into a folder that is there.
fn write(out: &Path, files: &[File]) -> Result<(), Error> {
    let failed = |path: &Path| {
        let path = path.display().to_string();
        move |why: std::io::Error| Error::Said(format!("impossible d'écrire {path} : {why}"))
    };
    for file in files {
        let path = out.join(&file.path);
        if let Some(parent) = path.parent() {
            std::fs::create_dir_all(parent).map_err(failed(parent))?;
        }
        std::fs::write(&path, &file.bytes).map_err(failed(&path))?;
    }
    Ok(())
}

/// Reads a pack, within bounds. Links are not followed: what they lead to is not in the pack.
fn read_all(folder: &Path) -> Result<Vec<File>, Error> {
    let failed = |path: &Path, why: &dyn std::fmt::Display| {
        Error::Said(format!("impossible de lire {} : {why}", path.display()))
    };
    if !folder.join("bagit.txt").is_file() {
        return Err(Error::Said(format!(
            "{} ne contient pas bagit.txt : ce n'est pas un dossier de preuves",
            folder.display()
        )));
    }
    let (mut files, mut folders, mut bytes) = (Vec::new(), vec![folder.to_owned()], 0);
    while let Some(inside) = folders.pop() {
        for entry in std::fs::read_dir(&inside).map_err(|why| failed(&inside, &why))? {
            let entry = entry.map_err(|why| failed(&inside, &why))?;
            let (path, kind) = (entry.path(), entry.file_type().map_err(|why| failed(&inside, &why))?);
            if kind.is_dir() {
                folders.push(path);
            } else if kind.is_file() {
                bytes += entry.metadata().map_err(|why| failed(&path, &why))?.len();
                if bytes > limits::DOSSIER_BYTES_MAX || files.len() >= limits::DOSSIER_FILES_MAX {
                    return Err(Error::Said(format!("{} est plus grand qu'un dossier de preuves", folder.display())));
                }
                let name = path.strip_prefix(folder).unwrap_or(&path).to_string_lossy().replace('\\', "/");
                let content = std::fs::read(&path).map_err(|why| failed(&path, &why))?;
                files.push(File { path: name, bytes: content });
            }
        }
    }
    Ok(files)
}
