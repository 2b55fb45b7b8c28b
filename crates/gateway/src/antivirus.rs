//! The antivirus: a `clamd` of this network, told a content by its command `INSTREAM`. What it answers decides nothing
//! alone; a file that it could not look at stays veiled.

use std::{fmt, path::PathBuf, str::FromStr, time::Duration};

use actions::{App, scan};
use model::attachment::Unscanned;
use tokio::{
    io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _},
    net::{TcpStream, UnixStream},
    time::timeout,
};

/// How long one content may take, from the first byte to the answer.
const PATIENCE: Duration = Duration::from_secs(20);
/// Bytes of one piece that is sent.
const PIECE_BYTES: usize = 64_000;
/// Bytes of an answer.
const ANSWER_BYTES_MAX: u64 = 4_096;

/// Where the antivirus listens: `127.0.0.1:3310`, or the path of a socket, `/run/clamav/clamd.ctl`.
#[derive(Debug, Clone, PartialEq, Eq, serde::Deserialize)]
#[serde(try_from = "String")]
pub enum Antivirus {
    /// A host with its port.
    Tcp(String),
    /// A socket of this machine.
    Unix(PathBuf),
}

/// Why the antivirus gave no answer.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// It cannot be reached, or the connection was cut.
    #[error("l’antivirus {0} ne répond pas : {1}. Vérifiez que clamd tourne et que Préau peut l’atteindre")]
    Unreachable(Antivirus, std::io::Error),
    /// It does not answer in time.
    #[error("l’antivirus {0} n’a pas répondu en {seconds} secondes", seconds = PATIENCE.as_secs())]
    Slow(Antivirus),
    /// It answers what is no verdict.
    #[error("l’antivirus {0} refuse : {1}")]
    Refused(Antivirus, String),
    /// What it said could not be kept, or the content could not be read.
    #[error(transparent)]
    Actions(#[from] actions::Error),
}

impl FromStr for Antivirus {
    type Err = String;

    fn from_str(text: &str) -> Result<Antivirus, String> {
        if text.starts_with('/') {
            return Ok(Antivirus::Unix(text.into()));
        }
        let port = text.rsplit_once(':').map(|(host, port)| (host, port.parse::<u16>()));
        match port {
            Some((host, Ok(_))) if !host.is_empty() => Ok(Antivirus::Tcp(text.to_owned())),
            _ => Err(format!("« {text} » n’est ni « hôte:port » ni le chemin d’un socket")),
        }
    }
}

impl TryFrom<String> for Antivirus {
    type Error = String;

    fn try_from(text: String) -> Result<Antivirus, String> {
        text.parse()
    }
}

impl fmt::Display for Antivirus {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Antivirus::Tcp(address) => f.write_str(address),
            Antivirus::Unix(path) => path.display().fmt(f),
        }
    }
}

/// A connection of either kind.
trait Wire: AsyncRead + AsyncWrite + Unpin + Send {}
impl<T: AsyncRead + AsyncWrite + Unpin + Send> Wire for T {}

impl Antivirus {
    /// What it calls a content; `None` when it finds nothing.
    pub async fn look_at(&self, content: &[u8]) -> Result<Option<String>, Error> {
        let answer = self.ask(b"zINSTREAM\0", Some(content)).await?;
        understood(&answer).map_err(|said| Error::Refused(self.clone(), said))
    }

    /// Whether it is there.
    pub async fn ping(&self) -> Result<(), Error> {
        match words(&self.ask(b"zPING\0", None).await?).as_str() {
            "PONG" => Ok(()),
            other => Err(Error::Refused(self.clone(), other.to_owned())),
        }
    }

    async fn ask(&self, command: &[u8], content: Option<&[u8]>) -> Result<Vec<u8>, Error> {
        let answer = timeout(PATIENCE, self.talk(command, content)).await.map_err(|_| Error::Slow(self.clone()))?;
        answer.map_err(|source| Error::Unreachable(self.clone(), source))
    }

    async fn talk(&self, command: &[u8], content: Option<&[u8]>) -> std::io::Result<Vec<u8>> {
        let mut wire: Box<dyn Wire> = match self {
            Antivirus::Tcp(address) => Box::new(TcpStream::connect(address).await?),
            Antivirus::Unix(path) => Box::new(UnixStream::connect(path).await?),
        };
        wire.write_all(command).await?;
        if let Some(content) = content
            && let Err(error) = send(&mut wire, content).await
        {
            // It closes the connection on what is too large for it, after having said so.
            let said = answer(&mut wire).await.unwrap_or_default();
            return if said.is_empty() { Err(error) } else { Ok(said) };
        }
        answer(&mut wire).await
    }
}

/// Sends a content in pieces, each behind its size, and an empty one.
async fn send(wire: &mut Box<dyn Wire>, content: &[u8]) -> std::io::Result<()> {
    for piece in content.chunks(PIECE_BYTES) {
        wire.write_all(&(piece.len() as u32).to_be_bytes()).await?;
        wire.write_all(piece).await?;
    }
    wire.write_all(&[0; 4]).await?;
    wire.flush().await
}

async fn answer(wire: &mut Box<dyn Wire>) -> std::io::Result<Vec<u8>> {
    let mut answer = Vec::new();
    wire.take(ANSWER_BYTES_MAX).read_to_end(&mut answer).await?;
    Ok(answer)
}

/// What an answer of `clamd` to `INSTREAM` says: the name of what it found, or that it found nothing. Errors: it is no
/// verdict, and is given back.
pub fn understood(answer: &[u8]) -> Result<Option<String>, String> {
    let answer = words(answer);
    let said = answer.strip_prefix("stream: ").unwrap_or(&answer);
    match said.strip_suffix(" FOUND") {
        Some(name) => Ok(Some(name.to_owned())),
        None if said == "OK" => Ok(None),
        None => Err(said.to_owned()),
    }
}

/// The first line of an answer.
fn words(answer: &[u8]) -> String {
    let end = answer.iter().position(|byte| *byte == 0 || *byte == b'\n').unwrap_or(answer.len());
    String::from_utf8_lossy(&answer[..end]).trim().to_owned()
}

/// Has a content looked at, unless it was, and keeps what is said of it; when nothing is said, it is asked again later
/// ([`scan::again`]). May run twice.
pub async fn scan_job(app: &App, antivirus: &Antivirus, sha256: &str) -> Result<(), Error> {
    let Some(content) = scan::unscanned(app, sha256).await? else { return Ok(()) };
    let why = match antivirus.look_at(&content).await {
        Ok(found) => return Ok(scan::keep(app, sha256, found.as_deref()).await?),
        Err(Error::Actions(error)) => return Err(error.into()),
        Err(error @ Error::Refused(..)) => (Unscanned::Refused, error),
        Err(error) => (Unscanned::Silent, error),
    };
    tracing::warn!(error = %why.1, "a file stays veiled: the antivirus said nothing of it; it is asked again");
    Ok(scan::unanswered(app, sha256, why.0).await?)
}

#[cfg(test)]
mod tests {
    use tokio::net::{TcpListener, UnixListener};

    use super::*;

    /// One conversation of a `clamd` of ours: reads a whole stream, finds a word in it, answers.
    async fn serve(mut wire: impl Wire, answer: Option<&'static str>) -> std::io::Result<()> {
        let mut command = [0; 10];
        wire.read_exact(&mut command[..6]).await?;
        if &command[..6] == b"zPING\0" {
            return wire.write_all(b"PONG\0").await;
        }
        wire.read_exact(&mut command[6..]).await?;
        assert_eq!(&command, b"zINSTREAM\0");
        let mut content = Vec::new();
        loop {
            let size = wire.read_u32().await? as usize;
            assert!(size <= PIECE_BYTES);
            if size == 0 {
                break;
            }
            let begin = content.len();
            content.resize(begin + size, 0);
            wire.read_exact(&mut content[begin..]).await?;
        }
        let infected = content.windows(6).any(|bytes| bytes == b"VERMIN");
        let said = answer.unwrap_or(if infected { "stream: Essai.Vermin FOUND\0" } else { "stream: OK\0" });
        wire.write_all(said.as_bytes()).await
    }

    async fn peer(answer: Option<&'static str>) -> Antivirus {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = listener.local_addr().expect("an address");
        tokio::spawn(async move {
            while let Ok((wire, _)) = listener.accept().await {
                let _ = serve(wire, answer).await;
            }
        });
        Antivirus::Tcp(address.to_string())
    }

    #[tokio::test]
    async fn what_is_infected_is_named_and_what_is_not_is_clean() {
        let antivirus = peer(None).await;
        antivirus.ping().await.expect("there");
        assert_eq!(antivirus.look_at(b"un texte").await.expect("an answer"), None);
        let large = [vec![b'x'; 3_000_000], b"VERMIN".to_vec()].concat();
        assert_eq!(antivirus.look_at(&large).await.expect("an answer").as_deref(), Some("Essai.Vermin"));
        assert_eq!(antivirus.look_at(b"").await.expect("an answer"), None);
    }

    #[tokio::test]
    async fn a_socket_of_this_machine_serves_as_well() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("clamd.ctl");
        let listener = UnixListener::bind(&path).expect("a socket");
        tokio::spawn(async move {
            while let Ok((wire, _)) = listener.accept().await {
                let _ = serve(wire, None).await;
            }
        });
        let antivirus: Antivirus = path.to_str().expect("a path").parse().expect("an address");
        assert_eq!(antivirus.look_at(b"VERMIN").await.expect("an answer").as_deref(), Some("Essai.Vermin"));
    }

    #[tokio::test]
    async fn no_answer_or_no_verdict_is_an_error_and_never_clean() {
        let gone = Antivirus::Tcp("127.0.0.1:1".into()).look_at(b"x").await;
        assert!(matches!(gone, Err(Error::Unreachable(..))), "{gone:?}");
        for said in ["", "INSTREAM size limit exceeded. ERROR\0", "stream: OK FOUND?\0", "\0"] {
            let refused = peer(Some(said)).await.look_at(b"x").await;
            assert!(matches!(refused, Err(Error::Refused(..))), "{said:?}: {refused:?}");
        }
    }

    #[test]
    fn an_address_is_a_port_of_a_host_or_a_path() {
        assert_eq!("[::1]:3310".parse(), Ok(Antivirus::Tcp("[::1]:3310".into())));
        assert_eq!("/run/clamd".parse(), Ok(Antivirus::Unix("/run/clamd".into())));
        for wrong in ["", "localhost", ":3310", "a:99999"] {
            assert!(wrong.parse::<Antivirus>().is_err(), "{wrong}");
        }
    }
}
