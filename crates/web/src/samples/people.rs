//! Who appears in the samples, and the frames around them.

use model::Millis;
use uuid::Uuid;

use crate::{
    dates::{Calendar, zone},
    locale::Locale,
    views::{Frame, Here, Reader},
};

/// Wednesday 20 March 2024, 19:52 in Paris.
pub(super) const NOW: Millis = Millis(1_710_960_720_000);

/// So many minutes ago.
pub(super) fn ago(minutes: i64) -> Millis {
    NOW - Millis::minutes(minutes)
}

/// An identity, by its number.
pub(super) fn id<T: From<Uuid>>(n: u128) -> T {
    Uuid::from_u128(0x018e_0000_0000_7000_8000_0000_0000_0000 | n).into()
}

/// The calendar of the samples.
pub(super) fn clock(locale: Locale) -> Calendar {
    Calendar { now: NOW, zone: zone("Europe/Paris"), locale }
}

/// Nobody has signed in.
pub(super) fn nobody(locale: Locale) -> Frame {
    Frame::anonymous(clock(locale))
}

fn signed_in(locale: Locale, here: Here, reader: Reader) -> Frame {
    Frame { reader: Some(reader), here, ..nobody(locale) }
}

fn reader(name: &str, place: &str, unread: i64) -> Reader {
    Reader {
        name: name.to_owned(),
        place: place.to_owned(),
        unread,
        desk_waiting: None,
        sees_directory: false,
        imports: false,
        decides: false,
        heads: false,
        cares: false,
    }
}

/// A pupil of a lycée.
pub(super) fn pupil(locale: Locale, here: Here) -> Frame {
    signed_in(locale, here, reader("Inès Marchetti", "Lycée Simone-Vallier", 3))
}

/// A guardian with two children in two schools.
pub(super) fn guardian(locale: Locale, here: Here) -> Frame {
    signed_in(locale, here, reader("Farida Haddad", "Collège des Tilleuls · Karim et Lina", 2))
}

/// A teacher.
pub(super) fn teacher(locale: Locale, here: Here) -> Frame {
    let teacher = reader("Hélène Garnier", "Collège des Tilleuls", 12);
    signed_in(locale, here, Reader { sees_directory: true, ..teacher })
}

/// An officer of the desk.
pub(super) fn officer(locale: Locale, here: Here) -> Frame {
    let officer = reader("Awa Diarra", "Cellule académique", 0);
    signed_in(
        locale,
        here,
        Reader { desk_waiting: Some(4), sees_directory: true, decides: true, cares: true, ..officer },
    )
}

/// Who looks after the installation.
pub(super) fn operator(locale: Locale, here: Here) -> Frame {
    let operator = reader("Paul Le Goff", "Exploitation", 0);
    signed_in(locale, here, Reader { imports: true, ..operator })
}

/// Somebody whose name tries everything.
pub(super) fn hostile(locale: Locale, here: Here) -> Frame {
    let name = format!("{} Anne-Lise de la Tour d’Auvergne-Lauraguais", super::HOSTILE);
    let long = reader(&name, "Établissement régional d’enseignement adapté Marie-Joséphine-de-Beauharnais", 120);
    signed_in(locale, here, Reader { desk_waiting: Some(1_200), sees_directory: true, imports: true, ..long })
}
