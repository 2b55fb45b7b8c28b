//! Telling a service that a session has ended. CAS single logout is a SAML `LogoutRequest` posted to the address for which
//! the service had its ticket; OpenID Connect's back-channel logout a signed token posted to the one that it named.

use std::time::Duration;

use actions::{
    App,
    single_logout::{self, Notice, Words},
};
use model::{TicketId, limits};

use crate::http;

/// Why a service could not be told.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// It cannot be reached, or its answer is none.
    #[error("the service at {0} could not be told that a session has ended: {1}. It is tried again")]
    Unreachable(String, ureq::Error),
    /// It could not take it at this moment.
    #[error("the service at {0} answered {1} when it was told that a session has ended. It is tried again")]
    Failing(String, u16),
    /// What stands under it failed.
    #[error(transparent)]
    Actions(#[from] actions::Error),
    /// A blocking task was lost.
    #[error("a task of the program was lost")]
    Lost,
}

/// Tells the service of a ticket that its session has ended, unless it was told or is not registered any more. May run
/// twice: a service forgets a session once.
pub async fn logout_job(app: &App, ticket: TicketId) -> Result<(), Error> {
    let Some(notice) = single_logout::notice(app, ticket).await? else { return Ok(()) };
    let to = notice.to.clone();
    let (field, text) = match &notice.words {
        Words::Cas => ("logoutRequest", request(&notice)),
        Words::Oidc(token) => ("logout_token", token.clone()),
    };
    let patience = Duration::from_millis(limits::LOGOUT_PATIENCE.0.unsigned_abs());
    let posted = tokio::task::spawn_blocking(move || http::post_form(&to, &[(field, &text)], patience));
    let status = posted.await.map_err(|_| Error::Lost)?;
    let status = status.map_err(|error| Error::Unreachable(notice.to.origin(), error))?;
    // A service that knows no single logout says so every time: only one that fails is asked again.
    if status >= 500 {
        return Err(Error::Failing(notice.to.origin(), status));
    }
    Ok(single_logout::told(app, &notice, status).await?)
}

/// The request. Tickets are letters, digits and dashes.
fn request(notice: &Notice) -> String {
    let at = jiff::Timestamp::from_millisecond(notice.at.0).unwrap_or_default();
    format!(
        "<samlp:LogoutRequest xmlns:samlp=\"urn:oasis:names:tc:SAML:2.0:protocol\" \
         xmlns:saml=\"urn:oasis:names:tc:SAML:2.0:assertion\" ID=\"LR-{}\" Version=\"2.0\" IssueInstant=\"{at:.0}\">\
         <saml:NameID>@NOT_USED@</saml:NameID><samlp:SessionIndex>{}</samlp:SessionIndex></samlp:LogoutRequest>",
        notice.id, notice.ticket
    )
}

#[cfg(test)]
mod tests {
    use actions::{
        cas::{
            issue::{Issued, issue},
            validate::{Question, validate},
        },
        services::{self, NewService},
        sign_in,
        testing::{Tab, World},
    };
    use model::service::AttributeSet;
    use store::testing::TestDb;
    use tokio::{
        io::{AsyncReadExt as _, AsyncWriteExt as _},
        net::TcpListener,
    };

    use super::*;

    /// Ines goes to a service at this address and signs out here; the ticket, and its text.
    async fn ended(world: &World, address: &str) -> (TicketId, String) {
        let prefixes = [address.to_owned()];
        let new = NewService { code: "essai", name: "Essai", prefixes: &prefixes, attributes: AttributeSet::Hub };
        services::add(&world.app, &new).await.expect("added");
        let mut tab = Tab::unknown();
        assert!(tab.signs_in(world, "ines").await);
        let ines = tab.who(world).await.expect("in");
        let Issued::To(to) = issue(&world.app, &ines, address, false).await.expect("issued") else {
            panic!("no ticket")
        };
        let ticket = to.split_once("ticket=").expect("a ticket").1;
        let question = Question { service: address, ticket, renew: false, proxy: false };
        validate(&world.app, &question).await.expect("let in");
        sign_in::sign_out(&world.app, &ines).await.expect("out");
        let mut tx = world.app.db.read().await.expect("reads");
        let row: Option<(uuid::Uuid,)> = tx.maybe("select id from service_ticket", ()).await.expect("read");
        (row.expect("a ticket").0.into(), ticket.to_owned())
    }

    store::both!(a_service_that_fails_is_told_again_and_then_no_more, |t: TestDb| async move {
        let world = World::new(t).await;
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = format!("http://{}/in", listener.local_addr().expect("an address"));
        let (id, ticket) = ended(&world, &address).await;
        let service = tokio::spawn(async move {
            let mut said = Vec::new();
            for answer in ["503 Busy", "404 Not Found"] {
                let (mut wire, _) = listener.accept().await.expect("a connection");
                let mut bytes = Vec::new();
                while !crate::http::tests::is_whole(&bytes) {
                    wire.read_buf(&mut bytes).await.expect("read");
                }
                said.push(String::from_utf8_lossy(&bytes).into_owned());
                wire.write_all(format!("HTTP/1.1 {answer}\r\n\r\n").as_bytes()).await.expect("answered");
            }
            said
        });
        let failing = logout_job(&world.app, id).await;
        assert!(matches!(failing, Err(Error::Failing(_, 503))), "{failing:?}");
        logout_job(&world.app, id).await.expect("it has an answer of its own");
        logout_job(&world.app, id).await.expect("nothing is left to tell: nobody listens any more");
        for said in service.await.expect("served") {
            let body = said.split_once("\r\n\r\n").expect("a body").1;
            let (_, text) = url::form_urlencoded::parse(body.as_bytes()).next().expect("a field");
            assert!(text.contains(&format!("<samlp:SessionIndex>{ticket}</samlp:SessionIndex>")), "{text}");
            assert!(text.contains("<saml:NameID>@NOT_USED@</saml:NameID>"), "{text}");
            let instant = text.split_once("IssueInstant=\"").expect("a time").1.split('"').next().expect("its end");
            assert!(instant.len() == 20 && instant.ends_with('Z'), "{instant}");
        }
    });

    store::both!(who_is_not_registered_any_more_is_told_nothing, |t: TestDb| async move {
        let world = World::new(t).await;
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let (id, _) = ended(&world, &format!("http://{}/", listener.local_addr().expect("an address"))).await;
        services::remove(&world.app, "essai").await.expect("removed");
        logout_job(&world.app, id).await.expect("nothing to do");
        let nobody = tokio::time::timeout(Duration::from_millis(50), listener.accept()).await;
        assert!(nobody.is_err(), "nobody came");
    });
}
