//! Small words that several pages share.

use model::Profile;

use crate::locale::Locale;

/// At most two letters that stand for a name: "ZM" for "Zoé Martin".
pub fn initials(name: &str) -> String {
    let mut words = name.split_whitespace().filter_map(|word| word.chars().find(|c| c.is_alphanumeric()));
    let first = words.next();
    let last = words.next_back();
    first.into_iter().chain(last).flat_map(char::to_uppercase).collect()
}

/// A count up to a bound: "7", "99+".
pub fn bounded(count: i64, max: i64) -> String {
    if count > max { format!("{max}+") } else { count.to_string() }
}

/// A profile in the singular: "élève".
pub fn profile(locale: Locale, profile: Profile) -> String {
    locale.say(format!("profile-{}", profile.code())).to_string()
}

/// So many people of a profile: "128 responsables".
pub fn people(locale: Locale, profile: Profile, count: i64) -> String {
    locale.say(format!("people-{}", profile.code())).arg("count", count).to_string()
}

/// The size of a file: "340 ko", "2,4 Mo".
pub fn size(locale: Locale, bytes: u64) -> String {
    match bytes {
        0..=999_999 => locale.say("size-kilo").arg("count", bytes.div_ceil(1_000).max(1)),
        _ => locale.say("size-mega").arg("count", Tenths(bytes.div_ceil(100_000))),
    }
    .to_string()
}

/// A rate: with one digit, or none from ten on.
pub fn rate(locale: Locale, value: f64) -> String {
    if value >= 10.0 || value == 0.0 {
        locale.say("rate").arg("value", value.round() as i64).to_string()
    } else {
        locale.say("rate").arg("value", Tenths((value * 10.0).ceil() as u64)).to_string()
    }
}

/// A number of tenths, shown with one decimal.
struct Tenths(u64);

impl crate::locale::Arg for Tenths {
    fn value(&self) -> fluent_templates::fluent_bundle::FluentValue<'static> {
        (self.0 as f64 / 10.0).into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_are_those_of_the_first_and_last_word() {
        assert_eq!(initials("Zoé Martin"), "ZM");
        assert_eq!(initials("Anne-Lise de la Tour d’Auvergne"), "AD");
        assert_eq!(initials("  "), "");
        assert_eq!(initials("<script>"), "S");
    }

    #[test]
    fn sizes_are_read_by_people() {
        assert_eq!(size(Locale::Fr, 340_120), "341\u{a0}ko");
        assert_eq!(size(Locale::Fr, 2_412_000), "2,5\u{a0}Mo");
        assert_eq!(size(Locale::En, 1), "1\u{a0}kB");
    }

    #[test]
    fn people_are_counted_and_named() {
        assert_eq!(people(Locale::Fr, Profile::Guardian, 128), "128 responsables");
        assert_eq!(profile(Locale::Fr, Profile::Pupil), "élève");
    }
}
