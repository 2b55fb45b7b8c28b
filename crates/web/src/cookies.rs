//! The cookies: a session, a device, and the light that a reader prefers. All are unreadable to scripts.

use axum::http::{HeaderMap, HeaderValue, header};

/// Life of a cookie that stays, in seconds: as long as browsers keep one.
const LONG_LIFE_S: u32 = 400 * 86_400;

/// A cookie of ours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Cookie {
    /// Who is signed in. It ends with the browser, so that the next user of a shared computer does not meet it.
    Session,
    /// Which browser this is. It stays.
    Device,
    /// Light or dark. It stays.
    Theme,
}

impl Cookie {
    /// Its name. `__Host-` makes a browser refuse it from anything but this very host over TLS.
    const fn name(self, secure: bool) -> &'static str {
        match (self, secure) {
            (Cookie::Session, true) => "__Host-preau-session",
            (Cookie::Session, false) => "preau-session",
            (Cookie::Device, true) => "__Host-preau-device",
            (Cookie::Device, false) => "preau-device",
            (Cookie::Theme, true) => "__Host-preau-theme",
            (Cookie::Theme, false) => "preau-theme",
        }
    }

    /// What the request carries under its name. A name given twice is nobody's: one of the two was planted.
    pub(crate) fn read(self, headers: &HeaderMap, secure: bool) -> Option<String> {
        let lines = headers.get_all(header::COOKIE).into_iter().filter_map(|line| line.to_str().ok());
        let mut values = lines
            .flat_map(|line| line.split(';'))
            .filter_map(|pair| pair.trim().split_once('='))
            .filter(|(name, _)| *name == self.name(secure))
            .map(|(_, value)| value);
        let value = values.next()?;
        let plain = !value.is_empty() && value.len() <= 128 && value.bytes().all(|b| b.is_ascii_alphanumeric());
        (values.next().is_none() && plain).then(|| value.to_owned())
    }

    /// The header that sets it. `value` is letters and digits.
    pub(crate) fn set(self, value: &str, secure: bool) -> HeaderValue {
        let life = match self {
            Cookie::Session => String::new(),
            Cookie::Device | Cookie::Theme => format!("; Max-Age={LONG_LIFE_S}"),
        };
        self.header(value, &life, secure)
    }

    /// The header that takes it away.
    pub(crate) fn forget(self, secure: bool) -> HeaderValue {
        self.header("", "; Max-Age=0", secure)
    }

    fn header(self, value: &str, life: &str, secure: bool) -> HeaderValue {
        let secure_word = if secure { "; Secure" } else { "" };
        let text = format!("{}={value}; Path=/; HttpOnly; SameSite=Lax{life}{secure_word}", self.name(secure));
        // Names and values are plain letters and digits, so this never fails.
        HeaderValue::from_str(&text).unwrap_or_else(|_| HeaderValue::from_static(""))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn request(cookies: &[&str]) -> HeaderMap {
        let line = |text: &&str| (header::COOKIE, HeaderValue::from_str(text).expect("a header"));
        cookies.iter().map(line).collect()
    }

    #[test]
    fn a_cookie_is_found_among_others() {
        let headers = request(&["a=b; preau-session=abc123", "preau-device=d9"]);
        assert_eq!(Cookie::Session.read(&headers, false).as_deref(), Some("abc123"));
        assert_eq!(Cookie::Device.read(&headers, false).as_deref(), Some("d9"));
        assert_eq!(Cookie::Session.read(&headers, true), None, "without the prefix it may be planted");
    }

    #[test]
    fn a_cookie_that_came_twice_or_is_not_plain_is_none() {
        assert_eq!(Cookie::Session.read(&request(&["preau-session=a; preau-session=b"]), false), None);
        assert_eq!(Cookie::Session.read(&request(&["preau-session=a/../b"]), false), None);
        assert_eq!(Cookie::Session.read(&request(&[&format!("preau-session={}", "a".repeat(129))]), false), None);
        assert_eq!(Cookie::Session.read(&request(&["preau-session="]), false), None);
    }

    #[test]
    fn a_secure_cookie_says_so_and_a_session_ends_with_the_browser() {
        let session = Cookie::Session.set("abc", true);
        assert_eq!(session, "__Host-preau-session=abc; Path=/; HttpOnly; SameSite=Lax; Secure");
        let device = Cookie::Device.set("abc", false);
        assert_eq!(device, "preau-device=abc; Path=/; HttpOnly; SameSite=Lax; Max-Age=34560000");
        assert!(Cookie::Session.forget(true).to_str().expect("text").contains("Max-Age=0"));
    }
}
