//! coordonnée: where a person can be reached outside of the program. What is here has been read once, at the edge: no
//! address holds a line break, a comma or a second address, and each prints as dots, so that none reaches a log.

use std::fmt;

use crate::limits;

/// A mailbox: `local@domain` in the plain words of RFC 5321 § 4.1.2, without quoted strings or comments, in ASCII. The
/// domain is in lower case.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MailAddress(String);

/// Why a text is no mail address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum MailRefused {
    /// It is not of the form `local@domain`.
    #[error("ce n’est pas une adresse de courriel")]
    Malformed,
    /// It is longer than mail servers take (RFC 5321 § 4.5.3.1).
    #[error("l’adresse de courriel est trop longue")]
    TooLong,
    /// It has letters that not every server takes (RFC 6531).
    #[error("l’adresse de courriel a des lettres accentuées, que tous les serveurs ne prennent pas")]
    NotAscii,
}

impl MailAddress {
    /// Reads an address as people type it.
    pub fn parse(text: &str) -> Result<MailAddress, MailRefused> {
        let text = text.trim();
        if !text.is_ascii() {
            return Err(MailRefused::NotAscii);
        }
        let (local, domain) = text.rsplit_once('@').ok_or(MailRefused::Malformed)?;
        if text.len() > limits::MAIL_ADDRESS_BYTES_MAX || local.len() > limits::MAIL_LOCAL_BYTES_MAX {
            return Err(MailRefused::TooLong);
        }
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-/=?^_`{|}~".contains(&byte);
        let atoms = local.split('.').all(|atom| !atom.is_empty() && atom.bytes().all(plain));
        let label = |label: &str| {
            let inner = label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
            !label.is_empty() && label.len() <= 63 && inner && !label.starts_with('-') && !label.ends_with('-')
        };
        let named = domain.contains('.') && domain.split('.').all(label);
        let top = domain.rsplit('.').next().unwrap_or_default();
        if !atoms || !named || top.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(MailRefused::Malformed);
        }
        Ok(MailAddress(format!("{local}@{}", domain.to_ascii_lowercase())))
    }

    /// The address as it stands in an envelope.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Part before the `@`.
    pub fn local(&self) -> &str {
        self.0.rsplit_once('@').map_or("", |(local, _)| local)
    }

    /// Where its mail goes.
    pub fn domain(&self) -> &str {
        self.0.rsplit_once('@').map_or("", |(_, domain)| domain)
    }
}

impl fmt::Debug for MailAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("MailAddress(…)")
    }
}

/// The number of a mobile telephone of France or of one of its territories, in the form of ITU-T E.164: `+33…`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PhoneNumber(String);

/// Why no text message goes to a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PhoneRefused {
    /// It is no number, or none that can be completed without guessing.
    #[error("ce n’est pas un numéro de téléphone complet")]
    Malformed,
    /// It is a landline, also by internet: most receive no text message.
    #[error("c’est un téléphone fixe : il ne reçoit pas de SMS")]
    Landline,
    /// It is a number of a service or of a machine.
    #[error("c’est un numéro de service, pas celui d’une personne")]
    Service,
    /// It is of another country: prices and rules differ, and a sign that was typed wrong may be far away.
    #[error("c’est un numéro d’un autre pays")]
    Foreign,
}

/// Territories whose mobiles have nine digits behind the country's code, as in France itself.
const NINE_DIGITS: [&str; 4] = ["262", "590", "594", "596"];

impl PhoneNumber {
    /// Reads a number as people and directories write it: `06…`, `+33 (0)6…`, `00262…`, with or without the first zero that
    /// spreadsheets lose. Numbers of New Caledonia, of French Polynesia and of Saint-Pierre-et-Miquelon need their `+`.
    pub fn parse(text: &str) -> Result<PhoneNumber, PhoneRefused> {
        let text = text.trim();
        let abroad = text.strip_prefix('+').or_else(|| text.strip_prefix("00"));
        let mut digits = String::new();
        for sign in abroad.unwrap_or(text).chars() {
            match sign {
                '0'..='9' => digits.push(sign),
                ' ' | '.' | '-' | '/' | '(' | ')' | '\u{a0}' | '\u{202f}' => {}
                _ => return Err(PhoneRefused::Malformed),
            }
        }
        if abroad.is_some() {
            return international(&digits);
        }
        match (digits.len(), digits.as_bytes().first()) {
            (10, Some(b'0')) => national(&digits[1..]),
            (9, Some(b'6' | b'7')) => national(&digits),
            _ => Err(PhoneRefused::Malformed),
        }
    }

    /// The number: `+` and digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for PhoneNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PhoneNumber(…)")
    }
}

/// Nine digits of the national plan, which France shares with five départements and collectivités overseas: the first
/// three say whose mobiles they are. Of 639, Mayotte has all but the numbers of fiction and the block behind them.
fn national(nine: &str) -> Result<PhoneNumber, PhoneRefused> {
    let country = match (&nine[..1], &nine[1..2], &nine[..3]) {
        ("6", _, "692" | "693") => "262",
        ("6", _, "639") if !nine[3..].starts_with("98") && !nine[3..].starts_with("99") => "262",
        ("6", _, "690" | "691") => "590",
        ("6", _, "694") => "594",
        ("6", _, "696" | "697") => "596",
        ("6", _, _) | ("7", "3" | "4" | "5" | "6" | "7" | "8" | "9", _) => "33",
        ("7" | "8", _, _) => return Err(PhoneRefused::Service),
        ("0", _, _) => return Err(PhoneRefused::Malformed),
        _ => return Err(PhoneRefused::Landline),
    };
    Ok(PhoneNumber(format!("+{country}{nine}")))
}

fn international(digits: &str) -> Result<PhoneNumber, PhoneRefused> {
    let Some((country, rest)) = digits.split_at_checked(3) else { return Err(PhoneRefused::Malformed) };
    if let Some(rest) = digits.strip_prefix("33") {
        let rest = rest.strip_prefix('0').unwrap_or(rest);
        return if rest.len() == 9 { national(rest) } else { Err(PhoneRefused::Malformed) };
    }
    let (length, mobile): (usize, &[u8]) = match country {
        code if NINE_DIGITS.contains(&code) => (9, b"67"),
        "508" => (6, b"5"),
        "687" => (6, b"789"),
        "689" => (8, b"8"),
        _ => return Err(PhoneRefused::Foreign),
    };
    let rest = if NINE_DIGITS.contains(&country) { rest.strip_prefix('0').unwrap_or(rest) } else { rest };
    match rest.as_bytes().first() {
        _ if rest.len() != length => Err(PhoneRefused::Malformed),
        Some(first) if mobile.contains(first) => Ok(PhoneNumber(format!("+{country}{rest}"))),
        _ => Err(PhoneRefused::Landline),
    }
}

/// A browser that takes push messages (Push API § 8): where its service waits for them, and to whom they are encrypted.
#[derive(Clone, PartialEq, Eq)]
pub struct PushSubscription {
    /// Address of its push service: `https`, and a secret of the browser.
    pub endpoint: String,
    /// Its public key, an uncompressed point of P-256 (RFC 8291 § 3.1): 65 bytes.
    pub public_key: Vec<u8>,
    /// Secret that it shares with us (RFC 8291 § 3.2): 16 bytes.
    pub auth: Vec<u8>,
}

impl fmt::Debug for PushSubscription {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PushSubscription(…)")
    }
}

/// Where one message goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Address {
    /// To a mailbox.
    Mail(MailAddress),
    /// To a mobile telephone.
    Sms(PhoneNumber),
    /// To every browser of a person that takes push messages.
    Push(Vec<PushSubscription>),
}

#[cfg(test)]
mod tests {
    use super::*;

    fn phone(text: &str) -> Result<String, PhoneRefused> {
        PhoneNumber::parse(text).map(|number| number.as_str().to_owned())
    }

    #[test]
    fn a_mobile_is_read_however_it_is_written() {
        for text in ["06 39 98 12 34", "0639981234", "06.39.98.12.34", "+33 6 39 98 12 34", "+33 (0)6 39 98 12 34"] {
            assert_eq!(phone(text).as_deref(), Ok("+33639981234"), "{text}");
        }
        assert_eq!(phone("639981234").as_deref(), Ok("+33639981234"), "a spreadsheet lost its zero");
        assert_eq!(phone("0033639981234").as_deref(), Ok("+33639981234"));
    }

    // Numbers are put together here, as nobody may own one that the repository holds.
    #[test]
    fn a_mobile_of_overseas_has_its_own_country() {
        let last = "00 00 00";
        for (first, country) in [("692", "262"), ("693", "262"), ("690", "590"), ("691", "590"), ("694", "594")] {
            let whole = format!("+{country}{first}000000");
            assert_eq!(phone(&format!("0{first} {last}")), Ok(whole.clone()), "{first}");
            assert_eq!(phone(&format!("+{country} {first} {last}")), Ok(whole.clone()));
            assert_eq!(phone(&format!("00{country}0{first}{last}")), Ok(whole), "with the zero of home");
        }
        assert_eq!(phone(&format!("0696 {last}")).as_deref(), Ok("+596696000000"));
        assert_eq!(phone(&format!("0639 0{}", "0 00 00")).as_deref(), Ok("+262639000000"), "Mayotte");
        assert_eq!(phone("+508 55 00 00").as_deref(), Ok("+508550000"));
        assert_eq!(phone("+687 75 00 00").as_deref(), Ok("+687750000"));
        assert_eq!(phone("+689 87 00 00 00").as_deref(), Ok("+68987000000"));
    }

    #[test]
    fn what_takes_no_text_message_is_refused_with_its_reason() {
        let last = "00 00 00 00";
        for first in ["01", "02", "05", "09"] {
            assert_eq!(phone(&format!("{first} {last}")), Err(PhoneRefused::Landline), "{first}");
        }
        assert_eq!(phone(&format!("0262 {}", "00 00 00")), Err(PhoneRefused::Landline));
        assert_eq!(phone("+262 262 00 00 00"), Err(PhoneRefused::Landline));
        assert_eq!(phone("+508 41 00 00"), Err(PhoneRefused::Landline));
        assert_eq!(phone("+689 40 00 00 00"), Err(PhoneRefused::Landline));
        assert_eq!(phone(&format!("08 {last}")), Err(PhoneRefused::Service));
        assert_eq!(phone(&format!("07 0{}", "0 00 00 00")), Err(PhoneRefused::Service), "a machine");
        assert_eq!(phone("+32 470 00 00 00"), Err(PhoneRefused::Foreign));
        for text in ["", "06", "06 39 98 12 3", "06 39 98 12 345", "17", "+", "+33", "06 39 98 12 3x", "0x39981234"] {
            assert_eq!(phone(text), Err(PhoneRefused::Malformed), "{text}");
        }
    }

    #[test]
    fn a_mail_address_is_one_mailbox_and_nothing_else() {
        let read = |text: &str| MailAddress::parse(text).map(|mail| mail.as_str().to_owned());
        assert_eq!(read(" Lea.Martin+ent@Mail.EXAMPLE.org ").as_deref(), Ok("Lea.Martin+ent@mail.example.org"));
        for text in [
            "",
            "lea",
            "@example.org",
            "lea@",
            "lea@example",
            concat!("lea@", ".org"),
            "a b@example.org",
            "a@example.org,b@example.org",
            "a@b@example.org",
            "<a@example.org>",
            "\"a b\"@example.org",
            "a\r\nBcc: b@example.org",
            "a@[192.0.2.1]",
            "a@192.0.2.1",
            "a..b@example.org",
            ".a@example.org",
            concat!("a@", "-example.org"),
            "a@exa_mple.org",
        ] {
            assert_eq!(read(text), Err(MailRefused::Malformed), "{text:?}");
        }
        assert_eq!(read("léa@example.org"), Err(MailRefused::NotAscii));
        assert_eq!(read(&format!("{}@example.org", "a".repeat(65))), Err(MailRefused::TooLong));
    }

    #[test]
    fn no_address_prints_itself() {
        let mail = MailAddress::parse("lea@example.org").expect("an address");
        let number = PhoneNumber::parse("06 39 98 12 34").expect("a number");
        let said = format!("{:?} {:?}", Address::Mail(mail), Address::Sms(number));
        assert!(!said.contains("lea") && !said.contains("39"), "{said}");
    }
}
