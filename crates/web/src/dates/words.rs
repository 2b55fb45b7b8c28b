//! The words of dates of one language, asked for once: a list of messages shows a hundred dates.

use std::sync::LazyLock;

use crate::locale::Locale;

/// Marks where an argument goes in a [`Shape`]. No phrase holds these characters.
const HOLES: [char; 3] = ['\u{1}', '\u{2}', '\u{3}'];

/// A phrase with holes.
#[derive(Debug)]
pub(super) struct Shape(String);

impl Shape {
    /// Writes the phrase, its holes filled in the order of its arguments.
    pub(super) fn fill(&self, with: [&str; 3]) -> String {
        let mut text = String::with_capacity(self.0.len() + with.iter().map(|part| part.len()).sum::<usize>());
        for c in self.0.chars() {
            match HOLES.iter().position(|hole| *hole == c) {
                Some(at) => text.push_str(with[at]),
                None => text.push(c),
            }
        }
        text
    }
}

/// The words of one language.
#[derive(Debug)]
pub(super) struct Words {
    /// Monday first.
    pub(super) day: [String; 7],
    /// Monday first, abbreviated.
    pub(super) day_short: [String; 7],
    /// January first.
    pub(super) month: [String; 12],
    /// January first, abbreviated.
    pub(super) month_short: [String; 12],
    /// First of the month first; the hole is the month.
    pub(super) day_month: [Shape; 31],
    /// Weekday, date with its year, hour.
    pub(super) exact: Shape,
    /// Weekday, date.
    pub(super) weekday_date: Shape,
    /// Yesterday.
    pub(super) yesterday: String,
}

impl Words {
    /// Those of this language.
    pub(super) fn of(locale: Locale) -> &'static Words {
        static FR: LazyLock<Words> = LazyLock::new(|| Words::ask(Locale::Fr));
        static EN: LazyLock<Words> = LazyLock::new(|| Words::ask(Locale::En));
        match locale {
            Locale::Fr => &FR,
            Locale::En => &EN,
        }
    }

    fn ask(locale: Locale) -> Words {
        let [first, second, third] = HOLES.map(String::from);
        let day_month = |day: usize| locale.say("date-day-month").arg("day", day + 1).arg("month", &first).to_string();
        let exact = locale.say("date-exact").arg("weekday", &first).arg("date", &second).arg("hour", &third);
        Words {
            day: numbered(locale, "day"),
            day_short: numbered(locale, "day-short"),
            month: numbered(locale, "month"),
            month_short: numbered(locale, "month-short"),
            day_month: std::array::from_fn(|day| Shape(day_month(day))),
            exact: Shape(exact.to_string()),
            weekday_date: Shape(locale.say("date-day").arg("weekday", &first).arg("date", &second).to_string()),
            yesterday: locale.say("date-yesterday").to_string(),
        }
    }
}

/// The phrases `family-1`, `family-2`…
fn numbered<const N: usize>(locale: Locale, family: &str) -> [String; N] {
    std::array::from_fn(|n| locale.say(format!("{family}-{}", n + 1)).to_string())
}
