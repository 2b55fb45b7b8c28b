//! Services of others that let people in through this installation.

use model::{
    Millis, ServiceId,
    service::{AttributeSet, Client, Prefix, Protocol, Service, ServiceUrl},
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
    protocol: String,
    secret_hash: Option<Vec<u8>>,
    logout_url: Option<String>,
}

/// Every service, by code. An address that cannot be read any more is none.
pub async fn all(tx: &mut Tx) -> Result<Vec<Service>> {
    let rows: Vec<Row> = tx
        .all(
            "select id, code, name, attributes, enabled, protocol, secret_hash, logout_url from service order by code",
            (),
        )
        .await?;
    let prefixes: Vec<(Uuid, String)> =
        tx.all("select service, prefix from service_prefix order by service, prefix", ()).await?;
    let redirects: Vec<(Uuid, String, bool)> = tx
        .all("select service, url, after_logout from service_redirect order by service, after_logout, url", ())
        .await?;
    let service = |row: Row| {
        let urls = |after: bool| {
            let of_it =
                redirects.iter().filter(|(service, _, after_logout)| *service == row.id && *after_logout == after);
            of_it.filter_map(|(_, url, _)| ServiceUrl::parse(url).ok()).collect()
        };
        let speaks = if row.protocol == OIDC {
            let logout = row.logout_url.as_deref().and_then(|url| ServiceUrl::parse(url).ok());
            let (after_logout, secret_hash) = (urls(true), row.secret_hash);
            Protocol::Oidc(Client { secret_hash, redirects: urls(false), after_logout, logout })
        } else {
            let of_it = prefixes.iter().filter(|(service, _)| *service == row.id);
            Protocol::Cas(of_it.filter_map(|(_, prefix)| Prefix::parse(prefix).ok()).collect())
        };
        Service {
            id: row.id.into(),
            code: row.code,
            name: row.name,
            attributes: row.attributes,
            enabled: row.enabled,
            speaks,
        }
    };
    Ok(rows.into_iter().map(service).collect())
}

const CAS: &str = "cas";
const OIDC: &str = "oidc";

/// Adds a service with its addresses.
pub async fn add(tx: &mut Tx, service: &Service, now: Millis) -> Result<()> {
    let client = service.client();
    let protocol = if client.is_some() { OIDC } else { CAS };
    let logout = client.and_then(|client| client.logout.as_ref()).map(|url| url.as_str().to_owned());
    tx.run(
        "insert into service (id, code, name, attributes, enabled, created_at, protocol, secret_hash, logout_url) \
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        (
            service.id,
            service.code.as_str(),
            service.name.as_str(),
            service.attributes,
            service.enabled,
            now,
            protocol,
            client.and_then(|client| client.secret_hash.clone()),
            logout,
        ),
    )
    .await?;
    for prefix in service.prefixes() {
        tx.run("insert into service_prefix (service, prefix) values ($1, $2)", (service.id, prefix.as_str())).await?;
    }
    let Some(client) = client else { return Ok(()) };
    for (urls, after_logout) in [(&client.redirects, false), (&client.after_logout, true)] {
        for url in urls {
            tx.run(
                "insert into service_redirect (service, url, after_logout) values ($1, $2, $3)",
                (service.id, url.as_str(), after_logout),
            )
            .await?;
        }
    }
    Ok(())
}

/// Takes a service away, with the tickets that it was given and what came of them.
pub async fn remove(tx: &mut Tx, service: ServiceId) -> Result<()> {
    tx.run("delete from service_token where ticket in (select id from service_ticket where service = $1)", (service,))
        .await?;
    tx.run("delete from service_ticket where service = $1", (service,)).await?;
    tx.run("delete from service_prefix where service = $1", (service,)).await?;
    tx.run("delete from service_redirect where service = $1", (service,)).await?;
    tx.run("delete from service where id = $1", (service,)).await?;
    Ok(())
}

/// Lets a service let people in, or not; false when it stood so already.
pub async fn set_enabled(tx: &mut Tx, service: ServiceId, enabled: bool) -> Result<bool> {
    let moved = tx.run("update service set enabled = $2 where id = $1 and enabled <> $2", (service, enabled)).await?;
    Ok(moved == 1)
}
