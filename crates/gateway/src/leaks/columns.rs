//! Lists in columns under a heading.

use actions::sweep::Pair;

use super::line::{NAMES, OTHERS, PASSWORDS, key};

/// Where the name and the password stand.
pub(super) struct Heading {
    separator: u8,
    name: usize,
    password: usize,
}

impl Heading {
    /// The heading that a line is, if it is one: a name, a password, and nothing but words that headings have.
    pub(super) fn of(text: &str) -> Option<Heading> {
        [b',', b';', b'\t', b'|'].into_iter().find_map(|separator| {
            let fields = fields(text, separator)?;
            let keys: Vec<String> = fields.iter().map(|field| key(field)).collect();
            let place = |words: &[&str]| keys.iter().position(|key| words.contains(&key.as_str()));
            let all = [&NAMES[..], &PASSWORDS[..], &OTHERS[..]];
            let known = keys.iter().filter(|key| all.iter().any(|words| words.contains(&key.as_str()))).count();
            let heading = Heading { separator, name: place(&NAMES)?, password: place(&PASSWORDS)? };
            (keys.len() >= 2 && known * 2 > keys.len()).then_some(heading)
        })
    }

    /// The pair of a row.
    pub(super) fn pair(&self, text: &str) -> Option<Pair> {
        let fields = fields(text, self.separator)?;
        Pair::new(fields.get(self.name)?, fields.get(self.password)?)
    }
}

/// The fields of one row.
fn fields(text: &str, separator: u8) -> Option<Vec<String>> {
    let mut reader =
        csv::ReaderBuilder::new().delimiter(separator).has_headers(false).flexible(true).from_reader(text.as_bytes());
    let row = reader.records().next()?.ok()?;
    Some(row.iter().map(str::to_owned).collect())
}
