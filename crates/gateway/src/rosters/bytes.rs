//! Bytes of a file as bounded UTF-8 text: the only way in for every reader of rosters.
//!
//! Whatever the size of the file, three buffers of 64 kB are held. A reader marks each line, field or tag that it
//! begins; one that goes on for more than [`limits::IMPORT_FIELD_BYTES_MAX`] ends the reading, so that two gigabytes
//! without an end of line cost one megabyte of memory.

use std::{
    io::{self, BufRead, Read},
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
};

use encoding_rs::{Decoder, DecoderResult, Encoding, UTF_8};
use model::limits;

/// Bytes read at once.
const BLOCK: usize = 64 * 1024;

/// Why bytes stopped coming, beyond what the system says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(crate) enum Trouble {
    /// The bytes are not text of this encoding.
    #[error("octets illisibles en {encoding} vers l'octet {at}")]
    Encoding {
        /// Its name.
        encoding: &'static str,
        /// About where.
        at: u64,
    },
    /// A line, field or tag has no end.
    #[error("un champ ou une ligne dépasse {} octets", limits::IMPORT_FIELD_BYTES_MAX)]
    Endless,
    /// Somebody asked to stop.
    #[error("lecture arrêtée à la demande")]
    Stopped,
}

impl Trouble {
    /// The trouble that an error of the standard library carries, if it is one of ours.
    pub(crate) fn of(error: &io::Error) -> Option<Trouble> {
        error.get_ref()?.downcast_ref::<Trouble>().copied()
    }
}

impl From<Trouble> for io::Error {
    fn from(trouble: Trouble) -> io::Error {
        io::Error::other(trouble)
    }
}

/// What one import's readers share with those who watch: bytes read so far, and a wish to stop.
#[derive(Debug, Clone, Default)]
pub struct Watch {
    read: Arc<AtomicU64>,
    stop: Arc<AtomicBool>,
}

impl Watch {
    /// A watch that obeys the same wish to stop, and does not count.
    pub(crate) fn silent(&self) -> Watch {
        Watch { read: Arc::default(), stop: self.stop.clone() }
    }
    /// Bytes read so far, over all files.
    pub fn bytes_read(&self) -> u64 {
        self.read.load(Ordering::Relaxed)
    }
    /// Asks the import to stop as soon as it can; nothing of it is applied.
    pub fn stop(&self) {
        self.stop.store(true, Ordering::Relaxed);
    }
    pub(crate) fn flag(&self) -> &AtomicBool {
        &self.stop
    }
    /// Whether somebody asked to stop.
    pub fn is_stopped(&self) -> bool {
        self.stop.load(Ordering::Relaxed)
    }
}

/// Bounded UTF-8 text out of the bytes of a file.
pub(crate) struct Text<R> {
    from: R,
    watch: Watch,
    encoding: &'static Encoding,
    decoder: Decoder,
    raw: Vec<u8>,
    /// What of `raw` is not decoded yet.
    left: std::ops::Range<usize>,
    out: Vec<u8>,
    /// What of `out` is not given yet.
    ready: std::ops::Range<usize>,
    given_since_mark: usize,
    read: u64,
    last_byte: u8,
    ended: bool,
}

impl<R: Read> Text<R> {
    /// Text of these bytes. A byte order mark is taken away; UTF-16 announced by one is read as such.
    pub(crate) fn new(from: R, encoding: &'static Encoding, watch: Watch) -> Text<R> {
        Text {
            from,
            watch,
            encoding,
            decoder: encoding.new_decoder_with_bom_removal(),
            raw: vec![0; BLOCK],
            left: 0..0,
            // One byte of a single-byte encoding takes at most three in UTF-8.
            out: vec![0; BLOCK * 3 + 16],
            ready: 0..0,
            given_since_mark: 0,
            read: 0,
            last_byte: b'\n',
            ended: false,
        }
    }

    /// A line, field or tag begins here.
    pub(crate) fn mark(&mut self) {
        self.given_since_mark = 0;
    }

    /// Whether everything was read, and the last line has no end.
    pub(crate) fn ends_inside_a_line(&self) -> bool {
        self.ended && self.ready.is_empty() && self.last_byte != b'\n'
    }

    fn refill(&mut self) -> io::Result<()> {
        while self.ready.is_empty() && !self.ended {
            if self.left.is_empty() {
                if self.watch.is_stopped() {
                    return Err(Trouble::Stopped.into());
                }
                let count = self.from.read(&mut self.raw)?;
                self.read += count as u64;
                self.watch.read.fetch_add(count as u64, Ordering::Relaxed);
                self.left = 0..count;
                self.ended = count == 0;
            }
            let from = &self.raw[self.left.clone()];
            let (result, used, made) = self.decoder.decode_to_utf8_without_replacement(from, &mut self.out, self.ended);
            self.left.start += used;
            self.ready = 0..made;
            self.last_byte = self.out[..made].last().copied().unwrap_or(self.last_byte);
            if let DecoderResult::Malformed(..) = result {
                let at = self.read - self.left.len() as u64;
                return Err(Trouble::Encoding { encoding: self.encoding.name(), at }.into());
            }
        }
        Ok(())
    }
}

impl<R: Read> BufRead for Text<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.ready.is_empty() {
            if self.given_since_mark > limits::IMPORT_FIELD_BYTES_MAX {
                return Err(Trouble::Endless.into());
            }
            self.refill()?;
        }
        Ok(&self.out[self.ready.clone()])
    }

    fn consume(&mut self, count: usize) {
        self.ready.start += count;
        self.given_since_mark += count;
    }
}

impl<R: Read> Read for Text<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let ready = self.fill_buf()?;
        let count = ready.len().min(into.len());
        into[..count].copy_from_slice(&ready[..count]);
        self.consume(count);
        Ok(count)
    }
}

/// The encoding of a file without declaration: UTF-8 when all of it is, else Windows-1252, which holds Latin-1. `None`
/// when it is not text at all.
pub(crate) fn guess_encoding(mut from: impl Read) -> io::Result<Option<&'static Encoding>> {
    let mut block = vec![0; BLOCK];
    let mut held = 0;
    let mut first = true;
    let mut utf8 = true;
    loop {
        let count = from.read(&mut block[held..])?;
        let bytes = &block[..held + count];
        if first {
            if let Some((encoding, _)) = Encoding::for_bom(bytes).filter(|(found, _)| *found != UTF_8) {
                return Ok(Some(encoding));
            }
            first = false;
        }
        if bytes.contains(&0) {
            return Ok(None);
        }
        if count == 0 {
            return Ok(Some(if utf8 && held == 0 { UTF_8 } else { encoding_rs::WINDOWS_1252 }));
        }
        held = 0;
        if utf8 {
            match std::str::from_utf8(bytes) {
                Ok(_) => {}
                // A character is cut by the end of the block: its bytes are looked at again with the next ones.
                Err(cut) if cut.error_len().is_none() => {
                    let from = cut.valid_up_to();
                    let end = bytes.len();
                    held = end - from;
                    block.copy_within(from..end, 0);
                }
                Err(_) => utf8 = false,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(bytes: &[u8], encoding: &'static Encoding) -> io::Result<String> {
        let mut all = String::new();
        Text::new(bytes, encoding, Watch::default()).read_to_string(&mut all)?;
        Ok(all)
    }

    #[test]
    fn every_usual_encoding_becomes_utf_8() {
        assert_eq!(text(b"\xef\xbb\xbfZo\xc3\xa9", UTF_8).expect("read"), "Zoé");
        assert_eq!(text(b"Zo\xe9 \x9cuvre", encoding_rs::WINDOWS_1252).expect("read"), "Zoé œuvre");
        assert_eq!(text(b"\xbduvre 3\xa4", encoding_rs::ISO_8859_15).expect("read"), "œuvre 3€");
    }

    #[test]
    fn bytes_that_are_not_of_the_declared_encoding_stop_the_reading() {
        let error = text(b"Zo\xe9 Martin", UTF_8).expect_err("not UTF-8");
        assert!(matches!(Trouble::of(&error), Some(Trouble::Encoding { encoding: "UTF-8", .. })));
    }

    #[test]
    fn a_csv_without_declaration_is_utf_8_if_all_of_it_is() {
        let guess = |bytes: &[u8]| guess_encoding(bytes).expect("read");
        assert_eq!(guess("Nom;Prénom\n".as_bytes()), Some(UTF_8));
        assert_eq!(guess(b"Nom;Pr\xe9nom\n"), Some(encoding_rs::WINDOWS_1252));
        assert_eq!(guess(b"\xff\xfeN\0o\0"), Some(encoding_rs::UTF_16LE));
        assert_eq!(guess(b"PK\x03\x04\0\0"), None);
        // A character on the border of two blocks is one character still.
        let long = format!("{}é", "x".repeat(BLOCK - 1));
        assert_eq!(guess(long.as_bytes()), Some(UTF_8));
        assert_eq!(guess(&long.as_bytes()[..BLOCK]), Some(encoding_rs::WINDOWS_1252));
    }

    #[test]
    fn a_line_without_end_stops_after_a_megabyte() {
        let mut from = Text::new(io::repeat(b'x').take(64 << 20), UTF_8, Watch::default());
        let mut count = 0;
        let error = loop {
            match from.fill_buf().map(<[u8]>::len) {
                Ok(0) => panic!("the bound did not hold"),
                Ok(ready) => {
                    count += ready;
                    from.consume(ready);
                }
                Err(error) => break error,
            }
        };
        assert_eq!(Trouble::of(&error), Some(Trouble::Endless));
        assert!(count < 2 * limits::IMPORT_FIELD_BYTES_MAX, "{count}");
    }

    #[test]
    fn a_stop_ends_the_reading() {
        let watch = Watch::default();
        let mut from = Text::new(io::repeat(b'\n'), UTF_8, watch.clone());
        assert!(from.fill_buf().is_ok());
        watch.stop();
        let count = from.ready.len();
        from.consume(count);
        assert_eq!(Trouble::of(&from.fill_buf().expect_err("stopped")), Some(Trouble::Stopped));
    }
}
