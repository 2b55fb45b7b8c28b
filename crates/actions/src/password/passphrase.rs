//! Proposed passwords: four common French words, drawn by chance.
//!
//! The list has 7,776 words (six to the fifth), so that four of them are worth 51.7 bits. Its words have no accent and no other way to be spelled, so that a child types them on any keyboard.

use crate::App;

/// The list, in alphabetical order.
const WORDS: &str = include_str!("passphrase.txt");
/// Words in the list.
const COUNT: u32 = 7_776;
/// Words of a proposal.
const DRAWN: usize = 4;

/// A new proposal: "cerise montagne ruban tulipe".
pub fn propose(app: &App) -> String {
    let words: Vec<&str> = WORDS.split_whitespace().collect();
    let mut drawn = Vec::with_capacity(DRAWN);
    while drawn.len() < DRAWN {
        let n = u32::from_le_bytes(app.chance());
        // The last, incomplete round of the list is drawn again, so that every word is as likely as another.
        if n < u32::MAX - u32::MAX % COUNT
            && let Some(word) = words.get((n % COUNT) as usize)
        {
            drawn.push(*word);
        }
    }
    drawn.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_has_as_many_words_as_it_says_each_once_and_plain() {
        let words: Vec<&str> = WORDS.split_whitespace().collect();
        assert_eq!(words.len(), COUNT as usize);
        assert!(words.is_sorted_by(|a, b| a < b), "each once, in order");
        let plain = |word: &&str| word.len() >= 3 && word.bytes().all(|b| b.is_ascii_lowercase());
        assert!(words.iter().all(plain));
    }

    #[test]
    fn a_proposal_is_never_refused() {
        // The shortest possible: four words of three letters, for the most that is asked of anybody.
        let shortest: Vec<&str> = WORDS.split_whitespace().filter(|word| word.len() == 3).take(DRAWN).collect();
        let min = model::limits::PASSWORD_CHARS_MIN_STAFF;
        assert_eq!(crate::password::plain(&shortest.join(" "), "i.benali", min), Ok(()));
    }
}
