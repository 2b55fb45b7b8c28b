//! Pages, event stream, locales, assets. Parses, calls one action, shows.
//!
//! [`router`] makes the pages of an [`actions::App`] from the table in [`routes`]; [`serve`] serves them. A request
//! passes the layers of `router.rs`, then the guard of its route, which asks who it is and whether they may call it;
//! the handler, in `pages/`, parses, calls one action and fills a view; its template shows it.

pub mod assets;
mod cookies;
pub mod csv;
pub mod dates;
mod error;
mod events;
mod forms;
pub mod locale;
mod meters;
mod pages;
mod proxies;
pub mod reasons;
pub mod report;
mod router;
pub mod routes;
pub mod samples;
mod server;
mod session;
mod square;
pub mod status_page;
pub mod views;

pub use meters::{Meters, metrics};
pub use proxies::{ForwardedBy, NotTrusted, Proxies, Trusted};
pub use router::router;
pub use server::{AttackFuture, Bounds, DemoHandle, Played, Settings, serve, serve_within};
