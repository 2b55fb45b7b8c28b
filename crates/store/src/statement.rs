//! Texts of statements: one for both databases, or spelled for each; made for a number of rows, or put together.

use std::fmt::Write as _;

use sqlx::{Arguments as _, sqlite::SqliteArguments};

use crate::{Result, fields::Fields};

/// One statement, in the words of both databases.
#[derive(Clone, Copy)]
pub struct Sql {
    /// For SQLite.
    pub sqlite: &'static str,
    /// For PostgreSQL.
    pub postgres: &'static str,
}

impl From<&'static str> for Sql {
    fn from(both: &'static str) -> Sql {
        Sql { sqlite: both, postgres: both }
    }
}

/// Spells a statement for both databases where they differ:
/// `sql!("select … ", [lite: "", pg: "for update skip locked"])`.
#[macro_export]
macro_rules! sql {
    (@lite [lite: $l:literal, pg: $p:literal]) => { $l };
    (@lite $s:literal) => { $s };
    (@pg [lite: $l:literal, pg: $p:literal]) => { $p };
    (@pg $s:literal) => { $s };
    ($($part:tt),+ $(,)?) => {
        $crate::Sql {
            sqlite: concat!($($crate::sql!(@lite $part)),+),
            postgres: concat!($($crate::sql!(@pg $part)),+),
        }
    };
}

/// How a parameter is marked in a statement of many rows.
#[derive(Clone, Copy)]
pub(crate) enum Mark {
    /// `?`. SQLite takes `$1` for a name, and looks each name up among all others when it is bound: with thousands of
    /// parameters a row costs twelve times as much.
    Bare,
    /// `$1`, the only mark of PostgreSQL.
    Numbered,
}

/// `head values ($1, $2), ($3, $4) tail`.
pub(crate) fn values(head: &str, columns: usize, rows: usize, tail: &str, mark: Mark) -> String {
    let mut text = String::with_capacity(head.len() + tail.len() + rows * columns * 7 + 16);
    text.push_str(head);
    text.push_str(" values ");
    for row in 0..rows {
        text.push_str(if row == 0 { "(" } else { ", (" });
        for column in 0..columns {
            if column > 0 {
                text.push_str(", ");
            }
            match mark {
                Mark::Bare => text.push('?'),
                Mark::Numbered => {
                    text.push('$');
                    text.push_str(&(row * columns + column + 1).to_string());
                }
            }
        }
        text.push(')');
    }
    text.push(' ');
    text.push_str(tail);
    text
}

/// Statements for SQLite that wait to be sent together: each crossing to its thread costs more than most statements.
#[derive(Default)]
pub(crate) struct Queue {
    text: String,
    arguments: SqliteArguments,
    count: usize,
}

impl Queue {
    /// Adds a statement; its marks are numbered on from those before it.
    pub(crate) fn add(&mut self, text: &str, fields: impl Fields) -> Result<()> {
        if self.count > 0 {
            self.text.push_str("; ");
        }
        let before = self.arguments.len();
        let mut parts = text.split('$');
        self.text.push_str(parts.next().unwrap_or_default());
        for part in parts {
            let digits = part.len() - part.trim_start_matches(|c: char| c.is_ascii_digit()).len();
            match part[..digits].parse::<usize>() {
                Ok(number) => write!(self.text, "${}{}", number + before, &part[digits..]),
                Err(_) => write!(self.text, "${part}"),
            }
            .unwrap_or_default();
        }
        fields.sqlite(&mut self.arguments).map_err(sqlx::Error::Encode)?;
        self.count += 1;
        Ok(())
    }

    /// How many wait.
    pub(crate) fn len(&self) -> usize {
        self.count
    }

    /// What waits, as one text with its parameters; nothing waits afterwards.
    pub(crate) fn take(&mut self) -> (String, SqliteArguments) {
        let taken = std::mem::take(self);
        (taken.text, taken.arguments)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_rows_are_numbered_in_order() {
        let text = |mark| values("insert into t (a, b)", 2, 2, "x", mark);
        assert_eq!(text(Mark::Numbered), "insert into t (a, b) values ($1, $2), ($3, $4) x");
        assert_eq!(text(Mark::Bare), "insert into t (a, b) values (?, ?), (?, ?) x");
    }

    #[test]
    fn statements_put_together_keep_their_own_parameters() {
        let mut queue = Queue::default();
        queue.add("insert into a (b, c) values ($1, $2)", (1_i64, "x")).expect("added");
        queue.add("update a set b = $2, c = $2 where b = $1 and d = '$'", (1_i64, 2_i64)).expect("added");
        let (text, arguments) = queue.take();
        assert_eq!(text, "insert into a (b, c) values ($1, $2); update a set b = $4, c = $4 where b = $3 and d = '$'");
        assert_eq!((arguments.len(), queue.len()), (4, 0));
    }
}
