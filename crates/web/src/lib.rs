//! Pages, event stream, locales, assets. Parses, calls one action, shows.

pub mod assets;
pub mod dates;
pub mod locale;
pub mod samples;
pub mod views;
