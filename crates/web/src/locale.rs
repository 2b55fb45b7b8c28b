//! The languages of the interface. Every text that a person reads is a Fluent message of `locales/`.
//!
//! A phrase is looked up when it is shown. One that is missing, or lacks an argument, shows as `⟦its-key⟧` and never
//! stops a page; `tests/pages.rs` renders every page in every locale and fails on that mark.

use std::{
    borrow::{Borrow, Cow},
    collections::HashMap,
    fmt,
};

use askama::filters::{Html, HtmlSafe, escape};
use fluent_templates::{
    LanguageIdentifier,
    fluent_bundle::{FluentValue, types::FluentNumber},
    langid, static_loader,
};

static_loader! {
    static PHRASES = {
        locales: "./locales",
        fallback_language: "fr",
        customise: |bundle| {
            // Isolation marks would sit in every page around every name; `Arg` adds them where a name needs them.
            bundle.set_use_isolating(false);
            let french = bundle.locales.first().is_some_and(|language| language.language.as_str() == "fr");
            bundle.set_formatter(Some(if french { french_number } else { english_number }));
        },
    };
}

/// A language of the interface.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Locale {
    /// French, the language of reference.
    #[default]
    Fr,
    /// English.
    En,
}

impl Locale {
    /// Every language, in the order in which they are offered.
    pub const ALL: [Locale; 2] = [Locale::Fr, Locale::En];

    /// The language's code, for `lang=` and for storage.
    pub const fn code(self) -> &'static str {
        match self {
            Locale::Fr => "fr",
            Locale::En => "en",
        }
    }

    /// The language's name in itself.
    pub const fn name(self) -> &'static str {
        match self {
            Locale::Fr => "Français",
            Locale::En => "English",
        }
    }

    /// The language that has this code.
    pub fn from_code(code: &str) -> Option<Locale> {
        Locale::ALL.into_iter().find(|locale| locale.code() == code)
    }

    /// The first language of a browser's `Accept-Language` that we speak, French otherwise. Browsers list them by
    /// preference, so the weights need not be read.
    pub fn from_accept_language(header: &str) -> Locale {
        header
            .split(',')
            .filter_map(|range| range.split([';', '-']).next())
            .find_map(|code| Locale::from_code(code.trim().to_ascii_lowercase().as_str()))
            .unwrap_or_default()
    }

    /// A phrase, by its key. Arguments are added with [`Phrase::arg`].
    pub fn say(self, key: impl Into<Cow<'static, str>>) -> Phrase {
        Phrase { locale: self, key: key.into(), args: HashMap::new() }
    }

    /// A count as people of this language write it: "5 100", "5,100".
    pub fn number(self, n: impl Borrow<i64>) -> String {
        grouped(
            *n.borrow(),
            match self {
                Locale::Fr => '\u{202F}',
                Locale::En => ',',
            },
        )
    }

    fn language(self) -> &'static LanguageIdentifier {
        static FR: LanguageIdentifier = langid!("fr");
        static EN: LanguageIdentifier = langid!("en");
        match self {
            Locale::Fr => &FR,
            Locale::En => &EN,
        }
    }
}

impl fmt::Display for Locale {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// A phrase about to be shown. Templates escape it as they escape any text.
#[derive(Debug, Clone)]
pub struct Phrase {
    locale: Locale,
    key: Cow<'static, str>,
    args: HashMap<&'static str, FluentValue<'static>>,
}

impl Phrase {
    /// Gives the value of `{ $name }`.
    #[must_use]
    pub fn arg(mut self, name: &'static str, value: impl Arg) -> Self {
        self.args.insert(name, value.value());
        self
    }

    /// The phrase as HTML: its own markup stands, what its arguments bring is escaped. Only for phrases whose text
    /// holds `<strong>`, `<kbd>` or the like.
    #[must_use]
    pub fn rich(mut self) -> Rich {
        for value in self.args.values_mut() {
            if let FluentValue::String(text) = value {
                let Ok(safe) = escape(&**text, Html);
                *value = FluentValue::from(safe.to_string());
            }
        }
        Rich(self)
    }
}

impl fmt::Display for Phrase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match PHRASES.lookup_single_language(self.locale.language(), &self.key, Some(&self.args)) {
            Ok(text) => f.write_str(&text),
            Err(_) => write!(f, "⟦{}⟧", self.key),
        }
    }
}

/// A phrase with markup of its own.
#[derive(Debug, Clone)]
pub struct Rich(Phrase);

impl fmt::Display for Rich {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}
impl HtmlSafe for Rich {}

/// What a phrase can be given.
pub trait Arg {
    /// The value as Fluent takes it.
    fn value(&self) -> FluentValue<'static>;
}

macro_rules! numbers {
    ($($number:ty),+) => {$(
        impl Arg for $number {
            fn value(&self) -> FluentValue<'static> { FluentValue::from(*self) }
        }
    )+};
}
numbers!(u8, i32, i64, u32, u64, usize);

impl Arg for str {
    fn value(&self) -> FluentValue<'static> {
        // A name written from right to left would carry the punctuation after it to its other side.
        let rtl = self
            .chars()
            .any(|c| matches!(c, '\u{0590}'..='\u{08FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFF}'));
        FluentValue::from(if rtl { format!("\u{2068}{self}\u{2069}") } else { self.to_owned() })
    }
}
impl Arg for String {
    fn value(&self) -> FluentValue<'static> {
        self.as_str().value()
    }
}
impl Arg for Phrase {
    fn value(&self) -> FluentValue<'static> {
        FluentValue::from(self.to_string())
    }
}
impl<T: Arg + ?Sized> Arg for &T {
    fn value(&self) -> FluentValue<'static> {
        (**self).value()
    }
}

fn french_number<M>(value: &FluentValue<'_>, _: &M) -> Option<String> {
    number(value, '\u{202F}', ",")
}
fn english_number<M>(value: &FluentValue<'_>, _: &M) -> Option<String> {
    number(value, ',', ".")
}

fn number(value: &FluentValue<'_>, separator: char, point: &str) -> Option<String> {
    let FluentValue::Number(FluentNumber { value, .. }) = value else { return None };
    let whole = grouped(value.trunc() as i64, separator);
    let tenths = (value.fract().abs() * 10.0).round() as i64;
    Some(if tenths == 0 { whole } else { format!("{whole}{point}{tenths}") })
}

fn grouped(n: i64, separator: char) -> String {
    let digits = n.unsigned_abs().to_string();
    let mut text = String::from(if n < 0 { "\u{2212}" } else { "" });
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(separator);
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped_as_each_language_does() {
        assert_eq!(Locale::Fr.number(1_234_567), "1\u{202F}234\u{202F}567");
        assert_eq!(Locale::En.number(5_100), "5,100");
        assert_eq!(Locale::Fr.number(-12), "\u{2212}12");
        assert_eq!(Locale::Fr.number(999), "999");
    }

    #[test]
    fn the_first_language_that_we_speak_is_taken() {
        assert_eq!(Locale::from_accept_language("de-DE,en-GB;q=0.8,fr;q=0.5"), Locale::En);
        assert_eq!(Locale::from_accept_language("ar, fr-FR;q=0.9"), Locale::Fr);
        assert_eq!(Locale::from_accept_language(""), Locale::Fr);
    }

    #[test]
    fn a_missing_phrase_shows_its_key_and_stops_nothing() {
        assert_eq!(Locale::En.say("no-such-phrase").to_string(), "⟦no-such-phrase⟧");
    }

    #[test]
    fn a_phrase_takes_its_arguments_and_its_plural() {
        assert_eq!(
            Locale::Fr.say("compose-send-people").arg("count", 1_280).to_string(),
            "Envoyer à 1\u{202F}280 personnes"
        );
        assert_eq!(Locale::Fr.say("compose-send-one").arg("name", "Zoé").to_string(), "Envoyer à Zoé");
        assert_eq!(Locale::Fr.say("compose-send-one").to_string(), "⟦compose-send-one⟧");
    }

    #[test]
    fn a_rich_phrase_escapes_what_it_is_given() {
        let rich = Locale::Fr.say("search-nothing").arg("query", "<b>").rich().to_string();
        assert!(!rich.contains("<b>") && rich.contains("&#60;b&#62;"), "{rich}");
    }

    #[test]
    fn a_name_written_from_right_to_left_is_isolated() {
        let said = Locale::Fr.say("compose-send-one").arg("name", "ليلى").to_string();
        assert_eq!(said, "Envoyer à \u{2068}ليلى\u{2069}");
    }
}
