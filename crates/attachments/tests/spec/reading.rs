//! What is found in files that other programs wrote, and in those that hide something.

use attachments::{Kind, Overrun, Unreadable, examine};

use crate::support::{pdf, seed, stream, zip};

fn text(name: &str) -> String {
    let report = examine(&seed(name));
    assert!(report.overrun.is_empty(), "{name}: {report:?}");
    report.text
}

#[test]
fn documents_of_other_programs_are_read() {
    for (name, words) in [
        ("plain.pdf", "La réunion est déplacée à jeudi"),
        ("packed.pdf", "Compte rendu du conseil de classe"),
        ("subset.pdf", "Œuvre étudiée : l’été à Noël"),
        ("words.docx", "une bombe de peinture"),
        ("words.docx", "En-tête du collège"),
        ("sheet.xlsx", "Élève"),
        ("slides.pptx", "Diaporama de géographie"),
        ("words.odt", "Rédaction de français"),
        ("archive.zip", "texte dans une archive"),
        ("archive.tgz", "contenu étendu"),
        ("letter.rtf", "une lettre à l’école"),
        ("page.html", "bonjour"),
        ("text.txt", "Bonjour, la réunion est à 14 h."),
    ] {
        let text = text(name);
        assert!(text.contains(words), "{name}: « {words} » is not in {text:?}");
    }
}

#[test]
fn links_are_found_in_notes_sheets_and_attributes() {
    for (name, link) in [
        ("plain.pdf", "lien.example/page"),
        ("packed.pdf", "lien.example/page"),
        ("sheet.xlsx", "tableur.example/notes"),
        ("page.html", "page.example/x"),
        ("code.png", "code.example/menace"),
    ] {
        let links = examine(&seed(name)).links;
        assert!(links.contains(link), "{name}: {links:?}");
    }
}

#[test]
fn kinds_are_told_and_only_what_is_known_is_readable() {
    for (name, kind) in [
        ("words.docx", Kind::Office),
        ("words.odt", Kind::Office),
        ("sheet.xlsx", Kind::Office),
        ("archive.zip", Kind::Zip),
        ("archive.tgz", Kind::Gzip),
        ("plain.pdf", Kind::Pdf),
        ("page.html", Kind::Markup),
        ("photo.webp", Kind::Webp),
    ] {
        let report = examine(&seed(name));
        assert_eq!((report.kind, report.unreadable.len()), (kind, 0), "{name}: {report:?}");
    }
}

#[test]
fn what_is_inside_is_known_by_its_hash_too() {
    let photo = seed("photo.jpg");
    let (alone, packed) = (examine(&photo), examine(&seed("archive.zip")));
    assert_eq!(alone.pictures, packed.pictures);
    assert!(!alone.pictures.is_empty());
    let direct = examine(&zip(&[("a/b.jpg", &photo)]));
    assert!(direct.files.is_subset(&packed.files) && !direct.files.is_empty());
}

#[test]
fn what_is_locked_is_unreadable_and_says_the_names_that_are_not() {
    assert!(examine(&seed("locked.pdf")).unreadable.contains(&Unreadable::Encrypted));
    let mut archive = zip(&[("plan-attaque.txt", b"secret")]);
    // The mark of a locked part, in its own head and in the table of contents.
    archive[6] |= 1;
    let table = archive.windows(4).position(|bytes| bytes == b"PK\x01\x02").expect("a table of contents");
    archive[table + 8] |= 1;
    let report = examine(&archive);
    assert!(report.unreadable.contains(&Unreadable::Encrypted), "{report:?}");
    assert!(report.text.contains("plan-attaque.txt"));
}

#[test]
fn an_archive_behind_a_picture_is_opened() {
    let both = [seed("photo.jpg"), zip(&[("a.txt", "caché derrière".as_bytes())])].concat();
    let report = examine(&both);
    assert_eq!(report.kind, Kind::Jpeg);
    assert!(report.text.contains("caché derrière"), "{report:?}");
}

#[test]
fn text_that_no_page_of_a_pdf_names_is_read_all_the_same() {
    let hidden = pdf(&["<< /Type /Catalog >>", &stream("", "BT (une menace) Tj ET")]);
    assert!(examine(&hidden).text.contains("une menace"));
}

#[test]
fn of_two_objects_of_one_number_both_are_read() {
    let mut file = pdf(&["<< /Type /Page /Contents 2 0 R >>", &stream("", "BT (premier) Tj ET")]);
    file.extend(format!("2 0 obj\n{}\nendobj\n", stream("", "BT (second) Tj ET")).bytes());
    let text = examine(&file).text;
    assert!(text.contains("premier") && text.contains("second"), "{text}");
}

#[test]
fn files_joined_to_a_pdf_and_what_it_runs_are_found() {
    let joined = stream("/Type /EmbeddedFile", "texte joint au document");
    let file = pdf(&["<< /Type /Catalog /OpenAction << /S /JavaScript /JS (app.alert) >> >>", &joined]);
    let report = examine(&file);
    assert!(report.text.contains("texte joint au document") && report.program && report.files.len() == 1);
}

#[test]
fn programs_are_known_by_content_by_name_and_by_macros() {
    assert!(examine(b"MZ\x90\0\x03\0").program);
    assert!(examine(&zip(&[("facture.pdf.exe", b"x")])).program);
    let macros = zip(&[("[Content_Types].xml", b"<Types/>"), ("word/vbaProject.bin", b"x")]);
    assert!(examine(&macros).program);
    assert!(!examine(&seed("words.docx")).program);
}

#[test]
fn what_is_not_opened_says_why() {
    for (content, why) in [
        (&b"7z\xBC\xAF\x27\x1C\0\0"[..], Unreadable::Archive),
        (b"\0\0\0\x18ftypisom", Unreadable::Media),
        (b"II*\0\x08\0\0\0", Unreadable::Picture),
        (b"\x01\x02\x03\x04", Unreadable::Unknown),
        (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", Unreadable::OldOffice),
        (b"\x89PNG\r\n\x1a\n", Unreadable::Damaged),
        (b"%PDF-1.4", Unreadable::Damaged),
        (b"PK\x03\x04", Unreadable::Damaged),
    ] {
        assert!(examine(content).unreadable.contains(&why), "{content:?}: {why:?}");
    }
}

#[test]
fn text_is_kept_up_to_its_bound_and_no_further() {
    let report = examine(&vec![b'a'; model::limits::FILE_TEXT_BYTES_MAX + 1]);
    assert!(report.overrun.contains(&Overrun::Text) && report.text.len() <= model::limits::FILE_TEXT_BYTES_MAX);
}

#[test]
fn a_report_is_written_and_read_back() {
    let report = examine(&seed("archive.zip"));
    let written = serde_json::to_string(&report).expect("written");
    assert_eq!(serde_json::from_str::<attachments::Report>(&written).expect("read"), report);
}
