//! French words of the directory: labels of audiences, what finds them, what finds people, and logins.

use model::{Profile, limits, text::fold};

/// Name of an audience of a class or group: « 3B – élèves ».
pub(super) fn section_label(section: &str, profile: Profile) -> String {
    format!("{section} – {}", plural(profile))
}

/// Name of an audience of a whole school: « Tous les élèves – Collège des Tilleuls ».
pub(super) fn school_label(school: &str, profile: Profile) -> String {
    match profile {
        Profile::Head => format!("Direction – {school}"),
        _ => format!("Tous les {} – {school}", plural(profile)),
    }
}

const fn plural(profile: Profile) -> &'static str {
    match profile {
        Profile::Pupil => "élèves",
        Profile::Guardian => "responsables",
        Profile::Teacher => "enseignants",
        Profile::Staff => "personnels",
        Profile::Head => "direction",
    }
}

/// Words, folded, by which people call a profile.
const fn called(profile: Profile) -> &'static [&'static str] {
    match profile {
        Profile::Pupil => &["eleves"],
        Profile::Guardian => &["responsables", "parents"],
        Profile::Teacher => &["enseignants", "professeurs"],
        Profile::Staff => &["personnels", "vie scolaire"],
        Profile::Head => &["direction"],
    }
}

/// What finds an audience of a class or group, whichever word is typed first: `3b eleves`, `3 b eleves`, `eleves 3b`.
pub(super) fn section_keys(section: &str, profile: Profile) -> Vec<String> {
    let name = fold(section);
    // `2nde4` is typed « 2nde 4 » as well as « 2 nde 4 ».
    let before_digits = split(&name, |_, c| c.is_ascii_digit());
    let mut names = vec![name.replace(' ', ""), split(&name, |_, _| true), before_digits, name];
    names.sort_unstable();
    names.dedup();
    let mut keys: Vec<String> = Vec::new();
    for name in &names {
        for word in called(profile) {
            keys.push(format!("{name} {word}"));
            keys.push(format!("{word} {name}"));
        }
    }
    keys
}

/// What finds an audience of a whole school.
pub(super) fn school_keys(school: &str, profile: Profile) -> Vec<String> {
    let name = fold(school);
    let mut keys = vec![fold(&school_label(school, profile))];
    for word in called(profile) {
        keys.push(format!("{word} {name}"));
        keys.push(format!("{name} {word}"));
    }
    keys
}

/// A space between digits and letters, `3b` is `3 b`, where the two characters at such a place are to be parted.
fn split(name: &str, part: impl Fn(char, char) -> bool) -> String {
    let mut spaced = String::with_capacity(name.len() + 2);
    let mut before: Option<char> = None;
    for c in name.chars() {
        let turns =
            before.is_some_and(|b| b != ' ' && c != ' ' && b.is_ascii_digit() != c.is_ascii_digit() && part(b, c));
        if turns {
            spaced.push(' ');
        }
        spaced.push(c);
        before = Some(c);
    }
    spaced
}

/// What finds a person, whichever of their names is typed first: `zoe dupont`, `dupont zoe`.
pub(super) fn person_keys(given: &str, family: &str) -> Vec<String> {
    let (given, family) = (fold(given), fold(family));
    let mut keys = vec![joined(&given, &family), joined(&family, &given)];
    let words: Vec<&str> = given.split(' ').chain(family.split(' ')).filter(|word| !word.is_empty()).collect();
    if words.len() > 2 {
        // The first given name with the family name, as one is usually called.
        if let Some(first) = words.first() {
            keys.push(joined(first, &family));
        }
        // « N'Diaye » is typed ndiaye as well.
        if let Some((particle, rest)) = family.split_once(' ').filter(|(particle, _)| particle.chars().count() == 1) {
            keys.push(joined(&format!("{particle}{rest}"), &given));
        }
        // A particle alone is not worth a row.
        for at in (1..words.len()).filter(|at| words[*at].chars().count() > 2) {
            keys.push([&words[at..], &words[..at]].concat().join(" "));
        }
    }
    let mut kept: Vec<String> = Vec::with_capacity(keys.len());
    for key in keys {
        if !kept.contains(&key) && kept.len() < limits::DIRECTORY_KEYS_PER_PERSON_MAX {
            kept.push(key);
        }
    }
    kept
}

fn joined(a: &str, b: &str) -> String {
    format!("{a} {b}").trim().to_owned()
}

/// Characters of each half of a login.
const LOGIN_HALF: usize = 30;

/// What a login is made from: `zoe.dupont-morel`. Without digits, as a number tells apart people of one name.
pub(crate) fn login_base(given: &str, family: &str) -> String {
    let half = |name: &str| {
        let mut half = String::new();
        for c in fold(name).chars() {
            match c {
                'a'..='z' => half.push(c),
                ' ' if !half.is_empty() && !half.ends_with('-') => half.push('-'),
                _ => {}
            }
            if half.len() == LOGIN_HALF {
                break;
            }
        }
        half.trim_end_matches('-').to_owned()
    };
    match (half(given), half(family)) {
        (given, family) if given.is_empty() && family.is_empty() => "personne".to_owned(),
        (one, other) if one.is_empty() || other.is_empty() => one + &other,
        (given, family) => format!("{given}.{family}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn finds(keys: &[String], typed: &str) -> bool {
        keys.iter().any(|key| key.starts_with(&fold(typed)))
    }

    #[test]
    fn a_person_is_found_whichever_name_is_typed_first() {
        let keys = person_keys("Zoé", "Dupont");
        for typed in ["dup", "zoe dup", "Zoé", "dupont z"] {
            assert!(finds(&keys, typed), "{typed}: {keys:?}");
        }
        assert_eq!(keys.len(), 2);
        let keys = person_keys("Jean-Baptiste", "de La Fontaine-N'Diaye");
        for typed in ["jean", "baptiste", "jean de la", "fontaine", "diaye", "de la fontaine"] {
            assert!(finds(&keys, typed), "{typed}: {keys:?}");
        }
        let keys = person_keys("Awa", "N'Diaye");
        for typed in ["ndiaye", "n'diaye", "diaye", "awa n"] {
            assert!(finds(&keys, typed), "{typed}: {keys:?}");
        }
        assert!(
            person_keys(&"a b c d e f ".repeat(5), &"g h ".repeat(5)).len() <= limits::DIRECTORY_KEYS_PER_PERSON_MAX
        );
    }

    #[test]
    fn a_class_is_found_as_people_type_it() {
        let keys = section_keys("3°B", Profile::Teacher);
        for typed in ["3b", "3 b", "3 B prof", "prof", "professeurs 3b", "enseignants 3 b"] {
            assert!(finds(&keys, typed), "{typed}: {keys:?}");
        }
        assert!(finds(&section_keys("2NDE 4", Profile::Guardian), "2nde4 par"));
        assert!(finds(&section_keys("2NDE4", Profile::Pupil), "2nde 4"));
        assert!(finds(&school_keys("Collège des Tilleuls", Profile::Guardian), "tous les resp"));
        assert!(finds(&school_keys("Collège des Tilleuls", Profile::Guardian), "parents coll"));
    }

    #[test]
    fn labels_are_french() {
        assert_eq!(section_label("3B", Profile::Pupil), "3B – élèves");
        assert_eq!(school_label("Lycée des Aulnes", Profile::Guardian), "Tous les responsables – Lycée des Aulnes");
        assert_eq!(school_label("Lycée des Aulnes", Profile::Head), "Direction – Lycée des Aulnes");
    }

    #[test]
    fn a_login_is_plain_letters() {
        assert_eq!(login_base("Zoé", "Dupont-Morel"), "zoe.dupont-morel");
        assert_eq!(login_base("Nguyễn Đức", "N'Diaye 2"), "nguyen-uc.n-diaye");
        assert_eq!(login_base("李", "王"), "personne");
        assert_eq!(login_base("", "Ada"), "ada");
        assert!(login_base(&"a".repeat(120), &"b c ".repeat(30)).len() <= 2 * LOGIN_HALF + 1);
    }
}
