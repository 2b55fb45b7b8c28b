//! A session that begins is weighed by how it comes, before it is anybody's: whoever has a stolen password comes on a device
//! and a network that are not the owner's, and seldom for one account alone.
//!
//! What proves more than a password, a printed code or a second factor, is never turned away. The machine takes accounts
//! by itself within the bound of every containment ([`limits::CONTAINED_BY_MACHINE_MAX`]); past it the sessions are still
//! refused, which costs an owner on a device of theirs nothing.

use model::{DeviceId, Millis, arrival::ArrivalLevel, containment::ContainmentReason, limits, network::NetworkClass};
use shield::arrival::{Arrival, Tried, Way, weigh};
use store::{Tx, account::NewSession};

use crate::{
    App, Result,
    contain::{self, Order},
    context,
};

/// Weighs a session that was just written down, and writes down its weight. `vouched`: more than a password opened it.
pub(crate) async fn of(tx: &mut Tx, new: &NewSession<'_>, vouched: bool, now: Millis) -> Result<Arrival> {
    let Some(mut actor) = store::person::actor(tx, new.person, now).await? else { return Ok(Arrival::default()) };
    (actor.session, actor.device) = (Some(new.id), Some(new.device));
    let context = context::of_arrival(tx, &actor, now).await?;
    // What was tried counts on strange devices only.
    let tried = if context.known_device == Some(true) { Tried::default() } else { tried(tx, new, now).await? };
    let mut arrival = weigh(&context, tried);
    if vouched {
        (arrival.level, arrival.way) = (arrival.level.min(ArrivalLevel::Noted), None);
    }
    let signs = serde_json::json!(arrival.signs()).to_string();
    store::arrival::weighed(tx, new.id, arrival.points, &signs).await?;
    Ok(arrival)
}

/// What was tried from there within the hour.
async fn tried(tx: &mut Tx, new: &NewSession<'_>, now: Millis) -> Result<Tried> {
    let since = now - limits::ARRIVALS_WINDOW;
    let mut tried = Tried::default();
    // Of a whole school or of an operator's customers, failures say nothing.
    if let Some(network) = new.network.filter(|_| !is_shared(new.origin.class)) {
        tried.names_failed = store::arrival::names_tried(tx, network, since).await?.0;
    }
    (tried.browser_accounts, tried.browser_schools) = store::arrival::same_browser(tx, new, since).await?;
    Ok(tried)
}

const fn is_shared(class: NetworkClass) -> bool {
    matches!(class, NetworkClass::School | NetworkClass::Mobile)
}

/// Takes the accounts that came the same way, if the level says so. Gives their number.
pub(crate) async fn lock(
    app: &App,
    tx: &mut Tx,
    (device, network): (DeviceId, Option<&str>),
    arrival: &Arrival,
    now: Millis,
) -> Result<usize> {
    let since = now - limits::ARRIVALS_WINDOW;
    let came = match (arrival.way, network) {
        (Some(Way::Device), _) => store::arrival::by_device(tx, device, since).await?,
        (Some(Way::Network), Some(network)) => store::arrival::by_network(tx, network, since).await?,
        _ => Vec::new(),
    };
    let mut locked = 0;
    for one in came {
        let order = Order {
            person: one.person,
            school: one.school(),
            reason: ContainmentReason::Spray,
            message: None,
            campaign: None,
            by: None,
            note: "",
            out_since: one.since(),
        };
        locked += usize::from(contain::carry_out(app, tx, &order, now).await?);
    }
    Ok(locked)
}
