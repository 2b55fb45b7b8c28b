//! Asking providers of identity: what they announce, their keys, and who came. One question at a time, within the bounds of
//! `model/limits.rs`: what is slow, long or elsewhere is no answer.

use std::time::Duration;

use actions::relying::outside::{Answer, Answering, NoAnswer, Outside, Question};
use model::limits;

use crate::http;

/// Asks over the network.
#[derive(Debug, Clone, Copy)]
pub struct Providers {
    patience: Duration,
}

impl Default for Providers {
    fn default() -> Providers {
        Providers { patience: Duration::from_millis(limits::PROVIDER_PATIENCE.0.unsigned_abs()) }
    }
}

impl Outside for Providers {
    fn ask(&self, question: Question) -> Answering<'_> {
        let patience = self.patience;
        Box::pin(async move {
            let asked = tokio::task::spawn_blocking(move || ask(&question, patience)).await;
            asked.unwrap_or_else(|_| Err(NoAnswer::Unreachable("une tâche du programme s’est perdue".to_owned())))
        })
    }
}

fn ask(question: &Question, patience: Duration) -> Result<Answer, NoAnswer> {
    let (agent, to) = (http::agent(patience), question.to.url().as_str());
    let answer = match &question.form {
        None => agent.get(to).header("accept", "application/json").call(),
        Some(form) => {
            let mut request = agent.post(to).header("accept", "application/json");
            if let Some(authorization) = &form.authorization {
                request = request.header("authorization", authorization);
            }
            request.send_form(form.fields.iter().map(|(name, value)| (*name, value.as_str())))
        }
    };
    let mut answer = answer.map_err(no_answer)?;
    let status = answer.status().as_u16();
    let body = answer.body_mut().with_config().limit(limits::PROVIDER_ANSWER_BYTES_MAX as u64);
    Ok(Answer { status, body: body.read_to_vec().map_err(no_answer)? })
}

fn no_answer(error: ureq::Error) -> NoAnswer {
    match error {
        ureq::Error::BodyExceedsLimit(_) => NoAnswer::TooLarge,
        error => NoAnswer::Unreachable(error.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use std::{
        io::Write as _,
        net::{TcpListener, TcpStream},
        thread,
    };

    use actions::relying::outside::Form;
    use model::service::ServiceUrl;

    use super::*;
    use crate::http::tests::request;

    /// A peer that reads one request and does this; gives its address and what it read.
    fn peer(does: impl FnOnce(&mut TcpStream) + Send + 'static) -> (ServiceUrl, thread::JoinHandle<String>) {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let address = format!("http://{}/there?x=1", listener.local_addr().expect("an address"));
        let serving = thread::spawn(move || {
            let (mut stream, _) = listener.accept().expect("a connection");
            let said = request(&mut stream);
            does(&mut stream);
            String::from_utf8_lossy(&said).into_owned()
        });
        (ServiceUrl::parse(&address).expect("an address"), serving)
    }

    fn says(text: &'static str) -> impl FnOnce(&mut TcpStream) + Send + 'static {
        move |stream| drop(stream.write_all(text.as_bytes()))
    }

    fn asks(to: ServiceUrl, form: Option<Form>) -> Result<Answer, NoAnswer> {
        ask(&Question { to, form }, Duration::from_millis(400))
    }

    #[test]
    fn a_question_and_its_answer() {
        let (to, serving) = peer(says("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"));
        let answer = asks(to, None).expect("an answer");
        assert_eq!((answer.status, &*answer.body), (200, &b"{}"[..]));
        assert!(serving.join().expect("served").starts_with("GET /there?x=1 HTTP/1.1\r\n"));
        let (to, serving) = peer(says("HTTP/1.1 400 Bad\r\nContent-Length: 1\r\n\r\nx"));
        let form = Form { fields: vec![("code", "é&=".to_owned())], authorization: Some("Basic YTpi".to_owned()) };
        assert_eq!(asks(to, Some(form)).expect("an answer").status, 400);
        let said = serving.join().expect("served");
        assert!(said.starts_with("POST /there?x=1") && said.ends_with("\r\n\r\ncode=%C3%A9%26%3D"), "{said}");
        assert!(said.to_lowercase().contains("\r\nauthorization: basic ytpi\r\n"), "{said}");
    }

    #[test]
    fn a_provider_that_sends_elsewhere_is_not_followed() {
        let (elsewhere, other) = peer(says("HTTP/1.1 200 OK\r\n\r\n"));
        let moved = format!("HTTP/1.1 302 Found\r\nLocation: {}\r\nContent-Length: 0\r\n\r\n", elsewhere.as_str());
        let (to, _) = peer(move |stream| drop(stream.write_all(moved.as_bytes())));
        assert_eq!(asks(to, None).expect("an answer").status, 302);
        drop(TcpStream::connect(elsewhere.url().socket_addrs(|| None).expect("an address")[0]).expect("there"));
        assert_eq!(other.join().expect("served"), "", "nobody had asked there");
    }

    #[test]
    fn a_provider_that_says_too_much_is_not_heard() {
        let long = |stream: &mut TcpStream| {
            let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 10000000\r\n\r\n");
            for _ in 0..1_000 {
                if stream.write_all(&[b' '; 10_000]).is_err() {
                    return;
                }
            }
        };
        let (to, _) = peer(long);
        assert!(matches!(asks(to, None), Err(NoAnswer::TooLarge)));
        let (to, _) = peer(|stream: &mut TcpStream| {
            let _ = stream.write_all(b"HTTP/1.1 200 OK\r\n\r\n");
            while stream.write_all(&[b' '; 10_000]).is_ok() {}
        });
        assert!(matches!(asks(to, None), Err(NoAnswer::TooLarge)), "without a length too");
    }

    #[test]
    fn a_provider_that_is_slow_is_not_waited_for() {
        for begins in ["", "HTTP/1.1 200 OK\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{"] {
            let (go, gone) = std::sync::mpsc::channel::<()>();
            let (to, serving) = peer(move |stream| {
                let _ = stream.write_all(begins.as_bytes());
                let _ = gone.recv();
            });
            // It never ends by itself: the peer waits for what comes next.
            assert!(matches!(asks(to, None), Err(NoAnswer::Unreachable(_))), "{begins:?}");
            drop(go);
            serving.join().expect("served");
        }
    }

    #[test]
    fn what_is_no_answer_is_an_error() {
        for text in ["", "hello\r\n", "HTTP/1.1 what\r\n\r\n"] {
            assert!(matches!(asks(peer(says(text)).0, None), Err(NoAnswer::Unreachable(_))), "{text:?}");
        }
        let nobody = ServiceUrl::parse("http://127.0.0.1:1/").expect("an address");
        assert!(asks(nobody, None).is_err());
    }
}
