//! Documents of Office and `LibreOffice`: archives of XML parts. Every part is read, not only the one that is shown first:
//! text hides in headers, notes, comments and sheets.

use quick_xml::{Reader, events::Event};

use crate::{Unreadable, archive, examiner::Examiner, text};

/// Elements after which a line ends.
const LINES: [&str; 9] = ["p", "h", "br", "tr", "row", "si", "line-break", "list-item", "table-row"];
/// Elements after which a word ends.
const GAPS: [&str; 6] = ["tab", "tc", "c", "s", "table-cell", "cr"];

/// Reads a document.
pub(crate) fn read(examiner: &mut Examiner, content: &[u8], depth: usize) {
    let Some(mut archive) = archive::open(examiner, content) else { return };
    for index in 0..archive.len() {
        match archive::part(examiner, &mut archive, index) {
            Ok(Some((name, part))) => one(examiner, &name, &part, depth),
            Ok(None) => {}
            Err(overrun) => return examiner.overrun(overrun),
        }
    }
}

fn one(examiner: &mut Examiner, name: &str, part: &[u8], depth: usize) {
    let ending = name.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
    match ending.as_str() {
        "xml" | "rels" | "xhtml" | "html" | "vml" | "rdf" => {
            // Styles and settings have no words of the author.
            if !["styles.xml", "settings.xml", "manifest.xml"].iter().any(|known| name.ends_with(known)) {
                let (words, whole) = xml(examiner, part);
                examiner.say(&words);
                if !whole {
                    examiner.unreadable(Unreadable::Damaged);
                }
            }
        }
        "mimetype" => {}
        _ if name.to_ascii_lowercase().contains("vbaproject") || name.starts_with("Basic/") => {
            examiner.report.program = true;
        }
        _ => examiner.inner(name, part, depth),
    }
}

/// The text of a part, and whether it could be read to its end. Entities that a document defines are not expanded.
fn xml(examiner: &mut Examiner, part: &[u8]) -> (String, bool) {
    let decoded = text::decode(part);
    let mut reader = Reader::from_str(&decoded);
    reader.config_mut().check_end_names = false;
    let mut words = String::new();
    loop {
        match reader.read_event() {
            Ok(Event::Eof) => return (words, true),
            Ok(Event::Text(piece)) => words.push_str(&piece),
            Ok(Event::CData(piece)) => words.push_str(&piece),
            Ok(Event::GeneralRef(name)) => {
                words.extend(text::character(&name));
            }
            Ok(Event::Start(tag) | Event::Empty(tag)) => {
                for attribute in tag.attributes().with_checks(false).flatten() {
                    let value = &attribute.value;
                    // Namespaces are addresses too, of nothing that one would visit.
                    if !attribute.key.as_ref().starts_with("xmlns") && attribute.key.local_name().as_ref() != "Type" {
                        for link in text::links(value) {
                            examiner.link(link);
                        }
                    }
                }
                end_of(tag.local_name().as_ref(), &mut words);
            }
            Ok(Event::End(tag)) => end_of(tag.local_name().as_ref(), &mut words),
            Ok(_) => {}
            Err(_) => return (words, false),
        }
    }
}

fn end_of(element: &str, words: &mut String) {
    if LINES.contains(&element) {
        words.push('\n');
    } else if GAPS.contains(&element) {
        words.push(' ');
    }
}
