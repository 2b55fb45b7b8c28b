//! Adults before they have a part.

use super::{Guardian, Maker};
use crate::{
    names::{Roots, Sex},
    places::Address,
};

/// An adult.
pub(super) struct Adult {
    pub(super) roots: Roots,
    pub(super) sex: Sex,
    pub(super) given: &'static str,
    pub(super) born_as: String,
    /// nom d'usage
    pub(super) family: String,
}

impl Adult {
    /// An adult with these roots.
    pub(super) fn make(maker: &mut Maker<'_>, roots: Roots, sex: Sex) -> Adult {
        let family = maker.names.family(roots, &mut maker.chance).to_owned();
        let given = maker.names.adult(roots, sex, &mut maker.chance);
        Adult { roots, sex, given, born_as: family.clone(), family }
    }

    /// The adult as a guardian: with a mail, a mobile telephone, or both.
    pub(super) fn into_guardian(self, maker: &mut Maker<'_>, address: Address) -> Guardian {
        let domain = maker.chance.pick(&["courriel", "boite-aux-lettres", "messagerie"]);
        let has_mail = maker.chance.percent(92);
        let mail = if has_mail { maker.mail(self.given, &self.family, domain) } else { String::new() };
        let mobile = if !has_mail || maker.chance.percent(94) { maker.mobile() } else { String::new() };
        let phone = if maker.chance.percent(40) { maker.phone() } else { String::new() };
        Guardian {
            id: maker.id(),
            family: self.family,
            born_as: self.born_as,
            given: self.given.to_owned(),
            sex: self.sex,
            mail,
            mobile,
            phone,
            address,
        }
    }
}
