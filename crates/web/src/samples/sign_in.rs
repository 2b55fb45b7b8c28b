//! Getting in.

use model::limits;

use super::{HOSTILE, people::nobody};
use crate::{
    locale::Locale,
    views::{ActivationPage, ActivationWrong, SignInPage, SignInWrong},
};

pub(super) fn first(locale: Locale) -> SignInPage {
    SignInPage {
        frame: nobody(locale),
        login: String::new(),
        then: "/inbox".into(),
        towards: None,
        wrong: None,
        kept: vec![],
    }
}

pub(super) fn refused(locale: Locale) -> SignInPage {
    SignInPage { login: format!("ines.marchetti{HOSTILE}"), wrong: Some(SignInWrong::Refused), ..first(locale) }
}

pub(super) fn towards(locale: Locale) -> SignInPage {
    SignInPage { towards: Some(format!("Pronote du lycée {HOSTILE}")), ..first(locale) }
}

pub(super) fn kept(locale: Locale) -> SignInPage {
    let kept = vec![("subject".into(), "Absence de jeudi".into()), ("body".into(), HOSTILE.into())];
    SignInPage { kept, wrong: Some(SignInWrong::TooMany(5)), ..first(locale) }
}

pub(super) fn busy(locale: Locale) -> SignInPage {
    SignInPage { login: "ines.marchetti".into(), wrong: Some(SignInWrong::Busy(10)), ..first(locale) }
}

pub(super) fn unusual(locale: Locale) -> SignInPage {
    SignInPage { login: "ines.marchetti".into(), wrong: Some(SignInWrong::Unusual), ..first(locale) }
}

pub(super) fn code(locale: Locale) -> ActivationPage {
    ActivationPage {
        frame: nobody(locale),
        code: String::new(),
        person: None,
        proposed: String::new(),
        chars_min: limits::PASSWORD_CHARS_MIN,
        wrong: None,
    }
}

pub(super) fn many_codes(locale: Locale) -> ActivationPage {
    ActivationPage { wrong: Some(ActivationWrong::TooMany(15)), ..code(locale) }
}

pub(super) fn wrong_code(locale: Locale) -> ActivationPage {
    ActivationPage { code: "7KX2M-9QRTVB".into(), wrong: Some(ActivationWrong::Code), ..code(locale) }
}

pub(super) fn password(locale: Locale) -> ActivationPage {
    ActivationPage {
        code: "7KX2M-9QRTVB".into(),
        person: Some(("Inès Marchetti".into(), "ines.marchetti".into())),
        proposed: "girafe tunnel cerise marteau".into(),
        ..code(locale)
    }
}

pub(super) fn too_short(locale: Locale) -> ActivationPage {
    let person = Some((HOSTILE.into(), HOSTILE.into()));
    ActivationPage { person, wrong: Some(ActivationWrong::TooShort), ..password(locale) }
}
