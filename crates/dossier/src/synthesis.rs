//! The first page: what happened in numbers and in order, for who has five minutes. The same numbers as a table.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write as _,
};

use model::{Millis, PersonId, Profile, dossier::Variant, message::State};

use crate::{facts::Dossier, moment, table::Table};

/// Numbers of one school.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct School {
    name: String,
    accounts: BTreeSet<PersonId>,
    messages: i64,
    readers: i64,
    displayed: BTreeSet<PersonId>,
    opened: BTreeSet<PersonId>,
}

/// What a pack counts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Counts {
    messages: i64,
    by_state: BTreeMap<&'static str, i64>,
    accounts: i64,
    pupils: i64,
    readers: i64,
    displayed: i64,
    opened: i64,
    contained: i64,
    measures: i64,
    schools: BTreeMap<String, School>,
    moments: Vec<(Millis, &'static str)>,
}

impl Counts {
    /// Counts facts as they are given.
    pub(crate) fn of(facts: &Dossier) -> Counts {
        let mut counts = Counts {
            messages: facts.messages.len() as i64,
            accounts: facts.accounts.len() as i64,
            pupils: facts.accounts.iter().filter(|account| account.profile == Profile::Pupil).count() as i64,
            readers: facts.messages.iter().map(|message| message.readers).sum(),
            contained: facts.containments.len() as i64,
            measures: facts.measures.len() as i64,
            moments: moments(facts),
            ..Counts::default()
        };
        let mut school_of = BTreeMap::new();
        for message in &facts.messages {
            *counts.by_state.entry(state(message.state)).or_default() += 1;
            let school = counts.schools.entry(message.uai.clone()).or_default();
            school.name.clone_from(&message.school);
            school.accounts.insert(message.sender);
            school.messages += 1;
            school.readers += message.readers;
            school_of.insert(message.id, message.uai.clone());
        }
        let (mut displayed, mut opened) = (BTreeSet::new(), BTreeSet::new());
        for shown in &facts.shown {
            displayed.insert(shown.person);
            let school = school_of.get(&shown.message).and_then(|uai| counts.schools.get_mut(uai));
            if shown.opened_at.is_some() {
                opened.insert(shown.person);
            }
            if let Some(school) = school {
                school.displayed.insert(shown.person);
                if shown.opened_at.is_some() {
                    school.opened.insert(shown.person);
                }
            }
        }
        counts.displayed = displayed.len() as i64;
        counts.opened = opened.len() as i64;
        counts
    }

    /// As a table: what is counted, of which school, how much.
    pub(crate) fn table(&self) -> Vec<u8> {
        let mut table = Table::new(&["mesure", "uai", "etablissement", "valeur"]);
        let mut row = |what: &str, uai: &str, school: &str, n: i64| table.row(&[what, uai, school, &n.to_string()]);
        for (what, n) in self.lines() {
            row(what, "", "", n);
        }
        for (state, n) in &self.by_state {
            row(&format!("messages : {state}").replace(" :", "\u{202f}:"), "", "", *n);
        }
        for (uai, school) in &self.schools {
            row("messages", uai, &school.name, school.messages);
            row("comptes", uai, &school.name, school.accounts.len() as i64);
            row("destinataires", uai, &school.name, school.readers);
            row("personnes à qui un message a été montré", uai, &school.name, school.displayed.len() as i64);
            row("personnes qui en ont ouvert un", uai, &school.name, school.opened.len() as i64);
        }
        table.finish()
    }

    fn lines(&self) -> [(&'static str, i64); 8] {
        [
            ("messages", self.messages),
            ("comptes expéditeurs", self.accounts),
            ("dont comptes d’élèves", self.pupils),
            ("destinataires, une personne comptée par message", self.readers),
            ("personnes à qui un message a été montré", self.displayed),
            ("personnes qui en ont ouvert un", self.opened),
            ("comptes mis à l’abri", self.contained),
            ("mesures décidées en réponse", self.measures),
        ]
    }
}

/// The page.
pub(crate) fn page(facts: &Dossier, counts: &Counts, variant: Variant) -> Vec<u8> {
    let head = &facts.head;
    let mut html = String::from(
        "<!doctype html>\n<html lang=\"fr\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n<title>Dossier de preuves</title>\n\
         <style>body{font:1rem/1.5 sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}\
         table{border-collapse:collapse;width:100%}th,td{border:1px solid #767676;padding:.3rem .5rem;text-align:left;\
         overflow-wrap:anywhere}td.n{text-align:right}dt{font-weight:bold}</style>\n</head>\n<body>\n<main>\n\
         <h1>Dossier de preuves</h1>\n<dl>\n",
    );
    let mut said = |term: &str, text: &str| {
        if !text.is_empty() {
            let _ = writeln!(html, "<dt>{}</dt><dd>{}</dd>", escaped(term), escaped(text));
        }
    };
    said("Dossier", &head.id);
    said("Porte sur", &head.of.to_string());
    said("Intitulé", &head.label);
    said("État de la campagne", head.state.as_deref().unwrap_or_default());
    said("Variante", variant_name(variant));
    said("Établi le", &format!("{}, soit {}", moment::local(head.made_at, &head.zone), moment::utc(head.made_at)));
    said("Établi par", head.made_by.as_deref().unwrap_or_default());
    said("À l’attention de", &head.for_whom);
    said("Motif", &head.reason);
    said("Service", &head.installation);
    html.push_str("</dl>\n<h2>En nombres</h2>\n<table>\n");
    for (what, n) in counts.lines() {
        let _ = writeln!(html, "<tr><th scope=\"row\">{}</th><td class=\"n\">{n}</td></tr>", escaped(what));
    }
    for (state, n) in &counts.by_state {
        let _ = writeln!(
            html,
            "<tr><th scope=\"row\">messages\u{202f}: {}</th><td class=\"n\">{n}</td></tr>",
            escaped(state)
        );
    }
    html.push_str("</table>\n<h2>Chronologie</h2>\n<ol>\n");
    for (at, what) in &counts.moments {
        let (local, utc) = (moment::local(*at, &head.zone), moment::utc(*at));
        let _ = writeln!(html, "<li>{local} — {} <small>({utc})</small></li>", escaped(what));
    }
    html.push_str("</ol>\n");
    schools(&mut html, counts);
    html.push_str("</main>\n</body>\n</html>\n");
    html.into_bytes()
}

fn schools(html: &mut String, counts: &Counts) {
    if counts.schools.is_empty() {
        return;
    }
    html.push_str(
        "<h2>Par établissement expéditeur</h2>\n<table>\n<tr><th scope=\"col\">UAI</th><th scope=\"col\">Établissement</th>\
         <th scope=\"col\">Messages</th><th scope=\"col\">Comptes</th><th scope=\"col\">Destinataires</th>\
         <th scope=\"col\">Montré à</th><th scope=\"col\">Ouvert par</th></tr>\n",
    );
    for (uai, school) in &counts.schools {
        let _ = writeln!(
            html,
            "<tr><td>{}</td><td>{}</td><td class=\"n\">{}</td><td class=\"n\">{}</td><td class=\"n\">{}</td>\
             <td class=\"n\">{}</td><td class=\"n\">{}</td></tr>",
            escaped(uai),
            escaped(&school.name),
            school.messages,
            school.accounts.len(),
            school.readers,
            school.displayed.len(),
            school.opened.len(),
        );
    }
    html.push_str("</table>\n");
}

/// First and last of what happened.
fn moments(facts: &Dossier) -> Vec<(Millis, &'static str)> {
    let messages = &facts.messages;
    let first = |at: Option<Millis>, what| at.map(|at| (at, what));
    let mut moments: Vec<(Millis, &'static str)> = [
        first(messages.iter().map(|one| one.sent_at).min(), "premier message envoyé"),
        first(messages.iter().map(|one| one.sent_at).max(), "dernier message envoyé"),
        first(messages.iter().filter_map(|one| one.held_at).min(), "premier message retenu avant lecture"),
        first(messages.iter().filter_map(|one| one.withdrawn_at).min(), "premier retrait"),
        first(messages.iter().filter_map(|one| one.withdrawn_at).max(), "dernier retrait"),
        first(facts.shown.iter().map(|one| one.listed_at).min(), "un message est montré pour la première fois"),
        first(facts.shown.iter().map(last_shown).max(), "un message est montré pour la dernière fois"),
        first(facts.containments.iter().map(|one| one.since).min(), "premier compte mis à l’abri"),
        first(facts.measures.iter().map(|one| one.starts_at).min(), "première mesure en vigueur"),
    ]
    .into_iter()
    .flatten()
    .collect();
    moments.sort_by_key(|(at, _)| *at);
    moments
}

fn last_shown(shown: &crate::Shown) -> Millis {
    shown.last_opened_at.or(shown.file_opened_at).unwrap_or(shown.listed_at)
}

/// A state in words.
pub(crate) const fn state(state: State) -> &'static str {
    match state {
        State::Held => "retenu avant lecture",
        State::Waves => "diffusion progressive",
        State::Delivered => "diffusé",
        State::Deferred => "différé",
        State::Withdrawn => "retiré",
    }
}

/// A variant in words.
pub(crate) const fn variant_name(variant: Variant) -> &'static str {
    match variant {
        Variant::Police => "enquête (complète)",
        Variant::Family => "famille (ce qui concerne un seul élève)",
        Variant::Cnil => "CNIL (nombres seuls)",
        Variant::Review => "retour d’expérience (sans noms ni textes)",
    }
}

fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '&' => escaped.push_str("&amp;"),
            '"' => escaped.push_str("&quot;"),
            c if c.is_control() => escaped.push(' '),
            c => escaped.push(c),
        }
    }
    escaped
}
