//! Any bytes behind the first ones of a picture: the first byte chooses which.
#![no_main]

use attachments::{Unreadable, examine};

const BEGINNINGS: [&[u8]; 4] = [b"\x89PNG\r\n\x1a\n", b"\xFF\xD8\xFF", b"GIF89a", b"RIFF\0\0\0\0WEBPVP8 "];

libfuzzer_sys::fuzz_target!(|content: &[u8]| {
    let Some((choice, rest)) = content.split_first() else { return };
    let mut file = BEGINNINGS[usize::from(*choice) % BEGINNINGS.len()].to_vec();
    file.extend_from_slice(rest);
    assert!(!examine(&file).unreadable.contains(&Unreadable::Fault));
});
