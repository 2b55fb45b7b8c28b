//! Lists of stolen passwords, in the shapes in which they circulate: what a thief's program wrote on an infected machine
//! (*stealer logs*), and lists put together of many. What they say of our accounts is asked of [`actions::sweep`]; nothing
//! of a list is kept.
//!
//! | shape | example |
//! |---|---|
//! | an address, a name, a password | `https://ent.example/auth/login:zoe.martin:secret` |
//! | a name and a password, maybe with the address behind | `zoe.martin:secret`, `zoe.martin:secret:https://ent.example` |
//! | columns, by `;` `,` `\|` or tab, with a heading or without | `url,username,password` |
//! | blocks of lines | `URL: …`, `Username: …`, `Password: …` |
//! | lines of JSON | `{"url": "…", "username": "…", "password": "…"}` |
//!
//! A line may be read in more than one way, since passwords hold any character: every way is tried, as a wrong pair
//! matches nobody.

mod columns;
mod line;
mod sweep;

use std::io::BufRead;

use model::limits;

pub use actions::sweep::Pair;
pub use sweep::{Progress, sweep};

use columns::Heading;

/// Reads pairs from a list, a line at a time; the list may be larger than memory.
pub struct Pairs<R> {
    from: R,
    heading: Option<Heading>,
    /// The name of a block whose password has not come yet.
    name: Option<String>,
    /// Nothing was read yet: the first line may be a heading.
    first: bool,
    /// Lines read.
    pub lines: u64,
    /// Lines in which nothing was found, blank ones apart.
    pub unread: u64,
}

impl<R: BufRead> Pairs<R> {
    /// Pairs of a list.
    pub fn of(from: R) -> Pairs<R> {
        Pairs { from, heading: None, name: None, first: true, lines: 0, unread: 0 }
    }

    /// The pairs of the next line that has any; none at the end. Errors: the list cannot be read.
    pub fn next_pairs(&mut self) -> std::io::Result<Option<Vec<Pair>>> {
        let mut bytes = Vec::new();
        while read_line(&mut self.from, &mut bytes)? {
            self.lines += 1;
            let text = decoded(&bytes);
            let text = text.trim_matches(|c: char| c == '\u{FEFF}' || c == '\r' || c == '\n');
            if text.trim().is_empty() {
                self.name = None;
                continue;
            }
            let pairs = self.of_line(text);
            match pairs {
                Some(pairs) if !pairs.is_empty() => return Ok(Some(pairs)),
                Some(_) => {}
                None => self.unread += 1,
            }
        }
        Ok(None)
    }

    /// The pairs of a line; `None` when it says nothing, nothing when it belongs to a block that goes on.
    fn of_line(&mut self, text: &str) -> Option<Vec<Pair>> {
        if std::mem::take(&mut self.first)
            && let Some(heading) = Heading::of(text)
        {
            self.heading = Some(heading);
            return Some(Vec::new());
        }
        if let Some(heading) = &self.heading {
            return heading.pair(text).map(|pair| vec![pair]);
        }
        if text.trim_start().starts_with('{') {
            return line::json(text).map(|pair| vec![pair]);
        }
        match line::of_block(text) {
            Some(line::Part::Other) => return Some(Vec::new()),
            Some(line::Part::Name(name)) => {
                self.name = Some(name);
                return Some(Vec::new());
            }
            Some(line::Part::Password(password)) => {
                let name = self.name.take()?;
                return Some(Pair::new(&name, &password).into_iter().collect());
            }
            None => {}
        }
        let pairs = line::pairs(text);
        (!pairs.is_empty()).then_some(pairs)
    }
}

/// Reads a line, of which no more than [`limits::LEAK_LINE_BYTES_MAX`] bytes are kept. False at the end.
fn read_line(from: &mut impl BufRead, line: &mut Vec<u8>) -> std::io::Result<bool> {
    line.clear();
    let mut any = false;
    loop {
        let some = from.fill_buf()?;
        if some.is_empty() {
            return Ok(any);
        }
        any = true;
        let end = some.iter().position(|byte| *byte == b'\n');
        let used = end.map_or(some.len(), |at| at + 1);
        let room = limits::LEAK_LINE_BYTES_MAX.saturating_sub(line.len());
        line.extend_from_slice(&some[..used.min(room)]);
        from.consume(used);
        if end.is_some() {
            return Ok(true);
        }
    }
}

/// A line as text: UTF-8, or Windows-1252 when it is not.
fn decoded(bytes: &[u8]) -> std::borrow::Cow<'_, str> {
    match std::str::from_utf8(bytes) {
        Ok(text) => text.into(),
        Err(_) => encoding_rs::WINDOWS_1252.decode(bytes).0,
    }
}

#[cfg(test)]
mod tests;
