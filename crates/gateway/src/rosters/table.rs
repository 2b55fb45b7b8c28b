//! Rows of a CSV file, read by the names of its columns.
//!
//! Headers are compared without case, accents, spaces, `*` and `'`, as exports differ in all of them.

use std::io::Read;

use csv::{ReaderBuilder, StringRecord};
use model::roster::Place;

use crate::rosters::{
    broken::{self, Broken},
    bytes::Text,
};

/// Columns of one file.
const COLUMNS_MAX: usize = 500;

/// A CSV file, row by row.
pub(crate) struct Table<R: Read> {
    csv: csv::Reader<Text<R>>,
    place: Place,
    headers: Vec<String>,
    record: StringRecord,
}

/// One row.
#[derive(Debug)]
pub(crate) struct Row<'a> {
    pub(crate) place: Place,
    headers: &'a [String],
    record: &'a StringRecord,
}

impl<R: Read> Table<R> {
    /// Reads the headers.
    pub(crate) fn open(from: Text<R>, place: &Place, delimiter: u8) -> Result<Table<R>, Broken> {
        let mut csv = ReaderBuilder::new();
        let csv =
            csv.has_headers(false).flexible(true).delimiter(delimiter).buffer_capacity(64 * 1024).from_reader(from);
        let mut table = Table { csv, place: place.clone(), headers: Vec::new(), record: StringRecord::new() };
        if !table.read()? {
            return Err(broken::at(place, "le fichier est vide\u{202f}; rien n'a été importé"));
        }
        if table.record.len() > COLUMNS_MAX {
            return Err(broken::at(place, "le fichier a trop de colonnes\u{202f}; rien n'a été importé"));
        }
        table.headers = table.record.iter().map(key).collect();
        Ok(table)
    }

    /// The keys of the columns.
    pub(crate) fn headers(&self) -> &[String] {
        &self.headers
    }

    /// The next row that is not empty. The second value is why the row cannot be taken: its cells do not fit the columns.
    pub(crate) fn next(&mut self) -> Result<Option<(Row<'_>, Option<&'static str>)>, Broken> {
        loop {
            if !self.read()? {
                return Ok(None);
            }
            if self.record.iter().any(|cell| !cell.trim().is_empty()) {
                break;
            }
        }
        let wrong = self.wrong()?;
        let row = Row { place: self.place.clone(), headers: &self.headers, record: &self.record };
        Ok(Some((row, wrong)))
    }

    fn wrong(&mut self) -> Result<Option<&'static str>, Broken> {
        let (cells, columns) = (self.record.len(), self.headers.len());
        if cells > columns && self.record.iter().skip(columns).any(|cell| !cell.trim().is_empty()) {
            return Ok(Some(
                "la ligne a plus de cellules que l'en-tête n'a de colonnes\u{202f}; corrigez-la à la source",
            ));
        }
        if cells < columns {
            if self.csv.get_ref().ends_inside_a_line() {
                return Err(broken::at(
                    &self.place,
                    "le fichier est tronqué\u{202f}: sa dernière ligne est incomplète\u{202f}; \
                     transférez-le de nouveau, rien n'a été importé",
                ));
            }
            return Ok(Some(
                "la ligne a moins de cellules que l'en-tête n'a de colonnes\u{202f}; corrigez-la à la source",
            ));
        }
        Ok(None)
    }

    fn read(&mut self) -> Result<bool, Broken> {
        self.csv.get_mut().mark();
        let line = self.csv.position().line();
        let more = self
            .csv
            .read_record(&mut self.record)
            .map_err(|error| broken::csv(&Place { line, ..self.place.clone() }, &error))?;
        // The reader passes over blank lines, and gives the line on which it began to look for a row: the row's own
        // line is counted back from its end.
        let inside: usize = self.record.iter().map(|cell| cell.matches('\n').count()).sum();
        let last = u64::from(!self.csv.get_ref().ends_inside_a_line());
        self.place.line = self.csv.position().line().saturating_sub(inside as u64 + last);
        Ok(more)
    }
}

impl Row<'_> {
    /// The cell of the first of these columns that is there and not empty.
    pub(crate) fn get(&self, columns: &[&str]) -> Option<&str> {
        columns.iter().find_map(|column| {
            let at = self.headers.iter().position(|header| header == column)?;
            self.record.get(at).map(str::trim).filter(|cell| !cell.is_empty())
        })
    }

    /// Every column with its cell.
    pub(crate) fn cells(&self) -> impl Iterator<Item = (&str, &str)> {
        self.headers.iter().map(String::as_str).zip(self.record.iter().map(str::trim))
    }
}

/// The key of a header.
pub(crate) fn key(header: &str) -> String {
    model::text::fold(header).replace(' ', "")
}

/// The mark between the cells of a first line.
pub(crate) fn delimiter(first_line: &str) -> u8 {
    let count = |mark: char| first_line.matches(mark).count();
    [(count(';'), b';'), (count('\t'), b'\t'), (count(','), b',')]
        .into_iter()
        .max_by_key(|(count, mark)| (*count, *mark == b';'))
        .map_or(b';', |(_, mark)| mark)
}

#[cfg(test)]
mod tests {
    use encoding_rs::UTF_8;

    use super::*;
    use crate::rosters::bytes::Watch;

    fn place() -> Place {
        Place { file: "t.csv".into(), line: 0 }
    }

    fn table(text: &str) -> Table<&[u8]> {
        Table::open(Text::new(text.as_bytes(), UTF_8, Watch::default()), &place(), b';').expect("opened")
    }

    #[test]
    fn headers_are_compared_without_case_accents_spaces_and_marks() {
        assert_eq!(key("* Nom d'usage Elève"), "nomdusageeleve");
        assert_eq!(key("NOM D’USAGE ÉLÈVE"), "nomdusageeleve");
        assert_eq!(key("Identifiant_de_l_etablissement"), "identifiantdeletablissement");
    }

    #[test]
    fn rows_know_their_line_and_their_columns() {
        let mut table = table("Nom;Prénom\n\n\"Le;Goff\";Zoé\n;\nDiallo;\"A\nB\"\nRossi;Ada");
        let (row, wrong) = table.next().expect("read").expect("a row");
        assert_eq!((row.place.line, row.get(&["nom"]), wrong), (3, Some("Le;Goff"), None));
        let (row, _) = table.next().expect("read").expect("a row");
        assert_eq!((row.place.line, row.get(&["absent", "nom"])), (5, Some("Diallo")));
        let (row, _) = table.next().expect("read").expect("a row");
        assert_eq!(row.place.line, 7);
        assert!(table.next().expect("read").is_none());
    }

    #[test]
    fn a_row_that_does_not_fit_is_told_and_the_next_one_is_read() {
        let mut table = table("a;b\n1\n1;2;3\n1;2;\n1;2\n");
        let mut told = Vec::new();
        while let Some((_, wrong)) = table.next().expect("read") {
            told.push(wrong.is_some());
        }
        assert_eq!(told, [true, true, false, false]);
    }

    #[test]
    fn a_last_line_that_is_cut_is_a_truncated_file() {
        let mut table = table("a;b;c\n1;2;3\n1;2");
        assert!(table.next().expect("read").is_some());
        assert!(table.next().expect_err("cut").reason.contains("tronqué"));
    }

    #[test]
    fn an_open_quote_does_not_swallow_the_memory() {
        let text = format!("a;b\n\"{}", "x;y\n".repeat(600_000));
        let mut table = table(&text);
        let broken = table.next().expect_err("endless");
        assert!(broken.reason.contains("1000000 octets"), "{broken}");
    }

    #[test]
    fn the_delimiter_is_the_mark_that_is_there() {
        assert_eq!(delimiter("a;b;c,d"), b';');
        assert_eq!(delimiter("a,b,c"), b',');
        assert_eq!(delimiter("a\tb\tc"), b'\t');
        assert_eq!(delimiter("a"), b';');
    }
}
