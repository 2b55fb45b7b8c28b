//! Sheets as others read them: by the eyes of a reader of PDF that is not ours.

#![expect(clippy::expect_used, reason = "a test that cannot read its document says so and fails")]

use std::collections::BTreeSet;

use lopdf::{Dictionary, Document, Object};
use paper::sheets::{Book, Slip, Words, pdf};

/// A class of so many, with names of every kind.
fn book(slips: usize, grids: bool) -> Book {
    let names =
        ["Abdelkader-Boisseau Noémie", "Nguyễn Đức Anh", "Świątkowska Zofia", "Κοσμᾶς 李 \u{202E}Ren\u{AD}é", ""];
    let row = |row: usize| (0..5).map(|at| format!("{:03}", (row * 5 + at) * 197 % 1_000)).collect::<Vec<_>>();
    let slip = |number: usize| Slip {
        serial: format!("411207-{number}"),
        name: names[number % names.len()].to_owned(),
        login: format!("eleve.{number}"),
        code: format!("7KX2M-9QR{number:02}-B"),
        address: format!("https://preau.exemple.fr/activate#7KX2M-9QR{number:02}-B"),
        from: if number == 2 {
            "Ouvre votre compte à partir de : lundi 23 mars à 8 h.".to_owned()
        } else {
            String::new()
        },
        until: "Valable jusqu’au 6 avril. Ne montrez ce code à personne.".to_owned(),
        grid: grids.then(|| (0..10).map(row).collect()),
    };
    Book {
        language: "fr".to_owned(),
        title: "Fiches de connexion · 3e B".to_owned(),
        advice: "Découpez, puis remettez chaque fiche en main propre.".to_owned(),
        place: "Collège des Tilleuls · 3e B".to_owned(),
        words: Words {
            login: "Identifiant".to_owned(),
            code: "Code".to_owned(),
            how: "Allez à preau.exemple.fr/activate, recopiez le code et choisissez votre mot de passe.".to_owned(),
            square: "Code à lire avec un téléphone".to_owned(),
            grid: "Grille de codes".to_owned(),
            keep: "Gardez cette grille. Depuis un appareil qui n’est pas le vôtre, on vous en demandera deux cases. Ne la \
                   photographiez pas."
                .to_owned(),
        },
        slips: (0..slips).map(slip).collect(),
    }
}

fn read(bytes: &[u8]) -> Document {
    Document::load_mem(bytes).expect("a PDF")
}

fn of<'a>(document: &'a Document, dictionary: &'a Dictionary, key: &[u8]) -> Option<&'a Object> {
    dictionary.get(key).ok().and_then(|object| document.dereference(object).ok()).map(|(_, object)| object)
}

fn text(object: &Object) -> String {
    lopdf::decode_text_string(object).expect("a text")
}

/// The structure, depth first: kind, and what is said in the place of a drawing.
fn structure(document: &Document) -> Vec<(String, Option<String>)> {
    fn walk(document: &Document, object: &Object, seen: &mut Vec<(String, Option<String>)>) {
        match document.dereference(object).map(|(_, object)| object) {
            Ok(Object::Array(all)) => all.iter().for_each(|one| walk(document, one, seen)),
            Ok(Object::Dictionary(one)) => {
                if let Some(kind) = of(document, one, b"S").and_then(|kind| kind.as_name().ok()) {
                    let alt = of(document, one, b"Alt").map(text);
                    seen.push((String::from_utf8_lossy(kind).into_owned(), alt));
                }
                if let Ok(under) = one.get(b"K") {
                    walk(document, under, seen);
                }
            }
            _ => {}
        }
    }
    let catalog = document.catalog().expect("a catalog");
    let root = of(document, catalog, b"StructTreeRoot").expect("a structure");
    let mut seen = Vec::new();
    walk(document, root, &mut seen);
    seen
}

fn count(seen: &[(String, Option<String>)], kind: &str) -> usize {
    seen.iter().filter(|(one, _)| one == kind).count()
}

#[test]
fn sheets_are_tagged_for_whoever_hears_them() {
    let bytes = pdf(&book(9, true)).expect("accessible");
    let document = read(&bytes);
    let catalog = document.catalog().expect("a catalog");
    assert_eq!(of(&document, catalog, b"Lang").map(text).as_deref(), Some("fr"));
    let marked = of(&document, catalog, b"MarkInfo").and_then(|mark| mark.as_dict().ok()).expect("marked");
    assert!(matches!(marked.get(b"Marked"), Ok(Object::Boolean(true))));
    let view = of(&document, catalog, b"ViewerPreferences").and_then(|view| view.as_dict().ok()).expect("preferences");
    assert!(matches!(view.get(b"DisplayDocTitle"), Ok(Object::Boolean(true))));
    assert!(of(&document, catalog, b"Outlines").is_some(), "one goes from slip to slip");
    let metadata = of(&document, catalog, b"Metadata").and_then(|one| one.as_stream().ok()).expect("metadata");
    let metadata = metadata.decompressed_content().unwrap_or_else(|_| metadata.content.clone());
    let metadata = String::from_utf8_lossy(&metadata);
    assert!(metadata.contains("pdfuaid:part") && metadata.contains("Fiches de connexion"), "{metadata}");
    let seen = structure(&document);
    assert_eq!((count(&seen, "H1"), count(&seen, "H2")), (1, 8), "an empty name is no heading");
    assert_eq!((count(&seen, "Figure"), count(&seen, "Table"), count(&seen, "Caption")), (9, 9, 9));
    assert_eq!((count(&seen, "TR"), count(&seen, "TH"), count(&seen, "TD")), (9 * 11, 9 * 15, 9 * 51));
    let words: BTreeSet<_> = seen.iter().filter(|(kind, _)| kind == "Figure").map(|(_, alt)| alt.clone()).collect();
    assert_eq!(words, [Some("Code à lire avec un téléphone".to_owned())].into());
}

#[test]
fn several_slips_stand_on_a_page_and_none_is_cut_by_its_end() {
    assert_eq!(read(&pdf(&book(30, false)).expect("made")).get_pages().len(), 8, "four a page");
    assert_eq!(
        read(&pdf(&book(30, true)).expect("made")).get_pages().len(),
        17,
        "two with their grids, but for three pages"
    );
    assert_eq!(read(&pdf(&book(0, false)).expect("made")).get_pages().len(), 1);
}

#[test]
fn an_independent_reader_reads_each_slip_in_its_order() {
    let bytes = pdf(&book(3, false)).expect("made");
    let document = read(&bytes);
    let pages: Vec<u32> = document.get_pages().into_keys().collect();
    let read = document.extract_text(&pages).expect("text").split_whitespace().collect::<Vec<_>>().join(" ");
    let mut from = 0;
    for word in [
        "Fiches de connexion",
        "411207-0",
        "Abdelkader-Boisseau Noémie",
        "eleve.0",
        "7KX2M-9QR00-B",
        "Valable",
        "411207-1",
        "Nguyễn Đức Anh",
        "7KX2M-9QR01-B",
        "Świątkowska Zofia",
        "Ouvre votre compte",
    ] {
        let at = read[from..].find(word).unwrap_or_else(|| panic!("{word} is missing after {from} in {read}"));
        from += at + word.len();
    }
}

#[test]
fn whatever_a_name_holds_there_is_a_sheet() {
    let hostile =
        ["\u{0}\u{7F}\u{FEFF}", "😀 𝕏 \u{E000}\u{10FFFF}", "محمد بن عبد الله", "ﬁﬀ ǆ ŉ", "x", &"long".repeat(200)];
    let mut all = book(hostile.len(), true);
    for (slip, name) in all.slips.iter_mut().zip(hostile) {
        name.clone_into(&mut slip.name);
        name.clone_into(&mut slip.login);
        name.clone_into(&mut slip.address);
    }
    let bytes = pdf(&all).expect("accessible all the same");
    assert_eq!(count(&structure(&read(&bytes)), "Table"), hostile.len());
}
