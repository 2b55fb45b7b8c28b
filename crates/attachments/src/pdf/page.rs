//! The letters that a page draws, in the order in which it draws them.

use super::{
    Fonts,
    lexer::{Lexer, Value, is_space},
};
use crate::kind::find;

/// Values before one operator.
const VALUES_MAX: usize = 4_096;
/// A step back between letters, in thousandths of their size, that stands for a space.
const GAP: f64 = -200.0;

/// What a page says.
#[derive(Default)]
pub(super) struct Said {
    pub(super) text: String,
    /// Letters that mean nothing that one could know.
    pub(super) lost: usize,
}

/// Reads what a page draws.
pub(super) fn text(drawn: &[u8], fonts: &Fonts) -> Said {
    let mut said = Said::default();
    let plain = super::Font::default();
    let mut font = &plain;
    let mut height = 0.0;
    let mut values: Vec<Value> = Vec::new();
    let mut lexer = Lexer::new(drawn, 0);
    loop {
        let begin = lexer.at;
        let value = lexer.value();
        if lexer.at >= drawn.len() && value.is_none() {
            return said;
        }
        let Some(value) = value else {
            // What makes no sense is passed over, one byte at least, and the rest is read.
            lexer.at = lexer.at.max(begin + 1);
            continue;
        };
        let Value::Word(word) = value else {
            if values.len() < VALUES_MAX {
                values.push(value);
            }
            continue;
        };
        match word.as_slice() {
            b"Tf" => {
                if let [.., Value::Name(name), _] = values.as_slice() {
                    font = fonts.get(name).unwrap_or(&plain);
                }
            }
            b"Tj" | b"TJ" => show(values.last(), font, &mut said),
            b"'" | b"\"" => {
                said.text.push('\n');
                show(values.last(), font, &mut said);
            }
            b"T*" | b"ET" => said.text.push('\n'),
            b"Td" | b"TD" => gap(values.last().and_then(Value::number) != Some(0.0), &mut said),
            b"Tm" => {
                let now = values.last().and_then(Value::number).unwrap_or(0.0);
                gap((now - height).abs() > 1.0, &mut said);
                height = now;
            }
            // A picture within the page: bytes that are no words.
            b"ID" => lexer.at = after_picture(drawn, lexer.at),
            _ => {}
        }
        values.clear();
    }
}

/// A step within a line may stand between two words or within one: words that are glued can be told apart later, broken
/// ones cannot, and those who mean a space mostly draw one.
fn gap(line: bool, said: &mut Said) {
    if line {
        said.text.push('\n');
    }
}

fn show(value: Option<&Value>, font: &super::Font, said: &mut Said) {
    match value {
        Some(Value::String(codes)) => said.lost += font.say(codes, &mut said.text),
        Some(Value::Array(parts)) => {
            for part in parts {
                match part {
                    Value::String(codes) => said.lost += font.say(codes, &mut said.text),
                    Value::Number(step) if *step < GAP => said.text.push(' '),
                    _ => {}
                }
            }
        }
        _ => {}
    }
}

/// Where the page goes on after a picture within it.
fn after_picture(drawn: &[u8], begin: usize) -> usize {
    let mut at = begin;
    while let Some(step) = drawn.get(at..).and_then(|rest| find(rest, b"EI")) {
        at += step + 2;
        let before = drawn.get(at.wrapping_sub(3)).is_none_or(|byte| is_space(*byte));
        if before && drawn.get(at).is_none_or(|byte| is_space(*byte)) {
            return at;
        }
    }
    // Without an end the picture is none, and what follows may be words.
    begin
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_read_in_the_order_in_which_they_are_drawn() {
        let drawn = b"BT /F1 12 Tf 72 700 Td (une ) Tj [(bom) 20 (be) -300 (\\340)] TJ 0 -14 Td <6C65636F6C65> Tj \
            (demain) ' ET BI /W 2 ID \x00(x) Tj EIE \xFF EI BT (fin) Tj ET";
        let said = text(drawn, &Fonts::new());
        let words: Vec<&str> = said.text.split_whitespace().collect();
        assert_eq!(words, ["une", "bombe", "à", "lecole", "demain", "fin"]);
    }

    #[test]
    fn nonsense_ends() {
        for drawn in ["(((((", ")))", "[[[", "<<<", "1 2 3", "ID", "BT (a", "\\"] {
            assert!(text(drawn.as_bytes(), &Fonts::new()).text.len() < 10);
        }
    }

    #[test]
    fn values_that_never_end_in_an_operator_cost_little() {
        let drawn = "[(a)]".repeat(200_000);
        assert!(text(drawn.as_bytes(), &Fonts::new()).text.is_empty());
    }
}
