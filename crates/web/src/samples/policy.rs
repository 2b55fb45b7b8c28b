//! Policies.

use actions::policy::Report;
use model::policy::{PolicyKind, PolicyState};
use uuid::Uuid;

use super::{
    HOSTILE,
    people::{ago, hostile as hostile_frame, id, officer},
};
use crate::{
    locale::Locale,
    views::{
        Here, NodeRules, PoliciesPage, PolicyEditPage, PolicyPage, PolicyRow, RuleForm, SignatureEditPage,
        SignatureForm, Tried,
    },
};

fn row(n: u128, title: &str, state: PolicyState) -> PolicyRow {
    PolicyRow {
        id: Uuid::from_u128(n),
        title: title.into(),
        kind: PolicyKind::Overlay,
        state,
        share: 100,
        scope: "Lyon".into(),
        note: "Messages du soir à des groupes, pendant la vague.".into(),
        since: ago(90),
        until: None,
        hits: 4,
        judged: 1_812,
    }
}

fn tried() -> Tried {
    let report = Report {
        judged: 48_120,
        stricter: 31,
        milder: 2,
        before: [47_001, 1_040, 67, 12],
        after: [46_972, 1_040, 67, 41],
        schools: 9,
        days: 30,
        pupils: 21_400,
        samples: vec![],
        cut: true,
    };
    Tried { report, samples: vec![(id(1), "deliver", "hold"), (id(2), "hold", "slow_waves")] }
}

pub(super) fn list(locale: Locale) -> PoliciesPage {
    let urgent = PolicyRow { until: Some(ago(-4_000)), ..row(2, "urgence.1", PolicyState::Active) };
    let base = PolicyRow {
        kind: PolicyKind::Base,
        scope: String::new(),
        note: String::new(),
        ..row(5, "preau.1", PolicyState::Retired)
    };
    let rows = vec![
        row(1, "soir.2", PolicyState::Shadow),
        urgent,
        PolicyRow { share: 10, ..row(3, "carnaval.1", PolicyState::Partial) },
        row(4, "liens.7", PolicyState::Demoted),
        base,
    ];
    let node =
        |node: &str, rules, faults| NodeRules { node: node.into(), files: rules, rules, since: ago(240), faults };
    let fault = ("nuit.toml".to_owned(), "« corbeau-noir » est défini deux fois".to_owned());
    let nodes = vec![node("018e7c2a", 3, vec![]), node("018e7c2b", 1, vec![fault])];
    PoliciesPage { frame: officer(locale, Here::Desk), rows, nodes }
}

pub(super) fn none(locale: Locale) -> PoliciesPage {
    PoliciesPage { rows: vec![], nodes: vec![], ..list(locale) }
}

fn typed() -> RuleForm {
    RuleForm {
        name: "soir".into(),
        scope: "academie/10".into(),
        when: "hour != null && hour >= 22 && readers > 5".into(),
        outcome: "hold".into(),
        if_unavailable: "pass".into(),
        text: "Envoyé tard à un groupe.".into(),
        relief: String::new(),
        note: "Pendant la vague.".into(),
    }
}

pub(super) fn edit(locale: Locale) -> PolicyEditPage {
    PolicyEditPage {
        frame: officer(locale, Here::Desk),
        form: typed(),
        scopes: vec![("academie/10".into(), "Lyon".into()), ("all".into(), String::new())],
        name_problem: false,
        problems: vec![],
        sound: true,
        report: Some(tried()),
    }
}

pub(super) fn refused(locale: Locale) -> PolicyEditPage {
    let problem = "« heure » n’est ni une variable, ni un terme déjà défini, ni une borne".to_owned();
    PolicyEditPage { name_problem: true, problems: vec![problem], sound: false, report: None, ..edit(locale) }
}

pub(super) fn tested(locale: Locale) -> PolicyPage {
    PolicyPage {
        frame: officer(locale, Here::Desk),
        row: row(1, "soir.2", PolicyState::Tested),
        text: "[[rule]]\nid = \"soir\"\nwhen = \"hour != null && hour >= 22\"\noutcome = \"hold\"\n".into(),
        tested: Some((31, 48_120)),
        report: Some(tried()),
        too_late: false,
        broad: None,
    }
}

pub(super) fn urgent(locale: Locale) -> PolicyPage {
    let row = PolicyRow { until: Some(ago(-4_000)), ..row(2, "urgence.1", PolicyState::Active) };
    PolicyPage { row, tested: None, report: None, too_late: true, ..tested(locale) }
}

pub(super) fn over(locale: Locale) -> PolicyPage {
    PolicyPage { row: row(4, "liens.7", PolicyState::Demoted), report: None, ..tested(locale) }
}

pub(super) fn signature(locale: Locale) -> SignatureEditPage {
    SignatureEditPage {
        frame: officer(locale, Here::Desk),
        form: SignatureForm {
            name: "corbeau".into(),
            scope: "academie/10".into(),
            terms: "opération corbeau noir\ncorbeau noir demain".into(),
            exact: false,
            label: "attack".into(),
            holds: true,
            reason: "Nom de l’opération annoncée cette nuit.".into(),
            positive: "Opération corbeau noir cette nuit\ndemain operation corbeau noir au lycée\ncorbeau noir demain"
                .into(),
            negative: "Un corbeau noir sur le toit\nOpération portes ouvertes samedi\nLe corbeau et le renard".into(),
            note: "Pendant la vague.".into(),
        },
        scopes: vec![("academie/10".into(), "Lyon".into()), ("all".into(), String::new())],
        name_problem: false,
        problems: vec![],
        sound: Some((31, 33)),
        report: Some(tried()),
    }
}

pub(super) fn signature_refused(locale: Locale) -> SignatureEditPage {
    let page = signature(locale);
    let problem = "un de ses propres essais échoue : « essai.1 v1 » ne se trouve pas dans « tous au portail »";
    let form = SignatureForm { name: HOSTILE.into(), terms: HOSTILE.into(), note: "w".repeat(300), ..page.form };
    let problems = vec![problem.to_owned(), HOSTILE.into()];
    SignatureEditPage { form, name_problem: true, problems, sound: None, report: None, ..page }
}

pub(super) fn broad(locale: Locale) -> PolicyPage {
    let row = PolicyRow { kind: PolicyKind::Signature, ..row(6, "cantine.1", PolicyState::Tested) };
    PolicyPage { row, report: None, broad: Some((4_211, 10_000)), ..tested(locale) }
}

pub(super) fn hostile(locale: Locale) -> PolicyEditPage {
    let form = RuleForm {
        name: HOSTILE.into(),
        when: HOSTILE.into(),
        text: HOSTILE.into(),
        relief: HOSTILE.into(),
        note: "w".repeat(300),
        ..typed()
    };
    let problems = vec![HOSTILE.into(), "w".repeat(300)];
    PolicyEditPage { frame: hostile_frame(locale, Here::Desk), form, problems, sound: false, ..edit(locale) }
}
