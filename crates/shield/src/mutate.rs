//! Disguises, as people put them on, to check rules with before they go live. The same text gives the same disguises.

/// A disguise by name, and what it does.
pub type Disguise = (&'static str, fn(&str) -> String);

/// Every disguise.
pub const DISGUISES: [Disguise; 11] = [
    ("zero_width", zero_width),
    ("dotted", dotted),
    ("spaced", spaced),
    ("look_alikes", look_alikes),
    ("leet", leet),
    ("repeats", repeats),
    ("plain", without_accents),
    ("full_width", full_width),
    ("ornate", ornate),
    ("stacked", stacked),
    ("pictures", pictures),
];

/// Letters of the shortest word that is worth disguising.
const WORD_LETTERS_MIN: usize = 4;

/// Each word of four letters and more rewritten, the rest as it was.
fn words(text: &str, rewrite: impl Fn(&str) -> String) -> String {
    let mut out = String::with_capacity(text.len() * 2);
    let mut word = String::new();
    for c in text.chars().chain(['\0']) {
        if c.is_alphanumeric() {
            word.push(c);
            continue;
        }
        if word.chars().count() >= WORD_LETTERS_MIN {
            out.push_str(&rewrite(&word));
        } else {
            out.push_str(&word);
        }
        word.clear();
        if c != '\0' {
            out.push(c);
        }
    }
    out
}

fn joined(text: &str, separator: &str) -> String {
    words(text, |word| word.chars().map(String::from).collect::<Vec<_>>().join(separator))
}

fn zero_width(text: &str) -> String {
    joined(text, "\u{200B}")
}

fn dotted(text: &str) -> String {
    joined(text, ".")
}

/// Every letter spaced, words two blanks apart.
fn spaced(text: &str) -> String {
    let space = |word: &str| word.chars().map(String::from).collect::<Vec<_>>().join(" ");
    text.split(' ').map(space).collect::<Vec<_>>().join("   ")
}

fn pictures(text: &str) -> String {
    joined(text, "🌸")
}

fn each(text: &str, map: impl Fn(char) -> char) -> String {
    text.chars().map(map).collect()
}

fn look_alikes(text: &str) -> String {
    each(text, |c| match c {
        'a' => 'а',
        'e' => 'е',
        'o' => 'о',
        'p' => 'р',
        'c' => 'с',
        'y' => 'у',
        'x' => 'х',
        'i' => 'і',
        's' => 'ѕ',
        'B' => 'В',
        'T' => 'Т',
        c => c,
    })
}

fn leet(text: &str) -> String {
    words(text, |word| {
        // Words that hold digits already, as Arabic in Latin letters does, would lose their meaning.
        if word.contains(|c: char| c.is_ascii_digit()) {
            return word.to_owned();
        }
        each(word, |c| match c {
            'a' => '4',
            'e' | 'é' | 'è' => '3',
            'i' | 'l' => '1',
            'o' => '0',
            's' => '5',
            't' => '7',
            c => c,
        })
    })
}

fn repeats(text: &str) -> String {
    words(text, |word| {
        if word.contains(|c: char| c.is_ascii_digit()) {
            return word.to_owned();
        }
        let repeat = |(n, c): (usize, char)| std::iter::repeat_n(c, if n % 2 == 1 { 3 } else { 1 });
        word.chars().enumerate().flat_map(repeat).collect()
    })
}

fn without_accents(text: &str) -> String {
    use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};
    text.nfd().filter(|c| !is_combining_mark(*c)).collect()
}

fn shifted(c: char, small: u32, capital: u32) -> char {
    let to = match c {
        'a'..='z' => small + (c as u32 - 'a' as u32),
        'A'..='Z' => capital + (c as u32 - 'A' as u32),
        _ => return c,
    };
    char::from_u32(to).unwrap_or(c)
}

fn full_width(text: &str) -> String {
    each(text, |c| shifted(c, 0xFF41, 0xFF21))
}

/// Mathematical bold letters.
fn ornate(text: &str) -> String {
    each(text, |c| shifted(c, 0x1_D41A, 0x1_D400))
}

fn stacked(text: &str) -> String {
    text.chars().flat_map(|c| [Some(c), c.is_alphabetic().then_some('\u{336}')]).flatten().collect()
}
