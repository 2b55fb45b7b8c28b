//! Rows of lists of messages, and places in them.

use model::{Actor, MessageId, Millis, message::State};
use store::{mailbox, message::Message};

use crate::{
    locale::Locale,
    views::{Row, RowState, words},
};

/// Characters of a found message that its row shows.
const EXCERPT_BYTES: usize = 200;

/// A place in a list, as it stands in an address: `1710960720000-018e…`.
pub(super) fn cursor_text(cursor: mailbox::Cursor) -> String {
    format!("{}-{}", cursor.sent_at.0, cursor.message)
}

/// Reads a place back; what is not one is the beginning.
pub(super) fn cursor(text: &str) -> Option<mailbox::Cursor> {
    let (at, message) = text.split_once('-')?;
    Some(mailbox::Cursor { sent_at: Millis(at.parse().ok()?), message: message.parse::<MessageId>().ok()? })
}

/// The reader to whom rows are shown.
pub(super) struct Rows<'a> {
    locale: Locale,
    several_schools: bool,
    actor: &'a Actor,
    now: Millis,
}

impl<'a> Rows<'a> {
    pub(super) fn of(actor: &'a Actor, locale: Locale, now: Millis) -> Rows<'a> {
        let first = actor.affiliations.first().map(|a| a.school);
        let several_schools = actor.affiliations.iter().any(|a| Some(a.school) != first);
        Rows { locale, several_schools, actor, now }
    }

    /// The school that something is about, when the reader has several.
    pub(super) fn tag(&self, school: &str) -> Option<String> {
        self.several_schools.then(|| school.to_owned())
    }

    /// A received message.
    pub(super) fn received(&self, row: mailbox::Row) -> Row {
        let withdrawn = row.state == State::Withdrawn;
        Row {
            id: row.id,
            role: words::profile(self.locale, row.sender_profile),
            unread: row.is_unread() && !withdrawn,
            at: row.sent_at(),
            files: row.attachments > 0 && !withdrawn,
            tag: self.tag(&row.school_name),
            state: if withdrawn { RowState::Withdrawn } else { RowState::Plain },
            subject: if withdrawn { String::new() } else { row.subject },
            excerpt: if withdrawn { String::new() } else { row.excerpt },
            who: row.sender_name,
        }
    }

    /// A message found by a search.
    pub(super) fn found(&self, message: &Message, query: &str) -> Row {
        let own = message.sender == self.actor.person;
        Row {
            id: message.id,
            who: message.sender_name.clone(),
            role: words::profile(self.locale, message.sender_profile),
            subject: message.subject.clone(),
            excerpt: passage(&message.body, query).to_owned(),
            at: message.sent_at(),
            unread: !own && !message.was_opened(),
            files: message.attachments > 0,
            tag: self.tag(&message.school_name),
            state: if own { own_state(message.state, message.deferred_until(self.now)) } else { RowState::Plain },
        }
    }
}

/// Where an own message stands: held and in waves alike, so that nobody learns from it what the shield thought.
pub(super) fn own_state(state: State, goes_out: Option<Millis>) -> RowState {
    match (state, goes_out) {
        (State::Held | State::Deferred, Some(at)) => RowState::GoesOut(at),
        (State::Delivered, _) => RowState::Plain,
        (State::Held | State::Waves | State::Deferred, _) => RowState::BeingChecked,
        (State::Withdrawn, _) => RowState::Withdrawn,
    }
}

/// The part of a text where the first word of a query stands.
fn passage<'t>(text: &'t str, query: &str) -> &'t str {
    let folded = model::text::fold(query);
    let word = folded.split(' ').next().unwrap_or_default();
    let starts =
        text.char_indices().filter(|(at, _)| *at == 0 || text[..*at].ends_with(|c: char| !c.is_alphanumeric()));
    let holds = |at: usize| {
        let ahead = model::text::cut(&text[at..], word.len() * 4 + 8);
        model::text::fold(ahead).starts_with(word) && ahead.starts_with(char::is_alphanumeric)
    };
    let at = starts.map(|(at, _)| at).find(|at| !word.is_empty() && holds(*at)).unwrap_or_default();
    let from = text.floor_char_boundary(at.saturating_sub(EXCERPT_BYTES / 4));
    model::text::cut(&text[from..], EXCERPT_BYTES)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_in_a_list_is_read_back() {
        let place =
            mailbox::Cursor { sent_at: Millis(1_710_960_720_000), message: MessageId(uuid::Uuid::from_u128(7)) };
        assert_eq!(cursor(&cursor_text(place)), Some(place));
        for wrong in ["", "x", "1", "1-", "1-x", "-7", "9999999999999999999-7"] {
            assert_eq!(cursor(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_found_message_shows_where_the_word_stands() {
        let text = format!("{} La sortie au Musée aura lieu jeudi.", "Bonjour à tous. ".repeat(30));
        assert!(passage(&text, "musee").contains("Musée aura lieu"));
        assert!(passage(&text, "absent").starts_with("Bonjour"));
        assert_eq!(passage("", "x"), "");
        assert_eq!(passage("été", ""), "été");
    }
}
