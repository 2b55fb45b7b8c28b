//! Pages, event stream, locales, assets. Parses, calls one action, shows.
