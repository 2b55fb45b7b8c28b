//! Rust source as tokens: comments and strings cannot be mistaken for code, and what stands in macros is seen too.

use std::collections::BTreeSet;

use proc_macro2::{Delimiter, TokenStream, TokenTree};

/// The tokens of each level of a file: the file itself, then what stands between each pair of brackets.
pub(crate) fn levels(text: &str) -> Result<Vec<Vec<TokenTree>>, proc_macro2::LexError> {
    let mut levels = vec![text.parse::<TokenStream>()?.into_iter().collect::<Vec<_>>()];
    let mut next = 0;
    while next < levels.len() {
        let inner: Vec<Vec<TokenTree>> = levels[next].iter().filter_map(inside).collect();
        levels.extend(inner);
        next += 1;
    }
    Ok(levels)
}

/// The lines, from 1, that begin within a text literal: what stands there is not code.
pub(crate) fn lines_of_text(text: &str) -> BTreeSet<usize> {
    let tokens = levels(text).unwrap_or_default().into_iter().flatten();
    let literals = tokens.filter(|token| matches!(token, TokenTree::Literal(_)));
    literals.flat_map(|literal| literal.span().start().line + 1..=literal.span().end().line).collect()
}

/// The tokens between a pair of brackets.
pub(crate) fn inside(token: &TokenTree) -> Option<Vec<TokenTree>> {
    match token {
        TokenTree::Group(group) => Some(group.stream().into_iter().collect()),
        _ => None,
    }
}

/// Whether a token is this word or sign.
pub(crate) fn is(token: Option<&TokenTree>, word: &str) -> bool {
    match token {
        Some(TokenTree::Ident(ident)) => ident == word,
        Some(TokenTree::Punct(punct)) => word.len() == 1 && word.starts_with(punct.as_char()),
        _ => false,
    }
}

/// Whether a token opens brackets of this kind.
pub(crate) fn opens(token: Option<&TokenTree>, kind: Delimiter) -> bool {
    matches!(token, Some(TokenTree::Group(group)) if group.delimiter() == kind)
}

/// The line of a token, from 1.
pub(crate) fn line(token: &TokenTree) -> usize {
    token.span().start().line
}
