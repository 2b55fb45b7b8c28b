//! Pictures of films, taken by `ffmpeg` where the operator has it: a program of its own, since decoders of films are large
//! and have had faults. It is given one file and told what kind it is, opens nothing else and no address, works on one
//! thread, within a time and a size, and is ended at once when it goes beyond. What it gives is read as pictures are.

use std::{
    path::{Path, PathBuf},
    process::{ExitStatus, Stdio},
    time::Duration,
};

use actions::{
    App,
    examine::{self, Film, Taken},
};
use model::limits;
use tokio::{process::Command, sync::Semaphore, time::timeout};

/// Films decoded at once on one node.
const AT_ONCE: usize = 1;

/// Where `ffmpeg` is.
#[derive(Debug)]
pub struct Films {
    program: PathBuf,
    turns: Semaphore,
}

/// Why no picture of a film was taken.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The program is not there, or may not be run.
    #[error("{} ne se lance pas : {source}. Installez ffmpeg, ou corrigez « ffmpeg » dans [attachments]", program.display())]
    Missing {
        /// The program.
        program: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// It runs and ends with a fault.
    #[error("{} se termine par une erreur ({status})", program.display())]
    Failing {
        /// The program.
        program: PathBuf,
        /// How it ended.
        status: ExitStatus,
    },
    /// The film, or a picture of it, could not be written or read.
    #[error("impossible de lire ou d’écrire les images d’une vidéo : {0}")]
    Files(#[from] std::io::Error),
    /// What was found could not be kept.
    #[error(transparent)]
    Actions(#[from] actions::Error),
}

impl Films {
    /// The program at this path.
    pub fn new(program: &Path) -> Films {
        Films { program: program.to_owned(), turns: Semaphore::new(AT_ONCE) }
    }

    /// Whether it is there and runs.
    pub async fn check(&self) -> Result<(), Error> {
        let mut command = self.command();
        command.arg("-version");
        match timeout(duration(), self.ends(&mut command)).await {
            Ok(ended) => ended,
            Err(_) => Err(Error::Files(std::io::ErrorKind::TimedOut.into())),
        }
    }

    /// Some pictures of a film: its first key frames.
    pub async fn pictures(&self, film: Film, content: &[u8]) -> Result<Taken, Error> {
        let _turn = self.turns.acquire().await;
        let folder = tempfile::tempdir()?;
        tokio::fs::write(folder.path().join("film"), content).await?;
        let side = limits::FILM_PICTURE_SIDE;
        let mut command = self.command();
        command
            .current_dir(folder.path())
            .args(["-nostdin", "-v", "error", "-threads", "1", "-max_alloc", &limits::FILM_MEMORY_MAX.to_string()])
            // A form that is told and not guessed: no list of other files is ever read as a film.
            .args(["-f", form(film), "-protocol_whitelist", "file,pipe"])
            .args(["-max_pixels", &limits::FILE_PIXELS_MAX.to_string(), "-skip_frame", "nokey", "-i", "file:film"])
            .args(["-map", "0:v:0", "-an", "-sn", "-dn", "-map_metadata", "-1"])
            .args(["-frames:v", &limits::FILM_PICTURES_MAX.to_string(), "-fps_mode", "passthrough"])
            .args(["-vf", &format!("scale='min({side},iw)':'min({side},ih)':force_original_aspect_ratio=decrease")])
            .args(["-fs", &(limits::FILM_PICTURE_BYTES_MAX * limits::FILM_PICTURES_MAX as u64).to_string()])
            .args(["-f", "image2", "-c:v", "png", "file:%03d.png"]);
        match timeout(duration(), self.ends(&mut command)).await {
            Err(_) => return Ok(Taken::TooLong),
            // A film that is damaged half way has given the pictures before.
            Ok(Err(Error::Failing { .. })) => {}
            Ok(ended) => ended?,
        }
        let pictures = pictures_in(folder.path()).await?;
        Ok(if pictures.is_empty() { Taken::Nothing } else { Taken::Pictures(pictures) })
    }

    fn command(&self) -> Command {
        let mut command = Command::new(&self.program);
        command.env_clear().stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).kill_on_drop(true);
        command
    }

    /// Runs to its end, or is killed when nobody waits for it any more.
    async fn ends(&self, command: &mut Command) -> Result<(), Error> {
        let missing = |source| Error::Missing { program: self.program.clone(), source };
        let status = command.status().await.map_err(missing)?;
        if status.success() { Ok(()) } else { Err(Error::Failing { program: self.program.clone(), status }) }
    }
}

fn duration() -> Duration {
    Duration::from_millis(limits::FILM_TIME.0.unsigned_abs())
}

/// The name by which `ffmpeg` knows a kind of film.
const fn form(film: Film) -> &'static str {
    match film {
        Film::Mp4 => "mov",
        Film::Matroska => "matroska",
        Film::Avi => "avi",
        Film::Flv => "flv",
        Film::Mpeg => "mpeg",
    }
}

/// The pictures that were written, in order; one that is too large is left out.
async fn pictures_in(folder: &Path) -> std::io::Result<Vec<Vec<u8>>> {
    let mut pictures = Vec::new();
    for n in 1..=limits::FILM_PICTURES_MAX {
        let path = folder.join(format!("{n:03}.png"));
        match tokio::fs::metadata(&path).await {
            Ok(known) if known.len() <= limits::FILM_PICTURE_BYTES_MAX => pictures.push(tokio::fs::read(&path).await?),
            Ok(_) => {}
            Err(_) => break,
        }
    }
    Ok(pictures)
}

/// Examines a content; of a film, pictures are taken first when there is who can. A film of which none can be taken is
/// examined without, as if nobody could. May run twice.
pub async fn examine_job(app: &App, films: Option<&Films>, sha256: &str) -> Result<(), Error> {
    let film = if films.is_some() { examine::film(app, sha256).await? } else { None };
    let taken = match (films, film) {
        (Some(films), Some((film, content))) => films.pictures(film, &content).await.unwrap_or_else(|error| {
            tracing::warn!(%error, "a film is examined without its pictures");
            Taken::Nothing
        }),
        _ => Taken::Nothing,
    };
    Ok(examine::examine_with(app, sha256, taken).await?)
}
