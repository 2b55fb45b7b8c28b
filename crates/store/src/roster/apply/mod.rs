//! Carrying out the plan, by statements over whole sets. The caller holds the transaction and calls these in the order
//! in which they stand here: later ones read what earlier ones wrote.

mod accounts;
mod guardians;
mod links;
mod people;
mod schools;

pub use accounts::{accounts, readers};
pub use guardians::guardians;
pub use links::{affiliations, guardianships, memberships};
pub use people::people;
pub use schools::schools;
