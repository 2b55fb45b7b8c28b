//! QR codes as drawings within a page.

use fast_qr::{
    ECL, QRBuilder,
    convert::{Builder as _, svg::SvgBuilder},
};

/// Light modules around the code that readers need (ISO/IEC 18004).
const QUIET_ZONE: usize = 4;

/// The QR code of a text, as SVG, dark on light whatever the page's colours. Empty when the text is too long for one.
pub(crate) fn svg(text: &str) -> String {
    let Ok(code) = QRBuilder::new(text).ecl(ECL::M).build() else { return String::new() };
    SvgBuilder::default().margin(QUIET_ZONE).to_str(&code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_becomes_a_drawing_that_needs_nothing_else() {
        let svg = svg("otpauth://totp/Pr%C3%A9au:ines.marchetti?secret=JBSWY3DPEHPK3PXP&issuer=Pr%C3%A9au");
        assert!(svg.starts_with("<svg") && svg.ends_with("</svg>"), "{svg}");
        assert!(!svg.contains("style") && !svg.contains("<script") && !svg.contains("href"), "{svg}");
        assert!(super::svg(&"x".repeat(5_000)).is_empty());
    }
}
