use std::io::{self, Read as _};

use encoding_rs::{ISO_8859_15, UTF_8};

use super::*;
use crate::rosters::bytes::Watch;

fn place() -> Place {
    Place { file: "ENT_X_Complet_20250915_Eleve_0000.xml".into(), line: 0 }
}

/// The entries of a file, as (line, id, family names), or why it is broken.
fn entries(bytes: &[u8]) -> Result<Vec<(u64, String, Vec<String>)>, Broken> {
    let mut entries = Entries::new(Text::new(bytes, UTF_8, Watch::default()), &place());
    let mut entry = Entry::default();
    let mut all = Vec::new();
    while entries.next(&mut entry)? {
        let names = entry.all(Attribute::Sn).map(str::to_owned).collect();
        all.push((entry.line, entry.id.clone(), names));
    }
    Ok(all)
}

fn file(body: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE ficAlimMENESR SYSTEM \"ficAlimMENESR.dtd\">\n\
         <ficAlimMENESR>\n{body}</ficAlimMENESR>\n"
    )
}

fn pupil(id: &str, name: &str) -> String {
    format!(
        "<addRequest>\n<operationalAttributes><attr name=\"categoriePersonne\"><value>Eleve</value></attr>\
         </operationalAttributes>\n<identifier><id>{id}</id></identifier>\n<attributes>\n\
         <attr name=\"sn\"><value>{name}</value></attr>\n<attr name=\"ENTEleveINE\"><value>000</value></attr>\n\
         </attributes>\n</addRequest>\n"
    )
}

#[test]
fn entries_are_read_with_their_line_and_their_values() {
    let body = pupil("12", "Le&#32;Goff &amp; fils<![CDATA[ & Cie]]>") + &pupil("13", "N&apos;Diaye");
    let read = entries(file(&body).as_bytes()).expect("read");
    assert_eq!(read[0], (4, "12".to_owned(), vec!["Le Goff & fils & Cie".to_owned()]));
    assert_eq!(read[1], (12, "13".to_owned(), vec!["N'Diaye".to_owned()]));
}

#[test]
fn a_modification_says_what_it_empties() {
    let body = "<modifyRequest><operationalAttributes><attr name=\"categoriePersonne\"><value>Eleve</value></attr>\
                </operationalAttributes><identifier><id>12</id></identifier><modifications>\
                <modification name=\"ENTEleveGroupes\" operation=\"replace\"><value/></modification>\
                </modifications></modifyRequest><deleteRequest><identifier><id>14</id></identifier></deleteRequest>";
    let body = file(body);
    let mut entries = Entries::new(Text::new(body.as_bytes(), UTF_8, Watch::default()), &place());
    let mut entry = Entry::default();
    assert!(entries.next(&mut entry).expect("read"));
    assert_eq!((entry.op, entry.category.as_str()), (Op::Modify, "Eleve"));
    assert!(entry.says(Attribute::PupilGroups) && !entry.says(Attribute::PupilClasses));
    assert_eq!(entry.first(Attribute::PupilGroups), None);
    assert!(entries.next(&mut entry).expect("read"));
    assert_eq!((entry.op, entry.id.as_str(), entry.says(Attribute::PupilGroups)), (Op::Delete, "14", false));
}

#[test]
fn malformed_xml_stops_with_its_line() {
    let body = pupil("12", "Martin") + "<addRequest><identifier></addRequest>";
    let broken = entries(file(&body).as_bytes()).expect_err("malformed");
    assert_eq!(broken.place.line, 12);
    assert!(broken.reason.contains("bien formé"), "{broken}");
}

#[test]
fn a_truncated_file_stops() {
    let whole = file(&pupil("12", "Martin"));
    for cut in [whole.len() - 4, whole.len() / 2, 60] {
        let broken = entries(&whole.as_bytes()[..cut]).expect_err("truncated");
        assert!(broken.reason.contains("tronqué") || broken.reason.contains("vide"), "{broken}");
    }
    assert!(entries(b"").expect_err("empty").reason.contains("vide"));
}

#[test]
fn a_dtd_with_entities_is_refused_and_nothing_is_expanded() {
    let body = "<!DOCTYPE ficAlimMENESR [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">]>\
                <ficAlimMENESR>"
        .to_owned()
        + &pupil("12", "&b;")
        + "</ficAlimMENESR>";
    assert!(entries(body.as_bytes()).expect_err("entities").reason.contains("DOCTYPE"));
    let body = "<!DOCTYPE ficAlimMENESR SYSTEM \"file:///etc/hostname\" [ ]><ficAlimMENESR/>";
    assert!(entries(body.as_bytes()).is_err());
}

#[test]
fn an_entity_without_definition_costs_its_record_alone() {
    let body = file(&(pupil("12", "&laugh;") + &pupil("13", "Martin")));
    let mut entries = Entries::new(Text::new(body.as_bytes(), UTF_8, Watch::default()), &place());
    let mut entry = Entry::default();
    assert!(entries.next(&mut entry).expect("read"));
    assert_eq!(entry.refused.as_ref().map(|(value, _)| value.as_str()), Some("&laugh;"));
    assert!(entries.next(&mut entry).expect("read"));
    assert!(entry.refused.is_none());
    assert_eq!(entry.first(Attribute::Sn), Some("Martin"));
}

#[test]
fn a_file_in_another_encoding_than_it_declares_stops() {
    let bytes = file(&pupil("12", "Zo@")).replace('@', "\u{e9}");
    let latin: Vec<u8> = bytes.chars().map(|c| c as u8).collect();
    let broken = entries(&latin).expect_err("not UTF-8");
    assert!(broken.reason.contains("n'est pas en UTF-8"), "{broken}");
    let mut entries = Entries::new(Text::new(&latin[..], ISO_8859_15, Watch::default()), &place());
    let mut entry = Entry::default();
    assert!(entries.next(&mut entry).expect("read"));
    assert_eq!(entry.first(Attribute::Sn), Some("Zoé"));
}

#[test]
fn one_line_of_64_megabytes_stops_early() {
    let head = b"<ficAlimMENESR><addRequest><identifier><id>1</id></identifier><attributes><attr name=\"sn\"><value>";
    let endless = head.chain(io::repeat(b'x').take(64 << 20));
    let mut entries = Entries::new(Text::new(endless, UTF_8, Watch::default()), &place());
    let broken = entries.next(&mut Entry::default()).expect_err("endless");
    assert!(broken.reason.contains("1000000 octets"), "{broken}");
    assert!(entries.buffer.capacity() < 4 * limits::IMPORT_FIELD_BYTES_MAX, "{}", entries.buffer.capacity());
}

#[test]
fn a_record_of_many_values_is_refused_and_the_next_is_read() {
    let values = "<value>x</value>".repeat(limits::IMPORT_VALUES_PER_RECORD_MAX + 1);
    let body = file(&(pupil("12", "Martin").replace("<value>Martin</value>", &values) + &pupil("13", "Diallo")));
    let mut entries = Entries::new(Text::new(body.as_bytes(), UTF_8, Watch::default()), &place());
    let mut entry = Entry::default();
    assert!(entries.next(&mut entry).expect("read"));
    assert!(entry.refused.is_some());
    assert!(entries.next(&mut entry).expect("read"));
    assert!(entry.refused.is_none());
}

#[test]
fn another_document_or_a_deep_one_is_refused() {
    assert!(entries(b"<html><body/></html>").expect_err("html").reason.contains("AAF"));
    assert!(entries(b"<ficAlimMENESR/><ficAlimMENESR/>").is_err());
    let deep = format!("<ficAlimMENESR><addRequest>{}", "<a>".repeat(100_000));
    assert!(entries(deep.as_bytes()).expect_err("deep").reason.contains("imbriquées"));
    assert_eq!(entries(b"<ficAlimMENESR></ficAlimMENESR>").expect("empty export"), vec![]);
}
