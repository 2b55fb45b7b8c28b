//! What each variant shows of whom.

use model::dossier::Variant;

use crate::{facts::hash, sealed};

/// Everything of a pack as one text, letters decoded.
fn all(variant: Variant) -> String {
    let bag = sealed(variant);
    let mut text = String::new();
    for file in bag.files() {
        text.push_str(&file.path);
        text.push('\n');
        text.push_str(&String::from_utf8_lossy(&file.bytes));
        if file.path.contains("02_messages/0") {
            // The words of a letter, as a reader has them.
            let encoded: String = String::from_utf8_lossy(&file.bytes).split("\r\n\r\n").skip(1).collect();
            text.push_str(&decoded(&encoded));
            for word in String::from_utf8_lossy(&file.bytes).split("=?UTF-8?B?").skip(1) {
                text.push_str(&decoded(word.split("?=").next().unwrap_or_default()));
            }
        }
        text.push('\n');
    }
    text
}

/// Base64, by hand: the test must not trust the library that wrote it.
fn decoded(text: &str) -> String {
    let digit =
        |c: u8| b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".iter().position(|d| *d == c);
    let bits: Vec<usize> = text.bytes().filter_map(digit).collect();
    let mut bytes = Vec::new();
    for four in bits.chunks(4) {
        let word = four.iter().fold(0, |word, bits| word << 6 | bits) << (6 * (4 - four.len()));
        bytes.extend((0..four.len() - 1).map(|n| (word >> (16 - 8 * n)) as u8));
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[test]
fn who_investigates_is_shown_everything() {
    let all = all(Variant::Police);
    for word in [
        "Inès Benali",
        "Karim Traoré",
        "Zoé Martin",
        "Une bombe demain",
        "203.0.113.9;51820",
        "2001:db8::7;443",
        "compte.2",
        "Plan d’évacuation.pdf",
        &format!("data/03_pieces_jointes/{}.bin", hash("file")),
        "Camille Bureau",
        "data/09_indicateurs/campagne.stix.json",
        "Décision de Mme Adou n° 3",
        "2024-03-20T18:31:00.000Z",
    ] {
        assert!(all.contains(word), "{word}");
    }
    let bag = sealed(Variant::Police);
    let page = bag.files().iter().find(|file| file.path.ends_with("synthese.html")).expect("there");
    assert!(!String::from_utf8_lossy(&page.bytes).contains("<script"), "what somebody wrote stays text");
}

#[test]
fn a_family_is_shown_its_own_child_and_nobody_else() {
    let all = all(Variant::Family);
    for word in ["Inès Benali", "203.0.113.9;51820", "compte.1", "Une bombe demain, Inès Benali"] {
        assert!(all.contains(word), "{word}");
    }
    for word in ["Karim", "Traoré", "Zoé", "Martin", "2001:db8::7", "compte.2", "Adou", "Roche", "Camille", "stix"] {
        assert!(!all.contains(word), "{word}");
    }
}

#[test]
fn who_looks_back_is_shown_no_name_and_no_text() {
    let all = all(Variant::Review);
    for word in ["Compte 0001", "Compte 0002", "Lecteur 000001", &hash("unebombedemain")] {
        assert!(all.contains(word), "{word}");
    }
    for word in ["Inès", "Karim", "Zoé", "bombe", "203.0.113.9", "Adou", "compte.1", "Plan d’", ".bin", "x.example"]
    {
        assert!(!all.contains(word), "{word}");
    }
}

#[test]
fn an_authority_is_shown_numbers_only() {
    let all = all(Variant::Cnil);
    assert!(all.contains("messages;9990003Z;Lycée Rosa-Parks;3\r\n"), "{all}");
    assert!(all.contains("personnes à qui un message a été montré;;;3\r\n"));
    for word in
        ["Inès", "Karim", "Zoé", "bombe", "203.0.113.9", "Adou", "02_messages/0", "sessions.csv", "000000001001"]
    {
        assert!(!all.contains(word), "{word}");
    }
}

#[test]
fn french_has_narrow_spaces_before_its_signs() {
    let bag = sealed(Variant::Police);
    for path in ["data/00_LISEZMOI.txt", "data/01_synthese/synthese.html"] {
        let file = bag.files().iter().find(|file| file.path == path).expect("there");
        let text = String::from_utf8(file.bytes.clone()).expect("a text");
        for wrong in [" :", " ;", " !", " ?", "« ", " »"] {
            assert!(!text.contains(wrong), "« {wrong} » in {path}");
        }
    }
}
