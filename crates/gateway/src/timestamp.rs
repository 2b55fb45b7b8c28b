//! Asks a time-stamping authority for its word on a digest (RFC 3161 §3.4). What is asked and what the answer is worth is
//! the caller's to say; here it is carried.

use std::{io::Read as _, time::Duration};

use model::limits;

use crate::http;

/// How long an authority may take. A pack that waits for it is sealed already.
const PATIENCE: Duration = Duration::from_secs(20);

/// Why there is no answer.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// It cannot be reached, or its answer is none.
    #[error("le service d’horodatage {0} ne répond pas\u{202f}: {1}")]
    Unreachable(String, ureq::Error),
    /// It answers something else.
    #[error("le service d’horodatage {0} répond {1}")]
    Failing(String, u16),
    /// Its answer is larger than any.
    #[error("le service d’horodatage {0} répond trop longuement")]
    TooLong(String),
    /// A blocking task was lost.
    #[error("une tâche du programme s’est perdue")]
    Lost,
}

/// Posts a question, in DER, to the authority at this address, and gives its answer as it came.
pub async fn ask(address: &str, question: Vec<u8>) -> Result<Vec<u8>, Error> {
    let address = address.to_owned();
    let asked = tokio::task::spawn_blocking(move || post(&address, &question));
    asked.await.map_err(|_| Error::Lost)?
}

fn post(address: &str, question: &[u8]) -> Result<Vec<u8>, Error> {
    let unreachable = |error| Error::Unreachable(address.to_owned(), error);
    let asking = http::agent(PATIENCE).post(address).content_type("application/timestamp-query");
    let mut answer = asking.send(question).map_err(unreachable)?;
    let status = answer.status().as_u16();
    if status != 200 {
        return Err(Error::Failing(address.to_owned(), status));
    }
    let mut bytes = Vec::new();
    let most = limits::TIMESTAMP_BYTES_MAX as u64;
    let read = answer.body_mut().as_reader().take(most + 1).read_to_end(&mut bytes);
    read.map_err(|error| unreachable(error.into()))?;
    if bytes.len() as u64 > most {
        return Err(Error::TooLong(address.to_owned()));
    }
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use std::{io::Write as _, net::TcpListener, thread};

    use super::*;

    /// An authority that reads one question and answers so; gives its address and what it read.
    fn authority(answer: Vec<u8>) -> (String, thread::JoinHandle<Vec<u8>>) {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let address = format!("http://{}/tsa", listener.local_addr().expect("an address"));
        let serving = thread::spawn(move || {
            let (mut stream, _) = listener.accept().expect("a connection");
            let said = http::tests::request(&mut stream);
            let _ = stream.write_all(&answer);
            said
        });
        (address, serving)
    }

    fn answer(status: &str, body: &[u8]) -> Vec<u8> {
        let head = format!("HTTP/1.1 {status}\r\ncontent-length: {}\r\nconnection: close\r\n\r\n", body.len());
        [head.as_bytes(), body].concat()
    }

    #[tokio::test]
    async fn a_question_is_carried_and_its_answer_brought_back() {
        let (address, serving) = authority(answer("200 OK", &[0x30, 3, 2, 1, 0]));
        assert_eq!(ask(&address, vec![0x30, 0]).await.expect("an answer"), [0x30, 3, 2, 1, 0]);
        let said = serving.join().expect("served");
        let text = String::from_utf8_lossy(&said).to_lowercase();
        assert!(text.starts_with("post /tsa http/1.1\r\n") && text.contains("application/timestamp-query"), "{text}");
        assert!(said.ends_with(b"\r\n\r\n0\0"), "{text}");
    }

    #[tokio::test]
    async fn what_is_no_answer_is_said_to_be_none() {
        let (address, _) = authority(answer("503 Busy", b""));
        assert!(matches!(ask(&address, vec![0x30, 0]).await, Err(Error::Failing(_, 503))));
        let (address, _) = authority(answer("200 OK", &vec![0; limits::TIMESTAMP_BYTES_MAX + 1]));
        assert!(matches!(ask(&address, vec![0x30, 0]).await, Err(Error::TooLong(_))));
        assert!(matches!(ask("http://127.0.0.1:1/", vec![]).await, Err(Error::Unreachable(..))));
    }
}
