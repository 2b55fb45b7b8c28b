//! The texts of drafts. What they say is in `texts/filings`, one file a kind: `{name}` is a value, and a line that begins with
//! `{?name}` or `{!name}` stands there only when the value is, or is not, more than nothing.

use model::{
    Millis,
    filing::{Counts, Kind},
};
use store::filing_facts::Fact;

/// Schools that a text names; of the others it says how many.
const SCHOOLS_NAMED_MAX: usize = 30;

const fn template(kind: Kind) -> &'static str {
    match kind {
        Kind::Police => include_str!("../../texts/filings/police.txt"),
        Kind::Pharos => include_str!("../../texts/filings/pharos.txt"),
        Kind::ComplaintOwner => include_str!("../../texts/filings/complaint_owner.txt"),
        Kind::ComplaintHead => include_str!("../../texts/filings/complaint_head.txt"),
        Kind::ComplaintRectorat => include_str!("../../texts/filings/complaint_rectorat.txt"),
        Kind::ComplaintOperator => include_str!("../../texts/filings/complaint_operator.txt"),
        Kind::Cnil => include_str!("../../texts/filings/cnil.txt"),
        Kind::Letter => include_str!("../../texts/filings/letter.txt"),
        Kind::Incident => include_str!("../../texts/filings/incident.txt"),
        Kind::Technical => include_str!("../../texts/filings/technical.txt"),
        Kind::Help => include_str!("../../texts/filings/help.txt"),
    }
}

/// What is known of the schools that a text is on: of one, or of all of them together.
pub(super) fn together(facts: &[Fact]) -> Counts {
    let mut all = Counts::default();
    for one in facts.iter().map(|fact| &fact.counts) {
        all.accounts += one.accounts;
        all.pupil_accounts += one.pupil_accounts;
        all.contained += one.contained;
        all.copies += one.copies;
        all.stopped += one.stopped;
        all.received += one.received;
        all.shown += one.shown;
        all.pupils_shown += one.pupils_shown;
        all.opened += one.opened;
        all.first_at = [all.first_at, one.first_at].into_iter().flatten().min();
        all.last_at = [all.last_at, one.last_at].into_iter().flatten().max();
    }
    all
}

/// The draft of a kind on these schools.
pub(super) fn draft(kind: Kind, facts: &[Fact], counts: &Counts, known_at: Millis) -> String {
    let values = values(facts, counts, (known_at, kind.due_at(known_at)));
    let mut text = String::new();
    for line in template(kind).lines() {
        let Some(kept) = kept(line, &values) else { continue };
        text.push_str(&filled(kept, &values));
        text.push('\n');
    }
    text
}

type Values = Vec<(&'static str, String)>;

fn values(facts: &[Fact], counts: &Counts, (known_at, due_at): (Millis, Millis)) -> Values {
    let one = facts.first();
    let of = |get: fn(&Fact) -> &String| one.map(get).cloned().unwrap_or_default();
    let mut names: Vec<&str> = facts.iter().take(SCHOOLS_NAMED_MAX).map(|fact| fact.name.as_str()).collect();
    if facts.len() > SCHOOLS_NAMED_MAX {
        names.push("…");
    }
    let at = |at: Option<Millis>| at.map_or_else(|| "…".to_owned(), when);
    vec![
        ("school", of(|fact| &fact.name)),
        ("uai", of(|fact| &fact.uai)),
        ("commune", of(|fact| &fact.commune)),
        ("schools", facts.len().to_string()),
        ("school_names", names.join(", ")),
        ("accounts", counts.accounts.to_string()),
        ("pupil_accounts", counts.pupil_accounts.to_string()),
        ("contained", counts.contained.to_string()),
        ("copies", counts.copies.to_string()),
        ("stopped", counts.stopped.to_string()),
        ("received", counts.received.to_string()),
        ("shown", counts.shown.to_string()),
        ("pupils_shown", counts.pupils_shown.to_string()),
        ("opened", counts.opened.to_string()),
        ("people", counts.people().to_string()),
        ("pupils", counts.pupils().to_string()),
        ("exposed", counts.accounts.saturating_add(counts.pupils_shown).to_string()),
        ("first", at(counts.first_at)),
        ("last", at(counts.last_at)),
        ("known", when(known_at)),
        ("due", when(due_at)),
    ]
}

/// A line without its condition; none when the condition does not hold.
fn kept<'a>(line: &'a str, values: &Values) -> Option<&'a str> {
    let condition =
        line.strip_prefix("{?").map(|rest| (true, rest)).or(line.strip_prefix("{!").map(|rest| (false, rest)));
    let Some((wanted, (name, rest))) = condition.and_then(|(wanted, rest)| Some((wanted, rest.split_once('}')?)))
    else {
        return Some(line);
    };
    let some = values.iter().any(|(known, value)| *known == name && value != "0");
    (some == wanted).then_some(rest)
}

fn filled(line: &str, values: &Values) -> String {
    let mut parts = line.split('{');
    let mut text = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let Some((name, rest)) = part.split_once('}') else { continue };
        if let Some((_, value)) = values.iter().find(|(known, _)| *known == name) {
            text.push_str(value);
        }
        text.push_str(rest);
    }
    text
}

/// A moment where the installation is: « 20 mars 2024 à 19 h 33 ».
fn when(at: Millis) -> String {
    let zone = jiff::tz::TimeZone::get("Europe/Paris").unwrap_or(jiff::tz::TimeZone::UTC);
    let Ok(stamp) = jiff::Timestamp::from_millisecond(at.0) else { return "…".to_owned() };
    let hour = stamp.to_zoned(zone);
    format!("{} à {} h {:02}", crate::seen::day(at), hour.hour(), hour.minute())
}

#[cfg(test)]
mod tests {
    use model::SchoolId;
    use uuid::Uuid;

    use super::*;

    fn fact(accounts: i64, shown: i64) -> Fact {
        let counts = Counts {
            accounts,
            shown,
            copies: accounts,
            first_at: Some(Millis(1_710_959_580_000)),
            ..Counts::default()
        };
        let (uai, name, commune) = ("9990001D".into(), "Lycée {school}".into(), "Villeneuve".into());
        Fact { school: SchoolId(Uuid::nil()), uai, name, commune, counts }
    }

    #[test]
    fn every_value_that_a_text_names_is_known() {
        let values = values(&[fact(1, 1)], &Counts::default(), (Millis(0), Millis(0)));
        for kind in Kind::ALL {
            for part in template(*kind).split('{').skip(1) {
                let name = part.split_once('}').expect("it ends").0.trim_start_matches(['?', '!']);
                assert!(values.iter().any(|(known, _)| *known == name), "{kind}: {name}");
            }
        }
    }

    #[test]
    fn offences_are_for_counsel_to_confirm_and_private_messages_are_not_for_pharos() {
        for kind in Kind::ALL {
            let text = template(*kind);
            assert_eq!(text.contains("INFRACTIONS"), kind.code().starts_with("complaint"), "{kind}");
            assert!(!text.contains("INFRACTIONS") || text.contains("à confirmer par un conseil"), "{kind}");
        }
        assert!(template(Kind::Pharos).contains("exclus de Pharos"));
    }

    #[test]
    fn a_line_that_has_nothing_to_say_is_left_out_and_a_value_is_not_read_again() {
        let seen = draft(Kind::Cnil, &[fact(2, 3)], &fact(2, 3).counts, Millis(1_710_960_000_000));
        assert!(seen.contains("Lycée {school} (9990001D)") && seen.contains("20 mars 2024 à 19 h 33"), "{seen}");
        assert!(seen.contains("Personnes concernées, au plus\u{202f}: 5"), "{seen}");
        assert!(seen.contains("élevé") && !seen.contains("n’a vu d’envoi affiché") && !seen.contains("{?"), "{seen}");
        let unseen = draft(Kind::Cnil, &[fact(0, 0)], &fact(0, 0).counts, Millis(1_710_960_000_000));
        assert!(unseen.contains("limité") && unseen.contains("n’a vu d’envoi affiché"), "{unseen}");
    }
}
