//! Letters whose meaning is not in words that can be judged: a file or a link with hardly a word, or a language that the
//! rules do not speak. Most are harmless. What is done about it depends on who sends them.

use crate::words::Words;

/// Words up to which a letter with a file or a link says nothing by itself.
const HARDLY_A_WORD: usize = 8;
/// Words from which the language can be told.
const LANGUAGE_WORDS: usize = 6;
/// Of a hundred words, how many are little words in the plainest French; a text under that is in another language.
const LITTLE_WORDS_PERCENT: usize = 12;

/// The little words of French and of school English, accents left out as the reader does.
const LITTLE: &str = " a ai au aux avec c ce cela ces cet cette d dans de des du elle en est et eu il ils j je l la le \
    les leur leurs lui m ma mais me mes moi mon n ne nos notre nous on ont ou par pas plus pour qu que qui s sa se ses \
    si son sont sur t ta te tes toi ton tu un une vos votre vous y bonjour merci cours salut demain \
    the and you your this that with for are have not will is of to in at it be we i my he she they on me do ";

/// Whether what the letter says cannot be judged from its words.
pub(crate) fn is(text: &str, files: usize, words: &Words) -> bool {
    let count = words.list.len();
    let elsewhere = files > 0 || text.contains("://") || text.contains("www.");
    (elsewhere && count <= HARDLY_A_WORD) || (count >= LANGUAGE_WORDS && foreign(words))
}

fn foreign(words: &Words) -> bool {
    let known = words.list.iter().filter_map(|word| words.stream.get(word.stream.clone()));
    let little = known.filter(|word| LITTLE.contains(&format!(" {word} "))).count();
    little * 100 < words.list.len() * LITTLE_WORDS_PERCENT
}
