//! A joined file, after the same check as the body of its message, each time it is asked for (invariant 3).

use actions::mailbox::{self, File};
use axum::{
    http::{HeaderName, HeaderValue, header},
    response::{IntoResponse, Response},
};
use model::AttachmentId;

use super::show::go;
use crate::{
    error::{Error, Result},
    forms::percent,
    session::{Ask, Id},
};

/// What may be shown in the page, and only when that is asked for: what cannot hold a script.
const PICTURES: [&str; 4] = ["image/png", "image/jpeg", "image/gif", "image/webp"];
/// Were a browser to open it as a page all the same, it could do nothing there.
const NOTHING: HeaderValue = HeaderValue::from_static("default-src 'none'; frame-ancestors 'none'; sandbox");

pub(crate) async fn show(ask: Ask, Id(id): Id<AttachmentId>) -> Result<Response> {
    if ask.visitor.messages_are_closed() && !mailbox::is_official_file(ask.app(), &ask.actor, id).await? {
        return Ok(go("/restrictions"));
    }
    let file = mailbox::open_file(ask.app(), &ask.actor, id).await?.ok_or(Error::NotFound)?;
    Ok(serve(file, ask.query("inline") == "1"))
}

fn serve(file: File, inline: bool) -> Response {
    let File { attachment, content } = file;
    let mime = HeaderValue::from_str(&attachment.mime);
    let disposition = HeaderValue::from_str(&disposition(&attachment.name, inline && picture(&attachment.mime)));
    let headers: [(HeaderName, HeaderValue); 3] = [
        (header::CONTENT_TYPE, mime.unwrap_or(HeaderValue::from_static("application/octet-stream"))),
        (header::CONTENT_DISPOSITION, disposition.unwrap_or(HeaderValue::from_static("attachment"))),
        (header::CONTENT_SECURITY_POLICY, NOTHING),
    ];
    (headers, content).into_response()
}

/// Whether a file of this kind may be shown in the page.
pub(super) fn picture(mime: &str) -> bool {
    PICTURES.contains(&mime)
}

/// How a browser keeps the file (RFC 6266): its name in plain letters for old browsers, and in full (RFC 8187).
fn disposition(name: &str, inline: bool) -> String {
    let plain: String = name
        .chars()
        .map(|c| match c {
            '"' | '\\' | '%' => '_',
            c if c.is_ascii_graphic() || c == ' ' => c,
            _ => '_',
        })
        .collect();
    let kind = if inline { "inline" } else { "attachment" };
    format!("{kind}; filename=\"{plain}\"; filename*=UTF-8''{}", percent(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_kept_under_its_name_and_its_name_breaks_nothing() {
        assert_eq!(
            disposition("plan été.pdf", false),
            "attachment; filename=\"plan _t_.pdf\"; filename*=UTF-8''plan%20%C3%A9t%C3%A9.pdf"
        );
        let odd = disposition("a\"; filename=\"x.exe\r\nset-cookie: a=b", false);
        assert!(!odd.contains('\r') && !odd.contains('\n'), "{odd}");
        assert_eq!(odd.matches('"').count(), 2, "{odd}");
    }

    #[test]
    fn only_a_picture_may_be_shown_in_the_page() {
        assert!(
            picture("image/png") && !picture("image/svg+xml") && !picture("text/html") && !picture("application/pdf")
        );
    }
}
