//! Tables as files that the spreadsheets of French offices open by a double click: UTF-8 with a byte order mark, `;`
//! between cells, every cell in quotes.

use axum::{
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};

/// Tells a spreadsheet that what follows is UTF-8.
pub const MARK: char = '\u{feff}';

/// A table being written.
pub(crate) struct Csv(String);

impl Csv {
    /// A table with these titles.
    pub(crate) fn new<'a>(titles: impl IntoIterator<Item = &'a str>) -> Csv {
        Csv(format!("{MARK}{}", line(titles)))
    }

    /// Adds a row.
    pub(crate) fn row<'a>(&mut self, cells: impl IntoIterator<Item = &'a str>) {
        self.0.push_str(&line(cells));
    }

    /// The answer that a browser keeps as a file of this name, which is of plain letters.
    pub(crate) fn answer(self, name: &str) -> Response {
        let kept = HeaderValue::from_str(&format!("attachment; filename=\"{name}.csv\""));
        let headers = [
            (header::CONTENT_TYPE, HeaderValue::from_static("text/csv; charset=utf-8; header=present")),
            (header::CONTENT_DISPOSITION, kept.unwrap_or(HeaderValue::from_static("attachment"))),
        ];
        (headers, self.0).into_response()
    }
}

/// A row with its end.
pub fn line<'a>(cells: impl IntoIterator<Item = &'a str>) -> String {
    let cells: Vec<String> = cells.into_iter().map(cell).collect();
    format!("{}\r\n", cells.join(";"))
}

/// A cell in quotes. What a spreadsheet would take for a formula is kept from being one.
fn cell(text: &str) -> String {
    let guard = if text.trim_start().starts_with(FORMULA) || text.starts_with(['\t', '\r', '\n']) { "'" } else { "" };
    format!("\"{guard}{}\"", text.replace('"', "\"\""))
}

/// What a formula begins with, full-width signs included.
const FORMULA: [char; 8] = ['=', '+', '-', '@', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}'];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_holds_no_formula() {
        for formula in ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "\u{ff1d}1"] {
            assert_eq!(cell(formula), format!("\"'{formula}\""), "{formula:?}");
        }
        assert_eq!(cell("2 - 1 = 1"), "\"2 - 1 = 1\"");
    }

    #[test]
    fn a_cell_may_hold_anything() {
        assert_eq!(line(["dit \"Zoé\"", "a;b", "un\ndeux", ""]), "\"dit \"\"Zoé\"\"\";\"a;b\";\"un\ndeux\";\"\"\r\n");
        let mut table = Csv::new(["Nom"]);
        table.row(["Inès"]);
        assert_eq!(table.0, "\u{feff}\"Nom\"\r\n\"Inès\"\r\n");
    }
}
