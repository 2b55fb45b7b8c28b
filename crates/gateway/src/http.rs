//! One HTTP request at a time, for the few words that this program says to others: a form is posted, its status is read.
//!
//! It blocks, and is called where that is allowed.

use std::time::Duration;

use model::service::ServiceUrl;

/// Whoever asks. Redirects are not followed, and no proxy that the environment names is asked.
pub(crate) fn agent(patience: Duration) -> ureq::Agent {
    let config = ureq::Agent::config_builder()
        .timeout_global(Some(patience))
        .max_redirects(0)
        .http_status_as_error(false)
        .proxy(None)
        .user_agent("Preau");
    ureq::Agent::new_with_config(config.build())
}

/// Posts a form and gives the status of the answer; what comes after it is not read.
pub(crate) fn post_form(to: &ServiceUrl, fields: &[(&str, &str)], patience: Duration) -> Result<u16, ureq::Error> {
    let answer = agent(patience).post(to.url().as_str()).send_form(fields.iter().copied())?;
    Ok(answer.status().as_u16())
}

#[cfg(test)]
pub(crate) mod tests {
    use std::{
        io::{Read, Write as _},
        net::TcpListener,
        thread,
    };

    use super::*;

    /// Whether a request has come to its end.
    pub(crate) fn is_whole(request: &[u8]) -> bool {
        let text = String::from_utf8_lossy(request).to_lowercase();
        let Some((head, body)) = text.split_once("\r\n\r\n") else { return false };
        let length = head.split_once("content-length: ").and_then(|(_, rest)| rest.lines().next()?.parse().ok());
        body.len() >= length.unwrap_or(0)
    }

    /// What somebody asks, read to its end. What does not speak our language says no more until it is answered.
    pub(crate) fn request(stream: &mut impl Read) -> Vec<u8> {
        let (mut said, mut bytes) = (Vec::new(), [0; 4_096]);
        while !is_whole(&said) {
            match stream.read(&mut bytes) {
                Ok(read) if read > 0 => said.extend_from_slice(&bytes[..read]),
                _ => break,
            }
            if !said.starts_with(b"POST") && !said.starts_with(b"GET") {
                break;
            }
        }
        said
    }

    /// A peer that reads one request and answers so; gives its port and what it read.
    fn peer(answer: &'static str) -> (u16, thread::JoinHandle<String>) {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let port = listener.local_addr().expect("an address").port();
        let serving = thread::spawn(move || {
            let (mut stream, _) = listener.accept().expect("a connection");
            let said = request(&mut stream);
            let _ = stream.write_all(answer.as_bytes());
            String::from_utf8_lossy(&said).into_owned()
        });
        (port, serving)
    }

    fn post(address: &str, patience: Duration) -> Result<u16, ureq::Error> {
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
        assert!(said.to_lowercase().contains(&format!("\r\nhost: 127.0.0.1:{port}\r\n")), "{said}");
        assert!(said.to_lowercase().contains("\r\ncontent-length: 15\r\n"), "{said}");
        assert!(said.ends_with("\r\n\r\na=%C3%A9+%26%3D"), "{said}");
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
