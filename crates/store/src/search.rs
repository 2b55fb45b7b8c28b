//! Full-text search. The text is folded here and matched by the beginnings of words, so that both engines find the same.
//!
//! The index also holds, as words, the audiences and the sender of each message: a person's search is answered inside
//! the index, whatever the size of the installation. What is found is a candidate: who may see it is asked afterwards.

use model::{AudienceId, MessageId, Millis, PersonId, limits, text};
use uuid::Uuid;

use crate::{Result, Sql, Tx, sql};

/// Words of a query that are looked at.
const WORDS_MAX: usize = 8;
/// Bytes of a message that are indexed.
const TEXT_BYTES_MAX: usize = 20_000;

/// What holds the index, made when missing: a virtual table of FTS5, or a table with a GIN index.
pub(crate) const SCHEMA: [Sql; 2] = [
    sql!([
        lite: "create virtual table if not exists message_text using fts5 (words, readers, message unindexed, sent_at unindexed, tokenize = 'unicode61 remove_diacritics 0', detail = 'column')",
        pg: "create table if not exists message_text (message uuid primary key, sent_at bigint not null, words tsvector not null)"
    ]),
    sql!([
        lite: "select 1",
        pg: "create index if not exists message_text_by_word on message_text using gin (words)"
    ]),
];

/// Puts a message in the index.
pub async fn index(
    tx: &mut Tx,
    message: MessageId,
    text: &str,
    sender: PersonId,
    audiences: impl Iterator<Item = AudienceId>,
    sent_at: Millis,
) -> Result<()> {
    let words = text::fold(text::cut(text, TEXT_BYTES_MAX));
    let mut readers = sender_word(sender);
    for audience in audiences {
        readers.push(' ');
        readers.push_str(&audience_word(audience));
    }
    tx.later(
        sql!([
            lite: "insert into message_text (words, readers, message, sent_at) values ($1, $2, $3, $4)",
            pg: "insert into message_text (words, message, sent_at) values (to_tsvector('simple', $1) || to_tsvector('simple', $2), $3, $4)"
        ]),
        (words, readers, message, sent_at),
    )
    .await?;
    Ok(())
}

/// Messages that hold every word of a query, or words that begin so, among those that name one of the audiences or were
/// sent by the person; newest first.
pub async fn find(tx: &mut Tx, query: &str, person: PersonId, audiences: &[AudienceId]) -> Result<Vec<MessageId>> {
    let folded = text::fold(text::cut(query, limits::QUERY_CHARS_MAX * 4));
    let words: Vec<&str> = folded.split(' ').filter(|word| !word.is_empty()).take(WORDS_MAX).collect();
    if words.is_empty() {
        return Ok(Vec::new());
    }
    let readers = || std::iter::once(sender_word(person)).chain(audiences.iter().copied().map(audience_word));
    // Folded words and hexadecimal ones hold no quote, so neither language needs more than its marks around them.
    let asked = match tx {
        Tx::Sqlite(..) => {
            let words: Vec<String> = words.iter().map(|word| format!("words : \"{word}\" *")).collect();
            let readers: Vec<String> = readers().map(|word| format!("readers : \"{word}\"")).collect();
            format!("{} AND ({})", words.join(" AND "), readers.join(" OR "))
        }
        Tx::Postgres(..) => {
            let words: Vec<String> = words.iter().map(|word| format!("'{word}':*")).collect();
            let readers: Vec<String> = readers().map(|word| format!("'{word}'")).collect();
            format!("{} & ({})", words.join(" & "), readers.join(" | "))
        }
    };
    let rows: Vec<(Uuid,)> = tx
        .all(
            sql!([
                lite: "select message from message_text where message_text match $1 order by rowid desc limit $2",
                pg: "select message from message_text where words @@ to_tsquery('simple', $1) order by sent_at desc, message desc limit $2"
            ]),
            (asked, limits::SEARCH_ROWS_MAX * 4),
        )
        .await?;
    Ok(rows.into_iter().map(|(id,)| id.into()).collect())
}

/// The word that stands for an audience; no folded word of a text has its length and its first letter.
fn audience_word(audience: AudienceId) -> String {
    format!("q{audience}q")
}

fn sender_word(person: PersonId) -> String {
    format!("z{person}z")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::TestDb;

    crate::both!(a_search_finds_beginnings_of_words_in_ones_own_messages_only, |t: TestDb| async move {
        let id = |n: u128| Uuid::from_u128(n << 64 | n);
        let (teacher, class, other) = (PersonId(id(1)), AudienceId(id(2)), AudienceId(id(3)));
        let mut tx = t.db.begin().await.expect("begun");
        for (n, text) in [(10, "Sortie au musée d’Orsay"), (11, "Évaluation de géométrie"), (12, "Rappel : musée")]
        {
            let at = Millis(n as i64);
            index(&mut tx, MessageId(id(n)), text, teacher, [class].into_iter(), at).await.expect("indexed");
        }
        let find = async |tx: &mut Tx, query: &str, who: u128, audiences: &[AudienceId]| {
            find(tx, query, PersonId(id(who)), audiences).await.expect("found")
        };
        let found = |ns: &[u128]| ns.iter().map(|n| MessageId(id(*n))).collect::<Vec<_>>();
        assert_eq!(find(&mut tx, "MUSÉ", 9, &[class]).await, found(&[12, 10]));
        assert_eq!(find(&mut tx, "orsay mus", 9, &[other, class]).await, found(&[10]));
        assert_eq!(find(&mut tx, "geometrie", 1, &[]).await, found(&[11]), "what one sent oneself");
        assert_eq!(find(&mut tx, "musee", 9, &[other]).await, found(&[]));
        assert_eq!(find(&mut tx, "' NOT \" * : & | !", 9, &[class]).await, found(&[]), "no query language leaks");
    });
}
