//! Connection sheets (*fiches de connexion*): one slip a person, several on a page, between lines to cut along.

use crate::{
    Error,
    draw::{self, Sheet},
    face::Faces,
    lay::{self, Laid},
};

/// The slips of a class and the words around them.
#[derive(Debug, Clone, Default)]
pub struct Book {
    /// Language of the words: `fr`, `en`.
    pub language: String,
    /// Title of the document and of its first page.
    pub title: String,
    /// What to do with the pages.
    pub advice: String,
    /// What stands at the head of every slip: school, class.
    pub place: String,
    /// The words on every slip.
    pub words: Words,
    /// Slips, in the order in which they are read and cut.
    pub slips: Vec<Slip>,
}

/// Words on every slip.
#[derive(Debug, Clone, Default)]
pub struct Words {
    /// Over the user name.
    pub login: String,
    /// Over the code.
    pub code: String,
    /// How to use it.
    pub how: String,
    /// What the square is, for whoever does not see it.
    pub square: String,
    /// Over the grid of codes.
    pub grid: String,
    /// How to keep it.
    pub keep: String,
}

/// One slip.
#[derive(Debug, Clone, Default)]
pub struct Slip {
    /// Its number, as the list of the batch has it.
    pub serial: String,
    /// Whose.
    pub name: String,
    /// User name.
    pub login: String,
    /// The code.
    pub code: String,
    /// What the square says: an address. None is drawn when it is empty or too long for one.
    pub address: String,
    /// From when the code is good, as a sentence; empty: at once.
    pub from: String,
    /// Until when, as a sentence.
    pub until: String,
    /// A grid of codes, by rows; none: no grid.
    pub grid: Option<Vec<Vec<String>>>,
}

/// The sheets as a PDF.
pub fn pdf(book: &Book) -> Result<Vec<u8>, Error> {
    let faces = Faces::new()?;
    let head = lay::head(&faces, book);
    let laid: Vec<Laid> = book.slips.iter().map(|slip| lay::slip(&faces, book, slip)).collect();
    let sheets = pages(head, laid);
    draw::document(&faces, (&book.language, &book.title), &sheets)
}

/// Cuts the slips into pages: none goes over the end of one.
fn pages(head: Laid, slips: Vec<Laid>) -> Vec<Sheet> {
    let (mut pages, mut page) = (Vec::new(), Sheet { y: vec![lay::MARGIN], laid: Vec::new() });
    let mut y = lay::MARGIN + head.height;
    page.laid.push(head);
    for slip in slips {
        if y + slip.height > lay::HEIGHT - lay::MARGIN && !page.laid.is_empty() {
            pages.push(std::mem::take(&mut page));
            y = lay::MARGIN;
        }
        page.y.push(y);
        y += slip.height;
        page.laid.push(slip);
    }
    pages.push(page);
    pages
}
