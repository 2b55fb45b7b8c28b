//! Forms and queries as lists of fields. What is missing is empty, what is unknown is left: each page says what it
//! makes of that.

use std::sync::Arc;

use axum::{
    Form,
    body::{Body, Bytes, to_bytes},
    extract::{FromRequest, Multipart, Query, Request, multipart::Field},
    http::{StatusCode, Uri, header},
    response::IntoResponse as _,
};
use model::{Millis, limits};
use tokio::{sync::SemaphorePermit, time::timeout};

use crate::{
    error::{Error, Result},
    server::Web,
};

/// Fields of one form that are looked at.
const FIELDS_MAX: usize = 1_000;
/// How long a browser may say nothing in the middle of a form: what receives files is held meanwhile.
const SILENCE: std::time::Duration = std::time::Duration::from_secs(30);
/// How long a form may wait until fewer files are being received.
const WAIT: std::time::Duration = std::time::Duration::from_secs(10);

/// The fields of a form, in order; a name may come several times.
#[derive(Debug, Clone, Default)]
pub(crate) struct Fields(pub(crate) Vec<(String, String)>);

impl Fields {
    /// The fields of an address's query.
    pub(crate) fn of_query(uri: &Uri) -> Fields {
        Fields(Query::<Vec<(String, String)>>::try_from_uri(uri).map(|Query(fields)| fields).unwrap_or_default())
    }

    /// The first value of this name; empty when there is none.
    pub(crate) fn get(&self, name: &str) -> &str {
        self.0.iter().find(|(field, _)| field == name).map_or("", |(_, value)| value.as_str())
    }

    /// Every value of this name.
    pub(crate) fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(field, _)| field == name).map(|(_, value)| value.as_str())
    }

    /// The first value of this name, read as what it should be; `None` when it is missing or wrong.
    pub(crate) fn read<T: std::str::FromStr>(&self, name: &str) -> Option<T> {
        self.get(name).parse().ok()
    }
}

/// A form without files.
pub(crate) struct Filled(pub(crate) Fields);

impl FromRequest<Arc<Web>> for Filled {
    type Rejection = Error;

    async fn from_request(request: Request, web: &Arc<Web>) -> Result<Filled> {
        let form = Form::<Vec<(String, String)>>::from_request(request, web);
        let form = timeout(2 * SILENCE, form).await.map_err(|_| Error::Form)?;
        let Form(mut fields) = form.map_err(|refused| of_status(refused.into_response().status()))?;
        fields.truncate(FIELDS_MAX);
        Ok(Filled(Fields(fields)))
    }
}

/// The bytes of a form that is read before its handler reads it, no more than may be sent there.
pub(crate) async fn whole(body: Body, bytes_max: usize) -> Result<Bytes> {
    let bytes = timeout(2 * SILENCE, to_bytes(body, bytes_max)).await.map_err(|_| Error::Form)?;
    bytes.map_err(|_| Error::TooLarge)
}

/// A form that may hold files, read as it arrives: fields are there once what came before them was read.
pub(crate) struct Arriving<'w> {
    pub(crate) fields: Fields,
    multipart: Option<Multipart>,
    web: &'w Web,
    permit: Option<SemaphorePermit<'w>>,
    pace: Pace,
}

/// A file of a form.
pub(crate) enum File {
    /// Name as the browser says it, and content.
    Whole(String, Vec<u8>),
    /// It is larger than [`limits::ATTACHMENT_BYTES_MAX`] and was thrown away while it came.
    TooLarge(String),
}

impl<'w> Arriving<'w> {
    /// Begins to read a form, with files or without.
    pub(crate) async fn begin(request: Request, web: &'w Arc<Web>) -> Result<Arriving<'w>> {
        let kind = request.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
        let (fields, multipart) = if kind.is_some_and(|kind| kind.starts_with("multipart/form-data")) {
            (Fields::default(), Some(Multipart::from_request(request, web).await.map_err(|_| Error::Form)?))
        } else {
            (Filled::from_request(request, web).await?.0, None)
        };
        Ok(Arriving { fields, multipart, web, permit: None, pace: Pace::begin(web.app.now()) })
    }

    /// The next file, once the fields before it are in; `None` when the form is read to its end.
    pub(crate) async fn next_file(&mut self) -> Result<Option<File>> {
        let Some(multipart) = &mut self.multipart else { return Ok(None) };
        while let Some(mut field) = next_field(multipart).await? {
            let name = field.name().unwrap_or_default().to_owned();
            let Some(file) = field.file_name().map(str::to_owned) else {
                let value = text(&mut field, self.web, &mut self.pace).await?;
                if self.fields.0.len() < FIELDS_MAX {
                    self.fields.0.push((name, value));
                }
                continue;
            };
            // A browser sends an empty file without a name when none was chosen.
            if file.is_empty() {
                continue;
            }
            if self.permit.is_none() {
                let permit = timeout(WAIT, self.web.uploads.acquire()).await;
                self.permit = Some(permit.map_err(|_| Error::Busy(30))?.map_err(|_| Error::Busy(30))?);
            }
            return Ok(Some(match content(&mut field, self.web, &mut self.pace).await? {
                Some(content) => File::Whole(file, content),
                None => File::TooLarge(file),
            }));
        }
        Ok(None)
    }

    /// Reads to the end and throws files away.
    pub(crate) async fn fields_alone(mut self) -> Result<Fields> {
        while self.next_file().await?.is_some() {}
        Ok(self.fields)
    }
}

/// How fast a form comes: one that trickles would hold a place that others wait for.
struct Pace {
    since: Millis,
    bytes: i64,
}

impl Pace {
    fn begin(now: Millis) -> Pace {
        Pace { since: now, bytes: 0 }
    }

    /// Counts what has come; an error when it comes too slowly on the whole.
    fn keep(&mut self, bytes: usize, now: Millis) -> Result<()> {
        self.bytes += bytes as i64;
        let beyond = now - self.since - limits::UPLOAD_GRACE;
        let due = beyond.0 / 1_000 * limits::UPLOAD_BYTES_PER_SECOND_MIN;
        if self.bytes < due { Err(Error::Form) } else { Ok(()) }
    }
}

/// A text field. What is beyond the size of a form is thrown away; the form's own checks say that it is too long.
async fn text(field: &mut Field<'_>, web: &Web, pace: &mut Pace) -> Result<String> {
    let mut bytes = Vec::new();
    while let Some(chunk) = next(field).await? {
        pace.keep(chunk.len(), web.app.now())?;
        let room = limits::FORM_BYTES_MAX.saturating_sub(bytes.len());
        bytes.extend_from_slice(&chunk[..chunk.len().min(room)]);
    }
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// The content of a file, or none when it is larger than [`limits::ATTACHMENT_BYTES_MAX`]; it is read to its end all the same, so that the browser
/// can read the answer.
async fn content(field: &mut Field<'_>, web: &Web, pace: &mut Pace) -> Result<Option<Vec<u8>>> {
    let mut bytes = Vec::new();
    let mut too_large = false;
    while let Some(chunk) = next(field).await? {
        pace.keep(chunk.len(), web.app.now())?;
        too_large |= bytes.len() + chunk.len() > limits::ATTACHMENT_BYTES_MAX;
        if too_large {
            bytes = Vec::new();
        } else {
            bytes.extend_from_slice(&chunk);
        }
    }
    Ok((!too_large).then_some(bytes))
}

/// The next field of a form.
pub(crate) async fn next_field(multipart: &mut Multipart) -> Result<Option<Field<'_>>> {
    let field = timeout(SILENCE, multipart.next_field()).await.map_err(|_| Error::Form)?;
    field.map_err(|error| of_status(error.status()))
}

/// The next piece of a field.
pub(crate) async fn next(field: &mut Field<'_>) -> Result<Option<Bytes>> {
    let piece = timeout(SILENCE, field.chunk()).await.map_err(|_| Error::Form)?;
    piece.map_err(|error| of_status(error.status()))
}

/// A refusal of the form readers.
fn of_status(status: StatusCode) -> Error {
    if status == StatusCode::PAYLOAD_TOO_LARGE { Error::TooLarge } else { Error::Form }
}

/// A text as a part of an address.
pub(crate) fn percent(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            safe.push(char::from(byte));
        } else {
            safe.push('%');
            safe.push_str(&model::text::hex(&[byte]).to_ascii_uppercase());
        }
    }
    safe
}

/// The minute of a day, as a field of time writes it: `07:30`. None: it is no hour.
pub(crate) fn minute(typed: &str) -> Option<i64> {
    let (hours, minutes) = typed.split_once(':')?;
    let (hours, minutes): (i64, i64) = (hours.parse().ok()?, minutes.parse().ok()?);
    ((0..24).contains(&hours) && (0..60).contains(&minutes)).then_some(hours * 60 + minutes)
}

/// An address to return to: a path of this site, whatever was asked for. Anything else leads home.
pub(crate) fn local_path(asked: &str) -> &str {
    let mut bytes = asked.bytes();
    let local = bytes.next() == Some(b'/') && !matches!(bytes.next(), Some(b'/' | b'\\'));
    let plain = asked.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\');
    if local && plain && asked.len() <= limits::RETURN_PATH_CHARS_MAX { asked } else { "/" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_returns_to_this_site_only() {
        for path in ["/inbox", "/inbox?message=7&before=1-2", "/"] {
            assert_eq!(local_path(path), path);
        }
        for elsewhere in [
            "",
            "//evil.example",
            "/\\evil.example",
            "https://evil.example",
            "javascript:alert(1)",
            "/a\r\nb",
            "/\tx",
            "inbox",
        ] {
            assert_eq!(local_path(elsewhere), "/", "{elsewhere:?}");
        }
        let long = format!("/{}", "a".repeat(limits::RETURN_PATH_CHARS_MAX));
        assert_eq!(local_path(&long), "/");
    }

    #[test]
    fn a_query_is_read_whatever_is_in_it() {
        let uri: Uri = "/x?q=%C3%A9t%C3%A9&to=1&to=2&bad=%FF%zz&alone".parse().expect("an address");
        let fields = Fields::of_query(&uri);
        assert_eq!(fields.get("q"), "été");
        assert_eq!(fields.all("to").collect::<Vec<_>>(), ["1", "2"]);
        assert_eq!(fields.get("missing"), "");
        assert_eq!(fields.read::<i64>("to"), Some(1));
        assert_eq!(fields.read::<i64>("q"), None);
    }

    #[test]
    fn a_form_that_trickles_is_given_up_and_a_slow_line_is_not() {
        let mut trickle = Pace::begin(Millis(0));
        assert!(trickle.keep(1, Millis::seconds(59)).is_ok());
        assert!(trickle.keep(1, Millis::seconds(62)).is_err());
        let mut slow = Pace::begin(Millis(0));
        assert!((1..=3_600).all(|second| slow.keep(5_000, Millis::seconds(second)).is_ok()));
    }

    #[test]
    fn a_text_becomes_a_part_of_an_address() {
        assert_eq!(percent("/inbox?m=é b"), "%2Finbox%3Fm%3D%C3%A9%20b");
    }

    #[test]
    fn an_hour_is_read_as_a_field_of_time_writes_it() {
        assert_eq!(minute("07:30"), Some(450));
        assert_eq!(minute("00:00"), Some(0));
        for wrong in ["", "7", "24:00", "12:60", "a:b", "-1:30"] {
            assert_eq!(minute(wrong), None, "{wrong}");
        }
    }
}
