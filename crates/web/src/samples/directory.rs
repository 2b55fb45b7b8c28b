//! The school directory, and the sheets printed from it.

use askama::Template as _;
use model::{Profile, account::AccountState, school::SectionKind};

use super::{
    HOSTILE, Sample,
    people::{NOW, ago, id, officer, teacher},
    sample,
};
use crate::{
    locale::Locale,
    views::{
        BatchCounts, BatchPage, DirectoryPage, Here, InPersonPage, PersonRow, SchoolChoice, SectionRow, SectionView,
        Sheet, SheetsPage, SlipRow, SlipState, WriteTo,
    },
};

pub(super) fn all() -> Vec<Sample> {
    vec![
        sample("directory", "classes", |l| classes(l).render()),
        sample("directory", "class", |l| class(l).render()),
        sample("directory", "empty-class", |l| empty_class(l).render()),
        sample("directory", "found", |l| found(l).render()),
        sample("directory", "nobody", |l| nobody(l).render()),
        sample("in-person", "code", |l| in_person(l).render()),
        sample("sheets", "class", |l| sheets(l).render()),
        sample("sheets", "grids", |l| sheets_with_grids(l).render()),
        sample("batch", "some", |l| batch(l).render()),
        sample("batch", "void", |l| void_batch(l).render()),
        sample("sheets", "none", |l| no_sheet(l).render()),
    ]
}

fn school(n: u128, name: &str, uai: &str, commune: &str) -> SchoolChoice {
    SchoolChoice { id: id(n), name: name.into(), uai: uai.into(), commune: commune.into() }
}

fn section(n: u128, name: &str, kind: SectionKind, pupils: i64) -> SectionRow {
    SectionRow { id: id(n), name: name.into(), kind, pupils, guardians: pupils * 2, teachers: 9 }
}

fn sections() -> Vec<SectionRow> {
    let mut sections: Vec<SectionRow> = Vec::new();
    for (level, n) in ["6e", "5e", "4e", "3e"].iter().zip(0u128..) {
        for (letter, m) in ["A", "B", "C"].iter().zip(0u128..) {
            let pupils = 25 + ((n + m) % 4) as i64;
            sections.push(section(200 + n * 10 + m, &format!("{level} {letter}"), SectionKind::Class, pupils));
        }
    }
    sections.push(section(300, "Espagnol LV2 groupe 1", SectionKind::Group, 19));
    sections.push(section(301, "Chorale", SectionKind::Group, 1));
    sections
}

fn person(n: u128, name: &str, profile: Profile, detail: &str, account: AccountState) -> PersonRow {
    PersonRow {
        id: id(n),
        name: name.into(),
        profile,
        detail: detail.into(),
        account,
        may_write: n != 43,
        may_help: profile == Profile::Pupil,
        new_device: (n == 42).then(|| ago(600)),
    }
}

fn people() -> Vec<PersonRow> {
    use AccountState::{Active, Closed, Provisioned, Suspended};
    vec![
        person(41, "Garnier Hélène", Profile::Teacher, "Français, professeure principale", Active),
        person(42, "Kouamé Thomas", Profile::Teacher, "Mathématiques", Active),
        person(43, "Abdelkader-Boisseau Noémie", Profile::Pupil, "", Provisioned),
        person(44, "Dupont Baptiste", Profile::Pupil, "", Active),
        person(45, "Nguyễn Đức Anh", Profile::Pupil, "", Suspended),
        person(46, "Świątkowska Zofia", Profile::Pupil, "", Provisioned),
        person(47, HOSTILE, Profile::Pupil, HOSTILE, Closed),
    ]
}

fn classes(locale: Locale) -> DirectoryPage {
    DirectoryPage {
        frame: teacher(locale, Here::Directory),
        schools: vec![school(1, "Collège des Tilleuls", "9990001X", "Lyon")],
        school: Some(school(1, "Collège des Tilleuls", "9990001X", "Lyon")),
        sections: sections(),
        open: None,
        query: String::new(),
        found: vec![],
        resets: true,
    }
}

fn class(locale: Locale) -> DirectoryPage {
    let write = |n, profile, readers| WriteTo { audience: id(n), profile, readers };
    let open = SectionView {
        id: id(231),
        name: "3e B".into(),
        people: people(),
        may_print: true,
        write_to: vec![write(1, Profile::Pupil, 28), write(2, Profile::Guardian, 51)],
        waiting: 2,
        batches: vec![counts(2, false), counts(1, true)],
    };
    DirectoryPage { open: Some(open), ..classes(locale) }
}

fn empty_class(locale: Locale) -> DirectoryPage {
    let open = SectionView {
        id: id(301),
        name: HOSTILE.into(),
        people: vec![],
        may_print: false,
        write_to: vec![],
        waiting: 0,
        batches: vec![],
    };
    DirectoryPage { open: Some(open), ..classes(locale) }
}

fn found(locale: Locale) -> DirectoryPage {
    let schools = vec![
        school(1, "Collège des Tilleuls", "9990001X", "Lyon"),
        school(2, "Lycée Simone-Vallier", "9990002Y", "Villeurbanne"),
        school(3, HOSTILE, "9990003Z", HOSTILE),
    ];
    DirectoryPage {
        frame: officer(locale, Here::Directory),
        schools,
        query: "dup".into(),
        found: people(),
        ..classes(locale)
    }
}

fn nobody(locale: Locale) -> DirectoryPage {
    DirectoryPage { query: HOSTILE.into(), found: vec![], sections: vec![], ..classes(locale) }
}

fn sheets(locale: Locale) -> SheetsPage {
    let sheet = |name: &str, login: &str, code: &str| {
        let square = crate::square::svg(&format!("https://preau.exemple.fr/activate#{code}"));
        let (from, until) = (None, ago(-14 * 24 * 60));
        Sheet { name: name.into(), login: login.into(), code: code.into(), from, until, square, grid: None }
    };
    SheetsPage {
        frame: teacher(locale, Here::Directory),
        school: "Collège des Tilleuls".into(),
        section: "3e B".into(),
        back: "/directory?school=1&section=231".into(),
        address: "preau.exemple.fr/activate".into(),
        made_at: NOW,
        batch: "K7Q".into(),
        board: "/directory/batches/1".into(),
        sheets: vec![
            sheet("Abdelkader-Boisseau Noémie", "noemie.abdelkader", "7KX2M-9QRTVB"),
            sheet("Nguyễn Đức Anh", "anh.nguyen", "0W4PD-J83ZFN"),
            sheet("Świątkowska Zofia", "zofia.swiatkowska", "M5T6R-EY1GH2"),
            Sheet { from: Some(ago(-600)), ..sheet(HOSTILE, HOSTILE, "C9VNA-4BQ7K0") },
            sheet("de la Tour d’Auvergne-Lauraguais Anne-Lise Marie-Joséphine", "annelise.delatour", "G2H8S-XJ5WD4"),
            sheet("Sy Mamadou", "mamadou.sy", "QZ31B-RT60PM"),
        ],
    }
}

fn sheets_with_grids(locale: Locale) -> SheetsPage {
    let page = sheets(locale);
    let sheets = page.sheets.into_iter().map(|sheet| Sheet { grid: Some(super::factors::grid()), ..sheet });
    SheetsPage { sheets: sheets.collect(), ..page }
}

fn in_person(locale: Locale) -> InPersonPage {
    let code = "7KX2M-9QRTV-B";
    InPersonPage {
        frame: teacher(locale, Here::Directory),
        back: "/directory",
        address: "preau.exemple.fr/activate".into(),
        name: "Inès Marchetti".into(),
        login: "ines.marchetti".into(),
        square: crate::square::svg(&format!("https://preau.exemple.fr/activate#{code}")),
        code: code.into(),
        until: ago(-30),
    }
}

fn no_sheet(locale: Locale) -> SheetsPage {
    SheetsPage { sheets: vec![], ..sheets(locale) }
}

fn counts(n: u128, voided: bool) -> BatchCounts {
    let good = if voided { 0 } else { 19 };
    let printed_at = ago(10_000 * i64::try_from(n).unwrap_or(1));
    BatchCounts { id: id(n), guardians: voided, printed_at, voided, printed: 28, handed: 25, used: 9, good }
}

fn batch(locale: Locale) -> BatchPage {
    let slip = |serial: i64, name: &str, state| SlipRow {
        id: id(300 + u128::from(serial.unsigned_abs())),
        serial,
        name: name.into(),
        handed: state != SlipState::Waiting,
        used: (state == SlipState::Used).then(|| ago(90)),
        state,
    };
    BatchPage {
        frame: teacher(locale, Here::Directory),
        school: "Collège des Tilleuls".into(),
        section: "3e B".into(),
        back: "/directory?section=231#open".into(),
        label: "411207".into(),
        counts: counts(2, false),
        slips: vec![
            slip(1, "Abdelkader-Boisseau Noémie", SlipState::Used),
            slip(2, "Nguyễn Đức Anh", SlipState::Waiting),
            slip(3, HOSTILE, SlipState::Forgotten),
            slip(4, "de la Tour d’Auvergne-Lauraguais Anne-Lise Marie-Joséphine", SlipState::Expired),
            slip(5, "Sy Mamadou", SlipState::Void),
        ],
    }
}

fn void_batch(locale: Locale) -> BatchPage {
    BatchPage { counts: counts(1, true), ..batch(locale) }
}
