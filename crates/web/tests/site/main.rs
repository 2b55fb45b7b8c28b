//! The site as browsers meet it: real requests through the real router, on both databases.
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::case_sensitive_file_extension_comparisons,
    reason = "a test that cannot go on must fail at once"
)]

mod account;
mod bad_days;
mod cas;
mod compose;
mod connections;
mod desk;
mod directory;
mod doors;
mod dossiers;
mod events;
mod exculpation;
mod factors;
mod files;
mod filings;
mod folders;
mod headers;
mod in_person;
mod lanes;
mod measures;
mod metrics;
mod notices;
mod oidc;
mod passkeys;
mod policies;
mod providers;
mod reading;
mod resets;
mod routes;
mod saml;
mod situations;
mod support;
