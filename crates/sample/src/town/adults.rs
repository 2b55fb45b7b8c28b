//! Adults before they have a part.

use super::{Guardian, Maker};
use crate::{
    names::{Roots, Sex},
    places::Address,
};

/// How often names are drawn again that somebody of the town has.
const TRIES: usize = 6;

/// An adult.
pub(super) struct Adult {
    pub(super) roots: Roots,
    pub(super) sex: Sex,
    pub(super) given: &'static str,
    pub(super) born_as: &'static str,
    /// nom d'usage
    pub(super) family: &'static str,
}

impl Adult {
    /// An adult with these roots. Two of the same names are rare, and are there.
    pub(super) fn make(maker: &mut Maker<'_>, roots: Roots, sex: Sex) -> Adult {
        let mut draw =
            || (maker.names.family(roots, &mut maker.chance), maker.names.adult(roots, sex, &mut maker.chance));
        let mut names = draw();
        for _ in 0..TRIES {
            if maker.adults.insert(names) {
                break;
            }
            names = draw();
        }
        let (family, given) = names;
        Adult { roots, sex, given, born_as: family, family }
    }

    /// Takes the name of a husband or a wife, unless somebody of the town is called so already.
    pub(super) fn take_name_of(&mut self, maker: &mut Maker<'_>, other: &Adult) {
        if maker.adults.insert((other.born_as, self.given)) {
            self.family = other.born_as;
        }
    }

    /// The adult as a guardian: with a mail, a mobile telephone, or both.
    pub(super) fn into_guardian(self, maker: &mut Maker<'_>, address: Address) -> Guardian {
        let domain = maker.chance.pick(&["courriel", "boite-aux-lettres", "messagerie"]);
        let has_mail = maker.chance.percent(92);
        let mail = if has_mail { maker.mail(self.given, self.family, domain) } else { String::new() };
        let mobile = if !has_mail || maker.chance.percent(94) { maker.mobile() } else { String::new() };
        let phone = if maker.chance.percent(40) { maker.phone() } else { String::new() };
        Guardian {
            id: maker.id(),
            family: self.family.to_owned(),
            born_as: self.born_as.to_owned(),
            given: self.given.to_owned(),
            sex: self.sex,
            mail,
            mobile,
            phone,
            address,
        }
    }
}
