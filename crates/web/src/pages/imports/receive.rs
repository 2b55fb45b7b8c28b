//! Receiving the files of a directory: piece by piece to the disk, whatever their size.

use std::sync::Arc;

use actions::import::upload::Uploaded;
use axum::extract::{FromRequest as _, Multipart, Request, multipart::Field};
use model::limits;
use store::blobs::NewBlob;

use crate::{
    error::{Error, Result},
    forms::{next, next_field},
    server::Web,
};

/// Bytes gathered before they are written: a write for each network packet would cost a thread's turn each.
const PIECE_BYTES: usize = 1_000_000;
/// Bytes of a word of the form.
const WORD_BYTES_MAX: usize = 100;

/// The files of a form, kept as blobs, and the school that it names. Files without a name or without content are left.
pub(super) async fn files(web: &Arc<Web>, request: Request) -> Result<(Vec<Uploaded>, String)> {
    let mut multipart = Multipart::from_request(request, web).await.map_err(|_| Error::Form)?;
    let (mut files, mut uai) = (Vec::new(), String::new());
    while let Some(mut field) = next_field(&mut multipart).await? {
        let Some(name) = field.file_name().filter(|name| !name.is_empty()).map(str::to_owned) else {
            if field.name() == Some("uai") {
                uai = word(&mut field).await?;
            }
            continue;
        };
        if files.len() >= limits::IMPORT_FILES_MAX {
            return Err(Error::TooLarge);
        }
        if let Some(sha256) = receive(web, &mut field).await? {
            files.push(Uploaded::new(&name, &sha256));
        }
    }
    Ok((files, uai))
}

/// A short text; the rest of a long one is thrown away.
async fn word(field: &mut Field<'_>) -> Result<String> {
    let mut bytes = Vec::new();
    while let Some(chunk) = next(field).await? {
        let room = WORD_BYTES_MAX.saturating_sub(bytes.len());
        bytes.extend_from_slice(&chunk[..chunk.len().min(room)]);
    }
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

async fn receive(web: &Web, field: &mut Field<'_>) -> Result<Option<[u8; 32]>> {
    let mut blob = web.app.blobs.begin()?;
    let mut piece: Vec<u8> = Vec::new();
    let mut bytes = 0;
    while let Some(chunk) = next(field).await? {
        bytes += chunk.len();
        piece.extend_from_slice(&chunk);
        if piece.len() >= PIECE_BYTES {
            blob = write(blob, std::mem::take(&mut piece)).await?;
        }
    }
    if bytes == 0 {
        return Ok(None);
    }
    let blob = write(blob, piece).await?;
    let kept = tokio::task::spawn_blocking(move || blob.keep()).await;
    Ok(Some(kept.map_err(|_| actions::Error::Lost)??))
}

async fn write(mut blob: NewBlob, piece: Vec<u8>) -> Result<NewBlob> {
    let written = tokio::task::spawn_blocking(move || blob.write(&piece).map(|()| blob)).await;
    Ok(written.map_err(|_| actions::Error::Lost)??)
}
