//! What the table of actions needs of a service that speaks OpenID Connect.

use actions::{
    oidc::{Credentials, exchange::Exchange, refresh::Refresh},
    testing::World,
};
use model::{Actor, service::AttributeSet};

use super::{VERIFIER, coded, link};

/// The service « carnet », and what it was given for somebody.
pub(crate) struct Carnet {
    secret: String,
    /// Not shown yet, and shown.
    codes: [String; 2],
    /// Of the second.
    pub(crate) id_token: String,
    /// Refresh tokens of the second.
    pub(crate) used: String,
    pub(crate) unused: String,
}

/// Links it, and somebody goes there.
pub(crate) async fn carnet(world: &World, actor: &Actor) -> Carnet {
    let secret = link(world, "carnet", AttributeSet::Common).await;
    let codes = [coded(world, actor, "carnet").await, coded(world, actor, "carnet").await];
    let service = super::carnet(&secret);
    let first = service.exchanges(world, &codes[1]).await.expect("let in");
    let next = service.refreshes(world, &first).await.expect("refreshed");
    let [used, unused] =
        [&first, &next].map(|given| given.refresh.as_ref().expect("a refresh token").secret().to_owned());
    Carnet { secret, codes, id_token: first.id_token, used, unused }
}

fn shown(carnet: &Carnet) -> Credentials<'_> {
    Credentials { id: "carnet", secret: Some(&carnet.secret) }
}

/// One of its codes, with the right verifier or another.
pub(crate) fn exchanged<'a>(carnet: &'a Carnet, code: usize, verifier: Option<&'a str>) -> Exchange<'a> {
    let (redirect, verifier) = ("https://carnet.example/retour?de=preau", verifier.unwrap_or(VERIFIER));
    Exchange { client: shown(carnet), code: &carnet.codes[code], redirect, verifier }
}

/// One of its refresh tokens.
pub(crate) fn refreshed<'a>(carnet: &'a Carnet, token: &'a str) -> Refresh<'a> {
    Refresh { client: shown(carnet), token, scope: "" }
}
