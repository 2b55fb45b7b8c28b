//! The only crate that knows SQL.
//!
//! [`db`] is the facade over the two databases; each noun has one file of functions that take a [`Tx`]. Nothing here
//! decides: rules are in `model`, `shield` and `actions`.

pub mod account;
pub mod activation;
pub mod appeal;
pub mod arrival;
pub mod attachment;
pub mod batch;
pub mod behaviour;
pub mod blobs;
pub mod campaign;
pub mod care;
pub mod claim;
pub mod clearance;
pub mod contact;
pub mod containment;
pub mod db;
pub mod deferred;
pub mod delivery;
pub mod desk;
pub mod directory;
pub mod draft;
pub mod duty;
pub mod epoch;
mod error;
pub mod examination;
pub mod exculpation;
pub mod factor;
pub mod family;
#[cfg(feature = "testing")]
pub mod fault;
pub mod fields;
pub mod folder;
pub mod identity;
pub mod indicator;
pub mod job;
pub mod journal;
pub mod look_back;
pub mod mailbox;
pub mod measure;
pub mod measure_effect;
pub mod measure_extension;
pub mod message;
pub mod passkey;
pub mod person;
pub mod policy;
pub mod power;
pub mod proof;
pub mod provider;
pub mod provider_link;
pub mod provider_proof;
pub mod provision;
pub mod reading;
pub mod reset;
pub mod reset_board;
pub mod reset_opening;
pub mod reset_request;
pub mod roster;
pub mod rules;
pub mod scheduled;
pub mod search;
pub mod sending;
pub mod service;
pub mod service_token;
pub mod signing_key;
mod statement;
#[cfg(feature = "testing")]
pub mod testing;
pub mod threat;
pub mod ticket;
pub mod timing;
pub mod unmask;
pub mod verdict;
pub mod wake;
pub mod wave;
mod writer;

pub use db::{Db, Tx};
pub use error::{Error, Result};
pub use statement::Sql;
