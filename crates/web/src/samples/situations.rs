//! Schools on a bad day: a head at 7:40, the desk, a telephone in a playground.

use askama::Template as _;
use model::{
    Millis,
    school::SchoolKind,
    situation::{
        Change, Check, Facets, Flag, Mark, NeighbourWord, Pupils, Reception, Refused, Reopening, Step, Tally, Threat,
        Word, WordKind,
    },
};
use uuid::Uuid;

use super::{
    HOSTILE, Sample,
    people::{ago, hostile as hostile_frame, id, officer, teacher},
    sample,
};
use crate::{
    locale::Locale,
    views::{
        ClassLine, HeardRow, Here, LineRow, NearRow, PublicSituation, PupilLine, RollCallClassPage, RollCallPage, Said,
        SchoolForm, SchoolPage, SchoolWrong, SchoolsPage, SiteRow, SituationRow, SituationsPage, StoodView,
    },
};

pub(super) fn all() -> Vec<Sample> {
    vec![
        sample("schools", "two", |l| schools(l).render()),
        sample("schools", "none", |l| SchoolsPage { rows: vec![], ..schools(l) }.render()),
        sample("school", "quiet", |l| quiet(l).render()),
        sample("school", "threat", |l| threat(l).render()),
        sample("school", "evacuated", |l| evacuated(l).render()),
        sample("school", "boarders", |l| boarders(l).render()),
        sample("school", "families", |l| families(l).render()),
        sample("school", "all-clear", |l| all_clear(l).render()),
        sample("school", "waits", |l| waits(l).render()),
        sample("school", "over", |l| over(l).render()),
        sample("school", "wrong", |l| wrong(l).render()),
        sample("school", "hostile", |l| hostile(l).render()),
        sample("roll-call", "missing", |l| roll_call(l).render()),
        sample("roll-call", "refused", |l| RollCallPage { refused: Some(23), ..roll_call(l) }.render()),
        sample("roll-call", "ended", |l| roll_call_ended(l).render()),
        sample("roll-call-class", "some", |l| class(l).render()),
        sample("roll-call-class", "over", |l| RollCallClassPage { open: false, class: None, ..class(l) }.render()),
        sample("situations", "some", |l| situations(l).render()),
        sample("situations", "none", |l| SituationsPage { rows: vec![], ..situations(l) }.render()),
    ]
}

fn schools(locale: Locale) -> SchoolsPage {
    SchoolsPage {
        frame: teacher(locale, Here::School),
        rows: vec![(id(1), "Lycée Simone-Vallier".into(), true), (id(2), "Lycée Ada-Morin".into(), false)],
    }
}

fn near() -> Vec<NearRow> {
    vec![
        NearRow {
            id: id(7),
            name: "École primaire des Tilleuls".into(),
            phone: "01 99 00 00 17".into(),
            metres: 180,
            told: Some((NeighbourWord::NotConcerned, ago(30), true)),
        },
        NearRow { id: id(8), name: "École maternelle du Parc".into(), phone: String::new(), metres: 420, told: None },
    ]
}

fn quiet(locale: Locale) -> SchoolPage {
    SchoolPage {
        frame: teacher(locale, Here::School),
        id: id(1),
        name: "Lycée Simone-Vallier".into(),
        uai: "9990001D".into(),
        commune: "Valbonnet".into(),
        stood: None,
        filing: None,
        flags: vec![Flag::Boarding],
        near: None,
        heard: vec![HeardRow {
            name: "Collège des Tilleuls".into(),
            phone: "01 99 00 00 18".into(),
            word: NeighbourWord::Attentive,
            at: ago(20),
        }],
        past: vec![(ago(20_000), ago(19_000))],
        form: SchoolForm::default(),
        wrong: None,
        key: Uuid::from_u128(3),
    }
}

fn stood(facets: Facets, steps: &[Step]) -> StoodView {
    StoodView {
        id: Uuid::from_u128(4),
        version: 3,
        facets,
        steps: steps.to_vec(),
        opened_at: ago(160),
        seen: Some((3, 0, 0)),
        word: None,
        gathered_at: String::new(),
        stranded: 0,
        police: None,
        reopening_at: None,
        told: None,
        next_word_at: None,
        counting: None,
        counted: None,
        sites: vec![],
        moves: vec![],
    }
}

fn with(locale: Locale, stood: StoodView) -> SchoolPage {
    SchoolPage { stood: Some(stood), near: Some(near()), heard: vec![], past: vec![], ..quiet(locale) }
}

fn threat(locale: Locale) -> SchoolPage {
    let steps = [Step::CallPolice, Step::DecideReception, Step::TellFamilies];
    let mut page = with(locale, stood(Facets::threatened(), &steps));
    page.filing = Some((id(91), model::filing::Kind::Cnil, ago(-4_200)));
    page.frame.said = Some(Said::SituationOpened);
    page
}

fn line(minutes: i64, what: Change) -> LineRow {
    LineRow { at: ago(minutes), by: Some("Koffi Adou".into()), what, note: String::new() }
}

fn out() -> Facets {
    Facets {
        threat: Threat::Credible,
        reception: Reception::Evacuated,
        pupils: Pupils::Gathered,
        check: Check::Asked,
        reopening: Reopening::None,
    }
}

fn evacuated(locale: Locale) -> SchoolPage {
    let tally = Tally { present: 40, gathered: 702, handed_over: 12, absent: 31, unknown: 23 };
    let mut view = stood(out(), &[Step::FindPupils, Step::TellFamilies, Step::TellNeighbours, Step::NoteArrival]);
    view.gathered_at = "Stade des Marronniers".into();
    view.counting = Some(tally);
    view.seen = Some((3, 5, 1));
    view.moves = vec![
        line(12, Change::Reception { to: Reception::Evacuated }),
        line(15, Change::Threat { to: Threat::Credible }),
        line(20, Change::Check { to: Check::Asked, unit: String::new() }),
    ];
    with(locale, view)
}

fn site(n: u128, name: &str, received: i64) -> SiteRow {
    SiteRow {
        id: Uuid::from_u128(n),
        name: name.into(),
        address: "12 rue du Stade, Valbonnet".into(),
        capacity: 320,
        received,
        hours: (450, 1_080),
        closed: n == 6,
    }
}

fn boarders(locale: Locale) -> SchoolPage {
    let facets = Facets { reception: Reception::Closed, pupils: Pupils::WithoutSolution, ..out() };
    let mut view = stood(facets, &[Step::ReceiveElsewhere, Step::TellFamilies]);
    view.stranded = 86;
    view.counted = Some((ago(30), 2));
    view.moves = vec![line(5, Change::Pupils { to: Pupils::WithoutSolution, place: String::new(), stranded: 86 })];
    with(locale, view)
}

fn families(locale: Locale) -> SchoolPage {
    let facets = Facets { reception: Reception::Suspended, pupils: Pupils::Elsewhere, check: Check::UnderWay, ..out() };
    let mut view = stood(facets, &[Step::TellFamilies, Step::RecordAllClear]);
    view.told = Some((ago(90), false));
    view.next_word_at = Some(ago(-30));
    view.police = Some(("Commissariat, équipe cynophile".into(), ago(35)));
    view.sites = vec![site(5, "Gymnase Jean-Moulin", 112), site(6, "Salle des fêtes", 0)];
    with(locale, view)
}

fn word() -> Word {
    Word {
        kind: WordKind::AllClear,
        authority: "Commissariat".into(),
        name: "Capitaine Reine".into(),
        at: ago(8),
        reason: String::new(),
    }
}

fn all_clear(locale: Locale) -> SchoolPage {
    let facets = Facets { reception: Reception::Suspended, pupils: Pupils::Elsewhere, check: Check::AllClear, ..out() };
    let mut view = stood(facets, &[Step::PlanReopening, Step::TellFamilies]);
    view.word = Some(word());
    view.told = Some((ago(90), false));
    view.moves = vec![line(8, Change::Word(word()))];
    with(locale, view)
}

fn waits(locale: Locale) -> SchoolPage {
    let facets = Facets {
        reception: Reception::Suspended,
        pupils: Pupils::Elsewhere,
        check: Check::AllClear,
        reopening: Reopening::Expected,
        ..out()
    };
    let mut view = stood(facets, &[]);
    view.word = Some(word());
    view.told = Some((ago(3), true));
    view.reopening_at = Some(ago(-25));
    view.moves = vec![line(4, Change::Expect { at: ago(-25) }), line(8, Change::Word(word()))];
    with(locale, view)
}

fn over(locale: Locale) -> SchoolPage {
    let facets = Facets {
        reception: Reception::Reinforced,
        pupils: Pupils::InClass,
        check: Check::AllClear,
        reopening: Reopening::Reopened,
        ..out()
    };
    let mut view = stood(facets, &[Step::Close]);
    view.word = Some(word());
    view.told = Some((ago(3), true));
    view.moves = vec![line(2, Change::Reopen { reinforced: true })];
    with(locale, view)
}

fn wrong(locale: Locale) -> SchoolPage {
    let form = SchoolForm { what: "reopen".into(), ..SchoolForm::default() };
    SchoolPage { form, wrong: Some(SchoolWrong::Refused(Refused::NeedsWord)), ..evacuated(locale) }
}

fn hostile(locale: Locale) -> SchoolPage {
    let mut page = boarders(locale);
    page.frame = hostile_frame(locale, Here::School);
    (page.name, page.commune) = (HOSTILE.into(), "W".repeat(90));
    let Some(view) = &mut page.stood else { return page };
    view.gathered_at = HOSTILE.into();
    view.sites = vec![SiteRow { name: HOSTILE.into(), address: "w".repeat(200), ..site(5, "", 0) }];
    view.moves = vec![LineRow {
        at: ago(9),
        by: Some(HOSTILE.into()),
        what: Change::Pupils { to: Pupils::Gathered, place: HOSTILE.into(), stranded: 0 },
        note: format!("{HOSTILE} {}", "w".repeat(200)),
    }];
    page.heard =
        vec![HeardRow { name: HOSTILE.into(), phone: HOSTILE.into(), word: NeighbourWord::StayInside, at: ago(2) }];
    page
}

fn roll_call(locale: Locale) -> RollCallPage {
    let class = |n: u128, name: &str, known| ClassLine { id: id(n), name: name.into(), pupils: 32, known };
    RollCallPage {
        frame: teacher(locale, Here::School),
        school: id(1),
        name: "Lycée Simone-Vallier".into(),
        situation: Uuid::from_u128(4),
        started_at: ago(14),
        ended: None,
        tally: Tally { present: 40, gathered: 702, handed_over: 12, absent: 31, unknown: 23 },
        classes: vec![class(1, "2NDE 1", 32), class(2, "2NDE 4", 20), class(3, "1ERE STMG 2", 21)],
        no_class: (3, 1),
        missing: vec![
            ("Chloé Lefèvre".into(), "2NDE 4".into()),
            ("ليلى بن عيسى".into(), "2NDE 4".into()),
            (HOSTILE.into(), String::new()),
        ],
        decides: true,
        refused: None,
    }
}

fn roll_call_ended(locale: Locale) -> RollCallPage {
    let note = "Trois élèves rentrés chez eux avant l’appel, familles jointes.".to_owned();
    RollCallPage { ended: Some((ago(2), 3, note)), decides: false, ..roll_call(locale) }
}

fn class(locale: Locale) -> RollCallClassPage {
    let pupil = |n: u128, name: &str, mark| PupilLine {
        id: id(n),
        name: name.into(),
        mark,
        detail: String::new(),
        checked: false,
        by: mark.map(|_| ("Odile Perrin".to_owned(), ago(4))),
    };
    RollCallClassPage {
        frame: teacher(locale, Here::School),
        school: id(1),
        roll_call: Uuid::from_u128(9),
        class: Some((id(2), "2NDE 4".into())),
        pupils: vec![
            pupil(11, "Inès Belkacem", Some(Mark::Gathered)),
            PupilLine {
                detail: "Sa mère, Farida Belkacem".into(),
                checked: true,
                ..pupil(12, "Adam Caron", Some(Mark::HandedOver))
            },
            pupil(13, "Chloé Lefèvre", None),
            pupil(14, HOSTILE, Some(Mark::Absent)),
        ],
        open: true,
        who: id(40),
    }
}

fn situations(locale: Locale) -> SituationsPage {
    let row = |n: u128, name: &str, kind, facets| SituationRow {
        id: id(n),
        uai: format!("999000{n}A"),
        name: name.into(),
        kind,
        commune: "Valbonnet".into(),
        departement: "069".into(),
        facets,
        stranded: 0,
        reopening_at: None,
        changed_at: ago(12),
        told: n == 2,
        calling: n == 1,
        closed: false,
    };
    let cleared = Facets {
        check: Check::AllClear,
        reception: Reception::Suspended,
        reopening: Reopening::Expected,
        ..Facets::threatened()
    };
    SituationsPage {
        frame: officer(locale, Here::Situations),
        rows: vec![
            row(1, "Lycée Simone-Vallier", SchoolKind::Lycee, out()),
            SituationRow {
                reopening_at: Some(ago(-40)), ..row(2, "Lycée Hélène-Aubrac", SchoolKind::Lycee, cleared)
            },
            SituationRow {
                stranded: 86,
                departement: "042".into(),
                ..row(
                    3,
                    HOSTILE,
                    SchoolKind::College,
                    Facets { pupils: Pupils::WithoutSolution, reception: Reception::Closed, ..out() },
                )
            },
            SituationRow {
                closed: true,
                ..row(
                    4,
                    "École du Parc",
                    SchoolKind::Primary,
                    Facets { threat: Threat::Dismissed, ..Facets::default() },
                )
            },
        ],
    }
}

/// What families read.
pub(super) fn public() -> Vec<PublicSituation> {
    vec![PublicSituation {
        school: id(1),
        name: "Lycée Simone-Vallier".into(),
        facets: Facets { reception: Reception::Suspended, pupils: Pupils::Elsewhere, check: Check::UnderWay, ..out() },
        gathered_at: String::new(),
        sites: vec![site(5, "Gymnase Jean-Moulin", 112)],
        reopening_at: None,
        changed_at: ago(9),
        cleared: None,
        next_word_at: Some(ago(0) + Millis::minutes(50)),
        calling: false,
        heads: false,
    }]
}
