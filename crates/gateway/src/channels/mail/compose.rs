//! The bytes of a mail (RFC 5322, RFC 2045): the same for the same message.

use std::time::{Duration, SystemTime};

use lettre::{
    Address, Message,
    message::{
        Mailbox, MultiPart, MultiPartKind, SinglePart,
        header::{ContentType, HeaderName, HeaderValue},
    },
};
use model::{channel::Outgoing, contact::MailAddress};

/// Who our mail comes from.
pub(super) struct From {
    pub(super) name: String,
    pub(super) address: MailAddress,
    pub(super) reply_to: Option<MailAddress>,
}

/// The message, if the library takes its parts; it does of all that `model` has read.
pub(super) fn message(from: &From, outgoing: &Outgoing, to: &MailAddress) -> Option<Vec<u8>> {
    let (subject, key) = (one_line(&outgoing.subject), &outgoing.key.0);
    let at = SystemTime::UNIX_EPOCH + Duration::from_millis(outgoing.made_at.0.unsigned_abs());
    let mut builder = Message::builder()
        .from(Mailbox::new(Some(one_line(&from.name)), address(&from.address)?))
        .to(Mailbox::new(None, address(to)?))
        .subject(subject.clone())
        .date(at)
        .message_id(Some(format!("<{key}@{}>", from.address.domain())))
        // RFC 3834 § 5: nobody's absence is to answer it.
        .raw_header(header("Auto-Submitted", "auto-generated")?)
        .raw_header(header("X-Auto-Response-Suppress", "All")?);
    if let Some(reply_to) = &from.reply_to {
        builder = builder.reply_to(Mailbox::new(None, address(reply_to)?));
    }
    let text = format!("{}\r\n\r\n{}\r\n", outgoing.text.replace("\r\n", "\n").replace('\n', "\r\n"), outgoing.link);
    let html = html(&subject, &outgoing.text, &outgoing.link);
    let part = |kind: ContentType, text: String| SinglePart::builder().header(kind).body(text);
    let parts = MultiPart::builder()
        .kind(MultiPartKind::Alternative)
        .boundary(format!("preau-{key}"))
        .build()
        .singlepart(part(ContentType::TEXT_PLAIN, text))
        .singlepart(part(ContentType::TEXT_HTML, html));
    Some(builder.multipart(parts).ok()?.formatted())
}

/// The address in the library's words.
pub(super) fn address(mail: &MailAddress) -> Option<Address> {
    Address::new(mail.local(), mail.domain()).ok()
}

fn header(name: &str, value: &str) -> Option<HeaderValue> {
    Some(HeaderValue::new(HeaderName::new_from_ascii(name.to_owned()).ok()?, value.to_owned()))
}

/// A text without what would end a header.
fn one_line(text: &str) -> String {
    text.chars().map(|sign| if sign.is_control() { ' ' } else { sign }).collect()
}

fn html(subject: &str, text: &str, link: &str) -> String {
    let paragraphs: Vec<String> = text
        .replace("\r\n", "\n")
        .split("\n\n")
        .map(|paragraph| format!("<p>{}</p>", escaped(paragraph).replace('\n', "<br>")))
        .collect();
    let (subject, link) = (escaped(subject), escaped(link));
    format!(
        "<!doctype html>\r\n<html lang=\"fr\">\r\n<head><meta charset=\"utf-8\"><title>{subject}</title></head>\r\n\
         <body>\r\n{}\r\n<p><a href=\"{link}\">{link}</a></p>\r\n</body>\r\n</html>\r\n",
        paragraphs.join("\r\n")
    )
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;").replace('\'', "&#39;")
}
