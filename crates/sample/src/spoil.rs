//! Files spoiled by chance: what every reader of the house must survive. The same seed spoils in the same way.

use crate::chance::Chance;

/// Bytes that readers stumble over.
const ODD: [u8; 10] = [0, 1, 0x7F, 0x80, 0xFF, b'(', b'<', b'9', b'"', b'\n'];
/// Changes made to one file, at most.
const CHANGES_MAX: usize = 8;

/// Spoiled files, made of sound ones: bytes changed, doubled, taken out, or taken from another.
pub fn spoiled<S: AsRef<[u8]>>(sound: &[S], seed: u64, tries: usize) -> impl Iterator<Item = Vec<u8>> {
    let mut chance = Chance::new(seed, 0);
    (0..tries * usize::from(!sound.is_empty())).map(move |n| {
        let mut file = sound[n % sound.len()].as_ref().to_vec();
        for _ in 0..chance.between(1, CHANGES_MAX) {
            let other = sound[chance.below(sound.len())].as_ref();
            change(&mut file, other, &mut chance);
        }
        file
    })
}

/// Changes a file in one place.
fn change(file: &mut Vec<u8>, other: &[u8], chance: &mut Chance) {
    let at = chance.below(file.len());
    match chance.below(6) {
        0 if !file.is_empty() => file[at] = chance.pick(&ODD),
        1 if !file.is_empty() => file[at] ^= 1 << chance.below(8),
        2 => file.truncate(at),
        3 => {
            let end = (at + chance.below(64)).min(file.len());
            let piece = file[at..end].to_vec();
            file.splice(at..at, piece);
        }
        4 => {
            let from = chance.below(other.len());
            let end = (from + chance.below(256)).min(other.len());
            file.splice(at..at, other[from..end].iter().copied());
        }
        _ => {
            let end = (at + chance.below(16)).min(file.len());
            file.drain(at..end);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_spoils_in_the_same_way_and_nothing_stays_sound() {
        let sound = ["un texte sain, assez long pour être abîmé", ""];
        let files: Vec<_> = spoiled(&sound, 1, 50).collect();
        assert_eq!(files, spoiled(&sound, 1, 50).collect::<Vec<_>>());
        assert!(files.iter().filter(|file| file.as_slice() != sound[0].as_bytes()).count() > 45);
        assert_eq!(spoiled::<&str>(&[], 1, 50).count(), 0);
    }
}
