//! Style, script and fonts, under names that change with their content.

use axum::{
    extract::Path,
    http::{HeaderMap, HeaderValue, header},
    response::{IntoResponse, Response},
};

use crate::{
    assets,
    error::{Error, Result},
};

pub(crate) async fn show(Path(name): Path<String>, headers: HeaderMap) -> Result<Response> {
    let asset = assets::find(&name).ok_or(Error::NotFound)?;
    let accepts = |coding: &str| {
        let accepted = headers.get(header::ACCEPT_ENCODING).and_then(|value| value.to_str().ok()).unwrap_or_default();
        accepted.split(',').any(|one| one.split(';').next().is_some_and(|one| one.trim() == coding))
    };
    let (coding, bytes) = match (&asset.br, &asset.gz) {
        (Some(br), _) if accepts("br") => (Some("br"), br.as_slice()),
        (_, Some(gz)) if accepts("gzip") => (Some("gzip"), gz.as_slice()),
        _ => (None, &*asset.bytes),
    };
    let bytes = axum::body::Bytes::from_static(bytes);
    let mut answer = bytes.into_response();
    let answered = answer.headers_mut();
    answered.insert(header::CONTENT_TYPE, HeaderValue::from_static(asset.mime));
    answered.insert(header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=31536000, immutable"));
    answered.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    if let Some(coding) = coding {
        answered.insert(header::CONTENT_ENCODING, HeaderValue::from_static(coding));
    }
    Ok(answer)
}
