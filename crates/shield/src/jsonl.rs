//! The lines that `preau judge` reads and writes.

use std::collections::BTreeMap;

use model::{
    Profile,
    verdict::{Label, Outcome, Reason},
};
use serde::{Deserialize, Serialize};

use crate::{Context, Letter, Shield};

/// One letter to judge. Other keys are ignored.
#[derive(Debug, Deserialize)]
pub struct LetterLine {
    /// Identity, given back.
    pub id: Id,
    /// Text of the letter.
    pub text: String,
    /// Subject, empty when absent.
    pub subject: Option<String>,
    /// Declared profile of the sender; a pupil when absent.
    pub profile: Option<Profile>,
    /// Distinct readers, not negative; one when absent.
    pub readers: Option<u32>,
    /// Local time of sending, RFC 3339.
    pub hour: Option<String>,
    /// Addressed only to the school's safety contact; not when absent.
    pub to_safety_contact: Option<bool>,
}

/// An identity as it was written.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Id {
    /// Any text.
    Text(String),
    /// A whole number.
    Number(i64),
}

/// The verdict on one letter.
#[derive(Debug, Serialize)]
pub struct VerdictLine {
    /// Identity of the letter.
    pub id: Id,
    /// What becomes of it.
    pub outcome: Outcome,
    /// Calibrated probability of a threat.
    pub threat: f32,
    /// Probability of each label.
    pub labels: BTreeMap<Label, f32>,
    /// Reasons, heaviest first; `start` and `end` are byte offsets into the letter's text.
    pub reasons: Vec<Reason>,
}

#[derive(Serialize)]
struct ErrorLine<'a> {
    line: usize,
    error: &'a str,
}

/// Judges one line of JSON. Gives one line of JSON without its end: the verdict, or `{"line": N, "error": "…"}`.
pub fn judge_line(shield: &Shield, line_no: usize, line: &str) -> Result<String, String> {
    let answer = read(line).and_then(|(letter, context)| {
        let text = Letter { subject: letter.subject.as_deref().unwrap_or(""), body: &letter.text, file_names: &[] };
        let verdict = shield.judge(&text, &context);
        let line = VerdictLine {
            id: letter.id,
            outcome: verdict.outcome,
            threat: verdict.threat,
            labels: verdict.labels,
            reasons: verdict.reasons,
        };
        serde_json::to_string(&line).map_err(|fault| format!("cannot write the verdict: {fault}"))
    });
    answer.map_err(|error| {
        let line = ErrorLine { line: line_no, error: &error };
        serde_json::to_string(&line).unwrap_or_else(|_| format!("{{\"line\":{line_no},\"error\":\"unreadable\"}}"))
    })
}

fn read(line: &str) -> Result<(LetterLine, Context), String> {
    let letter: LetterLine = serde_json::from_str(line.trim_start_matches('\u{FEFF}'))
        .map_err(|fault| format!("cannot read the letter: {fault}"))?;
    let mut context = Context::declared(letter.profile.unwrap_or(Profile::Pupil), letter.readers.map_or(1, i64::from));
    context.to_safety_contact = letter.to_safety_contact.unwrap_or(false);
    if let Some(text) = &letter.hour {
        let hour = hour_of(text).ok_or_else(|| {
            format!("hour « {} » is not a time such as 2024-03-20T19:50:00+01:00", model::text::cut(text, 40))
        })?;
        context.hour_local = Some(hour);
    }
    Ok((letter, context))
}

/// The local hour of an RFC 3339 time.
fn hour_of(text: &str) -> Option<u8> {
    let bytes = text.as_bytes();
    let digits = |from: usize, to: usize, max: u32| {
        let part = text.get(from..to)?;
        let whole = part.bytes().all(|c| c.is_ascii_digit()).then(|| part.parse::<u32>().ok())??;
        (whole <= max).then_some(whole)
    };
    digits(0, 4, 9999)?;
    digits(5, 7, 12)?;
    digits(8, 10, 31)?;
    let hour = digits(11, 13, 23)?;
    digits(14, 16, 59)?;
    digits(17, 19, 60)?;
    let shaped =
        bytes.get(4) == Some(&b'-') && bytes.get(7) == Some(&b'-') && matches!(bytes.get(10), Some(b'T' | b't' | b' '));
    let colons = bytes.get(13) == Some(&b':') && bytes.get(16) == Some(&b':');
    let zone = text.get(19..)?;
    let zone = match zone.strip_prefix('.') {
        Some(fraction) => fraction.trim_start_matches(|c: char| c.is_ascii_digit()),
        None => zone,
    };
    let offset =
        matches!(zone, "Z" | "z") || (zone.len() == 6 && zone.starts_with(['+', '-']) && zone.as_bytes()[3] == b':');
    (shaped && colons && offset).then_some(hour as u8)
}

#[cfg(test)]
mod tests;
