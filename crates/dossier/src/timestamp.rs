//! A time-stamp of somebody else (RFC 3161): the question that their service is sent, and whether an answer is about what
//! was asked. Whether the authority is to be trusted is `openssl ts -verify`'s to say, with its certificates.

use journal::Hash;

/// `id-sha256` (RFC 5754 §2.2) with its absent parameters as null, as an `AlgorithmIdentifier`.
const SHA256: [u8; 15] = [0x30, 0x0d, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01, 0x05, 0x00];

/// Why an answer is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotStamped {
    /// It is no answer of such a service.
    #[error("la réponse n’est pas un horodatage (RFC 3161)")]
    Unreadable,
    /// The service refuses.
    #[error("le service d’horodatage refuse la demande (statut {0})")]
    Refused(u8),
    /// It is about something else.
    #[error("l’horodatage porte sur une autre empreinte")]
    OtherDigest,
}

/// The question, in DER: version 1, this digest, with the certificates please. It has no number of chance, so that the
/// same pack asks the same; an answer is tied to it by the digest, which nothing else has.
pub fn question(digest: &Hash) -> Vec<u8> {
    let mut content = vec![0x02, 0x01, 0x01];
    content.extend_from_slice(&imprint(digest));
    content.extend_from_slice(&[0x01, 0x01, 0xff]);
    let mut question = vec![0x30, content.len() as u8];
    question.extend_from_slice(&content);
    question
}

/// Checks that an answer grants a time-stamp of this digest.
pub fn check(answer: &[u8], digest: &Hash) -> Result<(), NotStamped> {
    let (content, _) = within(answer, 0x30)?;
    let (status, token) = within(content, 0x30)?;
    let (granted, _) = within(status, 0x02)?;
    match granted {
        // Granted, or granted with changes.
        [0 | 1] => {}
        [code] => return Err(NotStamped::Refused(*code)),
        _ => return Err(NotStamped::Unreadable),
    }
    within(token, 0x30)?;
    // The digest stands in the signed content as the question had it; some services leave out the null of its algorithm.
    let full = imprint(digest);
    let mut bare = vec![0x30, 0x2f, 0x30, 0x0b];
    bare.extend_from_slice(&full[4..15]);
    bare.extend_from_slice(&full[17..]);
    let has = |part: &[u8]| token.windows(part.len()).any(|window| window == part);
    if has(&full) || has(&bare) { Ok(()) } else { Err(NotStamped::OtherDigest) }
}

/// The digest with its algorithm: a `MessageImprint`.
fn imprint(digest: &Hash) -> Vec<u8> {
    let mut imprint = vec![0x30, 0x31];
    imprint.extend_from_slice(&SHA256);
    imprint.extend_from_slice(&[0x04, 0x20]);
    imprint.extend_from_slice(&digest.0);
    imprint
}

/// The content of the first value, which has this tag, and what comes after it.
fn within(bytes: &[u8], tag: u8) -> Result<(&[u8], &[u8]), NotStamped> {
    let (found, rest) = bytes.split_first().ok_or(NotStamped::Unreadable)?;
    let (first, rest) = rest.split_first().ok_or(NotStamped::Unreadable)?;
    if *found != tag {
        return Err(NotStamped::Unreadable);
    }
    let (length, rest) = match first {
        0..=0x7f => (usize::from(*first), rest),
        0x81..=0x84 => {
            let (digits, rest) = rest.split_at_checked(usize::from(first & 0x7f)).ok_or(NotStamped::Unreadable)?;
            (digits.iter().fold(0, |length, digit| length << 8 | usize::from(*digit)), rest)
        }
        _ => return Err(NotStamped::Unreadable),
    };
    rest.split_at_checked(length).ok_or(NotStamped::Unreadable)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_about_something_else_or_none_is_refused() {
        let digest = Hash::of(&[b"tagmanifest"]);
        assert_eq!(question(&digest).len(), 59);
        assert_eq!(check(b"", &digest), Err(NotStamped::Unreadable));
        assert_eq!(check(b"<html>", &digest), Err(NotStamped::Unreadable));
        // Rejected, without a token.
        assert_eq!(check(&[0x30, 5, 0x30, 3, 2, 1, 2], &digest), Err(NotStamped::Refused(2)));
        let mut other = vec![0x30, 58, 0x30, 3, 2, 1, 0, 0x30, 51];
        other.extend_from_slice(&imprint(&Hash::of(&[b"other"])));
        assert_eq!(check(&other, &digest), Err(NotStamped::OtherDigest));
        other.truncate(9);
        other.extend_from_slice(&imprint(&digest));
        assert_eq!(check(&other, &digest), Ok(()));
    }
}
