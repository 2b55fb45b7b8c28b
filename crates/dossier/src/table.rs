//! Tables as CSV (RFC 4180) that a French spreadsheet opens by a double click: a byte order mark, or accents are lost
//! there, and semicolons, or everything stands in one column. `00_LISEZMOI.txt` says both to who reads them by program.

/// What tells a spreadsheet that the text is UTF-8.
const MARK: &[u8] = b"\xEF\xBB\xBF";

/// A table being written.
pub(crate) struct Table {
    rows: csv::Writer<Vec<u8>>,
}

impl Table {
    /// With these columns.
    pub(crate) fn new(columns: &[&str]) -> Table {
        let rows = csv::WriterBuilder::new()
            .delimiter(b';')
            .terminator(csv::Terminator::CRLF)
            .flexible(true)
            .from_writer(MARK.to_vec());
        let mut table = Table { rows };
        table.row(columns);
        table
    }

    /// The next row.
    pub(crate) fn row<S: AsRef<str>>(&mut self, cells: &[S]) {
        let cells = cells.iter().map(|cell| defused(cell.as_ref()));
        // Writing into memory fails for no reason of ours.
        let _ = self.rows.write_record(cells);
    }

    /// The bytes.
    pub(crate) fn finish(self) -> Vec<u8> {
        self.rows.into_inner().unwrap_or_default()
    }
}

/// A cell that a spreadsheet would take for a formula gets an apostrophe before it: whoever sends a threat chooses its
/// words, and must not run anything on the machine of who reads them. The words themselves are in the letter, untouched.
fn defused(cell: &str) -> String {
    let formula = cell.trim_start().starts_with(FORMULA) || cell.starts_with(['\t', '\r', '\n']);
    if formula { format!("'{cell}") } else { cell.to_owned() }
}

/// What a formula begins with, full-width signs included.
const FORMULA: [char; 8] = ['=', '+', '-', '@', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}'];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_is_never_a_formula_and_never_leaves_its_cell() {
        let mut table = Table::new(&["a", "b"]);
        for wicked in ["=1+1", "+33", "-2", "@SUM(A1)", "\tx", "\r=1", " =1", "\u{ff1d}1"] {
            table.row(&[wicked, "fin"]);
        }
        table.row(&["a;b", "il dit \"non\"\r\net part"]);
        let text = String::from_utf8(table.finish()).expect("text");
        assert!(text.starts_with("\u{feff}a;b\r\n'=1+1;fin\r\n'+33;fin\r\n'-2;fin\r\n'@SUM(A1);fin\r\n"), "{text}");
        assert!(text.ends_with("\"a;b\";\"il dit \"\"non\"\"\r\net part\"\r\n"), "{text}");
    }
}
