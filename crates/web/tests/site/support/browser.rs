//! A browser: it keeps cookies and says where its requests come from.

use std::collections::BTreeMap;

use axum::{
    Router,
    body::{Body, to_bytes},
    http::{HeaderMap, Request, header},
};
use tower::ServiceExt as _;

use super::Page;

/// The host under which tests reach the site.
const HOST: &str = "preau.example";

/// A browser.
#[derive(Clone)]
pub(crate) struct Browser {
    router: Router,
    pub(crate) cookies: BTreeMap<String, String>,
    /// Headers that the next requests carry besides its own.
    pub(crate) headers: Vec<(&'static str, String)>,
    /// It is a program of somebody else, which does not say where its forms come from.
    pub(crate) is_program: bool,
}

impl Browser {
    pub(crate) fn new(router: Router) -> Browser {
        Browser { router, cookies: BTreeMap::new(), headers: Vec::new(), is_program: false }
    }

    /// Fills the form of the sign-in page.
    pub(crate) async fn signs_in(&mut self, who: &str) -> Page {
        self.post("/sign-in", &[("login", who), ("password", actions::testing::PASSWORD)]).await
    }

    pub(crate) async fn get(&mut self, path: &str) -> Page {
        self.sends("GET", path, Body::empty(), None).await
    }

    /// A part of a page, as the script asks for it.
    pub(crate) async fn fragment(&mut self, path: &str, name: &str) -> Page {
        self.headers.push(("x-fragment", name.to_owned()));
        let page = self.get(path).await;
        self.headers.pop();
        page
    }

    /// A form without files.
    pub(crate) async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Page {
        let pairs: Vec<String> =
            fields.iter().map(|(name, value)| format!("{}={}", coded(name), coded(value))).collect();
        let kind = "application/x-www-form-urlencoded";
        self.sends("POST", path, Body::from(pairs.join("&")), Some(kind)).await
    }

    /// A form with files: their names and contents.
    pub(crate) async fn upload(&mut self, path: &str, fields: &[(&str, &str)], files: &[(&str, &[u8])]) -> Page {
        let (kind, body) = multipart(fields, files);
        self.sends("POST", path, arriving(body), Some(&kind)).await
    }

    /// Any request, with the headers of a browser on the site's own page.
    pub(crate) async fn sends(&mut self, method: &str, path: &str, body: Body, kind: Option<&str>) -> Page {
        let (status, headers, body) = self.opens(method, path, body, kind).await;
        let body = to_bytes(body, 100_000_000).await.expect("the whole answer");
        Page { status, headers, body: body.to_vec() }
    }

    /// The same, with the answer's body still to come.
    pub(crate) async fn opens(
        &mut self,
        method: &str,
        path: &str,
        body: Body,
        kind: Option<&str>,
    ) -> (u16, HeaderMap, Body) {
        let mut request = Request::builder().method(method).uri(path).header(header::HOST, HOST);
        let said = |name: &str| self.headers.iter().any(|(known, _)| *known == name);
        if method == "POST" && !self.is_program && !said("origin") && !said("sec-fetch-site") {
            request = request.header("origin", format!("https://{HOST}")).header("sec-fetch-site", "same-origin");
        }
        if let Some(kind) = kind {
            request = request.header(header::CONTENT_TYPE, kind);
        }
        if !self.cookies.is_empty() {
            let pairs: Vec<String> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
            request = request.header(header::COOKIE, pairs.join("; "));
        }
        for (name, value) in &self.headers {
            request = request.header(*name, value);
        }
        let request = request.body(body).expect("a request");
        let answer = self.router.clone().oneshot(request).await.expect("an answer");
        let (parts, body) = answer.into_parts();
        for line in parts.headers.get_all(header::SET_COOKIE) {
            let pair = line.to_str().expect("text").split(';').next().unwrap_or_default();
            let (name, value) = pair.split_once('=').expect("a cookie");
            if value.is_empty() {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
        (parts.status.as_u16(), parts.headers, body)
    }
}

/// A body that arrives in pieces, as over a network.
fn arriving(body: Vec<u8>) -> Body {
    let (pieces, arrive) = tokio::sync::mpsc::channel::<Result<Vec<u8>, std::convert::Infallible>>(1);
    tokio::spawn(async move {
        for piece in body.chunks(64_000) {
            // Who listens no more has said what they had to say.
            if pieces.send(Ok(piece.to_vec())).await.is_err() {
                return;
            }
        }
    });
    Body::from_stream(tokio_stream::wrappers::ReceiverStream::new(arrive))
}

/// The content type and body of a form with files.
fn multipart(fields: &[(&str, &str)], files: &[(&str, &[u8])]) -> (String, Vec<u8>) {
    let boundary = "----form-of-a-test";
    let mut body = Vec::new();
    for (name, value) in fields {
        let head = format!("--{boundary}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
        body.extend_from_slice(head.as_bytes());
    }
    for (name, content) in files {
        let head = format!(
            "--{boundary}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\
             Content-Type: application/octet-stream\r\n\r\n"
        );
        body.extend_from_slice(head.as_bytes());
        body.extend_from_slice(content);
        body.extend_from_slice(b"\r\n");
    }
    body.extend_from_slice(format!("--{boundary}--\r\n").as_bytes());
    (format!("multipart/form-data; boundary={boundary}"), body)
}

fn coded(text: &str) -> String {
    let byte = |byte: u8| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' => char::from(byte).to_string(),
        b' ' => "+".to_owned(),
        byte => format!("%{byte:02X}"),
    };
    text.bytes().map(byte).collect()
}
