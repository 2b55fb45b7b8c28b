//! Nobody is real: codes, telephones, addresses and national numbers can be seen to be invented.

use model::Uai;

use crate::roster::{Entry, Row, small};

#[test]
fn every_code_of_a_school_is_invented_and_has_its_right_letter() {
    let sample = small(7);
    let in_aaf = sample.schools.iter().map(|school| school.one("ENTStructureUAI"));
    let in_annuaire = sample.annuaire.iter().map(|row| row["identifiant_de_l_etablissement"].as_str());
    let codes: Vec<&str> = in_aaf.chain(in_annuaire).collect();
    assert_eq!(codes.len(), 17);
    for code in codes {
        assert!(code.starts_with("999"), "{code}");
        assert!(Uai::parse(code).expect("a code").check_letter_holds(), "{code}");
    }
    let folder =
        sample.written.files.iter().find_map(|file| file.parent()?.file_name()?.to_str()?.strip_prefix("ecole-"));
    assert!(sample.annuaire.iter().any(|row| Some(row["identifiant_de_l_etablissement"].as_str()) == folder));
}

#[test]
fn every_telephone_and_every_address_is_of_fiction() {
    let sample = small(7);
    let aaf = [&sample.schools, &sample.pupils, &sample.guardians, &sample.staff].into_iter().flatten();
    let csv = [&sample.annuaire, &sample.onde_pupils, &sample.onde_guardians, &sample.onde_teachers];
    let values = aaf.flat_map(|entry: &Entry| entry.values.values().flatten());
    let cells = csv.into_iter().flatten().flat_map(|row: &Row| row.values());
    let (mut phones, mut mails) = (0, 0);
    for value in values.chain(cells) {
        if value.contains('@') {
            mails += 1;
            assert!(value.ends_with(".example") && value.is_ascii(), "{value}");
        }
        let digits: String = value.chars().filter(char::is_ascii_digit).collect();
        if digits.len() == 10 && value.starts_with('0') {
            phones += 1;
            assert!(digits.starts_with("019900") || digits.starts_with("063998"), "{value}");
        }
    }
    assert!(phones > 1_500 && mails > 1_500, "{phones} {mails}");
}

#[test]
fn national_numbers_belong_to_nobody() {
    for pupil in small(7).pupils {
        let number = pupil.one("ENTEleveINE");
        assert!(number.len() == 11 && number.starts_with("00") && number.ends_with("ZZ"), "{number}");
    }
}
