//! Rows of CSV files, with `;` between cells, quoted where that is needed.

use std::io::{self, Write};

/// Writes one row.
pub(crate) fn row<T: AsRef<str>>(out: &mut impl Write, cells: &[T]) -> io::Result<()> {
    for (n, cell) in cells.iter().enumerate() {
        if n > 0 {
            out.write_all(b";")?;
        }
        let cell = cell.as_ref();
        if cell.contains([';', '"', '\n', '\r']) {
            write!(out, "\"{}\"", cell.replace('"', "\"\""))?;
        } else {
            out.write_all(cell.as_bytes())?;
        }
    }
    out.write_all(b"\r\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_quoted_where_that_is_needed() {
        let mut out = Vec::new();
        row(&mut out, &["a b", "", "c;d", "e\"f"]).expect("written");
        assert_eq!(out, b"a b;;\"c;d\";\"e\"\"f\"\r\n");
    }
}
