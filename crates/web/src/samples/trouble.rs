//! Errors.

use askama::{Result, Template};

use super::{
    HOSTILE,
    people::{nobody, pupil},
};
use crate::{
    locale::Locale,
    views::{ErrorPage, Here, Kept, Trouble},
};

/// The page of one trouble, as a function without data of its own.
pub(super) fn html(trouble: Trouble) -> fn(Locale) -> Result<String> {
    match trouble {
        Trouble::NotFound => |l| page(l, Trouble::NotFound).render(),
        Trouble::Service => |l| page(l, Trouble::Service).render(),
        Trouble::StillIn => |l| page(l, Trouble::StillIn).render(),
        Trouble::Form => |l| form(l).render(),
        Trouble::TooLarge => |l| page(l, Trouble::TooLarge).render(),
        Trouble::TooMany => |l| page(l, Trouble::TooMany).render(),
        Trouble::Busy => |l| page(l, Trouble::Busy).render(),
        Trouble::ReadOnly => |l| page(l, Trouble::ReadOnly).render(),
        Trouble::Broken => |l| page(l, Trouble::Broken).render(),
    }
}

fn page(locale: Locale, trouble: Trouble) -> ErrorPage {
    let operation = (trouble == Trouble::Broken).then(|| "7f3a-91c2".to_owned());
    ErrorPage { frame: pupil(locale, Here::Elsewhere), trouble, operation, kept: vec![] }
}

fn form(locale: Locale) -> ErrorPage {
    let kept = vec![
        Kept { label: "Objet".into(), text: HOSTILE.into() },
        Kept { label: "Message".into(), text: "Bonjour,\n\nje vous écris au sujet de jeudi. ".repeat(4) },
    ];
    ErrorPage { kept, ..page(locale, Trouble::Form) }
}

pub(super) fn signed_out(locale: Locale) -> ErrorPage {
    ErrorPage { frame: nobody(locale), ..page(locale, Trouble::NotFound) }
}
