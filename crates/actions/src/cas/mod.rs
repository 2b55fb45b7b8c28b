//! Letting people into services of others (CAS 1.0, 2.0, 3.0), and telling those when a session ends.
//!
//! A service ticket is issued to an open session for one address, shown once by the service within seconds, and worth
//! what its session is worth at that moment. No proxy tickets: no service acts in somebody's name at another.

pub(crate) mod attributes;
pub mod issue;
pub mod logout;
pub mod validate;
