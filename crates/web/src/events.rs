//! The event stream of a page: which parts are worth reading again, never what is in them.
//!
//! A stream is one task. It hears the hints of the program, leaves those that do not concern its reader, asks whether
//! the session still holds before every word, and ends when it does not. Words that come close together are one.

use std::{
    collections::HashMap,
    convert::Infallible,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use actions::{
    live::{self, Concern, Touched},
    sign_in,
    switchboard::Hint,
};
use axum::{
    Extension,
    response::{
        IntoResponse, Response,
        sse::{Event, Sse},
    },
};
use model::{Millis, PersonId, limits};
use tokio::{
    sync::{broadcast, mpsc},
    time::{Instant, timeout},
};
use tokio_stream::wrappers::ReceiverStream;

use crate::{
    error::{Error, Result},
    server::Closing,
    session::Ask,
};

/// Streams that are open on this node.
#[derive(Default)]
pub(crate) struct Streams(Arc<Mutex<HashMap<PersonId, usize>>>);

/// One open stream, counted until it is dropped.
struct Place {
    of: PersonId,
    counts: Arc<Mutex<HashMap<PersonId, usize>>>,
}

impl Streams {
    /// A place for one more stream of this person; `None` when they, or the node, have as many as may be.
    fn take(&self, person: PersonId) -> Option<Place> {
        let mut counts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if counts.values().sum::<usize>() >= limits::STREAMS_MAX {
            return None;
        }
        let own = counts.entry(person).or_default();
        if *own >= limits::STREAMS_PER_PERSON_MAX {
            return None;
        }
        *own += 1;
        Some(Place { of: person, counts: self.0.clone() })
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut counts = self.counts.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(own) = counts.get_mut(&self.of) {
            *own -= 1;
            if *own == 0 {
                counts.remove(&self.of);
            }
        }
    }
}

pub(crate) async fn listen(ask: Ask, closing: Option<Extension<Closing>>) -> Result<Response> {
    let place = ask.web.streams.take(ask.actor.person).ok_or(Error::TooMany)?;
    // Listening begins before what concerns the reader is read, so that nothing falls between.
    let hints = ask.app().switchboard.listen();
    let concern = live::concern(ask.app(), &ask.actor).await?;
    let (words, spoken) = mpsc::channel(1);
    let stream = Stream { ask, place, hints, concern, concern_read: Instant::now(), words };
    tokio::spawn(stream.run(closing.map(|Extension(closing)| closing)));
    let mut answer = Sse::new(ReceiverStream::new(spoken)).into_response();
    // A proxy must pass each word on as it comes.
    answer.headers_mut().insert("x-accel-buffering", axum::http::HeaderValue::from_static("no"));
    Ok(answer)
}

struct Stream {
    ask: Ask,
    /// Held for as long as the stream lives.
    #[expect(dead_code, reason = "counts by being there")]
    place: Place,
    hints: broadcast::Receiver<Hint>,
    concern: Concern,
    concern_read: Instant,
    words: mpsc::Sender<std::result::Result<Event, Infallible>>,
}

impl Stream {
    /// Speaks until the reader is gone, the session has ended or the program stops.
    async fn run(mut self, closing: Option<Closing>) {
        let words = self.words.clone();
        let closing = async {
            match closing {
                Some(closing) => closing.wait().await,
                None => std::future::pending().await,
            }
        };
        tokio::select! {
            () = self.speak() => {}
            () = words.closed() => {}
            () = closing => {}
        }
    }

    async fn speak(&mut self) {
        // The first word opens the stream in browsers that wait for one.
        if !self.say(Event::default().comment("")).await {
            return;
        }
        loop {
            let mut touched = match timeout(duration(limits::STREAM_SILENCE), self.next_touched()).await {
                Ok(touched) => touched,
                Err(_) if self.still_holds().await && self.say(Event::default().comment("")).await => continue,
                Err(_) => return,
            };
            // One word at once; what follows closely is gathered into another.
            loop {
                if !self.tell(touched).await {
                    return;
                }
                touched = self.gather().await;
                if touched.is_nothing() {
                    break;
                }
            }
        }
    }

    /// What the next hint that concerns the reader touches.
    async fn next_touched(&mut self) -> Touched {
        loop {
            let touched = match self.hints.recv().await {
                Ok(hint) => self.concern.of(&hint),
                Err(broadcast::error::RecvError::Lagged(_)) => self.concern.all(),
                // The program is stopping: nothing more will come, and the stream ends with it.
                Err(broadcast::error::RecvError::Closed) => std::future::pending().await,
            };
            if !touched.is_nothing() {
                return touched;
            }
        }
    }

    /// What is touched during a pause.
    async fn gather(&mut self) -> Touched {
        let mut gathered = Touched::default();
        let end = Instant::now() + duration(limits::STREAM_PAUSE);
        while let Ok(touched) = tokio::time::timeout_at(end, self.next_touched()).await {
            gathered = gathered.and(touched);
        }
        gathered
    }

    /// Says what to read again, if the session still holds; false when the stream is to end.
    async fn tell(&mut self, touched: Touched) -> bool {
        if !self.still_holds().await {
            return false;
        }
        if self.concern_read.elapsed() >= duration(limits::STREAM_CONCERN_LIFE) && !self.read_concern().await {
            return false;
        }
        let mut names: Vec<&str> = Vec::new();
        if touched.mailbox {
            names.extend(["inbox", "unread", "thread", "sent"]);
        }
        if touched.desk {
            names.push("desk");
        }
        if touched.measures || touched.situations {
            // The lines over every page say both.
            names.push("measure");
        }
        if touched.situations {
            names.push("situation");
        }
        if names.is_empty() {
            return true;
        }
        self.say(Event::default().data(names.join(" "))).await
    }

    /// Reads again what concerns the reader: they may have joined a class.
    async fn read_concern(&mut self) -> bool {
        match live::concern(self.ask.app(), &self.ask.actor).await {
            Ok(concern) => (self.concern, self.concern_read) = (concern, Instant::now()),
            Err(error) => tracing::warn!(%error, "an event stream could not read what concerns it"),
        }
        true
    }

    /// Whether the session holds at this moment. In doubt it does not: the browser asks again by itself.
    async fn still_holds(&self) -> bool {
        let visitor = &self.ask.visitor;
        let (Some(session), Some(device)) = (&visitor.session, &visitor.device) else { return false };
        sign_in::holds(&self.ask.web.app, session, device).await.unwrap_or(false)
    }

    /// False when nobody listens any more.
    async fn say(&self, event: Event) -> bool {
        self.words.send(Ok(event)).await.is_ok()
    }
}

fn duration(length: Millis) -> Duration {
    Duration::from_millis(length.0.unsigned_abs())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_person_has_so_many_streams_and_gets_their_places_back() {
        let streams = Streams::default();
        let (one, other) = (PersonId(uuid::Uuid::from_u128(1)), PersonId(uuid::Uuid::from_u128(2)));
        let places: Vec<Place> = (0..limits::STREAMS_PER_PERSON_MAX).filter_map(|_| streams.take(one)).collect();
        assert_eq!(places.len(), limits::STREAMS_PER_PERSON_MAX);
        assert!(streams.take(one).is_none());
        assert!(streams.take(other).is_some(), "others are not kept out");
        drop(places);
        assert!(streams.take(one).is_some());
    }
}
