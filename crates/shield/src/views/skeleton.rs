//! The skeleton view: plain small letters.

use super::{
    Disguises, View,
    fold::{Folded, fold},
};

pub(super) fn read(canonical: &View, disguises: &mut Disguises) -> View {
    let mut view = View::with_capacity(canonical.text.len());
    let mut word = Word::default();
    for (at, c) in canonical.text.char_indices() {
        let (from, to) = canonical.source(at);
        if c.is_ascii() {
            word.see(c.is_ascii_alphabetic(), false, c.is_ascii_alphanumeric(), disguises);
            view.push(c.to_ascii_lowercase(), from, to);
            continue;
        }
        match fold(c) {
            Folded::Plain(text) => {
                word.see(true, false, true, disguises);
                text.chars().for_each(|c| view.push(c, from, to));
            }
            Folded::LookAlike(text) => {
                word.see(false, true, true, disguises);
                text.chars().for_each(|c| view.push(c, from, to));
            }
            Folded::Kept(c) => {
                word.see(false, false, c.is_alphanumeric(), disguises);
                view.push(c, from, to);
            }
            Folded::Dropped => {}
        }
    }
    word.see(false, false, false, disguises);
    view
}

/// What the letters of the word being read were, to count words of two alphabets.
#[derive(Default)]
struct Word {
    latin: bool,
    look_alike: bool,
}

impl Word {
    fn see(&mut self, latin: bool, look_alike: bool, within_word: bool, disguises: &mut Disguises) {
        if within_word {
            self.latin |= latin;
            self.look_alike |= look_alike;
        } else {
            disguises.mixed_words += u32::from(self.latin && self.look_alike);
            *self = Word::default();
        }
    }
}
