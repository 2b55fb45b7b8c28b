//! Files made to stop, fill or deceive the one who opens them. Each must end soon, within its bounds, and say so.

use attachments::{Overrun, Report, Unreadable, examine};
use model::limits;

use crate::support::{pdf, seed, seeds, stream, zip};

/// Examines under a watch that counts work instead of time: what is unpacked has a bound, so text and time have one.
fn bounded(content: &[u8]) -> Report {
    let report = examine(content);
    assert!(report.text.len() <= limits::FILE_TEXT_BYTES_MAX);
    assert!(!report.unreadable.contains(&Unreadable::Fault), "a reader panicked");
    report
}

#[test]
fn a_hundred_levels_of_archives_are_opened_down_to_the_third() {
    let mut archive = zip(&[("fond.txt", b"tout au fond")]);
    for level in 0..100 {
        archive = zip(&[(&format!("niveau-{level}.zip"), &archive)]);
    }
    let report = bounded(&archive);
    assert!(report.overrun.contains(&Overrun::Depth) && !report.text.contains("tout au fond"));
    assert!(report.text.contains("niveau-97.zip") && !report.text.contains("niveau-90.zip"), "{}", report.text);
}

#[test]
fn three_levels_of_archives_are_read_to_the_bottom() {
    let mut archive = zip(&[("fond.txt", b"tout au fond")]);
    for level in 0..2 {
        archive = zip(&[(&format!("{level}.zip"), &archive)]);
    }
    let report = bounded(&archive);
    assert!(report.text.contains("tout au fond") && report.overrun.is_empty(), "{report:?}");
}

#[test]
fn a_picture_of_sixty_thousand_by_sixty_thousand_is_not_decoded() {
    let report = bounded(&seed("huge.png"));
    assert!(report.overrun.contains(&Overrun::Pixels) && report.pictures.is_empty());
    // The same hidden in a document.
    assert!(bounded(&zip(&[("photo.png", &seed("huge.png"))])).overrun.contains(&Overrun::Pixels));
}

#[test]
fn a_bomb_is_stopped_at_its_ratio() {
    let zeros = vec![0; 5_000_000];
    assert!(bounded(&zip(&[("bombe.bin", &zeros)])).overrun.contains(&Overrun::Ratio));
}

#[test]
fn an_archive_of_a_million_nothings_is_left_at_its_bound() {
    let names: Vec<String> = (0..=limits::FILE_PARTS_MAX).map(|n| n.to_string()).collect();
    let files: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), &b"x"[..])).collect();
    assert!(bounded(&zip(&files)).overrun.contains(&Overrun::Parts));
}

#[test]
fn a_name_that_climbs_out_of_its_folder_is_only_words() {
    let report = bounded(&seed("archive.zip"));
    assert!(report.text.contains("../../evil.txt") && report.text.contains("texte dans une archive"));
}

#[test]
fn a_pdf_whose_parts_lead_in_circles_ends() {
    let circle = pdf(&[
        "<< /Type /Page /Parent 2 0 R /Contents 3 0 R >>",
        "<< /Parent 1 0 R /Kids [1 0 R 2 0 R] >>",
        "[3 0 R 3 0 R]",
        "4 0 R",
        &stream("/Length 5 0 R /Filter 4 0 R", "BT (tourne) Tj ET"),
        &stream("/Type /ObjStm /N 99999999 /First 0", "6 0 6 0 6 0"),
        "<< /Type /Font /ToUnicode 7 0 R >>",
    ]);
    bounded(&circle);
    let chain: Vec<String> = (2..5_000).map(|n| format!("{n} 0 R")).collect();
    bounded(&pdf(&chain.iter().map(String::as_str).collect::<Vec<_>>()));
}

#[test]
fn a_pdf_that_never_closes_what_it_opens_ends() {
    for piece in ["1 0 obj (", "1 0 obj <<", "1 0 obj [", "1 0 obj <</A 1>> stream\n", "trailer (", "obj ", "1 0 obj %"]
    {
        let mut file = b"%PDF-1.7\n".to_vec();
        file.extend(piece.repeat(10_000).bytes());
        bounded(&file);
    }
}

#[test]
fn a_bomb_in_a_pdf_is_stopped() {
    use std::io::Write as _;
    let mut deflater = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
    deflater.write_all(&vec![b' '; 20_000_000]).expect("packed");
    let packed = deflater.finish().expect("packed");
    let mut file =
        format!("%PDF-1.7\n1 0 obj\n<< /Filter /FlateDecode /Length {} >>\nstream\n", packed.len()).into_bytes();
    file.extend(&packed);
    file.extend(b"\nendstream\nendobj\n");
    let report = bounded(&file);
    assert!(report.overrun.contains(&Overrun::Ratio), "{report:?}");
}

#[test]
fn a_truncated_file_is_damaged_or_shorter_but_never_a_fault() {
    for (name, content) in seeds() {
        for cut in 0..8 {
            bounded(&content[..content.len() * cut / 8]);
        }
        assert!(!name.is_empty());
    }
    for name in ["archive.zip", "words.docx", "photo.png", "archive.tgz"] {
        let content = seed(name);
        let report = bounded(&content[..content.len() / 2]);
        assert!(!report.unreadable.is_empty(), "{name} was cut in half: {report:?}");
    }
}

#[test]
fn entities_that_multiply_are_not_expanded() {
    use std::fmt::Write as _;
    let mut xml = String::from("<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY a \"aaaaaaaaaa\">");
    for n in 1..30 {
        write!(xml, "<!ENTITY a{n} \"&a;&a;&a;&a;&a;&a;&a;&a;\">").expect("written");
    }
    xml.push_str("]><p>&a29;</p>");
    let report = bounded(&zip(&[("[Content_Types].xml", b"<Types/>"), ("word/document.xml", xml.as_bytes())]));
    assert!(report.text.len() < 2_000, "{}", report.text.len());
}

#[test]
fn xml_of_a_hundred_thousand_levels_ends() {
    let deep = "<a>".repeat(100_000);
    bounded(&zip(&[("[Content_Types].xml", b"<Types/>"), ("word/document.xml", deep.as_bytes())]));
}

#[test]
fn odd_unicode_is_text() {
    let odd = "\u{202E}\u{200D}\u{FE0F}\u{E0041}\u{0301}\u{FFFF}\u{10FFFF}".repeat(500);
    assert!(bounded(odd.as_bytes()).text.len() > 1_000);
    let lone: Vec<u8> = std::iter::repeat_n([0xFF, 0xFE, 0x00, 0xD8], 500).flatten().collect();
    bounded(&lone);
}

#[test]
fn a_size_that_no_decoder_would_take_is_an_overrun_and_not_a_damage() {
    let mut picture = seed("huge.png");
    for side in [u32::MAX, i32::MAX.cast_unsigned()] {
        picture[16..20].copy_from_slice(&side.to_be_bytes());
        picture[20..24].copy_from_slice(&side.to_be_bytes());
        assert!(bounded(&picture).overrun.contains(&Overrun::Pixels), "{side}");
    }
}
