//! What Préau promises, as tests: each file is one promise, each test's name a sentence of it, and each runs on both
//! databases.
#![allow(clippy::expect_used, reason = "what the people of a test cannot do, the test must fail on")]

mod acts;
mod alerts;
mod attachments;
mod bad_days;
mod behaviour;
mod campaigns;
mod care;
mod claims;
mod containment;
mod conversations;
mod desk;
mod drafts;
mod epochs;
mod examining;
mod exposure;
mod faults;
mod folders;
mod journal;
mod judging;
mod later;
mod local_rules;
mod membership;
mod nodes;
mod policies;
mod proofs;
mod replies;
mod reports;
mod screen;
mod sending;
mod sheets;
mod sign_in;
mod waves;
mod who_writes_to_whom;
mod world;
