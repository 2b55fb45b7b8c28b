//! A service that takes one message by request.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex},
};

use tokio::{
    io::{AsyncBufReadExt as _, AsyncReadExt as _, AsyncWriteExt as _, BufReader},
    net::{TcpListener, TcpStream, tcp::OwnedWriteHalf},
};

use super::{Temper, pass};

/// Requests that are kept whole; of all others only the key is counted.
const KEPT: usize = 1_000;

/// A request, as it came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// What was asked for.
    pub path: String,
    /// Names in lower case, and values.
    pub headers: Vec<(String, String)>,
    /// What came behind.
    pub body: Vec<u8>,
}

impl Request {
    /// The value of a header.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| &**value)
    }

    /// The key of the message; what is pushed is told apart by its browser.
    fn key(&self) -> String {
        self.header("idempotency-key").unwrap_or(&self.path).to_owned()
    }
}

#[derive(Default)]
struct Taken {
    requests: Vec<Request>,
    counts: HashMap<String, u32>,
}

/// The service. It ends with the test.
pub struct HttpSink {
    port: u16,
    taken: Arc<Mutex<Taken>>,
}

impl HttpSink {
    /// Listens on a port of its own.
    pub async fn start(temper: Temper) -> HttpSink {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let port = listener.local_addr().expect("an address").port();
        let taken: Arc<Mutex<Taken>> = Arc::default();
        let kept = taken.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(serve(stream, temper, kept.clone()));
            }
        });
        HttpSink { port, taken }
    }

    /// Where it listens.
    pub fn port(&self) -> u16 {
        self.port
    }

    /// The first requests, in their order.
    pub fn taken(&self) -> Vec<Request> {
        self.taken.lock().expect("whole").requests.clone()
    }

    /// How often each key came.
    pub fn counts(&self) -> HashMap<String, u32> {
        self.taken.lock().expect("whole").counts.clone()
    }

    /// Distinct keys that came.
    pub fn distinct(&self) -> usize {
        self.taken.lock().expect("whole").counts.len()
    }
}

async fn serve(stream: TcpStream, temper: Temper, taken: Arc<Mutex<Taken>>) {
    let _ = stream.set_nodelay(true);
    let (reading, mut writing) = stream.into_split();
    let mut reading = BufReader::new(reading);
    loop {
        let Some(request) = read(&mut reading).await else { return };
        let key = request.key();
        {
            let mut taken = taken.lock().expect("whole");
            *taken.counts.entry(key.clone()).or_default() += 1;
            if taken.requests.len() < KEPT {
                taken.requests.push(request);
            }
        }
        if answer(&mut writing, temper, &key).await.is_none() {
            return;
        }
    }
}

async fn read(from: &mut BufReader<tokio::net::tcp::OwnedReadHalf>) -> Option<Request> {
    let mut line = String::new();
    from.read_line(&mut line).await.ok().filter(|read| *read > 0)?;
    let path = line.split(' ').nth(1)?.to_owned();
    let mut headers = Vec::new();
    loop {
        line.clear();
        from.read_line(&mut line).await.ok().filter(|read| *read > 0)?;
        match line.trim_end().split_once(':') {
            Some((name, value)) => headers.push((name.to_lowercase(), value.trim().to_owned())),
            None => break,
        }
    }
    let request = Request { path, headers, body: Vec::new() };
    let length = request.header("content-length").and_then(|text| text.parse().ok()).unwrap_or(0);
    let mut body = vec![0; length];
    from.read_exact(&mut body).await.ok()?;
    Some(Request { body, ..request })
}

/// Answers; nothing when the connection is to end.
async fn answer(to: &mut OwnedWriteHalf, temper: Temper, key: &str) -> Option<()> {
    let calm = format!("{{\"id\":\"m-{key}\",\"status\":\"queued\"}}");
    let (status, body) = match temper {
        Temper::Says(status) => (status, ""),
        Temper::Answers(status, body) => (status, body),
        Temper::Nonsense => {
            to.write_all(b"hello?\r\n\r\n").await.ok()?;
            return None;
        }
        Temper::HangsUp => return None,
        Temper::Silent => std::future::pending().await,
        Temper::Endless => {
            to.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 100000000\r\n\r\n").await.ok()?;
            loop {
                to.write_all(&[b' '; 10_000]).await.ok()?;
            }
        }
        Temper::Slow(while_) => {
            pass(while_).await;
            ("200 OK", &*calm)
        }
        Temper::Calm | Temper::Twice => ("200 OK", &*calm),
    };
    let whole = format!("HTTP/1.1 {status}\r\nContent-Length: {}\r\n\r\n{body}", body.len());
    let times = if temper == Temper::Twice { 2 } else { 1 };
    to.write_all(whole.repeat(times).as_bytes()).await.ok()
}
