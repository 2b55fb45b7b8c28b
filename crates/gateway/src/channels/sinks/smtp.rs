//! A mail relay without TLS.

use std::{
    fmt::Write as _,
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
};

use tokio::{
    io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader},
    net::{TcpListener, TcpStream},
};

use super::{Temper, pass};

/// A mail, as it was handed over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TakenMail {
    /// Of the envelope.
    pub from: String,
    /// Of the envelope; one, or several with commas.
    pub to: String,
    /// Head and body.
    pub message: String,
}

#[derive(Default)]
struct Taken {
    mails: Mutex<Vec<TakenMail>>,
    heard: Mutex<String>,
    connections: AtomicUsize,
}

/// The relay. It ends with the test.
pub struct SmtpSink {
    port: u16,
    taken: Arc<Taken>,
}

impl SmtpSink {
    /// Listens on a port of its own.
    pub async fn start(temper: Temper) -> SmtpSink {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let port = listener.local_addr().expect("an address").port();
        let taken: Arc<Taken> = Arc::default();
        let kept = taken.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                kept.connections.fetch_add(1, Ordering::Relaxed);
                tokio::spawn(serve(stream, temper, kept.clone()));
            }
        });
        SmtpSink { port, taken }
    }

    /// Where it listens.
    pub fn port(&self) -> u16 {
        self.port
    }

    /// Every mail that was taken, in its order.
    pub fn taken(&self) -> Vec<TakenMail> {
        self.taken.mails.lock().expect("whole").clone()
    }

    /// Every command that was said.
    pub fn heard(&self) -> String {
        self.taken.heard.lock().expect("whole").clone()
    }

    /// Connections that were opened.
    pub fn connections(&self) -> usize {
        self.taken.connections.load(Ordering::Relaxed)
    }
}

async fn serve(stream: TcpStream, temper: Temper, taken: Arc<Taken>) -> Option<()> {
    if temper == Temper::Silent {
        std::future::pending::<()>().await;
    }
    let (reading, mut writing) = stream.into_split();
    let mut reading = BufReader::new(reading);
    let (mut from, mut to) = (String::new(), Vec::new());
    writing.write_all(b"220 sink.example ESMTP\r\n").await.ok()?;
    loop {
        let mut bytes = Vec::new();
        reading.read_until(b'\n', &mut bytes).await.ok().filter(|read| *read > 0)?;
        let line = String::from_utf8_lossy(&bytes).trim_end().to_owned();
        let _ = writeln!(taken.heard.lock().expect("whole"), "{line}");
        let verb = line.split([' ', ':']).next().unwrap_or_default().to_uppercase();
        let inside = || line.split(['<', '>']).nth(1).unwrap_or_default().to_owned();
        let said = match &*verb {
            "EHLO" => "250-sink.example\r\n250 8BITMIME".to_owned(),
            "MAIL" => {
                from = inside();
                to.clear();
                "250 2.1.0 Ok".to_owned()
            }
            "RCPT" => match temper {
                Temper::HangsUp => return None,
                Temper::Says(said) => said.to_owned(),
                _ => {
                    to.push(inside());
                    "250 2.1.5 Ok".to_owned()
                }
            },
            "DATA" => {
                writing.write_all(b"354 go on\r\n").await.ok()?;
                let message = data(&mut reading).await?;
                if let Temper::Slow(while_) = temper {
                    pass(while_).await;
                }
                let mail = TakenMail { from: from.clone(), to: to.join(","), message };
                taken.mails.lock().expect("whole").push(mail);
                "250 2.0.0 taken".to_owned()
            }
            "QUIT" => {
                writing.write_all(b"221 2.0.0 Bye\r\n").await.ok()?;
                return None;
            }
            "RSET" | "NOOP" => "250 2.0.0 Ok".to_owned(),
            _ => "500 5.5.1 what".to_owned(),
        };
        writing.write_all(format!("{said}\r\n").as_bytes()).await.ok()?;
    }
}

/// A message to its end, without the dots that were put before dots (RFC 5321 § 4.5.2).
async fn data(reading: &mut BufReader<tokio::net::tcp::OwnedReadHalf>) -> Option<String> {
    let mut message = String::new();
    loop {
        let mut bytes = Vec::new();
        reading.read_until(b'\n', &mut bytes).await.ok().filter(|read| *read > 0)?;
        let line = String::from_utf8_lossy(&bytes);
        if line == ".\r\n" {
            return Some(message);
        }
        message.push_str(line.strip_prefix('.').unwrap_or(&line));
    }
}
