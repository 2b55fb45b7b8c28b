//! Lists and conversations.

use model::{Millis, folder::Place};
use uuid::Uuid;

use super::{
    HOSTILE,
    people::{ago, guardian, hostile, id, pupil, teacher},
};
use crate::{
    locale::Locale,
    views::{
        Band, Content, DraftRow, DraftsPage, FileLink, Here, InboxPage, Letter, Problem, Reply, Row, RowState, Said,
        SearchPage, SentPage, Shelves, StrangeSession, Thread, ThreadPage, Tone, Withdrawal,
    },
};

const NEWS: &str = "Bonjour à tous,\n\nLa sortie au théâtre est maintenue jeudi 21 mars. Rendez-vous à 13 h 15 devant \
le portail, avec la carte de cantine et un vêtement chaud : nous irons à pied. Retour prévu vers 17 h.\n\nSi votre \
enfant ne peut pas venir, répondez simplement à ce message avant mercredi midi.\n\nBien à vous,\nHélène Garnier";

fn row(n: u128, who: &str, role: &str, subject: &str, excerpt: &str, at: Millis) -> Row {
    Row {
        id: id(n),
        who: who.into(),
        role: role.into(),
        subject: subject.into(),
        excerpt: excerpt.into(),
        at,
        unread: false,
        files: false,
        tag: None,
        state: RowState::Plain,
    }
}

fn rows() -> Vec<Row> {
    let day = 24 * 60;
    vec![
        Row {
            unread: true,
            files: true,
            tag: Some("Karim".into()),
            ..row(
                1,
                "Hélène Garnier",
                "Français, 3e B",
                "Sortie au théâtre jeudi",
                "Bonjour à tous, la sortie au théâtre est maintenue jeudi 21 mars. Rendez-vous à 13 h 15 devant le portail.",
                ago(34),
            )
        },
        Row {
            unread: true,
            ..row(
                2,
                "Vie scolaire",
                "Collège des Tilleuls",
                "Retard de ce matin",
                "Karim est arrivé à 8 h 25. Pouvez-vous nous en donner le motif ?",
                ago(190),
            )
        },
        Row { state: RowState::Withdrawn, ..row(3, "Léo Fontaine", "Élève, 3e B", "", "", ago(700)) },
        row(
            4,
            "Thomas Kouamé",
            "Mathématiques, 3e B",
            "Contrôle de vendredi",
            "Le contrôle portera sur les fonctions affines et le théorème de Thalès ; la calculatrice est permise.",
            ago(day + 60),
        ),
        Row {
            tag: Some("Lina".into()),
            ..row(
                5,
                "Direction",
                "École Jean-Moulin",
                "Kermesse : appel aux volontaires",
                "Nous cherchons dix personnes pour tenir les stands le samedi 22 juin.",
                ago(2 * day),
            )
        },
        Row {
            files: true,
            ..row(
                6,
                "Nguyễn Đức Anh",
                "Physique-chimie, 3e B",
                "Compte rendu du TP",
                "Voici la correction attendue, avec le tableau de mesures.",
                ago(4 * day),
            )
        },
        row(
            7,
            "ليلى بن عيسى",
            "Responsable, 3e B",
            "Covoiturage du lundi",
            "Bonjour, je peux prendre deux enfants le lundi matin.",
            ago(9 * day),
        ),
        row(
            8,
            "Infirmerie",
            "Collège des Tilleuls",
            "Vaccination : autorisation à rendre",
            "Merci de rapporter le coupon signé avant le 29 mars.",
            ago(15 * day),
        ),
        row(
            9,
            "Maïté Etcheverry",
            "Espagnol, 3e B",
            "Séjour à Saragosse",
            "La réunion d’information aura lieu au CDI.",
            ago(400 * day),
        ),
    ]
}

pub(super) fn inbox(locale: Locale) -> InboxPage {
    InboxPage {
        frame: guardian(locale, Here::Inbox),
        rows: rows(),
        before: None,
        older: Some("018e0a".into()),
        open: None,
        strange: None,
    }
}

pub(super) fn inbox_strange(locale: Locale) -> InboxPage {
    let device = "Firefox sur Windows".into();
    InboxPage { strange: Some(StrangeSession { id: Uuid::from_u128(9), device, opened: ago(40) }), ..inbox(locale) }
}

pub(super) fn inbox_open(locale: Locale) -> InboxPage {
    InboxPage { before: Some("018e0b".into()), open: Some(news()), ..inbox(locale) }
}

pub(super) fn inbox_withdrawn(locale: Locale) -> InboxPage {
    let gone = Letter {
        content: Content::Withdrawn(Withdrawal {
            at: ago(690),
            threat: true,
            contact: Some(
                "la vie scolaire du collège, bâtiment A, ou le 04\u{202f}00\u{202f}00\u{202f}00\u{202f}00".into(),
            ),
        }),
        ..letter(3, "Léo Fontaine", "Élève, 3e B", "vous", "", ago(700))
    };
    let thread = Thread {
        id: id(3),
        subject: String::new(),
        tag: None,
        letters: vec![gone],
        earlier: None,
        newest: None,
        reply: None,
        shelves: shelves(),
    };
    InboxPage { open: Some(thread), ..inbox(locale) }
}

pub(super) fn inbox_measure(locale: Locale) -> InboxPage {
    let mut page = inbox(locale);
    page.frame = pupil(locale, Here::Inbox);
    page.frame.said = Some(Said::Sent);
    page.frame.bands.push(Band {
        tone: Tone::Caution,
        sentence:
            "Les envois des élèves à une classe entière sont arrêtés au lycée Simone-Vallier, après des messages \
                   de menace. Vous pouvez toujours écrire à vos professeurs. Décidé par le rectorat et la Région."
                .into(),
        until: Some(ago(-668)),
        href: Some("/status".into()),
    });
    page
}

pub(super) fn inbox_empty(locale: Locale) -> InboxPage {
    InboxPage { rows: vec![], older: None, ..inbox(locale) }
}

/// A whole page of the list, each row different, with the longest first words that are shown.
pub(super) fn inbox_fifty(locale: Locale) -> InboxPage {
    let excerpt = |n: usize| NEWS.chars().cycle().skip(n * 37).take(120).collect::<String>();
    let rows = (0..50).map(|n| Row {
        unread: n < 8,
        files: n % 5 == 0,
        tag: (n % 3 == 0).then(|| "Karim".into()),
        ..row(
            700 + n as u128 * 7_919,
            ["Hélène Garnier", "Vie scolaire", "Thomas Kouamé", "Maïté Etcheverry", "Nguyễn Đức Anh"][n % 5],
            ["Français, 3e B", "Collège des Tilleuls", "Mathématiques, 3e B"][n % 3],
            &excerpt(n * 3).chars().take(40).collect::<String>(),
            &excerpt(n),
            ago(n as i64 * 433),
        )
    });
    InboxPage { rows: rows.collect(), ..inbox(locale) }
}

pub(super) fn inbox_hostile(locale: Locale) -> InboxPage {
    let nasty = Row {
        unread: true,
        files: true,
        tag: Some(HOSTILE.into()),
        state: RowState::BeingChecked,
        ..row(1, HOSTILE, HOSTILE, HOSTILE, HOSTILE, ago(1))
    };
    let name = "Anne-Lise Marie-Joséphine de la Tour d’Auvergne-Lauraguais de Montmorency-Bouteville";
    let long = Row { unread: true, ..row(2, name, name, &"sujet ".repeat(40), &"x".repeat(400), ago(2)) };
    let bare = row(4, "李", "", "", "", ago(0));
    InboxPage { frame: hostile(locale, Here::Inbox), rows: vec![nasty, long, bare], ..inbox(locale) }
}

fn letter(n: u128, from: &str, role: &str, to: &str, text: &str, at: Millis) -> Letter {
    Letter {
        id: id(n),
        from: from.into(),
        role: role.into(),
        to: to.into(),
        cc: String::new(),
        at,
        late: None,
        content: Content::Text(text.into()),
        files: vec![],
        mine: false,
        reported: false,
        place: Place::Inbox,
        open: true,
    }
}

fn file(n: u128, name: &str, bytes: u64) -> FileLink {
    FileLink { id: id(n), name: name.into(), bytes, veiled: false, kept: None }
}

fn reply(name: &str, all: Option<i64>) -> Reply {
    Reply {
        key: Uuid::from_u128(77),
        to: id(1),
        audience: id(51),
        name: name.into(),
        all,
        body: String::new(),
        problems: vec![],
    }
}

fn shelves() -> Shelves {
    Shelves { folders: vec![(id(81), "Sorties et voyages".into()), (id(82), HOSTILE.into())] }
}

fn news() -> Thread {
    let news = Letter {
        cc: "Direction".into(),
        files: vec![file(61, "autorisation-sortie.pdf", 182_400), file(62, "plan du trajet.jpg", 2_412_000)],
        ..letter(1, "Hélène Garnier", "Français, 3e B", "3e B – responsables", NEWS, ago(34))
    };
    Thread {
        id: id(1),
        subject: "Sortie au théâtre jeudi".into(),
        tag: Some("Karim · Collège des Tilleuls".into()),
        letters: vec![news],
        earlier: None,
        newest: None,
        reply: Some(reply("Hélène Garnier", Some(27))),
        shelves: shelves(),
    }
}

pub(super) fn thread(locale: Locale) -> ThreadPage {
    let mut thread = news();
    thread.earlier = Some("1710959400000-018e0a".into());
    thread.newest = Some(id(13));
    let question = "Bonjour Madame,\n\nKarim a un rendez-vous à 16 h 30 : peut-il repartir directement du théâtre ?";
    thread.letters.insert(
        0,
        Letter {
            open: false,
            ..letter(11, "Thomas Kouamé", "Mathématiques, 3e B", "3e B", "Qui accompagne ?", ago(1500))
        },
    );
    thread.letters.push(Letter {
        mine: true,
        ..letter(12, "Farida Haddad", "Responsable de Karim", "Hélène Garnier", question, ago(20))
    });
    thread.letters.push(Letter {
        reported: true,
        ..letter(13, "Hélène Garnier", "Français, 3e B", "vous", "Oui, avec un mot signé dans le carnet.", ago(12))
    });
    ThreadPage { frame: guardian(locale, Here::Inbox), thread, back: "/inbox".into(), help: false }
}

pub(super) fn thread_being_checked(locale: Locale) -> ThreadPage {
    let mine = Letter {
        mine: true,
        content: Content::BeingChecked("Bonjour, le devoir est-il à rendre demain ?".into()),
        files: vec![FileLink { veiled: true, ..file(63, "brouillon.odt", 48_000) }],
        ..letter(14, "Inès Marchetti", "Élève, 2nde 4", "Thomas Kouamé", "", ago(0))
    };
    let thread = Thread { letters: vec![mine], reply: None, subject: "Devoir maison".into(), ..news() };
    ThreadPage { frame: pupil(locale, Here::Sent), thread, back: "/sent".into(), help: false }
}

/// A letter of closed hours, as its author sees it.
pub(super) fn thread_goes_out(locale: Locale) -> ThreadPage {
    let mut page = thread_being_checked(locale);
    for letter in &mut page.thread.letters {
        letter.content = Content::GoesOut("Bonjour, le devoir est-il à rendre demain ?".into(), ago(-640));
    }
    page
}

pub(super) fn thread_late(locale: Locale) -> ThreadPage {
    let mut page = thread(locale);
    (page.thread.earlier, page.thread.newest) = (None, None);
    page.thread.letters.truncate(2);
    page.thread.letters[1].late = Some(ago(5));
    if let Some(reply) = &mut page.thread.reply {
        reply.problems = vec![Problem::Wrong(model::draft::Wrong::BodyEmpty)];
        reply.all = None;
    }
    page
}

pub(super) fn thread_hostile(locale: Locale) -> ThreadPage {
    let mut thread = news();
    thread.subject = HOSTILE.into();
    thread.tag = Some(HOSTILE.into());
    thread.letters[0] = Letter {
        cc: HOSTILE.into(),
        files: vec![file(64, HOSTILE, 1), file(65, &format!("{}.pdf", "nom-de-fichier-".repeat(12)), 20_000_000)],
        ..letter(1, HOSTILE, HOSTILE, HOSTILE, &format!("{HOSTILE}\n\n{}", "a".repeat(500)), ago(3))
    };
    thread
        .letters
        .push(Letter { open: false, ..letter(2, "ليلى بن عيسى", "", "", "مرحبا <b>", ago(2)) });
    thread.reply = Some(Reply { body: HOSTILE.into(), ..reply(HOSTILE, Some(1)) });
    ThreadPage { frame: hostile(locale, Here::Inbox), thread, back: "/search?q=a%22b".into(), help: false }
}

pub(super) fn sent(locale: Locale) -> SentPage {
    let mut rows = vec![
        row(21, "3e B – responsables", "27 personnes", "Sortie au théâtre jeudi", NEWS, ago(34)),
        Row {
            state: RowState::BeingChecked,
            ..row(22, "Karim Haddad", "", "Ton exposé", "Merci, j’ai bien reçu ton plan.", ago(90))
        },
        Row { state: RowState::GoesOut(ago(-640)), ..row(25, "Thomas Kouamé", "", "Devoir", "Bonsoir", ago(5)) },
        Row { state: RowState::Withdrawn, ..row(23, "3e B – élèves", "28 personnes", "", "", ago(3_000)) },
    ];
    rows[0].files = true;
    SentPage { frame: teacher(locale, Here::Sent), rows, older: Some("x&y".into()) }
}

pub(super) fn sent_empty(locale: Locale) -> SentPage {
    SentPage { rows: vec![], older: None, ..sent(locale) }
}

pub(super) fn drafts(locale: Locale) -> DraftsPage {
    let draft = |n, to: &str, subject: &str, excerpt: &str, minutes| DraftRow {
        id: id(n),
        to: to.into(),
        subject: subject.into(),
        excerpt: excerpt.into(),
        saved_at: ago(minutes),
        files: n == 31,
        send_at: (n == 31).then(|| ago(-740)),
        not_sent: None,
    };
    let drafts = vec![
        draft(31, "3e B – responsables", "Réunion du 28 mars", "Bonjour, la réunion parents-professeurs aura lieu", 4),
        draft(32, "", "", "", 3_000),
        draft(33, HOSTILE, HOSTILE, HOSTILE, 90_000),
    ];
    DraftsPage { frame: teacher(locale, Here::Drafts), drafts }
}

pub(super) fn drafts_empty(locale: Locale) -> DraftsPage {
    let mut page = DraftsPage { drafts: vec![], ..drafts(locale) };
    page.frame.said = Some(Said::DraftDeleted);
    page
}

pub(super) fn search(locale: Locale, query: &str) -> SearchPage {
    let rows = if query.is_empty() { vec![] } else { rows().into_iter().take(3).collect() };
    SearchPage { frame: guardian(locale, Here::Search), query: query.into(), rows, more: !query.is_empty() }
}
