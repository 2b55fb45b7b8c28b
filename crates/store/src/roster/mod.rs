//! Imports of rosters: what is known of their sources, the plan of what is to change, and the change.
//!
//! A plan holds only what differs from the directory. It is written in short transactions while files are read, so
//! that everybody goes on writing messages meanwhile, and carried out by statements over whole sets in one
//! transaction. There is one plan at a time, and it belongs to one import.

pub mod apply;
pub mod keys;
pub mod known;
pub mod plan;
pub mod run;
pub mod same;
