//! What a file is, by its content: whatever its name says.

use serde::{Deserialize, Serialize};

/// What a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Plain text of any encoding.
    Text,
    /// HTML, SVG, other XML.
    Markup,
    /// Rich text format.
    Rtf,
    /// PDF.
    Pdf,
    /// Text, sheet or slides of Office since 2007, or of `LibreOffice`.
    Office,
    /// The same of before 2007.
    OldOffice,
    /// ZIP archive.
    Zip,
    /// Packed with gzip.
    Gzip,
    /// Tape archive.
    Tar,
    /// Another archive.
    OtherArchive,
    /// JPEG picture.
    Jpeg,
    /// PNG picture.
    Png,
    /// GIF picture, moving or not.
    Gif,
    /// WebP picture.
    Webp,
    /// A picture that is not decoded here.
    OtherPicture,
    /// Sound.
    Sound,
    /// Moving pictures.
    Video,
    /// A program or a script.
    Program,
    /// None of these.
    Unknown,
}

impl Kind {
    /// What a browser is told. Markup is told to be text: opened as a page it would run what stands in it.
    pub const fn mime(self) -> &'static str {
        match self {
            Kind::Text | Kind::Markup => "text/plain; charset=utf-8",
            Kind::Rtf => "application/rtf",
            Kind::Pdf => "application/pdf",
            Kind::OldOffice => "application/msword",
            Kind::Zip | Kind::Office => "application/zip",
            Kind::Gzip => "application/gzip",
            Kind::Tar => "application/x-tar",
            Kind::Jpeg => "image/jpeg",
            Kind::Png => "image/png",
            Kind::Gif => "image/gif",
            Kind::Webp => "image/webp",
            Kind::OtherPicture | Kind::OtherArchive | Kind::Program | Kind::Unknown => "application/octet-stream",
            Kind::Sound => "audio/mpeg",
            Kind::Video => "video/mp4",
        }
    }

    /// Whether other files stand in it.
    pub(crate) const fn holds_files(self) -> bool {
        matches!(self, Kind::Zip | Kind::Gzip | Kind::Tar | Kind::OtherArchive | Kind::Office | Kind::Pdf)
    }
}

/// First bytes that tell a kind.
const MAGIC: [(&[u8], Kind); 33] = [
    (b"%PDF-", Kind::Pdf),
    (b"{\\rtf", Kind::Rtf),
    (b"\x89PNG\r\n\x1a\n", Kind::Png),
    (b"\xFF\xD8\xFF", Kind::Jpeg),
    (b"GIF87a", Kind::Gif),
    (b"GIF89a", Kind::Gif),
    (b"BM", Kind::OtherPicture),
    (b"II*\0", Kind::OtherPicture),
    (b"MM\0*", Kind::OtherPicture),
    (b"\0\0\x01\0", Kind::OtherPicture),
    (b"8BPS", Kind::OtherPicture),
    (b"PK\x03\x04", Kind::Zip),
    (b"PK\x05\x06", Kind::Zip),
    (b"\x1F\x8B", Kind::Gzip),
    (b"7z\xBC\xAF\x27\x1C", Kind::OtherArchive),
    (b"Rar!\x1A\x07", Kind::OtherArchive),
    (b"BZh", Kind::OtherArchive),
    (b"\xFD7zXZ\0", Kind::OtherArchive),
    (b"\x28\xB5\x2F\xFD", Kind::OtherArchive),
    (b"MSCF", Kind::OtherArchive),
    (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", Kind::OldOffice),
    (b"OggS", Kind::Sound),
    (b"ID3", Kind::Sound),
    (b"\xFF\xFB", Kind::Sound),
    (b"\xFF\xF3", Kind::Sound),
    (b"\xFF\xF1", Kind::Sound),
    (b"fLaC", Kind::Sound),
    (b"\x1A\x45\xDF\xA3", Kind::Video),
    (b"FLV\x01", Kind::Video),
    (b"\0\0\x01\xBA", Kind::Video),
    (b"MZ", Kind::Program),
    (b"\x7FELF", Kind::Program),
    (b"#!", Kind::Program),
];
/// Endings of names that a computer runs or opens as a program.
const PROGRAMS: [&str; 26] = [
    "exe", "com", "scr", "pif", "bat", "cmd", "msi", "dll", "js", "jse", "vbs", "vbe", "wsf", "wsh", "hta", "ps1",
    "lnk", "reg", "jar", "apk", "dmg", "pkg", "sh", "appx", "xll", "iso",
];
/// How far from the end of a ZIP archive its table of contents may be announced.
const ZIP_TAIL_BYTES: usize = 66_000;
/// How far from the beginning readers still look for the beginning of a PDF.
const PDF_HEAD_BYTES: usize = 1_024;
/// Bytes of a text that are looked at to tell it from other things.
const SAMPLE_BYTES: usize = 4_096;

/// What a content is.
pub fn sniff(content: &[u8]) -> Kind {
    match content {
        [b'R', b'I', b'F', b'F', _, _, _, _, kind @ ..] => match kind {
            [b'W', b'E', b'B', b'P', ..] => return Kind::Webp,
            [b'W', b'A', b'V', b'E', ..] => return Kind::Sound,
            [b'A', b'V', b'I', b' ', ..] => return Kind::Video,
            _ => {}
        },
        [_, _, _, _, b'f', b't', b'y', b'p', brand @ ..] => {
            return match brand {
                [b'h', b'e', b'i' | b'v', ..] | [b'm', b'i', b'f', b'1', ..] | [b'a', b'v', b'i', b'f', ..] => {
                    Kind::OtherPicture
                }
                [b'M', b'4', b'A', ..] => Kind::Sound,
                _ => Kind::Video,
            };
        }
        _ => {}
    }
    let known = MAGIC.iter().find(|(magic, _)| content.starts_with(magic)).map(|(_, kind)| *kind);
    match known {
        Some(Kind::Zip) if is_office(content) => Kind::Office,
        // Two letters say little: a text may begin with them.
        Some(Kind::OtherPicture | Kind::Program)
            if content.get(2).is_some_and(u8::is_ascii_graphic) && is_text(content) =>
        {
            if content.starts_with(b"#!") {
                Kind::Program
            } else {
                Kind::Text
            }
        }
        Some(kind) => kind,
        None if find(&content[..content.len().min(PDF_HEAD_BYTES)], b"%PDF-").is_some() => Kind::Pdf,
        None if content.get(257..262) == Some(b"ustar") => Kind::Tar,
        None if is_markup(content) => Kind::Markup,
        None if is_text(content) => Kind::Text,
        None => Kind::Unknown,
    }
}

/// How the pictures of a film are put together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Film {
    /// MP4, MOV, 3GP (ISO/IEC 14496-12).
    Mp4,
    /// Matroska, `WebM`.
    Matroska,
    /// AVI.
    Avi,
    /// Flash video.
    Flv,
    /// MPEG programme stream.
    Mpeg,
}

/// The kind of film that a content is, by its first bytes; `None` when it is none.
pub fn film(content: &[u8]) -> Option<Film> {
    if sniff(content) != Kind::Video {
        return None;
    }
    Some(match content {
        [b'R', b'I', b'F', b'F', ..] => Film::Avi,
        [0x1A, 0x45, ..] => Film::Matroska,
        [b'F', b'L', b'V', ..] => Film::Flv,
        [0, 0, 1, 0xBA, ..] => Film::Mpeg,
        _ => Film::Mp4,
    })
}

/// Whether the name of a file is that of something a computer runs.
pub(crate) fn is_program_name(name: &str) -> bool {
    let ending = name.trim_end_matches([' ', '.']).rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
    ending.is_some_and(|ending| PROGRAMS.contains(&ending.as_str()))
}

/// Whether a ZIP archive ends here, whatever the content begins with.
pub(crate) fn ends_as_zip(content: &[u8]) -> bool {
    find(&content[content.len().saturating_sub(ZIP_TAIL_BYTES)..], b"PK\x05\x06").is_some()
}

/// Where some bytes stand in others.
pub(crate) fn find(in_: &[u8], what: &[u8]) -> Option<usize> {
    let first = *what.first()?;
    let mut at = 0;
    while let Some(step) = in_.get(at..)?.iter().position(|byte| *byte == first) {
        at += step;
        if in_[at..].starts_with(what) {
            return Some(at);
        }
        at += 1;
    }
    None
}

/// Office documents are archives with a part that only they have. It stands near the beginning or the end.
fn is_office(content: &[u8]) -> bool {
    let head = &content[..content.len().min(SAMPLE_BYTES)];
    let tail = &content[content.len().saturating_sub(ZIP_TAIL_BYTES)..];
    [&b"[Content_Types].xml"[..], b"mimetypeapplication/"]
        .iter()
        .any(|mark| find(head, mark).is_some() || find(tail, mark).is_some())
}

fn is_markup(content: &[u8]) -> bool {
    let head = content.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(content).trim_ascii_start();
    let begins = |word: &[u8]| head.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word));
    [&b"<?xml"[..], b"<!doctype", b"<html", b"<svg", b"<head", b"<body", b"<script"].iter().any(|word| begins(word))
}

/// Whether a content reads as text: no control character but those of lines, or pairs of bytes of which one is zero.
fn is_text(content: &[u8]) -> bool {
    let head = &content[..content.len().min(SAMPLE_BYTES)];
    if head.starts_with(b"\xFF\xFE") || head.starts_with(b"\xFE\xFF") {
        return true;
    }
    let zeros = |parity: usize| head.iter().skip(parity).step_by(2).filter(|byte| **byte == 0).count();
    if head.len() >= 4 && (zeros(0) == 0) != (zeros(1) == 0) && zeros(0).max(zeros(1)) * 3 > head.len() {
        return true;
    }
    let odd = head.iter().filter(|b| **b < 32 && !matches!(**b, b'\t' | b'\n' | b'\r' | 0x0C | 0x1B)).count();
    odd == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kind_is_told_by_the_content() {
        for (content, kind) in [
            (&b"%PDF-1.7"[..], Kind::Pdf),
            (b"\n\n%PDF-1.4", Kind::Pdf),
            (b"<script>", Kind::Markup),
            (b"\xEF\xBB\xBF <!DOCTYPE html>", Kind::Markup),
            (b"Bonjour", Kind::Text),
            (b"BMW et MZ sont des marques", Kind::Text),
            (b"#!/bin/sh\nrm", Kind::Program),
            (b"MZ\x90\0\x03", Kind::Program),
            (b"b\0o\0m\0b\0e\0", Kind::Text),
            (b"\x01\x02\x03", Kind::Unknown),
            (b"\0\0\0\x18ftypheic", Kind::OtherPicture),
            (b"\0\0\0\x18ftypisom", Kind::Video),
            (b"", Kind::Text),
        ] {
            assert_eq!(sniff(content), kind, "{content:?}");
        }
    }

    #[test]
    fn a_film_is_told_from_a_list_of_films() {
        assert_eq!(film(b"\0\0\0\x18ftypisom"), Some(Film::Mp4));
        assert_eq!(film(b"RIFF\0\0\0\0AVI LIST"), Some(Film::Avi));
        assert_eq!(film(b"\x1A\x45\xDF\xA3"), Some(Film::Matroska));
        // Such a list would have its reader open other files.
        for other in
            [&b"#EXTM3U\nfile:///etc/passwd"[..], b"ffconcat version 1.0\nfile /etc/passwd", b"\0\0\0\x18ftypheic"]
        {
            assert_eq!(film(other), None);
        }
    }

    #[test]
    fn a_program_is_known_by_its_name_behind_spaces_and_points() {
        assert!(is_program_name("facture.pdf.EXE") && is_program_name("a.js. .") && !is_program_name("exe"));
    }

    #[test]
    fn bytes_are_found_wherever_they_stand() {
        assert_eq!(find(b"aab", b"ab"), Some(1));
        assert_eq!(find(b"aab", b"abc"), None);
        assert_eq!(find(b"", b"a"), None);
    }
}
