//! One HTTP request at a time, for the few words that this program says to others: a form is posted, its status is read.
//!
//! It blocks, and is called where that is allowed. rustls without anything around it is enough for this, and was here for
//! PostgreSQL; a client library would bring a dozen crates.

use std::{
    io::{self, Read, Write},
    net::{IpAddr, TcpStream, ToSocketAddrs as _},
    sync::Arc,
    time::{Duration, Instant},
};

use model::service::ServiceUrl;
use rustls::{ClientConfig, ClientConnection, RootCertStore, StreamOwned, pki_types::ServerName};
use url::Host;

/// Bytes that a status line may have.
const STATUS_LINE_BYTES_MAX: usize = 1_024;

/// Posts a form and gives the status of the answer; what comes after it is not read. Redirects are not followed.
pub(crate) fn post_form(to: &ServiceUrl, fields: &[(&str, &str)], patience: Duration) -> io::Result<u16> {
    let url = to.url();
    let body = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
    let (host, port) = (url.host_str().unwrap_or_default(), url.port());
    let host = port.map_or_else(|| host.to_owned(), |port| format!("{host}:{port}"));
    let target = &url[url::Position::BeforePath..url::Position::AfterQuery];
    let request = format!(
        "POST {target} HTTP/1.1\r\nHost: {host}\r\nUser-Agent: Preau\r\nAccept: */*\r\nConnection: close\r\n\
         Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    );
    let until = now() + patience;
    let stream = connect(to, until)?;
    if url.scheme() == "https" {
        let mut stream = StreamOwned::new(tls(to)?, stream);
        talk(&mut stream, &request, until)
    } else {
        let mut stream = stream;
        talk(&mut stream, &request, until)
    }
}

/// A connection to the first address of the host that answers.
fn connect(to: &ServiceUrl, until: Instant) -> io::Result<TcpStream> {
    let url = to.url();
    let port = url.port_or_known_default().unwrap_or(443);
    let addresses: Vec<_> = match url.host() {
        Some(Host::Domain(name)) => (name, port).to_socket_addrs()?.collect(),
        Some(Host::Ipv4(address)) => vec![(IpAddr::V4(address), port).into()],
        Some(Host::Ipv6(address)) => vec![(IpAddr::V6(address), port).into()],
        None => vec![],
    };
    let mut failed = io::Error::new(io::ErrorKind::NotFound, "the host has no address");
    for address in addresses {
        match TcpStream::connect_timeout(&address, left(until)?) {
            Ok(stream) => {
                stream.set_write_timeout(Some(left(until)?))?;
                stream.set_read_timeout(Some(left(until)?))?;
                return Ok(stream);
            }
            Err(error) => failed = error,
        }
    }
    Err(failed)
}

/// The client's side of TLS, with the certificate authorities that browsers trust.
fn tls(to: &ServiceUrl) -> io::Result<ClientConnection> {
    let roots = RootCertStore { roots: webpki_roots::TLS_SERVER_ROOTS.to_vec() };
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(io::Error::other)?
        .with_root_certificates(roots)
        .with_no_client_auth();
    let name = match to.url().host() {
        Some(Host::Domain(name)) => ServerName::try_from(name.to_owned()).map_err(io::Error::other)?,
        Some(Host::Ipv4(address)) => ServerName::from(IpAddr::V4(address)),
        Some(Host::Ipv6(address)) => ServerName::from(IpAddr::V6(address)),
        None => return Err(io::ErrorKind::InvalidInput.into()),
    };
    ClientConnection::new(Arc::new(config), name).map_err(io::Error::other)
}

/// Sends a request and reads the status of its answer.
fn talk(stream: &mut (impl Read + Write), request: &str, until: Instant) -> io::Result<u16> {
    stream.write_all(request.as_bytes())?;
    stream.flush()?;
    let mut line = Vec::new();
    let mut piece = [0; 256];
    while !line.contains(&b'\n') {
        left(until)?;
        let read = stream.read(&mut piece)?;
        if read == 0 || line.len() > STATUS_LINE_BYTES_MAX {
            return Err(io::ErrorKind::InvalidData.into());
        }
        line.extend_from_slice(&piece[..read]);
    }
    let line = String::from_utf8_lossy(&line);
    let status = line.strip_prefix("HTTP/1.").and_then(|rest| rest.split(' ').nth(1));
    status.and_then(|code| code.get(..3)?.parse().ok()).ok_or_else(|| io::ErrorKind::InvalidData.into())
}

#[expect(
    clippy::disallowed_methods,
    reason = "how long a peer takes is a length of time of the system, whatever `app` says"
)]
fn now() -> Instant {
    Instant::now()
}

/// What is left of the time.
fn left(until: Instant) -> io::Result<Duration> {
    let left = until.saturating_duration_since(now());
    if left.is_zero() { Err(io::ErrorKind::TimedOut.into()) } else { Ok(left) }
}

#[cfg(test)]
mod tests {
    use std::{net::TcpListener, thread};

    use super::*;

    /// A peer that reads the beginning of one request and answers so; gives its port and what it read.
    fn peer(answer: &'static str) -> (u16, thread::JoinHandle<String>) {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let port = listener.local_addr().expect("an address").port();
        let serving = thread::spawn(move || {
            let (mut stream, _) = listener.accept().expect("a connection");
            let mut bytes = [0; 4_096];
            let read = stream.read(&mut bytes).unwrap_or_default();
            let _ = stream.write_all(answer.as_bytes());
            String::from_utf8_lossy(&bytes[..read]).into_owned()
        });
        (port, serving)
    }

    fn post(address: &str, patience: Duration) -> io::Result<u16> {
        let to = ServiceUrl::parse(address).expect("an address");
        post_form(&to, &[("a", "é &=")], patience)
    }

    const PATIENCE: Duration = Duration::from_secs(10);

    #[test]
    fn a_form_is_posted_and_its_status_read() {
        let (port, serving) = peer("HTTP/1.1 302 Found\r\nLocation: /\r\n\r\n");
        assert_eq!(post(&format!("http://127.0.0.1:{port}/x?y=1"), PATIENCE).expect("an answer"), 302);
        let said = serving.join().expect("served");
        assert!(said.starts_with("POST /x?y=1 HTTP/1.1\r\n"), "{said}");
        assert!(said.contains(&format!("\r\nHost: 127.0.0.1:{port}\r\n")), "{said}");
        assert!(said.ends_with("\r\nContent-Length: 15\r\n\r\na=%C3%A9+%26%3D"), "{said}");
    }

    #[test]
    fn what_is_no_answer_is_an_error() {
        for answer in ["", "hello\r\n", "HTTP/1.1 what\r\n"] {
            let (port, _) = peer(answer);
            assert!(post(&format!("http://127.0.0.1:{port}/"), PATIENCE).is_err(), "{answer:?}");
        }
        assert!(post("http://127.0.0.1:1/", PATIENCE).is_err(), "nobody listens");
    }

    #[test]
    fn who_says_nothing_is_not_waited_for() {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let port = listener.local_addr().expect("an address").port();
        assert!(post(&format!("http://127.0.0.1:{port}/"), Duration::from_millis(50)).is_err());
    }

    #[test]
    fn whoever_has_no_certificate_is_told_nothing() {
        let (port, serving) = peer("HTTP/1.1 200 OK\r\n\r\n");
        assert!(post(&format!("https://127.0.0.1:{port}/"), PATIENCE).is_err());
        assert!(!serving.join().expect("served").contains("POST"));
    }
}
