//! Any bytes as the objects of a PDF, and as what a page draws.
#![no_main]

use attachments::{Unreadable, examine};

libfuzzer_sys::fuzz_target!(|content: &[u8]| {
    let mut file = b"%PDF-1.7\n".to_vec();
    file.extend_from_slice(content);
    assert!(!examine(&file).unreadable.contains(&Unreadable::Fault));
    let mut file = b"%PDF-1.7\n1 0 obj\n<< >>\nstream\nBT ".to_vec();
    file.extend_from_slice(content);
    file.extend_from_slice(b"\nendstream\nendobj\n");
    assert!(!examine(&file).unreadable.contains(&Unreadable::Fault));
});
