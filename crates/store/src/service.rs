//! Services of others that let people in through this installation.

use model::{
    Millis, ServiceId,
    service::{AttributeSet, Prefix, Service},
};
use sqlx::FromRow;
use uuid::Uuid;

use crate::{Result, Tx};

#[derive(FromRow)]
struct Row {
    id: Uuid,
    code: String,
    name: String,
    #[sqlx(try_from = "String")]
    attributes: AttributeSet,
    enabled: bool,
}

/// Every service, by code.
pub async fn all(tx: &mut Tx) -> Result<Vec<Service>> {
    let rows: Vec<Row> = tx.all("select id, code, name, attributes, enabled from service order by code", ()).await?;
    let prefixes: Vec<(Uuid, String)> =
        tx.all("select service, prefix from service_prefix order by service, prefix", ()).await?;
    let service = |row: Row| Service {
        id: row.id.into(),
        code: row.code,
        name: row.name,
        attributes: row.attributes,
        enabled: row.enabled,
        // One that cannot be read any more covers nothing.
        prefixes: prefixes
            .iter()
            .filter(|(service, _)| *service == row.id)
            .filter_map(|(_, prefix)| Prefix::parse(prefix).ok())
            .collect(),
    };
    Ok(rows.into_iter().map(service).collect())
}

/// Adds a service with its addresses.
pub async fn add(tx: &mut Tx, service: &Service, now: Millis) -> Result<()> {
    tx.run(
        "insert into service (id, code, name, attributes, enabled, created_at) values ($1, $2, $3, $4, $5, $6)",
        (service.id, service.code.as_str(), service.name.as_str(), service.attributes, service.enabled, now),
    )
    .await?;
    for prefix in &service.prefixes {
        tx.run("insert into service_prefix (service, prefix) values ($1, $2)", (service.id, prefix.as_str())).await?;
    }
    Ok(())
}

/// Takes a service away, with the tickets that it was given.
pub async fn remove(tx: &mut Tx, service: ServiceId) -> Result<()> {
    tx.run("delete from service_ticket where service = $1", (service,)).await?;
    tx.run("delete from service_prefix where service = $1", (service,)).await?;
    tx.run("delete from service where id = $1", (service,)).await?;
    Ok(())
}

/// Lets a service let people in, or not; false when it stood so already.
pub async fn set_enabled(tx: &mut Tx, service: ServiceId, enabled: bool) -> Result<bool> {
    let moved = tx.run("update service set enabled = $2 where id = $1 and enabled <> $2", (service, enabled)).await?;
    Ok(moved == 1)
}
