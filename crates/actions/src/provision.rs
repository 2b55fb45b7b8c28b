//! Fills a database that holds nobody with a directory that is told, for replays.

use store::provision::Directory;

use crate::{App, Result, record};

/// Writes the whole directory; false, and nothing is written, when the database holds somebody already.
pub async fn provision(app: &App, directory: Directory) -> Result<bool> {
    let mut tx = app.db.begin().await?;
    if store::person::count(&mut tx).await? > 0 {
        return Ok(false);
    }
    let facts = serde_json::json!({
        "schools": directory.schools.len(), "audiences": directory.audiences.len(), "people": directory.people.len(),
    });
    store::provision::write(&mut tx, directory).await?;
    record::append(app, &mut tx, "directory.provision", None, "directory", &facts).await?;
    tx.commit().await?;
    Ok(true)
}
