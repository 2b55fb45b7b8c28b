//! Where a school is when its roster does not say: the first digits of its code are those of its département.

use model::{Uai, territory::ACADEMIES, text::fold};

/// The code of an académie unknown to everybody.
pub(super) const UNKNOWN: u8 = 0;

/// The département of a code: its first three digits. Corsica has numbers of its own.
pub(super) fn departement(uai: &Uai) -> String {
    match &uai.as_str()[..3] {
        "620" => "02A".to_owned(),
        "720" => "02B".to_owned(),
        digits => digits.to_owned(),
    }
}

/// The académie of a name, however it is written: `LYON`, « Académie de Lyon ».
pub(super) fn academie_by_name(name: &str) -> Option<u8> {
    let name = fold(name);
    ACADEMIES
        .iter()
        .find(|(_, known)| {
            let known = fold(known);
            name == known || name.strip_suffix(&known).is_some_and(|before| before.ends_with(' '))
        })
        .map(|(code, _)| *code)
}

/// The académie of a département.
pub(super) fn academie_of(departement: &str) -> Option<u8> {
    BY_DEPARTEMENT.iter().find(|(_, all)| all.contains(&departement)).map(|(code, _)| *code)
}

const BY_DEPARTEMENT: [(u8, &[&str]); 30] = [
    (1, &["075"]),
    (2, &["004", "005", "013", "084"]),
    (3, &["025", "039", "070", "090"]),
    (4, &["024", "033", "040", "047", "064"]),
    (6, &["003", "015", "043", "063"]),
    (7, &["021", "058", "071", "089"]),
    (8, &["007", "026", "038", "073", "074"]),
    (9, &["059", "062"]),
    (10, &["001", "042", "069"]),
    (11, &["011", "030", "034", "048", "066"]),
    (12, &["054", "055", "057", "088"]),
    (13, &["016", "017", "079", "086"]),
    (14, &["022", "029", "035", "056"]),
    (15, &["067", "068"]),
    (16, &["009", "012", "031", "032", "046", "065", "081", "082"]),
    (17, &["044", "049", "053", "072", "085"]),
    (18, &["018", "028", "036", "037", "041", "045"]),
    (19, &["008", "010", "051", "052"]),
    (20, &["002", "060", "080"]),
    (22, &["019", "023", "087"]),
    (23, &["006", "083"]),
    (24, &["077", "093", "094"]),
    (25, &["078", "091", "092", "095"]),
    (27, &["02A", "02B"]),
    (28, &["974"]),
    (31, &["972"]),
    (32, &["971"]),
    (33, &["973"]),
    (43, &["976", "985"]),
    (70, &["014", "027", "050", "061", "076"]),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_departement_has_one_academie() {
        let mut all: Vec<&str> = BY_DEPARTEMENT.iter().flat_map(|(_, all)| all.iter().copied()).collect();
        all.sort_unstable();
        let count = all.len();
        all.dedup();
        assert_eq!(all.len(), count);
        // 96 of the mainland and Corsica, 5 overseas, and the code that Mayotte had before.
        assert_eq!(count, 102);
        assert!(BY_DEPARTEMENT.iter().all(|(code, _)| ACADEMIES.iter().any(|(known, _)| known == code)));
    }

    #[test]
    fn an_academie_is_known_by_either_name() {
        assert_eq!(academie_by_name("ORLEANS-TOURS"), Some(18));
        assert_eq!(academie_by_name("Académie de Lyon"), Some(10));
        assert_eq!(academie_by_name("Valombre"), None);
        assert_eq!(departement(&Uai::from_number(6_200_001)), "02A");
        assert_eq!(academie_of(&departement(&Uai::from_number(690_001))), Some(10));
    }
}
