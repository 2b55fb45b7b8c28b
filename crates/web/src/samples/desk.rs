//! The desk. The threats of the samples are vague on purpose.

use model::{
    attachment::KeptFor,
    message::State,
    triage::{Sign, Urgency},
    verdict::Reason,
};

use super::{
    HOSTILE,
    people::{ago, hostile as hostile_frame, id, officer},
};
use crate::{
    locale::Locale,
    views::{
        ClaimView, DeskPage, DeskRow, DeskTab, Effects, Evidence, ExposedRow, ExposurePage, Figures, FileLink,
        HeldLetter, Here, Mask, NearestView, Report, Said, Segment, Step, StoppedRow, compare, segments,
    },
};

const TEXT: &str = "Demain 11 h, des e.x.p.l.o.s.i.f.s sont cachés dans le lycée. Prévenez qui vous voulez, \
personne ne sortira.\n\nCe n’est pas une blague.";

fn row(n: u128, why: &str, place: &str, minutes: i64, readers: i64, urgency: Urgency) -> DeskRow {
    DeskRow {
        id: id(n),
        why: why.into(),
        place: place.into(),
        at: ago(minutes),
        readers,
        siblings: 0,
        reports: 0,
        urgency,
        signs: vec![],
        claimed_by: None,
        state: State::Held,
        campaign: None,
        folded: 0,
    }
}

fn rows() -> Vec<DeskRow> {
    vec![
        DeskRow {
            siblings: 3,
            campaign: Some(id(71)),
            folded: 3,
            signs: vec![Sign::Plain, Sign::Copies, Sign::Wide],
            claimed_by: Some("Awa Diarra".into()),
            ..row(1, "Attaque annoncée", "Lycée Simone-Vallier", 19, 412, Urgency::High)
        },
        DeskRow {
            reports: 2,
            signs: vec![Sign::Seen, Sign::Reported],
            ..row(2, "Menace de mort", "Collège des Tilleuls", 44, 28, Urgency::High)
        },
        row(3, "Envoi très large", "Lycée Simone-Vallier", 65, 1_236, Urgency::Medium),
        row(4, "Texte déguisé", "École Jean-Moulin", 180, 1, Urgency::Low),
    ]
}

fn reason(needle: &str) -> Reason {
    let start = TEXT.find(needle).unwrap_or(0);
    Reason { code: String::new(), text: String::new(), start, end: start + needle.len(), weight: 1.0 }
}

fn body() -> Vec<Segment> {
    let needles = ["e.x.p.l.o.s.i.f.s sont cachés dans le lycée", "", "personne ne sortira", "Ce n’est pas une blague"];
    segments(TEXT, &needles.map(reason))
}

fn evidence(text: &str, code: &str, weight: f32, share: u8) -> Evidence {
    Evidence {
        text: text.into(),
        code: code.into(),
        weight,
        share,
        points: code.starts_with("signature"),
        reading: None,
    }
}

fn letter() -> HeldLetter {
    HeldLetter {
        id: id(1),
        state: State::Held,
        decision: "Retenu avant lecture : une attaque contre un lycée est annoncée à une heure précise.".into(),
        sender: "Élève de 2nde 4".into(),
        school: "Lycée Simone-Vallier".into(),
        to: "Projet Mémoire – élèves, 2nde 4 – élèves".into(),
        readers: 412,
        at: ago(19),
        veiled: true,
        subject: vec![],
        body: vec![],
        files: vec![],
        evidence: vec![
            Evidence {
                reading: Some("explosifs".into()),
                ..evidence(
                    "Annonce d’explosifs dans un établissement, lettres séparées par des points",
                    "signature:explosifs-lieu@3",
                    4.1,
                    100,
                )
            },
            evidence("Le même texte envoyé par quatre comptes en deux minutes", "campaign@1", 3.0, 73),
            evidence("Menace sur la sortie des personnes", "signature:personne-ne-sort@1", 1.4, 34),
            evidence("L’auteur insiste sur le sérieux de l’annonce", "signature:pas-une-blague@2", 0.7, 17),
            evidence("Aucun échange antérieur difficile avec ces destinataires", "history@1", -0.6, 14),
        ],
        facts: vec![
            "412 destinataires dans 2 établissements en 40 secondes\u{202f}; maximum habituel\u{202f}: 2.".into(),
            "Appareil jamais vu pour ce compte, réseau d’hébergeur.".into(),
            "Trois autres comptes ouverts depuis le même réseau dans l’heure.".into(),
        ],
        threat_percent: 97,
        reports: vec![],
        history: vec![Step { at: ago(19), who: "Préau".into(), what: "Retenu avant toute lecture".into() }],
        contained_until: None,
        effects: Effects {
            release_readers: 412,
            siblings: 3,
            withdraw_readers: 1_236,
            displayed: 0,
            accounts: 4,
            schools: 3,
        },
        campaign: Some((id(71), Figures { copies: 4, accounts: 4, schools: 3, ..Figures::default() })),
        cleared: None,
        claim: None,
        mask: Mask::Hidden,
        otherwise: vec![
            "Sans le passage n°\u{202f}1, il aurait été distribué par vagues.".into(),
            "Sans copie ailleurs, il aurait été distribué par vagues.".into(),
        ],
        nearest: Some(NearestView { id: id(7), at: ago(1_900), percent: 86, pieces: vec![] }),
        stopped: vec![StoppedRow { id: id(8), at: ago(300), state: State::Withdrawn, readers: 3 }],
        touched: vec![("Lycée Simone-Vallier".into(), 3, 0), ("Collège des Tilleuls".into(), 1, 2)],
        opened: 0,
        pictures: vec![],
        care: false,
        proof: None,
        rules: "3f9ac210".into(),
    }
}

pub(super) fn held(locale: Locale) -> DeskPage {
    DeskPage {
        frame: officer(locale, Here::Desk),
        tab: DeskTab::Held,
        held: 4,
        reported: 1,
        appeals: 2,
        query: String::new(),
        rows: rows(),
        open: None,
    }
}

fn claim(own: bool) -> ClaimView {
    ClaimView {
        own,
        name: "Awa Diarra".into(),
        until: ago(-9),
        handed: own.then(|| ("Loïc Kermadec".into(), "J’ai appelé la direction, à toi pour la suite.".into())),
        officers: if own { vec![(id(91), "Loïc Kermadec".into()), (id(92), "Inaya Traoré".into())] } else { vec![] },
    }
}

fn nearest() -> NearestView {
    let withdrawn = TEXT.replace("11 h", "9 h").replace("e.x.p.l.o.s.i.f.s", "explosifs");
    NearestView { id: id(7), at: ago(1_900), percent: 86, pieces: compare(&withdrawn, TEXT) }
}

pub(super) fn veiled(locale: Locale) -> DeskPage {
    DeskPage { open: Some(HeldLetter { claim: Some(claim(false)), ..letter() }), ..held(locale) }
}

pub(super) fn revealed(locale: Locale) -> DeskPage {
    let subject = vec![Segment { text: "Info urgente".into(), mark: None }];
    let file = |n, name: &str, kept| FileLink { id: id(n), name: name.into(), bytes: 4_200_000, veiled: false, kept };
    let files =
        vec![file(61, "video.mp4", None), file(63, "photo.jpg", None), file(62, "devoir.zip", Some(KeptFor::Overrun))];
    DeskPage {
        open: Some(HeldLetter {
            veiled: false,
            subject,
            body: body(),
            files,
            pictures: vec![id(63)],
            claim: Some(claim(true)),
            mask: Mask::Shown,
            proof: Some("Question posée à l’expéditeur. Sans réponse, elle prend fin aujourd’hui à 20 h 15.".into()),
            nearest: Some(nearest()),
            ..letter()
        }),
        ..held(locale)
    }
}

pub(super) fn delivered(locale: Locale) -> DeskPage {
    let reports = vec![
        Report { who: "Un parent".into(), at: ago(3), why: String::new(), before: (3, 3) },
        Report { who: "Élève de 3e B".into(), at: ago(5), why: "Ça me fait peur.".into(), before: (1, 4) },
    ];
    let effects =
        Effects { siblings: 0, accounts: 1, schools: 1, withdraw_readers: 28, displayed: 5, release_readers: 0 };
    let cleared = Some((2, ago(-40_000)));
    let open = HeldLetter {
        state: State::Delivered,
        veiled: false,
        body: body(),
        reports,
        effects,
        campaign: None,
        cleared,
        ..letter()
    };
    let mut page = DeskPage { tab: DeskTab::Reported, open: Some(open), ..held(locale) };
    page.rows = vec![DeskRow { state: State::Delivered, ..page.rows[1].clone() }];
    page
}

pub(super) fn recent(locale: Locale) -> DeskPage {
    let mut rows = rows();
    for (row, state) in rows.iter_mut().zip([State::Withdrawn, State::Delivered, State::Waves, State::Delivered]) {
        row.state = state;
        row.reports = 0;
    }
    let history = vec![
        Step { at: ago(19), who: "Préau".into(), what: "Retenu avant toute lecture".into() },
        Step { at: ago(12), who: "Awa Diarra".into(), what: "Lu".into() },
        Step { at: ago(11), who: "Awa Diarra".into(), what: "Menace confirmée, retiré avec 3 copies".into() },
    ];
    let contained_until = Some(ago(-1_421));
    let open = HeldLetter { state: State::Withdrawn, history, evidence: vec![], contained_until, ..letter() };
    let mut page =
        DeskPage { tab: DeskTab::Recent, rows, open: Some(open), query: "simone-vallier".into(), ..held(locale) };
    page.frame.said = Some(Said::Withdrawn);
    page
}

pub(super) fn empty(locale: Locale) -> DeskPage {
    let mut page = DeskPage { rows: vec![], held: 0, reported: 0, ..held(locale) };
    if let Some(reader) = &mut page.frame.reader {
        reader.desk_waiting = Some(0);
    }
    page
}

pub(super) fn no_report(locale: Locale) -> DeskPage {
    DeskPage { tab: DeskTab::Reported, ..empty(locale) }
}

pub(super) fn nothing_recent(locale: Locale) -> DeskPage {
    DeskPage { tab: DeskTab::Recent, query: HOSTILE.into(), ..empty(locale) }
}

pub(super) fn hostile(locale: Locale) -> DeskPage {
    let text = format!("{HOSTILE}\n{}", "w".repeat(400));
    let marks = [Reason { code: HOSTILE.into(), text: HOSTILE.into(), start: 3, end: 30, weight: 1.0 }];
    let open = HeldLetter {
        decision: HOSTILE.into(),
        sender: HOSTILE.into(),
        school: HOSTILE.into(),
        to: HOSTILE.into(),
        veiled: false,
        subject: segments(HOSTILE, &marks),
        body: segments(&text, &marks),
        evidence: vec![Evidence { reading: Some(HOSTILE.into()), ..evidence(HOSTILE, HOSTILE, 2.0, 100) }],
        facts: vec![HOSTILE.into()],
        otherwise: vec![HOSTILE.into()],
        touched: vec![(HOSTILE.into(), 1, 1)],
        mask: Mask::ReasonMissing,
        reports: vec![Report { who: HOSTILE.into(), at: ago(1), why: HOSTILE.into(), before: (0, 0) }],
        history: vec![Step { at: ago(1), who: HOSTILE.into(), what: HOSTILE.into() }],
        effects: Effects { siblings: 12_000, withdraw_readers: 2_000_000, displayed: 1, ..letter().effects },
        ..letter()
    };
    let long = "Établissement régional d’enseignement adapté Marie-Joséphine-de-Beauharnais";
    let rows = vec![row(1, HOSTILE, HOSTILE, 1, 1, Urgency::High), row(9, &long.repeat(2), long, 2, 0, Urgency::Low)];
    DeskPage { frame: hostile_frame(locale, Here::Desk), rows, open: Some(open), ..held(locale) }
}

pub(super) fn exposure(locale: Locale) -> ExposurePage {
    let one = |name: &str, role: &str, minutes| ExposedRow {
        name: name.into(),
        role: role.into(),
        school: "Lycée Simone-Vallier".into(),
        first: ago(minutes),
        last: ago(minutes - 1),
        file_opened: (minutes == 16).then(|| ago(15)),
    };
    ExposurePage {
        frame: officer(locale, Here::Desk),
        id: id(1),
        why: "Attaque annoncée".into(),
        at: ago(19),
        withdrawn_at: Some(ago(11)),
        readers: 412,
        displayed: 5,
        mask: Mask::Hidden,
        rows: vec![
            one("", "Élève, 2nde 4", 18),
            one("Chloé Lefèvre", "Élève, 2nde 4", 17),
            one("Mamadou Sy", "Élève, 2nde 4", 16),
            one("ليلى بن عيسى", "Élève, 2nde 4", 15),
            one(HOSTILE, HOSTILE, 14),
        ],
    }
}

pub(super) fn nobody_saw(locale: Locale) -> ExposurePage {
    ExposurePage { displayed: 0, rows: vec![], withdrawn_at: None, mask: Mask::Shown, ..exposure(locale) }
}
