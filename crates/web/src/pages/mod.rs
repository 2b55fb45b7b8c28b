//! One file a page: parse, call one action, show.

pub(crate) mod account;
pub(crate) mod activate;
mod agent;
pub(crate) mod assets;
pub(crate) mod attachments;
pub(crate) mod campaigns;
pub(crate) mod compose;
pub(crate) mod demo;
pub(crate) mod desk;
pub(crate) mod directory;
pub(crate) mod drafts;
pub(crate) mod exposure;
pub(crate) mod frame;
pub(crate) mod home;
pub(crate) mod imports;
pub(crate) mod inbox;
mod letters;
pub(crate) mod recipients;
mod rows;
pub(crate) mod search;
pub(crate) mod sent;
pub(crate) mod sheets;
mod show;
pub(crate) mod sign_in;
pub(crate) mod status;
pub(crate) mod thread;
pub(crate) mod trouble;
