//! Any bytes as a joined file. A reader that panics is a fault, also when the last wall catches it.
#![no_main]

use attachments::{Unreadable, examine};

libfuzzer_sys::fuzz_target!(|content: &[u8]| {
    let report = examine(content);
    assert!(!report.unreadable.contains(&Unreadable::Fault));
    assert!(report.text.len() <= model::limits::FILE_TEXT_BYTES_MAX);
});
