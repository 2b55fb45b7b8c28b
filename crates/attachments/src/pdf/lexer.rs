//! The words of a PDF: numbers, names, strings, lists and dictionaries, and the operators between them.

use std::collections::BTreeMap;

/// Lists in lists that are followed.
const DEPTH_MAX: usize = 24;
/// Bytes of one string or name.
const STRING_BYTES_MAX: usize = 64_000;
/// Values of one list or dictionary.
const VALUES_MAX: usize = 100_000;

/// A dictionary.
pub(super) type Dict = BTreeMap<Vec<u8>, Value>;

/// A value, or an operator.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Value {
    /// Nothing.
    Null,
    /// Any number.
    Number(f64),
    /// `/Name`.
    Name(Vec<u8>),
    /// `(words)` or `<776F726473>`.
    String(Vec<u8>),
    /// A list.
    Array(Vec<Value>),
    /// A dictionary.
    Dict(Dict),
    /// Another object, by number.
    Reference(u32),
    /// An operator, or a word of the file's own structure.
    Word(Vec<u8>),
}

impl Value {
    pub(super) fn dict(&self) -> Option<&Dict> {
        if let Value::Dict(dict) = self { Some(dict) } else { None }
    }
    pub(super) fn number(&self) -> Option<f64> {
        if let Value::Number(number) = self { Some(*number) } else { None }
    }
    pub(super) fn is_name(&self, name: &[u8]) -> bool {
        matches!(self, Value::Name(own) if own == name)
    }
}

/// Goes through bytes, word by word.
pub(super) struct Lexer<'a> {
    pub(super) bytes: &'a [u8],
    pub(super) at: usize,
}

impl<'a> Lexer<'a> {
    pub(super) fn new(bytes: &'a [u8], at: usize) -> Lexer<'a> {
        Lexer { bytes, at }
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    /// Goes over white space and comments.
    pub(super) fn skip_space(&mut self) {
        while let Some(byte) = self.peek() {
            match byte {
                b'%' => {
                    while self.peek().is_some_and(|byte| byte != b'\n' && byte != b'\r') {
                        self.at += 1;
                    }
                }
                byte if is_space(byte) => self.at += 1,
                _ => return,
            }
        }
    }

    /// The next value or operator. `None` at the end, or where nothing makes sense.
    pub(super) fn value(&mut self) -> Option<Value> {
        self.value_at(0)
    }

    fn value_at(&mut self, depth: usize) -> Option<Value> {
        self.skip_space();
        match self.peek()? {
            b'/' => Some(Value::Name(self.name())),
            b'(' => self.string(),
            b'<' if self.bytes.get(self.at + 1) == Some(&b'<') => self.dict(depth),
            b'<' => self.hex(),
            b'[' => self.array(depth),
            b'0'..=b'9' | b'+' | b'-' | b'.' => Some(self.number()),
            b']' | b'>' | b')' | b'{' | b'}' => {
                // Out of place: a word of its own, so that the reading goes on.
                self.at += 1;
                Some(Value::Word(vec![self.bytes[self.at - 1]]))
            }
            _ => Some(Value::Word(self.word())),
        }
    }

    fn word(&mut self) -> Vec<u8> {
        let begin = self.at;
        while self.peek().is_some_and(|byte| !is_space(byte) && !is_mark(byte)) {
            self.at += 1;
        }
        let end = self.at.min(begin + STRING_BYTES_MAX);
        self.bytes[begin..end].to_vec()
    }

    fn name(&mut self) -> Vec<u8> {
        self.at += 1;
        let raw = self.word();
        let mut name = Vec::with_capacity(raw.len());
        let mut at = 0;
        while let Some(&byte) = raw.get(at) {
            let hex = (byte == b'#').then(|| pair(*raw.get(at + 1)?, *raw.get(at + 2)?)).flatten();
            name.push(hex.unwrap_or(byte));
            at += if hex.is_some() { 3 } else { 1 };
        }
        name
    }

    /// A number, or the reference to an object when two numbers and `R` follow each other.
    fn number(&mut self) -> Value {
        let number = self.plain_number();
        let whole = number >= 0.0 && number.fract() == 0.0 && number <= f64::from(u32::MAX);
        let before = self.at;
        if whole && self.peek().is_some_and(is_space) {
            self.skip_space();
            if self.peek().is_some_and(|byte| byte.is_ascii_digit()) {
                self.plain_number();
                self.skip_space();
                let ends = self.bytes.get(self.at + 1).is_none_or(|byte| is_space(*byte) || is_mark(*byte));
                if self.peek() == Some(b'R') && ends {
                    self.at += 1;
                    return Value::Reference(number as u32);
                }
            }
        }
        self.at = before;
        Value::Number(number)
    }

    fn plain_number(&mut self) -> f64 {
        let begin = self.at;
        while self.peek().is_some_and(|byte| byte.is_ascii_digit() || b"+-.".contains(&byte)) {
            self.at += 1;
        }
        let digits = &self.bytes[begin..self.at.min(begin + 32)];
        std::str::from_utf8(digits).ok().and_then(|digits| digits.parse().ok()).unwrap_or(0.0)
    }

    fn string(&mut self) -> Option<Value> {
        self.at += 1;
        let mut open = 1;
        let mut string = Vec::new();
        while let Some(byte) = self.peek() {
            self.at += 1;
            match byte {
                b'(' => open += 1,
                b')' => open -= 1,
                b'\\' => {
                    self.escape(&mut string);
                    continue;
                }
                _ => {}
            }
            if open == 0 {
                return Some(Value::String(string));
            }
            if string.len() >= STRING_BYTES_MAX {
                return None;
            }
            string.push(byte);
        }
        None
    }

    fn escape(&mut self, string: &mut Vec<u8>) {
        let Some(byte) = self.peek() else { return };
        self.at += 1;
        match byte {
            b'n' => string.push(b'\n'),
            b'r' => string.push(b'\r'),
            b't' => string.push(b'\t'),
            b'b' | b'f' => string.push(b' '),
            b'\n' => {}
            b'\r' => self.at += usize::from(self.peek() == Some(b'\n')),
            b'0'..=b'7' => {
                let mut code = u32::from(byte - b'0');
                for _ in 0..2 {
                    if let Some(digit @ b'0'..=b'7') = self.peek() {
                        code = code * 8 + u32::from(digit - b'0');
                        self.at += 1;
                    }
                }
                string.push(code as u8);
            }
            other => string.push(other),
        }
    }

    fn hex(&mut self) -> Option<Value> {
        self.at += 1;
        let mut digits = Vec::new();
        while let Some(byte) = self.peek() {
            self.at += 1;
            match byte {
                b'>' => {
                    if digits.len() % 2 == 1 {
                        digits.push(b'0');
                    }
                    let pairs = digits.chunks_exact(2);
                    return Some(Value::String(pairs.filter_map(|two| pair(two[0], two[1])).collect()));
                }
                byte if byte.is_ascii_hexdigit() && digits.len() < STRING_BYTES_MAX => digits.push(byte),
                byte if is_space(byte) => {}
                _ => return None,
            }
        }
        None
    }

    fn array(&mut self, depth: usize) -> Option<Value> {
        if depth >= DEPTH_MAX {
            return None;
        }
        self.at += 1;
        let mut values = Vec::new();
        loop {
            self.skip_space();
            if self.peek()? == b']' {
                self.at += 1;
                return Some(Value::Array(values));
            }
            if values.len() >= VALUES_MAX {
                return None;
            }
            values.push(self.value_at(depth + 1)?);
        }
    }

    fn dict(&mut self, depth: usize) -> Option<Value> {
        if depth >= DEPTH_MAX {
            return None;
        }
        self.at += 2;
        let mut dict = Dict::new();
        loop {
            self.skip_space();
            match self.peek()? {
                b'>' => {
                    self.at += 1 + usize::from(self.bytes.get(self.at + 1) == Some(&b'>'));
                    return Some(Value::Dict(dict));
                }
                b'/' => {
                    let key = self.name();
                    let value = self.value_at(depth + 1)?;
                    if dict.len() >= VALUES_MAX {
                        return None;
                    }
                    dict.insert(key, value);
                }
                // A key that is none is passed over with the dictionary's good ones kept.
                _ => {
                    self.value_at(depth + 1)?;
                }
            }
        }
    }
}

fn pair(high: u8, low: u8) -> Option<u8> {
    let digit = |byte: u8| char::from(byte).to_digit(16);
    Some((digit(high)? * 16 + digit(low)?) as u8)
}

pub(super) fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\n' | b'\r' | b'\t' | 0x0C | 0)
}

fn is_mark(byte: u8) -> bool {
    b"()<>[]{}/%".contains(&byte)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(text: &str) -> Option<Value> {
        Lexer::new(text.as_bytes(), 0).value()
    }

    #[test]
    fn values_are_read() {
        assert_eq!(value("-1.5"), Some(Value::Number(-1.5)));
        assert_eq!(value("12 0 R"), Some(Value::Reference(12)));
        assert_eq!(value("12 0 RG"), Some(Value::Number(12.0)));
        assert_eq!(value("/A#42c"), Some(Value::Name(b"ABc".to_vec())));
        assert_eq!(value("(a(b)\\)\\101\\\nc)"), Some(Value::String(b"a(b))Ac".to_vec())));
        assert_eq!(value("<62 6F6>"), Some(Value::String(b"bo`".to_vec())));
        let dict = value("<</A 1/B[2 3]>>").and_then(|value| value.dict().cloned()).expect("a dictionary");
        assert_eq!(dict[&b"B"[..]], Value::Array(vec![Value::Number(2.0), Value::Number(3.0)]));
    }

    #[test]
    fn what_does_not_end_or_goes_too_deep_is_none() {
        for text in ["(", "<", "[", "<<", "<</A", &"[".repeat(100_000), &"<</A".repeat(100_000)] {
            assert_eq!(value(text), None);
        }
    }
}
