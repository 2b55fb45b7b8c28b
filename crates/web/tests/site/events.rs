//! Event streams: what is worth reading again reaches an open page within a second, and only while its session holds.

use std::time::Duration;

use actions::measure::{self, Proposed};
use axum::body::Body;
use model::{
    limits,
    measure::{Preset, Typed},
    territory::Scope,
};
use store::{both, testing::TestDb};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::{TcpListener, TcpStream},
};
use tokio_stream::StreamExt as _;

use crate::support::{Browser, Site};

/// A page that listens.
struct Ear(axum::body::BodyDataStream);

impl Ear {
    async fn of(browser: &mut Browser) -> Ear {
        browser.headers.push(("accept", "text/event-stream".to_owned()));
        let (status, headers, body) = browser.opens("GET", "/events", Body::empty(), None).await;
        browser.headers.pop();
        assert_eq!(status, 200);
        assert_eq!(headers["content-type"], "text/event-stream");
        assert!(headers.get("content-encoding").is_none(), "a stream is not compressed: it would wait");
        let mut ear = Ear(body.into_data_stream());
        assert_eq!(ear.hears().await.as_deref(), Some(": \n\n"), "it says at once that it is open");
        ear
    }

    /// What is said within a second: `None` when the stream ends.
    async fn hears(&mut self) -> Option<String> {
        let next = tokio::time::timeout(Duration::from_secs(1), self.0.next()).await.expect("within a second");
        next.map(|said| String::from_utf8(said.expect("whole").to_vec()).expect("text"))
    }

    /// Whether nothing is said for a moment.
    async fn hears_nothing(&mut self) -> bool {
        tokio::time::timeout(Duration::from_millis(300), self.0.next()).await.is_err()
    }
}

/// What a page is told when its mailbox is touched.
const MAILBOX: &str = "data: inbox unread thread sent\n\n";

both!(a_new_message_and_its_withdrawal_reach_open_pages, |t: TestDb| async move {
    let site = Site::new(t).await;
    let mut ines = site.signed_in("ines").await;
    let (mut hers, mut his) = (Ear::of(&mut ines).await, Ear::of(&mut site.signed_in("noe").await).await);
    let message = site.world.person("roche").write_to("2nde4:pupils", "Sortie jeudi").await;
    assert_eq!(hers.hears().await.as_deref(), Some(MAILBOX));
    assert!(ines.get("/inbox").await.shows("Sortie jeudi"));
    assert!(his.hears_nothing().await, "it does not concern another class");
    site.world.desk().withdraws(message).await;
    assert_eq!(hers.hears().await.as_deref(), Some(MAILBOX));
    assert!(!ines.get("/inbox").await.shows("Sortie jeudi"));
});

both!(a_measure_reaches_open_pages_when_it_begins_and_when_it_ends, |t: TestDb| async move {
    let site = Site::new(t).await;
    let mut ines = site.signed_in("ines").await;
    let mut hers = Ear::of(&mut ines).await;
    let typed = Typed {
        places: vec![Scope::All],
        clauses: Preset::National.clauses(),
        reason: "Menaces".to_owned(),
        ends_at: Some(site.world.now() + model::Millis::hours(2)),
        ..Typed::default()
    };
    let Proposed::Begun(id) = measure::propose(&site.world.app, None, typed).await.expect("an answer") else {
        panic!("the console decides alone")
    };
    assert_eq!(hers.hears().await.as_deref(), Some("data: measure\n\n"));
    assert_eq!(ines.fragment("/inbox", "bands").await.status, 401, "the whole page is asked for, and leads on");
    assert!(ines.fragment("/official", "bands").await.shows("La messagerie est suspendue"));
    measure::lift(&site.world.app, None, id, "fini").await.expect("an answer");
    assert_eq!(hers.hears().await.as_deref(), Some("data: measure\n\n"));
    assert!(!ines.fragment("/inbox", "bands").await.shows("La messagerie est suspendue"));
});

both!(many_messages_at_once_are_few_words, |t: TestDb| async move {
    let site = Site::new(t).await;
    let mut hers = Ear::of(&mut site.signed_in("ines").await).await;
    let roche = site.world.person("roche");
    for n in 0..20 {
        roche.write_to("ines", &format!("Mot {n}")).await;
    }
    let mut words = 0;
    while !hers.hears_nothing().await {
        words += 1;
    }
    assert!(words <= 19, "{words} words for twenty messages");
});

both!(the_desk_hears_of_what_is_held_and_others_do_not, |t: TestDb| async move {
    let site = Site::new(t).await;
    let mut desk = Ear::of(&mut site.signed_in("desk").await).await;
    let mut roche = Ear::of(&mut site.signed_in("roche").await).await;
    site.world.person("karim").write_to("roche", "il y a une bombe").await;
    assert_eq!(desk.hears().await.as_deref(), Some("data: desk\n\n"));
    assert!(roche.hears_nothing().await, "what is held is announced to nobody");
});

both!(a_stream_ends_with_its_session, |t: TestDb| async move {
    let site = Site::new(t).await;
    let mut ines = site.signed_in("ines").await;
    let mut here = Ear::of(&mut ines).await;
    let mut elsewhere = site.signed_in("ines").await;
    let mut there = Ear::of(&mut elsewhere).await;
    let mut karim = Ear::of(&mut site.signed_in("karim").await).await;
    ines.post("/sign-out", &[]).await;
    assert_eq!(here.hears().await, None);
    assert!(karim.hears_nothing().await);
    site.world.person("roche").write_to("ines", "Bonjour").await;
    assert_eq!(there.hears().await.as_deref(), Some(MAILBOX), "her other session goes on");
    ines.headers.push(("accept", "text/event-stream".to_owned()));
    let again = ines.get("/events").await;
    assert_eq!(again.status, 401, "a browser that is refused so does not try again");
});

both!(a_person_has_so_many_streams_and_no_more, |t: TestDb| async move {
    let site = Site::new(t).await;
    let mut ines = site.signed_in("ines").await;
    let mut ears = Vec::new();
    for _ in 0..limits::STREAMS_PER_PERSON_MAX {
        ears.push(Ear::of(&mut ines).await);
    }
    let refused = ines.get("/events").await;
    assert_eq!(refused.status, 429);
    assert!(!refused.header("retry-after").is_empty());
    Ear::of(&mut site.signed_in("karim").await).await;
});

both!(a_program_that_is_told_to_stop_does_not_wait_for_who_listens, |t: TestDb| async move {
    let site = Site::new(t).await;
    let ines = site.signed_in("ines").await;
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("an address");
    let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
    let told = async move {
        let _ = stopped.await;
    };
    let served = tokio::spawn(web::serve(listener, site.router(), told));
    let mut connection = TcpStream::connect(address).await.expect("connected");
    let cookies: Vec<String> = ines.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
    let request = format!(
        "GET /events HTTP/1.1\r\nHost: preau.example\r\nAccept: text/event-stream\r\nCookie: {}\r\n\r\n",
        cookies.join("; ")
    );
    connection.write_all(request.as_bytes()).await.expect("asked");
    let mut said = Vec::new();
    while !String::from_utf8_lossy(&said).contains("\r\n\r\n") {
        assert!(connection.read_buf(&mut said).await.expect("an answer") > 0);
    }
    assert!(said.starts_with(b"HTTP/1.1 200 OK"), "{}", String::from_utf8_lossy(&said));
    stop.send(()).expect("it serves");
    let ended = tokio::time::timeout(Duration::from_secs(5), served).await.expect("it ends before its patience does");
    ended.expect("whole").expect("without a fault");
    while connection.read_buf(&mut said).await.expect("the end") > 0 {}
});
