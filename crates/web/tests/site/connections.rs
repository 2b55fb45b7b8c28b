//! Connections over a real socket: slow ones, too many, and those that come through a proxy.

use std::time::Duration;

use store::{both, testing::TestDb};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::{TcpListener, TcpStream},
    time::timeout,
};
use web::{Bounds, ForwardedBy, Proxies, Settings};

use crate::support::Site;

/// Long enough for a busy machine.
const SOON: Duration = Duration::from_secs(10);
const HEAD: Duration = Duration::from_millis(300);

/// A site that is served on a port, until the test ends.
async fn served(site: &Site, connections: u32) -> std::net::SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("an address");
    let bounds = Bounds { head: HEAD, connections };
    tokio::spawn(web::serve_within(listener, site.router(), bounds, std::future::pending()));
    address
}

async fn says(stream: &mut TcpStream, words: &str) {
    stream.write_all(words.as_bytes()).await.expect("written");
}

/// The first line of what is answered.
async fn hears(stream: &mut TcpStream) -> String {
    let mut answer = vec![0; 4_000];
    let read = timeout(SOON, stream.read(&mut answer)).await.expect("soon").expect("read");
    String::from_utf8_lossy(&answer[..read]).lines().next().unwrap_or_default().to_owned()
}

/// Whether the other side has ended the connection, without an answer.
async fn is_ended(stream: &mut TcpStream) -> bool {
    let mut rest = Vec::new();
    timeout(SOON, stream.read_to_end(&mut rest)).await.is_ok() && rest.is_empty()
}

const REQUEST: &str = "GET /healthz HTTP/1.1\r\nHost: preau.example\r\n\r\n";

both!(a_client_that_never_ends_its_headers_is_let_go, |t: TestDb| async move {
    let site = Site::new(t).await;
    let address = served(&site, 10).await;
    let mut silent = TcpStream::connect(address).await.expect("connected");
    let mut slow = TcpStream::connect(address).await.expect("connected");
    says(&mut slow, "GET /sign-in HTTP/1.1\r\nHost: preau.example\r\nX-A: ").await;
    assert!(is_ended(&mut silent).await, "one that says nothing");
    assert!(is_ended(&mut slow).await, "one that never comes to an end");
    let mut quick = TcpStream::connect(address).await.expect("connected");
    says(&mut quick, REQUEST).await;
    assert_eq!(hears(&mut quick).await, "HTTP/1.1 200 OK");
    assert!(is_ended(&mut quick).await, "a connection that is not used again ends as well");
});

both!(as_many_connections_as_may_be_and_the_next_waits_its_turn, |t: TestDb| async move {
    let site = Site::new(t).await;
    let address = served(&site, 2).await;
    let mut first = TcpStream::connect(address).await.expect("connected");
    let mut second = TcpStream::connect(address).await.expect("connected");
    for stream in [&mut first, &mut second] {
        says(stream, REQUEST).await;
        assert_eq!(hears(stream).await, "HTTP/1.1 200 OK");
    }
    let mut third = TcpStream::connect(address).await.expect("the system takes it");
    says(&mut third, REQUEST).await;
    let mut nothing = [0; 1];
    assert!(timeout(HEAD / 3, third.read(&mut nothing)).await.is_err(), "it waits");
    drop(first);
    assert_eq!(hears(&mut third).await, "HTTP/1.1 200 OK");
});

both!(a_session_keeps_the_address_and_port_that_a_trusted_proxy_saw, |t: TestDb| async move {
    let trusted = vec!["127.0.0.0/8".to_owned()].try_into().expect("a network");
    let proxies = Proxies { trusted, header: ForwardedBy::XForwardedFor };
    let site = Site::with(t, Settings { proxies, ..Settings::default() }).await;
    let opened = signs_in_by_socket(&site, "X-Forwarded-For: 10.9.9.9, 203.0.113.9:40112\r\n").await;
    assert_eq!(opened, "203.0.113.9:40112");
});

both!(a_forged_address_is_ignored_when_no_proxy_is_trusted, |t: TestDb| async move {
    let site = Site::new(t).await;
    let forged = "X-Forwarded-For: 203.0.113.9:40112\r\nForwarded: for=\"203.0.113.9:40112\"\r\n";
    let opened = signs_in_by_socket(&site, forged).await;
    let (ip, port) = opened.rsplit_once(':').expect("with its port");
    assert_eq!(ip, "127.0.0.1");
    assert_ne!(port, "40112");
});

/// Signs in with these headers, and gives the address that the session and its journal entry keep.
async fn signs_in_by_socket(site: &Site, headers: &str) -> String {
    let address = served(site, 10).await;
    let form = format!("login=ines&password={}", actions::testing::PASSWORD.replace(' ', "+"));
    let request = format!(
        "POST /sign-in HTTP/1.1\r\nHost: preau.example\r\nSec-Fetch-Site: same-origin\r\n{headers}\
         Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{form}",
        form.len()
    );
    let mut stream = TcpStream::connect(address).await.expect("connected");
    says(&mut stream, &request).await;
    assert_eq!(hears(&mut stream).await, "HTTP/1.1 303 See Other");
    let mut tx = site.world.app.db.read().await.expect("reads");
    let (kept,): (String,) = tx
        .maybe("select address from session order by issued_at desc, id desc limit 1", ())
        .await
        .expect("read")
        .expect("a session");
    let (entry,): (String,) = tx
        .maybe("select payload from journal_entry where verb = 'session.open' order by at desc, id desc limit 1", ())
        .await
        .expect("read")
        .expect("an entry");
    assert!(entry.contains(&format!("\"address\":\"{kept}\"")), "{entry}");
    kept
}
