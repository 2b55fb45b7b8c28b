//! Requests to the pages and protocols, by people of an invented territory: whatever is asked, nothing panics and nobody
//! is answered 500.
//!
//! The first line says who, how and where: `ines POST /compose`. `{lycee}` in it stands for what is called so in that
//! territory. The second line is the content type, what follows the body.

use std::{
    collections::BTreeMap,
    sync::{LazyLock, Mutex, PoisonError},
};

use actions::testing::{PASSWORD, World};
use http::{Request, Response, header};
use http_body_util::Full;
use tokio::runtime::Runtime;
use tower::ServiceExt as _;
use web::Settings;

/// Requests after which the territory begins anew: what was written would make every page slower.
const REQUESTS_PER_WORLD: usize = 4_000;
/// Who asks; anybody else is nobody.
const PEOPLE: [&str; 5] = ["ines", "roche", "adou", "desk", "operator"];
/// The host under which the site is reached.
const HOST: &str = "preau.example";

/// What answers, on threads of its own.
static RUNTIME: LazyLock<Runtime> = LazyLock::new(|| Runtime::new().expect("a runtime"));
static SITE: Mutex<Option<Site>> = Mutex::new(None);

struct Site {
    world: World,
    cookies: BTreeMap<&'static str, String>,
    requests: usize,
}

impl Site {
    /// A new territory, with a session for everybody who asks.
    async fn new() -> Site {
        let world = World::new(store::testing::sqlite().await).await;
        let mut site = Site { world, cookies: BTreeMap::new(), requests: 0 };
        for who in PEOPLE {
            let device = site.world.person(who).own_tab().device.expect("a device");
            let device = format!("preau-device={device}");
            let form = format!("login={who}&password={}", PASSWORD.replace(' ', "+"));
            let kind = "application/x-www-form-urlencoded";
            let answer = site.ask("POST", "/sign-in", kind, form.as_bytes(), &device).await.expect("a sound request");
            let given = answer.headers().get_all(header::SET_COOKIE).iter().filter_map(|line| line.to_str().ok());
            let given: Vec<&str> = given.filter_map(|line| line.split(';').next()).collect();
            assert_eq!(answer.status(), 303, "{who} signs in");
            let cookies = [&[device.as_str()][..], &given].concat().join("; ");
            site.cookies.insert(who, cookies);
        }
        site
    }

    /// One request; none when it is no request at all.
    async fn ask(&self, method: &str, path: &str, kind: &str, body: &[u8], cookies: &str) -> Option<Response<()>> {
        let request = Request::builder()
            .method(method)
            .uri(path)
            .header(header::HOST, HOST)
            .header("origin", format!("https://{HOST}"))
            .header("sec-fetch-site", "same-origin")
            .header(header::CONTENT_TYPE, kind)
            .header(header::COOKIE, cookies)
            .body(Full::from(body.to_vec()))
            .ok()?;
        let router = web::router(self.world.app.clone(), Settings::default());
        let Ok(answer) = router.oneshot(request).await;
        Some(answer.map(drop))
    }
}

/// One request to the territory of this process.
pub(super) fn pages(content: &[u8]) {
    let mut lines = content.splitn(3, |byte| *byte == b'\n');
    let mut next = || lines.next().unwrap_or_default();
    let (head, kind, body) = (String::from_utf8_lossy(next()), String::from_utf8_lossy(next()), next());
    let mut words = head.splitn(3, ' ');
    let mut word = || words.next().unwrap_or_default();
    let (who, method, path) = (word(), word(), word());
    let mut site = SITE.lock().unwrap_or_else(PoisonError::into_inner);
    if site.as_ref().is_none_or(|site| site.requests >= REQUESTS_PER_WORLD) {
        *site = Some(RUNTIME.block_on(Site::new()));
    }
    let Some(site) = site.as_mut() else { return };
    site.requests += 1;
    let path = named(&site.world, path);
    let cookies = site.cookies.get(who).map_or("", String::as_str);
    // An event stream says nothing until something happens.
    if path.starts_with("/events") {
        return;
    }
    if let Some(answer) = RUNTIME.block_on(site.ask(method, &path, &kind, body, cookies)) {
        assert!(answer.status().as_u16() != 500, "{who} {method} {path} was answered {}", answer.status());
    }
}

/// A path in which names of the territory are replaced by what they stand for.
fn named(world: &World, path: &str) -> String {
    let mut whole = String::new();
    let mut rest = path;
    while let Some((before, after)) = rest.split_once('{') {
        whole.push_str(before);
        let Some((name, behind)) = after.split_once('}') else {
            whole.push_str(after);
            return whole;
        };
        match world.keys().get(name) {
            Some(id) => whole.push_str(&id.simple().to_string()),
            None => whole.push_str(name),
        }
        rest = behind;
    }
    whole + rest
}
