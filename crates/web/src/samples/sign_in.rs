//! Getting in.

use askama::Template as _;
use model::limits;
use uuid::Uuid;

use super::{
    HOSTILE, Sample,
    people::{ago, nobody},
    sample,
};
use crate::{
    locale::Locale,
    views::{
        AccountChoice, ActivationPage, ActivationWrong, ChoosePage, LinkingWrong, NoAccountPage, OnwardPage,
        ProviderButton, SignInPage, SignInWrong,
    },
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
        sample("sign-in", "providers", |l| providers(l).render()),
        sample("sign-in", "provider-silent", |l| silent(l).render()),
        sample("onward", "there", |l| onward(l, false).render()),
        sample("onward", "out", |l| onward(l, true).render()),
        sample("choose", "children", |l| choose(l).render()),
        sample("no-account", "first", |l| no_account(l).render()),
        sample("no-account", "wrong", |l| no_account_wrong(l).render()),
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
        providers: vec![],
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

fn buttons() -> Vec<ProviderButton> {
    let of = |code: &str, label: &str| ProviderButton { code: code.into(), label: label.into() };
    vec![of("proconnect", "ProConnect"), of("guichet", "Guichet de l’académie"), of("long", HOSTILE)]
}

fn providers(locale: Locale) -> SignInPage {
    SignInPage { providers: buttons(), ..first(locale) }
}

fn silent(locale: Locale) -> SignInPage {
    SignInPage { providers: buttons(), wrong: Some(SignInWrong::ProviderSilent), ..kept(locale) }
}

fn onward(locale: Locale, leaving: bool) -> OnwardPage {
    let address = "https://id.example/authorize?state=1&nonce=2".into();
    OnwardPage { frame: nobody(locale), label: "ProConnect".into(), address, leaving }
}

fn choose(locale: Locale) -> ChoosePage {
    let of = |n: u128, name: &str, lines: &[&str]| AccountChoice {
        id: Uuid::from_u128(n),
        name: name.into(),
        affiliations: lines.iter().map(|line| (*line).to_owned()).collect(),
    };
    ChoosePage {
        frame: nobody(locale),
        label: "ProConnect".into(),
        proof: "f00d".into(),
        then: "/inbox".into(),
        accounts: vec![
            of(1, "Farida Benali", &["Responsable, lycée Simone-Vallier"]),
            of(2, "Farida Benali", &["Enseignant, collège Ondine-Marchand", "Enseignant, lycée Hélène-Aubrac"]),
            of(3, HOSTILE, &[&"x".repeat(120)]),
        ],
    }
}

fn no_account(locale: Locale) -> NoAccountPage {
    NoAccountPage {
        frame: nobody(locale),
        label: "ProConnect".into(),
        proof: "f00d".into(),
        then: "/inbox".into(),
        code: String::new(),
        wrong: None,
    }
}

fn no_account_wrong(locale: Locale) -> NoAccountPage {
    NoAccountPage {
        label: String::new(),
        code: HOSTILE.into(),
        wrong: Some(LinkingWrong::NotForThem),
        ..no_account(locale)
    }
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
