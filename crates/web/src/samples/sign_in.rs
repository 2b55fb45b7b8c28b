//! Getting in.

use askama::Template as _;
use model::limits;

use super::{
    HOSTILE, Sample,
    people::{ago, nobody},
    sample,
};
use crate::{
    locale::Locale,
    views::{ActivationPage, ActivationWrong, SignInPage, SignInWrong},
};

pub(super) fn all() -> Vec<Sample> {
    vec![
        sample("sign-in", "first", |l| first(l).render()),
        sample("sign-in", "refused", |l| refused(l).render()),
        sample("sign-in", "passkey", |l| passkey(l).render()),
        sample("sign-in", "copied", |l| copied(l).render()),
        sample("sign-in", "towards", |l| towards(l).render()),
        sample("sign-in", "kept", |l| kept(l).render()),
        sample("sign-in", "busy", |l| busy(l).render()),
        sample("sign-in", "unusual", |l| unusual(l).render()),
        sample("activate", "code", |l| code(l).render()),
        sample("activate", "wrong-code", |l| wrong_code(l).render()),
        sample("activate", "many-codes", |l| many_codes(l).render()),
        sample("activate", "password", |l| password(l).render()),
        sample("activate", "too-short", |l| too_short(l).render()),
        sample("activate", "not-yet", |l| not_yet(l).render()),
    ]
}

fn first(locale: Locale) -> SignInPage {
    SignInPage {
        frame: nobody(locale),
        login: String::new(),
        then: "/inbox".into(),
        towards: None,
        passkeys: true,
        wrong: None,
        kept: vec![],
    }
}

fn refused(locale: Locale) -> SignInPage {
    SignInPage { login: format!("ines.marchetti{HOSTILE}"), wrong: Some(SignInWrong::Refused), ..first(locale) }
}

fn passkey(locale: Locale) -> SignInPage {
    SignInPage { wrong: Some(SignInWrong::Passkey), ..first(locale) }
}

fn copied(locale: Locale) -> SignInPage {
    SignInPage { wrong: Some(SignInWrong::Copied), ..first(locale) }
}

fn towards(locale: Locale) -> SignInPage {
    SignInPage { towards: Some(format!("Pronote du lycée {HOSTILE}")), ..first(locale) }
}

fn kept(locale: Locale) -> SignInPage {
    let kept = vec![("subject".into(), "Absence de jeudi".into()), ("body".into(), HOSTILE.into())];
    SignInPage { kept, wrong: Some(SignInWrong::TooMany(5)), ..first(locale) }
}

fn busy(locale: Locale) -> SignInPage {
    SignInPage { login: "ines.marchetti".into(), passkeys: false, wrong: Some(SignInWrong::Busy(10)), ..first(locale) }
}

fn unusual(locale: Locale) -> SignInPage {
    SignInPage { login: "ines.marchetti".into(), wrong: Some(SignInWrong::Unusual), ..first(locale) }
}

fn code(locale: Locale) -> ActivationPage {
    ActivationPage {
        frame: nobody(locale),
        code: String::new(),
        person: None,
        waits: None,
        proposed: String::new(),
        chars_min: limits::PASSWORD_CHARS_MIN,
        wrong: None,
    }
}

fn many_codes(locale: Locale) -> ActivationPage {
    ActivationPage { wrong: Some(ActivationWrong::TooMany(15)), ..code(locale) }
}

fn wrong_code(locale: Locale) -> ActivationPage {
    ActivationPage { code: "7KX2M-9QRTVB".into(), wrong: Some(ActivationWrong::Code), ..code(locale) }
}

fn password(locale: Locale) -> ActivationPage {
    ActivationPage {
        code: "7KX2M-9QRTVB".into(),
        person: Some(("Inès Marchetti".into(), "ines.marchetti".into())),
        proposed: "girafe tunnel cerise marteau".into(),
        ..code(locale)
    }
}

fn not_yet(locale: Locale) -> ActivationPage {
    ActivationPage { waits: Some(ago(-2_000)), ..password(locale) }
}

fn too_short(locale: Locale) -> ActivationPage {
    let person = Some((HOSTILE.into(), HOSTILE.into()));
    ActivationPage { person, wrong: Some(ActivationWrong::TooShort), ..password(locale) }
}
