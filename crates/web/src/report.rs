//! A report on how a message was sent, as plain lines: for a console, in French.

use actions::exculpation::Report;
use model::Millis;

use crate::{
    dates::{Calendar, zone},
    locale::Locale,
    pages::exculpation::view,
};

/// The report, a fact a line.
pub fn lines(report: &Report, sha256: &str, now: Millis) -> Vec<String> {
    let clock = Calendar { now, zone: zone(&report.facts.account.zone), locale: Locale::Fr };
    let view = view::of(report, sha256, &clock);
    let t = clock.locale;
    let mut lines = vec![view.title, view.account, view.made, String::new(), view.line, view.why];
    let list = |title: &'static str, list: Vec<String>| {
        let none = if list.is_empty() { vec!["–".to_owned()] } else { list };
        [String::new(), t.say(title).to_string()].into_iter().chain(none.into_iter().map(|one| format!("  {one}")))
    };
    lines.extend(list("exculpation-other", view.somebody_else));
    lines.extend(list("exculpation-owner", view.owner));
    lines.extend(list("exculpation-missing", view.missing));
    for part in view.parts {
        lines.extend([String::new(), part.title]);
        lines.extend(
            part.lines.iter().map(|line| format!("  {}\u{202F}: {}{}", line.label, line.value, cited(&line.entry))),
        );
    }
    let after = view.after.iter().map(|line| format!("{}\u{202F}: {}{}", line.label, line.value, cited(&line.entry)));
    lines.extend(list("exculpation-after", after.collect()));
    if let Some(risk) = view.risk {
        lines.extend(list("exculpation-risk", risk));
    }
    let signed = view.signed.map_or_else(
        || vec![t.say("exculpation-check-none").to_string()],
        |(signed, root)| vec![format!("{signed} {root}")],
    );
    let check = [format!("{} {}", t.say("exculpation-check-hash"), view.sha256)];
    lines.extend(list("exculpation-check", check.into_iter().chain(signed).collect()));
    lines
}

fn cited(entry: &str) -> String {
    if entry.is_empty() { String::new() } else { format!(" [{entry}]") }
}
