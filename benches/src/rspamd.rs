//! rspamd as a peer: started on a free port with the rules of Debian's package and no network, asked by HTTP.

use std::{
    io::{Read as _, Write as _},
    net::{TcpListener, TcpStream},
    process::{Child, Command, Stdio},
    sync::{
        Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};

use ::shield::classifier::corpus::Labelled;

use crate::stats::Times;

/// Clients that ask at once.
const CLIENTS: usize = 8;
/// How long one waits for it to be ready: it compiles its expressions first.
const READY_WITHIN: Duration = Duration::from_secs(90);

/// Ends the program whatever happens.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Letters a second, and how long each took. Errors say why it could not be asked.
pub(crate) fn run(letters: &[Labelled]) -> Result<(f64, Times), String> {
    let folder = tempfile::tempdir().map_err(|why| why.to_string())?;
    let port =
        TcpListener::bind("127.0.0.1:0").and_then(|free| free.local_addr()).map_err(|why| why.to_string())?.port();
    let at = folder.path().display();
    let configuration = format!(
        ".include \"$CONFDIR/common.conf\"\n\
         options {{ pidfile = \"{at}/pid\"; .include \"$CONFDIR/options.inc\"; \
         dns {{ nameserver = [\"127.0.0.1:9\"]; timeout = 0.1s; retransmits = 1; }} }}\n\
         logging {{ type = \"file\"; filename = \"{at}/log\"; level = \"error\"; }}\n\
         worker \"normal\" {{ bind_socket = \"127.0.0.1:{port}\"; count = 2; }}\n"
    );
    let file = folder.path().join("rspamd.conf");
    std::fs::write(&file, configuration).map_err(|why| why.to_string())?;
    let variables = ["DBDIR", "RUNDIR", "LOGDIR"].map(|name| format!("--var={name}={at}"));
    let started = Command::new("rspamd")
        .args(["-f", "--insecure", "-c"])
        .arg(&file)
        .args(variables)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn();
    let _running = Running(started.map_err(|_| "it is not installed (Debian's package `rspamd`)".to_owned())?);
    let mails: Vec<Vec<u8>> = letters.iter().map(mail).collect();
    let begun = Instant::now();
    // Every expression is compiled, and every rule has been seen once, before anything is timed.
    while ask(port, &mails[0]).is_err() {
        if begun.elapsed() > READY_WITHIN {
            return Err(format!("it did not answer within {READY_WITHIN:?}"));
        }
        std::thread::sleep(Duration::from_millis(200));
    }
    for mail in mails.iter().take(200) {
        ask(port, mail)?;
    }
    let (next, all, begun) = (AtomicUsize::new(0), Mutex::new(Times::new()), Instant::now());
    let failed = Mutex::new(None);
    std::thread::scope(|scope| {
        for _ in 0..CLIENTS {
            scope.spawn(|| {
                let mut times = Times::new();
                while let Some(mail) = mails.get(next.fetch_add(1, Ordering::Relaxed)) {
                    if let Err(why) = times.take_now(|| ask(port, mail)) {
                        *failed.lock().expect("no client panics") = Some(why);
                        break;
                    }
                }
                all.lock().expect("no client panics").extend(times);
            });
        }
    });
    let took = begun.elapsed();
    match failed.into_inner().expect("no client panics") {
        Some(why) => Err(why),
        None => Ok((mails.len() as f64 / took.as_secs_f64(), all.into_inner().expect("no client panics"))),
    }
}

/// The letter as a mail.
fn mail(letter: &Labelled) -> Vec<u8> {
    let subject = letter.subject.replace(['\r', '\n'], " ");
    let body = letter.text.replace('\n', "\r\n");
    format!(
        "From: a@example.org\r\nTo: b@example.org\r\nSubject: {subject}\r\nDate: Mon, 30 Nov 2026 08:00:00 +0000\r\n\
         Message-ID: <{}@example.org>\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\
         Content-Transfer-Encoding: 8bit\r\n\r\n{body}\r\n",
        letter.id
    )
    .into_bytes()
}

fn ask(port: u16, mail: &[u8]) -> Result<(), String> {
    let said = |why: std::io::Error| format!("it does not answer: {why}");
    let mut line = TcpStream::connect(("127.0.0.1", port)).map_err(said)?;
    line.set_read_timeout(Some(Duration::from_secs(10))).map_err(said)?;
    let head = format!("POST /checkv2 HTTP/1.0\r\nContent-Length: {}\r\n\r\n", mail.len());
    line.write_all(head.as_bytes()).and_then(|()| line.write_all(mail)).map_err(said)?;
    let mut answer = Vec::new();
    line.read_to_end(&mut answer).map_err(said)?;
    let right = answer.starts_with(b"HTTP/1.") && answer.get(9..12) == Some(b"200");
    if right { Ok(()) } else { Err("it refuses a letter".to_owned()) }
}
