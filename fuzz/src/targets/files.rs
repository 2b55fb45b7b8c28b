//! Joined files: a reader that panics is a fault, also when the last wall catches it, and whatever goes beyond a bound
//! waits for a person, whoever sends it.

use std::io::{Cursor, Write as _};

use actions::fate;
use attachments::{Overrun, Report, Unreadable, examine};
use fast_qr::{ECL, QRBuilder};
use flate2::{Compression, Crc, write::ZlibEncoder};
use model::{Profile, limits};
use shield::Context;
use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

/// Examines a file and holds the report against what is promised of every report.
pub(super) fn examined(content: &[u8]) -> Report {
    let report = examine(content);
    assert!(!report.unreadable.contains(&Unreadable::Fault), "a reader panicked");
    assert!(report.text.len() <= limits::FILE_TEXT_BYTES_MAX, "more text than is kept");
    assert!(report.links.len() <= limits::FILE_LINKS_MAX && report.files.len() <= limits::FILE_PARTS_MAX);
    for (profile, readers) in [(Profile::Pupil, 1), (Profile::Head, 2_000)] {
        let mut sending = Context::declared(profile, readers);
        sending.known_device = Some(profile == Profile::Head);
        let kept = fate::kept_for(&report, false, &sending);
        assert!(report.overrun.is_empty() || kept.is_some(), "an overrun passed: {:?}", report.overrun);
    }
    report
}

/// Any bytes.
pub(super) fn any(content: &[u8]) {
    examined(content);
}

/// Any bytes as the text of a document.
pub(super) fn office(content: &[u8]) {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for (name, part) in [("[Content_Types].xml", &b"<Types/>"[..]), ("word/document.xml", content)] {
        writer.start_file(name, options).expect("a part begins");
        writer.write_all(part).expect("a part is written");
    }
    examined(&writer.finish().expect("an archive").into_inner());
}

/// Any bytes as the objects of a PDF, and as what a page draws.
pub(super) fn pdf(content: &[u8]) {
    examined(&[b"%PDF-1.7\n", content].concat());
    examined(&[b"%PDF-1.7\n1 0 obj\n<< >>\nstream\nBT ", content, b"\nendstream\nendobj\n"].concat());
}

/// Any bytes behind the first ones of a picture: the first byte chooses which.
pub(super) fn picture(content: &[u8]) {
    const BEGINNINGS: [&[u8]; 4] = [b"\x89PNG\r\n\x1a\n", b"\xFF\xD8\xFF", b"GIF89a", b"RIFF\0\0\0\0WEBPVP8 "];
    let Some((choice, rest)) = content.split_first() else { return };
    examined(&[BEGINNINGS[usize::from(*choice) % BEGINNINGS.len()], rest].concat());
}

/// A PNG or a GIF that is sound but for its size, which the first bytes choose.
pub(super) fn sizes(content: &[u8]) {
    let Some((head, rest)) = content.split_first_chunk::<9>() else { return };
    let [form, size @ ..] = *head;
    let [width, height] =
        [[size[0], size[1], size[2], size[3]], [size[4], size[5], size[6], size[7]]].map(u32::from_be_bytes);
    if form.is_multiple_of(2) {
        let report = examined(&png(width, height, 8, rest));
        let points = u64::from(width) * u64::from(height);
        let absurd = width.max(height) > limits::PICTURE_SIDE_MAX || points > limits::FILE_PIXELS_MAX;
        let valid = width > 0 && height > 0 && width.max(height) <= i32::MAX.cast_unsigned();
        assert!(!absurd || !valid || report.overrun.contains(&Overrun::Pixels), "{width} × {height}: {report:?}");
    } else {
        let sides = [width as u16, height as u16].map(u16::to_le_bytes).concat();
        examined(&[b"GIF89a", &*sides, &[0xF0, 0, 0, 0, 0, 0, 255, 255, 255, b','], rest].concat());
    }
}

/// A PNG of grey points: `bits` of each, and rows as they are.
fn png(width: u32, height: u32, bits: u8, rows: &[u8]) -> Vec<u8> {
    let mut packed = ZlibEncoder::new(Vec::new(), Compression::fast());
    packed.write_all(rows).expect("memory takes it");
    let mut file = b"\x89PNG\r\n\x1a\n".to_vec();
    let header = [&width.to_be_bytes()[..], &height.to_be_bytes(), &[bits, 0, 0, 0, 0]].concat();
    for (kind, data) in [(b"IHDR", header), (b"IDAT", packed.finish().expect("packed")), (b"IEND", Vec::new())] {
        let mut crc = Crc::new();
        crc.update(kind);
        crc.update(&data);
        file.extend_from_slice(&(data.len() as u32).to_be_bytes());
        file.extend_from_slice(kind);
        file.extend_from_slice(&data);
        file.extend_from_slice(&crc.sum().to_be_bytes());
    }
    file
}

/// Points of a module, and light modules around the code.
const MODULE: usize = 4;
const QUIET: usize = 4;

/// A QR code of what stands before the first zero; what follows says which of its modules are turned.
pub(super) fn code(content: &[u8]) {
    let end = content.iter().position(|byte| *byte == 0).unwrap_or(content.len());
    let (text, turned) = (&content[..end.min(200)], content.get(end + 1..).unwrap_or_default());
    let Ok(code) = QRBuilder::new(text.to_vec()).ecl(ECL::M).build() else { return };
    let mut dark: Vec<bool> =
        (0..code.size).flat_map(|y| (0..code.size).map(move |x| (x, y))).map(|(x, y)| code[y][x].value()).collect();
    for pair in turned.chunks_exact(2) {
        let at = usize::from(u16::from_be_bytes([pair[0], pair[1]])) % dark.len();
        dark[at] = !dark[at];
    }
    let side = (code.size + 2 * QUIET) * MODULE;
    let mut rows = Vec::with_capacity(side * (side + 1));
    for y in 0..side {
        rows.push(0);
        for x in 0..side {
            let module = |at: usize| (at / MODULE).checked_sub(QUIET).filter(|at| *at < code.size);
            let is_dark = module(x).zip(module(y)).is_some_and(|(x, y)| dark[y * code.size + x]);
            rows.push(if is_dark { 0 } else { 255 });
        }
    }
    let report = examined(&png(side as u32, side as u32, 8, &rows));
    if turned.is_empty() && !text.is_empty() && text.is_ascii() {
        let said = String::from_utf8_lossy(text);
        assert!(report.codes.contains(&*said), "a sound code is not read: {said:?}, but {:?}", report.codes);
    }
}
