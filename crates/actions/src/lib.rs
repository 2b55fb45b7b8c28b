//! The only crate that changes anything: one file per verb, each = authorise, decide, one transaction.
//!
//! Every action takes [`App`] first, then who asks. Expected outcomes are values; an [`Error`] is what was not planned.
//! Every change appends its journal entry in its own transaction; pages are woken after the commit.

pub mod account;
pub mod activate;
pub mod alert;
pub mod app;
pub mod appeal;
pub mod campaign;
pub mod care;
pub mod carriers;
pub mod claim;
mod clearance;
pub mod confirm;
pub mod contain;
pub mod contained;
mod context;
pub mod decision;
pub mod designate;
pub mod desk;
pub mod directory;
mod error;
pub mod examine;
pub mod facts;
pub mod false_alarm;
mod fate;
pub mod folders;
mod halt;
pub mod hasher;
pub mod import;
pub mod jobs;
pub mod judge;
pub mod lift;
pub mod live;
pub mod look_back;
pub mod mailbox;
pub mod merge;
pub mod meters;
pub mod open_group;
pub mod operate;
pub mod otherwise;
pub mod passphrase;
pub mod policies;
pub mod policy;
pub mod prove;
pub mod provision;
pub mod quiet;
pub mod record;
pub mod release;
pub mod report;
mod rights;
pub mod scan;
pub mod schedule;
pub mod search;
mod searches;
mod seen;
pub mod send;
pub mod send_later;
pub mod settle;
pub mod sheets;
mod siblings;
pub mod sign_in;
pub mod switchboard;
#[cfg(feature = "testing")]
pub mod testing;
pub mod threats;
pub mod token;
pub mod unmask;
pub mod unveil;
pub mod wave;
pub mod withdraw;
pub mod would_hold;
pub mod write;

pub use app::{App, Parts, Rules};
pub use error::{Error, Result};
pub use store::Error as StoreError;
