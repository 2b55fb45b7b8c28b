//! QR codes as squares of dark modules.

use fast_qr::{ECL, QRBuilder};

/// Light modules around the code that readers need (ISO/IEC 18004).
pub(crate) const QUIET_ZONE: usize = 4;

/// A code: modules a side, and which of them are dark, row by row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Square {
    pub(crate) side: usize,
    pub(crate) dark: Vec<bool>,
}

impl Square {
    /// The code of a text. `None`: it is empty, or too long for one.
    pub(crate) fn of(text: &str) -> Option<Square> {
        if text.is_empty() {
            return None;
        }
        let code = QRBuilder::new(text).ecl(ECL::M).build().ok()?;
        let dark = (0..code.size).flat_map(|y| (0..code.size).map(move |x| (x, y)));
        Some(Square { side: code.size, dark: dark.map(|(x, y)| code[y][x].value()).collect() })
    }

    /// Runs of dark modules: row, first column, how many. Fewer shapes, and no hair lines between neighbours.
    pub(crate) fn runs(&self) -> Vec<(usize, usize, usize)> {
        let mut runs = Vec::new();
        for (y, row) in self.dark.chunks(self.side).enumerate() {
            let mut x = 0;
            while x < row.len() {
                let length = row[x..].iter().take_while(|dark| **dark).count();
                if length > 0 {
                    runs.push((y, x, length));
                }
                x += length.max(1);
            }
        }
        runs
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_drawn_is_read_back() {
        let text = "https://preau.exemple.fr/activate#7KX2M-9QRTV-B";
        let square = Square::of(text).expect("a square");
        let (scale, side) = (4, square.side + 2 * QUIET_ZONE);
        let mut dark = vec![false; side * side];
        for (y, x, length) in square.runs() {
            dark[(y + QUIET_ZONE) * side + x + QUIET_ZONE..][..length].fill(true);
        }
        let mut image = rqrr::PreparedImage::prepare_from_greyscale(side * scale, side * scale, |x, y| {
            if dark[y / scale * side + x / scale] { 0 } else { 255 }
        });
        let grids = image.detect_grids();
        assert_eq!(grids.len(), 1);
        assert_eq!(grids[0].decode().expect("read").1, text);
        assert_eq!(Square::of(""), None);
        assert_eq!(Square::of(&"x".repeat(5_000)), None);
    }
}
