//! SAML 2.0, as far as a service provider needs it: what a provider of identity is asked, what it answers, and the
//! descriptions that the two give of themselves (OASIS SAML 2.0 core, bindings, profiles and metadata).
//!
//! An answer is believed by three rules that leave a forger nothing to do. The document is read once, into a tree, by a
//! reader that refuses what two readers may understand differently ([`xml`]). A signature is looked for in one place only, in
//! the element that it signs, and covers that whole element ([`signature`]). And everything that is told comes from that very
//! element of that very tree ([`response`]): nothing is looked up by its name or identity afterwards.
//!
//! No I/O, no clock, no chance: documents, times and keys are given by the caller.

mod c14n;
mod key;
pub mod metadata;
pub mod request;
pub mod response;
mod signature;
#[cfg(feature = "testing")]
pub mod testing;
mod words;
mod xml;

pub use key::{Key, NotKey};
pub use response::{Doubt, Expected, Said};
pub use xml::Unread;
