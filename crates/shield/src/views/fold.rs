//! One character as the plain letters that it looks like.

use unicode_normalization::char::{decompose_canonical, is_combining_mark};

/// What a character is read as.
pub(super) enum Folded {
    /// A Latin letter without its accents or ligature, or plain punctuation.
    Plain(Letters),
    /// Latin letters that this character of another alphabet or ornament looks like.
    LookAlike(Letters),
    /// The character, small.
    Kept(char),
    /// Nothing.
    Dropped,
}

/// Up to four ASCII letters.
#[derive(Clone, Copy)]
pub(super) struct Letters([u8; 4], u8);

impl Letters {
    fn of(text: &[u8]) -> Letters {
        let mut letters = [0; 4];
        let len = text.len().min(4);
        letters[..len].copy_from_slice(&text[..len]);
        Letters(letters, len as u8)
    }

    pub(super) fn chars(self) -> impl Iterator<Item = char> {
        self.0.into_iter().take(self.1.into()).map(char::from)
    }
}

/// Reads a character that is not ASCII.
pub(super) fn fold(c: char) -> Folded {
    if let Some(plain) = punctuation(c) {
        return if plain.is_ascii() { Folded::Plain(Letters::of(&[plain as u8])) } else { Folded::Kept(plain) };
    }
    if is_combining_mark(c) {
        return Folded::Dropped;
    }
    if let Some(letters) = ligature(c) {
        return Folded::Plain(Letters::of(letters));
    }
    let base = base_letter(c);
    if base.is_ascii() {
        return Folded::Plain(Letters::of(&[base.to_ascii_lowercase() as u8]));
    }
    // µ stands for u or m: the words stage tries both.
    if base == 'μ' {
        return Folded::Kept(base);
    }
    // Capitals look like other letters than small ones do: Ν is an N, ν a v.
    if let Some(letter) = look_alike(base).or_else(|| look_alike(small(base))) {
        return Folded::LookAlike(Letters::of(&[letter]));
    }
    if let Some(letters) = confusable(base).or_else(|| confusable(small(base))) {
        return Folded::LookAlike(letters);
    }
    Folded::Kept(small(base))
}

fn small(c: char) -> char {
    let mut lower = c.to_lowercase();
    match (lower.next(), lower.next()) {
        (Some(one), None) => one,
        _ => c,
    }
}

/// The letter under the accents.
fn base_letter(c: char) -> char {
    let mut base = None;
    decompose_canonical(c, |part| {
        base.get_or_insert(part);
    });
    match base {
        Some(base) if !is_combining_mark(base) => base,
        _ => c,
    }
}

/// Quotes become « », ", or '; dashes -; bullets a point; blanks a space.
fn punctuation(c: char) -> Option<char> {
    Some(match c {
        '’' | '‘' | 'ʼ' | '´' | '′' | '‛' | 'ʹ' | 'ˈ' => '\'',
        '«' | '“' | '„' | '‟' | '‹' | '「' | '『' => '«',
        '»' | '”' | '›' | '」' | '』' => '»',
        '\u{2010}'..='\u{2015}' | '−' | '﹘' => '-',
        '•' | '·' | '∙' | '⋅' | '・' | '‧' | '●' | '◦' => '.',
        '\u{2028}' | '\u{2029}' => '\n',
        '\u{2800}' => ' ',
        c if c.is_whitespace() => ' ',
        _ => return None,
    })
}

fn ligature(c: char) -> Option<&'static [u8]> {
    Some(match c {
        'œ' | 'Œ' => b"oe",
        'æ' | 'Æ' => b"ae",
        'ß' | 'ẞ' => b"ss",
        'ø' | 'Ø' => b"o",
        'ł' | 'Ł' => b"l",
        'đ' | 'Đ' => b"d",
        'ı' => b"i",
        _ => return None,
    })
}

/// Look-alikes that the UTS #39 table lacks or reads in a way that does not help French: small capitals, enclosed and
/// flag letters, and the letters of other alphabets as people use them to write Latin ones.
fn look_alike(c: char) -> Option<u8> {
    let ring = |first: char| b'a' + (c as u32 - first as u32) as u8;
    Some(match c {
        '🇦'..='🇿' => ring('🇦'),
        '🅐'..='🅩' => ring('🅐'),
        '🅰'..='🆉' => ring('🅰'),
        'ᴀ' | 'Α' | 'α' | 'Ꭺ' | 'Λ' => b'a',
        'ʙ' | 'в' | 'Β' | 'β' | 'Ᏼ' | 'ь' => b'b',
        'ᴄ' | 'ϲ' | 'Ꮯ' => b'c',
        'ᴅ' | 'Ꭰ' | 'δ' => b'd',
        'ᴇ' | 'Ε' | 'ε' | 'Ꭼ' | 'є' | 'э' | 'ɛ' | 'ǝ' => b'e',
        'ꜰ' | 'ғ' => b'f',
        'ɢ' | 'Ꮐ' => b'g',
        'ʜ' | 'н' | 'Η' | 'Ꮋ' => b'h',
        'ɪ' | 'Ι' | 'ι' | 'Ꭵ' | 'ї' => b'i',
        'ᴊ' | 'Ꭻ' => b'j',
        'ᴋ' | 'к' | 'Κ' | 'κ' | 'Ꮶ' => b'k',
        'ʟ' | 'Ꮮ' => b'l',
        'ᴍ' | 'м' | 'Μ' | 'Ꮇ' => b'm',
        'ɴ' | 'Ν' | 'η' | 'п' | 'ɳ' | 'и' => b'n',
        'ᴏ' | 'Ο' | 'ο' | 'σ' | 'Ꮎ' => b'o',
        'ᴘ' | 'Ρ' | 'ρ' | 'Ꮲ' => b'p',
        'ǫ' => b'q',
        'ʀ' | 'г' | 'я' | 'Ꮢ' => b'r',
        'ꜱ' | 'Ꮪ' => b's',
        'ᴛ' | 'т' | 'Τ' | 'τ' | 'Ꭲ' => b't',
        'ᴜ' | 'υ' => b'u',
        'ᴠ' | 'ν' | 'Ꮩ' => b'v',
        'ᴡ' | 'ω' | 'ш' | 'Ꮃ' => b'w',
        'Χ' | 'χ' | 'х' => b'x',
        'ʏ' | 'Υ' | 'γ' | 'Ꮍ' => b'y',
        'ᴢ' | 'Ζ' | 'Ꮓ' => b'z',
        _ => return None,
    })
}

/// The UTS #39 skeleton, for the alphabets used to imitate Latin. Hebrew, Arabic, Indic and Asian scripts are left as
/// they are: their words are read as words, not as pictures.
fn confusable(c: char) -> Option<Letters> {
    if matches!(c, '\u{590}'..='\u{109F}' | '\u{1780}'..='\u{17FF}' | '\u{2E80}'..='\u{A48F}' | '\u{AC00}'..='\u{D7FF}' | '\u{1EE00}'..='\u{1EEFF}')
        || !c.is_alphanumeric()
    {
        return None;
    }
    let mut buffer = [0; 4];
    let mut letters = [0; 4];
    let mut len = 0;
    for part in unicode_security::confusable_detection::skeleton(c.encode_utf8(&mut buffer)) {
        if is_combining_mark(part) {
            continue;
        }
        if len == 4 || !part.is_ascii_alphanumeric() {
            return None;
        }
        letters[len] = part.to_ascii_lowercase() as u8;
        len += 1;
    }
    match &letters[..len] {
        [] => None,
        b"rn" => Some(Letters::of(b"m")),
        some => Some(Letters::of(some)),
    }
}
