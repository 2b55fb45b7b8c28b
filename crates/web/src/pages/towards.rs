//! The service to which somebody goes on after signing in.

use actions::{oidc, services};
use axum::{http::header, response::Response};
use model::service::{Service, ServiceUrl};

use super::{cas, oidc::client_of};
use crate::{error::Result, router::policy_towards, session::Guest};

/// The service that a path of this site leads to, and at which address, if it is a door to one.
pub(super) async fn of(guest: &Guest, path: &str) -> Result<Option<(Service, ServiceUrl)>> {
    if let Some(address) = cas::service_of(path) {
        return Ok(services::at(guest.app(), &address).await?);
    }
    match client_of(path) {
        Some((client, redirect)) => Ok(oidc::at(guest.app(), &client, &redirect).await?),
        None => Ok(None),
    }
}

/// Lets the form of a page lead on there.
pub(super) fn allow(answer: &mut Response, url: &ServiceUrl) {
    if let Some(policy) = policy_towards(&url.origin()) {
        answer.headers_mut().insert(header::CONTENT_SECURITY_POLICY, policy);
    }
}
