//! The nouns of Préau, their states and their legal moves. No I/O, no async, no clock, no chance.
//!
//! Everything that other rooms agree on is here: what a school, a person, an audience and a message
//! are, which state may follow which, and how large anything may grow ([`limits`]).

mod codes;

pub mod account;
pub mod actor;
pub mod appeal;
pub mod arrival;
pub mod attachment;
pub mod audience;
pub mod campaign;
pub mod channel;
pub mod contact;
pub mod containment;
pub mod decoy;
pub mod dossier;
pub mod draft;
pub mod duty;
pub mod epoch;
pub mod exculpation;
pub mod factor;
pub mod filing;
pub mod folder;
pub mod grid;
pub mod ids;
pub mod job;
pub mod limits;
pub mod measure;
pub mod message;
pub mod meter;
pub mod network;
pub mod notice;
pub mod person;
pub mod policy;
pub mod profile;
pub mod proof;
pub mod provider;
pub mod report;
pub mod reset;
pub mod roster;
pub mod school;
pub mod service;
pub mod situation;
pub mod statistics;
pub mod territory;
pub mod text;
pub mod time;
pub mod triage;
pub mod uai;
pub mod unmask;
pub mod verdict;
pub mod wave;

pub use actor::Actor;
pub use ids::{
    AttachmentId, AudienceId, BatchId, CampaignId, DecoyId, DeviceId, DraftId, EntryId, FactorId, FolderId, ImportId,
    JobId, MessageId, OutgoingId, PersonId, ProviderId, SchoolId, SectionId, ServiceId, SessionId, ThreadId, TicketId,
};
pub use profile::{Profile, Role};
pub use time::Millis;
pub use uai::Uai;
