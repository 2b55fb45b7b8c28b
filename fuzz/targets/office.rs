//! Any bytes as the text of a document, in an archive that is sound.
#![no_main]

use std::io::{Cursor, Write as _};

use attachments::{Unreadable, examine};
use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

libfuzzer_sys::fuzz_target!(|content: &[u8]| {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for (name, part) in [("[Content_Types].xml", &b"<Types/>"[..]), ("word/document.xml", content)] {
        writer.start_file(name, options).expect("a part begins");
        writer.write_all(part).expect("a part is written");
    }
    let file = writer.finish().expect("an archive").into_inner();
    assert!(!examine(&file).unreadable.contains(&Unreadable::Fault));
});
