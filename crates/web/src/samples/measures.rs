//! Measures, and what those concerned read.

use model::{
    measure::{Agreement, Clause, Preset, Restriction, Standing, Whom, Wrong},
    territory::Scope,
};
use uuid::Uuid;

use super::{
    HOSTILE, Sample, messages,
    people::{ago, hostile as hostile_frame, officer, pupil},
    sample, situations,
};
use crate::{
    locale::Locale,
    views::{
        AdviceRow, ClauseLine, ExtensionRow, Here, MeasureFigures, MeasureForm, MeasureNewPage, MeasurePage,
        MeasurePreviewPage, MeasureRow, MeasureWrong, MeasuresPage, OfficialLetterPage, OfficialPage, PlaceChoice,
        RestrictionRow, RestrictionsPage, notices::NoticeLine, restricted::band,
    },
};
use askama::Template as _;

pub(super) fn all() -> Vec<Sample> {
    vec![
        sample("measures", "some", |l| some(l).render()),
        sample("measures", "none", |l| MeasuresPage { rows: vec![], ..some(l) }.render()),
        sample("measures", "hostile", |l| hostile(l).render()),
        sample("measure-new", "blank", |l| blank(l).render()),
        sample("measure-new", "advised", |l| advised(l).render()),
        sample("measure-new", "wrong", |l| wrong(l).render()),
        sample("measure-preview", "groups", |l| groups(l).render()),
        sample("measure-preview", "everything", |l| everything(l).render()),
        sample("measure-preview", "wrong", |l| refused(l).render()),
        sample("measure", "in-force", |l| in_force(l).render()),
        sample("measure", "waits", |l| waits(l).render()),
        sample("measure", "lifted", |l| lifted(l).render()),
        sample("restrictions", "all", |l| restrictions(l).render()),
        sample("restrictions", "none", |l| RestrictionsPage { rows: vec![], ..restrictions(l) }.render()),
        sample("official", "some", |l| official(l).render()),
        sample("official", "none", |l| {
            OfficialPage { rows: vec![], notices: vec![], closed: false, ..official(l) }.render()
        }),
        sample("official-letter", "one", |l| letter(l).render()),
    ]
}

fn lines(clauses: Vec<Clause>) -> Vec<ClauseLine> {
    clauses.into_iter().map(|clause| ClauseLine { clause }).collect()
}

fn row(n: u128, standing: Standing) -> MeasureRow {
    MeasureRow {
        id: Uuid::from_u128(n),
        clauses: lines(Preset::Default.clauses()),
        places: ["Lycée Simone-Vallier", "Collège des Tilleuls", "Lycée Hélène-Aubrac", "Lycée Ada-Morin"]
            .map(|name| Some(name.to_owned()))
            .to_vec(),
        reason: "Messages de menace reçus ce soir dans plusieurs établissements.".into(),
        author: Some("Awa Diarra".into()),
        standing,
        starts_at: ago(40),
        ends_at: ago(-640),
        answer_until: ago(-11),
        agreement: Agreement::Joint,
        decides: true,
        own: false,
    }
}

fn figures(stopped: f64, delayed: f64) -> MeasureFigures {
    MeasureFigures { people: 4_212, schools: 4, stopped_per_hour: stopped, delayed_per_hour: delayed, letters: 1_804 }
}

fn some(locale: Locale) -> MeasuresPage {
    let paris = MeasureRow { clauses: lines(Preset::Paris.clauses()), places: vec![None], ..row(3, Standing::InForce) };
    MeasuresPage {
        frame: officer(locale, Here::Desk),
        rows: vec![
            row(1, Standing::Waits),
            MeasureRow { own: true, ..row(2, Standing::Provisional) },
            paris,
            MeasureRow { decides: false, ..row(4, Standing::Planned) },
            row(5, Standing::Expired),
            row(6, Standing::Lapsed),
            MeasureRow { author: None, ..row(7, Standing::Replaced) },
        ],
    }
}

fn hostile(locale: Locale) -> MeasuresPage {
    let row = MeasureRow {
        reason: HOSTILE.into(),
        author: Some(HOSTILE.into()),
        places: vec![Some(HOSTILE.into())],
        ..row(1, Standing::Waits)
    };
    MeasuresPage { frame: hostile_frame(locale, Here::Desk), rows: vec![row] }
}

fn form() -> MeasureForm {
    MeasureForm {
        whom: "pupils".into(),
        what: "cap_reach".into(),
        readers: "5".into(),
        from: "23:00".into(),
        to: "07:00".into(),
        minutes: "30".into(),
        scopes: vec!["academie/10".into()],
        ends: ("2024-03-21".into(), "07:00".into()),
        ..MeasureForm::default()
    }
}

fn blank(locale: Locale) -> MeasureNewPage {
    let place = |scope, name: &str| PlaceChoice { scope, name: Some(name.into()) };
    MeasureNewPage {
        frame: officer(locale, Here::Desk),
        places: vec![
            PlaceChoice { scope: Scope::All, name: None },
            place(Scope::Academie(10), "Lyon"),
            place(Scope::Departement("069".into()), "Rhône"),
        ],
        by_code: true,
        form: form(),
        wrong: vec![],
        advice: vec![],
    }
}

fn advised(locale: Locale) -> MeasureNewPage {
    let advice = |restriction, stopped, delayed| AdviceRow {
        clause: ClauseLine { clause: Clause { whom: Whom::Pupils, restriction } },
        copies: 13,
        figures: figures(stopped, delayed),
        href: "/measures/preview?what=new_devices".into(),
    };
    MeasureNewPage {
        advice: vec![
            advice(Restriction::NewDevices, 0.2, 0.0),
            advice(Restriction::CapReach { readers: 10 }, 1.4, 0.0),
            advice(Restriction::ClosedHours { from: 1_380, to: 420 }, 0.0, 12.3),
            advice(Restriction::ReadOnly, 212.0, 0.0),
        ],
        ..blank(locale)
    }
}

fn wrong(locale: Locale) -> MeasureNewPage {
    let mut wrong: Vec<MeasureWrong> = Wrong::ALL.iter().copied().map(MeasureWrong::Plan).collect();
    wrong.extend([MeasureWrong::UnknownCode(HOSTILE.into()), MeasureWrong::NoStart]);
    let form = MeasureForm {
        codes: HOSTILE.into(),
        starts: ("2024-03-20".into(), "23:00".into()),
        replaces: Some(Uuid::from_u128(1)),
        ..form()
    };
    MeasureNewPage { form, wrong, by_code: true, ..blank(locale) }
}

fn groups(locale: Locale) -> MeasurePreviewPage {
    MeasurePreviewPage {
        frame: officer(locale, Here::Desk),
        form: form(),
        clauses: lines(Preset::Default.clauses()),
        places: vec![Some("Lycée Simone-Vallier".into())],
        starts_at: None,
        ends_at: ago(-640),
        figures: figures(1.4, 0.0),
        agreement: Agreement::Alone,
        smaller: vec![],
        wrong: vec![],
    }
}

fn everything(locale: Locale) -> MeasurePreviewPage {
    MeasurePreviewPage {
        clauses: lines(Preset::National.clauses()),
        places: vec![None],
        starts_at: Some(ago(-60)),
        figures: MeasureFigures { people: 512_300, schools: 1_214, ..figures(18_420.0, 0.0) },
        agreement: Agreement::Joint,
        smaller: vec![(lines(Preset::Default.clauses()).remove(0), figures(211.0, 0.0))],
        ..groups(locale)
    }
}

fn refused(locale: Locale) -> MeasurePreviewPage {
    MeasurePreviewPage {
        form: MeasureForm {
            reason: HOSTILE.into(),
            joint: true,
            at_once: true,
            id: Some(Uuid::from_u128(9)),
            campaign: Some(Uuid::from_u128(4).into()),
            ..form()
        },
        agreement: Agreement::Second,
        wrong: vec![MeasureWrong::Plan(Wrong::NoReason), MeasureWrong::Exempt, MeasureWrong::Replaced],
        ..groups(locale)
    }
}

fn in_force(locale: Locale) -> MeasurePage {
    let extension = |n, waits, agreed| ExtensionRow {
        id: Uuid::from_u128(n),
        to: ago(-1_300),
        author: Some("Awa Diarra".into()),
        asked_at: ago(20),
        note: "La vérification n’est pas terminée dans deux lycées.".into(),
        waits,
        agreed,
    };
    MeasurePage {
        frame: officer(locale, Here::Desk),
        row: MeasureRow { clauses: lines(Preset::Night.clauses()), ..row(1, Standing::InForce) },
        figures: figures(0.0, 31.0),
        answered: Some(("Inaya Morel".into(), ago(38))),
        ended: None,
        extensions: vec![extension(2, true, None), extension(3, false, Some(true)), extension(4, false, None)],
        deferred: 42,
        proposed: ("2024-03-21".into(), "19:00".into()),
    }
}

fn waits(locale: Locale) -> MeasurePage {
    let page = in_force(locale);
    MeasurePage { row: row(1, Standing::Provisional), answered: None, extensions: vec![], deferred: 0, ..page }
}

fn lifted(locale: Locale) -> MeasurePage {
    MeasurePage {
        row: row(1, Standing::Lifted),
        ended: Some((Some("Koffi Adou".into()), ago(3), "Levée de doute dans les quatre établissements.".into())),
        ..waits(locale)
    }
}

fn restricted() -> Vec<RestrictionRow> {
    let row = |restriction| RestrictionRow {
        restriction,
        reason: "Messages de menace reçus ce soir dans plusieurs établissements.".into(),
        author: Some("Awa Diarra".into()),
        since: ago(40),
        until: ago(-640),
    };
    [
        Restriction::NoAccess,
        Restriction::NoMessages,
        Restriction::ReadOnly,
        Restriction::Hold,
        Restriction::CapReach { readers: 5 },
        Restriction::NoFiles,
        Restriction::NationalOnly,
        Restriction::NewDevices,
        Restriction::Proof,
        Restriction::ClosedHours { from: 1_380, to: 450 },
        Restriction::Delay { minutes: 30 },
    ]
    .map(row)
    .into()
}

fn restrictions(locale: Locale) -> RestrictionsPage {
    RestrictionsPage { frame: pupil(locale, Here::Elsewhere), rows: restricted() }
}

fn notice(n: u128, acknowledged: bool, withdrawn: bool) -> NoticeLine {
    NoticeLine {
        id: Uuid::from_u128(n),
        title: "Lycée Simone-Vallier : les élèves restent à l’intérieur".into(),
        place: "Lycée Simone-Vallier".into(),
        sent_at: ago(14),
        acknowledged,
        withdrawn,
        correction: acknowledged,
    }
}

fn official(locale: Locale) -> OfficialPage {
    let mut frame = pupil(locale, Here::Official);
    frame.bands.push(band(locale, &restricted()[1]));
    let notices = vec![notice(1, false, false), notice(2, true, false), notice(3, false, true)];
    OfficialPage {
        frame,
        situations: situations::public(),
        notices,
        rows: messages::inbox(locale).rows.into_iter().take(3).collect(),
        closed: true,
    }
}

fn letter(locale: Locale) -> OfficialLetterPage {
    let mut thread = messages::thread(locale).thread;
    thread.letters.truncate(1);
    OfficialLetterPage { frame: pupil(locale, Here::Official), thread }
}
