//! The only crate that knows SQL.
//!
//! [`db`] is the facade over the two databases; each noun has one file of functions that take a [`Tx`]. Nothing here
//! decides: rules are in `model`, `shield` and `actions`.

pub mod blobs;
pub mod db;
mod error;
pub mod fields;
#[cfg(feature = "testing")]
pub mod testing;

pub use db::{Db, Sql, Tx};
pub use error::{Error, Result};
