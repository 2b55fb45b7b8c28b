//! A browser without pictures: cookies, forms, redirects that are not followed.

use std::{
    collections::BTreeMap,
    io::{self, Read as _, Write as _},
    net::{SocketAddr, TcpStream},
};

/// An answer, whole.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) body: String,
}

/// One person's browser.
#[derive(Debug, Default, Clone)]
pub(crate) struct Browser {
    cookies: BTreeMap<String, String>,
}

impl Browser {
    /// Signs in.
    pub(crate) fn sign_in(&mut self, at: SocketAddr, login: &str, password: &str) -> io::Result<Answer> {
        let form = format!("login={}&password={}&then=", escaped(login), escaped(password));
        self.post(at, "/sign-in", "application/x-www-form-urlencoded", &form)
    }

    /// Sends the form of the page where messages are written.
    pub(crate) fn write(&mut self, at: SocketAddr, fields: &[(&str, &str)]) -> io::Result<Answer> {
        let parts = fields.iter().map(|(name, value)| {
            format!("--limit\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
        });
        let body = parts.collect::<String>() + "--limit--\r\n";
        self.post(at, "/messages", "multipart/form-data; boundary=limit", &body)
    }

    fn post(&mut self, at: SocketAddr, path: &str, mime: &str, body: &str) -> io::Result<Answer> {
        let cookies: Vec<String> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let request = format!(
            "POST {path} HTTP/1.1\r\nHost: {at}\r\nConnection: close\r\nSec-Fetch-Site: same-origin\r\n\
             Cookie: {}\r\nContent-Type: {mime}\r\nContent-Length: {}\r\n\r\n{body}",
            cookies.join("; "),
            body.len()
        );
        let mut stream = TcpStream::connect(at)?;
        stream.write_all(request.as_bytes())?;
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes)?;
        let answer = String::from_utf8_lossy(&bytes);
        // Cut short: nothing was answered.
        let Some((head, body)) = answer.split_once("\r\n\r\n") else { return Err(io::ErrorKind::UnexpectedEof.into()) };
        let headers = head.lines().skip(1).filter_map(|line| line.split_once(": "));
        headers.filter(|(name, _)| name.eq_ignore_ascii_case("set-cookie")).for_each(|(_, value)| self.keep(value));
        let status = head.split(' ').nth(1).and_then(|code| code.parse().ok()).ok_or(io::ErrorKind::InvalidData)?;
        Ok(Answer { status, body: body.to_owned() })
    }

    fn keep(&mut self, cookie: &str) {
        let pair = cookie.split(';').next().unwrap_or_default();
        if let Some((name, value)) = pair.split_once('=') {
            self.cookies.insert(name.trim().to_owned(), value.trim().to_owned());
        }
    }
}

/// A value as forms carry it.
fn escaped(value: &str) -> String {
    let escape = |byte: u8| {
        if byte.is_ascii_alphanumeric() { char::from(byte).to_string() } else { format!("%{byte:02X}") }
    };
    value.bytes().map(escape).collect()
}
