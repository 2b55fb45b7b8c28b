//! Letting people into services of others by CAS 1.0, 2.0 and 3.0. They are told when a session ends by
//! [`crate::single_logout`].
//!
//! A service ticket is issued to an open session for one address, shown once by the service within seconds, and worth
//! what its session is worth at that moment. No proxy tickets: no service acts in somebody's name at another.

pub(crate) mod attributes;
pub mod issue;
pub mod validate;
