//! How a French word sounds, roughly: words with one key are heard alike.

/// Letters of a word whose sound is looked for.
const LETTERS_MAX: usize = 24;

/// The key of a folded word, empty for one that is too long or holds anything but small letters.
///
/// Nasal vowels become 1 (an, en), 2 (in, ain) and 3 (on); "ou" becomes 4, "ch" 5. Double letters and silent ends are
/// dropped, so `egorger`, `egorgé` and `aigorjer` agree.
pub(super) fn key(word: &str) -> String {
    let letters: Vec<u8> = word.bytes().collect();
    if letters.len() > LETTERS_MAX || !letters.iter().all(u8::is_ascii_lowercase) {
        return String::new();
    }
    let mut letters = letters;
    letters.dedup();
    let word = silent_end(&letters);
    let mut key = String::with_capacity(word.len());
    let mut rest = word;
    while !rest.is_empty() {
        let (sound, used) = sound(rest, key.is_empty());
        for c in sound.chars() {
            if !key.ends_with(c) {
                key.push(c);
            }
        }
        rest = &rest[used..];
    }
    key
}

/// Drops the ends that are not heard. The e of an ending stays, silent, for it softens the c or g before it.
fn silent_end(word: &[u8]) -> &[u8] {
    let mut word = word;
    for heard_as_e in [&b"ers"[..], b"ez", b"er", b"ees", b"ee", b"es", b"et"] {
        if word.len() > heard_as_e.len() + 2 && word.ends_with(heard_as_e) {
            return &word[..=word.len() - heard_as_e.len()];
        }
    }
    for heard_as_e in [&b"ait"[..], b"ais", b"ai"] {
        if word.len() > heard_as_e.len() + 2 && word.ends_with(heard_as_e) {
            return &word[..word.len() - heard_as_e.len()];
        }
    }
    while word.len() > 3 && matches!(word.last(), Some(b's' | b't' | b'd' | b'x' | b'p' | b'z')) {
        word = &word[..word.len() - 1];
    }
    word
}

fn sound(rest: &[u8], first: bool) -> (&'static str, usize) {
    const VOWELS: &[u8] = b"aeiouy";
    let vowel_at = |at: usize| rest.get(at).is_some_and(|c| VOWELS.contains(c));
    let nasal = |len: usize| !vowel_at(len) && !matches!(rest.get(len), Some(b'n' | b'm'));
    let front = |at: usize| matches!(rest.get(at), Some(b'e' | b'i' | b'y'));
    for (letters, sound) in [(&b"ain"[..], "2"), (b"ein", "2"), (b"aim", "2"), (b"oin", "w2")] {
        if rest.starts_with(letters) && nasal(3) {
            return (sound, 3);
        }
    }
    for (letters, sound) in [
        (&b"an"[..], "1"),
        (b"en", "1"),
        (b"am", "1"),
        (b"em", "1"),
        (b"in", "2"),
        (b"im", "2"),
        (b"un", "2"),
        (b"yn", "2"),
        (b"on", "3"),
        (b"om", "3"),
    ] {
        if rest.starts_with(letters) && nasal(2) {
            return (sound, 2);
        }
    }
    for (letters, sound) in [
        (&b"eau"[..], "o"),
        (b"au", "o"),
        (b"ou", "4"),
        (b"oo", "4"),
        (b"oi", "wa"),
        (b"ai", "e"),
        (b"ei", "e"),
        (b"ay", "e"),
        (b"ey", "e"),
        (b"eu", "u"),
        (b"ph", "f"),
        (b"ch", "5"),
        (b"sh", "5"),
        (b"qu", "k"),
        (b"ck", "k"),
        (b"tion", "si3"),
        (b"sc", "s"),
    ] {
        if rest.starts_with(letters) {
            return (sound, letters.len());
        }
    }
    let single = match rest[0] {
        b'c' if front(1) => "s",
        b'c' | b'q' | b'k' => "k",
        b'g' if rest.get(1) == Some(&b'u') && vowel_at(2) => return ("g", 2),
        b'g' if rest.starts_with(b"gea") || rest.starts_with(b"geo") => return ("j", 2),
        b'g' if front(1) => "j",
        b'z' | b's' => "s",
        b'x' => "ks",
        b'y' | b'i' => "i",
        b'h' => "",
        b'e' if !first && rest.len() == 1 => "",
        b'a' => "a",
        b'b' => "b",
        b'd' => "d",
        b'e' => "e",
        b'f' => "f",
        b'g' => "g",
        b'j' => "j",
        b'l' => "l",
        b'm' => "m",
        b'n' => "n",
        b'o' => "o",
        b'p' => "p",
        b'r' => "r",
        b't' => "t",
        b'u' => "u",
        _ => "v",
    };
    (single, 1)
}
