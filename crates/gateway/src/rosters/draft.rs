//! What one record of a file gives: at most one record, and what was refused of it.

use model::roster::{Place, Record, Refusal};

use crate::rosters::text::{self, Why};

/// A record, or something that was refused.
pub(crate) type Item = Result<Record, Refusal>;

/// Nobody listens any more.
#[derive(Debug)]
pub(crate) struct Closed;

/// Takes what a reader gives; [`Closed`] when the import has stopped.
pub(crate) type Sink<'a> = dyn FnMut(Item) -> Result<(), Closed> + 'a;

/// What one place of a file gives.
pub(crate) struct Items {
    place: Place,
    items: Vec<Item>,
}

impl Items {
    pub(crate) fn new(place: Place) -> Items {
        Items { place, items: Vec::new() }
    }

    pub(crate) fn place(&self) -> Place {
        self.place.clone()
    }

    pub(crate) fn give(&mut self, record: Record) {
        self.items.push(Ok(record));
    }

    #[expect(clippy::boxed_local, reason = "a reader's error comes boxed, so that its results stay small")]
    pub(crate) fn refuse(&mut self, refusal: Box<Refusal>) {
        self.items.push(Err(*refusal));
    }

    /// The value, or nothing and a refusal of that field alone.
    pub(crate) fn kept<T>(&mut self, field: &str, value: &str, read: Result<T, Why>) -> Option<T> {
        match read {
            Ok(read) => Some(read),
            Err(reason) => {
                let refusal = self.refusal(field, value, &reason, None);
                self.refuse(refusal);
                None
            }
        }
    }

    /// A refusal at this place. With a key, the whole record is left out.
    #[expect(clippy::unnecessary_box_returns, reason = "it is the error of readers, whose results stay small")]
    pub(crate) fn refusal(&self, field: &str, value: &str, reason: &str, key: Option<String>) -> Box<Refusal> {
        Box::new(Refusal {
            place: self.place(),
            field: field.to_owned(),
            value: text::shown(value),
            reason: reason.to_owned(),
            key,
        })
    }

    pub(crate) fn into_sink(self, sink: &mut Sink<'_>) -> Result<(), Closed> {
        self.items.into_iter().try_for_each(sink)
    }
}
