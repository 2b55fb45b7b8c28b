//! Times as people read them: "19 h 52", "mercredi 20 mars", with the exact moment on hover and for machines.

mod words;

use std::{borrow::Borrow, fmt};

use askama::filters::HtmlSafe;
use jiff::{Timestamp, Zoned, civil, tz::TimeZone};
use model::Millis;

use crate::locale::Locale;
use words::Words;

/// The reader's calendar: what time it is for them, where, and in which language. Made once a request.
#[derive(Debug, Clone)]
pub struct Calendar {
    /// The present moment, from `app.clock`.
    pub now: Millis,
    /// The time zone of the reader's school.
    pub zone: TimeZone,
    /// The reader's language.
    pub locale: Locale,
}

/// The time zone of that name, Europe/Paris when there is none. The time zone database is inside the program.
pub fn zone(name: &str) -> TimeZone {
    TimeZone::get(name).or_else(|_| TimeZone::get("Europe/Paris")).unwrap_or(TimeZone::UTC)
}

impl Calendar {
    fn zoned(&self, at: Millis) -> Zoned {
        Timestamp::from_millisecond(at.0).unwrap_or(Timestamp::UNIX_EPOCH).to_zoned(self.zone.clone())
    }

    fn words(&self) -> &'static Words {
        Words::of(self.locale)
    }

    /// "19 h 52", "19:52".
    pub fn hour(&self, at: impl Borrow<Millis>) -> String {
        self.hour_of(&self.zoned(*at.borrow()))
    }

    /// "mercredi 20 mars", with the year when it is not this one.
    pub fn day(&self, at: impl Borrow<Millis>) -> String {
        let zoned = self.zoned(*at.borrow());
        self.words().weekday_date.fill([
            weekday(&zoned, &self.words().day),
            &self.date(&zoned, &self.words().month),
            "",
        ])
    }

    /// "mercredi 20 mars 2024 à 19 h 52": everything there is to say.
    pub fn exact(&self, at: impl Borrow<Millis>) -> String {
        self.exact_of(&self.zoned(*at.borrow()))
    }

    /// A moment from the day and the hour of a form, "2024-03-21" and "07:30", in this time zone; an hour that a change
    /// of time leaves out is the one after it.
    pub fn read(&self, day: &str, hour: &str) -> Option<Millis> {
        let day: civil::Date = day.trim().parse().ok()?;
        let hour: civil::Time = hour.trim().parse().ok()?;
        let at = day.to_datetime(hour).to_zoned(self.zone.clone()).ok()?;
        Some(Millis(at.timestamp().as_millisecond()))
    }

    /// The day and the hour of a form.
    pub fn typed(&self, at: impl Borrow<Millis>) -> (String, String) {
        let at = self.zoned(*at.borrow());
        (at.strftime("%Y-%m-%d").to_string(), at.strftime("%H:%M").to_string())
    }

    /// "2024-03-20 19:52:07": what spreadsheets take for a moment, in any language.
    pub fn plain(&self, at: impl Borrow<Millis>) -> String {
        self.zoned(*at.borrow()).strftime("%Y-%m-%d %H:%M:%S").to_string()
    }

    /// As short as it stays clear, for lists: "19 h 52" today, "hier", "lun." this week, "20 mars", "20 mars 2023".
    pub fn short(&self, at: impl Borrow<Millis>) -> String {
        self.short_of(&self.zoned(*at.borrow()))
    }

    /// Day and hour, for a letter: "aujourd'hui à 19 h 52", "hier à 19 h 52", "mercredi 20 mars à 19 h 52".
    pub fn long(&self, at: impl Borrow<Millis>) -> String {
        let at = *at.borrow();
        let key = match self.days_ago(&self.zoned(at)) {
            0 => "date-today-at",
            1 => "date-yesterday-at",
            -1 => "date-tomorrow-at",
            _ => "date-day-at",
        };
        self.locale.say(key).arg("day", self.day(at)).arg("hour", self.hour(at)).to_string()
    }

    /// How long ago: "à l'instant", "il y a 3 minutes", "il y a 2 heures", then the day.
    pub fn ago(&self, at: impl Borrow<Millis>) -> String {
        let at = *at.borrow();
        let minutes = (self.now - at).0 / 60_000;
        match minutes {
            i64::MIN..=0 => self.locale.say("date-just-now").to_string(),
            1..=59 => self.locale.say("date-minutes-ago").arg("count", minutes).to_string(),
            60..=719 => self.locale.say("date-hours-ago").arg("count", minutes / 60).to_string(),
            _ => self.long(at),
        }
    }

    /// A length of time: "11 secondes", "3 minutes", "2 heures".
    pub fn lasting(&self, length: impl Borrow<Millis>) -> String {
        let length = *length.borrow();
        let seconds = length.0.max(0) / 1_000;
        let (key, count) = match seconds {
            0..=119 => ("date-seconds", seconds),
            120..=7_199 => ("date-minutes", seconds / 60),
            _ => ("date-hours", seconds / 3_600),
        };
        self.locale.say(key).arg("count", count).to_string()
    }

    /// Its calendar year and its month, 1 to 12.
    pub fn month(&self, at: impl Borrow<Millis>) -> (i16, i8) {
        let at = self.zoned(*at.borrow());
        (at.year(), at.month())
    }

    /// The name of a month, 1 to 12: "septembre"; short: "sept.".
    pub fn month_name(&self, month: i8, short: bool) -> &str {
        let words = self.words();
        let names = if short { &words.month_short } else { &words.month };
        names.get(usize::from(month.unsigned_abs()).saturating_sub(1)).map_or("", String::as_str)
    }

    /// [`Calendar::short`] as a `time` element.
    pub fn time_short(&self, at: impl Borrow<Millis>) -> TimeTag {
        let zoned = self.zoned(*at.borrow());
        let words = self.short_of(&zoned);
        self.tag(zoned, words)
    }
    /// [`Calendar::long`] as a `time` element.
    pub fn time_long(&self, at: impl Borrow<Millis>) -> TimeTag {
        let at = *at.borrow();
        self.tag(self.zoned(at), self.long(at))
    }
    /// [`Calendar::ago`] as a `time` element.
    pub fn time_ago(&self, at: impl Borrow<Millis>) -> TimeTag {
        let at = *at.borrow();
        self.tag(self.zoned(at), self.ago(at))
    }
    /// [`Calendar::hour`] as a `time` element.
    pub fn time_hour(&self, at: impl Borrow<Millis>) -> TimeTag {
        let at = *at.borrow();
        self.tag(self.zoned(at), self.hour(at))
    }

    fn tag(&self, at: Zoned, words: String) -> TimeTag {
        TimeTag { exact: self.exact_of(&at), at, words }
    }

    fn hour_of(&self, at: &Zoned) -> String {
        match self.locale {
            Locale::Fr => format!("{}\u{202F}h\u{202F}{:02}", at.hour(), at.minute()),
            Locale::En => format!("{}:{:02}", at.hour(), at.minute()),
        }
    }

    fn exact_of(&self, at: &Zoned) -> String {
        let words = self.words();
        let date = with_year(at, &day_and_month(at, words, &words.month));
        words.exact.fill([weekday(at, &words.day), &date, &self.hour_of(at)])
    }

    fn short_of(&self, at: &Zoned) -> String {
        match self.days_ago(at) {
            0 => self.hour_of(at),
            1 => self.words().yesterday.clone(),
            2..=6 => weekday(at, &self.words().day_short).to_owned(),
            _ => self.date(at, &self.words().month_short),
        }
    }

    /// Whole calendar days between that moment and now, in the reader's time zone; negative in the future.
    fn days_ago(&self, at: &Zoned) -> i32 {
        at.date().until(self.zoned(self.now).date()).map_or(i32::MAX, |span| span.get_days())
    }

    /// Day and month, with the year when it is not this one.
    fn date(&self, at: &Zoned, months: &[String; 12]) -> String {
        let date = day_and_month(at, self.words(), months);
        if at.year() == self.zoned(self.now).year() { date } else { with_year(at, &date) }
    }
}

fn weekday<'a>(at: &Zoned, days: &'a [String; 7]) -> &'a str {
    days.get(at.weekday().to_monday_zero_offset() as usize).map_or("", String::as_str)
}

fn day_and_month(at: &Zoned, words: &Words, months: &[String; 12]) -> String {
    let month = months.get(at.month() as usize - 1).map_or("", String::as_str);
    words.day_month.get(at.day() as usize - 1).map_or_else(String::new, |shape| shape.fill([month, "", ""]))
}

fn with_year(at: &Zoned, date: &str) -> String {
    format!("{date} {}", at.year())
}

/// A `time` element: words for people, the exact moment on hover and for machines.
#[derive(Debug, Clone)]
pub struct TimeTag {
    at: Zoned,
    exact: String,
    words: String,
}

impl fmt::Display for TimeTag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let TimeTag { at, exact, words } = self;
        let (sign, minutes) = (if at.offset().is_negative() { '-' } else { '+' }, at.offset().seconds().abs() / 60);
        let (date, hour, minute, second) = (at.date(), at.hour(), at.minute(), at.second());
        write!(
            f,
            r#"<time datetime="{date}T{hour:02}:{minute:02}:{second:02}{sign}{:02}:{:02}""#,
            minutes / 60,
            minutes % 60
        )?;
        write!(f, r#" title="{exact}">{words}</time>"#)
    }
}
/// Holds digits and our own phrases only, neither of which has markup.
impl HtmlSafe for TimeTag {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_and_an_hour_are_those_of_the_school() {
        let calendar = |name| Calendar { now: Millis(0), zone: zone(name), locale: Locale::Fr };
        let (paris, reunion) = (calendar("Europe/Paris"), calendar("Indian/Reunion"));
        let at = paris.read("2024-03-21", "07:30").expect("a moment");
        assert_eq!(at, Millis(1_711_002_600_000));
        assert_eq!(reunion.read("2024-03-21", "10:30"), Some(at));
        assert_eq!(reunion.typed(at), ("2024-03-21".to_owned(), "10:30".to_owned()));
        // On 31 March 2024 there was no half past two in Paris.
        assert_eq!(paris.read("2024-03-31", "02:30"), paris.read("2024-03-31", "03:30"));
        for (day, hour) in
            [("", ""), ("2024-02-30", "07:30"), ("21/03/2024", "07:30"), ("2024-03-21", "25:00"), ("x", "y")]
        {
            assert_eq!(paris.read(day, hour), None, "{day} {hour}");
        }
    }

    /// Wednesday 20 March 2024, 19:52:10 in Paris.
    const EVENING: Millis = Millis(1_710_960_730_000);

    fn calendar(locale: Locale) -> Calendar {
        Calendar { now: EVENING, zone: zone("Europe/Paris"), locale }
    }

    #[test]
    fn hours_and_days_are_written_as_each_language_does() {
        assert_eq!(calendar(Locale::Fr).hour(EVENING), "19\u{202F}h\u{202F}52");
        assert_eq!(calendar(Locale::Fr).day(EVENING), "mercredi 20 mars");
        assert_eq!(calendar(Locale::En).day(EVENING), "Wednesday 20 March");
        assert_eq!(calendar(Locale::Fr).exact(EVENING), "mercredi 20 mars 2024 à 19\u{202F}h\u{202F}52");
    }

    #[test]
    fn the_first_of_a_month_has_its_own_word() {
        assert_eq!(calendar(Locale::Fr).day(EVENING - Millis::days(19)), "vendredi 1er mars");
    }

    #[test]
    fn a_list_says_no_more_than_it_must() {
        let calendar = calendar(Locale::Fr);
        let short = |days| calendar.short(EVENING - Millis::days(days));
        assert_eq!([short(1), short(3), short(20)], ["hier", "dim.", "29 févr."]);
        assert_eq!(short(366), "20 mars 2023");
    }

    #[test]
    fn yesterday_is_a_calendar_day_and_not_24_hours() {
        let calendar = calendar(Locale::Fr);
        assert_eq!(calendar.short(EVENING - Millis::hours(20)), "hier");
        assert_eq!(calendar.short(EVENING - Millis::hours(19)), "0\u{202F}h\u{202F}52");
    }

    #[test]
    fn time_goes_by_in_words() {
        let calendar = calendar(Locale::Fr);
        assert_eq!(calendar.ago(EVENING), "à l’instant");
        assert_eq!(calendar.ago(EVENING - Millis::minutes(1)), "il y a 1 minute");
        assert_eq!(calendar.ago(EVENING - Millis::hours(3)), "il y a 3 heures");
        assert_eq!(calendar.lasting(Millis::seconds(11)), "11 secondes");
    }

    #[test]
    fn a_school_overseas_has_its_own_time() {
        let reunion = Calendar { zone: zone("Indian/Reunion"), ..calendar(Locale::Fr) };
        assert_eq!(reunion.hour(EVENING), "22\u{202F}h\u{202F}52");
        assert!(reunion.time_short(EVENING).to_string().starts_with(r#"<time datetime="2024-03-20T22:52:10+04:00" "#));
    }

    #[test]
    fn the_end_of_time_is_still_a_date() {
        assert!(!calendar(Locale::Fr).long(Millis::NEVER).is_empty());
    }
}
