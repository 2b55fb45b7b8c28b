//! Undoing how streams are packed.

use super::objects::{Objects, Stream};
use crate::{Overrun, Unreadable, budget::Budget, examiner::Examiner};

/// The bytes of a stream. `None`, with the bound that was met said in the report, when they cannot be had.
pub(super) fn decode(examiner: &mut Examiner, objects: &Objects<'_>, stream: &Stream<'_>) -> Option<Vec<u8>> {
    match undo(&mut examiner.budget, objects, stream) {
        Ok(Some(bytes)) => Some(bytes),
        Ok(None) => {
            examiner.unreadable(Unreadable::Damaged);
            None
        }
        Err(overrun) => {
            examiner.overrun(overrun);
            None
        }
    }
}

/// The bytes of a stream; `None` when it is packed in a way that is not known here. A picture's own form is left.
pub(super) fn undo(
    budget: &mut Budget,
    objects: &Objects<'_>,
    stream: &Stream<'_>,
) -> Result<Option<Vec<u8>>, Overrun> {
    let mut bytes = stream.raw.to_vec();
    for filter in stream.filters(objects) {
        bytes = match filter.as_slice() {
            b"FlateDecode" | b"Fl" => {
                let (unpacked, whole) = budget.unpack(flate2::read::ZlibDecoder::new(bytes.as_slice()), bytes.len())?;
                if !whole && unpacked.is_empty() {
                    return Ok(None);
                }
                unpacked
            }
            b"ASCIIHexDecode" | b"AHx" => hex(&bytes),
            b"ASCII85Decode" | b"A85" => base85(&bytes),
            b"RunLengthDecode" | b"RL" => budget.unpack(runs(&bytes).as_slice(), bytes.len())?.0,
            b"DCTDecode" => return Ok(Some(bytes)),
            _ => return Ok(None),
        };
    }
    Ok(Some(bytes))
}

fn hex(bytes: &[u8]) -> Vec<u8> {
    let digits = bytes.iter().take_while(|byte| **byte != b'>').filter_map(|byte| char::from(*byte).to_digit(16));
    let digits: Vec<u32> = digits.collect();
    digits.chunks(2).map(|two| (two[0] * 16 + two.get(1).copied().unwrap_or(0)) as u8).collect()
}

fn base85(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len());
    let mut group = Vec::with_capacity(5);
    let flush = |group: &mut Vec<u8>, out: &mut Vec<u8>| {
        let count = group.len();
        if count > 1 {
            let digit = |n: usize| u32::from(group.get(n).copied().unwrap_or(84));
            let value = (0..5).fold(0_u32, |value, n| value.wrapping_mul(85).wrapping_add(digit(n)));
            out.extend_from_slice(&value.to_be_bytes()[..count - 1]);
        }
        group.clear();
    };
    for byte in bytes {
        match byte {
            b'~' => break,
            b'z' if group.is_empty() => out.extend_from_slice(&[0; 4]),
            b'!'..=b'u' => group.push(byte - b'!'),
            _ => {}
        }
        if group.len() == 5 {
            flush(&mut group, &mut out);
        }
    }
    flush(&mut group, &mut out);
    out
}

/// At most 128 times its size: a run is two bytes.
fn runs(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(&length) = bytes.get(at) {
        let count = usize::from(length);
        match length {
            0..=127 => {
                let end = bytes.len().min(at + 2 + count);
                out.extend_from_slice(&bytes[at + 1..end]);
                at += 2 + count;
            }
            128 => break,
            _ => {
                out.extend(std::iter::repeat_n(bytes.get(at + 1).copied().unwrap_or(0), 257 - count));
                at += 2;
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_forms_of_bytes_are_undone() {
        assert_eq!(hex(b"62 6F 6D>zz"), b"bom");
        assert_eq!(base85(b"87cURD]i,\"Ebo80~>"), b"Hello World!");
        assert_eq!(base85(b"z!"), [0; 4]);
        assert_eq!(runs(&[2, b'a', b'b', b'c', 254, b'd', 128, 9]), b"abcddd");
        assert_eq!(runs(&[200]), [0; 57]);
    }
}
