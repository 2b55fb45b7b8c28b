//! Notices to families, and what anybody may check and read.

use std::collections::BTreeMap;

use askama::Template as _;
use model::{
    Profile,
    channel::Channel,
    notice::{Changes, Filling, Finding, Kind, Language, NoticeState, Part, RumourState, Variable, What, Wrong, sms},
    territory::Scope,
};
use uuid::Uuid;

use super::{
    HOSTILE, Sample,
    people::{ago, guardian, hostile as hostile_frame, nobody, officer},
    sample,
};
use crate::{
    locale::Locale,
    views::{
        Frame, Here, PlaceChoice,
        notices::{
            ChannelRow, ClassRow, FindingLine, MissingPage, MissingRow, NoticeForm, NoticeNewPage, NoticePage,
            NoticeReadPage, NoticeRow, NoticeText, NoticeWrong, NoticesPage, PointPage, PublicView, RumourRow,
            RumourView, RumoursPage, SmsCost, VerifyAnswer, VerifyPage, language,
        },
    },
};

pub(super) fn all() -> Vec<Sample> {
    vec![
        sample("notices", "some", |l| some(l).render()),
        sample("notices", "none", |l| NoticesPage { rows: vec![], ..some(l) }.render()),
        sample("notices", "hostile", |l| hostile_list(l).render()),
        sample("notice-new", "kinds", |l| kinds(l).render()),
        sample("notice-new", "blank", |l| blank(l, Kind::FirstWord).render()),
        sample("notice-new", "looked-at", |l| looked_at(l).render()),
        sample("notice-new", "wrong", |l| wrong(l).render()),
        sample("notice", "draft", |l| draft(l).render()),
        sample("notice", "to-approve", |l| to_approve(l).render()),
        sample("notice", "stopped", |l| stopped(l).render()),
        sample("notice", "sent", |l| sent(l).render()),
        sample("notice", "withdrawn", |l| withdrawn(l).render()),
        sample("notice-missing", "some", |l| missing(l).render()),
        sample("notice-missing", "none", |l| MissingPage { rows: vec![], ..missing(l) }.render()),
        sample("notice-read", "first", |l| read(l, Kind::FirstWord).render()),
        sample("notice-read", "corrected-version", |l| corrected_version(l).render()),
        sample("notice-read", "acknowledged", |l| acknowledged(l).render()),
        sample("notice-read", "corrected", |l| over(l, NoticeState::Corrected).render()),
        sample("notice-read", "withdrawn", |l| over(l, NoticeState::Withdrawn).render()),
        sample("notice-read", "hostile", |l| hostile_read(l).render()),
        sample("verify", "blank", |l| verify(l, VerifyAnswer::Blank).render()),
        sample("verify", "genuine", |l| verify(l, VerifyAnswer::Genuine(public(l, Kind::AllClear))).render()),
        sample("verify", "corrected", |l| {
            verify(l, VerifyAnswer::Corrected(Some(ago(12)), Some(public(l, Kind::WhereToCome)))).render()
        }),
        sample("verify", "withdrawn", |l| {
            verify(l, VerifyAnswer::Withdrawn(Some(ago(12)), public(l, Kind::Denial))).render()
        }),
        sample("verify", "unknown", |l| verify(l, VerifyAnswer::Unknown).render()),
        sample("verify", "miscopied", |l| verify(l, VerifyAnswer::Check).render()),
        sample("verify", "hostile", |l| VerifyPage { code: HOSTILE.into(), ..verify(l, VerifyAnswer::Shape) }.render()),
        sample("verify", "wait", |l| verify(l, VerifyAnswer::Wait(15)).render()),
        sample("point", "some", |l| point(l).render()),
        sample("point", "calm", |l| PointPage { notices: vec![], rumours: vec![], ..point(l) }.render()),
        sample("point", "hostile", |l| hostile_point(l).render()),
        sample("rumours", "some", |l| rumours(l).render()),
        sample("rumours", "none", |l| RumoursPage { rows: vec![], ..rumours(l) }.render()),
    ]
}

fn filling(locale: Locale) -> Filling {
    let value = |variable: Variable| match (variable, locale) {
        (Variable::Since, Locale::Fr) => "ce soir à 19 h 20",
        (Variable::Since, Locale::En) => "this evening at 19:20",
        (Variable::Place, _) => "stade des Tilleuls, entrée rue du Puits",
        (Variable::When, Locale::Fr) => "demain à 8 h",
        (Variable::When, Locale::En) => "tomorrow at 8",
        (Variable::Who, Locale::Fr) => "La police",
        (Variable::Who, Locale::En) => "The police",
        (Variable::Contact, _) => "04 65 71 00 00",
    };
    Filling {
        school: "Lycée Simone-Vallier".into(),
        next: if locale == Locale::Fr { "à 20\u{202f}h\u{202f}30" } else { "at 20:30" }.into(),
        code: "K7M3-9QXA".into(),
        link: "preau.example/verify".into(),
        variables: Variable::ALL.iter().map(|one| (*one, value(*one).to_owned())).collect::<BTreeMap<_, _>>(),
    }
}

fn text(locale: Locale, kind: Kind) -> NoticeText {
    let language = language(locale);
    NoticeText {
        language,
        words: kind.words(language, &filling(locale)),
        places: vec!["Lycée Simone-Vallier".into()],
        sent_at: Some(ago(14)),
        next_word_at: (!kind.may_be_last()).then(|| ago(-38)),
        code: "K7M3-9QXA".into(),
    }
}

fn row(n: u128, kind: Kind, state: NoticeState) -> NoticeRow {
    NoticeRow {
        id: Uuid::from_u128(n),
        kind,
        title: kind.words(Language::Fr, &filling(Locale::Fr)).title,
        places: ["Lycée Simone-Vallier", "Collège des Tilleuls", "Lycée Hélène-Aubrac", "Lycée Ada-Morin"]
            .map(str::to_owned)
            .to_vec(),
        state,
        author: "Awa Diarra".into(),
        at: ago(14),
        version: 1,
        own: false,
        decides: true,
    }
}

fn some(locale: Locale) -> NoticesPage {
    NoticesPage {
        frame: officer(locale, Here::Desk),
        rows: vec![
            row(1, Kind::WhereToCome, NoticeState::ToApprove),
            NoticeRow { own: true, ..row(2, Kind::Denial, NoticeState::ToApprove) },
            NoticeRow { decides: false, ..row(3, Kind::Denial, NoticeState::ToApprove) },
            NoticeRow { own: true, ..row(4, Kind::FirstWord, NoticeState::Draft) },
            row(5, Kind::AllClear, NoticeState::Approved),
            NoticeRow { version: 2, ..row(6, Kind::FirstWord, NoticeState::Sent) },
            row(7, Kind::FirstWord, NoticeState::Corrected),
            row(8, Kind::Shelter, NoticeState::Withdrawn),
        ],
    }
}

fn hostile_list(locale: Locale) -> NoticesPage {
    let row = NoticeRow {
        title: HOSTILE.into(),
        author: HOSTILE.into(),
        places: vec![HOSTILE.into()],
        ..row(1, Kind::FirstWord, NoticeState::ToApprove)
    };
    NoticesPage { frame: hostile_frame(locale, Here::Desk), rows: vec![row] }
}

fn kinds(locale: Locale) -> NoticeNewPage {
    let form = NoticeForm { campaign: Some(Uuid::from_u128(4).into()), ..NoticeForm::default() };
    NoticeNewPage { form, ..blank(locale, Kind::FirstWord) }
}

fn blank(locale: Locale, kind: Kind) -> NoticeNewPage {
    let place = |scope, name: &str| PlaceChoice { scope, name: Some(name.into()) };
    let school = Scope::School(Uuid::from_u128(1).into());
    let bare =
        Filling { school: "Lycée Simone-Vallier".into(), link: "preau.example/verify".into(), ..filling(locale) };
    let bare = Filling { code: String::new(), variables: BTreeMap::new(), ..bare };
    let texts = model::notice::Texts { fr: kind.words(Language::Fr, &bare), en: Some(kind.words(Language::En, &bare)) };
    NoticeNewPage {
        frame: officer(locale, Here::Desk),
        places: vec![
            place(school.clone(), "Lycée Simone-Vallier"),
            place(Scope::Section(Uuid::from_u128(2).into()), "2NDE 4, Lycée Simone-Vallier"),
        ],
        by_code: false,
        findings: vec![finding(What::Unfilled, Some(Part::Known), "[depuis quand]")],
        costs: cost(&texts.fr.sms),
        people: vec![(Profile::Guardian, 1_702), (Profile::Pupil, 1_104), (Profile::Teacher, 96)],
        form: NoticeForm {
            kind: Some(kind),
            scopes: vec![school.to_string()],
            next: ("2024-03-20".into(), "20:30".into()),
            texts,
            id: Some(Uuid::from_u128(9)),
            ..NoticeForm::default()
        },
        wrong: vec![],
    }
}

fn cost(text: &str) -> Vec<SmsCost> {
    vec![SmsCost { language: Language::Fr, cost: sms::cost(text) }]
}

fn finding(what: What, part: Option<Part>, words: &str) -> FindingLine {
    FindingLine { place: part.map(|part| (Language::Fr, part)), what, words: words.into() }
}

fn findings() -> Vec<FindingLine> {
    vec![
        finding(What::QuotesThreat, Some(Part::Known), HOSTILE),
        finding(What::NamesPupil, Some(Part::Known), "Inès"),
        finding(What::Unfilled, Some(Part::ToDo), "[téléphone]"),
        finding(What::NoNextTime, None, ""),
        finding(What::NextTimePast, None, ""),
        finding(What::NoCode, Some(Part::Sms), ""),
        finding(What::LongSentence { words: 34 }, Some(Part::Known), "Conformément aux consignes reçues ce jour…"),
        finding(What::HardWord { instead: "après" }, Some(Part::Known), "Suite à"),
        finding(What::HardText { lix: 61 }, Some(Part::Known), ""),
        finding(What::DearCharacter { character: 'ê', instead: Some("e") }, Some(Part::Sms), "ê"),
        finding(What::DearCharacter { character: '😀', instead: None }, Some(Part::Sms), "😀"),
        finding(What::ManySegments { segments: 4 }, Some(Part::Sms), ""),
    ]
}

fn looked_at(locale: Locale) -> NoticeNewPage {
    let mut page = blank(locale, Kind::Shelter);
    (page.form.pupils, page.form.staff, page.form.public) = (true, true, true);
    page.form.variables = filling(locale).variables;
    let texts = model::notice::Texts { fr: page.form.texts.fr.clone(), en: None };
    let found =
        Finding { what: What::LongSentence { words: 23 }, place: Some((Language::Fr, Part::Known)), span: 0..12 };
    page.findings = findings();
    page.findings.push(FindingLine::of(found, &texts));
    page.costs = cost(&"Fenêtres fermées. ".repeat(12));
    page
}

fn wrong(locale: Locale) -> NoticeNewPage {
    let mut wrong: Vec<NoticeWrong> = Wrong::ALL.iter().copied().map(NoticeWrong::Plan).collect();
    wrong.extend([
        NoticeWrong::UnknownCode(HOSTILE.into()),
        NoticeWrong::Nobody("Lycée Hélène-Aubrac".into()),
        NoticeWrong::TooLate,
    ]);
    let page = blank(locale, Kind::Closing);
    let form = NoticeForm {
        codes: HOSTILE.into(),
        replaces: Some(Uuid::from_u128(3)),
        edits: Some((Uuid::from_u128(4), 2)),
        ..page.form
    };
    NoticeNewPage { form, wrong, findings: vec![], by_code: true, places: vec![], ..page }
}

fn draft(locale: Locale) -> NoticePage {
    let kind = Kind::FirstWord;
    NoticePage {
        frame: officer(locale, Here::Desk),
        row: NoticeRow { own: true, places: vec!["Lycée Simone-Vallier".into()], ..row(1, kind, NoticeState::Draft) },
        texts: vec![text(Locale::Fr, kind), text(Locale::En, kind)],
        costs: cost(&text(Locale::Fr, kind).words.sms),
        revision: 1,
        findings: vec![],
        people: vec![(Profile::Guardian, 1_702), (Profile::Pupil, 1_104)],
        also: (false, false),
        public: false,
        alone: true,
        approved: None,
        ended_at: None,
        note: String::new(),
        versions: (None, None),
        classes: None,
        left: vec![],
    }
}

fn to_approve(locale: Locale) -> NoticePage {
    NoticePage {
        row: row(1, Kind::WhereToCome, NoticeState::ToApprove),
        texts: vec![text(Locale::Fr, Kind::WhereToCome)],
        costs: vec![],
        alone: false,
        public: true,
        ..draft(locale)
    }
}

fn stopped(locale: Locale) -> NoticePage {
    NoticePage {
        findings: findings(),
        alone: false,
        note: "L’heure du prochain message manque.".into(),
        ..draft(locale)
    }
}

fn sent(locale: Locale) -> NoticePage {
    let class = |n, name: Option<&str>, children, seen, acknowledged| ClassRow {
        school: "Lycée Simone-Vallier".into(),
        section: name.map(|_| Uuid::from_u128(n)),
        name: name.map(str::to_owned),
        children,
        seen,
        acknowledged,
    };
    NoticePage {
        row: NoticeRow { version: 2, ..row(1, Kind::FirstWord, NoticeState::Sent) },
        alone: false,
        approved: Some(("Koffi Adou".into(), ago(16))),
        versions: (Some(Uuid::from_u128(3)), None),
        classes: Some(vec![
            class(1, Some("2NDE 4"), 34, 30, 27),
            class(2, Some("2NDE 5"), 33, 33, 33),
            class(3, Some("TERMINALE GÉNÉRALE 12"), 36, 12, 0),
            class(4, None, 2, 1, 1),
        ]),
        left: vec![
            ChannelRow { channel: Channel::Push, waiting: 0, taken: 12, arrived: 431, failed: 3 },
            ChannelRow { channel: Channel::Sms, waiting: 240, taken: 902, arrived: 118, failed: 14 },
        ],
        ..draft(locale)
    }
}

fn withdrawn(locale: Locale) -> NoticePage {
    NoticePage {
        row: NoticeRow { decides: false, ..row(1, Kind::Shelter, NoticeState::Withdrawn) },
        ended_at: Some(ago(3)),
        note: "Parti par erreur : c’était un exercice.".into(),
        classes: None,
        ..sent(locale)
    }
}

fn missing(locale: Locale) -> MissingPage {
    let row = |name: &str, seen| MissingRow { name: name.into(), seen };
    MissingPage {
        frame: officer(locale, Here::Desk),
        id: Uuid::from_u128(1),
        title: text(Locale::Fr, Kind::FirstWord).words.title,
        class: "2NDE 4".into(),
        rows: vec![row("Karim Lefèvre", true), row("Inès Marchetti", false), row(HOSTILE, false)],
    }
}

fn read(locale: Locale, kind: Kind) -> NoticeReadPage {
    NoticeReadPage {
        frame: guardian(locale, Here::Official),
        id: Uuid::from_u128(1),
        state: NoticeState::Sent,
        text: text(locale, kind),
        acknowledged_at: None,
        changes: None,
        ended_at: None,
        note: String::new(),
        after: None,
    }
}

fn corrected_version(locale: Locale) -> NoticeReadPage {
    let changes = Changes {
        gone: vec!["Les élèves sont au gymnase.".into()],
        new: vec!["Les élèves sont au stade des Tilleuls.".into(), "Entrez par la rue du Puits.".into()],
    };
    NoticeReadPage { changes: Some((changes, Some(ago(40)))), ..read(locale, Kind::WhereToCome) }
}

fn acknowledged(locale: Locale) -> NoticeReadPage {
    NoticeReadPage {
        acknowledged_at: Some(ago(2)),
        text: text(Locale::Fr, Kind::AllClear),
        ..read(locale, Kind::AllClear)
    }
}

fn over(locale: Locale, state: NoticeState) -> NoticeReadPage {
    NoticeReadPage {
        state,
        ended_at: Some(ago(9)),
        note: "Cet avis est parti par erreur.".into(),
        after: (state == NoticeState::Corrected).then(|| Uuid::from_u128(2)),
        ..read(locale, Kind::Shelter)
    }
}

fn hostile_text(locale: Locale) -> NoticeText {
    let mut text = text(locale, Kind::FirstWord);
    for part in Part::ALL {
        *text.words.part_mut(*part) = format!("{HOSTILE} {}", "mot".repeat(30));
    }
    NoticeText { places: vec![HOSTILE.into()], ..text }
}

fn hostile_read(locale: Locale) -> NoticeReadPage {
    let changes = Changes { gone: vec![HOSTILE.into()], new: vec![HOSTILE.into()] };
    NoticeReadPage {
        frame: hostile_frame(locale, Here::Official),
        text: hostile_text(locale),
        changes: Some((changes, None)),
        ..read(locale, Kind::FirstWord)
    }
}

fn public(locale: Locale, kind: Kind) -> PublicView {
    PublicView { state: NoticeState::Sent, text: text(locale, kind), correction: false }
}

fn verify(locale: Locale, answer: VerifyAnswer) -> VerifyPage {
    VerifyPage { frame: nobody(locale), code: "K7M3-9QXA".into(), answer }
}

fn rumour(claim: &str, answer: &str) -> RumourView {
    RumourView {
        claim: claim.into(),
        answer: answer.into(),
        schools: vec!["Lycée Simone-Vallier".into()],
        at: Some(ago(5)),
    }
}

fn point(locale: Locale) -> PointPage {
    PointPage {
        frame: nobody(locale),
        notices: vec![
            PublicView { correction: true, ..public(locale, Kind::WhereToCome) },
            public(locale, Kind::FirstWord),
        ],
        rumours: vec![
            rumour("Le lycée sera fermé toute la semaine", "Non. Les cours reprennent demain à 8 h."),
            rumour("Un élève a été arrêté", "Aucun élève n’a été arrêté. La police cherche qui a écrit."),
        ],
    }
}

fn hostile_point(locale: Locale) -> PointPage {
    let view = PublicView { state: NoticeState::Sent, text: hostile_text(locale), correction: false };
    PointPage { notices: vec![view], rumours: vec![rumour(HOSTILE, HOSTILE)], ..point(locale) }
}

fn rumours(locale: Locale) -> RumoursPage {
    let frame: Frame = officer(locale, Here::Desk);
    let row = |n, state, view| RumourRow { id: Uuid::from_u128(n), state, opened_at: ago(25), view };
    RumoursPage {
        frame,
        rows: vec![
            row(1, RumourState::Open, rumour("Le lycée sera fermé toute la semaine", "")),
            row(2, RumourState::Answered, rumour("Un élève a été arrêté", "Aucun élève n’a été arrêté.")),
        ],
        places: blank(locale, Kind::FirstWord).places.into_iter().take(1).collect(),
        by_code: true,
        id: Uuid::from_u128(7),
    }
}
